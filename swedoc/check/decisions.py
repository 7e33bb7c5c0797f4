"""The body against the decision: two totals for the same thing.

"I ärendet anges 450 000 kr, i beslutet 405 000 kr."
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.arithmetic import transposed
from swedoc.check import checks
from swedoc.check.wording import money, spans_of
from swedoc.facts import Conflict, Facts
from swedoc.records import Finding, Severity

_THOUSAND = 1000


@checks.register("conflicts", order=40)
def conflicting(facts: Facts) -> Iterator[Finding]:
    """Totals for the same purpose and period that differ."""
    for conflict in facts.conflicts:
        code = "body_decision_mismatch" if conflict.kind == "body_decision" else "conflicting_totals"
        severity: Severity = "error" if conflict.certainty == "plain" else "warning"
        one, other = facts.record_amounts[conflict.one], facts.record_amounts[conflict.other]
        a, b = money(one.value, one.currency), money(other.value, other.currency)
        yield _finding(
            facts, conflict, code, severity,
            f"För samma ändamål anges {a} på ett ställe och {b} på ett annat.",
            f"For the same purpose {a} is given in one place and {b} in another.",
        )  # fmt: skip
        if transposed(one.value, other.value):
            yield _finding(
                facts, conflict, "digit_transposition", severity,
                f"{a} och {b} har samma siffror i olika ordning.",
                f"{a} and {b} have the same digits in different order.",
            )  # fmt: skip
        if abs(one.value) in (abs(other.value) * _THOUSAND, abs(other.value) / _THOUSAND):
            yield _finding(
                facts, conflict, "unit_factor_1000", severity,
                f"{a} och {b} skiljer sig med en faktor 1 000: enheten kan vara fel.",
                f"{a} and {b} differ by a factor of 1,000: the unit may be wrong.",
            )  # fmt: skip


def _finding(facts: Facts, conflict: Conflict, code: str, severity: Severity, sv: str, en: str) -> Finding:
    one, other = facts.record_amounts[conflict.one], facts.record_amounts[conflict.other]
    return Finding(
        code=code,
        severity=severity,
        message=sv,
        message_en=en,
        stated=other.value,
        computed=one.value,
        difference=other.value - one.value,
        split=conflict.split,
        spans=spans_of(facts, (conflict.one, conflict.other)),
    )
