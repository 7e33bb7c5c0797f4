"""Rates times counts: `30 platser à 98 000 kronor, totalt 2 940 000 kronor`."""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.facts import RateFact
from swedoc.mentions import NumberMention
from swedoc.relate.clause import Clause, Element
from swedoc.relate.scope import Scope
from swedoc.relate.series import MONTHS, is_total

_STEM = 4
_NOUN = 12
"""How far behind a count its noun may reach, in characters."""
_OF_TIME = frozenset(("år", *MONTHS))


def rates(scope: Scope) -> Iterator[RateFact]:
    """Each rate per thing beside one count of the thing and the total said to come of it."""
    for clause in scope.clauses:
        found = [e for e in clause.elements if e.money.per and e.money.per.split()[0] not in _OF_TIME]
        if len(found) != 1:
            continue
        rate = found[0]
        total = _total(scope, clause, rate)
        if total is None:
            continue
        counts = _counts(scope, clause, rate) or _counts(scope, scope.clauses[total.sentence], rate)
        if len(counts) == 1 and counts[0].value is not None:
            count = counts[0]
            yield RateFact(rate.amount, counts[0].value, (count.start, count.end), total.amount)


def _counts(scope: Scope, clause: Clause, rate: Element) -> list[NumberMention]:
    """How many there are of what the rate is per: `52 elever` for "per elev"; of any, for "à"."""
    text = scope.reading.text
    sentence = clause.sentence
    unit = (rate.money.per or "")[:_STEM].lower()
    found = [
        m
        for m in scope.reading.claims.within(sentence.start, sentence.end)
        if isinstance(m, NumberMention) and m.kind in ("count", "measure") and m.value
    ]
    return [m for m in found if unit in text[m.start : m.end + _NOUN].lower()] or [
        m for m in found if len(found) == 1 and m.end <= rate.money.start and clause.index == rate.sentence
    ]


def _total(scope: Scope, clause: Clause, rate: Element) -> Element | None:
    """The amount behind the rate, announced as a total or as what it comes to."""
    behind = [e for e in clause.elements if e.money.start > rate.money.end and not e.money.per]
    if len(behind) == 1:
        return behind[0] if is_total(behind[0]) or "equals" in behind[0].cues else None
    before = [e for e in clause.elements if e.money.end < rate.money.start and not e.money.per]
    if len(before) == 1 and not behind and is_total(before[0]):
        return before[0]
    if behind or before or clause.index + 1 >= len(scope.clauses):
        return None
    below = scope.clauses[clause.index + 1].elements
    if len(below) != 1 or below[0].money.per:
        return None
    announced = is_total(below[0]) or below[0].before & {"frame", "equals", "new_sum"}
    return below[0] if announced else None
