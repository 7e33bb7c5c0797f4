"""Words to lines, lines to a document: what can be read from top to bottom.

A page of a memo is a letterhead of two or three columns, a body of one, perhaps a side column, and
furniture (running heads, footers, page marks) that repeats. `compose` puts the words of such pages
in reading order, one `Line` for each line of the page, an empty line between paragraphs:

    Datum:        2026-05-26            Datum: 2026-05-26
    Handläggare:  Karin Ahlmo     →     Handläggare: Karin Ahlmo
    …             Kommunstyrelsen       …  (an empty line)  Kommunstyrelsen

Furniture stands at the end of the text, each line with its true page, so that a sentence that
crosses a page break stays whole. The text never changes after this stage.
"""

from __future__ import annotations

from swedoc.document import Document, RawDocument
from swedoc.layout.typed import from_lines, from_text
from swedoc.layout.writing import write

__all__ = ["compose", "from_text"]


def compose(raw: RawDocument) -> Document:
    """The document that a reader's pages or text amount to."""
    if raw.lines:
        return from_lines(raw)
    if raw.text is not None:
        return from_text(raw.text, media_type=raw.media_type, reader=raw.reader, warnings=raw.warnings)
    return write(raw)
