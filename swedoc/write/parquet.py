"""Parquet: one row for each document, its amounts, splits and findings as lists inside it.

    duckdb -c "select path, a.value from 'out.parquet', unnest(amounts) t(a)"

Needs the extra `swedoc[parquet]`. Money is `decimal128(38, 6)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from swedoc.errors import SettingsError
from swedoc.records import ErrorRecord, whole
from swedoc.write import Entry, Options, Target, one_file, writers

_GROUP = 1000
_LISTS = ("case_numbers", "contacts", "amounts", "splits", "findings")
_SCALARS = ("kind", "title", "issuer", "department", "date", "verdict")


@writers.register("parquet", order=50)
class Parquet:
    """Writes documents in row groups of a thousand."""

    suffixes = (".parquet",)
    streams = False
    files = staticmethod(one_file)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise SettingsError("Parquet needs more: pip install 'swedoc[parquet]'") from error
        self._arrow: Any = pyarrow
        self._schema = _schema(pyarrow)
        self._out: Any = parquet.ParquetWriter(str(targets[0]), self._schema, compression="zstd")
        self._with_text = options.with_text
        self._rows: list[dict[str, Any]] = []

    def write(self, entry: Entry) -> None:
        """Add the row of one document."""
        source = entry.source
        row: dict[str, Any] = {
            "path": source.path, "sha256": source.sha256, "duplicate_of": source.duplicate_of,
            "media_type": source.media_type, "reader": source.reader, "pages": source.pages,
            "unread_pages": source.unread_pages,
        }  # fmt: skip
        if isinstance(entry, ErrorRecord):
            row["error"] = f"{entry.error.kind}: {entry.error.message}"
        else:
            row |= {name: getattr(entry, name) for name in _SCALARS}
            row |= {name: [_plain(item) for item in getattr(entry, name)] for name in _LISTS}
            row["text"] = entry.text if self._with_text else None
        self._rows.append(row)
        if len(self._rows) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._out.close()

    def _flush(self) -> None:
        if self._rows:
            try:
                table = self._arrow.Table.from_pylist(self._rows, schema=self._schema)
            except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot hold
                table = self._arrow.Table.from_pylist(whole(self._rows), schema=self._schema)
            self._out.write_table(table)
            self._rows = []


def _plain(item: Any) -> dict[str, Any]:
    """A record class as a dictionary, its money still exact and its place beside it."""
    row: dict[str, Any] = msgspec.to_builtins(item, builtin_types=(Decimal,))
    spans = row.get("spans") or [row.get("span") or {}]
    place = spans[0] if spans else {}
    row |= {name: place.get(name) for name in ("page", "start", "end")}
    if "phones" in row:
        row["phones"] = [phone["value"] for phone in row["phones"]]
        row["emails"] = [email["value"] for email in row["emails"]]
    if isinstance(row.get("total"), dict):
        row["total"] = row["total"]["value"]
    return row


def _schema(arrow: Any) -> Any:
    text, whole, yes, money = arrow.string(), arrow.int32(), arrow.bool_(), arrow.decimal128(38, 6)

    def rows(**fields: Any) -> Any:
        return arrow.list_(arrow.struct(fields))

    place = {"page": whole, "start": whole, "end": whole}
    part = rows(key=text, value=money, amount=whole, derived=text)
    return arrow.schema({
        "path": text, "sha256": text, "duplicate_of": text, "media_type": text, "reader": text,
        "pages": whole, "unread_pages": arrow.list_(whole), "error": text,
        **dict.fromkeys(_SCALARS, text),
        "case_numbers": rows(value=text, plan_code=text, label=text, role=text, **place),
        "contacts": rows(
            name=text, title=text, kind=text, organisation=text, department=text,
            phones=arrow.list_(text), emails=arrow.list_(text), **place,
        ),
        "amounts": rows(
            value=money, currency=text, as_written=text, unit=text, unit_source=text, low=money, high=money,
            hedge=text, per=text, years=arrow.list_(whole), vat=text, price_level=text, status=text, **place,
        ),
        "splits": rows(
            kind=text, label=text, source=text, parts=part, total=money, sum=money, difference=money,
            tolerance=money, exhaustive=yes, consistent=yes, reason=text, arithmetic=text,
        ),
        "findings": rows(
            code=text, severity=text, message=text, message_en=text, stated=money, computed=money,
            difference=money, split=whole, **place,
        ),
        "text": text,
    })  # fmt: skip
