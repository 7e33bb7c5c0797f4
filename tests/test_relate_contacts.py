"""Who is who: titles, numbers and addresses bound to people; title, issuer, recipients, decisions."""

import json
from pathlib import Path

import pytest

from swedoc.pipeline import mentions_of_text
from swedoc.records import Contact
from swedoc.relate import title as heading
from swedoc.relate.contact import contacts
from swedoc.relate.decided import decisions
from swedoc.relate.distribution import recipients
from swedoc.relate.mailbox import name_in


def found(text: str) -> tuple[Contact, ...]:
    return contacts(mentions_of_text(text))


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(contact.name, contact.title, contact.kind) for contact in found(text)]


def test_a_labelled_block() -> None:
    (officer,) = found(
        "Handläggare\nKarin Ahlmo\nUtvecklingsstrateg\nTfn 0980-319 215, växel 0980-319 200\n"
        "E-post: karin.ahlmo@gran-\nvik.example.se\nwww.granvik.example.se\n2022-11-08\n"
    )
    assert (officer.name, officer.title, officer.kind) == (
        "Karin Ahlmo",
        "Utvecklingsstrateg",
        "case_officer",
    )
    assert [(p.value, p.kind) for p in officer.phones] == [
        ("+46980319215", "direct"),
        ("+46980319200", "switchboard"),
    ]
    assert [e.value for e in officer.emails] == ["karin.ahlmo@granvik.example.se"]
    assert officer.emails[0].as_written == "karin.ahlmo@gran-\nvik.example.se"


MEMO = """2021-04-19
Kultur och bildning
Åsa Wikfors
Tfn: 0980319231
E-post: asa.wikfors@regionvastsvea.example.se
RUN/371/2021
Stöd till Länsteatern Kupolen
Ärendebeskrivning
Region Västsvea har fått en ansökan. Region Norrsund är projektägare. Region Västsvea ställer sig bakom.
Regiondirektörens förslag
1. Region Västsvea beviljar Länsteatern Kupolen stöd.
2. Stödet är totalt 1 500 000 kronor.
Medlen fördelas på tre år.
I tjänsten
Tomas Abdi Forsell
Regiondirektör
Marja-Liisa Öhrn
Områdeschef Kultur och bildning
Utdrag till
Region Norrsund
Länsteatern Kupolen
"""


def test_an_unlabelled_letterhead_and_a_signature() -> None:
    assert told(MEMO) == [
        ("Åsa Wikfors", None, "case_officer"),
        ("Tomas Abdi Forsell", "Regiondirektör", "signatory"),
        ("Marja-Liisa Öhrn", "Områdeschef Kultur och bildning", "signatory"),
    ]
    officer = found(MEMO)[0]
    assert [p.value for p in officer.phones] == ["+46980319231"]
    assert [e.value for e in officer.emails] == ["asa.wikfors@regionvastsvea.example.se"]
    assert MEMO[officer.span.start : officer.span.end] == "Åsa Wikfors"


def test_what_the_memo_says_of_itself() -> None:
    reading = mentions_of_text(MEMO)
    assert heading.title(reading) == "Stöd till Länsteatern Kupolen"
    assert heading.issuer(reading) == "Region Västsvea"
    assert heading.department(reading) == "Kultur och bildning"
    assert [r.name for r in recipients(reading)] == ["Region Norrsund", "Länsteatern Kupolen"]
    assert [(d.number, d.text[:22]) for d in decisions(reading)] == [
        ("1", "Region Västsvea bevilj"),
        ("2", "Stödet är totalt 1 500"),
    ]


