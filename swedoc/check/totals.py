"""Stated totals against the sum of their parts.

"Delbeloppen summerar till 800 000 kr, men totalen anges till 900 000 kr." An explanation is looked
for first: a factor of a thousand is a unit slip, the same digits in another order a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from swedoc.arithmetic import ZERO, grouped, transposed
from swedoc.check import checks
from swedoc.check.wording import currency_of, figures_of, money, spans_of
from swedoc.facts import Facts, SplitFact
from swedoc.records import Finding, Severity, Split

_THOUSAND = Decimal(1000)


@checks.register("totals", order=10)
def totals(facts: Facts) -> Iterator[Finding]:
    """Each split that contradicts its total, with the likeliest cause."""
    for index, (fact, split) in enumerate(zip(facts.splits, facts.record_splits, strict=True)):
        if split.consistent is False and split.total is not None and split.sum is not None:
            yield from _mismatch(facts, fact, split, index)
        elif split.consistent and split.difference:
            yield _finding(
                facts, split, index, "rounding_difference", "info",
                "Skillnaden på {difference} ryms i avrundningen av talen.",
                "The difference of {difference} is within the rounding of the figures.",
            )  # fmt: skip
        elif split.consistent is None and split.difference and split.difference > 0:
            yield _finding(
                facts, split, index, "unexplained_remainder", "info",
                "Delbeloppen summerar till {sum} av totalt {total}; {difference} redovisas inte.",
                "The parts come to {sum} out of {total}; {difference} is not accounted for.",
            )  # fmt: skip


def _mismatch(facts: Facts, fact: SplitFact, split: Split, index: int) -> Iterator[Finding]:
    severity: Severity = "error" if fact.certainty == "plain" or _slip(split) else "warning"
    sv = "Delbeloppen summerar till {sum}, men totalen anges till {total}."
    en = "The parts come to {sum}, but the total is given as {total}."
    code = {"row": "table_row_sum", "column": "table_column_sum"}.get(fact.axis or "", "sum_mismatch")
    missing = _missing_years(fact, split)
    if _unit_slip(split):
        code = "unit_factor_1000"
        sv += " De skiljer sig med en faktor 1 000: enheten kan vara fel."
        en += " They differ by a factor of 1,000: the unit may be wrong."
    elif (part := _slipped_part(split)) is not None:
        code = "unit_factor_1000"
        sv += f" Med en annan enhet för {part} går det jämnt ut."
        en += f" With another unit for {part} it comes out."
    elif missing and code == "sum_mismatch":
        code = "missing_year"
        sv += f" För {', '.join(missing)} anges inget belopp."
        en += f" No amount is given for {', '.join(missing)}."
    yield _finding(facts, split, index, code, severity, sv, en)
    if _transposed(split):
        yield _finding(
            facts, split, index, "digit_transposition", severity,
            "Totalen {total} har samma siffror som summan {sum} i annan ordning.",
            "The total {total} has the same digits as the sum {sum} in another order.",
        )  # fmt: skip


def _missing_years(fact: SplitFact, split: Split) -> list[str]:
    """Years of the stated period without a part, where less than the whole is accounted for."""
    if split.kind != "year" or split.difference is None or split.difference < 0:
        return []
    keys = {part.key for part in split.parts}
    return [year for year in fact.period if year not in keys]


def _slip(split: Split) -> bool:
    return _unit_slip(split) or _transposed(split) or _slipped_part(split) is not None


def _unit_slip(split: Split) -> bool:
    if split.total is None or not split.sum or not split.total.value:
        return False
    return split.sum / split.total.value in (_THOUSAND, 1 / _THOUSAND)


def _slipped_part(split: Split) -> str | None:
    """The figure that makes the total if its unit is a thousand times larger, or smaller."""
    assert split.difference is not None
    for part in split.parts:
        slips = (part.value * (_THOUSAND - 1), -part.value * (1 - 1 / _THOUSAND)) if part.value else ()
        if split.difference in slips:
            return grouped(part.value or ZERO)
    return None


def _transposed(split: Split) -> bool:
    return split.total is not None and split.sum is not None and transposed(split.total.value, split.sum)


def _finding(
    facts: Facts, split: Split, index: int, code: str, severity: Severity, sv: str, en: str
) -> Finding:
    currency = currency_of(facts, split)
    assert split.total is not None
    assert split.sum is not None
    assert split.difference is not None
    words = {
        "sum": money(split.sum, currency),
        "total": money(split.total.value, currency),
        "difference": money(abs(split.difference), currency),
    }
    return Finding(
        code=code,
        severity=severity,
        message=sv.format(**words),
        message_en=en.format(**words),
        stated=split.total.value,
        computed=split.sum,
        difference=split.difference,
        split=index,
        spans=spans_of(facts, figures_of(split)),
    )
