"""Words and what they may be: first names, titles, bodies. Vocabulary: `names`, `roles`, `bodies`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal, NamedTuple

from msgspec import Struct

from swedoc.lexicon import LETTERS, load, simple_pattern

Label = Literal["PER", "ORG", "ROLE"]


class Name(NamedTuple):
    """A name at `text[start:end]`; `value` is the name itself, without genitive s."""

    label: Label
    start: int
    end: int
    value: str


class Token(Struct, frozen=True, gc=False):
    """A word and where it stands."""

    start: int
    end: int
    word: str


_INNER = rf"[{LETTERS}\d’'&´]*+"
_WORD = simple_pattern(rf"([{LETTERS}]{_INNER}(?:-[{LETTERS}]{_INNER})*+ -?+)", name="word")
_NAMES, _ROLES, _BODIES = load("names"), load("roles"), load("bodies")
_AMBIGUOUS = frozenset(_NAMES["ambiguous"]["words"])
_ROLE_SUFFIXES = tuple(_ROLES["titles"]["suffixes"])
_ROLE_TAILS = frozenset(suffix[-3:] for suffix in _ROLE_SUFFIXES)
_BOARDS = (*_BODIES["boards"]["suffixes"], *_BODIES["departments"]["suffixes"])
_ORG_SUFFIXES = tuple({*_BODIES["agencies"]["suffixes"], *_BOARDS})
_ORG_TAILS = frozenset(suffix[-3:] for suffix in _ORG_SUFFIXES)
_BOARD_SUFFIXES = tuple(suffix for suffix in _BOARDS if suffix.endswith(("en", "et", "fullmäktige")))
BARE = frozenset(_BODIES["bare"]["words"])
_REMEMBERED = 16_384


@cache
def first_names() -> frozenset[str]:
    """First names borne by at least twenty people in Sweden."""
    return frozenset((files("swedoc") / "data" / "first_names.csv").read_text(encoding="utf-8").split("\n"))


@cache
def _agencies() -> frozenset[str]:
    names = (files("swedoc") / "data" / "agencies.csv").read_text(encoding="utf-8").split("\n")
    return frozenset(name for name in names if " " not in name and name not in _AMBIGUOUS)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`."""
    pieces = _WORD.split(text if end is None and not start else text[start:end])
    ends = list(accumulate(map(len, pieces), initial=start))
    return list(map(Token, ends[1::2], ends[2::2], pieces[1::2]))


@lru_cache(maxsize=_REMEMBERED)
def is_first_name(word: str) -> bool:
    """Whether a word, or the first part of a hyphenated one, is a first name and nothing else."""
    known = first_names()
    if word in known:
        return word not in _AMBIGUOUS
    if len(word) > 2 and word.isupper():
        word = word.title()
        if word in known:
            return word not in _AMBIGUOUS
    head, hyphen, tail = word.partition("-")
    return bool(hyphen) and len(head) > 1 and tail[:1].isupper() and (head in known or tail in known)


@lru_cache(maxsize=_REMEMBERED)
def is_title(word: str) -> bool:
    """Whether a word is a title: `regiondirektör`, `Controller`, `enhetschefen`, `Regiondirektörens`."""
    word = word.lower()
    if word[-3:] in _ROLE_TAILS and word.endswith(_ROLE_SUFFIXES):
        return True
    if word == "vd":
        return True
    if len(word) > 9 and word[-1] == "s":
        word = word[:-1]
    if len(word) < 8 or word[-1] not in "nt":
        return False
    stem = word[:-1]
    if word[-2:] == "et":
        return word[-5:-2] in _ROLE_TAILS and word[:-2].endswith(_ROLE_SUFFIXES)
    if stem[-3:] in _ROLE_TAILS and stem.endswith(_ROLE_SUFFIXES):
        return True
    return stem[-1] == "e" and stem[-4:-1] in _ROLE_TAILS and stem[:-1].endswith(_ROLE_SUFFIXES)


@lru_cache(maxsize=_REMEMBERED)
def is_body(word: str) -> bool:
    """Whether a word is what a body is called: `Socialnämnden`, `Boverket`, `HR-avdelningen`."""
    low = word.lower()
    if len(low) > 5:
        if low[-3:] in _ORG_TAILS and low.endswith(_ORG_SUFFIXES):
            return True
        if low[-1] == "s" and low[-4:-1] in _ORG_TAILS and low[:-1].endswith(_ORG_SUFFIXES):
            return True
    return word in _agencies()


_PARTICLES = frozenset(("von", "af", "de", "van"))


@lru_cache(maxsize=_REMEMBERED)
def may_begin(word: str) -> bool:
    """Whether a name may begin with a word: with a capital, with a title, a board or a particle."""
    return word[0].isupper() or word in _PARTICLES or is_title(word) or is_board(word)


def between(text: str, words: list[Token], at: int) -> str:
    """What stands between the word at `at` and the one before it."""
    return text[words[at - 1].end : words[at].start]


@lru_cache(maxsize=_REMEMBERED)
def is_board(word: str) -> bool:
    """Whether a word in small letters names a board or department of its own: `socialnämndens`."""
    if len(word) < 9:
        return False
    if word[-1] == "s":
        word = word[:-1]
    return word[-3:] in _ORG_TAILS and word.endswith(_BOARD_SUFFIXES) and word.capitalize() not in BARE
