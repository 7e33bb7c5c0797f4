"""PDF: words with boxes, what cannot be read, and pages in odd shapes."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from swedoc import pipeline
from swedoc.document import Document
from swedoc.errors import DamagedFile, EncryptedFile, NoTextLayer, ReadError
from swedoc.read import read

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **options: object) -> bytes:
    """A PDF of these pages, each drawn by a function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)  # type: ignore[arg-type]
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, x: float = 72, y: float = 700, size: float = 11, pitch: float = 14) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for i, text in enumerate(texts):
            canvas.drawString(x, y - i * pitch, text)

    return draw


def together(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def texts(document: Document, role: str = "body") -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines if line.role == role]


def test_every_word_has_its_box() -> None:
    document = pipeline.read(pdf(lines("Kostnaden är 450 000 kronor", "för år 2022.")))
    assert document.text == "Kostnaden är 450 000 kronor\nför år 2022."
    assert [document.text[w.start : w.end] for w in document.words] == document.text.split()
    span = document.span(13, 20)
    ((x0, top, x1, bottom),) = span.boxes
    assert document.text[span.start : span.end] == "450 000"
    assert 72 + 60 < x0 < x1 < 72 + 120
    assert abs((top + bottom) / 2 - (A4[1] - 700 - 3)) < 4


def test_source_facts() -> None:
    document = pipeline.read(pdf(lines("Ett"), lines("Två")))
    assert (document.page_count, document.reader, document.media_type) == (2, "pdf", "application/pdf")
    assert [line.page for line in document.lines] == [1, 2]


def test_junk_before_the_header_is_stripped() -> None:
    assert pipeline.read(b"\r\n<html>junk</html>\n" + pdf(lines("Ärende"))).text == "Ärende"


