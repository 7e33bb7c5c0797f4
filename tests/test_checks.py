"""Every code is raised where the page contradicts itself, and not in its clean twin."""

# ruff: noqa: E501 (a page and its twin read best when they stand below each other)
from __future__ import annotations

import re

import pytest

import swedoc
from swedoc.check import descriptions

# code, severity, a page that must raise it, its twin that must not
TWINS = [
    ("sum_mismatch", "error",
     "Stödet är totalt 900 000 kronor och fördelas med 200 000 kronor 2021, 300 000 kronor 2022 och 300 000 kronor 2023.",
     "Stödet är totalt 800 000 kronor och fördelas med 200 000 kronor 2021, 300 000 kronor 2022 och 300 000 kronor 2023."),
    ("unit_factor_1000", "error",
     "Kostnaden är totalt 3 400 kr och fördelas med 2 000 tkr 2021 och 1 400 tkr 2022.",
     "Kostnaden är totalt 3 400 tkr och fördelas med 2 000 tkr 2021 och 1 400 tkr 2022."),
    ("digit_transposition", "error",
     "Stödet är totalt 1 260 000 kronor och fördelas med 810 000 kronor 2021 och 810 000 kronor 2022.",
     "Stödet är totalt 1 620 000 kronor och fördelas med 810 000 kronor 2021 och 810 000 kronor 2022."),
    ("missing_year", "error",
     "Stödet för perioden 2019–2022 är totalt 400 000 kronor och fördelas med 100 000 kronor 2019, 100 000 kronor 2020 och 100 000 kronor 2022.",
     "Stödet för perioden 2019–2021 är totalt 300 000 kronor och fördelas med 100 000 kronor 2019, 100 000 kronor 2020 och 100 000 kronor 2021."),
    ("year_outside_period", "error",
     "Under projektperioden 2019–2021 är stödet totalt 300 000 kronor och fördelas med 100 000 kronor 2019, 100 000 kronor 2020 och 100 000 kronor 2022.",
     "Under projektperioden 2019–2021 är stödet totalt 300 000 kronor och fördelas med 100 000 kronor 2019, 100 000 kronor 2020 och 100 000 kronor 2021."),
    ("period_count_mismatch", "error",
     "Lägergården får stöd i fyra år, 2022–2024.",
     "Lägergården får stöd i tre år, 2022–2024."),
    ("percent_not_100", "error",
     "Kostnaden är 1 000 000 kronor. Staten svarar för 50 procent, regionen för 30 procent och kommunen för 25 procent.",
     "Kostnaden är 1 000 000 kronor. Staten svarar för 50 procent, regionen för 30 procent och kommunen för 20 procent."),
    ("percent_amount_mismatch", "error",
     "Kommunen betalar 30 procent av 2 000 000 kronor, det vill säga 640 000 kronor.",
     "Kommunen betalar 30 procent av 2 000 000 kronor, det vill säga 600 000 kronor."),
    ("rate_times_count", "error",
     "Avtalet gäller 30 platser à 98 000 kronor, totalt 2 490 000 kronor.",
     "Avtalet gäller 30 platser à 98 000 kronor, totalt 2 940 000 kronor."),
    ("gloss_mismatch", "error",
     "Nämnden avsätter 2 400 000 (två miljoner) kronor till bryggan.",
     "Nämnden avsätter 2 000 000 (två miljoner) kronor till bryggan."),
    ("case_number_malformed", "error",
     "Dnr RUN/144//2023\n\nStöd till bryggan.",
     "Dnr RUN/144/2023\n\nStöd till bryggan."),
    ("case_number_conflict", "error",
     "Dnr KS 2021/77\n\nStöd till bryggan.\n\nDnr KS 2021/71",
     "Dnr KS 2021/77\n\nStöd till bryggan.\n\nDnr KS 2021/77"),
    ("invalid_date", "warning",
     "Datum: 2021-02-30\n\nStöd till bryggan.",
     "Datum: 2021-02-28\n\nStöd till bryggan."),
    ("rounding_difference", "info",
     "Kostnaden är totalt 2,5 mnkr och fördelas med 1,3 mnkr 2021 och 1,3 mnkr 2022.",
     "Kostnaden är totalt 2,6 mnkr och fördelas med 1,3 mnkr 2021 och 1,3 mnkr 2022."),
    ("unexplained_remainder", "info",
     "Anslaget är 860 mnkr, varav 700 mnkr till regionerna och 130 mnkr till kommunerna.",
     "Anslaget är 860 mnkr, varav 700 mnkr till regionerna och 160 mnkr till kommunerna."),
    ("personal_identity_number", "warning",
     "Ansökan från personnummer 19811218-9876 har kommit in.",
     "Ansökan har kommit in."),
    ("secrecy_marking", "info",
     "Granviks kommun\nSekretess enligt 26 kap. 1 § OSL\n\nBeslut om stöd.",
     "Granviks kommun\n\nBeslut om stöd. Sekretess gäller enligt 26 kap. 1 § OSL för uppgift om enskild."),
    ("conflicting_totals", "warning",
     "Den totala kostnaden för bryggan i Sandvik är 1 347 000 kronor under perioden 2022–2024.\n\nDen totala kostnaden för bryggan i Sandvik är 1 374 000 kronor under perioden 2022–2024.",
     "Den totala kostnaden för bryggan i Sandvik är 1 347 000 kronor under perioden 2022–2024.\n\nDen totala kostnaden för bryggan i Sandvik är 1 347 000 kronor under perioden 2022–2024."),
    ("body_decision_mismatch", "error",
     "Bakgrund\n\nBidraget till lägergården Storgrans är totalt 450 000 kronor.\n\nFörslag till beslut\n\nNämnden beviljar lägergården Storgrans ett bidrag om totalt 405 000 kronor.",
     "Bakgrund\n\nBidraget till lägergården Storgrans är totalt 450 000 kronor.\n\nFörslag till beslut\n\nNämnden beviljar lägergården Storgrans ett bidrag om totalt 450 000 kronor."),
    ("table_column_sum", "error",
     "| Post (tkr) | 2022 | 2023 |\n|---|---:|---:|\n| Lön | 1 480 | 1 010 |\n| Lokal | 640 | 500 |\n| Summa | 2 310 | 1 510 |\n",
     "| Post (tkr) | 2022 | 2023 |\n|---|---:|---:|\n| Lön | 1 480 | 1 010 |\n| Lokal | 640 | 500 |\n| Summa | 2 120 | 1 510 |\n"),
    ("table_row_sum", "error",
     "| Post (tkr) | 2022 | 2023 | 2024 | Summa |\n|---|---:|---:|---:|---:|\n| Lön | 410 | 430 | 455 | 1 925 |\n| Lokal | 100 | 100 | 100 | 300 |\n",
     "| Post (tkr) | 2022 | 2023 | 2024 | Summa |\n|---|---:|---:|---:|---:|\n| Lön | 410 | 430 | 455 | 1 295 |\n| Lokal | 100 | 100 | 100 | 300 |\n"),
]  # fmt: skip
IDS = [code for code, *_ in TWINS]


def raised(text: str) -> dict[str, swedoc.Finding]:
    return {finding.code: finding for finding in swedoc.parse_text(text).findings}


@pytest.mark.parametrize(("code", "severity", "page", "twin"), TWINS, ids=IDS)
def test_a_code_and_its_clean_twin(code: str, severity: str, page: str, twin: str) -> None:
    found = raised(page)
    assert code in found, list(found)
    assert found[code].severity == severity
    assert found[code].spans, "a finding shows where on the page it stands"
    assert code not in raised(twin)


@pytest.mark.parametrize("page", [page for _, _, page, _ in TWINS], ids=IDS)
def test_messages_are_neutral_and_in_both_languages(page: str) -> None:
    for finding in raised(page).values():
        assert not re.search(
            r"\b(slarv\w*|fusk\w*|careless|mistake\w*)\b", finding.message + finding.message_en
        )
        assert finding.message != finding.message_en
        if finding.stated is not None:
            assert re.search(r"\d", finding.message)
            assert re.search(r"\d", finding.message_en)


def test_every_code_is_tried_here_or_with_the_tables() -> None:
    assert set(descriptions("sv")) - set(IDS) == {"unreadable_table"}
