"""Personal identity numbers by their shape: `850709-9821`, `19850709-9821`, `198507099821`, `850769-9821`.

A personnummer is a date of birth and four digits (folkbokföringslagen 1991:481, 18 §), after the
hundredth birthday with `+`; a samordningsnummer has 60 added to the day (2022:1697). The check digit
says whether a number is valid, never whether it is one: one misread digit always breaks it. The third
digit of an organisationsnummer is 2 or more, so it is no month; the number of a sole trader's firm is
the trader's own, and is treated as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from swedoc.lexicon import alternatives, load, pattern

Kind = Literal["personnummer", "samordningsnummer"]
Form = Literal["joined", "dated", "long", "spaced", "short"]
"""`850709-9821`, `1985-07-09-9821`, `198507099821`, `850709 9821`, `8507099821`; the last three may be
something else, which the text around them tells."""

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MARK = r"[-+\u2010-\u2015\u2212]"
_JOINED = pattern(
    rf"""(?<!\d)(?<!\d[-./,:+]) (?P<century>(?:16-?+|18|19|20)(?=\d{{6}}))?+ (?P<date>\d{{6}})
      (?:{_MARK}\n?+|\ {_MARK}\ ) (?P<last>\d{{4}}) (?!\d|[-\u2013]\w)""",
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
    r"""(?<!\d)(?<!\d[-./,:+]) (?P<century>(?:18|19|20)(?=\d{10}))?+ (?P<date>\d{6})(?P<last>\d{4})
      (?!\d|[-\u2013./:,]\d)""",
    name="personal number without a mark",
)
_RUN = pattern(r"(?:16-)?+\d{6,}+", name="where a personal number may begin")
_LABEL = pattern(
    rf"(?<![\p{{L}}\d]) {alternatives(load('personal')['labels']['words'])} [^\d\p{{L}}]{{0,6}}+ \Z",
    ignore_case=True,
    name="label of a personal number",
)
_LABEL_REACH = 40


class Found(NamedTuple):
    """A number at `text[start:end]`; `digits` are its ten digits without the century."""

    start: int
    end: int
    kind: Kind
    digits: str
    form: Form


@lru_cache(maxsize=1)
def find(text: str) -> tuple[Found, ...]:
    """Everything with the shape of a personal number, whatever the text around it says.

    The last answer is remembered, since more than one part of the library asks about the same document.
    """
    starts = [run.start() for run in _RUN.finditer(text)]
    return (*_marked(text, starts), *_unmarked(text, starts))


def _marked(text: str, starts: list[int]) -> Iterator[Found]:
    """`850709-9821`, `1985-07-09-9821`."""
    for match in _at(_JOINED, text, starts):
        yield from _found(match.start(), match.end(), match["date"], match["last"], "joined")
    for match in _DASHED.finditer(text):
        date = match["yy"] + match["mm"] + match["dd"]
        yield from _found(match.start(), match.end(), date, match["last"], "dated")


def _unmarked(text: str, starts: list[int]) -> Iterator[Found]:
    """`850709 9821`, `198507099821`, `8507099821`."""
    for match in _at(_SPACED, text, starts):
        yield from _found(match.start(), match.end(), match["date"], match["last"], "spaced")
    for match in _at(_BARE, text, starts):
        form: Form = "long" if match["century"] else "short"
        yield from _found(match.start(), match.end(), match["date"], match["last"], form)


def _at(shape: regex.Pattern[str], text: str, starts: list[int]) -> Iterator[regex.Match[str]]:
    """The matches that begin at one of the places: looking everywhere takes twenty times as long."""
    return filter(None, (shape.match(text, start) for start in starts))


def _found(start: int, end: int, date: str, last: str, form: Form) -> Iterator[Found]:
    kind = kind_of(date)
    if kind is not None:
        yield Found(start, end, kind, "".join(str(int(digit)) for digit in date + last), form)


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
