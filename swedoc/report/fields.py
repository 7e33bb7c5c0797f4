"""Everything read from a memo beside its sums, as rows: what it is, what it says, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from swedoc.messages import Texts
from swedoc.records import Contact, Record, Span
from swedoc.report.marks import Mark, Role

MOST_ROWS = 500
"""Rows of one group; what is more is counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing read from the memo; `mark` is the anchor of its box, if the page shows one."""

    id: str
    name: str
    value: str
    detail: str = ""
    mark: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind under a heading."""

    name: str
    rows: tuple[Row, ...]
    more: int = 0


class _Rows:
    """Collects rows, and a mark for each that has a place on the page."""

    def __init__(self, shown: Callable[[Span], bool], place: Callable[[int, int], Span] | None) -> None:
        self.marks: list[Mark] = []
        self.place = place
        self._shown = shown
        self._count = 0

    def row(
        self, name: str, value: str, span: Span | None = None, detail: str = "", role: Role = "field"
    ) -> Row:
        self._count += 1
        at, back = f"f{self._count}", f"rf{self._count}"
        if span is None:
            return Row(back, name, value, detail)
        if not self._shown(span):
            return Row(back, name, value, detail, page=span.page)
        self.marks.append(Mark(at, back, role, f"{name}: {value}"[:160], span))
        return Row(back, name, value, detail, at, span.page)


def collect(
    record: Record, words: Texts, shown: Callable[[Span], bool], place: Callable[[int, int], Span] | None
) -> tuple[tuple[Group, ...], list[Mark]]:
    """The groups of rows of a record, empty ones left out, and the marks that belong to them.

    `place` gives the span of an offset and an end, for what the record holds without a span of its own.
    """
    rows = _Rows(shown, place)
    found = [
        Group(
            words(f"fields.{name}"),
            tuple(islice(make(record, words, rows), MOST_ROWS)),
            max(0, _count(record, name) - MOST_ROWS),
        )
        for name, make in (
            ("document", _document), ("contacts", _contacts), ("decisions", _decisions),
            ("recipients", _recipients), ("dates", _dates), ("identifiers", _identifiers),
            ("unexplained", _unexplained),
        )
    ]  # fmt: skip
    return tuple(group for group in found if group.rows), rows.marks


def _count(record: Record, name: str) -> int:
    """How many rows a group would have."""
    found = record.coverage.unexplained if name == "unexplained" else getattr(record, name, ())
    return len(found)


def _document(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for name in ("kind", "title", "issuer", "department"):
        value = getattr(record, name)
        if value:
            yield rows.row(words(f"fields.{name}"), value, _where(record.text, value, rows.place))
    if record.date:
        at = next((d.span for d in record.dates if d.role == "document" and d.value == record.date), None)
        yield rows.row(words("fields.date"), record.date, at)
    for number in record.case_numbers:
        plan = words("fields.plan_code", code=number.plan_code) if number.plan_code else ""
        yield rows.row(words(f"fields.case_{number.role}"), number.value, number.span, plan)


def _where(text: str, value: str, place: Callable[[int, int], Span] | None) -> Span | None:
    """Where a value without a span of its own first stands as whole words, its lines joined or not."""
    if place is None or not value.strip():
        return None
    head = value.split()[0]
    start = text.find(head)
    while start >= 0:
        end = _end(text, start, value)
        if end is not None:
            whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
            return place(start, end) if whole else None
        start = text.find(head, start + 1)
    return None


def _end(text: str, start: int, value: str) -> int | None:
    """Where a value that begins at `start` ends, any white space counting as a space; else `None`."""
    at = start
    for word in value.split():
        while at > start and text[at : at + 1].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _contacts(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for contact in record.contacts:
        name = contact.name or contact.title or contact.organisation or words("fields.nameless")
        yield rows.row(words(f"contact.{contact.kind}"), name, contact.span, " · ".join(_told(contact, name)))


def _told(contact: Contact, name: str) -> Iterator[str]:
    for text in (contact.title, contact.organisation, contact.department):
        if text and text != name:
            yield text
    yield from (phone.as_written for phone in contact.phones)
    yield from (email.value for email in contact.emails)


def _decisions(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for at, decision in enumerate(record.decisions, 1):
        number = (decision.number or str(at)).rstrip(".")
        yield rows.row(
            words("fields.decision", number=number), " ".join(decision.text.split()), decision.span,
            role="decision",
        )  # fmt: skip


def _recipients(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for recipient in record.recipients:
        yield rows.row(words("fields.recipient"), recipient.name, recipient.span)


def _dates(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for date in record.dates:
        value = f"{date.value} – {date.end}" if date.end else date.value
        yield rows.row(words(f"date.{date.role}"), value, date.span)


def _identifiers(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for identifier in record.identifiers:
        name = words.get(f"identifier.{identifier.kind}") or identifier.kind
        detail = words("fields.invalid") if identifier.valid is False else ""
        yield rows.row(name, identifier.value, identifier.span, detail)


def _unexplained(record: Record, words: Texts, rows: _Rows) -> Iterator[Row]:
    for span in record.coverage.unexplained:
        text = record.text[span.start : span.end]
        yield rows.row(words("fields.number"), text, span, role="unexplained")
