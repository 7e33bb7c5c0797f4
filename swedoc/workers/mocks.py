"""Documents that misbehave on purpose, so that users can see what their own set-up makes of them.

    python -m swedoc.workers.mocks folder      # writes one of each kind
    SWEDOC_MOCKS=1 swedoc extract folder --timeout 5

A mock document is a text file whose only line is `swedoc mock document: hang`. Without
`SWEDOC_MOCKS` it is the text that it looks like.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from swedoc.intake import Input
from swedoc.privacy import Privacy
from swedoc.workers import reading
from swedoc.workers.outcomes import Outcome
from swedoc.workers.worker import Claim

ENABLED = "SWEDOC_MOCKS"
_MARK = b"swedoc mock document: "


def _hang() -> None:
    """Compute for ever, inside one call into C."""
    pow(7, 10**10)


def _sleep() -> None:
    """Wait for ever for something that never comes."""
    time.sleep(10**6)


def _eat_memory() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def _exit() -> None:
    os._exit(3)


def _abort() -> None:
    os.abort()


def _segfault() -> None:
    ctypes.string_at(0)


def _be_killed() -> None:
    """As the kernel does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def _raise() -> None:
    raise RuntimeError("a fault of ours")


KINDS: dict[str, Callable[[], None]] = {
    "hang": _hang,
    "sleep": _sleep,
    "eat memory": _eat_memory,
    "exit": _exit,
    "abort": _abort,
    "segfault": _segfault,
    "be killed": _be_killed,
    "raise": _raise,
}


def document(kind: str) -> bytes:
    """A mock document of one of the `KINDS`."""
    return _MARK + kind.encode("ascii") + b"\n"


def read(
    document: Input, claim: Claim, privacy: Privacy | None = None, model: str | None = None
) -> tuple[Outcome, bytes] | None:
    """Read a document as `reading.read` does, after doing what a mock document asks for."""

    def misbehaving(key: str) -> bool:
        granted = claim(key)
        if granted:
            _misbehave(document.read())
        return granted

    return reading.read(document, misbehaving, privacy, model)


def _misbehave(data: bytes) -> None:
    if data.startswith(_MARK):
        act = KINDS.get(data.removeprefix(_MARK).strip().decode("ascii", "replace"))
        if act is not None:
            act()


def main(folder: Path) -> None:
    """Write one mock document of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"mock-{kind.replace(' ', '-')}.txt").write_bytes(document(kind))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
