"""Many documents: in order, lazily, one answer for each, over processes that may die.

    for result in swedoc.parse_many(paths, jobs=4):
        print(result.path, result.record.verdict if result.record else result.error)

A document that hangs, eats memory or kills the process that reads it is a result with an error, and
its neighbours get theirs. The results are the same, byte for byte, for one worker and for many.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

import msgspec

from swedoc import intake
from swedoc.errors import ReadError, SwedocError, explain
from swedoc.intake import Input
from swedoc.limits import Limits
from swedoc.paths import printable
from swedoc.privacy import Privacy, path_shown
from swedoc.records import ErrorRecord, Failure, Record, Source
from swedoc.workers import mocks, reading
from swedoc.workers.allowance import Allowance as Allowance
from swedoc.workers.breaker import believed
from swedoc.workers.canary import canary
from swedoc.workers.duplicates import Originals
from swedoc.workers.journal import Journal as Journal
from swedoc.workers.outcomes import WITH_RECORD, Outcome, decode_failure, error_of
from swedoc.workers.supervisor import Answer, Supervisor
from swedoc.workers.worker import Job, answer_to


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: either `record` or `error` is set, never both."""

    path: str
    outcome: Outcome
    source: Source
    record: Record | None = None
    error: SwedocError | OSError | None = None

    @property
    def entry(self) -> Record | ErrorRecord:
        """What stands in the output for this document."""
        if self.record is not None:
            return self.record
        failure = Failure(kind=type(self.error).__name__, message=explain(self.error))
        return ErrorRecord(source=self.source, error=failure)


def parse(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    privacy: Privacy | None = None,
    model: str | os.PathLike[str] | None = None,
    isolate: bool = False,
    allowance: Allowance | None = None,
) -> Record:
    """Read one document into a record.

    Args:
        source: a path, the bytes of a file, or a file opened in binary mode.
        name: what to call it in `record.source.path`; for a path, the path itself.
        privacy: what to mask or replace; by default the record is what stands on the page, and only
            what leaves the process (`to_json`, the reports, the command line) is masked.
        model: folder of the spaCy pipeline that helps to find names, or `"none"` for rules alone; by
            default `SWEDOC_MODEL`, else the one that comes with swedoc.
        isolate: read it in a process of its own, with limits on CPU time and memory. For files from
            strangers: one that is made to kill whoever reads it ends that process, not yours.
        allowance: what the document may cost there; by default 60 s of CPU time and 512 MiB of memory.

    Returns:
        The record, the same with and without `isolate`. Money is exact `Decimal` in the amount's
        currency, pages count from 1, boxes are PDF points with the origin at the top left.

    Raises:
        ReadError: or one of its children: encrypted, damaged, no text layer, unknown format, a limit;
            with `isolate` also `TimedOut` and `WorkerDied`.
        OSError: the file is missing or may not be read.

    >>> parse(b"Dnr KS 2019/418", name="memo.txt").source.media_type
    'text/plain'
    """
    if not isolate:
        return intake.parse(source, name=name, privacy=privacy, model=model)
    document = intake.opened(source, name)
    named = None if model is None else os.fspath(model)
    (answer,) = answers([document], 1, allowance or Allowance(), lambda number, key: True, privacy, named)
    result = Results(privacy).result(document.path, answer)
    if result.record is None:
        assert result.error is not None
        raise result.error
    record = result.record
    if document.path:
        return record
    return msgspec.structs.replace(record, source=msgspec.structs.replace(record.source, path=None))


def parse_many(
    paths: Iterable[str | os.PathLike[str] | Input],
    jobs: int = 1,
    *,
    allowance: Allowance | None = None,
    privacy: Privacy | None = None,
) -> Generator[Result, None, None]:
    """Read many documents: one `Result` for each, in the order given, as they become ready.

    A document whose bytes were seen before is not read again: it gets the same record, under its own
    path and with `source.duplicate_of` set to the path of the first.

    Args:
        paths: files, or `Input` for bytes that are no file. Read lazily.
        jobs: how many worker processes; 0 reads in this process, which a hostile document can kill.
        allowance: what one document may cost; by default 60 s of CPU time and 512 MiB of memory.
        privacy: what to mask or replace in the records and in `source.path`; by default nothing, as
            for `parse`. `Result.path` is always the path as given.

    Yields:
        A result for every path. A file that cannot be read is a result with `error`, never an
        exception.

    Raises:
        BrokenSetup: not even a known-good document can be read.

    >>> [result.error.__class__.__name__ for result in parse_many(["no-such-memo.pdf"])]
    ['FileNotFoundError']
    """
    taken: dict[int, str] = {}

    def inputs() -> Iterator[Input]:
        for index, path in enumerate(paths):
            document = path if isinstance(path, Input) else Input(os.fspath(path))
            taken[index] = document.path
            yield document

    originals, results = Originals(), Results(privacy)
    shared = (
        same
        for answer in answers(inputs(), jobs, allowance or Allowance(), originals.claim, privacy)
        for same in originals.settle(answer)
    )
    for answer in in_order(shared):
        yield results.result(taken.pop(answer.number), answer)


