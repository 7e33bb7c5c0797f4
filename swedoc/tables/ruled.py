"""Ruled tables of a page: the reader saw the rules, the boxes say which cell a word stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from swedoc.document import Document, Grid, RawDocument, Table, Word
from swedoc.tables.grid import RawRow, build, labels_made_one


def find(document: Document, raw: RawDocument) -> list[Table]:
    """The ruled tables of a document, in reading order."""
    found: list[Table] = []
    for page in raw.pages:
        grids = [grid for grid in page.grids if len(grid[0]) > 2]
        if not grids:
            continue
        placed = _words(document, page.number)
        for grid in grids:
            table = _table(document, grid, placed)
            if table is not None:
                found.append(table)
    return found


def _words(document: Document, page: int) -> list[tuple[int, Word]]:
    """The words of the body of a page, each with the index of its line."""
    found: list[tuple[int, Word]] = []
    words = document.words
    at = 0
    for index, line in enumerate(document.lines):
        if line.page == page and line.role == "body" and line.start < line.end:
            if not found:
                at = bisect_left(words, (line.start,))
            while at < len(words) and words[at].start < line.start:
                at += 1
            while at < len(words) and words[at].start < line.end:
                found.append((index, words[at]))
                at += 1
    return found


def _table(document: Document, grid: Grid, placed: list[tuple[int, Word]]) -> Table | None:
    """The table that stands in a grid."""
    xs, ys = grid
    cells: dict[int, dict[int, list[tuple[int, Word]]]] = {}
    for line, word in placed:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if xs[0] - 2 < x < xs[-1] + 2 and ys[0] < y < ys[-1]:
            column = min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)
            cells.setdefault(bisect_right(ys, y) - 1, {}).setdefault(column, []).append((line, word))
    rows: list[RawRow] = []
    for row in sorted(cells):
        made = [_row(document, part, len(xs) - 1) for part in _parted(cells[row])]
        rows += labels_made_one(document, made) if len(made) > 1 else made
    return (
        build(document, rows, "ruled")
        if sum(sum(cell is not None for cell in row) > 1 for row in rows) > 1
        else None
    )


def _parted(cells: dict[int, list[tuple[int, Word]]]) -> list[dict[int, list[tuple[int, Word]]]]:
    """A ruled row, parted into the lines of figures that share it.

    Layout has written such rows as lines that run over several columns, and cells of several lines
    one after the other.
    """
    columns: dict[int, set[int]] = {}
    for column, words in cells.items():
        for line, _ in words:
            columns.setdefault(line, set()).add(column)
    if len(columns) < 2 or all(len(over) < 2 for over in columns.values()):
        return [cells]
    return [
        {column: kept for column, words in cells.items() if (kept := [w for w in words if w[0] == line])}
        for line in sorted(columns)
    ]


def _row(document: Document, cells: dict[int, list[tuple[int, Word]]], width: int) -> RawRow:
    """The cells of a row, their words joined to spans."""
    row: RawRow = [None] * width
    for column, words in cells.items():
        spans: list[tuple[int, int]] = []
        for _, word in words:
            between = document.text[spans[-1][1] : word.start] if spans else "x"
            if between in ("", " "):
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
        row[column] = tuple(spans)
    return row
