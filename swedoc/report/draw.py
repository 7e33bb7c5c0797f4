"""Pictures of the pages: PDFium draws them, sixteen greys keep them small and sharp.

Drawn in points times `SCALE`, so that a box in PDF points lies on its words in an SVG laid over it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from swedoc.pdfium import LOCK

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.75
_WIDEST = 1400  # pixels; a plan in A0 is drawn smaller
_MOST_BYTES = 90_000  # a page that comes out larger holds pictures, and is kept as one
_GREYS = 16


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
        if width <= 0 or height <= 0:
            return None
        scale = min(SCALE, _WIDEST / width, 2 * _WIDEST / height)
        image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    finally:
        page.close()
    return Picture(number, round(width, 2), round(height, 2), address_of(image))


def address_of(image: Image) -> str:
    """A grey image as a `data:` address: PNG for text, WebP for pages that hold photographs."""
    step = 255 // (_GREYS - 1)
    few = image.point([(value + step // 2) // step for value in range(256)]).convert("P")
    few.putpalette([shade * step for shade in range(_GREYS) for _ in range(3)])
    file, kind = io.BytesIO(), "png"
    few.save(file, "PNG", bits=4)
    if file.tell() > _MOST_BYTES:
        smaller = io.BytesIO()
        image.save(smaller, "WEBP", quality=45, method=2)
        if smaller.tell() < file.tell():
            file, kind = smaller, "webp"
    return f"data:image/{kind};base64,{base64.b64encode(file.getvalue()).decode()}"
