"""How far a batch has come: a bar on a terminal, a line now and then elsewhere, both on stderr.

[#####---------------]  12 400 of 50 000  41/s  15 min  adds up 5 210, differs 96, nothing to check …
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter

from swedoc.messages import Texts
from swedoc.terminal import SUMMARY

_BAR = 20


class Progress:
    """Counts documents and shows the count: a few times a second on a terminal, else every half minute."""

    def __init__(self, words: Texts, *, quiet: bool) -> None:
        self._words = words
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._pause = 0.2 if self._terminal else 30.0
        self._done = 0
        self._counts: Counter[str] = Counter()
        self._begun = time.monotonic()
        self._next = self._begun + max(self._pause, 0.5)

    def advance(self, outcome: str, verdict: str | None, total: int | None = None) -> None:
        """Count a document by its verdict, `None` for one without record; a duplicate has none of its own."""
        self._done += 1
        if outcome != "duplicate":
            self._counts["unreadable" if verdict is None else SUMMARY[verdict]] += 1
        now = time.monotonic()
        if not self._quiet and now >= self._next:
            self._next = now + self._pause
            line = self.line(now - self._begun, total)
            if self._terminal:
                width = shutil.get_terminal_size().columns - 1
                sys.stderr.write(f"\r\x1b[K{line[:width]}")
            else:
                sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def line(self, seconds: float, total: int | None) -> str:
        """The count so far, its rate, what is left if the total is known, and the verdicts."""
        done, words = self._done, self._words
        rate = done / max(seconds, 0.001)
        names = ("adds_up", "differs", "nothing_to_check", "unreadable")
        verdicts = words("say.verdicts", **{name: _spaced(self._counts[name]) for name in names})
        pace = f"{rate:.0f}/s" if rate >= 1 else f"{rate:.2f}/s"
        if not total:
            return f"{_spaced(done)}  {pace}  {verdicts}"
        filled = "#" * (_BAR * done // total)
        left = _duration((total - done) / rate)
        count = words("say.of", done=_spaced(done), total=_spaced(total))
        return f"[{filled:-<{_BAR}}]  {count}  {pace}  {left}  {verdicts}"

    def clear(self) -> None:
        """Take the bar away, so that a message gets the line."""
        if self._terminal and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _spaced(number: int) -> str:
    """12400 as 12 400."""
    return f"{number:,}".replace(",", " ")


def _duration(seconds: float) -> str:
    """The time in its largest unit.

    >>> _duration(42), _duration(900), _duration(9000)
    ('42 s', '15 min', '2.5 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
