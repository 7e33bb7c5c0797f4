"""The printed forms of months, years and parts of a year: `juni 2016`, `2021–2024`, `kv 2 2022`.

A läsår `2021/22` covers two calendar years; half years, terms, tertials and quarters stand for
their months. Weeks are those of ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import regex
from msgspec.structs import replace

from swedoc.extract.date_context import (
    DASH,
    MONEY,
    MONTH,
    MONTHS,
    NOT_BEFORE,
    ORDINALS,
    TAIL,
    TO,
    UNITS,
    YEAR,
    YEAR_CUES,
    Form,
    century,
    code_before,
    labelled,
    month_of,
    unit_after,
    word_before,
)
from swedoc.lexicon import pattern
from swedoc.records import Precision

_YEAR_AFTER_MONTH = pattern(rf"(?P<y>{YEAR})(?!\d|[-–:/]\d|[.,]\d)", name="year after a month")
_MONTH_BEFORE = pattern(
    rf"""(?<![\w.-]) (?: (?P<m1>{MONTH}) (?: \s?{TO}\s? | \soch\s ) )?+ (?P<m>{MONTH})
      (?:\smånad)?+ \s{{1,2}}+ (?:år\s)?+ \Z""",
    name="month before a year",
)
_SHORT_MONTH = pattern(
    rf"(?<=[a-zA-Z])[-’'](?P<yy>[0-4]\d)(?!\w|[-./:]\d|\s?{MONTH}|[ ]\d{{4}})", name="month-yy"
)
_WORD_ENDS = pattern(r"(?<![\w.-])\p{L}++\Z", name="word before a hyphen")
_SHORT_SCHOOL_YEAR = pattern(
    r"[Ll]äsår(?:et|en)?\s(?P<a>\d\d)/(?P<b>\d\d)(?![\d/])", name="two-digit school year"
)
_ORDINAL_PART = r"(?P<o>[Ff]örsta|[Aa]ndra|[Tt]redje|[Ff]järde|[Ss]ista|1:a|2:a|3:e|4:e)"
_THEN_YEAR = rf"(?: (?: , )?+ [\s/-]{{1,2}}+ (?:av\s)?+ (?:år\s)?+ (?P<y>{YEAR}) {TAIL} )?+ (?!\d)"
_PARTS = pattern(
    rf"""(?<!\w) (?: (?P<q>[Kk]v(?:artal)?+\.?+|Q) [ ]?+ (?P<n>[1-4])(?:[-–](?P<n2>[2-4]))?+
      | (?P<t>[Tt]ertial|T) [ ]?+ (?P<n>[1-3])(?:[-–](?P<n2>[23]))?+
      | (?P<h>[Hh]alvår|H) [ ]?+ (?P<n>[12]) ) {_THEN_YEAR}""",
    name="part of a year",
)
_NTH_PARTS = pattern(
    rf"{_ORDINAL_PART} \s (?: (?P<q>kvartalet) | (?P<t>tertialet) | (?P<h>halvåret) ) {_THEN_YEAR}",
    name="nth part of a year",
)
_PARTS_AFTER = pattern(
    rf"""(?<![\w/.-]) (?P<y>{YEAR}) [ ,:/-]{{0,2}}+
      (?: (?:Q|kv\.?+[ ]?+|[Kk]vartal[ ]) (?P<q>[1-4])
      | (?:T|[Tt]ertial[ ]) (?P<t>[1-3]) | \(?+ (?P<term>[HhVv][Tt]) \)?+ ) (?!\w)""",
    name="year, then its part",
)
_TERM = pattern(
    rf"""(?<!\w) (?P<term>[HhVv][Tt]|[Hh]östtermin(?:en)?+|[Vv]årtermin(?:en)?+|HÖSTTERMINEN|VÅRTERMINEN)
      [ ]?+ [-’']?+ (?: (?P<y>{YEAR}) | (?P<yy>\d\d) ) {TAIL} (?!\w)""",
    name="term",
)
_WEEK = pattern(
    rf"""(?<!\w) (?: v\.?+[ ]?+ | V\.[ ]?+ | [Vv]eck(?:a|an|orna)[ ] ) (?P<w>\d{{1,2}}+)
      (?: \s?{DASH}\s? (?P<w2>\d{{1,2}}+) )?+
      (?: (?: , )?+ [ ] (?:år[ ])?+ (?P<y>{YEAR}) {TAIL} )?+ (?![\w/]|[,.:]\d)""",
    name="week",
)
_YEARS = pattern(
    rf"""(?<![\w/.,:§-]) (?<!\d–) (?<![CK]OM\() (?P<y>{YEAR})
      (?: (?: \s?+ {DASH} \s{{0,2}}+ (?:år\ )?+ (?P<y2>{YEAR}) | {DASH}(?P<short>\d\d)
      | (?P<slash>/) (?P<y2>{YEAR}|\d\d) ) (?!\w|[-/:]\w|[.,]\d)
      | (?!\w|[,.]\d|[-–—/]{{1,2}}(?!års)\w|:[\d-]|:R[IVX]|,-)
      )""",
    name="years",
)


_MONTH_ENDS = frozenset(
    char for word in (*MONTHS, "år", "månad", "") for char in (word[-1:], word[-1:].upper())
)


