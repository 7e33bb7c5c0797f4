"""Cue words: what the words around an amount say that it is.

`totalt`, `varav`, `resterande`, `ansöker` … live in `data/cues.toml`. A text is cut into words
once; only those that begin like the first word of a phrase are looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, product

from msgspec import Struct

from swedoc.document import Document
from swedoc.lexicon import LETTERS, load, simple_pattern

_WORD = simple_pattern(
    rf"( [{LETTERS}\d]++ (?: [.:] [{LETTERS}]++ )*+ \.?+ | [^\s{LETTERS}\d] )", name="cue words"
)
_STEM = 4
_OF_VAT = frozenset(("excluded", "together_with", "open_list"))


class Cue(Struct, frozen=True, gc=False):
    """One cue phrase in the text: its category and span."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """Where phrases have come to after some words: the kinds of those that end here, and what may follow."""

    kinds: list[str] = field(default_factory=list)
    following: dict[str, _Node] = field(default_factory=dict)


@cache
def _phrases() -> tuple[dict[str, _Node], dict[str, list[tuple[str, str]]]]:
    """Phrases word by word, each word with or without a full stop; and words that go on, by their stem."""
    root = _Node()
    stems: dict[str, list[tuple[str, str]]] = {}
    for kind, entry in load("cues").items():
        for phrase in entry["words"]:
            words = phrase.removesuffix("*").split()
            if phrase.endswith("*") and len(words) == 1:
                stems.setdefault(words[0][:_STEM], []).append((words[0], kind))
                continue
            for forms in product(*((word, f"{word}.") for word in words)):
                node = root
                for form in forms:
                    node = node.following.setdefault(form, _Node())
                node.kinds.append(kind)
    return root.following, stems


class Words:
    """The words of a text, in small letters, and which of them may begin a cue phrase."""

    def __init__(self, document: Document) -> None:
        pieces = _WORD.split(document.lower)
        offsets = list(accumulate(map(len, pieces)))
        self._words = words = pieces[1::2]
        self._starts, self._ends = offsets[:-1:2], offsets[1::2]
        whole, stems = _phrases()
        self._opening = [at for at, word in enumerate(words) if word in whole or word[:_STEM] in stems]

    def cues(self, start: int, end: int) -> list[Cue]:
        """The cue phrases of `text[start:end]`, in reading order; one phrase may be of several kinds."""
        openings = self._opening
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found: list[Cue] = []
        covered = first
        for at in openings[bisect_left(openings, first) : bisect_left(openings, stop)]:
            if at < covered:
                continue  # inside a longer phrase: "samma summa" holds no "summa"
            here = self._phrases_at(at, stop)
            if here and at + 1 < stop and self._words[at + 1].startswith("moms"):
                here = [one for one in here if one[0] not in _OF_VAT]  # "exklusive moms" excludes no sum
            if here:  # the longest phrase says what is meant: "tillsammans med" is no "tillsammans"
                covered = max(behind for _, behind in here)
                begin, last = self._starts[at], self._ends[covered - 1]
                found += [Cue(kind, begin, last) for kind, behind in here if behind == covered]
        return found

    def _phrases_at(self, at: int, stop: int) -> list[tuple[str, int]]:
        """The kinds of the phrases that begin with the word at `at`, and the word behind each."""
        words = self._words
        whole, stems = _phrases()
        found: list[tuple[str, int]] = []
        node, behind = whole.get(words[at]), at
        while node is not None:
            behind += 1
            for kind in node.kinds:
                found.append((kind, behind))
            node = node.following.get(words[behind]) if behind < stop else None
        for stem, kind in stems.get(words[at][:_STEM], ()):
            if words[at].startswith(stem):
                found.append((kind, at + 1))
        return found
