"""Sums of money in running text: "540 000 kronor vartdera året", "1,2 respektive 1,8 miljoner kronor".

Figures and number words are found first, each is given the unit that stands behind it, before it,
or behind the list that it belongs to, and then its sign, hedge, rate, VAT basis and price level.
The forms are those that Swedish authorities use (Svenska skrivregler; practice in memos).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from swedoc.extract import extractors
from swedoc.extract.amount_bare import Bare
from swedoc.extract.amount_entries import Entry, read_entries
from swedoc.extract.amount_lists import pair
from swedoc.extract.amount_tables import cells, regions
from swedoc.extract.amount_terms import hedge_before, rate_after, rate_before, with_terms
from swedoc.lexicon import pattern
from swedoc.mentions import Mention, MoneyMention, NumberMention, Reading

MOST = Decimal(10) ** 13
"""More than ten times the Swedish national product: columns that ran together."""

_GLUED = pattern(r"[ ]?%\d++(?!\p{L})", name="columns run together at a percent sign")


@extractors.register("amount", order=40)
def find(reading: Reading) -> Iterable[Mention]:
    """The sums of money of a document, and the figures with a unit that cannot be read with certainty."""
    text = reading.text
    found: list[Mention] = []
    entries: list[Entry] = []
    for region in regions(reading.document):
        near = read_entries(reading, region)
        pair(text, near)
        entries.extend(near)
    bare = Bare(reading, entries)
    for entry in entries:
        if entry.merged or not (bare.adopt(entry) if entry.unit is None else bare.is_money(entry)):
            continue
        if entry.figure.doubtful:
            found.append(NumberMention(entry.start, entry.end, "damaged"))
            continue
        mention = _mention(reading.document.lower, entry)
        if abs(mention.value) < MOST:
            found.append(mention)
        else:
            found.append(NumberMention(entry.start, entry.end, "damaged"))
    found.extend(_damage(reading))
    found.extend(cells(reading, bare.section_unit))
    found.sort(key=lambda mention: mention.start)
    return with_terms(reading, found)


def _mention(lower: str, entry: Entry) -> MoneyMention:
    """The sum that an entry stands for, with the interval of its notation; `lower` is the text."""
    assert entry.unit is not None
    unit = entry.unit
    value, place = entry.value * unit.factor + entry.plus, entry.figure.place * unit.factor
    half = Decimal(0) if unit.exact else place / 2
    low, high = value - half, value + half
    if entry.low is not None:
        low, high, value = entry.low, value, entry.low
    hedge = entry.figure.hedge or hedge_before(lower, entry.start, entry.low_bound)
    return MoneyMention(
        entry.start,
        entry.end,
        value=value,
        low=low,
        high=high,
        place=place,
        unit=unit.printed if entry.source != "assumed" else None,
        unit_source=entry.source,
        rule=entry.rule,
        number=(entry.number_start, entry.figure.end),
        currency=unit.currency or "SEK",
        hedge=hedge,  # type: ignore[arg-type]
        per=rate_after(lower, entry.tail, entry.high_bound)
        or rate_before(lower, entry.start, entry.low_bound),
        gloss=entry.gloss,
    )


def _damage(reading: Reading) -> Iterator[NumberMention]:
    """Columns that ran together at a percent sign, `ap.31 6503 %0`: seen, and left unread."""
    text = reading.text
    if "%" not in text:
        return
    for match in _GLUED.finditer(text):
        start = match.start()
        while start and (text[start - 1].isdigit() or text[start - 2 : start].strip(" ").isdigit()):
            start -= 1
        if start < match.start() and match.end() - start < 40 and reading.claims.free(start, match.end()):
            yield NumberMention(start, match.end(), "damaged")
