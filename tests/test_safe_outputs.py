"""Whatever a document says, outputs stay harmless: no formula, no markup, no escape sequence, valid JSON."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

import swedoc
from swedoc.cli import main
from swedoc.privacy import Privacy
from swedoc.records import Decision, ErrorRecord, Failure, Record, Source, Span
from swedoc.report import build
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


@pytest.mark.parametrize("name", ["csv", "fgs-csv"])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(name: str, text: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with writing(name, out, Options(with_text=True)) as writer:
        writer.write(record(text))
        writer.write(ErrorRecord(source=Source(path=text), error=Failure(kind="DamagedFile", message=text)))
    for file in tmp_path.iterdir():
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
        assert len(rows) == (3 if file == out else 1)
        for cell in (cell for row in rows[1:] for cell in row):
            seen = cell.lstrip("\u200b\ufeff \t\r\n\u00a0")
            assert not seen.startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str, tmp_path: Path) -> None:
    """Text cells are never evaluated; what must not be is a cell of the kind formula, or a link."""
    out = written("xlsx", text, tmp_path)
    with zipfile.ZipFile(out) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
    assert any("2" in sheet or "SUM" in sheet for sheet in sheets)
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet


SCRIPT = "<script>alert(1)</script>"


def test_the_report_escapes_every_text(tmp_path: Path) -> None:
    """Every string of a full record that is not of a closed list is replaced by a script."""
    memo = (
        "Granviks kommun\nDnr KS 2023/418\n"
        "Handläggare: Karin Ahlmo, tfn 08-465 004 10, k@granvik.example.se\n\nBidrag\n\n"
        "Bidraget är totalt 900 000 kronor, varav 400 000 kronor 2023 och 600 000 kronor 2024, enligt\n"
        "850709-9821 och 2017:900.\n\nFörslag till beslut\n1. Bidrag beviljas.\n\n"
        "Skickas till\nRegion Väst\n"
    )
    plain = swedoc.parse_text(memo)
    assert plain.findings
    assert plain.contacts
    words = {"kind", "role", "precision", "severity", "verdict", "schema_version", "status", "derived",
             "unit_source", "hedge", "source", "confidence", "vat"}  # closed lists  # fmt: skip

    def spoilt(node: Any, name: str = "") -> Any:
        if isinstance(node, dict):
            return {key: spoilt(value, key) for key, value in node.items()}
        if isinstance(node, list):
            return [spoilt(item, name) for item in node]
        closed = name in words
        return SCRIPT if isinstance(node, str) and not closed else node

    built = msgspec.to_builtins(plain, builtin_types=(Decimal,))
    built = spoilt(built) | {"text": SCRIPT * (len(memo) // len(SCRIPT) + 1), "schema_version": "1"}
    record = msgspec.convert(built, Record, builtin_types=(Decimal,), strict=False)
    assert record.title == SCRIPT
    pages = [build.document(record, None, language, privacy=Privacy(show_personnummer=True))
             for language in ("sv", "en")] + [record._repr_html_()]  # fmt: skip
    folder = build.Report(tmp_path / "report", "sv", None, Privacy(show_personnummer=True))
    folder.add(record, None)
    folder.add_unreadable(SCRIPT, SCRIPT)
    folder.close()
    pages += [path.read_text("utf-8") for path in (tmp_path / "report").rglob("*.html")]
    assert len(pages) >= 5
    for page in pages:
        assert "alert(1)" in page
        assert SCRIPT not in page
        assert "<script>alert" not in page


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
