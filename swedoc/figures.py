"""Figures as Swedish documents print them: `1 250 000`, `1.900.000`, `2 340,50`, `42 045981`.

A run of digit groups is taken whole and then parted: a group of three belongs to the figure before
it, a year in front does not (`2022 450 tkr`), nor does a label (`ap.3 1 650`, `år 1 520 000`).
A space that is missing once is read (`1019 096`); what cannot be parted with certainty is marked
doubtful, never guessed. The rule for grouping is that of SS-ISO 80000-1 and Svenska skrivregler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec import Struct

from swedoc.lexicon import pattern

_ONE = Decimal(1)
MOST_DIGITS = 15
"""Longer runs are references, hashes or glued columns, never sums of money."""

_RUN = pattern(r"\d++ (?: (?: [ ] | [ ]?+\n[ ]?+ | [.,] ) \d++ ){0,60}+", name="run of digit groups")
_GROUP = pattern(r"\d++", name="digit group")
_THREES = pattern(r"[1-9]\d{0,2}+ (?:[ ]\d{3})++", name="groups of three after a space")
_LABELS = (
    "§", "ap", "post", "anslagspost", "punkt", "kap", "nr", "bil", "bilaga", "åk", "etapp", "delmål",
    "paragraf",
)  # fmt: skip
_LABEL = pattern(
    rf"(?: §[ ]?+ | \b(?:{'|'.join(_LABELS[1:])})\b\.?+[ ]?+ )$",
    ignore_case=True,
    name="label before a figure",
)
_ORDINAL_YEAR = pattern(
    r"""(?<! \b(?:per|varje|vartdera|vardera|ett|nästa|första|andra|förra|samma|respektive|under) [ ] )
      \bår[ ]$""",
    ignore_case=True,
    name="år before its ordinal",
)


class Figure(Struct, frozen=True, gc=False):
    """A number at `text[start:end]`. `place` is the value of its last printed place (0.1 for `2,5`).

    `grouped`: printed in groups of three. `year`: four digits from 1900 to 2099 without grouping.
    `doubtful`: digit groups that cannot be parted with certainty. `run` is where the whole run of
    digit groups ends. `spelled`: written in words; then `hedge` is set by "en dryg (miljon)".
    """

    start: int
    end: int
    value: Decimal
    place: Decimal
    grouped: bool = False
    year: bool = False
    doubtful: bool = False
    run: int = 0
    spelled: bool = False
    hedge: str | None = None


def scan(
    text: str, start: int = 0, end: int | None = None, taken: Callable[[int, int], bool] | None = None
) -> Iterator[Figure]:
    """The figures of `text[start:end]` in reading order, but not those of runs of digits that are `taken`.

    >>> [str(f.value) for f in scan("år 2021 300 000 kronor och 42 045981 kr, 2,5 mnkr")]
    ['2021', '300000', '42045981', '2.5']
    """
    stop = len(text) if end is None else end
    for run in _RUN.finditer(text, start, stop):
        first, last = run.span()
        if taken is not None and taken(first, last):
            continue
        digits = text[first:last]
        if not (digits.isdecimal() or (_THREES.fullmatch(digits) and _one_sum(text, first, digits))):
            yield from _part(text, [group.span() for group in _GROUP.finditer(text, first, last)])
            continue
        plain = digits.replace(" ", "")
        if len(plain) <= MOST_DIGITS and plain.isascii():
            doubtful = (digits[0] == "0" and last - first > 1) or _outline_number(text, first, last)
            year, grouped = _is_year(text, first, last), len(plain) < last - first
            yield Figure(
                first, last, Decimal(plain), _ONE, grouped=grouped, year=year, doubtful=doubtful, run=last
            )


def _one_sum(text: str, start: int, digits: str) -> bool:
    """Whether groups of three are one figure, as most are; the first may be a label's: `§ 5 300 kronor`."""
    lead = digits.index(" ")
    return lead == 3 or not (_labelled(text, start) or (lead == 1 and _ordinal(text, start)))


def _part(text: str, groups: list[tuple[int, int]]) -> Iterator[Figure]:
    """The figures that a run of digit groups consists of."""
    run_end = groups[-1][1]
    at = 0
    loose = False
    while at < len(groups):
        last, decimals, irregular = _extent(text, groups, at)
        start, end = groups[at][0], groups[last][1]
        lead = groups[at][1] - start
        whole = text[start : groups[last - 1][1] if decimals and last > at else end]
        digits = "".join(c for c in whole if "0" <= c <= "9") or "0"
        year = last == at and not decimals and _is_year(text, *groups[at])
        doubtful = loose and (irregular or lead > 3) and not year
        zero_led = lead > 1 and text[start] == "0"
        fraction = text[groups[last][0] : end] if decimals else ""
        if len(digits) + len(fraction) <= MOST_DIGITS and digits.isascii():
            yield Figure(
                start,
                end,
                Decimal(f"{digits}.{fraction}" if fraction else digits),
                Decimal(1).scaleb(-len(fraction)),
                grouped=last - (1 if decimals else 0) > at,
                year=year,
                doubtful=doubtful or zero_led or _outline_number(text, start, end),
                run=run_end,
            )
        follows = not year and last + 1 < len(groups) and text[end] in " \n"
        loose = follows and not (last == at and _labelled(text, start))
        at = last + 1


