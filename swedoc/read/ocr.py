"""Scanned pages, read by Tesseract in Swedish and English: words with their boxes and how sure it is.

A page without a text layer, or with a broken one, is rendered at 300 dpi and cleaned of specks.
`swe` alone loses every @, hence `swe+eng`; without the Swedish data every å, ä and ö would come out
wrong, so nothing is read then. The page is put straight first: askew by one degree, several figures
on every page come out wrong. A page that Tesseract is unsure of as a whole stays unread (it would
invent digits), and figures that are not read alike twice are marked, never taken for amounts.
"""

from __future__ import annotations

import importlib.util
import math
import os
from collections.abc import Sequence
from statistics import fmean
from typing import Any, Literal, cast

from swedoc import limits
from swedoc.document import RawPage
from swedoc.errors import LimitExceeded
from swedoc.pdfium import LOCK
from swedoc.read import tesseract
from swedoc.read.doubt import doubtful
from swedoc.read.skew import straighten
from swedoc.read.strokes import without_rules

Mode = Literal["auto", "never", "always"]
MISSING = "to read scans, install swedoc[ocr] and the Swedish data (apt-get install tesseract-ocr-swe)"
REFUSED = "scans are not read with --ocr never"
SETTING = "SWEDOC_OCR"  # also how a program passes its choice on to its workers
_READABLE = 70.0  # mean confidence of a page; ordinary scans reach 93, hopeless ones 36 to 44
_MOST_SPECKS = 0.06  # of a page; on such a one Tesseract invents text for half a minute
_CHANGED = 128  # shades of grey that make a pixel another
_FEWEST = 3  # words; what has fewer is specks on an empty page


def mode() -> Mode:
    """Whether scanned pages are read: `auto`, `never`, or `always`, which reads all pages as scans."""
    chosen = os.environ.get(SETTING, "auto")
    return cast(Mode, chosen) if chosen in ("never", "always") else "auto"


def available() -> bool:
    """Whether scanned pages can be read: the engine and its Swedish data are there."""
    engine = all(importlib.util.find_spec(name) is not None for name in ("tesserocr", "PIL"))
    return engine and tesseract.data_folder() is not None


def hint() -> str:
    """What to do so that scans are read; empty where they are."""
    if mode() == "never":
        return REFUSED
    return "" if available() else MISSING


def read(data: bytes, numbers: Sequence[int]) -> tuple[dict[int, RawPage], list[int]]:
    """Read pages of a PDF, counted from 1.

    Returns:
        The pages that could be read, and the numbers of those larger than the limit `pixels` allows.
    """
    found, large = {}, []
    for number in numbers:
        try:
            picture = _rendered(data, number)
        except LimitExceeded:
            large.append(number)
            continue
        if picture is not None:
            image, width, height = picture
            page = recognise(image, number, width, height)
            if page is not None:
                found[number] = page
    return found, large


def _rendered(data: bytes, number: int) -> tuple[Any, float, float] | None:
    """A page as a picture in shades of grey, and its size in points. Raises `LimitExceeded` (`pixels`)."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = tesseract.DPI / 72
            limits.check("pixels", math.ceil(width * height * scale * scale))
            return page.render(scale=scale, grayscale=True).to_pil(), width, height
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()


def recognise(image: Any, number: int, width: float, height: float) -> RawPage | None:
    """The words in the picture of a page of this size in points; `None` if it cannot be read."""
    from PIL import ImageFilter

    image = image.convert("L")
    clean = image.filter(ImageFilter.MedianFilter(3))
    if _specks(image, clean) > _MOST_SPECKS:
        return None
    image, angle = straighten(clean)
    image = without_rules(image)
    words = tesseract.words(image)
    if len(words.texts) < _FEWEST or fmean(words.sure) < _READABLE:
        return None
    scale = width / image.width
    return RawPage(
        number, width, height, tuple(words.texts),
        tuple((x0 * scale, top * scale, x1 * scale, bottom * scale) for x0, top, x1, bottom in words.boxes),
        doubtful=doubtful(image, words), skew=angle,
    )  # fmt: skip


def _specks(image: Any, clean: Any) -> float:
    """The share of a page that cleaning changed from black to white or back."""
    from PIL import ImageChops

    changed = ImageChops.difference(image, clean).histogram()
    return float(sum(changed[_CHANGED:]) / sum(changed))
