"""Plain text and Markdown: lines as they are, with page marks and pages made out.

A form feed begins a page, and so does a line like `=== PAGE 3 ===`, as programs that turn PDFs into
text leave it; such a line is furniture.
"""

from __future__ import annotations

from collections import Counter

from swedoc.document import Document, Line, LineRole, RawDocument
from swedoc.layout.joining import ONE_FOR_ONE, mend
from swedoc.lexicon import pattern

_PAGE_LINE = pattern(
    r"[ \t]*+ (?: [=\-–_*\#\[]{2,8}+[ ]?+ (?:PAGE|SIDA|SID|Page|Sida|Sid)[ ](\d{1,5}+)"
    r" (?:[ ](?:av|of|/)[ ]\d{1,5}+)? [ ]?+ [=\-–_*\#\]]{2,8}+ ) [ \t]*+ $",
    name="page line of a text",
)
_PAGE_MARK = pattern(
    r"[ \t]*+ (?: (?:Sida|Sid\.?|SIDA|Sidnr|Blad) [ ]?+:?+ [ ]?+ \d{1,4}+"
    r" (?: [ ]?+ \( \d{1,4}+ \) | [ ]?+(?:/|av)[ ]?+\d{1,4}+ )?+"
    r" | \d{1,4}+ [ ]?+ (?: \( \d{1,4}+ \) | av[ ]\d{1,4}+ | /\d{1,3}+ ) ) [ \t]*+ $",
    name="page mark",
)


def from_text(
    text: str, *, media_type: str = "text/plain", reader: str = "text", warnings: tuple[str, ...] = ()
) -> Document:
    """A document from plain text or Markdown: one `Line` for each line.

    Every kind of space becomes an ordinary one, character for character, so that offsets hold;
    line breaks of other systems become `\\n`, and PDFium's mark for a hyphen at a line end is mended.
    """
    text = mend(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(ONE_FOR_ONE))
    paged = "\f" in text or ("PAGE" in text or "Sid" in text or "SID" in text or "Page" in text)
    lines: list[Line] = []
    at, page, count = 0, 1, 1
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
            if mark := _PAGE_LINE.match(content):
                page, role = max(1, int(mark[1])), "header"
        if role == "body" and content and _PAGE_MARK.match(content):
            role = "header"
        count = max(count, page)
        lines.append(Line(start, at - 1, page, None, role))
    if count > 1:
        lines = _running(text, lines)
    return Document(
        text, tuple(lines), page_count=count, media_type=media_type, reader=reader, warnings=warnings
    )


def from_lines(raw: RawDocument) -> Document:
    """A document whose reader knew its lines and tables. Page marks are furniture here too."""
    text = raw.text or ""
    lines = tuple(
        Line(line.start, line.end, line.page, None, "header")
        if line.role == "body" and _PAGE_MARK.match(text, line.start, line.end)
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


def _running(text: str, lines: list[Line]) -> list[Line]:
    """The same lines, those that stand at the top or bottom of several pages marked as furniture.

    The head of the first page is left as it is: it is the letterhead.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if text[line.start : line.end].strip() and (
            line.role == "body" or not _PAGE_LINE.match(text, line.start)
        ):
            pages.setdefault(line.page, []).append(index)
    if len(pages) < 2:
        return lines
    roles: dict[int, LineRole] = {}
    for from_top, role in ((True, "header"), (False, "footer")):
        keys: dict[int, list[str]] = {}
        for page, indices in pages.items():
            ordered = indices if from_top else indices[::-1]
            keys[page] = [_key(text, lines[i]) for i in ordered[:15]]
        shared = Counter(key for page_keys in keys.values() for key in set(page_keys))
        for page, indices in pages.items():
            ordered = indices if from_top else indices[::-1]
            for key, index in zip(keys[page], ordered, strict=False):
                if shared[key] < 2:
                    break
                if page > 1 or not from_top:
                    roles.setdefault(index, role)  # type: ignore[arg-type]
    return [
        Line(line.start, line.end, line.page, None, roles[i]) if i in roles else line
        for i, line in enumerate(lines)
    ]


def _key(text: str, line: Line) -> str:
    """What two lines of furniture have in common: their text without its digits and spaces."""
    return "".join("#" if c.isdigit() else c for c in text[line.start : line.end] if not c.isspace())
