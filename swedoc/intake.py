"""One document in, one record out: opens the file, says where it came from, sends it down the pipeline."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from swedoc import limits, pipeline
from swedoc.document import Document
from swedoc.errors import ReadError
from swedoc.model import using
from swedoc.paths import printable
from swedoc.privacy import Privacy
from swedoc.read.package import expand
from swedoc.records import Record, Source


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read: a file by its path, bytes under the name they were given, or why there are none."""

    path: str
    data: bytes | None = None
    error: ReadError | None = None

    def read(self) -> bytes:
        """The bytes of the document. Raises `OSError`, or the `ReadError` that kept it in its archive."""
        if self.error is not None:
            raise self.error
        return whole(self.path) if self.data is None else self.data


def whole(path: str) -> bytes:
    """The bytes of a file. Raises `OSError`, or `LimitExceeded` before it has read too many."""
    limits.check("file_bytes", Path(path).stat().st_size)
    return Path(path).read_bytes()


def documents(path: str, data: bytes | None = None) -> Iterator[Input]:
    """The documents in a file: those in it if it is an archive or a mail, else the file itself.

    >>> [document.path for document in documents("memo.txt", b"Dnr KS 2019/418")]
    ['memo.txt']
    """
    try:
        for member in expand(path, data):
            yield Input(member.name, member.data, member.error)
    except OSError:
        yield Input(path)  # whoever reads it finds out the same and says so


def parse(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    privacy: Privacy | None = None,
    model: str | os.PathLike[str] | None = None,
) -> Record:
    """Read one document into a record, in this process; `swedoc.batch.parse` says more."""
    document = opened(source, name)
    with using(model):
        return parse_bytes(document.read(), document.path or None, privacy)


def opened(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None = None) -> Input:
    """A path, bytes or an open file as an input; its path is empty where there is no name.

    Raises:
        OSError: the file is missing.
    """
    if isinstance(source, bytes):
        return Input(name or "", source)
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        Path(path).stat()
        return Input(path) if name is None else Input(name, whole(path))
    label = name if name is not None else getattr(source, "name", None)
    return Input(label if isinstance(label, str) else "", source.read())


def parse_bytes(data: bytes, name: str | None, privacy: Privacy | None = None) -> Record:
    """Read the bytes of one file; `name` helps to tell Markdown from plain text. Raises `ReadError`."""
    document = pipeline.read(data, name=name)
    return pipeline.record(document, described(origin(name, data), document), privacy)


def parse_text(
    text: str, *, privacy: Privacy | None = None, model: str | os.PathLike[str] | None = None
) -> Record:
    """Read plain text or Markdown into a record. All spans refer to `record.text`.

    `privacy` and `model` are as for `parse`.

    >>> parse_text("Bidraget är 450 tkr.").source.reader
    'text'
    """
    with using(model):
        document = pipeline.document_of_text(text)
        return pipeline.record(document, described(Source(), document), privacy)


def origin(name: str | None, data: bytes | None) -> Source:
    """What is known of a document before it is read: its path and the SHA-256 of its bytes."""
    return Source(
        path=None if name is None else printable(name),
        sha256=None if data is None else hashlib.sha256(data).hexdigest(),
    )


def described(source: Source, document: Document) -> Source:
    """The source with what its reader found out."""
    return msgspec.structs.replace(
        source,
        media_type=document.media_type,
        pages=document.page_count,
        reader=document.reader,
        unread_pages=document.unread_pages,
        warnings=document.warnings,
    )
