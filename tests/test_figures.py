"""Figures and number words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from swedoc import figures, number_words
from swedoc.lexicon import load


def read(text: str) -> list[tuple[str, Decimal]]:
    return [(text[f.start : f.end], f.value) for f in figures.scan(text) if not f.doubtful]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("540 000 kronor", ["540000"]),
        ("2 410 000 000 kr", ["2410000000"]),
        ("1.900.000.000 kr", ["1900000000"]),
        ("1,250,000 kr", ["1250000"]),
        ("510000000 kr", ["510000000"]),
        ("2 340,50 kronor", ["2340.50"]),
        ("0,1mnkr", ["0.1"]),
        ("42 045981 kr", ["42045981"]),
        ("1019 096 kr", ["1019096"]),
        ("1950 000 kr", ["1950000"]),
        ("år 2021 300 000 kronor", ["2021", "300000"]),
        ("2022 450 tkr", ["2022", "450"]),
        ("20221 450 tkr", ["20221", "450"]),
        ("ap.3 1 650", ["3", "1650"]),
        ("§ 12 500 000 kronor", ["12", "500000"]),
        ("år 1 520 000 kronor", ["1", "520000"]),
        ("per år 2 500 000 kronor", ["2500000"]),
        ("2 040 1 200 tkr", ["2040", "1200"]),
        ("uppgår till 1 250\n000 kronor för", ["1250000"]),
        ("1,2 respektive 1,8", ["1.2", "1.8"]),
        ("länet1 000 kr", ["1000"]),
    ],
)
def test_figures(text: str, values: list[str]) -> None:
    assert [value for _, value in read(text)] == [Decimal(v) for v in values]


def test_cells_one_per_line_are_not_joined() -> None:
    assert [v for _, v in read("Summa\n2 040\n650\n1 100")] == [2040, 650, 1100]


@pytest.mark.parametrize("text", ["16 0435 3905 327", "2.1.3", "2021/22"])
def test_what_cannot_be_parted_is_doubtful(text: str) -> None:
    assert any(figure.doubtful for figure in figures.scan(text))


def test_overlong_runs_are_no_figures() -> None:
    assert not list(figures.scan("1" * 16))
    assert not [f for f in figures.scan(" ".join(["123"] * 6)) if not f.doubtful]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**13), st.sampled_from([" ", ".", ""]))
def test_print_and_read(value: int, separator: str) -> None:
    printed = f"{value:,}".replace(",", separator)
    text = f"kostnaden blir {printed} kronor"
    if 1900 <= value <= 2099 and not separator:
        return
    (figure,) = list(figures.scan(text))
    assert (text[figure.start : figure.end], figure.value) == (printed, value)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789 .,\n-å%§r", max_size=60))
def test_no_text_raises(text: str) -> None:
    ends = 0
    for figure in figures.scan(text):
        assert ends <= figure.start < figure.end
        ends = figure.end


@pytest.mark.parametrize(("words", "value"), load("number_words")["tests"]["examples"])
def test_number_words(words: str, value: int) -> None:
    figure = number_words.read(words)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize("words", load("number_words")["tests"]["counterexamples"])
def test_no_number_words(words: str) -> None:
    assert number_words.read(words) is None


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.integers(0, 2_000_000), st.integers(0, 10**12)))
def test_words_agree_with_num2words(value: int) -> None:
    words = num2words(value, lang="sv")
    if re.search(r"(?:miljon|miljard)(?:er)?+[a-zåäö]", words):
        return  # the library writes "en miljonett"
    figure = number_words.read(words)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("anslår en och en halv miljon", "1.5", "en och en halv"),
        ("med en halv miljon", "0.5", "en halv"),
        ("halv miljard", "0.5", "halv"),
        ("tre kvarts miljon", "0.75", "tre kvarts"),
        ("två komma fem miljoner", "2.5", "två komma fem"),
        ("tre miljoner", "3", "tre"),
        ("en miljon tvåhundra tusen", "1200000", "en miljon tvåhundra tusen"),
    ],
)
def test_the_last_scale_is_left_to_the_unit(text: str, value: str, words: str) -> None:
    figure = number_words.find(text, 0, len(text))
    assert figure is not None
    assert (figure.value, text[figure.start : figure.end]) == (Decimal(value), words)
