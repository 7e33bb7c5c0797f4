"""Many documents: an answer for each, whatever they do to the process that reads them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from itertools import islice
from pathlib import Path

import broken_jobs
import pytest

from swedoc.batch import Result, parse_many
from swedoc.errors import BrokenSetup, LimitExceeded, ReadError, TimedOut, WorkerDied
from swedoc.intake import Input
from swedoc.limits import Limits, allow
from swedoc.records import encode
from swedoc.workers import mocks
from swedoc.workers.allowance import Allowance
from swedoc.workers.breaker import believed
from swedoc.workers.outcomes import Outcome
from swedoc.workers.supervisor import Answer, Supervisor

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")
STRICT = Allowance(timeout=1, stall=10)


def memo(number: int) -> Input:
    return Input(f"memo-{number}.txt", f"Dnr KS 2020/{number}\n\nBidraget är {number} 000 kr.".encode())


def mock(kind: str) -> Input:
    return Input(f"{kind}.txt", mocks.document(kind))


def lines(results: list[Result]) -> list[bytes]:
    return [encode(result.entry) for result in results]


@pytest.fixture
def _mocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mocks.ENABLED, "1")


@pytest.mark.usefixtures("_mocks")
def test_a_document_that_misbehaves_gets_an_error_and_its_neighbours_their_results() -> None:
    documents = [d for n, kind in enumerate(mocks.KINDS, 10) for d in (mock(kind), memo(n))]
    results = list(parse_many(documents, jobs=2, allowance=STRICT))
    assert [result.path for result in results] == [document.path for document in documents]
    assert all(result.record and not result.error for result in results[1::2])
    errors = {result.path.removesuffix(".txt"): result.error for result in results[::2]}
    assert isinstance(errors["hang"], TimedOut)
    assert isinstance(errors["sleep"], TimedOut)
    assert isinstance(errors["eat memory"], LimitExceeded)
    for kind, cause in [
        ("exit", "exit code 3"),
        ("abort", "SIGABRT"),
        ("segfault", "SIGSEGV"),
        ("be killed", "SIGKILL"),
    ]:
        assert isinstance(errors[kind], WorkerDied)
        assert cause in str(errors[kind])
    assert type(errors["raise"]) is ReadError
    assert all(result.source.sha256 for result in results)


@pytest.mark.usefixtures("_mocks")
def test_one_worker_and_many_give_the_same_bytes() -> None:
    kinds = ("abort", "exit", "raise", "abort")
    documents = [memo(n % 17 + 10) if n % 9 else mock(kinds[n // 9 % 4]) for n in range(60)]
    alone = lines(list(parse_many(documents, jobs=1, allowance=STRICT)))
    assert alone == lines(list(parse_many(documents, jobs=3, allowance=STRICT)))


def test_what_could_not_be_read_is_a_result(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    missing, nothing, good = parse_many([tmp_path / "no.pdf", empty, memo(11)])
    assert missing.outcome == "missing"
    assert isinstance(missing.error, FileNotFoundError)
    assert nothing.outcome == "damaged"
    assert good.outcome == "read"


def test_a_duplicate_is_marked_and_shares_the_record_of_the_first() -> None:
    copy = Input("kopia.txt", memo(11).data)
    other_kind = Input("memo-11.md", memo(11).data)
    for jobs in (1, 2):
        first, second, third = parse_many([memo(11), copy, other_kind], jobs)
        assert first.source.duplicate_of is None
        assert second.source.duplicate_of == "memo-11.txt"
        assert second.record
        assert first.record
        assert second.record.amounts == first.record.amounts
        assert second.record.source.path == "kopia.txt"
        assert third.source.duplicate_of is None


def test_documents_are_taken_only_as_results_are_asked_for() -> None:
    asked = []

    def documents() -> object:
        for number in range(10, 100_000):
            asked.append(number)
            yield memo(number)

    results = list(islice(parse_many(documents(), jobs=2), 5))  # type: ignore[arg-type]
    assert len(results) == 5
    assert len(asked) < 500


def test_a_slow_document_does_not_let_the_others_run_far_ahead(tmp_path: Path) -> None:
    supervisor = Supervisor(broken_jobs.pid, 2, window=5)
    assert len(list(supervisor.answers(map(str, range(40))))) == 40


def test_a_document_that_killed_its_worker_is_tried_once_more(tmp_path: Path) -> None:
    documents = [str(tmp_path / str(n)) for n in range(4)]
    answers = sorted(Supervisor(broken_jobs.once, 2).answers(documents))
    assert [answer.body for answer in answers] == [b"second time"] * 4


def test_workers_are_replaced_after_their_share() -> None:
    answers = list(Supervisor(broken_jobs.pid, 1, Allowance(documents=5)).answers(map(str, range(20))))
    pids = [answer.body for answer in sorted(answers)]
    assert len(set(pids)) == 4
    assert pids[0] == pids[4] != pids[5]


@pytest.mark.parametrize("job", [broken_jobs.fails, broken_jobs.kills])
def test_a_fault_of_ours_marks_no_document(job: object) -> None:
    def canary() -> Answer:
        return next(Supervisor(job, 1).answers(["canary"]))  # type: ignore[arg-type]

    answers = believed(Supervisor(job, 2).answers(map(str, range(100))), canary)  # type: ignore[arg-type]
    with pytest.raises(BrokenSetup):
        next(answers)


def _answers(outcomes: str) -> list[Answer]:
    kinds: dict[str, Outcome] = {"r": "read", "w": "worker_died", "d": "damaged"}
    return [Answer(number, kinds[kind], b"") for number, kind in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("outcomes", "proofs"), [("rrr", 0), ("wr", 0), ("rw", 1), ("wwwwwr", 1), ("wwwdwwr", 1), ("dddddd", 0)]
)
def test_failures_are_proved_when_nothing_else_speaks_for_them(outcomes: str, proofs: int) -> None:
    asked = []

    def canary() -> Answer:
        asked.append(1)
        return Answer(0, "read", b"")

    assert sorted(believed(_answers(outcomes), canary)) == _answers(outcomes)
    assert len(asked) == proofs


@pytest.mark.parametrize("jobs", [0, 1])
def test_limits_hold_in_workers_too(jobs: int) -> None:
    mail = Input("mail.eml", b"From: anna@example.se\nSubject: Bidrag\n\nBidraget \xc3\xa4r 5 000 kr.\n")
    with allow(Limits(text=20)):
        (result,) = parse_many([mail], jobs=jobs)
    assert isinstance(result.error, LimitExceeded)
    assert "text" in str(result.error)
    (result,) = parse_many([mail], jobs=jobs)
    assert result.record is not None


def test_batches_run_from_any_thread() -> None:
    found: list[Result] = []
    for _ in range(2):
        thread = threading.Thread(target=lambda: found.extend(parse_many([memo(11), memo(12)], jobs=2)))
        thread.start()
        thread.join()
    assert [result.outcome for result in found] == ["read"] * 4


def test_a_script_needs_no_main_guard_and_paths_follow_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(memo(11).data or b"")
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""\
            import os, swedoc
            os.chdir({str(tmp_path)!r})
            print([result.outcome for result in swedoc.parse_many(["a.txt"], jobs=2)])
            """)
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "['read']\n"
    assert done.stderr == ""


@pytest.mark.parametrize("kind", ["hang", "sleep"])
def test_no_worker_outlives_a_coordinator_that_is_killed(tmp_path: Path, kind: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""\
            import sys, threading
            from swedoc.batch import parse_many
            from swedoc.intake import Input
from swedoc.limits import Limits, allow
            from swedoc.workers import mocks
            def read():
                list(parse_many([Input(f"{n}.txt", mocks.document(sys.argv[1])) for n in range(3)], jobs=2))
            threading.Thread(target=read).start()
            """)
    )
    marker = f"SWEDOC_TEST_RUN={tmp_path}"
    environment = {**os.environ, mocks.ENABLED: "1", "SWEDOC_TEST_RUN": str(tmp_path)}
    coordinator = subprocess.Popen([sys.executable, script, kind], env=environment, start_new_session=True)
    deadline = time.monotonic() + 30
    while len(_processes(marker)) < 5 and time.monotonic() < deadline:  # with forkserver and tracker
        time.sleep(0.05)
    coordinator.send_signal(signal.SIGKILL)
    coordinator.wait()
    deadline = time.monotonic() + 5
    while (left := _processes(marker)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


def _processes(marker: str) -> list[int]:
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and marker.encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue
    return found
