"""How a finding speaks: neutral, with the figures, in Swedish and English."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from swedoc.arithmetic import grouped
from swedoc.facts import Facts
from swedoc.records import Span, Split

_UNITS = {"SEK": "kr"}


def money(value: Decimal, currency: str = "SEK") -> str:
    """An amount in words of the page: `900 000 kr`."""
    return f"{grouped(value)} {_UNITS.get(currency, currency)}"


def currency_of(facts: Facts, split: Split) -> str:
    """The currency that the parts of a split are in."""
    for part in split.parts:
        if part.amount is not None:
            return facts.record_amounts[part.amount].currency
    return "SEK"


def spans_of(facts: Facts, amounts: Iterable[int | None]) -> tuple[Span, ...]:
    """The proof: where the amounts stand, each once."""
    seen = dict.fromkeys(at for at in amounts if at is not None)
    return tuple(facts.record_amounts[at].span for at in seen)


def figures_of(split: Split) -> list[int | None]:
    """The amounts of a split: its parts, then its total."""
    return [*(part.amount for part in split.parts), split.total.amount if split.total else None]
