"""The public record: what swedoc returns for one document.

Every class is a frozen `msgspec.Struct`: JSON and JSON Schema come from it. Money is exact
`decimal.Decimal`, written to JSON as a plain number without exponent. Dates are ISO 8601 strings.
Absent scalars are `None`, absent lists are empty.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import msgspec
from msgspec import Struct

SCHEMA_VERSION = "1"

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin top left."""

Kind = Literal[
    "tjänsteskrivelse", "tjänsteutlåtande", "protokollsutdrag", "protokoll", "beslut", "regeringsbeslut",
    "regleringsbrev", "missiv", "remiss", "yttrande", "pm", "avtal", "delegationsbeslut", "skrivelse",
]  # fmt: skip
CaseRole = Literal["own", "mentioned"]
Precision = Literal["day", "month", "quarter", "year"]
DateRole = Literal["document", "meeting", "decision", "deadline", "period", "cited", "other"]
ContactKind = Literal["case_officer", "signatory", "contact", "decision_maker", "recipient", "function"]
PhoneKind = Literal["direct", "mobile", "switchboard", "fax"]
UnitSource = Literal["own", "shared", "table", "section", "assumed"]
Hedge = Literal["approx", "at_least", "at_most", "over", "under"]
Vat = Literal["incl", "excl"]
Status = Literal["proposed", "decided", "history", "applied", "alternative", "excluded", "other"]
SplitKind = Literal["year", "party", "item"]
Derived = Literal["per_year", "per_month", "per_half_year", "remainder", "equal", "same", "percent"]
Severity = Literal["error", "warning", "info"]
Verdict = Literal["adds_up", "adds_up_within_rounding", "does_not_add_up", "not_checked"]
Opinion = Literal["adds_up", "memo_wrong", "misread"]
SectionKind = Literal[
    "letterhead", "body", "money", "basis", "decision", "signature", "distribution", "footer", "paragraph",
]  # fmt: skip


class Span(Struct, frozen=True):
    """The proof: where on the page a value stands.

    `start` and `end` are half-open code-point offsets into `Record.text`; `page` counts from 1;
    `boxes` holds one box per line touched, and is empty for formats without pages.
    """

    start: int
    end: int
    page: int = 1
    boxes: tuple[Box, ...] = ()


class Source(Struct, frozen=True, kw_only=True):
    """The file a record was read from. `duplicate_of` is the path of an earlier one with the same bytes."""

    path: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    pages: int = 1
    reader: str | None = None
    unread_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    duplicate_of: str | None = None


class CaseNumber(Struct, frozen=True, kw_only=True):
    """A case number (diarienummer) as written, its white space collapsed."""

    value: str
    plan_code: str | None = None
    label: str | None = None
    role: CaseRole
    span: Span


class DateMention(Struct, frozen=True, kw_only=True):
    """A date or period. `value` and `end` are ISO 8601 to the given precision (`2021`, `2021-03`)."""

    value: str
    end: str | None = None
    precision: Precision
    role: DateRole
    span: Span


class Phone(Struct, frozen=True, kw_only=True):
    """A telephone number: E.164 where it can be completed, else the digits as printed."""

    value: str
    as_written: str
    kind: PhoneKind


class Email(Struct, frozen=True, kw_only=True):
    """An e-mail address, rejoined if it was broken over lines."""

    value: str
    as_written: str


class Contact(Struct, frozen=True, kw_only=True):
    """A person or function that the document names. One person mentioned twice is one contact."""

    name: str | None = None
    title: str | None = None
    kind: ContactKind
    organisation: str | None = None
    department: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    span: Span


class Identifier(Struct, frozen=True, kw_only=True):
    """A number that is no case number: law, proposition, organisationsnummer, bankgiro …"""

    kind: str
    value: str
    valid: bool | None = None
    span: Span


class Recipient(Struct, frozen=True, kw_only=True):
    """One line of the distribution list."""

    name: str
    span: Span


class Decision(Struct, frozen=True, kw_only=True):
    """One proposed or taken decision."""

    number: str | None = None
    text: str
    span: Span


