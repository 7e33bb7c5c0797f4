"""The reviewer's page: what stands in it, that it says no more than the memo, and its decisions."""

from __future__ import annotations

import io
import json
import re
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import swedoc
from swedoc.errors import SettingsError
from swedoc.records import Amount, CaseNumber, Decision, Finding, Part, Record, Source, Span, Split, Total
from swedoc.report import build, charts, draw, fields, marked, reviews
from swedoc.report.build import Report
from swedoc.report.marks import Mark

SAMPLES = Path(__file__).parent.parent / "samples"
TEXT = (
    "Dnr KS 2023/56\nKostnaden är totalt 950 000 kronor och fördelas på 250 000 kronor för år 2023 "
    'och 300 000 kronor per år 2024 och 2025.\n<script>alert(1)</script> & "citat"\nBeslutet gäller.'
)


def span(text: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(text, start + 1)
    return Span(start, start + len(text))


def amount(value: int, text: str) -> Amount:
    return Amount(
        value=Decimal(value), as_written=text, unit="kronor", unit_source="own", low=Decimal(value),
        high=Decimal(value), rule="unit", span=span(text),
    )  # fmt: skip


def made(**changes: object) -> Record:
    split = Split(
        kind="year",
        parts=(
            Part(key="2023", value=Decimal(250000), amount=1),
            Part(key="2024", value=Decimal(300000), amount=2, derived="per_year"),
            Part(key="2025", value=Decimal(300000), amount=2, derived="per_year"),
        ),
        total=Total(value=Decimal(950000), amount=0),
        sum=Decimal(850000), difference=Decimal(100000), exhaustive=True, consistent=False,
        arithmetic="250 000 + 2 × 300 000 = 850 000",
    )  # fmt: skip
    finding = Finding(
        code="sum_mismatch", severity="error", message="Delbeloppen summerar till 850 000 kr.",
        message_en="The parts come to 850 000 kr.", stated=Decimal(950000), computed=Decimal(850000),
        difference=Decimal(100000), split=0, spans=(span("950 000 kronor"),),
    )  # fmt: skip
    record = Record(
        source=Source(path="memo.txt", sha256="ab" * 32, media_type="text/plain", reader="text"),
        text=TEXT, title="<b>Titel</b> & mer", verdict="does_not_add_up",
        case_numbers=(CaseNumber(value="KS 2023/56", role="own", span=span("KS 2023/56")),),
        decisions=(Decision(text="Beslutet gäller.", span=span("Beslutet gäller.")),),
        amounts=(
            amount(950000, "950 000 kronor"), amount(250000, "250 000 kronor"),
            amount(300000, "300 000 kronor"),
        ),
        splits=(split,), findings=(finding,),
    )  # fmt: skip
    return msgspec.structs.replace(record, **changes)


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_link_leads_somewhere_and_every_anchor_is_one(language: str) -> None:
    for record in (
        made(),
        *(
            swedoc.parse(path)
            for path in sorted(SAMPLES.glob("*.*"))
            if path.suffix in (".pdf", ".md", ".txt")
        ),
    ):
        path = Path(record.source.path or "")
        html = build.document(record, path.read_bytes() if path.is_file() else None, language)
        anchors = ids(html)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)


def test_a_figure_and_its_place_point_at_each_other() -> None:
    html = build.document(made(), None)
    assert '<a class="term" href="#a1">250\xa0000\xa0kr</a>' in html
    assert re.search(r'<a class="mark part" id="a1" href="#s0p0"[^>]*>250 000 kronor<sup>2</sup></a>', html)
    assert re.search(r'<a class="mark wrong" id="a0" href="#s0t"', html)
    assert '<tr id="s0p0"' in html
    assert html.count('href="#a2"') >= 4  # number and value in the rows of both years


