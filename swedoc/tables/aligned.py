"""Tables whose columns are only aligned: by spaces in a text, by the boxes of the words on a page.

    Belopp i tkr
                      Budget 2021   Budget 2022
    Gångvägar               4 200         3 850
    därav bidrag           -1 400         - 900

Figures that stand below each other make a column; heads and labels go to the column that they
stand above or in. In a text the place of a character is its place in the line, on a page it is the
box of its word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swedoc.cells import YEAR, is_amount, is_figure, is_rule
from swedoc.document import Document, Line, Table
from swedoc.lexicon import pattern
from swedoc.tables.grid import RawRow, Spans, build, labels_made_one, text_of

_PIECE = pattern(r"\S++ (?: [ ] \S++ )*+", name="cell between wide gaps")
_LEADER = pattern(r"(?: [._…] [ ]?+ ){4,}+", name="leader dots in a row")
_UNIT_LINE = pattern(
    r"[^.\n]{0,80}? \b(?: belopp | tkr | kkr | mnkr | mkr | msek | kronor | kr | tusental | miljoner )\b"
    r" [^.\n]{0,80}+",
    ignore_case=True,
    name="line above a table that gives the unit",
)
_LONE_UNIT = pattern(
    r"\(?+ (?:i[ ])?+ (?: [tkm]n?kr\.?+ | msek | kr | (?:(?:tusental|miljoner)[ ])?+kronor | tusental ) \)?+",
    ignore_case=True,
    name="unit alone above the heads of a table",
)
_SPACE = pattern(r"[ ]", name="space within a piece")
_MOST_HEAD_LINES = 5
_MOST_COLUMNS = 40
_MOST_TEXT_LINES = 2  # lines without figures that a table may hold between two with


class Piece(NamedTuple):
    """A cell to be: from where to where it runs across, and where it stands in the text."""

    x0: float
    x1: float
    start: int
    end: int


_Row = tuple[Line, list[Piece]]


def find(document: Document, taken: Sequence[tuple[int, int]] = ()) -> list[Table]:
    """The aligned tables of a document, but for those that stand at `taken`, in reading order."""
    text = document.text
    gap = "   " if document.words else "  "
    if gap not in text:
        return []
    rows = _Rows(document)
    found: list[Table] = []
    at = 0
    for i in _wide(document, gap, taken):
        if i < at or (end := _run(document, rows, i)) is None:
            continue
        begin = max(at, _head(document, rows, _first(document, rows, i, at), end))
        above = rows[begin - 1] if begin > at else None
        table = _table(document, [rows[k] for k in range(begin, end)], above)
        if table is not None:
            found.append(table)
        at = end
    return found


def _first(document: Document, rows: _Rows, start: int, since: int) -> int:
    """The first row of a table: above the first with a wide gap there may be rows with leader dots alone."""
    while start > since:
        below, above = (_figures(document, rows[at][1]) for at in (start, start - 1))
        if not any(a.x0 < b.x1 and b.x0 < a.x1 for a in above for b in below):
            break
        start -= 1
    return start


def _wide(document: Document, gap: str, taken: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The lines of the body with a wide gap in them."""
    text = document.text
    ends = dict(taken)
    starts = sorted(ends)
    at = text.find(gap)
    while at >= 0:
        before = bisect_right(starts, at) - 1
        if before >= 0 and at < ends[starts[before]]:
            at = text.find(gap, ends[starts[before]])
            continue
        index = document.line_index(at)
        line = document.lines[index]
        if line.role == "body" and gap in text[line.start : line.end].strip():
            yield index
        at = text.find(gap, max(line.end, at + 1))


