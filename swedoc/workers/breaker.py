"""Failures are believed only while a known-good document can still be read.

A full disk, a broken installation or a limit set too low fails every document, and would mark each
of them as unreadable. So failures that might be ours are held back until a document is read after
them; when several come in a row, or the run ends, the canary is read instead. If not even the canary
can be read, the run stops, and nothing has been said about the documents held back.
(Measured: a fault at start-up marked 1,499 innocent documents.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from swedoc.errors import BrokenSetup
from swedoc.workers.outcomes import SUSPICIOUS, WITH_RECORD
from swedoc.workers.supervisor import Answer

IN_A_ROW = 5


def believed(answers: Iterable[Answer], canary: Callable[[], Answer]) -> Iterator[Answer]:
    """The same answers, the failures among them proved. Raises `BrokenSetup`."""
    held: list[Answer] = []
    for answer in answers:
        if answer.outcome in SUSPICIOUS:
            held.append(answer)
        else:
            yield answer
        if answer.outcome in WITH_RECORD or (len(held) >= IN_A_ROW and _sings(canary)):
            yield from held
            held.clear()
    if held and _sings(canary):
        yield from held


def _sings(canary: Callable[[], Answer]) -> bool:
    answer = canary()
    if answer.outcome in WITH_RECORD:
        return True
    reason = answer.body.decode("utf-8", "replace")
    raise BrokenSetup(
        f"not even a known-good document can be read ({answer.outcome}: {reason}); nothing is wrong "
        "with the documents. Look at the memory and time limits, the disk, and the installation"
    )
