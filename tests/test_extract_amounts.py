"""Sums of money in marked-up sentences: `Kostnaden är <amount value=450000>450 tkr</amount>`."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import grid_amounts
from swedoc import layout, pipeline, units
from swedoc.document import Cell, Document, Table
from swedoc.lexicon import load
from swedoc.mentions import MoneyMention, NumberMention, Reading
from swedoc.pipeline import mentions_of_text

MARK = re.compile(r"<amount(?P<attributes>[^>]*)>(?P<text>.*?)</amount>", re.S)
ATTRIBUTE = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


def read(marked: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    """The sentence without its marks, and the span and the attributes of each mark."""
    plain, at, wanted = "", 0, []
    for mark in MARK.finditer(marked):
        plain += marked[at : mark.start()]
        attributes = {name: quoted or bare for name, quoted, bare in ATTRIBUTE.findall(mark["attributes"])}
        wanted.append((len(plain), len(plain) + len(mark["text"]), attributes))
        plain += mark["text"]
        at = mark.end()
    return plain + marked[at:], wanted


def money(text: str) -> list[MoneyMention]:
    return mentions_of_text(text).claims.of(MoneyMention)


def damaged(reading: Reading) -> list[str]:
    found = [m for m in reading.claims.of(NumberMention) if m.kind == "damaged"]
    return [reading.text[m.start : m.end] for m in found]


SENTENCES = [
    line
    for line in (Path(__file__).parent / "examples" / "amounts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", SENTENCES)
def test_marked_up_sentences(line: str) -> None:
    text, wanted = read(line.replace("\\n", "\n"))
    found = money(text)
    assert [text[m.start : m.end] for m in found] == [text[start:end] for start, end, _ in wanted]
    for mention, (start, end, attributes) in zip(found, wanted, strict=True):
        assert (mention.start, mention.end) == (start, end)
        for name, value in attributes.items():
            is_figure = name in ("value", "low", "high", "place", "gloss")
            assert getattr(mention, name) == (Decimal(value) if is_figure else value), name


@pytest.mark.parametrize(
    "text",
    [
        "Föreningen beviljas xx kronor för 2024.",
        "Beloppet anges i kronor och några miljoner kronor saknas.",
        "Kommunen har 31 500 invånare och 2 450 kvm.",
        "Landet har två miljoner invånare och 2,6 miljoner hembesök gjordes.",
        "Perioden 2021–2024 omfattar 3 år, 45 procent och 12 %.",
        "Votering: 13 röster mot 8 (13–8), § 45, 24 elever.",
        "Kostnaden bokförs på ansvar 4120, konto 6910.",
        "Under ett par miljoner kronor.",
    ],
)
def test_no_amounts(text: str) -> None:
    assert money(text) == []


def test_what_is_damaged_is_left_unread_and_said_so() -> None:
    reading = mentions_of_text("ap.31 6503 %0 disponeras. Totalt 16 0435 3905 327 tkr.")
    assert reading.claims.of(MoneyMention) == []
    assert damaged(reading)


def test_columns_that_ran_together_are_no_sum() -> None:
    reading = mentions_of_text("Summa 218 033 174 917 tkr.")
    assert reading.claims.of(MoneyMention) == []
    assert damaged(reading) == ["218 033 174 917 tkr"]


@pytest.mark.parametrize("kind", ["fused", "multiplier", "currency"])
def test_units_of_the_lexicon(kind: str) -> None:
    for entry in load("units")[kind]:
        for example in entry["examples"]:
            figure = re.search(r"\d(?:[\d ,]*\d)?", example)
            assert figure is not None
            behind = units.after(example, figure.end(), len(example))
            assert behind or units.before(example, figure.start(), 0), example
        for counterexample in entry["counterexamples"]:
            figure = re.search(r"\d(?:[\d ,]*\d)?", counterexample)
            at = figure.end() if figure else 0
            assert units.after(counterexample, at, len(counterexample)) is None, counterexample


def test_heads_of_the_lexicon() -> None:
    heads = load("units")["heads"]
    for example in heads["examples"]:
        assert units.head(example, 0, len(example)), example
    for counterexample in heads["counterexamples"]:
        assert units.head(counterexample, 0, len(counterexample)) is None, counterexample


def test_heads_that_count_of_the_lexicon() -> None:
    counts = load("units")["counts"]
    table = "| Post | {0} | Belopp i tkr |\n|---|---|---|\n| Lokaler | 45 | 500 |\n| Personal | 60 | 700 |"
    for example in counts["examples"]:
        assert len(money(table.format(example))) == 2, example
    rows = "Belopp i tkr\n\n| Post | Budget |\n|---|---|\n| Lokaler | 500 |\n| {0} | 45 |\n| Personal | 700 |"
    for counterexample in counts["counterexamples"]:
        assert len(money(rows.format(counterexample))) == 3, counterexample


def test_hedges_of_the_lexicon() -> None:
    for kind, entry in load("hedges").items():
        for example in entry["examples"]:
            (mention,) = money(f"Det kostar {example}.")
            assert mention.hedge == kind, example
        for counterexample in entry["counterexamples"]:
            (mention,) = money(f"Det kostar {counterexample}.")
            assert mention.hedge != kind, counterexample


def grid(rows: str, above: str = "", below: str = "") -> Reading:
    """The mentions of a document with one table, its cells parted by a bar."""
    text = f"{above}\n" if above else ""
    start = len(text)
    cells = []
    for number, row in enumerate(rows.strip().splitlines()):
        at = len(text)
        text += row + "\n"
        line: list[Cell | None] = []
        for column, part in enumerate(row.split("|")):
            first = at + len(part) - len(part.lstrip())
            last = first + len(part.strip())
            line.append(Cell(number, column, ((first, last),)) if part.strip() else None)
            at += len(part) + 1
        cells.append(tuple(line))
    table = Table(start, len(text), 1, tuple(cells), "ruled")
    text += below
    lines = layout.from_text(text).lines
    return pipeline.mentions(Document(text, lines, tables=(table,)))


def cell_sums(reading: Reading) -> list[tuple[str, Decimal, str]]:
    return [(reading.text[m.start : m.end], m.value, m.unit_source) for m in reading.claims.of(MoneyMention)]


@pytest.mark.parametrize(
    ("rows", "above", "wanted"),
    [
        (
            "Belopp i tkr | Budget 2021 | Budget 2022\nGator | 4 200 | 3 850\ndärav bidrag | -1 400 | - 900",
            "",
            [("4 200", 4_200_000), ("3 850", 3_850_000), ("-1 400", -1_400_000), ("- 900", -900_000)],
        ),
        ("mnkr | 2021 | 2022\nHyra | 1,2 | (0,5)", "", [("1,2", 1_200_000), ("(0,5)", -500_000)]),
        (
            "Anslag | Belopp\nUtjämning | 104 812 306\nSumma | 113 640 518",
            "Tabell 1 Anslag 2019\nTusental kronor",
            [("104 812 306", 104_812_306_000), ("113 640 518", 113_640_518_000)],
        ),
        (
            "Post | 2021 | 2022\nÖverföring | 350 | -",
            "Tabell 2 Kostnader (mnkr), avrundade",
            [("350", 350_000_000)],
        ),
        ("Post | Kostnad, tkr | Antal platser | Andel\nHyra | 450 | 12 | 30 %", "", [("450", 450_000)]),
        ("Kommun | Kostnad per invånare | Invånare\nBy | 1 250 | 31 500", "", [("1 250", 1250)]),
        (
            "Finansiär | Bidrag\nEU | 1 080 000\nByn | 180 000",
            "",
            [("1 080 000", 1_080_000), ("180 000", 180_000)],
        ),
        ("År | Belopp (kr)\n2021 | 50 000\n2022 | 300 000", "", [("50 000", 50_000), ("300 000", 300_000)]),
        ("Skola | Elever\nEk | 1 250", "", []),
        ("Vad | Effekt\nInköp | 0,2 mnkr", "", [("0,2 mnkr", 200_000)]),
        (
            "Konto | Text | Belopp\n4120 | Hyra | 1 000\n6910 | El | 2 000",
            "",
            [("1 000", 1000), ("2 000", 2000)],
        ),
    ],
)
def test_cells(rows: str, above: str, wanted: list[tuple[str, int]]) -> None:
    reading = grid(rows, above)
    assert [(text, value) for text, value, _ in cell_sums(reading)] == wanted


def test_where_the_unit_of_a_cell_is_from() -> None:
    (own,) = cell_sums(grid("Vad | Budget (tkr)\nInköp | 0,2 mnkr"))
    assert own[2] == "own"
    (head,) = cell_sums(grid("Vad | Budget (tkr)\nInköp | 200"))
    assert head[2] == "table"
    (assumed,) = cell_sums(grid("Vad | Budget\nInköp | 200 000"))
    assert assumed[2] == "assumed"
    (section,) = cell_sums(
        grid("Vad | Budget\nInköp | 200", "Alla belopp anges i tkr.\nEn rad.\nEn rad till.\nOch en.")
    )
    assert section[2] == "section"


def test_per_head_of_a_column() -> None:
    (mention,) = grid("Kommun | Kostnad kr/inv\nBy | 1 250").claims.of(MoneyMention)
    assert (mention.value, mention.per, mention.unit_source) == (1250, "invånare", "table")


def test_the_unit_of_a_table_does_not_spread_to_the_text() -> None:
    reading = grid("Belopp i tkr | 2022\nHyra | 450", below="Kostnaden är 20 000 kronor, totalt 900 000.")
    assert [value for _, value, _ in cell_sums(reading)] == [450_000, 20_000, 900_000]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**10), st.sampled_from(["kr", "kronor", "SEK", "tkr", "mnkr", ":-"]))
def test_print_and_read(value: int, unit: str) -> None:
    printed = f"{value:,}".replace(",", " ") + ("" if unit == ":-" else " ") + unit
    text = f"Kostnaden uppgår till {printed} för perioden."
    factor = {"tkr": 1000, "mnkr": 1_000_000}.get(unit, 1)
    found = money(text)
    if value * factor < 10**13:
        assert [(m.value, text[m.start : m.end]) for m in found] == [(value * factor, printed)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789 .,()-–\nkrtmnåeio%", max_size=80))
def test_no_text_raises_and_spans_hold(text: str) -> None:
    reading = mentions_of_text(text)
    for mention in reading.claims.of(MoneyMention):
        assert 0 <= mention.start <= mention.number[0] < mention.number[1] <= mention.end <= len(reading.text)
        assert mention.low <= mention.value <= mention.high


def test_a_sample_of_the_grid() -> None:
    forms = list(grid_amounts.positives())
    assert len(forms) >= 2000
    wrong = [form.text for form in forms[::13] if not grid_amounts.exact(form)]
    assert len(wrong) <= len(forms) // 13 * 0.005, wrong


def test_a_sample_of_the_negatives() -> None:
    plain = list(grid_amounts.negatives())
    assert len(plain) >= 2000
    assert [text for text in plain[::11] if grid_amounts.sums(text)] == []
