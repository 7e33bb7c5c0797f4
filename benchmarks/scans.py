"""How well scans are read: samples as scans at 300 dpi with noise and a skew of one degree.

    python -m benchmarks.scans [--seeds 3] [--memos 10] [--hard]

Compares the amounts, dates and case numbers of each scan with those of the PDF that it was made
from: all sample PDFs, each with several seeds, and memos of `benchmarks/memos` set as PDFs. A wrong
amount is one that the PDF does not hold, with that many: it was given as certain. `--hard` adds a
row of its own: two to three degrees askew, half as sharp, pale, grained and much compressed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import swedoc
from swedoc.errors import NoTextLayer
from swedoc.read import ocr
from swedoc.records import Record

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from support.scan import scan, typeset  # noqa: E402 - the tests' folder is put on the path first


def values(record: Record) -> dict[str, Counter[str]]:
    return {
        "amounts": Counter(str(a.value) for a in record.amounts),
        "dates": Counter(str(d.value) for d in record.dates),
        "case numbers": Counter(c.value for c in record.case_numbers),
    }


class Row:
    """One line of the table: the scans of one grade."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.pages, self.unread, self.seconds = 0, 0, 0.0

    def add(self, name: str, data: bytes, picture: bytes) -> None:
        """Compare a scan with the PDF that it shows."""
        expected = values(swedoc.parse(data, name=name))
        begin = time.process_time()
        try:
            record = swedoc.parse(picture, name=name)
        except NoTextLayer:
            self.unread += 1
            return
        self.seconds += time.process_time() - begin
        self.pages += record.source.pages or 1
        found = values(record)
        for kind, wanted in expected.items():
            self.total[kind] += wanted.total()
            self.right[kind] += (wanted & found[kind]).total()
            lost, extra = wanted - found[kind], found[kind] - wanted
            self.wrong[kind] += extra.total()
            if lost or extra:
                print(f"  {name} {kind}: lost {dict(lost)}, extra {dict(extra)}")

    def show(self) -> None:
        """Print what came of it."""
        share = sum(self.right.values()) / max(1, sum(self.total.values()))
        kinds = ", ".join(f"{kind} {self.right[kind]} of {count}" for kind, count in self.total.items())
        print(
            f"{self.name}: {share:.2%} right ({kinds}), {self.wrong['amounts']} wrong amounts given as"
            f" certain, {sum(self.wrong.values())} wrong values in all; {self.pages} pages read,"
            f" {self.unread} documents unread, {self.seconds / max(1, self.pages):.2f} CPU-s a page",
            flush=True,
        )


def samples() -> Iterator[tuple[str, bytes]]:
    """The sample PDFs."""
    for path in sorted((HERE.parent / "samples").glob("*.pdf")):
        yield path.name, path.read_bytes()


def memos(count: int) -> Iterator[tuple[str, bytes]]:
    """So many of the hand-made memos, evenly chosen, as PDFs."""
    paths = sorted((HERE / "memos" / "docs").glob("*.txt"))
    for path in paths[:: max(1, len(paths) // count)][:count] if count else []:
        yield path.name, typeset(path.read_text(encoding="utf-8"))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=3, help="scans of each sample")
    parser.add_argument("--memos", type=int, default=10, help="memos that are scanned once")
    parser.add_argument("--hard", action="store_true", help="scans of a bad grade too")
    arguments = parser.parse_args()
    os.environ[ocr.SETTING] = "auto"
    ordinary, more, hard = Row("samples"), Row("memos"), Row("hard scans")
    for number, (name, data) in enumerate(samples()):
        for seed in range(arguments.seeds):
            turn = 1.0 if (number + seed) % 2 else -1.0
            ordinary.add(name, data, scan(data, seed=100 * seed + number, skew=turn))
        if arguments.hard:
            turn = 2.0 + number / 10
            hard.add(name, data, scan(data, seed=number, skew=turn, blur=True, grain=True, noise=0.01))
    ordinary.show()
    for number, (name, data) in enumerate(memos(arguments.memos)):
        more.add(name, data, scan(data, seed=number, skew=1.0 if number % 2 else -1.0))
    for row in (more, hard):
        if row.pages + row.unread:
            row.show()


if __name__ == "__main__":
    main()
