"""Organisations, by how they begin and end: `Region Västsvea`, `Almviks kommun`, `Socialnämnden`.

Vocabulary: `bodies`; single-word agencies from the agency register.
"""

from __future__ import annotations

from swedoc.lexicon import alternatives, load, pattern
from swedoc.naming.words import BARE, Name, Token, between, is_body, is_title

_BODIES = load("bodies")
_SUFFIXES = tuple(
    {*_BODIES["agencies"]["suffixes"], *_BODIES["boards"]["suffixes"], *_BODIES["departments"]["suffixes"]}
)
_PLACES = frozenset(_BODIES["places"]["words"])
_COMPANY_WORDS = frozenset(_BODIES["companies"]["suffixes"])
_COMPANY_OPENINGS = frozenset(_BODIES["companies"]["openings"])
_COMPANY_TAIL = pattern(rf"[ ] {alternatives(_BODIES['companies']['tails'])} (?!\w)", name="company tail")
_NO_OWNER = frozenset(_BODIES["not_owners"]["words"])
_KINDS = frozenset(
    word for entry in load("kinds").values() for phrase in entry["words"] for word in phrase.split()
) | {"sida", "sammanträdesprotokoll", "kallelse"}
_GENITIVES = ("kommuns", "stads", "landstings", "läns")
_HEADS = frozenset(_BODIES["heads"]["openings"])
_HEAD_SUFFIXES = tuple(_BODIES["heads"]["suffixes"])
_ADJECTIVES = tuple(_BODIES["adjectives"]["suffixes"])
_NO_PURPOSE = frozenset(_BODIES["not_purposes"]["words"])


def organisation(text: str, words: list[Token], at: int) -> tuple[Name, int] | None:
    """The organisation whose name begins with the word at `at`, and the index of the word behind it."""
    word = words[at].word
    if word in ("Region", "Landstinget", "Regionförbundet"):
        return _named(text, words, at, 3)
    if word == "Länsstyrelsen":
        return _county_board(text, words, at)
    if word in _COMPANY_OPENINGS:
        return _named(text, words, at, 3)
    last = _body_end(text, words, at)
    if last is None:
        return None
    return _name(text, words, at, last)


def _named(text: str, words: list[Token], at: int, most: int) -> tuple[Name, int] | None:
    """`Region Jämtland Härjedalen`, `Stiftelsen Kullagrund`: an opening and capitalised words."""
    last = at
    while (
        last + 1 < len(words)
        and last - at < most
        and between(text, words, last + 1) == " "
        and words[last + 1].word[0].isupper()
        and not is_title(words[last + 1].word)
        and words[last + 1].word.lower() not in _KINDS
        and not (last > at and is_body(words[last + 1].word))
    ):
        last += 1
    if last == at:
        return None
    if match := _COMPANY_TAIL.match(text, words[last].end):
        last += len(match.group().split())
    return _name(text, words, at, min(last, len(words) - 1))


def _name(text: str, words: list[Token], at: int, last: int) -> tuple[Name, int]:
    begin, end = words[at].start, words[last].end
    value = " ".join(text[begin:end].split())
    low = value.lower()
    if low[-1] == "s" and (low.endswith(_GENITIVES) or low[:-1].endswith(_SUFFIXES)):
        value = value[:-1]
    return Name("ORG", begin, end, value), last + 1


def _county_board(text: str, words: list[Token], at: int) -> tuple[Name, int]:
    """`Länsstyrelsen i Västra Götalands län`, `Länsstyrelsen Kronoberg`, `Länsstyrelsen`."""
    last = at
    for after in range(at + 1, min(at + 5, len(words))):
        if between(text, words, after) != " ":
            break
        if words[after].word == "län" or (after == at + 1 and words[after].word[0].isupper()):
            last = after
    return _name(text, words, at, last)


def _body_end(text: str, words: list[Token], at: int) -> int | None:
    """The last word of the body whose name begins at `at`: a municipality, board, agency or company."""
    word = words[at].word
    if word in _NO_OWNER:
        return None
    if word.capitalize() in _HEADS and (end := _state_body(text, words, at)) is not None:
        return end
    limit = min(at + 7, len(words))
    previous = word
    for after in range(at, limit):
        current = words[after].word
        if after > at:
            gap = between(text, words, after)
            if gap != " " and not (gap == ", " and previous.endswith("-")):
                return None
            if current.lower() in _PLACES:
                return after if words[after - 1].word[0].isupper() else None
            if current in _COMPANY_WORDS:
                return after
            if current[0].isupper() and (match := _COMPANY_TAIL.match(text, words[after].end)):
                return after + len(match.group().split())
        if is_body(current) and (after > at or current.capitalize() not in BARE):
            if after > at and current[0].isupper() and not (previous.endswith("-") or previous == "och"):
                return after if current.lower().endswith(("förbund", "institut", "regionen")) else None
            part = after + 1
            owned = current[-1] == "s" and part < limit and words[part].word[0].islower()
            if owned and is_body(words[part].word) and between(text, words, part) == " ":
                return part
            return _with_place(text, words, _with_purpose(text, words, after))
        if after == at and current.capitalize() in BARE:
            end = _with_purpose(text, words, after)
            return end if end > after else None
        if after == at and current[-1] == "s" and (match := _COMPANY_TAIL.match(text, words[after].end)):
            return after + len(match.group().split())
        if current[0].islower() and current != "och" and not current.endswith("-"):
            return None
        previous = current
    return None


def _state_body(text: str, words: list[Token], at: int) -> int | None:
    """The end of `Statens skogsdatainstitut`, `Sveriges geologiska undersökning`."""
    for after in range(at + 1, min(at + 4, len(words))):
        if between(text, words, after) != " ":
            return None
        if words[after].word.lower().endswith(_HEAD_SUFFIXES):
            return after
    return None


def _with_purpose(text: str, words: list[Token], at: int) -> int:
    """The end of `Myndigheten för samhällsskydd och beredskap`."""
    if at + 2 >= len(words) or words[at + 1].word.lower() != "för" or between(text, words, at + 1) != " ":
        return at
    if between(text, words, at + 2) != " " or words[at + 2].word in _NO_PURPOSE:
        return at
    end = at + 2
    if (
        words[end].word.endswith(_ADJECTIVES)
        and end + 1 < len(words)
        and between(text, words, end + 1) == " "
    ):
        follower = words[end + 1].word
        end += follower[0].islower() and len(follower) > 4 and follower not in ("eller", "under")
    if end + 2 < len(words) and words[end + 1].word.lower() == "och" and between(text, words, end + 2) == " ":
        end += 2
    return end


def _with_place(text: str, words: list[Token], at: int) -> int:
    """The end of `Förvaltningsrätten i Norrsund`: courts and universities are told apart by place."""
    if not words[at].word.lower().endswith(("rätten", "domstolen", "högskolan")) or at + 2 >= len(words):
        return at
    placed = words[at + 1].word == "i" and words[at + 2].word[0].isupper()
    return at + 2 if placed and text[words[at].end : words[at + 2].start] == " i " else at
