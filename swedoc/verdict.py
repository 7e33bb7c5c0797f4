"""The verdict on a split, from the public record alone.

Whoever holds the JSON can call `verdict` on it and must get the same answer; nothing that is not
in the record takes part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from swedoc.arithmetic import ZERO, Figure, spelled_sum, tolerance
from swedoc.records import Amount, Part, Record, Span, Split, Total, plain

NO_TOTAL = "ingen total anges"
OPEN_PART = "en del saknar belopp"
NOT_WHOLE = "delarna gör inte anspråk på att vara hela totalen"
UNEXPLAINED = "ett tal i texten kunde inte tydas"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Sum, difference (total − sum), tolerance, and whether they agree; `reason` says why not known."""

    sum: Decimal | None
    difference: Decimal | None
    tolerance: Decimal
    consistent: bool | None
    reason: str | None


def figure(part: Part | Total, amounts: Sequence[Amount]) -> Figure:
    """A part or total with the slack of the amount that it is made from."""
    value = part.value if part.value is not None else ZERO
    if part.amount is None:
        return Figure(value)
    amount = amounts[part.amount]
    half = (amount.high - amount.low) / 2
    if amount.value:
        half = abs(value / amount.value) * half
    return Figure(value, half)


def verdict(
    parts: Sequence[Part], total: Total | None, amounts: Sequence[Amount], *, exhaustive: bool
) -> Judgement:
    """Judge parts against their total.

    Parts that come to more than their total contradict it whether or not they claim to be the
    whole; parts that come to less do so only if they claim it.
    """
    known = [part for part in parts if part.value is not None]
    added = plain(sum((part.value for part in known if part.value is not None), ZERO)) if known else None
    if total is None:
        return Judgement(added, None, ZERO, None, NO_TOTAL)
    if added is None or len(known) < len(parts):
        return Judgement(added, None, ZERO, None, OPEN_PART)
    figures = [figure(part, amounts) for part in parts]
    whole = figure(total, amounts)
    hedged = total.amount is not None and amounts[total.amount].hedge is not None
    allowed = plain(max(tolerance(figures, whole, hedged=hedged), _from_ore([*figures, whole])))
    difference = plain(total.value - added)
    if any(part.derived == "remainder" for part in parts):
        negative = any(
            part.derived == "remainder" and part.value is not None and part.value < 0 for part in parts
        )
        return Judgement(added, difference, allowed, not negative, None)
    if abs(difference) <= allowed:
        return Judgement(added, difference, allowed, True, None)
    too_much = abs(added) > abs(total.value) and all(f.value * total.value >= 0 for f in figures)
    if exhaustive or too_much:
        return Judgement(added, difference, allowed, False, None)
    return Judgement(added, difference, allowed, None, NOT_WHOLE)


def _from_ore(figures: Sequence[Figure]) -> Decimal:
    """One krona where whole kronor that end in no zero show that shares were rounded from öre."""
    exact = all(not f.slack for f in figures)
    return Decimal(1) if exact and any(f.value % 10 for f in figures) else ZERO


def arithmetic(parts: Sequence[Part], amounts: Sequence[Amount], added: Decimal | None) -> str | None:
    """The sum written out: `50 000 + 2 × 300 000 + 250 000 = 900 000`."""
    if added is None:
        return None
    terms: list[tuple[int, Decimal]] = []
    previous: Part | None = None
    for part in parts:
        if part.value is None:
            continue
        repeats = previous is not None and part.amount is not None and part.amount == previous.amount
        factor = _factor(part, amounts)
        value = amounts[part.amount].value if factor and part.amount is not None else part.value
        if repeats and terms[-1][1] == value:
            terms[-1] = (terms[-1][0] + max(factor, 1), value)
        else:
            terms.append((max(factor, 1), value))
        previous = part
    return spelled_sum(terms, added)


def _factor(part: Part, amounts: Sequence[Amount]) -> int:
    """How many times the part counts its amount; 0 if it is no whole multiple of it."""
    if part.amount is None or part.value is None or not amounts[part.amount].value:
        return 0
    times = part.value / amounts[part.amount].value
    return int(times) if times == times.to_integral_value() and times > 0 else 0


def in_doubt(
    parts: Sequence[Part], amounts: Sequence[Amount], unexplained: Sequence[Span], source: str
) -> bool:
    """Whether a number that nobody could explain stands among the parts of a split in running text.

    Cells of a table are told apart by their columns; there a stray number harms nobody.
    """
    spans = [amounts[part.amount].span for part in parts if part.amount is not None]
    if source != "text" or not spans:
        return False
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return any(start <= stray.start < end for stray in unexplained)


def doubted(judgement: Judgement) -> Judgement:
    """The same figures without a verdict, because a number among them could not be explained."""
    if judgement.consistent is None:
        return judgement
    return replace(judgement, consistent=None, reason=UNEXPLAINED)


def recompute(record: Record, split: Split) -> Judgement:
    """The verdict on one split of a record, computed anew from the record's own figures."""
    judgement = verdict(split.parts, split.total, record.amounts, exhaustive=split.exhaustive)
    stray = in_doubt(split.parts, record.amounts, record.coverage.unexplained, split.source)
    return doubted(judgement) if stray else judgement
