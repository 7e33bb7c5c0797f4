"""Tables: ruled, Markdown, tab- and space-aligned, into cells with row and column."""

from __future__ import annotations

from swedoc.document import Document, RawDocument


def find(document: Document, raw: RawDocument | None = None) -> Document:
    """The document with its tables."""
    return document
