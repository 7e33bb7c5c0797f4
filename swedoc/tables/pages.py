"""Tables that go on over a page break."""

from __future__ import annotations

from msgspec.structs import replace

from swedoc.cells import is_amount
from swedoc.document import Cell, Document, Table

_MARGIN = 400  # characters between two pages that furniture may take


def join(document: Document, tables: list[Table]) -> list[Table]:
    """The tables in reading order, those that go on from the page before made one.

    They do when nothing but furniture stands between them and the head is repeated, or when there
    is no head and the columns agree.
    """
    joined: list[Table] = []
    for table in tables:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(document, before, table):
            joined[-1] = _joined(document, before, table)
        else:
            joined.append(table)
    return joined


def _goes_on(document: Document, before: Table, table: Table) -> bool:
    """Whether `table` is the rest of `before`."""
    last_page = document.page_at(before.end - 1)
    if (
        table.page != last_page + 1
        or len(table.rows[0]) != len(before.rows[0])
        or table.source != before.source
    ):
        return False
    if table.start - before.end > _MARGIN:
        return False
    between = range(document.line_index(before.end - 1) + 1, document.line_index(table.start))
    lines = [document.lines[i] for i in between]
    if any(line.role == "body" and document.text[line.start : line.end].strip() for line in lines):
        return False
    return _same_head(document, before, table) or _amounts(document, table.rows[0])


def _same_head(document: Document, before: Table, table: Table) -> bool:
    first, second = (
        [document.cell_text(cell).casefold() for cell in part.rows[0]] for part in (before, table)
    )
    return first == second


def _amounts(document: Document, row: tuple[Cell | None, ...]) -> bool:
    return any(is_amount(document.cell_text(cell)) for cell in row[1:])


def _joined(document: Document, before: Table, table: Table) -> Table:
    """One table; a repeated head is left out."""
    more = table.rows[1:] if _same_head(document, before, table) else table.rows
    rows = list(before.rows)
    for row in more:
        rows.append(tuple(cell and replace(cell, row=len(rows)) for cell in row))
    return replace(before, end=table.end, rows=tuple(rows), problem=before.problem or table.problem)
