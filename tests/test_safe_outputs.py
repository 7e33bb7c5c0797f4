"""Whatever a document says, outputs stay harmless: no formula, no markup, no escape sequence, valid JSON."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

import swedoc
from swedoc.cli import main
from swedoc.records import Decision, Record, Source, Span
from swedoc.write import Options, writers, writing

NASTY = "\ud800 \x00 \ufffe \U0001f600 \x1b[31m"
FORMULAS = (
    "=2+2",
    "+2",
    "-2+3",
    "@SUM(A1)",
    "\t=2+2",
    "\r=2+2",
    " =2+2",
    "\n=2+2",
    "\u00a0=2+2",
    "\u200b=2+2",
)


def record(text: str) -> Record:
    return Record(source=Source(path=text), text=text, title=text, issuer=text, department=text,
                  decisions=(Decision(number=None, text=text, span=Span(0, 1)),))  # fmt: skip


def written(name: str, text: str, folder: Path) -> Path:
    out = folder / f"out{writers[name].suffixes[0]}"
    with writing(name, out, Options(with_text=True)) as writer:
        writer.write(record(text))
    return out


@pytest.mark.parametrize("name", ["jsonl", "csv", "xlsx", "sqlite", "parquet"])
def test_any_text_can_be_written(name: str, tmp_path: Path) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    out = written(name, NASTY, tmp_path)
    data = out.read_bytes()
    if name == "jsonl":
        assert json.loads(data)["title"].startswith("\ufffd")
        assert Record.from_json(data.strip()).title
    if name == "csv":
        assert data.decode("utf-8-sig")
    if name == "sqlite":
        assert sqlite3.connect(out).execute("select title from document").fetchone()[0]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", text, tmp_path).read_text("utf-8-sig")), delimiter=";"))
    for cell in rows[1]:
        assert not cell.lstrip("\u200b\ufeff \t\r\n\u00a0").startswith(("=", "+", "-", "@")), cell


def test_json_of_half_a_surrogate_pair() -> None:
    found = swedoc.parse_text("Bidraget \ud800 är 450 kr.")
    assert found.amounts[0].value == 450
    read = json.loads(found.to_json(with_text=True))
    assert read["text"] == "Bidraget \ufffd är 450 kr."


def test_no_escape_sequence_reaches_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "memo\x1b]0;pwned\x07\x1b[31m\u202efdp.txt"
    (tmp_path / name).write_text(
        "Bidraget är totalt 900 kronor, varav 400 \x1b[2J kronor 2024 och 600 kronor 2025.\x07"
    )
    (tmp_path / f"x{name}.pdf").write_bytes(b"%PDF- no")
    for command in ("check", "extract"):
        main([command, str(tmp_path)])
        said = capsys.readouterr()
        shown = said.err + (said.out if command == "check" else "")
        assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\u2067\u2068\u202d"), shown
