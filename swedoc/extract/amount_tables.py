"""Sums in the cells of tables, whose unit stands in the table's head, corner or caption.

`Belopp i tkr | Budget 2021 | Antal platser`: the cells of the second column are sums in thousands,
those of the third are none. The unit is taken from the cell, the head of its column, the label of
its row, the corner, the caption, the section; kronor are assumed only where the table speaks of
money and prints whole figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from swedoc import figures, units
from swedoc.document import Cell, Document, Table
from swedoc.extract.amount_echo import unit_said
from swedoc.extract.amount_terms import rate_in_head
from swedoc.figures import Figure
from swedoc.lexicon import alternatives, pattern, simple_pattern
from swedoc.mentions import MoneyMention, Reading
from swedoc.records import UnitSource
from swedoc.units import UNITS, Unit

_NUMERIC = simple_pattern(
    r"""\s*+ (?P<open>\()?+ \s*+ (?P<sign>[-–−+])?+ \s*+ (?P<figure>\d[\d ,.\n]*+) (?P<close>\))?+
      \s*+ \*{0,3}+ \s*+""",
    name="numeric cell",
)
_PERCENT = pattern(r"% | \b(?:procent|promille)\b", ignore_case=True, name="percent in a table")
_COUNTS = UNITS["counts"]
_AGES = r"\d{1,2}[ ]?[-–][ ]?\d{1,2}[ ]år"
_BEHIND = rf"[ ]*+ (?: (?: (?:19|20)\d\d | {_AGES} | \([^()]{{0,20}}+\) ) [ ]*+ ){{0,3}}+ $"
_NO_MONEY = pattern(
    rf"""(?<!\p{{L}}) {alternatives(_COUNTS["anywhere"])} \p{{L}}{{0,3}}+ (?!\p{{L}}) | (?<!\d)(?<!\d\s)%
      | (?<!\p{{L}}) (?<! \b(?:till|för|och|av|med|i|åt|hos|från)\s )
        {alternatives(_COUNTS["last"])} \p{{L}}{{0,2}}+ {_BEHIND}
      | ^[ ]*+ {alternatives(_COUNTS["alone"])} {_BEHIND}""",
    ignore_case=True,
    name="head of a column that counts",
)
_MONEY_WORDS = pattern(
    rf"{alternatives(UNITS['heads']['money'])}", ignore_case=True, name="head of a column of money"
)
_CAPTION = pattern(
    r"(?: \( [^()\n]{0,40}+ \) | \( [^(),\n]{2,30}+ , | ,[ ] [^,\n]{2,30}+ $"
    r" | \b(?:i|är|anges)[ ] [^\n.]{2,40}+ | ^[^\n]{2,40}+$ )",
    ignore_case=True,
    name="unit in a caption",
)
_STEPS: dict[str, int] = UNITS["rounding"]["steps"]
_ROUNDED = pattern(
    rf"\bavrunda\p{{L}}*+\s (?:\p{{L}}++\s){{0,3}}+ (?P<step>{alternatives(list(_STEPS))})\b",
    ignore_case=True,
    name="what a table is rounded to",
)
_LEGEND = pattern(
    r"\s{0,8}+ (?P<line> (?:alla[ ])?+ (?: (?:belopp|siffror|tal)(?:en|na)?+ (?!\p{L}) | \( ) [^\n]{2,60}+ )",
    ignore_case=True,
    name="legend below a table",
)
_NUMBERED = pattern(r"Tabell\s\d", name="caption with a number")
_TOTAL = pattern(r"\s{0,40}+ (?:summa|totalt?|s:a|netto)(?!\p{L})", ignore_case=True, name="label of a total")
_ORE = Decimal("0.01")
_KRONOR = Unit(0, 0, Decimal(1), "SEK", "kronor")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text that figures and units are read within; `cell`: one cell of a table."""

    start: int
    end: int
    cell: bool = False


def regions(document: Document) -> Iterator[Region]:
    """The running text between the tables, and each cell of a table that could be read, in order.

    Not the cells that hold nothing but a figure: what unit they have is asked of the whole table.
    """
    at = 0
    for table in sorted(document.tables, key=lambda table: table.start):
        if table.problem is not None or table.start < at:
            continue
        yield Region(at, table.start)
        for row in table.rows:
            for cell in row:
                if cell is not None and not _NUMERIC.fullmatch(document.text, cell.start, cell.end):
                    yield from _cell_regions(document.text, cell)
        at = table.end
    yield Region(at, len(document.text))