def _months(text: str) -> Iterator[Form]:
    for found in _YEAR_AFTER_MONTH.finditer(text):
        end = found.end()
        if text[max(0, found.start() - 2) : found.start()].rstrip("\n .")[-1:] not in _MONTH_ENDS:
            continue
        m = _MONTH_BEFORE.search(text, max(0, found.start() - 30), found.start())
        if m is None:
            continue
        y, month = int(found["y"]), month_of(m["m"])
        if m["m1"] and "och" in text[m.end("m1") : m.start("m")]:
            yield Form(m.start("m1"), m.end("m1"), "month", y, month_of(m["m1"]))
            yield Form(m.start("m"), end, "month", y, month)
        elif m["m1"]:
            first = month_of(m["m1"])
            yield Form(m.start(), end, "month", y if first <= month else y - 1, first, last=(y, month, None))
        else:
            yield Form(m.start(), end, "month", y, month)


def parts(text: str) -> Iterator[Form]:
    """Months of a year, quarters, tertials, half years, terms and weeks."""
    yield from _months(text)
    yield from _short_months(text)
    nth = any(word in text for word in ("kvartalet", "tertialet", "halvåret"))
    for m in chain(_PARTS.finditer(text), _NTH_PARTS.finditer(text) if nth else ()):
        if m["y"] is None and (m["q"] or m["t"] or m["h"]) in ("Q", "T", "H"):
            continue
        year = int(m["y"]) if m["y"] else None
        number = int(m["n"]) if m.re is _PARTS else _nth(m["o"], 4 if m["q"] else 3 if m["t"] else 2)
        length = 3 if m["q"] else 4 if m["t"] else 6
        if 1 <= number <= 12 // length:
            part = _part(m.start(), m.end(), year, number, length)
            until = int(m["n2"] or number) if m.re is _PARTS else number
            if year is not None and until > number:
                part = replace(part, last=(year, until * length, None))
            yield part
    for m in _PARTS_AFTER.finditer(text):
        if m["term"]:
            yield _part(m.start(), m.end(), int(m["y"]), 1 if m["term"][0] in "Vv" else 2, 6)
        else:
            yield _part(m.start(), m.end(), int(m["y"]), int(m["q"] or m["t"]), 3 if m["q"] else 4)
    for m in _TERM.finditer(text):
        year = int(m["y"]) if m["y"] else century(m["yy"])
        yield _part(m.start(), m.end(), year, 1 if m["term"][0] in "Vv" else 2, 6)
    for m in _WEEK.finditer(text):
        yield from _week(m)


def _short_months(text: str) -> Iterator[Form]:
    """`mar-21` in the head of a table, `läsåret 23/24`."""
    for m in _SHORT_MONTH.finditer(text):
        word = _WORD_ENDS.search(text, max(0, m.start() - 10), m.start())
        if word is not None and word[0].lower() in MONTHS:
            yield Form(word.start(), m.end(), "month", century(m["yy"]), month_of(word[0]))
    if "äsår" in text:
        for m in _SHORT_SCHOOL_YEAR.finditer(text):
            first = century(m["a"])
            if century(m["b"]) == first + 1:
                yield Form(m.start("a"), m.end(), "year", first, last=(first + 1, None, None))


def _nth(word: str, last: int) -> int:
    word = word.lower()
    return last if word == "sista" else int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _part(start: int, end: int, year: int | None, number: int, months: int) -> Form:
    """The months that a quarter, tertial or half year stands for."""
    first = (number - 1) * months + 1
    precision: Precision = "quarter" if months == 3 else "month"
    if year is None:
        return Form(start, end, precision)
    return Form(start, end, precision, year, first, last=(year, first + months - 1, None))


def _week(m: regex.Match[str]) -> Iterator[Form]:
    first, last = int(m["w"]), int(m["w2"] or m["w"])
    if not 1 <= first <= last <= 53:
        return
    if m["y"] is None:
        yield Form(m.start(), m.end(), "day")
        return
    try:
        monday = date.fromisocalendar(int(m["y"]), first, 1)
        sunday = date.fromisocalendar(int(m["y"]), last, 1) + timedelta(days=6)
    except ValueError:
        return
    end = (sunday.year, sunday.month, sunday.day)
    yield Form(m.start(), m.end(), "day", monday.year, monday.month, monday.day, last=end)


def years(text: str) -> Iterator[Form]:
    """Years alone, from one to another, and those with a slash between (läsår)."""
    for m in _YEARS.finditer(text):
        first = int(m["y"])
        if m["slash"]:
            second = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
            code = code_before(text, m.start())
            if second % 100 != (first + 1) % 100 or code or labelled(text, m.start()):
                continue
            if word_before(text, m.start()) == "årsskiftet":
                yield Form(m.start(), m.end(), "day", first, 12, 31, last=(first + 1, 1, 1))
            else:
                yield Form(m.start(), m.end(), "year", first, last=(first + 1, None, None))
        elif m["y2"] or m["short"]:
            last = int(m["y2"]) if m["y2"] else first // 100 * 100 + int(m["short"])
            if (
                first < last <= first + 80
                and not labelled(text, m.start())
                and not unit_after(text, m.end(), UNITS)
            ):
                yield Form(m.start(), m.end(), "year", first, last=(last, None, None))
        elif _plain_year(text, m):
            yield Form(m.start(), m.end(), "year", first, bare=True)


def _plain_year(text: str, m: regex.Match[str]) -> bool:
    """Whether a four-digit number of the right size is a year and not an amount, a count or a code."""
    if text[m.end() : m.end() + 2] in ("-\n", "/\n", ":\n") and code_before(text, m.start()):
        return False
    word = word_before(text, m.start()).lstrip("(")
    if word in NOT_BEFORE or text[max(0, m.start() - 2) : m.start()] == "§ ":
        return False
    if word in YEAR_CUES:
        return not unit_after(text, m.end(), MONEY)
    return not unit_after(text, m.end(), UNITS)
