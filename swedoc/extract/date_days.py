"""The printed forms of days: `2021-03-23`, `23 mars 2021`, `28/2 2011`, `170208`, `202206-14`.

Swedish practice writes ISO 8601 in letterheads (SS-ISO 8601) and day, month, year in running text;
the rest are habits of records offices, and what extraction from PDF leaves of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.extract.date_context import (
    DASH,
    MONTH,
    MONTHS,
    ORDINALS,
    TAIL,
    UNITS,
    YEAR,
    Form,
    century,
    code_before,
    is_day,
    labelled,
    line_start,
    month_of,
    unit_after,
    word_before,
)
from swedoc.lexicon import pattern

_ISO = pattern(
    rf"""(?<![\d/.]) (?P<y>{YEAR}) (?: (?P<s>[-‐‑–/]) \n?+ (?P<m>\d{{1,2}}+)
        (?P=s) \n?+ (?P<d>\d{{1,3}}+) (?!\d) (?!-\d{{1,3}}+\b(?!\d))
      | \. (?P<m>\d\d) \. (?P<d>\d\d) (?![\d]|\.\d)
      | [ ]?+ - [ ]?+ (?P<m>0[1-9]|1[0-2]) [ ]?+ - [ ]?+ (?P<d>0[1-9]|[12]\d|3[01]) (?![\d]|[ ]?-[ ]?\d) )""",
    name="ISO date",
)
_COMPACT = pattern(
    rf"""(?<![\w/.,:-]) (?P<y>{YEAR}) (?P<m>0[1-9]|1[0-2]) (?P<j>-?+) (?P<d>0[1-9]|[12]\d|3[01])
      (?![\w-]|[,.:/]\d)""",
    name="compact date",
)
_SHORT = pattern(
    r"""(?<![\w/.,:–-]) (?P<y>\d\d) (?P<j>-?+) (?P<m>0[1-9]|1[0-2]) (?P=j) (?P<d>0[1-9]|[12]\d|3[01])
      (?![\w–-]|[,.:/]\d)""",
    name="short date",
)
_YEAR_MONTH = pattern(
    rf"(?<![\w/.,:-]) (?P<y>{YEAR}) (?P<j>-?+) (?P<m>0[1-9]|1[0-2]) (?![\w/–-]|[,.:]\d)",
    name="year and month",
)
_WORDED = pattern(
    rf"""(?<![\w,/§]) (?<!\D-) (?P<d>\d{{1,2}}+) (?= :?[aeAE]?\s{{0,2}}[jfmasondJFMASOND][aeupkoAEUPKO])
      (?: :?[aeAE]\b )?+ \s{{0,2}}+ (?P<m>{MONTH})
      (?: [\s,]{{1,3}}+ (?:år\s)?+ (?P<y>{YEAR}) (?!\d) (?!-\d{{1,4}}(?!\d|\s\p{{L}})) (?![,.:/]\d) )?+""",
    name="day and month",
)
_DAYS_BEFORE = pattern(
    rf"""(?<![\w,.:/§-]) (?: (?P<from>\d{{1,2}}+) \s?{DASH}\s?
      | (?: \d{{1,2}}+ ,\s ){{0,4}}+ \d{{1,2}}+ \s(?:och|samt|respektive)\s(?:den\s)?+ ) \Z""",
    name="days before",
)
_DIGITS = pattern(r"\d++", name="digits")
_SPELLED = pattern(
    rf"""[Dd]en\s (?P<o>(?:tjugo|trettio)?+(?:{"|".join(ORDINALS)})) \s (?P<m>{MONTH})
      (?: \s (?P<y>{YEAR}) (?!\d) )?+""",
    name="day spelled out",
)
_SLASHED = pattern(
    rf"""(?<![\w,./:-]) (?P<d>\d{{1,2}}+) (?: /(?P<m>\d{{1,2}}+) (?: [ ]{DASH}?+ | {DASH}\ ?+ | / | [ ]år[ ] )
        (?P<y>{YEAR}) {TAIL} (?![,.]\d)
      | /(?P<m>\d{{1,2}}+) [ ]?+ [-’'] (?P<yy>\d\d) (?![\d/])
      | \.(?P<m>\d{{1,2}}+)\.(?P<y>{YEAR}) {TAIL} )""",
    name="day/month year",
)
_SLASHED_BARE = pattern(
    rf"""(?<![\w,./:–-]) (?P<d>\d{{1,2}}+) / (?P<m>\d{{1,2}}+) (?! [\d/:] )
      (?: [ ]?+ {DASH} [ ]?+ (?P<d2>\d{{1,2}}+) / (?P<m2>\d{{1,2}}+)
      (?: [ ]{DASH}?+ (?P<y>{YEAR}) (?!\d) )?+ )?+""",
    name="day/month",
)
_SLASHED_NEXT = pattern(
    rf"(?:,\s|\s(?:och|samt|respektive|resp\.)\s)"
    rf"(?:den\s)?\d{{1,2}}/\d{{1,2}}[ ]{YEAR}",
    name="day/month year to follow",
)
_BEFORE_SLASHED = frozenset(("den", "senast", "till", "från", "fr.o.m.", "t.o.m.", "före", "efter"))
_SHORT_PERIOD = pattern(
    r"(?<![\w/.,:–-])(?P<a>\d{6})[ ]?[-–][ ]?(?P<b>\d{6})(?![\w–-]"
    r"|[,.:/]\d)",
    name="period of two short dates",
)
_CUE = pattern(
    r"(?:\b(?:den|datum|dat\.?|daterad|daterat|daterade|utskriven|inkom|beslut|beslutad|protokoll|möte"
    r"|öppnas|"
    r"öppnades|senast|hålls|hölls|före|efter|kl)[:,]?\s{1,2})\Z",
    ignore_case=True,
    name="cue for a short date",
)
_BEFORE_MONTH = frozenset(" \n:aeAE" + "".join({c for word in MONTHS for c in (word[0], word[0].upper())}))
_HEAD = 1500
_NAMES = ("Jan", "Maj", "April")
"""Months that are also names of people: `3 Jan Ek` is no date without its year."""


def days(text: str) -> Iterator[Form]:
    """Every printed form of a day: each run of digits is tried by the forms that it may begin."""
    for run in _DIGITS.finditer(text):
        start, end = run.span()
        length = end - start
        after = text[end : end + 1]
        if length <= 2:
            if after in _BEFORE_MONTH:
                yield from _worded(text, start)
            elif after == "/" or after == ".":
                yield from _slashed(text, start)
            elif after == "-" and length == 2:
                yield from _short(text, start)
        elif length == 4:
            if (after in "-‐‑–/." and after) or (after == " " and text[end + 1 : end + 2] == "-"):
                yield from _iso(text, start)
        elif length == 6:
            yield from _short(text, start)
            yield from _compact(text, start)
        elif length == 8:
            yield from _compact(text, start)
    for m in _SPELLED.finditer(text):
        day = _spelled_day(m["o"])
        year = int(m["y"]) if m["y"] else None
        if is_day(year or 2000, month_of(m["m"]), day):
            yield Form(m.start("o"), m.end(), "day", year, month_of(m["m"]), day)


def _iso(text: str, start: int) -> Iterator[Form]:
    """Year, month and day parted by a mark: `2021-03-23`, `2021.03.23`; or year and month."""
    m = _ISO.match(text, start)
    if m is None:
        yield from _year_month(text, start)
        return
    y, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    valid = is_day(y, month, day)
    if valid or not (m["s"] == "/" or (month > 12 and day > 31) or labelled(text, start)):
        yield Form(start, m.end(), "day", y, month, day, valid=valid)


def _compact(text: str, start: int) -> Iterator[Form]:
    """`20210323`, and `202206-14` where a hyphen was lost; or `201711`, a year and its month."""
    m = _COMPACT.match(text, start)
    if m is None:
        yield from _year_month(text, start)
        return
    y, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    if is_day(y, month, day) and not labelled(text, start) and not unit_after(text, m.end(), UNITS):
        yield Form(start, m.end(), "day", y, month, day)


def _short(text: str, start: int) -> Iterator[Form]:
    """`11-05-12`; `170208` after a cue; `230101–231231`."""
    m = _SHORT_PERIOD.match(text, start)
    if m is not None:
        first, last = _six(m["a"]), _six(m["b"])
        if first is not None and last is not None and first < last and not labelled(text, start):
            yield Form(start, m.end(), "day", *first, last=last)
        return
    m = _SHORT.match(text, start)
    if m is None:
        return
    y, month, day = century(m["y"]), int(m["m"]), int(m["d"])
    if not is_day(y, month, day) or not (m["j"] or _cued(text, start, m.end())):
        return
    if not labelled(text, start) and not unit_after(text, m.end(), UNITS):
        yield Form(start, m.end(), "day", y, month, day)


def _year_month(text: str, start: int) -> Iterator[Form]:
    m = _YEAR_MONTH.match(text, start)
    if m is None or (m["j"] and word_before(text, start) in ("åren", "perioden")):
        return
    if not labelled(text, start) and not code_before(text, start) and not unit_after(text, m.end(), UNITS):
        yield Form(start, m.end(), "month", int(m["y"]), int(m["m"]))


def _six(digits: str) -> tuple[int, int, int] | None:
    """Year, month and day of six digits that the calendar holds."""
    day = century(digits[:2]), int(digits[2:4]), int(digits[4:])
    return day if is_day(*day) else None


def _cued(text: str, start: int, end: int) -> bool:
    """Whether six digits are a date: a cue before them, or alone on a line of the letterhead."""
    line = line_start(text, start)
    if not text[line:start].strip():
        return start < _HEAD and text[end : end + 2].lstrip(" ")[:1] in ("", "\n")
    return _CUE.search(text, max(line, start - 16), start) is not None


def _worded(text: str, start: int) -> Iterator[Form]:
    """A day with the name of its month, alone or several that share it (`3–5 maj 2022`)."""
    m = _WORDED.match(text, start)
    if m is None:
        return
    day, month = int(m["d"]), month_of(m["m"])
    year = int(m["y"]) if m["y"] else None
    end = m.end() if m["y"] else m.end("m")
    if not m["y"] and text[end - 1] == ".":
        end -= 1
    valid = 1 <= day <= 31 and is_day(year or 2000, month, day)
    if year is None and (not valid or m["m"] in _NAMES):
        return
    before = _DAYS_BEFORE.search(text, max(0, start - 24), start)
    if before and before["from"]:
        first = int(before["from"])
        if valid and 0 < first < day:
            last = (year, month, day) if year else None
            yield Form(before.start(), end, "day", year, month, first, last=last)
            return
    elif before:
        for found in _DIGITS.finditer(text, before.start(), before.end()):
            if 1 <= int(found.group()) <= 31:
                yield Form(found.start(), found.end(), "day", year, month, int(found.group()))
    yield Form(start, end, "day", year, month, day, valid=valid)


def _spelled_day(word: str) -> int:
    """The number of a day from its ordinal: `tjugotredje` is 23."""
    for tens, value in (("tjugo", 20), ("trettio", 30)):
        if word.startswith(tens) and word not in ORDINALS:
            return value + ORDINALS[word.removeprefix(tens)]
    return ORDINALS[word]


def _slashed(text: str, start: int) -> Iterator[Form]:
    """Day and month in figures; without a year only as a period or after a word such as `den`."""
    m = _SLASHED.match(text, start)
    if m is not None:
        y = int(m["y"]) if m["y"] else century(m["yy"])
        if is_day(y, int(m["m"]), int(m["d"])) and not labelled(text, start):
            yield Form(start, m.end(), "day", y, int(m["m"]), int(m["d"]))
        return
    m = _SLASHED_BARE.match(text, start)
    if m is None or not is_day(2000, int(m["m"]), int(m["d"])):
        return
    day, month = int(m["d"]), int(m["m"])
    if m["d2"]:
        if is_day(2000, int(m["m2"]), int(m["d2"])):
            year = int(m["y"]) if m["y"] else None
            last = (year, int(m["m2"]), int(m["d2"])) if year else None
            yield Form(start, m.end(), "day", year, month, day, last=last)
    elif word_before(text, start) in _BEFORE_SLASHED or _SLASHED_NEXT.match(text, m.end()):
        yield Form(start, m.end(), "day", None, month, day)
