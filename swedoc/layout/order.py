"""Reading order: columns are read one after the other, table rows from left to right.

A page is cut into zones. Rows of a table (figures below each other, or rules around) stay whole.
Rows of a letterhead or of signatures with a gap that runs through all of them are columns, except
that a column of labels is read together with the values beside it. A narrow column beside the body
(a consultant's side column) comes before the paragraph that it stands beside.
"""

from __future__ import annotations

from bisect import bisect_right
from statistics import median

from swedoc.document import Grid, RawPage
from swedoc.layout import unruled
from swedoc.layout.columns import GUTTER, MARKER, Flow, are_labels, columns, zone_end
from swedoc.layout.rows import Row, Segment, gather, numeric, text_of, union, usual_height

_PAGE_FRAME = 0.8  # a grid that holds more than this share of the words is a frame


def arrange(page: RawPage, rows: list[Row]) -> list[Flow]:
    """The flows of a page in reading order. `rows` go from top to bottom, furniture taken out."""
    rows = _with_grids(page, rows)
    if all(len(row) == 1 and not row[0].table for row in rows):
        return [Flow(rows)] if rows else []
    rows, aside = _side_column(page, rows)
    tables = unruled.runs(page, rows)
    flows: list[Flow] = []
    i = 0
    while i < len(rows):
        if aside and _begins_paragraph(rows, i) and rows[i][0].bottom >= aside[0][0].top:
            flows.append(Flow(aside))
            aside = []
        if len(rows[i]) == 1 and rows[i][0].table:
            flows.append(Flow(rows[i][0].table, table=True))
            i += 1
        elif i in tables:
            flows.append(Flow(rows[i : tables[i]], table=True))
            i = tables[i]
        else:
            end = zone_end(rows, i, tables) if any(len(row) > 1 for row in rows[i : i + 5]) else i + 1
            if end > i + 1:
                flows += columns(page, rows[i:end])
            else:
                if len(rows[i]) == 2 and MARKER.fullmatch(text_of(page, rows[i][0])):
                    rows[i] = _one(rows[i])
                if flows and flows[-1].main:
                    flows[-1].rows.append(rows[i])
                else:
                    flows.append(Flow([rows[i]], main=True))
            i = max(end, i + 1)
    if aside:
        flows.append(Flow(aside))
    return flows


def _with_grids(page: RawPage, rows: list[Row]) -> list[Row]:
    """The rows, what stands inside a grid of two columns or more put into one segment."""
    for grid in page.grids:
        xs, ys = grid
        if len(xs) < 3:
            continue
        inside = [
            [
                s
                for s in row
                if not s.table and xs[0] - 2 < (s.x0 + s.x1) / 2 < xs[-1] + 2 and ys[0] < s.middle < ys[-1]
            ]
            for row in rows
        ]
        words = [i for row in inside for segment in row for i in segment.words]
        if len(words) < 2 or len(words) > _PAGE_FRAME * len(page.words) + 20:
            continue
        lines = _grid_lines(page, grid, words)
        if lines is None:
            continue
        block = Segment((), xs[0], ys[0], xs[-1], ys[-1], usual_height(page.boxes), lines)
        taken = {id(s) for row in inside for s in row}
        kept = [left for row in rows if (left := [s for s in row if id(s) not in taken])]
        at = next((k for k, row in enumerate(kept) if row[0].middle > ys[0]), len(kept))
        rows = [*kept[:at], [block], *kept[at:]]
    return rows


def _grid_lines(page: RawPage, grid: Grid, words: list[int]) -> list[Row] | None:
    """The lines of a ruled table; `None` if its rules part nothing.

    A row whose cells hold one line each is one line of text; where a cell holds several, cell
    follows on cell, so that their sentences stay whole; rows of figures that share one ruled row
    are lines of their own.
    """
    xs, ys = grid
    cells: dict[tuple[int, int], list[int]] = {}
    for i in words:
        x0, top, x1, bottom = page.boxes[i]
        row = min(max(bisect_right(ys, (top + bottom) / 2) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (x0 + x1) / 2) - 1, 0), len(xs) - 2)
        cells.setdefault((row, column), []).append(i)
    wide = [row for row in range(len(ys) - 1) if sum((row, c) in cells for c in range(len(xs) - 1)) > 1]
    if len(wide) < 2:
        return None
    if len(wide) == 2 == len({row for row, _ in cells}) and all(
        are_labels(page, cells[key]) for key in cells if key[0] == wide[0]
    ):
        return None  # a letterhead in boxes: each label stands above its value
    lines: list[Row] = []
    for row in range(len(ys) - 1):
        here = [cells[row, column] for column in range(len(xs) - 1) if (row, column) in cells]
        stacked = [_lines(page, cell) for cell in here]
        if all(len(cell) == 1 for cell in stacked):
            if here:
                lines.append([segment for cell in stacked for segment in cell[0]])
        elif sum(_figures(page, cell) for cell in stacked) > 1 or any(
            _figures(page, cell) > 2 for cell in stacked
        ):
            lines += gather([segment for cell in stacked for line in cell for segment in line])
        else:
            lines += [line for cell in stacked for line in cell]
    return lines


def _lines(page: RawPage, cell: list[int]) -> list[Row]:
    """The lines of a cell."""
    _, top, _, bottom = page.boxes[cell[0]]
    level = 0.3 * (bottom - top)
    if all(-level < page.boxes[i][3] - bottom < level for i in cell):
        return [[union(cell, page.boxes)]]
    return gather([union([i], page.boxes) for i in cell])


def _figures(page: RawPage, cell: list[Row]) -> int:
    """How many lines of a cell are figures beyond the first; a year or unit in a head is none."""
    count = sum(all(numeric(page, s) for s in line) for line in cell)
    return max(0, count - 1)


def _side_column(page: RawPage, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows without the column beside the body, and the rows of that column."""
    long = [s for row in rows for s in row if s.x1 - s.x0 > 0.38 * page.width]
    if len(long) < 6:
        return rows, []
    edge = sorted(s.x1 for s in long)[int(0.9 * (len(long) - 1))]
    edge = max([edge, *(s.x1 for s in long if s.table)]) + GUTTER * median(s.height for s in long)
    beside = [s for row in rows for s in row if s.x0 > edge]
    if len(beside) < 2 or sum(numeric(page, s) for s in beside) * 2 > len(beside):
        return rows, []
    taken = {id(s) for s in beside}
    kept = [left for row in rows if (left := [s for s in row if id(s) not in taken])]
    return kept, gather(beside)


def _one(row: Row) -> Row:
    """A row as one segment."""
    words = [i for segment in row for i in segment.words]
    top, bottom = min(s.top for s in row), max(s.bottom for s in row)
    return [Segment(words, row[0].x0, top, row[-1].x1, bottom, max(s.height for s in row))]


def _begins_paragraph(rows: list[Row], i: int) -> bool:
    """Whether there is room above row `i`, or a table."""
    if i == 0 or rows[i][0].table or rows[i - 1][0].table:
        return True
    return rows[i][0].bottom - rows[i - 1][0].bottom > 1.45 * rows[i][0].height
