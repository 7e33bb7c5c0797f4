"""`swedoc.parse(…, isolate=True)`: the same record, and nothing that a file does reaches the caller."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import swedoc
from benchmarks.hostile.bombs import bombs
from swedoc.batch import Allowance
from swedoc.workers import mocks

SAMPLES = Path(__file__).parent.parent / "samples"
MEMO = SAMPLES / "08-stammer-inte-naturum.pdf"


@pytest.mark.slow
def test_the_record_is_the_same() -> None:
    data = MEMO.read_bytes()
    for source, name in ((MEMO, None), (str(MEMO), "memo.pdf"), (data, None), (data, "in/memo.pdf")):
        plain, isolated = (swedoc.parse(source, name=name, isolate=isolate) for isolate in (False, True))
        assert isolated == plain
    with MEMO.open("rb") as plain_file, MEMO.open("rb") as isolated_file:
        assert swedoc.parse(isolated_file, isolate=True) == swedoc.parse(plain_file)
    assert swedoc.parse(io.BytesIO(data), isolate=True).source.path is None


def test_errors_are_those_of_swedoc() -> None:
    for data, kind in (
        (b"", swedoc.DamagedFile),
        (b"%PDF-1.7 and no more", swedoc.DamagedFile),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0\1\2\3\4\5", swedoc.UnsupportedFormat),
    ):
        for isolate in (False, True):
            with pytest.raises(kind):
                swedoc.parse(data, isolate=isolate)
    for isolate in (False, True):
        with pytest.raises(FileNotFoundError):
            swedoc.parse("no-such-memo.pdf", isolate=isolate)


@pytest.mark.slow
def test_a_document_that_kills_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mocks.ENABLED, "1")
    for kind, error in (
        ("abort", swedoc.WorkerDied),
        ("hang", swedoc.TimedOut),
        ("eat memory", swedoc.LimitExceeded),
    ):
        with pytest.raises(error):
            swedoc.parse(mocks.document(kind), isolate=True, allowance=Allowance(timeout=1))


@pytest.mark.slow
def test_forms_that_multiply_end_their_own_process() -> None:
    ((_, bomb),) = bombs(["form-in-itself.pdf"])
    with pytest.raises((swedoc.WorkerDied, swedoc.LimitExceeded)):
        swedoc.parse(bomb, isolate=True)