class _Rows:
    """The lines of a document with their pieces, found when they are asked for; an empty line has none."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, _Row] = {}

    def __len__(self) -> int:
        return len(self._document.lines)

    def __getitem__(self, index: int) -> _Row:
        row = self._known.get(index)
        if row is None:
            line = self._document.lines[index]
            row = self._known[index] = (line, _pieces(self._document, line))
        return row

    def part(self, index: int, columns: Sequence[tuple[float, float]]) -> bool:
        """Part a lone piece of a text whose label reaches up to its figure, if that stands in a column."""
        line, pieces = self[index]
        text = self._document.text
        if len(pieces) != 1 or self._document.words or pieces[0].x1 <= columns[-1][0]:
            return False
        (piece,) = pieces
        for space in _SPACE.finditer(text, piece.start, piece.end):
            x = piece.x0 + space.end() - piece.start
            if is_amount(text[space.end() : piece.end]) and any(x0 - 1 <= x < x1 for x0, x1 in columns):
                label = Piece(piece.x0, x - 1, piece.start, space.start())
                self._known[index] = (line, [label, Piece(x, piece.x1, space.end(), piece.end)])
                return True
        return False


def _pieces(document: Document, line: Line) -> list[Piece]:
    """The pieces of a line of the body, from left to right."""
    if line.role != "body":
        return []
    spans = [s for s in _between_leaders(document.text, line) if not is_rule(document.text[slice(*s)])]
    if len(spans) > _MOST_COLUMNS:
        return []
    if line.box is None or not document.words:
        return [Piece(start - line.start, end - line.start, start, end) for start, end in spans]
    return _placed(document, line, spans)


def _between_leaders(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """The stretches of a line between wide gaps and leader dots, which are no text of a cell."""
    for match in _PIECE.finditer(text, line.start, line.end):
        start, end = match.span()
        if text[start] in "._…" or any(run in match.group() for run in ("....", ". . ", "____", "……")):
            while start < end:
                leader = _LEADER.search(text, start, end)
                stop = leader.start() if leader else end
                if text[start:stop].strip():
                    yield start, start + len(text[start:stop].rstrip())
                start = leader.end() if leader else end
        else:
            yield start, end


def _placed(document: Document, line: Line, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of a line of a page, with the boxes of their words."""
    if len(spans) == 1 and line.box is not None:
        return [Piece(line.box[0], line.box[2], *spans[0])]
    words = document.words
    pieces = []
    for start, end in spans:
        first = bisect_left(words, (start,))
        last = bisect_left(words, (end,)) - 1
        pieces.append(Piece(words[first].box[0], words[max(first, last)].box[2], start, end))
    return pieces


def _figures(document: Document, pieces: Sequence[Piece]) -> list[Piece]:
    """The amounts of a row, without its first piece."""
    return [piece for piece in pieces[1:] if is_amount(document.text[piece.start : piece.end])]


def _run(document: Document, rows: _Rows, start: int) -> int | None:
    """Where the table ends whose first row with figures is `start`; `None` if there is none.

    At least two rows must have figures below each other.
    """
    first = _figures(document, rows[start][1])
    if not first:
        return None
    last, count = start, 1
    above = _merged([(p.x0, p.x1) for p in (*first, *(rows[start - 1][1][1:] if start else ()))])
    for i in range(start + 1, len(rows)):
        line, pieces = rows[i]
        if (
            i - last > _MOST_TEXT_LINES + 1
            or (not pieces and not rows[i - 1][1])
            or (document.words and line.page != rows[start][0].page)
        ):
            break
        now = [piece for piece in pieces[1:] if _is_figure(document, piece)]
        if any(_in_columns(above, piece) for piece in now):
            last, count = i, count + bool(_figures(document, pieces))
            above = _merged([*above, *((piece.x0, piece.x1) for piece in now)])
        elif len(pieces) == 1 and _in_columns(above, pieces[0]) and _is_figure(document, pieces[0]):
            last = i
        elif rows.part(i, above):
            last, count = i, count + 1
        elif len(pieces) == 1 and pieces[0].x1 > above[-1][0]:
            break
    if count > 1 or _headed(document, rows, start, first):
        after = rows[last + 1][1] if last + 1 < len(rows) else []
        ends = len(after) == 1 and after[0].x1 < above[0][0] and document.text[after[0].start].islower()
        return last + 1 + ends
    return None


def _headed(document: Document, rows: _Rows, start: int, figures: Sequence[Piece]) -> bool:
    """Whether a lone row of several figures has something in the line above for each of them."""
    if not start or len(figures) < 2:
        return False
    above = rows[start - 1][1]
    over = [next((piece for piece in above if _overlap(piece, figure)), None) for figure in figures]
    return all(over) and len(set(over)) == len(figures) and not _figures(document, above)


def _is_figure(document: Document, piece: Piece) -> bool:
    return is_figure(document.text[piece.start : piece.end])


def _in_columns(columns: Sequence[tuple[float, float]], piece: Piece) -> bool:
    """Whether a piece stands in or below one of the columns."""
    return any(x0 < piece.x1 and piece.x0 < x1 for x0, x1 in columns)


def _overlap(a: Piece, b: Piece) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1


def _head(document: Document, rows: _Rows, start: int, end: int) -> int:
    """Where the head begins of the table whose rows with figures are `start` to `end`.

    A line of it says something above a column of figures, and nothing above two; lines of labels
    may stand between the head and the figures.
    """
    columns: list[tuple[float, float]] = []
    for i in range(start, end):
        columns = _merged([*columns, *((p.x0, p.x1) for p in _figures(document, rows[i][1]))])
    begin = at = start
    while at and start - at < _MOST_HEAD_LINES:
        at -= 1
        _, pieces = rows[at]
        if not pieces or _figures(document, pieces):
            break
        over = [sum(x0 < piece.x1 and piece.x0 < x1 for x0, x1 in columns) for piece in pieces]
        if max(over) > 1 or (begin < start and _is_lone_unit(document, pieces)):
            break
        if len(pieces) > 1 or (any(over) and pieces[0].x0 > rows[start][1][0].x1):
            begin = at
        elif begin - at > _MOST_TEXT_LINES or any(over):
            break
    if document.words and 0 < begin < start and len(rows[begin - 1][1]) == 1:
        (line, (corner,)), below = rows[begin - 1], rows[begin][0]
        level = line.box and below.box and line.box[3] > below.box[1] + 0.1 * (line.box[3] - line.box[1])
        if level and not any(x0 < corner.x1 and corner.x0 < x1 for x0, x1 in columns):
            begin -= 1
    return begin


