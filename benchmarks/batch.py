"""Whole archives: nothing lost, how well two workers share, and what a document costs beside its peers.

    python benchmarks/batch.py                   # two-page memos made for this, no two alike
    python benchmarks/batch.py FOLDER            # PDF memos to draw from; they are copied, not changed
    python benchmarks/batch.py --memos 500 --only killers
    SWEDOC_MODEL= python benchmarks/batch.py         # with the trained model, which is left out otherwise

Everything runs in one go over the same files. CPU is that of whole processes with their children,
from `getrusage`; the start of each is measured with one document and counted apart.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memogen.memos import memos
from memogen.printing import print_pages

from swedoc import model
from swedoc.batch import Allowance, parse_many
from swedoc.intake import Input
from swedoc.workers import mocks

FLOOR = """
import sys, pypdfium2
for path in open(sys.argv[1]).read().splitlines():
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.get_textpage().get_text_range()
"""
PLUMBER = """
import sys, pdfplumber
for path in open(sys.argv[1]).read().splitlines():
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
"""
SWEDOC = "import sys; from swedoc.cli import main; sys.exit(main(sys.argv[2:]))"


def copies(folder: Path, target: Path, count: int) -> list[Path]:
    """`count` files drawn in turn, each with bytes of its own, so that none is a duplicate."""
    originals = sorted(folder.rglob("*.pdf"))
    if not originals:
        sys.exit(f"there is no PDF in {folder}")
    made = []
    for number in range(count):
        path = target / f"{number:05}.pdf"
        path.write_bytes(originals[number % len(originals)].read_bytes() + b"\n%% %d\n" % number)
        made.append(path)
    return made


def printed(target: Path, count: int) -> list[Path]:
    """`count` memos of two pages, the second an annex made like the first, all of them different."""
    texts = iter(memos(2 * count, seed=7))
    made = []
    for number in range(count):
        path = target / f"{number:05}.pdf"
        print_pages(path, (next(texts)["text"], next(texts)["text"]))
        made.append(path)
    return made


def cpu(code: str, *arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of a Python process and all its children."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr.decode())
    with contextlib.suppress(ChildProcessError):  # the forkserver, an orphan now, and its workers with it
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - begun


def forked_cpu(files: list[Path], jobs: int) -> tuple[float, float]:
    """CPU and wall seconds of `swedoc extract`, its workers counted: they are children of a forkserver."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "list"
        listed.mkdir()
        for path in files:
            (listed / path.name).symlink_to(path)
        out = str(Path(folder) / "out.jsonl")
        return cpu(SWEDOC, "-", "extract", str(listed), "-o", out, "--jobs", str(jobs), "--quiet")


def killers(files: list[Path]) -> None:
    """2,000 memos, every fiftieth one of a kind that hangs, eats memory or kills its reader."""
    os.environ[mocks.ENABLED] = "1"
    kinds = list(mocks.KINDS)
    documents = [Input(str(path)) for path in files]
    for n in range(25, len(files), 50):
        documents[n] = Input(f"mock-{n}.txt", mocks.document(kinds[n // 50 % len(kinds)]) + b" " * n)
    begun = time.monotonic()
    results = list(parse_many(documents, jobs=2, allowance=Allowance(timeout=2, stall=5)))
    failed = [result for result in results if result.record is None]
    show(
        "killers",
        documents=len(documents),
        answers=len(results),
        records=len(results) - len(failed),
        errors=len(failed),
        misplaced=sum(r.path != d.path for r, d in zip(results, documents, strict=True)),
        wrongly=sum(not result.path.startswith("mock") for result in failed),
        seconds=round(time.monotonic() - begun, 1),
    )


def sharing(files: list[Path]) -> None:
    """How much of a second worker is a gain, T1 / (2 · T2) of wall time; on a busy machine see the CPU."""
    start = forked_cpu(files[:1], 1)
    (cpu_one, one), (cpu_two, two) = (forked_cpu(files, jobs) for jobs in (1, 2))
    show(
        "sharing",
        seconds_one=round(one - start[1], 2),
        seconds_two=round(two - start[1], 2),
        efficiency=round((one - start[1]) / (2 * (two - start[1])), 3),
        cpu_one=round(cpu_one - start[0], 2),
        cpu_two=round(cpu_two - start[0], 2),
        load=os.getloadavg()[0],
    )


def memory(files: list[Path], count: int) -> None:
    """The peak of every worker over `count` documents, in MiB."""
    peaks: dict[int, int] = {}
    documents = (
        Input(f"{n}.pdf", files[n % len(files)].read_bytes() + b"\n%% again %d\n" % n) for n in range(count)
    )
    for number, _ in enumerate(parse_many(documents, jobs=2)):
        if number % 100 == 0:
            for process in Path("/proc").glob("[0-9]*"):
                note_peak(process, peaks)
    values = [peak for _, peak in sorted(peaks.items())]
    half = len(values) // 2
    show(
        "memory",
        workers=len(values),
        highest=max(values),
        first_half=max(values[:half]),
        last_half=max(values[half:]),
    )


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def note_peak(process: Path, peaks: dict[int, int]) -> None:
    try:
        if parent_of(parent_of(int(process.name))) != os.getpid():
            return  # only what our own forkserver forked: others may run batches, too
        status = (process / "status").read_text()
    except (OSError, ValueError):
        return
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            peaks[int(process.name)] = int(line.split()[1]) // 1024


def peers(files: list[Path]) -> None:
    """CPU beside a bare pypdfium2 loop and a bare pdfplumber loop, their starts counted apart."""
    with tempfile.TemporaryDirectory() as folder:
        every, first = Path(folder) / "every", Path(folder) / "first"
        every.write_text("\n".join(map(str, files)))
        first.write_text(str(files[0]))
        floor = (cpu(FLOOR, str(every))[0] - cpu(FLOOR, str(first))[0]) * len(files) / (len(files) - 1)
        some = files[:: max(1, len(files) // 50)]  # spread over all: pdfplumber takes its time
        every.write_text("\n".join(map(str, some)))
        plumber = (cpu(PLUMBER, str(every))[0] - cpu(PLUMBER, str(first))[0]) * len(files) / (len(some) - 1)
    start = forked_cpu(files[:1], 1)[0]
    ours = (forked_cpu(files, 1)[0] - start) * len(files) / (len(files) - 1)  # the start read one of them
    each = 1000 / len(files)
    show(
        "peers",
        files=len(files),
        start=round(start, 2),
        ms_pypdfium2=round(floor * each, 2),
        ms_swedoc=round(ours * each, 2),
        ms_pdfplumber=round(plumber * each, 1),
        times_floor=round(ours / floor, 2),
        times_faster_than_pdfplumber=round(plumber / ours, 1),
    )


def show(name: str, **figures: object) -> None:
    print(json.dumps({"benchmark": name, **figures}), flush=True)


def main() -> None:
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans become ours, and their CPU time too
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--memos", type=int, default=2000)
    parser.add_argument("--only", choices=("killers", "sharing", "memory", "peers"))
    options = parser.parse_args()
    os.environ.setdefault(model.SETTING, model.NONE)
    with tempfile.TemporaryDirectory() as target:
        folder = Path(target)
        made = copies(options.folder, folder, options.memos) if options.folder else None
        files = made or printed(folder, options.memos)
        tasks = {
            "killers": lambda: killers(files),
            "sharing": lambda: sharing(files),
            "memory": lambda: memory(files, 5 * options.memos),
            "peers": lambda: peers(files[: options.memos // 2]),
        }
        for name, task in tasks.items():
            if options.only in (None, name):
                task()


if __name__ == "__main__":
    main()
