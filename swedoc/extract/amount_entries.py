"""The figures and number words of a document that may be money: their unit, their gloss, their sign."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from swedoc import figures, number_words, units
from swedoc.document import Document
from swedoc.extract.amount_tables import Region
from swedoc.figures import Figure
from swedoc.lexicon import LETTERS, alternatives, pattern, simple_pattern
from swedoc.mentions import Claims, Reading
from swedoc.records import UnitSource
from swedoc.units import Unit

_ANCHOR = simple_pattern(
    rf"""(?<=[{LETTERS}][ \n]) (?: (?:miljon|miljard|biljon)(?:er)?+ | (?:svenska|danska|norska)\skronor
      | kronor | krona | kr | euro | sek | dollar | [tm]n?kr )(?![{LETTERS}])""",
    name="unit behind a word",
)
"""For the text in small letters: a pattern that minds no case takes six times as long."""
_VAGUE = pattern(
    r"\b(?:några|flera|par|många|åtskilliga|tiotals|hundratals|tusentals|ytterligare \s några)\s$",
    ignore_case=True,
    name="vague number",
)
_UNIT_HEAD = pattern(r"(?: \b[Ii] \s | \( )$", name="before the unit of a table")
_JOINT = pattern(
    r"(?: \s (?:och|till|samt|eller|resp\.?|respektive) | , ) \s $",
    ignore_case=True,
    name="between listed words",
)
_GLOSS = pattern(
    r"[ \n]?+ \( (?P<words> (?: [\p{L} \n] | (?<=\p{L})-\n ){2,140}+ ) \)", name="figure written out in words"
)
_DIVIDED = pattern(r"-\n[ ]*+", name="hyphen at a line end inside a number word")
_ORE = pattern(r":(?P<ore>\d\d)(?![\d:]|[.,]\d)", name="öre behind a colon")
_GLOSS_UNIT = pattern(
    r"\s(?:svenska\s)?(?:kronor|kr|euro|SEK)$", ignore_case=True, name="unit inside a gloss"
)
_NOT_MONEY = simple_pattern(
    r"[ ]?+ (?: % | procent | promille | ‰ | (?:pris|inkomst)?basbelopp )",
    ignore_case=True,
    name="percent or base amount behind a figure",
)
_SIGN = simple_pattern(r"(?P<sign>[-–−])(?P<gap>[ ]?+(?:\n[ ]?+)?+)$", name="minus before a figure")
_BEFORE_MINUS = pattern(
    rf"(?<!\p{{L}}) {alternatives(units.UNITS['before_minus']['words'])} \s?+ $",
    ignore_case=True,
    name="word before a minus",
)
_BEFORE_LINE_MINUS = pattern(
    rf"(?<!\p{{L}}) {alternatives(units.UNITS['before_minus']['line'])} [ ]?+ \n [ ]?+ $",
    ignore_case=True,
    name="line before a minus",
)


@dataclass(slots=True)
class Entry:
    """A figure that may be money. `low`: the lower end of a range; `merged`: part of another entry.

    `low_bound` and `high_bound` are the region of text (running text, or one `cell`) that it lies in;
    `tail` is where what qualifies it begins: behind its unit, or behind the unit that it shares.
    `plus` is what a larger unit before it adds, "1 miljon 250 tusen kronor".
    """

    figure: Figure
    start: int
    end: int
    low_bound: int
    high_bound: int
    cell: bool = False
    unit: Unit | None = None
    source: UnitSource = "own"
    rule: str = "unit"
    gloss: Decimal | None = None
    negative: bool = False
    low: Decimal | None = None
    plus: Decimal = Decimal(0)
    number_from: int | None = None
    merged: bool = False
    shared_tail: int = 0

    @property
    def value(self) -> Decimal:
        """The figure with its sign."""
        return -self.figure.value if self.negative else self.figure.value

    @property
    def number_start(self) -> int:
        """Where its first digit or word stands."""
        return self.figure.start if self.number_from is None else self.number_from

    @property
    def tail(self) -> int:
        """Where "per år" and the like would follow."""
        return self.shared_tail or self.end


def read_entries(reading: Reading, region: Region) -> list[Entry]:
    """The figures of one region that may be money, each with its own unit if it has one."""
    text = reading.text
    start, end = region.start, region.end
    entries: list[Entry] = []
    spelled = _spelled(reading.document, start, end)
    for figure in _free_figures(text, reading.claims, start, end):
        if _NOT_MONEY.match(text, figure.end, end):
            continue
        if entries and figure.start < entries[-1].end:
            continue  # the öre of the sum before
        entry = Entry(figure, figure.start, figure.end, start, end, region.cell)
        _give_unit(text, entry)
        if entry.unit is None and (figure.year or not _free_standing(text, figure)):
            continue
        _give_sign(text, entry, start)
        entries.append(entry)
    taken = [(entry.start, entry.end) for entry in entries if entry.unit]
    for figure in spelled:
        at = bisect_left(taken, (figure.end, 0))
        if (at and taken[at - 1][1] > figure.start) or not reading.claims.free(figure.start, figure.end):
            continue
        entry = Entry(figure, figure.start, figure.end, start, end, region.cell)
        _give_unit(text, entry)
        entries.append(entry)
    entries.sort(key=lambda entry: entry.figure.start)
    return entries


def _free_figures(text: str, claims: Claims, start: int, end: int) -> Iterator[Figure]:
    """The figures that nobody has claimed; a run that is claimed in part is read anew behind the claim."""
    at = start
    while at < end:
        for figure in figures.scan(text, at, end, claims.hold):
            if claims.free(figure.start, figure.end):
                yield figure
                continue
            claim = claims.at(figure.start) or claims.at(figure.end - 1)
            if claim is not None and claim.start <= figure.start and figure.start < claim.end < figure.run:
                at = claim.end
                break
        else:
            return


def _spelled(document: Document, start: int, end: int) -> list[Figure]:
    """The numbers in words that stand before a unit; the longest where two overlap."""
    text = document.text
    found: list[Figure] = []
    for anchor in _ANCHOR.finditer(document.lower, start, end):
        figure = number_words.find(text, max(start, anchor.start() - 160), anchor.start())
        if figure is None or _VAGUE.search(text, max(start, figure.start - 20), figure.start):
            continue
        bare = figure.end - figure.start == len("tusen")
        if bare and figure.value == 1000 and _UNIT_HEAD.search(text, start, figure.start):
            continue  # "Belopp i tusen kronor", "Post (tusen kronor)": how the figures below are counted
        while found and found[-1].end > figure.start:
            found.pop()
        found.extend(_listed(text, figure, start))
    return found


def _listed(text: str, last: Figure, start: int) -> list[Figure]:
    """A number in words and those listed before it, "två och tre (miljoner)", in reading order."""
    found = [last]
    while len(found) < 8:
        at = found[0].start
        joint = _JOINT.search(text, max(start, at - 16), at)
        figure = joint and number_words.find(text, max(start, joint.start() - 80), joint.start())
        if not figure:
            break
        found.insert(0, figure)
    return found


def _give_unit(text: str, entry: Entry) -> None:
    """Find the unit of a figure, and the same number written out in words beside it."""
    end = entry.high_bound
    if _with_ore(text, entry):
        return
    gloss = _GLOSS.match(text, entry.figure.end, end) if "(" in text[entry.end : entry.end + 3] else None
    if gloss is not None and (written := _gloss(gloss["words"])) is not None:
        unit = units.after(text, gloss.end(), end)
        if unit is not None or _GLOSS_UNIT.search(gloss["words"]):
            entry.unit = unit or units.Unit(gloss.end(), gloss.end(), Decimal(1), "SEK", "kronor")
            entry.gloss, entry.end, entry.rule = written, unit.end if unit else gloss.end(), "gloss"
            return
    unit = units.after(text, entry.figure.end, end)
    if unit is not None and unit.exact and entry.figure.place == Decimal("0.001") and entry.figure.value >= 1:
        entry.figure = replace(entry.figure, doubtful=True)  # "12,500 kr": decimals or a foreign grouping
    if unit is not None and entry.figure.year and text[entry.figure.end : unit.start] not in ("", " "):
        return  # a year at the end of a heading, the unit of a table below it
    if unit is None and text[entry.start - 1 : entry.start] == "(" and text[entry.end : entry.end + 1] == ")":
        _behind_parenthesis(text, entry)
        return
    if unit is not None:
        entry.unit, entry.end = unit, unit.end
        entry.rule = "words" if entry.figure.spelled else "unit"
        gloss = _GLOSS.match(text, unit.end, end) if unit.currency else None
        if gloss is not None and (written := _gloss(gloss["words"])) is not None:
            entry.gloss, entry.end, entry.rule = written, gloss.end(), "gloss"
        return
    prefix = units.before(text, entry.figure.start, entry.low_bound)
    if prefix is not None and entry.figure.value < 100 and prefix.printed[0] in "kK":
        return  # "anges i kronor: 1. Hyra"
    if (
        prefix is not None
        and not entry.figure.year
        and not text[max(0, prefix.start - 2) : prefix.start].strip(" \n")[-1:].isdigit()
    ):
        multiplier = units.after(text, entry.figure.end, end)
        entry.unit = prefix._replace(factor=multiplier.factor) if multiplier else prefix
        entry.start, entry.rule = prefix.start, "unit-first"


def _with_ore(text: str, entry: Entry) -> bool:
    """`2 450:50`, `12:50 kr`: kronor and öre parted by a colon, in groups of three or before a unit."""
    figure = entry.figure
    match = _ORE.match(text, figure.end, entry.high_bound)
    if match is None or figure.place != 1 or figure.doubtful:
        return False
    unit = units.after(text, match.end(), entry.high_bound)
    if unit is None and not figure.grouped:
        return False
    if unit is not None and not (unit.exact and unit.currency):
        return False
    value = figure.value + Decimal(match["ore"]) / 100
    entry.figure = replace(figure, end=match.end(), value=value, place=Decimal("0.01"))
    entry.unit = unit or units.Unit(match.start(), match.end(), Decimal(1), "SEK", match[0])
    entry.end = entry.unit.end
    return True


def _behind_parenthesis(text: str, entry: Entry) -> None:
    """A figure in parentheses, its unit behind: "(275) tkr" is a minus, "etthundra (100) kr" a gloss."""
    unit = units.after(text, entry.end + 1, entry.high_bound)
    opening = entry.start - 1
    if unit is None or text[max(0, opening - 2) : opening].strip()[-1:].isdigit():
        return
    words = number_words.find(text, max(entry.low_bound, opening - 160), opening)
    if words is not None and not text[words.end : opening].strip():
        entry.start, entry.gloss, entry.rule = words.start, words.value, "gloss"
    else:
        entry.start, entry.negative, entry.rule = opening, True, "parenthesis-minus"
    entry.unit, entry.end = unit, unit.end


def _gloss(words: str) -> Decimal | None:
    """The value of a number written out in parentheses, its currency left out."""
    inside = _GLOSS_UNIT.sub("", _DIVIDED.sub("", words.strip()))
    figure = number_words.read(inside)
    return figure.value if figure is not None else None


def _free_standing(text: str, figure: Figure) -> bool:
    """Whether no letter, digit, slash or hyphen is glued to a figure, as in a code or a reference."""
    before = text[figure.start - 1] if figure.start else " "
    after = text[figure.end] if figure.end < len(text) else " "
    if before in "-–":
        return not text[max(0, figure.start - 2)].isalpha()
    if before.isalnum() or before in "/_.§#:@" or after.isalnum() or after in "/_§#@%°":
        return False
    beyond = text[figure.end + 1 : figure.end + 2]
    return not ((after in "-–" and beyond.isalpha()) or (after in ":." and beyond.isdigit()))


def _give_sign(text: str, entry: Entry, start: int) -> None:
    """Take a minus into the sum: glued, or parted by a space or line end after a word that asks for it."""
    at = entry.start
    match = _SIGN.search(text, max(start, at - 4), at)
    if match is None:
        return
    sign = match.start()
    before = text[sign - 1] if sign else "\n"
    if before.isalnum() or before in ".,:/–-−+%)":
        return
    if not match["gap"]:
        negative = match["sign"] != "–" or not text[max(start, sign - 2) : sign - 1].isdigit()
    elif before == "(" or match["sign"] == "−" or (entry.cell and sign == start):
        negative = True
    else:
        line = text.rfind("\n", max(start, sign - 60), sign) + 1
        alone = not text[max(start, line) : sign].strip()
        cue = _BEFORE_LINE_MINUS if alone else _BEFORE_MINUS
        negative = bool(cue.search(text, max(start, sign - 30), sign))
    if negative:
        entry.negative, entry.start = True, sign
