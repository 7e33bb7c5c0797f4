"""Item series: amounts each said of their own party or purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from swedoc.facts import PartFact, RateFact
from swedoc.lexicon import pattern
from swedoc.records import Derived
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.label import is_party, label, name_between
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, part, whole_before

_ASIDE = 90
"""How many characters before a sum a bracket may open that it is told in."""
_BRACKET = pattern(r"\( [^()\d]{0,20}? \p{L}{3} [^()]{0,60}+ $", name="words in brackets before a sum")


def item_series(scope: Scope, rates: Sequence[RateFact]) -> Iterator[Series]:
    """Runs of amounts each said of a party or purpose, in one sentence or in one list."""
    products = {rate.total: rate for rate in rates}
    for clause in scope.clauses:
        if clause.has("together_with", "new_sum"):
            continue  # one of them is what the others make: an addition
        elements = [e for e in clause.told if not e.aside]
        if not all(e.money.per for e in elements):
            elements = [e for e in elements if not e.money.per]
        for statement in _statements(clause, elements):
            yield from _runs(scope, clause, statement)
        made = [e for e in elements if e.amount in products]
        if len(made) > 1:
            yield _products(scope, made, [products[e.amount] for e in made])
    yield from _listed(scope)
    yield from _parallel(scope)


def _products(scope: Scope, made: Sequence[Element], found: Sequence[RateFact]) -> Series:
    """What rates times counts come to, each named by what is counted: `46 bärbara datorer`."""
    series = as_items(scope, made, "products")
    text = scope.reading.text
    keys = [text[one.count_span[0] : scope.amounts[one.rate].mention.start] for one in found]
    named = [
        replace(p, key=" ".join(key.split()).rstrip(" àá")) for p, key in zip(series.parts, keys, strict=True)
    ]
    return replace(series, parts=tuple(named))


def _statements(clause: Clause, elements: Sequence[Element]) -> list[Sequence[Element]]:
    """The amounts of each statement of a sentence."""
    cut = clause.cut
    if cut is None:
        return [elements]
    return [[e for e in elements if e.money.start < cut], [e for e in elements if e.money.start > cut]]


def _runs(scope: Scope, clause: Clause, elements: Sequence[Element]) -> Iterator[Series]:
    """The amounts behind the first, or before the last, or all of the sentence."""
    if len(elements) < 2:
        if elements and clause.has("same"):
            yield from _items(scope, clause, elements, "items_in_sentence")
        return
    if not _begins_enumeration(clause, elements):
        yield from _items(scope, clause, elements[1:], "items_after_total")
    if is_total(elements[-1]):
        yield from _items(scope, clause, elements[:-1], "items_before_total", whole=True)
        for series in _items(scope, clause, elements, "items_in_sentence", whole=True):
            yield replace(series, loose=True)  # "A till lön samt bil och IT om sammanlagt B"
    elif not any(is_total(e) for e in elements[:-1]):
        yield from _items(scope, clause, elements[:-1], "items_before_total")
    if not any(is_total(e) for e in elements):
        yield from _items(scope, clause, elements, "items_in_sentence")


def _begins_enumeration(clause: Clause, elements: Sequence[Element]) -> bool:
    """Whether the first amount is one of those that follow: `A bidrar med 18 mnkr, B med 9 mnkr …`."""
    first, second = elements[:2]
    between = {c.kind for c in clause.cues if first.money.end <= c.start < second.money.start}
    return "pays" in first.before and not between & {"distribute", "equals", "of_which", "open_list"}


def _items(
    scope: Scope, clause: Clause, run: Sequence[Element], rule: str, *, whole: bool = False
) -> Iterator[Series]:
    run = _outside(scope, clause, [e for e in run if whole or not is_total(e)])
    if not run or len({e.money.currency for e in run}) > 1 or _ranges(scope, run):
        return
    if len({e.per for e in run if e.per}) > 1:
        return  # "1 816 600 kr/år eller 151 383 kr/mån"
    keys = [key for e in run for key in e.keys]
    if keys and len(set(keys)) == len(keys) and len(run) > 1 and all(e.keys for e in run):
        return  # told apart by years: a year series
    of_which = None
    run = list(run)
    if "of_which" in run[0].before:
        of_which = whole_before(scope, clause, clause.elements.index(run[0]))
    series = as_items(scope, run, rule, of_which)
    untold = _same(scope, clause, run) or _rest(scope, clause, run)
    if untold is not None:
        remains: Derived | None = "remainder" if untold.derived == "remainder" else None
        series = replace(series, parts=(*series.parts, untold), derived=remains)
    if len(series.parts) > 1 or of_which is not None:
        yield series


def _outside(scope: Scope, clause: Clause, run: Sequence[Element]) -> list[Element]:
    """The amounts of a run but for those told in brackets, unless all are: `5 mnkr (av fondens 48 mnkr)`."""
    text, start = scope.reading.text, clause.sentence.start
    told = [_BRACKET.search(text, max(start, e.money.start - _ASIDE), e.money.start) for e in run]
    return list(run) if all(told) else [e for e, aside in zip(run, told, strict=True) if not aside]


def _ranges(scope: Scope, run: Sequence[Element]) -> bool:
    """Whether two of the amounts are the ends of a range or a change: `från A till B`."""
    text = scope.reading.text
    return any(text[one.money.end : other.money.start].split() == ["till"] for one, other in pairwise(run))


def _same(scope: Scope, clause: Clause, run: Sequence[Element]) -> PartFact | None:
    """`A bidrar med 225 000 kronor och B med lika mycket`: a part without a figure of its own."""
    last = run[-1]
    if clause.elements[-1] is not last or clause.years:
        return None
    cue = next((c for c in clause.cues if c.kind == "same" and c.start >= last.money.end), None)
    if cue is None or clause.has("total"):
        return None
    name = name_between(scope.reading.text, last.money.end, cue.start, cue.end, clause.sentence.end)
    return part(name, last.money, last.amount, derived="same")


def _rest(scope: Scope, clause: Clause, run: Sequence[Element]) -> PartFact | None:
    """`varav 1 400 tkr till nya platser och återstoden till stöd`: what is left has no figure of its own."""
    last = run[-1]
    if clause.elements[-1] is not last or is_total(last):
        return None
    cue = next((c for c in clause.cues if c.kind == "remainder" and c.start >= last.money.end), None)
    if cue is None:
        return None
    name = name_between(scope.reading.text, cue.end, cue.end, cue.end, clause.sentence.end)
    return PartFact(name, None, derived="remainder") if name else None


def as_items(scope: Scope, run: Sequence[Element], rule: str, of_which: int | None = None) -> Series:
    """A series of one part for each amount, named by the words beside it."""
    known = scope.named
    for e in run:
        if e.amount not in known:
            name = label(scope.reading.text, e)
            known[e.amount] = part(name, e.money, e.amount), is_party(name)
    parts = tuple(known[e.amount][0] for e in run)
    return Series(
        "party" if sum(known[e.amount][1] for e in run) * 2 > len(parts) else "item",
        parts,
        run[0].sentence,
        run[-1].sentence,
        frozenset(e.amount for e in run),
        rule,
        run[0].money.start,
        run[-1].money.end,
        of_which,
    )


def _listed(scope: Scope) -> Iterator[Series]:
    """Lines or list items with one amount each, one below the other."""
    run: list[Element] = []
    block = -1
    for clause in (*scope.clauses, None):
        element = _single(scope, clause)
        if clause is not None and element is not None:
            below = bool(run) and clause.sentence.block == block + 1 and _next_line(scope, run[-1], clause)
            if not run or below:
                run.append(element)
                block = clause.sentence.block
                continue
        if len(run) > 1:
            yield from _list(scope, run)
        run = [element] if element is not None else []
        block = clause.sentence.block if clause is not None else -1


def _next_line(scope: Scope, above: Element, clause: Clause) -> bool:
    """Whether a line goes on with the list of the one above: a full sentence is no first line of a list."""
    one = scope.clauses[above.sentence].sentence
    text = scope.reading.text
    full = one.item is None and text[one.end - 1] == "."
    return clause.index == above.sentence + 1 and not full


def _own_line(scope: Scope, clause: Clause) -> bool:
    """Whether a sentence is alone in its paragraph, as a line of a list is."""
    near = scope.clauses[max(0, clause.index - 1) : clause.index + 2]
    return sum(one.sentence.block == clause.sentence.block for one in near) == 1


def _parallel(scope: Scope) -> Iterator[Series]:
    """Sentences that begin alike: `780 000 kronor ska belasta … 220 000 kronor ska belasta …`."""
    run: list[Element] = []
    for clause in (*scope.clauses, None):
        opening = _opening(scope, clause)
        if opening is not None and (not run or _follows(scope, run[-1], opening)):
            run.append(opening)
            continue
        if len(run) > 1:
            yield as_items(scope, run, "parallel")
        run = [opening] if opening is not None else []


def _opening(scope: Scope, clause: Clause | None) -> Element | None:
    """The amount that a sentence begins with, if it holds no other."""
    if clause is None or len(clause.elements) != 1 or clause.sentence.item:
        return None
    element = clause.elements[0]
    return element if element.money.start == clause.sentence.start and not is_total(element) else None


def _follows(scope: Scope, one: Element, other: Element) -> bool:
    """Whether a sentence is the next and the same two words follow both amounts."""
    text = scope.reading.text
    return (
        other.sentence == one.sentence + 1
        and text[one.money.end : one.end].split()[:2] == text[other.money.end : other.end].split()[:2]
    )


def _list(scope: Scope, run: Sequence[Element]) -> Iterator[Series]:
    """The lines of a list; a last line that is nothing but an amount is by custom their sum."""
    yield as_items(scope, run, "list")
    last = run[-1]
    text = scope.reading.text
    bare = not any(c.isalnum() for c in text[last.start : last.money.start] + text[last.money.end : last.end])
    if bare and len(run) > 3:
        yield replace(as_items(scope, run[:-1], "list"), whole=last.amount)


def _single(scope: Scope, clause: Clause | None) -> Element | None:
    """The amount of a list item that neither is a total nor announces the list.

    What is told of it, in brackets or as a rate that makes it, is passed over: `60 platser à A, dvs B`.
    """
    told = _unbracketed(scope, clause) if clause is not None else []
    if len(told) == 2 and told[0].money.per and "equals" in told[1].before:
        told = told[1:]
    if clause is None or not told or is_total(told[0]):
        return None
    if len(told) > 1 and "of_which" not in told[1].before:
        return None
    if clause.sentence.item is None and not _own_line(scope, clause):
        return None
    if scope.reading.text[clause.sentence.end - 1] == ":":
        return None
    return told[0]


def _unbracketed(scope: Scope, clause: Clause) -> Sequence[Element]:
    """The amounts of a sentence but for those in brackets behind the first."""
    text, elements = scope.reading.text, clause.elements
    start = elements[0].money.end if elements else 0
    return [
        e
        for e in elements
        if e is elements[0] or text.count("(", start, e.money.start) == text.count(")", start, e.money.start)
    ]
