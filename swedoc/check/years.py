"""Years: a year outside the stated period, a number of years that does not fit the years named.

"Perioden anges till 2020–2022, men belopp anges för 2023." "Fyra år anges, men 2022–2024 är tre."
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.check import checks
from swedoc.check.wording import figures_of, spans_of
from swedoc.facts import Facts
from swedoc.records import Finding


@checks.register("years", order=20)
def years(facts: Facts) -> Iterator[Finding]:
    """Parts outside the stated period; with them, years of the period that have no part."""
    for index, (fact, split) in enumerate(zip(facts.splits, facts.record_splits, strict=True)):
        if not fact.period or fact.period_span is None:
            continue
        keys = [part.key for part in split.parts]
        outside = [key for key in keys if key not in fact.period]
        missing = [key for key in fact.period if key not in keys]
        if not outside or len(outside) == len(keys):
            continue
        spans = (facts.document.span(*fact.period_span), *spans_of(facts, figures_of(split)))
        said, named = _range(fact.period), ", ".join(outside)
        yield Finding(
            code="year_outside_period",
            severity="error",
            message=f"Perioden anges till {said}, men belopp anges också för {named}.",
            message_en=f"The period is given as {said}, but an amount is given for {named} too.",
            split=index,
            spans=spans,
        )
        if missing:
            gap = ", ".join(missing)
            yield Finding(
                code="missing_year",
                severity="error",
                message=f"Perioden anges till {said}, men inget belopp anges för {gap}.",
                message_en=f"The period is given as {said}, but no amount is given for {gap}.",
                split=index,
                spans=spans,
            )


@checks.register("period_count", order=21)
def period_count(facts: Facts) -> Iterator[Finding]:
    """A number of years beside a period of another length."""
    for period in facts.periods:
        if period.count != period.length:
            said = " ".join(facts.document.text[slice(*period.years)].split())
            spans = sorted((period.years, period.number))
            yield Finding(
                code="period_count_mismatch",
                severity="error",
                message=f"{period.count} år anges, men {said} är {period.length} år.",
                message_en=f"{period.count} years are stated, but {said} is {period.length} years.",
                spans=tuple(facts.document.span(*span) for span in spans),
            )


def _range(keys: tuple[str, ...]) -> str:
    if len(keys) > 2 and all(key.isdigit() for key in keys) and int(keys[-1]) - int(keys[0]) + 1 == len(keys):
        return f"{keys[0]}–{keys[-1]}"
    return ", ".join(keys)
