"""The proof behind every value of a record: its place in the text and on the page."""

from __future__ import annotations

from msgspec import Struct

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin top left."""


class Span(Struct, frozen=True):
    """The proof: where on the page a value stands.

    Attributes:
        start: first character in `Record.text`, counted in code points from 0.
        end: the character after the last one.
        page: the page, counted from 1.
        boxes: one box (x0, top, x1, bottom) for each line touched, in PDF points from the top left corner;
            empty for formats without pages.
    """

    start: int
    end: int
    page: int = 1
    boxes: tuple[Box, ...] = ()
