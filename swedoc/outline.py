"""How a document is put together: its sections, and the sentences they hold.

A section is a stretch of lines with one purpose (letterhead, body, decision list …). A paragraph
of a protocol (`§ 56 …`) is a section of kind `paragraph` that others lie inside, so that the
amounts and decisions of one matter never mix with the next.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from msgspec import Struct

from swedoc.records import SectionKind


class Section(Struct, frozen=True, gc=False):
    """Lines with one purpose. `heading` is the span of its heading line, which the section holds too.

    `matter` counts the paragraphs of a protocol: 0 before the first §, then 1, 2 …; 0 throughout
    in a document of one matter. `number` is the § or the number of the heading.
    """

    kind: SectionKind
    start: int
    end: int
    heading: tuple[int, int] | None = None
    number: str | None = None
    matter: int = 0


class Sentence(Struct, frozen=True, gc=False):
    """One sentence, list item, heading or line of a letterhead.

    `block` counts paragraphs of running text: sentences of one block follow on each other.
    `item` is the list marker ("1.", "–", "att", "a)") where the sentence begins a list item.
    """

    start: int
    end: int
    block: int
    section: int
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in reading order without gaps, sentences in reading order, and the title's span.

    A protocol's `paragraph` sections enclose others; `sections` lists each before those inside it.
    """

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    kind: str | None = None
    title: tuple[int, int] | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.start for s in self.sentences))

    def sentence_index(self, offset: int) -> int:
        """Index of the last sentence that begins at or before `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`."""
        return self.sentences[self.sentence_index(offset)]

    def section_at(self, offset: int) -> Section:
        """The innermost section that holds `offset`."""
        return self.sections[self.sentence_at(offset).section]
