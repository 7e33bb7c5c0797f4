"""Fuzz one target for as long as wanted: `python tests/fuzz/run.py docx --seconds 3600`."""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from fuzz.bending import KINDS, Edit, bent  # noqa: E402 - found by the line above
from fuzz.targets import TARGETS  # noqa: E402

_SLOW = 5.0  # CPU seconds for one small document


def at_random(name: str, seconds: float, seed: int) -> int:
    """Bend the corpus at random; each different crash is told once and written to a file."""
    dice, target = random.Random(seed), TARGETS[name]
    end, tried, crashes = time.monotonic() + seconds, 0, Counter[str]()
    while time.monotonic() < end:
        edits = [
            Edit(dice.randrange(KINDS), dice.random(), int(dice.expovariate(0.02)), dice.randrange(5000))
            for _ in range(dice.choice((1, 1, 2, 4, 8, 20)))
        ]
        data = bent(dice.choice(target.corpus), edits, target.words)
        tried += 1
        before = time.process_time()
        try:
            target.read(data)
        except Exception:
            _keep(name, data, traceback.format_exc(), crashes)
        if time.process_time() - before > _SLOW:
            _keep(name, data, f"slow: {time.process_time() - before:.1f} s", crashes)
    print(f"{name}: {tried} documents, {crashes.total()} crashes, {len(crashes)} different")
    return 1 if crashes else 0


def _keep(name: str, data: bytes, told: str, crashes: Counter[str]) -> None:
    place = "\n".join(line for line in told.splitlines() if line.lstrip().startswith("File "))
    crashes[place or told[:4]] += 1
    if crashes[place or told[:4]] == 1:
        path = Path(f"crash-{name}-{hashlib.sha256(data).hexdigest()[:12]}.bin")
        path.write_bytes(data)
        print(f"{path}\n{told}", flush=True)


def main() -> int:
    """Fuzz with atheris if it is there."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("target", choices=TARGETS)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    options = asked.parse_args()
    try:
        import atheris  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return at_random(options.target, options.seconds, options.seed)
    folder = Path(f"corpus-{options.target}")
    folder.mkdir(exist_ok=True)
    for number, data in enumerate(TARGETS[options.target].corpus):
        (folder / str(number)).write_bytes(data)
    atheris.instrument_all()
    atheris.Setup(
        [sys.argv[0], str(folder), f"-max_total_time={options.seconds:.0f}"], TARGETS[options.target].read
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
