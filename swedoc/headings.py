"""Headings: which lines are one, and what kind of section they begin.

`### **Regiondirektörens förslag**`, `2.1 Kostnader`, `BESLUTSUNDERLAG:` — in Markdown or plain, in
any case, numbered or not, bent by character recognition by one letter. Vocabulary: `headings`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from swedoc.lexicon import CAPITALS, LETTERS, load, pattern, simple_pattern
from swedoc.records import SectionKind

LONGEST = 110
_NUMBER = pattern(r"(\d{1,2}(?:\.\d{1,2}){0,3}+)(\.?)[ \t]++(?=\p{Lu})", name="heading number")
_TAIL = pattern(
    r"""[ ] (?:(?:till|i|för|den|från)[ ](?!beslut\b) [^\d.,;:]{3,40}+ | \d{4}-?\d\d-\d\d) $""",
    name="heading tail",
)
_BROKEN_DATE = pattern(r"[ ]\d{4}-?\d\d-\d\d$", name="date behind a heading")


_ANNOUNCES = simple_pattern(
    rf"""[{CAPITALS}][{LETTERS}-]*+ (?:[ ][{LETTERS}-]++){{0,6}}
      [ ] (?:beslutar|beslutade|föreslår|föreslås|hemställer)
      (?:[ ](?!att\b)[{LETTERS}-]++){{0,8}} (?:[ ]att)? [ ]*+:? $""",
    name="decision announced",
)


class Heading(NamedTuple):
    """A heading inside its line: `kind` is `None` for one that the vocabulary does not know.

    `level` is the number of `#`, 0 for none; `marked` says that Markdown makes it a heading;
    `start`–`end` is its text in the line; `inline` says that running text follows on its line;
    `loose` that only its opening is known, so that it may be the title of a document too.
    """

    kind: SectionKind | None
    start: int
    end: int
    number: str | None = None
    level: int = 0
    marked: bool = False
    inline: bool = False
    loose: bool = False


_DATA = load("headings")
_PHRASES: dict[str, SectionKind] = {
    phrase: cast(SectionKind, kind) for kind, entry in _DATA.items() for phrase in entry["phrases"]
}
_OPENINGS: dict[str, list[tuple[str, SectionKind]]] = {}
_OWNED: dict[str, SectionKind] = {}
for _kind, _entry in _DATA.items():
    for _opening in _entry["openings"]:
        _OPENINGS.setdefault(_opening[:4], []).append((_opening, cast(SectionKind, _kind)))
    for _core in _entry["owned"]:
        _OWNED[_core] = cast(SectionKind, _kind)
_BY_LENGTH: dict[int, list[str]] = {}
for _phrase in _PHRASES:
    if len(_phrase) >= 9:
        _BY_LENGTH.setdefault(len(_phrase), []).append(_phrase)


@lru_cache(maxsize=4096)
def recognise(line: str) -> Heading | None:
    """The heading that a line is, or `None`. Offsets are within the line."""
    content = line.strip()
    if not content or (len(content) > LONGEST and "**" not in content):
        return None
    first = content[0]
    if first not in "#*_" and not (first.isupper() or first.isdigit()):
        return None
    if first not in "#*_" and "**" not in content and (content[-1] in ".,;" and len(content) > 6):
        return None
    if first not in "#*_" and content.count(" ") > 9 and "**" not in content:
        return None
    level = len(content) - len(content.lstrip("#"))
    body = content[level:].strip() if level else content
    bold = body.startswith("**")
    inline = False
    if bold:
        close = body.find("**", 2)
        if close > 0:
            inline = bool(body[close + 2 :].strip(" *:.")) and not level
            body = body[2:close] if not level else body.replace("**", "")
    marked = bool(level) or (bold and not inline)
    body = body.strip().strip("*_").strip()
    number = None
    found = _NUMBER.match(body)
    if found:
        number = found.group(1)
        body = body[found.end() :]
    body = body.rstrip(" :*_").rstrip()
    if not body or len(body) > LONGEST:
        return None
    kind = kind_of(body) if marked or inline or body[0].isupper() else None
    if kind is None and not (marked or (found and not found.group(2) and _shaped(body))):
        return None
    if inline and kind is None:
        return None
    start = line.find(body)
    if start < 0:
        return None
    loose = kind is not None and _opens_only(body)
    return Heading(kind, start, start + len(body), number, level, marked, inline, loose)


def leading(line: str) -> Heading | None:
    """A known heading that running text follows after a colon: `Ekonomi: Kostnaden ryms i ramen.`"""
    colon = line.find(":", 3, 60)
    if colon < 0 or not line[colon + 1 : colon + 2].isspace() or not line.lstrip()[:1].isupper():
        return None
    words = line[:colon].strip()
    kind = _PHRASES.get(words.lower())
    if kind is None or kind in ("body", "signature", "footer") or not line[colon + 1 :].strip():
        return None
    start = line.find(words)
    return Heading(kind, start, start + len(words), inline=True)


def _shaped(body: str) -> bool:
    """Whether a numbered line looks like a heading: short, no sentence."""
    return len(body) <= 60 and body[-1] not in ".,;" and not any(ch.isdigit() for ch in body)


def kind_of(heading: str) -> SectionKind | None:
    """The kind of section that a heading begins, if the vocabulary knows it."""
    key = " ".join(heading.lower().split())
    kind = _PHRASES.get(key)
    if kind is not None:
        return kind
    if key[-1] in ".,;":
        return _PHRASES.get(key[:-1]) if key[-1] == "." and key[:-1] == "exp" else None
    kind = _owned(key) or _opened(key)
    if kind is not None:
        return kind
    return _bent(key) if 8 <= len(key) <= 40 and not any(ch.isdigit() for ch in key) else None


def _owned(key: str) -> SectionKind | None:
    """`kommunstyrelsens förslag till kommunfullmäktige`: a core behind the genitive of a body."""
    dated = _BROKEN_DATE.search(key)
    if dated:
        key = key[: dated.start()]
        if not key.endswith(("behandling", "handläggning")):
            return None
    if "s " not in key:
        return None
    tail = _TAIL.search(key)
    for candidate in (key, key[: tail.start()] if tail else None):
        if candidate is None:
            continue
        for core, kind in _OWNED.items():
            if candidate.endswith(core) and candidate[: -len(core)].endswith("s "):
                owner = candidate[: -len(core)].split()
                if len(owner) <= 6 and owner[0] not in (
                    "tidigare",
                    "skälen",
                    "dagens",
                    "årets",
                    "detta",
                    "ny",
                ):
                    return kind
    return None


def _opened(key: str) -> SectionKind | None:
    for opening, kind in _OPENINGS.get(key[:4], ()):
        if key.startswith(opening) and len(key[len(opening) :].split()) <= 6:
            return kind
    return None


def _opens_only(heading: str) -> bool:
    key = " ".join(heading.lower().split())
    return key not in _PHRASES and _owned(key) is None and _opened(key) in ("money", "body", "basis")


def announces(line: str) -> bool:
    """Whether a line announces decisions: `Kommunstyrelsen föreslår kommunfullmäktige besluta`."""
    return len(line) < 130 and _ANNOUNCES.match(line) is not None


def _bent(key: str) -> SectionKind | None:
    """A known heading with one letter wrong, lost or added, as character recognition leaves it."""
    for length in (len(key), len(key) - 1, len(key) + 1):
        for phrase in _BY_LENGTH.get(length, ()):
            if (phrase[0] == key[0] or phrase[-3:] == key[-3:]) and near(phrase, key):
                return _PHRASES[phrase]
    return None


def near(first: str, second: str) -> bool:
    """Whether two words differ in one letter at most."""
    if len(first) > len(second):
        first, second = second, first
    at = 0
    while at < len(first) and first[at] == second[at]:
        at += 1
    if len(first) == len(second):
        return first[at + 1 :] == second[at + 1 :]
    return len(second) - len(first) == 1 and first[at:] == second[at + 1 :]
