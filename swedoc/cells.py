"""What a figure in a table looks like, and how a run of figures is cut into numbers.

`218 033`, `-28 700`, `- 900`, `(275)`, `3 117 689 kr`, `14,5 %`; a dash in the place of a figure.
Groups of three digits after a space belong to the number before them: that is how Swedish writes
thousands (Svenska skrivregler), and why `12 300 450` alone does not say how many numbers it is.
"""

from __future__ import annotations

from swedoc.lexicon import pattern

_UNIT = r"(?: % | :-+ | ,-+ | kronor | kr\.? | [tkmTKM]n?kr\.? | SEK | MSEK | TSEK | st | procent )"
FIGURE = pattern(
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


def reach(tokens: list[str]) -> list[list[int]]:
    """For each token of a row, split at its spaces, the places where a number that begins there may end.

    A number goes on with groups of exactly three digits; a group with a leading zero never begins
    one, and a sign always does. A minus may be parted from its number.
    """
    parts = [_TOKEN.fullmatch(token) for token in tokens]
    ends: list[list[int]] = []
    for i, part in enumerate(parts):
        first, here = i, []
        if tokens[i] in _DASHES:
            here.append(i + 1)
            first = i + 1
            part = parts[first] if first < len(parts) else None
            if part is not None and part["sign"]:
                part = None
        if part is not None and not (part["digits"][0] == "0" and len(part["digits"]) > 1):
            end = first + 1
            here.append(end)
            if len(part["digits"]) < 4 and not part["rest"]:
                while end < len(parts) and end - first < _MOST_GROUPS and (group := parts[end]) is not None:
                    if group["sign"] or len(group["digits"]) != 3:
                        break
                    end += 1
                    here.append(end)
                    if group["rest"]:
                        break
        ends.append(here)
    return ends


def counts(ends: list[list[int]]) -> list[int]:
    """For each token, the numbers of numbers that the rest of the row can be cut into, as bits.

    >>> [n for n in range(8) if counts(reach("12 300 450".split()))[0] >> n & 1]
    [1, 2, 3]
    """
    bits = [0] * len(ends) + [1]
    for i in range(len(ends) - 1, -1, -1):
        for end in ends[i]:
            bits[i] |= bits[end] << 1
    return bits


def cuts(tokens: list[str], count: int, limit: int = 60) -> list[tuple[int, ...]]:
    """Every way to cut a row of figures into `count` numbers: their lengths in tokens, at most `limit` ways.

    >>> cuts("-401 063 -366 742 -885".split(), 3)
    [(2, 2, 1)]
    >>> cuts("12 300 450".split(), 2)
    [(1, 2), (2, 1)]
    """
    ends = reach(tokens)
    bits = counts(ends)
    found: list[tuple[int, ...]] = []

    def cut(i: int, lengths: tuple[int, ...]) -> None:
        left = count - len(lengths)
        if not left:
            found.append(lengths)
            return
        for end in ends[i]:
            if bits[end] >> (left - 1) & 1 and len(found) < limit:
                cut(end, (*lengths, end - i))

    if bits[0] >> count & 1:
        cut(0, ())
    return found
