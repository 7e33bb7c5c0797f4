"""The inner document: text, lines and tables, and the way from a span of text back to the page.

Offsets are code points into `Document.text`, which never changes once layout has made it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from swedoc.records import Box, Span

Grid = tuple[tuple[float, ...], tuple[float, ...]]  # the x of its vertical, the y of its horizontal rules
LineRole = Literal["body", "header", "footer"]
TableSource = Literal["ruled", "aligned", "markdown", "tab", "stacked", "document"]


class Word(NamedTuple):
    """A run of characters without white space, at `text[start:end]`, and its box on the page."""

    start: int
    end: int
    box: Box


class Skew(NamedTuple):
    """How a scan was put straight: turned by `angle` degrees, against the clock, about `x` and `y`."""

    angle: float
    x: float
    y: float

    def back(self, box: Box) -> Box:
        """Where a box of the straight page stands on the page as it is; its size stays."""
        x0, top, x1, bottom = box
        turn = math.radians(self.angle)
        across, down = (x0 + x1) / 2 - self.x, (top + bottom) / 2 - self.y
        right = across * (math.cos(turn) - 1) - down * math.sin(turn)
        lower = across * math.sin(turn) + down * (math.cos(turn) - 1)
        return (x0 + right, top + lower, x1 + right, bottom + lower)


class RawPage(NamedTuple):
    """A page as its reader found it: words in the file's own order, each with its box.

    A word that ends in U+FFFE was broken at a hyphen and goes on in the next word. Words whose
    letters do not run from left to right are in `turned`, those that OCR is not sure of in `doubtful`.
    `grids` are the ruled tables' rules. A scan that lay askew is put straight: `skew` is by how many
    degrees, against the clock, it was turned about its middle; the boxes are those of the turned page.
    """

    number: int
    width: float
    height: float
    words: tuple[str, ...]
    boxes: tuple[Box, ...]
    grids: tuple[Grid, ...] = ()
    turned: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    skew: float = 0.0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader returns: `text` for formats without pages, or `pages` for layout to order.

    A format that marks its paragraphs and tables gives `lines` and `tables` over its `text` too.
    """

    text: str | None = None
    pages: tuple[RawPage, ...] = ()
    page_count: int = 1
    reader: str = "text"
    media_type: str = "text/plain"
    unread_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()


class Line(Struct, frozen=True, gc=False):
    """One line of text, without its line break. `box` is `None` for formats without pages.

    Running headers, footers and page marks have a role of their own, so that a sentence that
    crosses a page break can be read whole.
    """

    start: int
    end: int
    page: int = 1
    box: Box | None = None
    role: LineRole = "body"


class Cell(Struct, frozen=True, gc=False):
    """One cell of a table; a cell broken over lines has several spans of text."""

    row: int
    column: int
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.spans[-1][1]


class Table(Struct, frozen=True, gc=False):
    """A grid of cells; an empty cell is `None` and keeps its column.

    `problem` says why the columns could not be separated; the rows are then not to be trusted.
    """

    start: int
    end: int
    page: int
    rows: tuple[tuple[Cell | None, ...], ...]
    source: TableSource
    problem: str | None = None


_START = attrgetter("start")


