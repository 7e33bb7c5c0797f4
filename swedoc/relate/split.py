"""Splits: a series of parts together with the total it is said to make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from swedoc.arithmetic import HEDGED, ZERO, Figure, conceivable
from swedoc.facts import PartFact, RateFact, SplitFact
from swedoc.relate.addition import added_series
from swedoc.relate.clause import Element, is_total
from swedoc.relate.grid import Grid
from swedoc.relate.items import item_series
from swedoc.relate.narrated import narrated_series
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, slack, year_series
from swedoc.relate.tabled import tabled_series
from swedoc.relate.total import Candidate, adds_up, apart_by_vat, candidates, come_to

ADJACENT = 75
"""The rank from which a total stands beside its parts."""
SAME_SENTENCE = 85
"""The rank from which a total is tied to its parts by the grammar of one sentence."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A series with the total chosen for it."""

    series: Series
    total: Candidate | None
    adds_up: bool
    rivals: tuple[int, ...] = ()

    @property
    def weight(self) -> tuple[int, int, int]:
        """Sums that come out before those that do not, close ties before loose ones, long series first."""
        rank = self.total.rank if self.total else 0
        return (int(self.adds_up), rank, len(self.series.parts))


def prose_splits(
    scope: Scope, divided: frozenset[int | None], tables: Sequence[Grid], rates: Sequence[RateFact]
) -> tuple[SplitFact, ...]:
    """Every split that the sentences of a document make, in reading order.

    `divided` are the amounts that shares are of: they are no items beside each other. `rates` make some
    of the sums.
    """
    tabled = list(tabled_series(scope, tables))
    by_year = [*year_series(scope), *(series for series in tabled if series.kind == "year")]
    sums = _without(_select(_readings(scope, added_series(scope), []), []), _readings(scope, by_year, []))
    years = _select(_readings(scope, by_year, sums), [])
    listed = (
        *item_series(scope, rates),
        *narrated_series(scope),
        *(series for series in tabled if series.kind != "year"),
    )
    taken = divided.union(*(one.series.amounts for one in (*sums, *years) if one.total is not None))
    whole = (series for series in listed if not series.amounts & taken)
    items = _select(_readings(scope, whole, sums), [*sums, *years])
    chosen = sorted((*sums, *years, *items), key=lambda r: (r.series.start, r.series.kind != "year"))
    return tuple(_fact(scope, reading) for reading in chosen)


def _without(sums: Sequence[_Reading], years: Iterable[_Reading]) -> list[_Reading]:
    """Additions but for those only guessed at whose sum is plainly that of some years."""
    if not any(r.series.loose for r in sums):
        return list(sums)
    plain = {r.total.amount for r in years if r.adds_up and r.total and r.total.certainty == "plain"}
    return [r for r in sums if not (r.series.loose and r.total and r.total.amount in plain)]


def _readings(scope: Scope, all_series: Iterable[Series], sums: Sequence[_Reading]) -> Iterator[_Reading]:
    """Each series with its total: the one that adds up, else the one that is plainly meant."""
    summed: dict[int, list[_Reading]] = {}
    for one in sums:
        if one.total is not None:
            summed.setdefault(one.total.amount, []).append(one)
    for series in all_series:
        ranked = [c for c in candidates(scope, series) if not _taken(series, c, summed)]
        total = next(filter(adds_up(scope, series), ranked), None)
        if total is not None and _believable(series, total) and not _overruled(scope, series, ranked, total):
            yield _Reading(series, total, True, _rivals(scope, series, ranked, total))
            continue
        slip = next(_thousandfold(series, ranked), None)
        if slip is not None:
            yield _Reading(series, replace(slip, certainty="plain"), False)
            continue
        if series.kind != "year" and any(_differs_by(scope, series, c) for c in ranked):
            continue
        plain = next((c for c in ranked if c.certainty != "open" and not series.ambiguous), None)
        if plain is not None and not _conceivable(scope, series, plain):
            plain = None
        if series.kind != "year" and series.derived is not None:
            plain = None  # less than nothing would be left
        if plain is not None and not apart_by_vat(scope, series, plain):
            yield _Reading(series, plain, False)
        elif series.kind == "year" and not series.loose and series.derived != "equal":
            yield _Reading(series, None, False)


