"""The drawings beside a sum, as coordinates for SVG: bars of years, and the parts against their total.

The parts lie end to end in one bar, the stated total in another below it; what one has and the other
lacks is hatched, so that a difference is seen before it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from swedoc.arithmetic import grouped
from swedoc.records import Split

WIDTH, HEIGHT = 340.0, 150.0
_BASE, _TOP = 128.0, 20.0
_MOST_BARS = 40
_UNITS = ((Decimal(1_000_000), "mnkr", "M"), (Decimal(1_000), "tkr", "k"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with a text on it, above it and below it."""

    x: float
    y: float
    width: float
    height: float
    name: str = ""
    value: str = ""
    number: int | None = None

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Balance:
    """The parts end to end, the stated total, and the stretch that differs. `short`: the parts lack it."""

    parts: tuple[Bar, ...]
    total: Bar
    gap: Bar | None
    short: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """One column for each year; `base` is the y of zero, `unit` what the values are in."""

    bars: tuple[Bar, ...]
    base: float
    unit: str


def balance(split: Split, numbers: Sequence[int | None]) -> Balance | None:
    """The parts of a split against its total; `None` where a bar cannot show it."""
    values = [part.value for part in split.parts]
    total = split.total.value if split.total else None
    if total is None or total <= 0 or split.sum is None or any(v is None or v < 0 for v in values):
        return None
    scale = WIDTH / float(max(total, split.sum))
    bars, at = [], 0.0
    for value, number, part in zip(values, numbers, split.parts, strict=True):
        width = float(value or 0) * scale
        bars.append(
            Bar(round(at, 1), 4, round(width, 1), 20, part.key, number=number if width > 14 else None)
        )
        at += width
    stated = Bar(0, 30, round(float(total) * scale, 1), 20)
    gap = None
    if split.difference and split.consistent is not True:
        less, more = sorted((float(split.sum) * scale, float(total) * scale))
        short = total > split.sum
        gap = Bar(round(less, 1), 4 if short else 30, round(more - less, 1), 20)
    return Balance(tuple(bars), stated, gap, bool(split.difference and split.difference > 0))


def columns(split: Split, currency: str = "SEK") -> Columns | None:
    """A column for each year of a split by year; `None` where there is nothing to compare."""
    parts = [(part.key, part.value) for part in split.parts if part.value is not None]
    if split.kind != "year" or not 2 <= len(parts) <= _MOST_BARS:
        return None
    values = [value for _, value in parts]
    high, low = max(*values, Decimal(0)), min(*values, Decimal(0))
    if high == low:
        return None
    scale = (_BASE - _TOP) / float(high - low)
    base = _TOP + float(high) * scale
    factor, unit = _unit(values, currency)
    step = WIDTH / len(parts)
    wide = min(step * 0.64, 56.0)
    bars = []
    for at, (key, value) in enumerate(parts):
        size = abs(float(value)) * scale
        bars.append(
            Bar(
                round(step * at + (step - wide) / 2, 1),
                round(base - size if value >= 0 else base, 1),
                round(wide, 1),
                round(max(size, 0.5), 1),
                key,
                grouped(value / factor).replace(" ", "\xa0"),
            )
        )
    return Columns(tuple(bars), round(base, 1), unit)


def _unit(values: Sequence[Decimal], currency: str) -> tuple[Decimal, str]:
    """The coarsest unit that shows every value with at most one decimal: `mnkr`, `tkr`, `MEUR`, `kr`."""
    for factor, name, prefix in _UNITS:
        if max(map(abs, values)) >= factor and all(value * 10 % factor == 0 for value in values):
            return factor, name if currency == "SEK" else prefix + currency
    return Decimal(1), "kr" if currency == "SEK" else currency


@dataclass(frozen=True, slots=True)
class Share:
    """One stretch of the bar of outcomes."""

    name: str
    count: int
    x: float
    width: float


def shares(counts: Sequence[tuple[str, int]]) -> tuple[Share, ...]:
    """The outcomes of all documents end to end on a bar 1000 wide; each that occurs can be seen."""
    total = sum(count for _, count in counts)
    if not total:
        return ()
    least = 6.0
    widths = [max(1000 * count / total, least) if count else 0.0 for _, count in counts]
    shrink = 1000 / sum(widths)
    found, at = [], 0.0
    for (name, count), width in zip(counts, widths, strict=True):
        found.append(Share(name, count, round(at, 1), round(width * shrink, 1)))
        at += width * shrink
    return tuple(found)
