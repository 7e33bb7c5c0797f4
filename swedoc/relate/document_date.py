"""The document's own date: beside "Datum", else alone in the letterhead, for a protocol its meeting.

`Datum: 2023-09-14`, `KOMMUNSTYRELSEN Sammanträdesdatum 2018-11-06`, or `2021-03-23` above the title.
A date in running text is never the document's own; a document without one has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.lexicon import LETTERS, pattern, simple_pattern
from swedoc.mentions import DateMention, MoneyMention, Reading

_REACH = 400
_TOP = 600
_LETTERHEAD = 170
"""How far down the first page a letterhead reaches at most, in PDF points."""
HEAD = 2500
"""Characters that a letterhead reaches at most."""

_LABEL = simple_pattern(
    rf"""(?<![{LETTERS}.]) (?P<label> datum | utfärda[dt] | upprätta[dt] | brevdatum | dokumentdatum
      | beslutsdatum | dat\. | vårt[ ]datum
      | per[ ]capsulam(?:,?[ ](?:avslutat|avslutad))?(?=[ ](?:den[ ])?\d)
      | publicera[dt] | skickat(?=\*{{0,2}}:)
      | (?P<meeting> sammanträdesdatum | mötesdatum | sammanträdesdag
        | tid(?:[ ]och[ ]plats)?(?=\*{{0,2}}:) ) )
      \s?+:?+ (?:\s?+\#{{0,3}}+\*{{0,2}}+) """,
    name="label of the document's date",
)
"""For the text in small letters: a pattern that minds no case takes eight times as long."""
_FOREIGN = pattern(
    r"\b(?:er(?:t|a)?|mötes|svars|inkom(?:men|na)?)\s?\Z", ignore_case=True, name="label of another's date"
)
_DAY_OF_WEEK = pattern(
    r"[\s:|*.]{0,40}+ (?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?[ ,]{1,2})?+ (?:den\s)?+ \Z",
    ignore_case=True,
    name="day of the week before a date",
)
_OTHER_PURPOSE = pattern(r"\s{0,3}+(?:för|då|när)\s\p{L}", name="date label of something else")
_PLACE = pattern(
    r"\A[\s>*_]*+\p{Lu}\p{L}{2,20}(?:[ ]\p{Lu}\p{L}{1,12}){0,2}[ ,]{1,2}(?:den[ ])?\Z",
    name="place before a date",
)
_CITED = frozenset(
    (
        "senast",
        "daterad",
        "daterat",
        "daterade",
        "inkom",
        "inkommen",
        "inkommet",
        "ert",
        "er",
        "godkännare",
        "skrivelse,",
    )
)
_PAPERS = frozenset(
    (
        *(
            "protokoll",
            "tjänsteskrivelse",
            "tjänsteutlåtande",
            "skrivelse",
            "rapport",
            "beslut",
            "remiss",
            "yttrande",
        ),
        *(
            "missiv",
            "bilaga",
            "ansökan",
            "promemoria",
            "motion",
            "underlag",
            "kalkyl",
            "avtal",
            "anslag",
            "datum",
        ),
        *(
            "justerat",
            "justeras",
            "ankom",
            "inkom",
            "version",
            "godkänd",
            "signerat",
            "senast",
            "utdrag",
            "brev",
        ),
    )
)
"""Words before a date on a line of its own that are papers, not places."""
_NO_LETTERHEAD = ("basis", "distribution")
_WORD = pattern(r"\p{L}{2,}+", name="word")


def document_date(reading: Reading) -> DateMention | None:
    """The mention of the document's own date, or `None` where the page prints no valid one."""
    days = [m for m in reading.claims.of(DateMention) if m.precision == "day" and m.until is None]
    head = [m for m in days if m.start < HEAD and (m.value is not None or not m.valid)]
    body = [m for m in head if reading.document.line_at(m.start).role == "body"]
    found = _of(reading, body, days)
    if found is None and len(body) < len(head):  # a running head, the head of a mail
        found = _of(reading, head, days)
    return found if found is not None and found.valid else None


def _of(reading: Reading, head: list[DateMention], days: list[DateMention]) -> DateMention | None:
    """The document's date among those near its beginning, or above its signatures."""
    return (
        _labelled(reading, head)
        or _standing(reading, head)
        or _meeting(reading, head)
        or _signed(reading, days)
        or _at_the_top(reading, days)
    )


def _labelled(reading: Reading, head: list[DateMention]) -> DateMention | None:
    """The date beside or below "Datum"; a protocol is dated by its meeting before anything else."""
    text = reading.text
    plain: DateMention | None = None
    meeting: DateMention | None = None
    for label in _LABEL.finditer(reading.document.lower, 0, HEAD):
        if _foreign(text, label.start()) or _OTHER_PURPOSE.match(text, label.end()):
            continue
        beside = [m for m in head if label.end() <= m.start <= label.end() + 120]
        if not beside or not _beside(text, label.end(), beside[0].start):
            continue
        if "\n" in text[label.end() : beside[0].start] and _paid(reading, beside[0]):
            continue  # the head of a column in a plan of payments
        date = _column(reading, label.start(), label.end("label"), beside)
        if label["meeting"]:
            meeting = meeting or date
        else:
            plain = plain or date
    if (reading.outline.kind or "").startswith("protokoll"):
        return meeting or plain
    return plain or meeting


def _foreign(text: str, start: int) -> bool:
    """Whether a label of a date belongs to somebody else: `Ert datum`."""
    return _FOREIGN.search(text, max(0, start - 8), start) is not None


