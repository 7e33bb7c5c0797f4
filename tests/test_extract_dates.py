"""Dates in marked-up sentences: the words between the marks are the mention, with its attributes."""

from __future__ import annotations

from datetime import date

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from swedoc.mentions import DateMention
from swedoc.pipeline import mentions_of_text
from swedoc.relate.document_date import document_date

MARK = regex.compile(r"<d(?P<attributes>[^>]*)>(?P<words>.*?)</d>", regex.DOTALL)
SENTENCES = [
    "Datum: <d value=2021-03-23 role=document>2021-03-23</d>",
    "Den <d value=2021-03-23>23 mars 2021</d> och den <d value=None>4 april</d> möttes de.",
    "Nämnden beslutade den <d value=2020-11-30 role=decision>30 november 2020</d>, § 118.",
    "Svar lämnas senast den <d value=2024-01-15 role=deadline>15 januari 2024</d>.",
    "En skrivelse daterad <d value=2026-04-08 role=cited>2026-04-08</d> har kommit in.",
    "Sammanträdesdatum <d value=2018-11-06 role=meeting>2018-11-06</d>",
    "Avtalet gäller <d value=2018-01-01 until=2018-12-31 role=period>1 januari 2018 – 31 december 2018</d>.",
    "under tiden <d value=2018-01-01 until=2018-12-31>1/1-31/12 2018</d> med förlängning",
    "Projekttiden är <d value=2016-10-01 until=2018-12-31>2016-10-01–2018-12-31</d>.",
    "Från och med den <d value=2023-07-01 until=2025-12-31>1 juli 2023 t.o.m. den 31 december 2025</d>.",
    "Bidraget ges <d value=2021 until=2024 years=2021,2022,2023,2024>2021-2024</d>.",
    "Bidraget ges <d value=2021 until=2024 years=2021,2022,2023,2024>2021 till 2024</d>.",
    "budget för <d value=2027 until=2031>2027–\n2031</d>",
    "under <d value=2022 years=2022>2022</d> och <d value=2023 years=2023>2023</d>.",
    "<d value=2022>2022</d>: 300 000 kr, <d value=2023>2023</d>: 400 000 kr",
    "läsåret <d value=2021 until=2022 years=2021,2022>2021/22</d> för 24 elever",
    "Redovisas senast den <d value=2017-04-15>15 april 2017</d> respektive <d value=2018-04-15>2018</d>.",
    "I <d value=2016-06 precision=month>juni 2016</d> avslutades arbetet.",
    "Utfall <d value=2022-04 until=2022-06 precision=quarter>kv 2 2022</d>",
    "under <d value=2023-07 until=2023-12>andra halvåret 2023</d>",
    "börjar <d value=2022-07 until=2022-12>HT 2022</d>",
    "Uppföljning efter <d value=2022-05 until=2022-08>tertial 2 2022</d>",
    "Beslutad <d value=2022-06-14>202206-14</d>. Ansökan inkom <d value=2015-10-12>151012</d>.",
    "Kostnaden blir 250 000 kronor fr.o.m. <d value=2026 open=True>2026</d>.",
    "<d value=2026 open=True>2026 och framåt</d>",
    "400 000 kr <d value=2025 open=False>2025</d> och <d value=None open=True>därefter</d> 650 000 kronor",
    "Fakturan är daterad <d value=None valid=False>2018-01-155</d>.",
    "Mötet hölls den <d value=None valid=False>2021-02-30</d>.",
    "Ansökan gjordes <d value=2011-02-28>28/2 2011</d>.",
    "Skrivelse <d value=2011-05-12>11-05-12</d>",
    "Mötet hålls <d value=None>v. 14</d>.",
    "den <d value=2022-05-03 until=2022-05-05>3–5 maj 2022</d>",
    "den <d value=2022-05-03>3</d> och <d value=2022-05-17>17 maj 2022</d>",
    "drift vid årsskiftet <d value=2015-12-31 until=2016-01-01>2015/16</d>",
    "mellan åren <d value=2021 until=2024>2021 och 2024</d>",
    "per den <d value=2024-03-31>31 mars \n2024</d>",
]
NONE = [
    "Kostnaden är 2021 kr och 2 021 kr, totalt 1950 tkr.",
    "Skolan har 2000 elever och 1950 kvm.",
    "Enligt lagen (2010:900) och prop. 2019/20:164, SOU 2020:8 och § 45/2020.",
    "Dnr KS 2018/214, Dnr 2026-000297, KS 2023-00412, 2026.272 KS, Dnr 2023/24 och RUN/248/2020.",
    "Box 2021, konto 2010, rum 2012, Sida 1/10, anslaget 1:6, tfn 0980-319 215.",
    "under 1900-talet, 3 Maj Ek, 12 Jan Berg, 1 040 000 kronor",
    "org.nr 212000-0027, bankgiro 123-4567, personnummer 850709-9821",
]


