"""Paragraphs and tables of a marked-up document (Word, ODT, RTF, HTML), written out as text.

One paragraph is one line, with an empty line where the page would leave room. A table keeps its
cells; a table that only places things on the page, as letterheads do, is read cell by cell:

    Handläggare      Datum                     Handläggare
    Karin Ahlmo      2026-05-26         →      Karin Ahlmo
                                               (an empty line)  Datum …
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from swedoc import limits
from swedoc.document import Cell, Line, LineRole, RawDocument, Table
from swedoc.errors import UnsupportedFormat
from swedoc.lexicon import pattern

APART = "   "  # between the cells of a row
_ROOM = 3.0  # points between two paragraphs that the eye takes for an empty line
_LONG = 90  # characters: a paragraph that is certainly broken over lines
_CELL = 200  # characters: what is longer is text that a table only places on the page

CLEAN = str.maketrans(
    {
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\xa0\u202f\u205f\u3000\x00\x1c\x1d\x1e\x1f\x85", " "),
        **dict.fromkeys("\x0b\x0c\r\u2028\u2029", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\xad\u200b\u200c\u200d\ufeff\u2060\ufffe", None),
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    }
)  # fmt: skip
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # footnote marks, which must not glue to a figure
_FIGURE = pattern(
    r"""[(\-–−+]?+ [ ]?+ \d[\d .,]{0,24}+ (?: [ ]?+ (?:%|kr\.?|tkr|kkr|mkr|mnkr|mdkr|:-|,-|SEK|EUR|€) )?+ \)?+
      | [-–−]""",
    ignore_case=True,
    name="figure in a cell",
)
_ITEM = pattern(r"(?: [-–—•▪◦·*o] | \d{1,2}+(?:\.\d{1,2}+){0,3}+[.)]?+ | [a-zA-Z][.)] )[ \t]", name="marker")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, list item or heading; line breaks inside it are kept. Room around it in points."""

    text: str
    before: float = 0.0
    after: float = 0.0
    heading: bool = False


@dataclass(slots=True)
class Rows:
    """A table: rows of cells of blocks. `None` is a place that a merged cell covers."""

    rows: list[list[list[Block] | None]] = field(default_factory=list)


Block = Paragraph | Rows


@dataclass(slots=True)
class Parts:
    """A document in parts: the head of its first page belongs to the text, what repeats does not."""

    body: list[Block]
    letterhead: list[Block] = field(default_factory=list)
    headers: list[list[Block]] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footers: list[list[Block]] = field(default_factory=list)


def compose(parts: Parts, *, reader: str, media_type: str, warnings: Sequence[str] = ()) -> RawDocument:
    """Write a document out.

    Raises:
        UnsupportedFormat: it holds no text.
        LimitExceeded: `text` or `cells`.
    """
    writing = _Writing()
    for blocks in (parts.letterhead, parts.body, parts.notes):
        writing.flow(blocks, "body")
        writing.blank()
    if not writing.lines and not parts.headers and not parts.footers:
        raise UnsupportedFormat("the file holds no text; if it holds pictures of pages, save it as PDF")
    seen: set[str] = set()
    repeated: list[tuple[LineRole, list[Block]]] = [("header", b) for b in parts.headers]
    repeated += [("footer", b) for b in parts.footers]
    for role, blocks in repeated:
        text = plain(blocks)
        if text and text not in seen:
            writing.blank()
            writing.flow(blocks, role)
        seen.add(text)
    text, lines = writing.finish()
    if not text.strip():
        raise UnsupportedFormat("the file holds no text; if it holds pictures of pages, save it as PDF")
    return RawDocument(
        text=text, lines=lines, tables=tuple(writing.tables), reader=reader, media_type=media_type,
        warnings=tuple(warnings),
    )  # fmt: skip


def plain(blocks: Sequence[Block]) -> str:
    """All text of some blocks, one paragraph a line."""
    return "\n".join(line for paragraph in paragraphs(blocks) for line in _lines(paragraph.text))


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs of some blocks, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell or ())


def _lines(text: str) -> list[str]:
    """The lines of a paragraph, cleaned, empty ones left out."""
    text = text.translate(CLEAN)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return [line for part in text.split("\n") if (line := part.strip(" ").rstrip())]


