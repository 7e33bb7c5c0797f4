"""The stages in their order; the only place that knows it.

read → layout → sections → extract → relate → check → (privacy) → write
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec

from swedoc import layout, limits, model, sections, tables
from swedoc.check import checks
from swedoc.document import Document
from swedoc.extract import extractors
from swedoc.facts import Facts
from swedoc.lexicon import pattern
from swedoc.mentions import Claims, EmailMention, NameMention, PhoneMention, Reading
from swedoc.privacy import Mentioned, Named, Privacy, applied
from swedoc.read import read as read_raw
from swedoc.records import Finding, Kind, Record, Source, Verdict
from swedoc.relate.contact import contacts
from swedoc.relate.coverage import coverage
from swedoc.relate.decided import decisions
from swedoc.relate.distribution import recipients
from swedoc.relate.document_date import document_date
from swedoc.relate.mentioned import case_numbers, dates, identifiers
from swedoc.relate.parts import sections as parts
from swedoc.relate.related import relate
from swedoc.relate.title import department, issuer, title

_NUMBER = pattern(r"\d++", name="digits of a document")


def read(data: bytes, name: str | None = None) -> Document:
    """The document in a file, its lines in reading order and its tables found. Raises `ReadError`."""
    limits.check("file_bytes", len(data))
    raw = read_raw(data, name=name)
    return tables.find(_checked(layout.compose(raw)), raw)


def _checked(document: Document) -> Document:
    """The document, if it is not too long. Raises `LimitExceeded`."""
    limits.check("text", len(document.text))
    if len(document.text) > 2 * limits.current().numbers:  # a number takes a digit and something between
        limits.check("numbers", sum(1 for _ in _NUMBER.finditer(document.text)))
    return document


def mentions(document: Document) -> Reading:
    """Sections and mentions of a document: every extractor in its order, the first claim wins."""
    reading = Reading(document, sections.find(document), Claims())
    for extract in extractors:
        for mention in extract(reading):
            reading.claims.add(mention)
    return reading


def document_of_text(text: str) -> Document:
    """The document that plain text or Markdown amounts to."""
    limits.check("text", len(text))
    return tables.find(_checked(layout.from_text(text)))


def mentions_of_text(text: str) -> Reading:
    """The mentions of plain text."""
    return mentions(document_of_text(text))


def record(document: Document, source: Source, privacy: Privacy | None = None) -> Record:
    """The record of a document that has been read and laid out; what stands in it, unless `privacy`."""
    reading = mentions(document)
    covered, own_date = coverage(reading), document_date(reading)
    facts = relate(reading, covered.unexplained)
    findings = tuple(finding for check in checks for finding in check(facts))
    complete = Record(
        source=_warned(source),
        text=document.printed,
        kind=cast(Kind | None, reading.outline.kind),
        title=title(reading),
        issuer=issuer(reading),
        department=department(reading),
        date=own_date.value if own_date is not None else None,
        case_numbers=case_numbers(reading),
        dates=dates(reading, own_date),
        contacts=contacts(reading),
        identifiers=identifiers(reading),
        recipients=recipients(reading),
        decisions=decisions(reading),
        sections=parts(reading),
        amounts=facts.record_amounts,
        splits=facts.record_splits,
        findings=findings,
        coverage=covered,
        verdict=_verdict(facts, findings),
    )
    return (
        complete if privacy is None else applied(complete, privacy, _mentioned(reading), document.file_span)
    )


def _mentioned(reading: Reading) -> Mentioned:
    """Whom the document names, and by what numbers and addresses they can be reached."""

    def named(mentions: Iterable[NameMention | PhoneMention | EmailMention]) -> tuple[Named, ...]:
        return tuple(Named(*reading.document.in_file(m.start, m.end), m.value) for m in mentions)

    names = reading.claims.of(NameMention)
    return Mentioned(
        people=named(m for m in names if m.label == "PER"),
        organisations=named(m for m in names if m.label == "ORG"),
        phones=named([*reading.claims.of(PhoneMention), *_doubtful_phones(reading)]),
        emails=named(reading.claims.of(EmailMention)),
    )


def _doubtful_phones(reading: Reading) -> list[PhoneMention]:
    """Numbers that OCR is not sure of, which nobody may claim, and which are to be masked all the same."""
    doubtful = reading.document.doubtful
    if not doubtful:
        return []
    unclaimed = Reading(reading.document, reading.outline, Claims())
    return [
        mention
        for mention in extractors["phone"](unclaimed)
        if isinstance(mention, PhoneMention)
        and any(start < mention.end and mention.start < end for start, end in doubtful)
    ]


def _warned(source: Source) -> Source:
    """The source, with a warning if names come from rules alone although a model is wanted."""
    problem = model.problem()
    return (
        source if problem is None else msgspec.structs.replace(source, warnings=(*source.warnings, problem))
    )


def _verdict(facts: Facts, findings: tuple[Finding, ...]) -> Verdict:
    """The document's verdict: it contradicts itself, adds up, or has nothing to check."""
    if any(f.severity == "error" and f.spans and f.code not in _NOT_MONEY for f in findings):
        return "does_not_add_up"
    judged = [split for split in facts.record_splits if split.consistent]
    if not judged:
        return "not_checked"
    return "adds_up_within_rounding" if any(split.difference for split in judged) else "adds_up"


_NOT_MONEY = frozenset(
    ("case_number_malformed", "case_number_conflict", "invalid_date", "personal_identity_number")
)
