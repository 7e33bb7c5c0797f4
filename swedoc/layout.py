"""Words to lines, lines to a document."""

from __future__ import annotations

from swedoc.document import Document, Line

_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys("\xa0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u3000", " ")
)


def from_text(text: str, *, media_type: str = "text/plain") -> Document:
    """A document from plain text or Markdown: one `Line` for each line.

    Every kind of space becomes an ordinary one, character for character, so that offsets hold.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_ONE_FOR_ONE)
    lines = []
    at = 0
    for content in text.split("\n"):
        lines.append(Line(at, at + len(content)))
        at += len(content) + 1
    return Document(text, tuple(lines), media_type=media_type)
