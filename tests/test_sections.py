"""Letterhead, title, headings, decision lists, signatures, distribution lists, matters."""

from pathlib import Path

import pytest

from swedoc import headings, kinds, letterhead, lexicon, parse_text, sections
from swedoc.layout import from_text
from swedoc.outline import Outline
from swedoc.relate.title import plain


def outline(text: str) -> Outline:
    return sections.find(from_text(text))


def kinds_of(text: str) -> list[str]:
    return [section.kind for section in outline(text).sections]


def title_of(text: str) -> str | None:
    span = outline(text).title
    return plain(text[span[0] : span[1]]) if span else None


MEMO = """Almviks kommun
Kommunledningskontoret
TJÄNSTESKRIVELSE
Datum
2023-10-17
Diarienummer
KS 2023-00412
Handläggare
Farid Holmqvist
Till
Kommunstyrelsen
Fortsatt medverkan i Bredbandsalliansen Norra Inlandet
2024–2027
Förslag till beslut
1. Kommunen deltar i alliansen 2024–2027.
2. Kommunen bidrar med totalt 900 000 kronor.
Kostnaden fördelas på 300 000 kronor per år.
Ärendet
Alliansen samordnar utbyggnaden av fiber i de sex inlandskommunerna.
Ekonomiska konsekvenser
Kostnaden ryms inom ramen.
Gunvor Lindblom  Farid Holmqvist
Kommundirektör  Utredare
Beslutet ska skickas till
Norrsele kommun
Akten
"""


@pytest.mark.parametrize("kind", lexicon.load("headings"))
def test_headings_of_the_vocabulary(kind: str) -> None:
    entry = lexicon.load("headings")[kind]
    for example in entry["examples"]:
        found = headings.recognise(example)
        assert found is not None, example
        assert found.kind == kind, example
    for example in entry["counterexamples"]:
        found = headings.recognise(example)
        assert found is None or found.kind != kind, example


@pytest.mark.parametrize("key", ["labels", "colon_labels"])
def test_labels_of_the_letterhead(key: str) -> None:
    entry = lexicon.load("letterhead")[key]
    for example in entry["examples"]:
        assert letterhead.LABEL.match(example), example
    for example in entry["counterexamples"]:
        assert not letterhead.LABEL.match(example), example


def test_a_memo_from_letterhead_to_distribution() -> None:
    found = outline(MEMO)
    assert [section.kind for section in found.sections] == [
        "letterhead", "body", "decision", "body", "money", "signature", "distribution",
    ]  # fmt: skip
    assert found.kind == "tjänsteskrivelse"
    assert title_of(MEMO) == "Fortsatt medverkan i Bredbandsalliansen Norra Inlandet 2024–2027"
    decision = found.sections[2]
    assert MEMO[decision.start : decision.end].rstrip().endswith("300 000 kronor per år.")
    assert all(a.end == b.start for a, b in zip(found.sections, found.sections[1:], strict=False))


def test_every_sentence_knows_its_section() -> None:
    found = outline(MEMO)
    for sentence in found.sentences:
        section = found.sections[sentence.section]
        assert section.start <= sentence.start < section.end


def test_markdown_headings_and_title() -> None:
    text = (
        "2021-03-23\n\nKS 2021/14\n\n## **Bidrag till Norrskensverket**\n\n"
        "### **Ekonomi**\n\nDet kostar 5 tkr.\n"
    )
    found = outline(text)
    assert title_of(text) == "Bidrag till Norrskensverket"
    assert [section.kind for section in found.sections] == ["letterhead", "body", "money"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tjinsteutlåtande\n2019-04-05\nDnr 12/19\nNy skola i Almvik\nBakgrund\nText.", "tjänsteutlåtande"),
        ("ALMVIKS KOMMUN PROTOKOLLSUTDRAG Sida 1 (3)\nNy skola\nÄrendet\nText.", "protokollsutdrag"),
        ("Beslut om bidrag till Almviks bygdegård\nBakgrund\nText.", "beslut"),
        ("Dnr KS 1/22\nYttrande över promemorian Fler vägar\nSammanfattning\nText.", "yttrande"),
        ("Almviks kommun\nDnr KS 1/22\nNy skola\nBeslutsunderlag\nTjänsteskrivelse 2022-03-04\n", None),
        ("Kostnaden är 450 tkr.", None),
    ],
)
def test_kind(text: str, kind: str | None) -> None:
    assert outline(text).kind == kind


