"""Tables: ruled, Markdown, tab- and space-aligned, flattened and stacked, into cells with row and column.

    Belopp i tkr      Budget 2021   Budget 2022      →   a grid of 3 columns; its head in the first
    Cykelvägar              4 200         3 850          row; the empty cell of a row keeps its column
    därav bidrag           -1 400         - 900

A table has figures below each other; prose and letterheads have not. What a cell means (its year,
its unit, whether the column adds up) is not asked here. Where the columns of a row cannot be told
apart, the table says so in `problem` and nobody builds on it.

pdfplumber is not asked: over 91 made tables in seven styles and on the real PDFs it found no cell that is
missed here, at five to twelve times the cost (`benchmarks/tables.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from swedoc.document import Document, RawDocument, Table
from swedoc.tables import aligned, flattened, marked, pages, ruled, stacked

__all__ = ["find"]


def find(document: Document, raw: RawDocument | None = None) -> Document:
    """The document with its tables. `raw` brings the rules that a reader saw on the pages."""
    found: list[Table] = []  # by place, none of them overlapping

    def take(tables: Iterable[Table]) -> None:
        for table in tables:
            at = bisect_left(found, table.end, key=lambda other: other.start)
            if not at or found[at - 1].end <= table.start:
                found.insert(at, table)

    take(document.tables)  # those that the format itself marks
    if raw is not None and any(page.grids for page in raw.pages):
        take(ruled.find(document, raw))
    take(marked.find(document))
    take(aligned.find(document, [(table.start, table.end) for table in found]))
    take(flattened.find(document))
    take(stacked.find(document))
    if not found:
        return document
    return replace(document, tables=tuple(pages.join(document, found)))
