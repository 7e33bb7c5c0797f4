"""Pages of a plain text: where they begin, what is printed on each of them, and the text without that.

    … betalar kommunen 400 000 kronor per år under      ← the sentence goes on below

    Norrbo kommun                      Sida 2 av 3      ← the head of the next page
    Vårt dnr: SON 2023/0712

    2024–2026, totalt 1 200 000 kronor.

A form feed begins a page, and so does a line like `=== PAGE 3 ===`, as programs that turn PDFs into text
leave it; else page marks that count upwards do. What stands at the top or bottom of several pages is
furniture. It is put behind the body, as it is for a PDF, so that a sentence or table that crosses
the break is whole; the document remembers where each line stands in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from swedoc.cells import is_figure
from swedoc.document import Line, LineRole
from swedoc.lexicon import pattern

_GAP = pattern(r"[ \t]{2,}+|\t", name="gap between cells")
PAGE_LINE = pattern(
    r"[ \t]*+ (?: [=\-–_*\#\[]{2,8}+[ ]?+ (?:PAGE|SIDA|SID|Page|Sida|Sid)[ ](\d{1,5}+)"
    r" (?:[ ](?:av|of|/)[ ]\d{1,5}+)? [ ]?+ [=\-–_*\#\]]{2,8}+ ) [ \t]*+ $",
    name="page line of a text",
)
_WORD = r"(?: (?:sidan?|sid\.?|sidnr|blad|s\.) [ ]?+:?+ [ ]?+ )"
_OF = r"(?: [ ]?+ \( (?P<in>\d{1,4}+) \) | [ ]?+ (?:/|av) [ ]?+ (?P<of>\d{1,4}+) )"
PAGE_MARK = pattern(
    rf"[ \t]*+ (?: {_WORD} \d{{1,4}}+ {_OF}?+ | \d{{1,4}}+ {_OF} ) [ \t]*+ $",
    ignore_case=True,
    name="page mark",
)
_CORNER = pattern(
    rf"""(?: (?<![^\n]) | [ \t]{{3}} ) (?: {_WORD} (?P<page>\d{{1,4}}+) {_OF}?+
      | (?P<number>\d{{1,4}}+) [ ]?+ \( (?P<total>\d{{1,4}}+) \) ) [ \t]*+ $""",
    ignore_case=True,
    name="page mark in the corner of a page",
)
_CONTINUED = pattern(
    r"[ \t]*+ (?: § [ ]?+ \d{1,4}+ [ ,.]*+ \(?forts [^\n]{0,30}+ | \(?forts\.?+ [ ] [^\n]{0,40}+ ) $",
    ignore_case=True,
    name="heading said again on the next page",
)
_SUM = pattern(r"-?+\d{1,3}+(?:[ ]\d{3})++(?:,\d\d)?+", name="sum alone on a line")
_SENTENCE_END = (".", ":", "!", "?", ")", "”", '"')
_MARK = 60
"""How many characters a page mark may have, and the spaces in front of it."""
_HEAD = 4
"""How many lines the head of a page may have above its page mark."""
_TOP = 15
"""How many lines of a page are looked at for its furniture."""
_APART = 3
"""Page marks stand farther from each other than this many lines."""


def pages(text: str, lines: Sequence[Line]) -> list[Line]:
    """The same lines with their pages, found by page marks that count upwards; one page if there are none."""
    marks = _counting(text, lines)
    if not marks:
        return list(lines)
    written = [index for index, line in enumerate(lines) if text[line.start : line.end].strip()]
    on_top = marks[0].line in written[:_TOP]
    ends = [_edge(text, lines, mark.line, on_top=on_top) for mark in marks]
    breaks = ends[1:] if on_top else [end + 1 for end in ends]
    found: list[Line] = []
    page = 1
    for index, line in enumerate(lines):
        while page <= len(breaks) and index >= breaks[page - 1]:
            page += 1
        found.append(replace(line, page=min(page, len(marks))))
    return found


class _Mark(NamedTuple):
    """A page mark: its line, the number of the page, and how many there are."""

    line: int
    page: int
    total: int | None


def _counting(text: str, lines: Sequence[Line]) -> list[_Mark]:
    """The page marks that count upwards without a gap; those with the same number of pages go together."""
    by_total: dict[int | None, list[_Mark]] = {}
    for index, line in enumerate(lines):
        match = _CORNER.search(text, max(line.start, line.end - _MARK), line.end)
        if match is None:
            continue
        total = next((int(match[name]) for name in ("in", "of", "total") if match[name]), None)
        mark = _Mark(index, int(match["page"] or match["number"]), total)
        run = by_total.setdefault(total, [])
        if not run or (mark.page == run[-1].page + 1 and index - run[-1].line > _APART):
            run.append(mark)
    best = max(by_total.values(), key=len, default=[])
    return best if len(best) > 1 else []


def _edge(text: str, lines: Sequence[Line], at: int, *, on_top: bool) -> int:
    """The first line of the head that a page mark stands in, or the last of its foot."""
    step = -1 if on_top else 1
    edge = at
    while 0 <= edge + step < len(lines) and text[lines[edge + step].start : lines[edge + step].end].strip():
        edge += step
    return edge if abs(edge - at) < _HEAD else at


def furniture(text: str, lines: Sequence[Line]) -> list[Line]:
    """The same lines, those that stand at the top or bottom of several pages given a role of their own.

    The head of the first page is left as it is: it is the letterhead.
    """
    written: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if text[line.start : line.end].strip() and not PAGE_LINE.match(text, line.start, line.end):
            written.setdefault(line.page, []).append(index)
    roles: dict[int, LineRole] = {}
    outer: dict[LineRole, int] = {"header": 1, "footer": -1}
    for role, step in outer.items():
        keys = _keys(text, lines, written, step)
        shared = Counter(key for page in keys.values() for key in {key for _, key in page})
        first = "\n".join(key for _, key in keys.get(1, ()))
        for page, own in keys.items():
            for index, key in own:
                said_again = role == "header" and (key in first or _CONTINUED.match(text, lines[index].start))
                marked = role == "header" and _CORNER.search(text, lines[index].start, lines[index].end)
                if _is_body(text, lines[index]) or not (shared[key] > 1 or said_again or marked):
                    break
                if page > 1 or role == "footer":
                    roles.setdefault(index, role)
    return [replace(line, role=roles.get(index, line.role)) for index, line in enumerate(lines)]


def _keys(
    text: str, lines: Sequence[Line], written: dict[int, list[int]], step: int
) -> dict[int, list[tuple[int, str]]]:
    """The outer lines of each page, each with what it has in common with the same on other pages."""
    return {page: [(i, _key(text, lines[i])) for i in own[::step][:_TOP]] for page, own in written.items()}


def _key(text: str, line: Line) -> str:
    """What two lines of furniture have in common: their text without its digits, its case and spaces."""
    content = text[line.start : line.end].casefold()
    return "".join("#" if c.isdigit() else c for c in content if not c.isspace())


def _is_body(text: str, line: Line) -> bool:
    """Whether a line is of a table or a new paragraph, as may stand at the top of several pages."""
    content = text[line.start : line.end].strip()
    if content.startswith("§"):
        return not _CONTINUED.match(content)
    if _SUM.fullmatch(content):
        return True
    return sum(map(is_figure, _GAP.split(content))) > 1


def behind_the_body(text: str, lines: Sequence[Line]) -> list[int]:
    """The order of the lines with the furniture of the pages last: what the pages say, without a break.

    Empty lines beside it go with it, but for one where a paragraph ends with its page.
    """
    body: list[int] = []
    behind: list[int] = []
    empty: list[int] = []
    above = ""
    broken = False
    for index, line in enumerate(lines):
        content = text[line.start : line.end].strip()
        if not content:
            empty.append(index)
        elif line.role != "body" and (line.page > 1 or line.role == "footer" or _parts(text, line)):
            behind.append(index)
            broken = True
        else:
            kept = (1 if _ends(above, content) else 0) if broken else len(empty)
            body += [*empty[:kept], index]
            behind += empty[kept:]
            empty, above, broken = [], content, False
    return [*body, *empty, *behind]


def _parts(text: str, line: Line) -> bool:
    return PAGE_LINE.match(text, line.start, line.end) is not None


def _ends(above: str, below: str) -> bool:
    """Whether a paragraph ends where its page does: with its sentence, or as rows that no row follows."""
    row = above[-1:].isdigit() or above.endswith((" kr", " kronor", " tkr", " mnkr"))
    return above.endswith(_SENTENCE_END) or (row and not any(map(str.isdigit, below)))
