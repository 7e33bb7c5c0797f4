"""Tables without a row for their sum: it stands in the sentence that leads to them.

Projektets totala kostnad är 1 465 000 kr. Projektet finansieras på följande sätt:
   Region Mellanbygden      385 000 kr
   Ljusterbo kommun       1 080 000 kr
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swedoc.relate.grid import Grid, keys_of, kind_of
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, part
from swedoc.relate.table import has_sums


def tabled_series(scope: Scope, tables: Sequence[Grid]) -> Iterator[Series]:
    """The amounts of each table of one column that holds no sum of them, where a sentence leads to it."""
    for grid in tables:
        columns = {column for row in grid.amounts for column, at in enumerate(row) if at is not None}
        if len(columns) == 1 and not has_sums(grid):
            yield from _series(scope, grid, *columns)


def _series(scope: Scope, grid: Grid, column: int) -> Iterator[Series]:
    cells = [
        (label, at)
        for label, row in zip(grid.rows, grid.amounts, strict=True)
        if (at := row[column]) is not None
    ]
    first, last = (scope.amounts[at] for _, at in (cells[0], cells[-1]))
    if len(cells) < 2 or not _led_to(scope, first.sentence):
        return
    keys = keys_of([label for label, _ in cells])
    parts = tuple(part(key, scope.amounts[at].mention, at) for key, (_, at) in zip(keys, cells, strict=True))
    yield Series(
        kind_of(keys),
        parts,
        first.sentence,
        last.sentence,
        frozenset(at for _, at in cells),
        "list",
        first.mention.start,
        last.mention.end,
    )


def _led_to(scope: Scope, sentence: int) -> bool:
    """Whether the sentence or heading before the table says that it divides something: `Finansiering`."""
    if not sentence:
        return False
    return scope.clauses[sentence - 1].has("distribute")
