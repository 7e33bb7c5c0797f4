"""The body whose name opens the first page: `STIFTELSEN GAMLA VARVET`, `Lillåns tingsrätt`.

A letterhead begins with its owner. Municipalities and agencies are found by their names anywhere;
a foundation, a court, a company or an association is believed at the top of the page only, where
no running text is. What it says about its address below (`c/o Almviks kommun`) is another body.
"""

from __future__ import annotations

from swedoc.document import Document
from swedoc.letterhead import PAGE_MARK, is_kind_word, is_prose
from swedoc.lexicon import alternatives, load, pattern

_OWN = load("bodies")["topmost"]
OPENING = pattern(
    rf"{alternatives(_OWN['openings'])} [ ] \p{{L}}", ignore_case=True, name="opening of the body on top"
)
ENDING = pattern(
    rf"\p{{L}}{{0,30}} {alternatives(_OWN['endings'])} (?!\p{{L}})",
    ignore_case=True,
    name="ending of the body on top",
)
_PART = pattern(r"[ \t]{2,}+ | [ ][–—][ ] | ,[ ] | [ ]\(", name="end of the name on top")
_LONGEST = 90


def topmost(document: Document) -> str | None:
    """The body on the first or second line of the page, or `None`."""
    read = 0
    for line in document.lines[:8]:
        content = document.text[line.start : min(line.end, line.start + 3 * _LONGEST)].strip(" \t#*")
        if not content or PAGE_MARK.match(content):
            continue
        name = _PART.split(content, maxsplit=1)[0].strip()
        words = name.split()
        while words and is_kind_word(words[-1]):
            words.pop()
        name = " ".join(words)
        if is_body_on_top(name):
            return name
        read += 1
        if read == 2:
            break
    return None


def is_body_on_top(name: str) -> bool:
    """Whether a text at the top of the page is the name of a body and nothing else."""
    words = name.split()
    if not 2 <= len(words) <= 9 or len(name) > _LONGEST or not name[0].isupper() or name[-1] in ".:;":
        return False
    if any(ch.isdigit() for ch in name) or is_prose(name) or words[0].lower() in ("till", "från", "mellan"):
        return False
    return OPENING.match(name) is not None or ENDING.fullmatch(words[-1]) is not None
