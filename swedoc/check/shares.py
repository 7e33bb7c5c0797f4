"""Percentages: that do not make a hundred, or do not give the amount beside them; rates and glosses.

"30 procent av 2 000 000 kr är 600 000 kr, men 640 000 kr anges."
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from swedoc.arithmetic import ZERO, grouped, rounded_by
from swedoc.check import checks
from swedoc.check.wording import money, spans_of
from swedoc.facts import Facts
from swedoc.records import Amount, Finding, Span, plain

_HUNDRED = Decimal(100)


@checks.register("percent_sum", order=30)
def percent_sum(facts: Facts) -> Iterator[Finding]:
    """Shares of a whole that come to more or less than a hundred percent."""
    for shares in facts.share_sums:
        added = sum(shares.percents, Decimal(0))
        if abs(added - _HUNDRED) > _slack(shares.percents):
            yield Finding(
                code="percent_not_100",
                severity="error",
                message=f"Andelarna summerar till {grouped(added)} procent.",
                message_en=f"The shares come to {grouped(added)} per cent.",
                stated=_HUNDRED,
                computed=plain(added),
                difference=plain(_HUNDRED - added),
                spans=tuple(facts.document.span(*span) for span in shares.spans),
            )


def _slack(percents: tuple[Decimal, ...]) -> Decimal:
    """Half the last printed place of each share; whole shares are exact unless they are thirds."""
    slack = Decimal(0)
    for percent in percents:
        exponent = percent.as_tuple().exponent
        if (isinstance(exponent, int) and exponent < 0) or percent in (33, 67, 66):
            slack += Decimal(1).scaleb(int(exponent)) / 2
    return slack


@checks.register("percent_amount", order=31)
def percent_amount(facts: Facts) -> Iterator[Finding]:
    """A percentage of a whole beside an amount that it does not give."""
    for share in facts.shares:
        base, given = facts.record_amounts[share.base], facts.record_amounts[share.amount]
        due = base.value * share.percent / _HUNDRED
        rounding = ZERO if share.exact else abs(base.value) * rounded_by(share.percent) / _HUNDRED
        allowed = max(
            rounding, (given.high - given.low) / 2 + (base.high - base.low) / 2 * share.percent / _HUNDRED
        )
        if base.hedge or given.hedge or abs(due - given.value) <= allowed:
            continue
        yield _product(
            "percent_amount_mismatch",
            (f"{grouped(share.percent)} procent av", f"{grouped(share.percent)} per cent of"),
            base,
            due,
            given,
            (facts.document.span(*share.percent_span), *spans_of(facts, (share.base, share.amount))),
        )


@checks.register("rate", order=32)
def rate_times_count(facts: Facts) -> Iterator[Finding]:
    """A rate times a count that does not give the total beside it."""
    for fact in facts.rates:
        rate, total = facts.record_amounts[fact.rate], facts.record_amounts[fact.total]
        due = rate.value * fact.count
        allowed = (rate.high - rate.low) / 2 * fact.count + (total.high - total.low) / 2
        if rate.hedge or total.hedge or abs(due - total.value) <= allowed:
            continue
        yield _product(
            "rate_times_count",
            (f"{grouped(fact.count)} ×", f"{grouped(fact.count)} ×"),
            rate,
            due,
            total,
            (
                *spans_of(facts, (fact.rate,)),
                facts.document.span(*fact.count_span),
                *spans_of(facts, (fact.total,)),
            ),
        )


def _product(
    code: str, times: tuple[str, str], of: Amount, due: Decimal, given: Amount, spans: tuple[Span, ...]
) -> Finding:
    """That so much of an amount, said in both languages, is not the amount given."""
    base, right, wrong = (
        money(of.value, of.currency),
        money(plain(due), of.currency),
        money(given.value, given.currency),
    )
    return Finding(
        code=code,
        severity="error",
        message=f"{times[0]} {base} är {right}, men {wrong} anges.",
        message_en=f"{times[1]} {base} is {right}, but {wrong} is given.",
        stated=given.value,
        computed=plain(due),
        difference=plain(given.value - due),
        spans=spans,
    )


@checks.register("gloss", order=33)
def gloss(facts: Facts) -> Iterator[Finding]:
    """An amount whose words in brackets say another sum than its digits."""
    for amount, record in zip(facts.amounts, facts.record_amounts, strict=True):
        said = amount.mention.gloss
        if said is not None and not amount.mention.low <= said <= amount.mention.high:
            yield Finding(
                code="gloss_mismatch",
                severity="error",
                message=f"Siffrorna anger {money(record.value)}, orden {money(said)}.",
                message_en=f"The figures say {money(record.value)}, the words {money(said)}.",
                stated=record.value,
                computed=plain(said),
                difference=plain(record.value - said),
                spans=(record.span,),
            )
