"""Tesseract by way of tesserocr: the words of a picture with their boxes and how sure it is of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from swedoc.records import Box

LANGUAGES = "swe+eng"
DPI = 300
_DIGIT_WIDTH = 0.42  # of the height of a line; a figure is set wider
_MOST_OFF, _SPACE = 0.85, 0.3  # of that height: a gap behind a `1` that may be none, and an ordinary space
_FOR_DOLLAR = "§"  # which Tesseract knows less well, and a Swedish memo has in every heading
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
)  # fmt: skip


class Place(NamedTuple):
    """A rectangle of the picture, in pixels from its top left."""

    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(slots=True)
class Words:
    """The words of a picture: their texts, boxes (pixels), confidences (0 to 100) and the line of each."""

    texts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    lines: list[Place] = field(default_factory=list)


@cache
def data_folder() -> str | None:
    """Where Tesseract's Swedish and English data lie; `None` if they are not installed."""
    for place in (os.environ.get("TESSDATA_PREFIX", ""), *_PLACES):
        if place and all((Path(place) / f"{name}.traineddata").is_file() for name in LANGUAGES.split("+")):
            return place
    return None


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one thread a page; the documents run side by side
    import tesserocr

    return tesserocr.PyTessBaseAPI(
        path=data_folder(), lang=LANGUAGES, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )


@contextmanager
def single_lines() -> Iterator[None]:
    """Take every picture for one line of text for a while."""
    import tesserocr

    engine = _engine()
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    try:
        yield
    finally:
        engine.SetPageSegMode(tesserocr.PSM.AUTO)


def words(image: Any) -> Words:
    """The words of a picture in shades of grey, in reading order."""
    import tesserocr

    engine = _engine()
    engine.SetImage(image)
    engine.SetSourceResolution(DPI)
    found = Words()
    engine.Recognize()
    level = tesserocr.RIL.WORD
    iterator = engine.GetIterator()
    for word in tesserocr.iterate_level(iterator, level) if iterator is not None else ():
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
        if base is not None:
            # As high as its line, not as its ink: layout compares gaps with heights, and `1` is small.
            row = word.RowAttributes()
            foot = base[0][1] + (base[1][1] - base[0][1]) * ((box[0] + box[2]) / 2 - base[0][0]) / max(
                1, base[1][0] - base[0][0]
            )
            top = foot - row["row_height"] - row["descenders"]
            box = (box[0], min(box[1], top), box[2], max(box[3], foot - row["descenders"]))
        sure = word.Confidence(level)
        line = Place(*(word.BoundingBox(tesserocr.RIL.TEXTLINE) or map(int, box)))
        for part in text.replace("$", _FOR_DOLLAR).split():
            found.texts.append(part)
            _close_up(found, box, part, line)
            found.boxes.append(_widened(box, part))
            found.sure.append(sure)
            found.lines.append(line)
    engine.Clear()
    return found


def _close_up(found: Words, box: Box, text: str, line: Place) -> None:
    """Let the last word reach nearer to a group of three digits: the box of a `1` may lie 20 pixels off."""
    if not (found.lines and found.lines[-1] == line and len(text) > 2 and text[:3].isdigit()):
        return
    before, (x0, top, x1, bottom) = found.texts[-1], found.boxes[-1]
    height = bottom - top
    if before.isdigit() and "1" in (before[-1], text[0]) and 0 < box[0] - x1 < _MOST_OFF * height:
        found.boxes[-1] = (x0, top, max(x1, box[0] - _SPACE * height), bottom)


def _widened(box: Box, text: str) -> Box:
    """A box as wide as its figures are set: that of a `1` has the ink alone, or one pixel of it."""
    x0, top, x1, bottom = box
    lacks = _DIGIT_WIDTH * (bottom - top) * len(text) - (x1 - x0) if text.isdigit() else 0.0
    return (x0 - lacks / 2, top, x1 + lacks / 2, bottom) if lacks > 0 else box
