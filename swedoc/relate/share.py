"""Shares: a whole divided by percentages, fractions or equally, and percentages beside amounts.

`Kostnaden, 600 000 kronor per år, delas så att Region A svarar för 50 procent, B för 30 procent …`
`Kostnaden delas 70/30 mellan A och B.` `Hälften betalas av EU, resten delas lika mellan A och B.`
`Fonden står för 60 procent (1 200 000 kronor).`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from swedoc.arithmetic import conceivable, rounded_by
from swedoc.facts import PartFact, ShareFact, SharesFact, SplitFact
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import NumberMention
from swedoc.records import Derived, SplitKind
from swedoc.relate.clause import Clause, Element, is_total
from swedoc.relate.label import is_party, name_between
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack

HUNDRED = Decimal(100)
_NEAR = 25
"""How many characters behind a percentage it may be said that something changed by it."""
_FAR = 100
"""How many characters may stand between a percentage and what it is said to come to."""
_FRACTIONS: dict[str, str] = load("grammar")["fractions"]["values"]
_RATIO = pattern(
    r"(?<![\d/]) (\d{1,2}+) (?: [/–-] (\d{1,2}+) ) (?: [/–-] (\d{1,2}+) )?+ (?![\d/])", name="ratio of shares"
)
_FRACTION = pattern(
    rf"\b(?P<word>{alternatives(list(_FRACTIONS))})\b (?!\s(?:var|vardera))",
    ignore_case=True,
    name="fraction",
)
_BETWEEN = pattern(r"\bmellan\s++ (?P<names>[^.;:()]{3,200})", name="those who share")
_NAMED = pattern(
    r"\p{Lu}[\p{L}-]++ (?: [ ]\p{L}++ ){0,3}? [ ]?+ (?:med[ ])?+ $", name="name before a percentage"
)
_AND = pattern(r",\s++ | (?<![-–\s])\s++(?:och|samt)\s++", name="between names")
_GIVES = pattern(
    r"\s*+ (?: \( | ,?\s?eller | ,?\s?(?:dvs\.?|det\svill\säga) | ,?\s?motsvarande | = ) \s*+",
    ignore_case=True,
    name="percentage beside its amount",
)
_OF = pattern(r"\s++ av \s++ (?:den\s|det\s|de\s)?+ [^.,;]{0,80}", name="percentage of a whole")

_OWN_RATE = pattern(
    rf"{alternatives(load('grammar')['own_rate']['words'])} \s (?: \p{{L}}{{2,5}}+ \s )?+ $",
    name="rate of a fee",
)
_OF_NAMED = pattern(
    r"""\b [Aa]v \s (?: (?:den|det|hela) \s )?+ (?: (?!som\b) \p{Ll}{1,30}+ \s ){0,2}?
      (?P<noun> \p{Ll}{4,30}? ) (?:et|en) \b""",
    name="whole of a percentage, named again",
)


@dataclass(frozen=True, slots=True)
class _Share:
    """One share: whose, how much of the whole, and how it was said."""

    name: str
    fraction: Fraction
    derived: Derived


def share_splits(scope: Scope) -> Iterator[tuple[SplitFact | None, SharesFact | None]]:
    """Wholes that are divided by shares alone; the amounts follow from them."""
    for clause in scope.clauses:
        ratio = _ratio(scope, clause)
        percents = [] if ratio else _dividing(clause)
        if percents:
            base = _base(scope, clause, percents[0].start)
            spans = tuple((p.start, p.end) for p in percents)
            sums = SharesFact(tuple(p.value or HUNDRED for p in percents), spans)
            if base is not None:
                low = max(clause.sentence.start, base.money.end if base.sentence == clause.index else 0)
                shares = [
                    _Share(_name(scope, clause, percents, at, low), Fraction(p.value or 0) / 100, "percent")
                    for at, p in enumerate(percents)
                ]
                yield _split(base, shares), sums
            elif _of_a_whole(scope, clause, percents):
                yield None, sums
            continue
        found = ratio or _fractions(scope, clause) or _equal(scope, clause)
        if found is not None:
            start, shares = found
            base = _base(scope, clause, start)
            stated = next((e for e in clause.elements if "each_party" in e.after and e is not base), None)
            if base is not None and stated is not None:
                yield _stated(base, stated, shares), None
            elif base is not None:
                yield _split(base, shares), None


def _split(base: Element, shares: Sequence[_Share]) -> SplitFact:
    whole = base.money
    parts = []
    for share in shares:
        factor = Decimal(share.fraction.numerator) / Decimal(share.fraction.denominator)
        parts.append(
            PartFact(share.name, whole.value * factor, slack(whole) * factor, base.amount, share.derived)
        )
    kind: SplitKind = "party" if any(is_party(p.key) for p in parts) else "item"
    return SplitFact(kind, tuple(parts), base.amount, "shares", "plain", exhaustive=True)


def _stated(base: Element, each: Element, shares: Sequence[_Share]) -> SplitFact:
    """`… betalar hälften var av A, dvs. B vardera`: every share is the amount said of each."""
    money = each.money
    parts = tuple(PartFact(s.name, money.value, slack(money), each.amount, "equal") for s in shares)
    kind: SplitKind = "party" if any(is_party(p.key) for p in parts) else "item"
    return SplitFact(kind, parts, base.amount, "equal_stated", "plain", exhaustive=True)


def _of_a_whole(scope: Scope, clause: Clause, percents: Sequence[NumberMention]) -> bool:
    """Whether each percentage has a party of its own: `till 45 procent av regionen, till 35 procent av …`.

    Or one named before it: `fördelas enligt följande: Granvik 50 procent, Lervik 30 procent …`.
    """
    ends = [p.start for p in percents[1:]] + [clause.sentence.end]
    text = scope.reading.text
    behind = [text[p.end : end].split()[:1] for p, end in zip(percents, ends, strict=True)]
    starts = [clause.sentence.start, *(p.end for p in percents[:-1])]
    named = [_NAMED.search(text, start, p.start) for start, p in zip(starts, percents, strict=True)]
    listed = all(named) and clause.has("distribute") and not clause.has("open_list")
    return len(percents) > 2 and (all(word == ["av"] for word in behind) or listed)


def _dividing(clause: Clause) -> list[NumberMention]:
    """The percentages of a sentence that divides something, where no amounts stand beside them."""
    if len(clause.percents) < 2 or not clause.has("distribute", "pays"):
        return []
    if any(e.money.start > clause.percents[0].start for e in clause.elements):
        return []
    return list(clause.percents)


def _ratio(scope: Scope, clause: Clause) -> tuple[int, list[_Share]] | None:
    """`70/30 procent mellan A och B`."""
    if not clause.has("distribute", "pays"):
        return None
    sentence = clause.sentence
    match = _RATIO.search(scope.reading.text, sentence.start, sentence.end)
    numbers = [int(group) for group in match.groups() if group] if match else []
    names = _sharers(scope, clause)
    if match is None or sum(numbers) != 100 or len(names) != len(numbers):
        return None
    return match.start(), [
        _Share(name, Fraction(n, 100), "percent") for name, n in zip(names, numbers, strict=True)
    ]


def _fractions(scope: Scope, clause: Clause) -> tuple[int, list[_Share]] | None:
    """`Hälften betalas av EU och resterande del delas lika mellan A och B`."""
    if clause.elements or not clause.has("pays", "distribute", "remainder"):
        return None
    text, sentence = scope.reading.text, clause.sentence
    matches = list(_FRACTION.finditer(text, sentence.start, sentence.end))
    rest = next((c for c in clause.cues if c.kind == "remainder"), None)
    if not matches or (len(matches) == 1 and rest is None):
        return None
    shares: list[_Share] = []
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else sentence.end
        if rest is not None and match.end() < rest.start < end:
            end = rest.start
        name = name_between(text, match.start(), match.start(), match.end(), end)
        shares.append(_Share(name, Fraction(_FRACTIONS[match.group("word").lower()]), "percent"))
    left = 1 - sum((share.fraction for share in shares), Fraction(0))
    if rest is not None and left > 0:
        names = _sharers(scope, clause, rest.end) if clause.has("equal") else []
        names = names or [name_between(text, rest.start, rest.start, rest.end, sentence.end)]
        shares += [
            _Share(name, left / len(names), "equal" if len(names) > 1 else "remainder") for name in names
        ]
    elif left:
        return None
    return matches[0].start(), shares


def _equal(scope: Scope, clause: Clause) -> tuple[int, list[_Share]] | None:
    """`A och B betalar hälften var`, `delas lika mellan A, B och C`."""
    cue = next((c for c in clause.cues if c.kind == "equal"), None)
    if cue is None:
        return _each(scope, clause)
    if any(e.money.start > cue.start and "each_party" not in e.after for e in clause.elements[1:]):
        return None
    names = _sharers(scope, clause) or _subjects(scope, clause, cue.start)
    if len(names) < 2 or any(c.isdigit() for name in names for c in name):
        return None
    return cue.start, [_Share(name, Fraction(1, len(names)), "equal") for name in names]


def _each(scope: Scope, clause: Clause) -> tuple[int, list[_Share]] | None:
    """`A och B bidrar med 500 000 kronor vardera, sammanlagt 1 000 000 kronor`."""
    stated = next((e for e in clause.elements if "each_party" in e.after), None)
    if stated is None or not any(is_total(e) for e in clause.elements):
        return None
    names = _subjects(scope, clause, stated.money.start)
    if len(names) < 2 or any(c.isdigit() for name in names for c in name):
        return None
    return stated.money.end, [_Share(name, Fraction(1, len(names)), "equal") for name in names]


def _sharers(scope: Scope, clause: Clause, start: int | None = None) -> list[str]:
    low = clause.sentence.start if start is None else start
    ahead = (e.money.start for e in clause.elements if e.money.start > low)
    between = _BETWEEN.search(scope.reading.text, low, clause.sentence.end)
    if between is None:
        return []
    high = min((at for at in ahead if at > between.start()), default=clause.sentence.end)
    named = next((c for c in clause.cues if c.kind == "equals" and between.start() < c.start < high), None)
    if named is not None:  # "mellan fyra kommuner, dvs. Lervik, Sävarö och Askvalla"
        return _names(scope.reading.text[named.end : high].rstrip(" ."))
    match = _BETWEEN.match(scope.reading.text, between.start(), high)
    return _names(match.group("names")) if match else []


def _subjects(scope: Scope, clause: Clause, end: int) -> list[str]:
    """The parties named before the verb: `Granviks kommun och Region Mittland betalar …`."""
    low = max((e.money.end for e in clause.elements if e.money.end <= end), default=clause.sentence.start)
    verb = next((c.start for c in clause.cues if c.kind == "pays" and low <= c.start < end), end)
    return _names(scope.reading.text[low:verb])


def _names(piece: str) -> list[str]:
    names = [name_between(part, 0, len(part), len(part), len(part)) for part in _AND.split(piece)]
    return [name for name in names if name]


def _base(scope: Scope, clause: Clause, first: int) -> Element | None:
    """The whole that is divided: the last amount before the shares, here or in the sentence before."""
    before = [e for e in clause.elements if e.money.end <= first and "each_party" not in e.after]
    if before:
        return before[-1]
    announced = [e for e in clause.elements if is_total(e)]
    rest = [e for e in clause.elements if "each_party" not in e.after]
    if announced or len(rest) == 1:
        return announced[0] if announced else rest[0]
    for back in (1, 2):
        above = scope.clauses[clause.index - back].elements if clause.index >= back else ()
        if above:
            totals = [e for e in above if is_total(e)]
            return totals[-1] if totals else (above[0] if len(above) == 1 else None)
    below = scope.clauses[clause.index + 1].elements if clause.index + 1 < len(scope.clauses) else ()
    frame = len(below) == 1 and not below[0].money.per and (is_total(below[0]) or "frame" in below[0].before)
    return below[0] if frame else None


def _name(scope: Scope, clause: Clause, percents: Sequence[NumberMention], at: int, low: int) -> str:
    start = percents[at - 1].end if at else low
    end = percents[at + 1].start if at + 1 < len(percents) else clause.sentence.end
    return name_between(scope.reading.text, start, percents[at].start, percents[at].end, end)


def shares(scope: Scope, splits: Sequence[SplitFact]) -> Iterator[ShareFact]:
    """Percentages with the amount they give right beside them, and the whole they are of.

    The whole may be the total of one of the `splits` that is named again: `Av bidraget får 18 procent …`.
    """
    for clause in scope.clauses:
        paired: list[tuple[NumberMention, Element]] = []
        for percent in clause.percents:
            if percent.value is None or not 0 < percent.value < HUNDRED:
                continue
            whole = _said_whole(scope, clause, percent)
            beside = _equated(clause, percent, whole) if whole else _beside(scope, clause, percent)
            if beside is None:
                continue
            if whole is None:
                paired.append((percent, beside))
            elif beside is not whole:
                yield _share(percent, whole, beside)
        base = _common_whole(scope, clause, paired) or _named_whole(scope, clause, paired, splits)
        if base is not None:
            yield from (_share(p, base, e) for p, e in paired if _conceivable(p, base, e))


def _conceivable(percent: NumberMention, base: Element, beside: Element) -> bool:
    """Whether an amount can be meant for the percentage of a whole that is not said to be its own."""
    return conceivable(beside.money.value, base.money.value * (percent.value or HUNDRED) / HUNDRED)


def _share(percent: NumberMention, whole: Element, beside: Element) -> ShareFact:
    return ShareFact(percent.value or HUNDRED, (percent.start, percent.end), whole.amount, beside.amount)


def _common_whole(
    scope: Scope, clause: Clause, paired: Sequence[tuple[NumberMention, Element]]
) -> Element | None:
    """The whole that the shares of a sentence are of: one that fits some of them, or is announced."""
    if not paired:
        return None
    own = {beside.amount for _, beside in paired}
    near = scope.clauses[max(0, clause.index - 2) : clause.index + 2]
    wholes = [e for c in near for e in c.elements if e.amount not in own and not e.money.per]
    fitting = [e for e in wholes if any(_fits(p, e, b) for p, b in paired)]
    if fitting:
        return max(fitting, key=lambda e: (sum(_fits(p, e, b) for p, b in paired), -_off(*paired[0], e)))
    if any(
        _OWN_RATE.search(scope.reading.document.lower, max(0, p.start - _FAR), p.start) for p, _ in paired
    ):
        return None
    above = scope.clauses[clause.index - 1].elements if clause.index else ()
    here = [e for e in clause.elements if e.amount not in own]
    announced = [e for e in (*here, *(above if len(above) == 1 else ())) if is_total(e) or "frame" in e.cues]
    return announced[0] if len(announced) == 1 else None


def _named_whole(
    scope: Scope, clause: Clause, paired: Sequence[tuple[NumberMention, Element]], splits: Sequence[SplitFact]
) -> Element | None:
    """The total of a split that a lone percentage is said to be of, by the noun that it was told with."""
    if len(paired) != 1:
        return None
    percent, beside = paired[0]
    text, lower = scope.reading.text, scope.reading.document.lower
    named = _OF_NAMED.search(text, max(clause.sentence.start, percent.start - _NEAR * 2), beside.money.start)
    if named is None or not (named.end() <= percent.start or named.start() - percent.end < 2):
        return None
    stem = named["noun"].lower()
    found: dict[Decimal, Element] = {}
    for split in splits:
        whole = scope.elements.get(split.total) if split.total is not None else None
        if (
            whole is None
            or whole is beside
            or whole.money.per
            or whole.money.currency != beside.money.currency
        ):
            continue
        sentences = {whole.sentence - 1, whole.sentence}
        sentences |= {scope.amounts[p.amount].sentence for p in split.parts if p.amount is not None}
        told = (scope.clauses[at].sentence for at in sentences if 0 <= at < len(scope.clauses))
        if any(stem in lower[one.start : one.end] for one in told):
            found[whole.money.value] = whole
    return next(iter(found.values())) if len(found) == 1 else None


def _fits(percent: NumberMention, whole: Element, beside: Element) -> bool:
    """Whether an amount is the percentage of a whole, but for the rounding of either."""
    rounding = rounded_by(percent.value or HUNDRED) * abs(whole.money.value) / HUNDRED
    return _off(percent, beside, whole) <= max(slack(beside.money), rounding)


def _off(percent: NumberMention, beside: Element, whole: Element) -> Decimal:
    """By how much an amount misses the percentage of a whole."""
    return abs(whole.money.value * (percent.value or HUNDRED) / HUNDRED - beside.money.value)


def _said_whole(scope: Scope, clause: Clause, percent: NumberMention) -> Element | None:
    """The whole in `30 procent av den totala kostnaden på 2 000 000 kronor`."""
    behind = next((e for e in clause.elements if e.money.start >= percent.end), None)
    if behind is not None and _OF.fullmatch(scope.reading.text, percent.end, behind.money.start):
        return behind
    return None


def _equated(clause: Clause, percent: NumberMention, base: Element) -> Element | None:
    """The amount that a percentage of a whole is said to come to."""
    for element in clause.elements:
        hedged = element.money.hedge is not None or element.money.per is not None
        if element.money.start > base.money.end and "equals" in element.before and not hedged:
            return element
        if element.money.end <= percent.start and "equals" in element.after and not hedged:
            return element
    return None


def _tells_of_change(clause: Clause, element: Element, end: int) -> bool:
    """Whether an amount is said to be what something changed by: before it, or behind its percentage."""
    return any(
        cue.kind in ("changed", "compared") and element.start <= cue.start < max(element.end, end + _NEAR)
        for cue in clause.cues
    )


def _beside(scope: Scope, clause: Clause, percent: NumberMention) -> Element | None:
    """The amount in brackets behind a percentage, or the percentage in brackets behind an amount."""
    text = scope.reading.text
    for element in clause.elements:
        low, high = sorted((element.money, percent), key=lambda mention: mention.start)
        if element.money.hedge is not None or _tells_of_change(clause, element, high.end):
            continue  # "68 mnkr (5,6 procent) högre än 2021": of a sum that is mostly not said
        if _GIVES.fullmatch(text, low.end, high.start):
            return element
        near = percent.end < element.money.start < percent.end + _FAR and "equals" in element.before
        if near and not any(percent.end <= e.money.start < element.money.start for e in clause.elements):
            return element
    return None
