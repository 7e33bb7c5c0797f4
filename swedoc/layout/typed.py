"""Plain text and Markdown: lines as they are, with pages and what is printed on each of them made out."""

from __future__ import annotations

import dataclasses
from itertools import accumulate

from msgspec.structs import replace

from swedoc.document import Document, Line, LineRole, RawDocument
from swedoc.layout.joining import ONE_FOR_ONE, mend
from swedoc.layout.paged import PAGE_LINE, PAGE_MARK, behind_the_body, furniture, pages


def from_text(
    text: str, *, media_type: str = "text/plain", reader: str = "text", warnings: tuple[str, ...] = ()
) -> Document:
    """A document from plain text or Markdown: one `Line` for each line.

    Every kind of space becomes an ordinary one, character for character, so that offsets hold;
    line breaks of other systems become `\\n`, and PDFium's mark for a hyphen at a line end is mended.
    """
    text = mend(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(ONE_FOR_ONE))
    lines = _lines(text)
    if lines[-1].page == 1:
        lines = pages(text, lines)
    count = max(line.page for line in lines)
    made = Document(
        text, tuple(lines), page_count=count, media_type=media_type, reader=reader, warnings=warnings
    )
    return made if count == 1 else _without_breaks(made)


def _lines(text: str) -> list[Line]:
    """The lines of a text, with the pages that form feeds and page lines begin."""
    paged = "\f" in text or ("PAGE" in text or "Sid" in text or "SID" in text or "Page" in text)
    lines: list[Line] = []
    at, page = 0, 1
    for content in text.split("\n"):
        role: LineRole = "body"
        start = at
        at += len(content) + 1
        if paged and content:
            feeds = content.count("\f") if "\f" in content else 0
            if feeds and lines:
                page += feeds
            while feeds and start < at - 1 and text[start] == "\f":
                start += 1
            if mark := PAGE_LINE.match(content):
                page, role = max(1, int(mark[1])), "header"
        if role == "body" and content and PAGE_MARK.match(content):
            role = "header"
        lines.append(Line(start, at - 1, page, None, role))
    return lines


def _without_breaks(document: Document) -> Document:
    """The document of several pages with their furniture behind the body."""
    text, lines = document.text, furniture(document.text, document.lines)
    order = behind_the_body(text, lines)
    if order == list(range(len(lines))):
        return dataclasses.replace(document, lines=tuple(lines))
    begins = [0, *(line.end + 1 for line in lines)]  # a form feed belongs to the line behind it
    lengths = [begins[i + 1] - begins[i] for i in order]
    starts = list(accumulate(lengths, initial=0))
    full = text + "\n"
    return dataclasses.replace(
        document,
        text="".join(full[begins[i] : begins[i + 1]] for i in order)[:-1],
        lines=tuple(
            replace(lines[i], start=lines[i].start - begins[i] + start, end=lines[i].end - begins[i] + start)
            for i, start in zip(order, starts, strict=False)
        ),
        file_text=text,
        moved=tuple((start, begins[i]) for i, start in zip(order, starts, strict=False)),
    )


def from_lines(raw: RawDocument) -> Document:
    """A document whose reader knew its lines and tables. Page marks are furniture here too."""
    text = raw.text or ""
    lines = tuple(
        Line(line.start, line.end, line.page, None, "header")
        if line.role == "body" and PAGE_MARK.match(text, line.start, line.end)
        else line
        for line in raw.lines
    )
    return Document(
        text,
        lines,
        raw.tables,
        (),
        raw.page_count,
        raw.reader,
        raw.media_type,
        raw.unread_pages,
        raw.warnings,
    )
