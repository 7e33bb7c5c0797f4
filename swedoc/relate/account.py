"""Accounts: what there was, what came and went, and what is left.

    Ingående behållning 2019-01-01       86 340
    Medlemsavgifter                     210 000
    Provtagning                        -209 500
    Utgående behållning 2019-12-31       86 840

The opening balance and everything between make the closing one. Where what went out is printed with its
minus, an account that does not come out is told; without it, words like `Utbetalningar` may say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swedoc.arithmetic import Figure, agrees
from swedoc.facts import PartFact, SplitFact
from swedoc.lexicon import alternatives, load, pattern
from swedoc.relate.grid import Grid, figure_of, value_of
from swedoc.relate.scope import Scope
from swedoc.relate.table import is_sum

_WORDS = load("tables")
_BALANCE = alternatives(_WORDS["balance"]["words"])
_OPENING = pattern(
    rf"^[\s\d.,)]*+ (?: {alternatives(_WORDS['opening']['words'])} | IB\b"
    rf" | (?:{_BALANCE}) \p{{L}}*+ .{{0,20}}? \b {alternatives(_WORDS['opening_time']['words'])} )",
    ignore_case=True,
    name="opening balance",
)
_CLOSING = pattern(
    rf"^[\s\d.,)]*+ (?: {alternatives(_WORDS['closing']['words'])} | UB\b"
    rf" | (?:{_BALANCE}) \p{{L}}*+ .{{0,20}}? \b {alternatives(_WORDS['closing_time']['words'])} )",
    ignore_case=True,
    name="closing balance",
)
_OUTGOING = pattern(
    rf"(?<!\p{{L}}) {alternatives(_WORDS['outgoing']['words'])}", ignore_case=True, name="what went out"
)


def account_splits(scope: Scope, tables: Sequence[Grid]) -> Iterator[SplitFact]:
    """Each account of each table: the opening balance and what came and went as parts of the closing one."""
    for grid in tables:
        opening: int | None = None
        for at, label in enumerate(grid.rows):
            if _OPENING.search(label):
                opening = at
            elif opening is not None and _CLOSING.search(label):
                for column in range(1, len(grid.columns)):
                    split = _account(scope, grid, column, opening, at)
                    if split is not None:
                        yield split
                opening = None


def _account(scope: Scope, grid: Grid, column: int, opening: int, closing: int) -> SplitFact | None:
    """One account in one column; `None` if it cannot be told whether it comes out."""
    total = grid.amounts[closing][column]
    filled = [at for at in range(opening, closing) if grid.amounts[at][column] is not None]
    whole = figure_of(scope, total)
    if whole is None or total is None or len(filled) < 2 or filled[0] != opening:
        return None
    flows = [at for at in filled if not is_sum(grid.rows[at])]
    for rows in (flows, [opening, *(at for at in filled[1:] if is_sum(grid.rows[at]))]):
        for signs in (_printed(rows), _by_words(scope, grid, column, rows)):
            if len(rows) > 1 and agrees(_figures(scope, grid, column, rows, signs), whole):
                return _split(scope, grid, column, rows, signs, total)
    signed = any(value_of(scope, grid.amounts[at][column]) < 0 for at in flows[1:])
    if signed and len(flows) == len(filled):
        return _split(scope, grid, column, flows, _printed(flows), total)
    return None


def _printed(rows: Sequence[int]) -> list[int]:
    return [1] * len(rows)


def _by_words(scope: Scope, grid: Grid, column: int, rows: Sequence[int]) -> list[int]:
    """The signs that the labels give to figures printed without: `Utbetalningar` are taken off."""
    return [
        -1
        if place and value_of(scope, grid.amounts[at][column]) > 0 and _OUTGOING.search(grid.rows[at])
        else 1
        for place, at in enumerate(rows)
    ]


def _figures(
    scope: Scope, grid: Grid, column: int, rows: Sequence[int], signs: Sequence[int]
) -> list[Figure]:
    pairs = zip(rows, signs, strict=True)
    return [f.times(sign) for at, sign in pairs if (f := figure_of(scope, grid.amounts[at][column]))]


def _split(
    scope: Scope, grid: Grid, column: int, rows: Sequence[int], signs: Sequence[int], total: int
) -> SplitFact:
    figures = _figures(scope, grid, column, rows, signs)
    parts = tuple(
        PartFact(grid.rows[at], figure.value, figure.slack, grid.amounts[at][column])
        for at, figure in zip(rows, figures, strict=True)
    )
    return SplitFact(
        "item", parts, total, "table_account", "plain",
        exhaustive=True, label=grid.columns[column] or None, source="table", axis="column",
    )  # fmt: skip
