"""Every run of digits has a class or is listed as unexplained."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from swedoc.pipeline import mentions_of_text
from swedoc.relate.coverage import coverage

MEMO = """Sida 1 (3)
2022-11-08
Dnr UN 2022-00731

Resurscentrum i Granvik 2023–2025

Ärendet
Centret tog emot 240 elever läsåret 2021/22 (prop. 2020/21:100, 8 kap. 3 § skollagen 2010:800).
Kostnaden är 1 450 000 kronor, varav 30 procent betalas av Region Mittland, org.nr 212000-0027.
Beslutet togs den 9 juni 2020, § 45/2020, kl. 14.30 med rösterna 7–6. Lokalen, Norr 2:1, är på 840 kvm.

1. Nämnden godkänner planen.
2. Nämnden avsätter 435 tkr ur ansvar 4120.

Box 48, 980 99 Almvik  Storgatan 12  Tfn 0980-319 200  Bankgiro 9990-0011
"""


def test_a_memo_without_gaps() -> None:
    counted = coverage(mentions_of_text(MEMO))
    assert [MEMO[span.start : span.end] for span in counted.unexplained] == []
    assert counted.numbers == len(regex.findall(r"\d+", MEMO)) == counted.explained


def test_what_nothing_explains_is_listed() -> None:
    text = "Kostnaden är 450 tkr enligt 77."
    counted = coverage(mentions_of_text(text))
    assert (counted.numbers, counted.explained) == (2, 1)
    assert [text[span.start : span.end] for span in counted.unexplained] == ["77"]


@pytest.mark.parametrize("text", ["", "Inga tal alls.", "§"])
def test_nothing_to_count(text: str) -> None:
    assert coverage(mentions_of_text(text)).numbers == 0


@given(st.text(alphabet="0123456789 krtp.,-/:§()\nKSdnåg%", max_size=80))
@settings(max_examples=200, deadline=None)
def test_every_run_is_counted_once(text: str) -> None:
    reading = mentions_of_text(text)
    counted = coverage(reading)
    assert counted.numbers == len(regex.findall(r"\d+", reading.text))
    assert counted.numbers - counted.explained == len(counted.unexplained)
    for span in counted.unexplained:
        assert reading.text[span.start : span.end].isdigit()