class SectionRecord(Struct, frozen=True, kw_only=True):
    """A part of the document. `number` is the § of a protocol; `parent` the index of the § it belongs to."""

    kind: SectionKind
    heading: str | None = None
    number: str | None = None
    parent: int | None = None
    span: Span


class Amount(Struct, frozen=True, kw_only=True):
    """A sum of money. `low` and `high` bound what the notation stands for: `1,5 mkr` is 1.45–1.55 million."""

    value: Decimal
    currency: str = "SEK"
    as_written: str
    unit: str | None = None
    unit_source: UnitSource
    low: Decimal
    high: Decimal
    hedge: Hedge | None = None
    per: str | None = None
    years: tuple[int, ...] = ()
    vat: Vat | None = None
    price_level: str | None = None
    status: Status = "other"
    rule: str
    span: Span


class Part(Struct, frozen=True, kw_only=True):
    """One part of a split: `key` is a year, `"2026-"`, `"år 1"`, or the name of a party or item."""

    key: str
    value: Decimal | None
    amount: int | None = None
    derived: Derived | None = None


class Total(Struct, frozen=True, kw_only=True):
    """The stated total of a split."""

    value: Decimal
    amount: int | None = None


class Split(Struct, frozen=True, kw_only=True):
    """Amounts that belong together, and the total they are said to make."""

    kind: SplitKind
    label: str | None = None
    source: Literal["text", "table"] = "text"
    parts: tuple[Part, ...]
    total: Total | None = None
    sum: Decimal | None = None
    difference: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    exhaustive: bool = False
    consistent: bool | None = None
    reason: str | None = None
    arithmetic: str | None = None


class Review(Struct, frozen=True, kw_only=True):
    """What a person decided about a finding: the memo adds up, the memo is wrong, or swedoc misread it."""

    decision: Opinion
    note: str | None = None
    decided: str | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """Something a person should know; `error` means that the page contradicts itself."""

    code: str
    severity: Severity
    message: str
    message_en: str
    stated: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    split: int | None = None
    spans: tuple[Span, ...] = ()
    review: Review | None = None


class Coverage(Struct, frozen=True, kw_only=True):
    """How many runs of digits the page holds, and which of them no stage could explain."""

    numbers: int = 0
    explained: int = 0
    unexplained: tuple[Span, ...] = ()


class Record(Struct, frozen=True, kw_only=True):
    """Everything read from one document."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    text: str = ""
    kind: Kind | None = None
    title: str | None = None
    issuer: str | None = None
    department: str | None = None
    date: str | None = None
    case_numbers: tuple[CaseNumber, ...] = ()
    dates: tuple[DateMention, ...] = ()
    contacts: tuple[Contact, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sections: tuple[SectionRecord, ...] = ()
    amounts: tuple[Amount, ...] = ()
    splits: tuple[Split, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()
    verdict: Verdict = "not_checked"

    def to_json(self, *, with_text: bool = False) -> bytes:
        """The record as one line of UTF-8 JSON, without the text unless `with_text`."""
        return encode(self if with_text else msgspec.structs.replace(self, text=msgspec.UNSET))

    @classmethod
    def from_json(cls, line: bytes | str) -> Record:
        """Read a record back. Raises `msgspec.ValidationError` if it is not one."""
        return _DECODER.decode(line)

    def _repr_html_(self) -> str:
        """The reviewer's page, which a notebook shows in place of the bare record."""
        from swedoc.report.notebook import html

        return html(self)


class Failure(Struct, frozen=True, kw_only=True):
    """Why a document could not be read: the name of the exception and its message."""

    kind: str
    message: str


class ErrorRecord(Struct, frozen=True, kw_only=True):
    """What stands in the output for a document that could not be read."""

    source: Source
    error: Failure


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(Record)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing decimal zeros, as the record prints money.

    >>> plain(Decimal("1.50E+6")), plain(Decimal("0.50"))
    (Decimal('1500000'), Decimal('0.5'))
    """
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def encode(value: Any) -> bytes:
    """Encode a record class as JSON: no white space, money as plain numbers."""
    return _ENCODER.encode(value)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Record`; money is `number`, never a string."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_numbers(schema)}


def _numbers(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _numbers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_numbers(value) for value in node]
    return node
