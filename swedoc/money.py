"""The part of the record that is about money: amounts, splits, and what was found about them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from swedoc.span import Span

UnitSource = Literal["own", "shared", "table", "section", "assumed"]
Hedge = Literal["approx", "at_least", "at_most", "over", "under"]
Vat = Literal["incl", "excl"]
Status = Literal["proposed", "decided", "history", "applied", "alternative", "excluded", "other"]
SplitKind = Literal["year", "party", "item"]
Derived = Literal["per_year", "per_month", "per_half_year", "remainder", "equal", "same", "percent"]
Severity = Literal["error", "warning", "info"]
Opinion = Literal["adds_up", "memo_wrong", "misread"]


class Amount(Struct, frozen=True, kw_only=True):
    """A sum of money.

    Attributes:
        value: in `currency`, sign included: `1,5 mkr` is 1500000.
        currency: `SEK`, `EUR`, `DKK` …
        as_written: number and unit as printed.
        unit: as printed (`tkr`, `miljoner kronor`); null where there is none.
        unit_source: whose the unit is: the figure's `own`, `shared` with a neighbour, of the `table`, of the
            `section`, or `assumed`.
        low: the least that the notation stands for: 1450000 for `1,5 mkr`. Whole kronor are exact.
        high: the most that it stands for: 1550000 for `1,5 mkr`.
        hedge: `approx` (cirka), `at_least`, `at_most`, `over`, `under`.
        per: what it is counted for: `år`, `månad`, `elev` …
        years: the years that it is for.
        vat: `incl` or `excl`.
        price_level: the year or month of the prices (`2024 års prisnivå`).
        status: whether it is `proposed`, `decided`, `applied` for, `history`, an `alternative` …
        rule: which pattern found it; a name for whoever looks for the reason.
        span: where it stands.
    """

    value: Decimal
    currency: str = "SEK"
    as_written: str
    unit: str | None = None
    unit_source: UnitSource
    low: Decimal
    high: Decimal
    hedge: Hedge | None = None
    per: str | None = None
    years: tuple[int, ...] = ()
    vat: Vat | None = None
    price_level: str | None = None
    status: Status = "other"
    rule: str
    span: Span


class Part(Struct, frozen=True, kw_only=True):
    """One part of a split.

    Attributes:
        key: a year (`2022`), `2026-` (open-ended), `år 1`, or the name of a party or item.
        value: how much; null where the page names the part without an amount.
        amount: index in `amounts` of the amount that it is made from.
        derived: how, where it is not the amount itself: `per_year`, `remainder`, `percent` …
    """

    key: str
    value: Decimal | None
    amount: int | None = None
    derived: Derived | None = None


class Total(Struct, frozen=True, kw_only=True):
    """The stated total of a split.

    Attributes:
        value: how much.
        amount: index in `amounts`.
    """

    value: Decimal
    amount: int | None = None


class Split(Struct, frozen=True, kw_only=True):
    """Amounts that belong together, and the total that they are said to make.

    Attributes:
        kind: `year`, `party` (who pays or receives) or `item` (what it is for).
        label: what is split, where the page says so.
        source: `text` or `table`.
        parts: its parts, in reading order.
        total: the stated total; null where none is stated.
        sum: of the parts.
        difference: total minus sum.
        tolerance: how far they may differ, by the notation of the figures.
        exhaustive: whether the parts claim to be the whole.
        consistent: whether parts and total agree; null where that cannot be judged.
        reason: why it cannot be judged (Swedish).
        arithmetic: the sum written out.
    """

    kind: SplitKind
    label: str | None = None
    source: Literal["text", "table"] = "text"
    parts: tuple[Part, ...]
    total: Total | None = None
    sum: Decimal | None = None
    difference: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    exhaustive: bool = False
    consistent: bool | None = None
    reason: str | None = None
    arithmetic: str | None = None


class Review(Struct, frozen=True, kw_only=True):
    """What a person decided about a finding.

    Attributes:
        decision: `adds_up`, `memo_wrong` or `misread`.
        note: in the reviewer's words.
        decided: when (ISO 8601).
    """

    decision: Opinion
    note: str | None = None
    decided: str | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """Something that a person should know.

    Attributes:
        code: what it is; `swedoc explain CODE` tells what that means.
        severity: `error`, the page contradicts itself; `warning`, a person should look; `info`, nothing is
            wrong.
        message: neutral, in Swedish.
        message_en: the same in English.
        stated: the figure on the page.
        computed: the figure that its parts make.
        difference: stated minus computed.
        split: index in `splits`, if it is about one.
        spans: the figures that it is about.
        review: what a person decided about it.
    """

    code: str
    severity: Severity
    message: str
    message_en: str
    stated: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    split: int | None = None
    spans: tuple[Span, ...] = ()
    review: Review | None = None
