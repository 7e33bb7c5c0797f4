"""Sums that share a unit: "100, 150 resp. 200 tkr", "50–90 mnkr", "mellan 2 och 3 mkr", "2,5 (2,3) mnkr".

A list gives each figure the unit at its end; a range is one sum with two ends.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from swedoc import units
from swedoc.extract.amount_entries import Entry
from swedoc.figures import Figure
from swedoc.lexicon import pattern

_YEAR = r"(?: \s (?:för|år|under|för\sår|under\sår|till) )?+ (?: \s (?:19|20)\d\d (?!\d) )?+"
_JOINT = r"(?:och|samt|respektive|resp\.?|eller)"
_HEDGED = r"(?: (?:för|till|högst|minst|lägst|max|maximalt|ca|cirka|drygt|knappt) \s )?+"
_LIST = pattern(
    rf"""{_YEAR} \s?+ (?: , (?:\s (?P<pair>{_JOINT}) )?+ | (?<=\s) (?P<and>{_JOINT}) ) \s {_HEDGED} [+]?+""",
    ignore_case=True,
    name="between the sums of a list",
)
_DASH = pattern(r"[ ]?+ [-–−] [ ]?+ (?:\n)?+", name="dash of a range")
_BEHIND = pattern(
    r"(?= (?:\s (?:för|år|under|för\sår|under\sår))?+ \s (?:19|20)\d\d (?!\d) )",
    ignore_case=True,
    name="year behind a figure",
)
_OF = pattern(r"\s av \s", name="av between two figures")
_TO = pattern(r"\s (?:till|à|á) \s", ignore_case=True, name="till of a range")
_EACH = pattern(r"\s [àá] \s", ignore_case=True, name="à between two figures")
_RANGE_END = pattern(r"\d[-–][ ]?$", name="range that a figure closes")
_AND = pattern(r"\s och \s", ignore_case=True, name="och of a range")
_BETWEEN = pattern(
    r"\b mellan \s (?:(?:cirka|ca|omkring)\s)?+ $", ignore_case=True, name="mellan before a range"
)
_FROM = pattern(
    r"\b från \s (?:(?:cirka|ca|omkring|dagens|nuvarande)\s)?+ $",
    ignore_case=True,
    name="från before a change",
)
_ORDINAL = pattern(
    r"""(?: § | \b(?:år|åren|punkt|punkterna|kap|nr|klass|årskurs|åk|bilaga|tabell|etapp|fas|alternativ
      | avsnitt|figur|del|ansvar|konto) \.?) \s?+ $""",
    ignore_case=True,
    name="label before a number",
)


def pair(text: str, entries: list[Entry]) -> None:
    """Merge ranges and hand shared units down, from the end of the text to its beginning."""
    for at in range(len(entries) - 1, 0, -1):
        left, right = entries[at - 1], entries[at]
        if right.figure.start - left.end > 24:
            continue
        if right.unit is None:
            _parenthesis(text, left, right)
            continue
        if _range(text, left, right) or _one_sum(text, left, right):
            continue
        if left.unit is None:
            _share(text, left, right)
    for at in range(len(entries) - 1):
        left, right = entries[at], entries[at + 1]
        if right.unit is None and left.unit is not None and right.figure.start - left.end <= 24:
            _echo(text, left, right)
            _carry(text, left, right)


def _range(text: str, left: Entry, right: Entry) -> bool:
    """Make one entry of "300–450 tkr", "mellan 2 mkr och 3 mkr"; say whether it was a range."""
    assert right.unit is not None
    gap_start, gap_end = left.end, right.start
    between = bool(_BETWEEN.search(text, max(left.low_bound, left.start - 20), left.start))
    glued = _DASH.fullmatch(text, gap_start, gap_end)
    to = _TO.fullmatch(text, gap_start, gap_end)
    both = between and _AND.fullmatch(text, gap_start, gap_end)
    if not (glued or both or (to and (left.unit is None or between))):
        return False
    if left.unit is not None and (left.unit.currency != right.unit.currency or left.gloss):
        return False
    if to and not between and _FROM.search(text, max(left.low_bound, left.start - 24), left.start):
        return False
    if _ORDINAL.search(text, max(left.low_bound, left.start - 14), left.start):
        return False
    if left.figure.year or right.low is not None or right.gloss is not None or left.figure.doubtful:
        return False
    low = left.value * (left.unit or right.unit).factor
    high = right.value * right.unit.factor
    if left.unit is None and low < 1000 <= low * 1000 < high and right.figure.grouped and right.unit.exact:
        low *= 1000  # "10–15 000 kr"
    if to and _EACH.fullmatch(text, gap_start, gap_end) and not _estimate(text, left, low, high):
        return False
    if not low < high or max(abs(low), abs(high)) > 20 * min(abs(low), abs(high)):
        return False
    right.low, right.number_from = low, left.figure.start
    right.start, right.rule = left.start, "range"
    left.merged = True
    return True


def _estimate(text: str, left: Entry, low: Decimal, high: Decimal) -> bool:
    """Whether `5 à 6 000 kr` is an estimate; `9 à 98 400 kr` and `årskurs 7–9 à 9 400 kr` are prices."""
    if _RANGE_END.search(text, max(left.low_bound, left.start - 3), left.start):
        return False
    scaled = low != left.value and left.unit is None
    return abs(high) <= 4 * abs(low) and not (scaled and high % 500)


def _one_sum(text: str, left: Entry, right: Entry) -> bool:
    """`tio miljoner (10 000 000) kronor`, `1 miljon 250 tusen kronor`: one sum that is written as two."""
    if left.unit is None or right.unit is None:
        return False
    gap = text[left.end : right.start]
    closed = right.rule == "parenthesis-minus" or (
        gap.strip() == "(" and text[right.end : right.end + 1] == ")"
    )
    if closed and left.figure.spelled and gap.strip() in ("", "("):
        if right.rule != "parenthesis-minus":
            right.end += 1
        right.negative, right.gloss, right.rule = False, left.value * left.unit.factor, "gloss"
    elif gap == " " and left.unit.currency is None and right.unit.factor < left.unit.factor > right.value:
        right.plus, right.number_from = left.value * left.unit.factor, left.figure.start
    elif gap in (" ", " och ") and right.unit.factor < left.unit.factor == 1 and right.value < 100:
        right.figure = replace(right.figure, doubtful=False)  # "1 krona och 04 öre"
        right.plus, right.number_from = left.value, left.figure.start
    else:
        return False
    right.start, left.merged = left.start, True
    return True


def _share(text: str, left: Entry, right: Entry) -> None:
    """Give the unit at the end of a list to the figure before it."""
    assert right.unit is not None
    match = _LIST.fullmatch(text, left.end, right.start)
    if match is None:
        _share_pair(text, left, right)
        return
    if left.figure.spelled != right.figure.spelled:
        return
    if left.figure.year or left.figure.doubtful:
        return
    plain_comma = not (match["pair"] or match["and"])
    if plain_comma and right.source != "shared":
        return
    if _ORDINAL.search(text, max(left.low_bound, left.start - 14), left.start):
        return
    if _alike(left.figure, right.figure):
        _hand_over(left, right, "list")


def _share_pair(text: str, left: Entry, right: Entry) -> None:
    """The same for "från 2 000 till 2 500 kkr" and "1,2 av 2,4 mnkr"."""
    to = _TO.fullmatch(text, left.end, right.start)
    of = left.figure.place < 1 and _OF.fullmatch(text, left.end, right.start)
    if (to or of) and not left.figure.year and _alike(left.figure, right.figure):
        _hand_over(left, right, "list")


def _carry(text: str, left: Entry, right: Entry) -> None:
    """`450 tkr för 2022 och 500 för 2023`: a list that names its unit once, at its beginning."""
    if right.unit is not None or right.figure.spelled or right.figure.doubtful or right.figure.year:
        return
    match = _LIST.fullmatch(text, left.tail, right.start) or _LIST.fullmatch(text, left.end, right.start)
    if match is None or not _BEHIND.match(text, right.end, right.high_bound):
        return
    if _BEHIND.match(text, left.end, left.high_bound) and _alike(left.figure, right.figure):
        _hand_over(right, left, "list")
        right.shared_tail = 0


def _alike(left: Figure, right: Figure) -> bool:
    """Whether two figures are of one kind: near in size, so that one unit can serve both."""
    small, large = sorted((left.value, right.value))
    return small > 0 and large <= small * 60


def _parenthesis(text: str, left: Entry, right: Entry) -> None:
    """`2,5 (2,3) mnkr`: the unit behind the parenthesis serves both."""
    if left.unit is not None or not _in_parentheses(text, left, right):
        return
    unit = units.after(text, right.end + 1, right.high_bound)
    if unit is None or not _alike(left.figure, right.figure):
        return
    for entry in (left, right):
        entry.unit, entry.source, entry.rule, entry.shared_tail = unit, "shared", "parenthesis", unit.end


def _echo(text: str, left: Entry, right: Entry) -> None:
    """`2,5 mnkr (2,3)`: last year's figure in parentheses takes the unit before it."""
    if right.figure.year or right.figure.place != left.figure.place or not _in_parentheses(text, left, right):
        return
    if not _alike(left.figure, right.figure):
        return
    if left.unit is not None and left.unit.exact and not right.figure.grouped:
        return
    _hand_over(right, left, "parenthesis")


def _in_parentheses(text: str, left: Entry, right: Entry) -> bool:
    """Whether `right` stands alone in parentheses right behind `left`."""
    return text[left.end : right.start].strip(" \n-–−") == "(" and text[right.end : right.end + 1] == ")"


def _hand_over(to: Entry, giver: Entry, rule: str) -> None:
    """Let an entry share the unit of another."""
    to.unit, to.source, to.rule = giver.unit, "shared", rule
    to.shared_tail = giver.tail