def test_kinds_are_those_of_the_record() -> None:
    assert set(lexicon.load("kinds")) <= {
        "tjänsteskrivelse", "tjänsteutlåtande", "protokollsutdrag", "protokoll", "beslut", "regeringsbeslut",
        "regleringsbrev", "missiv", "remiss", "yttrande", "pm", "avtal", "delegationsbeslut", "skrivelse",
    }  # fmt: skip
    assert kinds.kind_of_document.__doc__


def test_matters_of_a_protocol_do_not_mix() -> None:
    text = """KORSFORS KOMMUN SAMMANTRÄDESPROTOKOLL
2018-03-22
§ 31 Dnr BUN 2018/64
Tilläggsbudget för särskilt stöd
Beslut
1. Nämnden avsätter 3 600 tkr.
Beslutsunderlag
Arbetsutskottets protokoll 2018-03-08, § 19
§ 32 Dnr BUN 2018/71
Regler för skolskjuts
Beslut
1. Nya regler antas.
Ärendet
Enligt 10 kap. 32 § skollagen har elever rätt till skjuts, se beslut den 14 december,
§ 161. Merkostnaden är 410 000 kronor.
"""
    found = outline(text)
    paragraphs = [section for section in found.sections if section.kind == "paragraph"]
    assert [section.number for section in paragraphs] == ["31", "32"]
    assert [section.matter for section in paragraphs] == [1, 2]
    assert [text[s.heading[0] : s.heading[1]] for s in paragraphs if s.heading] == [
        "Tilläggsbudget för särskilt stöd",
        "Regler för skolskjuts",
    ]
    assert found.section_at(text.index("3 600")).matter == 1
    assert found.section_at(text.index("410 000")).matter == 2
    assert found.section_at(text.index("410 000")).kind == "body"
    assert paragraphs[0].end == paragraphs[1].start


def test_one_matter_is_no_matter() -> None:
    found = outline("Protokollsutdrag\n2020-01-02\n§ 5\nNy väg\nÄrendet\nVägen kostar 3 tkr.\n")
    assert {section.matter for section in found.sections} == {0}
    assert [section.number for section in found.sections if section.kind == "paragraph"] == ["5"]


@pytest.mark.parametrize(
    "text",
    ["Kostnaden är 450 tkr.", "Bidraget är 2 mnkr år 2022 och 3 mnkr år 2023.\nSumman är 5 mnkr.", ""],
)
def test_a_bare_sentence_is_body(text: str) -> None:
    assert kinds_of(text) == ["body"]


def test_a_wrapped_line_is_no_heading() -> None:
    text = (
        "Ärendet\nNämnden har begärt att förvaltningen lämnar ett nytt\nförslag till beslut senast i maj.\n"
        "Beslut fattas då.\n"
    )
    assert kinds_of(text) == ["body"]


def test_the_seed_memo() -> None:
    path = Path("/work/shared/seed/memo.txt")
    if not path.exists():
        pytest.skip("the seed memo lies outside the project")
    text = path.read_text(encoding="utf-8")
    assert kinds_of(text) == ["letterhead", "body", "body", "decision", "signature", "distribution"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "2020-03-04\nRS/341/2020\n\nBidrag till Filmpool Mitt 2020\n\n"
            "Ärendet i korthet\nFilmpool Mitt har ansökt.\n",
            "Bidrag till Filmpool Mitt 2020",
        ),
        (
            "TJÄNSTESKRIVELSE\n2021-05-06\n\nÄrende: Detaljplan för Kvarnen 3\n\n"
            "Sammanfattning\nPlanen är klar.\n",
            "Detaljplan för Kvarnen 3",
        ),
        (
            "PM 1(3)\n2022-02-03\nFörfattare: Åke Nordin\n\nKostnader för digitala läromedel\n\n"
            "Uppdraget\nText.\n",
            "Kostnader för digitala läromedel",
        ),
        (
            "Budgetchef\nTill kommunfullmäktige\n\nBudget 2022 med plan 2023–2024\n\n"
            "Förslag till beslut\nBifall.\n",
            "Budget 2022 med plan 2023–2024",
        ),
        (
            "Sida 1 av 2\nDatum 2023-01-12\n\nBeslut om bidrag\nFridhem beviljas 40 000 kronor.\n",
            "Beslut om bidrag",
        ),
        (
            "PROTOKOLLSUTDRAG\n2022-10-19\n§ 88 Medel till fritidsgården\nDnr BUN 2022/245\nBeslut\n",
            "Medel till fritidsgården",
        ),
    ],
)
def test_title(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "Ärendet\nFrågan har beretts.\nNämnden beslutar\natt anta planen\natt avsätta 3 tkr\n",
        "Ärendet\nFrågan är beredd.\nKommunstyrelsen föreslår kommunfullmäktige besluta\n1. Planen antas.\n",
    ],
)
def test_a_decision_list_announces_itself(text: str) -> None:
    assert kinds_of(text) == ["body", "decision"]


