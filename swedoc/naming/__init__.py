"""Names of people, titles and organisations in running text, from lists and the endings of words.

`Handläggare Karin Ahlmo, utvecklingsstrateg vid Granviks kommun` holds a person, a title and an
organisation. A person is a first name of the register followed by a surname; a title or a body is
known by how its last word ends. Vocabulary: `names`, `roles` and `bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.lexicon import load
from swedoc.naming.body import organisation
from swedoc.naming.person import PARTY, initials, person
from swedoc.naming.words import (
    Name,
    Token,
    between,
    first_names,
    is_board,
    is_body,
    is_first_name,
    is_title,
    may_begin,
    tokens,
)

__all__ = [
    "PARTY", "Name", "first_names", "is_body", "is_first_name", "is_title", "people", "scan", "tokens",
]  # fmt: skip

_PREFIXES = frozenset(load("roles")["titles"]["prefixes"])


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """People, titles and organisations of `text[start:end]` in reading order, none overlapping."""
    words = tokens(text, start, end)
    behind = 0
    for at in [at for at, token in enumerate(words) if may_begin(token.word)]:
        if at < behind:
            continue
        word = words[at].word
        if not word[0].isupper():
            if is_title(word):
                yield _title(text, words, at)
            elif is_board(word):
                yield _board(text, words, at)
            elif (reverse := person(text, words, at)) is not None:
                yield reverse[0]
                behind = reverse[1]
            continue
        found = person(text, words, at) or initials(text, words, at)
        if found is None and is_title(word):
            yield _title(text, words, at)
            continue
        found = found or organisation(text, words, at)
        if found is not None:
            yield found[0]
            behind = found[1]


def _title(text: str, words: list[Token], at: int) -> Name:
    begin, end = _with_prefix(text, words, at), words[at].end
    return Name("ROLE", begin, end, " ".join(text[begin:end].split()))


def _board(text: str, words: list[Token], at: int) -> Name:
    """A board in running text, with the first half of `barn- och utbildningsnämnden`."""
    begin, end = words[at].start, words[at].end
    halved = at > 1 and words[at - 1].word in ("och", "samt") and words[at - 2].word[-1] == "-"
    if halved and between(text, words, at) == " " == between(text, words, at - 1):
        begin = words[at - 2].start
    value = " ".join(text[begin:end].split())
    return Name("ORG", begin, end, value.removesuffix("s"))


def people(text: str, start: int, end: int) -> list[Name]:
    """Only the people of a stretch of text, such as a line."""
    words = tokens(text, start, end)
    found = []
    at = 0
    while at < len(words):
        hit = None
        if words[at].word[0].isupper():
            hit = person(text, words, at) or initials(text, words, at)
        if hit is None:
            at += 1
        else:
            found.append(hit[0])
            at = hit[1]
    return found


def _with_prefix(text: str, words: list[Token], at: int) -> int:
    """Where the title at `at` begins with its `tf.`, `bitr.`, `vice` …"""
    begin = words[at].start
    while at > 0:
        before = words[at - 1]
        if before.word.lower() not in _PREFIXES or text[before.end : begin] not in (" ", ". "):
            break
        begin = before.start
        at -= 1
    if text[begin - 4 : begin] in ("1:e ", "2:e ", "3:e "):
        return begin - 4
    return begin
