"""Which amounts a total may be at odds with, found without comparing all with all.

A memo states its total in the summary, the body and the decision: a handful of times. In a text
that holds nothing but totals each is compared with those nearest to it, so that the time grows with
the length of the text; `docs/verdicts.md` says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from heapq import merge
from operator import attrgetter
from typing import TypeVar

from swedoc.relate.clause import Element, is_total
from swedoc.relate.scope import Scope

NEAREST = 60
"""With how many amounts of one sort before it, and as many behind it, a total is compared."""

T = TypeVar("T")
amount_of = attrgetter("amount")


def nearest(places: Sequence[T], to: int, key: Callable[[T], int]) -> Sequence[T]:
    """Those that are nearest to an amount, of a sequence in reading order."""
    at = bisect_left(places, to, key=key)
    return places[max(0, at - NEAREST) : at + NEAREST]


def in_decision(scope: Scope, at: int) -> bool:
    """Whether an amount stands in what is decided, or proposed to be."""
    start = scope.amounts[at].mention.start
    return scope.reading.outline.section_at(start).kind == "decision"


def only_one(scope: Scope, element: Element) -> bool:
    """Whether an amount is the only one in its sentence."""
    return len(scope.clauses[element.sentence].elements) == 1


def agree(scope: Scope, one: int, other: int) -> bool:
    """Whether two figures can be the same amount, one of them rounded."""
    a, b = scope.amounts[one].mention, scope.amounts[other].mention
    return a.low <= b.high and b.low <= a.high


class Rivals:
    """Amounts that no split explains, by what lets them state another total for the same.

    That is the same years, or a place on the other side: one in the body, one in the decision.
    """

    def __init__(self, scope: Scope, elements: Sequence[Element]) -> None:
        self._scope = scope
        self._of_years: dict[tuple[int, frozenset[str]], list[Element]] = {}
        self._by_side: dict[tuple[int, bool], list[Element]] = {}
        for element in elements:
            matter = scope.amounts[element.amount].matter
            if len(element.keys) > 1:
                self._of_years.setdefault((matter, frozenset(element.keys)), []).append(element)
            if is_total(element) or only_one(scope, element):
                side = in_decision(scope, element.amount)
                self._by_side.setdefault((matter, side), []).append(element)

    def of(self, total: int, keys: frozenset[str]) -> Iterator[Element]:
        """Those that may be at odds with a total that is said of some years, in reading order."""
        matter = self._scope.amounts[total].matter
        alike = nearest(self._of_years.get((matter, keys), ()), total, amount_of)
        apart = self._by_side.get((matter, not in_decision(self._scope, total)), ())
        last = -1
        for element in merge(alike, nearest(apart, total, amount_of), key=amount_of):
            if element.amount > last:
                last = element.amount
                yield element


class Settled:
    """Stated totals, to be asked whether a figure can be one of them."""

    def __init__(self, scope: Scope, totals: Sequence[int]) -> None:
        self._scope = scope
        ordered = sorted((scope.amounts[at].mention.low, at) for at in set(totals))
        self._lows = [low for low, _ in ordered]
        # Of all that begin at or below each: the one that reaches highest, and the next but for it.
        self._reach: list[tuple[int, int]] = []
        first = second = -1
        for _, at in ordered:
            if first < 0 or self._high(at) > self._high(first):
                first, second = at, first
            elif second < 0 or self._high(at) > self._high(second):
                second = at
            self._reach.append((first, second))

    def _high(self, at: int) -> Decimal:
        return self._scope.amounts[at].mention.high

    def holds(self, amount: int) -> bool:
        """Whether an amount agrees with one of the totals that is not itself."""
        mention = self._scope.amounts[amount].mention
        below = bisect_right(self._lows, mention.high)
        if not below:
            return False
        highest = next(at for at in self._reach[below - 1] if at != amount)
        return highest >= 0 and self._high(highest) >= mention.low


class Values:
    """Which figures stand in the body and which in the decision."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._found: dict[tuple[Decimal, bool], list[int]] = {}
        for at, amount in enumerate(scope.amounts):
            self._found.setdefault((amount.mention.value, in_decision(scope, at)), []).append(at)

    def repeated(self, one: int, other: int) -> bool:
        """Whether the figure in question stands in the other part too, so that it is an amount of its own."""
        value = self._scope.amounts[other].mention.value
        again = self._found.get((value, not in_decision(self._scope, other)), ())
        return any(at not in (one, other) for at in again)
