"""People called by their first name alone: `Sedan talade Göran och Lill-Britt med Petra V.`

Too little to call somebody a contact, and enough to give somebody away. A first name of the register
counts inside a sentence, where nothing but a name begins with a capital, and nowhere inside the name of
a body or before a number (`kvarteret Stina 3`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from swedoc.lexicon import pattern
from swedoc.naming import is_first_name, tokens
from swedoc.naming.words import Token

_BEFORE = pattern(r"[ \n]|,[ ]", name="before a name in a sentence")
_INITIAL = pattern(r"[ ]\p{Lu}(?![\p{L}\d])\.?+", name="initial behind a first name")
_NO_PERSON = pattern(r"[ ](?:\d|\p{Lu}\p{L})|[-/:\d]", name="what stands behind the name of a place")
_SHORTEST = 3  # letters


class Alone(NamedTuple):
    """A first name, with an initial or without, at `text[start:end]`."""

    start: int
    end: int
    value: str


def first_names_alone(text: str, spared: Sequence[tuple[int, int]]) -> Iterator[Alone]:
    """The first names that stand alone, outside `spared`: spans in order, without overlaps.

    A double name (`Lill-Britt`) and one with an initial (`Petra V`) also count where a sentence begins.
    """
    for before, token in pairwise([Token(0, 0, "."), *tokens(text)]):
        name = _first_name(token.word)
        if name is None or _NO_PERSON.match(text, token.end):
            continue
        initial = _INITIAL.match(text, token.end)
        inside = before.word[0].islower() and _BEFORE.fullmatch(text, before.end, token.start)
        if not inside and not initial and "-" not in name:
            continue
        at = bisect_right(spared, (token.start, len(text))) - 1
        if at < 0 or token.start >= spared[at][1]:
            end = initial.end() if initial else token.end
            yield Alone(token.start, end, name + (initial[0] if initial else ""))


def _first_name(word: str) -> str | None:
    """The first name that a word is, without the s of a genitive."""
    if len(word) < _SHORTEST or not word[0].isupper() or word.isupper():
        return None
    if is_first_name(word):
        return word
    return word[:-1] if word[-1] == "s" and len(word) > _SHORTEST and is_first_name(word[:-1]) else None
