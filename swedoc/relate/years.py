"""Year expressions of a sentence: single years, lists, ranges, periods between dates, counted years.

`2022`, `2022, 2023 och 2024`, `2022–2024`, `fr.o.m. 1 juli 2023 t.o.m. 31 december 2025`,
`tre år med start 2022`, `år 1`. Ranges are inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from swedoc.document import Document
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import DateMention
from swedoc.outline import Sentence

_GRAMMAR = load("grammar")
JOIN = pattern(
    rf"""\s*+ (?: (?: , | och | samt | respektive | resp\.?+ | eller | & )?+ \s*+
          (?: {alternatives(_GRAMMAR["between_years"]["words"])} \s++ ){{0,3}}+
        | , \s*+ (?: och | samt | respektive | resp\.?+ | eller ) \s++ )""",
    ignore_case=True,
    name="joint between years",
)
_NUMBER = alternatives(list(_GRAMMAR["counts"]["values"]))
_ORDINAL = pattern(
    rf"""\b(?: (?:projekt|avtals|bidrags)?+år \s (?P<number>\d{{1,2}}|{_NUMBER})\b (?![\s-]*+\d)
      | (?:det\s)? (?P<word>{alternatives(list(_GRAMMAR["ordinals"]["values"]))})
        \s? (?:projekt|avtals|bidrags|verksamhets)?+året )""",
    name="ordinal year",
)
_COUNT = pattern(
    rf"""\b (?P<number>\d{{1,2}}|{_NUMBER}) (?: (?=årig|års) | [\s-] (?: hela\s )? )
        (?:årigt|årsavtal|år|åren|årig|åriga|årsperiod|årsperioden|kalenderår|verksamhetsår|budgetår) \b
        (?!\s?(?:gammal|gamla|sedan|senare))""",
    name="number of years",
)
_START = pattern(
    r"""[\s,]*+ (?:med\s)? (?:start|början|från|från\soch\smed|fr\.?o\.?m\.?) \s++
        (?:i|år|från|med|och)?+ \s*+ (?:år\s)?+""",
    ignore_case=True,
    name="first of several years",
)
_BEGINNING = pattern(
    r"\bmed\s(?:start|början) \s++ (?:i|år|från|den)?+ \s*+ $", ignore_case=True, name="beginning"
)
_UNTIL = pattern(
    r"[\s,]*+ (?: till(?:\soch\smed)? | t\.?\s?o\.?\s?m\.? | [–-] ) \s*+ (?:den\s)?+",
    ignore_case=True,
    name="until",
)


class Years(Struct, frozen=True, gc=False):
    """A year expression: its keys in order, and how it was said.

    `listed`: a list of years, not a range. `respective`: joined by "respektive". `count`: a number
    of years said beside it, whether or not it fits. `months`: how many months of each year a period
    between two dates covers.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    listed: bool = False
    respective: bool = False
    school_year: bool = False
    ordinal: bool = False
    open_ended: bool = False
    months: tuple[int, ...] = ()


class Count(Struct, frozen=True, gc=False):
    """A number of years: `i fyra år`, `en treårsperiod`."""

    number: int
    start: int
    end: int


def counts(lower: str, sentence: Sentence) -> list[Count]:
    """The numbers of years that a sentence names; `lower` is the text in small letters."""
    return [
        Count(_value(m.group("number"), "counts"), m.start(), m.end())
        for m in _COUNT.finditer(lower, sentence.start, sentence.end)
    ]


def years(
    document: Document, sentence: Sentence, dates: Sequence[DateMention], numbers: Sequence[Count]
) -> tuple[Years, ...]:
    """The year expressions of a sentence in reading order, those joined by commas and "och" as one.

    `numbers` are the numbers of years that the sentence names.
    """
    text = document.text
    calendar = [*_from_dates(text, dates), *_periods(text, dates)]
    ordinal = list(_ordinals(document.lower, sentence))
    if len(ordinal) == 1 and calendar and calendar[0].start < ordinal[0].start:
        ordinal = []  # "under 2023 … det första året": the year that was just named
    single = [*calendar, *ordinal]
    single.sort(key=lambda one: (one.start, -one.end))
    joined: list[Years] = []
    for one in single:
        above = joined[-1] if joined else None
        if above is not None and one.start < above.end:
            continue
        if above is not None and JOIN.fullmatch(text, above.end, one.start) and not _clash(above, one):
            joined[-1] = _join(text, above, one)
        else:
            joined.append(one)
    return tuple(_counted(text, sentence, joined, numbers))