def test_a_heading_of_a_table_is_none() -> None:
    from swedoc.pipeline import mentions_of_text

    text = "Ärendet\nKostnaden framgår av tabellen.\n\n| Budget | Utfall |\n|---|---|\n| 200 | 300 |\n"
    assert [section.kind for section in mentions_of_text(text).outline.sections] == ["body"]


OPENINGS = [
    (
        "Mittuniversitetet\nRektors kansli\n\nBESLUT          2021-12-02\n"
        "Dnr: UFV-FE 2021/318\nLöpnr: 2021:R-77\n\n"
        "Medel för ett centrum för isforskning\n\nRektor beslutar att avsätta 2 miljoner kronor.\n",
        "Medel för ett centrum för isforskning",
        "beslut",
    ),
    (
        "Norra förbundet\nTILLDELNINGSBESLUT Ärendenr: UPH-2022/0417\n2022-09-14\n\nUpphandling av bord\n\n"
        "Förbundet har beslutat att köpa bord.\n",
        "Upphandling av bord",
        "beslut",
    ),
    (
        "ALMVIK      TJÄNSTEUTLÅ TANDE     1 ( 2 )\nKontoret      2001-09-12\n\n"
        "F ö r s l a g   till avtal om badet\n\n"
        "Nämnden har beslutat om ett avtal.\n",
        "Förslag till avtal om badet",
        "tjänsteutlåtande",
    ),
    (
        "Förbundet Åby      Missiv\nAnna Ek, ekonom     2020-10-08\n\n"
        "Till medlemmarna\nÅnäs och Cedervik\n\n\n"
        "Avgifter 2021\n\nStyrelsen fastställde vid sitt möte avgiften för 2021 till 42 kr.\n",
        "Avgifter 2021",
        "missiv",
    ),
    (
        "Sammanträdesprotokoll      Sida 4 av 9\nUngdomsberedningen      2021-10-21\n\n"
        "KUB § 44   Partnerskap med föreningen Kranen      Diarienr: 2021KUB75\n\n"
        "Beredningens beslut\n\n1.  Beredningen beslutar att ingå partnerskap.\n",
        "Partnerskap med föreningen Kranen",
        "protokoll",
    ),
]


@pytest.mark.parametrize(("text", "title", "kind"), OPENINGS)
def test_what_stands_beside_a_title_is_not_of_it(text: str, title: str, kind: str) -> None:
    record = parse_text(text)
    assert (record.title, record.kind) == (title, kind)


def test_neither_an_appeal_nor_the_addressee_names_the_issuer() -> None:
    appeal = (
        "BESLUT\n\nDnr 2018-1440\n\nNi beviljas 5 000 kr. Beslutet får överklagas till Jordbruksverket.\n"
    )
    right = " " * 40
    letter = (
        f"Utbildningskontoret i Åby{right}DATUM 2024-08-19\n{right}DIARIENR UBN 2024/307\n\n"
        f"{right}Barn- och ungdomsnämnden\n{right}Almviks kommun\n\nSVAR OM AVGIFT\n\nNi har frågat om den.\n"
    )
    assert [parse_text(text).issuer for text in (appeal, letter)] == [None, None]
