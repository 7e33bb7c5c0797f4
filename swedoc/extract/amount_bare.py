"""Figures without a unit that are money all the same: "medfinansierar kostnaden, totalt 900 000".

Kronor, if the sentence speaks of money, kronor are used nearby, and nothing that could be counted
follows; in the unit of the section, where that says "Belopp i tkr". A neighbour's "mnkr" never
spreads to a bare figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal

from swedoc import units
from swedoc.extract.amount_entries import Entry
from swedoc.lexicon import alternatives, pattern
from swedoc.mentions import Reading
from swedoc.units import UNITS, Unit

NEARBY = 3000
"""How far away, in characters, a sum in kronor still says that a memo counts in kronor."""

_CUE = pattern(
    rf"(?<!\p{{L}}) \p{{L}}{{0,24}}? {alternatives(UNITS['cues']['stems'])}",
    ignore_case=True,
    name="money cue",
)
_FOLLOWED = pattern(
    rf"""(?= [ ]?+ (?: $ | \n | [.,;:)!?](?!\d) ) | \s++ (?: $ | [.,;:)!?–•-](?!\d) | (?:19|20)\d\d(?!\d)
      | {alternatives(UNITS["followers"]["words"])} (?!\p{{L}}) ) )""",
    ignore_case=True,
    name="what may follow a bare sum",
)
_COUNTED = pattern(
    rf"\s{{1,40}}+ \p{{L}}{{0,24}}? {alternatives(UNITS['counted']['words'])} (?!\p{{L}})",
    ignore_case=True,
    name="noun that is counted",
)
_SUBJECT = pattern(
    rf"""(?<! \b(?:till|för|åt|från|av|per|hos|på|i|om|med)\s ) (?<!\p{{L}})
      \p{{L}}{{0,24}}? {alternatives(UNITS["counted"]["subjects"])} (?!\p{{L}})""",
    ignore_case=True,
    name="counted noun before a figure",
)
_VERB_FOLLOWS = pattern(
    r"\s \p{Ll}++ (?<=s) (?!\p{L}) | \s \p{Lu}", name="passive verb or new line behind a sum"
)
_COUNT_BEFORE = pattern(
    r"""\b (?: antal(?:et)? | invånar\p{L}*+ | befolkning\p{L}*+ | elever | konto | ansvar | yta | areal
      | nr | nummer | § | art\.?nr | ref )\b [^.\d\n]{0,16} $""",
    ignore_case=True,
    name="count before a figure",
)
_FIGURE_BEFORE = pattern(
    r"(?: [-–−] | (?<! (?<!\d)(?:19|20)\d\d) (?<=\d) ) [ ]*+ $", name="figure or dash before a figure"
)
_SECTION_UNIT = pattern(
    r"(?<!\p{L}) (?:belopp(?:en)?|siffror(?:na)?|tal(?:en)?) (?!\p{L}) [^\n.:]{0,60}+",
    ignore_case=True,
    name="unit of a section",
)
_LEAD_UNIT = pattern(
    r"\( (?: [^()\n\d]{0,30}? \b i [ ] )?+ \p{L}{2,7}+ \) :?+ [ ]*+ (?= \n | $ )",
    name="unit of a list, in brackets at the end of its lead",
)
_IN = pattern(r"(?: \b i \s | \( ) $", name="i before a unit")
_KRONOR = Unit(0, 0, Decimal(1), "SEK", "kronor")


class Bare:
    """Decides about the figures of one document that stand without a currency."""

    def __init__(self, reading: Reading, entries: list[Entry]) -> None:
        self._reading = reading
        self._text = reading.text
        own = [entry for entry in entries if entry.unit is not None and entry.source == "own"]
        self._kronor = [entry.start for entry in own if entry.unit and entry.unit.currency == "SEK"]
        multiples = [entry for entry in own if entry.unit and entry.unit.currency is None]
        self._kronor += [entry.start for entry in multiples if self.is_money(entry)]
        self._kronor.sort()
        tables = [(table.start, table.end) for table in reading.document.tables]
        self._sections = [
            (at, unit) for at, unit in _section_units(self._text) if not any(s <= at < e for s, e in tables)
        ]
        self._unread = sorted((t.start, t.end) for t in reading.document.tables if t.problem is not None)
        self._starts = [start for start, _ in self._sections]

    def adopt(self, entry: Entry) -> bool:
        """Give a bare figure its unit; say whether it is money at all."""
        figure = entry.figure
        if entry.cell or figure.spelled or figure.doubtful or figure.year or not figure.value:
            return False
        unit = self.section_unit(figure.start)
        if unit is None and (figure.value < 1000 or figure.place != 1 or not self._kronor_near(figure.start)):
            return False
        if unit is None and not figure.grouped and figure.value < 10_000:
            return False
        if not _FOLLOWED.match(self._text, figure.end, entry.high_bound) or self._in_row(figure.start):
            return False
        if not self._spoken_of(figure.start, entry.low_bound):
            return False
        entry.unit = unit or _KRONOR
        entry.source, entry.rule = ("section", "section-unit") if unit else ("assumed", "bare")
        return True

    def _spoken_of(self, at: int, start: int) -> bool:
        """Whether the sentence speaks of money before `at`, and of nothing that is counted after that."""
        sentences = self._reading.outline.sentences
        number = self._reading.outline.sentence_index(at)
        back = max(sentences[number].start, at - 200, start) if sentences else start
        if _COUNT_BEFORE.search(self._text, max(back, at - 40), at):
            return False
        cues = [cue.end() for cue in _CUE.finditer(self._text, back, at)]
        if cues:
            return not _SUBJECT.search(self._text, cues[-1], at)
        return not _SUBJECT.search(self._text, back, at) and self._led_in(number)

    def _led_in(self, number: int) -> bool:
        """Whether a list item belongs to a list whose lead speaks of money: "Budget:", "Kostnader"."""
        sentences = self._reading.outline.sentences
        lead = number
        while lead and sentences[lead].item is not None and number - lead < 15:
            lead -= 1
        if lead == number or sentences[lead].item is not None:
            return False
        end = sentences[lead].end
        return bool(_CUE.search(self._text, max(sentences[lead].start, end - 200), end))

    def _in_row(self, at: int) -> bool:
        """Whether the figure stands in a row of figures, or in a table that could not be read."""
        first = bisect_right(self._unread, (at, len(self._text))) - 1
        if first >= 0 and at < self._unread[first][1]:
            return True
        return bool(_FIGURE_BEFORE.search(self._text, max(0, at - 8), at))

    def is_money(self, entry: Entry) -> bool:
        """Whether a sum with a unit is money: "6 miljoner" alone is, if nothing else is counted."""
        if entry.unit is None or entry.unit.currency is not None:
            return True
        if _COUNTED.match(self._text, entry.tail, entry.high_bound):
            return False
        if not (
            _FOLLOWED.match(self._text, entry.tail, entry.high_bound)
            or _VERB_FOLLOWS.match(self._text, entry.tail, entry.high_bound)
        ):
            return False
        if self._kronor_near(entry.start, 600):
            return True
        sentence = self._reading.outline.sentence_at(entry.start)
        first, last = max(sentence.start, entry.start - 250), min(sentence.end, entry.end + 120)
        return bool(_CUE.search(self._text, first, last))

    def _kronor_near(self, at: int, reach: int = NEARBY) -> bool:
        first = bisect_left(self._kronor, at - reach)
        return first < len(self._kronor) and self._kronor[first] <= at + reach

    def section_unit(self, at: int) -> Unit | None:
        """The unit that the section of `at` gives above it, "Belopp i tkr"."""
        last = bisect_left(self._starts, at) - 1
        if last < 0:
            return None
        start, unit = self._sections[last]
        outline = self._reading.outline
        return unit if outline.section_at(start) is outline.section_at(at) else None


def _section_units(text: str) -> list[tuple[int, Unit]]:
    """Where the text says in which unit its figures are given."""
    found = []
    for match in sorted((*_SECTION_UNIT.finditer(text), *_LEAD_UNIT.finditer(text)), key=lambda m: m.start()):
        unit = units.head(text, match.start(), match.end())
        if unit is not None and _IN.search(text, match.start(), unit.start):
            found.append((match.start(), unit))
    return found