def _from_dates(text: str, dates: Sequence[DateMention]) -> Iterator[Years]:
    for date in dates:
        if not date.years or not date.valid or date.precision in ("day", "month"):
            continue
        keys = tuple(str(year) for year in date.years)
        if date.open_ended and len(keys) == 1:
            keys = (f"{keys[0]}-",)
        yield Years(
            date.start,
            date.end,
            keys,
            school_year="/" in text[date.start : date.end],
            open_ended=date.open_ended,
        )


def _periods(text: str, dates: Sequence[DateMention]) -> Iterator[Years]:
    """Periods between two days, with the months that each year has in them."""
    days = [date for date in dates if date.precision in ("day", "month") and date.value and date.valid]
    for date in days:
        if date.until and not _turn_of_year(date):
            yield _period(date.start, date.end, date.value or "", date.until)
    for one, other in pairwise(days):
        if not one.until and not other.until and _UNTIL.fullmatch(text, one.end, other.start):
            yield _period(one.start, other.end, one.value or "", other.value or "")


def _turn_of_year(date: DateMention) -> bool:
    """Whether a date is `årsskiftet 2015/16`: a moment, no period."""
    return (date.value or "").endswith("-12-31") and (date.until or "").endswith("-01-01")


def _period(start: int, end: int, first: str, last: str) -> Years:
    begin = int(first[:4]) * 12 + int(first[5:7] or 1) - 1
    stop = int(last[:4]) * 12 + int(last[5:7] or 12)
    span = range(begin // 12, (stop - 1) // 12 + 1)
    months = tuple(min(stop, 12 * (year + 1)) - max(begin, 12 * year) for year in span)
    return Years(start, end, tuple(str(year) for year in span), months=months)


def _ordinals(lower: str, sentence: Sentence) -> Iterator[Years]:
    for match in _ORDINAL.finditer(lower, sentence.start, sentence.end):
        number, word = match.group("number"), match.group("word")
        value = _value(number, "counts") if number else _value(word, "ordinals")
        yield Years(match.start(), match.end(), (f"år {value}",), ordinal=True)


def _value(word: str, table: str) -> int:
    return int(word) if word.isdigit() else int(_GRAMMAR[table]["values"][word])


def _clash(above: Years, one: Years) -> bool:
    """Whether two neighbours cannot be one list: the same year twice, or school years."""
    return bool(
        set(above.keys) & set(one.keys)
        or above.school_year
        or one.school_year
        or above.months
        or one.months
        or above.ordinal != one.ordinal
    )


def _join(text: str, above: Years, one: Years) -> Years:
    gap = text[above.end : one.start].lower()
    return replace(
        above,
        end=one.end,
        keys=above.keys + one.keys,
        listed=True,
        respective=above.respective or "resp" in gap,
        open_ended=one.open_ended,
    )


def _counted(
    text: str, sentence: Sentence, joined: Sequence[Years], numbers: Sequence[Count]
) -> Iterator[Years]:
    """`tre år med start 2022` is the years 2022 to 2024."""
    for one in joined:
        count = next((c for c in numbers if _starts(text, c, one)), None)
        if count is None and len(numbers) == 1 and _begins(text, sentence, numbers[0], one):
            first = int(one.keys[0][:4])
            yield replace(one, keys=tuple(str(first + step) for step in range(numbers[0].number)))
            continue
        if count is None or not 1 < count.number < 30:
            yield one
            continue
        first = int(one.keys[0][:4])
        keys = tuple(str(first + step) for step in range(count.number))
        yield Years(min(count.start, one.start), max(count.end, one.end), keys)


def _begins(text: str, sentence: Sentence, count: Count, one: Years) -> bool:
    """Whether a year is the first of a number of years named behind it: `Med start 2027 … i tre år`."""
    if len(one.keys) != 1 or one.ordinal or not one.keys[0][:4].isdigit() or not 1 < count.number < 30:
        return False
    return count.start > one.end and bool(
        _BEGINNING.search(text, max(sentence.start, one.start - 30), one.start)
    )


def _starts(text: str, count: Count, one: Years) -> bool:
    if len(one.keys) != 1 or one.ordinal or not one.keys[0][:4].isdigit():
        return False
    return bool(_START.fullmatch(text, count.end, one.start)) if count.end <= one.start else False
