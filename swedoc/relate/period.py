"""Periods: the years that a total is said to be for, and numbers of years said beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from swedoc.facts import PeriodFact, SplitFact
from swedoc.lexicon import alternatives, load, pattern, with_endings
from swedoc.relate.clause import Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.years import Count, Years

REACH = 3
"""How many sentences before its parts a period may be stated."""
_YEAR = 12
_BEFORE = 25
"""How many characters before a number of years it may be said what it is of, if the years come after it."""
_WIDE = 80
"""How many at most, if the years come before it."""
_GRAMMAR = load("grammar")
_OTHER_STEM = pattern(
    rf"(?<!\p{{L}}) {with_endings(_GRAMMAR['other_duration']['words'])}", name="what lasts so many years"
)
_OTHER = pattern(
    rf"""(?<!\p{{L}}) (?: {with_endings(_GRAMMAR["other_duration"]["words"])}
      | {alternatives(_GRAMMAR["other_duration_before"]["words"])} \s++ $ )""",
    name="number of years of something else",
)


def with_period(scope: Scope, split: SplitFact) -> SplitFact:
    """The split with the period that the text states for it, if it states one."""
    if split.kind != "year" or split.source != "text" or not all(p.key.isdigit() for p in split.parts):
        return split
    stated = _stated(scope, split)
    if stated is None:
        return split
    whole = split.exhaustive or (split.total is not None and stated.keys == tuple(p.key for p in split.parts))
    return replace(split, period=stated.keys, period_span=(stated.start, stated.end), exhaustive=whole)


def _stated(scope: Scope, split: SplitFact) -> Years | None:
    parts = [p.amount for p in split.parts if p.amount is not None]
    if split.total is not None:
        own = scope.elements[split.total].years if split.total in scope.elements else None
        if own is not None and len(own.keys) > 1 and not own.school_year:
            return own
    if not parts:
        return None
    last = scope.amounts[parts[0]].sentence
    near = scope.clauses[max(0, last - REACH) : last + 1]
    told = [scope.elements[at] for at in parts if at in scope.elements]
    told += [e for clause in near for e in clause.elements if not _states_period(e)]
    taken = {e.years.start for e in told if e.years}
    section = scope.clauses[last].sentence.section
    for at in range(last, max(-1, last - REACH - 1), -1):
        clause = scope.clauses[at]
        if clause.sentence.section != section:
            continue
        if at != last and not clause.has("lasts"):
            continue
        for years in reversed(clause.years):
            single = len(years.keys) < 2 or years.school_year or years.ordinal
            if not single and years.start not in taken:
                return years
    return _of_the_same_sum(scope, split)


def _of_the_same_sum(scope: Scope, split: SplitFact) -> Years | None:
    """The period said of the same sum elsewhere: `under 2019–2021 till en kostnad om A` in the decision."""
    if split.total is None:
        return None
    total = scope.amounts[split.total]
    said = scope.periods.get((total.matter, total.mention.value), ())
    return next((period for at, period in said if at != split.total), None)


def _states_period(element: Element) -> bool:
    """Whether the years of an amount are the period of a whole, not those of a part."""
    several = element.years is not None and len(element.keys) > 1 and not element.years.listed
    return is_total(element) or several


def period_facts(scope: Scope) -> Iterator[PeriodFact]:
    """`i fyra år under perioden 2022–2024`: a number of years with the years themselves beside it."""
    for clause in scope.clauses:
        for count in clause.counts:
            near = [
                years for years in clause.years
                if len(years.keys) > 1 and not years.ordinal and not years.school_year and _whole_years(years)
                and (years.start >= count.end or years.end <= count.start)
            ]  # fmt: skip
            if not near:
                continue
            years = min(near, key=lambda one: min(abs(one.start - count.end), abs(count.start - one.end)))
            length = sum(years.months) // _YEAR or len(years.keys)
            if count.number != length and any(other.number == length for other in clause.counts):
                continue  # "på tio år, 2024–2033, med räntan bunden i tre år"
            if not _of_something_else(scope, count, years):
                yield PeriodFact(count.number, length, (years.start, years.end), (count.start, count.end))


def _whole_years(years: Years) -> bool:
    """Whether a period between two days is a number of whole years."""
    return sum(years.months) % _YEAR == 0


def _of_something_else(scope: Scope, count: Count, years: Years) -> bool:
    """Whether a number of years is how long something else lasts: `2024–2027, med förlängning i två år`."""
    lower = scope.reading.document.lower
    if lower.startswith("av ", count.end + 1):
        return True  # some of them
    begin = max(years.end, count.start - _WIDE) if years.end <= count.start else count.start - _BEFORE
    if _OTHER_STEM.search(lower, count.end, min(len(lower), count.end + _BEFORE)):
        return True  # "den femåriga avskrivningen"
    return _OTHER.search(lower, max(0, begin), count.start) is not None
