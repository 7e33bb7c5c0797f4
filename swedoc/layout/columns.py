"""Columns beside each other: letterheads, signatures, footers.

Rows with a gap that runs through all of them are a zone; its columns are read one after the other,
except that a column of labels or list markers is read together with what stands beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from swedoc.document import RawPage
from swedoc.layout.rows import Row, Segment, gather, text_of
from swedoc.lexicon import alternatives, load, pattern

_LABEL = pattern(
    alternatives(load("layout")["labels"]["words"]) + r"[ ]?+:?+ | [^:]{2,30}+:",
    ignore_case=True,
    name="label",
)
MARKER = pattern(
    r"[-–—•▪◦·*o§\uf0b7\uf0a7] | \d{1,2}+(?:\.\d{1,2}+){0,3}+[.)]?+ | [a-hA-H][.)] | §[ ]?\d{1,4}+",
    name="marker before a paragraph",
)
GUTTER = 0.8  # the least width of the gap between two columns, in line heights
_MOST_ROWS = 100  # longer zones are no letterheads
_NEAR = 1.9  # rows nearer than this (line heights) belong together

_Spans = list[tuple[float, float]]  # from where to where columns run, from left to right


class Flow:
    """Lines that are read one after the other. A new flow begins after an empty line.

    `labels`: its rows are a label or list marker and what belongs to it. `main`: it is the body.
    """

    def __init__(
        self, rows: list[Row], *, table: bool = False, labels: bool = False, main: bool = False
    ) -> None:
        self.rows = rows
        self.main = main
        self.table = table
        self.labels = labels


def zone_end(rows: list[Row], start: int, tables: dict[int, int]) -> int:
    """Where the zone of columns that begins at `start` ends; `start + 1` if none does."""
    spans: _Spans = []
    last = end = start
    while end < len(rows) and end - start < _MOST_ROWS and end not in tables and not rows[end][0].table:
        row = rows[end]
        if end > start and row[0].top - max(s.bottom for s in rows[end - 1]) > _NEAR * row[0].height:
            ahead = any(len(below) > 1 for below in rows[end : end + 6])
            if not ahead or row[0].top - rows[last][0].bottom > 6 * row[0].height:
                break
        now = _covered(spans, row)
        if len(spans) > 1 and len(now) < 2:
            break
        if len(spans) == 1 and len(row) == 1 and end - start > 3:
            break
        spans = now
        if len(row) > 1:
            last = end
        end += 1
    first = next((k for k in range(start, end) if len(rows[k]) > 1), None)
    if len(spans) < 2 or first is None:
        return start + 1
    steps = [rows[k + 1][0].bottom - rows[k][0].bottom for k in range(start, end - 1)]
    usual = min([step for step in steps if step > 0.5 * rows[first][0].height], default=0.0)
    usual = max(usual, rows[first][0].height)
    if not all(_belong(rows[k], rows[k + 1], 1.6 * usual) for k in range(start, first)):
        return start + 1
    end = last + 1
    spans = _covered([], [segment for row in rows[start:end] for segment in row])
    while end < len(rows) and end not in tables and _belong(rows[end - 1], rows[end], 1.3 * usual):
        spans = _covered(spans, rows[end])
        if len(spans) < 2:
            break
        end += 1
    return end


def _covered(spans: _Spans, row: Sequence[Segment]) -> _Spans:
    """From where to where the columns run when these segments stand in them too."""
    gap = GUTTER * row[0].height
    covered: _Spans = []
    for x0, x1 in sorted([*spans, *((segment.x0, segment.x1) for segment in row)]):
        if covered and x0 - covered[-1][1] <= gap:
            if x1 > covered[-1][1]:
                covered[-1] = (covered[-1][0], x1)
        else:
            covered.append((x0, x1))
    return covered


def _belong(above: Row, below: Row, most: float) -> bool:
    """Whether two rows are lines of one block: near each other, and of one size."""
    if above[0].table or below[0].table:
        return False
    return below[0].bottom - above[0].bottom <= most and 0.8 < below[0].height / above[0].height < 1.25


def columns(page: RawPage, rows: list[Row]) -> list[Flow]:
    """The columns of a zone, each a flow, from left to right; labels with the values beside them."""
    spans = _covered([], [segment for row in rows for segment in row])
    places = [right for _, right in spans[:-1]]
    columns: list[list[Row]] = [[] for _ in spans]
    for row in rows:
        split: dict[int, Row] = {}
        for segment in row:
            split.setdefault(bisect_right(places, segment.x0), []).append(segment)
        for place, part in split.items():
            columns[place].append(part)
    flows: list[Flow] = []
    labels = False
    for column in columns:
        if labels:
            flows[-1] = Flow(gather([s for row in (*flows[-1].rows, *column) for s in row]), labels=True)
            labels = False
        else:
            flows.append(Flow(column))
            labels = _are_labels(page, column)
    return flows


def are_labels(page: RawPage, words: Sequence[int]) -> bool:
    """Whether these words are a label of a letterhead."""
    return _LABEL.fullmatch(" ".join([page.words[i] for i in words])) is not None


def _are_labels(page: RawPage, column: list[Row]) -> bool:
    """Whether a column holds labels or list markers that belong to what stands to their right."""
    texts = [text_of(page, row[-1]) for row in column]
    if all(MARKER.fullmatch(text) for text in texts):
        return True
    labels = sum(_LABEL.fullmatch(text) is not None for text in texts)
    if labels == len(texts) == 1:
        return True
    return labels * 2 > len(texts) or (labels * 2 == len(texts) and len(texts) != 2)
