"""What must not be seen on a page: where it stands, and copies of a PDF in which it is gone.

Black boxes are part of the picture itself. A copy that has to hide something is made of pictures of its
pages: beneath a box that is only laid over a page, the text would still be there to be copied.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

from swedoc.errors import DamagedFile, LimitExceeded
from swedoc.privacy import Privacy
from swedoc.records import Box, Record
from swedoc.report.draw import Shade, images

MASKED = Privacy()
_DOTS = 150  # per inch
_MOST_PAGES = 300


def shade(record: Record, privacy: Privacy) -> Shade | None:
    """What is to be black on each page; `None` if something was masked and nobody knows where it stands.

    A page that nobody could read may show anything: it is not drawn unless nothing is to be masked.
    """
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for span in record.masked:
        if not span.boxes:
            return None
        boxes[span.page].extend(span.boxes)
    return Shade(
        boxes, frozenset(record.source.unread_pages) if privacy.masks else frozenset(), privacy.masks
    )


def pictured(data: bytes, record: Record, privacy: Privacy) -> bytes:
    """A PDF of pictures of the pages, what was masked in the record black, without text or metadata.

    Raises:
        DamagedFile: a page cannot be drawn, or nobody knows where on it to put the black.
        LimitExceeded: too many pages.
    """
    from pypdf import PdfWriter

    black = shade(record, privacy)
    if black is None:
        raise DamagedFile("what is to be masked cannot be found on the page; no copy is made")
    if record.source.pages > _MOST_PAGES:
        raise LimitExceeded(f"masking makes pictures of the pages, of at most {_MOST_PAGES} (pages)")
    writer: Any = PdfWriter()
    count = 0
    for image in images(data, range(1, record.source.pages + 1), _DOTS / 72, black):
        page = io.BytesIO()
        image.save(page, "PDF", resolution=_DOTS, quality=80)
        writer.append(page, import_outline=False)
        count += 1
    if count != record.source.pages:
        raise DamagedFile("a page cannot be drawn; no copy is made")
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
