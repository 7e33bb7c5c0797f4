"""Tables whose columns were lost: a label, then its figures with single spaces between them.

    Belopp i tkr Budget Prognos Avvikelse
    Hemtjänst -96 750 -101 600 -4 850
    Gemensamt -18 950 -15 550 3 400

A label may be a time: `2024 500 000`, `2024-01-25 4 473`, `Kvartal 1 500`. How many columns there
are is known from rows that can be cut in one way only. A row that can be cut in several keeps that
cut which agrees with the other rows; if none does, the table has a problem.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from swedoc.cells import YEAR, Groups, is_amount, is_rule
from swedoc.document import Document, Line, Table
from swedoc.lexicon import alternatives, load, pattern
from swedoc.tables.grid import RawRow, build

_FIGURE = r"(?: \( \d{1,3}+(?:[ .,]\d++){0,4}+ \) | [-–−+]?+\d++(?:[.,]\d++)*+\*?+ )"
_TAIL = pattern(
    rf"(?: (?<!\S) (?: {_FIGURE} | [-–—] ) (?: [ ] (?: kr\.? | [tkm]n?kr | kronor | % ) )?+"
    r" (?: [ ]++ | $ ) ){1,80}+ $",
    name="figures at the end of a line",
)
_TOKEN = pattern(r"\S++", name="token")
_UNIT = pattern(r"kr\.?|[tkm]n?kr|kronor|%", name="unit between flattened cells")
_HEAD_PIECE = pattern(
    r"(?: (?<!\S) (?: [Bb]elopp[ ]i[ ]\p{L}++ | \p{Lu}[\p{L}.:]++ (?: [ ] \( [^()\s]{1,12}+ \) )?+"
    r" (?: [ ] (?:19|20)\d\d (?:[-–](?:\d\d){1,2}+)?+ )?+"
    r" | (?:19|20)\d\d (?:[-–](?:\d\d){1,2}+ | (?:0[1-9]|1[0-2]))?+ | helår | helåret ) (?!\S) )",
    name="piece of a flattened head",
)
_MONEY_HEAD = pattern(
    r"\b(?:belopp|tkr|mnkr|mkr|kkr|kronor|kr|tusental|eur|euro)\b", ignore_case=True, name="money head"
)
_CAPTION = pattern(
    r"\bbelopp(?:en)?+ [ ] (?:\p{L}++[ ]){0,2}? (?: i [ ] | \( )"
    r" (?:tkr|mnkr|mkr|kkr|kronor|kr|tusental|miljoner|miljontal)\b",
    ignore_case=True,
    name="caption of the sums below it",
)
_TIME = pattern(
    rf"""[ \t]*+ (?: (?P<date> (?:19|20)\d\d-\d\d-\d\d
          | \d{{1,2}}+ [ ] {alternatives(list(load("dates")["months"]))} (?:[ ](?:19|20)\d\d)?+ )
      | (?P<period> (?: kvartal | kv\.? | q | tertial | termin | halvår | vecka | v\. | år | delår ) [ ]?
          \d{{1,2}}+ (?:[ ](?:19|20)\d\d)?+ )
      | (?P<year> (?:19|20)\d\d (?:[/–-](?:\d\d){{1,2}}+)?+ ) ) (?=[ ]++[-–−+(]?+\d)""",
    ignore_case=True,
    name="time as the label of a row",
)
_TOTAL = pattern(r"(?:summa|s:a|totalt?|netto)\b", ignore_case=True, name="label of a sum")
_MOST_TEXT_LINES = 2
_NEAR = 4
"""How many lines above its first row a table has its head."""
_FAR = 14
"""How many lines above it a caption may stand that says what the sums of a section are in."""
_LONGEST = 120


class _Row(NamedTuple):
    """A line that ends in figures: where its label ends, the tokens of the figures, the year it is of."""

    line: Line
    label_end: int
    tokens: list[tuple[int, int]]
    year: str | None = None


def find(document: Document) -> list[Table]:
    """The flattened tables of a document without boxes."""
    if document.words:
        return []
    rows = [_parse(document, line) for line in document.lines]
    found: list[Table] = []
    at = 0
    while at < len(rows):
        if rows[at] is None:
            at += 1
            continue
        end = at + 1
        last = at
        while (
            end < len(rows) and end - last <= _MOST_TEXT_LINES and _may_follow(document, document.lines[end])
        ):
            if rows[end] is not None:
                last = end
            end += 1
        run = [row for row in rows[at : last + 1] if row is not None]
        years = [row.year for row in run if row.year]
        if len(run) > 1 and len(set(years)) == len(years):
            table = _table(document, run)
            if table is not None:
                found.append(table)
        at = last + 1
    return found


def _parse(document: Document, line: Line) -> _Row | None:
    """A line that ends in figures; `None` for another."""
    text = document.text
    if (
        line.role != "body"
        or line.end - line.start > _LONGEST
        or not line.end
        or not text[line.end - 1 : line.end].strip()
    ):
        return None
    if (
        not any(c.isdigit() for c in text[max(line.start, line.end - 8) : line.end])
        and text[line.end - 1] not in "-–—"
    ):
        return None
    time = _TIME.match(text, line.start, line.end)
    tail = _tail(text, line, time.end() if time else line.start)
    if tail is None or tail == line.start:
        return None
    label_end = tail
    while label_end > line.start and text[label_end - 1].isspace():
        label_end -= 1
    if label_end == line.start:
        return None
    label = text[line.start : label_end]
    timed = time is not None and not text[time.end() : label_end].strip()
    if label[-1] in ",;(–-:=" or not (timed or any(c.isalpha() for c in label)):
        return None
    tokens = [match.span() for match in _TOKEN.finditer(text, tail, line.end)]
    if timed and all(YEAR.fullmatch(text, *token) for token in tokens):
        return None  # a head of years
    return _Row(line, label_end, tokens, time["year"] if timed and time else None)


def _tail(text: str, line: Line, start: int) -> int | None:
    """Where the figures at the end of a line begin."""
    for match in _TOKEN.finditer(text, start, line.end):
        begins = match[0][0].isdigit() or match[0][0] in "-–−+(—"
        if begins and _TAIL.match(text, match.start(), line.end):
            return int(match.start())
    return None


def _may_follow(document: Document, line: Line) -> bool:
    """Whether a line may stand between two rows: short, without the end of a sentence."""
    content = document.text[line.start : line.end].strip()
    return (
        line.role == "body"
        and bool(content)
        and len(content) <= _LONGEST
        and not content.endswith((".", ":"))
    )


def _table(document: Document, run: list[_Row]) -> Table | None:
    """The table that a run of rows is; `None` if they are prose."""
    figures = [_Figures([document.text[start:end] for start, end in row.tokens]) for row in run]
    count = _count(figures)
    fitting = [i for i, row in enumerate(figures) if count and row.able >> count & 1]
    table = slice(fitting[0], fitting[-1] + 1) if fitting else slice(0)
    run, figures = run[table], figures[table]
    if count == 0 or len(run) < 2:
        return None
    at = document.line_index(run[0].line.start)
    if count == 1 and not _single_column(document, run, at):
        return None
    chosen = [row.sure(count) for row in figures]
    problem = None
    rows: list[RawRow] = []
    usual = [Counter(cut[column] for cut in chosen if cut) for column in range(count)]
    if sum(cut is not None for cut in chosen) < 2:
        return None
    for row, cut, numbers in zip(run, chosen, figures, strict=True):
        while at < document.line_index(row.line.start):
            between = document.lines[at]
            if not is_rule(document.text[between.start : between.end]):
                rows.append([((between.start, between.end),)])
            at += 1
        at += 1
        if cut is None:
            cut = numbers.agreeing(count, usual)
        cells: RawRow = [((row.line.start, row.label_end),)]
        if cut is None:
            problem = problem or "the columns of a row cannot be told apart"
            cells.append(((row.tokens[0][0], row.tokens[-1][1]),))
        else:
            i = 0
            for length in cut:
                cells.append(((row.tokens[i][0], row.tokens[i + length - 1][1]),))
                i += length
        rows.append(cells)
    head = _head(document, document.line_index(run[0].line.start), count)
    return build(document, [*head, *rows], "aligned", problem)


class _Figures:
    """The figures of a row: the numbers of numbers that they may be, as bits, and the ways to cut them.

    A unit ends the number before it.
    """

    def __init__(self, texts: list[str]) -> None:
        units = [i for i, text in enumerate(texts) if _UNIT.fullmatch(text)]
        self._groups = None if units else Groups(texts)
        self._lengths: tuple[int, ...] = ()
        if units and units[-1] == len(texts) - 1:
            begins = [0, *(unit + 1 for unit in units[:-1])]
            if all(
                Groups(texts[begin:unit]).able >> 1 & 1 for begin, unit in zip(begins, units, strict=True)
            ):
                self._lengths = tuple(unit + 1 - begin for begin, unit in zip(begins, units, strict=True))
        self.able = self._groups.able if self._groups else 1 << len(self._lengths) if self._lengths else 0

    @property
    def least(self) -> int:
        """The smallest number of numbers that the row can be cut into; 0 if it cannot be cut."""
        return (self.able & -self.able).bit_length() - 1 if self.able else 0

    def cuts(self, count: int) -> list[tuple[int, ...]]:
        """Every way to cut the row into `count` numbers: their lengths in tokens."""
        if self._groups is not None:
            return self._groups.cuts(count)
        return [self._lengths] if count == len(self._lengths) else []

    def sure(self, count: int) -> tuple[int, ...] | None:
        """The cut that leaves no choice: one way only, and no way with fewer numbers."""
        possible = self.cuts(count) if self.least == count else []
        return possible[0] if len(possible) == 1 else None

    def agreeing(self, count: int, usual: list[Counter[int]]) -> tuple[int, ...] | None:
        """The one cut whose numbers are all as long as others in their columns."""
        possible = [
            cut for cut in self.cuts(count) if all(usual[column][length] for column, length in enumerate(cut))
        ]
        if len(possible) == 1:
            return possible[0]
        even = [cut for cut in possible if len(set(cut)) == 1]
        return even[0] if len(even) == 1 else None


def _count(figures: list[_Figures]) -> int:
    """How many columns of figures there are; 0 if the rows agree on no number.

    A row is read with as few numbers as its groups of three allow; the table has the smallest
    number of columns that two thirds of the rows can be cut into, and some row must be.
    """
    for count in sorted({row.least for row in figures} - {0}):
        if sum(row.able >> count & 1 for row in figures) * 3 >= 2 * len(figures):
            return count
    return 0


def _single_column(document: Document, run: list[_Row], at: int) -> bool:
    """Whether lines that end in one figure each are a table and not prose: by its head or its sum."""
    text = document.text
    figures = [" ".join(document.text[start:end] for start, end in row.tokens) for row in run]
    if not all(is_amount(figure) for figure in figures) or any(_UNIT.search(figure) for figure in figures):
        return False
    labels = [text[row.line.start : row.label_end] for row in run]
    if any(
        label[0].islower() and not label.startswith(("ap.", "därav", "varav", "anslag")) for label in labels
    ):
        return False
    near, far = document.lines[max(0, at - _NEAR) : at], document.lines[max(0, at - _FAR) : at]
    return (
        any(_TOTAL.match(label) for label in labels)
        or any(_MONEY_HEAD.search(text, line.start, line.end) for line in near)
        or any(_CAPTION.search(text, line.start, line.end) for line in far)
    )


def _head(document: Document, at: int, count: int) -> list[RawRow]:
    """The head lines above the first row, cut into columns where that is plain."""
    text = document.text
    rows: list[RawRow] = []
    for line in reversed(document.lines[max(0, at - _NEAR) : at]):
        content = text[line.start : line.end].strip()
        if not content or line.role != "body" or len(content) > _LONGEST or content.endswith((".", ":")):
            break
        if is_amount(content):
            break
        tokens = [match.span() for match in _TOKEN.finditer(text, line.start, line.end)]
        pieces = [match.span() for match in _HEAD_PIECE.finditer(text, line.start, line.end)]
        tail = _run_at_end(text, pieces, line)
        words = [text[start:end] for start, end in tokens[1:]]
        if len(tokens) == count + 1 and all(word[0].isupper() or word[0].isdigit() for word in words):
            tail = tokens
        if len(tail) == count + 1 and tail[0][0] == tokens[0][0]:
            rows.insert(0, [(piece,) for piece in tail])
            break
        if len(tail) == count and tail[0][0] > line.start:
            end = line.start + len(text[line.start : tail[0][0]].rstrip())
            rows.insert(0, [((line.start, end),), *[(piece,) for piece in tail]])
            break
        if len(tokens) == count and count > 1:
            rows.insert(0, [None, *[(token,) for token in tokens]])
            continue
        if _MONEY_HEAD.search(content):
            if rows and rows[0][0] is None:
                rows[0][0] = ((line.start, line.end),)
            elif not rows:
                rows.insert(0, [((line.start, line.end),)])
        break
    return rows


def _run_at_end(text: str, pieces: list[tuple[int, int]], line: Line) -> list[tuple[int, int]]:
    """The last pieces of a head line that follow on each other up to its end."""
    end = line.start + len(text[line.start : line.end].rstrip())
    tail: list[tuple[int, int]] = []
    for start, stop in reversed(pieces):
        if text[stop:end].strip():
            break
        tail.insert(0, (start, stop))
        end = start
    return tail