def found(text: str) -> list[DateMention]:
    return mentions_of_text(text).claims.of(DateMention)


def unmark(sentence: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        attributes = dict(pair.split("=") for pair in mark["attributes"].split())
        wanted.append((len(text), len(text) + len(mark["words"]), attributes))
        text += mark["words"]
        at = mark.end()
    return text + sentence[at:], wanted


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences(sentence: str) -> None:
    text, wanted = unmark(sentence)
    mentions = found(text)
    assert [(m.start, m.end) for m in mentions] == [(start, end) for start, end, _ in wanted]
    for mention, (_, _, attributes) in zip(mentions, wanted, strict=True):
        given = {
            "value": mention.value, "until": mention.until, "role": mention.role,
            "precision": mention.precision,
            "valid": mention.valid, "open": mention.open_ended, "years": ",".join(map(str, mention.years)),
        }  # fmt: skip
        assert {name: str(given[name]) for name in attributes} == attributes


@pytest.mark.parametrize("text", NONE)
def test_no_dates(text: str) -> None:
    assert [text[m.start : m.end] for m in found(text)] == []


PARAGRAPH = (
    "Nämnden har beslutat att bidraget ska betalas ut till föreningen i två delar under året enligt planen"
    " som följer av ärendet."
)
LETTERHEADS = [
    (
        "Granviks kommun\nKommunstyrelsen\nProtokoll 2023-05-03\n§ "
        "45 Budget\nKommunstyrelsen beslutade 2023-04-01 att.",
        "2023-05-03",
    ),
    ("SAMMANTRÄDESPROTOKOLL\nSammanträdesdatum Sida\n2023-05-03 4 (12)\nKommunstyrelsen\n", "2023-05-03"),
    ("Datum\nDiarienr\n2023-05-03\nKS 2023/1\n\nTitel\n", "2023-05-03"),
    ("Ankomstdatum 2023-04-01\nDatum 2023-05-03\nDnr KS 2023/1\n", "2023-05-03"),
    ("Stockholm 2023-05-03\n\nTill kommunstyrelsen\n\nAngående remissen\n", "2023-05-03"),
    ("Granvik den 3 maj 2023\n\nTill kommunstyrelsen\n", "2023-05-03"),
    ("Tjänsteskrivelse 3 maj 2023\nGranviks kommun\n", "2023-05-03"),
    ("Datum Ert datum\n2023-05-03 2023-04-01\n", "2023-05-03"),
    ("Ert datum Vårt datum\n2023-04-01 2023-05-03\n", "2023-05-03"),
    ("Handläggare Datum Diarienummer\nKarin Ahlmo 2023-05-03 KS 2023/1\n", "2023-05-03"),
    ("Datum för beslut: 2023-05-03\nDnr KS 2023/1\n", "2023-05-03"),
    (
        "Beslutsunderlag\nTjänsteskrivelse 2023-05-03\nProtokoll "
        "2023-04-01\n\nBeslutet skickas till\nAkten\n",
        None,
    ),
    ("Tjänsteskrivelse\nSammanträdesdatum 2023-06-01\nDatum 2023-05-03\nKarin Ahlmo\n", "2023-05-03"),
    ("PM\nUpprättad av Karin Ahlmo 2023-05-03\n\nRubrik\n", "2023-05-03"),
    ("2023-05-03\n1 (2)\nDnr 2023/12\n", "2023-05-03"),
    ("Kommunfullmäktiges beslut 2024-02-26, § 28\nSamhällsbyggnadsförvaltningen yttrande\n", None),
    (
        "Förvaltningen fick den 3 maj 2021 i uppdrag att utreda "
        "frågan om badhus i Granvik. Utredningen är klar.",
        None,
    ),
    (
        "# Uppdrag till Boverket\n\nPublicerad 12 maj "
        "2023\n\nRegeringen ger Boverket i uppdrag att utreda saken.",
        "2023-05-12",
    ),
    ("Delegationsbeslut\n2023-05-03\nDnr SN 2023/4\n\nBeslut\nSocialchefen beslutar", "2023-05-03"),
    ("REGION MITTLAND\nRegionstyrelsen\n\nProtokoll från sammanträde den 3 maj 2023\n\n§ 45\n", "2023-05-03"),
    (
        "Kallelse\nKommunstyrelsen kallas till sammanträde onsdagen "
        "den 3 maj 2023 kl. 13.00\nDatum: 2023-04-25\n",
        "2023-04-25",
    ),
    ("Remissvar\nVårt datum: 2023-05-03\nEr ref: S2023/1234\n", "2023-05-03"),
    ("Bilaga 1\nKarin Ahlmo\n2023-05-03\n\nKalkyl\n", "2023-05-03"),
    ("Simon Ek, Godkännare tjänsteskrivelse, 2026-05-26", None),
    ("Utskriftsdatum: 2023-05-09\nKommunstyrelsen\nSammanträdesdatum: 2023-05-03\n", "2023-05-03"),
    ("Skriven av\nKarin Ahlmo\nVersion 1.2, 2023-05-03\n\nRubrik\n", "2023-05-03"),
    ("230503\nKarin Ahlmo\nDnr KS 2023/4\n\nRubrik", "2023-05-03"),
    ("3 maj 2023\n\nTill Kommunstyrelsen\n", "2023-05-03"),
    ("Datum: 2026-05-26 Kommunstyrelsen\nHandläggare: Karin Ahlmo\n", "2026-05-26"),
    ("\n2021-03-23\n\nNäringsliv\nKarin Ahlmo\n\nStöd till teatern\n", "2021-03-23"),
    (
        "DATUM DIARIENR\n2022-03-09 2021/2134-8\nERT DATUM ER BETECKNING\n2022-02-25 KS 2022/0057\n",
        "2022-03-09",
    ),
    ("ERT DATUM\n2022-02-25\nDATUM\n2022-03-09\n", "2022-03-09"),
    ("Kommunstyrelsen Sammanträdesdatum\n2018-11-06\nKS § 123\n", "2018-11-06"),
    ("Granviks kommun TJÄNSTESKRIVELSE 2019-06-04\nKommunledningskontoret\n", "2019-06-04"),
    (
        "Fritidsnämndens sammanträde den 3 maj 2021 ställdes in och ersattes av ett möte som hölls i juni.",
        None,
    ),
    (
        "# Förlängd tid\n\nMed ändring av beslut den 13 juni 2019 förlänger regeringen uppdraget till 2021.",
        None,
    ),
    ("Datum: 2018-01-155\nDnr KS 2018/1\n", None),
    (
        f"BETALNING\n\nFör   Belopp\n2021-03-01   100 000 kr\n2021-09-01   150 000 kr\n\n{PARAGRAPH}",
        None,
    ),
    (
        "Bidrag\n\nDatum   Belopp\n2021-03-01   100 000 kr\n2021-09-01   150 000 kr\nSumma   250 000 kr\n",
        None,
    ),
    (
        "KALLELSE\n\nTid:     Torsdag den 7 mars 2013, kl. 13.15\n"
        "Plats:   Rum 3\n\n1.  Föregående protokoll, 2013-02-07\n",
        "2013-03-07",
    ),
    (
        "Från: Eva Alm\nSkickat: den 3 juni 2020 09:14\nTill: Inköp\n\n"
        "Hej, se nedan.\n\n> Från: Order\n> Datum: 2020-05-28\n",
        "2020-06-03",
    ),
    (
        f"Gemensam nämnd för Almvik, Björkvik och Granvik      2014-10-16\n\nBeslut 2/2014\n\n{PARAGRAPH}",
        "2014-10-16",
    ),
    (
        f"ALMVIKS KOMMUN     PM     1 ( 2 )\nFastighetskontoret    2001 -09- 14    Dnr 12/01\n\n{PARAGRAPH}",
        "2001-09-14",
    ),
    ("Projekttid: 2020-01-01 - 2022-12-31\n\nArbetet pågick 2001 - 2003 - 12 personer var med.\n", None),
    (
        "Om bidrag\n\nStadsdelsnämnden har beslutat att avstå.\n\nGranvik den 26 september 2012\nKarin Ahlmo",
        "2012-09-26",
    ),
]


@pytest.mark.parametrize(("text", "value"), LETTERHEADS)
def test_the_documents_own_date(text: str, value: str | None) -> None:
    own = document_date(mentions_of_text(text))
    assert (own.value if own else None) == value


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2069, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_printed_days_are_read_back(day: date) -> None:
    months = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    for printed in (
        f"{day:%Y-%m-%d}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day.day}/{day.month} {day.year}",
    ):
        text = f"Beslutet togs den {printed}."
        assert [(m.value, text[m.start : m.end]) for m in found(text)] == [(f"{day:%Y-%m-%d}", printed)]


@given(st.text(alphabet="0123456789-/.: kvHTåräsnjuimfdeb§,–\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    for mention in found(text):
        assert 0 <= mention.start < mention.end <= len(text)
