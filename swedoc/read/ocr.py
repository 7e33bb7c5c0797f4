"""Scanned pages, read by Tesseract in Swedish and English: words with their boxes and how sure it is.

A page without a text layer, or with a broken one, is rendered at 300 dpi and cleaned of specks.
`swe` alone loses every @, hence `swe+eng`; without the Swedish data every å, ä and ö would come out
wrong, so nothing is read then. A page that Tesseract is unsure of as a whole stays unread (it would
invent digits), and figures in doubtful words are marked, never taken for amounts. Measured on
synthetic scans: of the numbers with a confidence of 95 and more 0.5 % were wrong, from 90 to 95
4.8 %, from 80 to 90 25 %.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any, Literal, cast

from swedoc import limits
from swedoc.document import RawPage
from swedoc.pdfium import LOCK
from swedoc.records import Box

Mode = Literal["auto", "never", "always"]
LANGUAGES = "swe+eng"
MISSING = (
    "scans are read with --ocr auto, which needs swedoc[ocr] and the Swedish data"
    " (apt-get install tesseract-ocr-swe)"
)
SETTING = "SWEDOC_OCR"  # also how a program passes its choice on to its workers
_DPI = 300
_SURE = 90.0  # words below this confidence are doubtful
_READABLE = 70.0  # mean confidence of a page; ordinary scans reach 93, hopeless ones 36 to 44
_MOST_LINES = 60  # of a page that are read twice
_FEWEST = 3  # words; what has fewer is specks on an empty page
_STEEPEST = 0.1  # of a line's skew that is put right, about 6 degrees
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
)  # fmt: skip


def mode() -> Mode:
    """Whether scanned pages are read: `auto`, `never`, or `always`, which reads all pages as scans.

    Only when asked for: on hard scans some figures still come out wrong and look certain.
    """
    chosen = os.environ.get(SETTING, "never")
    return cast(Mode, chosen) if chosen in ("auto", "always") else "never"


@cache
def data_folder() -> str | None:
    """Where Tesseract's Swedish and English data lie; `None` if they are not installed."""
    for place in (os.environ.get("TESSDATA_PREFIX", ""), *_PLACES):
        if place and all((Path(place) / f"{name}.traineddata").is_file() for name in LANGUAGES.split("+")):
            return place
    return None


def available() -> bool:
    """Whether scanned pages can be read: the engine and its Swedish data are there."""
    engine = all(importlib.util.find_spec(name) is not None for name in ("tesserocr", "PIL"))
    return engine and data_folder() is not None


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one thread a page; the documents run side by side
    import tesserocr

    return tesserocr.PyTessBaseAPI(
        path=data_folder(), lang=LANGUAGES, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )


def read(data: bytes, numbers: Sequence[int]) -> dict[int, RawPage]:
    """Read pages of a PDF, counted from 1. What cannot be read is missing from the answer."""
    found = {}
    for number in numbers:
        picture = _rendered(data, number)
        if picture is not None:
            image, width, height = picture
            page = recognise(image, number, width, height)
            if page is not None:
                found[number] = page
    return found


def _rendered(data: bytes, number: int) -> tuple[Any, float, float] | None:
    """A page as a picture in shades of grey, and its size in points."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            most = limits.current().pixels
            scale = _DPI / 72
            if width * height * scale * scale > most:
                return None
            return page.render(scale=scale, grayscale=True).to_pil(), width, height
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()


@dataclass(slots=True)
class _Words:
    """The words of a page as they are found."""

    texts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    lines: list[tuple[int, int, int, int]] = field(default_factory=list)  # where each word's line stands
    slopes: list[float] = field(default_factory=list)


def recognise(image: Any, number: int, width: float, height: float) -> RawPage | None:
    """The words in the picture of a page of this size in points; `None` if it cannot be read."""
    from PIL import ImageFilter

    image = image.convert("L").filter(ImageFilter.MedianFilter(3))
    words = _words(image, width / image.width)
    if len(words.texts) < _FEWEST or fmean(words.sure) < _READABLE:
        return None
    _look_again(image, words)
    slope = median(words.slopes) if words.slopes else 0.0
    if abs(slope) > _STEEPEST:
        slope = 0.0
    boxes = [_level(box, slope, width) for box in words.boxes]
    doubtful = frozenset(i for i, sure in enumerate(words.sure) if sure < _SURE)
    return RawPage(number, width, height, tuple(words.texts), tuple(boxes), doubtful=doubtful)


def _words(image: Any, scale: float) -> _Words:
    import tesserocr

    engine = _engine()
    engine.SetImage(image)
    engine.SetSourceResolution(_DPI)
    found = _Words()
    engine.Recognize()
    level = tesserocr.RIL.WORD
    words = engine.GetIterator()
    for word in tesserocr.iterate_level(words, level) if words is not None else ():
        if word.Empty(level):
            continue
        try:
            text = (word.GetUTF8Text(level) or "").strip()
        except RuntimeError:  # there is none
            continue
        box = word.BoundingBox(level)
        if not text or box is None:
            continue
        base = word.Baseline(tesserocr.RIL.TEXTLINE)
        if base is not None and base[1][0] > base[0][0]:
            slope = (base[1][1] - base[0][1]) / (base[1][0] - base[0][0])
            if word.IsAtBeginningOf(tesserocr.RIL.TEXTLINE) and base[1][0] - base[0][0] > 300:
                found.slopes.append(slope)
            # As high as its line, not as its ink: layout compares gaps with heights, and `1` is small.
            row = word.RowAttributes()
            foot = base[0][1] + slope * ((box[0] + box[2]) / 2 - base[0][0])
            box = (
                box[0],
                min(box[1], foot - row["row_height"] - row["descenders"]),
                box[2],
                max(box[3], foot - row["descenders"]),
            )
        sure = word.Confidence(level)
        line = word.BoundingBox(tesserocr.RIL.TEXTLINE) or box
        for part in text.split():
            found.texts.append(part)
            found.boxes.append(cast(Box, tuple(edge * scale for edge in box)))
            found.sure.append(sure)
            found.lines.append(line)
    engine.Clear()
    return found


def _look_again(image: Any, words: _Words) -> None:
    """Read the lines once more that hold doubtful figures, coarser and alone; two equal readings are sure."""
    import tesserocr

    doubtful = {
        line
        for text, line, sure in zip(words.texts, words.lines, words.sure, strict=True)
        if sure < _SURE and any(map(str.isdigit, text))
    }
    if not doubtful:
        return
    engine = _engine()
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    try:
        for line in sorted(doubtful, key=lambda line: (line[1], line[0]))[:_MOST_LINES]:
            x0, top, x1, bottom = line
            cut = image.crop((max(0, x0 - 15), max(0, top - 8), x1 + 15, bottom + 8))
            again = _words(cut.resize((cut.width * 2 // 3, cut.height * 2 // 3)), 1.0)
            second = dict(zip(again.texts, again.sure, strict=True))
            for i, text in enumerate(words.texts):
                if words.lines[i] == line and words.sure[i] < _SURE:
                    words.sure[i] = max(words.sure[i], second.get(text, 0.0))
    finally:
        engine.SetPageSegMode(tesserocr.PSM.AUTO)


def _level(box: Box, slope: float, width: float) -> Box:
    """A box on a page that lay askew, moved up or down to where its line would run level.

    The word's own height stays; on the page the box is off by no more than a line.
    """
    x0, top, x1, bottom = box
    shift = slope * ((x0 + x1) / 2 - width / 2)
    return (x0, top - shift, x1, bottom - shift)