def answers(
    inputs: Iterable[Input],
    jobs: int,
    allowance: Allowance,
    claim: Callable[[int, str], bool],
    privacy: Privacy | None = None,
    model: str | None = None,
) -> Iterator[Answer]:
    """The answers to all inputs as they become ready, the failures among them proved."""
    read = mocks.read if mocks.ENABLED in os.environ else reading.read
    job: Job[Input] = partial(read, privacy=privacy, model=model)
    if jobs == 0:
        return _here(job, inputs, claim)
    return believed(
        Supervisor(job, jobs, allowance, claim).answers(inputs),
        lambda: next(Supervisor(job, 1, allowance, limits=Limits()).answers([canary()])),
    )


@dataclass
class Run:
    """A batch with a journal, which can be cut short at any moment and be continued.

    First `work`, which yields the answers as they become ready; then `results`, all of them in input
    order, those of earlier runs included.
    """

    journal: Journal
    inputs: Iterable[Input]
    jobs: int = 1
    allowance: Allowance = field(default_factory=Allowance)
    privacy: Privacy | None = None
    resumed: int = 0

    def work(self) -> Iterator[Answer]:
        """Read the documents that have no answer yet; each answer is in the journal when it is yielded."""
        claimed: dict[str, int] = {}
        pending: dict[int, tuple[str, str]] = {}

        def claim(number: int, key: str) -> bool:
            if self.journal.knows(key):
                return False
            return claimed.setdefault(key, number) == number

        def inputs() -> Iterator[Input]:
            started, listed = 0, set()
            for number, document in enumerate(self.inputs):
                stamp = self.journal.enlist(number, document)
                if stamp is None:
                    self.resumed += document.path not in listed
                elif document.path not in listed:
                    pending[started] = (document.path, stamp)
                    started += 1
                    yield document
                listed.add(document.path)

        for answer in answers(inputs(), self.jobs, self.allowance, claim, self.privacy):
            self.journal.keep(*pending.pop(answer.number), answer)
            if answer.key is not None and answer.outcome != "duplicate":
                claimed.pop(answer.key, None)
            yield answer
        self.journal.commit()

    def results(self) -> Iterator[Result]:
        """One result for every document, in input order."""
        results = Results(self.privacy)
        for path, answer in self.journal.answers():
            yield results.result(path, answer)


def _here(job: Job[Input], inputs: Iterable[Input], claim: Callable[[int, str], bool]) -> Iterator[Answer]:
    """The same without workers, and without limits."""
    for number, document in enumerate(inputs):
        keys: list[str] = []

        def claims(key: str, number: int = number, keys: list[str] = keys) -> bool:
            keys.append(key)
            return claim(number, key)

        outcome, body = answer_to(job, document, claims) or ("duplicate", b"")
        yield Answer(number, outcome, body, keys[0] if keys else None)


def in_order(ready: Iterable[Answer]) -> Iterator[Answer]:
    """The answers by their index, each as soon as those before it have come."""
    early: dict[int, Answer] = {}
    due = 0
    for answer in ready:
        early[answer.number] = answer
        while due in early:
            yield early.pop(due)
            due += 1


@dataclass
class Results:
    """Makes results of answers in input order, and marks those whose content came before."""

    privacy: Privacy | None = None
    first: dict[str, str] = field(default_factory=dict)

    def result(self, path: str, answer: Answer) -> Result:
        """The result of the next document."""
        name = self._shown(printable(path))
        source = Source(path=name)
        try:
            record = Record.from_json(answer.body) if answer.outcome in WITH_RECORD else None
        except msgspec.DecodeError:  # what comes from a worker is not to be trusted
            trouble = ReadError("the process that read it gave an answer that makes no sense")
            return Result(path, "failed", source, error=trouble)
        if answer.key is not None:
            content, under_path = reading.of_content(answer.key)
            if record is not None and under_path:
                name = record.source.path or name
            original = self.first.setdefault(content, name)
            source = Source(
                path=name, sha256=answer.key[:64], duplicate_of=None if original == name else original
            )
        if record is None:
            failure = decode_failure(answer.body)
            failure = msgspec.structs.replace(failure, message=self._shown(failure.message))
            return Result(path, answer.outcome, source, error=error_of(failure))
        if record.source.path != name or source.duplicate_of is not None:
            source = msgspec.structs.replace(
                record.source, path=source.path, duplicate_of=source.duplicate_of
            )
            record = msgspec.structs.replace(record, source=source)
        return Result(path, answer.outcome, record.source, record=record)

    def _shown(self, path: str) -> str:
        """A path, or a message that may hold one, as the output may show it."""
        return path if self.privacy is None else path_shown(path, self.privacy)
