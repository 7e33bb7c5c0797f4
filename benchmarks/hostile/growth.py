"""How the time of every pattern grows with the length of its worst texts.

    python benchmarks/hostile/growth.py             # every pattern, 10 kB, 100 kB and 1 MB: some ten minutes
    python benchmarks/hostile/growth.py --only 'date'

A pattern is linear if its CPU time grows by an exponent of at most 1.1. What takes less than `FLOOR`
seconds tells nothing about growth, since the clock and the machine are louder; what fails is measured
again, the best of more rounds, before it is believed.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.hostile import texts
from benchmarks.hostile.usage import Used, every_pattern

T = TypeVar("T")
SIZES = (10_000, 100_000, 1_000_000)
MOST = 1.1
FLOOR = 0.02  # seconds
_ROUNDS = 5
_PATIENCE = 30.0  # wall seconds: ends a pattern that has failed anyway


class Growth(NamedTuple):
    """The worst that was found of one thing: seconds for each size, and the exponent between the last two."""

    name: str
    text: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """How the time grows from the last size but one to the last; 0 where that is too fast to tell."""
        before, after = self.seconds[-2:]
        if after < FLOOR:
            return 0.0
        return math.log(after / max(before, FLOOR / 10)) / math.log(self.sizes[-1] / self.sizes[-2])

    def __str__(self) -> str:
        each = "  ".join(f"{size:>9,}: {s:8.4f} s" for size, s in zip(self.sizes, self.seconds, strict=True))
        return f"{self.exponent:5.2f}  {each}  {self.name}  <-  {self.text}"


def use(used: Used, text: str, patience: float = _PATIENCE) -> None:
    """Use a pattern on a text as the library does: everywhere, or at the beginning only."""
    with _ended_after(patience):
        if used.anchored:
            used.pattern.match(text)
            used.pattern.fullmatch(text)
        else:
            for _ in used.pattern.finditer(text):
                pass


@contextmanager
def _ended_after(patience: float) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer than so many seconds; both engines listen to signals."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(work: Callable[[], None], rounds: int = 1) -> float:
    """CPU seconds, the least of some rounds; as long as the patience lasts if it does not end."""
    best = math.inf
    for _ in range(rounds):
        before = time.process_time()
        try:
            work()
        except TimeoutError:
            return _PATIENCE
        best = min(best, time.process_time() - before)
    return best


def grown(
    name: str, text: str, sizes: Sequence[int], made: Callable[[int], T], work: Callable[[T], None]
) -> Growth:
    """The growth of the work over what is made of each size; measured again if it seems too steep."""

    def measured(rounds: int) -> Growth:
        spent: list[float] = []
        for size in sizes:
            content = made(size)
            slow = spent and spent[-1] >= _PATIENCE
            spent.append(100 * _PATIENCE if slow else seconds(partial(work, content), rounds))
        return Growth(name, text, tuple(sizes), tuple(spent))

    first = measured(1)
    return first if first.exponent <= MOST or max(first.seconds) >= _PATIENCE else measured(_ROUNDS)


def growths(used: Used, sizes: Sequence[int], every: int = 1) -> Iterator[Growth]:
    """The growth of a pattern over each of its texts, or over one of so many."""

    def made(which: int, size: int) -> str:
        kind, number = (texts.common, which) if which < common else (own, which - common)
        return next(islice(kind(size), number, None))[1]

    own = partial(texts.own, used.pattern.pattern)
    common = sum(1 for _ in texts.common(100))
    names = [name for name, _ in (*texts.common(100), *own(100))]
    for which, name in list(enumerate(names))[len(used.name) % every :: every]:
        yield grown(used.name, name, sizes, partial(made, which), partial(use, used))


def main() -> int:
    """Measure, print what is too steep and what is slowest; 1 if anything is too steep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="patterns whose name contains this")
    asked.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    asked.add_argument("--show", type=int, default=10, help="how many of the slowest to print")
    options = asked.parse_args()
    patterns = [used for used in every_pattern() if options.only in used.name]
    found: list[Growth] = []
    for used in patterns:
        for growth in growths(used, options.sizes):
            found.append(growth)
            if growth.exponent > MOST:
                print("steep   ", growth, flush=True)
    steep = sum(growth.exponent > MOST for growth in found)
    for growth in sorted(found, key=lambda growth: -growth.seconds[-1])[: options.show]:
        print("slowest ", growth)
    print(f"{len(patterns)} patterns, {len(found)} growths, steeper than {MOST}: {steep}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