def _conceivable(scope: Scope, series: Series, total: Candidate) -> bool:
    """Whether parts and a total that they contradict can be meant for each other."""
    contradicts = abs(series.sum) > abs(total.value) or _exhaustive(scope, series, total)
    if not contradicts or series.derived is not None:
        return True
    beside = scope.clause_of(total.amount).elements
    missing = total.value - series.sum
    if any(e.money.value == missing and e.amount not in series.amounts for e in beside):
        return False  # "totalt 1 050 000 kronor, varav 50 000 kronor är eget arbete"
    counted: Counter[int] = Counter()
    for p in series.parts:
        own = scope.amounts[p.amount].mention.value if p.amount is not None else ZERO
        if p.amount is not None and p.value and own:
            counted[p.amount] += int(p.value / own)
    mention = scope.amounts[total.amount].mention
    allowed = slack(mention) + sum(p.slack for p in series.parts)
    if mention.hedge is not None:
        allowed = max(allowed, abs(total.value) * HEDGED)
    return conceivable(total.value, series.sum, counted.values(), allowed)


def _thousandfold(series: Series, ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """The totals that are a thousand times the parts, or these them: no chance, but a slip of the unit."""
    told = [p.value for p in series.parts if p.value]
    if 1 < len(told) == len(series.parts) and series.derived is None:
        made = abs(series.sum)
        slips = (made * 1000, made / 1000)
        yield from (
            c for c in ranked if abs(c.value) in slips and c.rule != "near"
        )  # fees, and what they bring


def _differs_by(scope: Scope, series: Series, candidate: Candidate) -> bool:
    """Whether an amount is what two others differ by: `prognosen var A, utfallet B, en avvikelse på C`."""
    if len(series.parts) != 2 or any(not p.value for p in series.parts):
        return False
    first, second = (Figure(p.value or ZERO, p.slack) for p in series.parts)
    ways = (first, second.times(-1)), (first.times(-1), second)
    return any(come_to(scope, way, candidate) for way in ways)


def _overruled(scope: Scope, series: Series, ranked: Sequence[Candidate], total: Candidate) -> bool:
    """Whether a plain total in the same sentence contradicts one that adds up farther away."""
    first = ranked[0]
    return (
        first.certainty == "plain"
        and first.rank >= SAME_SENTENCE > total.rank
        and not apart_by_vat(scope, series, first)
    )


def _rivals(scope: Scope, series: Series, ranked: Sequence[Candidate], total: Candidate) -> tuple[int, ...]:
    """Amounts beside the parts that are plainly given as their total too, and are not: one is wrong.

    One that is a thousand times the total needs no plainer words.
    """
    if series.derived is not None:
        return ()
    slips = tuple(c.amount for c in _thousandfold(series, ranked))
    if series.loose:
        return slips
    agrees = adds_up(scope, series)
    plain = (
        c.amount
        for c in ranked
        if c.certainty == "plain" and c.rank >= max(ADJACENT, total.rank) and c.value != total.value
        and not agrees(c) and not apart_by_vat(scope, series, c)
    )  # fmt: skip
    return (*slips, *plain)


def _taken(series: Series, candidate: Candidate, summed: Mapping[int, Sequence[_Reading]]) -> bool:
    """Whether an amount is the sum of these parts and something more ("tillsammans med tidigare")."""
    return any(one.series.amounts & series.amounts for one in summed.get(candidate.amount, ()))


def _believable(series: Series, total: Candidate) -> bool:
    """Whether a sum that comes out is more than chance: a loose tie needs figures that tell."""
    if total.certainty != "open" or total.rank >= 40:
        return True
    return len(series.parts) >= 2 and all(p.value for p in series.parts)


def _select(readings: Iterable[_Reading], taken: Sequence[_Reading]) -> list[_Reading]:
    """The best readings that do not share a part: an amount belongs to one year split at most."""
    chosen: list[_Reading] = []
    used: set[int] = set()
    keys: set[tuple[str, ...]] = set()
    sums: set[int] = set()
    stated: set[int] = set()  # totals that parts with figures of their own make up
    by_amount = _by_amount(taken)
    for reading in sorted(readings, key=lambda r: r.weight, reverse=True):
        if reading.series.amounts & used or (
            reading.series.derived == "equal" and reading.series.keys in keys
        ):
            continue
        if reading.series.kind == "year" and reading.series.amounts & sums:
            continue
        if reading.series.rule == "years_nearby" and _made_up(reading, stated):
            continue
        if reading.series.kind != "year" and not _worth_saying(reading, by_amount):
            continue
        chosen.append(reading)
        used |= reading.series.amounts
        keys.add(reading.series.keys)
        if reading.adds_up and reading.total is not None:
            sums.add(reading.total.amount)
            if not reading.series.derived:
                stated.add(reading.total.amount)
    return chosen


def _made_up(reading: _Reading, stated: Container[int]) -> bool:
    """Whether a rate is held against a total that other stated parts make up: `Hyra, 11 tkr/månad, ingår`."""
    return not reading.adds_up and reading.total is not None and reading.total.amount in stated


def _by_amount(readings: Sequence[_Reading]) -> dict[int, list[tuple[int, _Reading]]]:
    """The readings, each with its place, by the amounts that are their parts or their total."""
    found: dict[int, list[tuple[int, _Reading]]] = {}
    for place, reading in enumerate(readings):
        total = {reading.total.amount} if reading.total is not None else set()
        for amount in reading.series.amounts | total:
            found.setdefault(amount, []).append((place, reading))
    return found


def _worth_saying(reading: _Reading, taken: Mapping[int, Sequence[tuple[int, _Reading]]]) -> bool:
    """Whether an item split says something that the year splits of the same amounts do not."""
    if reading.total is None:
        return False
    near = {place: other for amount in reading.series.amounts for place, other in taken.get(amount, ())}
    for _, other in sorted(near.items()):
        if other.adds_up and other.total is not None and other.total.amount in reading.series.amounts:
            return other.series.kind == "year" and (reading.adds_up or reading.total.certainty == "plain")
    return reading.adds_up or reading.total.certainty == "plain" or reading.total.rank >= 60


def _fact(scope: Scope, reading: _Reading) -> SplitFact:
    series, total = reading.series, reading.total
    parts, reason = series.parts, None
    if series.derived is not None:
        parts = _completed(series, total)
        reason = None if total else "ingen total att räkna resten från"
    return SplitFact(
        kind=series.kind,
        parts=parts,
        total=total.amount if total else None,
        total_value=total.value if total else None,
        rule=f"{series.rule}+{total.rule}" if total else series.rule,
        certainty=total.certainty if total else "open",
        exhaustive=_exhaustive(scope, series, total),
        reason=reason,
        rivals=reading.rivals,
    )


def _completed(series: Series, total: Candidate | None) -> tuple[PartFact, ...]:
    """Parts that wait for the total: what remains of it, or an equal share."""
    if total is None:
        return series.parts
    waiting = sum(1 for p in series.parts if p.value is None)
    share = (total.value - series.sum) / waiting if waiting else Decimal(0)
    return tuple(replace(p, value=share) if p.value is None else p for p in series.parts)


def _names_more(scope: Scope, series: Series, total: Element) -> bool:
    """Whether one is named before the first part without a figure: `täcks av bidraget, kommunen med A`."""
    if series.kind == "year" or total.sentence != series.first or total.money.start > series.start:
        return False
    clause = scope.clauses[series.first]
    verbs = [
        cue.end
        for cue in clause.cues
        if cue.kind in ("distribute", "pays") and total.money.end <= cue.start < series.start
    ]
    if not verbs or any(verbs[-1] <= cue.start < series.start for cue in clause.cues if cue.kind == "equals"):
        return False
    named, comma, _ = scope.reading.text[verbs[-1] : series.start].partition("(")[0].rpartition(",")
    return bool(comma) and any(map(str.isalpha, named))


def _exhaustive(scope: Scope, series: Series, total: Candidate | None) -> bool:
    """Whether the parts claim to be the whole."""
    if total is None:
        return False
    if scope.clauses[series.last].has("remainder"):
        return True  # "… och resterande 100 000 kronor": what is left ends the whole
    first = min(series.first, scope.amounts[total.amount].sentence)
    if bisect_left(scope.open_lists, first) < bisect_right(scope.open_lists, series.last):
        return False
    element = scope.elements[total.amount]
    if series.rule == "addition":
        return not series.loose
    if _names_more(scope, series, element):
        return False
    if series.kind == "year" and element.keys and set(element.keys) <= set(series.keys):
        return True
    if series.of_which is not None:
        return False
    distributed = series.rule == "list" or scope.clauses[series.first].has("distribute")
    distributed = distributed or total.rule in ("distributed", "total_behind") or series.first != series.last
    if series.kind == "year" and len(element.keys) > 1 and len(series.keys) < len(element.keys):
        return distributed
    return is_total(element) or total.certainty == "plain"
