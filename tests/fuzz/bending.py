"""How a good document is bent: bytes changed, pieces cut, doubled or exchanged, words of its kind put in.

A ZIP file is mostly bent inside its parts and packed again, since anything else ends at a checksum.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple


class Edit(NamedTuple):
    """One change: what is done, where (0 to 1), how far it reaches, and a word or byte to do it with."""

    kind: int
    at: float
    length: int
    word: int


KINDS = 7


def bent(data: bytes, edits: list[Edit], words: list[bytes]) -> bytes:
    """The data after all edits."""
    if data.startswith(b"PK\x03\x04") and edits and edits[0].word % 8:
        return _bent_inside(data, edits, words)
    for edit in edits:
        data = _edited(data, edit, words)
    return data


def _edited(data: bytes, edit: Edit, words: list[bytes]) -> bytes:
    at = int(edit.at * len(data))
    piece = data[at : at + edit.length]
    rest = data[at + edit.length :]
    word = words[edit.word % len(words)]
    match edit.kind:
        case 0:
            return data[:at] + bytes((edit.word % 256,)) + data[at + 1 :]
        case 1:
            return data[:at] + rest
        case 2:
            return data[:at] + piece * (2 + edit.word % 30) + rest
        case 3:
            return data[:at] + word + data[at:]
        case 4:
            return data[:at] + word + rest
        case 5:
            return rest + piece + data[:at]
        case _:
            return data[:at] if edit.word % 4 == 0 else data[:at] + word * (edit.word % 400) + data[at:]


def _bent_inside(data: bytes, edits: list[Edit], words: list[bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    names = list(parts)
    for edit in edits:
        name = (
            max(names, key=lambda name: len(parts[name])) if edit.word % 3 else names[edit.word % len(names)]
        )
        parts[name] = _edited(parts[name], edit, words)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
