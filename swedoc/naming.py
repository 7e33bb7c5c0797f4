"""Names of people, titles and organisations in running text, from lists and the endings of words.

`Handläggare Karin Ahlmo, utvecklingsstrateg vid Granviks kommun` holds a person, a title and an
organisation. A person is a first name of the register followed by a surname; a title or a body is
known by how its last word ends. Vocabulary: `names`, `roles` and `bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from swedoc.lexicon import alternatives, load, pattern

Label = Literal["PER", "ORG", "ROLE"]


class Name(NamedTuple):
    """A name at `text[start:end]`; `value` is the name itself, without genitive s."""

    label: Label
    start: int
    end: int
    value: str


class Token(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    word: str


_WORD = pattern(r"\p{L}[\p{L}\d’'&´]*+(?:-\p{L}[\p{L}\d’'&´]*+)*+ -?+", name="word")
_NAMES, _ROLES, _BODIES = load("names"), load("roles"), load("bodies")
_AMBIGUOUS = frozenset(_NAMES["ambiguous"]["words"])
_PARTICLES = frozenset(_NAMES["particles"]["words"])
_NOT_SURNAMES = frozenset(_NAMES["not_surnames"]["words"])
_STREETS = tuple(_NAMES["streets"]["words"])
_SURNAME_ENDINGS = tuple(_NAMES["surname_endings"]["words"])
_ROLE_SUFFIXES = tuple(_ROLES["titles"]["suffixes"])
_ROLE_TAILS = frozenset(suffix[-3:] for suffix in _ROLE_SUFFIXES)
_PREFIXES = frozenset(_ROLES["titles"]["prefixes"])
_ORG_SUFFIXES = tuple(
    {*_BODIES["agencies"]["suffixes"], *_BODIES["boards"]["suffixes"], *_BODIES["departments"]["suffixes"]}
)
_ORG_TAILS = frozenset(suffix[-3:] for suffix in _ORG_SUFFIXES)
_PLACES = frozenset(_BODIES["places"]["words"])
_COMPANY_WORDS = frozenset(_BODIES["companies"]["suffixes"])
_COMPANY_OPENINGS = frozenset(_BODIES["companies"]["openings"])
_COMPANY_TAIL = pattern(rf"[ ] {alternatives(_BODIES['companies']['tails'])} (?!\w)", name="company tail")
PARTY = pattern(rf"[ ]? \( (?P<party> {alternatives(_NAMES['parties']['words'])} ) \)", name="party letter")
_BARE = frozenset(_BODIES["bare"]["words"])
_NO_OWNER = frozenset(_BODIES["not_owners"]["words"])
_KINDS = frozenset(
    word for entry in load("kinds").values() for phrase in entry["words"] for word in phrase.split()
) | {"sida", "sammanträdesprotokoll", "kallelse"}
_GENITIVES = ("kommuns", "stads", "landstings", "läns")
_HEADS = frozenset(_BODIES["heads"]["openings"])
_HEAD_SUFFIXES = tuple(_BODIES["heads"]["suffixes"])
_ADJECTIVES = tuple(_BODIES["adjectives"]["suffixes"])
_NO_PURPOSE = frozenset(_BODIES["not_purposes"]["words"])


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
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(match.start(), match.end(), match.group()) for match in found]


def is_first_name(word: str) -> bool:
    """Whether a word, or the first part of a hyphenated one, is a first name and nothing else."""
    known = first_names()
    if word in known:
        return word not in _AMBIGUOUS
    if len(word) > 2 and word.isupper():
        word = word.title()
        if word in known:
            return word not in _AMBIGUOUS
    return "-" in word and all(part in known for part in word.split("-", 1))


def is_title(word: str) -> bool:
    """Whether a word is a title: `regiondirektör`, `Controller`, `enhetschefen`."""
    word = word.lower()
    if word[-3:] in _ROLE_TAILS and word.endswith(_ROLE_SUFFIXES):
        return True
    if word == "vd":
        return True
    if len(word) < 8 or word[-1] not in "nt":
        return False
    stem = word[:-1]
    if word[-2:] == "et":
        return word[-5:-2] in _ROLE_TAILS and word[:-2].endswith(_ROLE_SUFFIXES)
    if stem[-3:] in _ROLE_TAILS and stem.endswith(_ROLE_SUFFIXES):
        return True
    return stem[-1] == "e" and stem[-4:-1] in _ROLE_TAILS and stem[:-1].endswith(_ROLE_SUFFIXES)


def is_body(word: str) -> bool:
    """Whether a word is what a body is called: `Socialnämnden`, `Boverket`, `HR-avdelningen`."""
    low = word.lower()
    if len(low) > 5:
        if low[-3:] in _ORG_TAILS and low.endswith(_ORG_SUFFIXES):
            return True
        if low[-1] == "s" and low[-4:-1] in _ORG_TAILS and low[:-1].endswith(_ORG_SUFFIXES):
            return True
    return word in _agencies()


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """People, titles and organisations of `text[start:end]` in reading order, none overlapping."""
    words = tokens(text, start, end)
    at = 0
    while at < len(words):
        token = words[at]
        first = token.word[0]
        if not first.isupper():
            if (token.word[-3:] in _ROLE_TAILS or token.word[-1] in "nt") and is_title(token.word):
                begin = _with_prefix(text, words, at)
                yield Name("ROLE", begin, token.end, text[begin : token.end])
            at += 1
            continue
        found = person(text, words, at) or organisation(text, words, at)
        if found is not None:
            name, at = found
            yield name
            continue
        if is_title(token.word):
            begin = _with_prefix(text, words, at)
            yield Name("ROLE", begin, token.end, text[begin : token.end])
        at += 1


def people(text: str, start: int, end: int) -> list[Name]:
    """Only the people of a stretch of text, such as a line."""
    words = tokens(text, start, end)
    found = []
    at = 0
    while at < len(words):
        hit = person(text, words, at) if words[at].word[0].isupper() else None
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
    return begin


def _gap(text: str, words: list[Token], at: int) -> str:
    """What stands between the word at `at` and the one before it."""
    return text[words[at - 1].end : words[at].start]


def person(text: str, words: list[Token], at: int) -> tuple[Name, int] | None:
    """The person whose name begins with the word at `at`, and the index of the word behind it."""
    word = words[at].word
    sure = is_first_name(word)
    if not sure:
        reverse = _surname_first(text, words, at)
        if reverse is not None:
            return reverse
        if word not in _AMBIGUOUS and not _stranger(text, words, at):
            return None
    caps = word.isupper() and len(word) > 1
    last = at
    surname = False
    after = at + 1
    while after < len(words) and after - at < 6:
        gap = _gap(text, words, after)
        follower = words[after].word
        if gap not in (" ", ". ") or (gap == ". " and len(words[after - 1].word) > 1):
            break
        if follower in _PARTICLES:
            after += 1
            continue
        if not _may_be_surname(follower, caps):
            break
        if surname and is_first_name(follower) and _begins_person(text, words, after, caps):
            break
        if len(follower) > 1:
            surname = surname or not is_first_name(follower)
            last = after
        after += 1
    if last == at or (last == at + 1 and len(words[last].word) < 2):
        return None
    if not sure and not _vouched(text, words, at, last):
        return None
    if _is_place(text, words, at, last):
        return None
    begin, end = words[at].start, words[last].end
    value = _nominative(text, words, last, " ".join(text[begin:end].split()))
    return Name("PER", begin, end, value), last + 1


def _may_be_surname(word: str, caps: bool) -> bool:
    if not word[0].isupper() or word[-1] == "-" or word in _NOT_SURNAMES:
        return False
    if len(word) > 2 and word.isupper() != caps and (caps or len(word) > 3 or word.isupper()):
        return False
    return not (is_title(word) or is_body(word))


def _begins_person(text: str, words: list[Token], at: int, caps: bool) -> bool:
    """Whether the first name at `at` has a surname of its own behind it."""
    return (
        at + 1 < len(words)
        and _gap(text, words, at + 1) == " "
        and (words[at + 1].word in _PARTICLES or _may_be_surname(words[at + 1].word, caps))
    )


def _surname_first(text: str, words: list[Token], at: int) -> tuple[Name, int] | None:
    """`Lindqvist, Anna` at the beginning of a line of a list."""
    if at + 1 >= len(words) or _gap(text, words, at + 1) != ", " or not is_first_name(words[at + 1].word):
        return None
    begin, end = words[at].start, words[at + 1].end
    if text[max(0, begin - 1) : begin] not in ("", "\n") or not _may_be_surname(words[at].word, False):
        return None
    after = text[end : end + 2]
    if after and after[0] not in "\n\t(,;" and after not in (" (", "  "):
        return None
    return Name("PER", begin, end, f"{words[at + 1].word} {words[at].word}"), at + 2


def _stranger(text: str, words: list[Token], at: int) -> bool:
    """Whether a word that no list knows stands where a name is announced: `enhetschef Xhemile Dahl`."""
    word = words[at].word
    if len(word) < 3 or not word[1:].islower() or word in _NOT_SURNAMES or is_title(word) or is_body(word):
        return False
    if at + 1 >= len(words) or not words[at + 1].word[0].isupper():
        return False
    return not (is_first_name(words[at + 1].word) and at + 2 < len(words) and words[at + 2].word[0].isupper())


def _vouched(text: str, words: list[Token], at: int, last: int) -> bool:
    """Whether a title, a label or a party letter says that a doubtful name is one."""
    if PARTY.match(text, words[last].end):
        return True
    known = words[at].word in first_names()
    if not known and not words[last].word.lower().endswith(_SURNAME_ENDINGS):
        return False
    if at > 0 and is_title(words[at - 1].word) and _gap(text, words, at) in (" ", ": ", ":", "\n", ":\n"):
        return last - at == 1 or known
    after = last + 1
    if after >= len(words) or not is_title(words[after].word):
        return False
    gap = _gap(text, words, after)
    if gap.strip(" ") == "\n" and words[after].word[0].isupper():
        return text[words[at].start - 1 : words[at].start] in ("", "\n")
    return gap in (", ", ",")


def _is_place(text: str, words: list[Token], at: int, last: int) -> bool:
    """Whether the name is that of a street, a school, a prize, a foundation."""
    if at > 0 and _gap(text, words, at) == " ":
        before = words[at - 1].word
        if before in _COMPANY_OPENINGS or before in ("Sankt", "Sankta", "Saint"):
            return True
    after = last + 1
    if after < len(words) and _gap(text, words, after) == " ":
        follower = words[after].word
        owns = words[last].word[-1] == "s" and follower.lower().endswith(_STREETS)
        return owns or follower in _COMPANY_WORDS
    return False


def _nominative(text: str, words: list[Token], last: int, name: str) -> str:
    """The name without the genitive s of `Karin Ahlmos förslag`."""
    after = last + 1
    if not name.endswith("s") or name.endswith("ss") or after >= len(words):
        return name
    if _gap(text, words, after) != " " or not words[after].word[0].islower():
        return name
    stem = name[:-1]
    if stem.lower().endswith(_SURNAME_ENDINGS) and words[after].word not in ("och", "samt"):
        return stem
    return stem if text.count(stem) > text.count(name) else name


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
        and _gap(text, words, last + 1) == " "
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
    if low[-1] == "s" and (
        low.endswith(_GENITIVES) or (low[-4:-1] in _ORG_TAILS and low[:-1].endswith(_ORG_SUFFIXES))
    ):
        value = value[:-1]
    return Name("ORG", begin, end, value), last + 1


def _county_board(text: str, words: list[Token], at: int) -> tuple[Name, int]:
    """`Länsstyrelsen i Västra Götalands län`, `Länsstyrelsen Kronoberg`, `Länsstyrelsen`."""
    last = at
    for after in range(at + 1, min(at + 5, len(words))):
        if _gap(text, words, after) != " ":
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
            gap = _gap(text, words, after)
            if gap != " " and not (gap == ", " and previous.endswith("-")):
                return None
            if current.lower() in _PLACES:
                return after if words[after - 1].word[0].isupper() else None
            if current in _COMPANY_WORDS:
                return after
            if current[0].isupper() and (match := _COMPANY_TAIL.match(text, words[after].end)):
                return after + len(match.group().split())
        if is_body(current) and (after > at or current.capitalize() not in _BARE):
            if after > at and current[0].isupper() and not (previous.endswith("-") or previous == "och"):
                return after if current.lower().endswith(("förbund", "institut")) else None
            return _with_place(text, words, _with_purpose(text, words, after))
        if after == at and current.capitalize() in _BARE:
            end = _with_purpose(text, words, after)
            return end if end > after else None
        if after == at and (match := _COMPANY_TAIL.match(text, words[after].end)) and current.endswith("s"):
            return after + len(match.group().split())
        if current[0].islower() and current != "och" and not current.endswith("-"):
            return None
        previous = current
    return None


def _state_body(text: str, words: list[Token], at: int) -> int | None:
    """The end of `Statens skogsdatainstitut`, `Sveriges geologiska undersökning`."""
    for after in range(at + 1, min(at + 4, len(words))):
        if _gap(text, words, after) != " ":
            return None
        if words[after].word.lower().endswith(_HEAD_SUFFIXES):
            return after
    return None


def _with_purpose(text: str, words: list[Token], at: int) -> int:
    """The end of `Myndigheten för samhällsskydd och beredskap`."""
    if at + 2 >= len(words) or words[at + 1].word.lower() != "för" or _gap(text, words, at + 1) != " ":
        return at
    if _gap(text, words, at + 2) != " " or words[at + 2].word in _NO_PURPOSE:
        return at
    end = at + 2
    if words[end].word.endswith(_ADJECTIVES) and end + 1 < len(words) and _gap(text, words, end + 1) == " ":
        follower = words[end + 1].word
        end += follower[0].islower() and len(follower) > 4 and follower not in ("eller", "under")
    if end + 2 < len(words) and words[end + 1].word.lower() == "och" and _gap(text, words, end + 2) == " ":
        end += 2
    return end


def _with_place(text: str, words: list[Token], at: int) -> int:
    """The end of `Förvaltningsrätten i Norrsund`: courts and universities are told apart by place."""
    if not words[at].word.lower().endswith(("rätten", "domstolen", "högskolan")) or at + 2 >= len(words):
        return at
    placed = words[at + 1].word == "i" and words[at + 2].word[0].isupper()
    return at + 2 if placed and text[words[at].end : words[at + 2].start] == " i " else at
