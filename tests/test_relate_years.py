"""Amounts said of years: which year gets what."""

from __future__ import annotations

import pytest

import swedoc


def parts(text: str) -> dict[str, int]:
    (split,) = swedoc.parse_text(text).splits
    assert split.kind == "year"
    return {part.key: int(part.value) for part in split.parts if part.value is not None}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Stödet fördelas med 50 000 kronor 2021 och 70 000 kronor 2022, totalt 120 000 kronor.",
            {"2021": 50_000, "2022": 70_000},
        ),
        (
            "Lägergården får 300 000 kronor per år under 2022 och 2023, totalt 600 000 kronor.",
            {"2022": 300_000, "2023": 300_000},
        ),
        (
            "Lägergården får 85 respektive 115 tkr för 2022 och 2023, alltså totalt 200 tkr.",
            {"2022": 85_000, "2023": 115_000},
        ),
        (
            "Lägergården får 100 000 kronor årligen 2022–2024, totalt 300 000 kronor.",
            {"2022": 100_000, "2023": 100_000, "2024": 100_000},
        ),
        (
            "Stödet är totalt 120 000 kronor och fördelas enligt följande:\n\n"
            "- 2021: 50 000 kronor\n- 2022: 70 000 kronor\n",
            {"2021": 50_000, "2022": 70_000},
        ),
    ],
)
def test_years(text: str, wanted: dict[str, int]) -> None:
    assert parts(text) == wanted


def test_an_amount_said_of_two_years_counts_once_for_each() -> None:
    record = swedoc.parse_text(
        "Lägergården får 300 000 kronor per år under 2022 och 2023, totalt 600 000 kronor."
    )
    (split,) = record.splits
    assert {part.derived for part in split.parts} == {"per_year"}
    assert len({part.amount for part in split.parts}) == 1
    assert split.arithmetic == "2 × 300 000 = 600 000"


def test_a_year_that_is_a_date_gets_no_amount() -> None:
    assert swedoc.parse_text("Avtalet skrevs den 3 maj 2021 och gäller 50 000 kronor.").splits == ()
