"""Rows in reading order to the text of a document, with the place of every word.

One line of the page is one line of the text; cells and columns of a line are parted by three
spaces; an empty line stands where the page leaves clearly more room than between lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import add

from swedoc.document import Document, Line, LineRole, RawDocument, RawPage, Skew, Word
from swedoc.layout.furniture import Marked, take_out
from swedoc.layout.joining import BREAK, clean, close_up, hyphen, unusual
from swedoc.layout.order import arrange
from swedoc.layout.rows import Row, pitch, rows, size, union, usual_height
from swedoc.records import Box

_ROOM = 1.3  # paragraphs are parted by more than this many times the distance of lines
APART = "   "  # between the cells and columns of one line


def write(raw: RawDocument) -> Document:
    """The document that the pages amount to."""
    found = [rows(page) for page in raw.pages]
    bodies, furniture = take_out(raw.pages, found)
    lines: list[_Line | None] = []
    for page, body in zip(raw.pages, bodies, strict=True):
        _write_body(page, body, lines)
    _mend(raw, lines)
    for page, marked in zip(raw.pages, furniture, strict=True):
        _write_furniture(page, marked, lines)
    return _document(raw, lines)


@dataclass(slots=True)
class _Line:
    """A line to be: its words, what follows each of them, and where they stand in the file."""

    page: int
    role: LineRole
    words: list[str]
    after: list[str]
    boxes: list[Box]
    ids: Sequence[int]
    box: Box
    flow: int = 0


def _write_body(page: RawPage, body: list[Row], lines: list[_Line | None]) -> None:
    """Add the body of a page; `None` stands for an empty line."""
    words = _words(page)
    usual = usual_height(page.boxes)
    step = pitch(body, usual)
    for number, flow in enumerate(arrange(page, body)):
        above: Row | None = None
        for row in flow.rows:
            if above is None:
                if number:
                    lines.append(None)
            elif not flow.table:
                down = row[0].bottom - above[0].bottom
                if down < 0 or down > _ROOM * step * size(row, usual):
                    lines.append(None)
            lines.append(
                _line(page, words, row, "body", number + 1000 * page.number, flow.table, flow.labels)
            )
            above = row


def _write_furniture(page: RawPage, marked: Marked, lines: list[_Line | None]) -> None:
    """Add the furniture of a page, text that runs up or down its side last."""
    if not marked and not page.turned:
        return
    words = _words(page)
    lines.append(None)
    lines += [_line(page, words, row, role) for role, row in marked]
    if page.turned:
        lines.append(_line(page, words, [union(sorted(page.turned), page.boxes)], "footer"))


def _words(page: RawPage) -> Sequence[str]:
    """The words of a page with their characters mended."""
    return [clean(word) for word in page.words] if unusual("".join(page.words)) else page.words


def _line(
    page: RawPage, words: Sequence[str], row: Row, role: LineRole,
    flow: int = 0, cells: bool = False, labels: bool = False,
) -> _Line:  # fmt: skip
    """One line of the page."""
    ids: Sequence[int] = row[0].words if len(row) == 1 else [i for segment in row for i in segment.words]
    texts = [words[i] for i in ids]
    boxes = [page.boxes[i] for i in ids]
    after = [" "] * len(texts)
    at = -1
    for segment in row[:-1]:
        at += len(segment.words)
        after[at] = " " if labels or (not cells and texts[at][-1:] == ":") else APART
    if len(row) == 1:
        close_up(texts, boxes, after)
    first = row[0]
    box = (first.x0, first.top, first.x1, first.bottom)
    for segment in row[1:]:
        box = (box[0], min(box[1], segment.top), max(box[2], segment.x1), max(box[3], segment.bottom))
    return _Line(page.number, role, texts, after, boxes, ids, box, flow)


def _mend(raw: RawDocument, lines: list[_Line | None]) -> None:
    """Finish words that were broken at a line end from the line below; put back the other hyphens."""
    elsewhere = ""
    for index, line in enumerate(lines):
        if line is None or not line.words:
            continue
        for at, word in enumerate(line.words):
            if word[-1:] == BREAK and at < len(line.words) - 1:
                line.words[at] = word[:-1] + "-"
        last = line.words[-1]
        marked = last[-1:] == BREAK
        if not marked and not (last[-1:] == "-" and last[-2:-1].isalnum()):
            continue
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is None or not below.words or below.flow != line.flow or APART in below.after[:1]:
            line.words[-1] = last[:-1] + "-"
            continue
        rest = below.words[0]
        if (marked and below.ids[0] != line.ids[-1] + 1) or (not marked and not _goes_on(last, rest)):
            line.words[-1] = last[:-1] + "-"
            continue
        elsewhere = elsewhere or " ".join(word for page in raw.pages for word in page.words)
        between = hyphen(last[:-1], rest, elsewhere)
        line.words[-1] = last[:-1] + between.rstrip()
        if between != "- ":
            line.after[-1] = ""
            line.words.append(below.words.pop(0))
            line.boxes.append(below.boxes.pop(0))
            line.after.append(below.after.pop(0))
            below.ids = below.ids[1:]


def _goes_on(left: str, right: str) -> bool:
    """Whether a word that ends in a plain hyphen goes on in the next line: `gran-vik`, `KS-2016-1317`."""
    if left[-2].isdigit():
        return right[0].isdigit()
    return left[-2].islower() and right[0].islower()


def _document(raw: RawDocument, lines: list[_Line | None]) -> Document:
    """The text, lines and words of a document."""
    words: list[str] = []
    after: list[str] = []
    boxes: list[Box] = []
    kept: list[tuple[int, int, _Line]] = []  # the first word of a line, and the first of the next
    for line in lines:
        if line is None:
            if after:
                after[-1] = "\n\n"
        elif line.words:
            line.after[-1] = "\n"
            begin = len(words)
            words += line.words
            after += line.after
            boxes += line.boxes
            kept.append((begin, len(words), line))
    if after:
        after[-1] = ""
    lengths = list(map(len, words))
    starts = list(accumulate(map(add, lengths, map(len, after)), initial=0))[:-1]
    ends = list(map(add, starts, lengths))
    made: list[Line] = []
    for begin, end, line in kept:
        made.append(Line(starts[begin], ends[end - 1], line.page, line.box, line.role))
        if after[end - 1] == "\n\n":
            made.append(Line(ends[end - 1] + 1, ends[end - 1] + 1, line.page))
    return Document(
        "".join(chain.from_iterable(zip(words, after, strict=True))), tuple(made), (),
        tuple(map(Word, starts, ends, boxes)),
        raw.page_count, raw.reader, raw.media_type, raw.unread_pages, raw.warnings,
        _doubtful(raw, kept, boxes, starts, ends),
        {page.number: Skew(page.skew, page.width / 2, page.height / 2) for page in raw.pages if page.skew},
    )  # fmt: skip


def _doubtful(
    raw: RawDocument, kept: list[tuple[int, int, _Line]], boxes: list[Box], starts: list[int], ends: list[int]
) -> tuple[tuple[int, int], ...]:
    """The spans of the words that OCR is not sure of. A word keeps its box wherever it is moved."""
    unsure = {(page.number, page.boxes[i]) for page in raw.pages for i in page.doubtful}
    if not unsure:
        return ()
    return tuple(
        (starts[i], ends[i])
        for begin, end, line in kept
        for i in range(begin, end)
        if (line.page, boxes[i]) in unsure
    )
