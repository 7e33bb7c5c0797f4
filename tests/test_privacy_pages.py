"""Personal data on pages: what is masked is black in the picture, and no copy holds it beneath."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import spacy
from PIL import Image
from reportlab.pdfgen import canvas

import swedoc
from swedoc.cli import main
from swedoc.errors import DamagedFile
from swedoc.privacy import Privacy, masked
from swedoc.records import Record, Span
from swedoc.report import annotate, build, notebook
from swedoc.report.redact import pictured, shade

LINES = [
    "Granviks kommun",
    "Tjänsteskrivelse",
    "Handläggare: Karin Ahlmo, utredare",
    "Bidrag till Anna Lindqvist",
    "Sökanden Anna Lindqvist, personnummer 850709-9821, söker bidrag.",
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor 2023 och 500 000 kronor 2024.",
]
TOP, STEP = 60, 24


@pytest.fixture(scope="module")
def memo() -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842))
    page.setAuthor("Karin Ahlmo")
    page.setFont("Helvetica", 11)
    for at, line in enumerate(LINES):
        page.drawString(60, 842 - TOP - STEP * at, line)
    page.save()
    return file.getvalue()


def picture(html: str) -> Image.Image:
    found = re.search(r'data:image/\w+;base64,([^"]+)', html)
    assert found, "the page shows a picture"
    return Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("L")


def blackest(image: Image.Image, line: int) -> int:
    """The longest run of black pixels along the middle of a line of the memo, in points."""
    scale = image.width / 595
    y = round((TOP + STEP * line - 4) * scale)
    row = bytes(255 * (image.getpixel((x, y)) < 40) for x in range(image.width))
    return round(max(map(len, row.split(b"\0"))) / scale)


def test_numbers_are_black_in_the_picture(memo: bytes) -> None:
    record = swedoc.parse(memo)
    image = picture(build.document(record, memo))
    assert blackest(image, 4) > 55  # as wide as eleven characters
    assert max(blackest(image, line) for line in (0, 1, 2, 3, 5)) < 10
    shown = picture(build.document(record, memo, privacy=Privacy(show_personnummer=True)))
    assert blackest(shown, 4) < 10


@pytest.mark.parametrize("privacy", [Privacy(no_contacts=True), Privacy(key=b"hemlig")])
def test_names_are_black_in_the_picture(memo: bytes, privacy: Privacy) -> None:
    html = build.document(swedoc.parse(memo, privacy=privacy), memo, privacy=privacy)
    image = picture(html)
    assert min(blackest(image, line) for line in (2, 3, 4)) > 50
    assert max(blackest(image, line) for line in (0, 1, 5)) < 10
    assert not any(word in html for word in ("9821", "Ahlmo", "Lindqvist"))


def test_a_notebook_shows_no_number(memo: bytes, tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    path.write_bytes(memo)
    html = notebook.html(swedoc.parse(path))
    assert "9821" not in html
    assert blackest(picture(html.replace("&#34;", '"')), 4) > 55


def test_a_mask_without_a_place_hides_the_pages(memo: bytes) -> None:
    record = msgspec.structs.replace(masked(swedoc.parse(memo)), masked=(Span(3, 9),))
    assert shade(record, Privacy()) is None
    assert ";base64," not in build.document(record, memo)
    with pytest.raises(DamagedFile):
        pictured(memo, record, Privacy())


def test_a_page_nobody_read_is_not_shown(memo: bytes) -> None:
    record = swedoc.parse(memo)
    source = msgspec.structs.replace(record.source, unread_pages=(1,))
    record = msgspec.structs.replace(record, source=source)
    assert ";base64," not in build.document(record, memo)
    assert ";base64," in build.document(record, memo, privacy=Privacy(show_personnummer=True))
    (page,) = pypdfium2.PdfDocument(pictured(memo, record, Privacy()))
    assert page.render(grayscale=True).to_pil().convert("L").getextrema() == (255, 255)


def text_of(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


@pytest.mark.parametrize("privacy", [Privacy(), Privacy(no_contacts=True), Privacy(key=b"hemlig")])
def test_a_masked_copy_holds_no_text(memo: bytes, privacy: Privacy) -> None:
    record = swedoc.parse(memo, privacy=privacy)
    copy = annotate.annotated(memo, record, privacy=privacy)
    assert text_of(copy) == ""
    assert b"Ahlmo" not in copy
    assert not any(pypdfium2.PdfDocument(copy).get_metadata_dict().values())
    image = pypdfium2.PdfDocument(copy)[0].render(scale=2, grayscale=True).to_pil().convert("L")
    assert blackest(image, 4) > 55
    assert (blackest(image, 2) > 50) is privacy.names
    notes = annotate.highlights(record)
    assert notes
    assert not any("Lindqvist" in note.comment for note in notes if privacy.names)


def test_a_copy_with_nothing_to_hide_is_the_original(memo: bytes) -> None:
    record = swedoc.parse(memo)
    assert annotate.annotated(memo, record, privacy=Privacy(show_personnummer=True)).startswith(memo)


def test_report_and_copies_of_the_command_line(
    memo: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ahlmo-karin-19850709-9821.pdf").write_bytes(memo)
    arguments = ["report", "ahlmo-karin-19850709-9821.pdf", "-o", "r", "--annotate-copy", "k"]
    assert main([*arguments, "--no-contacts", "--quiet"]) == 0
    files = [*Path("r").iterdir(), *Path("k").iterdir()]
    assert len(files) == 3
    for file in files:
        told = file.name.lower() + file.read_bytes().decode("latin-1").lower()
        assert not any(word in told for word in ("9821", "ahlmo", "lindqvist")), file
    assert [file.name for file in Path("k").iterdir()] == ["xxxxx-xxxxx-xxxxxxxx-xxxx-granskad.pdf"]


def test_the_component_masks_the_record_on_request() -> None:
    text = "Sökanden, 850709-9821, beviljas 4 000 kronor."
    for mask, value in ((False, "850709-9821"), (True, "******-****")):
        nlp = spacy.blank("sv")
        nlp.add_pipe("swedoc", config={"mask": mask})
        record: Record = nlp(text)._.swedoc
        assert record.identifiers[0].value == value
        span = record.identifiers[0].span
        assert record.text[span.start : span.end] == value
        assert record.amounts[0].as_written == "4 000 kronor"
