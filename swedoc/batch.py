"""Many documents: in order, lazily, one answer for each, over several processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import PurePath

from swedoc.errors import LimitExceeded, ReadError, SwedocError, WorkerDied, explain
from swedoc.intake import Input, origin, parse_bytes
from swedoc.records import ErrorRecord, Failure, Record, Source

_AHEAD = 8
"""Documents in hand for each worker; enough to keep it busy, few enough to stay lazy."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: either `record` or `error` is set, never both."""

    path: str
    record: Record | None = None
    error: SwedocError | OSError | None = None
    source: Source | None = None

    @property
    def entry(self) -> Record | ErrorRecord:
        """What stands in the output for this document."""
        if self.record is not None:
            return self.record
        failure = Failure(kind=type(self.error).__name__, message=explain(self.error))
        return ErrorRecord(source=self.source or origin(self.path, None), error=failure)


def parse_many(
    paths: Iterable[str | os.PathLike[str] | Input], jobs: int = 1
) -> Generator[Result, None, None]:
    """Read many documents: one `Result` for each, in the order given, as they become ready.

    Args:
        paths: files, or `Input` for bytes that are no file. Read lazily.
        jobs: how many processes; 1 reads in this process.

    Yields:
        A result for every path. A file that cannot be read is a result with `error`, never an
        exception.

    >>> [result.error.__class__.__name__ for result in parse_many(["no-such-memo.pdf"])]
    ['FileNotFoundError']
    """
    inputs = (path if isinstance(path, Input) else Input(os.fspath(path)) for path in paths)
    yield from map(answer, inputs) if jobs <= 1 else _in_processes(inputs, jobs)


def answer(document: Input) -> Result:
    """Read one document, and turn whatever goes wrong into a result."""
    source = None
    try:
        data = document.read()
        source = origin(document.path, data)
        return Result(document.path, record=parse_bytes(data, document.path))
    except (SwedocError, OSError) as error:
        return Result(document.path, error=error, source=source)
    except MemoryError:
        return Result(
            document.path, error=LimitExceeded("the document needs more memory than there is"), source=source
        )
    except Exception as error:
        return Result(document.path, error=_fault(error), source=source)


def _fault(error: Exception) -> ReadError:
    """A fault of ours: says where, but not the message, which may quote the document."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{PurePath(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"
    return ReadError(f"swedoc itself failed here ({type(error).__name__} in {place}); please report it")


def _in_processes(inputs: Iterator[Input], jobs: int) -> Iterator[Result]:
    """Answers from a pool of processes, in order, only a few documents ahead of the reader."""
    pool = ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    waiting: deque[tuple[str, Future[Result]]] = deque()
    try:
        for document in inputs:
            waiting.append((document.path, pool.submit(answer, document)))
            if len(waiting) >= jobs * _AHEAD:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _outcome(path: str, future: Future[Result]) -> Result:
    try:
        return future.result()
    except BrokenProcessPool:
        return Result(path, error=WorkerDied("the process that read the document died"))
