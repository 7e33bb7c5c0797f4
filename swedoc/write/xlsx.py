"""XLSX: a workbook with the sheets Handlingar, Belopp, Fördelningar and Avvikelser.

Made for the controller who looks in Excel: frozen header, filters, numbers as numbers, dates as dates,
each path a link to its file. Text is always written as text, so `=2+2` from a memo is never run.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from swedoc.errors import LimitExceeded
from swedoc.lexicon import pattern
from swedoc.messages import texts
from swedoc.records import Record
from swedoc.write import Entry, Options, Target, one_file, writers
from swedoc.write.csv import AMOUNTS, DOCUMENTS, amount_row, document_row
from swedoc.write.xml import allowed

_ROWS = 1_048_576
_CELL = 32_767
_DAY = pattern(r"\d{4}-\d\d-\d\d", name="day in a cell")
_SPLITS = ("path", "split", "split_kind", "label", "key", "value", "derived", "total", "sum", "difference",
           "consistent", "reason", "arithmetic")  # fmt: skip
_FINDINGS = ("path", "page", "code", "severity", "message", "stated", "computed", "difference", "arithmetic")
_WIDE = frozenset(("path", "title", "arithmetic", "findings", "message", "error", "recipients"))


@writers.register("xlsx", order=30)
class Xlsx:
    """Writes the rows of each document as they come, in constant memory."""

    suffixes = (".xlsx",)
    streams = False
    files = staticmethod(one_file)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        import xlsxwriter

        self._words = texts(options.csv_style)
        self._book: Any = xlsxwriter.Workbook(str(targets[0]), {"constant_memory": True})
        self._formats = {
            name: self._book.add_format(options)
            for name, options in {
                "head": {"bold": True, "bottom": 1},
                "number": {"num_format": "#,##0.##"},
                "date": {"num_format": "yyyy-mm-dd"},
                "link": {"font_color": "blue", "underline": 1},
            }.items()
        }
        self._documents = self._sheet("documents", DOCUMENTS)
        self._amounts = self._sheet("amounts", AMOUNTS)
        self._splits = self._sheet("splits", _SPLITS)
        self._findings = self._sheet("findings", _FINDINGS)

    def _sheet(self, name: str, columns: Sequence[str]) -> _Sheet:
        heads = [self._words(f"columns.{column}") for column in columns]
        return _Sheet(self._book, self._words(f"sheets.{name}"), columns, heads, self._formats)

    def write(self, entry: Entry) -> None:
        """Add the rows of one document. Raises `LimitExceeded` when a sheet is full."""
        self._documents.add(document_row(entry, self._words))
        if isinstance(entry, Record):
            self._record(entry)

    def _record(self, record: Record) -> None:
        path = record.source.path
        for number, amount in enumerate(record.amounts, 1):
            self._amounts.add(amount_row(record, number, amount))
        for number, split in enumerate(record.splits, 1):
            for part in split.parts:
                self._splits.add({
                    "path": path, "split": number, "split_kind": split.kind, "label": split.label,
                    "key": part.key, "value": part.value, "derived": part.derived,
                    "total": split.total.value if split.total else None, "sum": split.sum,
                    "difference": split.difference, "reason": split.reason, "arithmetic": split.arithmetic,
                    "consistent": None if split.consistent is None else str(split.consistent).lower(),
                })  # fmt: skip
        for finding in record.findings:
            self._findings.add({
                "path": path, "page": finding.spans[0].page if finding.spans else None,
                "code": finding.code, "severity": finding.severity, "stated": finding.stated,
                "message": finding.message if self._words.language == "sv" else finding.message_en,
                "computed": finding.computed, "difference": finding.difference,
                "arithmetic": None if finding.split is None else record.splits[finding.split].arithmetic,
            })  # fmt: skip

    def close(self) -> None:
        """Write the filters, and the file."""
        for sheet in (self._documents, self._amounts, self._splits, self._findings):
            sheet.close()
        self._book.close()


class _Sheet:
    """One sheet: a header that stays in view, then rows."""

    def __init__(
        self, book: Any, name: str, columns: Sequence[str], heads: Iterable[str], formats: Any
    ) -> None:
        self._name, self._columns, self._formats = name, columns, formats
        self._sheet = book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for at, (column, head) in enumerate(zip(columns, heads, strict=True)):
            self._sheet.set_column(at, at, 40 if column in _WIDE else 14)
            self._sheet.write_string(0, at, head, formats["head"])
        self._row = 0

    def add(self, cells: dict[str, Any]) -> None:
        self._row += 1
        if self._row >= _ROWS:
            raise LimitExceeded(
                f"the sheet {self._name} is full: Excel holds {_ROWS:,} rows; write -o out.sqlite instead"
            )
        for at, column in enumerate(self._columns):
            self._cell(at, column, cells.get(column))

    def _cell(self, at: int, column: str, value: str | int | Decimal | None) -> None:
        if value is None:
            return
        if isinstance(value, int | Decimal):
            money = self._formats["number"] if isinstance(value, Decimal) else None
            self._sheet.write_number(self._row, at, value, money)
        elif column == "path" and self._linked(at, value):
            return
        elif column == "date" and _DAY.fullmatch(value):
            day = datetime.datetime.fromisoformat(value)
            self._sheet.write_datetime(self._row, at, day, self._formats["date"])
        else:
            self._sheet.write_string(self._row, at, _clean(value))

    def _linked(self, at: int, path: str) -> bool:
        """Write a path as a link to its file; Excel takes 65,530 of them on a sheet."""
        if self._row >= 65_000 or not Path(path).is_file():
            return False
        uri = Path(path).absolute().as_uri()
        return bool(self._sheet.write_url(self._row, at, uri, self._formats["link"], _clean(path)) == 0)

    def close(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)


def _clean(text: str) -> str:
    """Text that a cell can hold: no control characters, at most 32,767 characters."""
    return allowed(text)[:_CELL]
