"""Columns of tables that are the product of two others, and the one row that is not."""

from __future__ import annotations

import pytest

import swedoc


def told(text: str) -> list[tuple[str, int, int]]:
    return [
        (finding.code, finding.stated, finding.computed)
        for finding in swedoc.parse_text(text).findings
        if finding.severity != "info"
    ]


LENT = """Utlåning av maskiner, hösten 2021

Maskin                 Dagar    Hyra per dag, kr    Belopp, kr
Grävare                   12               3 400        40 800
Vält                       7               1 150         8 050
Saltspridare              31                 640        {0}
Flishugg                   4               2 275         9 100
Summa                     54                            {1}
"""


def test_the_one_row_that_is_not_count_times_price() -> None:
    assert told(LENT.format("19 840", "77 790")) == []
    assert told(LENT.format("18 940", "76 890")) == [("rate_times_count", 18_940, 19_840)]


def test_the_proof_is_the_price_the_count_and_the_product() -> None:
    record = swedoc.parse_text(LENT.format("18 940", "76 890"))
    (finding,) = record.findings
    assert [record.text[span.start : span.end] for span in finding.spans] == ["640", "31", "18 940"]


BOUGHT = """Artikel            Mängd   Enhet     À-pris, kr     Belopp, kr
Kantsten            62,5   m              184,00       11 500,00
Grus                  18   ton             96,50        1 737,00
Gatsten             34,2   m2             415,00       {0}
Retur                 12   st             -40,00         -480,00
"""


def test_decimals_units_and_negative_prices() -> None:
    assert told(BOUGHT.format("14 193,00")) == []
    assert told(BOUGHT.format("14 913,00")) == [("rate_times_count", 14_913, 14_193)]


PAID_PER_HEAD = """Skola             Elever    Kronor per elev       Kronor
Almskolan            112              1 417      158 667
Björkskolan           96              1 388      133 248
Ekskolan             143              1 402      {0}
"""


def test_what_the_rounding_of_an_average_explains_is_no_slip() -> None:
    assert told(PAID_PER_HEAD.format("200 440")) == []


@pytest.mark.parametrize(
    "rows",
    [
        # No relation at all.
        "Syd   12   3 400   41 000\nNord   7   1 150   9 050\nVäst   31   640   18 940\n",
        # One row alone is no proof, nor are rows of one.
        "Syd   12   3 400   40 800\nNord   7   1 150   9 050\nVäst   31   640   18 940\n",
        "Syd   1   3 400   3 400\nNord   1   1 150   1 150\nVäst   31   640   18 940\n",
        # A year of months is not printed.
        "Syd   12   3 400   40 800\nNord   7   1 150   8 050\nVäst   31   640   238 080\n",
        # The total has an average price.
        "Syd   12   3 400   40 800\nNord   7   1 150   8 050\nSumma   19   2 600   48 850\n",
    ],
)
def test_rows_that_prove_nothing(rows: str) -> None:
    head = "Område   Antal   Pris, kr   Kostnad, kr\n"
    assert "rate_times_count" not in [code for code, _, _ in told(head + rows)]


SHARED = """Kommun            Andel, %       Bidrag, kr
Ekåsa                   50          420 000
Granvik                 25          210 000
Vidafors                15          {0}
Tallnäs                 10           84 000
Summa                  100          {1}
"""


def test_a_share_of_the_total_that_is_not_its_percentage() -> None:
    assert told(SHARED.format("126 000", "840 000")) == []
    assert ("percent_amount_mismatch", 129_000, 126_000) in told(SHARED.format("129 000", "840 000"))


def test_rounded_percentages_are_no_slip() -> None:
    rows = "Ekåsa   37   311 000\nGranvik   28   236 000\nVidafors   35   293 000\nSumma   100   840 000\n"
    assert told("Kommun   Andel, %   Bidrag, kr\n" + rows) == []


SUPPORTED = """Åtgärd              Kostnad, kr   Stödandel   Stöd, kr
Trappor                 120 000        50 %     60 000
Broar                   310 000        40 %    124 000
Spänger                  90 000        70 %     63 000
Skyltar                  45 000        50 %     {0}
"""


def test_a_share_of_the_cost_in_the_same_row() -> None:
    assert told(SUPPORTED.format("22 500")) == []
    assert told(SUPPORTED.format("25 500")) == [("percent_amount_mismatch", 25_500, 22_500)]


def test_a_column_of_percentages_that_are_of_something_else() -> None:
    rows = "Skola   120 000   50 %   61 000\nVård   310 000   40 %   12 400\nPark   90 000   70 %   6 300\n"
    assert told("Område   Budget, kr   Förändring   Utfall, kr\n" + rows) == []
