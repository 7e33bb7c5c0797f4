"""Cells before they are a table: where their columns are, and which rows are its head."""

from __future__ import annotations

from collections.abc import Sequence

from swedoc.cells import YEAR, is_amount, is_figure
from swedoc.document import Cell, Document, Table, TableSource
from swedoc.lexicon import pattern

Spans = tuple[tuple[int, int], ...]
RawRow = list[Spans | None]  # one entry a column
_MOST_HEAD_ROWS = 4
_SUMS = pattern(r"(?:summa|totalt?|helår|s:a)\b", ignore_case=True, name="head of a column of sums")
_SUM_LIKE = pattern(r"\d[ ,]\d", name="figure with groups or decimals")


def text_of(document: Document, spans: Spans | None) -> str:
    """The text of a cell, its lines joined by a space."""
    return "" if spans is None else " ".join(document.text[start:end] for start, end in spans)


def build(
    document: Document, rows: Sequence[RawRow], source: TableSource, problem: str | None = None
) -> Table | None:
    """A table of these rows: empty rows and columns dropped, the lines of its head made one row.

    `None` if no figure stands outside its first column.
    """
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    width = max(map(len, rows))
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    rows = _head_made_one(document, [[row[column] for column in kept] for row in rows])
    rows = [rows[0], *(row for row in rows[1:] if not _says_again(document, rows[0], row))]
    if len(kept) < 2 or not any(is_amount(text_of(document, cell)) for row in rows for cell in row[1:]):
        return None
    if _unlabelled(document, rows):
        rows = [[None, *row] for row in rows]
    starts = [start for row in rows for cell in row if cell for start, _ in cell]
    ends = [end for row in rows for cell in row if cell for _, end in cell]
    return Table(
        min(starts), max(ends), document.page_at(min(starts)),
        tuple(
            tuple(Cell(i, j, cell) if cell else None for j, cell in enumerate(row))
            for i, row in enumerate(rows)
        ),
        source, problem,
    )  # fmt: skip


def _unlabelled(document: Document, rows: list[RawRow]) -> bool:
    """Whether all cells below the heads are figures: `Mars | April | Summa` over sums without a label.

    Years or numbers in the first column are labels; its sums have decimals or groups.
    """
    head, *body = [[text_of(document, cell) for cell in row] for row in rows]
    if not body or not _SUMS.match(head[-1]) or any(map(is_amount, head)):
        return False
    return all(all(map(is_amount, row)) and _SUM_LIKE.search(row[0]) for row in body)


def heads(document: Document, row: RawRow) -> bool:
    """Whether a row can be part of a head: no amounts, and something in a column of figures."""
    texts = [text_of(document, cell) for cell in row[1:]]
    return any(texts) and not any(is_figure(text) and not YEAR.fullmatch(text) for text in texts)


def _says_again(document: Document, head: RawRow, row: RawRow) -> bool:
    """Whether a row is the head once more, as at the top of the next page."""
    return row[-1] is not None and [text_of(document, cell) for cell in row] == [
        text_of(document, cell) for cell in head
    ]


def _head_made_one(document: Document, rows: list[RawRow]) -> list[RawRow]:
    """The rows, the first of them joined where a head is broken over several.

    A row that says something in its first column, below one that does too, is a row of its own.
    """
    count = 0
    while count < min(_MOST_HEAD_ROWS, len(rows) - 1) and heads(document, rows[count]):
        if count and rows[count][0] and any(row[0] for row in rows[:count]):
            break
        count += 1
    if count < 2:
        return rows
    joined: RawRow = []
    for column in range(len(rows[0])):
        spans = tuple(span for row in rows[:count] if (cell := row[column]) for span in cell)
        joined.append(spans or None)
    return [joined, *rows[count:]]


def labels_made_one(document: Document, rows: list[RawRow]) -> list[RawRow]:
    """The rows, a label that is broken over several lines made one cell.

    The line with the figures may be the last of them or the first; a text line is part of the label
    if it goes on in small letters, or if the row with the figures has no label of its own.
    """
    made: list[RawRow] = []
    for row in rows:
        if made and row[0] and not any(row[1:]) and _small(document, row[0]) and made[-1][0]:
            made[-1] = [made[-1][0] + row[0], *made[-1][1:]]
            continue
        above = made[-1] if made else None
        if above and above[0] and not any(above[1:]) and any(row[1:]):
            own = row[0]
            if own is None:
                made[-1] = [above[0], *row[1:]]
                continue
            if _small(document, own) and text_of(document, above[0])[-1:] not in (":", "."):
                made[-1] = [above[0] + own, *row[1:]]
                continue
        made.append(list(row))
    return made


def _small(document: Document, spans: Spans) -> bool:
    """Whether a label begins in small letters; `därav` and `varav` begin rows of their own."""
    text = text_of(document, spans)
    return text[:1].islower() and not text.startswith(("därav", "varav", "ap.", "anslag"))
