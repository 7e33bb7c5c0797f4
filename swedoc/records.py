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

from swedoc.money import Amount as Amount
from swedoc.money import Derived as Derived
from swedoc.money import Finding as Finding
from swedoc.money import Hedge as Hedge
from swedoc.money import Opinion as Opinion
from swedoc.money import Part as Part
from swedoc.money import Review as Review
from swedoc.money import Severity as Severity
from swedoc.money import Split as Split
from swedoc.money import SplitKind as SplitKind
from swedoc.money import Status as Status
from swedoc.money import Total as Total
from swedoc.money import UnitSource as UnitSource
from swedoc.money import Vat as Vat
from swedoc.span import Box as Box
from swedoc.span import Span as Span

SCHEMA_VERSION = "1"

Kind = Literal[
    "tjänsteskrivelse", "tjänsteutlåtande", "protokollsutdrag", "protokoll", "beslut", "regeringsbeslut",
    "regleringsbrev", "missiv", "remiss", "yttrande", "pm", "avtal", "delegationsbeslut", "skrivelse",
]  # fmt: skip
CaseRole = Literal["own", "mentioned"]
Precision = Literal["day", "month", "quarter", "year"]
DateRole = Literal["document", "meeting", "decision", "deadline", "period", "cited", "other"]
ContactKind = Literal["case_officer", "signatory", "contact", "decision_maker", "recipient", "function"]
Confidence = Literal["high", "low"]
NameSource = Literal["rule", "list", "model", "both"]
PhoneKind = Literal["direct", "mobile", "switchboard", "fax"]
Verdict = Literal["adds_up", "adds_up_within_rounding", "does_not_add_up", "not_checked"]
SectionKind = Literal[
    "letterhead", "body", "money", "basis", "decision", "signature", "distribution", "footer", "paragraph",
]  # fmt: skip


class Source(Struct, frozen=True, kw_only=True):
    """The file that a record was read from.

    Attributes:
        path: as it was given; a document in an archive or a mail has its path in there behind it.
        sha256: of the bytes of the file.
        media_type: `application/pdf`, `text/plain` …
        pages: how many there are; 1 for formats without pages.
        reader: what read it: `pdf`, `ocr`, `text`, `docx`, `odt`, `rtf`, `html`, `mail`, `msg`.
        unread_pages: pages that hold no text or could not be read.
        warnings: what a person should know about the reading, in English.
        duplicate_of: the path of an earlier document of the same run with the same bytes.
    """

    path: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    pages: int = 1
    reader: str | None = None
    unread_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    duplicate_of: str | None = None


class CaseNumber(Struct, frozen=True, kw_only=True):
    """A case number (diarienummer).

    Attributes:
        value: as written, white space collapsed, without plan code, `(delvis)` and final stop.
        plan_code: the code of the classification plan that stands with it (`1.3.6`).
        label: the word before it: `Dnr`, `Diarienummer`, `Ärendenummer` …
        role: `own` for the document's own, `mentioned` for any other.
        span: where it stands.
    """

    value: str
    plan_code: str | None = None
    label: str | None = None
    role: CaseRole
    span: Span


class DateMention(Struct, frozen=True, kw_only=True):
    """A date or a period. Nothing is invented that is not on the page.

    Attributes:
        value: ISO 8601 to the precision given: `2021-03-14`, `2021-03`, `2021`; a quarter by its first month.
        end: the last day, month or year of a period.
        precision: `day`, `month`, `quarter` or `year`.
        role: what the date is of; `document` is the document's own.
        span: where it stands.
    """

    value: str
    end: str | None = None
    precision: Precision
    role: DateRole
    span: Span


class Phone(Struct, frozen=True, kw_only=True):
    """A telephone number.

    Attributes:
        value: E.164 (`+46846500412`) where it can be completed, else the digits as printed.
        as_written: as it stands on the page.
        kind: `direct`, `mobile`, `switchboard` or `fax`.
    """

    value: str
    as_written: str
    kind: PhoneKind


class Email(Struct, frozen=True, kw_only=True):
    """An e-mail address.

    Attributes:
        value: the address, rejoined if it was broken over lines.
        as_written: as it stands on the page.
    """

    value: str
    as_written: str


class Contact(Struct, frozen=True, kw_only=True):
    """A person or function that the document names. One person mentioned twice is one contact.

    Attributes:
        name: of the person, or of the function (`Kontaktcenter`).
        title: `Regiondirektör`, `Handläggare` …
        kind: `case_officer`, `signatory`, `contact`, `decision_maker`, `recipient` or `function`.
        organisation: whom the person works for, where the page says so.
        department: the part of the organisation.
        phones: telephone numbers.
        emails: e-mail addresses.
        source: who proposed the name: `list` (first names and layout), `model`, or `both`.
        confidence: `high` where both agree, `low` where the model stands alone, `null` where the lists do.
        span: where the name, or what stands for it, is found.
    """

    name: str | None = None
    title: str | None = None
    kind: ContactKind
    organisation: str | None = None
    department: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    source: NameSource | None = None
    confidence: Confidence | None = None
    span: Span


