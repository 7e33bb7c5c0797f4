"""What a part is called: the party or purpose in the words beside its amount."""

from __future__ import annotations

from functools import lru_cache

from swedoc.lexicon import alternatives, load, pattern
from swedoc.relate.clause import Element

_GRAMMAR = load("grammar")
_EDGE = pattern(
    rf"""^ (?: [\s,;:.()–•*\-]++ | \d++[.)]\s | {alternatives(_GRAMMAR["label_edge"]["words"])}(?!\w) )++""",
    ignore_case=True,
    name="edge of a label",
)
_TAIL = pattern(
    rf"""(?: (?<![\s,;:.()–•*\-]) [\s,;:.()–•*\-]++ | \b{alternatives(_GRAMMAR["label_tail"]["words"])} )$""",
    ignore_case=True,
    name="tail of a label",
)
_PERCENT = pattern(r"\b(?:för\s)?\d{1,3}+(?:,\d{1,2}+)?+\s?(?:procent|%)", name="percentage in a label")
_LONGEST = 60


def label(text: str, element: Element) -> str:
    """The name of a part, from the words behind its amount, else from those before it."""
    money = element.money
    behind = _trimmed(text[money.end : element.end])
    before = _trimmed(text[element.start : money.start])
    starts_late = bool(before) and not behind
    if starts_late or (before and before[:1].isupper() and not behind[:1].isupper()):
        return before
    return behind or before or text[money.start : money.end]


def name_between(text: str, low: int, start: int, end: int, high: int) -> str:
    """The name said of a figure at `start`–`end`: the words before it as far as `low`, else behind it."""
    before = _trimmed(_last_clause(text[low:start]))
    return before or _trimmed(text[end:high]) or text[start:end]


def _last_clause(piece: str) -> str:
    """The words behind the last separator that has a name behind it."""
    for mark in (" så att ", " att ", ": "):
        if mark in piece:
            piece = piece.rsplit(mark, 1)[1]
    return piece


@lru_cache(maxsize=256)
def _trimmed(piece: str) -> str:
    """The words of a label without percentages, marks and small words at its ends."""
    piece = _PERCENT.sub("", " ".join(piece.split()))
    for _ in range(8):
        shorter = _TAIL.sub("", _EDGE.sub("", piece))
        if shorter == piece:
            break
        piece = shorter
    if len(piece) > _LONGEST:
        piece = piece[:_LONGEST].rsplit(" ", 1)[0]
    return piece


_PARTY = pattern(
    rf"""\b(?: {alternatives(_GRAMMAR["party"]["words"])} \b
      | \w++ (?<= kommun | kommuns | region | nämnden | styrelsen | förvaltningen | fonden | verket
               | myndigheten | bolaget | förbundet) \b )""",
    ignore_case=True,
    name="party in a label",
)


@lru_cache(maxsize=256)
def is_party(name: str) -> bool:
    """Whether a label names somebody who pays or receives: `Region Mittland`, `EU-medel`."""
    return bool(_PARTY.search(name))


def subject(text: str, element: Element) -> str:
    """The words that the stretch of an amount begins with, up to its verb: `UHM:s insatser`."""
    words = text[element.start : element.money.start].split()
    name: list[str] = []
    for word in words:
        if name and (word in _VERBS or len(name) == 4):
            break
        name.append(word)
    return _trimmed(" ".join(name)) or text[element.money.start : element.money.end]


_VERBS = frozenset(_GRAMMAR["verbs"]["words"])
