"""Totals that ought to be the same: the one worked out in the body and the one decided on.

Compared are only amounts for the same purpose, the same period and the same standing. Applied for
800 000 and granted 500 000 is normal; 450 000 in the body and 405 000 in the decision is not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from operator import itemgetter

from swedoc.arithmetic import conceivable
from swedoc.facts import Certainty, Conflict, SplitFact
from swedoc.lexicon import pattern
from swedoc.relate.clause import Element, is_total
from swedoc.relate.misprint import misprints
from swedoc.relate.rival import (
    NEAREST,
    Rivals,
    Settled,
    Values,
    agree,
    amount_of,
    in_decision,
    nearest,
    only_one,
)
from swedoc.relate.scope import Scope

_VAT = tuple(Decimal(rate) for rate in ("1.25", "1.12", "1.06"))

_CAPTION = 240
"""How many characters before its first figure a table may say what it is of."""
_APPLIED = pattern(r"\b (?: an | be )?+ (?: sök | äsk | gär ) (?: t | an | d | a )", name="applied for")


def conflicts(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    """Each amount that states another total for what a split, or the body, has a total for."""
    found = list(_conflicts(scope, splits))
    yield from found
    known = {at for conflict in found for at in (conflict.one, conflict.other)}
    slips = misprints(scope, splits)
    yield from (slip for slip in slips if slip.one not in known and slip.other not in known)


def _conflicts(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    told = _totals(scope, splits)
    used = {p.amount for s in splits if s.total is not None for p in s.parts} | {s.total for s in splits}
    rivals = Rivals(scope, [element for at, element in scope.elements.items() if at not in used])
    everywhere = Settled(scope, [total for total, _, _ in told])
    by_years: dict[frozenset[str], list[int]] = {}
    for total, _, keys in told:
        by_years.setdefault(keys, []).append(total)
    of_years = {keys: Settled(scope, totals) for keys, totals in by_years.items() if keys}
    parted = {(_value(scope, s.total), p.value) for s in splits if s.total is not None for p in s.parts}
    values = Values(scope)
    seen: set[int] = set()
    for one, split, keys in told:
        for element in rivals.of(one, keys):
            at = element.amount
            if at == one or at in seen or agree(scope, one, at):
                continue
            certainty = _same_claim(scope, one, keys, element, of_split=split is not None)
            if certainty is None or _explained(scope, one, at):
                continue
            if not parted.isdisjoint(product((_value(scope, one), _value(scope, at)), repeat=2)):
                continue  # said elsewhere to be a part of the total: a grant, of what it all costs
            if values.repeated(one, at) or of_years.get(keys, everywhere).holds(at):
                continue
            seen.add(at)
            decided = {in_decision(scope, one), in_decision(scope, at)}
            yield Conflict(one, at, "body_decision" if len(decided) == 2 else "totals", certainty, split)
    yield from _between_totals(scope, splits, told)
    yield from _between_years(scope, splits)
    yield from _rivals(scope, splits)
    yield from _before_tables(scope, splits)
    yield from _twins(scope, used)


def _rivals(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    """Two amounts that are both plainly the total of the same parts."""
    totals = {split.total for split in splits}
    for at, split in enumerate(splits):
        for rival in split.rivals:
            if split.total is not None and rival not in totals and not _explained(scope, split.total, rival):
                apart = in_decision(scope, split.total) != in_decision(scope, rival)
                yield Conflict(split.total, rival, "body_decision" if apart else "totals", "plain", at)


def _before_tables(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    """The sum in the sentence that leads to a table of years, and the grand total of the table."""
    largest = _grand_total(scope, splits)
    for at, split in enumerate(splits):
        if split.source != "table" or split.kind != "year" or _size(scope, split) != largest:
            continue
        if split.total is None:
            continue
        first = min(p.amount for p in split.parts if p.amount is not None)
        above = scope.elements.get(min(first, split.total) - 1)
        if above is None or not is_total(above) or above.money.per or agree(scope, split.total, above.amount):
            continue
        same_section = _section(scope, above.amount) == _section(scope, first)
        divided = any(
            c.kind == "distribute" and c.start > above.money.end for c in scope.clauses[above.sentence].cues
        )
        covers = {p.key for p in split.parts} == set(above.keys)
        if same_section and (covers or divided) and not _explained(scope, split.total, above.amount):
            yield Conflict(split.total, above.amount, "totals", "plain", at)


def _section(scope: Scope, at: int) -> int:
    return scope.clauses[scope.amounts[at].sentence].sentence.section


def _totals(scope: Scope, splits: Sequence[SplitFact]) -> list[tuple[int, int | None, frozenset[str]]]:
    """The totals that others are compared with: of splits, then announced ones without a split."""
    found: list[tuple[int, int | None, frozenset[str]]] = []
    largest = _grand_total(scope, splits)
    for at, split in enumerate(splits):
        if split.source == "table" and _size(scope, split) != largest:
            continue  # of a table its grand total counts, not that of each row
        if split.total is not None and split.kind == "year":
            found.append((split.total, at, frozenset(p.key for p in split.parts)))
    of_splits = {total for total, _, _ in found} | {p.amount for s in splits for p in s.parts}
    for at, element in scope.elements.items():
        if at not in of_splits and is_total(element) and not element.money.per and not in_decision(scope, at):
            found.append((at, None, frozenset(element.keys)))
    return found


def _grand_total(scope: Scope, splits: Sequence[SplitFact]) -> Decimal | None:
    """The largest total of a table of years: that of the whole table, not that of a row."""
    return max((_size(scope, s) for s in splits if s.source == "table" and s.kind == "year"), default=None)


def _size(scope: Scope, split: SplitFact) -> Decimal:
    return abs(scope.amounts[split.total].mention.value) if split.total is not None else Decimal(0)


def _same_claim(
    scope: Scope, one: int, keys: frozenset[str], element: Element, *, of_split: bool
) -> Certainty | None:
    """Whether an amount states a total for the same purpose and period, and how plainly."""
    mine, other = scope.amounts[one], scope.amounts[element.amount]
    if other.mention.per or mine.mention.currency != other.mention.currency or mine.matter != other.matter:
        return None
    if mine.mention.vat != other.mention.vat and mine.mention.vat and other.mention.vat:
        return None
    if mine.mention.price_level != other.mention.price_level:
        return None
    apart = {"history", "applied", "excluded", "alternative"}
    if mine.status in apart or other.status in apart:
        return None
    decision = in_decision(scope, element.amount) != in_decision(scope, one)
    own = frozenset(element.keys)
    if own and keys and own != keys:
        return None
    if own and own == keys and len(keys) > 1:
        if not (decision or is_total(element)) or not _shared_words(
            scope, one, element.amount, widely=of_split
        ):
            return None
        return "plain" if decision else "likely"
    if decision and (is_total(element) or only_one(scope, element)):
        shared = len(_shared_words(scope, one, element.amount, widely=False))
        if shared == 1 and of_split and is_total(element):  # "under hela perioden", both
            return "plain" if conceivable(mine.mention.value, other.mention.value) else None
        return None if shared < 2 else "plain" if is_total(element) or shared > 2 else "likely"
    return None


def _shared_words(scope: Scope, one: int, other: int, *, widely: bool) -> frozenset[str]:
    """The telling words that one sentence has in common with the other, or with the whole body.

    A body says what the money is for once; the sentence with the total of a split need not repeat it.
    """
    first, second = scope.clause_of(one), scope.clause_of(other)
    if widely and first.sentence.section != second.sentence.section and not in_decision(scope, one):
        return scope.purposes.of_body(scope.amounts[one].matter) & scope.purposes.of(second.index)
    return scope.purposes.of(first.index) & scope.purposes.of(second.index)


def _explained(scope: Scope, one: int, other: int) -> bool:
    """Whether a known relation explains the difference: VAT, a percentage, an earlier amount on top."""
    a, b = scope.amounts[one].mention.value, scope.amounts[other].mention.value
    large, small = max(abs(a), abs(b)), min(abs(a), abs(b))
    if any(large == small * rate for rate in _VAT):
        return True
    if any(abs(large * percent / 100 - small) <= large / 200 for percent in _percents(scope, one, other)):
        return True
    difference = large - small
    return any(at not in (one, other) for at in scope.gone_by.get(difference, ()))


def _percents(scope: Scope, one: int, other: int) -> set[Decimal]:
    """The percentages said in the sentences of two amounts."""
    clauses = (scope.clause_of(one), scope.clause_of(other))
    return {p.value for clause in clauses for p in clause.percents if p.value is not None}


def _value(scope: Scope, at: int) -> Decimal:
    return scope.amounts[at].mention.value


def _twins(scope: Scope, used: set[int | None]) -> Iterator[Conflict]:
    """`X föreslås få A för 2028` in the body, `X beviljas B för 2028` in the decision.

    Only sentences that share most of their telling words, hold one amount each and name the same
    years; one amount is proposed, the other decided.
    """
    single = [c.elements[0] for c in scope.clauses if len(c.elements) == 1]
    alone = [e for e in single if e.amount not in used]
    proposed = [e for e in alone if scope.clauses[e.sentence].has("proposed", "frame")]
    body = [e for e in proposed if not in_decision(scope, e.amount)]
    decided: dict[tuple[tuple[str, ...], str | None], list[Element]] = {}
    for element in alone if body else ():
        if in_decision(scope, element.amount):
            decided.setdefault((element.keys, element.per), []).append(element)
    for one in body:
        for other in nearest(decided.get((one.keys, one.per), ()), one.amount, key=amount_of):
            a, b = scope.purposes.of(one.sentence), scope.purposes.of(other.sentence)
            whole = min(len(a), len(b)) if one.keys else len(a | b)
            if len(a & b) > 1 and len(a & b) * 2 > whole and not agree(scope, one.amount, other.amount):
                yield Conflict(one.amount, other.amount, "body_decision", "plain")


def _between_totals(
    scope: Scope, splits: Sequence[SplitFact], told: Sequence[tuple[int, int | None, frozenset[str]]]
) -> Iterator[Conflict]:
    """Two splits of the same years and purpose, one in the body and one in the decision."""
    of_splits = [(total, split, keys) for total, split, keys in told if split is not None]
    placed: dict[tuple[frozenset[str], bool], list[tuple[int, int]]] = {}
    for place, (total, _, keys) in enumerate(of_splits):
        placed.setdefault((keys, in_decision(scope, total)), []).append((place, total))
    for place, (one, split, keys) in enumerate(of_splits):
        others = placed.get((keys, not in_decision(scope, one)), ())
        behind = bisect_right(others, place, key=itemgetter(0))
        for _, other in others[behind : behind + NEAREST]:
            if agree(scope, one, other) or _explained(scope, one, other):
                continue
            if _shared_words(scope, one, other, widely=True):
                yield Conflict(one, other, "body_decision", "plain", split)


def _between_years(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[Conflict]:
    """The years of a split that is decided on, and of one in the body that differs in one year alone."""
    of_years: dict[frozenset[str], list[SplitFact]] = {}
    for split in splits:
        if split.kind == "year" and len(split.parts) > 2 and all(p.value and p.amount for p in split.parts):
            of_years.setdefault(frozenset(p.key for p in split.parts), []).append(split)
    for alike in of_years.values():
        decided = [s for s in alike if s.source == "text" and in_decision(scope, s.parts[0].amount or 0)]
        others = (s for s in alike if not in_decision(scope, s.parts[0].amount or 0))
        body = [s for s in others if not _asked_for(scope, s)]
        for one in decided[:NEAREST]:
            differing = [_differing(one, other) for other in body[:NEAREST]]
            if all(differing) and (single := [found[0] for found in differing if len(found) == 1]):
                yield Conflict(*single[0], "body_decision", "plain")


def _asked_for(scope: Scope, split: SplitFact) -> bool:
    """Whether the years are those of an application, which need not be granted: `Sökta medel (tkr)`."""
    first = scope.amounts[split.parts[0].amount or 0]
    start = first.mention.start
    said = scope.reading.document.lower[max(0, start - _CAPTION) : start]
    return first.status in ("applied", "history", "alternative") or bool(_APPLIED.search(said))


def _differing(decided: SplitFact, body: SplitFact) -> list[tuple[int, int]]:
    """The amounts of the years in which two splits differ: that of the body, that of the decision."""
    values = {p.key: p for p in body.parts}
    pairs = [(values[p.key], p) for p in decided.parts]
    return [(a.amount or 0, b.amount or 0) for a, b in pairs if a.value != b.value]