class Identifier(Struct, frozen=True, kw_only=True):
    """A number that is no case number.

    Attributes:
        kind: `law`, `proposition`, `organisationsnummer`, `personnummer`, `bankgiro`, `plusgiro` …
        value: in the usual form (`556036-0793`, `2017:900`).
        valid: whether the check digit is right; null where there is none.
        span: where it stands.
    """

    kind: str
    value: str
    valid: bool | None = None
    span: Span


class Recipient(Struct, frozen=True, kw_only=True):
    """One line of the distribution list.

    Attributes:
        name: as written.
        span: where it stands.
    """

    name: str
    span: Span


class Decision(Struct, frozen=True, kw_only=True):
    """One proposed or taken decision.

    Attributes:
        number: the number of the point, if it has one.
        text: the whole point, white space collapsed.
        span: where it stands.
    """

    number: str | None = None
    text: str
    span: Span


class SectionRecord(Struct, frozen=True, kw_only=True):
    """A part of the document.

    Attributes:
        kind: what the part is: `letterhead`, `body`, `money`, `decision`, `signature` …
        heading: as written.
        number: the § of a protocol.
        parent: index in `sections` of the § that it belongs to.
        span: from its heading to its end.
    """

    kind: SectionKind
    heading: str | None = None
    number: str | None = None
    parent: int | None = None
    span: Span


class Coverage(Struct, frozen=True, kw_only=True):
    """How much of the document's figures swedoc could make something of.

    Attributes:
        numbers: runs of digits on the page.
        explained: those that were given a class.
        unexplained: the others.
    """

    numbers: int = 0
    explained: int = 0
    unexplained: tuple[Span, ...] = ()


class Record(Struct, frozen=True, kw_only=True):
    """Everything read from one document.

    Attributes:
        schema_version: of the record, `1`.
        source: the file.
        text: what all offsets refer to; not in JSON unless asked for.
        kind: what sort of document it is.
        title: what it is about.
        issuer: the authority behind it.
        department: the part of the authority.
        date: the document's own date, ISO 8601.
        case_numbers: its own and those it mentions.
        dates: all dates and periods.
        contacts: people and functions.
        identifiers: laws, propositions, organisation numbers …
        recipients: the distribution list.
        decisions: proposals, or what was decided.
        sections: the parts of the document.
        amounts: every amount of money, in reading order.
        splits: amounts that make a total.
        findings: what a person should know.
        masked: the stretches of `text` whose characters were replaced.
        coverage: how many numbers could be explained.
        verdict: `does_not_add_up` exactly when a finding of severity `error` is about money.
    """

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
    masked: tuple[Span, ...] = ()
    coverage: Coverage = Coverage()
    verdict: Verdict = "not_checked"

    def to_json(self, *, with_text: bool = False, show_personnummer: bool = False) -> bytes:
        """The record as one line of UTF-8 JSON, without the text unless `with_text`.

        Personal identity numbers are masked, as in all that leaves the process, unless
        `show_personnummer`; the record itself stays what it is.
        """
        record = self
        if not show_personnummer:
            from swedoc.privacy import masked

            record = masked(self)
        return encode(record if with_text else msgspec.structs.replace(record, text=msgspec.UNSET))

    @classmethod
    def from_json(cls, line: bytes | str) -> Record:
        """Read a record back. Raises `msgspec.ValidationError` if it is not one."""
        return _DECODER.decode(line)

    def _repr_html_(self) -> str:
        """The reviewer's page, which a notebook shows in place of the bare record."""
        from swedoc.report.notebook import html

        return html(self)


class Failure(Struct, frozen=True, kw_only=True):
    """Why a document could not be read.

    Attributes:
        kind: the name of the exception.
        message: one line, in English.
    """

    kind: str
    message: str


class ErrorRecord(Struct, frozen=True, kw_only=True):
    """What stands in the output for a document that could not be read.

    Attributes:
        source: the file.
        error: why.
    """

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
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot hold
        return _ENCODER.encode(whole(msgspec.to_builtins(value, builtin_types=(Decimal,))))


def whole(value: Any) -> Any:
    """The value with U+FFFD for each half of a surrogate pair, so that offsets still fit."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, dict):
        return {whole(key): whole(item) for key, item in value.items()}
    return [whole(item) for item in value] if isinstance(value, list | tuple) else value
