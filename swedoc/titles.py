"""The title: the lines between the letterhead and the first heading or running text.

`Fortsatt medverkan i Bredbandsalliansen Norra Inlandet` / `2024–2027` over `Förslag till beslut`.
"""

from __future__ import annotations

from typing import NamedTuple

from swedoc import headings
from swedoc.letterhead import AGREEMENT, OPEN, is_letterhead, is_prose
from swedoc.lexicon import alternatives, load, pattern
from swedoc.title_rating import WEAK_SUBJECT, Row, best, columns, good, named_by_kind, subject_end, worthy

_SECTION_SIGN = pattern(r"[#* ]*+(?:\p{Lu}{2,6}[ ])?§[ ]?\d{1,4}", name="paragraph line")
_YEARS = pattern(r"\(?(?:19|20)\d\d(?:[ ]?[-–][ ]?(?:19|20)?\d\d)?\)?$", name="years alone")
_TABLE = pattern(
    r"[•|] | (?:belopp|tabell|bilaga)[ ](?:i|\d) | [^|\n]{0,80}+[ ]\|[ ]",
    ignore_case=True,
    name="table begins",
)
_SUBJECTS = alternatives(load("letterhead")["subjects"]["words"])
_SUBJECT = pattern(
    rf"{_SUBJECTS}(?:[ ]?:[ \t]*+|[ \t]{{2,60}}+)(?P<title>\p{{L}}.{{4,200}}+)$",
    ignore_case=True,
    name="subject line",
)
_SUBJECT_ABOVE = pattern(rf"{_SUBJECTS}:?$", ignore_case=True, name="label above the subject")
_FIRST_CLAUSE = pattern(r"[#* ]*+§[ ]?1\b", name="first clause")
_SEARCHED = 90


class Title(NamedTuple):
    """The span of the title; `body` is the row at which the letterhead is over; `rows` are the title's.

    `whole` says that the paragraphs below are parts of what the title names, as in an agreement."""

    span: tuple[int, int] | None
    body: int
    rows: tuple[int, ...] = ()
    whole: bool = False


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
            if _FIRST_CLAUSE.match(content) and _is_agreement(rows, index):
                stop = index
                break
            runs, open_run, marked = [], False, None
            letterhead += 1
            continue
        heading = headings.recognise(content) if len(content) < headings.LONGEST or "**" in content else None
        if heading is not None and heading.kind is not None:
            titled = heading.loose and letterhead and (_tops(heading, marked) or _none_good(rows, runs))
            if not (titled or _of_letterhead(rows, index, heading.kind, runs)):
                stop = index
                break
        subject = _SUBJECT.match(content)
        if subject is not None and not _is_number(subject.group("title")):
            return _subject(text, rows[index], index, subject.group("title"))
        if _SUBJECT_ABOVE.match(content) and index + 1 < stop and not is_prose(rows[index + 1].content):
            return _below(text, rows, index + 1)
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
        if is_prose(content) and letterhead and _is_note(rows, index):
            letterhead += 1
            open_run = False
            continue
        if is_prose(content) and letterhead and _is_isolated(rows, index) and _none_good(rows, runs):
            runs.append([index])
            open_run = False
            continue
        if is_prose(content) or _TABLE.match(content) or headings.announces(content):
            stop = index
            break
        if is_letterhead(content) and not _has_subject(content):
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
    whole = stop < len(rows) and _SECTION_SIGN.match(rows[stop].content) is not None
    body = None
    if marked is not None:
        run = next(run for run in runs if run[0] == marked)
    else:
        candidates = [run for run in runs if worthy(rows, run)]
        run = best(rows, candidates, stop) if candidates else []
        if not (candidates and good(rows, run)) and (found := named_by_kind(rows, stop)) is not None:
            return _named(rows, found, candidates, letterhead, stop)
        if not candidates or (stop == len(rows) and not letterhead) or stop == 0:
            return Title(None, stop if letterhead and stop < len(rows) else (len(rows) if letterhead else 0))
        if run[-1] < stop - 12 and not letterhead:
            return Title(None, 0)
        between = stop - run[-1] - 1 - sum(len(other) for other in runs if other[0] > run[-1])
        body = candidates[-1][0] if between else run[0]
        whole = whole and run[-1] == stop - 1 and good(rows, run)
    if len(run) > 8 or sum(len(rows[at].content) for at in run) > 420:
        return Title(None, run[0] if letterhead else 0)
    first, last = rows[run[0]], rows[run[-1]]
    start = text.find(first.content.lstrip("#* "), first.line.start)
    end = last.line.end
    if (shown := subject_end(last.content)) < len(last.content):
        end = text.find(last.content, last.line.start) + shown
    if len(run) == 1 and (weak := WEAK_SUBJECT.match(first.content)) is not None:
        start += weak.start("title")
    closing = text.find("**", start, end)
    if closing > start:
        end = closing
    while end > start and text[end - 1] in " \t*_#":
        end -= 1
    body = run[0] if body is None else body
    return Title((start, end), body, tuple(run), whole)