def test_wrong_suffix() -> None:
    assert pipeline.read(pdf(lines("Ärende")), "memo.txt").reader == "pdf"


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"", DamagedFile, "empty"),
        (b"%PDF-1.7\nnothing more", DamagedFile, "damaged"),
        (pdf(lines("Hemligt"), encrypt="lock"), EncryptedFile, "password"),
        (pdf(lambda canvas: canvas.rect(10, 10, 300, 300, fill=1)), NoTextLayer, "holds no text"),
        (pdf(lambda canvas: canvas.rect(9, 9, 9, 9), lambda canvas: None), NoTextLayer, "2 pages"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[ReadError], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        read(data, name="memo.pdf")
    assert "\n" not in str(raised.value)


def test_scanned_page_among_others_is_listed() -> None:
    document = pipeline.read(
        pdf(lines("Text"), lambda canvas: canvas.rect(10, 10, 300, 300, fill=1), lines("Mer"))
    )
    assert document.unread_pages == (2,)
    assert document.page_count == 3
    assert len(document.warnings) == 1
    assert "2" in document.warnings[0]


def test_blank_page_is_not_unread() -> None:
    assert pipeline.read(pdf(lines("Text"), lambda canvas: None)).unread_pages == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_pages_read_like_others(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        width, height = A4
        canvas.saveState()
        canvas.rotate(turn)
        canvas.translate(*{90: (0, -width), 180: (-width, -height), 270: (-height, 0)}[turn])
        lines("Förslag till beslut", "Nämnden anvisar 300 000 kronor", x=60, y=400)(canvas)
        canvas.restoreState()

    document = pipeline.read(pdf(draw))
    assert texts(document) == ["Förslag till beslut", "Nämnden anvisar 300 000 kronor"]
    x0, top, x1, bottom = document.words[0].box
    width, height = A4 if turn == 180 else A4[::-1]
    assert 58 < x0 < 62
    assert height - 412 < top < bottom < height - 396
    assert x1 < width


def test_footnote_mark_does_not_become_part_of_a_year() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Kostnaden för 2022")(canvas)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72 + canvas.stringWidth("Kostnaden för 2022", "Helvetica", 11), 704, "1")

    assert pipeline.read(pdf(draw)).text == "Kostnaden för 2022¹"


def test_words_broken_at_a_hyphen() -> None:
    body = [
        "Nämnden har begärt finansiering av investeringsprojektets fort-",
        "gående arbete enligt ärendet med diarienummer KS-2016-",
        "1317 och föreslår att kommunen deltar på EU-",
        "nivå i arbetet med utbildnings-",
        "och kulturfrågor.",
    ]
    document = pipeline.read(pdf(lines(*body)))
    flat = document.text.replace("\n", " ")
    assert "fortgående arbete" in flat
    assert "KS-2016-1317 och" in flat
    assert "EU-nivå i" in flat
    assert "utbildnings- och kulturfrågor" in flat
    assert "\ufffe" not in document.text
    start = document.text.index("fortgående")
    assert len(document.boxes(start, start + 10)) == 2
    assert document.text[start:].startswith("fortgående\n")


BODY = [
    "Förvaltningen har tagit fram ett förslag till hur kommunens bidrag till föreningslivet",
    "ska fördelas under de kommande åren och har i samråd med föreningarna kommit fram",
    "till att bidraget bör höjas med fyra procent per år under perioden.",
]


def test_two_column_letterhead() -> None:
    page = together(
        lines("Näringsliv och kultur", "Handläggare", "Karin Ahlmo", "Tfn 0980-319 215", y=780),
        lines("2023-10-17", "", "Kommunstyrelsen", x=360, y=780),
        lines(*BODY, y=600),
    )
    got = texts(pipeline.read(pdf(page)))
    assert got[:4] == ["Näringsliv och kultur", "Handläggare", "Karin Ahlmo", "Tfn 0980-319 215"]
    assert [t for t in got if t][4:6] == ["2023-10-17", "Kommunstyrelsen"]
    assert [t for t in got if t][6:] == BODY


def test_labels_stay_with_their_values() -> None:
    page = together(
        lines("Datum:", "Handläggare:", "Diarienr:", y=780),
        lines("2023-10-17", "Karin Ahlmo", "KS 2023/412", x=180, y=780),
        lines("Kommunstyrelsen", x=360, y=780),
        lines(*BODY, y=600),
    )
    got = [t for t in texts(pipeline.read(pdf(page))) if t]
    assert got[:4] == [
        "Datum: 2023-10-17",
        "Handläggare: Karin Ahlmo",
        "Diarienr: KS 2023/412",
        "Kommunstyrelsen",
    ]


def test_labels_above_their_values() -> None:
    page = together(
        lines("DATUM", "2023-10-17", y=780),
        lines("DIARIENR", "KS 2023/412", x=240, y=780),
        lines(*BODY, y=600),
    )
    got = [t for t in texts(pipeline.read(pdf(page))) if t]
    assert got[:4] == ["DATUM", "2023-10-17", "DIARIENR", "KS 2023/412"]


def test_signatures_beside_each_other() -> None:
    page = together(
        lines(*BODY),
        lines("Gunvor Lind", "Kommundirektör", y=500),
        lines("Farid Holm", "Controller", x=300, y=500),
    )
    got = [t for t in texts(pipeline.read(pdf(page))) if t]
    assert got[-4:] == ["Gunvor Lind", "Kommundirektör", "Farid Holm", "Controller"]


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    page = together(lines(*BODY, y=700), lines(*BODY, y=700 - 3 * 14 - 10))
    assert texts(pipeline.read(pdf(page))) == [*BODY, "", *BODY]


def _framed(number: int, *draws: Draw) -> Draw:
    return together(
        lines("Almviks kommun", "Kommunledningskontoret", y=810, size=9, pitch=11),
        lines(f"{number} (2)", x=500, y=810, size=9),
        *draws,
        lines("Postadress: Box 48, 980 99 Almvik   Växel: 0980-319 200", y=30, size=8),
    )


def test_sentence_across_a_page_break_stays_whole() -> None:
    document = pipeline.read(
        pdf(
            _framed(1, lines("Kommunens kostnad för projektet beräknas till", y=100)),
            _framed(2, lines("450 000 kronor per år under perioden.", y=700)),
        )
    )
    assert "beräknas till\n450 000 kronor per år" in document.text
    assert texts(document)[:2] == ["Almviks kommun", "Kommunledningskontoret"]
    assert texts(document, "header") == ["1 (2)", "Almviks kommun   2 (2)", "Kommunledningskontoret"]
    assert len(texts(document, "footer")) == 2
    assert [line.page for line in document.lines if line.role == "footer"] == [1, 2]


def test_threads_take_turns() -> None:
    data = pdf(*[lines(*BODY)] * 5)
    got: list[str] = []
    workers = [threading.Thread(target=lambda: got.append(pipeline.read(data).text)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(set(got)) == 1
    assert len(got) == 4


def test_letterhead_in_boxes() -> None:
    def boxes(canvas: Canvas) -> None:
        for row in (0, 1):
            for column in range(3):
                canvas.rect(60 + 160 * column, 760 - 20 * row, 160, 20)
        for column, pair in enumerate(
            [("Handläggare", "Karin Ahlmo"), ("Datum", "2023-10-17"), ("Diarienummer", "KS 2023/412")]
        ):
            lines(*pair, x=66 + 160 * column, y=766, pitch=20)(canvas)

    got = [t for t in texts(pipeline.read(pdf(together(boxes, lines(*BODY, y=600))))) if t]
    assert got[:6] == ["Handläggare", "Karin Ahlmo", "Datum", "2023-10-17", "Diarienummer", "KS 2023/412"]


def test_footnotes_do_not_part_a_sentence() -> None:
    first = together(
        lines(*BODY, y=300),
        lines("Kostnaden beräknas därför till", y=250),
        lines("1 Prisnivå 2022.", y=60, size=8),
    )
    document = pipeline.read(pdf(first, lines("450 000 kronor per år.", *BODY)))
    assert "beräknas därför till\n450 000 kronor" in document.text
    note = document.text.index("1 Prisnivå")
    assert note > document.text.index("450 000")
    assert (document.line_at(note).page, document.line_at(note).role) == (1, "body")


def test_filled_in_form_fields_are_read() -> None:
    def form(canvas: Canvas) -> None:
        lines("Sökt belopp:")(canvas)
        canvas.acroForm.textfield(name="belopp", value="450 000 kronor", x=160, y=695, width=200, height=20)

    document = pipeline.read(pdf(form))
    assert document.text == "Sökt belopp: 450 000 kronor"
    assert document.boxes(13, 20)


def test_scan_with_a_stamp_is_unread() -> None:
    from reportlab.lib.utils import ImageReader

    tiny = b"P6 2 2 255 " + bytes(12)

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(tiny)), 0, 0, *A4)
        lines("Signature reference: 6f")(canvas)

    assert pipeline.read(pdf(lines(*BODY), scan)).unread_pages == (2,)
    with pytest.raises(NoTextLayer):
        read(pdf(scan), name=None)


def test_address_in_the_margin_is_furniture() -> None:
    margin = lines(
        "Stadskontoret", "Box 12", "Växel 08-465 004 00", "www.stad.example.se", x=40, y=240, size=7, pitch=9
    )
    document = pipeline.read(pdf(together(lines(*BODY * 9, x=150, y=500), margin)))
    assert [text for text in texts(document) if text] == BODY * 9
    assert len(texts(document, "footer")) == 4


def test_attached_files_are_told() -> None:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=11)
    made.cell(0, 10, "Text")
    made.embed_file(basename="bilaga.txt", bytes=b"Bilaga")
    document = pipeline.read(bytes(made.output()))
    assert document.text == "Text"
    assert any("attached" in warning and warning.endswith("1") for warning in document.warnings)


@pytest.mark.parametrize("space", ["\xa0", "\u2009", "\u202f", "\u2007"])
def test_narrow_spaces_inside_a_number(space: str) -> None:
    from pathlib import Path

    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(72, 700, f"Bidraget är 1{space}450{space}000 kronor.")

    from swedoc import parse

    record = parse(pdf(draw))
    assert [int(amount.value) for amount in record.amounts] == [1_450_000]


def test_letter_spaced_word_of_a_page() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 11)
        text.setCharSpace(3)
        text.textOut("Summa")
        text.setCharSpace(0)
        canvas.drawText(text)
        lines("450 000", x=300)(canvas)

    assert pipeline.read(pdf(draw)).text == "Summa   450 000"
