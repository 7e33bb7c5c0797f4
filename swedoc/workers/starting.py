"""How a worker process comes to life, and how none is left behind.

Where there is a forkserver, it imports the library once and every worker is forked from it within
milliseconds; elsewhere workers are spawned. Three things are not left as multiprocessing has them:

- A worker never runs the caller's script again, so `parse_many` works without the
  `if __name__ == "__main__"` that multiprocessing otherwise asks for.
- A worker may be started from a daemonic process (Dask keeps its workers as such).
- When the coordinator dies, even by SIGKILL, its workers die too: the forkserver sees the end of a
  pipe that only the coordinator holds, and the workers get SIGKILL for the death of the forkserver.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import process as current
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_PR_SET_PDEATHSIG = 1


def start(target: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start `target(pipe, *arguments)` in a process of its own; returns it and our end of the pipe."""
    context: Any = multiprocessing.get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(["swedoc.workers.warm"])
    ours, theirs = context.Pipe()
    worker = context.Process(target=target, args=(theirs, *arguments), daemon=True)
    with _no_script(), _no_daemon():
        worker.start()
    theirs.close()
    return worker, ours


def die_with_the_coordinator() -> None:
    """Called by a worker: let go of what keeps the forkserver alive, and do not outlive it."""
    if sys.platform != "linux":
        return
    from multiprocessing import forkserver

    held = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_alive_fd", None)
    if held is not None:
        with contextlib.suppress(OSError):
            os.close(held)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@contextlib.contextmanager
def _no_script() -> Iterator[None]:
    """Hide `__main__`, which a new process would otherwise import."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextlib.contextmanager
def _no_daemon() -> Iterator[None]:
    """Let a daemonic process have children; ours are bound to its life by other means."""
    config: dict[str, Any] = getattr(current.current_process(), "_config", {})
    daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            config["daemon"] = daemon
