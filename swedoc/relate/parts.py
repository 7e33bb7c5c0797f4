"""The sections of a document as the record carries them; each knows the § of the protocol it lies in."""

from __future__ import annotations

from swedoc.mentions import Reading
from swedoc.records import SectionRecord
from swedoc.relate.title import plain


def sections(reading: Reading) -> tuple[SectionRecord, ...]:
    """The parts of a document in reading order; `parent` is the index of the enclosing §."""
    found: list[SectionRecord] = []
    paragraph: int | None = None
    for index, section in enumerate(reading.outline.sections):
        if section.kind == "paragraph":
            paragraph = index
        elif paragraph is not None and section.start >= reading.outline.sections[paragraph].end:
            paragraph = None
        heading = section.heading
        found.append(
            SectionRecord(
                kind=section.kind,
                heading=plain(reading.text[heading[0] : heading[1]]) if heading else None,
                number=section.number,
                parent=None if section.kind == "paragraph" else paragraph,
                span=reading.document.span(section.start, section.end),
            )
        )
    return tuple(found)
