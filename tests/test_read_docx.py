"""Word files: no text lost, none read twice, tables in place, nothing unpacked without end."""

from __future__ import annotations

import pytest
from support.office import NUMBERING, docx, memo_docx, p, tbl, zipped

from swedoc import limits, pipeline
from swedoc.document import Document
from swedoc.errors import DamagedFile, LimitExceeded, UnsupportedFormat


def text(body: str, **parts: str) -> str:
    return pipeline.read(docx(body, **parts)).text


def run(content: str) -> str:
    return f"<w:r><w:t>{content}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Ärendet gäller väg 3"), "Ärendet gäller väg 3"),
        (f"<w:sdt><w:sdtContent>{p('Dnr KS 2019/418')}</w:sdtContent></w:sdt>", "Dnr KS 2019/418"),
        (f"<w:p><w:sdt><w:sdtContent>{run('450')}</w:sdtContent></w:sdt>{run(' tkr')}</w:p>", "450 tkr"),
        (f"<w:p><w:hyperlink>{run('www.example.se')}</w:hyperlink></w:p>", "www.example.se"),
        (f"<w:p><w:ins>{run('tillagt')}</w:ins><w:del><w:r><w:delText>bort</w:delText></w:r></w:del></w:p>",
         "tillagt"),
        (f"<w:p><w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('flyttat')}</w:moveTo></w:p>", "flyttat"),
        (f"<w:p>{run('2022')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
         f"{run(' 3')}</w:p>", "2022¹ 3"),
        (f"<w:p><w:smartTag>{run('Granvik')}</w:smartTag></w:p>", "Granvik"),
        (f"<w:p>{run('a')}<w:tab/>{run('b')}<w:noBreakHyphen/>{run('c')}<w:br/>{run('d')}</w:p>",
         "a\tb-c\nd"),
        (f"<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>{run('a')}</w:p>", "a"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>", "7"),
        ("<w:p><w:r><w:t>för\xadvaltning 1\xa0000\u2009kr</w:t></w:r></w:p>", "förvaltning 1 000 kr"),
    ],
)  # fmt: skip
def test_text_in_all_places(body: str, expected: str) -> None:
    assert text(body) == expected


def test_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Datum')}{p('2026-05-26')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Rubrik')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run(' här')}</w:p>"
    )
    assert text(body) == "Rubrik här\nDatum\n2026-05-26"


