"""What one document may cost: CPU time and memory, held by the kernel, not by good will.

Time is CPU time, so that a loaded machine times nothing out that an idle one would read. The kernel
ends the process with SIGXCPU even inside a loop in C, where Python never gets to look at a clock.
Memory is address space (RLIMIT_AS): what the worker has mapped already, plus what is left of its
allowance. Where a system has no such limits (Windows), `patience` is the only net.
"""

from __future__ import annotations

import contextlib
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Allowance:
    """The allowance of each document, and of the process that reads it.

    Attributes:
        timeout: CPU seconds for one document; the kernel counts in whole seconds, rounded up.
        memory: bytes that a worker may hold, its own code and vocabulary included.
        documents: how many documents a worker reads before a fresh one takes its place, so that
            what libraries leak or hoard is given back.
        stall: wall seconds without an answer after which a worker is ended that waits instead of
            computing: a dead network drive, a pipe that nobody writes to.
    """

    timeout: float = 60.0
    memory: int = 512 * MEBIBYTE
    documents: int = 300
    stall: float | None = None

    @property
    def patience(self) -> float:
        """Wall seconds after which the supervisor ends a worker itself."""
        return self.stall if self.stall is not None else 30 + 10 * self.timeout


if sys.platform == "win32":

    def enter(allowed: Allowance) -> None:
        """Nothing to hold on to here: the supervisor's patience is the limit."""

    def begin_document(allowed: Allowance) -> None:
        """See `enter`."""

else:

    def enter(allowed: Allowance) -> None:
        """Limit the memory of this process, and let it leave no core dump with a document in it."""
        _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        mapped, held = _sizes()
        wanted = mapped + max(0, allowed.memory - held)
        with contextlib.suppress(ValueError, OSError):  # macOS knows the name and refuses the deed
            resource.setrlimit(resource.RLIMIT_AS, (_within(wanted, ceiling), ceiling))

    def begin_document(allowed: Allowance) -> None:
        """Move the CPU limit forward: `timeout` seconds from what this process has used so far."""
        _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = math.ceil(time.process_time() + allowed.timeout)
        resource.setrlimit(resource.RLIMIT_CPU, (_within(wanted, ceiling), ceiling))

    def _within(wanted: int, ceiling: int) -> int:
        return wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)

    def _sizes() -> tuple[int, int]:
        """Bytes mapped and bytes held in memory by this process; nothing where there is no /proc."""
        try:
            mapped, held, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
        except OSError:
            return 0, 0
        return int(mapped) * resource.getpagesize(), int(held) * resource.getpagesize()
