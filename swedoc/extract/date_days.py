"""The printed forms of days: `2021-03-23`, `23 mars 2021`, `28/2 2011`, `170208`, `202206-14`.

Swedish practice writes ISO 8601 in letterheads (SS-ISO 8601) and day, month, year in running text;
the rest are habits of records offices, and what extraction from PDF leaves of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.extract.date_context import (
    DASH,
    MONTH,
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
      | \. (?P<m>\d\d) \. (?P<d>\d\d) (?![\d]|\.\d) )""",
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
_CUE = pattern(
    r"(?:\b(?:den|datum|dat\.?|daterad|daterat|daterade|utskriven|inkom|beslut|beslutad|protokoll|möte"
    r"|öppnas|"
    r"öppnades|senast|hålls|hölls|före|efter|kl)[:,]?\s{1,2}|^\s{0,4})\Z",
    ignore_case=True,
    name="cue for a short date",
)
_NAMES = ("Jan", "Maj", "April")
"""Months that are also names of people: `3 Jan Ek` is no date without its year."""


def iso(text: str) -> Iterator[Form]:
    """Dates in figures, year first; also without hyphens, or with one lost."""
    for m in _ISO.finditer(text):
        y, month, day = int(m["y"]), int(m["m"]), int(m["d"])
        valid = is_day(y, month, day)
        if not valid and (m["s"] == "/" or (month > 12 and day > 31) or labelled(text, m.start())):
            continue
        yield Form(m.start(), m.end(), "day", y, month, day, valid=valid)
    for m in _COMPACT.finditer(text):
        y, month, day = int(m["y"]), int(m["m"]), int(m["d"])
        if is_day(y, month, day) and not labelled(text, m.start()) and not unit_after(text, m.end(), UNITS):
            yield Form(m.start(), m.end(), "day", y, month, day)
    for m in _SHORT.finditer(text):
        y, month, day = century(m["y"]), int(m["m"]), int(m["d"])
        if not is_day(y, month, day) or labelled(text, m.start()) or unit_after(text, m.end(), UNITS):
            continue
        if m["j"] or _cued(text, m.start(), m.end()):
            yield Form(m.start(), m.end(), "day", y, month, day)
    for m in _YEAR_MONTH.finditer(text):
        if labelled(text, m.start()) or code_before(text, m.start()) or unit_after(text, m.end(), UNITS):
            continue
        if m["j"] and word_before(text, m.start()) in ("åren", "perioden"):
            continue
        yield Form(m.start(), m.end(), "month", int(m["y"]), int(m["m"]))


def _cued(text: str, start: int, end: int) -> bool:
    """Whether six digits are a date: a cue before them, or alone on a line of the letterhead."""
    line = line_start(text, start)
    if not _CUE.search(text, max(line, start - 16), start):
        return False
    return (start > line and text[line:start].strip() != "") or (
        start < 1500 and text[end : end + 1] in ("", "\n")
    )


def worded(text: str) -> Iterator[Form]:
    """Days with the name of their month, alone or several that share it (`3–5 maj 2022`)."""
    for m in _WORDED.finditer(text):
        day, month = int(m["d"]), month_of(m["m"])
        year = int(m["y"]) if m["y"] else None
        end = m.end() if m["y"] else m.end("m")
        if not m["y"] and text[end - 1] == ".":
            end -= 1
        valid = 1 <= day <= 31 and is_day(year or 2000, month, day)
        if year is None and (not valid or m["m"] in _NAMES):
            continue
        days = _DAYS_BEFORE.search(text, max(0, m.start() - 24), m.start())
        if days and days["from"]:
            first = int(days["from"])
            if valid and 0 < first < day:
                last = (year, month, day) if year else None
                yield Form(days.start(), end, "day", year, month, first, last=last)
                continue
        elif days:
            for found in _DIGITS.finditer(text, days.start(), days.end()):
                if 1 <= int(found.group()) <= 31:
                    yield Form(found.start(), found.end(), "day", year, month, int(found.group()))
        yield Form(m.start(), end, "day", year, month, day, valid=valid)
    for m in _SPELLED.finditer(text):
        tens = (
            20
            if m["o"].startswith("tjugo") and m["o"] != "tjugonde"
            else 30
            if m["o"].startswith("trettio") and m["o"] != "trettionde"
            else 0
        )
        day = tens + ORDINALS[m["o"].removeprefix("tjugo").removeprefix("trettio") if tens else m["o"]]
        year = int(m["y"]) if m["y"] else None
        if is_day(year or 2000, month_of(m["m"]), day):
            yield Form(m.start("o"), m.end(), "day", year, month_of(m["m"]), day)


def slashed(text: str) -> Iterator[Form]:
    """Day and month in figures; without a year only as a period or after a word such as `den`."""
    for m in _SLASHED.finditer(text):
        y = int(m["y"]) if m["y"] else century(m["yy"])
        if is_day(y, int(m["m"]), int(m["d"])) and not labelled(text, m.start()):
            yield Form(m.start(), m.end(), "day", y, int(m["m"]), int(m["d"]))
    for m in _SLASHED_BARE.finditer(text):
        day, month = int(m["d"]), int(m["m"])
        if not is_day(2000, month, day):
            continue
        if m["d2"]:
            if is_day(2000, int(m["m2"]), int(m["d2"])):
                year = int(m["y"]) if m["y"] else None
                last = (year, int(m["m2"]), int(m["d2"])) if year else None
                yield Form(m.start(), m.end(), "day", year, month, day, last=last)
        elif word_before(text, m.start()) in (
            "den",
            "senast",
            "till",
            "från",
            "fr.o.m.",
            "t.o.m.",
            "före",
            "efter",
        ):
            yield Form(m.start(), m.end(), "day", None, month, day)
