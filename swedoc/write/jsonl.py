"""JSON Lines: one document, one line of UTF-8; the form that loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from swedoc.records import Record, encode
from swedoc.write import Entry, Options, Target, closed, one_file, opened, writers


@writers.register("jsonl", order=10)
class JsonLines:
    """Writes a line for each document; an unreadable one is a line with `source` and `error`."""

    suffixes = (".jsonl", ".ndjson")
    streams = True
    files = staticmethod(one_file)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        self._target = targets[0]
        self._out = opened(self._target)
        self._with_text = options.with_text

    def write(self, entry: Entry) -> None:
        """Write one line."""
        if isinstance(entry, Record):
            line = entry.to_json(with_text=self._with_text, show_personnummer=True)  # masked on the way here
        else:
            line = encode(entry)
        self._out.write(line + b"\n")

    def close(self) -> None:
        """Close the file."""
        closed(self._out, self._target)
