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
from swedoc.relate.clause import Clause, Element, Years
from swedoc.relate.label import label
from swedoc.relate.scope import Scope

PER_YEAR_COUNT = {"månad": 12, "kvartal": 4, "halvår": 2, "termin": 2}
_DERIVED: dict[str, Derived] = {"år": "per_year", "månad": "per_month", "halvår": "per_half_year"}


@dataclass(frozen=True, slots=True)
class Series:
    """Parts in reading order, the clauses they stand in, and the amounts they use.

    `remainder` is the key of a part that is what is left of the total, `equal` tells that the
    total is to be shared equally among the keys of `parts`.
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
    remainder: int | None = None

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
    return PartFact(key, money.value * factor, slack(money) * factor, amount, derived, (factor, money.value))


def year_series(scope: Scope) -> Iterator[Series]:
    """Every run of amounts said of different years: in one sentence, then over neighbouring ones."""
    found: list[Series] = []
    for clause in scope.clauses:
        if clause.elements or clause.has("same", "remainder", "equal"):
            found.extend(_of_clause(scope, clause))
    yield from (series for series in found if len(series.parts) > 1)
    yield from _merged(scope, found)


def is_total(element: Element) -> bool:
    """Whether the words next to the amount announce a total: `totalt A`, `A sammanlagt`."""
    return "total" in element.cues and "together_with" not in element.before


def _of_clause(scope: Scope, clause: Clause) -> Iterator[Series]:
    run: list[Element] = []
    taken: set[str] = set()
    of_which: int | None = None
    for at, element in enumerate(clause.elements):
        usable = bool(element.keys) and element.money.per in (None, "år", *PER_YEAR_COUNT)
        if usable and _is_frame(clause, at):
            usable = False
        if usable and (set(element.keys) & taken or (run and _parted(scope, run[-1], element))):
            yield from _variants(scope, clause, run, of_which)
            run, taken, of_which = [], set(), None
        if usable and "of_which" in element.before and at and not run:
            of_which = clause.elements[at - 1].amount
        if usable:
            run.append(element)
            taken |= set(element.keys)
    yield from _variants(scope, clause, run, of_which)


def _is_frame(clause: Clause, at: int) -> bool:
    """Whether an amount said of a year or period is the whole that other amounts divide.

    `totalt 900 000 kronor för 2021–2024`, or `5 600 000 kronor 2022–2025, varav …`.
    """
    element = clause.elements[at]
    following = clause.elements[at + 1] if at + 1 < len(clause.elements) else None
    if following is not None and "of_which" in following.before and following.keys:
        return True
    if is_total(element) and element.each != "each":
        return len(element.keys) > 1 or len(clause.elements) > 1
    return element.each == "joint" and len(element.keys) > 1 and not element.money.per


def _parted(scope: Scope, above: Element, below: Element) -> bool:
    """Whether two neighbours speak of different things: another standing, another currency."""
    one, other = scope.amounts[above.amount], scope.amounts[below.amount]
    return one.mention.currency != other.mention.currency or "excluded" in (one.status, other.status)


def _variants(scope: Scope, clause: Clause, run: Sequence[Element], of_which: int | None) -> Iterator[Series]:
    """The readings of a run: an amount "för 2023 och 2024" goes to each year, or is their sum."""
    if not run:
        return
    parts: list[PartFact] = []
    ordinary = True
    for element in run:
        more = _expanded(element)
        if more is None:
            ordinary = False
            continue
        parts.extend(more)
    if not ordinary and not parts:
        return
    remainder = None
    for key, derived in _implied(clause, run):
        if derived == "same":
            last = run[-1]
            parts.append(part(key, last.money, last.amount, derived="same"))
        else:
            remainder = len(parts)
            parts.append(PartFact(key, None, derived="remainder"))
    if len({p.key for p in parts}) != len(parts):
        return
    yield Series(
        "year", tuple(parts), clause.index, clause.index, frozenset(e.amount for e in run),
        "years_in_sentence",
        run[0].money.start, run[-1].money.end, of_which, remainder,
    )  # fmt: skip


def _expanded(element: Element) -> list[PartFact] | None:
    """The parts that one amount gives: one for each of its years."""
    money, amount = element.money, element.amount
    count = PER_YEAR_COUNT.get(money.per or "")
    derived = _DERIVED.get(money.per or "")
    keys = element.keys
    if count is not None:
        return [part(key, money, amount, count, derived) for key in keys]
    if len(keys) == 1 or element.each in ("each", "either"):
        return [part(key, money, amount, 1, derived if money.per or len(keys) > 1 else None) for key in keys]
    return None


def _implied(clause: Clause, run: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """Years that get `samma belopp` or `resterande` without a figure of their own."""
    owned = {element.years.start for element in clause.elements if element.years}
    free = [years for years in clause.years if years.start not in owned and years.start > run[0].money.start]
    for cue in clause.cues:
        if cue.kind not in ("same", "remainder"):
            continue
        if any(cue.end <= e.money.start <= cue.end + 12 for e in clause.elements):
            continue  # "resterande 500 000 kronor": the figure is given
        near = min(free, key=lambda years: abs(years.start - cue.end), default=None)
        if near is not None:
            yield from ((key, cue.kind) for key in near.keys)


def _merged(scope: Scope, found: Sequence[Series]) -> Iterator[Series]:
    """Series that go on over neighbouring sentences: `2021: A` and `2022: B` on lines of their own."""
    chain: list[Series] = []
    for series in (*found, None):
        if series is not None and chain and _goes_on(scope, chain, series):
            chain.append(series)
            continue
        if len(chain) > 1:
            yield _joined(chain)
        chain = [series] if series is not None and series.remainder is None else []


def _goes_on(scope: Scope, chain: Sequence[Series], series: Series) -> bool:
    last = chain[-1]
    if series.first - last.last > 2 or series.first == last.last:
        return False
    if any(set(series.keys) & set(one.keys) for one in chain):
        return False
    above, below = scope.clauses[last.last], scope.clauses[series.first]
    if above.sentence.section != below.sentence.section and not below.sentence.item:
        return False
    between = scope.clauses[last.last + 1 : series.first]
    return not any(is_total(e) for c in (above, *between) for e in c.elements)


def _joined(chain: Sequence[Series]) -> Series:
    first, last = chain[0], chain[-1]
    return replace(
        first,
        parts=tuple(p for series in chain for p in series.parts),
        last=last.last,
        amounts=frozenset().union(*(series.amounts for series in chain)),
        rule="years_over_sentences",
        end=last.end,
        remainder=None,
    )


def item_series(scope: Scope) -> Iterator[Series]:
    """Runs of amounts each said of a party or purpose, in one sentence or in one list."""
    for clause in scope.clauses:
        elements = [
            e for e in clause.elements if not e.money.per or all(o.money.per for o in clause.elements)
        ]
        yield from _item_runs(scope, clause, elements)
    yield from _listed(scope)


def _item_runs(scope: Scope, clause: Clause, elements: Sequence[Element]) -> Iterator[Series]:
    """The amounts behind the first or before the last, as far as years do not tell them apart."""
    if len(elements) < 2:
        return
    for run, rule in ((elements[1:], "items_after_total"), (elements[:-1], "items_before_total")):
        free = [e for e in run if not is_total(e)]
        if len(free) != len(run) and rule == "items_before_total":
            continue
        yield from _items(scope, free, rule)
    if not any(is_total(e) for e in elements):
        yield from _items(scope, elements, "items_in_sentence")


def _items(scope: Scope, run: Sequence[Element], rule: str) -> Iterator[Series]:
    if not run or len({e.money.currency for e in run}) > 1:
        return
    keys = [key for e in run for key in e.keys]
    if keys and len(set(keys)) == len(keys) and len(run) > 1:
        return  # told apart by years: a year series
    of_which = None
    if "of_which" in run[0].before:
        clause = scope.clauses[run[0].sentence]
        at = clause.elements.index(run[0])
        of_which = clause.elements[at - 1].amount if at else None
    if len(run) < 2 and of_which is None:
        return
    yield _as_items(scope, run, rule, of_which)


def _as_items(scope: Scope, run: Sequence[Element], rule: str, of_which: int | None = None) -> Series:
    text = scope.reading.text
    parts = tuple(part(label(text, e), e.money, e.amount) for e in run)
    return Series(
        "item", parts, run[0].sentence, run[-1].sentence, frozenset(e.amount for e in run), rule,
        run[0].money.start, run[-1].money.end, of_which,
    )  # fmt: skip


def _listed(scope: Scope) -> Iterator[Series]:
    """Lines or list items with one amount each, one below the other."""
    run: list[Element] = []
    block = -1
    for clause in (*scope.clauses, None):
        element = _single(clause)
        follows = clause is not None and run and clause.index == run[-1].sentence + 1
        if element is not None and (
            not run or (follows and clause is not None and clause.sentence.block == block + 1)
        ):
            run.append(element)
            block = clause.sentence.block if clause is not None else -1
            continue
        if len(run) > 1:
            yield _as_items(scope, run, "list")
        run = [element] if element is not None else []
        block = clause.sentence.block if clause is not None else -1


def _single(clause: Clause | None) -> Element | None:
    """The only amount of a list item that is no total."""
    if clause is None or len(clause.elements) != 1 or is_total(clause.elements[0]):
        return None
    return clause.elements[0]


def period(years: Years | None) -> tuple[str, ...]:
    """The keys of a year expression; empty if there is none."""
    return years.keys if years else ()
