"""Characters and words put together again: broken words, ligatures, odd spaces, spaced letters.

A hyphen at a line end either belongs to the word (`KS-2016-1317`, `EU-nivå`, `utbildnings- och`)
or only marks where it was broken (`fort-gående`). PDFium writes U+FFFE for both.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from swedoc.lexicon import load, pattern, simple_pattern
from swedoc.records import Box

BREAK = "\ufffe"
ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(
            "\xa0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u3000\u2000\u2001\u205f", " "
        ),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\x00\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
    }
)
_EXPANDED = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "ft", "\ufb06": "st",
        "\xad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None,
        "\x02": BREAK,
    }
)  # fmt: skip
_UNUSUAL = simple_pattern(
    r"[\ufb00-\ufb06\xad\u200b-\u200d\ufeff\u2060\u2010\u2011\x00-\x08\x0b\x0e-\x1f\u0300-\u036f]",
    name="character to mend",
)
_BROKEN = pattern(r"(\S{0,80}?)[\ufffe\x02][ ]?\n?(\S{0,80}+)", name="word broken at a hyphen")
_CONJUNCTION = pattern(r"(?:och|eller|samt|respektive|resp\.|till|som)\b", name="word after a hanging hyphen")
_ONE_LETTER_WORDS = frozenset("iåöIÅÖ")
_NO_SPACE = 0.13  # a gap below this share of the line height is no space
_KEPT = frozenset(load("layout")["hyphens"]["kept"])


def clean(word: str) -> str:
    """A word of a PDF without ligatures, soft hyphens and combining marks."""
    if not _UNUSUAL.search(word):
        return word
    if word.endswith("\xad"):
        word = word[:-1] + BREAK
    return unicodedata.normalize("NFC", word.translate(_EXPANDED).translate(ONE_FOR_ONE)).replace(" ", "")


def unusual(text: str) -> bool:
    """Whether a text holds characters that `clean` would change."""
    return _UNUSUAL.search(text) is not None


def hyphen(left: str, right: str, elsewhere: str = "") -> str:
    """What stands between two parts of a word that was broken at a hyphen: `""`, `"-"` or `"- "`.

    `elsewhere` is other text of the same document, which may hold the word unbroken.

    >>> hyphen("fort", "gående"), hyphen("EU", "nivå"), hyphen("utbildnings", "och")
    ('', '-', '- ')
    """
    if not left or not right:
        return "-"
    if _CONJUNCTION.match(right):
        return "- "
    if left[-1].isdigit() or not right[0].islower() or not left[-1].isalpha():
        return "-"
    stem = left[max(left.rfind("-"), left.rfind("(")) + 1 :]
    if len(stem) == 1 or (stem.isupper() and len(stem) > 1) or stem.lower() in _KEPT:
        return "-"
    tail = right.rstrip(".,;:!?)”\"'")
    if elsewhere and len(left) + len(tail) > 4:
        if f"{left}-{tail}" in elsewhere:
            return "-"
        if f"{left}{tail}" in elsewhere:
            return ""
    if "@" in left:
        return "" if left.rpartition("@")[2] + tail in elsewhere else "-"
    return ""


def close_up(words: list[str], boxes: list[Box], after: list[str]) -> None:
    """Take away the spaces inside letter-spaced words (`Sum m a`, `R e g i o n`), in place.

    Spaces that are hardly wider than the room between letters are none; in a run of single
    letters, only a gap that is clearly wider than the others parts two words.
    """
    lone = [
        i
        for i, word in enumerate(words)
        if len(word) == 1 and word.isalpha() and word not in _ONE_LETTER_WORDS
    ]
    if not lone:
        return
    gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
    for i in lone:
        for left in (i - 1, i):
            if (
                0 <= left < len(gaps)
                and words[left].isalpha()
                and words[left + 1].isalpha()
                and gaps[left] < _NO_SPACE * (boxes[left][3] - boxes[left][1])
            ):
                after[left] = ""
    begin = 0
    while begin < len(words):
        end = begin
        while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        if end - begin > 3:
            usual = sorted(gaps[begin : end - 1])[(end - begin - 1) // 2]
            for left in range(begin, end - 1):
                if gaps[left] < 1.6 * max(usual, 0.1):
                    after[left] = ""
        begin = max(end, begin + 1)


def mend(text: str) -> str:
    """A text with the words joined that PDFium broke at a hyphen."""
    if BREAK not in text and "\x02" not in text:
        return text
    mended: str = _BROKEN.sub(lambda match: match[1] + hyphen(match[1], match[2]) + match[2], text)
    return mended