def _cell_regions(text: str, cell: Cell) -> Iterator[Region]:
    """A cell's text: one region where its lines follow on each other, else one for each line."""
    start, end = cell.spans[0]
    for first, last in cell.spans[1:]:
        if text[end:first].isspace():
            end = last
        else:
            yield Region(start, end, cell=True)
            start, end = first, last
    yield Region(start, end, cell=True)


def cells(reading: Reading, section_unit: Callable[[int], Unit | None]) -> Iterator[MoneyMention]:
    """The sums of the numeric cells that carry no unit of their own."""
    for table in reading.document.tables:
        if table.problem is None:
            yield from _Grid(reading, table, section_unit).sums()


@lru_cache(maxsize=1024)
def _judge(label: str) -> tuple[Unit | None, bool]:
    """The unit that a head or label names, and whether it says that something else is counted."""
    unit = units.head(label, 0, len(label)) if label else None
    return unit, unit is None and bool(_NO_MONEY.search(label)) and rate_in_head(label) is None


class _Grid:
    """One table while its columns and rows are judged."""

    def __init__(self, reading: Reading, table: Table, section_unit: Callable[[int], Unit | None]) -> None:
        self._reading = reading
        self._table = table
        self._texts = [[reading.document.cell_text(cell) for cell in row] for row in table.rows]
        self._figures = [[self._figure(cell) for cell in row] for row in table.rows]
        self._heads = self._head_rows()
        self._fallback = self._table_unit(section_unit)
        self._coarse = self._rounded_to()

    def sums(self) -> Iterator[MoneyMention]:
        """The sums, row by row."""
        width = max((len(row) for row in self._table.rows), default=0)
        columns = [self._column(column) for column in range(width)]
        some_named = any(unit is not None for unit, *_ in columns)
        for number, row in enumerate(self._table.rows):
            if number < self._heads:
                continue
            label = self._label(number)
            own, counts = _judge(label)
            for column, cell in enumerate(row):
                read = self._figures[number][column]
                if cell is None or read is None:
                    continue
                unit, source, per, money = columns[column]
                if (
                    not money
                    or (counts and unit is None)
                    or not self._reading.claims.free(read[0].start, read[0].end)
                ):
                    continue
                unit = unit or own
                if unit is None:
                    unit, source = self._fallback or (None, "table")
                    if source == "assumed" and some_named and not self._may_be_money(column):
                        continue
                if unit is not None:
                    yield self._mention(read, unit, source, per)

    def _may_be_money(self, column: int) -> bool:
        """Whether the head of a column that names no unit speaks of money, times or a sum, or is none."""
        head = self._head(column)
        return (
            not head or bool(_MONEY_WORDS.search(head) or _TOTAL.match(head)) or any(map(str.isdigit, head))
        )

    def _label(self, number: int) -> str:
        """The label of a row: its first cell that is no figure."""
        pairs = zip(self._texts[number], self._figures[number], strict=True)
        return next((text for text, figure in pairs if text and figure is None), "")

    def _figure(self, cell: Cell | None) -> tuple[Figure, int, bool] | None:
        """The number that a cell consists of, where it begins with its sign, and if it is negative."""
        if cell is None:
            return None
        text = self._reading.text
        match = _NUMERIC.fullmatch(text, cell.start, cell.end)
        if match is None:
            return None
        opening, sign, printed, closing = match.groups()
        if bool(opening) != bool(closing):
            return None
        first, last = match.span("figure")
        found = list(figures.scan(text, first, last))
        if len(found) != 1 or found[0].doubtful or found[0].end != first + len(printed.rstrip()):
            return None
        if opening:
            return found[0], match.start("open"), True
        if sign and sign != "+":
            return found[0], match.start("sign"), True
        return found[0], first, False

    def _head_rows(self) -> int:
        """How many rows at the top hold no figure but years."""
        for number, row in enumerate(self._figures):
            if any(read is not None and not read[0].year for read in row[1:]):
                return number
        return 0

    def _column(self, column: int) -> tuple[Unit | None, UnitSource, str | None, bool]:
        """The unit of a column, where it is from, what its sums are per, and if it holds sums at all."""
        cells = [row[column] for row in self._figures[self._heads :] if column < len(row)]
        read = [cell for cell in cells if cell is not None]
        texts = [row[column] for row in self._texts[self._heads :] if column < len(row)]
        if not read or (column == 0) or all(cell[0].year for cell in read):
            return None, "table", None, False
        if sum(bool(_PERCENT.search(text)) for text in texts) * 2 > len(read):
            return None, "table", None, False
        head = self._head(column)
        unit, counts = _judge(head)
        per = rate_in_head(head)
        if per is not None and unit is None:
            return _KRONOR, "assumed", per, True
        return unit, "table", per, not counts

    def _head(self, column: int) -> str:
        """The text above a column; that of the nearest column to the left where a head spans several."""
        for at in range(column, 0, -1):
            head = " ".join(row[at] for row in self._texts[: self._heads] if at < len(row) and row[at])
            if head or at < column - 2:
                return head
        return ""

    def _table_unit(self, section_unit: Callable[[int], Unit | None]) -> tuple[Unit, UnitSource] | None:
        """The unit of the whole table: corner, a line across it, caption, section; else kronor."""
        corner = [row[0] for row in self._texts[: self._heads] if row]
        across = [texts[0] for row in self._texts if len(texts := [text for text in row if text]) == 1]
        totals = dict.fromkeys(row[0] for row in self._texts if row and _TOTAL.match(row[0]))
        for line in (*corner, *across[:2], *self._caption(), *self._legend(), *totals):
            unit = _caption_unit(line)
            if unit is not None:
                return unit, "table"
        unit = section_unit(self._table.start)
        if unit is not None:
            return unit, "section"
        read = [cell[0] for row in self._figures for cell in row[1:] if cell is not None and not cell[0].year]
        words = " ".join(" ".join(row) for row in self._texts)
        plain = read and all(figure.place in (1, _ORE) for figure in read) and any(f.grouped for f in read)
        if plain and _MONEY_WORDS.search(words):
            return _KRONOR, "assumed"
        said = unit_said(self._reading.document, (f.value for f in read)) if plain else None
        return None if said is None else (said, "section")

    def _rounded_to(self) -> int | None:
        """The step, in the table's unit, that the caption says its figures are rounded to."""
        match = next((m for line in self._caption() if (m := _ROUNDED.search(line))), None)
        step = _STEPS[match["step"].lower()] if match else None
        read = [cell[0].value for row in self._figures for cell in row[1:] if cell and not cell[0].year]
        # `tkr, avrundat till hela tusental` says the unit once more.
        return step if step and not any(value % step for value in read) else None

    def _caption(self) -> list[str]:
        """The two lines above the table, the nearest first, and those from "Tabell 1 …" down to them."""
        lines = self._reading.text[max(0, self._table.start - 900) : self._table.start].split("\n")
        nearest = [line.strip() for line in reversed(lines) if line.strip()][:16]
        numbered = next((at for at, line in enumerate(nearest) if _NUMBERED.match(line)), 0)
        # The head may stand between the caption and the rows, one cell a line.
        return [*nearest[:2], *nearest[2 : numbered + 1][::-1]]

    def _legend(self) -> list[str]:
        """The line right below the table, if it says what its figures are in: `Belopp angivna i tkr`."""
        match = _LEGEND.match(self._reading.text, self._table.end)
        return [match["line"]] if match else []

    def _mention(
        self, read: tuple[Figure, int, bool], unit: Unit, source: UnitSource, per: str | None
    ) -> MoneyMention:
        figure, start, negative = read
        text = self._reading.text
        end = figure.end + (text[start] == "(" and text[figure.end : figure.end + 1] == ")")
        value, place = figure.value * unit.factor, figure.place * unit.factor
        if self._coarse is not None:
            place = max(place, self._coarse * unit.factor)
        half = Decimal(0) if unit.exact and self._coarse is None else place / 2
        if negative:
            value = -value
        return MoneyMention(
            start,
            end,
            value=value,
            low=value - half,
            high=value + half,
            place=place,
            unit=None if source == "assumed" else unit.printed,
            unit_source=source,
            rule="cell",
            number=(figure.start, figure.end),
            currency=unit.currency or "SEK",
            per=per,
        )


def _caption_unit(line: str) -> Unit | None:
    """The unit that a caption or corner names: "(mnkr)", "Belopp per landsting, mnkr", "Tusental kronor"."""
    if any(c.isdigit() for c in line) and line.rstrip().endswith("."):
        line = line[:120]
    for match in _CAPTION.finditer(line):
        unit = units.head(line, match.start(), match.end())
        before = line[: unit.start].rstrip()[-1:] if unit else ""
        if unit is not None and not before.isdigit():
            return unit
    return None
