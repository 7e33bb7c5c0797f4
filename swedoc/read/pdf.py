"""PDF with a text layer: words with their boxes, and the rules of ruled tables.

PDFium does the work. Two of its habits shape this module: a hyphen at a line end becomes U+FFFE
and the line break is dropped, and a no-break space mostly becomes an ordinary one, so that columns
have to come from boxes. A page with ink but without text is a scan: it is listed as unread.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, compress, repeat
from operator import gt

from swedoc import limits, rulings
from swedoc.document import Grid, RawDocument, RawPage
from swedoc.errors import DamagedFile, EncryptedFile, NoTextLayer
from swedoc.lexicon import pattern
from swedoc.pdfium import FIELD, FORM, IMAGE, LOCK, PATH, UNKNOWN_SECURITY, WRONG_PASSWORD, Engine, engine
from swedoc.read import Reader, ocr, readers, streams
from swedoc.records import Box

BREAK = "\ufffe"  # PDFium's mark for a hyphen at a line end
_HEADER_WITHIN = 4096  # bytes of junk before %PDF- that are stripped
_MOST_OBJECTS = 20_000  # a page with more objects is a drawing: its rules are not looked at
_DEEPEST_FORM = 5
_MOST_ANNOTATIONS = 200
_FARTHEST = 1e9  # points: 350 km
_FEW_WORDS = 8  # a picture of a page may carry a stamp of so many words
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_WORD = pattern(r"[^\s\ufffe\x02\x00]++[\ufffe\x02]?+", name="word of a PDF page")
_NOTE = pattern(r"(?<=[^\W_][.,:;)]?)\d{1,2}+$", name="digits that end a word")
_drain = deque[int](maxlen=0).extend


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is a PDF: `%PDF-` near its beginning."""
    return data.find(b"%PDF-", 0, _HEADER_WITHIN) >= 0


def read(data: bytes, suffix: str) -> RawDocument:
    """Read a PDF.

    Raises:
        EncryptedFile: it needs a password.
        DamagedFile: PDFium cannot make sense of it, or it has no pages.
        NoTextLayer: none of its pages holds text.
        LimitExceeded: `pages`, `text` or `content_bytes`; `pixels` if no page could be read for it.
    """
    data = data[data.find(b"%PDF-") :]
    streams.check(data)
    with LOCK, _opened(data) as (pdfium, document):
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise DamagedFile("the PDF has no pages")
        limits.check("pages", count)
        reading = _Reading(pdfium)
        pages = [page for number in range(count) if (page := reading.page(document, number)) is not None]
        attached = pdfium.FPDFDoc_GetAttachmentCount(document)
    warnings: list[str] = []
    scanned, large = _read_scans(data, pages, reading, count)
    if all(not page.words or page.number in reading.unread for page in pages):
        if large:
            raise limits.exceeded("pixels")
        hint = ocr.hint()
        text = f"text; {hint}" if hint else "text that can be read"
        raise NoTextLayer(
            f"none of the {count} pages holds {text}" if count > 1 else f"the page holds no {text}"
        )
    if reading.unread:
        listed = ", ".join(map(str, reading.unread))
        hint = ocr.hint()
        warnings.append(
            f"no text could be read on page {listed}: scanned, damaged or in an unknown encoding"
            + (f"; {hint}" if hint else "")
        )
    if large:
        listed = ", ".join(map(str, large))
        warnings.append(f"page {listed} is larger than the limit pixels allows; it was not read")
    if attached > 0:
        warnings.append(f"files attached to the PDF were not read: {attached}")
    return RawDocument(
        pages=tuple(pages), page_count=count, reader="ocr" if scanned else "pdf",
        media_type="application/pdf", unread_pages=tuple(reading.unread), warnings=tuple(warnings),
    )  # fmt: skip


