"""Documents with the same bytes are read once; the others get the same answer.

Which of them is "the first" is a matter of the input order, never of which worker was faster, so that
the output is the same for one worker and for many. The bodies of answers are kept as long as there is
room; a duplicate that comes after its original was let go is read again.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterator

from swedoc.workers.outcomes import Outcome
from swedoc.workers.supervisor import Answer

ROOM = 64 << 20


class Originals:
    """The answers that duplicates may share, at most `room` bytes of them."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._reading: dict[str, int] = {}
        self._kept: OrderedDict[str, tuple[Outcome, bytes]] = OrderedDict()
        self._waiting: dict[str, list[int]] = {}

    def claim(self, number: int, key: str) -> bool:
        """Whether document `number` should be read; not if its bytes are being read or were."""
        if self._reading.get(key, number) != number or key in self._kept:
            return False
        self._reading[key] = number
        return True

    def settle(self, answer: Answer) -> Iterator[Answer]:
        """The answer, or the one that a duplicate shares, and those of duplicates that waited for it."""
        key = answer.key
        if key is None:
            yield answer
        elif answer.outcome != "duplicate":
            self._keep(key, answer)
            yield answer
            for number in self._waiting.pop(key, ()):
                yield answer._replace(number=number)
        elif key in self._kept:
            outcome, packed = self._kept[key]
            yield Answer(answer.number, outcome, zlib.decompress(packed), key)
        else:
            self._waiting.setdefault(key, []).append(answer.number)

    def _keep(self, key: str, answer: Answer) -> None:
        packed = zlib.compress(answer.body, 1)
        self._reading.pop(key, None)
        self._kept[key] = (answer.outcome, packed)
        self._room -= len(packed)
        while self._room < 0 and self._kept:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._room += len(dropped)