def _column(reading: Reading, start: int, end: int, beside: list[DateMention]) -> DateMention:
    """Of the dates in the line below `Ert datum   Vårt datum` the one that stands as far along."""
    text = reading.text
    line = text.rfind("\n", max(0, start - 200), start) + 1
    before = sum(1 for m in _LABEL.finditer(reading.document.lower, line, start) if m.end() <= start)
    if before == 0 or "\n" not in text[end : beside[0].start]:
        return beside[0]
    stop = text.find("\n", beside[0].start, beside[0].start + 200)
    columns = [m for m in beside if stop < 0 or m.start < stop]
    return columns[min(before, len(columns) - 1)]


def _beside(text: str, label: int, date: int) -> bool:
    """Whether the date follows the label directly, or stands on the line below it."""
    between = text[label:date]
    if len(between) < 80 and _DAY_OF_WEEK.match(between):
        return True
    return between.count("\n") == 1 and len(between) < 100 and "." not in between.split("\n")[1]


def _standing(reading: Reading, head: list[DateMention]) -> DateMention | None:
    """The first date that stands alone, or on a line without running text, above the first paragraph."""
    text = reading.text
    end = _first_paragraph(text)
    lone: DateMention | None = None
    line_mate: DateMention | None = None
    for date in head:
        if date.start >= end or _section(reading, date.start) in _NO_LETTERHEAD:
            break
        if _paid(reading, date):
            continue
        if _alone(text, date) or _in_the_margin(text, date):
            lone = lone or date
        elif _bare_line(text, date):
            line_mate = line_mate or date
    if lone is not None and line_mate is not None:
        return line_mate if line_mate.start < lone.start and _iso(text, line_mate) else lone
    return lone or line_mate


def _section(reading: Reading, start: int) -> str | None:
    return reading.outline.section_at(start).kind if reading.outline.sentences else None


def _iso(text: str, date: DateMention) -> bool:
    return text[date.start : date.end] == date.value


def _line(text: str, date: DateMention) -> tuple[str, str]:
    earliest, latest = max(0, date.start - _REACH), min(len(text), date.end + _REACH)
    start = max(earliest, text.rfind("\n", earliest, date.start) + 1)
    end = text.find("\n", date.end, latest)
    return text[start : date.start], text[date.end : end if end >= 0 else latest]


def _alone(text: str, date: DateMention) -> bool:
    before, after = _line(text, date)
    return not _WORD.search(before) and not _WORD.search(after) and "§" not in after


def _in_the_margin(text: str, date: DateMention) -> bool:
    """Whether the date closes one of the first lines, far from its words: `Nämnden för …      2014-10-15`."""
    before, after = _line(text, date)
    apart = not before or before.endswith("   ")
    return apart and not after.strip() and text.count("\n", 0, date.start) < 3


def _paid(reading: Reading, date: DateMention) -> bool:
    """Whether a sum stands beside the date on its line, as in a plan of payments."""
    before, after = _line(reading.text, date)
    return any(
        isinstance(mention, MoneyMention)
        for mention in reading.claims.within(date.start - len(before), date.end + len(after))
    )


def _at_the_top(reading: Reading, days: list[DateMention]) -> DateMention | None:
    """A date alone at the top of the first page, wherever columns have put it in the text."""
    for date in days:
        before, after = _line(reading.text, date)
        if (before and not before.endswith("   ")) or (after and not after.startswith("   ")):
            continue
        span = reading.document.span(date.start, date.end)
        if date.value is not None and span.page == 1 and span.boxes and span.boxes[0][3] < _LETTERHEAD:
            return date
    return None


def _bare_line(text: str, date: DateMention) -> bool:
    """Whether the line holds a few labels or names beside the date, and no sentence."""
    before, after = _line(text, date)
    if _PLACE.search(before) and not after.strip(" .*_"):
        return True
    if any(word in _CITED for word in before.lower().split()[-2:]):
        return False
    rest = before + " " + after
    words = [word for word in rest.split() if _WORD.search(word) and "@" not in word and "www." not in word]
    lower = sum(word[0].islower() for word in words)
    return len(words) <= 9 and lower <= 2 and "§" not in rest and not after.lstrip().startswith(("–", ","))


def _first_paragraph(text: str) -> int:
    """Where running text begins: the second long line, or the first that is a paragraph by itself."""
    long_lines = 0
    for start, line in _lines(text):
        words = len(_WORD.findall(line))
        long_lines += words >= 9
        if words >= 25 or long_lines >= 2:
            return start
    return HEAD


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text[:HEAD].split("\n"):
        yield at, line
        at += len(line) + 1


def _meeting(reading: Reading, head: list[DateMention]) -> DateMention | None:
    """`Protokoll från sammanträde den 3 maj 2023` at the top of a protocol."""
    if not (reading.outline.kind or "").startswith("protokoll"):
        return None
    return next((date for date in head if date.role == "meeting" and date.start < _TOP), None)


def _signed(reading: Reading, days: list[DateMention]) -> DateMention | None:
    """`Stockholm den 26 september 2012` on a line of its own above the signatures."""
    for date in reversed(days):
        before, after = _line(reading.text, date)
        place = before.split()[0].strip("*_>").lower() if before.strip() else ""
        if place in _PAPERS or _section(reading, date.start) in _NO_LETTERHEAD:
            continue
        if date.value is not None and _PLACE.search(before) and not after.strip(" .*_"):
            return date
    return None
