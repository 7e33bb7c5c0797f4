r"""RTF: code pages, Unicode, tables, heads, notes, and groups that are not on the page."""

from __future__ import annotations

import pytest
from support.office import memo_rtf

from swedoc import limits, pipeline
from swedoc.errors import LimitExceeded, UnsupportedFormat

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f3\fcharset2 Symbol;}}"


def text(body: str, head: str = HEAD) -> str:
    return pipeline.read((head + body + "}").encode("latin-1")).text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\'c4rendet g\'e4ller v\'e4g 3\par", "Ärendet gäller väg 3"),
        ("Ärendet", "Ärendet"),
        (r"\u196?rende \u8211-\u32 ?1\~000 kr", "Ärende – 1 000 kr"),
        (r"{\uc2\u229\'e5x}b", "åb"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\tab b\line c\_d\-e\{f\}\par g", "a\tb\nc-de{f}\ng"),
        (r"{\b 450} tkr", "450 tkr"),
        (r"2022{\super 1} och", "2022¹ och"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt Granvik}}", "Granvik"),
        (r"{\*\generator Word}{\info{\title T}}{\pict 0af}{\*\unknown x}a", "a"),
        (r"kvar{\deleted bort}", "kvar"),
        (r"{\listtext\pard\plain\f3 \'b7\tab}ett\par{\listtext 2.\tab}tv\'e5", "• ett\n2. två"),
        (r"Rubrik{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard Datum\par}}{\shprslt Datum}} h\'e4r\par",
         "Datum\nRubrik här"),
        (r"{\super\chftn}x{\footnote\pard{\super\chftn} L\'f6pande priser.} y", "¹x y\n\n¹ Löpande priser."),
        (r"\pard\sa160 a\par\pard b\par", "a\n\nb"),
        (r"\bin3 {{{a", "a"),
        ("a\\\nb", "a\nb"),
    ],
)  # fmt: skip
def test_text(body: str, expected: str) -> None:
    assert text(body) == expected


@pytest.mark.parametrize(
    ("head", "byte"),
    [
        (r"{\rtf1\ansi\ansicpg1252 ", "e5"),
        (r"{\rtf1\pca ", "86"),
        (r"{\rtf1\mac ", "8c"),
        (r"{\rtf1\ansi\ansicpg850 ", "86"),
        (r"{\rtf1\ansi{\fonttbl{\f1\fcharset255 T;}}\f1 ", "86"),
    ],
)
def test_code_pages(head: str, byte: str) -> None:
    assert text(rf"\'{byte}r", head) == "år"


def row(cells: list[str], edges: list[int], extra: str = "") -> str:
    ends = "".join(rf"{extra}\cellx{edge}" for edge in edges)
    return rf"\trowd{ends}\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


def test_table_keeps_its_columns() -> None:
    body = (
        row(["Post", "Belopp, tkr"], [2000, 6000])
        + row(["Drift", "", "200"], [2000, 4000, 6010])
        + row(["Hyra", "5", "60"], [2000, 4000, 6000])
    )
    document = pipeline.read((HEAD + "Före\\par " + body + r"\pard Efter\par}").encode("latin-1"))
    (table,) = document.tables
    assert [[document.cell_text(cell) for cell in cells] for cells in table.rows] == [
        ["Post", "Belopp, tkr", ""], ["Drift", "", "200"], ["Hyra", "5", "60"],
    ]  # fmt: skip
    assert document.text.startswith("Före\n\nPost")
    assert document.text.endswith("\n\nEfter")


def test_nested_table() -> None:
    nested = "".join(
        rf"\pard\intbl\itap2 {name}\nestcell {value}\nestcell"
        r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
        for name, value in (("Drift", "100"), ("Hyra", "200"))
    )
    body = rf"\trowd\cellx5000\pard\intbl Ram\par {nested}\pard\intbl\cell\row\pard Efter\par"
    document = pipeline.read((HEAD + body + "}").encode("latin-1"))
    (table,) = document.tables
    assert [[document.cell_text(cell) for cell in cells] for cells in table.rows] == [
        ["Drift", "100"], ["Hyra", "200"],
    ]  # fmt: skip
    assert document.text == "Ram\n\nDrift   100\nHyra   200\n\nEfter"


def test_heads_and_feet() -> None:
    body = r"{\headerf\pard Dnr KS 2019/418\par}{\header\pard Granvik\par}{\footer\pard V\'e4xel\par}Text\par"
    document = pipeline.read((HEAD + body + "}").encode("latin-1"))
    lines = [(document.text[line.start : line.end], line.role) for line in document.lines]
    assert [line for line in lines if line[0]] == [
        ("Dnr KS 2019/418", "body"), ("Text", "body"), ("Granvik", "header"), ("Växel", "footer"),
    ]  # fmt: skip


def test_wrong_suffix_and_media_type() -> None:
    document = pipeline.read(memo_rtf(["Kostnaden är 450 tkr."]), name="memo.doc")
    assert (document.reader, document.text) == ("rtf", "Kostnaden är 450 tkr.")


def test_hostile_files() -> None:
    with pytest.raises(LimitExceeded, match="depth"):
        text("{" * 100_000)
    with limits.allow(limits.Limits(cells=1000)), pytest.raises(LimitExceeded, match="cells"):
        text(row(["a"], list(range(0, 90_000, 100))) + row(["b"], [90_000]) * 900)
    with pytest.raises(UnsupportedFormat, match="no text"):
        text(r"\bin999999999 a")
    for body in ("}}}}", r"\'", r"\'g", "\\", r"\u99999999999 a", r"\cell\row\nestrow", r"\trowd\row"):
        assert text("a " + body).startswith("a")
