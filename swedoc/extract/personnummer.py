"""Personal identity numbers: `personnummer 850709-9821`, `född 19850709 9821`, `198507099821`.

With a hyphen the shape of the date is enough, whatever the check digit says. What could as well be
a telephone number, an amount or two columns of a table needs a label (also over its column), or a
place of its own; a case number that its label names stays one, unless its digits tell what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.document import Cell, Document, Table
from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import IdentifierMention, Reading
from swedoc.personnummer import Found, counted, labelled, may_be_phone, of_document, telling, valid

_PART = pattern(r"[\w/@.:-]\w", name="what a longer word goes on with")


@extractors.register("personnummer_announced", order=3)
def announced(reading: Reading) -> Iterator[IdentifierMention]:
    """Those behind their label, and those in which a date would be read: `19850709 9821`."""
    text = reading.text
    for found in of_document(reading.document):
        spaced = found.form == "spaced" and _stands_alone(reading.document, found)
        ends_as_year = found.form == "joined" and found.digits[-4:-2] in ("19", "20")
        if (
            found.form == "dated"
            or spaced
            or _told(reading.document, found)
            or ends_as_year
            or labelled(text, found.start)
            or _headed(reading.document, found)
        ):
            yield _mention(text, found)


@extractors.register("personnummer", order=29)
def unannounced(reading: Reading) -> Iterator[IdentifierMention]:
    """The others."""
    text = reading.text
    for found in of_document(reading.document):
        if found.form in ("joined", "loose") or _stands_alone(reading.document, found):
            yield _mention(text, found)


def _mention(text: str, found: Found) -> IdentifierMention:
    value = " ".join(text[found.start : found.end].split()).replace("–", "-")
    return IdentifierMention(found.start, found.end, found.kind, value, valid(found.digits))


def _stands_alone(document: Document, found: Found) -> bool:
    """Whether a number without hyphen is a personal one: no telephone number, amount or pair of cells."""
    if may_be_phone(found) or counted(document.text, found.end):
        return False
    table = _table_at(document, found.start)
    return found.form != "spaced" or table is None or _cell_of(table, found) is not None


def _told(document: Document, found: Found) -> bool:
    """Whether a number without mark is a word of its own and hardly a case number: `Er ref 8507099821`."""
    text = document.text
    return (
        found.form in ("long", "short")
        and telling(found.digits)
        and _stands_alone(document, found)
        and (found.start == 0 or not _PART.match(text[found.start - 1 : found.start + 1]))
        and not _PART.match(text, found.end)
    )


def _headed(document: Document, found: Found) -> bool:
    """Whether a number stands in a column called `Personnummer`."""
    table = _table_at(document, found.start)
    cell = _cell_of(table, found) if table is not None else None
    if table is None or cell is None:
        return False
    heads = (row[cell.column] for row in table.rows[: cell.row] if cell.column < len(row))
    return any(labelled(name := document.cell_text(head), len(name)) for head in heads if head is not None)


def _table_at(document: Document, offset: int) -> Table | None:
    return next((table for table in document.tables if table.start <= offset < table.end), None)


def _cell_of(table: Table, found: Found) -> Cell | None:
    """The cell that holds a number, if one does."""
    for row in table.rows:
        for cell in row:
            if cell is not None and any(s <= found.start and found.end <= e for s, e in cell.spans):
                return cell
    return None
