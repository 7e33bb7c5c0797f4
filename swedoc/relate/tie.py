"""How plainly the grammar ties an amount to parts as their total.

In the sentence of the parts, behind them, in the sentences before them, or farther off where the same
period is named or the parts are said to divide what was told before.
"""

from __future__ import annotations

from functools import partial

from swedoc.facts import Certainty
from swedoc.lexicon import pattern
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series

Tie = tuple[Certainty, int, str]
"""How plain it is, the rank of the tie (a higher one is closer) and the name of the rule."""

_OPENING = 30
"""How many characters into a sentence its opening words may reach."""
MANY = 8
"""From how many amounts on a sentence is a list, whose amounts are not told apart by their names."""
FAR = 12
"""How many sentences before its parts an amount may stand that they are said to divide."""
NEAR = 4
"""How many sentences before them a total may stand that parts without years begin by dividing."""
REACH = 2
"""How many sentences away a total may stand from its parts without naming their period."""

_SHARE = pattern(
    r"""\b \p{L}++ (?<=s) [ ] (?:egen|egna|årliga)?+ [ ]?+
        (?: del | andel | part | insats | medfinansiering ) \b""",
    name="one of several shares",
)


def tie(scope: Scope, series: Series, element: Element) -> Tie | None:
    """The tie of an amount to the parts of a series as their total; `None` if there is none."""
    total = is_total(element)
    clause = scope.clauses[element.sentence]
    if series.first <= element.sentence <= series.last:
        return _in_sentence(scope, series, element, clause, total)
    if series.last < element.sentence <= series.last + REACH:
        return _behind(scope, series, element, clause, total)
    if series.first - REACH <= element.sentence < series.first:
        return _ahead(scope, series, element, clause, total)
    return _afar(scope, series, element, total)


def divided_later(scope: Scope, series: Series, element: Element) -> Tie | None:
    """A sentence that divides something told before: `Statsbidraget fördelas …`, `Av beloppet avser …`.

    What is divided was named earlier, mostly by the same word; the sum tells whether it was this.
    """
    if not 0 < series.first - element.sentence <= FAR:
        return None
    again = _named_again(scope, series, element, scope.clauses[series.first])
    return again or ("open", 41, "divided_later")


def opens_division(scope: Scope, series: Series) -> bool:
    """Whether a sentence begins by dividing what was told before it."""
    clause = scope.clauses[series.first]
    text = scope.reading.text
    if text.startswith("Av ", clause.sentence.start):
        return True
    return any(c.kind == "distribute" and c.start < series.start for c in clause.cues)


def _in_sentence(scope: Scope, series: Series, element: Element, clause: Clause, total: bool) -> Tie | None:
    if clause.cut is not None and (element.money.start < clause.cut) != (series.start < clause.cut):
        return None
    before = element.money.start < series.start
    inside = series.start < element.money.start < series.end
    if total and not (before and series.rule == "years_nearby"):
        return "plain", 90, "total_in_sentence"
    if inside:
        return None
    low, high = (element.money.end, series.start) if before else (series.end, element.money.start)
    between = {c.kind for c in clause.cues if low <= c.start < high}
    text = scope.reading.text
    if before:
        gap = text[element.money.end : series.start]
        if between & {"distribute", "equals", "of_which"} or ":" in gap:
            return "plain", 85, "distributed"
        if clause.has("remainder") and element is clause.elements[0] and not _one_of_them(scope, clause):
            return "plain", 86, "divided"
        if "frame" in element.before or "open_list" in between:
            return "likely", 70, "frame_in_sentence"
        return "open", 40, "before_in_sentence"
    if "equals" in between or "equals" in element.before:
        return "plain", 85, "equals"
    return (
        ("likely", 60, "frame_in_sentence")
        if "frame" in element.before
        else ("open", 30, "behind_in_sentence")
    )


def _one_of_them(scope: Scope, clause: Clause) -> bool:
    """Whether all the amounts of a sentence come to what is stated elsewhere, so that the first is a part."""
    return sum(e.money.value for e in clause.told) in scope.stated


def _behind(scope: Scope, series: Series, element: Element, clause: Clause, total: bool) -> Tie | None:
    """A total in the sentence after: `Totalt för perioden: A`, `Summa A`, `Sammanlagt innebär det A`."""
    if _told_between(scope, series.last, element.sentence) or clause.elements[0] is not element:
        return None
    if clause.has("net"):
        return None  # what is left after deductions, not a sum
    alone = len(clause.elements) == 1
    share = any(percent.end <= element.money.start for percent in clause.percents)
    says = total or (element.before & {"equals", "new_sum"} and not share)
    if says and alone and _refers_back(scope, series, clause):
        return "plain", 80 - (element.sentence - series.last), "total_behind"
    return "open", 20, "near"


def _told_between(scope: Scope, first: int, second: int) -> bool:
    """Whether other sums than those of years gone by, or than shares of the same, stand between."""
    return any(
        scope.amounts[e.amount].status != "history" and "compared" not in e.before
        for clause in scope.clauses[first + 1 : second]
        if not clause.shares_out or _of_a_share(scope, second)
        for e in clause.elements
    )


def _of_a_share(scope: Scope, at: int) -> bool:
    """Whether a sentence goes on about one of those shares: `Kommunens del fördelas med …`."""
    sentence = scope.clauses[at].sentence
    return bool(_SHARE.search(scope.reading.text, sentence.start, min(sentence.start + 60, sentence.end)))