def test_the_difference_is_told_in_figures_and_words() -> None:
    html = build.document(made(), None)
    assert "Totalen är 100\xa0000\xa0kr större än summan." in html
    assert "250\xa0000 + 2 × 300\xa0000 = 850\xa0000" in html
    assert "Delbeloppen summerar" in html
    assert "The parts come to" in build.document(made(), None, "en")


def test_a_memo_cannot_put_in_markup() -> None:
    html = build.document(made(), None)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;citat&#34;" in html
    assert "<b>Titel" not in html
    assert html.count("<script>") == 1


def test_names_and_reasons_cannot_put_in_markup(tmp_path: Path) -> None:
    report = Report(tmp_path)
    evil = '"><img src=x onerror=alert(1)>.txt'
    report.add(made(source=Source(path=evil, sha256="cd" * 32)))
    report.add_unreadable(evil, "<i>varför</i>")
    index = report.close().read_text(encoding="utf-8")
    assert "<img" not in index
    assert "<i>" not in index
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", path.name) for path in tmp_path.iterdir())


def test_nothing_is_loaded_from_elsewhere() -> None:
    record = swedoc.parse(SAMPLES / "08-stammer-inte-naturum.pdf")
    html = build.document(record, (SAMPLES / "08-stammer-inte-naturum.pdf").read_bytes())
    assert not re.search(r'(?:src|href|url)\s*[=(]\s*["\']?(?:https?:|//)', html)
    assert "default-src 'none'" in html
    assert re.search(r'<img src="data:image/(?:png|webp);base64,', html)


def test_every_amount_of_a_split_has_a_box_on_its_page() -> None:
    path = SAMPLES / "08-stammer-inte-naturum.pdf"
    record = swedoc.parse(path)
    html = build.document(record, path.read_bytes())
    assert record.splits
    for split in record.splits:
        for at in [part.amount for part in split.parts] + [split.total.amount if split.total else None]:
            if at is not None:
                drawn = re.search(rf'<a id="a{at}"[^>]*>.*?</a>', html, re.DOTALL)
                assert drawn is not None
                assert drawn[0].count("<rect") == len(record.amounts[at].span.boxes)


def test_the_title_has_its_box_though_the_record_gives_it_no_span() -> None:
    path = SAMPLES / "08-stammer-inte-naturum.pdf"
    record = swedoc.parse(path)
    assert record.title == "Naturum vid Svartsjön"
    html = build.document(record, path.read_bytes())
    row = re.search(r'<dd><a href="#(f\d+)">Naturum vid Svartsjön</a>', html)
    assert row is not None
    assert re.search(rf'<a id="{row[1]}" class="mark field"[^>]*><title>[^<]*</title><rect', html)


def test_a_title_over_two_lines_is_found_and_part_of_a_word_is_not() -> None:
    text = "Nämnden\nBidrag till\n  isbanan 2023"
    assert fields._where(text, "Bidrag till isbanan", Span) == Span(8, 29)
    assert fields._where(text, "isbana", Span) is None
    assert fields._where(text, "Bidrag till badet", Span) is None
    assert fields._where(text, "saknas", Span) is None


def test_a_changed_file_is_shown_as_text() -> None:
    path = SAMPLES / "08-stammer-inte-naturum.pdf"
    html = build.document(swedoc.parse(path), path.read_bytes() + b" ")
    assert "<img" not in html
    assert "Naturum vid Svartsjön" in html


def test_the_page_is_small() -> None:
    path = SAMPLES / "06-protokoll-kommunstyrelsen.pdf"
    html = build.document(swedoc.parse(path), path.read_bytes())
    assert len(html.encode()) <= 200_000


