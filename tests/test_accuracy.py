"""The accuracy benchmark: scores a gold folder, and tells two runs apart."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "benchmarks" / "accuracy.py"
GOLD = {
    "id": "m1",
    "text_file": "docs/m1.txt",
    "pdf_file": None,
    "issuer": "Ekåsa kommun",
    "title": None,
    "case_numbers": [],
    "document_date": None,
    "other_dates": [],
    "contacts": [],
    "amounts": [{"sek": 450000, "as_written": "450 tkr"}, {"sek": 99, "as_written": "99 kr"}],
    "splits": [],
}


@pytest.fixture
def accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["accuracy"] = module
    spec.loader.exec_module(module)
    return module


def test_scores_a_folder_and_compares_runs(
    accuracy: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold" / "m1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "docs" / "m1.txt").write_text("Bidraget är 450 tkr. Hyran är 12 000 kr.", encoding="utf-8")
    saved = tmp_path / "run.json"
    monkeypatch.setattr(sys, "argv", ["accuracy.py", str(tmp_path), "--save", str(saved)])
    accuracy.main()
    row = next(line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("amounts"))
    assert row == ["amounts", "2", "1", "1", "1", "50.0%", "50.0%"]
    (tmp_path / "docs" / "m1.txt").write_text("Bidraget är 450 tkr. Porto 99 kr.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["accuracy.py", str(tmp_path), "--against", str(saved)])
    accuracy.main()
    out = capsys.readouterr().out
    assert "m1  amounts: now hit: 99" in out
    assert "m1  amounts: no longer wrong: 12000" in out
    assert "0 lost" in out


@pytest.mark.parametrize("page", ["accuracy.md", "verdicts.md"])
def test_the_figures_in_the_docs_are_those_that_were_saved(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import figures

    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    saved = json.loads(figures.SAVED.read_text(encoding="utf-8"))
    assert "<!-- figures: splits -->" in text
    assert figures.filled(text, saved) == text, "run `python benchmarks/figures.py --write`"


def test_shares_are_counted_from_what_was_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import figures

    row = {"hit": 3, "missed": 1, "wrong": 1}
    table = figures.field_table({"fields": {"amounts": row, "title": row}})
    assert table.splitlines()[2:] == [
        "| amounts | 4 | 3 | 1 | 1 | 75.0 % | 75.0 % |",
        "| title | 4 | 3 | 1 | – | 75.0 % | – |",
    ]
