"""What the archive formats have no field for: amounts, splits, findings, and where each value comes from.

FGS and CITS ERMS let a delivery add elements of its own (EgetElement, ownElement): a name, a value,
properties, and elements inside it. Both are built from the same `Own`. The first of them, the origin,
lists each ordinary field that was filled, and says that it was read from the document and by which page
and characters; a registrar has confirmed none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from swedoc import __version__
from swedoc.messages import Texts
from swedoc.records import Amount, Contact, ErrorRecord, Finding, Record, Source, Span, Split
from swedoc.write.xml import child, element


@dataclass(frozen=True)
class Own:
    """An element of our own; `properties` that are `None` are left out."""

    name: str
    value: str | None = None
    data_type: str | None = None
    format: str | None = None
    properties: dict[str, str | None] = field(default_factory=dict)
    inside: tuple[Own, ...] = ()


@dataclass(frozen=True)
class Tags:
    """What a format calls the parts of an element of our own."""

    own: str
    description: str
    name: str
    data_type: str
    format: str
    value: str
    properties: str
    property: str


Filled = list[tuple[str, Span | None]]
"""The ordinary fields that were filled, and where on the page their value stands."""


def described(outer: str, owns: Iterable[Own], tags: Tags, words: Texts) -> Element:
    """The elements of our own under one heading, which says what they are."""
    made = element(outer)
    child(made, tags.description, words("exchange.notice", version=__version__))
    made.extend(_element(own, tags) for own in owns)
    return made


def _element(own: Own, tags: Tags) -> Element:
    named = {tags.name: own.name, tags.data_type: own.data_type, tags.format: own.format}
    made = element(tags.own, **named)
    if own.value is not None:
        child(made, tags.value, own.value)
    properties = {name: value for name, value in own.properties.items() if value is not None}
    if properties:
        parent = child(made, tags.properties)
        for name, value in properties.items():
            child(child(parent, tags.property, **{tags.name: name}), tags.value, value)
    made.extend(_element(inner, tags) for inner in own.inside)
    return made


def origin(filled: Filled, words: Texts) -> Own:
    """Where the ordinary fields come from."""
    name = words.__call__
    return Own(
        name("exchange.origin"),
        f"swedoc {__version__}",
        inside=tuple(
            Own(path, name("exchange.extracted"), "string", properties=_place(span, name))
            for path, span in filled
        ),
    )


def of_document(entry: Record | ErrorRecord, words: Texts) -> Iterator[Own]:
    """Everything in a record that the formats have no field for."""
    name = words.__call__
    if isinstance(entry, ErrorRecord):
        yield Own(
            name("columns.error"), error_text(entry, words), "string",
            properties={name("columns.code"): entry.error.kind},
        )  # fmt: skip
        return
    verdict = name(f"verdict.{entry.verdict}")
    yield Own(name("columns.verdict"), verdict, "string", properties={name("columns.code"): entry.verdict})
    yield _reading(entry.source, name)
    for contact in entry.contacts:
        if contact.title or contact.phones or contact.emails:
            yield _contact(contact, name)
    for decision in entry.decisions:
        properties = {name("columns.number"): decision.number} | _place(decision.span, name)
        yield Own(name("exchange.decision"), decision.text, "string", properties=properties)
    for number, amount in enumerate(entry.amounts, 1):
        yield _amount(number, amount, name)
    for number, split in enumerate(entry.splits, 1):
        yield _split(number, split, name)
    for finding in entry.findings:
        yield _finding(finding, words)


def error_text(entry: ErrorRecord, words: Texts) -> str:
    """Why a document could not be read."""
    own = words.get(f"errors.{entry.error.kind}")
    return words("exchange.unreadable", reason=own or entry.error.message)


Name = Callable[[str], str]


def _reading(source: Source, name: Name) -> Own:
    return Own(name("exchange.reading"), source.reader, "string", properties={
        name("columns.pages"): str(source.pages),
        name("columns.unread_pages"): _joined(source.unread_pages),
        name("exchange.duplicate"): source.duplicate_of,
    })  # fmt: skip


def _contact(contact: Contact, name: Name) -> Own:
    return Own(name("exchange.contact"), contact.name, "string", properties={
        name("exchange.role"): name(f"exchange.{contact.kind}"),
        name("columns.title"): contact.title,
        name("columns.phone"): _joined(phone.value for phone in contact.phones),
        name("columns.email"): _joined(email.value for email in contact.emails),
        **_place(contact.span, name),
    })  # fmt: skip


def _amount(number: int, amount: Amount, name: Name) -> Own:
    return Own(name("exchange.amount"), _number(amount.value), "decimal", amount.currency, {
        name("columns.number"): str(number),
        name("columns.as_written"): amount.as_written,
        name("columns.unit"): amount.unit,
        name("columns.unit_source"): amount.unit_source,
        name("columns.low"): _number(amount.low),
        name("columns.high"): _number(amount.high),
        name("columns.hedge"): amount.hedge,
        name("columns.per"): amount.per,
        name("columns.years"): _joined(amount.years),
        name("columns.vat"): amount.vat,
        name("columns.status"): amount.status,
        **_place(amount.span, name),
    })  # fmt: skip


def _split(number: int, split: Split, name: Name) -> Own:
    consistent = None if split.consistent is None else str(split.consistent).lower()
    return Own(name("columns.split"), split.arithmetic, "string", properties={
        name("columns.number"): str(number),
        name("columns.split_kind"): split.kind,
        name("columns.label"): split.label,
        name("columns.total"): _number(split.total.value) if split.total else None,
        name("columns.sum"): _number(split.sum),
        name("columns.difference"): _number(split.difference),
        name("exchange.tolerance"): _number(split.tolerance),
        name("columns.consistent"): consistent,
        name("columns.reason"): split.reason,
    }, inside=tuple(
        Own(name("columns.key"), _number(part.value), "decimal", properties={
            name("columns.label"): part.key,
            name("columns.derived"): part.derived,
            name("exchange.amount_number"): None if part.amount is None else str(part.amount + 1),
        }) for part in split.parts
    ))  # fmt: skip


def _finding(finding: Finding, words: Texts) -> Own:
    name = words.__call__
    text = finding.message if words.language == "sv" else finding.message_en
    return Own(name("exchange.finding"), text, "string", properties={
        name("columns.code"): finding.code,
        name("columns.severity"): finding.severity,
        name("columns.stated"): _number(finding.stated),
        name("columns.computed"): _number(finding.computed),
        name("columns.difference"): _number(finding.difference),
        name("columns.split"): None if finding.split is None else str(finding.split + 1),
        name("exchange.review"): finding.review.decision if finding.review else None,
        **_place(finding.spans[0] if finding.spans else None, name),
    })  # fmt: skip


def _place(span: Span | None, name: Name) -> dict[str, str | None]:
    if span is None:
        return {}
    return {
        name("columns.page"): str(span.page),
        name("columns.start"): str(span.start),
        name("columns.end"): str(span.end),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _joined(values: Iterable[object]) -> str | None:
    return " | ".join(map(str, values)) or None