def test_index_puts_contradictions_first_by_size(tmp_path: Path) -> None:
    report = Report(tmp_path / "granskning")
    small = made(title="liten")
    finding = msgspec.structs.replace(small.findings[0], difference=Decimal(-5_000_000))
    large = made(title="stor", findings=(finding,), source=Source(path="b.txt", sha256="02"))
    report.add(made(title="jämn", findings=(), splits=(), verdict="adds_up", source=Source(path="a.txt")))
    report.add(small)
    report.add_unreadable("mapp/trasig.pdf", "filen är skadad")
    report.add(large)
    index = report.close(date(2026, 3, 2))
    html = index.read_text(encoding="utf-8")
    assert index == tmp_path / "granskning" / "index.html"
    order = [html.index(f">{name}<") for name in ("stor", "liten", "trasig.pdf", "jämn")]
    assert order == sorted(order)
    assert "5\xa0000\xa0000\xa0kr" in html
    assert "2026-03-02" in html
    for address in re.findall(r'<th scope="row"><a href="([^"]+)"', html):
        assert (index.parent / address).is_file()


def test_flagged_documents_lead_to_each_other(tmp_path: Path) -> None:
    report = Report(tmp_path)
    first = report.add(made())
    second = report.add(made(source=Source(path="b.txt", sha256="02")))
    third = report.add(made(findings=(), verdict="adds_up", source=Source(path="c.txt", sha256="03")))
    report.close()
    assert f'<a rel="next" href="{second.name}">' in first.read_text(encoding="utf-8")
    assert f'<a rel="prev" href="{first.name}">' in second.read_text(encoding="utf-8")
    assert 'rel="' not in third.read_text(encoding="utf-8")


