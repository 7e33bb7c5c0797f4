"""What the command line leaves for reviewers: reports, annotated copies, merged decisions."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from fpdf import FPDF

import swedoc
from swedoc.cli import main
from swedoc.errors import DamagedFile
from swedoc.read import pdf as read_pdf
from swedoc.report import annotate, reviews

SAMPLE = Path(__file__).parent.parent / "samples" / "08-stammer-inte-naturum.pdf"
LINE = (
    "Kostnaden fördelas på 200 000 kronor för år 2022 och 300 000 kronor för år 2023, totalt 600 000 kronor."
)


def pdf(text: str) -> bytes:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, text)
    return bytes(page.output())


def notes_of(data: bytes) -> list[pypdf.generic.DictionaryObject]:
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    return [note.get_object() for note in page.get("/Annots", [])]


def test_a_copy_begins_with_the_original_and_carries_the_arithmetic() -> None:
    data = SAMPLE.read_bytes()
    copy = annotate.annotated(data, swedoc.parse(data))
    assert copy.startswith(data)
    notes = notes_of(copy)
    assert len(notes) == 4
    for note in notes:
        assert note["/Subtype"] == "/Highlight"
        assert "250\xa0000 + 350\xa0000 + 300\xa0000 = 900\xa0000" in note["/Contents"]
        assert note["/AP"]["/N"].get_object()["/Subtype"] == "/Form"
    assert swedoc.parse(copy).text == swedoc.parse(data).text


def test_highlights_lie_on_their_figures() -> None:
    data = pdf(LINE)
    copy = annotate.annotated(data, swedoc.parse(data))
    text = pypdfium2.PdfDocument(copy)[0].get_textpage()
    seen = set()
    for note in notes_of(copy):
        x0, y0, x1, y1 = (float(edge) for edge in note["/Rect"])
        seen.add(" ".join(text.get_text_bounded(x0, y0, x1, y1).split()))
    assert seen == {"200 000 kronor", "300 000 kronor", "600 000 kronor"}


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_places_are_found_back_however_the_page_is_turned(turn: int) -> None:
    left, low, right, high = 10.0, 20.0, 585.0, 830.0
    box = (100.0, 700.0, 160.0, 712.0)
    shown = read_pdf._placed((box[0], box[3], box[2], box[1]), (left, high, right, low), turn)
    assert annotate.placed(shown, (left, low, right, high), turn) == pytest.approx(box)


def test_any_viewer_shows_the_highlight() -> None:
    data = SAMPLE.read_bytes()
    plain = pypdfium2.PdfDocument(data)[0].render().to_pil()
    marked = pypdfium2.PdfDocument(annotate.annotated(data, swedoc.parse(data)))[0].render().to_pil()
    assert plain.getcolors(1 << 16) != marked.getcolors(1 << 16)


def test_notes_that_were_there_stay() -> None:
    data = SAMPLE.read_bytes()
    record = swedoc.parse(data)
    twice = annotate.annotated(annotate.annotated(data, record), record)
    assert len(notes_of(twice)) == 8


def test_copies_never_overwrite(tmp_path: Path) -> None:
    original = tmp_path / "memo.pdf"
    original.write_bytes(SAMPLE.read_bytes())
    record = swedoc.parse(original)
    first = annotate.write_copy(original.read_bytes(), record, tmp_path)
    assert first == tmp_path / "memo-granskad.pdf"
    assert annotate.write_copy(original.read_bytes(), record, tmp_path) == first
    first.write_bytes(first.read_bytes() + b"% noted by hand")
    assert annotate.write_copy(original.read_bytes(), record, tmp_path) == tmp_path / "memo-granskad-2.pdf"
    assert original.read_bytes() == SAMPLE.read_bytes()


def test_nothing_to_mark_is_no_copy(tmp_path: Path) -> None:
    data = pdf("Ingenting kostar något.")
    assert annotate.write_copy(data, swedoc.parse(data), tmp_path / "x") is None
    assert not (tmp_path / "x").exists()


def test_a_pdf_that_cannot_be_added_to_is_told() -> None:
    with pytest.raises(DamagedFile, match="cannot be added to"):
        annotate.annotated(b"%PDF-1.4 rubbish", swedoc.parse(SAMPLE))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    (tmp_path / "memo.pdf").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "bra.txt").write_text("Vi tackar för inbjudan.", encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_report_writes_index_pages_and_copies(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["report", "memo.pdf", "bra.txt", "gone.pdf", "-o", "ut", "--annotate-copy", "kopior"])
    out, err = capfd.readouterr()
    assert code == 3
    assert out == "3 documents: adds up 0, differs 1, nothing to check 1, unreadable 1\n"
    assert "The report is at ut/index.html" in err
    index = (folder / "ut" / "index.html").read_text(encoding="utf-8")
    assert "gone.pdf" in index
    assert len(list((folder / "ut").glob("*.html"))) == 3
    assert [path.name for path in (folder / "kopior").iterdir()] == ["memo-granskad.pdf"]


@pytest.mark.slow
def test_check_can_leave_a_report(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plain = (main(["check", "memo.pdf"]), capfd.readouterr().out)
    with_report = (main(["check", "memo.pdf", "--report", "r.html", "--lang", "en"]), capfd.readouterr().out)
    assert with_report == plain
    assert "Does not add up" in (folder / "r.html").read_text(encoding="utf-8")


def test_extract_merges_decisions(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record = swedoc.parse("memo.pdf")
    decided = {
        "sha256": record.source.sha256,
        "finding": reviews.keys(record)[0],
        "decision": "memo_wrong",
        "decided": "2026-03-02T10:00:00Z",
    }
    file = {"swedoc_reviews": "1", "reviews": [decided]}
    (folder / "granskning.json").write_text(json.dumps(file), encoding="utf-8")
    assert main(["extract", "memo.pdf", "bra.txt", "--reviews", "granskning.json"]) == 0
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert lines[0]["findings"][0]["review"] == {
        "decision": "memo_wrong",
        "note": None,
        "decided": "2026-03-02T10:00:00Z",
    }
    assert lines[0]["verdict"] == "does_not_add_up"
    assert main(["report", "memo.pdf", "--reviews", "granskning.json", "-o", "r.html"]) == 0
    assert 'data-decision="memo_wrong"' in (folder / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["extract", "report"])
def test_a_wrong_file_of_decisions_is_a_wrong_call(
    command: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "memo.pdf", "--reviews", "gone.json"]) == 2
    assert "gone.json cannot be read: no such file" in capfd.readouterr().err


def test_a_report_that_cannot_be_written_is_a_wrong_call(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "memo.pdf", "-o", "bra.txt/ut"]) == 2
    assert "cannot write" in capfd.readouterr().err
