"""Masks personal identity numbers: `850709-9821` becomes `******-****`, so that no offset moves.

A number that the document holds once is masked wherever its digits stand, in whatever form: in a file
name, a case number, an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swedoc.lexicon import pattern
from swedoc.personnummer import Found, find, plain

_DIGITS = pattern(r"\d (?:[\s\-+_./\u2010-\u2015\u2212]{0,3}+\d){9,63}+", name="ten digits or more")
_CENTURIES = ("16", "18", "19", "20")
_TEN = 10


def stars(written: str) -> str:
    """Letters and digits as stars, and the marks between them as they are.

    >>> stars("850709-9821")
    '******-****'
    """
    return "".join("*" if character.isalnum() else character for character in written)


class Numbers:
    """The personal numbers of one document, known by their ten digits."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = {digits for number in known if len(digits := _ascii(number)[-_TEN:]) == _TEN}
        self._text = ""
        self._plain: tuple[Found, ...] = ()

    def learn(self, text: str) -> None:
        """Take in the numbers of a text that are hardly anything else."""
        self._text, self._plain = text, tuple(plain(text, find(text)))
        self._known.update(found.digits for found in self._plain)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where numbers stand in a text; spans may overlap."""
        for found in self._plain if text is self._text else plain(text, find(text)):
            yield found.start, found.end
        for run in _DIGITS.finditer(text) if self._known else ():
            places = [at for at in range(run.start(), run.end()) if text[at].isdecimal()]
            digits = _ascii("".join(text[at] for at in places))
            for number in self._known:
                at = digits.find(number)
                while at >= 0:
                    first = at - 2 if at >= 2 and digits[at - 2 : at] in _CENTURIES else at
                    yield places[first], places[at + _TEN - 1] + 1
                    at = digits.find(number, at + 1)

    def masked(self, text: str) -> str:
        """A text of the same length without them."""
        for start, end in self.spans(text):
            text = text[:start] + stars(text[start:end]) + text[end:]
        return text


def _ascii(number: str) -> str:
    return "".join(str(int(character)) for character in number if character.isdecimal())