def test_one_document_in_one_file(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.html")
    report.add(made())
    assert report.close() == tmp_path / "report.html"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert "<nav" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_several_documents_beside_one_file(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.html")
    report.add(made())
    report.add(made(source=Source(path="b.txt", sha256="02")))
    html = report.close().read_text(encoding="utf-8")
    for address in re.findall(r'<th scope="row"><a href="([^"]+)"', html):
        page = tmp_path / address
        assert 'href="../report.html"' in page.read_text(encoding="utf-8")


def test_names_are_the_same_in_every_run_and_never_shared(tmp_path: Path) -> None:
    def names(folder: str) -> list[str]:
        report = Report(tmp_path / folder)
        sources = [("a/Ärende 1.pdf", "01"), ("b/Ärende 1.pdf", "01"), ("a/Ärende 1.pdf", "01"), ("/", "02")]
        return [report.add(made(source=Source(path=p, sha256=s))).name for p, s in sources]

    assert names("x") == names("y")
    assert len(set(names("x"))) == 4
    assert names("x")[0].startswith("Arende-1-")


def test_marks_never_nest_and_lose_no_text() -> None:
    text = "Nämnden beslutar anslå 100 kr ur reserven."
    marks = [
        Mark("d", "rd", "decision", "", Span(0, 42)),
        Mark("a", "ra", "part", "", Span(23, 29)),
        Mark("e", "re", "field", "", Span(23, 42)),
        Mark("x", "rx", "field", "", Span(90, 95)),
    ]
    found = marked.stretches(text, marks)
    assert "".join(stretch.text for stretch in found) == text
    assert [(s.mark.id if s.mark else None, s.first, s.anchors) for s in found] == [
        ("d", True, ()), ("a", True, ("e",)), ("e", False, ()),
    ]  # fmt: skip


def test_columns_choose_a_unit_and_stay_inside() -> None:
    columns = charts.columns(made().splits[0])
    assert columns is not None
    assert (columns.unit, [bar.value for bar in columns.bars]) == ("tkr", ["250", "300", "300"])
    assert all(bar.x >= 0 and bar.x + bar.width <= charts.WIDTH for bar in columns.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= charts.HEIGHT for bar in columns.bars)


def test_columns_speak_of_the_currency() -> None:
    split = Split(
        kind="year",
        parts=(Part(key="2023", value=Decimal(1_500_000)), Part(key="2024", value=Decimal(2_000_000))),
    )
    columns = charts.columns(split, "EUR")
    assert columns is not None
    assert (columns.unit, [bar.value for bar in columns.bars]) == ("MEUR", ["1,5", "2"])


def test_a_negative_year_hangs_below_the_line() -> None:
    split = Split(
        kind="year",
        parts=(Part(key="2023", value=Decimal(-100)), Part(key="2024", value=Decimal(300))),
    )
    columns = charts.columns(split)
    assert columns is not None
    assert columns.bars[0].y == columns.base
    assert columns.bars[1].y < columns.base


def test_the_stretch_that_differs_is_marked() -> None:
    balance = charts.balance(made().splits[0], [2, 3, 3])
    assert balance is not None
    assert balance.gap is not None
    assert balance.short
    assert balance.gap.x == pytest.approx(charts.WIDTH * 850 / 950, abs=0.1)


def test_shares_of_outcomes_are_seen_however_few() -> None:
    shares = charts.shares([("a", 1), ("b", 9999), ("c", 0)])
    assert sum(share.width for share in shares) == pytest.approx(1000, abs=0.3)
    assert shares[0].width > 3
    assert charts.shares([("a", 0)]) == ()


def reviewed(record: Record, decision: str, decided: str = "2026-03-02") -> dict[str, str]:
    return {
        "sha256": record.source.sha256 or "", "finding": reviews.keys(record)[0], "decision": decision,
        "decided": decided, "note": "se <b>bilaga</b>",
    }  # fmt: skip


def written(path: Path, *decisions: dict[str, str]) -> Path:
    path.write_text(json.dumps({"swedoc_reviews": "1", "reviews": decisions}), encoding="utf-8")
    return path


def test_decisions_are_merged_into_the_record(tmp_path: Path) -> None:
    record = made()
    file = written(
        tmp_path / "granskning.json",
        reviewed(record, "misread", "2026-01-01"),
        reviewed(record, "memo_wrong"),
    )
    merged = reviews.load(file).merge(record)
    review = merged.findings[0].review
    assert review is not None
    assert (review.decision, review.decided) == ("memo_wrong", "2026-03-02")
    assert merged.verdict == record.verdict
    assert Record.from_json(merged.to_json()).findings[0].review == review


def test_decisions_survive_a_new_run_but_not_a_new_file_or_new_figures(tmp_path: Path) -> None:
    record = made()
    kept = reviews.load(written(tmp_path / "r.json", reviewed(record, "memo_wrong")))
    moved = made(
        text="Ny rad\n" + TEXT,
        findings=tuple(
            msgspec.structs.replace(f, spans=tuple(Span(s.start + 7, s.end + 7) for s in f.spans))
            for f in record.findings
        ),
    )
    assert kept.merge(moved).findings[0].review is not None
    other = made(source=Source(path="memo.txt", sha256="ef" * 32))
    assert kept.merge(other) is other
    changed = made(findings=(msgspec.structs.replace(record.findings[0], computed=Decimal(1)),))
    assert kept.merge(changed).findings[0].review is None


def test_twin_findings_have_keys_of_their_own() -> None:
    record = made()
    twins = made(findings=record.findings * 2)
    assert len(set(reviews.keys(twins))) == 2


def test_decisions_are_shown_in_a_new_report(tmp_path: Path) -> None:
    record = made()
    report = Report(
        tmp_path / "r", reviews=reviews.load(written(tmp_path / "r.json", reviewed(record, "misread")))
    )
    html = report.add(record).read_text(encoding="utf-8")
    assert 'data-decision="misread"' in html
    assert "Fel läst – se &lt;b&gt;bilaga&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        (b"[]", "no file of decisions"),
        (b'{"swedoc_reviews":"1","reviews":[{"sha256":"1","finding":"2","decision":"nja"}]}', "nja"),
        (b'{"swedoc_reviews":"9","reviews":[]}', "version '9'"),
        (b"\xff", "no file of decisions"),
    ],
)
def test_a_wrong_file_of_decisions_is_told(content: bytes | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / "granskning.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"granskning\.json") as told:
        reviews.load(file)
    assert says in str(told.value)


def test_a_notebook_shows_the_page(tmp_path: Path) -> None:
    path = SAMPLES / "08-stammer-inte-naturum.pdf"
    html = swedoc.parse(path)._repr_html_()
    assert html.startswith("<iframe sandbox=")
    assert "data:image/png" in html
    assert "Naturum" in swedoc.parse_text("Naturum kostar 900 000 kronor.")._repr_html_()
    gone = made(source=Source(path=str(tmp_path / "gone.pdf")))
    assert "950 000" in gone._repr_html_()


def test_the_report_says_the_same_things_in_both_languages() -> None:
    swedish, english = build.words_of("sv").table, build.words_of("en").table
    assert swedish.keys() == english.keys()
    for section in english:
        if section != "reasons":
            assert swedish[section].keys() == english[section].keys()
            for name, text in english[section].items():
                assert set(re.findall(r"\{\w+\}", text)) == set(
                    re.findall(r"\{\w+\}", swedish[section][name])
                )


def test_every_reason_has_its_english() -> None:
    from swedoc import verdict

    said = {value for name, value in vars(verdict).items() if name.isupper() and isinstance(value, str)}
    assert said <= build.words_of("en").table["reasons"].keys()


def test_a_page_costs_little() -> None:
    path = SAMPLES / "06-protokoll-kommunstyrelsen.pdf"
    data = path.read_bytes()
    took = []
    for _ in range(3):
        began = time.process_time()
        record = swedoc.parse(data)
        assert record.source.pages == 2
        build.document(record, data)
        took.append(time.process_time() - began)
    assert min(took) <= 0.3


def test_a_page_with_a_photograph_stays_small() -> None:
    from fpdf import FPDF
    from PIL import Image

    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.cell(text="Bidraget kostar 900 000 kronor.")
    page.image(Image.effect_noise((900, 1200), 60).convert("RGB"), x=10, y=30, w=190)
    (picture,) = draw.pictures(bytes(page.output()), [1])
    assert picture.address.startswith("data:image/webp;base64,")
    assert len(picture.address) < 200_000


def test_an_image_that_would_fill_the_memory_is_not_drawn() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, "Bidraget kostar 900 000 kronor.")
    canvas.drawImage(ImageReader(Image.new("1", (8, 8))), 72, 72)
    canvas.save()
    data = file.getvalue().replace(b"/Width 8", b"/Width 99999").replace(b"/Height 8", b"/Height 99999")
    assert b"99999" in data
    html = build.document(swedoc.parse(data), data)
    assert "<img" not in html
    assert "900 000 kronor" in html


WORDS = [
    "900 000 kronor",
    "300 tkr",
    "per år",
    "2022",
    "och",
    "totalt",
    "fördelas på",
    "varav",
    "Dnr KS 2023/1",
]
WORDS += ["<b>", "&amp;", '"', "\n", "1,5 mnkr", "dagligen", "\ud800", "\x00", "Beslut", "1.", "kommunen"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_text_breaks_the_page(words: list[str]) -> None:
    record = swedoc.parse_text(" ".join(words))
    html = build.document(record, None)
    anchors = ids(html)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
    assert "<b>" not in html


@pytest.mark.slow
def test_a_page_of_a_huge_text_stays_within_bounds() -> None:
    record = swedoc.parse_text("Kostnaden är 450 tkr enligt nr 71234567. " * 5_000)
    html = build.document(record, None)
    assert len(html) < 4_000_000
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids(html))


def test_a_file_name_or_text_that_is_no_unicode_is_written(tmp_path: Path) -> None:
    report = Report(tmp_path)
    report.add(made(title="\ud800", source=Source(path="\udce5.txt", sha256="01")))
    report.close()
    assert len(list(tmp_path.iterdir())) == 2