def _named(
    rows: list[Row], found: tuple[int, int, int], candidates: list[list[int]], letterhead: int, stop: int
) -> Title:
    """The title that the kind of document gives: `Avtal`, `Beslut om arvode` beside the name of a body."""
    index, begin, end = found
    row = rows[index]
    agreement = _is_agreement(rows, index + 1)
    body = candidates[-1][0] if candidates and not agreement else stop
    start = row.line.start + row.indent
    return Title((start + begin, start + end), body, (index,), agreement)


def _is_agreement(rows: list[Row], until: int) -> bool:
    """Whether a row of the letterhead names an agreement, whose paragraphs are clauses, not matters."""
    return any(
        AGREEMENT.match(part.strip("#* ")) is not None
        for row in rows[: min(until, 12)]
        for _, part in columns(row.content)
    )


def _tops(heading: headings.Heading, marked: int | None) -> bool:
    """Whether a heading is marked as the first of all."""
    return heading.level == 1 and marked is None


def _none_good(rows: list[Row], runs: list[list[int]]) -> bool:
    return not any(good(rows, run) for run in runs)


def _is_note(rows: list[Row], index: int) -> bool:
    """Whether a sentence without a stop belongs to the letterhead: `Er ansökan inkom 2025-12-01`."""
    row = rows[index]
    ended = index + 1 < len(rows) and rows[index + 1].blank
    return (
        ended and not row.blank and row.content[-1] not in ".:;,!" and is_letterhead(rows[index - 1].content)
    )


def _has_subject(content: str) -> bool:
    """Whether words that are of no letterhead stand to the left of one: `Tertialrapport 2     2023-09-20`."""
    shown = content[: subject_end(content)]
    return len(shown) < len(content) and " " in shown and not is_letterhead(shown)


def _is_number(value: str) -> bool:
    """Whether what a label announces is a case number, a date or the like, not words."""
    return any(ch.isdigit() for ch in value) and is_letterhead(value)


def _is_isolated(rows: list[Row], index: int) -> bool:
    """Whether a sentence without a stop stands alone: `Så har arvodena räknats fram`."""
    row = rows[index]
    ended = index + 1 < len(rows) and rows[index + 1].blank
    return ended and row.blank and row.content[-1].isalnum() and len(row.content) < 110


def _below(text: str, rows: list[Row], first: int) -> Title:
    """The title below its label: `SAKEN` over `Arvode åt konkursförvaltare`."""
    run = [first]
    while run[-1] + 1 < len(rows) and len(run) < 6 and goes_on(rows, run[-1] + 1, run):
        run.append(run[-1] + 1)
    last = rows[run[-1]]
    start = rows[first].line.start + rows[first].indent
    end = last.line.start + last.indent + len(last.content)
    return Title((start, end), first, tuple(run))


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
    return content.isupper() or not any(worthy(rows, run) for run in runs)
