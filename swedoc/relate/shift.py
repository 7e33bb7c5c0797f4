"""Columns that follow from each other: `Budget | Ändring | Ny budget`, `Budget | Utfall | Avvikelse`.

`Budget 2011 | Löner | Volym | Besparing | Budget 2012` too, where the last is the sum of all before it, and
`Årets utgift | Ackumulerat`, where each row adds to the one above.

The heads only say that two columns may make a third; that they do, most rows have to show. A row that
then does not come out is a slip, or a row of income whose deviation has the other sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from swedoc.arithmetic import Figure, agrees
from swedoc.facts import PartFact, SplitFact
from swedoc.lexicon import alternatives, load, pattern
from swedoc.relate.grid import Grid, figure_of, keys_of, kind_of
from swedoc.relate.scope import Scope
from swedoc.relate.table import names_sum

_WORDS = load("tables")
_CHANGE = pattern(
    rf"\b{alternatives(_WORDS['change']['words'])} | \+/[-–]", ignore_case=True, name="head of changes"
)
_DEVIATION = pattern(
    rf"\b{alternatives(_WORDS['deviation']['words'])}", ignore_case=True, name="head of deviations"
)
_ACCUMULATED = pattern(
    rf"(?<!\w){alternatives(_WORDS['accumulated']['words'])}(?!\w)",
    ignore_case=True,
    name="head of what adds up",
)
_FEWEST = 2
"""How many rows of changes must come out, of all at least half."""
_FEWEST_DEVIATIONS = 4
"""How many rows of deviations must come out, of all at least four in five: signs are not always kept."""


_FEWEST_RUNNING = 3
"""How many rows must come out, of all at least two in three, for a last column to be the sum of the rest."""


class _Relation(NamedTuple):
    """Two columns that make a third, one of them taken off if its sign is -1."""

    first: int
    second: int
    sign: int
    result: int

    @property
    def columns(self) -> tuple[int, int, int]:
        """All three."""
        return self.first, self.second, self.result

    @property
    def terms(self) -> tuple[tuple[int, int], ...]:
        """The two columns that make the third, each with its sign."""
        return (self.first, 1), (self.second, self.sign)


def shift_splits(scope: Scope, tables: Sequence[Grid]) -> Iterator[SplitFact]:
    """The rows of each table with a column of changes; of deviations, only those that do not come out."""
    for grid in tables:
        used = [c for c in range(len(grid.columns)) if any(row[c] is not None for row in grid.amounts)]
        for place, column in enumerate(used):
            head = grid.columns[column]
            if _CHANGE.search(head):
                yield from _changes(scope, grid, used, place)
            elif _DEVIATION.search(head) and place > 1:
                yield from _deviations(scope, grid, used[place - 2], used[place - 1], column)
            elif _ACCUMULATED.search(head) and place:
                yield from _accumulated(scope, grid, used[place - 1], column)
        if len(used) > 3 and not names_sum(grid.columns[used[-1]]):
            yield from _running(scope, grid, used[:-1], used[-1])


def _running(scope: Scope, grid: Grid, terms: Sequence[int], result: int) -> Iterator[SplitFact]:
    """Rows whose last figure is the sum of all the others, which no head says."""
    filled = [at for at, row in enumerate(grid.amounts) if row[result] is not None]
    parts = [[(column, 1) for column in terms if grid.amounts[at][column] is not None] for at in filled]
    wide = [(at, columns) for at, columns in zip(filled, parts, strict=True) if len(columns) > 2]
    right = sum(_makes(scope, grid, at, columns, result) for at, columns in wide)
    if right >= _FEWEST_RUNNING and right * 3 >= len(wide) * 2:
        yield from (_row_split(scope, grid, at, columns, result) for at, columns in wide)


def _accumulated(scope: Scope, grid: Grid, column: int, result: int) -> Iterator[SplitFact]:
    """What the rows add up to at the last of them, and at the first that says something else."""
    rows: list[tuple[int, Figure, Figure]] = []
    for at, cells in enumerate(grid.amounts):
        own, told = figure_of(scope, cells[column]), figure_of(scope, cells[result])
        if own is not None and told is not None:
            rows.append((at, own, told))
    come_to = accumulate(
        (own for _, own, _ in rows),
        lambda one, other: Figure(one.value + other.value, one.slack + other.slack),
    )
    wrong = [
        place for place, ((_, _, told), due) in enumerate(zip(rows, come_to, strict=True))
        if not agrees([due], told)
    ]  # fmt: skip
    if len(rows) < _FEWEST_RUNNING or len(wrong) * 2 > len(rows) or wrong[:1] == [0]:
        return
    keys = keys_of([grid.rows[at] for at, _, _ in rows])
    parts = tuple(
        PartFact(key, own.value, own.slack, grid.amounts[at][column])
        for key, (at, own, _) in zip(keys, rows, strict=True)
    )
    last = len(rows) - 1
    for place in {*wrong[:1], *([] if last in wrong else [last])}:
        yield SplitFact(
            kind_of(keys), parts[: place + 1], grid.amounts[rows[place][0]][result], "table_accumulated",
            "plain", exhaustive=True, label=grid.columns[result] or None, source="table", axis="column",
        )  # fmt: skip


def _makes(scope: Scope, grid: Grid, row: int, terms: Sequence[tuple[int, int]], result: int) -> bool:
    """Whether the terms of a row, each with its sign, make its result."""
    cells = grid.amounts[row]
    whole = figure_of(scope, cells[result])
    figures = [f.times(sign) for column, sign in terms if (f := figure_of(scope, cells[column])) is not None]
    return whole is not None and agrees(figures, whole)


def _changes(scope: Scope, grid: Grid, used: Sequence[int], place: int) -> Iterator[SplitFact]:
    """`Budget | Ändring | Ny budget`, or `Budget | Ny budget | Ändring`."""
    column = used[place]
    orders = []
    if 0 < place < len(used) - 1:
        orders.append(_Relation(used[place - 1], column, 1, used[place + 1]))
    if place > 1:
        orders.append(_Relation(used[place - 2], column, 1, used[place - 1]))
    for relation in orders:
        rows = _rows(grid, relation)
        right = [row for row in rows if _comes_out(scope, grid, row, relation)]
        if len(right) >= _FEWEST and len(right) * 2 >= len(rows):
            yield from (_split(scope, grid, row, relation) for row in rows)
            return


def _deviations(scope: Scope, grid: Grid, first: int, second: int, column: int) -> Iterator[SplitFact]:
    """`Budget | Utfall | Avvikelse`: the rows where the third is not what the first two differ by."""
    ways = [_Relation(first, second, -1, column), _Relation(second, first, -1, column)]
    rows = _rows(grid, ways[0])
    wrong = [row for row in rows if not any(_comes_out(scope, grid, row, way) for way in ways)]
    right = len(rows) - len(wrong)
    if right >= _FEWEST_DEVIATIONS and right * 5 >= len(rows) * 4:
        usual = max(ways, key=lambda way: sum(_comes_out(scope, grid, row, way) for row in rows))
        yield from (_split(scope, grid, row, usual) for row in wrong)


def _rows(grid: Grid, relation: _Relation) -> list[int]:
    """The rows that are filled in all three columns."""
    return [
        at
        for at, row in enumerate(grid.amounts)
        if all(row[column] is not None for column in relation.columns)
    ]


def _comes_out(scope: Scope, grid: Grid, row: int, relation: _Relation) -> bool:
    return _makes(scope, grid, row, relation.terms, relation.result)


def _split(scope: Scope, grid: Grid, row: int, relation: _Relation) -> SplitFact:
    return _row_split(scope, grid, row, relation.terms, relation.result)


def _row_split(
    scope: Scope, grid: Grid, row: int, terms: Sequence[tuple[int, int]], result: int
) -> SplitFact:
    """One row: its terms, each with its sign, and what they make."""
    cells = grid.amounts[row]
    parts = []
    for column, sign in terms:
        figure = figure_of(scope, cells[column])
        assert figure is not None
        parts.append(PartFact(grid.columns[column], figure.value * sign, figure.slack, cells[column]))
    return SplitFact(
        "item", tuple(parts), cells[result], "table_shift", "plain",
        exhaustive=True, label=grid.rows[row] or None, source="table", axis="row",
    )  # fmt: skip
