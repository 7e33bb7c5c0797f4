"""PDF files written by hand, object by object, so that they can be as wrong as an attacker likes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Object = bytes
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
TEXT = b"BT /F 12 Tf 72 720 Td (Bidraget \\344r 450 000 kronor.) Tj ET"


def pdf(objects: Sequence[Object], *, trailer: bytes = b"", xref: bytes | None = None) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    at, size = len(out), len(objects) + 1
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += xref if xref is not None else b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer.replace(b"@XREF", b"%d" % at), at,
    )  # fmt: skip
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> Object:
    """A stream object; `extra` stands in its dictionary."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def flate(data: bytes, extra: bytes = b"") -> Object:
    """A stream object, packed."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + extra)


def one_page(
    content: Object = b"",
    *,
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    more: Sequence[Object] = (),
) -> list[Object]:
    """The objects of a file with one page: catalogue, tree, page 3, content 4, font 5, then `more` from 6."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
        % (box, resources),
        content or stream(TEXT),
        _FONT,
        *more,
    ]


def packed_repeat(unit: bytes, size: int) -> bytes:
    """`unit` repeated to about `size` bytes, packed by zlib without ever being written out.

    A block that ends with a full flush stands for itself wherever it is put, so one block of a
    megabyte is packed once and then repeated. (The checksum at the end is wrong; readers that do not
    stop before the end, which is the point, do not care.)
    """
    block = unit * (1_000_000 // len(unit) + 1)
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + packed * (size // len(block) + 1) + b"\x03\x00" + b"\0\0\0\1"


def bomb(unit: bytes, size: int, extra: bytes = b"") -> Object:
    """A stream object of some kilobytes that unpacks to `size` bytes: packed twice."""
    twice = zlib.compress(packed_repeat(unit, size), 9)
    return stream(twice, b"/Filter[/FlateDecode/FlateDecode]" + extra)
