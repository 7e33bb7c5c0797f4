"""Amounts as Swedish memos print them: unit, grouping, decimals and number words.

Example: ``1 250 000 kronor``, ``1 250 tkr``, ``1,25 mnkr``, ``en miljon tvåhundrafemtiotusen kronor``.

A figure enters a text as a *mark* (private-use characters round its number in the ledger) and is printed
when the text is finished. So each printed figure is known by place, value and role, and one can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
NBSP, THIN = "\u00a0", "\u2009"
KR, TKR, MNKR = Decimal(1), Decimal(1_000), Decimal(1_000_000)


def sum_of(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def year_like(number: Decimal) -> bool:
    """Could `number`, printed without grouping, be read as a year?"""
    return 1900 <= number <= 2100


@dataclass(frozen=True)
class Style:
    """How a memo prints money. `low`, `high` and `grain` (kronor) bound the values that are drawn for it."""

    unit: str
    scale: Decimal
    places: int
    group: str
    trim: bool
    low: Decimal
    high: Decimal
    grain: Decimal

    @property
    def step(self) -> Decimal:
        """The last printed place in kronor; for whole kronor 0, since they are exact."""
        return self.scale.scaleb(-self.places) if self.scale > 1 else Decimal(0)

    def number(self, value: Decimal) -> str:
        """`value` kronor as digits in this style, without unit."""
        scaled = (value / self.scale).quantize(Decimal(1).scaleb(-self.places))
        assert scaled * self.scale == value, f"{value} cannot be printed with {self.places} places"
        sign, text = ("-" if scaled < 0 else ""), f"{abs(scaled):f}"
        whole, _, decimals = text.partition(".")
        if self.trim and not decimals.strip("0"):
            decimals = ""
        grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", self.group, whole)
        return sign + grouped + ("," + decimals if decimals else "")


@dataclass
class Figure:
    """One amount in the ledger.

    `role` is `part`, `total` or empty (must not be changed); `times` how often it counts; `only` is 1 or -1
    where just a larger or a smaller figure makes a sure contradiction; `slack` is a tolerance in kronor from
    a hedge ("cirka").
    """

    value: Decimal
    style: Style
    role: str
    times: int
    words: str = ""
    only: int = 0
    slack: Decimal = Decimal(0)

    def printed(self) -> str:
        return self.words or self.style.number(self.value)

    def half_step(self) -> Decimal:
        """Half the last place that is really printed (`3 mnkr` stands for more than 3,0), or the slack."""
        if self.words or self.style.scale == 1:
            return self.slack
        decimals = len(self.printed().partition(",")[2])
        return max(self.slack, self.style.scale.scaleb(-decimals) / 2)


@dataclass(frozen=True)
class Money:
    """What templates see: `{a}` is number and unit, `{a.n}` the number alone."""

    value: Decimal
    mark: str
    unit: str

    def __str__(self) -> str:
        return self.mark + self.unit

    @property
    def n(self) -> str:
        return self.mark


@dataclass
class Ledger:
    """All figures of one memo."""

    figures: list[Figure] = field(default_factory=list)

    def money(
        self,
        value: Decimal,
        style: Style,
        role: str = "",
        times: int = 1,
        only: int = 0,
        slack: Decimal = Decimal(0),
    ) -> Money:
        self.figures.append(Figure(value, style, role, times, only=only, slack=slack))
        return Money(value, f"{OPEN}{len(self.figures) - 1}{CLOSE}", style.unit)

    def again(self, money: Money) -> Money:
        """The same amount once more, as a figure that is never changed."""
        return self.money(money.value, self.figures[int(money.mark.strip(OPEN + CLOSE))].style)

    def words(self, value: Decimal, style: Style, text: str, unit: str) -> Money:
        """An amount in words; it is never changed."""
        self.figures.append(Figure(value, style, "", 1, text))
        return Money(value, f"{OPEN}{len(self.figures) - 1}{CLOSE}", unit)

    def plain(self, text: str) -> str:
        """`text` with every mark printed."""
        return MARK.sub(lambda m: self.figures[int(m[1])].printed(), text)

    def render(self, text: str) -> tuple[str, list[dict[str, Any]]]:
        """The printed text, and each figure in it with code-point offsets of its number."""
        out, places, end, length = [], [], 0, 0
        for m in MARK.finditer(text):
            figure = self.figures[int(m[1])]
            out += [text[end : m.start()], figure.printed()]
            length += m.start() - end
            places.append(
                {
                    "start": length,
                    "end": length + len(out[-1]),
                    "text": out[-1],
                    "value": plain_number(figure.value),
                    "scale": int(figure.style.scale),
                    "half": plain_number(figure.half_step()),
                    "role": figure.role,
                    "times": figure.times,
                    "only": figure.only,
                }
            )
            length, end = length + len(out[-1]), m.end()
        return "".join([*out, text[end:]]), places


def plain_number(value: Decimal) -> int | float:
    """A JSON number; all amounts here are whole kronor or whole öre."""
    return int(value) if value == value.to_integral_value() else float(value)


UNITS_KR = ((" kronor", 10), (" kr", 7), (" SEK", 2), (":-", 1))
UNITS_TKR = ((" tkr", 6), (" Tkr", 1), (" kkr", 1), (" tusen kronor", 2))
UNITS_MNKR = (
    (" mnkr", 4),
    (" miljoner kronor", 5),
    (" mkr", 3),
    (" Mkr", 1),
    (" milj. kr", 1),
    (" miljoner kr", 1),
    (" MSEK", 1),
)
GROUPS = ((" ", 14), (NBSP, 3), (".", 2), ("", 1), (THIN, 1))


def weighted(rng: Random, pairs: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]


Range = tuple[int, int, tuple[int, ...]]
"""Lowest and highest amount, and the grains that amounts may be multiples of, in the family's unit."""
RANGES_KR: tuple[Range, ...] = (
    (20_000, 200_000, (500, 1000, 5000, 10_000)),
    (100_000, 950_000, (500, 1000, 5000, 25_000)),
    (400_000, 4_000_000, (1000, 10_000, 50_000)),
    (30_000, 700_000, (1, 10, 50)),
)
RANGES_TKR: tuple[Range, ...] = ((60, 900, (1, 5, 10)), (300, 4500, (1, 10, 50)), (1100, 9800, (10, 50)))
RANGES_TENTHS = ((4, 60), (4, 30), (8, 90), (20, 300), (80, 900))


