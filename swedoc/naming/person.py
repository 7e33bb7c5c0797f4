"""People: a first name of the register followed by a surname, `Anna-Karin von Essen`.

A first name that is also a word, and one that no register knows, count where a title, a label or a
party letter vouches for them. Vocabulary: `names`.
"""

from __future__ import annotations

from swedoc.lexicon import alternatives, load, pattern
from swedoc.naming.words import Name, Token, between, first_names, is_body, is_first_name, is_title

_NAMES = load("names")
_AMBIGUOUS = frozenset(_NAMES["ambiguous"]["words"])
_PLACES = frozenset(_NAMES["ambiguous"]["places"])
_PARTICLES = frozenset(_NAMES["particles"]["words"])
_PREFIXED = tuple(_NAMES["particles"]["prefixes"])
_NOT_SURNAMES = frozenset(_NAMES["not_surnames"]["words"])
_STREETS = tuple(_NAMES["streets"]["words"])
_SURNAME_ENDINGS = tuple(_NAMES["surname_endings"]["words"])
_PLAIN_ENDINGS = tuple(_NAMES["surname_endings"]["plain"])
_COMPANY_WORDS = frozenset(load("bodies")["companies"]["suffixes"])
_COMPANY_OPENINGS = frozenset(load("bodies")["companies"]["openings"])
_AFTER_TITLE = (" ", ": ", ":", "\n", ":\n")
PARTY = pattern(rf"[ ]? \( (?P<party> {alternatives(_NAMES['parties']['words'])} ) \)", name="party letter")


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
        gap = between(text, words, after)
        follower = words[after].word
        wrapped = gap.strip(" ") == "\n" and last == at and _runs_on(text, words, after, sure)
        initial = gap == ". " and len(words[after - 1].word) == 1
        if gap != " " and not initial and not wrapped:
            break
        if follower in _PARTICLES:
            after += 1
            continue
        if follower.startswith(_PREFIXED):
            last, surname = after, True
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
        and between(text, words, at + 1) == " "
        and (words[at + 1].word in _PARTICLES or _may_be_surname(words[at + 1].word, caps))
    )


def _surname_first(text: str, words: list[Token], at: int) -> tuple[Name, int] | None:
    """`Lindqvist, Anna` or `Lundmark Persson, Eva` at the beginning of a line of a list."""
    begin = words[at].start
    if begin and text[begin - 1] != "\n" and text[begin - 2 : begin] != ": ":
        return None
    comma = at + 1
    while comma < len(words) and comma - at < 3 and between(text, words, comma) == " ":
        comma += 1
    if comma >= len(words) or between(text, words, comma) != ", " or not is_first_name(words[comma].word):
        return None
    if any(not _may_be_surname(word.word, False) for word in words[at:comma] if word.word not in _PARTICLES):
        return None
    end = words[comma].end
    after = text[end : end + 2]
    if after and after[0] not in "\n\t(,;" and after not in (" (", "  "):
        return None
    surnames = " ".join(word.word for word in words[at:comma])
    return Name("PER", begin, end, f"{words[comma].word} {surnames}"), comma + 1


def initials(text: str, words: list[Token], at: int) -> tuple[Name, int] | None:
    """`K-G Brandt`, `P.O. Svedlund`, `E. Wikmark`: initials and a surname that can be nothing else."""
    last = at
    while last < len(words) and last - at < 3 and _is_initial(words[last].word):
        if last > at and between(text, words, last) not in (".", ". ", " "):
            return None
        last += 1
    if last == at or last >= len(words) or between(text, words, last) not in (". ", " "):
        return None
    if last == at + 1 and between(text, words, last) == " " and "-" not in words[at].word:
        return None
    surname = words[last].word
    if len(surname) < 5 or not surname[1:].islower() or not surname.lower().endswith(_PLAIN_ENDINGS):
        return None
    if not _may_be_surname(surname, False):
        return None
    begin, end = words[at].start, words[last].end
    return Name("PER", begin, end, " ".join(text[begin:end].split())), last + 1


def _is_initial(word: str) -> bool:
    return word.isupper() and (len(word) == 1 or (len(word) == 3 and word[1] == "-"))


def _stranger(text: str, words: list[Token], at: int) -> bool:
    """Whether a word that no list knows stands where a name is announced: `enhetschef Xhemile Dahl`."""
    if at + 1 >= len(words) or not words[at + 1].word[0].isupper():
        return False
    word = words[at].word
    if len(word) < 3 or not word[1:].islower() or word in _NOT_SURNAMES or is_title(word) or is_body(word):
        return False
    return not (is_first_name(words[at + 1].word) and at + 2 < len(words) and words[at + 2].word[0].isupper())


def _vouched(text: str, words: list[Token], at: int, last: int) -> bool:
    """Whether a title, a label or a party letter says that a doubtful name is one."""
    if PARTY.match(text, words[last].end):
        return True
    known = words[at].word in first_names()
    after = last + 1
    titled = after < len(words) and is_title(words[after].word)
    gap = between(text, words, after) if after < len(words) else ""
    if titled and gap in (", ", ",") and words[after].word[0].islower():
        return last - at <= 2
    usual = words[last].word.lower().endswith(_SURNAME_ENDINGS)
    if not known and not usual:
        return False
    if at > 0 and is_title(words[at - 1].word) and between(text, words, at) in _AFTER_TITLE:
        return last - at == 1 or known
    if titled and gap in (", ", ","):
        return True
    if titled and gap.strip(" ") == "\n" and words[after].word[0].isupper():
        return text[words[at].start - 1 : words[at].start] in ("", "\n")
    return usual and words[at].word in _PLACES


def _runs_on(text: str, words: list[Token], at: int, sure: bool) -> bool:
    """Whether the surname stands on the next line, as in running text broken after a first name."""
    if not sure or is_first_name(words[at].word):
        return False
    line = text.rfind("\n", 0, words[at - 1].start) + 1
    return words[at - 1].end - line > 45


def _is_place(text: str, words: list[Token], at: int, last: int) -> bool:
    """Whether the name is that of a street, a school, a prize, a foundation."""
    if at > 0 and between(text, words, at) == " ":
        before = words[at - 1].word
        if before in _COMPANY_OPENINGS or before in ("Sankt", "Sankta", "Saint"):
            return True
    after = last + 1
    if after < len(words) and between(text, words, after) == " ":
        follower = words[after].word
        owns = words[last].word[-1] == "s" and follower.lower().endswith(_STREETS)
        return owns or follower in _COMPANY_WORDS
    return False


def _nominative(text: str, words: list[Token], last: int, name: str) -> str:
    """The name without the genitive s of `Karin Ahlmos förslag`."""
    after = last + 1
    if not name.endswith("s") or name.endswith("ss") or after >= len(words):
        return name
    if between(text, words, after) != " " or not words[after].word[0].islower():
        return name
    stem = name[:-1]
    if stem.lower().endswith(_SURNAME_ENDINGS) and words[after].word not in ("och", "samt"):
        return stem
    return stem if len(text) < 50_000 and text.count(stem) > text.count(name) else name
