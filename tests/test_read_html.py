"""Web pages: the main content, lists, tables, missing end tags, encodings, hostile input."""

from __future__ import annotations

import time

import pytest
from support.office import memo_html

from swedoc import limits, pipeline
from swedoc.errors import LimitExceeded, UnsupportedFormat


def text(body: str) -> str:
    return pipeline.read(f"<!doctype html><html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Ärendet gäller\n   <b>väg</b> 3</p>", "Ärendet gäller väg 3"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<p>1&nbsp;000&#160;kr &aring; &lt;b&gt; &#99999999999; &bogus; &#1114112;</p>",
         "1 000 kr å <b> &bogus; \ufffd"),
        ("<h2>Ekonomi</h2>Text", "Ekonomi\n\nText"),
        ("<ul><li>a<li>b</ul><ol start=3><li>c</li><li>d</ol>", "• a\n• b\n\n3. c\n4. d"),
        ("<ol type=a><li><p>ett</p></li></ol>", "a. ett"),
        ("år 2022<sup>1</sup> och m<sup>2</sup>", "år 2022¹ och m²"),
        ("<nav>Meny 5 kr</nav><header>Topp</header>a<aside>b</aside><footer>c</footer>", "a"),
        ("<header>Topp</header><main><header>Rubrik</header><p>a</p></main>ute", "Rubrik\n\na"),
        ("<div role=main><div>a</div>b</div>c", "a\nb"),
        ("<article>a</article>b", "a"),
        ("<main></main><p>utanför</p>", "utanför"),
        ("a<script>var b = '<p>5 kr</p>'</script><!-- c > d --><style>p{}</style>e", "ae"),
        ("<p title=\"d > e\">f</p>", "f"),
        ("a < b och 3<4", "a < b och 3<4"),
        ("<p hidden>a</p>b", "b"),
        ("<pre>a   b\nc</pre>", "a   b\nc"),
        ("<form><p>a</p><input value=x><button>Sök</button></form>", "a"),
    ],
)  # fmt: skip
def test_text(body: str, expected: str) -> None:
    assert text(body) == expected


def cells(body: str) -> list[list[str]]:
    document = pipeline.read(f"<html><body>{body}</body></html>".encode())
    (table,) = document.tables
    return [[document.cell_text(cell) for cell in row] for row in table.rows]


def test_table_with_merged_cells_and_no_end_tags() -> None:
    assert cells(
        "<table><thead><tr><th rowspan=2>Post<th colspan=2>tkr<tr><th>2025<th>2026<tbody>"
        "<tr><td>Drift<td><td>1 200<tr><td>Hyra<td>5<td>60</table>"
    ) == [["Post", "tkr", ""], ["", "2025", "2026"], ["Drift", "", "1 200"], ["Hyra", "5", "60"]]


def test_caption_stands_before_its_table() -> None:
    body = "<table><caption>Belopp i tkr</caption><tr><td>Drift<td>1<tr><td>Hyra<td>2</table>"
    assert text(body) == "Belopp i tkr\n\nDrift   1\nHyra   2"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", ["sida.html", "sida.pdf", None])
def test_encodings_and_suffixes(encoding: str, name: str | None) -> None:
    body = "<body><p>Bidrag för två år på 450 tkr – så är det.</p></body>"
    page = f"<html><head><title>Ö</title></head>{body}</html>"
    document = pipeline.read(page.encode(encoding), name=name)
    assert (document.reader, document.text) == ("html", "Bidrag för två år på 450 tkr – så är det.")


def test_said_encoding() -> None:
    page = "<html><meta charset='iso-8859-1'><p>Å</p></html>"
    assert pipeline.read(page.encode("latin-1")).text == "Å"


def test_text_about_tags_is_no_web_page() -> None:
    assert pipeline.read(b"Skriv <p> och <table> i filen.", name="a.txt").reader == "text"
    assert pipeline.read(b"# Rubrik\n\n<table><tr><td>1</table>", name="a.md").reader == "text"


def test_memo_without_its_surroundings() -> None:
    document = pipeline.read(memo_html(["Kostnaden är 450 tkr.", ["ett", "två"]]))
    assert document.text == "Kostnaden är 450 tkr.\n\n1. ett\n2. två"


def test_empty_page() -> None:
    with pytest.raises(UnsupportedFormat, match="no text"):
        text("<script>a</script>")


@pytest.mark.parametrize(
    ("limit", "settings", "body"),
    [
        ("columns", limits.Limits(), "<table><tr><td colspan=999999>a<td>b</table>"),
        ("cells", limits.Limits(cells=500), "<table><tr>" + "<td rowspan=60000>a" * 100 + "<tr><td>b" * 9),
        ("depth", limits.Limits(), "<table><tr><td>" * 1000),
        ("depth", limits.Limits(), "<ul>" * 1000 + "a"),
        ("nodes", limits.Limits(nodes=1000), "<b>a</b>" * 1000),
        ("text", limits.Limits(text=1000), "<p>aaaa</p>" * 1000),
    ],
)
def test_limits(limit: str, settings: limits.Limits, body: str) -> None:
    with limits.allow(settings), pytest.raises(LimitExceeded, match=limit):
        text(body)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<!--",
        "<a ",
        '<a b="',
        "<a b='",
        "<script>",
        "</",
        "<title>",
        "&#",
        "&",
        "<td>",
        "<p><b>",
        "<!",
        '<a b="c" ',
    ],
)
def test_hostile_page_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        page = ("<html><body>a" + unit * (size // len(unit))).encode()
        begin = time.process_time()
        with limits.allow(limits.Limits(nodes=10**9)):
            pipeline.read_raw(page)
        return time.process_time() - begin

    seconds(10_000)
    assert seconds(400_000) < 2.0
