"""Pictures of the pages: PDFium draws them, sixteen greys keep them small and sharp.

Drawn in points times `SCALE`, so that a box in PDF points lies on its words in an SVG laid over it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from swedoc.pdfium import LOCK
from swedoc.records import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.75
_WIDEST = 1400  # pixels; a plan in A0 is drawn smaller
_MOST_BYTES = 52_000  # two pages of this size, written in base 64, leave room for the rest in 200 kB
_GREYS = 16
_MOST_OBJECTS = 200_000  # a page with more takes minutes to draw
_MOST_PIXELS = 120_000_000  # an image that would fill the memory once it is unpacked
_IMAGE, _DEEPEST = 3, 5  # PDFium's number for images; how deep forms are searched for them
_MARGIN = 1.5  # points of black around what is hidden


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its size in PDF points as it is shown, and its picture as a `data:` address."""

    number: int
    width: float
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Shade:
    """What a picture must not show: boxes by page, whole pages, and notes that lie on the pages.

    The text of a note is read by nobody, so nobody knows what it would have to hide.
    """

    boxes: Mapping[int, Sequence[Box]] = field(default_factory=dict)
    pages: frozenset[int] = frozenset()
    notes: bool = False

    def over(self, image: Image, number: int, scale: float) -> Image:
        """The picture of a page with its boxes black."""
        from PIL import ImageDraw

        pen = ImageDraw.Draw(image)
        for x0, top, x1, bottom in self.boxes.get(number, ()):
            corners = (x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN)
            pen.rectangle([value * scale for value in corners], fill=0)
        return image


def pictures(data: bytes, numbers: Iterable[int], shade: Shade = Shade()) -> list[Picture]:
    """The pages of a PDF with these numbers (from 1); what PDFium cannot draw is left out, or must not."""
    import pypdfium2

    found = []
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-", 0, 4096), 0) :])
        except pypdfium2.PdfiumError:
            return []
        try:
            for number in numbers:
                if number in shade.pages or number > len(document):
                    continue
                if picture := _page(document, number, shade):
                    found.append(picture)
        except (MemoryError, OSError, ValueError):
            return []  # the text can still be shown
        finally:
            document.close()
    return found


def images(data: bytes, numbers: Iterable[int], scale: float, shade: Shade) -> Iterator[Image]:
    """Each page as a grey picture, `scale` pixels to a point; white where it must not be seen.

    Ends early at a page that cannot be drawn.
    """
    import pypdfium2
    from PIL import Image

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-", 0, 4096), 0) :])
        except pypdfium2.PdfiumError:
            return
        with closing(document):
            for number in numbers:
                try:
                    page = document[number - 1]
                except (pypdfium2.PdfiumError, IndexError):
                    return
                with closing(page):
                    width, height = page.get_size()
                    fits = min(scale, 4000 / width, 4000 / height) == scale
                    if number in shade.pages:
                        yield Image.new("L", (round(width * scale), round(height * scale)), 255)
                    elif fits and _drawable(page):
                        yield _rendered(page, number, scale, shade)
                    else:
                        return


def _rendered(page: Any, number: int, scale: float, shade: Shade) -> Image:
    drawn: Image = page.render(
        scale=scale, grayscale=True, may_draw_forms=False, draw_annots=not shade.notes
    ).to_pil()
    return shade.over(drawn.convert("L"), number, scale)


def _page(document: object, number: int, shade: Shade) -> Picture | None:
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
        file, kind = _small(_rendered(page, number, scale, shade))
        if len(file) > _MOST_BYTES:
            scale *= max(0.6, (_MOST_BYTES / len(file)) ** 0.6)
            file, kind = _small(_rendered(page, number, scale, shade))
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
