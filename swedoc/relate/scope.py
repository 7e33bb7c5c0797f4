"""The scope of each amount: its years, its status, the matter it belongs to.

`Regionen bidrog under 2020 med 300 000 kronor` is history and says nothing about the new period;
`Föreningen ansöker om 800 000 kronor` is applied for and need not equal what is granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from swedoc.facts import PartFact, ScopedAmount
from swedoc.lexicon import pattern
from swedoc.mentions import MoneyMention, Reading
from swedoc.records import Status
from swedoc.relate.clause import Clause, Element, clause, is_total
from swedoc.relate.cue import Words
from swedoc.relate.purpose import Purposes
from swedoc.relate.years import Years

_VAT = pattern("moms", name="VAT")


@dataclass(frozen=True, slots=True)
class Scope:
    """The amounts of a document in reading order, and the sentences they stand in, cut up.

    What other modules look for all over the document is found once: `prose`, the amounts that stand in
    sentences, and not in tables, in order; of them `totals`, the announced totals that
    name no years; `of_years`, the amounts said of several years, by those years; `said_of`, those that
    are neither history nor refused, by each of their years; `gone_by`, those that are history or
    excluded, by their size; `periods`, how long something lasts that costs a sum, by matter and sum;
    `open_lists`, the sentences that name only some of several parts; `vat`,
    where the text speaks of VAT; `stated`, every sum, also of tables. `named` remembers each amount as a
    part, and whether its name is a party's.
    """

    reading: Reading
    amounts: tuple[ScopedAmount, ...]
    clauses: tuple[Clause, ...]
    elements: dict[int, Element]
    purposes: Purposes
    prose: list[int]
    totals: list[int]
    of_years: dict[frozenset[str], list[int]]
    said_of: dict[str, list[int]]
    gone_by: dict[Decimal, list[int]]
    periods: dict[tuple[int, Decimal], list[tuple[int, Years]]]
    open_lists: list[int]
    vat: list[int]
    stated: frozenset[Decimal]
    named: dict[int, tuple[PartFact, bool]] = field(default_factory=dict)

    def clause_of(self, amount: int) -> Clause:
        """The sentence that the amount stands in."""
        return self.clauses[self.amounts[amount].sentence]


def scope(reading: Reading) -> Scope:
    """Tag every amount of the document."""
    money = reading.claims.of(MoneyMention)
    in_table = _table_spans(reading)
    numbered = {m.start: at for at, m in enumerate(money) if not _inside(m, in_table)}
    words = Words(reading.document)
    clauses = tuple(clause(reading, words, at, numbered) for at in range(len(reading.outline.sentences)))
    elements = {e.amount: e for c in clauses for e in c.elements}
    amounts = []
    for at, mention in enumerate(money):
        element = elements.get(at)
        sentence = reading.outline.sentence_index(mention.start)
        matter = reading.outline.sections[reading.outline.sentences[sentence].section].matter
        if element is None:
            amounts.append(ScopedAmount(mention, sentence=sentence, matter=matter))
            continue
        years = element.years or element.context
        amounts.append(
            ScopedAmount(
                mention,
                years=tuple(int(key[:4]) for key in years.keys if key[:4].isdigit()) if years else (),
                open_ended=bool(years and years.open_ended),
                status=_status(reading, clauses[sentence], element),
                sentence=sentence,
                matter=matter,
            )
        )
    gone_by: dict[Decimal, list[int]] = {}
    for at, amount in enumerate(amounts):
        if amount.status in ("history", "excluded"):
            gone_by.setdefault(abs(amount.mention.value), []).append(at)
    of_years: dict[frozenset[str], list[int]] = {}
    said_of: dict[str, list[int]] = {}
    periods: dict[tuple[int, Decimal], list[tuple[int, Years]]] = {}
    for at, element in elements.items():
        if len(element.keys) > 1:
            of_years.setdefault(frozenset(element.keys), []).append(at)
        if amounts[at].status in ("proposed", "decided", "other"):
            for key in element.keys:
                said_of.setdefault(key, []).append(at)
        period = element.years or element.context
        if (
            period is not None
            and amounts[at].status != "history"
            and _lasts(clauses[element.sentence], period)
        ):
            key_of = amounts[at].matter, amounts[at].mention.value
            periods.setdefault(key_of, []).append((at, period))
    return Scope(
        reading, tuple(amounts), clauses, elements, Purposes(reading),
        prose=list(elements),
        totals=[at for at, element in elements.items() if not element.keys and is_total(element)],
        of_years=of_years,
        said_of=said_of,
        gone_by=gone_by,
        periods=periods,
        open_lists=[c.index for c in clauses if c.has("open_list")],
        vat=[match.start() for match in _VAT.finditer(reading.document.lower)],
        stated=frozenset([amount.mention.value for amount in amounts]),
    )  # fmt: skip


def _lasts(sentence: Clause, years: Years) -> bool:
    """Whether a sentence says that something goes on for a period of several years."""
    clear = len(years.keys) > 1 and not (years.listed or years.school_year or years.ordinal)
    return clear and sentence.has("lasts")


def _table_spans(reading: Reading) -> list[tuple[int, int]]:
    return [(table.start, table.end) for table in reading.document.tables if table.problem is None]


def _inside(mention: MoneyMention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


def _status(reading: Reading, sentence: Clause, element: Element) -> Status:
    """What the words around the amount say of its standing, nearest words first."""
    before = frozenset(c.kind for c in sentence.cues if c.start < element.money.start)
    if "excluded" in element.before:
        return "excluded"
    if "alternative" in before:
        return "alternative"
    for nearby in (element.before, before, frozenset(c.kind for c in sentence.cues)):
        if "applied" in nearby and "decided" not in nearby:
            return "applied"
        if "history" in nearby and not nearby & {"proposed", "decided"}:
            return "history"
        if "decided" in nearby:
            return "decided"
        if "proposed" in nearby:
            return "proposed"
    section = reading.outline.section_at(element.money.start)
    return "proposed" if section.kind == "decision" else "other"
