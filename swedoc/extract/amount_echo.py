"""What unit a table's figures are in where only the text around it says so.

… till modersmålsstöd, för läsåret 1 386 000 kronor …      ← the same figure with its unit
Kvarnskolan          783 000
Ekskolan             603 000
Summa              1 386 000
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from swedoc import units
from swedoc.document import Document
from swedoc.lexicon import pattern
from swedoc.units import Unit

_SUM = pattern(r"(?<!\d)(?<!\d[ .,:-])(?:\d{1,3}+(?:[ ]\d{3})++|\d{4,9}+)", name="whole sum with a unit")
_LARGE = Decimal(10_000)
_TWICE = 2


def unit_said(document: Document, values: Iterable[Decimal]) -> Unit | None:
    """The unit that the text gives to figures of a table: to one of five digits, or to two."""
    known: dict[Decimal, Unit | None] | None = document.remembered.get("sums said with their units")
    if known is None:
        known = document.remembered["sums said with their units"] = _said(document.text)
    found = [(value, unit) for value in set(map(abs, values)) if (unit := known.get(value)) is not None]
    votes = Counter(unit.factor for _, unit in found if unit.currency == "SEK")
    if len(votes) != 1:
        return None
    enough = len(found) >= _TWICE or found[0][0] >= _LARGE
    return found[0][1] if enough else None


def _said(text: str) -> dict[Decimal, Unit | None]:
    """Every whole sum of the text with the unit behind it; none where it is given two."""
    found: dict[Decimal, Unit | None] = {}
    for match in _SUM.finditer(text):
        unit = units.after(text, match.end(), len(text))
        if unit is None or unit.currency is None:
            continue
        value = Decimal(match.group().replace(" ", ""))
        earlier = found.setdefault(value, unit)
        if earlier is not None and (earlier.factor, earlier.currency) != (unit.factor, unit.currency):
            found[value] = None
    return found