def _extent(text: str, groups: list[tuple[int, int]], at: int) -> tuple[int, bool, bool]:
    """The last group of the figure at group `at`, whether that is its decimals, whether it is irregular."""
    start, end = groups[at]
    lead = end - start
    last = at
    irregular = False
    if at + 1 == len(groups):
        return at, False, False
    separator = text[end : groups[at + 1][0]]
    if separator.isspace():
        if not _stands_alone(text, groups, at):
            while last + 1 < len(groups) and _joins(text, groups, last, first=last == at):
                size = groups[last + 1][1] - groups[last + 1][0]
                irregular |= size != 3 or (last == at and lead > 3)
                last += 1
    elif _all_threes(text, groups, at, separator) > at and lead <= 3 and text[start] != "0":
        last = _all_threes(text, groups, at, separator)
        if separator == "," and last == at + 1:
            return last, True, False
    if last + 1 < len(groups):
        separator = text[groups[last][1] : groups[last + 1][0]]
        size = groups[last + 1][1] - groups[last + 1][0]
        if separator == "," and size <= 4 and not _continues(text, groups, last + 1):
            return last + 1, True, irregular
        if separator == "." and size <= 2 and not _continues(text, groups, last + 1):
            return last + 1, True, irregular
    return last, False, irregular


def _stands_alone(text: str, groups: list[tuple[int, int]], at: int) -> bool:
    """Whether the first group is a year or a label's number, so that what follows is a new figure."""
    start, end = groups[at]
    following = text[groups[at + 1][0]]
    if following == "0":
        return False
    if _is_year(text, start, end):
        return True
    if end - start == 5 and _is_year(text, start, start + 4):
        return True  # a footnote's digit glued to a year
    return end - start <= 2 and (_labelled(text, start) or (end - start == 1 and _ordinal(text, start)))


def _joins(text: str, groups: list[tuple[int, int]], last: int, *, first: bool) -> bool:
    """Whether the next group continues the figure: three digits, or six where a space is missing."""
    lead = groups[last][1] - groups[last][0]
    start, end = groups[last + 1]
    gap = text[groups[last][1] : start]
    size = end - start
    if first and (lead > 6 or (lead > 1 and text[groups[last][0]] == "0")):
        return False
    if first and lead > 3 and size != 3:
        return False
    if size not in (3, 6):
        return False
    if "\n" in gap:
        return size == 3 and _wrapped(text, groups[last][0], end)
    return gap == " "


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether the line break inside a figure is that of running text, not of cells one per line."""
    above = text[max(0, text.rfind("\n", max(0, start - 300), start) + 1) : start]
    below = text[end : end + 300].split("\n", 1)[0]
    runs_on = below.lstrip(" 0123456789").startswith((":-", ",-")) or any(c.isalpha() for c in below)
    return runs_on and any(c.isalpha() for c in above)


def _all_threes(text: str, groups: list[tuple[int, int]], at: int, separator: str) -> int:
    """The last group of a chain of threes parted by the same full stop or comma."""
    last = at
    while (
        last + 1 < len(groups)
        and text[groups[last][1] : groups[last + 1][0]] == separator
        and groups[last + 1][1] - groups[last + 1][0] == 3
    ):
        last += 1
    return last


def _continues(text: str, groups: list[tuple[int, int]], last: int) -> bool:
    """Whether a full stop or comma and more digits follow, as in an outline number or a list."""
    return last + 1 < len(groups) and text[groups[last][1] : groups[last + 1][0]] in (".", ",")


def _is_year(text: str, start: int, end: int) -> bool:
    return end - start == 4 and text[start : start + 2] in ("19", "20")


def _labelled(text: str, start: int) -> bool:
    if not start or text[start - 1] not in " .§":
        return False
    near = text[max(0, start - 14) : start].rstrip(" .").lower()
    return near.endswith(_LABELS) and bool(_LABEL.search(text, max(0, start - 14), start))


def _ordinal(text: str, start: int) -> bool:
    near = text[max(0, start - 3) : start].lower() == "år "
    return near and bool(_ORDINAL_YEAR.search(text, max(0, start - 16), start))


def _outline_number(text: str, start: int, end: int) -> bool:
    """Whether the figure is part of a longer dotted or slashed number: `2.1.3`, `2021/22`."""
    before = text[start - 1] if start else " "
    after = text[end : end + 2]
    glued = before in "/_" or (before in ".,:" and start > 1 and text[start - 2].isdigit())
    return glued or (len(after) == 2 and after[0] in ".,/" and after[1].isdigit())
