"""VAT told by itself: `552 000 kr exklusive moms. Momsen är 138 000 kr. Med moms blir det 690 000 kr.`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swedoc.facts import PartFact, SplitFact
from swedoc.lexicon import pattern
from swedoc.relate.clause import Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack

_NEAR = 1
"""How many sentences around the one with the VAT the other two sums may stand."""
_LONGEST = 60
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


def _refers_back(scope: Scope, whole: Element) -> bool:
    """Whether a sum with VAT is said of the price before it: `Priset inklusive moms är A`, `totalt A`."""
    said = scope.reading.document.lower[whole.start : whole.money.start]
    return "moms" in said or is_total(whole) or bool(whole.before & {"equals", "new_sum"})


def _only(elements: Sequence[Element], vat: str) -> Element | None:
    """The one amount that is said to be with VAT, or without."""
    found = [e for e in elements if e.money.vat == vat]
    return found[0] if len(found) == 1 else None
