"""A text with stretches replaced, and the way from every old offset to its new one.

    text     Handläggare Karin Ahlmo, tfn 063-14 65 29
    edits                [Person-1f…]     [Telefon-9c…]

A span that begins or ends inside a replaced stretch takes in the whole of it. `rewritten` carries a
whole record along, whatever classes it is made of: spans are moved, and every string is replaced. A
string that is what stands at its own span is taken from the new text, so that it still is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

import msgspec

from swedoc.records import Span

S = TypeVar("S", bound=msgspec.Struct)


class Edit(NamedTuple):
    """`text[start:end]` is to be `text`."""

    start: int
    end: int
    text: str


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order; of two that overlap, the one given first."""
    taken: list[Edit] = []
    starts: list[int] = []
    for edit in edits:
        at = bisect_left(starts, edit.end)
        if edit.end > edit.start and (at == 0 or taken[at - 1].end <= edit.start):
            starts.insert(at, edit.start)
            taken.insert(at, edit)
    return taken


class Rewriting:
    """`old` with its edits, which are in order and do not overlap, as `new`."""

    def __init__(self, old: str, edits: list[Edit]) -> None:
        self.old, self.edits = old, edits
        self._starts = [edit.start for edit in edits]
        self._new: list[tuple[int, int]] = []
        pieces, at, length = [], 0, 0
        for edit in edits:
            length += edit.start - at
            pieces += [old[at : edit.start], edit.text]
            self._new.append((length, length := length + len(edit.text)))
            at = edit.end
        self.new = "".join([*pieces, old[at:]])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `old[start:end]` stands in `new`."""
        first = self._start(start)
        return first, max(first, self._end(end)) if end > start else first

    def _start(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        begin, end = self._new[at]
        return begin if offset < self.edits[at].end else end + offset - self.edits[at].end

    def _end(self, offset: int) -> int:
        at = bisect_left(self._starts, offset) - 1
        if at < 0:
            return offset
        end = self._new[at][1]
        return end if offset <= self.edits[at].end else end + offset - self.edits[at].end

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit changes something of `old[start:end]`."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.edits[at].end > start


def rewritten(record: S, rewriting: Rewriting, string: Callable[[str], str]) -> S:
    """A record whose offsets are those of the new text; `string` rewrites what is not from a span."""

    def value_at(value: str, span: Span | None) -> str:
        if span is None or not value:
            return string(value)
        written = rewriting.old[span.start : span.end]
        plain = " ".join(written.split())
        if value not in (written, plain):
            return string(value)
        if not rewriting.touches(span.start, span.end):
            return value
        start, end = rewriting.place(span.start, span.end)
        new = rewriting.new[start:end]
        return new if value == written else " ".join(new.split())

    def walk(node: Any, span: Span | None = None) -> Any:
        if isinstance(node, Span):
            start, end = rewriting.place(node.start, node.end)
            return msgspec.structs.replace(node, start=start, end=end)
        if isinstance(node, msgspec.Struct):
            own = getattr(node, "span", None)
            return msgspec.structs.replace(
                node, **{name: walk(getattr(node, name), own) for name in node.__struct_fields__}
            )
        if isinstance(node, tuple):
            return tuple(walk(item) for item in node)
        return value_at(node, span) if isinstance(node, str) else node

    changed: S = walk(record)
    return changed
