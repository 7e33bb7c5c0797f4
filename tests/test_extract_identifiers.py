"""Identifiers and plain numbers: what looks like an amount, a date or a case number and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from swedoc.mentions import IdentifierMention, MoneyMention, NumberMention
from swedoc.pipeline import mentions_of_text


def identifiers(text: str) -> list[tuple[str, str]]:
    return [(m.kind, m.value) for m in mentions_of_text(text).claims.of(IdentifierMention)]


def numbers(text: str) -> list[tuple[str, str]]:
    return [(m.kind, text[m.start : m.end]) for m in mentions_of_text(text).claims.of(NumberMention)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Med stöd av 8 kap. 3 § kommunallagen (2017:725)",
            [("paragraph", "8 kap. 3 §"), ("law", "2017:725")],
        ),
        (
            "prop. 2017/18:18 och 2018/19:1, SOU 2020:8",
            [("proposition", "2017/18:18"), ("proposition", "2018/19:1"), ("sou", "2020:8")],
        ),
        (
            "fastigheterna Norr 2:1, 2:3 och 2:14",
            [("fastighet", "Norr 2:1"), ("fastighet", "2:3"), ("fastighet", "2:14")],
        ),
        ("anslaget 1:6, ap.3, utgiftsområde 24", [("anslag", "1:6"), ("anslag", "3"), ("anslag", "24")]),
        ("nämndens beslut § 45/2020 och KF § 141", [("paragraph", "45/2020"), ("paragraph", "141")]),
        (
            "org.nr 212000-0027, bankgiro 123-4567",
            [("organisationsnummer", "212000-0027"), ("bankgiro", "123-4567")],
        ),
        ("Box 48, 980 99 Almvik", [("postnummer", "980 99")]),
        ("Planritning A-40-1-100, inkommen", [("ritning", "A-40-1-100")]),
        (
            "Signature 6fccaa09-7c7e-4751-9c9a-8b2b5325ac5e",
            [("referens", "6fccaa09-7c7e-4751-9c9a-8b2b5325ac5e")],
        ),
        ("förordning (EU) nr 651/2014", [("eu", "651/2014")]),
        ("Regeringsbeslut III 13\nSocialdepartementet", [("beslutsnummer", "III 13")]),
    ],
)
def test_identifiers(text: str, wanted: list[tuple[str, str]]) -> None:
    assert identifiers(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("30 procent, 2,5 % och 50%", [("percent", "30 procent"), ("percent", "2,5 %"), ("percent", "50%")]),
        ("delas 70/30 procent mellan", [("percent", "70"), ("percent", "30 procent")]),
        ("Skolan har 1 240 elever och 52 lärare", [("count", "1 240"), ("count", "52")]),
        ("Sida 2 (41)\nText", [("page", "2 (41)")]),
        ("2.1.1 Överföring\nText", [("list", "2.1.1")]),
        ("med rösterna 7–6", [("vote", "7–6")]),
        ("på ansvar 4120, konto 6910.", [("account", "4120"), ("account", "6910")]),
        ("Besöksadress: Sidenvägen 7 F", [("address", "7")]),
        ("byggherrekostnad2 och risktillägg3", [("footnote", "2"), ("footnote", "3")]),
        ("kl. 13.00–16.15", [("time", "13.00–16.15")]),
        ("på 840 kvm", [("measure", "840")]),
        ("personer över 65 år", [("age", "65")]),
        ("enligt bilaga 2 och tabell 3", [("reference", "2"), ("reference", "3")]),
    ],
)
def test_numbers(text: str, wanted: list[tuple[str, str]]) -> None:
    assert numbers(text) == wanted


def test_percentages_carry_their_value() -> None:
    values = [m.value for m in mentions_of_text("30 procent och 2,5 %").claims.of(NumberMention)]
    assert values == [Decimal(30), Decimal("2.5")]


@pytest.mark.parametrize("text", ["Beloppet 450 fördelas.", "Nämnden fick 312 i går.", "Det blev 77 och"])
def test_a_bare_number_stays_unexplained(text: str) -> None:
    claims = mentions_of_text(text).claims
    assert not claims.of(NumberMention)
    assert not claims.of(MoneyMention)


@given(st.integers(0, 999_999), st.integers(0, 999))
@settings(max_examples=200, deadline=None)
def test_the_check_digit_only_says_whether_it_is_valid(first: int, last: int) -> None:
    head = f"{first:06}{last:03}"
    if not (head[2] >= "2"):
        head = head[:2] + "2" + head[3:]
    right = luhn.calc_check_digit(head)
    for digit in "0123456789":
        text = f"org.nr {head[:6]}-{head[6:]}{digit}."
        (mention,) = mentions_of_text(text).claims.of(IdentifierMention)
        assert (mention.kind, mention.valid) == ("organisationsnummer", digit == right)


@pytest.mark.parametrize(
    ("number", "kind"),
    [("850709-9821", "personnummer"), ("850769-9821", "samordningsnummer"), ("851309-9821", None)],
)
def test_people_by_the_shape_of_their_date(number: str, kind: str | None) -> None:
    assert [k for k, _ in identifiers(f"Personnummer {number}")] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("med möjlighet till 18 + 12 månader", [("count", "18"), ("count", "12")]),
        ("CPV-kod: 45212220-4\n", [("code", "45212220-4")]),
        ("Delegationsnr: D 2021-0417\n", [("reference", "2021-0417")]),
        ("Telefontid vardagar 9–11, ring oss", [("time", "9–11")]),
        ("Orgeln är från 1874. Den byggs om.", [("year", "1874")]),
        ("Bilagor\n1. Ritningar   2. Tidplan", [("list", "1."), ("list", "2.")]),
        ("Norrgården 214\n820 41 Sjövik", [("address", "214")]),
        ("från 1874 elever till 1820 elever", [("count", "1874"), ("count", "1820")]),
    ],
)
def test_numbers_that_what_stands_beside_them_explains(text: str, wanted: list[tuple[str, str]]) -> None:
    found = numbers(text)
    assert [one for one in wanted if one not in found] == []
