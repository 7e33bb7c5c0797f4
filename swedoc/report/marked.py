"""The text of a memo cut at its marks, for documents that have no picture.

Marks may lie inside each other (an amount inside a proposed decision). Each stretch of text belongs to
the mark that is drawn first, which is the amount; links never nest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from swedoc.report.marks import ORDER, Mark

MOST_CHARACTERS = 300_000
_RANK = {role: rank for rank, role in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text under one mark or none.

    `first` says that the mark begins here and its anchor belongs on the stretch; `anchors` are those of
    marks that begin here, too, but lie below it.
    """

    text: str
    mark: Mark | None = None
    first: bool = False
    anchors: tuple[str, ...] = ()


def stretches(text: str, marks: Sequence[Mark]) -> list[Stretch]:
    """The text, at most `MOST_CHARACTERS` of it, cut where marks begin and end."""
    text = text[:MOST_CHARACTERS]
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = mark.span.start, min(mark.span.end, len(text))
        if 0 <= start < end:
            starts.setdefault(start, []).append(mark)
            ends.setdefault(end, []).append(mark)
    found: list[Stretch] = []
    active: dict[str, Mark] = {}
    placed: set[str] = set()
    edges = sorted({0, len(text), *starts, *ends})
    for start, end in pairwise(edges):
        for mark in ends.get(start, ()):
            active.pop(mark.id, None)
        beginning = starts.get(start, ())
        active |= {mark.id: mark for mark in beginning}
        top = min(active.values(), key=lambda m: (_RANK[m.role], m.span.end - m.span.start), default=None)
        first = top is not None and top.id not in placed
        if top is not None:
            placed.add(top.id)
        anchors = tuple(mark.id for mark in beginning if mark.id not in placed)
        placed.update(anchors)
        found.append(Stretch(text[start:end], top, first, anchors))
    return found
