"""What a worker does with a document: opens it, says whose bytes they are, reads it into a record.

The key of a document is the SHA-256 of its bytes and its suffix, which helps to tell Markdown from
plain text: documents with the same key get the same record. Where something may have to go from the
path, which depends on what the document says, the path is part of the key, too.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import PurePath

from swedoc import pipeline
from swedoc.errors import SwedocError
from swedoc.intake import Input, described, origin
from swedoc.model import using
from swedoc.privacy import Privacy, may_tell
from swedoc.records import Source
from swedoc.workers.outcomes import Outcome, failure, success
from swedoc.workers.worker import Claim


def read(
    document: Input, claim: Claim, privacy: Privacy | None = None, model: str | None = None
) -> tuple[Outcome, bytes] | None:
    """The outcome of a document and its record or failure; `None` if its bytes are someone else's.

    What `privacy` wants gone never leaves this process.
    """
    try:
        data = document.read()
        source = origin(document.path, data)
        if not claim(_key(document, source, privacy)):
            return None
        with using(model):
            content = pipeline.read(data, name=document.path)
            return success(pipeline.record(content, described(source, content), privacy))
    except (SwedocError, OSError) as error:
        return failure(error)


def _key(document: Input, source: Source, privacy: Privacy | None) -> str:
    key = f"{source.sha256}{PurePath(document.path).suffix.lower()}"
    if not may_tell(document.path, privacy):
        return key
    return f"{key}/{hashlib.sha256(os.fsencode(document.path)).hexdigest()[:16]}"


def of_content(key: str) -> tuple[str, bool]:
    """What the keys of documents with the same content have in common, and whether the path matters, too."""
    content, path, _ = key.partition("/")
    return content, bool(path)
