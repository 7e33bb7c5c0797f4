"""The title: the lines between the letterhead and the first heading or running text.

`Fortsatt medverkan i Bredbandsalliansen Norra Inlandet` / `2024–2027` over `Förslag till beslut`.
"""

from __future__ import annotations

from typing import NamedTuple

from swedoc import headings
from swedoc.document import Line
from swedoc.letterhead import OPEN, is_letterhead, is_prose
from swedoc.lexicon import pattern

_SECTION_SIGN = pattern(r"[#* ]*+(?:\p{Lu}{2,6}[ ])?§[ ]?\d{1,4}", name="paragraph line")
_YEARS = pattern(r"\(?(?:19|20)\d\d(?:[ ]?[-–][ ]?(?:19|20)?\d\d)?\)?$", name="years alone")
_TABLE = pattern(
    r"[•|] | (?:belopp|tabell|bilaga)[ ](?:i|\d) | [^|\n]{0,80}+[ ]\|[ ]",
    ignore_case=True,
    name="table begins",
)
_SUBJECT = pattern(
    r"""(?:ämne|ärende|rubrik|ärendemening|ärenderubrik|ärendets[ ]rubrik|titel)[ ]?:
      [ \t]*+(?P<title>\p{L}.{4,200}+)$""",
    ignore_case=True,
    name="subject line",
)
_SEARCHED = 90


class Row(NamedTuple):
    """A line that is not empty, its text, if an empty line is above it, if it is a row of sums in a table."""

    line: Line
    content: str
    blank: bool
    sums: bool = False


class Title(NamedTuple):
    """The span of the title; `body` is the row at which the letterhead is over; `rows` are the title's."""

    span: tuple[int, int] | None
    body: int
    rows: tuple[int, ...] = ()


def find_title(text: str, rows: list[Row], headers: int = 0) -> Title:
    """The title, and where the letterhead ends; `headers` lines of the first page are no rows."""
    runs: list[list[int]] = []
    open_run = False
    letterhead = headers
    marked: int | None = None
    stop = min(len(rows), _SEARCHED)
    for index in range(stop):
        content = rows[index].content
        if rows[index].sums:
            stop = index
            break
        if _SECTION_SIGN.match(content) and not is_prose(content):
            runs, open_run, marked = [], False, None
            letterhead += 1
            continue
        heading = headings.recognise(content) if len(content) < headings.LONGEST or "**" in content else None
        if heading is not None and heading.kind is not None:
            titled = heading.loose and letterhead and not any(_worthy(rows, run) for run in runs)
            if not (titled or _of_letterhead(rows, index, heading.kind, runs)):
                stop = index
                break
        subject = _SUBJECT.match(content)
        if subject is not None:
            return _subject(text, rows[index], index, subject.group("title"))
        if open_run and goes_on(rows, index, runs[-1]):
            runs[-1].append(index)
            continue
        if (
            heading is not None
            and heading.marked
            and heading.kind is None
            and not is_letterhead(content.strip("#* "))
        ):
            if marked is not None:
                stop = index
                break
            marked = index
            runs.append([index])
            open_run = heading.level == 0
            continue
        if is_prose(content) or _TABLE.match(content) or headings.announces(content):
            stop = index
            break
        if is_letterhead(content):
            letterhead += 1
            open_run = False
            continue
        if open_run and not rows[index].blank:
            runs[-1].append(index)
        elif heading is not None and heading.number and runs:
            stop = index
            break
        else:
            runs.append([index])
            open_run = True
    return _choose(text, rows, runs, letterhead, marked, stop)


def _choose(
    text: str, rows: list[Row], runs: list[list[int]], letterhead: int, marked: int | None, stop: int
) -> Title:
    """The run of lines that is the title: a Markdown heading, or the last before the text begins."""
    if marked is not None:
        run = next(run for run in runs if run[0] == marked)
    else:
        candidates = [run for run in runs if _worthy(rows, run)]
        if not candidates or (stop == len(rows) and not letterhead) or stop == 0:
            return Title(None, stop if letterhead and stop < len(rows) else (len(rows) if letterhead else 0))
        run = candidates[-1]
        if len(candidates) > 1 and run[0] == candidates[-2][-1] + 1 and run[-1] == stop - 1:
            before = candidates[-2]
            addressed = rows[before[0]].content.lower().startswith("till ")
            if rows[run[0]].blank and len(rows[before[0]].content.split()) > 1 and not addressed:
                run = before
        if run[-1] < stop - 12 and not letterhead:
            return Title(None, 0)
    if len(run) > 8 or sum(len(rows[at].content) for at in run) > 420:
        return Title(None, run[0] if letterhead else 0)
    first, last = rows[run[0]], rows[run[-1]]
    start = text.find(first.content.lstrip("#* "), first.line.start)
    end = last.line.end
    closing = text.find("**", start, end)
    if closing > start:
        end = closing
    while end > start and text[end - 1] in " \t*_#":
        end -= 1
    body = run[0] if letterhead or run[0] else 0
    return Title((start, end), body, tuple(run))


def _worthy(rows: list[Row], run: list[int]) -> bool:
    content = " ".join(rows[at].content for at in run)
    letters = sum(ch.isalpha() for ch in content)
    return letters >= 5 and letters > len(content) // 3 and content[-1] not in ".!"


def goes_on(rows: list[Row], index: int, run: list[int]) -> bool:
    """Whether a row is the next line of the title that was broken above it."""
    row = rows[index]
    above = rows[run[-1]].content.rstrip("* ")
    if row.blank or len(run) > 7:
        return False
    if not above:  # nothing but the stars of bold type
        return False
    if above[-1] in "-–:,\u00ad\ufffe" or above.rsplit(None, 1)[-1].lower() in OPEN:
        return True
    if _YEARS.match(row.content):
        return True
    if all(word in OPEN for word in row.content.split()):
        return True
    if not row.content[0].islower() or len(row.content) >= 100 or is_prose(row.content):
        return False
    return not is_letterhead(row.content)


def _subject(text: str, row: Row, index: int, title: str) -> Title:
    """The title that a label announces: `Ärende: Detaljplan för Kvarnen 3`."""
    start = text.find(title, row.line.start)
    return Title((start, start + len(title)), index, (index,))


def _of_letterhead(rows: list[Row], index: int, kind: str, runs: list[list[int]]) -> bool:
    """Whether a word such as `Beslut` or `Yttrande` only says what kind of document this is."""
    content = rows[index].content.strip("#* ")
    if kind in ("signature", "distribution", "footer", "basis"):
        return not runs and index < 12
    if len(content.split()) > 1 or index > 8 or content.endswith(":"):
        return False
    following = rows[index + 1].content if index + 1 < len(rows) else ""
    if not following or is_prose(following) or not is_letterhead(following):
        return False
    return content.isupper() or not any(_worthy(rows, run) for run in runs)
