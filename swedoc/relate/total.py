"""Which stated amount a series of parts is said to make.

Candidates are ranked by how plainly the grammar ties them to the parts: the same sentence before
the next, a word like "totalt" before none, the same period before another. Where several are
possible the one that adds up is meant; where the grammar is plain it stands even if it does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from swedoc.arithmetic import HEDGED, Figure, agrees
from swedoc.facts import Certainty, ScopedAmount
from swedoc.mentions import MoneyMention
from swedoc.relate.clause import Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, slack
from swedoc.relate.tie import FAR, NEAR, REACH, Tie, announces, divided_later, opens_division, tie

WIDEST = 60
"""How many sentences may lie between parts and a total that names no years."""
NEAREST = 16
"""How many sums of a sort, on either side, may be asked whether they are the total of some parts."""
SURE_EXCESS = 60
"""The rank from which parts that exceed a likely total contradict it."""

_VAT = tuple(Decimal(rate) for rate in ("1.25", "1.12", "1.06", "0.8"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount that may be the total of a series; a higher `rank` is a closer tie."""

    amount: int
    value: Decimal
    certainty: Certainty
    rank: int
    rule: str


def candidates(scope: Scope, series: Series) -> list[Candidate]:
    """The amounts that may be the total of a series, closest tie first."""
    traits = _traits(scope, series)
    found = [
        c
        for at in _in_reach(scope, series, traits)
        if (c := _candidate(scope, series, traits, at)) is not None
    ]
    return sorted(found, key=lambda c: (-c.rank, abs(scope.amounts[c.amount].mention.start - series.start)))


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is asked of the parts of a series for each candidate, found once."""

    kinds: frozenset[tuple[int, str]]
    statuses: frozenset[str]
    keys: frozenset[str]
    open_ended: bool
    rates: bool
    divide: bool  # their sentence begins by dividing what was told before it


def _traits(scope: Scope, series: Series) -> _Traits:
    parts = [scope.amounts[at] for at in series.amounts]
    return _Traits(
        frozenset((part.matter, part.mention.currency) for part in parts),
        frozenset(part.status for part in parts),
        frozenset(series.keys),
        series.kind == "year" and any(key.endswith("-") for key in series.keys),
        _are_rates(scope, series),
        opens_division(scope, series),
    )


def _in_reach(scope: Scope, series: Series, traits: _Traits) -> list[int]:
    """The amounts that `tie` may find tied to the parts, in reading order.

    They stand beside the parts or in the sentences before that these divide, are said of just their
    years, or are totals that name no years. Of each sort the `NEAREST` on either side count: no
    memo tells that many other sums between parts and their total, and in a text of nothing but sums
    every part would have all of them for candidates.
    """
    if series.whole is not None:
        return [series.whole]
    ahead = FAR if traits.divide else REACH if series.kind == "year" else NEAR
    low, high = _first_in(scope, series.first - ahead), _first_in(scope, series.last + REACH + 1)
    first, last = min(series.amounts, default=None), max(series.amounts, default=None)
    if first is None or last is None:
        first = last = bisect_left(scope.amounts, series.start, key=_start)
    prose = scope.prose
    begin, end = bisect_left(prose, first) - NEAREST, bisect_right(prose, last) + NEAREST
    found = {at for at in prose[max(0, begin) : end] if low <= at < high}
    if series.of_which is not None:
        found.add(series.of_which)
    if series.kind == "year":
        low, high = _first_in(scope, series.first - WIDEST), _first_in(scope, series.last + WIDEST + 1)
        totals = [at for at in _nearest(scope.totals, first) if low <= at < high and at not in found]
        if series.derived is None:  # one afar that names no years counts only if it may be their sum
            made = Figure(abs(series.sum), sum((part.slack for part in series.parts), Decimal(0)))
            totals = [at for at in totals if _comes_near(scope.amounts[at].mention, made)]
        found.update(totals)
        found.update(_nearest(scope.of_years.get(frozenset(series.keys), ()), first))
    return sorted(found)


def _comes_near(mention: MoneyMention, made: Figure) -> bool:
    """Whether an amount may be what parts come to, whatever their signs."""
    value = abs(mention.value)
    leeway = made.slack + slack(mention)
    if mention.hedge is not None:
        leeway = max(leeway, value * HEDGED)
    return abs(value - made.value) <= leeway


def _first_in(scope: Scope, sentence: int) -> int:
    """The first amount in a sentence or behind it."""
    return bisect_left(scope.amounts, sentence, key=_sentence)


def _nearest(places: Sequence[int], to: int) -> Sequence[int]:
    """Those amounts that are nearest to one, before and behind it."""
    at = bisect_left(places, to)
    return places[max(0, at - NEAREST) : at + NEAREST]


def _sentence(amount: ScopedAmount) -> int:
    return amount.sentence


def _start(amount: ScopedAmount) -> int:
    return amount.mention.start


def adds_up(scope: Scope, series: Series) -> Callable[[Candidate], bool]:
    """What says whether the parts and a total agree within their notation."""
    if series.derived is not None:
        told = series.sum
        return lambda candidate: told <= candidate.value
    figures = [Figure(p.value, p.slack) for p in series.parts if p.value is not None]
    return partial(come_to, scope, figures)


def come_to(scope: Scope, figures: Sequence[Figure], candidate: Candidate) -> bool:
    """Whether figures add up to a total within their notation."""
    mention = scope.amounts[candidate.amount].mention
    whole = Figure(candidate.value, slack(mention))
    return agrees(figures, whole, hedged=mention.hedge is not None)


def apart_by_vat(scope: Scope, series: Series, candidate: Candidate) -> bool:
    """Whether total and parts differ by VAT alone, so that one is with it and the other without."""
    clauses = scope.clauses
    first = clauses[min(series.first, scope.amounts[candidate.amount].sentence)].sentence
    last = clauses[min(series.last + REACH, len(clauses) - 1)].sentence
    at = bisect_left(scope.vat, first.start)
    said = at < len(scope.vat) and scope.vat[at] < last.end
    return said and any(series.sum * rate == candidate.value for rate in _VAT)


def _candidate(scope: Scope, series: Series, traits: _Traits, at: int) -> Candidate | None:
    element = scope.elements.get(at)
    if element is None or at in series.amounts:
        return None
    amount = scope.amounts[at]
    if not traits.kinds <= {(amount.matter, amount.mention.currency)}:
        return None
    divided = (
        traits.divide and element.sentence == series.first - 1
    )  # "Utgiften blev A. Den fördelar sig på …"
    if series.whole != at and not divided and _other_status(amount.status, traits.statuses, element, series):
        return None
    if _other_kind(scope, series, traits, element):
        return None
    if series.derived and scope.clauses[element.sentence].has("new_sum"):
        return None  # what remains is of what is divided now, not of that and earlier sums
    if series.whole is not None and series.whole != at:
        return None
    said: Tie = ("plain", 100, "said_of_it")
    told = said if at in (series.whole, series.of_which) else tie(scope, series, element)
    if told is None and traits.divide:
        told = divided_later(scope, series, element)
    if told is None:
        return None
    certainty, rank, rule = told
    if certainty != "plain" and _outdone(series, element):
        return None
    if certainty == "likely" and rank >= SURE_EXCESS and _exceeded(series, element):
        if _made_there(scope, series, element):
            return None
        certainty = "plain"
    if series.loose:
        certainty, rank = "open", rank // 2
    return Candidate(at, _signed(element, series), certainty, rank, rule)


def _exceeded(series: Series, element: Element) -> bool:
    """Whether parts come to more than what is said, there or as a total, to be their whole: they cannot."""
    said = is_total(element) or element.sentence == series.first
    return said and series.sum > element.money.value > 0


def _made_there(scope: Scope, series: Series, element: Element) -> bool:
    """Whether the other amounts of its own sentence make a total, so that the next need not divide it."""
    others = [e for e in scope.clauses[element.sentence].told if e is not element and not is_total(e)]
    if series.first <= element.sentence or len(others) < 2:
        return False
    return sum(e.money.value for e in others) == element.money.value


def _outdone(series: Series, element: Element) -> bool:
    """Whether an amount is less than each of the parts, or has the other sign: it is no total of them."""
    values = [p.value for p in series.parts if p.value is not None]
    if len(values) < 2 or min(values) <= 0:
        return False
    return element.money.value < 0 or (not is_total(element) and min(values) > element.money.value > 0)


def _signed(element: Element, series: Series) -> Decimal:
    """The value of a total, negative if a word says so: `ett underskott på 4,3 mnkr`."""
    value = element.money.value
    negative = (
        "deficit" in element.before and value > 0 and any(p.value and p.value < 0 for p in series.parts)
    )
    return -value if negative else value


def _other_kind(scope: Scope, series: Series, traits: _Traits, element: Element) -> bool:
    """Whether the amount cannot be a whole for these parts: a rate, or a part of another year."""
    own = element.amount == series.of_which
    if bool(element.per) != traits.rates and not own and not _divided_here(scope, series, element):
        return True
    if traits.open_ended:
        return True  # without end: no sum
    if "compared" in element.before and not is_total(element) and not own:
        return True
    if element.amount == series.whole:
        return False
    beside = len(scope.clauses[element.sentence].elements) > 1
    if element.each != "joint" and beside and not is_total(element):
        return True  # said of each of several years beside others: a part
    keys = set(element.keys)
    if series.kind == "year" and keys:
        return not keys & traits.keys or (keys < traits.keys and len(keys) == 1)
    return False


def _divided_here(scope: Scope, series: Series, element: Element) -> bool:
    """`4,3 mnkr per år, varav hyra 1,9 mnkr …`, `A och B, tillsammans C per år`: so are the parts, unsaid."""
    if series.kind == "year" or not 0 <= series.first - element.sentence <= 1:
        return False
    clause = scope.clauses[element.sentence]
    if is_total(element) and series.first == series.last == element.sentence:
        return clause.elements[-1] is element and element.money.start > series.start
    if element.sentence < series.first:
        return announces(scope, clause, element)
    if element.money.start > series.start:
        return False
    gap = scope.reading.text[element.money.end : series.start]
    divides = any(c.kind == "distribute" and element.money.end <= c.start < series.start for c in clause.cues)
    return divides or ":" in gap


def _are_rates(scope: Scope, series: Series) -> bool:
    """Whether the parts are rates that their whole must be too (years turn a rate into sums)."""
    if series.kind == "year" or series.rule == "addition":
        return False
    return any(scope.amounts[at].mention.per for at in series.amounts)


def _other_status(status: str, parts: frozenset[str], element: Element, series: Series) -> bool:
    """History against proposal, applied against granted, one alternative against another."""
    if status == "excluded" or "excluded" in parts:
        return True
    if status == "applied":
        return "applied" not in parts and not series.first <= element.sentence <= series.last
    if status == "history":
        return "history" not in parts and not (
            is_total(element) and series.first <= element.sentence <= series.last
        )
    return (
        "history" in parts and not is_total(element) and not series.first <= element.sentence <= series.last
    )
