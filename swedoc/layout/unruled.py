"""Tables without rules on a page: rows with figures below each other, and the head above them.

Which cell is which is for `swedoc.tables`; here such rows are only kept from being read as columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from swedoc.document import RawPage
from swedoc.layout.rows import Row, Segment, numeric, union
from swedoc.records import Box

_MOST_HEAD_ROWS = 6
_MOST_TEXT_ROWS = 2  # rows without figures between two with
_CLOSE = 1.8  # rows of one table lie nearer to each other than this (line heights)
_PARTING = 0.38  # a gap wider than this (line heights) may part two cells of a head

_Spans = list[tuple[float, float]]  # from where to where columns run, from left to right


def runs(page: RawPage, rows: list[Row]) -> dict[int, int]:
    """Where the tables begin and where each ends; at least two rows have figures below each other."""
    figures = [[s for s in row[1:] if numeric(page, s)] if len(row) > 1 else [] for row in rows]
    found: dict[int, int] = {}
    i = least = 0
    while i < len(rows):
        if not figures[i]:
            i += 1
            continue
        columns = _merged([], figures[i])
        at = last = i
        while at + 1 < len(rows) and at - last <= _MOST_TEXT_ROWS and _close(rows, at):
            at += 1
            if any(_over(columns, s) for s in figures[at]):
                last = at
                columns = _merged(columns, figures[at])
            elif len(rows[at]) == 1 and rows[at][0].x1 > columns[-1][0]:
                break
        if last > i:
            begin = _head(page, rows, i, least, columns)
            found[begin] = least = last + 1
        i = max(last, i) + 1
    return found


def _head(page: RawPage, rows: list[Row], first: int, least: int, columns: _Spans) -> int:
    """Where the head begins above the first row of figures.

    A row of it says something above a column, and nothing across two; labels may stand between
    the head and the figures, and the first line of a head's corner above the rest.
    """
    begin = at = first
    while at > least and first - at < _MOST_HEAD_ROWS and _close(rows, at - 1):
        at -= 1
        parted = [part for segment in rows[at] for part in _parted(page, segment, columns)]
        over = [_over(columns, segment) for segment in parted]
        if max(over) > 1:
            break
        if any(over):
            begin = at
            rows[at] = parted
        elif begin - at > _MOST_TEXT_ROWS:
            break
    if begin > least and begin < first and len(rows[begin - 1]) == 1:
        corner = rows[begin - 1][0]
        level = corner.bottom > rows[begin][0].top + 0.1 * corner.height
        if level and not _over(columns, corner):
            begin -= 1
    return begin


def _parted(page: RawPage, segment: Segment, columns: _Spans) -> list[Segment]:
    """A segment of a head that stands above several columns, parted between them where its gaps are wide."""
    if _over(columns, segment) < 2:
        return [segment]
    parts: list[list[int]] = [[segment.words[0]]]
    for left, right in pairwise(segment.words):
        gap = page.boxes[right][0] - page.boxes[left][2]
        if gap > _PARTING * segment.height and _nearest(columns, page.boxes[left]) != _nearest(
            columns, page.boxes[right]
        ):
            parts.append([])
        parts[-1].append(right)
    return [union(part, page.boxes) for part in parts]


def _nearest(columns: _Spans, box: Box) -> int:
    """The column whose middle lies nearest to that of a box."""
    middle = box[0] + box[2]
    return min(range(len(columns)), key=lambda i: abs(columns[i][0] + columns[i][1] - middle))


def _close(rows: list[Row], i: int) -> bool:
    """Whether row `i + 1` may belong to the same table as row `i`."""
    above, below = rows[i][0], rows[i + 1][0]
    if above.table or below.table:
        return False
    return below.top - above.bottom < _CLOSE * max(above.height, below.height)


def _over(columns: _Spans, segment: Segment) -> int:
    """How many of the columns a segment stands above or in."""
    return sum(x0 < segment.x1 and segment.x0 < x1 for x0, x1 in columns)


def _merged(columns: _Spans, segments: Iterable[Segment]) -> _Spans:
    """The columns with these segments in them; what overlaps is one column."""
    merged: _Spans = []
    for x0, x1 in sorted([*columns, *((s.x0, s.x1) for s in segments)]):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged
