"""Which stated amount a series of parts is said to make.

Candidates are ranked by how plainly the grammar ties them to the parts: the same sentence before
the next, a word like "totalt" before none, the same period before another. Where several are
possible the one that adds up is meant; where the grammar is plain it stands even if it does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from swedoc.arithmetic import Figure, agrees
from swedoc.facts import Certainty
from swedoc.lexicon import pattern
from swedoc.relate.clause import Clause, Element
from swedoc.relate.purpose import same_purpose, stems
from swedoc.relate.scope import Scope
from swedoc.relate.series import Series, is_total, slack

_OPENING = 30
"""How many characters into a sentence its opening words may reach."""
SURE_EXCESS = 60
"""The rank from which parts that exceed a likely total contradict it."""
FAR = 12
"""How many sentences before its parts an amount may stand that they are said to divide."""
REACH = 2
"""How many sentences away a total may stand from its parts without naming their period."""


_SHARE = pattern(
    r"""\b \p{L}++ (?<=s) [ ] (?:egen|egna|årliga)?+ [ ]?+
        (?: del | andel | part | insats | medfinansiering ) \b""",
    name="one of several shares",
)
_VAT = tuple(Decimal(rate) for rate in ("1.25", "1.12", "1.06", "0.8"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount that may be the total of a series; a higher `rank` is a closer tie."""

    amount: int
    value: Decimal
    certainty: Certainty
    rank: int
    rule: str


def candidates(scope: Scope, series: Series) -> list[Candidate]:
    """The amounts that may be the total of a series, closest tie first."""
    found = [c for c in (_candidate(scope, series, at) for at in range(len(scope.amounts))) if c is not None]
    return sorted(found, key=lambda c: (-c.rank, abs(scope.amounts[c.amount].mention.start - series.start)))


def adds_up(scope: Scope, series: Series, candidate: Candidate) -> bool:
    """Whether parts and total agree within their notation."""
    if series.derived is not None:
        return series.sum <= candidate.value
    figures = [Figure(p.value, p.slack) for p in series.parts if p.value is not None]
    mention = scope.amounts[candidate.amount].mention
    whole = Figure(candidate.value, slack(mention))
    return agrees(figures, whole, hedged=mention.hedge is not None)


def apart_by_vat(scope: Scope, series: Series, candidate: Candidate) -> bool:
    """Whether total and parts differ by VAT alone, so that one is with it and the other without."""
    clauses = scope.clauses[
        min(series.first, scope.amounts[candidate.amount].sentence) : series.last + REACH + 1
    ]
    text = scope.reading.text[clauses[0].sentence.start : clauses[-1].sentence.end].lower()
    return "moms" in text and any(series.sum * rate == candidate.value for rate in _VAT)


def _candidate(scope: Scope, series: Series, at: int) -> Candidate | None:
    element = scope.elements.get(at)
    if element is None or at in series.amounts:
        return None
    amount, parts = scope.amounts[at], [scope.amounts[i] for i in series.amounts]
    if any(amount.matter != p.matter or amount.mention.currency != p.mention.currency for p in parts):
        return None
    statuses: list[str] = [p.status for p in parts]
    if series.whole != at and _other_status(amount.status, statuses, element, series):
        return None
    if _other_kind(scope, series, element):
        return None
    if series.whole is not None and series.whole != at:
        return None
    said: tuple[Certainty, int, str] = ("plain", 100, "said_of_it")
    tie = said if at in (series.whole, series.of_which) else _tie(scope, series, element)
    if tie is None:
        return None
    certainty, rank, rule = tie
    if certainty == "likely" and rank >= SURE_EXCESS and _exceeded(series, element):
        certainty = "plain"
    if series.loose:
        certainty, rank = "open", rank // 2
    return Candidate(at, _signed(element, series), certainty, rank, rule)


def _exceeded(series: Series, element: Element) -> bool:
    """Whether parts come to more than what is said, there or as a total, to be their whole: they cannot."""
    said = is_total(element) or element.sentence == series.first
    return said and series.sum > element.money.value > 0


def _signed(element: Element, series: Series) -> Decimal:
    """The value of a total, negative if a word says so: `ett underskott på 4,3 mnkr`."""
    value = element.money.value
    negative = (
        "deficit" in element.before and value > 0 and any(p.value and p.value < 0 for p in series.parts)
    )
    return -value if negative else value


def _other_kind(scope: Scope, series: Series, element: Element) -> bool:
    """Whether the amount cannot be a whole for these parts: a rate, or a part of another year."""
    if bool(element.per) != _are_rates(scope, series) and not _divided_here(scope, series, element):
        return True
    if any(key.endswith("-") for key in series.keys):
        return True  # without end: no sum
    if "compared" in element.before and not is_total(element):
        return True
    if element.amount == series.whole:
        return False
    beside = len(scope.clauses[element.sentence].elements) > 1
    if element.each != "joint" and beside and not is_total(element):
        return True  # said of each of several years beside others: a part
    keys = set(element.keys)
    if series.kind == "year" and keys:
        own = set(series.keys)
        return not keys & own or (keys < own and len(keys) == 1)
    return False


def _divided_here(scope: Scope, series: Series, element: Element) -> bool:
    """`4,3 mnkr per år och består av hyra 1,9 mnkr …`: the parts are per year too, unsaid."""
    if series.kind == "year" or not 0 <= series.first - element.sentence <= 1:
        return False
    clause = scope.clauses[element.sentence]
    if element.sentence < series.first:
        return _announces(scope, clause, element)
    if element.money.start > series.start:
        return False
    gap = scope.reading.text[element.money.end : series.start]
    divides = any(c.kind == "distribute" and element.money.end <= c.start < series.start for c in clause.cues)
    return divides or ":" in gap


def _are_rates(scope: Scope, series: Series) -> bool:
    """Whether the parts are rates that their whole must be too (years turn a rate into sums)."""
    if series.kind == "year" or series.rule == "addition":
        return False
    return any(scope.amounts[at].mention.per for at in series.amounts)


def _other_status(status: str, parts: list[str], element: Element, series: Series) -> bool:
    """History against proposal, applied against granted, one alternative against another."""
    if status == "excluded" or "excluded" in parts:
        return True
    if status == "applied":
        return "applied" not in parts and not series.first <= element.sentence <= series.last
    if status == "history":
        return "history" not in parts and not (
            is_total(element) and series.first <= element.sentence <= series.last
        )
    return (
        "history" in parts and not is_total(element) and not series.first <= element.sentence <= series.last
    )


def _tie(scope: Scope, series: Series, element: Element) -> tuple[Certainty, int, str] | None:
    total = is_total(element)
    clause = scope.clauses[element.sentence]
    if series.first <= element.sentence <= series.last:
        return _in_sentence(scope, series, element, clause, total)
    if series.last < element.sentence <= series.last + REACH:
        return _behind(scope, series, element, clause, total)
    tie = None
    if series.first - REACH <= element.sentence < series.first:
        tie = _ahead(scope, series, element, clause, total)
    else:
        tie = _afar(scope, series, element, total)
    return tie or _divided_later(scope, series, element)


def _divided_later(scope: Scope, series: Series, element: Element) -> tuple[Certainty, int, str] | None:
    """A sentence that divides something told before: `Statsbidraget fördelas …`, `Av beloppet avser …`.

    What is divided was named earlier, mostly by the same word; the sum tells whether it was this.
    """
    if not 0 < series.first - element.sentence <= FAR or not _opens_division(scope, series):
        return None
    again = _named_again(scope, series, element, scope.clauses[series.first])
    return again or ("open", 41, "divided_later")


def _opens_division(scope: Scope, series: Series) -> bool:
    """Whether a sentence begins by dividing what was told before it."""
    clause = scope.clauses[series.first]
    text = scope.reading.text
    if text.startswith("Av ", clause.sentence.start):
        return True
    return any(c.kind == "distribute" and c.start < series.start for c in clause.cues)


def _in_sentence(
    scope: Scope, series: Series, element: Element, clause: Clause, total: bool
) -> tuple[Certainty, int, str] | None:
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
        if clause.has("remainder") and element is clause.elements[0]:
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


def _behind(
    scope: Scope, series: Series, element: Element, clause: Clause, total: bool
) -> tuple[Certainty, int, str] | None:
    """A total in the sentence after: `Totalt för perioden: A`, `Summa A`, `Sammanlagt innebär det A`."""
    if _told_between(scope, series.last, element.sentence) or clause.elements[0] is not element:
        return None
    if clause.has("net"):
        return None  # what is left after deductions, not a sum
    alone = len(clause.elements) == 1
    says = total or element.before & {"equals", "new_sum"}
    if says and alone and _refers_back(scope, series, clause):
        return "plain", 80 - (element.sentence - series.last), "total_behind"
    return "open", 20, "near"


def _told_between(scope: Scope, first: int, second: int) -> bool:
    """Whether other sums than those of years gone by, or than shares of the same, stand between."""
    return any(
        scope.amounts[e.amount].status != "history" and "compared" not in e.before
        for clause in scope.clauses[first + 1 : second]
        if not _shares_out(clause) or _of_a_share(scope, second)
        for e in clause.elements
    )


def _of_a_share(scope: Scope, at: int) -> bool:
    """Whether a sentence goes on about one of those shares: `Kommunens del fördelas med …`."""
    sentence = scope.clauses[at].sentence
    return bool(_SHARE.search(scope.reading.text, sentence.start, min(sentence.start + 60, sentence.end)))


def _shares_out(clause: Clause) -> bool:
    """Whether a sentence only tells who pays how much: its sums are parts, and no whole of others."""
    told = [e for e in clause.elements if "compared" not in e.before]
    return len(told) > 1 and clause.has("pays") and not any(e.keys or is_total(e) for e in told)


def _refers_back(scope: Scope, series: Series, clause: Clause) -> bool:
    """Whether a sentence with a total speaks of the sums before it, not of something else.

    `Totalt blir det A`, `För hela perioden A`, or a sentence that names the same thing again.
    """
    opening = clause.sentence.start + _OPENING
    if any(c.kind in ("total", "equals", "new_sum", "lasts") and c.start < opening for c in clause.cues):
        return True
    if set(series.keys) & {key for years in clause.years for key in years.keys}:
        return True
    parts = scope.clauses[max(0, series.first - 1) : series.last + 1]
    return any(same_purpose(scope.reading, clause, one) for one in parts)


def _ahead(
    scope: Scope, series: Series, element: Element, clause: Clause, total: bool
) -> tuple[Certainty, int, str] | None:
    """A total in the sentence before: `Projektets totalbudget är A. Regionen står för …`."""
    if _told_between(scope, element.sentence, series.first):
        return _afar(scope, series, element, total)
    distance = series.first - element.sentence
    opening = scope.clauses[series.first]
    told = [e for e in clause.elements if e is element or "compared" not in e.before]
    named = [e for e in told if len(told) > 1 and _named_again(scope, series, e, opening)]
    if named and element not in named and not total:
        return None
    if _shares_out(clause) and series.kind == "year" and not _of_a_share(scope, series.first):
        return _named_again(scope, series, element, opening)
    if told[-1] is not element:
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
    if distance == 1 and _announces(scope, clause, element):
        return "plain", 86, "announced"
    introduced = (
        opening.has("distribute") or scope.reading.text[clause.sentence.end - 1 : clause.sentence.end] == ":"
    )
    covers = series.kind == "year" and set(element.keys) == set(series.keys)
    frame = "frame" in element.cues
    if introduced or (series.rule == "list" and total):
        signs = introduced + total + covers + frame + (series.rule == "list") + ends
        return "plain" if signs > 1 else "likely", 78 - distance, "total_ahead"
    if total or covers:
        return "plain" if total + covers + ends > 1 else "likely", 65 - distance, "total_ahead"
    return ("open", 45 - distance, "frame_ahead") if frame else ("open", 20 - distance, "near")


def _announces(scope: Scope, clause: Clause, element: Element) -> bool:
    """Whether a sentence ends by dividing its last amount: `anvisas totalt A, fördelat på`, then a list."""
    last = max((c.end for c in clause.cues if c.kind == "distribute"), default=-1)
    words = scope.reading.text[last : clause.sentence.end] if last >= element.money.end else ""
    return last >= element.money.end and len(words.split()) < 4


def _opens_distribution(scope: Scope, series: Series) -> bool:
    """Whether the sentence of the parts begins by dividing something: `Finansieringen består av …`."""
    clause = scope.clauses[series.first]
    opening = clause.sentence.start + _OPENING
    return any(c.kind == "distribute" and c.start < opening for c in clause.cues)


def _named_again(
    scope: Scope, series: Series, element: Element, opening: Clause
) -> tuple[Certainty, int, str] | None:
    """`… medfinansieringen är A, totalt C. Medfinansieringen består av …`: the parts are of A."""
    text = scope.reading.text
    own = stems(text, element.start, element.end)
    again = stems(text, opening.sentence.start, series.start)
    return ("open", 79, "named_again") if own & again else None


def _afar(scope: Scope, series: Series, element: Element, total: bool) -> tuple[Certainty, int, str] | None:
    """A total elsewhere in the memo: only if it names the same period and speaks of the same thing."""
    if series.kind != "year":
        near = element.sentence < series.first <= element.sentence + 4
        return ("likely", 50, "financed") if total and near and _opens_distribution(scope, series) else None
    if not total and len(element.keys) < 2:
        return None
    if element.keys and set(element.keys) != set(series.keys):
        return None
    parts_clause = scope.clauses[series.first]
    alike = same_purpose(scope.reading, scope.clauses[element.sentence], parts_clause)
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
    return not any(
        set(e.keys) & set(series.keys) and scope.amounts[at].status in ("proposed", "decided", "other")
        for at, e in scope.elements.items()
        if at not in own
    )
