"""What a worker does with a document: opens it, says whose bytes they are, reads it into a record.

The key of a document is the SHA-256 of its bytes and its suffix, which helps to tell Markdown from
plain text: documents with the same key get the same record.
"""

from __future__ import annotations

from pathlib import PurePath

from swedoc import pipeline
from swedoc.errors import SwedocError
from swedoc.intake import Input, described, origin
from swedoc.workers.outcomes import Outcome, failure, success
from swedoc.workers.worker import Claim


def read(document: Input, claim: Claim) -> tuple[Outcome, bytes] | None:
    """The outcome of a document and its record or failure; `None` if its bytes are someone else's."""
    try:
        data = document.read()
        source = origin(document.path, data)
        if not claim(f"{source.sha256}{PurePath(document.path).suffix.lower()}"):
            return None
        content = pipeline.read(data, name=document.path)
        return success(pipeline.record(content, described(source, content)))
    except (SwedocError, OSError) as error:
        return failure(error)