def _refers_back(scope: Scope, series: Series, clause: Clause) -> bool:
    """Whether a sentence with a total speaks of the sums before it, not of something else.

    `Totalt blir det A`, `För hela perioden A`, or a sentence that names the same thing again.
    """
    opening = clause.sentence.start + _OPENING
    if any(c.kind in ("total", "equals", "new_sum", "lasts") and c.start < opening for c in clause.cues):
        return True
    if clause.has("the_sum"):
        return True  # of what was just told
    if set(series.keys) & {key for years in clause.years for key in years.keys}:
        return True
    parts = scope.clauses[max(0, series.first - 1) : series.last + 1]
    return any(scope.purposes.same(clause.index, one.index) for one in parts)


def _ahead(scope: Scope, series: Series, element: Element, clause: Clause, total: bool) -> Tie | None:
    """A total in the sentence before: `Projektets totalbudget är A. Regionen står för …`."""
    if _told_between(scope, element.sentence, series.first):
        return _afar(scope, series, element, total)
    distance = series.first - element.sentence
    opening = scope.clauses[series.first]
    others = [e for e in clause.told[:MANY] if e is not element]
    few = [] if total or len(others) > MANY - 2 else [element, *others]
    named = [e for e in few if _named_again(scope, series, e, opening)]
    if named and named[0] is not element:
        return None
    if clause.shares_out and series.kind == "year" and not _of_a_share(scope, series.first):
        return _named_again(scope, series, element, opening)
    if clause.told and clause.told[-1].money.start > element.money.start:
        again = _named_again(scope, series, element, opening)
        if again or not opening.has("distribute"):
            return again
        first: Certainty = "plain" if element is clause.elements[0] else "likely"
        return (first, 60, "total_ahead") if total else ("open", 42, "one_of_several")
    if total and opening.has("same") and opening.has("total") and not any(map(is_total, opening.elements)):
        return "plain", 80, "same_total"  # "det vill säga lika mycket totalt"
    ends = opening.has("remainder")
    if any(c.kind == "open_list" and c.start < series.start for c in opening.cues) and not ends:
        return "likely", 65 - distance, "part_of"
    if series.rule == "parallel" and distance == 1:
        return "plain", 70, "parallel_ahead"
    if distance == 1 and announces(scope, clause, element):
        return "plain", 86, "announced"
    above = scope.clauses[element.sentence + 1 : series.first]
    introduced = opening.has("distribute") or any(map(partial(_leads, scope), (clause, *above)))
    if any(set(years.keys) < set(element.keys) for one in above for years in one.years):
        return None  # "Under 2023 och 2024 betalas följande ut:", of a total for three years
    covers = series.kind == "year" and _covers(element, series, listed=introduced)
    frame = "frame" in element.cues
    if introduced or (series.rule == "list" and total):
        signs = introduced + total + covers + frame + (series.rule == "list") + ends
        return "plain" if signs > 1 else "likely", 78 - distance, "total_ahead"
    if total or covers:
        return "plain" if total + covers + ends > 1 else "likely", 65 - distance, "total_ahead"
    return ("open", 45 - distance, "frame_ahead") if frame else ("open", 20 - distance, "near")


def _leads(scope: Scope, clause: Clause) -> bool:
    """Whether a sentence leads to what follows: it ends with a colon."""
    return scope.reading.text[clause.sentence.end - 1 : clause.sentence.end] == ":"


def _covers(element: Element, series: Series, *, listed: bool) -> bool:
    """Whether an amount is said of just the years of the parts, or of more than a list of them names."""
    own, keys = set(element.keys), set(series.keys)
    return own == keys or (listed and keys < own and len(keys) > 1)


def announces(scope: Scope, clause: Clause, element: Element) -> bool:
    """Whether a sentence ends by dividing its last amount: `anvisas totalt A, fördelat på`, then a list."""
    last = max((c.end for c in clause.cues if c.kind == "distribute"), default=-1)
    words = scope.reading.text[last : clause.sentence.end] if last >= element.money.end else ""
    return last >= element.money.end and len(words.split()) < 4


def _opens_distribution(scope: Scope, series: Series) -> bool:
    """Whether the sentence of the parts begins by dividing something: `Finansieringen består av …`."""
    clause = scope.clauses[series.first]
    opening = clause.sentence.start + _OPENING
    return any(c.kind == "distribute" and c.start < opening for c in clause.cues)


def _named_again(scope: Scope, series: Series, element: Element, opening: Clause) -> Tie | None:
    """`… medfinansieringen är A, totalt C. Medfinansieringen består av …`: the parts are of A."""
    own = scope.purposes.between(element.start, element.end)
    again = scope.purposes.between(opening.sentence.start, series.start)
    return None if own.isdisjoint(again) else ("open", 79, "named_again")


def _afar(scope: Scope, series: Series, element: Element, total: bool) -> Tie | None:
    """A total elsewhere in the memo: only if it names the same period and speaks of the same thing."""
    if series.kind != "year":
        near = element.sentence < series.first <= element.sentence + NEAR
        return ("likely", 50, "financed") if total and near and _opens_distribution(scope, series) else None
    if not total and len(element.keys) < 2:
        return None
    if element.keys and set(element.keys) != set(series.keys):
        return None
    alike = scope.purposes.same(element.sentence, series.first)
    if not alike and not (total and len(element.keys) > 1 and _only_of_years(scope, series, element)):
        return ("open", 41, "same_years") if len(element.keys) > 2 else None
    if not element.keys:
        return "open", 15, "same_purpose"
    proposed = all(
        scope.amounts[at].status in ("proposed", "decided") for at in (element.amount, *series.amounts)
    )
    plain = len(element.keys) > 1 and (total or proposed)
    return "plain" if plain else "likely", 35, "same_period"


def _only_of_years(scope: Scope, series: Series, element: Element) -> bool:
    """Whether no other amounts are said of these years, so that a total for them is of these parts."""
    own = {element.amount, *series.amounts}
    return all(at in own for key in series.keys for at in scope.said_of.get(key, ()))
