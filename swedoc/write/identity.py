"""What the archive formats identify a case or a document by; the same in every run."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from swedoc.paths import STDIN
from swedoc.records import Record, Source, Span
from swedoc.write.cases import CaseFile


def case_uuid(case: CaseFile) -> str:
    """A UUID made of the authority and the number."""
    return str(uuid5(NAMESPACE_URL, f"swedoc:case:{case.issuer or ''}:{case.number or ''}"))


def document_uuid(source: Source) -> str:
    """A UUID made of the path and the content."""
    return str(uuid5(NAMESPACE_URL, f"swedoc:document:{source.path}:{source.sha256}"))


def stored_file(source: Source) -> tuple[str, str] | None:
    """The name of the file and its path as a URI; `None` for what was not read from a file.

    >>> stored_file(Source(path="ärenden/beslut 1.pdf"))
    ('beslut 1.pdf', '%C3%A4renden/beslut%201.pdf')
    """
    if source.path is None or source.path == STDIN:
        return None
    return PurePosixPath(source.path).name, quote(source.path, errors="replace")


def date_span(record: Record) -> Span | None:
    """Where the document's own date stands."""
    return next((d.span for d in record.dates if d.role == "document" and d.value == record.date), None)