def _is_lone_unit(document: Document, pieces: Sequence[Piece]) -> bool:
    """Whether a line says nothing but the unit of the table below it, over whatever column it stands."""
    return len(pieces) == 1 and bool(_LONE_UNIT.fullmatch(document.text, pieces[0].start, pieces[0].end))


def _table(document: Document, rows: Sequence[_Row], above: _Row | None) -> Table | None:
    """The table of these lines; a line above that gives the unit fills the empty corner."""
    columns = _columns(document, [pieces for _, pieces in rows])
    if len(columns) < 2:
        return None
    problem = None
    made: list[RawRow] = []
    for _, pieces in rows:
        row: RawRow = [None] * len(columns)
        for piece in pieces:
            column = _column(columns, piece)
            span = (piece.start, piece.end)
            earlier = row[column]
            if earlier is None:
                row[column] = (span,)
            elif document.text[earlier[-1][0] : earlier[-1][1]].strip("-–−+(") == "":
                row[column] = (*earlier[:-1], (earlier[-1][0], piece.end))
            else:
                if is_amount(document.text[piece.start : piece.end]):
                    problem = problem or "two figures stand in one column"
                row[column] = (*earlier[:-1], (earlier[-1][0], piece.end))
        made.append(row)
    made = labels_made_one(document, _heads_over_figures(document, made))
    if above is not None and made and made[0][0] is None and len(above[1]) == 1:
        line = above[0]
        if _UNIT_LINE.fullmatch(document.text, line.start, line.end):
            made[0][0] = ((above[1][0].start, above[1][0].end),)
    return build(document, made, "aligned", problem)


def _heads_over_figures(document: Document, rows: list[RawRow]) -> list[RawRow]:
    """The rows, a head that stands beside its figures put over them: left above right.

    Such a head makes a column of its own without figures, next to a column of figures without a head.
    """
    first = next((i for i, row in enumerate(rows) if any(_is_amount(document, cell) for cell in row[1:])), 0)
    column = len(rows[0]) - 1
    while column > 0 and first:
        filled = {i for i, row in enumerate(rows) if row[column]}
        if filled and max(filled) < first:
            for beside in (column + 1, column - 1):
                if 0 < beside < len(rows[0]) and not any(rows[i][beside] for i in filled):
                    for row in rows:
                        row[beside] = row[beside] or row[column]
                    rows = [row[:column] + row[column + 1 :] for row in rows]
                    break
        column -= 1
    return rows


def _is_amount(document: Document, cell: Spans | None) -> bool:
    return cell is not None and is_amount(text_of(document, cell))


def _columns(document: Document, rows: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """From where to where the columns run: pieces of the fullest rows that stand below each other."""
    with_figures = [row for row in rows if _figures(document, row)]
    most = max((len(row) for row in with_figures), default=0)
    full = [row for row in with_figures if len(row) >= most - (most > 3)]
    columns = _merged([(piece.x0, piece.x1) for row in full for piece in row])
    if len(columns) < most:
        columns = _merged([(piece.x0, piece.x1) for row in full if len(row) == most for piece in row])
    if len(columns) < most:
        row = next(row for row in full if len(row) == most)
        columns = [(piece.x0, piece.x1) for piece in row]
    for row in rows:
        for piece in row[1:]:
            text = document.text[piece.start : piece.end]
            if (is_figure(text) or YEAR.fullmatch(text)) and not any(
                piece.x0 < x1 and x0 < piece.x1 for x0, x1 in columns
            ):
                columns = sorted([*columns, (piece.x0, piece.x1)])
    return columns


def _merged(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals, those that overlap made one, from left to right."""
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(intervals):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _column(columns: Sequence[tuple[float, float]], piece: Piece) -> int:
    """The column that a piece stands in: that which it overlaps most, else the nearest."""

    def shared(column: int) -> tuple[float, float]:
        x0, x1 = columns[column]
        both = min(x1, piece.x1) - max(x0, piece.x0)
        return (max(0.0, both), -abs((x0 + x1) / 2 - (piece.x0 + piece.x1) / 2) if both <= 0 else 0.0)

    return max(range(len(columns)), key=shared)
