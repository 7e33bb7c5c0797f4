"""How likely a run of lines is the title, and the titles that the kind of a document gives.

A title stands alone between empty lines and says what the matter is: `Ansökan om bidrag till
vinterbemanning`. What stands beside it in a letterhead is a body, a label with its value (`Part:
Bröderna Ek HB`), an addressee (`Till styrelsen`) or the first heading of the text (`1. Bakgrund`).
An agreement is often called nothing but `Medfinansieringsavtal`. Vocabulary: `letterhead`, `kinds`.
"""

from __future__ import annotations

from typing import NamedTuple

from swedoc import naming
from swedoc.document import Line
from swedoc.letterhead import AGREEMENT, OPEN, is_letterhead, is_prose
from swedoc.lexicon import alternatives, load, pattern

_DATA = load("letterhead")
_LABELLED = pattern(
    r"\p{Lu}\p{L}{1,30}(?:[ -]\p{L}{1,20}){0,3}[ ]?:[ \t]++\S", name="label of any kind with its value"
)
WEAK_SUBJECT = pattern(
    rf"{alternatives(_DATA['weak_subjects']['words'])}[ ]?:[ \t]++(?P<title>\p{{L}}.{{4,200}}+)$",
    ignore_case=True,
    name="subject that a form asks for",
)
_SECTION = pattern(r"\d{1,2}(?:\.\d{1,2})?[.)]?[ \t]++\p{L}", name="numbered heading")
_GAP = pattern(r"[ \t]{3,}+", name="gap between columns")
_ABOUT = pattern(
    rf"(?:{alternatives(_DATA['acts']['words'])})[ ]{alternatives(_DATA['acts']['about'])}[ ]\S",
    ignore_case=True,
    name="act and what it is about",
)
_ENOUGH = 3


class Row(NamedTuple):
    """A line that is not empty, its text, if an empty line is above it, if it is a row of sums in a table,
    and how far its text is indented."""

    line: Line
    content: str
    blank: bool
    sums: bool = False
    indent: int = 0


def columns(content: str) -> list[tuple[int, str]]:
    """The texts that stand side by side on a row, each with where it begins."""
    found = []
    at = 0
    for gap in _GAP.finditer(content):
        found.append((at, content[at : gap.start()]))
        at = gap.end()
    found.append((at, content[at:]))
    return found


def subject_end(content: str) -> int:
    """Where a row ends without the dates and numbers of the letterhead that stand to its right."""
    parts = columns(content)
    while len(parts) > 1 and is_letterhead(parts[-1][1]):
        parts.pop()
    return parts[-1][0] + len(parts[-1][1])


def worthy(rows: list[Row], run: list[int]) -> bool:
    """Whether a run of lines has the letters of a title."""
    content = " ".join(rows[at].content[: subject_end(rows[at].content)] for at in run)
    letters = sum(ch.isalpha() for ch in content)
    written = sum(not ch.isspace() for ch in content)
    return letters >= 5 and 3 * letters > written and content[-1] not in ".!"


def best(rows: list[Row], runs: list[list[int]], stop: int) -> list[int]:
    """The run that is most likely the title; of equals the last, which is nearest to the text."""
    return max(runs, key=lambda run: (rate(rows, run, stop), run[0]))


def good(rows: list[Row], run: list[int]) -> bool:
    """Whether a run is a title whatever follows it."""
    return worthy(rows, run) and rate(rows, run, run[-1] + 1) >= _ENOUGH


def rate(rows: list[Row], run: list[int], stop: int) -> int:
    """Points for standing alone and saying something, against the looks of a letterhead or heading."""
    content = " ".join(rows[at].content for at in run)
    words = content.split()
    isolated = rows[run[0]].blank and (run[-1] + 1 >= len(rows) or rows[run[-1] + 1].blank)
    points = 3 * isolated + (run[-1] == stop - 1) + min(len(words), 3)
    if words[0].lower() == "till" and len(words) < 7:
        points -= 6
    if WEAK_SUBJECT.match(content):
        points -= 2
    elif _LABELLED.match(content) or content[0].islower() or content[-1] == ",":
        points -= 5
    if _SECTION.match(content):
        points -= 5
    if _ABOUT.match(content):
        points += 2
    if run[0] == 0 or _is_body(content):
        points -= 4
    if len(columns(content[: subject_end(content)])) > 1:
        points -= 4
    return points


def _is_body(content: str) -> bool:
    """Whether a line is the name of a body, or begins with one and little follows."""
    first = next(naming.scan(content), None)
    if first is None or first.start > 1 or first.label != "ORG":
        return False
    return 2 * first.end > len(content)


def named_by_kind(rows: list[Row], stop: int) -> tuple[int, int, int] | None:
    """The row, begin and end of words that name an agreement or an act, where nothing else is a title."""
    for index in range(min(stop, 12)):
        for begin, part in columns(rows[index].content):
            words = part.strip("#* ")
            if is_prose(words) or len(words) > 100 or not words or words.split()[-1].lower() in OPEN:
                continue
            if AGREEMENT.match(words) or (_ABOUT.match(words) and (begin or rows[index].blank or not index)):
                at = begin + part.find(words)
                return index, at, at + len(words)
    return None
