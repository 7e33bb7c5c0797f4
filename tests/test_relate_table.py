"""Rows and columns of tables against their sums."""

from __future__ import annotations

import pytest

import swedoc

HEAD = "| Post (tkr) | 2022 | 2023 | Summa |\n|---|---:|---:|---:|\n"
ROWS = "| Personal | 400 | 450 | 850 |\n| Lokaler | 100 | 150 | 250 |\n"


def codes(table: str) -> list[str]:
    return [finding.code for finding in swedoc.parse_text(table).findings]


def test_a_table_that_adds_up() -> None:
    record = swedoc.parse_text(HEAD + ROWS + "| Summa | 500 | 600 | 1 100 |\n")
    assert record.findings == ()
    assert record.verdict == "adds_up"
    assert {split.source for split in record.splits} == {"table"}


def test_a_wrong_sum_below_a_column() -> None:
    assert "table_column_sum" in codes(HEAD + ROWS + "| Summa | 700 | 600 | 1 300 |\n")


def test_a_wrong_sum_at_the_end_of_a_row() -> None:
    rows = ROWS.replace("| 850 |", "| 750 |")
    assert "table_row_sum" in codes(HEAD + rows + "| Summa | 500 | 600 | 1 100 |\n")


def test_rows_of_which_are_not_counted_twice() -> None:
    rows = ROWS + "| därav hyra | 80 | 90 | 170 |\n"
    assert codes(HEAD + rows + "| Summa | 500 | 600 | 1 100 |\n") == []


def flat(*rows: str) -> swedoc.Record:
    return swedoc.parse_text(
        "\n".join(("Driftbudget 2024, belopp i tkr", "Verksamhet Budget Prognos", *rows))
    )


def test_rows_named_by_people_are_sums_where_they_name_an_operation() -> None:
    record = flat("Barn och unga 12 500 12 900", "Måltider 2 100 2 000", "Årets resultat 14 600 14 900")
    assert record.verdict == "adds_up"
    assert record.splits[0].parts[0].key == "Barn och unga"


def test_a_row_that_counts_people_is_no_part() -> None:
    record = flat("Lokaler 500 600", "Antal elever 45 44", "Personal 700 800", "Summa 1 200 1 400")
    assert record.verdict == "adds_up"


@pytest.mark.parametrize(("total", "severity"), [("21 100", "info"), ("21 200", "error")])
def test_a_row_that_was_not_counted_explains_a_difference(total: str, severity: str) -> None:
    rows = "| Barn och unga | 12 500 |\n| Äldre | 8 300 |\n| Medlemmar | 300 |\n"
    record = swedoc.parse_text(f"Belopp i tkr\n\n| Post | Budget |\n|---|---|\n{rows}| Summa | {total} |")
    assert [finding.severity for finding in record.findings] == [severity]


PAID = "Medlen betalas enligt följande tabell:\nDatum Belopp\n2024-01-25 4 473\n2024-04-25 4 467\n"


def test_a_payment_plan_in_text_has_dates_for_labels_and_its_unit_below() -> None:
    record = swedoc.parse_text(f"{PAID}Summa 8 940\nBelopp angivna i tkr\n")
    assert record.verdict == "adds_up"
    assert [part.key for part in record.splits[0].parts] == ["2024-01-25", "2024-04-25"]
    assert record.splits[0].total is not None
    assert record.splits[0].total.value == 8_940_000
    assert "table_column_sum" in codes(f"{PAID}Summa 8 490\nBelopp angivna i tkr\n")


def test_years_as_labels_of_rows_make_a_split_by_year() -> None:
    rows = "Kostnaderna fördelas så här (tkr):\n2024 500\n2025 600\n2026 650\nSumma"
    (split,) = swedoc.parse_text(f"{rows} 1 750").splits
    assert (split.kind, [part.key for part in split.parts]) == ("year", ["2024", "2025", "2026"])
    assert "table_column_sum" in codes(f"{rows} 1 570")


LIST = """Kostnaden fördelas enligt följande:

Granviks Ridklubb              84 000 kr
Scoutkåren Lodjuret            36 500 kr
Musikföreningen Tonika         42 000 kr
                             -----------
Summa                         {0} kr
"""


def test_a_rule_drawn_above_the_sum_is_no_row() -> None:
    record = swedoc.parse_text(LIST.format("162 500"))
    assert record.verdict == "adds_up"
    assert len(record.splits[0].parts) == 3
    assert "table_column_sum" in codes(LIST.format("165 200"))


FINANCED = """Projektets totala kostnad är {0} kr. Projektet finansieras på följande sätt:

   Region Mellanbygden               385 000 kr
   Granviks kommun                   310 000 kr
   Egen insats (varav ideellt
   arbete 120 000 kr)                300 000 kr
"""


