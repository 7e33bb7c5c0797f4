"""Every bomb gets an answer from `swedoc extract`, none over its time or memory, and the run goes on."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import swedoc
from benchmarks.hostile.bombs import NAMES, bombs
from benchmarks.hostile.mutants import MUTATIONS, extracted, mutants

MEMO = Path(__file__).parent.parent / "samples" / "08-stammer-inte-naturum.pdf"
HEAVY = {"a-hundred-thousand-pages.pdf": "TimedOut"}  # stops at the time limit, whatever that is
READ_IN_PROCESS = [
    name
    for name in NAMES
    if name not in HEAVY and name not in ("forms-that-multiply.pdf", "form-in-itself.pdf", "wide-table.docx")
    and not name.endswith((".zip", ".gz", ".tar"))
]  # fmt: skip

# The figures of the command and its workers alone, not of what other tests started before.
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
def test_every_bomb_has_an_answer(tmp_path: Path) -> None:
    folder = tmp_path / "bombs"
    folder.mkdir()
    for name, data in bombs():
        assert len(data) < 4_000_000, name
        (folder / name).write_bytes(data)
    (folder / "last.pdf").write_bytes(MEMO.read_bytes())
    out = tmp_path / "out.jsonl"
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "swedoc.cli", "extract", str(folder),
         "-o", str(out), "-j2", "--timeout=4"],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    answered = {line["source"]["path"].removeprefix(f"{folder}/").split("!/")[0] for line in lines}
    assert answered == {*NAMES, "last.pdf"} - {"links.tar"}  # which holds nothing but links
    errors = {line["source"]["path"]: line["error"] for line in lines if "error" in line}
    assert not [message for message in errors.values() if "swedoc itself failed" in message["message"]]
    assert "root:" not in out.read_text(encoding="utf-8")  # /etc/passwd
    assert not list(tmp_path.rglob("ut.txt"))
    timed = {Path(path).name for path, error in errors.items() if error["kind"] == "TimedOut"}
    assert timed <= set(HEAVY) | {"text.docx", "wide-table.docx"}
    largest, seconds = map(float, done.stderr.splitlines()[-1].split())
    assert largest < 700_000  # kilobytes, of the largest process
    assert seconds < 90


@pytest.mark.slow
@pytest.mark.parametrize("name", READ_IN_PROCESS)
def test_parse_checks_what_it_can(name: str) -> None:
    """In the caller's own process, too: a record or an error of ours."""
    ((_, data),) = bombs([name])
    with contextlib.suppress(swedoc.SwedocError):
        assert len(swedoc.parse(data, name=name).text) < 20_000_000


@pytest.mark.slow
def test_no_mutant_is_lost(tmp_path: Path) -> None:
    """A sample of the half destroyed PDFs; `benchmarks/hostile/mutants.py` reads 5,000."""
    folder = tmp_path / "mutants"
    folder.mkdir()
    made = dict(mutants(104, seed=3))
    for name, data in made.items():
        (folder / name).write_bytes(data)
    assert {name[6:-4] for name in made} == {mutation.__name__ for mutation in MUTATIONS}
    code, said, lines = extracted(folder, timeout=10)
    assert code == 3
    assert "Traceback" not in said
    answered = [Path(line["source"]["path"]).name for line in lines]  # type: ignore[index]
    assert answered == sorted(made)
    errors = [line["error"] for line in lines if "error" in line]
    assert 0 < len(errors) < len(lines)
    kinds = {error["kind"] for error in errors}  # type: ignore[index]
    assert kinds <= {"DamagedFile", "NoTextLayer", "LimitExceeded", "UnsupportedFormat", "EncryptedFile",
                     "WorkerDied"}  # fmt: skip
    messages = " ".join(error["message"] for error in errors)  # type: ignore[index]
    assert "swedoc itself failed" not in messages
    assert "(memory)" not in messages
