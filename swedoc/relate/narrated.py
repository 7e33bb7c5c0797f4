"""Parts told one sentence after another, and the sum that the paragraph has for them.

`Spåret får 2 650 000 kronor. Kraft föreslås få 1 900 000 kronor. Insatserna får således ihop 4 550 000
kronor.` `Avkastningen blev 182 600 kronor. En tiondel, 18 260 kronor, läggs till kapitalet. Återstår
164 340 kronor.` No grammar ties the parts to the sum, so that only the figures can: the reading is made
where the amounts right before or right behind a sum come to it exactly, or but for a slip that no
chance explains: one digit of many, or a thousandfold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, takewhile

from swedoc.arithmetic import TELLING, THOUSAND, one_digit_off
from swedoc.lexicon import pattern
from swedoc.relate.clause import Element, is_total
from swedoc.relate.items import as_items
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series

_REACH = 6
"""How many sentences away from the sum its parts may begin or end."""
_MOST = 12
"""How many parts a sum may have."""
_FEW = 2
"""How many parts need a word that says what they come to; more of them speak for themselves."""
_NEAREST = 4
"""How many amounts before a sum are tried in every combination as a thousandfold of it."""
_BLANK = pattern(r"\n[ \t]*+\n", name="blank line between paragraphs")
_MADE = frozenset(("new_sum", "equals", "the_sum", "net"))
_LEFT = frozenset(("remainder", "new_sum", "equals", "net"))


def narrated_series(scope: Scope) -> Iterator[Series]:
    """For each amount, those of its paragraph right before or behind it that make it exactly."""
    for paragraph in _paragraphs(scope):
        for at, whole in enumerate(paragraph):
            above = _reach(paragraph[max(0, at - _MOST) : at][::-1], whole)
            before = _made_by(above, whole)[::-1]
            behind = _made_by(_reach(paragraph[at + 1 : at + 1 + _MOST], whole), whole)
            said = is_total(whole) or bool(whole.before & _MADE)
            if before and (len(before) > _FEW or said):
                yield from _series(scope, before, whole)
            elif behind and (len(behind) > _FEW or behind[-1].before & _LEFT):
                yield from _series(scope, behind, whole)
            elif said and _is_now(scope, whole) and (slipped := _slipped(above, whole)[::-1]):
                yield from _series(scope, slipped, whole, sure=True)


def _series(scope: Scope, run: Sequence[Element], whole: Element, *, sure: bool = False) -> Iterator[Series]:
    """The parts, if not all in one sentence with their sum: the grammar of one sentence says more."""
    if len({one.sentence for one in (*run, whole)}) > 1:
        yield replace(as_items(scope, run, "narrated"), whole=whole.amount, loose=not sure)


def _is_now(scope: Scope, whole: Element) -> bool:
    """Whether a sum is of what is proposed, not of what was asked for or is gone by."""
    return scope.amounts[whole.amount].status not in ("applied", "history")


def _paragraphs(scope: Scope) -> Iterator[list[Element]]:
    """The amounts of each paragraph of running text that may be sums or parts of sums."""
    found: list[Element] = []
    above = None
    for clause in scope.clauses:
        if above is not None and _BLANK.search(
            scope.reading.text, above.sentence.start, clause.sentence.start
        ):
            yield found
            found = []
        found += [one for one in clause.told if _may_be_part(scope, one)]
        above = clause
    yield found


def _may_be_part(scope: Scope, one: Element) -> bool:
    """Whether an amount is a sum, not the price of one thing, and is not shut out."""
    if one.aside or one.money.per not in (None, "år"):
        return False
    return scope.amounts[one.amount].status not in ("excluded", "alternative")


def _reach(terms: Sequence[Element], whole: Element) -> list[Element]:
    """The amounts of a run, from its beginning on, that may be parts of a sum: near it, of its currency."""
    near = takewhile(
        lambda one: (
            abs(one.sentence - whole.sentence) <= _REACH
            and one.money.currency == whole.money.currency
            and one.money.value > 0
        ),
        terms,
    )
    return list(near)


def _made_by(terms: Sequence[Element], whole: Element) -> list[Element]:
    """The fewest amounts of a run, from its beginning on, that come to a sum exactly; none if they do not."""
    for size, added in enumerate(accumulate(one.money.value for one in terms), 1):
        if size > 1 and added == whole.money.value:
            return list(terms[:size])
    return []


def _slipped(terms: Sequence[Element], whole: Element) -> list[Element]:
    """The amounts that come to a sum but for a slip: some of the nearest, or all from the beginning on."""
    stated = whole.money.value
    for size in range(_FEW, _NEAREST + 1):
        for some in combinations(terms[:_NEAREST], size):
            if sum(one.money.value for one in some) == stated * THOUSAND:
                return list(some)
    for size, added in enumerate(accumulate(one.money.value for one in terms), 1):
        all_told = size == len(terms) < _MOST and is_total(
            whole
        )  # nothing else is told in the paragraph before
        if size > _FEW and one_digit_off(stated, added, telling=TELLING - all_told):
            return list(terms[:size])
    return []
