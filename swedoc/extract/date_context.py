"""What a date form is, and the words around a number that make it one or not.

`2021` is a year in "under 2021", an amount in "2021 kr", a count in "2000 elever", a post box in
"Box 2021", and part of a case number in "Dnr 2021/14".
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from swedoc.lexicon import alternatives, load, pattern
from swedoc.records import Precision

_WORDS = load("dates")
MONTHS: dict[str, int] = _WORDS["months"]
ORDINALS: dict[str, int] = _WORDS["ordinals"]


class Form(Struct, frozen=True, gc=False):
    """One printed date. A part that is not printed is `None`; `last` is the far end of a period."""

    start: int
    end: int
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: tuple[int, int | None, int | None] | None = None
    valid: bool = True
    bare: bool = False
    """Whether this is a year that nothing but its shape marks as one."""


def _cased(words: dict[str, int], suffix: str = "") -> str:
    """The words as written in running text, at the start of a sentence and in a letterhead."""
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")" + suffix


MONTH = _cased(MONTHS, r"\b\.?+")
YEAR = r"(?:19|20)\d\d"
DASH = r"[-‐‑–—]"
TO = rf"(?:{DASH}|till|t\.?\ ?o\.?\ ?m\.?)"
TAIL = r"(?!\d)(?![-/:]\d)"


_LABELS = alternatives([word for words in load("case_numbers")["labels"].values() for word in words])
_LABEL_BEFORE = pattern(
    rf"(?<!\w){_LABELS}[.:]?+\s{{0,2}}(?:[A-ZÅÄÖa-zåäö]{{1,6}}[ /-])?\Z",
    ignore_case=True,
    name="label before",
)
_CASE_WORD_BEFORE = pattern(r"(?:\A|\n)[ \t]{0,60}+(?:Ärende|ÄRENDE)[ ]?:?[ ]{1,3}\Z", name="case before")


def labelled(text: str, start: int) -> bool:
    """Whether a case-number label stands right before `start`, or `Ärende` that begins the line."""
    return (
        _LABEL_BEFORE.search(text, max(0, start - 40), start) is not None
        or _CASE_WORD_BEFORE.search(text, max(0, start - 70), start) is not None
    )


_CODE = pattern(r"(?<!\w)([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2}[A-ZÅÄÖ]{1,4})[ -]\Z", name="body code before")
_NOT_BODIES = frozenset(load("case_numbers")["bodies"]["not_bodies"])


def code_before(text: str, start: int) -> bool:
    """Whether the letters of a committee or agency stand right before `start`: `KS 2020/21`."""
    found = _CODE.search(text, max(0, start - 9), start)
    return found is not None and found[1] not in _NOT_BODIES


NOT_BEFORE = frozenset(_WORDS["not_years"]["before"])
YEAR_CUES = frozenset(_WORDS["not_years"]["cues"])
UNITS = frozenset(_WORDS["not_years"]["units"])
MONEY = frozenset(_WORDS["not_years"]["money"])
_NEXT_WORD = pattern(
    r"\s?+(?:([^\W\d_]{1,20}[23²³]?+)(?![\w/])|(?P<sign>[%€‰$])|[ ](?P<thousand>000)\b)", name="word after"
)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar holds the day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def century(two: str) -> int:
    """`11` is 2011, `78` is 1978: two-digit years reach thirty years ahead at most."""
    return int(two) + (2000 if int(two) < 60 else 1900)


def month_of(word: str) -> int:
    """The number of a month from its printed name."""
    return MONTHS[word.lower().rstrip(".")]


def word_before(text: str, start: int) -> str:
    """The word before `start` in lower case, empty if none stands directly before it."""
    if start == 0 or not text[start - 1].isspace():
        return ""
    words = text[max(0, start - 24) : start].split()
    return words[-1].lower() if words else ""


def unit_after(text: str, end: int, units: frozenset[str]) -> bool:
    """Whether the number that ends here counts money or things."""
    after = _NEXT_WORD.match(text, end)
    return after is not None and (after[1] is None or after[1].lower() in units)


LINE_REACH = 400
"""Characters that a look for the beginning of a line goes back; a page without line breaks stays linear."""


def line_start(text: str, at: int) -> int:
    """Where the line that holds `at` begins, or a place `LINE_REACH` before it."""
    earliest = max(0, at - LINE_REACH)
    return max(earliest, text.rfind("\n", earliest, at) + 1)