def test_one_person_twice_is_one_contact() -> None:
    assert told(
        "Handläggare: Simon Nordell\nDnr KS 1/22\nNy väg\nFörslag till beslut\nVägen byggs.\n"
        "Bo Lindfors Simon Nordell\nEkonomichef Controller\n"
        "Bo Lindfors, Godkännare tjänsteskrivelse, 2022-05-26\n"
    ) == [("Simon Nordell", "Controller", "case_officer"), ("Bo Lindfors", "Ekonomichef", "signatory")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ordförande Anna Ekberg (S) yrkar bifall till förslaget.",
            [("Anna Ekberg", "Ordförande", "decision_maker")],
        ),
        (
            "Bo Lindfors, projektledare, presenterar ärendet i dag.",
            [("Bo Lindfors", "projektledare", "contact")],
        ),
        ("Bo Lindfors har sökt bygglov på sin fastighet i Almvik.", []),
        (
            "Detta beslut har fattats av enhetschef Soraya Engman. Handläggare har varit Jonas Åkerblad.",
            [("Soraya Engman", "enhetschef", "decision_maker"), ("Jonas Åkerblad", None, "case_officer")],
        ),
        (
            "Vi talade med ingenjören Kent Walldov om en skylt vid skolan. Han nås på 0980-319 212.",
            [("Kent Walldov", "ingenjören", "contact")],
        ),
    ],
)
def test_people_of_running_prose(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert told(text) == expected


def test_a_protocol_names_who_was_there() -> None:
    text = (
        "KORSFORS KOMMUN SAMMANTRÄDESPROTOKOLL 1 (4)\nKommunstyrelsen 2018-03-22\n"
        "Beslutande Margareta Solvik (S), ordförande\nNils Öberg (C)\nÖvriga Josefin Pålsson, sekreterare\n"
        "§ 31 Dnr KS 2018/64\nNy väg\nBeslut\n1. Vägen byggs.\n"
    )
    assert told(text) == [
        ("Margareta Solvik", "ordförande", "decision_maker"),
        ("Nils Öberg", None, "decision_maker"),
        ("Josefin Pålsson", "sekreterare", "signatory"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Närvarande: Ordförande Anna Ekberg, ledamöterna Bo Lindström, Cilla Dahl och Dan Eriksson "
            "samt sekreterare Eva Forsman.",
            [
                ("Anna Ekberg", "Ordförande", "decision_maker"),
                ("Bo Lindström", "ledamöterna", "decision_maker"),
                ("Cilla Dahl", None, "decision_maker"),
                ("Dan Eriksson", None, "decision_maker"),
                ("Eva Forsman", "sekreterare", "signatory"),
            ],
        ),
        (
            "Ledamöter    Anna Ekberg (S)      Ordförande\n"
            "             Bo Lindström (M)     1:e vice ordförande\n"
            "Tjänstemän   Eva Forsman          förvaltningschef\n§ 12\nBudget 2022\n",
            [
                ("Anna Ekberg", "Ordförande", "decision_maker"),
                ("Bo Lindström", "1:e vice ordförande", "decision_maker"),
                ("Eva Forsman", "förvaltningschef", "contact"),
            ],
        ),
        (
            "Beslutet har fattats av länsrådet Anna Ekberg med utredare Bo Lindström som föredragande.",
            [("Anna Ekberg", "länsrådet", "decision_maker"), ("Bo Lindström", "utredare", "case_officer")],
        ),
        (
            "Ordförande: Anna Ekberg\nSekreterare: Bo Lindström\nJusterare: Cilla Dahl och Dan Eriksson\n",
            [
                ("Anna Ekberg", "Ordförande", "decision_maker"),
                ("Bo Lindström", "Sekreterare", "signatory"),
                ("Cilla Dahl", "Justerare", "decision_maker"),
                ("Dan Eriksson", None, "decision_maker"),
            ],
        ),
        (
            "Ny skola\nFörslag till beslut\nSkolan byggs enligt planen.\nSignaturer\nANNA EKBERG\n"
            "Svenskt BankID\n"
            "2023-05-06 12:13:14 UTC\n",
            [("Anna Ekberg", None, "signatory")],
        ),
        (
            "Vår referens Karin Holmberg, tfn 0980-319 219\nFöreningen Fridhem\nAtt: Lars Wik\nBox 12\n",
            [("Karin Holmberg", None, "contact"), ("Lars Wik", None, "recipient")],
        ),
        (
            "Handläggare Datum Ärendebeteckning\nAnna Ekberg 2019-04-05 KS 2019/123\n\nSvar på motion\n\n"
            "Förslag till beslut\nMotionen anses besvarad.\n\nAnna Ekberg\nSamhällsplanerare\n",
            [("Anna Ekberg", "Samhällsplanerare", "case_officer")],
        ),
        ("Projektledare är Dan Eriksson.", [("Dan Eriksson", "Projektledare", "contact")]),
    ],
)
def test_who_does_what(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert told(text) == expected


def test_two_officers_and_two_numbers() -> None:
    people = found("Handläggare: Anna Ekberg/Bo Lindström\nTfn: 0980-319 215/0980-319 216\n")
    assert [(c.name, [p.value for p in c.phones]) for c in people] == [
        ("Anna Ekberg", ["+46980319215"]),
        ("Bo Lindström", ["+46980319216"]),
    ]


def test_functions_and_mailboxes() -> None:
    (office,) = found(
        "Almviks kommun, Socialförvaltningen, 999 81 ALMVIK\nBesöksadress: Sidenvägen 7 F\n"
        "Telefon: 0980-319 200, Fax: 0980-319 288\nsocialnamnden@almvik.example.se,www.almvik.example.se\n"
    )
    assert (office.name, office.kind, office.organisation) == (None, "function", "Almviks kommun")
    assert [(p.value, p.kind) for p in office.phones] == [
        ("+46980319200", "switchboard"),
        ("+46980319288", "fax"),
    ]
    assert [e.value for e in office.emails] == ["socialnamnden@almvik.example.se"]


def test_a_person_known_from_an_address_only() -> None:
    text = (
        "Handläggare Bygglovsenheten Almvik\nMagnus Breander bygglov@almvik.example.se\n"
        "magnus.breander@almvik.example.se malin.thelander@almvik.example.se\n"
    )
    assert [(c.name, c.kind, [e.value for e in c.emails]) for c in found(text)] == [
        ("Magnus Breander", "case_officer", ["magnus.breander@almvik.example.se"]),
        (None, "function", ["bygglov@almvik.example.se"]),
        ("Malin Thelander", "contact", ["malin.thelander@almvik.example.se"]),
    ]


def test_the_seed_memo() -> None:
    path = Path("/work/shared/seed/memo.txt")
    if not path.exists():
        pytest.skip("the seed memo lies outside the project")
    reading = mentions_of_text(path.read_text(encoding="utf-8"))
    gathered = contacts(reading)
    assert [(c.name, c.title, c.kind) for c in gathered] == [
        ("Åsa Hernerud", None, "case_officer"),
        ("Hans Svensson", "Regiondirektör", "signatory"),
        ("Anna Halvarsson", "Områdeschef Hållbar tillväxt", "signatory"),
    ]
    assert [p.value for p in gathered[0].phones] == ["+4663146529"]
    assert heading.title(reading) == "Medfinansiering av North Sweden Stockholm Office"
    assert heading.issuer(reading) == "Region Jämtland Härjedalen"
    assert heading.department(reading) == "Näringsliv och samhällsbyggnad"
    assert [r.name for r in recipients(reading)] == ["Region Västerbotten"]
    assert [d.number for d in decisions(reading)] == ["1", "2"]


REAL = Path("/work/shared/real")


@pytest.mark.skipif(not REAL.exists(), reason="the real documents lie outside the project")
def test_the_people_of_real_documents() -> None:
    wanted = hits = 0
    for gold in sorted((REAL / "gold").glob("*.json")):
        answers = json.loads(gold.read_text(encoding="utf-8"))
        text = (REAL / answers["text_file"]).read_text(encoding="utf-8")
        given = {(contact.name or "").lower() for contact in found(text)}
        for contact in answers["contacts"]:
            if contact["name"]:
                wanted += 1
                hits += contact["name"].lower() in given
    assert hits / wanted >= 0.9


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("malin.thelander@almvik.example.se", "Malin Thelander"),
        ("asa_hernlund@almvik.example.se", "Åsa Hernlund"),
        ("anna-karin.berg-ek@almvik.example.se", "Anna-Karin Berg-Ek"),
        ("m.thelander@almvik.example.se", None),
        ("bygg.teknik@almvik.example.se", None),
        ("malin@almvik.example.se", None),
        ("malin.2@almvik.example.se", None),
    ],
)
def test_a_mailbox_spells_a_name_out(address: str, name: str | None) -> None:
    assert name_in(address) == name


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Beslutet skickas till\nLindqvist, Anna\n", ["Lindqvist, Anna"]),
        ("Beslutet skickas till\nTekniska kontoret, Vägverket\n", ["Tekniska kontoret", "Vägverket"]),
        ("Beslutet skickas till\nBygdeverket, ekonomienheten\n", ["Bygdeverket, ekonomienheten"]),
        ("Beslutet skickas till\nIT-enheten, löneenheten\n", ["IT-enheten", "löneenheten"]),
        ("Beslutet skickas till: Lärcentrum, Ekonomi\n", ["Lärcentrum", "Ekonomi"]),
        ("Beslutsexp: Sjö Energi AB, ekonomikontoret\n", ["Sjö Energi AB, ekonomikontoret"]),
        ("Kopia till\nÅsa Ek (asa.ek@example.se), Vägverket\n", ["Åsa Ek", "Vägverket"]),
        (
            "Skickas till\nRegionservice. Ansvarig tjänsteman: Eva Ro, 070-174 06 11\n",
            ["Regionservice"],
        ),
    ],
)
def test_recipients_of_a_line(lines: str, wanted: list[str]) -> None:
    text = "Nämnden har beslutat att köpa två bilar.\n\n" + lines
    assert [r.name for r in recipients(mentions_of_text(text))] == wanted


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("\nKarin Ahlmo\n     Olof Berggren\n\nKopia: Ekonomi\n", ["Karin Ahlmo", "Olof Berggren"]),
        ("\nKarin Ahlmo\n", ["Karin Ahlmo"]),
        ("\nKarin Ahlmo\nhar inte deltagit i beslutet som fattades av nämnden.\n", []),
    ],
)
def test_names_alone_below_the_last_paragraph_sign(end: str, wanted: list[str]) -> None:
    text = (
        "BESLUT\n\nLån till badet\n\nBakgrund\n\nFöreningen har ansökt om ett lån till sitt bad vid sjön.\n"
    )
    assert [one.name for one in found(text + end) if one.kind == "signatory"] == wanted


def test_who_has_decided_needs_no_known_title() -> None:
    text = (
        "Bakgrund\n\nBeslutet i detta ärende har fattats av kyrkvärden\n"
        "Karin Ahlmo efter samråd med Olof Berggren i maj.\n"
    )
    assert [(one.name, one.kind) for one in found(text)] == [("Karin Ahlmo", "decision_maker")]
