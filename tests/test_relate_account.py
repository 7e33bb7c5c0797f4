"""Accounts: an opening balance, what came and went, and the closing balance that these make."""

from __future__ import annotations

import pytest

import swedoc

SIGNED = """Kassan

Ingående behållning 2019-01-01       86 340
Medlemsavgifter                     210 000
Räntor                                  160
Provtagning                        -209 500
Utgående behållning 2019-12-31       {closing}

Beloppen är i kronor.
"""

STACKED = """Fondens ställning, kronor

Ingående behållning 1 januari 2019
86 340
Medlemsavgifter
210 000
Räntor
160
Provtagning
-209 500
Utgående behållning 31 december 2019
{closing}
"""

UNSIGNED = """Fondens ställning, kronor

Ingående behållning                  86 340
Medlemsavgifter                     210 000
Utbetalningar                       209 500
Utgående behållning                  {closing}
"""


def errors(text: str) -> list[str]:
    return [f.code for f in swedoc.parse_text(text).findings if f.severity == "error"]


def parts(text: str) -> list[tuple[int, ...]]:
    record = swedoc.parse_text(text)
    return [tuple(int(p.value or 0) for p in split.parts) for split in record.splits if split.consistent]


@pytest.mark.parametrize("page", [SIGNED, STACKED])
def test_an_account_that_comes_out(page: str) -> None:
    text = page.format(closing="87 000")
    assert errors(text) == []
    assert (86340, 210000, 160, -209500) in parts(text)


@pytest.mark.parametrize("page", [SIGNED, STACKED])
def test_an_account_that_does_not(page: str) -> None:
    assert "table_column_sum" in errors(page.format(closing="78 000"))


def test_words_give_the_sign_where_none_is_printed() -> None:
    text = UNSIGNED.format(closing="86 840")
    assert errors(text) == []
    assert (86340, 210000, -209500) in parts(text)


def test_without_signs_an_account_that_does_not_come_out_is_no_error() -> None:
    assert errors(UNSIGNED.format(closing="91 000")) == []


def test_a_table_of_no_account_is_left_alone() -> None:
    rows = "Ingående avtal        86 340\nNya avtal            210 000\nUtgående avtal        12 500\n"
    text = f"Kostnader, kronor\n\n{rows}"
    assert errors(text) == []


def test_the_unit_of_a_table_that_only_the_text_says() -> None:
    text = (
        "För läsåret kostar stödet 1 386 000 kronor.\n\nFördelat på skolor blir det följande:\n\n"
        "Kvarnskolan                       518 000\nEkeby centralskola                603 000\n"
        "Norrbyskolan                      265 000\nSumma läsåret                   1 386 000\n"
    )
    assert (518000, 603000, 265000) in parts(text)


def test_no_unit_is_taken_where_the_text_gives_two() -> None:
    text = (
        "Stödet kostar 1 386 kronor per elev, och 1 386 tkr i allt.\n\nSå här blir det:\n\n"
        "Kvarnskolan                         518\nEkeby centralskola                  603\n"
        "Norrbyskolan                        265\nSumma                             1 386\n"
    )
    assert (518, 603, 265) not in parts(text)
