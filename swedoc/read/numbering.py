"""List markers, which word processors count themselves: `1.`, `2.1`, `a)`, `–`.

A list has levels; each level has a start, a number format and a text around the number in which
`%1`, `%2` … stand for the numbers of the levels (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

from dataclasses import dataclass

from swedoc.lexicon import pattern

LEVELS = 9
_PLACE = pattern(r"%([1-9])", name="place of a number in a list marker")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Level:
    """One level of a list. `form` is `decimal`, `lower`, `upper`, `roman`, `ROMAN`, `bullet` or `none`."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


class Counter:
    """Counts the items of one list over its levels."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self._levels = levels
        self._numbers: list[int | None] = [None] * LEVELS

    def next(self, depth: int) -> str:
        """The marker of the next item at `depth`, counted from 0; empty if the level has none."""
        depth = min(max(depth, 0), LEVELS - 1)
        level = self._levels.get(depth, Level())
        last = self._numbers[depth]
        self._numbers[depth] = level.start if last is None else last + 1
        for deeper in range(depth + 1, LEVELS):
            self._numbers[deeper] = None
        if level.form == "bullet":
            return "–" if level.text.strip() in ("-", "–", "—") else "•"
        if level.form == "none":
            return ""
        marker: str = _PLACE.sub(lambda match: self._written(int(match[1]) - 1), level.text)
        return marker.strip()

    def _written(self, depth: int) -> str:
        level = self._levels.get(depth, Level())
        number = self._numbers[depth]
        return written(level.start if number is None else number, level.form)


def written(number: int, form: str) -> str:
    """A number as a list writes it.

    >>> written(3, "decimal"), written(3, "lower"), written(4, "ROMAN")
    ('3', 'c', 'IV')
    """
    if form in ("lower", "upper") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 3)
        return letter.upper() if form == "upper" else letter
    if form in ("roman", "ROMAN") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            while number >= value:
                text += letters
                number -= value
        return text.upper() if form == "ROMAN" else text
    return f"{number:02d}" if form == "zero" else str(number)
