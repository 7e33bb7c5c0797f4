"""Splits between parties: those whose parts are called by bodies or people that the document names.

`Länsteatern Kupolen får 300 000 kronor och Granåns vattenråd 200 000 kronor` is divided between
parties, though neither is called a kommun or nämnd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from swedoc.facts import SplitFact
from swedoc.mentions import NameMention, Reading


def with_parties(reading: Reading, splits: Iterable[SplitFact]) -> Iterator[SplitFact]:
    """The splits; one by item is one by party where most of its parts bear such names."""
    names: frozenset[str] | None = None
    for split in splits:
        if split.kind == "item":
            if names is None:
                names = frozenset(
                    name.value.lower()
                    for name in reading.claims.of(NameMention)
                    if name.label != "ROLE" and " " in name.value
                )
            named = sum(part.key.lower() in names for part in split.parts)
            if named * 2 > len(split.parts):
                split = replace(split, kind="party")
        yield split
