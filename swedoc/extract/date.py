"""Dates and periods with their role: `senast den 28 februari 2024`, `1/1-31/12 2018`, `2021–2024`.

The forms come one by one from `date_days` and `date_years`; here neighbours complete each other
(`15 april 2017 respektive 2018`), ends become periods (`fr.o.m. den 1 juli 2023 t.o.m. …`), and
the words before a date say what it is. A part that is not on the page is never invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from swedoc.extract import date_days, date_foreign, date_years, extractors
from swedoc.extract.date_context import Form, line_start
from swedoc.lexicon import load, pattern
from swedoc.mentions import DateMention, Reading
from swedoc.records import DateRole

_CUES: dict[tuple[str, ...], DateRole] = {
    tuple(cue.split()): role for role, cues in load("dates")["cues"].items() for cue in cues
}
_LONGEST = max(map(len, _CUES))
_DAY_WORDS = r"(?:(?:den|år|året|åren)\s{1,2}+)?+"
_RANGE = pattern(
    rf"""\.?+ \s{{0,2}}+ (?: [-‐‑–—]{{1,2}}+
      | (?: och\s )?+ (?: till\s och\s med | t\.?+\ ?o\.?+\ ?m\.?+ | till )(?!\w) ) \s{{0,2}}+
      {_DAY_WORDS}""",
    ignore_case=True,
    name="between the ends of a period",
)
_BETWEEN = pattern(rf"\s{{1,2}}+och\s{{1,2}}+{_DAY_WORDS}", name="och between the ends of a period")
_BETWEEN_BEFORE = pattern(r"\b[Mm]ellan\s{1,2}(?:den\s|år\s|åren\s)?+\Z", name="mellan before a period")
_LIST = pattern(
    rf"\s{{0,2}}+(?:,|och|samt|respektive|resp\.?+|eller|,\s?+(?:samt|respektive"
    rf"|dels))\s{{1,2}}+{_DAY_WORDS}",
    name="between dates of a list",
)
_FROM = pattern(
    r"(?:\bfr\.?+\s?+o\.?+\s?+m\.?+|\bfrån\s{1,2}och\s{1,2}med|\bfom)\s{1,2}(?:den\s)?+(?:år(?:et)?\s)?+\Z",
    ignore_case=True,
    name="from and on",
)
_ONWARD = pattern(
    r"\s{1,2}+och\s{1,2}+(?:framåt|framöver|efterföljande\s{1,2}år|följande\s{1,2}år|kommande\s{1,2}år"
    r"|senare)(?!\w)"
    r"|\s{1,2}+ff\b|[-–](?=[\s)\]:,;.|]|\Z)(?!\s{1,2}\d)",
    name="and on",
)
_COMMITTEE = pattern(
    r"(?:nämnden|styrelsen|utskott(?:et)?|fullmäktige|beredningen)[ ,:]{1,4}(?:den[ ])?\Z",
    ignore_case=True,
    name="committee before the date of its meeting",
)
_THEREAFTER = pattern(
    r"(?<!\w)(?:[Dd]ärefter|[Tt]ills\s{1,2}vidare|(?:åren|[Åå]r)\s{1,2}därefter)(?!\w)", name="thereafter"
)


@extractors.register("date", order=10)
def find(reading: Reading) -> Iterator[DateMention]:
    """Yield dates, periods and words for an open end, in reading order."""
    text = reading.text
    found = _join(text, _complete(text, forms(text)))
    at = 0
    later = [m.span() for m in _THEREAFTER.finditer(text)]
    for form in found:
        while at < len(later) and later[at][0] < form.start:
            yield _thereafter(*later[at])
            at += 1
        yield _mention(reading, form)
    for span in later[at:]:
        yield _thereafter(*span)


def forms(text: str) -> list[Form]:
    """All forms in reading order, none overlapping; where two begin together the longer one stands."""
    finders = (
        date_days.days,
        date_years.parts,
        date_years.years,
        date_foreign.foreign,
    )
    found = sorted((form for finder in finders for form in finder(text)), key=lambda f: (f.start, -f.end))
    kept: list[Form] = []
    end = -1
    for form in found:
        if form.start >= end:
            kept.append(form)
            end = form.end
    return kept


def _thereafter(start: int, end: int) -> DateMention:
    return DateMention(start, end, None, None, "year", "period", open_ended=True)


def _complete(text: str, found: list[Form]) -> list[Form]:
    """Give the parts that a list prints once to all of its dates, from the nearest that has them."""
    for at in range(len(found) - 2, -1, -1):
        form, after = found[at], found[at + 1]
        if form.year is None and form.month is not None and after.year and after.month and after.last is None:
            gap = text[form.end : after.start]
            if len(gap) < 25 and (_LIST.fullmatch(gap) or _RANGE.fullmatch(gap)):
                year = after.year - (form.month > after.month)
                found[at] = replace(form, year=year)
    for at in range(1, len(found)):
        before, form = found[at - 1], found[at]
        if (
            form.bare
            and before.month
            and before.year
            and before.last is None
            and form.start - before.end < 25
        ):
            gap = text[before.end : form.start]
            if (
                _LIST.fullmatch(gap)
                and before.precision in ("day", "month")
                and _coordinated(text, form.end, gap)
            ):
                found[at] = replace(form, precision=before.precision, month=before.month, day=before.day)
    return found


def _coordinated(text: str, end: int, gap: str) -> bool:
    """Whether a bare year after a date repeats its day: after `respektive`, not before a figure."""
    return "resp" in gap


def _join(text: str, found: list[Form]) -> Iterator[Form]:
    """Make one period of two dates with a dash, `till`, `t.o.m.`, or `mellan … och` between them."""
    at = 0
    while at < len(found):
        form = found[at]
        while at + 1 < len(found) and (joined := _period(text, form, found[at + 1])):
            form = joined
            at += 1
        yield form
        at += 1


def _period(text: str, first: Form, second: Form) -> Form | None:
    """The period from `first` to `second`, if the text between them makes it one."""
    if second.start - first.end > 30 or first.last or second.last or first.precision != second.precision:
        return None
    if first.year is None or second.year is None or not first.valid or not second.valid:
        return None
    gap = text[first.end : second.start]
    if not (
        _RANGE.fullmatch(gap)
        or (_BETWEEN.fullmatch(gap) and _BETWEEN_BEFORE.search(text, max(0, first.start - 16), first.start))
    ):
        return None
    ends = (first.year, first.month or 0, first.day or 0), (second.year, second.month or 0, second.day or 0)
    if ends[0] >= ends[1] or second.year - first.year > 80:
        return None
    return replace(first, end=second.end, last=(second.year, second.month, second.day), bare=False)


def _iso(year: int, month: int | None, day: int | None) -> str:
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _mention(reading: Reading, form: Form) -> DateMention:
    text, end = reading.text, form.end
    open_ended = False
    value = until = None
    years: tuple[int, ...] = ()
    if form.year is not None:
        years = (form.year,)
        if form.valid:
            value = _iso(form.year, form.month, form.day)
        if form.last is not None:
            until = _iso(*form.last)
            years = tuple(range(form.year, form.last[0] + 1))
        else:
            onward = _ONWARD.match(text, end) if form.precision == "year" else None
            if onward is not None:
                end = onward.end()
            open_ended = (
                onward is not None or _FROM.search(text, max(0, form.start - 24), form.start) is not None
            )
    return DateMention(
        form.start,
        end,
        value,
        until,
        form.precision,
        _role(reading, form, open_ended),
        years,
        open_ended,
        form.valid,
    )


def _cue(words: str) -> DateRole | None:
    """The role that the last cue among the words gives; a deadline holds against later cues."""
    tokens = [word.strip(".,:;()*#|–”") for word in words.lower().split()]
    role: DateRole | None = None
    for at in range(len(tokens) - 1, -1, -1):
        for length in range(1, _LONGEST + 1):
            found = _CUES.get(tuple(tokens[at : at + length]))
            if found == "deadline":
                return found
            role = role or found
    return role


def _cue_start(reading: Reading, start: int) -> int:
    """Where the words that may say what a date is begin: its sentence, or the line above a lone date."""
    earliest = max(0, start - 60)
    if not reading.outline.sentences:
        return earliest
    begins = reading.outline.sentence_at(start).start
    if start - begins > 6:
        return max(earliest, begins)
    return max(earliest, line_start(reading.text, max(0, begins - 1)))


def _role(reading: Reading, form: Form, open_ended: bool) -> DateRole:
    """What the date is, from the last cue before it and from its section."""
    if form.last is not None or open_ended:
        return "period"
    if form.precision == "year":
        return "other"
    text = reading.text
    role = _cue(text[_cue_start(reading, form.start) : form.start])
    if role is not None:
        return role
    section = reading.outline.section_at(form.start) if reading.outline.sentences else None
    if section is not None and section.kind == "letterhead" and form.valid:
        body = _COMMITTEE.search(text, max(0, form.start - 40), form.start) is not None
        return "meeting" if body else "document"
    return "cited" if section is not None and section.kind == "basis" else "other"
