"""The process that reads documents: takes one, answers, takes the next, and may die at any of them.

It talks over one pipe. Towards it come pickled documents, which are ours; from it come plain bytes,
which are not to be trusted further than that, since a hostile file may have taken the process over.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from swedoc.errors import LimitExceeded
from swedoc.limits import Limits, allow
from swedoc.workers import allowance
from swedoc.workers.outcomes import Outcome, failure, fault

D = TypeVar("D")
Claim = Callable[[str], bool]
Job = Callable[[D, Claim], tuple[Outcome, bytes] | None]
"""Reads a document: says the key of its content to the claim, and stops with `None` if that says no.

Returns the outcome and the JSON of what stands in the output, and raises nothing."""

CLAIM, ANSWER = b"?", b"!"


def serve(pipe: Connection, job: Job[Any], allowed: allowance.Allowance, limits: Limits, folder: str) -> None:
    """Answer documents until the pipe ends. Runs in the worker."""
    _settle_in(folder)
    importlib.import_module("swedoc.workers.warm")
    allowance.enter(allowed)

    def claim(key: str) -> bool:
        pipe.send_bytes(CLAIM + key.encode("utf-8", "replace"))
        return bool(pipe.recv())

    with allow(limits), contextlib.suppress(EOFError, BrokenPipeError, ConnectionError):
        while (document := pipe.recv()) is not None:
            allowance.begin_document(allowed)
            answer = answer_to(job, document[0], claim)
            if answer is not None:
                outcome, entry = answer
                pipe.send_bytes(ANSWER + outcome.encode("ascii") + b"\n" + entry)
    os._exit(0)  # no exit handlers: what a document did to a library must not hold us up now


def answer_to(job: Job[D], document: D, claim: Claim) -> tuple[Outcome, bytes] | None:
    """Do the job, whatever the document does to it."""
    try:
        return job(document, claim)
    except MemoryError:
        return failure(LimitExceeded("reading it takes more memory than the limit allows (memory)"))
    except Exception as error:  # whatever a document does, its neighbours get their answers
        return fault(error)


def _settle_in(folder: str) -> None:
    """Make this process one that ends with the run, and says nothing on its streams."""
    from swedoc.workers.starting import die_with_the_coordinator

    die_with_the_coordinator()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    os.chdir(folder)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one document, one core
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # libraries in C print what they read
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
