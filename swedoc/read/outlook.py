"""Outlook's mails (MSG), and what else comes in Microsoft's compound files.

A compound file is a small file system (MS-CFB). A mail keeps each property in a stream named by
its number, `__substg1.0_1000001F` is the body (MS-OXMSG). Old Word and Excel files are compound
files too; they are recognised, so that the message says what to do with them.
"""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.errors import DamagedFile, EncryptedFile, ReadError, UnsupportedFormat
from swedoc.read import Reader, readers
from swedoc.read.mail import Mail, written
from swedoc.read.text import decode

if TYPE_CHECKING:
    import olefile

MEDIA_TYPE = "application/vnd.ms-outlook"
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUBJECT, _SENDER, _SENDER_ADDRESS, _SENDER_SMTP = "0037", "0C1A", "0C1F", "5D01"
_TO, _CC, _BODY, _PAGE = "0E04", "0E03", "1000", "1013"
_DATA, _LONG_NAME, _SHORT_NAME, _INNER = "3701", "3707", "3704", "3701000D"
_SENT = (0x0039, 0x0E06)  # when it was sent, when it was delivered
_PROPERTY = struct.Struct("<HHIQ")  # kind, number, flags, value
_TIME = 0x0040
_TICKS = 10_000_000  # of a Windows file time in a second
_EPOCH = 11_644_473_600  # seconds from 1601 to 1970


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is a compound file."""
    return data.startswith(_MAGIC)


def read(data: bytes, suffix: str) -> RawDocument:
    """Read an Outlook mail.

    Raises:
        EncryptedFile: it is an office file locked with a password.
        UnsupportedFormat: it is an old office file.
        DamagedFile: it is broken.
    """
    return written(parse(data), MEDIA_TYPE, "msg")


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The files attached to a mail, in order. Mails inside the mail come as plain text."""
    return parse(data).attachments


def parse(data: bytes) -> Mail:
    """The head, body and files of a mail."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if any(entry is not None and entry.size > len(data) for entry in file.direntries):
                raise DamagedFile("the file is damaged and cannot be opened")  # its sectors go round
            return _mail(file)
    except ReadError:
        raise
    except Exception as error:  # olefile raises whatever the structures lead it to
        raise DamagedFile("the file is damaged and cannot be opened") from error


def _mail(file: olefile.OleFileIO) -> Mail:
    names = {tuple(path) for path in file.listdir()}
    top = {path[0].lower() for path in names}
    if "encryptedpackage" in top:
        raise EncryptedFile("the file is locked with a password; save an unlocked copy")
    if "worddocument" in top:
        raise UnsupportedFormat("the file is of Word's old format (.doc); save it as DOCX or PDF")
    if "__properties_version1.0" not in top:
        raise UnsupportedFormat("the file is of an old office format; save it as PDF")
    limits.check("parts", len(names))
    return _Reading(file, names).mail(())


class _Reading:
    """Reads the properties of a mail, all of it counted."""

    def __init__(self, file: olefile.OleFileIO, names: set[tuple[str, ...]]) -> None:
        self._file = file
        self._names = names
        self._read = 0

    def mail(self, folder: tuple[str, ...]) -> Mail:
        """The mail in a folder of the file; `()` is the mail itself."""
        if len(folder) > limits.current().nesting * 2:
            raise limits.exceeded("nesting")
        mail = Mail()
        address = self._text(folder, _SENDER_SMTP) or self._text(folder, _SENDER_ADDRESS)
        sender = self._text(folder, _SENDER)
        if "@" in address and address != sender:
            sender = f"{sender} <{address}>".strip()
        for name, value in (
            ("Från", sender), ("Till", self._text(folder, _TO)), ("Kopia", self._text(folder, _CC)),
            ("Datum", self._date(folder)), ("Ämne", self._text(folder, _SUBJECT)),
        ):  # fmt: skip
            if value.strip():
                mail.headers.append((name, " ".join(value.split())))
        mail.text = self._text(folder, _BODY)
        page = self._stream((*folder, f"__substg1.0_{_PAGE}0102"))
        mail.page = decode(page)[0] if page else self._text(folder, _PAGE)
        depth = len(folder)
        inside = {path[depth] for path in self._names if len(path) > depth + 1 and path[:depth] == folder}
        for inner in sorted(inside):
            if inner.startswith("__attach_version1.0_"):
                self._attachment((*folder, inner), mail)
        return mail

    def _attachment(self, folder: tuple[str, ...], mail: Mail) -> None:
        name = self._text(folder, _LONG_NAME) or self._text(folder, _SHORT_NAME)
        data = self._stream((*folder, f"__substg1.0_{_DATA}0102"))
        if data:
            mail.attachments.append((name or f"{len(mail.attachments) + 1}.bin", data))
        elif any(path[: len(folder) + 1] == (*folder, f"__substg1.0_{_INNER}") for path in self._names):
            inner = self.mail((*folder, f"__substg1.0_{_INNER}"))
            head = "\n".join(f"{label}: {value}" for label, value in inner.headers)
            text = inner.text or inner.page
            mail.attachments.append((f"{name or 'mail'}.txt", f"{text}\n\n{head}".encode()))
            mail.attachments += inner.attachments

    def _stream(self, path: tuple[str, ...]) -> bytes:
        if path not in self._names:
            return b""
        data: bytes = self._file.openstream(list(path)).read()
        self._read += len(data)
        if self._read > limits.current().inflated_bytes:
            raise limits.exceeded("inflated_bytes")
        return data

    def _text(self, folder: tuple[str, ...], number: str) -> str:
        """A property of text: in UTF-16, or in the code page of the sender."""
        wide = self._stream((*folder, f"__substg1.0_{number}001F"))
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return decode(self._stream((*folder, f"__substg1.0_{number}001E")))[0].rstrip("\0")

    def _date(self, folder: tuple[str, ...]) -> str:
        """When the mail was sent, from the properties of fixed length: entries of 16 bytes."""
        data = self._stream((*folder, "__properties_version1.0"))
        found: dict[int, int] = {}
        for at in range(32 if not folder else 24, len(data) - 15, 16):
            kind, number, _, value = _PROPERTY.unpack_from(data, at)
            if kind == _TIME:
                found[number] = value
        ticks = next((found[number] for number in _SENT if found.get(number)), 0)
        try:
            when = datetime.fromtimestamp(ticks / _TICKS - _EPOCH, UTC) if ticks else None
        except (ValueError, OverflowError, OSError):
            return ""
        return when.strftime("%Y-%m-%d %H:%M") if when else ""


readers.register("msg", order=41)(Reader(sniff, read))
