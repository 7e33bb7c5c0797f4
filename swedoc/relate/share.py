"""Shares: percentages of a whole, with or without the amounts that they give.

`Kostnaden, 600 000 kronor per år, delas så att Region A svarar för 50 procent, B för 30 procent …`
`Fonden står för 60 procent (1 200 000 kronor).`
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from swedoc.facts import PartFact, ShareFact, SharesFact, SplitFact
from swedoc.lexicon import pattern
from swedoc.mentions import NumberMention
from swedoc.relate.clause import Clause, Element
from swedoc.relate.label import is_party, name_between
from swedoc.relate.scope import Scope
from swedoc.relate.series import is_total, slack

HUNDRED = Decimal(100)


def share_splits(scope: Scope) -> Iterator[tuple[SplitFact, SharesFact]]:
    """Wholes that are divided by percentages alone; the amounts follow from them."""
    for clause in scope.clauses:
        percents = _dividing(scope, clause)
        base = _base(scope, clause, percents[0]) if len(percents) > 1 else None
        if base is None:
            continue
        whole = base.money
        parts = []
        for at, percent in enumerate(percents):
            name = _name(scope, clause, percents, at, base)
            assert percent.value is not None
            share = percent.value / HUNDRED
            parts.append(PartFact(name, whole.value * share, slack(whole) * share, base.amount, "percent"))
        spans = tuple((p.start, p.end) for p in percents)
        yield (
            SplitFact(
                "party" if any(is_party(p.key) for p in parts) else "item",
                tuple(parts), base.amount, "shares", "plain", exhaustive=True,
            ),
            SharesFact(tuple(p.value for p in percents if p.value is not None), spans),
        )  # fmt: skip


def _dividing(scope: Scope, clause: Clause) -> list[NumberMention]:
    """The percentages of a sentence that divides something, where no amounts stand beside them."""
    if len(clause.percents) < 2 or not clause.has("distribute", "pays"):
        return []
    if any(e.money.start > clause.percents[0].start for e in clause.elements):
        return []
    return list(clause.percents)


def _base(scope: Scope, clause: Clause, first: NumberMention) -> Element | None:
    """The whole that is divided: the last amount before the shares, here or in the sentence before."""
    before = [e for e in clause.elements if e.money.end <= first.start]
    if before:
        return before[-1]
    if not clause.index:
        return None
    above = scope.clauses[clause.index - 1].elements
    totals = [e for e in above if is_total(e)]
    return totals[-1] if totals else (above[0] if len(above) == 1 else None)


def _name(scope: Scope, clause: Clause, percents: list[NumberMention], at: int, base: Element) -> str:
    start = percents[at - 1].end if at else max(clause.sentence.start, base.money.end)
    end = percents[at + 1].start if at + 1 < len(percents) else clause.sentence.end
    return name_between(scope.reading.text, start, percents[at].start, percents[at].end, end)


def shares(scope: Scope) -> Iterator[ShareFact]:
    """Percentages with the amount they give right beside them, and the whole they are of."""
    for clause in scope.clauses:
        for percent in clause.percents:
            beside = _beside(scope, clause, percent)
            if beside is None or percent.value is None or not 0 < percent.value < HUNDRED:
                continue
            base = _whole_of(scope, clause, percent, beside)
            if base is not None:
                yield ShareFact(percent.value, (percent.start, percent.end), base.amount, beside.amount)


_GIVES = pattern(
    r"\s*+ (?: \( | ,?\s?eller | ,?\s?(?:dvs\.?|det\svill\säga) | ,?\s?motsvarande | = ) \s*+",
    ignore_case=True,
    name="percentage beside its amount",
)


def _beside(scope: Scope, clause: Clause, percent: NumberMention) -> Element | None:
    """The amount in brackets behind a percentage, or the percentage in brackets behind an amount."""
    text = scope.reading.text
    for element in clause.elements:
        low, high = sorted((element.money, percent), key=lambda mention: mention.start)
        if element.money.hedge is None and _GIVES.fullmatch(text, low.end, high.start):
            return element
    return None


def _whole_of(scope: Scope, clause: Clause, percent: NumberMention, beside: Element) -> Element | None:
    others = [
        e
        for e in clause.elements
        if e is not beside and e.money.start < min(percent.start, beside.money.start)
    ]
    wholes = [e for e in others if is_total(e) or "frame" in e.cues or e is clause.elements[0]]
    if wholes:
        return wholes[0]
    for back in (1, 2):
        if clause.index >= back:
            above = scope.clauses[clause.index - back].elements
            if above:
                return above[-1] if len(above) == 1 else next((e for e in above if is_total(e)), None)
    return None
