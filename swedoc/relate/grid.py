"""Tables as amounts: what stands where, and what rows and columns are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from swedoc import figures
from swedoc.arithmetic import Figure
from swedoc.cells import is_amount
from swedoc.document import Cell, Table
from swedoc.lexicon import pattern
from swedoc.mentions import MoneyMention
from swedoc.records import SplitKind
from swedoc.relate.label import is_party
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack

_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)", name="year in a table head")
_PRINTED = pattern(
    r"""[ (]*+ (?P<sign>[-–−+])?+ [ ]*+ (?P<figure> \d++ (?:[ .,]\d++)*+ ) [ )]*+
      (?: (?P<percent> % | procent ) | :-+ | ,-+
        | \p{L}{1,9}+[²³23]?+\.?+ (?:[ ]?/[ ]?\p{L}{1,9}+)?+ )?+ [ *]*+""",
    name="cell that holds a figure, with what it counts",
)


class Printed(NamedTuple):
    """The figure of a cell as it is printed, whatever it counts; `place` is its last printed place."""

    value: Decimal
    place: Decimal
    start: int
    end: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as amounts: `amounts[row][column]` is an index or `None`; labels for rows and columns.

    `printed` holds the figures of all cells, those that count something else than money too.
    `elsewhere` holds the values of the other tables of the document, `uncounted` the figures, as printed, of
    rows among the amounts that were taken to count something else, by column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    amounts: tuple[tuple[int | None, ...], ...]
    printed: tuple[tuple[Printed | None, ...], ...] = ()
    elsewhere: frozenset[Decimal] = frozenset()
    uncounted: tuple[tuple[Decimal, ...], ...] = ()


def grids(scope: Scope) -> list[Grid]:
    """The tables whose columns are known, as amounts."""
    index = {amount.mention.start: at for at, amount in enumerate(scope.amounts)}
    found = [_grid(scope, table, index) for table in scope.reading.document.tables if table.problem is None]
    if len(found) < 2:
        return found
    held = [
        frozenset(value_of(scope, at) for row in grid.amounts for at in row if at is not None)
        for grid in found
    ]
    tables = Counter(value for values in held for value in values)
    return [
        replace(grid, elsewhere=frozenset(value for value, count in tables.items() if count > (value in own)))
        for grid, own in zip(found, held, strict=True)
    ]


def _grid(scope: Scope, table: Table, index: dict[int, int]) -> Grid:
    """Where the amounts stand, and what their rows and columns are called."""
    width = max((len(row) for row in table.rows), default=0)
    document = scope.reading.document
    heads: list[list[str]] = [[] for _ in range(width)]
    labels: list[str] = []
    amounts: list[tuple[int | None, ...]] = []
    printed: list[tuple[Printed | None, ...]] = []
    uncounted: list[list[Decimal]] = [[] for _ in range(width)]
    for row in table.rows:
        cells = [_amount_in(scope, cell, index) for cell in row] + [None] * (width - len(row))
        if all(cell is None for cell in cells) and not amounts:
            for column, cell in enumerate(row):
                heads[column].append(document.cell_text(cell))
            continue
        first = next((at for at, cell in enumerate(cells) if cell is not None), width)
        labels.append(" ".join(filter(None, (document.cell_text(cell) for cell in row[: max(first, 1)]))))
        amounts.append(tuple(cells))
        figured = [printed_in(document.text, cell) for cell in row]
        printed.append((*figured, *[None] * (width - len(row))))
        for column, cell in enumerate(row):
            if column and cell is not None and cells[column] is None:
                uncounted[column] += [
                    figure.value for figure in figures.scan(document.text, cell.start, cell.end)
                ]
    return Grid(
        tuple(labels),
        tuple(" ".join(filter(None, head)) for head in heads),
        tuple(amounts),
        tuple(printed),
        uncounted=tuple(map(tuple, uncounted)),
    )


def printed_in(text: str, cell: Cell | None) -> Printed | None:
    """The one figure that a cell consists of, if it does."""
    match = _PRINTED.fullmatch(text, cell.start, cell.end) if cell is not None else None
    if match is None:
        return None
    found = list(figures.scan(text, *match.span("figure")))
    if len(found) != 1 or found[0].doubtful or found[0].end != match.end("figure"):
        return None
    negative = match["sign"] not in (None, "+") or "(" in text[match.start() : found[0].start]
    value = -found[0].value if negative else found[0].value
    return Printed(value, found[0].place, found[0].start, found[0].end, match["percent"] is not None)


def _amount_in(scope: Scope, cell: Cell | None, index: dict[int, int]) -> int | None:
    """The amount of a cell; one within the words of a label is none of the row.

    A label broken over lines has its row's figures between its spans.
    """
    if cell is not None and not cell.column and not is_amount(scope.reading.document.cell_text(cell)):
        return None
    for start, end in cell.spans if cell else ():
        for mention in scope.reading.claims.within(start, end):
            if isinstance(mention, MoneyMention):
                return index.get(mention.start)
    return None


def keys_of(heads: Sequence[str]) -> list[str]:
    """Keys for the parts: the year where each head has one of its own, else the words of the head."""
    years = [single_year(head) for head in heads]
    if all(years) and len(set(years)) == len(years):
        return [year for year in years if year]
    return [" ".join(head.split()) or f"kolumn {at + 1}" for at, head in enumerate(heads)]


def single_year(head: str) -> str | None:
    """The year that a head or label names, if it names just one."""
    years = _YEAR.findall(head)
    return years[0] if len(years) == 1 else None


def kind_of(keys: Sequence[str]) -> SplitKind:
    """What the parts of these keys are: years, parties or items."""
    if all(single_year(key) == key for key in keys):
        return "year"
    return "party" if sum(is_party(key) for key in keys) * 2 > len(keys) else "item"


def value_of(scope: Scope, at: int | None) -> Decimal:
    """The value of an amount of a cell; 0 for an empty one."""
    return scope.amounts[at].mention.value if at is not None else Decimal(0)


def figure_of(scope: Scope, at: int | None) -> Figure | None:
    """An amount of a cell with the slack of its notation; `None` for an empty one."""
    if at is None:
        return None
    mention = scope.amounts[at].mention
    return Figure(mention.value, slack(mention))