def _read_scans(data: bytes, pages: list[RawPage], reading: _Reading, count: int) -> tuple[bool, list[int]]:
    """Put what OCR reads in place of the pages without text.

    Returns:
        Whether it read all that were read, and the pages that are too large for it.
    """
    mode = ocr.mode()
    wanted = list(range(1, count + 1)) if mode == "always" else list(reading.unread)
    if mode == "never" or not wanted or not ocr.available():
        return False, []
    found, large = ocr.read(data, wanted)
    reading.unread[:] = [number for number in reading.unread if number not in found]
    kept = {page.number: page for page in pages} | found
    pages[:] = [kept[number] for number in sorted(kept)]
    return bool(found) and all(page.number in found or not page.words for page in pages), large


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Engine, int]]:
    """The document's handle, closed again whatever happens; `data` must outlive it."""
    pdfium = engine()
    address = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p)
    document = pdfium.FPDF_LoadMemDocument64(address, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() in (WRONG_PASSWORD, UNKNOWN_SECURITY):
            raise EncryptedFile("the PDF is locked with a password; save an unlocked copy")
        raise DamagedFile("the PDF is damaged and cannot be opened")
    try:
        yield pdfium, document
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Reading:
    """Reads the pages of one document with buffers that are used over and over."""

    def __init__(self, pdfium: Engine) -> None:
        self._pdfium = pdfium
        self.unread: list[int] = []
        self._characters = 0
        self._text = array("H", bytes(2 * 8192))
        self._rects = array("f", bytes(4 * 8 * 2048))
        self._four = (ctypes.c_float * 6)()
        self._at = ctypes.addressof(self._four)

    def page(self, document: int, index: int) -> RawPage | None:
        """The words of a page; `None`, and its number in `unread`, if it cannot be read."""
        pdfium = self._pdfium
        page = pdfium.FPDF_LoadPage(document, index)
        if page and self._holds_fields(page):
            # What is filled in becomes part of the page, in memory only; text is seen after reloading.
            pdfium.FPDFPage_Flatten(page, 0)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page) if page else None
        try:
            if not text_page:
                self.unread.append(index + 1)
                return None
            return self._read(page, text_page, index + 1)
        finally:
            if text_page:
                pdfium.FPDFText_ClosePage(text_page)
            if page:
                pdfium.FPDF_ClosePage(page)

    def _holds_fields(self, page: int) -> bool:
        """Whether form fields are shown on the page."""
        pdfium = self._pdfium
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind == FIELD:
                return True
        return False

    def _is_picture(self, page: int, area: float) -> bool:
        """Whether one image covers most of the page: a scan with nothing but a stamp in its text layer."""
        pdfium, at, four = self._pdfium, self._at, self._four
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            thing = pdfium.FPDFPage_GetObject(page, index)
            if (
                pdfium.FPDFPageObj_GetType(thing) == IMAGE
                and pdfium.FPDFPageObj_GetBounds(thing, at, at + 4, at + 8, at + 12)
                and (four[2] - four[0]) * (four[3] - four[1]) > 0.7 * area
            ):
                return True
        return False

    def _read(self, page: int, text_page: int, number: int) -> RawPage:
        pdfium = self._pdfium
        pdfium.FPDF_GetPageBoundingBox(page, self._at)
        left, top, right, bottom = map(_finite, self._four[:4])
        width, height = right - left, top - bottom  # of the page as it is shown
        turn = pdfium.FPDFPage_GetRotation(page)
        frame = (left, bottom + width, left + height, bottom) if turn % 2 else (left, top, right, bottom)
        text, exact = self._page_text(text_page)
        if _unmapped(text):
            text = ""
        words, first = _words(text)
        if not words:
            if pdfium.FPDFPage_CountObjects(page):
                self.unread.append(number)
            return RawPage(number, width, height, (), ())
        if len(words) < _FEW_WORDS and self._is_picture(page, width * height):
            self.unread.append(number)
        last = [start + len(word) - 1 for start, word in zip(first, words, strict=True)]
        if not exact:
            index_of = pdfium.FPDFText_GetCharIndexFromTextIndex
            units = _utf16_offsets(text)
            first = [index_of(text_page, units[i]) for i in first]
            last = [index_of(text_page, units[i]) for i in last]
        edges = self._edges(text_page, first, last)
        turned = self._turned(text_page, words, first, edges, math.radians(90 * turn))
        words = self._raise_notes(text_page, words, first, edges)
        boxes = _boxes(edges, frame, turn)
        return RawPage(number, width, height, tuple(words), boxes, self._grids(page, frame, turn), turned)

    def _page_text(self, text_page: int) -> tuple[str, bool]:
        """The page's text, and whether its offsets are PDFium's character indices."""
        count = self._pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return "", True
        self._characters += count
        limits.check("text", self._characters)
        if count + 2 > len(self._text) // 2:
            self._text = array("H", bytes(2 * 2 * (count + 2)))
        address = self._text.buffer_info()[0]
        got = self._pdfium.FPDFText_GetText(text_page, 0, count, address)
        text = ctypes.string_at(address, 2 * max(0, got - 1)).decode("utf-16-le", "replace")
        return text, len(text) == count

    def _edges(self, text_page: int, first: list[int], last: list[int]) -> list[list[float]]:
        """Left, top, right, bottom of the first and of the last letter of each word: eight columns."""
        count = len(first)
        if 8 * count > len(self._rects):
            self._rects = array("f", bytes(4 * 8 * count))
        address = self._rects.buffer_info()[0]
        box = self._pdfium.FPDFText_GetLooseCharBox
        end = address + 32 * count
        _drain(map(box, repeat(text_page), first, range(address, end, 32)))
        _drain(map(box, repeat(text_page), last, range(address + 16, end + 16, 32)))
        flat = self._rects[: 8 * count].tolist()
        if not abs(sum(flat)) < _FARTHEST:  # a damaged matrix puts words nowhere
            flat = [_finite(edge) for edge in flat]
        return [flat[i::8] for i in range(8)]

    def _turned(
        self, text_page: int, words: list[str], first: list[int], edges: list[list[float]], base: float
    ) -> frozenset[int]:
        """The words whose letters do not run from left to right.

        Only a word whose last letter begins left of its first, or wholly above or below it, can be
        turned; single letters show no direction and are asked where others are turned.
        """
        left0, top0, _, bottom0, left1, top1, _, bottom1 = edges
        if not (any(map(gt, left0, left1)) or any(map(gt, bottom1, top0)) or any(map(gt, bottom0, top1))):
            return frozenset()
        angle = self._pdfium.FPDFText_GetCharAngle
        found = {
            i
            for i in range(len(words))
            if (left1[i] < left0[i] or bottom1[i] > top0[i] or top1[i] < bottom0[i])
            and _aslant(angle(text_page, first[i]) + base)
        }
        if found:
            lone = (i for i, word in enumerate(words) if len(word) == 1)
            found.update(i for i in lone if _aslant(angle(text_page, first[i]) + base))
        return frozenset(found)

    def _raise_notes(
        self, text_page: int, words: list[str], first: list[int], edges: list[list[float]]
    ) -> list[str]:
        """Footnote marks glued to a word, `2022` and a small raised `1`, become raised digits: `2022¹`."""
        _, top0, _, bottom0, _, top1, _, bottom1 = edges
        for i, word in enumerate(words):
            if not word[-1].isdigit():
                continue
            height = top0[i] - bottom0[i]
            if (top1[i] - bottom1[i]) < 0.8 * height and (note := _NOTE.search(word)):
                start = note.start()
                while start < len(word) and not self._smaller(text_page, first[i] + start, height):
                    start += 1
                words[i] = word[:start] + word[start:].translate(_RAISED)
        return words

    def _smaller(self, text_page: int, index: int, height: float) -> bool:
        """Whether a character is set clearly smaller than `height`."""
        self._pdfium.FPDFText_GetLooseCharBox(text_page, index, self._at)
        return bool(self._four[1] - self._four[3] < 0.8 * height)

    def _grids(self, page: int, frame: Box, turn: int) -> tuple[Grid, ...]:
        """The grids that the page's paths draw."""
        if self._pdfium.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
            return ()
        found: list[Box] = []
        self._paths(page, self._pdfium.FPDFPage_CountObjects, self._pdfium.FPDFPage_GetObject, 0, found)
        if len(found) < 3:
            return ()
        return rulings.grids([_placed(box, frame, turn) for box in found])

    def _paths(self, holder: int, count: object, get: object, depth: int, found: list[Box]) -> None:
        """Bounds of all paths that `holder`, a page or a form, draws."""
        pdfium, at, four = self._pdfium, self._at, self._four
        kind, bounds = pdfium.FPDFPageObj_GetType, pdfium.FPDFPageObj_GetBounds
        for i in range(min(count(holder), _MOST_OBJECTS)):  # type: ignore[operator]
            thing = get(holder, i)  # type: ignore[operator]
            what = kind(thing)
            if what == PATH:
                if bounds(thing, at, at + 4, at + 8, at + 12) and math.isfinite(sum(four[:4])):
                    found.append((four[0], four[3], four[2], four[1]))
            elif what == FORM and depth < _DEEPEST_FORM:
                pdfium.FPDFPageObj_GetMatrix(thing, at)
                a, b, c, d, e, f = map(_finite, four[:6])
                inner: list[Box] = []
                self._paths(
                    thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1, inner
                )
                for x0, y1, x1, y0 in inner:
                    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
                    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
                    found.append((min(xs), max(ys), max(xs), min(ys)))