def test_a_table_without_a_sum_is_held_against_the_sentence_that_leads_to_it() -> None:
    (split,) = swedoc.parse_text(FINANCED.format("995 000")).splits
    assert [part.value for part in split.parts] == [385_000, 310_000, 300_000]
    assert split.consistent is True
    assert "sum_mismatch" in codes(FINANCED.format("1 015 000"))


CHANGED = """| Verksamhet (tkr) | Budget | Ändring (+/–) | Ny budget |
|---|---:|---:|---:|
| Grundskola | 412 300 | -3 400 | 408 900 |
| Förskola | 198 750 | 2 150 | 200 900 |
| Kost | 41 600 | 1 900 | {0} |
"""


def test_a_change_of_a_budget_makes_the_new_one() -> None:
    assert swedoc.parse_text(CHANGED.format("43 500")).verdict == "adds_up"
    assert codes(CHANGED.format("43 400")) == ["table_row_sum"]


FOLLOWED_UP = """| Verksamhet (tkr) | Budget | Prognos | Avvikelse |
|---|---:|---:|---:|
| Ledning | 4 200 | 4 000 | 200 |
| Förskola | 9 750 | 9 900 | -150 |
| Grundskola | 8 100 | 8 300 | -200 |
| Avgifter | -1 000 | -1 100 | -100 |
| Bibliotek | 1 400 | 1 350 | {0} |
"""


def test_a_deviation_is_what_two_columns_differ_by_with_either_sign() -> None:
    assert codes(FOLLOWED_UP.format("50")) == []
    assert codes(FOLLOWED_UP.format("500")) == ["table_row_sum"]
    assert codes(FOLLOWED_UP.format("500").replace("| -150 |", "| 15 |")) == []  # too many: something else


GRANTS = """Återstoden, {0} kr, fördelas så här:

- 14 arbetsstipendier à 25 000 kr          350 000 kr
- 3 resestipendier à 40 000 kr             {1} kr
"""


def test_a_row_that_says_how_its_sum_is_made() -> None:
    assert swedoc.parse_text(GRANTS.format("470 000", "120 000")).verdict == "adds_up"
    assert codes(GRANTS.format("480 000", "130 000")) == ["rate_times_count"]
    assert codes(GRANTS.format("590 000", "240 000")) == []  # for two years, say


FRAMES = """| Nämnd (tkr) | Budget 2011 | Löner | Volym | Besparing | Budget 2012 |
|---|---:|---:|---:|---:|---:|
| Kommunstyrelsen | 61 250 | 1 470 | 0 | -800 | 61 920 |
| Barnnämnden | 402 600 | 9 660 | 4 200 | -2 100 | 414 360 |
| Socialnämnden | 351 900 | 8 450 | 3 600 | -1 750 | {0} |
| Tekniska nämnden | 48 730 | 1 120 | 350 | -600 | 49 600 |
"""


def test_a_last_column_that_is_the_sum_of_all_before_it() -> None:
    assert codes(FRAMES.format("362 200")) == []
    assert codes(FRAMES.format("361 200")) == ["table_row_sum"]


PLAN = """Bidraget betalas ut så här:

den 1 oktober 2009        420 000 kronor
den 1 april 2010          540 000 kronor
efter godkänd slutrapport 340 000 kronor
Summa                   {0} kronor
"""


def test_a_label_that_reaches_up_to_its_figure() -> None:
    (split,) = swedoc.parse_text(PLAN.format("1 300 000")).splits
    assert [part.key for part in split.parts][1:] == ["den 1 april 2010", "efter godkänd slutrapport"]
    assert split.consistent is True
    assert codes(PLAN.format("1 320 000")) == ["table_column_sum"]


def test_an_accumulated_column_adds_each_row_to_those_above() -> None:
    text = (
        "Utgift (tkr)   Årets utgift   Ackumulerat\n2018                 14 200        14 200\n"
        "2019                 61 900        76 100\n2020                188 300       {0}\n"
        "2021                243 600       508 000\n"
    )
    assert swedoc.parse_text(text.format("264 400")).verdict == "adds_up"
    slip = swedoc.parse_text(text.format("246 400"))
    assert [f.computed for f in slip.findings if f.code == "table_column_sum"] == [264_400_000]


def test_years_as_labels_of_cells_one_on_a_line() -> None:
    text = "År\nBelopp (kr)\n2024\n2 310 000\n2025\n3 280 000\n2026\n3 280 000\nTotalt\n{0}\n"
    assert swedoc.parse_text(text.format("8 870 000")).verdict == "adds_up"
    assert swedoc.parse_text(text.format("8 780 000")).verdict == "does_not_add_up"