class _Writing:
    """Text, lines and tables so far."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._parts: list[str] = []
        self._at = 0
        self._cells = 0
        self._most = limits.current().text

    def finish(self) -> tuple[str, tuple[Line, ...]]:
        """The text and its lines, without empty ones at the end."""
        while self.lines and self.lines[-1].start == self.lines[-1].end:
            self.lines.pop()
            self._parts.pop()
        return "\n".join(self._parts), tuple(self.lines)

    def blank(self) -> None:
        """Leave one empty line."""
        if self.lines and self.lines[-1].end > self.lines[-1].start:
            self._line("", self.lines[-1].role)

    def flow(self, blocks: Sequence[Block], role: LineRole) -> None:
        """Blocks below each other."""
        above: tuple[Paragraph, list[str]] | None = None
        for block in blocks:
            if isinstance(block, Rows):
                self.blank()
                self._table(block, role)
                self.blank()
                above = None
                continue
            lines = _lines(block.text)
            if not lines:
                self.blank()
                above = None
                continue
            if above is not None and _room(above[0], above[1], block, lines):
                self.blank()
            for line in lines:
                self._line(line, role)
            above = block, lines

    def _line(self, text: str, role: LineRole) -> None:
        self.lines.append(Line(self._at, self._at + len(text), 1, None, role))
        self._parts.append(text)
        self._at += len(text) + 1
        if self._at > self._most:
            raise limits.exceeded("text")

    def _table(self, table: Rows, role: LineRole) -> None:
        texts = _tabular(table)
        if texts is None:
            for row in table.rows:
                for cell in row:
                    if cell:
                        self.blank()
                        self.flow(cell, role)
            return
        width = max(map(len, texts), default=0)
        self._cells += width * len(texts)
        limits.check("columns", width)
        limits.check("cells", self._cells)
        begin = self._at
        rows: list[tuple[Cell | None, ...]] = []
        for cells in texts:
            written = self._row(cells, len(rows), role)
            if any(written):
                rows.append((*written, *[None] * (width - len(written))))
        if rows:
            self.tables.append(Table(begin, self._at - 1, 1, tuple(rows), "document"))

    def _row(self, row: list[list[str]], number: int, role: LineRole) -> list[Cell | None]:
        """One row of a table on one line."""
        at = self._at
        cells: list[Cell | None] = []
        parts: list[str] = []
        for column, lines in enumerate(row):
            if not lines:
                cells.append(None)
                continue
            if parts:
                parts.append(APART)
                at += len(APART)
            spans = []
            for i, line in enumerate(lines):
                if i:
                    parts.append(" ")
                    at += 1
                spans.append((at, at + len(line)))
                parts.append(line)
                at += len(line)
            cells.append(Cell(number, column, tuple(spans)))
        if parts:
            self._line("".join(parts), role)
        return cells


def _room(above: Paragraph, above_lines: list[str], below: Paragraph, below_lines: list[str]) -> bool:
    """Whether an empty line parts two paragraphs."""
    if max(above.after, below.before) > _ROOM or below.heading or above.heading:
        return True
    if _ITEM.match(above_lines[0]) and _ITEM.match(below_lines[0]):
        return False
    return len(above_lines[-1]) > _LONG or len(below_lines[0]) > _LONG


def _tabular(table: Rows) -> list[list[list[str]]] | None:
    """The lines of each cell if the table holds data; `None` if it only places things on the page."""
    rows: list[list[list[str]]] = []
    figures = several = 0
    for row in table.rows:
        cells: list[list[str]] = []
        for cell in row:
            lines: list[str] = []
            for block in cell or ():
                if isinstance(block, Rows):
                    return None
                lines += _lines(block.text)
            if sum(map(len, lines)) > _CELL:
                return None
            figures += sum(_FIGURE.fullmatch(line) is not None for line in lines)
            several += len(lines) > 1
            cells.append([" ".join(line.split()) for line in lines])
        filled = [lines for lines in cells if lines]
        if len(filled) > 1 and len(filled[0]) > 1 and len({len(lines) for lines in filled}) == 1:
            # One row of cells with as many lines each: rows that were typed as lines.
            typed = zip_longest(*[lines or [""] for lines in cells], fillvalue="")
            rows += [[[line] if line else [] for line in part] for part in typed]
        else:
            rows.append(cells)
    if max((sum(map(bool, row)) for row in rows), default=0) < 2:
        return None
    return rows if figures > 1 or not several else None
