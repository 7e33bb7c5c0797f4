"""One file for each kind of input.

A reader is a function `(data: bytes) -> RawDocument`, entered with
`@readers.register(name, order=…)` and wrapped in a `Reader` with the function that recognises its
kind by content. The name of the file is a hint only; a wrong suffix still works.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from swedoc.document import RawDocument
from swedoc.errors import DamagedFile, UnsupportedFormat
from swedoc.registry import Registry


class Reader(NamedTuple):
    """How one kind of file is recognised and read. `suffix` is the file's own, in lower case, or ''."""

    sniff: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], RawDocument]


readers: Registry[Reader] = Registry("swedoc.read")


def read(data: bytes, *, name: str | None = None) -> RawDocument:
    """Read one file, whatever it is, by its content.

    Args:
        data: the whole file.
        name: its name or path, for its suffix (`.md` tells Markdown from plain text).

    Raises:
        ReadError: or one of its children, with one line that says what is wrong.

    >>> read("Dnr KS 2019/418".encode(), name="memo.txt").text
    'Dnr KS 2019/418'
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DamagedFile("the file is empty" if not data else "the file holds nothing but white space")
    suffix = (name or "").rpartition(".")[2].lower() if "." in (name or "") else ""
    for reader in readers:
        if reader.sniff(data, suffix):
            return reader.read(data, suffix)
    raise UnsupportedFormat("no reader knows this kind of file; save it as PDF or plain text")
