"""XLSX: four sheets, numbers as numbers, text as text."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from swedoc import parse_text
from swedoc.errors import LimitExceeded
from swedoc.records import ErrorRecord, Failure, Record, Source
from swedoc.write import Options, writing

pytest.importorskip("xlsxwriter")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MEMO = """\
2021-03-23 Dnr RUN/558/2019

Kommunen bidrar med 800 000 kronor, fördelat på 300 000 kronor 2021, 300 000 kronor 2022
och 100 000 kronor 2023.
"""


def record(path: str, **changes: object) -> Record:
    return msgspec.structs.replace(parse_text(MEMO), source=Source(path=path), **changes)


def sheet(book: Path, number: int) -> tuple[ElementTree.Element, list[list[str]]]:
    with zipfile.ZipFile(book) as files:
        root = ElementTree.fromstring(files.read(f"xl/worksheets/sheet{number}.xml"))
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{MAIN}c")] for row in root.iter(f"{MAIN}row")]
    return root, rows


@pytest.fixture
def book(tmp_path: Path) -> Path:
    memo = tmp_path / "memo å.txt"
    memo.write_text(MEMO, encoding="utf-8")
    with writing("xlsx", tmp_path / "out.xlsx", Options()) as writer:
        writer.write(record(str(memo), title="=2+2\x07", date="2021-03-23"))
        failure = Failure(kind="DamagedFile", message="it is broken")
        writer.write(ErrorRecord(source=Source(path="trasig.pdf"), error=failure))
    return tmp_path / "out.xlsx"


def test_the_sheets_are_those_a_controller_asks_for(book: Path) -> None:
    with zipfile.ZipFile(book) as files:
        root = ElementTree.fromstring(files.read("xl/workbook.xml"))
    names = [node.get("name") for node in root.iter(f"{MAIN}sheet")]
    assert names == ["Handlingar", "Belopp", "Fördelningar", "Avvikelser"]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_header_stays_in_view_and_filters(book: Path, number: int) -> None:
    root, rows = sheet(book, number)
    pane = root.find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert root.find(f"{MAIN}autoFilter") is not None
    assert len(rows) > 1


def test_text_is_never_a_formula_and_numbers_are_numbers(book: Path) -> None:
    root, rows = sheet(book, 1)
    assert root.find(f".//{MAIN}f") is None
    assert "=2+2\N{REPLACEMENT CHARACTER}" in rows[1]
    assert rows[2][0] == "trasig.pdf"
    _, amounts = sheet(book, 2)
    assert "800000" in amounts[1]


def test_a_path_is_a_link_to_its_file(book: Path) -> None:
    with zipfile.ZipFile(book) as files:
        links = files.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert "memo%20%C3%A5.txt" in links


def test_more_rows_than_excel_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swedoc.write.xlsx._ROWS", 4)
    many = [record(f"{number}.txt") for number in range(9)]

    def write() -> None:
        with writing("xlsx", tmp_path / "o.xlsx", Options()) as writer:
            for entry in many:
                writer.write(entry)

    with pytest.raises(LimitExceeded, match="sqlite"):
        write()
    assert not (tmp_path / "o.xlsx").exists()