def draw_style(rng: Random, families: str = "ktm") -> Style:
    """A style for one memo: `k` whole kronor, `t` thousands, `m` millions."""
    weights = {"k": 11, "t": 4, "m": 5}
    family = rng.choices(families, [weights[f] for f in families])[0]
    if family == "k":
        low, high, grains = rng.choice(RANGES_KR)
        group, unit = weighted(rng, GROUPS), weighted(rng, UNITS_KR)
        unit = unit.replace(" ", NBSP) if group == NBSP and rng.random() < 0.5 else unit
        return Style(unit, KR, 0, group, True, low * KR, high * KR, rng.choice(grains) * KR)
    if family == "t":
        low, high, grains = rng.choice(RANGES_TKR)
        group, unit = weighted(rng, ((" ", 8), (NBSP, 2), (".", 1))), weighted(rng, UNITS_TKR)
        return Style(unit, TKR, 0, group, True, low * TKR, high * TKR, rng.choice(grains) * TKR)
    places = rng.choice((1, 1, 1, 2))
    low, high = rng.choice(RANGES_TENTHS)
    unit, trim = weighted(rng, UNITS_MNKR), rng.random() < 0.8
    return Style(unit, MNKR, places, " ", trim, low * MNKR / 10, high * MNKR / 10, MNKR.scaleb(-places))


TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
SMALL = ("", *["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"], *TEENS.split())
TENS = ("", "", *["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"])


def count_word(n: int) -> str:
    """`n` from 1 to 999 in Swedish, in one word."""
    hundreds, rest = divmod(n, 100)
    head = SMALL[hundreds] + "hundra" if hundreds else ""
    return head + (SMALL[rest] if rest < 20 else TENS[rest // 10] + SMALL[rest % 10])


def amount_words(value: Decimal) -> str:
    """Whole thousands in words: 1 750 000 is `en miljon sjuhundrafemtiotusen`."""
    millions, rest = divmod(int(value), 1_000_000)
    assert rest % 1000 == 0, value
    assert rest // 1000 % 10 != 1, value
    head = "" if not millions else "en miljon" if millions == 1 else f"{count_word(millions)} miljoner"
    tail = count_word(rest // 1000) + "tusen" if rest else ""
    return f"{head} {tail}".strip()
