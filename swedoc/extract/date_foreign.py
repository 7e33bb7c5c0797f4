"""Dates in the languages of neighbours and of EU projects: `10 October 2022`, `15. mai 2024`.

The pattern finds the span; dateparser reads it, with the language and the order of its parts given.
Pages without a foreign month never load it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from swedoc.extract.date_context import DASH, YEAR, Form
from swedoc.lexicon import alternatives, load, pattern

_MONTHS: dict[str, list[str]] = load("dates")["foreign_months"]
_SPACED = tuple(f"{word} " for words in _MONTHS.values() for word in words)
_ENGLISH = alternatives(_MONTHS["en"])
_FOREIGN = pattern(
    rf"""(?<![\w./{DASH[1:-1]}-]) (?: (?P<en> \d{{1,2}}+(?:st|nd|rd|th)?+ \s (?:of\s)?+ {_ENGLISH} ,?+
      \s {YEAR}
      | {_ENGLISH} \s \d{{1,2}}+(?:st|nd|rd|th)?+ ,?+ \s {YEAR} )
      | (?P<nb> \d{{1,2}}+\.?+ \s {alternatives(_MONTHS["nb"])} \s {YEAR} ) ) (?!\w|[-/:]\d)""",
    name="day and month in another language",
)


def foreign(text: str) -> Iterator[Form]:
    """Days with an English, Norwegian or Danish month that Swedish does not spell alike."""
    if not any(month in text for month in _SPACED):
        return
    for m in _FOREIGN.finditer(text):
        day = _read(" ".join(m[0].split()), m.lastgroup or "en")
        if day is not None:
            yield Form(m.start(), m.end(), "day", *day)


@lru_cache(maxsize=1024)
def _read(printed: str, language: str) -> tuple[int, int, int] | None:
    """Year, month and day as dateparser reads them, with nothing left for it to guess."""
    import dateparser

    found = dateparser.parse(
        printed,
        languages=[language],
        settings={
            "DATE_ORDER": "MDY" if language == "en" and printed[0].isalpha() else "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
        },
    )
    return (found.year, found.month, found.day) if found is not None else None