def test_fallback_counts_where_the_choice_holds_no_text() -> None:
    body = (
        f"<w:p>{run('A')}<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('B')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text(body) == "A\nB"


def test_notes_are_raised_and_stand_behind_the_text() -> None:
    body = f"<w:p>{run('år 2022')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('.')}</w:p>"
    notes = (
        f"<w:footnote w:type='separator' w:id='0'>{p('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('I löpande priser.')}</w:footnote>"
        f"<w:footnote w:id='3'>{p('Oanvänd')}</w:footnote>"
    )
    assert text(body, footnotes=notes) == "år 2022¹.\n\n¹ I löpande priser."


def test_heads_and_feet() -> None:
    sect = (
        "<w:sectPr><w:headerReference w:type='default' r:id='header1'/><w:headerReference w:type='first' "
        "r:id='header2'/><w:footerReference w:type='default' r:id='footer1'/><w:titlePg/></w:sectPr>"
    )
    document = pipeline.read(
        docx(
            p("Text") + sect,
            header1=p("Granvik") + p("Sida 2 (3)"),
            header2=p("Dnr KS 2019/418"),
            footer1=p("Växel"),
        )
    )
    lines = [(document.text[line.start : line.end], line.role) for line in document.lines]
    assert [line for line in lines if line[0]] == [
        ("Dnr KS 2019/418", "body"), ("Text", "body"), ("Granvik", "header"), ("Sida 2 (3)", "header"),
        ("Växel", "footer"),
    ]  # fmt: skip


def test_lists_get_their_markers() -> None:
    def item(content: str, level: int, number: int = 1) -> str:
        return p(content, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")

    body = item("ett", 0) + item("under", 1) + item("till", 1) + item("två", 0) + item("punkt", 0, 2)
    assert text(body, numbering=NUMBERING) == "1. ett\na) under\nb) till\n2. två\n• punkt"


def test_list_of_a_style() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='L'><w:basedOn w:val='N'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='N'>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    body = p("ett", "<w:pStyle w:val='L'/>") + p("två", "<w:pStyle w:val='L'/>")
    assert text(body, styles=styles, numbering=NUMBERING) == "1. ett\n2. två"


def cells(document: Document) -> list[list[list[str]]]:
    return [[[document.cell_text(cell) for cell in row] for row in table.rows] for table in document.tables]


def test_table_keeps_its_cells() -> None:
    body = (
        p("Före")
        + tbl([["Post", "2025", "2026"], ["Drift", "", "1 200"], ["Summa", "900", "1 200"]])
        + p("Efter")
    )
    document = pipeline.read(docx(body))
    assert cells(document) == [[["Post", "2025", "2026"], ["Drift", "", "1 200"], ["Summa", "900", "1 200"]]]
    assert document.text == "Före\n\nPost   2025   2026\nDrift   1 200\nSumma   900   1 200\n\nEfter"


def test_merged_cells_keep_the_columns() -> None:
    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("Belopp, tkr")
    body = tbl([["Post", wide], ["Drift", "100", "200"], ["Hyra", "50", "60"]])
    assert cells(pipeline.read(docx(body)))[0][0] == ["Post", "Belopp, tkr", ""]


def test_cells_of_lines_become_rows() -> None:
    body = tbl([["Post", "Belopp"], ["Drift\nHyra", "100\n200"]])
    assert cells(pipeline.read(docx(body))) == [[["Post", "Belopp"], ["Drift", "100"], ["Hyra", "200"]]]


def test_table_that_places_things_is_read_cell_by_cell() -> None:
    body = tbl([["Handläggare\nKarin Ahlmo", "Datum\n2026-05-26"]]) + p("Ärendet")
    document = pipeline.read(docx(body))
    assert document.text == "Handläggare\nKarin Ahlmo\n\nDatum\n2026-05-26\n\nÄrendet"
    assert document.tables == ()


def test_nested_table() -> None:
    body = tbl([[p("Ram") + tbl([["Drift", "100"], ["Hyra", "200"]]) + p("")]])
    document = pipeline.read(docx(body))
    assert cells(document) == [[["Drift", "100"], ["Hyra", "200"]]]
    assert document.text.startswith("Ram\n\nDrift   100")


def test_room_between_paragraphs() -> None:
    spaced = "<w:spacing w:before='120'/>"
    assert (
        text(p("Karin Ahlmo") + p("Controller") + p("Ärendet", spaced))
        == "Karin Ahlmo\nController\n\nÄrendet"
    )


@pytest.mark.parametrize("name", ["memo.docx", "memo.pdf", "memo.txt", None])
def test_suffix_does_not_matter(name: str | None) -> None:
    document = pipeline.read(memo_docx(["Kostnaden är 450 tkr."]), name=name)
    assert (document.reader, document.text) == ("docx", "Kostnaden är 450 tkr.")


def test_empty_file_says_so() -> None:
    with pytest.raises(UnsupportedFormat, match="no text"):
        pipeline.read(docx("<w:p/>"))


# Hostile files


def replaced(document: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
        "<!DOCTYPE a SYSTEM 'http://example.se/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<a>&undeclared;</a>", "<a", "", "<w:p/>",
    ],
)  # fmt: skip
def test_unsafe_or_broken_xml(document: str) -> None:
    with pytest.raises(DamagedFile):
        pipeline.read(replaced(document))


@pytest.mark.parametrize(
    ("limit", "body"),
    [
        ("columns", tbl([["<w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>" + p("a")]])),
        ("depth", "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
        ("ratio", p("a" * 60_000_000)),
        ("inflated_bytes", p("abcdefghij" * 6_000_000)),
    ],
)  # fmt: skip
def test_limits(limit: str, body: str) -> None:
    settings = limits.Limits() if limit == "ratio" else limits.Limits(ratio=10_000, inflated_bytes=50_000_000)
    with limits.allow(settings), pytest.raises(LimitExceeded, match=limit):
        pipeline.read(docx(body))


@pytest.mark.parametrize(
    ("limit", "settings"),
    [
        ("nodes", limits.Limits(nodes=100)),
        ("cells", limits.Limits(cells=10)),
        ("text", limits.Limits(text=50)),
        ("parts", limits.Limits(parts=3)),
    ],
)
def test_lower_limits(limit: str, settings: limits.Limits) -> None:
    body = p("Belopp") + tbl([["a", "1", "2"]] * 20)
    with limits.allow(settings), pytest.raises(LimitExceeded, match=limit):
        pipeline.read(docx(body))


def test_truncated_file() -> None:
    whole = memo_docx(["Kostnaden är 450 tkr."] * 50)
    for length in range(10, len(whole), 97):
        with pytest.raises((DamagedFile, UnsupportedFormat)):
            pipeline.read(whole[:length])
