"""Personal identity numbers by their shape: `850709-9821`, `19850709-9821`, `198507099821`, `850769-9821`.

A personnummer is a date of birth and four digits (folkbokföringslagen 1991:481, 18 §), after the
hundredth birthday with `+`; a samordningsnummer has 60 added to the day (2022:1697). The check digit
says whether a number is valid, never whether it is one: one misread digit always breaks it. The third
digit of an organisationsnummer is 2 or more, so it is no month; the number of a sole trader's firm is
the trader's own, and is treated as such.

Inside a longer number (`SN 2023/850709-9821`) or with another mark (`850709_9821`) a shape is not enough:
one such number in fourteen looks like a date. It counts if the check digit is right, too, which leaves one
in a hundred and forty, or if people were born that year whose cases are no longer handled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from swedoc.document import Document
from swedoc.lexicon import alternatives, load, pattern

Kind = Literal["personnummer", "samordningsnummer"]
Form = Literal["joined", "dated", "long", "spaced", "short", "loose"]
"""`850709-9821`, `1985-07-09-9821`, `198507099821`, `850709 9821`, `8507099821`, `850709_9821`; `long`,
`spaced` and `short` may be something else, which the text around them tells."""

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MARK = r"[-+\u2010-\u2015\u2212]"
_JOINED = pattern(
    rf"""(?<!\d) (?P<inside>(?<=\d[-./,:+]))?+ (?P<century>(?:16-?+|18|19|20)(?=\d{{6}}))?+ (?P<date>\d{{6}})
      (?:{_MARK}\n?+|\ {_MARK}\ ) (?P<last>\d{{4}}) (?!\d) (?P<goes_on>(?=[-\u2013]\w))?+""",
    name="personal number with a hyphen",
)
_DASHED = pattern(
    rf"""(?<!\d)(?<!\d[-./,:+]) (?:18|19|20) (?P<yy>\d\d)(?P<gap>[-\ ./])
      (?P<mm>\d\d)(?P=gap)(?P<dd>\d\d) {_MARK} (?P<last>\d{{4}}) (?!\d|[-\u2013]\w)""",
    name="personal number with a written date",
)
_SPACED = pattern(
    r"""(?<!\d)(?<!\d[-./,:+\ ]) (?P<century>(?:18|19|20)(?=\d{6}))?+ (?P<date>\d{6}) \  (?P<last>\d{4})
      (?!\d|[-\u2013./:,\ ]\d)""",
    name="personal number with a space",
)
_BARE = pattern(
    r"""(?<!\d) (?P<inside>(?<=\d[-./,:+]))?+ (?P<century>(?:18|19|20)(?=\d{10}))?+
      (?P<date>\d{6})(?P<last>\d{4}) (?!\d) (?P<goes_on>(?=[-\u2013./:,]\d))?+""",
    name="personal number without a mark",
)
_LOOSE = pattern(
    rf"""(?<!\d) (?P<century>(?:18|19|20)(?=\d{{6}}))?+ (?P<date>\d{{6}})
      (?:\ ?+{_MARK}\ ?+{_MARK}?+|[_/.:]) (?P<last>\d{{4}}) (?!\d)""",
    name="personal number with another mark",
)
_RUN = pattern(r"(?:16-)?+\d{6,}+", name="where a personal number may begin")
_PAIRS = r"\d\d[-\ ./]?+\d\d[-\ ./]?+\d\d\ ?+(?:[-+\u2010-\u2015\u2212_/.])?+\ ?+\d\d\ ?+\d\d"
_APART = pattern(rf"{_PAIRS} (?:\ ?+\d\d)?+ (?!\d)", name="number in pairs of digits")
_LABEL = pattern(
    rf"(?<![\p{{L}}\d]) {alternatives(load('personal')['labels']['words'])} [^\d\p{{L}}]{{0,6}}+ \Z",
    ignore_case=True,
    name="label of a personal number",
)
_COUNTED = pattern(
    r"[ ]?(?:kr\b|kronor\b|tkr\b|[tm]?n?kr\b|sek\b|euro\b|%|:-|st\b|procent\b)", ignore_case=True, name="unit"
)
_LABEL_REACH = 40
_TEN = 10
CENTURIES = ("18", "19", "20")
_THIS_CENTURY, _OLDEST = 35, 90  # years without century in which a file or case may begin: 90–99, 00–35


class Found(NamedTuple):
    """A number at `text[start:end]`; `digits` are its ten digits without the century."""

    start: int
    end: int
    kind: Kind
    digits: str
    form: Form


def find(text: str) -> tuple[Found, ...]:
    """Everything with the shape of a personal number, whatever the text around it says."""
    starts = [run.start() for run in _RUN.finditer(text)]
    starts += [start - 3 for start in starts if text.startswith("16-", start - 3, start)]
    return (*_marked(text, starts), *_unmarked(text, starts), *_loose(text, starts))


def of_document(document: Document) -> tuple[Found, ...]:
    """What has the shape in a document, looked for once."""
    key = "personal numbers"
    if key not in document.remembered:
        document.remembered[key] = find(document.text)
    found: tuple[Found, ...] = document.remembered[key]
    return found


def plain(text: str, shaped: Iterable[Found]) -> Iterator[Found]:
    """Those of the shape that are personal numbers without a look at the rest of the document."""
    for found in shaped:
        bare = found.form in ("long", "short")
        if found.form in ("joined", "dated", "loose") or (
            bare and telling(found.digits) and not may_be_phone(found) and not counted(text, found.end)
        ):
            yield found


def may_be_phone(found: Found) -> bool:
    """Whether a number without hyphen is rather a mobile number: `0701140612`."""
    return found.digits[0] == "0" and found.form in ("short", "spaced")


def counted(text: str, end: int) -> bool:
    """Whether a unit stands behind a number, so that it counts something."""
    return _COUNTED.match(text, end) is not None


def _marked(text: str, starts: list[int]) -> Iterator[Found]:
    """`850709-9821`, `1985-07-09-9821`."""
    for match in _at(_JOINED, text, starts):
        inside = match["inside"] is not None or match["goes_on"] is not None
        yield from _found(match, match["date"], "joined", certain=not inside)
    for match in _DASHED.finditer(text):
        yield from _found(match, match["yy"] + match["mm"] + match["dd"], "dated")


def _unmarked(text: str, starts: list[int]) -> Iterator[Found]:
    """`850709 9821`, `198507099821`, `8507099821`."""
    for match in _at(_SPACED, text, starts):
        yield from _found(match, match["date"], "spaced")
    for match in _at(_BARE, text, starts):
        inside = match["inside"] is not None or match["goes_on"] is not None
        yield from _found(match, match["date"], "long" if match["century"] else "short", certain=not inside)


def _loose(text: str, starts: list[int]) -> Iterator[Found]:
    """`850709_9821`, `850709- 9821`, and behind a label also `85 07 09 98 21`."""
    for match in _at(_LOOSE, text, starts):
        yield from _found(match, match["date"], "loose", certain=False)
    for match in _APART.finditer(text):
        digits = "".join(str(int(digit)) for digit in match[0] if digit.isdecimal())
        kind = kind_of(digits[-_TEN:-4])
        whole = len(digits) == _TEN or digits[:2] in CENTURIES
        start = (
            match.start() - 3
            if text[max(0, match.start() - 3) : match.start()].rstrip() in CENTURIES
            else match.start()
        )
        if kind is not None and whole and labelled(text, start):
            yield Found(start, match.end(), kind, digits[-_TEN:], "dated")


def _at(shape: regex.Pattern[str], text: str, starts: list[int]) -> Iterator[regex.Match[str]]:
    """The matches that begin at one of the places: looking everywhere takes twenty times as long."""
    return filter(None, (shape.match(text, start) for start in starts))


def _found(
    match: regex.Match[str], date: str, form: Form, group: str | int = 0, *, certain: bool = True
) -> Iterator[Found]:
    """The number that a match stands for; one that is not certain must be told by its digits."""
    kind = kind_of(date)
    if kind is not None:
        digits = "".join(str(int(digit)) for digit in date + match["last"] if digit != " ")
        if certain or telling(digits):
            start, end = match.span(group)
            yield Found(start, end, kind, digits, form if certain else "loose")


def telling(digits: str) -> bool:
    """Whether ten digits with the shape of a personal number are hardly anything else.

    >>> telling("8507099821"), telling("8507099820"), telling("1507099820")
    (True, True, False)
    """
    return valid(digits) or _THIS_CENTURY < int(digits[:2]) < _OLDEST


def kind_of(date: str) -> Kind | None:
    """What six digits begin: a personnummer, a samordningsnummer, or neither.

    >>> kind_of("850709"), kind_of("850769"), kind_of("212000")
    ('personnummer', 'samordningsnummer', None)
    """
    month, day = int(date[2:4]), int(date[4:6])
    if not 1 <= month <= 12:
        return None
    if 1 <= day <= _DAYS[month - 1]:
        return "personnummer"
    return "samordningsnummer" if 1 <= day - 60 <= _DAYS[month - 1] else None


def labelled(text: str, start: int) -> bool:
    """Whether the words before an offset announce a personal number: `personnummer: 850709 9821`."""
    return _LABEL.search(text, max(0, start - _LABEL_REACH), start) is not None


def valid(digits: str) -> bool:
    """Whether the check digit of ten digits is right (Luhn)."""
    from stdnum import luhn

    return bool(luhn.is_valid(digits))
