"""Two votes on names: what the rules found and what the model proposes, by agreement.

Both name the same words: `both`. Only the rules: as they said. Only the model: people and
organisations, where their words look like a name; a title only beside a person. The model never
takes a word from the rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from swedoc.lexicon import load, pattern
from swedoc.model import Tag
from swedoc.naming.person import PARTY
from swedoc.naming.words import BARE, Label, Name, is_body, is_first_name, is_title
from swedoc.records import NameSource

_NAMES, _BODIES = load("names"), load("bodies")
_PARTICLES = frozenset(_NAMES["particles"]["words"])
_NOT_SURNAMES = frozenset(_NAMES["not_surnames"]["words"])
_STREETS = tuple(_NAMES["streets"]["words"])
_SURNAME_ENDINGS = tuple(_NAMES["surname_endings"]["plain"])
_WORD = pattern(r"[\p{L}\d&][\p{L}\d.&’'/-]*+", name="word of a name")
_GENITIVE_SURNAMES = tuple(f"{ending}s" for ending in _SURNAME_ENDINGS)
_ONE_LETTER = pattern(r"\p{L}\.?(?:-?\p{L}\.?)?", name="initial")
_BESIDE = pattern(
    r"(?:[ \t]*+[,:(–-]?[ \t]*+\n?[ \t]*+|[ ]\([\p{L}-]{1,4}\)[ ,]{1,2})", name="gap beside a title"
)
_ACTOR = pattern(
    r"\b(?:av|från|med|hos|åt|och|samt|till|genom|mot)[ ]$|\p{L},[ ]$", name="before somebody who acts"
)
_ABBREVIATED = pattern(r"\p{L}[ ]\($", name="before the abbreviation of a name")
_LEGAL = frozenset(_BODIES["forms"]["words"])
_HEADS = tuple(_BODIES["kinds"]["suffixes"])
_GAP = 8


class Vote(NamedTuple):
    """A name and who proposed it."""

    name: Name
    source: NameSource


def fuse(text: str, rules: Sequence[Name], tags: Sequence[Tag]) -> Iterator[Vote]:
    """The names of both, in reading order, none overlapping."""
    starts = [name.start for name in rules]
    agreed: set[int] = set()
    alone: list[Tag] = []
    for tag in tags:
        first = bisect_left(starts, tag.end)
        over = [at for at in range(max(0, first - 8), first) if rules[at].end > tag.start]
        if not over:
            alone.append(tag)
        elif len(over) == 1 and _same(text, rules[over[0]], tag):
            agreed.add(over[0])
    votes = [
        Vote(name, "both" if at in agreed else "list" if name.label == "PER" else "rule")
        for at, name in enumerate(rules)
    ]
    known = {word for name in rules if name.label == "PER" for word in name.value.split()}
    roles = [name.start for name in rules if name.label == "ROLE"]
    votes += _people_and_bodies(text, alone, roles, known)
    people = sorted((vote.name for vote in votes if vote.name.label == "PER"), key=lambda name: name.start)
    people_starts = [name.start for name in people]
    votes += [
        Vote(_name(text, tag, "ROLE"), "model")
        for tag in alone
        if tag.label == "ROLE"
        and is_shaped_like_title(text[tag.start : tag.end])
        and _beside(text, tag, people, people_starts)
    ]
    yield from sorted(votes, key=lambda vote: vote.name.start)


def _same(text: str, name: Name, tag: Tag) -> bool:
    """Whether both mean the same words, a genitive s or white space apart."""
    return (
        name.label == tag.label
        and not text[min(name.start, tag.start) : max(name.start, tag.start)].strip()
        and text[min(name.end, tag.end) : max(name.end, tag.end)].strip() in ("", "s", ".")
    )


def _people_and_bodies(
    text: str, tags: Sequence[Tag], roles: Sequence[int], known: set[str]
) -> Iterator[Vote]:
    for tag in tags:
        if tag.label == "ROLE":
            continue
        tag = _below_label(text, tag)
        words = _WORD.findall(text[tag.start : tag.end])
        if tag.label == "PER" and _is_person(text, tag, words, roles, known):
            yield Vote(_name(text, tag, "PER"), "model")
        elif tag.label == "ORG" and _is_body(text, tag, words):
            yield Vote(_name(text, tag, "ORG"), "model")


def _below_label(text: str, tag: Tag) -> Tag:
    """Without a first line that is a whole line of the page: a label or heading above the name."""
    end = text.find("\n", tag.start, tag.end)
    if end < 0 or text[max(0, tag.start - 1) : tag.start] not in ("", "\n"):
        return tag
    start = end + 1
    while start < tag.end and text[start].isspace():
        start += 1
    return Tag(start, tag.end, tag.label)


def _is_person(text: str, tag: Tag, words: list[str], roles: Sequence[int], known: set[str]) -> bool:
    """Capitalised words with a first name, an end like a surname, or a title or party letter beside them.

    A word by itself is a first name, or part of the name of somebody whom the document names in full.
    """
    content = text[tag.start : tag.end]
    if any(ch.isdigit() or ch in "@|/_<>" for ch in content):
        return False
    proper = [word for word in words if word.lower() not in _PARTICLES and word not in ("d.y.", "d.ä.")]
    if not 0 < len(proper) < 6 or any(not word[0].isupper() or word in _NOT_SURNAMES for word in proper):
        return False
    if any(is_title(word) or is_body(word) for word in proper) or proper[-1].lower().endswith(_STREETS):
        return False
    whole = [word.removesuffix("s") for word in proper if not _ONE_LETTER.fullmatch(word)]
    if not whole or (len(proper) == 1 and proper[0].isupper()):
        return False
    if len(proper) == 1:
        return is_first_name(proper[0]) or is_first_name(whole[0]) or not known.isdisjoint((*proper, *whole))
    if not is_first_name(proper[0]) and (  # such a name the rules have looked at, and declined
        any(is_first_name(word) for word in (*whole, *proper)) or whole[-1].lower().endswith(_SURNAME_ENDINGS)
    ):
        return True
    at = bisect_left(roles, tag.end)
    beside = at < len(roles) and _is_gap(text, tag.end, roles[at])
    return len(whole) > 1 and (beside or PARTY.match(text, tag.end) is not None)


def _is_body(text: str, tag: Tag, words: list[str]) -> bool:
    """Words that look like the name of a body, to its last: `Hammarbygdens idrottsallians`."""
    content = text[tag.start : tag.end]
    if not words or len(content) < 3 or any(ch in "@|_<>" for ch in content) or content.count("\n") > 1:
        return False
    capitals = [word for word in words if word[0].isupper()]
    if not capitals or is_title(words[-1]):
        return False
    last = words[-1]
    headed = is_head(last)
    if len(words) == 1:
        if last in BARE or last.removesuffix("s") in BARE:
            return False
        before = text[max(0, tag.start - 9) : tag.start]
        return headed or _ACTOR.search(before) is not None or _ABBREVIATED.search(before) is not None
    if words[0] in BARE and words[1][0].islower() and words[1] not in ("för", "i"):
        return False
    if last[0].islower() and not headed and len(words) < 3:
        return False
    return len(capitals) > 1 or headed or words[0].isupper()


@lru_cache(maxsize=16_384)
def is_head(word: str) -> bool:
    """Whether a word says what kind of body a name is of: `idrottsallians`, `kulturföreningens`, `AB`."""
    low = word.lower().removesuffix("s")
    return (
        word in _LEGAL
        or is_body(word)
        or low.endswith(_HEADS)
        or low.removesuffix("n").removesuffix("e").endswith(_HEADS)
    )


def is_shaped_like_title(content: str) -> bool:
    """Whether words can be a title: letters, no figures but `1:e`."""
    return len(content) > 1 and content.count("\n") < 2 and not any(ch in "@|_<>§" for ch in content)


def _beside(text: str, tag: Tag, people: Sequence[Name], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, tag.start)
    before = at > 0 and _is_gap(text, people[at - 1].end, tag.start)
    return before or (at < len(people) and _is_gap(text, tag.end, people[at].start))


def _is_gap(text: str, start: int, end: int) -> bool:
    return 0 <= end - start <= _GAP and _BESIDE.fullmatch(text, start, end) is not None


def _name(text: str, tag: Tag, label: Label) -> Name:
    value = " ".join(text[tag.start : tag.end].split())
    genitive = ("kommuns", "ets", "ens", "ABs") if label == "ORG" else _GENITIVE_SURNAMES
    if label != "ROLE" and value.endswith(genitive):
        value = value[:-1]
    return Name(label, tag.start, tag.end, value)
