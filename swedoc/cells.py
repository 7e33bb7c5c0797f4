"""What a figure in a table looks like, and how a run of figures is cut into numbers.

`218 033`, `-28 700`, `- 900`, `(275)`, `3 117 689 kr`, `14,5 %`; a dash in the place of a figure.
Groups of three digits after a space belong to the number before them: that is how Swedish writes
thousands (Svenska skrivregler), and why `12 300 450` alone does not say how many numbers it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swedoc.lexicon import pattern, simple_pattern

_UNIT = r"(?: % | :-+ | ,-+ | kronor | kr\.? | [tkmTKM]n?kr\.? | SEK | MSEK | TSEK | st | procent )"
FIGURE = simple_pattern(
    rf"[-–−+(]?+ [ ]?+ (?: \d++ (?:[ .,]\d++)*+ | ,\d++ ) [ ]?+ \)?+ [ ]?+ {_UNIT}?+ \*?+ | [-–—]",
    name="cell with a figure",
)
YEAR = pattern(
    r"(?:19|20)\d\d (?: [-–/] (?:(?:19|20)?\d\d)? | (?:0[1-9]|1[0-2]) )?+", name="year in the head of a table"
)
_DASHES = frozenset("-–—−")
_RULES = frozenset("-–—−_=*")
_MOST_GROUPS = 6
_TOKEN = pattern(
    r"(?P<sign>[-–−+(]?+) (?P<digits>\d++) (?P<rest>(?:[.,]\d++)*+ \)?+ \*?+)", name="part of a number"
)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or a dash in the place of one.

    >>> [is_figure(text) for text in ("- 900", "3 117 689 kr", "–", "2026-05-26", "12 st", "kr")]
    [True, True, True, False, True, False]
    """
    return len(text) < 40 and FIGURE.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line or cell is a rule drawn with characters, as above a sum.

    >>> [is_rule(text) for text in ("-----------", "====  ====", "–", "- - -", "12")]
    [True, True, False, True, False]
    """
    drawn = "".join(text.split())
    return len(drawn) > 2 and _RULES.issuperset(drawn)


def is_amount(text: str) -> bool:
    """Whether a cell holds a figure that is no year and no dash."""
    return is_figure(text) and any(c.isdigit() for c in text) and YEAR.fullmatch(text) is None


class Groups:
    """A row of figures, split at its spaces, and the ways to cut it into numbers.

    A number goes on with groups of exactly three digits; a group with a leading zero never begins
    one, and a sign always does. A minus may be parted from its number.

    >>> [n for n in range(8) if Groups("12 300 450".split()).able >> n & 1]
    [1, 2, 3]
    >>> Groups("-401 063 -366 742 -885".split()).cuts(3)
    [(2, 2, 1)]
    >>> Groups("12 300 450".split()).cuts(2)
    [(1, 2), (2, 1)]
    """

    def __init__(self, tokens: list[str]) -> None:
        self._ends = _reach(tokens)
        # For each token, the numbers of numbers that the rest of the row can be cut into, as bits.
        self._bits = [0] * len(tokens) + [1]
        for i in range(len(tokens) - 1, -1, -1):
            for end in self._ends[i]:
                self._bits[i] |= self._bits[end] << 1

    @property
    def able(self) -> int:
        """The numbers of numbers that the row can be cut into, as bits."""
        return self._bits[0]

    def cuts(self, count: int, limit: int = 60) -> list[tuple[int, ...]]:
        """Every way to cut the row into `count` numbers: their lengths in tokens, at most `limit` ways."""
        found: list[tuple[int, ...]] = []

        def cut(i: int, lengths: tuple[int, ...]) -> None:
            left = count - len(lengths)
            if not left:
                found.append(lengths)
                return
            for end in self._ends[i]:
                if self._bits[end] >> (left - 1) & 1 and len(found) < limit:
                    cut(end, (*lengths, end - i))

        if self.able >> count & 1:
            cut(0, ())
        return found


def _reach(tokens: list[str]) -> list[list[int]]:
    """For each token of a row, split at its spaces, the places where a number that begins there may end."""
    parts = [match.groups() if (match := _TOKEN.fullmatch(token)) else None for token in tokens]
    ends: list[list[int]] = []
    for i, part in enumerate(parts):
        first, here = i, []
        if part is None and tokens[i] in _DASHES:
            here.append(i + 1)
            first = i + 1
            part = parts[first] if first < len(parts) else None
            if part is not None and part[0]:
                part = None
        if part is not None:
            _, digits, rest = part
            if len(digits) == 1 or digits[0] != "0":
                here.append(first + 1)
                if len(digits) < 4 and not rest:
                    here += _goes_on(parts, first)
        ends.append(here)
    return ends


def _goes_on(parts: Sequence[tuple[str, ...] | None], first: int) -> Iterator[int]:
    """The places behind the groups of three that a number may go on with."""
    for end in range(first + 1, min(len(parts), first + _MOST_GROUPS)):
        group = parts[end]
        if group is None or group[0] or len(group[1]) != 3:
            return
        yield end + 1
        if group[2]:
            return
