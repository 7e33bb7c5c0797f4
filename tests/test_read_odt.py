"""OpenDocument texts: lists, tables, notes, heads and feet, and what is not on the page."""

from __future__ import annotations

import pytest
from support.office import memo_odt, odt, zipped

from swedoc import limits, pipeline
from swedoc.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat

LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/>'
    "</text:list-style>"
)


def text(body: str, automatic: str = "", master: str = "") -> str:
    return pipeline.read(odt(body, automatic, master)).text


def p(content: str) -> str:
    return f"<text:p>{content}</text:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Ärendet gäller <text:span>väg</text:span> 3"), "Ärendet gäller väg 3"),
        (p("a<text:tab/>b<text:s text:c='3'/>c<text:line-break/>d"), "a\tb   c\nd"),
        (p("a<office:annotation><text:p>kommentar</text:p></office:annotation>b"), "ab"),
        (f"<text:tracked-changes>{p('bort')}</text:tracked-changes>{p('kvar')}", "kvar"),
        (f"<text:section>{p('i avsnitt')}</text:section>", "i avsnitt"),
        (p(f"Rubrik<draw:frame><draw:text-box>{p('Datum')}</draw:text-box></draw:frame> här"),
         "Rubrik här\nDatum"),
        (p("år 2022<text:note><text:note-citation>1</text:note-citation><text:note-body>"
           f"{p('Löpande priser.')}</text:note-body></text:note>."), "år 2022¹.\n\n¹ Löpande priser."),
        ("<text:h>Ekonomi</text:h>" + p("Text"), "Ekonomi\n\nText"),
    ],
)  # fmt: skip
def test_text_in_all_places(body: str, expected: str) -> None:
    assert text(body) == expected


def test_lists() -> None:
    body = (
        f'<text:list text:style-name="L"><text:list-item>{p("ett")}<text:list><text:list-item>{p("under")}'
        f"</text:list-item></text:list></text:list-item><text:list-item>{p('två')}</text:list-item></text:list>"
    )
    assert text(body, LIST) == "1. ett\n– under\n2. två"


def test_table_with_merged_cells() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format(p("Post"))
        + f"<table:table-cell table:number-columns-spanned='2'>{p('tkr')}</table:table-cell>"
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        + cell.format(p("Drift"))
        + "<table:table-cell table:number-columns-repeated='1'/>"
        + cell.format(p("1 200"))
        + "</table:table-row><table:table-row>"
        + cell.format(p("Hyra")) + cell.format(p("5")) + cell.format(p("60"))
        + "</table:table-row></table:table>"
    )  # fmt: skip
    document = pipeline.read(odt(body))
    (table,) = document.tables
    assert [[document.cell_text(cell) for cell in row] for row in table.rows] == [
        ["Post", "tkr", ""], ["Drift", "", "1 200"], ["Hyra", "5", "60"],
    ]  # fmt: skip


def test_heads_and_feet() -> None:
    master = (
        f"<style:master-page><style:header>{p('Dnr KS 2019/418')}</style:header>"
        f"<style:footer>{p('Växel')}</style:footer></style:master-page>"
    )
    document = pipeline.read(odt(p("Text"), "", master))
    lines = [(document.text[line.start : line.end], line.role) for line in document.lines]
    assert [line for line in lines if line[0]] == [
        ("Dnr KS 2019/418", "body"), ("Text", "body"), ("Växel", "footer"),
    ]  # fmt: skip


def test_flat_file_and_wrong_suffix() -> None:
    base = "urn:oasis:names:tc:opendocument:xmlns:"
    flat = (
        f'<?xml version="1.0"?><office:document xmlns:office="{base}office:1.0" xmlns:text="{base}text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        "<text:p>Kostnaden är 450 tkr.</text:p></office:text></office:body></office:document>"
    ).encode()
    for data in (flat, memo_odt(["Kostnaden är 450 tkr."])):
        document = pipeline.read(data, name="memo.doc")
        assert (document.reader, document.text) == ("odt", "Kostnaden är 450 tkr.")


def test_locked_file() -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    with pytest.raises(EncryptedFile, match="password"):
        pipeline.read(
            zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": b"\x8f"})
        )


def test_limits() -> None:
    table = "<table:table><table:table-row>{}</table:table-row></table:table>"
    with pytest.raises(LimitExceeded, match="columns"):
        text(table.format("<table:table-cell table:number-columns-repeated='2000000000'/>"))
    with limits.allow(limits.Limits(cells=500)), pytest.raises(LimitExceeded, match="cells"):
        text(table.format("<table:table-cell table:number-columns-repeated='100'/>" * 6))


def test_truncated_file() -> None:
    whole = memo_odt(["Kostnaden är 450 tkr."] * 50)
    for length in range(10, len(whole), 97):
        with pytest.raises((DamagedFile, UnsupportedFormat)):
            pipeline.read(whole[:length])
