"""Letterhead, headings, decision list, signatures and distribution list."""

from __future__ import annotations

from swedoc import sentences
from swedoc.document import Document
from swedoc.outline import Outline, Section, Sentence


def find(document: Document) -> Outline:
    """The outline of a document."""
    section = Section("body", 0, len(document.text))
    pieces = tuple(Sentence(p.start, p.end, p.block, 0, p.item) for p in sentences.split(document))
    return Outline((section,), pieces)
