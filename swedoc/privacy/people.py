"""Who is who among the names of one memo, and where each of them is named.

`Karin Ahlmo`, `Ahlmo, Karin`, `KARIN AHLMO`, `K. Ahlmo`, `Ahlmos förslag` and `karin-ahlmo` in an
address are one person, as long as only one person of the memo can be meant; a surname that two of
them share stands for itself. A name is recognised word by word, without regard to case or accents.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from swedoc.lexicon import load, pattern
from swedoc.naming import first_names, is_body, is_title, scan, tokens
from swedoc.naming.words import Token

_AMBIGUOUS = frozenset(load("names")["ambiguous"]["words"])
_PARTICLES = frozenset(load("names")["particles"]["words"])
_PART = pattern(r"[\p{L}\p{M}\d’'&´]++", name="part of a name")
_GAP = pattern(r"[ \t_+-]{0,3}+\n?[ \t]{0,3}+|,[ _]?|[.][ _]?|%20", name="between the words of a name")
_LONGEST = 6
_SHORTEST = 3  # letters of a name that is recognised alone


class Sighting(NamedTuple):
    """A name at `text[start:end]`, and for whom it stands; `genitive` where an s belongs to the case."""

    start: int
    end: int
    who: str
    genitive: bool = False


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Small letters without accents: `Åsa` → `asa`."""
    low = (
        word.casefold().replace("ø", "o").replace("æ", "a").replace("’", "").replace("'", "").replace("´", "")
    )
    if low.isascii():
        return low
    return "".join(ch for ch in unicodedata.normalize("NFKD", low) if not unicodedata.combining(ch))


def parts(name: str) -> list[str]:
    """The words of a name, hyphenated ones taken apart."""
    return [str(match[0]) for match in _PART.finditer(name)]


