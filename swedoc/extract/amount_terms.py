"""What stands around a sum and qualifies it: "högst 650 000 kronor per år exkl. moms i 2021 års prisnivå".

Hedges, rates, VAT and price level. The vocabulary is in `data/hedges.toml` and `data/units.toml`. Hedges
and rates, which every sum is asked for, are looked for in the text in small letters: that takes a fraction
of the time.
"""

from __future__ import annotations

import string
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

from msgspec.structs import replace

from swedoc.lexicon import LETTERS, alternatives, load, pattern, simple_pattern
from swedoc.mentions import Mention, MoneyMention, Reading
from swedoc.records import Hedge, Vat
from swedoc.units import UNITS

_HEDGES: Final = load("hedges")
_HEDGE_OF: Final = {word: kind for kind, entry in _HEDGES.items() for word in entry["words"]}
_FAR_OF: Final = {word: kind for kind, entry in _HEDGES.items() for word in entry.get("far", [])}
_HEDGE = simple_pattern(
    rf"""(?<![{LETTERS}\d]) (?P<word>{alternatives(list(_HEDGE_OF))})
      (?: \s (?:om|på|till|totalt|sammanlagt|kr|sek|hela))?+ \s?+ [(]?+ $""",
    name="hedge before a sum",
)
_FAR_HEDGE = pattern(
    rf"(?<!\p{{L}}) (?P<word>{alternatives(list(_FAR_OF))}) \s (?:\p{{L}}++\s){{1,3}}+ $",
    name="hedge before a verb and a sum",
)

_GAPS = str.maketrans(dict.fromkeys(string.punctuation + "–—”’»«", " "))
_LAST_OF_HEDGES = frozenset(word.translate(_GAPS).split()[-1] for word in (*_HEDGE_OF, *_FAR_OF))

_KRONOR_ABROAD: Final = {"DKK", "NOK", "ISK"}
_PER: Final = UNITS["per"]
_VAT: Final = UNITS["vat"]
_VAT_WORDS = alternatives(_VAT["words"])
_VAT_BASIS = rf"(?: {alternatives(_VAT['excl'] + _VAT['incl'])} \.?+ \s {_VAT_WORDS} )"
_TIME = r"(?:år|dag|dygn|månad|vecka|natt|halvår|termin|timme)"
_THING = alternatives(sorted(set(_PER["each"].values())))
_RATE = pattern(
    rf"""(?: \s?+ [(]?+ {_VAT_BASIS} [)]?+ )?+
      (?: [ ]?+/[ ]?+ (?P<slash>[\p{{L}}][\p{{L}}\d²]*+)
        | (?: \s ut | \s (?:till|i|för|från|av|åt) (?: \s (?!(?:som|och|att|ska|per)\b) \p{{L}}++ ){{1,2}} )??
          ,?+ \s (?:(?:för|under)\s)?+
          (?: (?P<phrase>{alternatives(list(_PER["phrases"]))})
            | (?:per | (?<=för\s) varje)\s (?P<noun>\p{{L}}[\p{{L}}\d²]*+)
              (?: (?P<more>\s och\s {_TIME}) | (?<=\s{_TIME}) \s och \s (?P<thing>{_THING}) (?!\p{{L}}) )?+ )
          (?!\p{{L}}) )""",
    name="rate after a sum",
)
_LEADS = r"(?:om|på|är|blir|med|till|uppgår|beräknas|kostar|var|blev)"
_RATE_BEFORE = pattern(
    rf"""(?<!\p{{L}}) (?: (?P<phrase>{alternatives(list(_PER["before"]))}) (?: \s \p{{L}}{{2,12}}+ ){{0,1}}
      | (?P<yearly>årlig(?:a|t)?+) \s \p{{L}}++ (?: \s {_LEADS} ){{1,2}}
      | (?<! (?: kr\.? | kronor | :- | \d ) \s )
        per \s (?P<noun>\p{{L}}++) (?: , | (?: \s {_LEADS} ){{1,2}} ) ) \s?+ $""",
    name="rate before a sum",
)
_RATE_HEAD = pattern(
    r"(?: \bper\s | /[ ]?+ ) (?P<noun>\p{L}[\p{L}\d²]*+)", ignore_case=True, name="rate in a head"
)
_EACH = pattern(
    r"(?: (?: (?<!\p{L}) (?![àá]\s) (?P<noun>\p{L}++) \s )?+ [àá]\s?+ | (?<=\d[ ]) [x×][ ] ) $",
    name="à before a sum",
)
_EACH_MARK = frozenset("àáx×")
_VAT_PHRASE = pattern(
    rf"""(?<!\p{{L}}) (?: (?P<all>{alternatives(_VAT["all"])}) \s (?:[\p{{L}}]++\s){{0,3}} )?
      (?: (?P<excl>{alternatives(_VAT["excl"])}) | (?P<incl>{alternatives(_VAT["incl"])}) )
      \.?+ \s (?: \d{{1,2}}+ \s?+ (?:%|procent) \s )?+ {_VAT_WORDS} (?!\p{{L}})""",
    ignore_case=True,
    name="VAT",
)
_PRICE = pattern(r"pris(?=nivå|läge|er|et)|penning(?=nivå|värde)", ignore_case=True, name="price word")
_PRICE_LEVEL = pattern(
    r"""(?<!\p{L}) (?: (?P<level>\d{4} \s års \s (?:pris|penning|kostnads)(?:nivå|läge|värde)(?:n|et)?+
        | \d{4} \s års \s priser | (?:pris|penning)(?:nivå|läge) \s (?:\p{L}{3,9}\s)?+ \d{4}(?!\d)
        | (?:löpande|fasta|rörliga) \s pris(?:er)?+) (?!\p{L}) )""",
    ignore_case=True,
    name="price level",
)


