"""Names of people and organisations, and titles: `Karin Ahlmo, utvecklingsstrateg, Granviks kommun`.

First names of the national register followed by surnames; endings of titles and bodies. A trained
model may later vote on the same spans: `NameMention.source` says who proposed one.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.extract import extractors
from swedoc.mentions import NameMention, Reading
from swedoc.naming import scan


@extractors.register("name", order=60)
def find(reading: Reading) -> Iterator[NameMention]:
    """The people, organisations and titles of a document."""
    for name in scan(reading.text):
        yield NameMention(
            name.start, name.end, name.label, name.value, "list" if name.label == "PER" else "rule"
        )
