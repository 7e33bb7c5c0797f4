"""Exact sums over figures that stand for intervals.

A figure stands for the interval that its notation leaves open (after XBRL Calculations 1.1):
`1,5 mkr` for 1.45–1.55 million, whole kronor for themselves. Parts and total contradict each other
only if no values inside the intervals add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
THOUSAND = Decimal(1000)
_LEAST = Decimal("0.6")
"""How small a part of the other may sum or total be where the digits show no slip."""
_FEWEST = 3
"""From how many digits on a sum may have lost one of them."""
TELLING = 4
"""How many digits must count for a likeness of two sums to be no chance."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the slack of its notation on either side (half its last printed place)."""

    value: Decimal
    slack: Decimal = ZERO

    def times(self, factor: Decimal | int) -> Figure:
        """The figure counted `factor` times."""
        return Figure(self.value * factor, abs(self.slack * factor))


HEDGED = Decimal("0.05")
"""How far a total given as "cirka" may lie from its parts, as a share of it."""


def tolerance(parts: Sequence[Figure], total: Figure, *, hedged: bool = False) -> Decimal:
    """How far sum and total may differ within their notation, in the currency's unit.

    Half the last printed place of every figure, but for five parts or fewer at most one unit of
    the coarsest figure: five roundings hardly ever all fall the same way. A hedged total ("cirka")
    may be five percent off.
    """
    slack = sum((part.slack for part in parts), total.slack)
    if len(parts) <= 5:
        slack = min(slack, 2 * max(figure.slack for figure in (*parts, total)))
    return max(slack, abs(total.value) * HEDGED) if hedged else slack


def agrees(parts: Sequence[Figure], total: Figure, *, hedged: bool = False) -> bool:
    """Whether parts and total can be the same sum within their notation."""
    added = sum((part.value for part in parts), ZERO)
    return abs(total.value - added) <= tolerance(parts, total, hedged=hedged)


def rounded_by(percent: Decimal) -> Decimal:
    """Half the last printed place of a percentage: what it may have been rounded by, in percent."""
    return Decimal(1).scaleb(min(0, int(percent.as_tuple().exponent))) / 2


def transposed(stated: Decimal, computed: Decimal) -> bool:
    """Whether two different sums have the same digits in another order, as a slip of the pen makes them."""
    if stated == computed or (stated - computed) % 9:
        return False
    return digits(stated) == digits(computed)


def conceivable(
    stated: Decimal, computed: Decimal, counted: Iterable[int] = (), slack: Decimal = ZERO
) -> bool:
    """Whether a wrong total can be a slip, rather than the total of something else.

    A forgotten or outdated part leaves it in the neighbourhood of the sum; a slip of the pen or of the unit
    shows in the digits. `counted` says how often the parts count the amounts that they are made of, `slack`
    how far their notation leaves the difference open.

    >>> [conceivable(Decimal(14_300), Decimal(n)) for n in (13_300, 3_500, 1_430, 11_340, 41_300, 54_300)]
    [True, False, True, True, True, True]
    """
    if not stated or not computed:
        return False
    if _LEAST <= computed / stated <= 1 / _LEAST:
        return True
    apart = abs(stated - computed)
    if any(abs(apart - times * _leading(apart / times)) <= slack for times in {1, *counted} if times):
        return True  # one digit of one figure
    one, other = sorted((counting(stated), counting(computed)), key=len)
    if one == other or digits(stated) == digits(computed):
        return True
    return len(other) == len(one) + 1 >= _FEWEST and any(
        other[:at] + other[at + 1 :] == one for at in range(len(other))
    )


def _leading(value: Decimal) -> Decimal:
    """A number rounded to its first digit."""
    return value.quantize(Decimal(1).scaleb(value.adjusted()))


def neighbours_swapped(stated: Decimal, computed: Decimal) -> bool:
    """Whether two sums differ by two neighbouring digits that have changed places.

    >>> neighbours_swapped(Decimal(450_000), Decimal(540_000))
    True
    """
    apart = _apart(stated, computed)
    return len(apart) == 2 and apart[1] == apart[0] + 1 and digits(stated) == digits(computed)


def one_digit_off(stated: Decimal, computed: Decimal, telling: int = TELLING) -> bool:
    """Whether two sums with many digits differ in one of them, or in two neighbours that changed places.

    At least `telling` of them must count.

    >>> one_digit_off(Decimal(519_300), Decimal(529_300))
    True
    >>> one_digit_off(Decimal(1_200_000), Decimal(1_500_000))
    False
    """
    many = max(len(counting(stated)), len(counting(computed))) >= telling
    return many and (len(_apart(stated, computed)) == 1 or neighbours_swapped(stated, computed))


def _apart(one: Decimal, other: Decimal) -> list[int]:
    """The places at which two sums of as many digits differ; none if one has more."""
    first, second = str(abs(int(one))), str(abs(int(other)))
    if len(first) != len(second):
        return []
    return [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]


def counting(value: Decimal) -> str:
    """The digits of a sum that count: in whole units, without the zeros at its end."""
    return str(abs(int(value))).rstrip("0")


def digits(value: Decimal) -> str:
    """The digits of a sum in whole units, in order of size: those of another with the same, transposed."""
    return "".join(sorted(str(abs(int(value)))))


def grouped(value: Decimal) -> str:
    """A number as Swedish print has it: `1 250 000`, `-0,5`.

    >>> grouped(Decimal("-1250000.50"))
    '-1 250 000,5'
    """
    text = f"{value:,f}".replace(",", " ")
    if "." in text:
        text = text.rstrip("0").rstrip(".").replace(".", ",")
    return text


def spelled_sum(terms: Sequence[tuple[int, Decimal]], total: Decimal) -> str:
    """The arithmetic of a split: `50 000 + 2 × 300 000 + 250 000 = 900 000`.

    `terms` are factors and values; a negative value is subtracted.
    """
    pieces: list[str] = []
    for factor, value in terms:
        size = grouped(abs(value))
        term = size if factor == 1 else f"{factor} × {size}"
        if not pieces:
            pieces.append(f"-{term}" if value < 0 else term)
        else:
            pieces.append(f"- {term}" if value < 0 else f"+ {term}")
    return f"{' '.join(pieces)} = {grouped(total)}"
