"""Tables without rules on a page: rows with figures below each other, and the head above them.

Which cell is which is for `swedoc.tables`; here such rows are only kept from being read as columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from swedoc.document import RawPage
from swedoc.layout.rows import Row, Segment, numeric, text_of, union

_MOST_HEAD_ROWS = 6
_MOST_TEXT_ROWS = 2  # rows without figures between two with
_CLOSE = 1.8  # rows of one table lie nearer to each other than this (line heights)
_PARTING = 0.3  # a gap wider than this (line heights) may part two cells of a head

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
            if not figures[at] and (parted := _figure_parted(page, rows[at], columns)):
                rows[at] = parted
                figures[at] = parted[1:]
            if any(_over(columns, s) for s in figures[at]):
                last = at
                columns = _merged(columns, figures[at])
            elif len(rows[at]) == 1 and _over(columns, rows[at][0]) and numeric(page, rows[at][0]):
                last = at
            elif len(rows[at]) == 1 and rows[at][0].x1 > columns[-1][0]:
                break
        if last > i:
            if last + 1 < len(rows) and _close(rows, last) and _ends_label(page, rows[last + 1], columns):
                last += 1
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
        if max(over) > 1 or (any(over) and len(parted) == 1 and _from_margin(parted[0], rows[first][0])):
            break
        if any(over) or _over_each(columns, parted):
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


def _over_each(columns: _Spans, parted: list[Segment]) -> bool:
    """Whether a row has one segment for each column, no one wholly before or behind its own."""
    heads = parted[-len(columns) :]
    if len(parted) < 2 or len(parted) - len(heads) > 1 or len(heads) < len(columns):
        return False
    left = [0.0, *(x1 for _, x1 in columns[:-1])]
    return all(
        before < head.x1 and head.x0 < column[1] and head.x0 > before - head.height
        for before, head, column in zip(left, heads, columns, strict=True)
    )


def _from_margin(segment: Segment, label: Segment) -> bool:
    """Whether a lone segment runs from where the labels stand: the last line of a paragraph, no head."""
    return segment.x0 < label.x0 + 2 * label.height


def _figure_parted(page: RawPage, row: Row, columns: _Spans) -> Row:
    """A row whose label all but touches its figure, the two parted; empty if it is no such row."""
    first = row[0]
    for at in range(len(first.words) - 1, 0, -1):
        left, right = page.boxes[first.words[at - 1]], page.boxes[first.words[at]]
        if right[0] < columns[0][0] - first.height:
            return []
        if right[0] - left[2] > _PARTING * first.height:
            figure = union(first.words[at:], page.boxes)
            if numeric(page, figure) and _over(columns, figure) == 1 and left[2] < columns[0][1]:
                return [union(first.words[:at], page.boxes), figure, *row[1:]]
    return []


def _ends_label(page: RawPage, row: Row, columns: _Spans) -> bool:
    """Whether a row is the last line of a label that is broken below its figures."""
    return len(row) == 1 and row[0].x1 < columns[0][0] and text_of(page, row[0])[:1].islower()


def _parted(page: RawPage, segment: Segment, columns: _Spans) -> list[Segment]:
    """A segment of a head that stands above several columns, parted between them where its gaps are wide."""
    cells = _over(columns, segment)
    if cells < 2:
        return [segment]
    words, boxes = segment.words, page.boxes
    gaps = [(boxes[words[i]][0] - boxes[words[i - 1]][2], i) for i in range(1, len(words))]
    wide = sorted(gap for gap in gaps if gap[0] > _PARTING * segment.height)[-(cells - 1) :]
    cuts = [0, *sorted(i for _, i in wide), len(words)]
    return [union(words[start:end], boxes) for start, end in pairwise(cuts)]


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
