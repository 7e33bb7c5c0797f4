"""Sums told as a story: what was granted before, what is added now, what that makes.

`Tillsammans med den föreslagna insatsen på 800 000 kronor uppgår stödet till 1 900 000 kronor.`
`Ytterligare 3,5 mnkr begärs. Den nya ramen blir 21,5 mnkr.`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from swedoc.facts import PartFact
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.items import as_items
from swedoc.relate.label import label
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, part

REACH = 3
"""How many sentences before the sum its terms may begin."""


def added_series(scope: Scope) -> Iterator[Series]:
    """For each amount that says what something makes in all, the amounts told just before it."""
    for clause in scope.clauses:
        for element in clause.elements:
            yield from _net(scope, clause, element)
            yield from _changed(scope, clause, element)
            if element.money.per or not _is_sum(scope, element):
                continue
            terms = _terms_before(scope, element)
            runs = [terms[-size:] for size in range(2, min(len(terms), 4) + 1)]
            runs += [[one, terms[-1]] for one in terms[:-2]]  # something else may be told between
            for run in runs:
                if _tells_of_addition(scope, run, element):
                    yield _as_addition(scope, run, element)
            behind = [e for e in clause.elements if e.money.start > element.money.end]
            if len(behind) > 1 and clause.has("together_with"):
                yield _as_addition(scope, behind, element)


def _is_sum(scope: Scope, element: Element) -> bool:
    clause = scope.clauses[element.sentence]
    if "together_with" in element.before and element is not clause.elements[-1]:
        return False  # "Inräknat de A som redan betalats blir summan B": A is a term
    return not clause.has("net") and (is_total(element) or clause.has("new_sum", "together_with", "equals"))


def _terms_before(scope: Scope, element: Element) -> list[Element]:
    first = max(0, element.sentence - REACH)
    section = scope.clauses[element.sentence].sentence.section
    return [
        one
        for clause in scope.clauses[first : element.sentence + 1]
        if clause.sentence.section == section
        for one in clause.elements
        if one.money.start < element.money.start
        and one.money.currency == element.money.currency
        and one.money.per in (None, "år")
    ]


def _tells_of_addition(scope: Scope, run: Sequence[Element], element: Element) -> bool:
    """Whether a word says that one of the terms comes on top of the others."""
    keys = [key for one in run for key in one.keys]
    if len(set(keys)) == len(keys) and all(one.keys for one in run) and len({k[:4] for k in keys}) > 1:
        statuses = {scope.amounts[one.amount].status == "history" for one in run}
        if len(statuses) == 1:
            return False  # years apart: a year series
    between = range(run[0].sentence, element.sentence + 1)
    if any(scope.clauses[at].has("together_with", "additional") for at in between):
        return True
    earlier = scope.amounts[run[0].amount].status == "history"
    return earlier and scope.clauses[element.sentence].has("new_sum")


def _as_addition(scope: Scope, run: Sequence[Element], element: Element) -> Series:
    series = as_items(scope, run, "addition")
    text = scope.reading.text
    parts: list[PartFact] = []
    for one in run:
        times = len(one.keys) if one.each == "each" and one.keys else 1
        parts.append(part(label(text, one), one.money, one.amount, times, "per_year" if times > 1 else None))
    plain = _raised(scope, run, element) or _with_earlier(scope, run, element)
    return Series(
        "item", tuple(parts), series.first, series.last, series.amounts, "addition",
        series.start, series.end, whole=element.amount, loose=not plain,
    )  # fmt: skip


def _raised(scope: Scope, run: Sequence[Element], element: Element) -> bool:
    """`A. Ytterligare B begärs. Den nya ramen blir C.`"""
    added = all("additional" in one.cues for one in run[1:])
    return added and scope.clauses[element.sentence].has("new_sum")


def _with_earlier(scope: Scope, run: Sequence[Element], element: Element) -> bool:
    """`Klubben har tidigare fått A. Tillsammans med de B som nu föreslås blir det sammanlagt C.`"""
    if len(run) != 2 or run[0].sentence == element.sentence:
        return False
    earlier, own = scope.clauses[run[0].sentence], scope.clauses[element.sentence]
    between = scope.clauses[run[0].sentence + 1 : min(run[1].sentence, element.sentence)]
    together = "together_with" in (run[1].before if len(own.elements) == 2 else element.before)
    return (
        together
        and len(earlier.elements) == 1
        and len(own.elements) == (2 if run[1].sentence == element.sentence else 1)
        and not any(clause.elements for clause in between)
        and [scope.amounts[one.amount].status == "history" for one in run] == [True, False]
    )


def _net(scope: Scope, clause: Clause, element: Element) -> Iterator[Series]:
    """`Bruttokostnaden är A. Statsbidraget är B, vilket ger en nettokostnad på C`: C is A less B."""
    if "net" not in element.before:
        return
    others = [e for e in clause.elements if e is not element]
    if clause.elements[0] is element and len(others) == 2:
        terms = others  # "Nettokostnaden blir C, eftersom kostnaden på A minskas med B i statsbidrag"
    else:
        terms = _terms_before(scope, element)[-2:]
    if len(terms) == 2 and ("gross" in terms[0].cues or "income" in terms[1].cues):
        yield _less(scope, terms, element)


def _changed(scope: Scope, clause: Clause, element: Element) -> Iterator[Series]:
    """`Ramen är A. Den höjs med B till C`, `ökas från A till B, det vill säga med C`."""
    if not clause.has("raised"):
        return
    text = scope.reading.text
    at = clause.elements.index(element)
    if at == 1 and text[clause.elements[0].money.end : element.money.start].split()[:1] == ["till"]:
        above = scope.clauses[clause.index - 1].elements if clause.index else ()
        if (
            len(above) == 1
            and not above[0].money.per
            and "med" in text[: clause.elements[0].money.start][-12:]
        ):
            yield _sum(scope, (above[0], clause.elements[0]), element)
    if at == 2 and text[clause.elements[1].money.end : element.money.start].split() == ["till"]:
        yield _sum(scope, clause.elements[:2], element)
    if at == 2 and "equals" in element.before:
        one, other = clause.elements[:2]
        if text[one.money.end : other.money.start].split() == ["till"]:
            yield _less(scope, (other, one), element)


def _sum(scope: Scope, run: Sequence[Element], element: Element) -> Series:
    return replace(_as_addition(scope, run, element), loose=False)


def _less(scope: Scope, run: Sequence[Element], element: Element) -> Series:
    """The first of two amounts less the second."""
    series = _sum(scope, run, element)
    first, second = series.parts
    return replace(series, parts=(first, replace(second, value=-second.value if second.value else None)))
