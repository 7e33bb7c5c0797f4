"""An answer for every document, whatever becomes of the processes that read them.

Each worker has a pipe of its own and one document at a time, so a worker that dies loses that
document and no other. The supervisor

1. hands the next document to each idle worker, never more than `window` ahead of the oldest that
   is still open;
2. waits for answers, and takes the end of a pipe as the death of its worker;
3. ends a worker that has been silent beyond its patience;
4. reads a document that killed its worker once more, alone, before it believes in its guilt;
5. replaces a worker that died, that met a limit, or that has read its share.

Only processes and pipes of the standard library are used. (Measured over 2,000 documents with workers
killed at random: `concurrent.futures` and loky lose all of them, pebble hangs.)
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from swedoc.errors import ReadError, TimedOut, WorkerDied
from swedoc.limits import Limits, current
from swedoc.workers.allowance import Allowance
from swedoc.workers.outcomes import SUSPICIOUS, WITH_RECORD, Outcome, failure, outcome_named
from swedoc.workers.starting import start
from swedoc.workers.worker import ANSWER, Job, serve

D = TypeVar("D")


class Answer(NamedTuple):
    """What became of the document with this number.

    `body` is the JSON of its record or its failure; `key` stands for its content, where that was read.
    """

    number: int
    outcome: Outcome
    body: bytes
    key: str | None = None

    @property
    def verdict(self) -> str | None:
        """The verdict of its record, `None` where there is none."""
        if self.outcome not in WITH_RECORD:
            return None
        try:
            return msgspec.json.decode(self.body, type=_Brief).verdict
        except msgspec.DecodeError:  # whoever asks for the whole record will find out, too
            return None


class _Brief(msgspec.Struct):
    verdict: str


@dataclass(eq=False)
class _Task(Generic[D]):
    number: int
    document: D
    key: str | None = None
    alone: bool = False


@dataclass(eq=False)
class _Worker(Generic[D]):
    process: BaseProcess
    pipe: Connection
    task: _Task[D] | None = None
    since: float = 0.0
    documents: int = 0


def _every(number: int, key: str) -> bool:
    return True


@dataclass
class Supervisor(Generic[D]):
    """Workers that all do the same job.

    Attributes:
        job: what a worker does with a document; a function of an importable module.
        jobs: how many workers.
        allowance: what one document may cost.
        claim: asked with the number and content key of a document before it is read, and says
            whether it should be; a document refused gets the outcome `duplicate`.
        window: how many documents may be handed out beyond the oldest one still open.
        limits: how much of a file a worker reads; by default what is in force here.
    """

    job: Job[D]
    jobs: int = 1
    allowance: Allowance = field(default_factory=Allowance)
    claim: Callable[[int, str], bool] = _every
    window: int = 250
    limits: Limits = field(default_factory=current)
    _workers: list[_Worker[D]] = field(default_factory=list)
    _suspects: deque[_Task[D]] = field(default_factory=deque)
    _newest: int = -1

    def answers(self, documents: Iterable[D]) -> Iterator[Answer]:
        """One answer for every document, as they become ready; `documents` is taken from lazily."""
        waiting = (_Task(number, document) for number, document in enumerate(documents))
        try:
            while True:
                self._hand_out(waiting)
                if not self._busy():
                    return
                for worker in self._heard_from():
                    yield from self._hear(worker)
                for worker in self._silent():
                    worker.process.kill()
                    yield from self._lost(worker)
        finally:
            while self._workers:
                self._dismiss(self._workers[-1])

    def _hand_out(self, waiting: Iterator[_Task[D]]) -> None:
        """Give every idle worker a document; a suspect is read while all others rest."""
        if any(worker.task.alone for worker in self._busy() if worker.task):
            return
        if self._suspects:
            if not self._busy():
                self._give(self._suspects.popleft(), self._hire())
            return
        while len(self._busy()) < self.jobs and self._newest - self._oldest() < self.window:
            task = next(waiting, None)
            if task is None:
                return
            self._newest = task.number
            self._give(task, self._idle() or self._hire())

    def _give(self, task: _Task[D], worker: _Worker[D]) -> None:
        """Send a task. A worker that died while it was idle took nothing with it: hire another."""
        try:
            worker.pipe.send((task.document,))
        except OSError:
            self._dismiss(worker)
            worker = self._hire()
            worker.pipe.send((task.document,))
        worker.task, worker.since = task, time.monotonic()

    def _busy(self) -> list[_Worker[D]]:
        return [worker for worker in self._workers if worker.task is not None]

    def _oldest(self) -> int:
        return min((worker.task.number for worker in self._busy() if worker.task), default=self._newest)

    def _idle(self) -> _Worker[D] | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _hire(self) -> _Worker[D]:
        process, pipe = start(serve, self.job, self.allowance, self.limits, str(Path.cwd()))
        worker: _Worker[D] = _Worker(process, pipe)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker[D]) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.pipe.close()

    def _heard_from(self) -> list[_Worker[D]]:
        """The workers that have something to say, or have died, waiting for the first of them."""
        by_pipe = {worker.pipe: worker for worker in self._busy()}
        patience = min(worker.since for worker in by_pipe.values()) + self.allowance.patience
        ready = wait(list(by_pipe), max(0.0, patience - time.monotonic()))
        return [by_pipe[pipe] for pipe in ready if isinstance(pipe, Connection)]

    def _silent(self) -> list[_Worker[D]]:
        now = time.monotonic()
        return [worker for worker in self._busy() if now - worker.since > self.allowance.patience]

    def _hear(self, worker: _Worker[D]) -> Iterator[Answer]:
        """Take what a worker says: a claim, an answer, or nothing any more."""
        task = worker.task
        assert task is not None
        try:
            said = worker.pipe.recv_bytes()
            if said[:1] == ANSWER:
                name, _, body = said[1:].partition(b"\n")
                outcome = outcome_named(name)
            else:
                task.key = said[1:].decode("utf-8")
                granted = self.claim(task.number, task.key)
                worker.pipe.send(granted)
                if granted:
                    return
                outcome, body = "duplicate", b""
        except (OSError, EOFError, ValueError):
            yield from self._lost(worker)
            return
        worker.task = None
        worker.documents += 1
        if outcome in SUSPICIOUS or worker.documents >= self.allowance.documents or task.alone:
            self._dismiss(worker)
        yield Answer(task.number, outcome, body, task.key)

    def _lost(self, worker: _Worker[D]) -> Iterator[Answer]:
        """Bury a worker, and say what its document did; the first time, only suspect it."""
        task = worker.task
        assert task is not None
        worker.process.join(1)  # a pipe ends a moment before its process
        reason = self._cause_of_death(worker.process.exitcode, time.monotonic() - worker.since)
        self._dismiss(worker)
        if isinstance(reason, WorkerDied) and not task.alone:
            task.alone = True
            self._suspects.append(task)
        else:
            yield Answer(task.number, *failure(reason), task.key)

    def _cause_of_death(self, code: int | None, seconds: float) -> ReadError:
        if code == -getattr(signal, "SIGXCPU", 24):
            return TimedOut(f"reading it took more than {self.allowance.timeout:g} s of CPU time (timeout)")
        if seconds > self.allowance.patience:
            return TimedOut(f"the process that read it was silent for {self.allowance.patience:g} s")
        if code is not None and code < 0:
            return WorkerDied(f"the process that read it was killed by {_signal_name(-code)}, twice")
        return WorkerDied(f"the process that read it ended with exit code {code}, twice")


def _signal_name(number: int) -> str:
    """The name of a signal, with its number where this system has none.

    >>> _signal_name(9)
    'SIGKILL'
    """
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
