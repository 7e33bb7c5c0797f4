"""What the documents says once its mentions have been related to each other; what the checks judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from swedoc.document import Document, Table
from swedoc.mentions import Claims, MoneyMention
from swedoc.outline import Outline
from swedoc.records import Contact, Derived, SplitKind, Status

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
    party: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class PartFact:
    """One part of a split. `value` is `None` where the text leaves it open (indexed later years)."""

    key: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    amount: int | None = None
    derived: Derived | None = None
    factor: int = 1


@dataclass(frozen=True, slots=True)
class SplitFact:
    """Parts and the total they are said to make. `rule` names the construction that was read."""

    kind: SplitKind
    parts: tuple[PartFact, ...]
    total: int | None
    rule: str
    certainty: Certainty
    exhaustive: bool
    label: str | None = None
    source: Literal["text", "table"] = "text"
    reason: str | None = None
    axis: Literal["row", "column"] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A document with its relations. Splits and contacts refer to amounts by index."""

    document: Document
    outline: Outline
    claims: Claims
    amounts: tuple[ScopedAmount, ...] = ()
    splits: tuple[SplitFact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    unread_tables: tuple[Table, ...] = field(default=())
