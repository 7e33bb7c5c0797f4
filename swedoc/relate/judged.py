"""Splits as the record shows them: with their sum, their tolerance and the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from swedoc.facts import SplitFact
from swedoc.records import Amount, Part, Span, Split, Total, plain
from swedoc.verdict import arithmetic, doubted, in_doubt, verdict


def judged(fact: SplitFact, amounts: Sequence[Amount], unexplained: Sequence[Span]) -> Split:
    """The public form of a split; everything it says follows from its parts and `amounts`."""
    parts = tuple(
        Part(
            key=p.key,
            value=plain(p.value) if p.value is not None else None,
            amount=p.amount,
            derived=p.derived,
        )
        for p in fact.parts
    )
    total = None
    if fact.total is not None:
        signed = fact.total_value if fact.total_value is not None else amounts[fact.total].value
        total = Total(value=plain(signed), amount=fact.total)
    judgement = verdict(parts, total, amounts, exhaustive=fact.exhaustive)
    if in_doubt(parts, amounts, unexplained, fact.source):
        judgement = doubted(judgement)
    return Split(
        kind=fact.kind,
        label=fact.label,
        source=fact.source,
        parts=parts,
        total=total,
        sum=judgement.sum,
        difference=judgement.difference,
        tolerance=judgement.tolerance,
        exhaustive=fact.exhaustive,
        consistent=judgement.consistent,
        reason=fact.reason or judgement.reason,
        arithmetic=arithmetic(parts, amounts, judgement.sum),
    )
