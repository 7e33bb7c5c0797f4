"""Columns that are the product of two others: `Antal | À-pris | Belopp`, `Andel, % | Belopp`.

    Program       Elever   Terminspris      Belopp        52 × 56 500 is 2 938 000:
    Teknik            64        53 100   3 398 400        one row that is not what all
    Vård              52        56 500   2 838 000        the others are is a slip
    Bygg              30        81 200   2 436 000

No head has to say so: that most rows are the product, none of them trivially, is proof enough. Only the
rows that are not are told. What the rounding of a price or of a percentage explains is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, NamedTuple

from swedoc.facts import RateFact, ShareFact
from swedoc.relate.grid import Grid, Printed
from swedoc.relate.scope import Scope
from swedoc.relate.table import is_sum

_REACH = 4
"""How many columns of figures to the left of its product a factor may stand."""
_FEWEST = 2
"""How many rows must be the product, of all at least two in three."""
_FEWEST_EXACT = 3
"""How many rows must be so to the krona for the rest not to be put down to a rounded percentage."""
_HUNDRED = Decimal(100)
_TRIVIAL = frozenset((Decimal(0), Decimal(1)))
_SLIPS = frozenset((Decimal(10), Decimal(100), Decimal(1000)))

_Verdict = Literal["exact", "rounded", "wrong"]


class _Share(NamedTuple):
    """A percentage beside an amount, and whether it comes out."""

    verdict: _Verdict
    fact: ShareFact


def product_rates(scope: Scope, tables: Sequence[Grid]) -> Iterator[RateFact]:
    """The rows of each table whose amount is not the count times the price, as it is in the others."""
    for grid in tables:
        told: set[int] = set()
        for count, price, result in _factors(grid):
            for fact in _wrong_products(scope, grid, count, price, result):
                if fact.total not in told:
                    told.add(fact.total)
                    yield fact


def table_shares(scope: Scope, tables: Sequence[Grid]) -> Iterator[ShareFact]:
    """The rows of each table whose amount is not the percentage beside it: of the total, or of the row's own.

    `Stödandel | Belopp` is of the amount in the row with a hundred, `Kostnad | Stödandel | Stöd` of its cost.
    """
    for grid in tables:
        width = range(1, len(grid.columns))
        for column in (column for column in width if _is_percent(grid, column)):
            for result in width:
                yield from _told(_of_total(scope, grid, column, result))
            near = [c for c in width if abs(c - column) <= _REACH and c != column]
            for base, result in ((b, r) for r in near for b in near if b < r > column):
                yield from _told(_of_row(scope, grid, column, base, result))


def _factors(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Columns that may be count, price and product; the product stands to the right of both."""
    used = [c for c in range(1, len(grid.columns)) if any(row[c] is not None for row in grid.printed)]
    priced = {c for c in used if any(row[c] is not None for row in grid.amounts)}
    for place, result in enumerate(used):
        near = used[max(0, place - _REACH) : place]
        if result in priced:
            for price in near:
                if price in priced:
                    yield from ((count, price, result) for count in near if count != price)


def _wrong_products(scope: Scope, grid: Grid, count: int, price: int, result: int) -> Iterator[RateFact]:
    """The few rows whose result is not count times price, if it is in the most."""
    seen: set[tuple[Decimal, Decimal]] = set()
    wrong: list[RateFact] = []
    for label, cells, printed in zip(grid.rows, grid.amounts, grid.printed, strict=True):
        number, rate, total = printed[count], cells[price], cells[result]
        if number is None or number.percent or rate is None or total is None or is_sum(label):
            continue
        judged = _judged(scope, number, rate, total)
        pair = (number.value, scope.amounts[rate].mention.value)
        if judged == "wrong":
            wrong.append(RateFact(rate, number.value, (number.start, number.end), total))
            if len(wrong) > len(seen) + _FEWEST:
                return
        elif judged == "exact" and not _TRIVIAL.intersection(pair):
            seen.add(pair)
    if len(seen) >= _FEWEST and len(seen) >= 2 * len(wrong):
        yield from (fact for fact in wrong if not _more_factors(scope, fact))


def _judged(scope: Scope, number: Printed, rate: int, total: int) -> _Verdict:
    """Whether a total is count times price, to its last printed place or within the price's rounding."""
    price, whole = scope.amounts[rate].mention, scope.amounts[total].mention
    off = abs(number.value * price.value - whole.value) - whole.place / 2
    if off <= 0:
        return "exact"
    rounding = abs(number.value) * price.place / 2
    if number.place < 1:
        rounding += abs(price.value) * number.place / 2
    return "rounded" if off <= rounding else "wrong"


def _more_factors(scope: Scope, fact: RateFact) -> bool:
    """Whether a sum is so many times count by price, as for so many months: a factor that is not printed."""
    due = fact.count * scope.amounts[fact.rate].mention.value
    times = scope.amounts[fact.total].mention.value / due if due else Decimal(0)
    return times > 1 and times == times.to_integral_value() and times not in _SLIPS


def _is_percent(grid: Grid, column: int) -> bool:
    """Whether a column holds percentages: its cells or its head say so."""
    filled = [printed for row in grid.printed if (printed := row[column]) is not None]
    head = grid.columns[column].lower()
    said = "%" in head or "procent" in head or sum(p.percent for p in filled) * 2 > len(filled)
    return said and len(filled) > _FEWEST


def _of_total(scope: Scope, grid: Grid, column: int, result: int) -> list[_Share]:
    """Each row of a column of amounts against its percentage of the row that is the whole."""
    base: int | None = None
    found: list[_Share] = []
    for at in range(len(grid.rows) - 1, -1, -1):  # the whole stands below its parts
        percent, amount = grid.printed[at][column], grid.amounts[at][result]
        if percent is None or amount is None:
            continue
        if percent.value == _HUNDRED or (base is None and is_sum(grid.rows[at])):
            if base is not None:
                return []
            base = amount
        elif base is not None:
            found.append(_share(scope, percent, base, amount))
    return found


def _of_row(scope: Scope, grid: Grid, column: int, base: int, result: int) -> list[_Share]:
    """Each row against its percentage of another amount of the same row."""
    return [
        _share(scope, percent, whole, amount)
        for cells, printed in zip(grid.amounts, grid.printed, strict=True)
        if (percent := printed[column]) is not None
        and percent.value not in (0, _HUNDRED)
        and (whole := cells[base]) is not None
        and (amount := cells[result]) is not None
    ]


def _told(found: Sequence[_Share]) -> Iterator[ShareFact]:
    """The few that do not come out, if the most do."""
    exact = sum(share.verdict == "exact" for share in found)
    # Where all rows but one are their share to the krona, that one was not rounded either.
    strict = exact >= _FEWEST_EXACT and exact == len(found) - 1
    wrong = [one for one in found if one.verdict == "wrong" or (strict and one.verdict == "rounded")]
    if len(found) - len(wrong) >= max(_FEWEST, 2 * len(wrong)):
        for share in wrong:
            yield replace(share.fact, exact=strict)


def _share(scope: Scope, percent: Printed, base: int, amount: int) -> _Share:
    """A percentage of one amount against another."""
    whole, share = scope.amounts[base].mention, scope.amounts[amount].mention
    off = abs(whole.value * percent.value / _HUNDRED - share.value) - (whole.place + share.place) / 2
    rounding = abs(whole.value) * percent.place / 2 / _HUNDRED
    verdict: _Verdict = "exact" if off <= 0 else "rounded" if off <= rounding else "wrong"
    return _Share(verdict, ShareFact(percent.value, (percent.start, percent.end), base, amount))
