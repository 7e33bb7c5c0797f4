"""The stages in their order; the only place that knows it.

read → layout → sections → extract → relate → check → write
"""

from __future__ import annotations

from swedoc import layout, sections, tables
from swedoc.document import Document
from swedoc.extract import extractors
from swedoc.mentions import Claims, Reading


def mentions(document: Document) -> Reading:
    """Sections and mentions of a document: every extractor in its order, the first claim wins."""
    reading = Reading(document, sections.find(document), Claims())
    for extract in extractors:
        for mention in extract(reading):
            reading.claims.add(mention)
    return reading


def mentions_of_text(text: str) -> Reading:
    """The same for plain text."""
    return mentions(tables.find(layout.from_text(text)))
