"""Which documents PATH… stands for: files, folders with their subfolders, globs, `-`.

A file that is named is always tried. In a folder everything that may hold a memo is taken, in sorted
order, also what no reader knows yet: it then shows up as unreadable instead of vanishing. Only what
plainly is no document (`.py`, `.json` …) and what is hidden is passed over, and counted.
"""

from __future__ import annotations

import glob
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

STDIN = "-"
DOCUMENTS = frozenset(
    (
        *("pdf", "txt", "text", "md", "markdown", "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf"),
        *("htm", "html", "xhtml", "xml", "eml", "msg", "mht", "ppt", "pptx", "odp", "xls", "xlsx", "ods"),
        *("pages", "wpd", "sxw", "tif", "tiff", "jpg", "jpeg", "png", "bmp", "jp2", "asc", "p7m"),
        *("zip", "tar", "gz", "tgz", "bz2", "xz", "7z", "rar"),
    )
)


@dataclass(frozen=True)
class Shard:
    """The `number`-th of `count` parts of all paths; the hash of a path says which part it is in.

    >>> sum("memo.pdf" in Shard(number, 7) for number in range(1, 8))
    1
    """

    number: int = 1
    count: int = 1

    def __contains__(self, path: str) -> bool:
        return zlib.crc32(os.fsencode(path)) % self.count == self.number - 1


@dataclass
class Collection:
    """The documents behind a list of paths, found while they are asked for.

    `skipped` counts the files passed over so far, by suffix.
    """

    paths: Iterable[str]
    skipped: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[str]:
        for path in self.paths:
            if path == STDIN or os.path.isfile(path):  # noqa: PTH113 - no path is too long for it
                yield path
            elif os.path.isdir(path):  # noqa: PTH112
                yield from self._folder(path)
            else:
                yield from self._matches(path)

    def takes(self, path: str) -> bool:
        """Whether a member of an archive may hold a memo; counted if not."""
        if "!/" not in path or may_be_document(path):
            return True
        self.skipped[Path(path).suffix.lower()] += 1
        return False

    def _matches(self, pattern: str) -> Iterator[str]:
        """What a glob stands for; a path without a match is given as it is, to fail by its name."""
        found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207 - absolute patterns, too
        if not found:
            yield pattern
        for path in found:
            if Path(path).is_dir():
                if "**" not in pattern:
                    yield from self._folder(path)
            else:
                yield path

    def _folder(self, folder: str) -> Iterator[str]:
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = str(Path(root) / name)
                if name.startswith("."):
                    continue
                if _document(path):
                    yield path
                else:
                    self.skipped[Path(name).suffix.lower() or name] += 1


def may_be_document(path: str) -> bool:
    """Whether the suffix of a file lets it be a document.

    >>> [may_be_document(name) for name in ("memo.pdf", "memo", "Dnr 2021.77", "run.py")]
    [True, True, True, False]
    """
    return _suffix(path) in DOCUMENTS or not _other(_suffix(path))


def _suffix(path: str) -> str:
    return Path(path).suffix[1:].lower()


def _other(suffix: str) -> bool:
    """Whether a suffix names a kind of file that is no document."""
    return bool(suffix) and not suffix.isdigit() and len(suffix) <= 5 and suffix.isascii()


def _document(path: str) -> bool:
    if _suffix(path) in DOCUMENTS:
        return True
    if not may_be_document(path):
        return False
    try:
        with Path(path).open("rb") as file:
            return file.read(1024).lstrip().startswith((b"%PDF-", b"PK\x03\x04"))
    except OSError:
        return True


def printable(path: str) -> str:
    """A path that any output can hold: bytes of a file name that are no UTF-8 are written `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
