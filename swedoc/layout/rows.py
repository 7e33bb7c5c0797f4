"""Words to segments, segments to rows: what stands side by side at one height of the page.

A segment is a run of words with ordinary spaces between them; a wider gap parts two segments of a
row, which are two cells, two columns, or a label and its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from swedoc.cells import is_figure
from swedoc.document import RawPage
from swedoc.records import Box

WIDE = 1.0  # a gap wider than this (line heights) parts two segments
_WIDE_FIGURES = 0.5  # the same between two figures, which never stand far apart in one number
_WIDE_SPACES = 1.5  # but a gap narrower than this (usual spaces) never does: typewriters have wide spaces
_LINE = 12  # words to either side that tell how wide the spaces of a line are
_SAME_HEIGHT = 0.45  # how far (line heights) the middles of words of one row lie apart
_BACK = -0.6  # a word that begins this far left of the end of the last one is elsewhere


@dataclass(slots=True)
class Segment:
    """Words with ordinary spaces between them. `table` holds the lines of a ruled table instead.

    `height` is that of the line; words without tall letters count as nearly as high as the rest of
    the page.
    """

    words: Sequence[int]
    x0: float
    top: float
    x1: float
    bottom: float
    height: float
    table: list[Row] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Where the middle of the line lies, from the top of the page."""
        return (self.top + self.bottom) / 2


Row = list[Segment]  # from left to right


def rows(page: RawPage) -> list[Row]:
    """The rows of a page from top to bottom."""
    return gather(_pieces(page))


def text_of(page: RawPage, segment: Segment) -> str:
    """The words of a segment with spaces between them."""
    return " ".join([page.words[i] for i in segment.words])


def numeric(page: RawPage, segment: Segment) -> bool:
    """Whether a segment is a figure, or a dash in the place of one."""
    return len(segment.words) < 9 and is_figure(text_of(page, segment))


def usual_height(boxes: Sequence[Box]) -> float:
    """The height of most words, at least one point."""
    return max(1.0, median([box[3] - box[1] for box in boxes])) if boxes else 10.0


def usual_space(boxes: Sequence[Box]) -> float:
    """The width of most spaces between neighbours on a line; 0 where there are none."""
    gaps = [
        right[0] - left[2]
        for left, right in pairwise(boxes)
        if 0 < right[0] - left[2] < left[3] - left[1] and abs(right[3] - left[3]) < 0.3 * (left[3] - left[1])
    ]
    return median(gaps) if gaps else 0.0


def _space_of_line(words: Sequence[str], boxes: Sequence[Box], at: int) -> float:
    """The narrowest space about word `at` on its line, two figures apart: that of a justified line is wide.

    0 for too few words.
    """
    _, top, _, bottom = boxes[at]
    gaps = [
        boxes[i][0] - boxes[i - 1][2]
        for i in range(max(1, at - _LINE), min(len(boxes), at + _LINE))
        if max(abs(boxes[j][1] - top) + abs(boxes[j][3] - bottom) for j in (i - 1, i)) < bottom - top
        and not (words[i][-1].isdigit() and words[i - 1][-1].isdigit())
    ]
    return max(0.0, min(gaps)) if len(gaps) > 3 else 0.0


def union(words: Sequence[int], boxes: Sequence[Box]) -> Segment:
    """A segment of these words."""
    inside = [boxes[i] for i in words]
    x0, top = min(b[0] for b in inside), min(b[1] for b in inside)
    x1, bottom = max(b[2] for b in inside), max(b[3] for b in inside)
    return Segment(words, x0, top, x1, bottom, max(1.0, bottom - top))


def _pieces(page: RawPage) -> list[Segment]:
    """Runs of words that follow on each other both in the file and on the page."""
    words, boxes, turned = page.words, page.boxes, page.turned
    found: list[Segment] = []
    if not words:
        return found
    least = 0.8 * usual_height(boxes)
    start = 0
    left, top, right, bottom = boxes[0]
    height = max(least, bottom - top)
    middle = (top + bottom) / 2
    space: float | None = None
    for i in range(1, len(words)):
        x0, y0, x1, y1 = boxes[i]
        gap = x0 - right
        near = -0.3 * height < (y0 + y1) / 2 - middle < 0.3 * height and _BACK * height < gap < WIDE * height
        if near and gap > _WIDE_FIGURES * height and words[i - 1][-1].isdigit() and words[i][-1].isdigit():
            space = usual_space(boxes) if space is None else space
            near = gap < _WIDE_SPACES * max(space, _space_of_line(words, boxes, i))
        if near:
            right = x1
            if y0 < top:
                top = y0
            if y1 > bottom:
                bottom = y1
            continue
        if not (turned and start in turned):
            found.append(Segment(range(start, i), left, top, right, bottom, max(least, bottom - top)))
        start, left, top, right, bottom = i, x0, y0, x1, y1
        height = max(least, bottom - top)
        middle = (top + bottom) / 2
    if not (turned and start in turned):
        found.append(Segment(range(start, len(words)), left, top, right, bottom, max(least, bottom - top)))
    return found


def gather(pieces: Iterable[Segment]) -> list[Row]:
    """Pieces to rows; those of a row that stand close together become one segment."""
    found: list[Row] = []
    main: Segment | None = None
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        if main is not None and _level(main, piece):
            found[-1].append(piece)
            if len(piece.words) > len(main.words) == 1:
                main = piece
        else:
            found.append([piece])
            main = piece
    return [_joined(row) if len(row) > 1 else row for row in found]


def _level(main: Segment, piece: Segment) -> bool:
    """Whether two pieces stand in one row: their middles, or a small mark beside a word, are level."""
    if piece.middle - main.middle < _SAME_HEIGHT * min(piece.height, main.height):
        return True
    small = min(main, piece, key=lambda p: p.x1 - p.x0)
    shared = min(main.bottom, piece.bottom) - max(main.top, piece.top)
    return small.x1 - small.x0 < small.height and shared > 0.5 * (small.bottom - small.top)


def _joined(row: Row) -> Row:
    """The pieces of a row from left to right, joined where only an ordinary space parts them."""
    row.sort(key=lambda piece: (piece.x0, piece.top))
    joined = [row[0]]
    for piece in row[1:]:
        last = joined[-1]
        gap, height = piece.x0 - last.x1, min(last.height, piece.height)
        if -0.3 * height < gap < 0.5 * height and not (piece.table or last.table):
            joined[-1] = Segment(
                [*last.words, *piece.words], last.x0, min(last.top, piece.top),
                max(last.x1, piece.x1), max(last.bottom, piece.bottom), max(last.height, piece.height),
            )  # fmt: skip
        else:
            joined.append(piece)
    return joined


def size(row: Row, usual: float) -> float:
    """The height of a row's letters; that of the page for words of the usual size without tall letters."""
    height = row[0].height
    return usual if 0.75 * usual < height < usual else height


def pitch(rows: Sequence[Row], usual: float) -> float:
    """The distance between lines of a paragraph, in heights of the lower line.

    It is measured below lines that reach across the page, since the last line of a paragraph
    seldom does.
    """
    far = max((row[-1].x1 for row in rows), default=0.0)
    inner: list[float] = []
    every: list[float] = []
    for above, below in pairwise(rows):
        step = (below[0].bottom - above[0].bottom) / size(below, usual)
        if 0.5 < step < 2.5 and not (above[0].table or below[0].table):
            every.append(step)
            if above[-1].x1 > 0.8 * far and len(above[0].words) > 5:
                inner.append(step)
    if len(inner) > 2:
        return median(inner)
    return sorted(every)[len(every) // 4] if every else 1.3
