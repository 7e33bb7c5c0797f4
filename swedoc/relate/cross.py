"""Splits across series: the same years for a whole and for each of those who share it.

`Uppdraget får kosta 38 mnkr 2021 … A:s insatser får kosta 32,5 mnkr 2021 … B:s insatser 5 mnkr per år`
says for every year what the whole is and what each party has of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from swedoc.arithmetic import Figure, agrees
from swedoc.facts import PartFact, SplitFact
from swedoc.records import SplitKind
from swedoc.relate.label import is_party, subject
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack


def cross_splits(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[SplitFact]:
    """For each year the shares of the whole, where the whole is the sum of the shares in most years."""
    open_ones = [s for s in splits if s.kind == "year" and s.source == "text" and s.total is None]
    for whole in open_ones:
        keys = tuple(p.key for p in whole.parts)
        shares = [s for s in open_ones if s is not whole and tuple(p.key for p in s.parts) == keys]
        if len(shares) < 2 or len(keys) < 2 or not _near(scope, (whole, *shares)):
            continue
        right = sum(_comes_out(scope, whole, shares, at) for at in range(len(keys)))
        if right * 2 < len(keys):
            continue
        names = [_name(scope, share) for share in shares]
        for at, key in enumerate(keys):
            parts = tuple(_part(name, share.parts[at]) for name, share in zip(names, shares, strict=True))
            kind: SplitKind = "party" if any(is_party(name) for name in names) else "item"
            yield SplitFact(
                kind, parts, whole.parts[at].amount, "parallel_series", "plain", exhaustive=True, label=key
            )
        return


def _part(name: str, share: PartFact) -> PartFact:
    return PartFact(name, share.value, share.slack, share.amount, share.derived)


def _near(scope: Scope, splits: Sequence[SplitFact]) -> bool:
    sentences = [scope.amounts[p.amount].sentence for s in splits for p in s.parts if p.amount is not None]
    return max(sentences) - min(sentences) <= len(splits) + 1


def _comes_out(scope: Scope, whole: SplitFact, shares: Sequence[SplitFact], at: int) -> bool:
    figures = [Figure(s.parts[at].value or Decimal(0), s.parts[at].slack) for s in shares]
    amount = whole.parts[at].amount
    if amount is None:
        return False
    mention = scope.amounts[amount].mention
    total = Figure(mention.value, slack(mention))
    return agrees(figures, total)


def _name(scope: Scope, share: SplitFact) -> str:
    first = scope.elements[share.parts[0].amount or 0]
    return subject(scope.reading.text, first)
