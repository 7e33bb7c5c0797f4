"""VAT told by itself: `552 000 kr exklusive moms. Momsen är 138 000 kr. Med moms blir det 690 000 kr.`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from swedoc.arithmetic import ZERO, conceivable
from swedoc.facts import PartFact, SplitFact
from swedoc.lexicon import pattern
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack

_NEAR = 1
"""How many sentences around the one with the VAT the other two sums may stand."""
_LONGEST = 60
_RATES = (Decimal(25), Decimal(12), Decimal(6))
_VAT_BEFORE = pattern(
    r"""(?<! (?:exkl|inkl)\.[ ] | sive[ ] | utan[ ] | med[ ] ) \b (?:moms|mervärdesskatt) (?:en|beloppet)?+ \b
      (?: [ ] (?: är | blir | utgör | uppgår[ ]till | på | om | med ) ){0,2}+ :?+ [ ]?+ $""",
    ignore_case=True,
    name="VAT right before its sum",
)


def vat_splits(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[SplitFact]:
    """A sum without VAT and its VAT as the parts of the sum with VAT, where each is told just once.

    `splits` are those that the text makes of its sums already.
    """
    if len(scope.vat) < 2:
        return
    text = scope.reading.text
    for clause in scope.clauses:
        yield from _both_ways(scope, clause)
        for tax in clause.elements:
            low = max(clause.sentence.start, tax.money.start - _LONGEST)
            if tax.money.per or tax.money.vat or not _VAT_BEFORE.search(text, low, tax.money.start):
                continue
            near = scope.clauses[max(0, clause.index - _NEAR) : clause.index + _NEAR + 1]
            others = [e for c in near for e in c.elements if e is not tax and not e.money.per]
            without, whole = (_only(others, vat) for vat in ("excl", "incl"))
            if without is None or whole is None or any(split.total == whole.amount for split in splits):
                continue
            if not _refers_back(scope, whole):
                continue
            parts = tuple(
                PartFact(key, e.money.value, slack(e.money), e.amount)
                for key, e in (("exklusive moms", without), ("moms", tax))
            )
            yield SplitFact("item", parts, whole.amount, "vat", "plain", exhaustive=True)


def _both_ways(scope: Scope, clause: Clause) -> Iterator[SplitFact]:
    """`1 264 000 kr exklusive moms, alltså 1 560 000 kr inklusive 25 % moms`, where they do not agree."""
    told = [e for e in clause.elements if e.money.vat]
    rates = [p.value for p in clause.percents if p.value in _RATES]
    if [e.money.vat for e in told] != ["excl", "incl"] or len(rates) != 1 or None in rates:
        return
    without, whole = told
    gap = scope.reading.text[without.money.end : whole.money.start]
    if "compared" in whole.before or len(gap) > _LONGEST or "." in gap.rstrip(" .").replace("exkl.", ""):
        return
    tax = without.money.value * (rates[0] or ZERO) / 100
    own = PartFact("exklusive moms", without.money.value, slack(without.money), without.amount)
    added = PartFact("moms", tax, slack(without.money), derived="percent")
    made = without.money.value + tax
    allowed = max(Decimal(1), 2 * max(slack(without.money), slack(whole.money)))
    if abs(made - whole.money.value) > allowed and conceivable(whole.money.value, made):
        yield SplitFact("item", (own, added), whole.amount, "vat", "plain", exhaustive=True)


def _refers_back(scope: Scope, whole: Element) -> bool:
    """Whether a sum with VAT is said of the price before it: `Priset inklusive moms är A`, `totalt A`."""
    said = scope.reading.document.lower[whole.start : whole.money.start]
    return "moms" in said or is_total(whole) or bool(whole.before & {"equals", "new_sum"})


def _only(elements: Sequence[Element], vat: str) -> Element | None:
    """The one amount that is said to be with VAT, or without."""
    found = [e for e in elements if e.money.vat == vat]
    return found[0] if len(found) == 1 else None
