"""Whether two sentences speak of the same thing.

Compared are the long words of both, cut to their stem: `medfinansieringen av resurscentrumet` and
`beviljar resurscentrumet medfinansiering` share two. Words that any sentence about money holds
(`kronor`, `totalt`, `perioden`, `kommun`) tell nothing.
"""

from __future__ import annotations

from functools import cache

from swedoc.lexicon import load, pattern
from swedoc.mentions import Reading

_WORD = pattern(r"\p{L}{4,}+(?:-\p{L}++)*+", name="content word")
_STEM = 7
_NO_BODY = frozenset(("decision", "distribution", "paragraph"))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in load("purpose")["empty"]["words"])


def stems(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words of a stretch of text that say what it is about."""
    found = {m.group().lower()[:_STEM] for m in _WORD.finditer(text, start, end)}
    return frozenset(found - _empty())


class Purposes:
    """What the sentences of a document are about; each is read once, when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._outline = reading.outline
        self._sentences: dict[int, frozenset[str]] = {}
        self._bodies: dict[int, frozenset[str]] | None = None
        self._stretches: dict[tuple[int, int], frozenset[str]] = {}

    def between(self, start: int, end: int) -> frozenset[str]:
        """The stems of a stretch of the text."""
        known = self._stretches.get((start, end))
        if known is None:
            known = self._stretches[start, end] = stems(self._text, start, end)
        return known

    def of(self, sentence: int) -> frozenset[str]:
        """The stems of a sentence, by its index."""
        known = self._sentences.get(sentence)
        if known is None:
            one = self._outline.sentences[sentence]
            known = self._sentences[sentence] = stems(self._text, one.start, one.end)
        return known

    def same(self, one: int, other: int) -> bool:
        """Whether two sentences share a word that says what they are about."""
        return not self.of(one).isdisjoint(self.of(other))

    def of_body(self, matter: int) -> frozenset[str]:
        """The stems of everything that one matter says before its decision."""
        if self._bodies is None:
            found: dict[int, set[str]] = {}
            for section in self._outline.sections:
                if section.kind not in _NO_BODY:
                    own = stems(self._text, section.start, section.end)
                    found.setdefault(section.matter, set()).update(own)
            self._bodies = {one: frozenset(words) for one, words in found.items()}
        return self._bodies.get(matter, frozenset())
