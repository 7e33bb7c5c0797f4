"""XML for the archive formats: safe text, and a stream that holds no more than one element at a time.

stream = XmlStream(out)
with stream.inside("Leveransobjekt", xmlns="http://xml.ra.se/e-arkiv/FGS-ERMS"):
    stream.add(element("ArkivobjektID", "KS 2023/402"))
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from xml.sax.saxutils import quoteattr

from swedoc.lexicon import pattern

_STEP = "  "
_FORBIDDEN = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", name="no character of XML")


def allowed(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 forbids (section 2.2).

    >>> allowed("bilaga\\x07")
    'bilaga\\ufffd'
    """
    cleaned: str = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return cleaned


def element(tag: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """An element with its text on one line; attributes that are `None` are left out."""
    made = Element(tag, {name: _line(value) for name, value in attributes.items() if value is not None})
    if text is not None:
        made.text = _line(text)
    return made


def child(parent: Element, tag: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """The same, as the last child of `parent`."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def group(parent: Element, tag: str, members: list[Element]) -> None:
    """The members inside an element of their own, which is left out where there are none."""
    if members:
        SubElement(parent, tag).extend(members)


def serialised(made: Element) -> bytes:
    """The element as lines of UTF-8, indented from the margin."""
    indent(made, _STEP)
    return tostring(made, encoding="unicode").encode() + b"\n"


def _line(text: str) -> str:
    return " ".join(allowed(text).split())


class XmlStream:
    """Writes a document from its first tag to its last."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._depth = 0
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def inside(self, tag: str, /, **attributes: str) -> Iterator[None]:
        """What is added in the meantime stands within this element."""
        written = "".join(f" {name}={quoteattr(_line(value))}" for name, value in attributes.items())
        self._out.write(f"{_STEP * self._depth}<{tag}{written}>\n".encode())
        self._depth += 1
        yield
        self._depth -= 1
        self._out.write(f"{_STEP * self._depth}</{tag}>\n".encode())

    def add(self, made: Element | bytes) -> None:
        """An element, or one that `serialised` has made into bytes."""
        lines = made if isinstance(made, bytes) else serialised(made)
        margin = (_STEP * self._depth).encode()
        self._out.writelines(margin + line for line in lines.splitlines(keepends=True))
