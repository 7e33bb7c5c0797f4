"""Memos as born-digital PDFs: their text set line by line, one page for each text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_SIZE, _LEADING, _MARGIN, _WIDTH = 10, 13, 72, 88


def print_pages(path: Path, pages: Sequence[str]) -> None:
    """Write a PDF with each text on a page of its own; what does not fit goes on overleaf."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    for page in pages:
        below = A4[1] - _MARGIN
        canvas.setFont("Helvetica", _SIZE)
        for paragraph in page.splitlines():
            for line in textwrap.wrap(paragraph, _WIDTH) or [""]:
                if below < _MARGIN:
                    canvas.showPage()
                    canvas.setFont("Helvetica", _SIZE)
                    below = A4[1] - _MARGIN
                canvas.drawString(_MARGIN, below, line)
                below -= _LEADING
        canvas.showPage()
    canvas.save()
