"""How much of a file is read before it is given up as hostile or broken.

A package of 42 kB can hold 4 PB, a table one cell that spans two thousand million columns. Every
reader counts while it reads, since the sizes that a file declares may lie, and raises
`LimitExceeded` with the name of the limit and how to raise it.

>>> with allow(Limits(members=10)):
...     current().members
10
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields

from swedoc.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits, generous for what archives hold. Each can be set: `[limits]` in `swedoc.toml`."""

    file_bytes: int = 1_000_000_000  # of one document, as it lies on disk
    pages: int = 20_000  # of one document
    content_bytes: int = 50_000_000  # unpacked, of one stream of a PDF that is no image
    states: int = 100_000  # graphics states that one packed stream of a PDF saves and does not restore
    inflated_bytes: int = 200_000_000  # unpacked, over all members of one document
    archive_bytes: int = 20_000_000_000  # unpacked, over all members of one archive
    ratio: int = 250  # unpacked bytes for each packed one, beyond the first five megabytes
    members: int = 100_000  # of one archive, the archives inside it counted too
    parts: int = 5_000  # members of one document that is itself a package (DOCX, ODT)
    nesting: int = 4  # archives inside archives
    nodes: int = 1_000_000  # XML or HTML elements of one document
    depth: int = 250  # elements inside elements, groups inside groups
    cells: int = 500_000  # table cells of one document, the empty ones of merged cells counted too
    columns: int = 1_000  # of one table
    text: int = 20_000_000  # characters of one document
    numbers: int = 400_000  # runs of digits in one document, each of which has to be explained
    pixels: int = 200_000_000  # of one page rendered for OCR


NAMES = tuple(field.name for field in fields(Limits))
_limits: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - frozen


def current() -> Limits:
    """The limits in force."""
    return _limits.get()


@contextmanager
def allow(limits: Limits) -> Iterator[None]:
    """Put other limits in force for a while."""
    token = _limits.set(limits)
    try:
        yield
    finally:
        _limits.reset(token)


def check(name: str, value: int) -> None:
    """Raise `LimitExceeded` if `value` is more than the limit called `name` allows."""
    allowed: int = getattr(_limits.get(), name)
    if value > allowed:
        raise exceeded(name)


def exceeded(name: str) -> LimitExceeded:
    """The error for the limit called `name`."""
    allowed: int = getattr(_limits.get(), name)
    return LimitExceeded(f"the file exceeds the limit {name} = {allowed}; raise it if the file is trusted")
