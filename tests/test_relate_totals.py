"""Which amount is the total of the parts, and whether the parts claim to be the whole."""

from __future__ import annotations

import pytest

import swedoc

YEARS = "200 000 kronor 2021 och 300 000 kronor 2022"
PURPOSES = "200 000 kronor till lokaler och 300 000 kronor till personal"
PAYERS = "Staten betalar 200 000 kronor och Granviks kommun 300 000 kronor"


@pytest.mark.parametrize(
    "text",
    [
        f"Stödet fördelas med {YEARS}, totalt 500 000 kronor.",
        f"Stödet är totalt 500 000 kronor och fördelas med {YEARS}.",
        f"Stödet är 500 000 kronor, varav {PURPOSES}.",
        f"{PAYERS}. Den totala kostnaden är 500 000 kronor.",
    ],
)
def test_the_total_is_found(text: str) -> None:
    (split,) = swedoc.parse_text(text).splits
    assert split.total is not None
    assert split.total.value == 500_000
    assert split.consistent is True


def test_without_a_total_nothing_is_judged() -> None:
    record = swedoc.parse_text(f"Stödet fördelas med {YEARS}.")
    assert [split.consistent for split in record.splits] == [None]
    assert record.findings == ()


def test_some_parts_of_a_whole_are_no_mismatch() -> None:
    record = swedoc.parse_text("Anslaget är 900 000 kronor, varav 200 000 kronor avser lokaler.")
    assert record.verdict != "does_not_add_up"


def test_rounded_figures_may_differ_by_their_rounding() -> None:
    record = swedoc.parse_text(
        "Kostnaden är totalt 2,5 mnkr och fördelas med 1,3 mnkr 2021 och 1,3 mnkr 2022."
    )
    assert record.verdict == "adds_up_within_rounding"


def test_what_is_applied_for_is_no_total_of_what_is_granted() -> None:
    record = swedoc.parse_text(f"Föreningen ansöker om 800 000 kronor. Nämnden beviljar {YEARS}.")
    assert record.verdict != "does_not_add_up"


def test_earlier_support_is_no_part() -> None:
    record = swedoc.parse_text(
        f"Föreningen fick 90 000 kronor 2019. Stödet är totalt 500 000 kronor och fördelas med {YEARS}."
    )
    assert record.verdict == "adds_up"


def test_what_two_amounts_differ_by_is_no_part() -> None:
    record = swedoc.parse_text(
        "I mars beräknades den totala avvikelsen till 316 mnkr. I bokslutet blev den 563 mnkr, "
        "alltså 247 mnkr mer än beräknat."
    )
    assert record.verdict == "not_checked"


@pytest.mark.parametrize("words", ["högre än 2021", "lägre jämfört med 2021"])
def test_a_percentage_of_change_is_not_of_the_sum_beside_it(words: str) -> None:
    text = f"Utfallet blev 1 290 mnkr, vilket är 68 mnkr (5,6 procent) {words}."
    assert swedoc.parse_text(text).findings == ()
