"""SQLite: every table filled, every key sound, and the words found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from swedoc import parse_text
from swedoc.records import ErrorRecord, Failure, Record, Source
from swedoc.write import Options, writing

MEMO = """\
TJÄNSTESKRIVELSE
2021-03-23 Dnr RUN/558/2019

Medfinansiering av skärgårdstrafiken

Handläggare: Åsa Hernlund, asa.hernlund@example.se

Kommunen bidrar med 800 000 kronor, fördelat på 300 000 kronor 2021, 300 000 kronor 2022
och 100 000 kronor 2023.
"""


def record(path: str = "memo.txt", text: str = MEMO) -> Record:
    return msgspec.structs.replace(parse_text(text), source=Source(path=path, sha256="00"))


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    with writing("sqlite", tmp_path / "out.sqlite", Options()) as writer:
        writer.write(record())
        broken = Failure(kind="DamagedFile", message="it is broken")
        writer.write(ErrorRecord(source=Source(path="trasig.pdf"), error=broken))
        writer.write(record("får.txt", "Bidraget till får är 2,5 mkr.\ud800"))
    return sqlite3.connect(tmp_path / "out.sqlite")


def test_every_document_is_a_row_and_every_key_is_sound(database: sqlite3.Connection) -> None:
    rows = database.execute("select path, error_kind from document order by id").fetchall()
    assert rows == [("memo.txt", None), ("trasig.pdf", "DamagedFile"), ("får.txt", None)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("select * from unreadable").fetchall() == [
        (2, "trasig.pdf", "DamagedFile", "it is broken")
    ]


def test_the_tables_hold_what_the_record_holds(database: sqlite3.Connection) -> None:
    memo = record()
    values = database.execute("select value, typeof(value) from amount where document = 1 order by number")
    assert values.fetchall() == [(amount.value, "integer") for amount in memo.amounts]
    for table, things in [
        ("case_number", memo.case_numbers),
        ("contact", memo.contacts),
        ("split", memo.splits),
        ("finding", memo.findings),
    ]:
        assert database.execute(f"select count(*) from {table} where document = 1").fetchone() == (
            len(things),
        )
    parts = database.execute(
        "select key, value from part join split on split.id = part.split order by part.id"
    )
    assert parts.fetchall() == [(part.key, part.value) for split in memo.splits for part in split.parts]
    text = database.execute(
        'select substr(text, start + 1, "end" - start) from amount join document d on d.id = document'
    )
    assert text.fetchone() == (memo.text[memo.amounts[0].span.start : memo.amounts[0].span.end],)


def test_words_are_found_and_letters_kept_apart(database: sqlite3.Connection) -> None:
    found = "select rowid from document_search where document_search match ?"
    assert database.execute(found, ("skärgårdstrafiken",)).fetchall() == [(1,)]
    assert database.execute(found, ("får",)).fetchall() == [(3,)]
    assert database.execute(found, ("far",)).fetchall() == []


@pytest.mark.parametrize("view", ["overview", "does_not_add_up", "amount_by_year", "unreadable"])
def test_every_view_opens(database: sqlite3.Connection, view: str) -> None:
    database.execute(f"select * from {view}").fetchall()


def test_the_view_of_what_differs_names_the_document(database: sqlite3.Connection) -> None:
    errors = [finding for finding in record().findings if finding.severity == "error"]
    assert errors
    rows = database.execute("select path, code, difference from does_not_add_up").fetchall()
    assert rows == [("memo.txt", finding.code, finding.difference) for finding in errors]
