"""Units of money as printed: `tkr`, `mnkr`, `miljoner kronor`, `:-`, `SEK`, `miljoner danska kronor`.

The vocabulary is `data/units.toml`. A multiplier alone ("6 miljoner") is a unit without a currency;
whether it counts kronor or people is for the reader of the sentence to say.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple

from swedoc.lexicon import alternatives, load, pattern

UNITS: Final[dict[str, Any]] = load("units")


class Unit(NamedTuple):
    """A unit at `text[start:end]`: what a figure is multiplied by, and the currency, if one is named.

    `exact`: whole kronor, dollars or öre, whose trailing zeros are no rounding.
    """

    start: int
    end: int
    factor: Decimal
    currency: str | None
    printed: str

    @property
    def exact(self) -> bool:
        """Whether the unit is the currency itself."""
        return self.factor <= 1


def _table(kind: str) -> dict[str, tuple[Decimal, str]]:
    return {
        word: (Decimal(str(entry.get("factor", 1))), entry.get("currency") or entry.get("code", ""))
        for entry in UNITS[kind]
        for word in entry["words"]
    }


_FUSED: Final = _table("fused")
_MULTIPLIERS: Final = _table("multiplier")
_CURRENCIES: Final = _table("currency")
_BEFORE: Final = {word: entry["code"] for entry in UNITS["currency"] for word in entry["before"]}

_PHRASE = rf"""(?: (?P<multiplier>{alternatives(list(_MULTIPLIERS))}) \.?+ [ ]?+ (?:\n[ ]?+)?+
        (?P<times>{alternatives(list(_CURRENCIES))}) (?!\p{{L}})
      | (?P<fused>{alternatives(list(_FUSED))})
      | (?P<bare>{alternatives(list(_MULTIPLIERS))})
      | (?P<currency>{alternatives(list(_CURRENCIES))}) ) (?!\p{{L}})"""
_AFTER = pattern(
    rf"(?: (?P<dash> [ ]?+ [:,] [-–−]{{1,2}}+ (?!\d) ) | [ ]{{0,2}}+ (?:\n[ ]{{0,12}}+)?+ {_PHRASE} )",
    ignore_case=True,
    name="unit after a figure",
)
_ALONE = pattern(_PHRASE, ignore_case=True, name="unit alone")
_CODES = alternatives(list(_BEFORE))
_IN_FRONT = pattern(
    rf"(?<![\p{{L}}\d]) (?P<code>{_CODES}) \)?+ :?+ [ ]?+$",
    name="currency before a figure",
)
_HEAD = pattern(
    rf"""(?<![\p{{L}}\d-])
      (?: (?P<thousands>(?:1[ ]?000[- ]?tals?|tusentals?) (?:[ ](?:kr|kronor))?)(?!\p{{L}})
      | {_PHRASE} )""",
    ignore_case=True,
    name="unit in a heading",
)


def after(text: str, at: int, end: int) -> Unit | None:
    """The unit right behind a figure that ends at `at`; a line break may part them."""
    match = _AFTER.match(text, at, end)
    if match is None:
        return None
    if match["dash"]:
        printed = match["dash"].strip()
        return Unit(match.end() - len(printed), match.end(), Decimal(1), "SEK", printed)
    return _unit(match)


def before(text: str, at: int, start: int) -> Unit | None:
    """The currency right before a figure that begins at `at`: `SEK 450 000`, `€ 500`."""
    match = _IN_FRONT.search(text, max(start, at - 10), at)
    if match is None:
        return None
    code = match["code"]
    return Unit(match.start("code"), match.end("code"), Decimal(1), _BEFORE[code], code)


def alone(text: str, at: int, end: int) -> Unit | None:
    """The unit that begins exactly at `at`."""
    match = _ALONE.match(text, at, end)
    return _unit(match) if match else None


def head(text: str, start: int, end: int) -> Unit | None:
    """The last unit named in a heading: "Belopp per landsting, mnkr", "Tusental kronor"."""
    found = None
    for match in _HEAD.finditer(text, start, end):
        if match["thousands"]:
            found = Unit(match.start(), match.end(), Decimal(1000), "SEK", " ".join(match.group().split()))
        else:
            unit = _unit(match)
            found = unit if unit.currency else unit._replace(currency="SEK")
    return found


def _unit(match: Any) -> Unit:
    """The unit of a match of `_PHRASE`."""
    groups = match.groupdict()
    name = next(n for n in ("fused", "multiplier", "bare", "currency") if groups[n] is not None)
    start, end = match.start(name), match.end()
    printed = " ".join(match.string[start:end].split())
    word = " ".join(groups[name].lower().split())
    if name == "fused":
        factor, currency = _FUSED[word]
        return Unit(start, end, factor, currency, printed)
    if name == "currency":
        factor, currency = _CURRENCIES[word]
        return Unit(start, end, factor, currency, printed)
    factor = _MULTIPLIERS[word][0]
    if name == "bare":
        return Unit(start, end, factor, None, printed)
    per, currency = _CURRENCIES[" ".join(groups["times"].lower().split())]
    return Unit(start, end, factor * per, currency, printed)
