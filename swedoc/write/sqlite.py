"""SQLite: tables with keys between them, full-text search, and views that open well in Datasette.

    swedoc extract arkiv -o arkiv.sqlite && datasette arkiv.sqlite
    select path from document where id in (
        select rowid from document_search where document_search match 'medfinansiering')

`schema.sql` beside this file describes the tables. The text of each document is inside, for the search.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

from swedoc.records import ErrorRecord, Record, Span
from swedoc.write import Entry, Options, Target, one_file, writers

if TYPE_CHECKING:
    from pathlib import Path

Value = str | int | None
_GROUP = 1000


@writers.register("sqlite", order=40)
class Sqlite:
    """Writes the rows of each document; a document that could not be read is a row with its error."""

    suffixes = (".sqlite", ".sqlite3", ".db")
    streams = False
    files = staticmethod(one_file)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        path: Path = targets[0]  # type: ignore[assignment]
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("pragma journal_mode = off")  # a draft until it is closed
        self._db.execute("pragma synchronous = off")
        self._db.execute("pragma foreign_keys = on")
        self._db.executescript(files("swedoc.write").joinpath("schema.sql").read_text(encoding="utf-8"))
        self._db.execute("begin")
        self._documents = 0

    def write(self, entry: Entry) -> None:
        """Add the rows of one document."""
        self._documents += 1
        if isinstance(entry, Record):
            self._record(entry)
        else:
            self._error(entry)
        if self._documents % _GROUP == 0:
            self._db.execute("commit")
            self._db.execute("begin")

    def close(self) -> None:
        """Build the index of words, and close the file."""
        self._db.execute("insert into document_search (document_search) values ('rebuild')")
        self._db.execute("commit")
        self._db.execute("pragma optimize")
        self._db.close()

    def _error(self, entry: ErrorRecord) -> None:
        source = entry.source
        self._insert(
            "document",
            path=source.path, duplicate_of=source.duplicate_of, sha256=source.sha256,
            error_kind=entry.error.kind, error=entry.error.message,
        )  # fmt: skip

    def _record(self, record: Record) -> None:
        source = record.source
        document = self._insert(
            "document",
            path=source.path, duplicate_of=source.duplicate_of, sha256=source.sha256,
            media_type=source.media_type, reader=source.reader, pages=source.pages,
            unread_pages=_joined(source.unread_pages), kind=record.kind, title=record.title,
            issuer=record.issuer, department=record.department, date=record.date, verdict=record.verdict,
            numbers=record.coverage.numbers, unexplained=len(record.coverage.unexplained), text=record.text,
        )  # fmt: skip
        for case in record.case_numbers:
            self._insert(
                "case_number", document=document, value=case.value, plan_code=case.plan_code,
                label=case.label, role=case.role, **_place(case.span),
            )  # fmt: skip
        for contact in record.contacts:
            self._insert(
                "contact", document=document, name=contact.name, title=contact.title, kind=contact.kind,
                organisation=contact.organisation, department=contact.department,
                phones=_joined(phone.value for phone in contact.phones),
                emails=_joined(email.value for email in contact.emails), **_place(contact.span),
            )  # fmt: skip
        amounts = self._amounts(document, record)
        splits = self._splits(document, record, amounts)
        for finding in record.findings:
            self._insert(
                "finding", document=document, split=None if finding.split is None else splits[finding.split],
                code=finding.code, severity=finding.severity, message=finding.message,
                message_en=finding.message_en, stated=_number(finding.stated),
                computed=_number(finding.computed), difference=_number(finding.difference),
                **_place(finding.spans[0] if finding.spans else None),
            )  # fmt: skip

    def _amounts(self, document: int, record: Record) -> list[int]:
        return [
            self._insert(
                "amount", document=document, number=number, value=_number(amount.value),
                currency=amount.currency, as_written=amount.as_written, unit=amount.unit,
                unit_source=amount.unit_source, low=_number(amount.low), high=_number(amount.high),
                hedge=amount.hedge, per=amount.per, years=_joined(amount.years), vat=amount.vat,
                price_level=amount.price_level, status=amount.status, **_place(amount.span),
            )
            for number, amount in enumerate(record.amounts)
        ]  # fmt: skip

    def _splits(self, document: int, record: Record, amounts: list[int]) -> list[int]:
        rows = []
        for number, split in enumerate(record.splits):
            total = split.total
            row = self._insert(
                "split", document=document, number=number, kind=split.kind, label=split.label,
                source=split.source, total=_number(total.value) if total else None,
                total_amount=None if total is None or total.amount is None else amounts[total.amount],
                sum=_number(split.sum), difference=_number(split.difference),
                tolerance=_number(split.tolerance), exhaustive=split.exhaustive,
                consistent=split.consistent, reason=split.reason, arithmetic=split.arithmetic,
            )  # fmt: skip
            for part in split.parts:
                self._insert(
                    "part", split=row, key=part.key, value=_number(part.value), derived=part.derived,
                    amount=None if part.amount is None else amounts[part.amount],
                )  # fmt: skip
            rows.append(row)
        return rows

    def _insert(self, table: str, **values: Value) -> int:
        """Add a row; the names of columns are ours, the values are bound."""
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        row = self._db.execute(
            f"insert into {table} ({columns}) values ({marks})",
            [_storable(value) for value in values.values()],
        )
        return row.lastrowid or 0


def _storable(value: Value) -> Value:
    """Text without lone surrogates, which SQLite cannot hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _number(value: Decimal | None) -> str | None:
    """A number for a NUMERIC column, which makes an exact integer of whole kronor."""
    return None if value is None else f"{value:f}"


def _joined(values: Iterable[object]) -> str | None:
    return " | ".join(map(str, values)) or None


def _place(span: Span | None) -> dict[str, Value]:
    return {"page": span.page, "start": span.start, "end": span.end} if span else {}