def _finite(number: float) -> float:
    """The number; 0 for what is none, or is farther out than any page."""
    return number if -_FARTHEST < number < _FARTHEST else 0.0


def _aslant(angle: float) -> bool:
    """Whether text at this angle (radians) does not run from left to right."""
    return 0.3 < angle % (2 * math.pi) < 5.98


def _words(text: str) -> tuple[list[str], list[int]]:
    """The words of a page's text and where each begins."""
    parts = text.replace("\r\n", "  ").split(" ")
    words = [part for part in parts if part]
    if BREAK in text or len(text.split()) != len(words) or "\x02" in text or "\x00" in text:
        matches = list(_WORD.finditer(text))
        return [match[0] for match in matches], [match.start() for match in matches]
    starts = accumulate(map((1).__add__, map(len, parts)), initial=0)
    return words, list(compress(starts, parts))


def _unmapped(text: str) -> bool:
    """Whether most of the text is glyphs without a meaning: the page has to be read as a scan."""
    broken = text.count("\ufffd") + sum(text.count(c) for c in map(chr, range(1, 9))) - text.count("\x02")
    if not broken:
        return False
    return broken > 0.3 * len(text)


def _utf16_offsets(text: str) -> list[int]:
    """For each character, its offset in UTF-16 units, which is what PDFium counts in."""
    offsets, at = [], 0
    for character in text:
        offsets.append(at)
        at += 2 if character > "\uffff" else 1
    return offsets


