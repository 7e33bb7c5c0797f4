"""Series: amounts that the grammar ties together as parts of one whole.

A year series is a run of amounts each said of its own year; an item series a run of amounts each
said of its own party or purpose. A series does not yet know its total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from swedoc.facts import PartFact
from swedoc.mentions import MoneyMention
from swedoc.records import Derived, SplitKind
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.years import Years

MONTHS = {"månad": 1, "kvartal": 3, "termin": 6, "halvår": 6}
"""The length in months of what a rate may be per, short of a year."""
_DERIVED: dict[str, Derived] = {"år": "per_year", "månad": "per_month", "halvår": "per_half_year"}


@dataclass(frozen=True, slots=True)
class Series:
    """Parts in reading order, the sentences they stand in (`first`–`last`), the amounts they use.

    `of_which` is the amount that the parts are said to be of ("varav"), `whole` one that the
    construction itself names as their sum. `derived` tells that a part waits for the total: what
    remains of it, or an equal share. `loose` marks a reading that the grammar only allows: it is
    believed if it adds up. `ambiguous`: an amount said of several years may be their sum, so that a sum
    that does not come out proves nothing.
    """

    kind: SplitKind
    parts: tuple[PartFact, ...]
    first: int
    last: int
    amounts: frozenset[int]
    rule: str
    start: int
    end: int
    of_which: int | None = None
    whole: int | None = None
    derived: Derived | None = None
    loose: bool = False
    ambiguous: bool = False
    period: Years | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the parts, in order."""
        return tuple(part.key for part in self.parts)

    @property
    def sum(self) -> Decimal:
        """The sum of the parts that have a value."""
        return sum((p.value for p in self.parts if p.value is not None), Decimal(0))


def slack(money: MoneyMention) -> Decimal:
    """Half the width of the interval that a figure stands for."""
    return (money.high - money.low) / 2


def part(
    key: str, money: MoneyMention, amount: int, factor: int = 1, derived: Derived | None = None
) -> PartFact:
    """A part made of one amount, counted `factor` times."""
    return PartFact(key, money.value * factor, slack(money) * factor, amount, derived)


def year_series(scope: Scope) -> Iterator[Series]:
    """Every run of amounts said of different years: in one sentence, then over neighbouring ones."""
    found = [series for clause in scope.clauses for series in _of_clause(scope, clause)]
    yield from (series for series in found if len(series.parts) > 1 and _whole(series))
    yield from _merged(scope, found)
    for clause in scope.clauses:
        yield from _equal_years(clause)
        yield from _inherited(scope, clause)


def _whole(series: Series) -> bool:
    return bool(series.amounts) and not any(p.derived == "same" and p.value is None for p in series.parts)


def _of_clause(scope: Scope, clause: Clause) -> Iterator[Series]:
    run: list[Element] = []
    taken: set[str] = set()
    of_which: int | None = None
    for at, element in enumerate(clause.elements):
        usable = bool(element.keys) and not _is_whole(clause, at) and _is_rate_of_time(element)
        if usable and (set(element.keys) & taken or (run and _parted(scope, run[-1], element))):
            yield from _series(clause, run, of_which)
            run, taken, of_which = [], set(), None
        if usable:
            if "of_which" in element.before and not run:
                of_which = whole_before(scope, clause, at)
            run.append(element)
            taken |= set(element.keys)
    yield from _series(clause, run, of_which)


def whole_before(scope: Scope, clause: Clause, at: int) -> int | None:
    """What "varav" at element `at` is said of: the amount before it, here or as the last one above."""
    elements = clause.elements[:at]
    if not at and clause.index:
        elements = scope.clauses[clause.index - 1].elements
    return next((e.amount for e in reversed(elements) if not e.aside and "compared" not in e.before), None)


def _is_rate_of_time(element: Element) -> bool:
    return element.per in (None, "år", *MONTHS)


def _is_whole(clause: Clause, at: int) -> bool:
    """Whether an amount said of a year or period is the whole that other amounts divide.

    `totalt 900 000 kronor för 2021–2024`, or `5 600 000 kronor 2022–2025, varav …`.
    """
    element = clause.elements[at]
    following = clause.elements[at + 1] if at + 1 < len(clause.elements) else None
    if following is not None and "of_which" in following.before and following.keys:
        return True
    if is_total(element) and element.each != "each":
        if len(element.keys) > 1:
            return True
        others = [e for e in clause.elements if e is not element]
        return bool(others) and not (len(set(element.keys).union(*(e.keys for e in others))) > len(others))
    return element.each == "joint" and len(element.keys) > 1 and not element.per


