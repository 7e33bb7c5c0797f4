"""Everything that swedoc does, watched: no connection, nothing left behind, no word of a document told.

`support/everything.py` reads the documents of `support/marked.py` with every command, format and entry
point, in a process that `support/spy` watches together with all its children.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from support import marked
from support.scan import scanned

from swedoc.read import ocr
from swedoc.workers import mocks

TESTS = Path(__file__).parent
SPY = TESTS / "support" / "spy"
SCAN = "Granviks kommun\nDnr KS 2025/118\n\nBidrag till Zqskannadx\n\nBidraget är 450 000 kronor.\n"
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto")


class Watched(NamedTuple):
    """What became of a run of everything."""

    inputs: Path
    out: Path
    temporary: Path
    before: dict[str, bytes]
    said: str
    printed: str
    notes: list[str]


def environment(folder: Path) -> dict[str, str]:
    """One in which every Python process is watched, and its temporary files go to `folder`/tmp."""
    (folder / "tmp").mkdir()
    path = os.pathsep.join(map(str, (SPY, TESTS.parent, TESTS)))
    return os.environ | {
        "PYTHONPATH": path,
        "PYTHONDONTWRITEBYTECODE": "1",
        "SWEDOC_SPY": str(folder / "notes"),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
    }


@pytest.fixture(scope="module")
def short() -> Iterator[Path]:
    """A folder with a short path: that of a socket in it has at most 107 characters."""
    with tempfile.TemporaryDirectory(prefix="w", dir="/tmp" if os.name == "posix" else None) as folder:
        yield Path(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def watched(short: Path) -> Watched:
    folder = short / "all"
    folder.mkdir()
    inputs, out = folder / "in", folder / "out"
    harmful = {name: data for kind in mocks.KINDS if kind != "sleep" for name, data in [
        (f"{kind.replace(' ', '-')}.txt", mocks.document(kind))
    ]}  # fmt: skip
    for name, files in (("good", marked.good()), ("broken", marked.broken()), ("mocks", harmful)):
        (inputs / name).mkdir(parents=True)
        for file, data in files.items():
            (inputs / name / file).write_bytes(data)
    if ocr.available():
        (inputs / "scan.pdf").write_bytes(scanned(SCAN))
    out.mkdir()
    before = contents(inputs)
    done = subprocess.run(
        [sys.executable, str(TESTS / "support" / "everything.py"), str(inputs), str(out)],
        cwd=out, env=environment(folder), capture_output=True, timeout=500,
    )  # fmt: skip
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, said[-3000:]
    notes = (folder / "notes").read_text("utf-8").splitlines()
    return Watched(inputs, out, folder / "tmp", before, said, done.stdout.decode("utf-8", "replace"), notes)


def quoted(said: str) -> set[str]:
    """The markers in a message that are not those of file names."""
    return {found for found in re.findall(marked.MARKER, said) if found not in marked.NAMED}


@pytest.mark.slow
def test_no_connection(watched: Watched) -> None:
    assert [note for note in watched.notes if note.startswith("network")] == []


@pytest.mark.slow
def test_a_connection_would_be_seen(short: Path) -> None:
    script = (
        "from broken_jobs import connects\n"
        "from swedoc.workers.allowance import Allowance\n"
        "from swedoc.workers.supervisor import Supervisor\n"
        "connects('here', print)\n"
        "print([a.body for a in Supervisor(connects, 1, Allowance(), lambda *_: True).answers(['there'])])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(short), capture_output=True, text=True
    )
    assert "called home" in done.stdout, done.stderr
    notes = (short / "notes").read_text().splitlines()
    for event in NETWORK:
        assert sum(note.startswith(f"network {event} ") for note in notes) >= 2, (event, notes)


@pytest.mark.slow
def test_nothing_is_left_or_written_beside_the_documents(watched: Watched) -> None:
    assert list(watched.temporary.iterdir()) == []
    assert contents(watched.inputs) == watched.before
    written = {note.partition(" ")[2] for note in watched.notes if note.startswith("write ")}
    assert any(path.startswith(str(watched.out)) for path in written)  # the spy sees what is written
    allowed = (str(watched.out), str(watched.temporary), "/dev/")
    assert [path for path in written if not path.startswith(allowed)] == []
    drafts = [
        path.name for path in watched.out.rglob("*") if path.name.endswith((".part", ".journal", "-wal"))
    ]
    assert drafts == []
    # A coordinator that is killed outright leaves the folder of its socket, which holds nothing else.
    assert not any(path.is_file() for path in (watched.out / "t").rglob("*"))


@pytest.mark.slow
def test_every_document_was_read_or_refused(watched: Watched) -> None:
    """Without this, the silence of the messages would prove nothing."""
    entries = [json.loads(line) for line in (watched.out / "all.jsonl").read_bytes().splitlines()]
    documents = {entry["source"]["path"].partition("!/")[0] for entry in entries}
    assert documents == {path for path in watched.before if "/mocks" not in path and Path(path).suffix
                         and not path.endswith("/scan.pdf")}  # fmt: skip
    errors = {entry["error"]["kind"] for entry in entries if "error" in entry}
    assert errors >= {"DamagedFile", "EncryptedFile", "UnsupportedFormat", "LimitExceeded"}
    killed = [json.loads(line) for line in (watched.out / "killed.jsonl").read_bytes().splitlines()]
    assert {entry["error"]["kind"] for entry in killed} >= {"WorkerDied", "TimedOut", "LimitExceeded"}
    assert {"Zqbeslutx", "Zqnamnx"} <= quoted(watched.printed)  # results hold what documents say
    if ocr.available():
        assert "Zqskannadx" in (watched.out / "scan.jsonl").read_text("utf-8")
    for name in (
        "few.csv",
        "few.fgs",
        "few.erms",
        "few.xlsx",
        "few.sqlite",
        "cut.jsonl",
        "report/index.html",
    ):
        assert (watched.out / name).stat().st_size, name


@pytest.mark.slow
def test_no_message_quotes_a_document(watched: Watched) -> None:
    assert watched.said.count("Traceback") > 30
    assert "DEBUG" in watched.said
    assert re.search(r"\d of \d+ .*adds up", watched.said), "progress is shown"
    assert quoted(watched.said) == set()
    assert "ResourceWarning" not in watched.said
    for line in [*(watched.out / "all.jsonl").read_bytes().splitlines(),
                 *(watched.out / "killed.jsonl").read_bytes().splitlines()]:  # fmt: skip
        entry = json.loads(line)
        told = [entry.get("error", {}).get("message", ""), *entry["source"].get("warnings", [])]
        assert quoted("\n".join(told)) == set(), told
        assert not any(name in text for name in marked.NAMED for text in told)
