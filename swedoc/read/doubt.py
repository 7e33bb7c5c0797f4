"""Which figures of a scanned page are certain: those that come out the same when they are read again.

A confidence tells too little: of the numbers that Tesseract gave 90 to 95, one in twenty was wrong.
Every line with figures is therefore read a second time, coarser and alone, and where the two do not
agree a third time as it stands. A figure that neither of them confirms is doubtful; so is one beside
digits that the first reading left out. `450}` and `|450` are `450` beside the rule of a table. The
word behind a figure is read again too, since `kr` for `tkr` is a thousand times too little.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from swedoc.read import tesseract
from swedoc.read.tesseract import Place, Words

_SURE = 90.0  # words below this confidence are doubtful unless another reading confirms them
_HOPELESS = 40.0  # below this, being read alike twice proves nothing
_AGAIN = (2 / 3, 1.0)  # how large a line is when it is read again, compared with the first time
_MOST_LINES = 120  # of a page
_MARGIN_X, _MARGIN_Y = 15, 8  # pixels around a line
_NEAR = 4.0  # pixels that a box may be off
_EDGES = "|[]{}()!_.,;:*"
_DASHES = str.maketrans("–—", "--")
_LOOK_ALIKE = frozenset("IlOoSsBZ|!")  # letters that digits are taken for
_LONGEST_UNIT = 9


def doubtful(image: Any, words: Words) -> frozenset[int]:
    """The indices of the words that are not certain; `words` is the first reading of `image`."""
    found = {i for i, sure in enumerate(words.sure) if sure < _SURE}
    found |= {i for i, text in enumerate(words.texts) if len(text) < 4 and not set(text) - _LOOK_ALIKE}
    lines: dict[Place, list[int]] = {}
    for i, line in enumerate(words.lines):
        lines.setdefault(line, []).append(i)
    with_figures = [(line, at) for line, at in lines.items() if any(_has_digit(words.texts[i]) for i in at)]
    with tesseract.single_lines():
        for line, at in with_figures[:_MOST_LINES]:
            confirmed, left_out = _read_again(image, words, line, at)
            found -= {i for i in confirmed if words.sure[i] > _HOPELESS}
            found |= {i for i in at if _has_digit(words.texts[i])} - confirmed | left_out
    return frozenset(found)


def _read_again(image: Any, words: Words, line: Place, at: list[int]) -> tuple[set[int], set[int]]:
    """The words of a line that another reading confirms, and those beside digits that were left out."""
    asked = {i for i in at if _has_digit(words.texts[i]) or _behind_figure(words, at, i)}
    confirmed: set[int] = set()
    left_out: set[int] | None = None
    for scale in _AGAIN:
        again = _reread(image, line, scale)
        same = _digits(words.texts[i] for i in at) == _digits(again.texts)
        confirmed |= {i for i in asked if (same and _has_digit(words.texts[i])) or _confirms(words, i, again)}
        beside = _left_out(words, at, again)
        left_out = beside if left_out is None else left_out & beside
        if confirmed >= asked and not left_out:
            break
    return confirmed, left_out or set()


def _reread(image: Any, line: Place, scale: float) -> Words:
    """A line read alone; its boxes are those of the whole picture."""
    left, top = max(0, line.x0 - _MARGIN_X), max(0, line.top - _MARGIN_Y)
    cut = image.crop((left, top, line.x1 + _MARGIN_X, line.bottom + _MARGIN_Y))
    if scale != 1.0:
        cut = cut.resize((max(1, round(cut.width * scale)), max(1, round(cut.height * scale))))
    again = tesseract.words(cut)
    again.boxes = [
        (x0 / scale + left, y0 / scale + top, x1 / scale + left, y1 / scale + top)
        for x0, y0, x1, y1 in again.boxes
    ]
    return again


def _confirms(words: Words, i: int, again: Words) -> bool:
    """Whether the other reading has the same characters where word `i` stands."""
    x0, _, x1, _ = words.boxes[i]
    here = [
        text
        for text, box in zip(again.texts, again.boxes, strict=True)
        if x0 - _NEAR < (box[0] + box[2]) / 2 < x1 + _NEAR
    ]
    return "".join(map(_core, here)) == _core(words.texts[i])


def _left_out(words: Words, at: list[int], again: Words) -> set[int]:
    """The figure nearest to each figure of the other reading that stands where this one has nothing."""
    found = set()
    for text, box in zip(again.texts, again.boxes, strict=True):
        middle = (box[0] + box[2]) / 2
        covered = (words.boxes[i][0] - _NEAR < middle < words.boxes[i][2] + _NEAR for i in at)
        if _has_digit(text) and not any(covered):
            figures = [i for i in at if _has_digit(words.texts[i])]
            found.add(min(figures, key=lambda i: abs((words.boxes[i][0] + words.boxes[i][2]) / 2 - middle)))
    return found


def _behind_figure(words: Words, at: list[int], i: int) -> bool:
    """Whether a word may be the unit of the figure before it."""
    return i - 1 in at and len(words.texts[i]) <= _LONGEST_UNIT and _has_digit(words.texts[i - 1])


def _core(text: str) -> str:
    """A word without the marks that a table's rules and stray specks leave at its ends."""
    return text.strip(_EDGES).translate(_DASHES)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _digits(texts: Iterable[str]) -> str:
    return "".join(c for text in texts for c in text if c.isdigit())
