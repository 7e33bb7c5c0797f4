"""The relate stage as a whole: mentions in, facts out."""

from __future__ import annotations

from swedoc.facts import Facts
from swedoc.mentions import Reading
from swedoc.records import Amount, Span, plain
from swedoc.relate.account import account_splits
from swedoc.relate.conflict import conflicts
from swedoc.relate.cross import cross_splits
from swedoc.relate.grid import grids
from swedoc.relate.judged import judged
from swedoc.relate.party import with_parties
from swedoc.relate.period import period_facts, with_period
from swedoc.relate.product import product_rates, table_shares
from swedoc.relate.rate import rates
from swedoc.relate.scope import Scope, scope
from swedoc.relate.share import share_splits, shares
from swedoc.relate.shift import shift_splits
from swedoc.relate.split import prose_splits
from swedoc.relate.table import table_splits
from swedoc.relate.vat import vat_splits


def relate(reading: Reading, unexplained: tuple[Span, ...]) -> Facts:
    """Tag the amounts of a document and say which of them belong together.

    `unexplained` are the numbers that no mention explains: a split with one among its parts stays unjudged.
    """
    scoped = scope(reading)
    amounts = tuple(_amount(scoped, at) for at in range(len(scoped.amounts)))
    tables = grids(scoped)
    shared = tuple(share_splits(scoped))
    by_share = [split for split, _ in shared if split is not None]
    divided = frozenset(part.amount for split in by_share for part in split.parts)
    products = tuple(rates(scoped))
    prose = (*prose_splits(scoped, divided, tables, products), *by_share)
    accounts = tuple(account_splits(scoped, tables))
    closing = {split.total for split in accounts}
    found = (
        *(with_period(scoped, split) for split in prose),
        *cross_splits(scoped, prose),
        *vat_splits(scoped, prose),
        *accounts,
        *(s for s in table_splits(scoped, tables) if s.axis != "column" or s.total not in closing),
        *shift_splits(scoped, tables),
    )
    splits = tuple(with_parties(reading, found))
    return Facts(
        document=reading.document,
        outline=reading.outline,
        claims=reading.claims,
        amounts=scoped.amounts,
        splits=splits,
        record_amounts=amounts,
        record_splits=tuple(judged(split, amounts, unexplained) for split in splits),
        periods=tuple(period_facts(scoped)),
        conflicts=tuple(conflicts(scoped, splits)),
        rates=(*products, *product_rates(scoped, tables)),
        shares=(*shares(scoped, prose), *table_shares(scoped, tables)),
        share_sums=tuple(sums for _, sums in shared if sums is not None),
        unread_tables=tuple(t for t in reading.document.tables if t.problem is not None),
    )


def _amount(scoped: Scope, at: int) -> Amount:
    amount = scoped.amounts[at]
    mention = amount.mention
    return Amount(
        value=plain(mention.value),
        currency=mention.currency,
        as_written=" ".join(scoped.reading.text[mention.start : mention.end].split()),
        unit=mention.unit,
        unit_source=mention.unit_source,
        low=plain(mention.low),
        high=plain(mention.high),
        hedge=mention.hedge,
        per=mention.per,
        years=amount.years,
        vat=mention.vat,
        price_level=mention.price_level,
        status=amount.status,
        rule=mention.rule,
        span=scoped.reading.document.span(mention.start, mention.end),
    )
