"""E-mails (EML, RFC 5322 and MIME): the body, as plain text or web page. What is attached stands alone.

    From: Karin Ahlmo <karin.ahlmo@granvik.example.se>
    Subject: Bidrag till teaterföreningen

Who wrote, to whom, when and about what stands behind the text, as furniture does in a PDF: the
memo in the body speaks first.
"""

from __future__ import annotations

import email
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message

from swedoc import limits
from swedoc.document import Line, RawDocument
from swedoc.errors import UnsupportedFormat
from swedoc.lexicon import pattern
from swedoc.read import Reader, html, readers
from swedoc.read.blocks import CLEAN, compose
from swedoc.read.text import decode

MEDIA_TYPE = "message/rfc822"

_HEADER = pattern(r"([A-Za-z][A-Za-z0-9-]{1,60}+) : [ \t]*+ \S?+", name="header of a mail")
_KNOWN = frozenset(
    ("from", "to", "cc", "subject", "date", "received", "return-path", "message-id", "mime-version",
     "reply-to", "content-type", "content-transfer-encoding", "delivered-to", "sender", "in-reply-to",
     "references",
     "x-mailer", "dkim-signature", "authentication-results")
)  # fmt: skip
_SHOWN = (("From", "Från"), ("To", "Till"), ("Cc", "Kopia"), ("Date", "Datum"), ("Subject", "Ämne"))
_LONGEST_HEADER = 2_000
_MULTIPART = pattern(r"multipart/", ignore_case=True, name="part of a mail that has parts")


@dataclass(slots=True)
class Mail:
    """A mail before it is written out: what stands in its head, its body in one or two forms, its files."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    page: str = ""
    attachments: list[tuple[str, bytes]] = field(default_factory=list)


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file begins with the headers of a mail."""
    head = data[:4000].lstrip().decode("latin-1")
    head = head.partition("\n")[2] if head.startswith("From ") else head
    known: set[str] = set()
    for line in head.splitlines():
        if line[:1] in (" ", "\t"):
            continue
        match = _HEADER.match(line)
        if match is None:
            break
        known.add(match[1].lower())
    known &= _KNOWN
    return len(known) > 1 and ("from" in known or "received" in known)


def read(data: bytes, suffix: str) -> RawDocument:
    """Read a mail.

    Raises:
        UnsupportedFormat: its body holds no text.
        LimitExceeded: `depth` or `parts`.
    """
    return written(parse(data), MEDIA_TYPE, "mail")


def parse(data: bytes) -> Mail:
    """The head, body and files of a mail."""
    if sum(1 for _ in _MULTIPART.finditer(data.decode("latin-1"))) > limits.current().depth:
        raise limits.exceeded("depth")
    message = email.message_from_bytes(data.lstrip())
    mail = Mail()
    for name, shown in _SHOWN:
        value = _header(message.get(name))
        if name == "Date" and value:
            value = _date(value)
        if value:
            mail.headers.append((shown, value))
    texts: list[str] = []
    pages: list[str] = []
    for count, part in enumerate(_leaves(message), 1):
        limits.check("parts", count)
        kind = part.get_content_type()
        name = _header(part.get_filename())
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                mail.attachments.append((name or f"{count}.eml", inner[0].as_bytes()))
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            mail.attachments.append((name or f"{count}.bin", payload))
        elif kind == "text/html":
            pages.append(_decoded(payload, part))
        else:
            texts.append(_unfolded(_decoded(payload, part), part))
    mail.text, mail.page = "\n".join(texts), "\n".join(pages)
    return mail


def written(mail: Mail, media_type: str, reader: str) -> RawDocument:
    """The mail as a document: its text, or else its web page; its head behind."""
    warnings: tuple[str, ...] = ()
    if mail.attachments:
        warnings = (f"files attached to the mail are documents of their own: {len(mail.attachments)}",)
    if mail.text.strip() or not mail.page.strip():
        text = mail.text.replace("\r\n", "\n").replace("\r", "\n").translate(CLEAN).strip("\n")
        body = RawDocument(text=text, lines=_lines(text), reader=reader, media_type=media_type)
    else:
        body = compose(html.parts(mail.page), reader=reader, media_type=media_type)
    limits.check("text", len(body.text or ""))
    head = "\n".join(f"{name}: {value}" for name, value in mail.headers)
    if not (body.text or "").strip() and not head:
        raise UnsupportedFormat("the mail holds no text")
    text = f"{body.text}\n\n{head}".strip("\n") if head else body.text or ""
    lines = list(body.lines)
    for line in _lines(text)[len(lines) :]:
        lines.append(Line(line.start, line.end, 1, None, "footer" if line.end > line.start else "body"))
    return RawDocument(
        text=text, lines=tuple(lines), tables=body.tables, reader=reader, media_type=media_type,
        warnings=warnings,
    )  # fmt: skip


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The files attached to a mail, in order; a mail attached to it is one of them."""
    return parse(data).attachments


def _lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 0
    for content in text.split("\n") if text else ():
        lines.append(Line(at, at + len(content)))
        at += len(content) + 1
    return tuple(lines)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no parts, in order. Of alternatives, both the text and the page come."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += reversed([one for one in inner if isinstance(one, Message)])
        else:
            yield part


def _header(value: object) -> str:
    """A header's text on one line, whatever it was encoded in."""
    if value is None:
        return ""
    raw = str(value)[:_LONGEST_HEADER]
    try:
        parts = decode_header(raw)
    except (ValueError, LookupError, email.errors.HeaderParseError):
        parts = [(raw, None)]
    out = ""
    for part, charset in parts:
        if isinstance(part, str):
            part = part.encode("utf-8", "surrogateescape")
            charset = None
        out += _as(part, charset)
    return " ".join(out.translate(CLEAN).split())


def _date(value: str) -> str:
    """A date as people write it: `2026-05-26 10:00`."""
    try:
        return email.utils.parsedate_to_datetime(value).strftime("%Y-%m-%d %H:%M")
    except (ValueError, TypeError, OverflowError):
        return value


def _decoded(payload: bytes, part: Message) -> str:
    return _as(payload, part.get_content_charset())


def _as(data: bytes, charset: str | None) -> str:
    """Text in the encoding that it names; if that is none, false or plain ASCII, in what it looks like."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return data.decode("cp1252" if charset.lower() in ("iso-8859-1", "latin-1") else charset)
        except (LookupError, ValueError):
            pass
    return decode(data)[0]


def _unfolded(text: str, part: Message) -> str:
    """Lines that the mail program broke (RFC 3676, format=flowed) put together again."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    out: list[str] = []
    flows = False
    for line in text.splitlines():
        if flows and out:
            out[-1] += line
        else:
            out.append(line)
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(out)


readers.register("mail", order=40)(Reader(sniff, read))
