"""Pictures of the pages: PDFium draws them, sixteen greys keep them small and sharp.

Drawn in points times `SCALE`, so that a box in PDF points lies on its words in an SVG laid over it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from swedoc.pdfium import LOCK

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.75
_WIDEST = 1400  # pixels; a plan in A0 is drawn smaller
_MOST_BYTES = 52_000  # two pages of this size, written in base 64, leave room for the rest in 200 kB
_GREYS = 16
_MOST_OBJECTS = 200_000  # a page with more takes minutes to draw
_MOST_PIXELS = 120_000_000  # an image that would fill the memory once it is unpacked
_IMAGE, _DEEPEST = 3, 5  # PDFium's number for images; how deep forms are searched for them


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its size in PDF points as it is shown, and its picture as a `data:` address."""

    number: int
    width: float
    height: float
    address: str


def pictures(data: bytes, numbers: Iterable[int]) -> list[Picture]:
    """The pages of a PDF with these numbers (from 1); what PDFium cannot draw is left out."""
    import pypdfium2

    found = []
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-", 0, 4096), 0) :])
        except pypdfium2.PdfiumError:
            return []
        try:
            for number in numbers:
                if number <= len(document) and (picture := _page(document, number)):
                    found.append(picture)
        except (MemoryError, OSError, ValueError):
            return []  # the text can still be shown
        finally:
            document.close()
    return found


def _page(document: object, number: int) -> Picture | None:
    import pypdfium2

    try:
        page = document[number - 1]  # type: ignore[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0 or not _drawable(page):
            return None
        scale = min(SCALE, _WIDEST / width, 2 * _WIDEST / height)
        file, kind = _small(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil())
        if len(file) > _MOST_BYTES:
            scale *= max(0.6, (_MOST_BYTES / len(file)) ** 0.6)
            file, kind = _small(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil())
    finally:
        page.close()
    address = f"data:image/{kind};base64,{base64.b64encode(file).decode()}"
    return Picture(number, round(width, 2), round(height, 2), address)


def _drawable(page: Any) -> bool:
    """Whether a page can be drawn at a cost that a page may have."""
    import pypdfium2.raw as raw

    if raw.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
        return False
    for thing in page.get_objects(filter=[_IMAGE], max_depth=_DEEPEST):
        width, height = thing.get_px_size()
        if width * height > _MOST_PIXELS:
            return False
    return True


def _small(image: Image) -> tuple[bytes, str]:
    """A grey image as a file and its kind: PNG for text, WebP for pages that hold photographs."""
    step = 255 // (_GREYS - 1)
    few = image.point([(value + step // 2) // step for value in range(256)]).convert("P")
    few.putpalette([shade * step for shade in range(_GREYS) for _ in range(3)])
    file = io.BytesIO()
    few.save(file, "PNG", bits=4)
    if file.tell() > 2.5 * _MOST_BYTES:  # text alone never comes to that
        smaller = io.BytesIO()
        image.save(smaller, "WEBP", quality=40, method=2)
        if smaller.tell() < 0.8 * file.tell():
            return smaller.getvalue(), "webp"
    return file.getvalue(), "png"
