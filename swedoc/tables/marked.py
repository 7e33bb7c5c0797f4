"""Tables whose cells are marked off: Markdown pipes and tabs."""

from __future__ import annotations

from swedoc.cells import is_amount
from swedoc.document import Document, Line, Table, TableSource
from swedoc.lexicon import pattern
from swedoc.tables.grid import RawRow, build, heads, text_of

_DELIMITER = pattern(
    r"[ \t]*+ \|?+ (?: [ \t]*+ :?+ -{1,200}+ :?+ [ \t]*+ \|?+ ){1,60}+ [ \t]*+", name="table rule"
)
_CELL = pattern(r"(?: [^|\\] | \\. | \\$ )*+", name="Markdown cell")


def find(document: Document) -> list[Table]:
    """The Markdown and tab-separated tables of a document."""
    found: list[Table] = []
    if "|" in document.text:
        found += _runs(document, "|")
    if "\t" in document.text:
        found += _runs(document, "\t")
    return found


def _runs(document: Document, mark: str) -> list[Table]:
    """Tables from runs of lines that hold the mark."""
    found: list[Table] = []
    run: list[Line] = []
    for line in [*document.lines, None]:
        if line is not None and line.role == "body" and mark in document.text[line.start : line.end]:
            run.append(line)
            continue
        if len(run) > 1:
            table = _markdown(document, run) if mark == "|" else _tabbed(document, run)
            if table is not None:
                found.append(table)
        run = []
    return found


def _markdown(document: Document, lines: list[Line]) -> Table | None:
    """A pipe table; without a rule below its head, every line must begin with a pipe."""
    ruled = any(_DELIMITER.fullmatch(document.text, line.start, line.end) for line in lines)
    if not ruled and not all(document.text[line.start : line.end].lstrip().startswith("|") for line in lines):
        return None
    rows = [
        _pipes(document.text, line)
        for line in lines
        if not _DELIMITER.fullmatch(document.text, line.start, line.end)
    ]
    return build(document, rows, "markdown")


def _pipes(text: str, line: Line) -> RawRow:
    """The cells of one line of a pipe table."""
    start, end = _trim(text, line.start, line.end)
    if text[start] == "|":
        start += 1
    if text[end - 1] == "|" and end > start:
        end -= 1
    row: RawRow = []
    at = start
    while True:
        stop = _CELL.match(text, at, end).end()
        row.append(_span(text, at, stop))
        if stop >= end:
            return row
        at = stop + 1


def _tabbed(document: Document, lines: list[Line]) -> Table | None:
    """A table of tab-separated lines, with figures below each other in at least two of them.

    Several tabs in a row are empty cells, unless only that way the lines have equally many cells.
    """
    rows = [_tabs(document.text, line) for line in lines]
    if len(set(map(len, rows))) > 1:
        closed: list[RawRow] = [[cell for cell in row if cell] for row in rows]
        if len(set(map(len, closed))) == 1:
            rows = closed
    columns = [0] * max(map(len, rows))
    for row in rows:
        for column, cell in enumerate(row):
            if column and cell and is_amount(text_of(document, cell)):
                columns[column] += 1
    source: TableSource = "tab"
    if max(columns) > 1 or (sum(columns) > 1 and heads(document, rows[0])):
        return build(document, rows, source)
    return None


def _tabs(text: str, line: Line) -> RawRow:
    row: RawRow = []
    at = line.start
    for part in text[line.start : line.end].split("\t"):
        row.append(_span(text, at, at + len(part)))
        at += len(part) + 1
    return row


def _span(text: str, start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """A cell's span without the spaces and emphasis around it."""
    start, end = _trim(text, start, end)
    for mark in ("**", "__", "*"):
        if text.startswith(mark, start) and text.endswith(mark, start, end) and end - start > 2 * len(mark):
            start, end = _trim(text, start + len(mark), end - len(mark))
    return ((start, end),) if start < end else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
