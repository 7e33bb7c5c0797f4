"""What the streams of a PDF unpack to, looked at before PDFium does.

A kilobyte of a PDF can unpack to four gigabytes, and PDFium ends the whole process when memory runs
out. So each stream that is packed by Flate, once or several times, and holds no image is unpacked
here first, thrown away, and counted: content, forms, fonts and object streams. An image is only
unpacked when its page is drawn, and whoever draws looks at its size (`pixels`).

A stream of nothing but `q` saves millions of graphics states, each of which costs PDFium far more than
its two bytes; so those are counted too, in streams that are packed suspiciously well.

This finds the plain bombs and not the sly ones (encrypted files, other filters, forms that multiply);
`swedoc.parse(…, isolate=True)` and workers are for those.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from swedoc import limits

_KEYWORD = b"stream"
_DICTIONARY = 2_000  # bytes before the keyword in which its dictionary is looked for
_FILTERS = (b"/FlateDecode", b"/Fl ", b"/Fl/", b"/Fl]", b"/Fl>")
_MOST_PER_BYTE = 1_032  # what Flate can unpack a byte to
_CHUNK = 1 << 18
_BEGINNING = 256  # packed bytes that tell how well a stream is packed
_DENSE = 100  # what a byte of a suspicious stream unpacks to, and of no page that says something


def check(data: bytes) -> None:
    """Raise `LimitExceeded` if a stream of the PDF exceeds `content_bytes` or `states` when unpacked."""
    current = limits.current()
    for start, end, times in _packed(data):
        large = (end - start) * _MOST_PER_BYTE > current.content_bytes
        if times > 1 or large or _dense(data[start : min(end, start + _BEGINNING)]):
            size = states = 0
            for chunk in _unpacked(data[start:end], times):
                size += len(chunk)
                states += chunk.count(b"q") - chunk.count(b"Q")
                if size > current.content_bytes:
                    raise limits.exceeded("content_bytes")
                if states > current.states:
                    raise limits.exceeded("states")


def _dense(beginning: bytes) -> bool:
    """Whether a stream is packed better than any page that says something."""
    wanted = len(beginning) * _DENSE
    return len(next(_inflated(iter((beginning,))), b"")) >= wanted > 0


def _packed(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Where the packed streams that are no images begin and end, and how many times each is packed."""
    end = 0
    while (at := data.find(_KEYWORD, end)) >= 0:
        start = at + len(_KEYWORD)
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        closing = data.find(b"endstream", start)
        stop = closing if closing >= 0 else len(data)
        dictionary = data[max(end, at - _DICTIONARY) : at]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        end = stop + len(b"endstream")
        times = sum(map(dictionary.count, _FILTERS))
        if times and b"/Image" not in dictionary:
            yield start, stop, times


def _unpacked(packed: bytes, times: int) -> Iterator[bytes]:
    """What a stream unpacks to, piece by piece; nothing more where it is broken or packed otherwise."""
    pieces: Iterator[bytes] = iter((packed,))
    for _ in range(min(times, 8)):
        pieces = _inflated(pieces)
    return pieces


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        while piece:
            try:
                chunk = unpacker.decompress(piece, _CHUNK)
            except zlib.error:
                return
            yield chunk
            piece = unpacker.unconsumed_tail
            if unpacker.eof or not chunk:
                break
        if unpacker.eof:
            return
