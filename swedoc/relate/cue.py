"""Cue words: what the words around an amount say that it is.

`totalt`, `varav`, `resterande`, `ansöker` … live in `data/cues.toml`. A sentence is cut into
words once and each word looked up, so the cost follows the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from swedoc.lexicon import load, pattern

_WORD = pattern(r"[\p{L}\d]++ (?: [.:] \p{L}++ )*+ \.?+ | [^\s\p{L}\d]", name="cue words")
_STEM = 4
_OF_VAT = frozenset(("excluded", "together_with", "open_list"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue phrase in the text: its category and span."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    words: tuple[str, ...]
    goes_on: bool


@cache
def _index() -> tuple[dict[str, tuple[_Phrase, ...]], dict[str, tuple[_Phrase, ...]]]:
    """Phrases by their first word, and those that may go on by the first letters of it."""
    whole: dict[str, list[_Phrase]] = {}
    stems: dict[str, list[_Phrase]] = {}
    for kind, entry in load("cues").items():
        for word in entry["words"]:
            phrase = _Phrase(kind, tuple(word.removesuffix("*").split()), word.endswith("*"))
            if phrase.goes_on and len(phrase.words) == 1:
                stems.setdefault(phrase.words[0][:_STEM], []).append(phrase)
            else:
                whole.setdefault(phrase.words[0], []).append(phrase)
    return (
        {first: tuple(found) for first, found in whole.items()},
        {first: tuple(found) for first, found in stems.items()},
    )


def cues(text: str, start: int, end: int) -> list[Cue]:
    """The cue phrases of `text[start:end]`, in reading order; one phrase may be of several kinds."""
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    whole, stems = _index()
    found: list[Cue] = []
    covered = start
    for at, (word, word_start, word_end) in enumerate(words):
        if word_start < covered:
            continue  # inside a longer phrase: "samma summa" holds no "summa"
        bare = word.rstrip(".")
        here = [
            Cue(phrase.kind, word_start, last)
            for phrase in (*whole.get(word, ()), *(whole.get(bare, ()) if bare != word else ()))
            if (last := _phrase_end(words, at, phrase.words)) is not None
        ]
        here += [
            Cue(phrase.kind, word_start, word_end)
            for phrase in stems.get(bare[:_STEM], ())
            if bare.startswith(phrase.words[0])
        ]
        if at + len(here) and at + 1 < len(words) and words[at + 1][0].startswith("moms"):
            here = [cue for cue in here if cue.kind not in _OF_VAT]  # "exklusive moms" excludes no sum
        if here:  # the longest phrase says what is meant: "tillsammans med" is no "tillsammans"
            longest = covered = max(cue.end for cue in here)
            found.extend(cue for cue in here if cue.end == longest)
    return found


def _phrase_end(words: list[tuple[str, int, int]], at: int, phrase: tuple[str, ...]) -> int | None:
    """Offset behind the phrase if it stands at word `at`."""
    if at + len(phrase) > len(words):
        return None
    for offset, wanted in enumerate(phrase):
        word = words[at + offset][0]
        if word != wanted and word.rstrip(".") != wanted:
            return None
    return words[at + len(phrase) - 1][2]
