"""Jobs for workers that fail in ways of their own; workers import them from here."""

from __future__ import annotations

import os
import time

from swedoc.workers.outcomes import Outcome, fault
from swedoc.workers.worker import Claim


def fails(document: str, claim: Claim) -> tuple[Outcome, bytes] | None:
    return fault(RuntimeError("not for any log"))


def kills(document: str, claim: Claim) -> tuple[Outcome, bytes] | None:
    os._exit(1)


def once(document: str, claim: Claim) -> tuple[Outcome, bytes] | None:
    """Kills its worker the first time that a document (a path to leave a mark at) is read."""
    try:
        handle = os.open(document, os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return "read", b"second time"
    os.close(handle)
    os._exit(9)


def pid(document: str, claim: Claim) -> tuple[Outcome, bytes] | None:
    time.sleep(0.01)
    return "read", str(os.getpid()).encode()