def small(text: str) -> str:
    """The text in small letters, character for character.

    >>> small("BIDRAG, İstanbul")
    'bidrag, İstanbul'
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@dataclass(frozen=True, slots=True)
class Document:
    """What every reader ends in. `words` is empty for formats without pages.

    `lower` is the text in small letters, character for character. `doubtful` are the spans that OCR
    is not sure of: figures there are never taken for amounts.
    `skews` leads from the boxes of a page that was put straight to the page as it lies in the file.
    `file_text` is the text as it stands in the file where layout moved lines, and `moved` for each
    stretch of `text` where it begins here and there: only `span` and `in_file` tell of the file.
    """

    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    words: tuple[Word, ...] = ()
    page_count: int = 1
    reader: str = "text"
    media_type: str = "text/plain"
    unread_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    skews: Mapping[int, Skew] = field(default_factory=dict)
    file_text: str | None = None
    moved: tuple[tuple[int, int], ...] = ()
    lower: str = field(init=False, repr=False, compare=False)
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _word_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    remembered: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was once found out about it; it goes with the document, which a cache would outlive."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", small(self.text))
        object.__setattr__(self, "_line_starts", tuple(map(_START, self.lines)))
        object.__setattr__(self, "_word_starts", tuple(map(_START, self.words)))

    def line_index(self, offset: int) -> int:
        """Index of the line that holds `offset`; a line break belongs to the line before it."""
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def line_at(self, offset: int) -> Line:
        """The line that holds `offset`."""
        return self.lines[self.line_index(offset)]

    def page_at(self, offset: int) -> int:
        """The page, counted from 1, that `offset` stands on."""
        return self.line_at(offset).page if self.lines else 1

    def cell_text(self, cell: Cell | None) -> str:
        """The text of a cell, its lines joined by a space; empty for an empty cell."""
        return "" if cell is None else " ".join(self.text[start:end] for start, end in cell.spans)

    @property
    def printed(self) -> str:
        """The text in the order of the file, which the offsets of spans lead into."""
        return self.text if self.file_text is None else self.file_text

    def in_file(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `printed`: from its first character to its last."""
        if not self.moved:
            return start, end
        first = self._there(start)
        return first, max(first, self._there(end - 1) + 1) if end > start else first

    def _there(self, offset: int) -> int:
        here, there = self.moved[bisect_right(self.moved, offset, key=itemgetter(0)) - 1]
        return there + offset - here

    def from_file(self, offset: int) -> int:
        """Where in `text` the character stands that has this offset in `printed`."""
        if not self.moved:
            return offset
        back = self.remembered.get("back")
        if back is None:
            back = self.remembered["back"] = sorted((there, here) for here, there in self.moved)
        there, here = back[bisect_right(back, offset, key=itemgetter(0)) - 1]
        return int(here + offset - there)

    def file_span(self, start: int, end: int) -> Span:
        """The proof for `printed[start:end]`."""
        if not self.moved:
            return self.span(start, end)
        return Span(start, end, self.page_at(self.from_file(start)))

    def span(self, start: int, end: int) -> Span:
        """The proof for `text[start:end]`: its page, and one box for each line that it touches."""
        page = self.page_at(start)
        return Span(*self.in_file(start, end), page, self.boxes(start, end) if self.words else ())

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each line that `text[start:end]` touches, from the boxes of its words."""
        words = self.words
        at = max(0, bisect_right(self._word_starts, start) - 1)
        last = bisect_left(self._word_starts, end)
        if at < last and words[at].end <= start:
            at += 1
        found: list[Box] = []
        line_end = -1
        for word in words[at:last]:
            box = _clip(word, start, end)
            # A word broken at a line end goes on below, though its text stands on the line above.
            if word.start <= line_end and box[1] < (seen := found[-1])[3] and seen[1] < box[3]:
                found[-1] = (
                    min(box[0], seen[0]), min(box[1], seen[1]), max(box[2], seen[2]), max(box[3], seen[3]),
                )  # fmt: skip
                continue
            found.append(box)
            if word.end < end:
                line_end = self.line_at(word.start).end
        if self.skews and found and (skew := self.skews.get(self.page_at(start))):
            found = [skew.back(box) for box in found]
        return tuple([(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)) for x0, y0, x1, y1 in found])


def _clip(word: Word, start: int, end: int) -> Box:
    """The part of a word's box that the span covers, its characters taken as equally wide."""
    if start <= word.start and word.end <= end:
        return word.box
    x0, top, x1, bottom = word.box
    advance = (x1 - x0) / (word.end - word.start)
    left = x0 + advance * (max(start, word.start) - word.start)
    right = x1 - advance * (word.end - min(end, word.end))
    return (left, top, right, bottom)
