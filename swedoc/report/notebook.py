"""The reviewer's page inside a notebook: what Jupyter shows for a record.

    import swedoc
    swedoc.parse("memo.pdf")     # as the last line of a cell

The page stands in a frame of its own, without scripts, so that it looks the same everywhere and cannot
touch the notebook.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape

from swedoc.records import Record
from swedoc.report import build

_HEIGHT = 720  # CSS pixels
_MOST_BYTES = 20_000_000  # a larger file is shown as text; a notebook keeps every picture it has shown


def html(record: Record, language: str = "sv") -> str:
    """The page of a record as an inline frame, with pictures if the file is still there, else its text."""
    page = build.document(record, _bytes(record.source.path), language)
    return (
        f'<iframe sandbox="" title="{escape(record.source.path or "swedoc")}" '
        f'style="width:100%;height:{_HEIGHT}px;border:1px solid #8888" srcdoc="{escape(page)}"></iframe>'
    )


def _bytes(path: str | None) -> bytes | None:
    """The file that a record was read from, if it can still be read."""
    try:
        file = Path(path or "")
        return file.read_bytes() if path and file.is_file() and file.stat().st_size <= _MOST_BYTES else None
    except (OSError, ValueError):
        return None
