"""What repeats on the pages of a document: running heads, address lines at the foot, page marks.

`Sida 2 (4)` at the edge of a page is never an amount, and an address line in the middle of a
sentence that crosses the page break hides the sentence. The head of the first page stays where it
is: it is the letterhead. Footnotes stand apart for the same reason, but are part of the body.
"""

from __future__ import annotations

from collections.abc import Sequence

from swedoc.document import LineRole, RawPage
from swedoc.layout.rows import Row, Segment, gather, numeric, text_of, usual_height
from swedoc.lexicon import alternatives, load, pattern

_TOP, _BOTTOM = 0.25, 0.8  # furniture stands above or below these shares of the page's height
_EDGE_TOP, _EDGE_BOTTOM = 0.1, 0.9  # a bare page number stands nearer to the edge than this
_LOWEST_FOOT = 0.86  # address lines begin below this
_SMALL_PRINT = 0.92  # letters lower than this share of the usual ones are small print
_SAME_PLACE = 4.0  # points that a repeated line may move

_PAGE_MARK = pattern(
    r"(?: (?:sida|sid\.?|s\.|sidnr|blad) [ ]?+:?+ [ ]?+ )?+ \d{1,4}+ [ ]?+"
    r" (?: \( [ ]?+ \d{1,4}+ [ ]?+ \) | / [ ]?+ \d{1,4}+ | av [ ]? \d{1,4}+ )?+",
    ignore_case=True,
    name="page mark of a PDF",
)
_FOOT = pattern(
    r"(?<!\w)" + alternatives(load("layout")["footers"]["words"]) + r"(?!\w) | (?<!\S)www\.",
    ignore_case=True,
    name="foot",
)

_NOTE_MARK = pattern(r"\d{1,2}+ | [⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}+ | \*{1,3}+", name="mark before a footnote")

Marked = list[tuple[LineRole, Row]]


def take_out(pages: Sequence[RawPage], rows: Sequence[list[Row]]) -> tuple[list[list[Row]], list[Marked]]:
    """For each page, its rows without furniture, and its furniture with the role of each row."""
    shared = _repeated(pages, rows) if len(pages) > 1 else {}
    bodies: list[list[Row]] = []
    marked: list[Marked] = []
    for page, page_rows in zip(pages, rows, strict=True):
        body: list[Row] = []
        out: Marked = []
        beside = _beside_body(page, page_rows)
        if beside:
            taken = {id(segment) for segment in beside}
            out += [("footer", row) for row in gather(beside)]
            page_rows = [left for row in page_rows if (left := [s for s in row if id(s) not in taken])]
        foot = _foot_begins(page, page_rows)
        for index, row in enumerate(page_rows):
            if index >= foot:
                out.append(("footer", row))
                continue
            if not _near_edge(page, row[0]):
                body.append(row)
                continue
            kept: Row = []
            gone: dict[LineRole, Row] = {}
            roles = [_role(page, segment, shared, alone=len(row) == 1) for segment in row]
            if any(role is None and numeric(page, s) for role, s in zip(roles, row, strict=True)):
                roles = [None] * len(row)  # a row of a table, whose label may stand here on other pages too
            for segment, role in zip(row, roles, strict=True):
                if role is None:
                    kept.append(segment)
                else:
                    gone.setdefault(role, []).append(segment)
            if kept:
                body.append(kept)
            out += gone.items()
        notes = _notes_begin(page, body)
        bodies.append(body[:notes])
        marked.append([("body", row) for row in body[notes:]] + out)
    return bodies, marked


def _beside_body(page: RawPage, rows: list[Row]) -> list[Segment]:
    """Address lines low in the left margin, beside the body, as the city of Stockholm prints them."""
    long = [segment.x0 for row in rows for segment in row if segment.x1 - segment.x0 > 0.38 * page.width]
    if len(long) < 4:
        return []
    edge = sorted(long)[len(long) // 10] - usual_height(page.boxes)
    low = 0.55 * page.height
    found = [segment for row in rows for segment in row if segment.x1 < edge and segment.middle > low]
    if len(found) < 3 or not _FOOT.search(" ".join([text_of(page, segment) for segment in found])):
        return []
    return found


def _notes_begin(page: RawPage, body: list[Row]) -> int:
    """Index of the first footnote: small print at the foot of the page, each note after its mark."""
    least = _SMALL_PRINT * usual_height(page.boxes)
    begin = len(body)
    for index in range(len(body) - 1, 0, -1):
        row = body[index]
        if row[0].height > least or row[0].middle < page.height / 2:
            break
        if _NOTE_MARK.fullmatch(page.words[row[0].words[0]]) and not any(numeric(page, s) for s in row[1:]):
            begin = index
    return begin


def _near_edge(page: RawPage, segment: Segment) -> bool:
    return segment.middle < _TOP * page.height or segment.middle > _BOTTOM * page.height


def _repeated(
    pages: Sequence[RawPage], rows: Sequence[list[Row]]
) -> dict[str, list[tuple[int, float, float]]]:
    """Where the texts stand that several pages have in the same place near the edge."""
    places: dict[str, list[tuple[int, float, float]]] = {}
    for page, page_rows in zip(pages, rows, strict=True):
        for row in page_rows:
            if _near_edge(page, row[0]):
                for segment in row:
                    places.setdefault(_key(page, segment, alone=len(row) == 1), []).append(
                        (page.number, segment.x0, segment.middle)
                    )
    return {key: found for key, found in places.items() if len({page for page, _, _ in found}) > 1}


def _key(page: RawPage, segment: Segment, *, alone: bool) -> str:
    """The text of a segment without spaces, every digit alike; a figure beside others is itself alone."""
    text = "".join([page.words[i] for i in segment.words])
    if not alone and numeric(page, segment):
        return text
    return text if text.isalpha() else "".join(["#" if c.isdigit() else c for c in text])


def _role(
    page: RawPage, segment: Segment, shared: dict[str, list[tuple[int, float, float]]], *, alone: bool
) -> LineRole | None:
    """The role of a segment near the edge; `None` for the body."""
    text = text_of(page, segment)
    upper = segment.middle < page.height / 2
    role: LineRole = "header" if upper else "footer"
    if len(text) < 16 and _PAGE_MARK.fullmatch(text):
        edge = segment.middle < _EDGE_TOP * page.height or segment.middle > _EDGE_BOTTOM * page.height
        if not text.isdigit() or edge:
            return role
    if shared and not (upper and page.number == 1):
        for number, x0, middle in shared.get(_key(page, segment, alone=alone), ()):
            near = abs(x0 - segment.x0) < _SAME_PLACE and abs(middle - segment.middle) < _SAME_PLACE
            if number != page.number and near:
                return role
    return None


def _foot_begins(page: RawPage, rows: list[Row]) -> int:
    """Index of the first row of the address lines at the foot, which a clear gap parts from the body."""
    best = end = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        row, above = rows[index], rows[index - 1]
        if row[0].middle < _LOWEST_FOOT * page.height:
            break
        gap = min(s.top for s in row) - max(s.bottom for s in above)
        if gap > 1.2 * row[0].height:
            texts = [text_of(page, s) for below in rows[index:end] for s in below]
            if not (_FOOT.search(" ".join(texts)) or all(_PAGE_MARK.fullmatch(text) for text in texts)):
                break
            best = end = index
    return best