def _boxes(edges: list[list[float]], frame: Box, turn: int) -> tuple[Box, ...]:
    """One box a word, origin at the top left of the page as it is shown."""
    left, top0, _, bottom0, _, top1, right, bottom1 = edges
    if turn:
        _, _, right0, _, left1, _, _, _ = edges
        return tuple(
            _placed((min(a, b), max(c, d), max(e, f), min(g, h)), frame, turn)
            for a, b, c, d, e, f, g, h in zip(
                left, left1, top0, top1, right0, right, bottom0, bottom1, strict=True)
        )  # fmt: skip
    x, y = frame[0], frame[1]
    if x:
        left, right = [a - x for a in left], [a - x for a in right]
    tops = [y - a for a in map(max, top0, top1)]
    bottoms = [y - a for a in map(min, bottom0, bottom1)]
    return tuple(zip(left, tops, right, bottoms, strict=True))


def _placed(box: Box, frame: Box, turn: int) -> Box:
    """A box (left, top, right, bottom; y upwards) on the page as it is shown, y downwards."""
    x0, y1, x1, y0 = box
    left, top, right, bottom = frame
    if turn == 1:
        return (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if turn == 2:
        return (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if turn == 3:
        return (top - y1, right - x1, top - y0, right - x0)
    return (x0 - left, top - y1, x1 - left, top - y0)


readers.register("pdf", order=10)(Reader(sniff, read))
