"""CSV, a table of documents and a table of amounts: `out.csv` and `out-belopp.csv`.

Made for Swedish Excel, which wants `;` between cells, a decimal comma, and a byte order mark before
it reads UTF-8. The style `en` has `,`, a decimal point and English column names, and its second file
is `out-amounts.csv`. Standard output holds the table of documents alone.

Text that begins with `=`, `+`, `-` or `@` would be run as a formula; it gets an apostrophe before it
(OWASP, "CSV Injection"). Numbers are written by us, so a negative amount stays a number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from swedoc.messages import Texts, texts
from swedoc.records import Amount, Contact, ErrorRecord, Record
from swedoc.write import Entry, Options, Target, closed, opened, writers
from swedoc.write.xml import allowed

Cell = str | int | Decimal | None
DOCUMENTS = (
    "path", "kind", "title", "issuer", "department", "date", "case_numbers", "mentioned", "case_officer",
    "phone", "email", "signatories", "recipients", "decisions", "amounts", "verdict", "arithmetic",
    "findings", "unexplained", "pages", "unread_pages", "reader", "sha256", "error",
)  # fmt: skip
AMOUNTS = (
    "path", "number", "value", "currency", "as_written", "unit", "unit_source", "low", "high", "hedge", "per",
    "years", "vat", "status", "page", "start", "end",
)  # fmt: skip


def tables(out: Path, options: Options) -> tuple[Path, ...]:
    """The table of documents, and beside it the table of amounts."""
    suffix = "belopp" if options.csv_style == "sv" else "amounts"
    return (out, out.with_name(f"{out.stem}-{suffix}{out.suffix}"))


@writers.register("csv", order=20)
class Csv:
    """Writes a row for each document, and into the second file a row for each amount."""

    suffixes = (".csv",)
    streams = True
    files = staticmethod(tables)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        self._words = texts(options.csv_style)
        self._documents = Table(targets[0], options, (self._words(f"columns.{name}") for name in DOCUMENTS))
        self._amounts = (
            Table(targets[1], options, (self._words(f"columns.{name}") for name in AMOUNTS))
            if len(targets) > 1
            else None
        )

    def write(self, entry: Entry) -> None:
        """Write the rows of one document."""
        row = document_row(entry, self._words)
        self._documents.add(row[name] for name in DOCUMENTS)
        if self._amounts is not None and isinstance(entry, Record):
            for number, amount in enumerate(entry.amounts, 1):
                cells = amount_row(entry, number, amount)
                self._amounts.add(cells[name] for name in AMOUNTS)

    def close(self) -> None:
        """Close both files."""
        self._documents.close()
        if self._amounts is not None:
            self._amounts.close()


def document_row(entry: Entry, words: Texts) -> dict[str, Cell]:
    """The cells of a document, by the names of `DOCUMENTS`."""
    source = entry.source
    row: dict[str, Cell] = dict.fromkeys(DOCUMENTS)
    row |= {
        "path": source.path,
        "pages": source.pages,
        "unread_pages": _list(map(str, source.unread_pages)),
        "reader": source.reader,
        "sha256": source.sha256,
    }
    if isinstance(entry, ErrorRecord):
        return row | {"pages": None, "error": f"{entry.error.kind}: {entry.error.message}"}
    officer = _first(entry.contacts, "case_officer") or _first(entry.contacts, "contact")
    return row | {
        "kind": entry.kind,
        "title": entry.title,
        "issuer": entry.issuer,
        "department": entry.department,
        "date": entry.date,
        "case_numbers": _list(c.value for c in entry.case_numbers if c.role == "own"),
        "mentioned": _list(c.value for c in entry.case_numbers if c.role == "mentioned"),
        "case_officer": officer.name if officer else None,
        "phone": officer.phones[0].value if officer and officer.phones else None,
        "email": officer.emails[0].value if officer and officer.emails else None,
        "signatories": _list(c.name for c in entry.contacts if c.kind == "signatory"),
        "recipients": _list(r.name for r in entry.recipients),
        "decisions": len(entry.decisions),
        "amounts": len(entry.amounts),
        "verdict": words(f"verdict.{entry.verdict}"),
        "arithmetic": _list(split.arithmetic for split in entry.splits if split.consistent is not None),
        "findings": _list(
            f"{f.code}: {f.message if words.language == 'sv' else f.message_en}" for f in entry.findings
        ),
        "unexplained": len(entry.coverage.unexplained),
    }


def amount_row(record: Record, number: int, amount: Amount) -> dict[str, Cell]:
    """The cells of an amount, by the names of `AMOUNTS`."""
    return {
        "path": record.source.path,
        "number": number,
        "value": amount.value,
        "currency": amount.currency,
        "as_written": amount.as_written,
        "unit": amount.unit,
        "unit_source": amount.unit_source,
        "low": amount.low,
        "high": amount.high,
        "hedge": amount.hedge,
        "per": amount.per,
        "years": _list(map(str, amount.years)),
        "vat": amount.vat,
        "status": amount.status,
        "page": amount.span.page,
        "start": amount.span.start,
        "end": amount.span.end,
    }


class Table:
    """One CSV file."""

    def __init__(self, target: Target, options: Options, header: Iterable[str]) -> None:
        swedish = options.csv_style == "sv"
        self._target = target
        self._stream = opened(target)
        self._text = io.TextIOWrapper(
            self._stream, encoding="utf-8-sig" if swedish else "utf-8", newline="", write_through=True
        )
        self._comma = "," if swedish else "."
        self._rows = csv.writer(self._text, delimiter=";" if swedish else ",", lineterminator="\r\n")
        self._rows.writerow(header)

    def add(self, cells: Iterable[Cell]) -> None:
        """Write a row."""
        self._rows.writerow([self._cell(cell) for cell in cells])

    def close(self) -> None:
        """Close the file; a stream that was given stays open."""
        self._text.flush()
        self._text.detach()
        closed(self._stream, self._target)

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, Decimal):
            return f"{cell:f}".replace(".", self._comma)
        return str(cell) if isinstance(cell, int) else safe_text(cell)


_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\ufffd "  # what may stand before a formula and is not seen


def safe_text(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula.

    >>> safe_text("-5 900 kr")
    "'-5 900 kr"
    """
    line = " ".join(allowed(text).split())
    seen = line.lstrip(_UNSEEN)
    return f"'{line}" if seen.startswith(("=", "+", "-", "@")) and len(seen) > 1 else line


def _list(values: Iterable[str | None]) -> str:
    return " | ".join(value for value in values if value)


def _first(contacts: Iterable[Contact], kind: str) -> Contact | None:
    matching: Iterator[Contact] = (contact for contact in contacts if contact.kind == kind)
    return next(matching, None)
