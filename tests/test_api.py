"""The library as a program uses it."""

import hashlib
import inspect
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

import swedoc
from swedoc import errors

MEMO = "Dnr KS 2021/77\n\nBidraget är totalt 900 000 kronor.\n"


def test_parse_takes_path_bytes_and_file(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    records = [swedoc.parse(path), swedoc.parse(str(path)), swedoc.parse(path.read_bytes(), name=str(path))]
    with path.open("rb") as file:
        records.append(swedoc.parse(file))
    assert all(record == records[0] for record in records)
    source = records[0].source
    assert (source.path, source.media_type, source.pages, source.reader) == (
        str(path),
        "text/plain",
        1,
        "text",
    )
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.unread_pages, source.warnings) == ((), ())
    assert swedoc.parse(io.BytesIO(MEMO.encode())).source.path is None


def test_parse_text_is_parse_without_a_file() -> None:
    record = swedoc.parse_text(MEMO)
    assert record.text == MEMO
    assert [int(amount.value) for amount in record.amounts] == [900_000]
    assert record.source.path is record.source.sha256 is None


def test_parse_raises_what_the_documentation_says(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swedoc.parse(tmp_path / "gone.pdf")
    with pytest.raises(swedoc.ReadError, match="empty"):
        swedoc.parse(b"")
    with pytest.raises(swedoc.UnsupportedFormat):
        swedoc.parse(b"GIF89a" + bytes(range(32)) * 50)


@pytest.mark.parametrize("jobs", [1, 2])
def test_parse_many_answers_for_each_in_order(jobs: int, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(MEMO, encoding="utf-8")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing else")
    paths = [good, bad, tmp_path / "gone.txt", tmp_path, good]
    results = list(swedoc.parse_many(paths, jobs=jobs))
    assert [result.path for result in results] == [str(path) for path in paths]
    assert [result.record is None for result in results] == [False, True, True, True, False]
    assert all((result.record is None) != (result.error is None) for result in results)
    assert isinstance(results[1].error, swedoc.ReadError)
    assert isinstance(results[2].error, FileNotFoundError)
    assert results[0].record == results[4].record == swedoc.parse(good)


@pytest.mark.parametrize("jobs", [1, 2])
def test_parse_many_is_lazy(jobs: int, tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    asked = 0

    def endless() -> Iterator[Path]:
        nonlocal asked
        while True:
            asked += 1
            yield path

    results = swedoc.parse_many(endless(), jobs=jobs)
    assert asked == 0
    assert next(results).record is not None
    assert asked < 3000
    results.close()


def test_a_fault_of_ours_is_a_result_that_quotes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("Hemlig uppgift ur handlingen")

    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    monkeypatch.setattr("swedoc.pipeline.record", fails)
    (result,) = swedoc.parse_many([path], jobs=0)
    assert isinstance(result.error, swedoc.ReadError)
    assert "ValueError in test_api.py" in str(result.error)
    assert "Hemlig" not in str(result.error)


@pytest.mark.skipif(os.name == "nt", reason="file names are text on Windows")
def test_a_file_name_that_is_no_utf8_is_written_readably(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"m\xe5l.txt")  # noqa: PTH118
    try:
        Path(os.fsdecode(path)).write_text(MEMO, encoding="utf-8")
    except OSError:
        pytest.skip("the file system refuses such names")
    (result,) = swedoc.parse_many([os.fsdecode(path)])
    assert result.entry.source.path is not None
    assert result.entry.source.path.endswith("m\\xe5l.txt")


def test_every_public_name_is_there() -> None:
    for name in swedoc.__all__:
        assert getattr(swedoc, name) is not None
        assert name in dir(swedoc)
    with pytest.raises(AttributeError, match="has no attribute 'parse_all'"):
        _ = swedoc.parse_all  # type: ignore[attr-defined]


def test_every_error_that_callers_meet_is_public() -> None:
    raised = {name for name, kind in vars(errors).items() if inspect.isclass(kind)}
    assert len(raised) > 10
    assert raised - set(swedoc.__all__) == set()


def test_every_class_that_callers_meet_is_public() -> None:
    """What the public functions take and give, and what those classes hold in turn."""
    waiting, met = list(swedoc.__all__), set[str]()
    while waiting:
        public = getattr(swedoc, waiting.pop())
        if inspect.isclass(public) or inspect.isfunction(public):
            hints = "" if public is swedoc.load else str(list(get_type_hints(public).values()))
            met |= set(re.findall(r"swedoc\.[\w.]+\.([A-Z]\w+)", hints))
    assert {"Record", "Allowance", "Input", "Review"} <= met
    assert met - set(swedoc.__all__) == set()
