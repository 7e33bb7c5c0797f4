"""Telephone numbers, e-mail addresses, names."""

import pytest

from swedoc import lexicon, naming
from swedoc.mentions import EmailMention, NameMention, PhoneMention
from swedoc.pipeline import mentions_of_text


def phones(text: str) -> list[tuple[str, str]]:
    return [(m.value, m.kind) for m in mentions_of_text(text).claims.of(PhoneMention)]


def emails(text: str) -> list[str]:
    return [m.value for m in mentions_of_text(text).claims.of(EmailMention)]


def names(text: str, label: str) -> list[str]:
    return [m.value for m in mentions_of_text(text).claims.of(NameMention) if m.label == label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tfn: 0980319215", [("+46980319215", "direct")]),
        ("Tel 0980-31 92 15", [("+46980319215", "direct")]),
        ("+46 (0)980 31 92 15", [("+46980319215", "direct")]),
        ("Telefon +46 (0) 8 465 004 00", [("+46846500400", "direct")]),
        ("Mobil: 070-174 06 12", [("+46701740612", "mobile")]),
        ("nås på 0701740612", [("+46701740612", "mobile")]),
        ("Direktnr: 6654", [("6654", "direct")]),
        (
            "Telefon: 465 004 17\nVäxel 08-465 004 00",
            [("+46846500417", "direct"), ("+46846500400", "switchboard")],
        ),
        ("Telefon: 465 004 17\nStockholms stad", [("+46846500417", "direct")]),
        ("Telefon: 465 004 17", [("46500417", "direct")]),
        (
            "Tfn 0980-319 215, växel 0980-319 200",
            [("+46980319215", "direct"), ("+46980319200", "switchboard")],
        ),
        ("Telefon: 0980-319 200, Fax: 0980-319 288", [("+46980319200", "direct"), ("+46980319288", "fax")]),
        ("08-465 004 00 (växel)", [("+46846500400", "switchboard")]),
        ("0980-31 92 00 / 070-174 06 12", [("+46980319200", "direct"), ("+46701740612", "mobile")]),
        (
            "Postadress Telefonväxel\n103 99 Ort 08-465 004 00\nBesöksadress Fax\nGata 9 08-465 004 08",
            [("+46846500400", "switchboard"), ("+46846500408", "fax")],
        ),
    ],
)
def test_phones(text: str, expected: list[tuple[str, str]]) -> None:
    assert phones(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 212999-0012, bankgiro 9990-0011",
        "Bidraget är 450 000 kronor den 12 mars 2018 (2018-03-12)",
        "läsåret 2019/20, dnr 0273/20",
        "Transaktions-ID 09222115557412880031",
        "Telefontid 9-12",
        "Telefon Fax\n999 81 Almvik",
    ],
)
def test_no_phones(text: str) -> None:
    assert phones(text) == []


@pytest.mark.parametrize("key", ["phones"])
def test_phone_labels_of_the_vocabulary(key: str) -> None:
    entry = lexicon.load("contacts")[key]
    assert all(phones(example) for example in entry["examples"])
    assert not any(phones(example) for example in entry["counterexamples"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "E-post: karin.ahlmo@gran-\nvik.example.se\nwww.granvik.example.se",
            ["karin.ahlmo@granvik.example.se"],
        ),
        ("a.b@gran-\nvik.example.se, se www.gran-vik.example.se", ["a.b@gran-vik.example.se"]),
        ("a.b@gran-\nvik.example.se", ["a.b@granvik.example.se"]),
        ("a.b@gran\u00advik.example.se", ["a.b@granvik.example.se"]),
        ("kommun@mossby\n.example.se", ["kommun@mossby.example.se"]),
        ("a.b@granvik.example.\nse", ["a.b@granvik.example.se"]),
        ("karin.ahl-\nmo@granvik.example.se", ["karin.ahlmo@granvik.example.se"]),
        ("karin.ahlmo(snabel-a)granvik.example.se", ["karin.ahlmo@granvik.example.se"]),
        ("karin.ahlmo [at] granvik (dot) example.se", ["karin.ahlmo@granvik.example.se"]),
        ("ks@almvik.example.se,www.almvik.example.se 2 (4)", ["ks@almvik.example.se"]),
        ("Slut på mening.\nanna@almvik.example.se", ["anna@almvik.example.se"]),
        ("Ett @ ensamt och x@y", []),
    ],
)
def test_emails(text: str, expected: list[str]) -> None:
    assert emails(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Handläggare Karin Ahlmo, utvecklingsstrateg", ["Karin Ahlmo"]),
        ("Simon Nordell Bo Lindfors", ["Simon Nordell", "Bo Lindfors"]),
        ("Tomas Abdi Forsell", ["Tomas Abdi Forsell"]),
        ("Per-Erik von Björnfot (S) yrkar bifall", ["Per-Erik von Björnfot"]),
        ("enligt Karin Ahlbergs förslag", ["Karin Ahlberg"]),
        ("Ewa A. Lind", ["Ewa A. Lind"]),
        ("Lindqvist, Anna\nEkberg, Bo", ["Anna Lindqvist", "Bo Ekberg"]),
        ("enhetschef Xhelane Dahlberg", ["Xhelane Dahlberg"]),
        ("Nora kommun och Region Västsvea", []),
        ("Alla Barn har rätt", []),
        ("Stiftelsen Anna Lindströms minne", []),
        ("Kommunstyrelsen beslutar", []),
        ("RUT ELIASSON", ["RUT ELIASSON"]),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert names(text, "PER") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Region Jämtmark Härjedal deltar", ["Region Jämtmark Härjedal"]),
        ("avtal med Almviks kommun", ["Almviks kommun"]),
        ("Barn- och utbildningsnämnden", ["Barn- och utbildningsnämnden"]),
        ("Länsstyrelsen i Norrsunds län", ["Länsstyrelsen i Norrsunds län"]),
        ("Myndigheten för skogsdata och vatten", ["Myndigheten för skogsdata och vatten"]),
        ("Almvik och Norrsele räddningstjänstförbund", ["Almvik och Norrsele räddningstjänstförbund"]),
        ("I tjänsten", []),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert names(text, "ORG") == expected


def test_titles_of_the_vocabulary() -> None:
    from swedoc.letterhead import is_title_line

    entry = lexicon.load("roles")["titles"]
    assert [example for example in entry["examples"] if not is_title_line(example)] == []
    assert [example for example in entry["counterexamples"] if is_title_line(example)] == []


@pytest.mark.parametrize("key", ["issuers", "departments", "companies"])
def test_bodies_of_the_vocabulary(key: str) -> None:
    for example in lexicon.load("bodies")[key]["examples"]:
        found = [name for name in naming.scan(example) if name.label == "ORG"]
        assert [name.value for name in found] == [example]
