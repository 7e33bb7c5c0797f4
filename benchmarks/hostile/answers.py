"""What hostile files cost: outcome, CPU seconds and memory of each, read under a worker's limits.

    python benchmarks/hostile/bombs.py bombs && python benchmarks/hostile/answers.py bombs

Every document is read in a process of its own, with the limits of a worker, so that the kernel says
what it used. `swedoc extract` does the same with processes that live on.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from swedoc.intake import Input, documents
from swedoc.workers import allowance, reading, warm
from swedoc.workers.worker import answer_to

_MEGABYTE = 1024  # of what the kernel counts memory in


class Cost(NamedTuple):
    """What one document came to."""

    name: str
    outcome: str
    seconds: float
    megabytes: float
    message: str


def cost(document: Input, allowed: allowance.Allowance) -> Cost:
    """Read a document in a process of its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)
        allowance.enter(allowed)
        allowance.begin_document(allowed)
        outcome, body = answer_to(reading.read, document, lambda key: True) or ("duplicate", b"")
        os.write(theirs, outcome.encode() + b"\n" + body[:400])
        os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as pipe:  # noqa: PTH123 - a descriptor
        said = pipe.read().decode("utf-8", "replace")
    _, status, used = os.wait4(child, 0)
    outcome, _, body = said.partition("\n")
    if os.WIFSIGNALED(status):
        killed = signal.Signals(os.WTERMSIG(status))
        outcome, body = ("timed_out" if killed == signal.SIGXCPU else "worker_died"), killed.name
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / _MEGABYTE
    return Cost(document.path, outcome, seconds, megabytes, "" if body.startswith('{"schema') else body[:110])


def costs(files: list[Path], allowed: allowance.Allowance) -> Iterator[Cost]:
    """The cost of every document in the files."""
    for file in files:
        for document in documents(str(file)):
            yield cost(document, allowed)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="+", type=Path)
    asked.add_argument("--timeout", type=float, default=60)
    options = asked.parse_args()
    warm.up()
    files = [file for path in options.paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    outcomes: Counter[str] = Counter()
    slowest = largest = 0.0
    for found in costs(files, allowance.Allowance(timeout=options.timeout)):
        outcomes[found.outcome] += 1
        slowest, largest = max(slowest, found.seconds), max(largest, found.megabytes)
        used = f"{found.seconds:6.2f} s {found.megabytes:6.0f} MB"
        print(f"{found.outcome:12} {used}  {found.name}  {found.message}")
    print(f"{outcomes.total()} documents: {dict(outcomes)}; most {slowest:.1f} s, {largest:.0f} MB")


if __name__ == "__main__":
    main()