@dataclass(eq=False)
class People:
    """The people of a memo, by all the names it gives them."""

    _names: dict[tuple[str, ...], str] = field(default_factory=dict)
    _by_word: defaultdict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    _by_initial: defaultdict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, names: Iterable[str]) -> People:
        """The people who bear these names; a shorter form of one longer name is the same person."""
        found = cls()
        folded: dict[tuple[str, ...], str] = {}
        for name in names:
            words = parts(name)
            if words:
                folded.setdefault(tuple(map(fold, words)), " ".join(words).casefold())
        for key in sorted(folded, key=lambda key: (-sum(map(len, key)), key)):
            fuller = found._candidates(key)
            if len(fuller) != 1 or next(iter(fuller)) == key:
                found._add(key, folded[key])
        return found

    def __bool__(self) -> bool:
        return bool(self._names)

    def _add(self, key: tuple[str, ...], name: str) -> None:
        self._names[key] = name
        for word in key:
            self._by_word[word].add(key)
            self._by_initial[word[:1]].add(key)

    def who(self, name: str) -> str:
        """For whom a name stands: the fullest name of that person, in small letters."""
        key = tuple(fold(word) for word in parts(name))
        return self._who(key, self._candidates(key))

    def _who(self, key: Sequence[str], candidates: set[tuple[str, ...]]) -> str:
        return self._names[next(iter(candidates))] if len(candidates) == 1 else " ".join(sorted(key))

    def _candidates(self, key: Sequence[str]) -> set[tuple[str, ...]]:
        """The people who may be called so: who have all the words, each initial another word."""
        found: set[tuple[str, ...]] | None = None
        for word in key:
            bearers = (self._by_initial if len(word) == 1 else self._by_word).get(word, set())
            found = bearers if found is None else found & bearers
        return {full for full in found or () if _within(key, full)}

    def sightings(
        self, text: str, start: int, end: int, spared: Sequence[tuple[int, int]] = ()
    ) -> Iterator[Sighting]:
        """Every place in `text[start:end]` where one of them is named.

        A single word counts if it does not stand inside `spared`: spans in order, without overlaps.
        """
        if not self._names:
            return
        words = tokens(text, start, end)
        at = 0
        while at < len(words):
            found = self._run(text, words, at)
            if found is None or (found[2] == 1 and not self._alone(words[at], found[0].start, spared)):
                at += 1
                continue
            yield found[0]
            at = found[1]

    def _run(self, text: str, words: list[Token], at: int) -> tuple[Sighting, int, int] | None:
        """The longest name that begins with the word at `at`, the word behind it, and its words."""
        key: list[str] = []
        best: tuple[Sighting, int, int] | None = None
        for after in range(at, min(at + _LONGEST, len(words))):
            if after > at and not _GAP.fullmatch(text, words[after - 1].end, words[after].start):
                break
            word = words[after].word
            folded = self._known([fold(part) for part in parts(word)])
            if folded is None or (len(word) == 1 and word.islower()):
                break
            key += folded[0]
            candidates = self._candidates(key)
            if not candidates:
                break
            if len(key[-1]) > 1 and key[-1] not in _PARTICLES:
                begin, end = words[at].start, words[after].start + len(word.rstrip("-"))
                who = self._who(key, candidates)
                best = Sighting(begin, end, who, folded[1]), after + 1, len(key)
            if folded[1]:
                break
        return best

    def _known(self, folded: list[str]) -> tuple[list[str], bool] | None:
        """The words of a token as the names have them, and whether an s had to be taken off the last."""
        if not folded or any(not self._has(word) for word in folded[:-1]):
            return None
        last = folded[-1]
        if self._has(last):
            return folded, False
        if last[-1:] == "s" and len(last) > _SHORTEST and last[:-1] in self._by_word:
            return [*folded[:-1], last[:-1]], True
        return None

    def _has(self, word: str) -> bool:
        return word in self._by_word or (len(word) == 1 and word in self._by_initial)

    def _alone(self, token: Token, start: int, spared: Sequence[tuple[int, int]]) -> bool:
        """Whether a single word can be a person: a surname, or a first name that is nothing else."""
        word = token.word
        if len(word) < _SHORTEST or not word[0].isupper() or is_title(word) or is_body(word):
            return False
        at = bisect_right(spared, (start, len(token.word) + start)) - 1
        if at >= 0 and start < spared[at][1]:
            return False
        folded = self._known([fold(word)])
        bare = word[:-1] if folded is not None and folded[1] else word
        surname = folded is not None and any(key[-1] == folded[0][0] for key in self._by_word[folded[0][0]])
        return surname or (bare in first_names() and bare not in _AMBIGUOUS)


def _within(key: Sequence[str], full: tuple[str, ...]) -> bool:
    """Whether each word of `key` is another word of `full`, or its initial."""
    left = list(full)
    for word in sorted(key, key=len, reverse=True):
        match = next(
            (other for other in left if other == word or (len(word) == 1 and other[0] == word)), None
        )
        if match is None:
            return False
        left.remove(match)
    return True


def organisations(text: str) -> list[tuple[int, int]]:
    """Where bodies are named in a short text: a place is not a person in `Lunds kommun`."""
    return [(name.start, name.end) for name in scan(text) if name.label == "ORG"]


Say = Callable[[str, str, bool], str]
"""What stands for a name: who it is, how it was written, and whether in the genitive."""


def replaced(text: str, people: People, say: Say, plain: str | None = None) -> str:
    """A short text, such as a title, with everyone in it replaced.

    `plain` is the same text, character by character, made easier to read names in.
    """
    read = text if plain is None else plain
    found = list(people.sightings(read, 0, len(read)))
    if any(len(parts(read[one.start : one.end])) == 1 for one in found):
        found = list(people.sightings(read, 0, len(read), organisations(read)))
    for one in reversed(found):
        written = text[one.start : one.end]
        text = text[: one.start] + say(one.who, written, one.genitive) + text[one.end :]
    return text
