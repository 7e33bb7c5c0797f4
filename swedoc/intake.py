"""One document in, one record out: opens the file, says where it came from, sends it down the pipeline."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from swedoc import pipeline
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
        return Path(self.path).read_bytes() if self.data is None else self.data


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
    """Read one document into a record.

    Args:
        source: a path, the bytes of a file, or a file opened in binary mode.
        name: what to call it in `record.source.path`; for a path, the path itself.
        privacy: what to mask or replace; by default the record is what stands on the page, and only
            what leaves the process (`to_json`, the reports, the command line) is masked.
        model: folder of the spaCy pipeline that helps to find names, or `"none"` for rules alone; by
            default `SWEDOC_MODEL`, else the one that comes with swedoc.

    Returns:
        The record. Money is exact `Decimal` in the amount's currency, pages count from 1, boxes are
        PDF points with the origin at the top left.

    Raises:
        ReadError: or one of its children: encrypted, damaged, no text layer, unknown format.
        OSError: the file is missing or may not be read.

    >>> parse(b"Dnr KS 2019/418", name="memo.txt").source.media_type
    'text/plain'
    """
    with using(model):
        if isinstance(source, bytes):
            return parse_bytes(source, name, privacy)
        if isinstance(source, str | os.PathLike):
            path = os.fspath(source)
            return parse_bytes(Path(path).read_bytes(), name or path, privacy)
        label = name if name is not None else getattr(source, "name", None)
        return parse_bytes(source.read(), label if isinstance(label, str) else None, privacy)


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
