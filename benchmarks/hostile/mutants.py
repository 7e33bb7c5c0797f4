"""Half destroyed PDFs: our own samples with bytes flipped, cut short, their tables broken, streams bombed.

    python benchmarks/hostile/mutants.py                 # 5,000 through `swedoc extract --jobs 2`
    python benchmarks/hostile/mutants.py --count 100

The same seed makes the same mutants. What is counted: every mutant is a line of the output, a record or
an error; how many of each outcome; and what took more than its share of time or memory.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.hostile.pdfs import packed_repeat  # noqa: E402 - found by the line above

SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_FILTER = re.compile(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)")
_NUMBER = re.compile(rb"(?<![\w.])\d{1,10}(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]{2,20}")
Mutation = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, dice: random.Random) -> bytes:
    """A few bytes changed."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 100))):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def truncated(data: bytes, dice: random.Random) -> bytes:
    """Cut short."""
    return data[: dice.randrange(len(data))]


def cut(data: bytes, dice: random.Random) -> bytes:
    """A piece from the middle gone, or there twice."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(2000)]
    return data[:start] + piece * dice.choice((0, 2, 50)) + data[start + len(piece) :]


def renumbered(data: bytes, dice: random.Random) -> bytes:
    """Numbers replaced: lengths, offsets, references, sizes of pages."""
    share = dice.choice((0.01, 0.1, 0.5))

    def other(match: re.Match[bytes]) -> bytes:
        if dice.random() > share:
            return match[0]
        return dice.choice((b"0", b"1", b"3", b"-1", b"65535", b"2147483647", b"4294967295", b"99999999999"))

    return _NUMBER.sub(other, data)


def renamed(data: bytes, dice: random.Random) -> bytes:
    """Names exchanged: a page becomes a font, a filter another."""
    names = sorted(set(_NAME.findall(data)))
    return _NAME.sub(lambda match: dice.choice(names) if dice.random() < 0.05 else match[0], data)


def without_xref(data: bytes, dice: random.Random) -> bytes:
    """The table of objects gone, shifted or pointing into itself."""
    at = data.rfind(b"xref\n", 0, data.rfind(b"startxref"))
    wrong = dice.choice((b"0", b"7", str(max(at, 0)).encode(), b"99999999"))
    table = dice.choice(
        (data[:at], data[:at] + b" " * 40 + data[at:], data[:at] + b"xref\n0 9999999\n" + data[at:])
    )
    return re.sub(rb"startxref\s+\d+", b"startxref\n" + wrong, table)


def bombed(data: bytes, dice: random.Random) -> bytes:
    """A stream that unpacks to a hundred megabytes, or to something else than it was."""
    unit = dice.choice((b" ", b"BT (450 kr) Tj ET ", b"q ", b"0 0 9 9 re f ", b"/X0 Do "))
    filling = dice.choice(
        (packed_repeat(unit, dice.choice((10**5, 10**7, 10**8))), zlib.compress(dice.randbytes(500)))
    )
    found = [match for match in _STREAM.finditer(data) if dice.random() < 0.5]
    for match in reversed(found):
        data = data[: match.start(1)] + filling + data[match.end(1) :]
    return _flate(re.sub(rb"/Length \d+", b"/Length %d" % len(filling), data))


def _flate(data: bytes) -> bytes:
    """All streams said to be packed by Flate alone, as those put in are."""
    return _FILTER.sub(b"/Filter /FlateDecode", data)


def _content(stream: bytes) -> bytes:
    """What a stream of our samples holds."""
    packed = base64.a85decode(stream.strip(), adobe=True) if stream.rstrip().endswith(b"~>") else stream
    return zlib.decompress(packed)


def repacked(data: bytes, dice: random.Random) -> bytes:
    """The content itself mutated, and packed again."""

    def other(match: re.Match[bytes]) -> bytes:
        try:
            content = _content(match[1])
        except (zlib.error, ValueError):
            return match[0]
        return (
            b"stream\n"
            + zlib.compress(dice.choice((flipped, cut, renumbered))(content or b" ", dice))
            + b"\nendstream"
        )

    return _flate(_STREAM.sub(other, data))


MUTATIONS: tuple[Mutation, ...] = (
    flipped, truncated, cut, renumbered, renamed, without_xref, bombed, repacked,
)  # fmt: skip


def mutants(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """The names and contents of mutants of the samples; every tenth is mutated twice."""
    dice = random.Random(seed)
    originals = [path.read_bytes() for path in SAMPLES]
    for number in range(count):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        data = mutation(dice.choice(originals), dice)
        if number % 10 == 0 and data:
            data = dice.choice(MUTATIONS)(data, dice)
        yield f"{number:05}-{mutation.__name__}.pdf", data


def extracted(folder: Path, timeout: float, jobs: int = 2) -> tuple[int, str, list[dict[str, object]]]:
    """Exit code, messages and lines of `swedoc extract` over a folder."""
    out = folder.with_suffix(".jsonl")
    command = [sys.executable, "-m", "swedoc.cli", "extract", str(folder), "-o", str(out)]
    done = subprocess.run(
        [*command, "--jobs", str(jobs), "--timeout", str(timeout), "--quiet"],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return done.returncode, done.stderr, [json.loads(line) for line in lines]


def main() -> int:
    """Make the mutants, read them, and say what became of them; 1 if one has no answer."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=5_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--timeout", type=float, default=10)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "mutants"
        folder.mkdir()
        names = []
        for name, data in mutants(options.count, options.seed):
            (folder / name).write_bytes(data)
            names.append(str(folder / name))
        before = time.monotonic()
        code, said, lines = extracted(folder, options.timeout)
        seconds = time.monotonic() - before
    answered = Counter(line["source"]["path"] for line in lines)  # type: ignore[index]
    errors = [line["error"] for line in lines if "error" in line]
    kinds = Counter(error["kind"] for error in errors)  # type: ignore[index]
    faults = Counter(e["message"] for e in errors if "swedoc itself" in e["message"])  # type: ignore[index]
    lost = [name for name in names if answered[name] != 1]
    slow = kinds["TimedOut"]
    large = sum("(memory)" in error["message"] for error in errors)  # type: ignore[index]
    print(f"{len(names)} mutants in {seconds:.0f} s, exit code {code}: records {len(lines) - len(errors)}, "
          f"errors {len(errors)} {dict(kinds)}, lost {len(lost)}")  # fmt: skip
    print(f"over the limit of time {slow} ({slow / len(names):.2%}), of memory {large} "
          f"({large / len(names):.2%}), workers that died {kinds['WorkerDied']}")  # fmt: skip
    told = ("LimitExceeded", "WorkerDied", "TimedOut")
    why = Counter(error["message"] for error in errors if error["kind"] in told)  # type: ignore[index]
    for message, count in (why | faults).items():
        print(count, message)
    for line in lines:
        if "error" in line and line["error"]["kind"] == "WorkerDied":  # type: ignore[index]
            print("died:", Path(line["source"]["path"]).name)  # type: ignore[index]
    if "Traceback" in said:
        print(said[-2000:])
    return 1 if lost or faults else 0


if __name__ == "__main__":
    sys.exit(main())
