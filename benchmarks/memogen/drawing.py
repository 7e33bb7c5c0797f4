"""The tools a construction draws with: amounts, years, names and phrasings, all from one seeded generator."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from . import vocabulary as words
from .figures import MNKR, TKR, Ledger, Money, Style, draw_style, sum_of, year_like

TOTALLY = ("totalt", "sammanlagt", "tillsammans", "sammantaget", "summa", "i allt")
COUNTS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
DASHES = ("–", "–", "-", " – ")


@dataclass
class Split:
    """A gold split: what a careful reader binds together. `rough`: it adds up within rounding only."""

    kind: str
    parts: dict[str, Decimal]
    total: Decimal | None
    consistent: bool | None = True
    step: Decimal = Decimal(0)

    def check(self) -> None:
        """Refuse a gold that does not add up."""
        if self.consistent:
            assert self.total is not None
            assert abs(sum_of(self.parts.values()) - self.total) <= self.step, self


@dataclass
class Passage:
    """What a construction returns: text by section, gold splits, and what other parts of the memo need.

    `splits` is None where none is tested. `total` may be named again elsewhere if `repeat`. `own` money is
    given by the municipality itself, so it may be compared with what was applied for or granted before.
    """

    body: str
    splits: list[Split] | None
    decisions: list[str] = field(default_factory=list)
    after_decision: str = ""
    total: Money | None = None
    years: Sequence[int] = ()
    repeat: bool = True
    own: bool = True


Construction = Callable[["Draw"], Passage]
CONSTRUCTIONS: dict[str, Construction] = {}


def construction(build: Construction) -> Construction:
    """Register a construction under its function name."""
    assert build.__name__ not in CONSTRUCTIONS, build.__name__
    CONSTRUCTIONS[build.__name__] = build
    return build


def joined(things: Sequence[Any], last: str = "och") -> str:
    """`a, b och c`."""
    texts = [str(t) for t in things]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def listed(
    form: str, amounts: Sequence[Any], keys: Sequence[Any], last: str = "och", sep: str = "", first: str = ""
) -> str:
    """Amounts `m` with their keys `x`: `{m} år {x}` gives `a år 2022 och b år 2023`.

    `first` is the form of the first pair, `sep` a separator instead of commas and `last`.
    """
    forms = [first or form] + [form] * (len(keys) - 1)
    texts = [f.format(m=m, x=x) for f, m, x in zip(forms, amounts, keys, strict=True)]
    return sep.join(texts) if sep else joined(texts, last)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Draw:
    """One memo in the making."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.ledger = Ledger()
        self.style = draw_style(rng)
        self.muni = rng.choice(words.MUNICIPALITIES)
        self.region = rng.choice(words.REGIONS)
        self.board, self.department, self.code = rng.choice(words.BOARDS)
        self.purpose, self.short, self.title = rng.choice(words.PURPOSES)
        self.recipient = rng.choice(words.RECIPIENTS)
        self.variants: list[int] = []

    # -- choosing
    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def pick(self, *options: Any) -> Any:
        return self.rng.choice(options)

    def some(self, options: Sequence[str], n: int) -> list[str]:
        return self.rng.sample(list(options), n)

    def say(self, *templates: str, **slots: Any) -> str:
        """One of the phrasings, filled in."""
        i = self.rng.randrange(len(templates))
        self.variants.append(i)
        return capital(self.fill(templates[i], **slots))

    def fill(self, template: str, **slots: Any) -> str:
        scene = {
            "muni": self.muni,
            "region": self.region,
            "board": self.board,
            "purpose": self.purpose,
            "short": self.short,
            "recipient": self.recipient,
            "totally": self.pick(*TOTALLY[:4]),
        }
        return template.format(**{**scene, **slots})

    # -- years
    def years(self, n: int) -> list[int]:
        start = self.rng.randint(2020, 2028)
        return list(range(start, start + n))

    def span(self, years: Sequence[int]) -> str:
        return f"{years[0]}{self.pick(*DASHES)}{years[-1]}"

    # -- money
    def restyle(self, families: str) -> None:
        """Choose the style again, from fewer families (where a construction needs e.g. whole kronor)."""
        self.style = draw_style(self.rng, families)

    def values(self, n: int, multiple: int = 1) -> list[Decimal]:
        """`n` different amounts in the memo's style, each a multiple of `multiple` grains."""
        found: list[Decimal] = []
        grain = self.style.grain * multiple
        low = math.ceil(self.style.low / grain)
        high = max(int(self.style.high / grain), low + 9 * n)
        while len(found) < n:
            v = self.rng.randint(low, high) * grain
            if v not in found and not year_like(v / self.style.scale):
                found.append(v)
        return found

    def add_up(self, values: Sequence[Decimal], rough: bool = True) -> Decimal:
        """The sum, now and then one last place off (figures that were rounded one by one)."""
        total = sum_of(values)
        if rough and self.style.step == self.style.grain and len(values) >= 2 and self.chance(0.3):
            total += self.pick(-1, 1) * self.style.step
        return total

    def part(self, value: Decimal, times: int = 1, only: int = 0) -> Money:
        return self.ledger.money(value, self.style, "part", times, only)

    def parts(self, values: Sequence[Decimal], only: int = 0) -> list[Money]:
        return [self.part(v, only=only) for v in values]

    def total(self, value: Decimal, mix: bool = True, only: int = 0, slack: Decimal = Decimal(0)) -> Money:
        """A stated total, sometimes in another unit than its parts where that loses nothing."""
        style = self.style
        if mix and style.scale < MNKR and value >= MNKR and value % (MNKR / 100) == 0 and self.chance(0.12):
            places = 1 if value % (MNKR / 10) == 0 else 2
            style = Style(self.pick(" mnkr", " miljoner kronor"), MNKR, places, " ", True, MNKR, MNKR, MNKR)
        elif mix and style.scale == 1 and value % TKR == 0 and value >= 10 * TKR and self.chance(0.05):
            style = Style(" tkr", TKR, 0, " ", True, TKR, TKR, TKR)
        return self.ledger.money(value, style, "total", only=only, slack=slack)

    def fixed(self, value: Decimal, style: Style | None = None) -> Money:
        """A figure that must not be changed when the memo is broken."""
        return self.ledger.money(value, style or self.style)

    def year_split(
        self,
        years: Sequence[Any],
        values: Sequence[Decimal],
        total: Decimal | None,
        consistent: bool | None = True,
    ) -> Split:
        return Split(
            "year",
            {str(y): v for y, v in zip(years, values, strict=True)},
            total,
            consistent,
            self.style.step,
        )

    def split(
        self,
        kind: str,
        names: Sequence[str],
        values: Sequence[Decimal],
        total: Decimal | None,
        consistent: bool | None = True,
    ) -> Split:
        return Split(kind, dict(zip(names, values, strict=True)), total, consistent, self.style.step)
