"""A run that is cut short at any moment, and continued, ends as one that was not."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from swedoc import __version__
from swedoc.batch import Journal, Run
from swedoc.errors import JournalError
from swedoc.intake import Input
from swedoc.records import encode
from swedoc.workers import mocks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills processes as Linux does")


def memo(number: int) -> Input:
    return Input(f"memo-{number}.txt", f"Bidraget är {number} 000 kr.".encode())


def run(path: Path, inputs: list[Input], jobs: int = 1) -> tuple[int, list[bytes]]:
    """How many documents were read, and the output."""
    journal = Journal(path, "swedoc 0")
    try:
        batch = Run(journal, inputs, jobs)
        read = sum(answer.outcome != "duplicate" for answer in batch.work())
        return read, [encode(result.entry) for result in batch.results()]
    finally:
        journal.close()


def test_what_is_answered_is_not_read_again(tmp_path: Path) -> None:
    first = [memo(n) for n in range(10, 20)]
    assert run(tmp_path / "j", first)[0] == 10
    read, output = run(tmp_path / "j", [memo(30), *first])
    assert read == 1
    assert output == run(tmp_path / "fresh", [memo(30), *first])[1]


def test_a_file_that_has_changed_is_read_again_and_leaves_its_record_to_its_duplicates(
    tmp_path: Path,
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for path in paths:
        path.write_bytes(memo(11).data or b"")
    inputs = [Input(str(path)) for path in paths]
    assert run(tmp_path / "j", inputs)[0] == 1
    paths[0].write_bytes(memo(120).data or b"")
    read, output = run(tmp_path / "j", inputs)
    assert read == 1
    assert output == run(tmp_path / "fresh", inputs)[1]
    assert b'"duplicate_of":"' + os.fsencode(paths[1]) in output[2]


def test_a_path_given_twice_is_one_row_and_two_results(tmp_path: Path) -> None:
    read, output = run(tmp_path / "j", [memo(11), memo(12), memo(11)], jobs=2)
    assert read == 2
    assert output[0] == output[2] != output[1]


def test_the_order_is_that_of_the_last_run(tmp_path: Path) -> None:
    memos = [memo(n) for n in range(10, 16)]
    output = run(tmp_path / "j", memos)[1]
    assert run(tmp_path / "j", memos[::-1]) == (0, output[::-1])


def test_a_journal_of_other_settings_is_not_continued(tmp_path: Path) -> None:
    run(tmp_path / "j", [memo(11)])
    with pytest.raises(JournalError, match=r"swedoc 0.*swedoc 2"):
        Journal(tmp_path / "j", "swedoc 2")


def test_two_runs_do_not_share_a_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j", "swedoc 1")
    with pytest.raises(JournalError, match="another run"):
        Journal(tmp_path / "j", "swedoc 1")
    journal.close()


def test_a_full_disk_is_told_and_can_be_continued_from(tmp_path: Path) -> None:
    memos = [memo(n) for n in range(10, 200)]
    journal = Journal(tmp_path / "j", "swedoc 0")
    journal._db.execute("pragma max_page_count = 40")  # as if there were no room for more
    with pytest.raises(JournalError, match=r"full.*--resume"):
        list(Run(journal, memos).work())
    journal._db.close()
    read, output = run(tmp_path / "j", memos)
    assert 0 < read <= 190
    assert output == run(tmp_path / "fresh", memos)[1]


def swedoc(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "swedoc.cli", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_line_continues_only_when_told_to(tmp_path: Path) -> None:
    for n in range(10, 14):
        (tmp_path / f"{n}.txt").write_bytes(memo(n).data or b"")
    names = [f"{n}.txt" for n in range(10, 14)]
    assert swedoc("extract", *names, "-o", "calm.jsonl", folder=tmp_path).returncode == 0
    journal = Journal(tmp_path / "out.jsonl.journal", f"swedoc {__version__}")
    list(
        Run(
            journal, [Input(str(tmp_path / "10.txt")), Input("10.txt", (tmp_path / "10.txt").read_bytes())]
        ).work()
    )
    journal.close()
    left = swedoc("extract", *names, "-o", "out.jsonl", folder=tmp_path)
    assert left.returncode == 2
    assert "--resume" in left.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert swedoc("extract", *names, "-o", "out.jsonl", "--resume", folder=tmp_path).returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "calm.jsonl").read_bytes()
    assert not list(tmp_path.glob("*.journal*"))


def test_the_draft_of_a_killed_run_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "10.txt").write_bytes(memo(10).data or b"")
    (tmp_path / ".out.jsonl.abcd1234.part").write_bytes(b"")
    (tmp_path / ".other.jsonl.abcd1234.part").write_bytes(b"")
    assert swedoc("extract", "10.txt", "-o", "out.jsonl", folder=tmp_path).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".other.jsonl.abcd1234.part", "10.txt", "out.jsonl",
    ]  # fmt: skip


def test_shards_are_disjoint_and_whole(tmp_path: Path) -> None:
    for n in range(10, 30):
        (tmp_path / f"{n}.txt").write_bytes(memo(n).data or b"")
    lines: list[str] = []
    for k in ("1/3", "2/3", "3/3"):
        part = swedoc("extract", ".", "--shard", k, folder=tmp_path).stdout.splitlines()
        assert len(part) < 20
        lines += part
    assert sorted(lines) == sorted(swedoc("extract", ".", folder=tmp_path).stdout.splitlines())
    assert swedoc("extract", ".", "--shard", "4/3", folder=tmp_path).returncode == 2


SCRIPT = textwrap.dedent("""\
    import sys
    from pathlib import Path
    from swedoc.batch import Allowance, Journal, Run
    from swedoc.intake import Input
    from swedoc.records import encode
    folder, journal, out = map(Path, sys.argv[1:])
    journal = Journal(journal, "swedoc 0")
    batch = Run(journal, [Input(str(path)) for path in sorted(folder.iterdir())], 2)
    for _ in batch.work():
        pass
    out.write_bytes(b"".join(encode(result.entry) + b"\\n" for result in batch.results()))
    """)


@pytest.mark.slow
def test_twenty_kills_change_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "memos"
    folder.mkdir()
    kinds = ("abort", "exit", "be killed")
    for n in range(800):
        data = mocks.document(kinds[n % 3]) if n % 50 == 7 else memo(n % 700).data
        (folder / f"{n:03}.txt").write_bytes(data or b"")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, mocks.ENABLED: "1"}

    def start(name: str) -> subprocess.Popen[bytes]:
        files = (tmp_path / f"{name}.journal", tmp_path / f"{name}.jsonl")
        return subprocess.Popen([sys.executable, script, folder, *files], env=environment)

    begun = time.monotonic()
    assert start("calm").wait() == 0
    length = time.monotonic() - begun
    calm = (tmp_path / "calm.jsonl").read_bytes()
    chance = random.Random(7)
    for _ in range(20):
        disturbed = start("disturbed")
        time.sleep(chance.uniform(0.3, 0.9) * length)
        disturbed.send_signal(signal.SIGKILL)
        disturbed.wait()
    assert start("disturbed").wait() == 0
    assert (tmp_path / "disturbed.jsonl").read_bytes() == calm
    assert calm.count(b"\n") == 800
    assert calm.count(b'"error"') == 16
    with sqlite3.connect(tmp_path / "disturbed.journal") as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
