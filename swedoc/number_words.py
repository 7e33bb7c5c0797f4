"""Numbers in words: "tvåhundrafemtiotusen", "en miljon sjuhundrafemtiotusen", "en och en halv (miljon)".

A number word is taken apart into its parts, and the parts are read by a small grammar; what the
grammar does not hold ("två tre") is no number. The vocabulary is `data/number_words.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from swedoc.figures import Figure
from swedoc.lexicon import load, pattern

_WORDS = load("number_words")
_PARTS: Final[dict[str, int]] = _WORDS["parts"]
_ALIASES: Final[dict[str, list[str]]] = _WORDS["aliases"]
_SCALES: Final[dict[str, int]] = _WORDS["scales"]
_FRACTIONS: Final[dict[tuple[str, ...], Decimal]] = {
    tuple(words.split()): Decimal(value) for words, value in _WORDS["fractions"].items()
}
_ADJECTIVES: Final[dict[str, str]] = _WORDS["adjectives"]

_PART = "|".join(sorted((*_PARTS, *_ALIASES), key=lambda part: (-len(part), part)))
_GLUE_WORDS = {word for words in _FRACTIONS for word in words} | {*_ADJECTIVES, "och", "komma"}
_GLUE = "|".join(sorted(_GLUE_WORDS, key=lambda word: (-len(word), word)))
_SCALE = "|".join(sorted(_SCALES, key=lambda word: (-len(word), word)))
_COMPOUND = pattern(rf"(?:{_PART})++", ignore_case=True, name="compound number word")
_EACH = pattern(_PART, ignore_case=True, name="part of a number word")
SPELLED = pattern(
    rf"""(?<![\p{{L}}\d-]) (?: (?:{_PART})++ | (?:{_GLUE}) )(?!\p{{L}})
      (?: [ \n] (?: (?:{_PART})++ | (?:{_SCALE}) | (?:{_GLUE}) )(?!\p{{L}}) ){{0,14}}+""",
    ignore_case=True,
    name="number in words",
)


def read(words: str) -> Figure | None:
    """The number that the words spell, or `None`. Offsets count from the first of them.

    >>> read("en miljon sjuhundrafemtiotusen").value
    Decimal('1750000')
    >>> read("två tre") is None
    True
    """
    return _read(words.lower().split(), 0, len(words))


def find(text: str, start: int, end: int) -> Figure | None:
    """The number in words that ends right before `end`, its final scale left to the unit.

    "tre miljoner kronor" gives 3 for the unit "miljoner kronor"; a scale in the middle ("en miljon
    tvåhundratusen kronor") belongs to the number.
    """
    for match in SPELLED.finditer(text, start, end):
        if text[match.end() : end].strip():
            continue
        return _trim(text, match.start(), match.end())
    return None


def _trim(text: str, start: int, end: int) -> Figure | None:
    """The longest reading of the words that ends where they end, without a scale at the end."""
    words = text[start:end].split()
    while words and words[-1].lower() in _SCALES and not any(w.lower() in _SCALES for w in words[:-1]):
        end = start + text[start:end].rstrip().rfind(words.pop())
        end = start + len(text[start:end].rstrip())
    while words:
        figure = _read([word.lower() for word in words], start, end)
        if figure is not None:
            return figure
        start += len(words.pop(0))
        while start < end and text[start].isspace():
            start += 1
    return None


def _read(words: list[str], start: int, end: int) -> Figure | None:
    hedge: str | None = None
    total = Decimal(0)
    place: Decimal | None = None
    scale_above: int | None = None
    pending: list[str] = []
    for at, word in enumerate(words):
        if word in _SCALES:
            coefficient = _coefficient(pending)
            scale = _SCALES[word]
            if coefficient is None or (scale_above is not None and scale >= scale_above):
                return None
            total += coefficient[0] * scale
            place = coefficient[1] * scale
            scale_above, pending = scale, []
        elif word in _ADJECTIVES and at == 1 and pending in (["en"], ["ett"]):
            hedge = _ADJECTIVES[word]
        else:
            pending.append(word)
    if pending:
        rest = _coefficient(pending)
        if rest is None or (scale_above is not None and (rest[0] >= scale_above or rest[1] != 1)):
            return None
        total += rest[0]
        place = rest[1]
    if place is None:
        return None
    return Figure(start, end, total, place, run=end, spelled=True, hedge=hedge)


def _coefficient(words: list[str]) -> tuple[Decimal, Decimal] | None:
    """A number below a million and its last place: whole, with a fraction, or with decimals."""
    fraction = _FRACTIONS.get(tuple(words))
    if fraction is not None:
        return fraction, Decimal("0.1") if fraction != Decimal("0.25") else Decimal("0.01")
    if len(words) > 3 and words[-3] == "och" and tuple(words[-2:]) in _FRACTIONS:
        whole = _integer(words[:-3])
        return None if whole is None else (whole + _FRACTIONS[tuple(words[-2:])], Decimal("0.1"))
    if "komma" in words:
        at = words.index("komma")
        whole = _integer(words[:at])
        decimals = [_integer([word]) for word in words[at + 1 :]]
        if whole is None or not decimals or any(d is None or d > 99 for d in decimals):
            return None
        digits = "".join(str(d) for d in decimals)
        return Decimal(f"{whole}.{digits}"), Decimal(1).scaleb(-len(digits))
    whole = _integer(words)
    return None if whole is None else (Decimal(whole), Decimal(1))


def _integer(words: list[str]) -> int | None:
    """A whole number below a million."""
    parts: list[int] = []
    for word in words:
        if not _COMPOUND.fullmatch(word):
            return None
        for part in _EACH.findall(word):
            parts.extend(_PARTS[each] for each in _ALIASES.get(part, [part]))
    if not parts:
        return None
    if parts == [0]:
        return 0
    value, at = _below_thousand(parts, 0)
    if at < len(parts) and parts[at] == 1000:
        rest, at = _below_thousand(parts, at + 1)
        value = max(1, value) * 1000 + rest
    return value if at == len(parts) and value else None


def _below_thousand(parts: list[int], at: int) -> tuple[int, int]:
    """Hundreds, tens and ones from `parts[at:]`: their value, and the part that follows them."""
    value = 0
    if at + 1 < len(parts) and 0 < parts[at] < 20 and parts[at + 1] == 100:
        value, at = parts[at] * 100, at + 2
    elif at < len(parts) and parts[at] == 100:
        value, at = 100, at + 1
    if at < len(parts) and 20 <= parts[at] < 100:
        value, at = value + parts[at], at + 1
        if at < len(parts) and 0 < parts[at] < 10:
            value, at = value + parts[at], at + 1
    elif at < len(parts) and 0 < parts[at] < 20:
        value, at = value + parts[at], at + 1
    return value, at
