"""Where rare words stand: a pattern that begins with one of many words is slow, `str.find` is not."""

from __future__ import annotations

from collections.abc import Iterable


def occurrences(text: str, words: Iterable[str]) -> list[int]:
    """The offsets behind each occurrence of the words, in order.

    >>> occurrences("Dnr och diarienr", ("nr",))
    [3, 16]
    """
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.add(at + len(word))
            at = text.find(word, at + len(word))
    return sorted(found)
