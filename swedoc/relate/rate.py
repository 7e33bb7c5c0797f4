"""Rates times counts: `30 platser à 98 000 kronor, totalt 2 940 000 kronor`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from swedoc import number_words
from swedoc.document import Cell
from swedoc.facts import RateFact
from swedoc.lexicon import pattern
from swedoc.mentions import MoneyMention, NumberMention
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.series import MONTHS

_MARK = pattern(
    r"(?: \s (?: per\s\p{L}{1,20}+ | styck(?:et)?+ ) )?+ (?: \s*+ [,(=–:] \s*+ | [ ]{2,}+ | \t )",
    name="mark between a rate and its sum",
)
_ENDS = pattern(r"[ ]*+ (?: [.,;)\n] | $ | (?:och|samt|exkl|inkl) )", name="end of what is said of a sum")
_STEM = 4
_NOUN = 12
"""How far behind a count its noun may reach, in characters."""
_WORDS = 40
"""How many characters a number in words may take."""
_COUNTS = frozenset(("count", "measure"))
_OF_TIME = frozenset(("år", *MONTHS))


def rates(scope: Scope) -> Iterator[RateFact]:
    """Each rate per thing beside one count of the thing and the total said to come of it."""
    for clause in scope.clauses:
        found = [e for e in clause.elements if e.money.per and e.money.per.split()[0] not in _OF_TIME]
        if len(found) > 1:
            yield from _enumerated(scope, clause, found)
        if len(found) != 1:
            continue
        rate = found[0]
        total = _total(scope, clause, rate)
        if total is None:
            continue
        above = scope.clauses[max(0, clause.index - 1)]
        near = (clause, scope.clauses[total.sentence], above)
        once = not total.money.per  # a total per year is of one of the years
        both = next((both for one in near if once and (both := _both_counts(scope, one, rate))), None)
        if both is not None:
            yield RateFact(rate.amount, *both, total.amount)
            continue
        counts = next((counts for one in near if (counts := _counts(scope, one, rate))), [])
        if len(counts) == 1 and counts[0].value is not None:
            count = counts[0]
            yield RateFact(rate.amount, counts[0].value, (count.start, count.end), total.amount)
    yield from _in_rows(scope)


def _in_rows(scope: Scope) -> Iterator[RateFact]:
    """Rows of a table that say how their sum is made: `14 stipendier à 25 000 kr | 350 000 kr`."""
    index = {amount.mention.start: at for at, amount in enumerate(scope.amounts)}
    for table in scope.reading.document.tables:
        for label, *cells in table.rows if table.problem is None else ():
            if label is None:
                continue
            said = [m for m in _money(scope, label) if m.per and m.per not in _OF_TIME]
            if len(said) != 1:
                continue
            sums = [m for cell in cells if cell is not None for m in _money(scope, cell)]
            if len(sums) != 1:
                continue
            (rate,), (total,) = said, sums
            counts = _numbers(scope, label.start, rate.start)
            if len(counts) == 1 and not _more_factors(total.value, rate.value * (counts[0].value or 0)):
                (count,) = counts
                at, of = index[rate.start], index[total.start]
                yield RateFact(at, count.value or Decimal(0), (count.start, count.end), of)


def _more_factors(total: Decimal, product: Decimal) -> bool:
    """Whether a sum is a multiple of rate times count, as for so many months: the row says not all."""
    return bool(product) and total != product and total % product == 0


def _money(scope: Scope, cell: Cell) -> list[MoneyMention]:
    """The sums of a cell."""
    spans = [m for start, end in cell.spans for m in scope.reading.claims.within(start, end)]
    return [m for m in spans if isinstance(m, MoneyMention)]


def _enumerated(scope: Scope, clause: Clause, found: Sequence[Element]) -> Iterator[RateFact]:
    """Several in one sentence: `46 datorer à 900 kr, totalt 41 400 kr, och 18 skärmar à 200 kr, totalt …`."""
    since = clause.sentence.start
    for at, rate in enumerate(found):
        ends = found[at + 1].money.start if at + 1 < len(found) else clause.sentence.end
        behind = [e for e in clause.elements if rate.money.end <= e.money.start < ends]
        counts = _numbers(scope, since, rate.money.start)
        if len(behind) == 1 and len(counts) == 1 and counts[0].value is not None:
            total = behind[0]
            if not total.money.per and (is_total(total) or "equals" in total.before):
                (count,) = counts
                yield RateFact(rate.amount, counts[0].value, (count.start, count.end), total.amount)
        since = behind[-1].money.end if behind else rate.money.end


def _numbers(scope: Scope, start: int, end: int) -> list[NumberMention]:
    """The numbers between two places that count something."""
    found = scope.reading.claims.within(start, end)
    return [m for m in found if isinstance(m, NumberMention) and m.kind in _COUNTS and m.value]


def _counts(scope: Scope, clause: Clause, rate: Element) -> list[NumberMention]:
    """How many there are of what the rate is per: `52 elever` for "per elev"; of any, for "à"."""
    text = scope.reading.text
    sentence = clause.sentence
    unit = _stem(rate)
    found = _numbers(scope, sentence.start, sentence.end)
    return [m for m in found if unit in text[m.start : m.end + _NOUN].lower()] or [
        m for m in found if len(found) == 1 and m.end <= rate.money.start and clause.index == rate.sentence
    ]


def _both_counts(scope: Scope, clause: Clause, rate: Element) -> tuple[Decimal, tuple[int, int]] | None:
    """`Åtta platser i 120 dygn` for a rate per place and day: their product, and where they stand."""
    things = (rate.money.per or "").split(" och ")
    if len(things) != 2:
        return None
    found = [_count_of(scope, clause, thing[:_STEM]) for thing in things]
    told = [one for one in found if one is not None]
    if len(told) < len(things):
        return None
    product = told[0][0] * told[1][0]
    return product, (min(start for _, start, _ in told), max(end for _, _, end in told))


def _count_of(scope: Scope, clause: Clause, stem: str) -> tuple[Decimal, int, int] | None:
    """The number right before a noun, in digits or words, if the sentence counts it once."""
    text, sentence = scope.reading.text, clause.sentence
    found: list[tuple[Decimal, int, int]] = []
    at = scope.reading.document.lower.find(stem, sentence.start, sentence.end)
    while at >= 0:
        mention = scope.reading.claims.at(max(sentence.start, at - 2))
        if isinstance(mention, NumberMention) and mention.kind in _COUNTS and mention.value:
            found.append((mention.value, mention.start, at))
        elif text[at - 1 : at].isspace():
            figure = number_words.find(text, max(sentence.start, at - _WORDS), at)
            if figure is not None and figure.value == int(figure.value):
                found.append((figure.value, figure.start, at))
        at = scope.reading.document.lower.find(stem, at + 1, sentence.end)
    return found[0] if len(found) == 1 else None


def _total(scope: Scope, clause: Clause, rate: Element) -> Element | None:
    """The amount behind the rate, announced as a total or as what it comes to."""
    others = [e for e in clause.elements if e is not rate and _of_time(scope, e, rate)]
    behind = [e for e in others if e.money.start > rate.money.end]
    if len(behind) == 1:
        said = is_total(behind[0]) or "equals" in behind[0].cues
        return behind[0] if said or _right_behind(scope, rate, behind[0]) else None
    if others:
        return others[0] if len(others) == 1 and not behind and is_total(others[0]) else None
    below = scope.clauses[clause.index + 1].elements if clause.index + 1 < len(scope.clauses) else ()
    if len(below) != 1 or not _of_time(scope, below[0], rate):
        return None
    announced = is_total(below[0]) or below[0].before & {"frame", "equals", "new_sum"}
    return below[0] if announced or _stem(rate) in _said_before(scope, below[0]) else None


def _right_behind(scope: Scope, rate: Element, total: Element) -> bool:
    """Whether nothing but a mark parts a sum from the rate: `à 2 350 kr per styck, 150 400 kr`."""
    text = scope.reading.text
    alone = _ENDS.match(text, total.money.end)  # not "36 000 kr efter rabatt"
    return bool(alone and _MARK.fullmatch(text, rate.money.end, total.money.start))


def _of_time(scope: Scope, total: Element, rate: Element) -> bool:
    """Whether a total is for the time of the rate: `750 kronor per plats och månad` for a month's cost."""
    _, _, time = (rate.money.per or "").partition(" och ")
    if not time:
        return not total.money.per
    return total.money.per == time or (not total.money.per and time in _said_before(scope, total))


def _said_before(scope: Scope, element: Element) -> str:
    return scope.reading.text[element.start : element.money.start].lower()


def _stem(rate: Element) -> str:
    return (rate.money.per or "")[:_STEM].lower()
