"""Sums that are decided on and stand in the body only with a slip of the pen: `6 845 kr` for `6 845 tkr`.

What is decided on has been told before. A sum of the decision that the body does not have, but for two
neighbouring digits or a unit of a thousand, is that sum of the body: the more digits it has, the
less can be chance, and the fewer words must the two sentences have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from swedoc.arithmetic import TELLING, THOUSAND, counting, neighbours_swapped, transposed
from swedoc.facts import Conflict, SplitFact
from swedoc.relate.rival import in_decision, nearest, only_one
from swedoc.relate.scope import Scope

_APART = frozenset(("history", "applied", "excluded", "alternative"))

Key = tuple[int, str, str]
"""The matter, the currency and the digits that count, in order of size."""


def misprints(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    """Each decided sum that the body has in another writing, with the split that makes that of the body."""
    decided: dict[Key, list[int]] = {}
    body: dict[Key, list[int]] = {}
    values: tuple[set[Decimal], set[Decimal]] = set(), set()
    for at, amount in enumerate(scope.amounts):
        side = in_decision(scope, at)
        values[side].add(amount.mention.value)
        if not amount.mention.per and amount.status not in _APART:
            (decided if side else body).setdefault(_key(scope, at), []).append(at)
    made = {split.total: place for place, split in enumerate(splits) if _comes_out(scope, split)}
    for key, found in decided.items():
        for at in found:
            if at not in scope.elements or _value(scope, at) in values[False]:
                continue
            for other in nearest(body.get(key, ()), at, key=int):
                split = made.get(other)
                if _value(scope, other) not in values[True] and _slipped(scope, other, at, split is not None):
                    yield Conflict(other, at, "body_decision", "plain", split)
                    break


def _key(scope: Scope, at: int) -> Key:
    amount = scope.amounts[at]
    return amount.matter, amount.mention.currency, "".join(sorted(counting(amount.mention.value)))


def _value(scope: Scope, at: int) -> Decimal:
    return scope.amounts[at].mention.value


def _comes_out(scope: Scope, split: SplitFact) -> bool:
    """Whether the parts of a split make its total exactly."""
    if split.total is None or split.kind == "year":
        return False
    return sum((p.value or 0 for p in split.parts), Decimal(0)) == _value(scope, split.total)


def _slipped(scope: Scope, one: int, other: int, made: bool) -> bool:
    """Whether a sum of the decision is one of the body with a slip, rather than another sum."""
    first, second = _value(scope, one), _value(scope, other)
    common = _in_common(scope, one, other)
    if made and only_one(scope, scope.elements[other]) and common and transposed(second, first):
        return True  # the body works it out
    if not (first in (second * THOUSAND, second / THOUSAND) or neighbours_swapped(first, second)):
        return False
    return len(counting(first)) + common >= TELLING


def _in_common(scope: Scope, one: int, other: int) -> int:
    """How many telling words a sentence of the decision shares with one of the body, or that before it."""
    told = scope.purposes.of(scope.amounts[other].sentence)
    at = scope.amounts[one].sentence
    body = scope.purposes.of(at) | scope.purposes.of(max(0, at - 1))
    return sum(any(a.startswith(b) or b.startswith(a) for b in body) for a in told)  # teater, teatern