def _parted(scope: Scope, above: Element, below: Element) -> bool:
    """Whether two neighbours speak of different things: another standing, another currency."""
    one, other = scope.amounts[above.amount], scope.amounts[below.amount]
    return (
        one.mention.currency != other.mention.currency
        or "excluded" in (one.status, other.status)
        or (one.status == "history") != (other.status == "history")
    )


def _series(clause: Clause, run: Sequence[Element], of_which: int | None) -> Iterator[Series]:
    parts = [part for element in run for part in _expanded(element, element.years)]
    implied = list(_implied(clause, run))
    parts += implied
    if not parts or len({p.key for p in parts}) != len(parts):
        return
    start = run[0].money.start if run else clause.sentence.start
    yield _resolved(
        Series(
            "year",
            tuple(parts),
            clause.index,
            clause.index,
            frozenset(e.amount for e in run),
            "years_in_sentence",
            start,
            run[-1].money.end if run else clause.sentence.end,
            of_which=of_which,
            derived="remainder" if any(p.derived == "remainder" for p in parts) else None,
            ambiguous=len(run) == 1 and run[0].each == "either",
        )
    )


def _expanded(element: Element, years: Years | None) -> list[PartFact]:
    """The parts that one amount gives: one for each of its years; none if it is their sum."""
    money, amount = element.money, element.amount
    if years is None:
        return []
    derived = _DERIVED.get(element.per or "")
    length = MONTHS.get(element.per or "")
    if length is not None:
        months = years.months or (12,) * len(years.keys)
        if any(count % length for count in months):
            return []
        return [
            part(key, money, amount, count // length, derived)
            for key, count in zip(years.keys, months, strict=True)
        ]
    if len(years.keys) == 1 or element.per or element.each != "joint":
        return [part(key, money, amount, 1, derived) for key in years.keys]
    return []


def _implied(clause: Clause, run: Sequence[Element]) -> Iterator[PartFact]:
    """Years that get `samma belopp` or `resterande` without a figure of their own."""
    owned = {element.years.start for element in clause.elements if element.years}
    behind = run[0].money.start if run else clause.sentence.start
    free = [years for years in clause.years if years.start not in owned and years.start >= behind]
    for cue in clause.cues:
        if cue.kind not in ("same", "remainder") or not free:
            continue
        if any(cue.end <= e.money.start <= cue.end + len(" belopp om ") for e in clause.elements):
            continue  # "resterande 500 000 kronor": the figure is given
        near = min(free, key=lambda years: abs(years.start - cue.end))
        derived: Derived = "same" if cue.kind == "same" else "remainder"
        yield from (PartFact(key, None, derived=derived) for key in near.keys)
        free.remove(near)


def _resolved(series: Series) -> Series:
    """`samma belopp` takes the figure of the part before it."""
    parts: list[PartFact] = []
    for item in series.parts:
        above = parts[-1] if parts else None
        if item.derived == "same" and item.value is None and above is not None and above.value is not None:
            item = replace(above, key=item.key, derived="same")
        parts.append(item)
    return replace(series, parts=tuple(parts))


def _merged(scope: Scope, found: Sequence[Series]) -> Iterator[Series]:
    """Series that go on over neighbouring sentences: `2021: A` and `2022: B` on lines of their own."""
    chain: list[Series] = []
    for series in (*found, None):
        if series is not None and chain and _goes_on(scope, chain, series):
            chain.append(series)
            continue
        if len(chain) > 1 and _whole(joined := _joined(chain)):
            yield joined
        chain = [series] if series is not None and series.amounts else []


def _goes_on(scope: Scope, chain: Sequence[Series], series: Series) -> bool:
    last = chain[-1]
    if series.first - last.last > 2 or series.first == last.last or last.derived:
        return False
    if any("compared" in scope.elements[at].before for at in last.amounts | series.amounts):
        return False
    if last.of_which is not None or series.of_which is not None:
        return False
    if any(set(series.keys) & set(one.keys) for one in chain):
        return False
    above, below = scope.clauses[last.last], scope.clauses[series.first]
    if last.keys[-1].startswith("år") != series.keys[0].startswith("år"):
        return False  # "år 1" and "2024" count differently
    if above.sentence.section != below.sentence.section and not below.sentence.item:
        return False
    if below.sentence.item and not above.sentence.item and series.first > last.last + 1:
        return False  # a list begins here, and something announced it
    statuses = {scope.amounts[at].status == "history" for at in last.amounts | series.amounts}
    if len(statuses) > 1:
        return False
    backwards = not below.sentence.item and series.keys[0] < last.keys[-1] and not series.derived
    if (backwards or True in statuses) and not scope.purposes.same(above.index, below.index):
        return False  # two years gone by that have nothing to do with each other
    between = scope.clauses[last.last + 1 : series.first]
    return not any(is_total(e) and e.money.start > last.start for c in (above, *between) for e in c.elements)


def _joined(chain: Sequence[Series]) -> Series:
    first, last = chain[0], chain[-1]
    return _resolved(
        replace(
            first,
            parts=tuple(p for series in chain for p in series.parts),
            last=last.last,
            amounts=frozenset().union(*(series.amounts for series in chain)),
            rule="years_over_sentences",
            end=last.end,
            derived=last.derived,
        )
    )


def _equal_years(clause: Clause) -> Iterator[Series]:
    """`1 350 000 kronor, fördelas lika på åren 2024, 2025 och 2026`: shares of a total to be found."""
    for cue in clause.cues:
        if cue.kind != "equal":
            continue
        for years in clause.years:
            if len(years.keys) > 1 and not years.months:
                parts = tuple(PartFact(key, None, derived="equal") for key in years.keys)
                yield Series(
                    "year", parts, clause.index, clause.index, frozenset(), "equal_years",
                    cue.start, max(cue.end, years.end), derived="equal",
                )  # fmt: skip


def _inherited(scope: Scope, clause: Clause) -> Iterator[Series]:
    """A rate per year (or month) that names no years itself, with the years said near it.

    `Projektet pågår 2022–2024. Kostnaden är 60 000 kronor per år, tillsammans 180 000 kronor.`
    """
    rates = [e for e in clause.elements if e.years is None and e.per in ("år", *MONTHS)]
    for element in rates:
        if scope.amounts[element.amount].status in ("history", "excluded"):
            continue
        for years, loose in _periods_near(scope, clause, element):
            parts = _expanded(element, years)
            at = clause.elements.index(element)
            if len(parts) > 1:
                yield Series(
                    "year", tuple(parts), clause.index, clause.index, frozenset((element.amount,)),
                    "years_nearby", element.money.start, element.money.end, period=years,
                    loose=loose, ambiguous=len(rates) > 1,
                    whole=clause.elements[at - 1].amount if element.aside else None,
                )  # fmt: skip


def _periods_near(scope: Scope, clause: Clause, element: Element) -> Iterator[tuple[Years, bool]]:
    """Periods that a rate may be meant for, the nearest first; the second value says: only perhaps."""
    several = _several(clause)
    if clause.has("same_period") and clause.index:
        keys = tuple(key for e in scope.clauses[clause.index - 1].elements for key in e.keys)
        if len(set(keys)) == len(keys) > 1:
            yield Years(element.money.end, element.money.end, keys), False
    yield from ((years, False) for years in several)
    if not several and any(key.isdigit() for years in clause.years for key in years.keys):
        return  # the sentence has a year of its own
    for back in (1, 2, 3):
        if clause.index >= back:
            above = scope.clauses[clause.index - back]
            named = tuple(sorted({key for years in above.years for key in years.keys if key.isdigit()}))
            if len(above.years) > 1 and len(named) > 1 and len(above.elements) > 1:
                yield Years(element.money.end, element.money.end, named), bool(several)
            yield from ((years, bool(several)) for years in reversed(_several(above)))
    if clause.index + 1 < len(scope.clauses):
        below = scope.clauses[clause.index + 1]
        told = len(below.elements) == 1 and is_total(below.elements[0]) and len(clause.elements) == 1
        yield from ((years, not told) for years in _several(below))
    for count in clause.counts:
        if 1 < count.number < 30:
            keys = tuple(f"år {step}" for step in range(1, count.number + 1))
            yield Years(count.start, count.end, keys, ordinal=True), True


def _several(clause: Clause) -> list[Years]:
    """The periods of more than one year that a sentence names."""
    return [years for years in clause.years if len(years.keys) > 1 and not years.school_year]
