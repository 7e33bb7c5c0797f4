"""Personal identity numbers: `personnummer 850709-9821`, `född 19850709 9821`, `198507099821`.

With a hyphen the shape of the date is enough, whatever the check digit says. What could as well be
a telephone number, an amount or two columns of a table needs a label, or a place of its own in the
running text; a case number that its label names stays one.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.document import Document
from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import IdentifierMention, Reading
from swedoc.personnummer import Found, find, labelled, valid

_COUNTED = pattern(
    r"[ ]?(?:kr\b|kronor\b|tkr\b|[tm]?n?kr\b|sek\b|euro\b|%|:-|st\b|procent\b)", ignore_case=True, name="unit"
)


@extractors.register("personnummer_announced", order=3)
def announced(reading: Reading) -> Iterator[IdentifierMention]:
    """Those behind their label, and those in which a date would be read: `19850709 9821`."""
    text = reading.text
    for found in find(text):
        spaced = found.form == "spaced" and _stands_alone(reading.document, found)
        if found.form == "dated" or spaced or labelled(text, found.start):
            yield _mention(text, found)


@extractors.register("personnummer", order=29)
def unannounced(reading: Reading) -> Iterator[IdentifierMention]:
    """The others."""
    text = reading.text
    for found in find(text):
        if found.form == "joined" or _stands_alone(reading.document, found):
            yield _mention(text, found)


def _mention(text: str, found: Found) -> IdentifierMention:
    value = " ".join(text[found.start : found.end].split()).replace("–", "-")
    return IdentifierMention(found.start, found.end, found.kind, value, valid(found.digits))


def _stands_alone(document: Document, found: Found) -> bool:
    """Whether a number without hyphen is a personal one: no telephone number, amount or pair of cells."""
    if found.digits[0] == "0" and found.form != "long":
        return False  # `0701140612` is rather a mobile number
    if _COUNTED.match(document.text, found.end):
        return False
    return found.form != "spaced" or not any(
        table.start <= found.start < table.end for table in document.tables
    )
