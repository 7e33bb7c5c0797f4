"""Which line is the title: it says what the matter is and stands alone; its neighbours do not."""

from __future__ import annotations

import pytest

from swedoc import letterhead, lexicon, parse_text
from swedoc.title_rating import WEAK_SUBJECT, subject_end
from swedoc.topmost import is_body_on_top

BODY = "Nämnden har under våren prövat frågan och lämnar här en redovisning av hur medlen har använts.\n"


@pytest.mark.parametrize("example", lexicon.load("letterhead")["counted"]["examples"])
def test_a_label_with_a_number_is_of_the_letterhead(example: str) -> None:
    assert letterhead.is_letterhead(example)


@pytest.mark.parametrize("example", lexicon.load("letterhead")["agreements"]["examples"])
def test_names_of_agreements(example: str) -> None:
    assert letterhead.AGREEMENT.match(example)


@pytest.mark.parametrize("example", lexicon.load("letterhead")["agreements"]["counterexamples"])
def test_what_only_begins_like_an_agreement(example: str) -> None:
    assert not letterhead.AGREEMENT.match(example)


@pytest.mark.parametrize(
    "line", ["Verksamhetsplan och budget 2024", "Handlingsplan mot buller 2022", "Detaljplan för Kvarnen 3"]
)
def test_a_plan_of_a_year_is_no_street(line: str) -> None:
    assert not letterhead.is_address(line)


@pytest.mark.parametrize("line", ["Sveaplan 4", "Kyrkogatan 12", "Norra vägen 3 B"])
def test_streets(line: str) -> None:
    assert letterhead.is_address(line)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # what stands between the title and the text
        (
            f"ALMÅNS VATTENFÖRBUND\n\nBudget för det kommande året\nDnr AVF 21/07\n\n"
            f"Till förbundsstämman den 4 december 2021\n\n{BODY}",
            "Budget för det kommande året",
        ),
        (
            "KORSFORS KOMMUN\nDatum: 2026-03-04\nDiarienr: KS/2026:71\n\n"
            f"Fonder – så förs de över\n\nRegler\n{BODY}",
            "Fonder – så förs de över",
        ),
        (
            f"KORSFORS ENERGI AB\n\nTill styrelsen              Underlag till beslut\n"
            f"                            2021-05-27\n                            Ref. KEN 21-046\n\n"
            "Nya kärl för matavfall\n\n"
            f"Föredragande: inköpare Moa Lund (tel 08-465 004 71)\n\n1. Vad ska köpas?\n{BODY}",
            "Nya kärl för matavfall",
        ),
        # what stands in the letterhead above it
        (
            "Delegat         Förbundsdirektör\nDelegationspunkt 4.2\n\n"
            f"Byte av maskiner på skolan\n\nBeslut\n{BODY}",
            "Byte av maskiner på skolan",
        ),
        (
            "Nämnden för stöd\nBESLUT     Dat. 2003-04-11\nD.nr 2003:1187\n\n"
            "Part: Bröderna Ek HB, Almvik\n\n"
            f"Återkrav av bidrag\n\n{BODY}",
            "Återkrav av bidrag",
        ),
        (
            "REGION ALMVIK\nBESLUT\nDatum 2024-02-15\n\nMottagare: Byalaget Norr ek. för.\n\n"
            f"Stöd till en lanthandel\n\nBeslut\n{BODY}",
            "Stöd till en lanthandel",
        ),
        (
            "Stödmyndigheten    BESLUT\nDnr 2026-004418\nSökande: Almviks Värme AB\n"
            f"Er ansökan inkom 2025-12-01\n\nBeslut om klimatstöd\n\n{BODY}",
            "Beslut om klimatstöd",
        ),
        # a title that holds a verb, and one with the date to its right
        (
            f"PM   2024-01-29\nDiarienr ÖFN 2024-0037\n\nSå har arvodena räknats fram\n\n{BODY}",
            "Så har arvodena räknats fram",
        ),
        (
            "Almviks kommun\nSkolnämnden\nTertialrapport 2, 2023     2023-09-20\nDnr BUN 2023-00231\n\n"
            f"{BODY}",
            "Tertialrapport 2, 2023",
        ),
        # labels of the subject
        (
            "ALMVIKS TINGSRÄTT      BESLUT    Mål nr K 418-09\n\nPART\nBygg i Ekbyn AB\n\n"
            f"SAKEN\nArvode åt förvaltare\n\nSKÄL\n{BODY}",
            "Arvode åt förvaltare",
        ),
        (
            "Stödkommittén\nBeslut nr 14\n2018-02-21\n\n"
            f"Projekt: Leden runt sjön\nProjekttid: 2018-03-01\n\n{BODY}",
            "Leden runt sjön",
        ),
        # agreements and acts beside the name of a body
        (
            "MARKAVTAL       1(3)\n\nMellan\nRegion Almvik och Korsfors kommun har träffats följande.\n\n"
            f"Dnr KS 2017/512\n\n§ 1 Bakgrund\n{BODY}\n§ 2 Kostnad\n{BODY}",
            "MARKAVTAL",
        ),
        (
            "Överförmyndaren i Almviks kommun     BESLUT OM ARVODE\nÄrende nr: ÖF-2019-0771   2020-04-16\n\n"
            "Avser: godmanskap, redovisningsår 2019\nHandläggare: Moa Lund\n\n"
            f"Överförmyndarens beslut\n{BODY}",
            "BESLUT OM ARVODE",
        ),
        # the case number or the unit beside it is not of it
        (
            "ALMVIKS KOMMUN     UTDRAG UR PROTOKOLL\n2021-06-14\n\n"
            f"§ 97   Ny hall i Norr       KS/2020:231\n\nBeslut\n{BODY}",
            "Ny hall i Norr",
        ),
        (
            f"Almviks kommun\n2002-10-17\n\nOrgel i Ekby kyrka (dnr KR 2001/38)\n\n{BODY}",
            "Orgel i Ekby kyrka",
        ),
        (f"Almviks kommun\nDnr KS 2017/14\n\nInvesteringar i gator (tkr)\n\n{BODY}", "Investeringar i gator"),
        (
            "STYRELSEMÖTE\nStyrelsemöte nr 4/2013   2013-06-11\n\n"
            f"§ 38   Lån till kvarteret Tranan\n       Ärende 2013-29\n\n{BODY}",
            "Lån till kvarteret Tranan",
        ),
    ],
)
def test_the_line_that_says_what_the_matter_is(text: str, title: str) -> None:
    assert parse_text(text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            f"Almviks kommun\nDnr KS 2017/14\n\nYttrande över KN2023/03871\n\n{BODY}",
            "Yttrande över KN2023/03871",
        ),
        (
            "Almviks kommun\nDnr KS 2017/14\n\n"
            f"Till frågan om badets framtid i Norra Almvik efter branden\n\n{BODY}",
            "Till frågan om badets framtid i Norra Almvik efter branden",
        ),
        (f"Almviks kommun\nDnr KS 2017/14\n\nBudget 2019–2021\n\n{BODY}", "Budget 2019–2021"),
    ],
)
def test_look_alikes_stay_titles(text: str, title: str) -> None:
    assert parse_text(text).title == title


