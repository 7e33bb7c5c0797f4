"""The sample memos: what swedoc reads in them stands in `samples/golden/`, and three do not add up."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import swedoc

SAMPLES = Path(__file__).parent.parent / "samples"
GOLDEN = SAMPLES / "golden"
MEMOS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".pdf", ".txt", ".md"))
WRONG = {
    "08-stammer-inte-naturum": ["sum_mismatch"],
    "09-stammer-inte-tabell": ["table_column_sum", "digit_transposition"],
    "10-stammer-inte-tusental": ["unit_factor_1000"],
}


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_make", SAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golden_of(path: Path) -> bytes:
    """The record as a page of JSON; boxes are left out, since fonts measure differently elsewhere."""
    record = swedoc.parse(path, name=f"samples/{path.name}")
    bare = re.sub(rb'"boxes":\[(?:\[[^]]*\],?)*\]', b'"boxes":[]', record.to_json(with_text=True))
    return msgspec.json.format(bare, indent=1) + b"\n"


@pytest.mark.parametrize("path", MEMOS, ids=lambda path: path.stem)
def test_records_are_the_golden_ones(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    now = golden_of(path)
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(now)
    assert json.loads(now) == json.loads(golden.read_bytes()), (
        "swedoc reads the sample differently; if that is meant: pytest tests/test_samples.py --update-golden"
    )


@pytest.mark.parametrize("path", MEMOS, ids=lambda path: path.stem)
def test_exactly_three_do_not_add_up(path: Path) -> None:
    record = swedoc.parse(path)
    assert [finding.code for finding in record.findings if finding.severity != "info"] == WRONG.get(
        path.stem, []
    )
    assert (record.verdict == "does_not_add_up") == (path.stem in WRONG)


def test_there_is_something_of_everything(make: ModuleType) -> None:
    makers = [memo["make"] for memo in make.memos()]
    assert len(makers) >= 12
    assert set(makers) == {"reportlab", "fpdf2", "text", "markdown"}
    assert {golden.stem for golden in GOLDEN.glob("*.json")} == {path.stem for path in MEMOS}


def test_the_script_makes_the_samples(make: ModuleType, tmp_path: Path) -> None:
    made = make.make(tmp_path)
    assert sorted(p.name for p in made) == [p.name for p in MEMOS]
    for path in made:
        kept = SAMPLES / path.name
        if path.suffix == ".pdf":  # another version of the generator may write other bytes
            assert swedoc.parse(path).text == swedoc.parse(kept).text
        else:
            assert path.read_bytes() == kept.read_bytes()


def test_ci_refuses_to_update_the_golden_records() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-golden", "--collect-only", __file__],
        capture_output=True,
        text=True,
        env=os.environ | {"CI": "true"},
    )
    assert done.returncode == 4
    assert "never updated in CI" in done.stderr
