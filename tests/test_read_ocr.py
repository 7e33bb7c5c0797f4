"""Scanned pages: read where Tesseract is, named as unread where it is not, doubtful figures nobody's."""

from __future__ import annotations

import pytest
from support.scan import scanned

import swedoc
from swedoc import pipeline
from swedoc.document import Document, Line
from swedoc.errors import NoTextLayer
from swedoc.read import ocr

needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="needs swedoc[ocr] and tesseract-ocr-swe")

MEMO = (
    "Datum: 2026-05-26\nDnr KS 2026/418\n\nÄrendebeskrivning\n"
    "Föreningen söker bidrag för två år. Kostnaden är 450 000 kronor för år 2026 och 350 000 kronor för år\n"
    "2027, totalt 800 000 kronor. Förvaltningen föreslår att nämnden bifaller ansökan.\n"
)


@pytest.fixture(autouse=True)
def _reads_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are read only when asked for; here they are."""
    monkeypatch.setenv("SWEDOC_OCR", "auto")


@needs_tesseract
def test_scan_gives_the_same_amounts() -> None:
    record = swedoc.parse(scanned(MEMO))
    assert record.source.reader == "ocr"
    assert [int(amount.value) for amount in record.amounts] == [450000, 350000, 800000]
    assert str(record.date) == "2026-05-26"
    assert record.amounts[0].span.boxes


@needs_tesseract
def test_hopeless_page_is_unread() -> None:
    with pytest.raises(NoTextLayer):
        pipeline.read(scanned(MEMO, noise=0.35))


@pytest.mark.parametrize("missing", ["data_folder", "mode"])
def test_without_tesseract_the_page_is_unread(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, missing, {"data_folder": lambda: None, "mode": lambda: "never"}[missing])
    with pytest.raises(NoTextLayer, match="tesseract-ocr-swe"):
        pipeline.read(scanned(MEMO))


def test_doubtful_figures_are_never_amounts() -> None:
    text = "Bidraget är 1 450 000 kronor och hyran 200 tkr."
    document = Document(text, (Line(0, len(text)),), doubtful=((12, 13),))
    reading = pipeline.mentions(document)
    from swedoc.mentions import MoneyMention, NumberMention

    assert [m.value for m in reading.claims.of(MoneyMention)] == [200_000]
    assert [text[m.start : m.end] for m in reading.claims.of(NumberMention)] == ["1 450 000"]
