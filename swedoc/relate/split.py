"""Splits: a series of parts together with the total it is said to make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from swedoc.facts import PartFact, SplitFact
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, is_total, item_series, year_series
from swedoc.relate.total import Candidate, adds_up, candidates


@dataclass(frozen=True, slots=True)
class _Reading:
    """A series with the total chosen for it."""

    series: Series
    total: Candidate | None
    adds_up: bool

    @property
    def weight(self) -> tuple[int, int, int]:
        """Sums that come out before those that do not, close ties before loose ones, long series first."""
        rank = self.total.rank if self.total else 0
        return (int(self.adds_up), rank, len(self.series.parts))


def prose_splits(scope: Scope) -> tuple[SplitFact, ...]:
    """Every split that the sentences of a document make, in reading order."""
    chosen: list[_Reading] = []
    for kind in (year_series(scope), item_series(scope)):
        chosen.extend(_select(_readings(scope, kind), chosen))
    chosen.sort(key=lambda r: (r.series.start, r.series.kind != "year"))
    return tuple(_fact(scope, reading) for reading in chosen)


def _readings(scope: Scope, all_series: Iterable[Series]) -> Iterator[_Reading]:
    for series in all_series:
        ranked = candidates(scope, series)
        total = next((c for c in ranked if adds_up(scope, series, c)), None)
        if total is not None and _believable(series, total):
            yield _Reading(series, total, True)
            continue
        plain = next((c for c in ranked if c.certainty != "open"), None)
        if plain is not None:
            yield _Reading(series, plain, False)
        elif series.kind == "year":
            yield _Reading(series, None, False)


def _believable(series: Series, total: Candidate) -> bool:
    """Whether a sum that comes out is more than chance: a loose tie needs figures that tell."""
    if total.certainty != "open" or total.rank >= 40:
        return True
    return len(series.parts) >= 2 and all(p.value for p in series.parts)


def _select(readings: Iterable[_Reading], taken: Sequence[_Reading]) -> list[_Reading]:
    """The best readings that do not share a part: an amount belongs to one year split at most."""
    chosen: list[_Reading] = []
    used: set[int] = set()
    for reading in sorted(readings, key=lambda r: r.weight, reverse=True):
        if reading.series.amounts & used:
            continue
        if reading.series.kind != "year" and not _worth_saying(reading, taken):
            continue
        chosen.append(reading)
        used |= reading.series.amounts
    return chosen


def _worth_saying(reading: _Reading, years: Sequence[_Reading]) -> bool:
    """Whether an item split says something that the year splits of the same amounts do not."""
    if reading.total is None:
        return False
    for other in years:
        if reading.series.amounts & other.series.amounts and other.total is not None:
            return False
        if other.total is not None and other.total.amount in reading.series.amounts:
            return False
    return reading.adds_up or reading.total.certainty == "plain"


def _fact(scope: Scope, reading: _Reading) -> SplitFact:
    series, total = reading.series, reading.total
    parts = series.parts
    reason = None
    if series.remainder is not None:
        parts = _with_remainder(parts, total)
        if total is None:
            reason = "resten kan inte räknas ut: ingen total anges"
    return SplitFact(
        kind=series.kind,
        parts=parts,
        total=total.amount if total else None,
        rule=f"{series.rule}+{total.rule}" if total else series.rule,
        certainty=total.certainty if total else "open",
        exhaustive=_exhaustive(scope, series, total),
        reason=reason,
    )


def _with_remainder(parts: tuple[PartFact, ...], total: Candidate | None) -> tuple[PartFact, ...]:
    known = sum((p.value for p in parts if p.value is not None), Decimal(0))
    left = total.value - known if total is not None else None
    return tuple(
        PartFact(p.key, left, derived="remainder", term=(1, left) if left is not None else None)
        if p.derived == "remainder" and p.value is None else p
        for p in parts
    )  # fmt: skip


def _exhaustive(scope: Scope, series: Series, total: Candidate | None) -> bool:
    """Whether the parts claim to be the whole."""
    if total is None:
        return False
    clauses = scope.clauses[min(series.first, scope.amounts[total.amount].sentence) : series.last + 1]
    if any(c.has("open_list") for c in clauses):
        return False
    element = scope.elements[total.amount]
    if series.kind == "year" and element.keys and set(element.keys) <= set(series.keys):
        return True
    if series.of_which is not None or "of_which" in total.rule:
        return False
    if series.kind == "year" and element.keys:
        return len(series.keys) >= len(element.keys)
    return is_total(element) or total.certainty == "plain"