def test_two_matters_of_a_protocol_have_no_common_title() -> None:
    text = f"ALMVIKS KOMMUN PROTOKOLL\n2021-06-14\n\n§ 1 Ny hall\n{BODY}\n§ 2 Nytt bad\n{BODY}"
    assert parse_text(text).title is None


def test_the_subject_of_a_form_and_the_columns_beside() -> None:
    found = WEAK_SUBJECT.match("Projekt: Leden runt sjön")
    assert found is not None
    assert found["title"] == "Leden runt sjön"
    assert WEAK_SUBJECT.match("Projektet: Leden") is None
    assert subject_end("Ny hall      2021-06-14") == len("Ny hall")
    assert subject_end("Ny hall      i Norra Almvik") == len("Ny hall      i Norra Almvik")


@pytest.mark.parametrize("example", lexicon.load("bodies")["topmost"]["examples"])
def test_a_body_that_opens_the_page_issued_it(example: str) -> None:
    text = f"{example}\nc/o Almviks kommun\n2021-03-04\n\nNytt bad i Norr\n\n{BODY}"
    issuer = parse_text(text).issuer
    assert issuer is not None
    assert issuer.casefold() == example.casefold()


@pytest.mark.parametrize("example", lexicon.load("bodies")["topmost"]["counterexamples"])
def test_what_is_no_body_on_top(example: str) -> None:
    assert not is_body_on_top(example)


def test_the_addressee_and_the_kind_beside_are_not_the_issuer() -> None:
    beside = f"ALMVIKS TINGSRÄTT          BESLUT        2009-09-02\n\nNytt bad\n\n{BODY}"
    assert parse_text(beside).issuer == "Almviks tingsrätt"
    below = f"Korsfors kommun\nDatum 2021-03-04\n\nTill Stiftelsen Gamla Varvet\n\nNytt bad\n\n{BODY}"
    assert parse_text(below).issuer == "Korsfors kommun"


def test_a_protocol_by_letter_is_dated_by_its_end() -> None:
    top = "STIFTELSEN NORRS MINNE\n\nProtokoll nr 1/2005\nfört per capsulam, avslutat 2005-04-21\n\n"
    assert str(parse_text(f"{top}Utdelning av medel\n\n{BODY}").date) == "2005-04-21"
    assert parse_text(f"Norr\n\nUtdelning av medel\n\nFrågan är per capsulam avgjord.\n{BODY}").date is None


def test_titles_side_by_side_below_signatures() -> None:
    assert letterhead.is_title_line("hälso- och sjukvårdsdirektör        ordförande")
    assert not letterhead.is_title_line("drift och underhåll        ordförande")
