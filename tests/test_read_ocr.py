"""Scanned pages: read where Tesseract is, named as unread where it is not, doubtful figures nobody's."""

from __future__ import annotations

import math
from contextlib import nullcontext

import pypdfium2
import pytest
from support.scan import scanned, typeset

import swedoc
from swedoc import pipeline
from swedoc.document import Document, Line
from swedoc.errors import NoTextLayer
from swedoc.mentions import MoneyMention, NumberMention
from swedoc.read import doubt, ocr, tesseract
from swedoc.read.skew import straighten
from swedoc.read.tesseract import Place, Words

needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="needs swedoc[ocr] and tesseract-ocr-swe")

MEMO = (
    "Datum: 2026-05-26\nDnr KS 2026/418\n\nÄrendebeskrivning\n"
    "Föreningen söker bidrag för två år. Kostnaden är 450 000 kronor för år 2026 och 350 000 kronor för år\n"
    "2027, totalt 800 000 kronor. Förvaltningen föreslår att nämnden bifaller ansökan.\n"
)


@needs_tesseract
@pytest.mark.slow
def test_scan_gives_the_same_amounts() -> None:
    record = swedoc.parse(scanned(MEMO))
    assert record.source.reader == "ocr"
    assert [int(amount.value) for amount in record.amounts] == [450000, 350000, 800000]
    assert str(record.date) == "2026-05-26"
    assert record.amounts[0].span.boxes


@needs_tesseract
@pytest.mark.slow
def test_hopeless_page_is_unread() -> None:
    with pytest.raises(NoTextLayer):
        pipeline.read(scanned(MEMO, noise=0.35))


@pytest.mark.parametrize(
    ("missing", "told"), [("available", "apt-get install tesseract-ocr-swe"), ("mode", "--ocr never")]
)
def test_what_is_not_read_says_why(missing: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, missing, {"available": lambda: False, "mode": lambda: "never"}[missing])
    with pytest.raises(NoTextLayer, match=told):
        pipeline.read(scanned(MEMO))


def test_doubtful_figures_are_never_amounts() -> None:
    text = "Bidraget är 1 450 000 kronor och hyran 200 tkr."
    document = Document(text, (Line(0, len(text)),), doubtful=((12, 13),))
    reading = pipeline.mentions(document)
    assert [m.value for m in reading.claims.of(MoneyMention)] == [200_000]
    assert [text[m.start : m.end] for m in reading.claims.of(NumberMention)] == ["1 450 000"]


@pytest.mark.parametrize(
    ("text", "doubtful", "damaged"),
    [
        ("Avgiften är I 250 kronor.", "I", "I 250"),  # a 1 taken for a letter
        ("Kostnaden är 1,5 mkr i år.", "mkr", "1,5"),  # perhaps tkr
        ("Kostnaden är 2 450 tkr i år.", "tkr", "2 450"),
        ("Senast den 1 november 2021.", "1", "1 november 2021"),  # never the month alone
    ],
)
def test_a_figure_is_as_doubtful_as_its_parts(text: str, doubtful: str, damaged: str) -> None:
    at = text.index(doubtful)
    document = Document(text, (Line(0, len(text)),), doubtful=((at, at + len(doubtful)),))
    reading = pipeline.mentions(document)
    assert not list(reading.claims.of(MoneyMention))
    assert damaged in [text[m.start : m.end] for m in reading.claims.of(NumberMention)]


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("skew", [-2.0, 3.0])
def test_boxes_lie_on_the_page_as_it_is(skew: float) -> None:
    record = swedoc.parse(scanned(MEMO, skew=skew, noise=0.0))
    straight = swedoc.parse(typeset(MEMO))
    assert [int(amount.value) for amount in record.amounts] == [450000, 350000, 800000]
    for found, printed in zip(record.amounts, straight.amounts, strict=True):
        x0, top, x1, bottom = printed.span.boxes[0]
        turn = math.radians(-skew)  # where the scanner put it: turned about the middle of the page
        across, down = (x0 + x1) / 2 - 297.6, (top + bottom) / 2 - 420.9
        right = 297.6 + across * math.cos(turn) - down * math.sin(turn)
        lower = 420.9 + across * math.sin(turn) + down * math.cos(turn)
        x0, top, x1, bottom = found.span.boxes[0]
        assert abs((x0 + x1) / 2 - right) < 4
        assert abs((top + bottom) / 2 - lower) < 4


@needs_tesseract
def test_a_page_is_put_straight() -> None:
    page = pypdfium2.PdfDocument(scanned(MEMO, skew=1.7))[0].render(scale=2, grayscale=True).to_pil()
    assert straighten(page)[1] == pytest.approx(-1.7, abs=0.15)


def readings(*texts: tuple[str, float]) -> Words:
    """A line of words of ten pixels each, with their confidences."""
    line = Place(0, 0, 20 * len(texts), 10)
    boxes = [(20.0 * i, 0.0, 20.0 * i + 10, 10.0) for i in range(len(texts))]
    return Words([t for t, _ in texts], boxes, [s for _, s in texts], [line] * len(texts))


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ((("450", 80), ("kr", 80)), set()),  # both confirmed, however unsure
        ((("450}", 80), ("kr.", 80)), set()),
        ((("480", 99), ("kr", 99)), {0}),  # another figure
        ((("450", 99), ("tkr", 99)), {1}),  # another unit, of which the first reading was not sure
        ((("450", 99), ("kr", 99), ("7", 99)), {0}),  # a digit where there was none
    ],
)
def test_figures_that_are_not_read_alike_are_doubtful(
    again: tuple[tuple[str, float], ...], expected: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = readings(("450", 97), ("kr", 88))
    monkeypatch.setattr(doubt, "_reread", lambda image, line, scale: readings(*again))
    monkeypatch.setattr(tesseract, "single_lines", nullcontext)
    assert doubt.doubtful(None, first) == expected
