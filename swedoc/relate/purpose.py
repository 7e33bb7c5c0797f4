"""Whether two sentences speak of the same thing.

Compared are the long words of both, cut to their stem: `medfinansieringen av resurscentrumet` and
`beviljar resurscentrumet medfinansiering` share two. Words that any sentence about money holds
(`kronor`, `totalt`, `perioden`, `kommun`) tell nothing.
"""

from __future__ import annotations

from functools import cache

from swedoc.lexicon import load, pattern
from swedoc.mentions import Reading
from swedoc.relate.clause import Clause

_WORD = pattern(r"\p{L}{4,}+(?:-\p{L}++)*+", name="content word")
_STEM = 7


@cache
def _empty() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in load("purpose")["empty"]["words"])


def stems(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words of a stretch of text that say what it is about."""
    found = {m.group().lower()[:_STEM] for m in _WORD.finditer(text, start, end)}
    return frozenset(found - _empty())


def same_purpose(reading: Reading, one: Clause, other: Clause) -> bool:
    """Whether two sentences share a word that says what they are about."""
    first = stems(reading.text, one.sentence.start, one.sentence.end)
    second = stems(reading.text, other.sentence.start, other.sentence.end)
    return bool(first & second)
