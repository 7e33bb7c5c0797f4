"""What may become of a document: a closed list, and how an exception turns into one of it."""

from __future__ import annotations

import builtins
from pathlib import PurePath
from typing import Literal, get_args

import msgspec

from swedoc import errors
from swedoc.errors import explain
from swedoc.records import Failure, Record, encode

Outcome = Literal[
    "read",         # a record
    "partial",      # a record, but some pages could not be read
    "empty",        # no text layer on any page
    "encrypted",
    "damaged",
    "unsupported",  # no reader knows this kind of file
    "limit",        # larger than a limit allows
    "timed_out",
    "worker_died",  # it killed the process that read it, twice
    "missing",      # the file is not there, or may not be opened
    "failed",       # a fault of ours
    "duplicate",    # the same bytes as another document of the run, whose answer holds for it too
]  # fmt: skip

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
WITH_RECORD = frozenset({"read", "partial"})
SUSPICIOUS = frozenset({"limit", "timed_out", "worker_died", "failed"})
"""Outcomes that a fault of ours, or of the machine, would give to any document."""

_OF_ERROR: dict[type[BaseException], Outcome] = {
    errors.NoTextLayer: "empty",
    errors.EncryptedFile: "encrypted",
    errors.DamagedFile: "damaged",
    errors.UnsupportedFormat: "unsupported",
    errors.LimitExceeded: "limit",
    errors.TimedOut: "timed_out",
    errors.WorkerDied: "worker_died",
    OSError: "missing",
}


def outcome_named(name: bytes) -> Outcome:
    """The outcome of that name. Raises `ValueError` if there is none."""
    return OUTCOMES[OUTCOMES.index(name.decode("ascii"))]


def success(record: Record) -> tuple[Outcome, bytes]:
    """The outcome of a record, and the record as it is, its text included, as JSON."""
    return ("partial" if record.source.unread_pages else "read"), encode(record)


def failure(error: BaseException) -> tuple[Outcome, bytes]:
    """The outcome that an error stands for, and the error as JSON."""
    kinds = (_OF_ERROR[kind] for kind in type(error).__mro__ if kind in _OF_ERROR)
    return next(kinds, "failed"), encode(Failure(kind=type(error).__name__, message=explain(error)))


def fault(error: BaseException) -> tuple[Outcome, bytes]:
    """A fault of ours: says where it happened, but not the message, which may quote the document."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{PurePath(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "an unknown place"
    message = f"swedoc itself failed here ({type(error).__name__} in {place}); please report it"
    return "failed", encode(Failure(kind="ReadError", message=message))


def error_of(reason: Failure) -> errors.SwedocError | OSError:
    """The exception that a failure was made from.

    >>> error_of(Failure(kind="FileNotFoundError", message="no such file or directory"))
    FileNotFoundError('no such file or directory')
    """
    for home in (errors, builtins):
        kind = getattr(home, reason.kind, None)
        if isinstance(kind, type) and issubclass(kind, errors.SwedocError | OSError):
            return kind(reason.message)
    return errors.ReadError(reason.message)


def decode_failure(body: bytes) -> Failure:
    """The failure in the body of an answer without record."""
    return msgspec.json.decode(body, type=Failure)
