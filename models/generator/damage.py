"""What happens to text on its way: lines broken, letters misread by OCR, spaces lost or doubled, capitals.

Works on marked text, so that labels follow what they mark.
"""

from __future__ import annotations

import random

from models.generator.grammar import CLOSE, OPEN

_MISREAD = {
    "l": "1", "I": "l", "i": "í", "å": "a", "ä": "a", "ö": "o", "m": "rn", "e": "c", "O": "0", "o": "0",
    "S": "5", "h": "b", "ü": "u", "Å": "A", "Ö": "O", "t": "f", "u": "ii", "B": "8",
    "n": "ri", "é": "e", "g": "q",
}  # fmt: skip
_SIGNS = frozenset({*OPEN.values(), CLOSE})


def wrapped(rng: random.Random, marked: str) -> str:
    """Break the text into lines of 50 to 95 characters, inside names, too; now and then at a hyphen."""
    width, column, out = rng.randint(50, 95), 0, []
    for word in marked.split(" "):
        length = sum(sign not in _SIGNS for sign in word)
        if out:
            if column + length > width:
                out.append("\n")
                column = 0
            else:
                out.append(" ")
        out.append(word)
        column += length + 1
    return "".join(out)


def misread(rng: random.Random, marked: str, rate: float) -> str:
    """Replace letters as OCR does, drop a space here and double one there."""
    out: list[str] = []
    for sign in marked:
        if rng.random() >= rate or sign in _SIGNS:
            out.append(sign)
        elif sign == " ":
            out.append(rng.choice(("  ", "  ", " ", ". ")))
        elif sign in _MISREAD:
            out.append(_MISREAD[sign])
        elif sign.isalpha():
            out.append(rng.choice((sign, sign, sign.upper(), "")) or sign)
        else:
            out.append(sign)
    return "".join(out)


def spaced(rng: random.Random, marked: str) -> str:
    """Widen some spaces as in columns that were set side by side."""
    return "".join(
        sign * rng.randint(1, 4) if sign == " " and rng.random() < 0.15 else sign for sign in marked
    )
