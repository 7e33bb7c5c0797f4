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


def connects(document: str, claim: Claim) -> tuple[Outcome, bytes] | None:
    """Calls home, every way that Python knows."""
    import contextlib
    import socket

    with contextlib.suppress(OSError), socket.socket() as stream:
        stream.settimeout(0.1)
        stream.connect(("192.0.2.1", 9))
    with contextlib.suppress(OSError):
        socket.getaddrinfo("granvik.example.se", 443)
    with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"x", ("192.0.2.1", 9))
    return "read", b"called home"
