"""Dates, case numbers and identifiers as the record lists them.

A case number printed on every page is one entry, with its first span; a period by days
(`1/1-31/12 2018`) is followed by an entry for its last day, so that who looks for a day finds it.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.mentions import CaseMention, IdentifierMention, Reading
from swedoc.mentions import DateMention as Mention
from swedoc.records import CaseNumber, DateMention, Identifier, Span


def dates(reading: Reading, own: Mention | None) -> tuple[DateMention, ...]:
    """Every date and period with a value, in reading order; the document's own has that role."""
    listed: list[DateMention] = []
    for mention in reading.claims.of(Mention):
        listed.extend(_dates(reading, mention, own))
    return tuple(listed)


def _dates(reading: Reading, mention: Mention, own: Mention | None) -> Iterator[DateMention]:
    if mention.value is None:
        return
    role = mention.role
    if own is not None and mention.start == own.start:
        role = "document"
    elif own is not None and role == "document" and mention.value != own.value:
        role = "other"
    span = reading.document.span(mention.start, mention.end)
    yield DateMention(
        value=mention.value, end=mention.until, precision=mention.precision, role=role, span=span
    )
    if mention.until is not None and mention.precision == "day":
        yield DateMention(value=mention.until, precision="day", role="period", span=span)


def case_numbers(reading: Reading) -> tuple[CaseNumber, ...]:
    """Each case number once, in reading order; its label and plan code from wherever they are printed."""
    seen: dict[str, CaseNumber] = {}
    for mention in reading.claims.of(CaseMention):
        before = seen.get(mention.value)
        role = "own" if mention.role == "own" or (before and before.role == "own") else "mentioned"
        seen[mention.value] = CaseNumber(
            value=mention.value,
            plan_code=(before and before.plan_code) or mention.plan_code,
            label=(before and before.label) or mention.label,
            role=role,  # type: ignore[arg-type]
            span=before.span if before else _span(reading, mention.start, mention.end),
        )
    return tuple(seen.values())


def identifiers(reading: Reading) -> tuple[Identifier, ...]:
    """Every identifier, in reading order."""
    return tuple(
        Identifier(kind=m.kind, value=m.value, valid=m.valid, span=_span(reading, m.start, m.end))
        for m in reading.claims.of(IdentifierMention)
    )


def _span(reading: Reading, start: int, end: int) -> Span:
    return reading.document.span(start, end)
