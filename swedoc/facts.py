"""What the document says once its mentions have been related to each other; what the checks judge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from swedoc.document import Document, Table
from swedoc.mentions import Claims, MoneyMention
from swedoc.outline import Outline
from swedoc.records import Amount, Derived, Split, SplitKind, Status

Certainty = Literal["plain", "likely", "open"]
"""How plainly the grammar says that these parts make this total: `plain` stands even when the sum
is wrong, `likely` is worth a look, `open` is believed only when it adds up."""


@dataclass(frozen=True, slots=True)
class ScopedAmount:
    """An amount with what the text around it says about it."""

    mention: MoneyMention
    years: tuple[int, ...] = ()
    open_ended: bool = False
    status: Status = "other"
    sentence: int = 0
    matter: int = 0


@dataclass(frozen=True, slots=True)
class PartFact:
    """One part of a split. `value` is `None` where the text leaves it open (indexed later years)."""

    key: str
    value: Decimal | None
    slack: Decimal = Decimal(0)
    amount: int | None = None
    derived: Derived | None = None


@dataclass(frozen=True, slots=True)
class SplitFact:
    """Parts and the total they are said to make. `rule` names the construction that was read.

    `period` holds the years that the text says the total is for, where it says so. `rivals` are other
    amounts that the grammar as plainly gives as the total, but that differ from it.
    """

    kind: SplitKind
    parts: tuple[PartFact, ...]
    total: int | None
    rule: str
    certainty: Certainty
    exhaustive: bool
    label: str | None = None
    source: Literal["text", "table"] = "text"
    reason: str | None = None
    total_value: Decimal | None = None
    axis: Literal["row", "column"] | None = None
    period: tuple[str, ...] = ()
    period_span: tuple[int, int] | None = None
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """A number of years said beside the years themselves: `i fyra år under perioden 2022–2024`.

    `count` is what is said, `length` how many years there are; then where the years and the number stand.
    """

    count: int
    length: int
    years: tuple[int, int]
    number: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two amounts that ought to be the same: the total in the body and the one decided on."""

    one: int
    other: int
    kind: Literal["body_decision", "totals"]
    certainty: Certainty
    split: int | None = None


@dataclass(frozen=True, slots=True)
class RateFact:
    """A rate times a count: `30 platser à 98 000 kronor, totalt 2 940 000 kronor`."""

    rate: int
    count: Decimal
    count_span: tuple[int, int]
    total: int


@dataclass(frozen=True, slots=True)
class ShareFact:
    """A percentage beside the amount it gives: `30 procent av 2,0 mnkr, 600 000 kronor`.

    `exact`: the percentage is none that was rounded, as its neighbours in a table show.
    """

    percent: Decimal
    percent_span: tuple[int, int]
    base: int
    amount: int
    exact: bool = False


@dataclass(frozen=True, slots=True)
class SharesFact:
    """Percentages that are to make a hundred."""

    percents: tuple[Decimal, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A document with its relations: what the checks judge.

    `amounts` and `splits` are the inner forms of `record_amounts` and `record_splits`, index by index.
    """

    document: Document
    outline: Outline
    claims: Claims
    amounts: tuple[ScopedAmount, ...] = ()
    splits: tuple[SplitFact, ...] = ()
    record_amounts: tuple[Amount, ...] = ()
    record_splits: tuple[Split, ...] = ()
    periods: tuple[PeriodFact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rates: tuple[RateFact, ...] = ()
    shares: tuple[ShareFact, ...] = ()
    share_sums: tuple[SharesFact, ...] = ()
    unread_tables: tuple[Table, ...] = ()