class Term(NamedTuple):
    """A VAT basis or price level at `text[start:end]`; `general` if it speaks of all sums around it."""

    start: int
    end: int
    value: str
    general: bool


def hedge_before(lower: str, at: int, start: int) -> Hedge | None:
    """The hedge of a sum that begins at `at`, looking back no further than `start`."""
    if _LAST_OF_HEDGES.isdisjoint(lower[max(start, at - 50) : at].translate(_GAPS).split()):
        return None  # most sums: the patterns take ten times as long
    match = _HEDGE.search(lower, max(start, at - 40), at)
    if match is not None:
        return cast(Hedge, _HEDGE_OF[" ".join(match["word"].split())])
    match = _FAR_HEDGE.search(lower, max(start, at - 50), at)
    return cast(Hedge, _FAR_OF[match["word"]]) if match else None


def rate_after(lower: str, at: int, end: int) -> str | None:
    """What a sum that ends at `at` is per: "per år", "/invånare", "vartdera året"."""
    match = _RATE.match(lower, at, end)
    if match is None:
        return None
    if match["phrase"]:
        return str(_PER["phrases"][" ".join(match["phrase"].split())])
    noun = _noun(match["slash"] or match["noun"])
    if noun and match["thing"]:
        return f"{match['thing'].lower()} och {noun}"  # "per månad och plats"
    return f"{noun} {' '.join(match['more'].lower().split())}" if noun and match["more"] else noun


def _noun(word: str) -> str | None:
    """What a sum is per, in the form that the record uses; `None` for "per april", "per telefon"."""
    noun = word.lower()
    return None if noun in _PER["never"]["words"] else str(_PER["nouns"].get(noun, noun))


def rate_before(lower: str, at: int, start: int) -> str | None:
    """What a sum that begins at `at` is per, said before it: "årligen 300 000 kronor", "à 98 000 kronor"."""
    nearest = lower[max(start, at - 2) : at]
    match = None if _EACH_MARK.isdisjoint(nearest) else _EACH.search(lower, max(start, at - 30), at)
    if match is not None:
        return str(_PER["each"].get(match["noun"] or "", "styck"))
    match = _RATE_BEFORE.search(lower, max(start, at - 60), at)
    if match is None:
        return None
    if match["yearly"]:
        return "år"
    if match["noun"]:
        return _noun(match["noun"])
    return str(_PER["before"][" ".join(match["phrase"].split())])


