"""Imported once by the forkserver: loads the library and its vocabulary, so that workers start warm."""

from __future__ import annotations

import contextlib


def up() -> None:
    """Read the canary, which compiles the patterns and loads the libraries that a PDF needs.

    What goes wrong here will go wrong again when the first document is read, and be told there.
    """
    with contextlib.suppress(Exception):
        from swedoc.workers.canary import canary
        from swedoc.workers.reading import read

        read(canary(), lambda digest: True)


up()