def rate_in_head(head: str) -> str | None:
    """What the sums below a table's head are per: "Kostnad per invånare", "kr/elev"."""
    match = _RATE_HEAD.search(head)
    return _noun(match["noun"]) if match else None


def _vat_terms(text: str) -> Iterator[Term]:
    """Every "exkl. moms", "inklusive mervärdesskatt" of the text."""
    if "moms" in text or "mervärdes" in text or "Moms" in text:
        for match in _VAT_PHRASE.finditer(text):
            yield Term(match.start(), match.end(), "excl" if match["excl"] else "incl", bool(match["all"]))


def _price_terms(text: str) -> Iterator[Term]:
    """Every "2021 års prisnivå", "löpande priser" of the text."""
    at = 0
    for anchor in _PRICE.finditer(text):
        match = _PRICE_LEVEL.search(text, max(at, anchor.start() - 14), min(len(text), anchor.end() + 40))
        if match is not None:
            yield Term(match.start(), match.end(), " ".join(match["level"].lower().split()), False)
            at = match.end()


def with_terms(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The same mentions with the VAT basis, price level and currency that the text around gives them."""
    text = reading.text
    money = [at for at, mention in enumerate(mentions) if isinstance(mention, MoneyMention)]
    starts = [mentions[at].start for at in money]
    for term in _vat_terms(text):
        for at in _reach(reading, term, money, mentions, starts):
            mentions[at] = replace(mentions[at], vat=cast(Vat, term.value))
    for term in _price_terms(text):
        for at in _reach(reading, term, money, mentions, starts):
            mentions[at] = replace(mentions[at], price_level=term.value)
    _spread_currency(reading, mentions)
    return mentions


def _spread_currency(reading: Reading, mentions: list[Mention]) -> None:
    """`5 miljoner danska kronor, 3 miljoner danska kronor samt 2 miljoner kronor`: Danish throughout."""
    sentence, currencies = -1, set[str]()
    named = any(isinstance(m, MoneyMention) and m.currency in _KRONOR_ABROAD for m in mentions)
    for at, mention in enumerate(mentions if named else []):
        if not isinstance(mention, MoneyMention):
            continue
        here = reading.outline.sentence_index(mention.start)
        if here != sentence:
            sentence, currencies = here, set()
        if currencies and currencies <= _KRONOR_ABROAD and len(currencies) == 1:
            printed = (mention.unit or "").split()
            if printed and printed[-1] in ("kronor", "kr") and "svenska" not in printed:
                mentions[at] = replace(mention, currency=next(iter(currencies)))
                continue
        currencies.add(mention.currency)


def _reach(
    reading: Reading, term: Term, money: list[int], mentions: list[Mention], starts: list[int]
) -> Iterator[int]:
    """The sums that a term speaks of: the one beside it, or those of its sentence or section."""
    text = reading.text
    at = bisect_left(starts, term.start)
    if term.general:
        sentence = reading.outline.sentence_at(term.start)
        first = max(at - 6, bisect_left(starts, sentence.start))
        if first < at:
            yield from money[first:at]
            return
        section = reading.outline.section_at(term.start)
        yield from money[at : min(at + 40, bisect_left(starts, section.end))]
        return
    before = text[mentions[money[at - 1]].end : term.start] if at else None
    after = text[term.end : starts[at]] if at < len(money) else None
    if after is not None and not after.strip(" :") and before is not None and before.strip(" ("):
        yield money[at]  # "inkl. moms 1 250 000 kr, exkl. moms 1 000 000 kr"
    elif before is not None and _beside(before):
        yield money[at - 1]
    elif after is not None and _beside(after):
        yield money[at]


def _beside(gap: str) -> bool:
    """Whether the text between a sum and a term is short and of one sentence."""
    return len(gap) <= 60 and ". " not in gap and ".\n" not in gap
