"""One file for each format.

A writer is a class entered with `@writers.register(name)`; the name is what `--format` takes. It is
made with the files to write and the options, gets one record (or error record) after the other, and
is closed:

    @writers.register("jsonl")
    class JsonLines:
        suffixes = (".jsonl",)
        files = staticmethod(one_file)
        def __init__(self, targets: Sequence[Target], options: Options) -> None: ...
        def write(self, entry: Entry) -> None: ...
        def close(self) -> None: ...

A writer never sees the final names: `writing` hands it temporary files beside them, and renames
them when all is written, so that nobody ever finds half a file.
"""

from __future__ import annotations

import errno
import glob
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, Protocol

from swedoc.privacy import masked
from swedoc.records import ErrorRecord, Record
from swedoc.registry import Registry

Entry = Record | ErrorRecord
Target = Path | IO[bytes]
"""Where to write: a file by its path, or an open stream (standard output)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user can choose about a format."""

    with_text: bool = False
    csv_style: Literal["sv", "en"] = "sv"
    show_personnummer: bool = False


class Writer(Protocol):
    """Writes records in one format."""

    def write(self, entry: Entry) -> None:
        """Take the next document, in input order."""

    def close(self) -> None:
        """Write what is left. Called once, when every document has been written."""


class Format(Protocol):
    """The class of a writer: what it writes, and to which files."""

    suffixes: tuple[str, ...]
    streams: bool
    """Whether it can write to a stream; a database cannot."""

    def __call__(self, targets: Sequence[Target], options: Options) -> Writer:
        """Make a writer for the given files."""

    def files(self, out: Path, options: Options) -> tuple[Path, ...]:
        """The files that it makes of `-o OUT`; the first is OUT itself."""


writers: Registry[Format] = Registry("swedoc.write")


def one_file(out: Path, options: Options) -> tuple[Path, ...]:
    """For formats that are a single file."""
    return (out,)


def format_of(out: Path) -> str | None:
    """The name of the format that the suffix of `out` stands for."""
    return next((name for name, writer in writers.items() if out.suffix.lower() in writer.suffixes), None)


def opened(target: Target) -> IO[bytes]:
    """The target as a stream to write bytes to."""
    return target.open("wb") if isinstance(target, Path) else target


def closed(stream: IO[bytes], target: Target) -> None:
    """Close what `opened` opened; a stream that was given is only flushed."""
    if isinstance(target, Path):
        stream.close()
    else:
        stream.flush()


@dataclass(frozen=True, slots=True)
class Masking:
    """A writer whose records lose their personal identity numbers on the way, if they still have any."""

    writer: Writer

    def write(self, entry: Entry) -> None:
        """Pass on the next document."""
        self.writer.write(masked(entry) if isinstance(entry, Record) else entry)

    def close(self) -> None:
        """Close the writer."""
        self.writer.close()


def writer_for(name: str, targets: Sequence[Target], options: Options) -> Writer:
    """The writer of a format, which masks personal identity numbers unless they are to be shown."""
    writer = writers[name](targets, options)
    return writer if options.show_personnummer else Masking(writer)


@contextmanager
def writing(name: str, out: Path, options: Options) -> Iterator[Writer]:
    """A writer whose files appear under their names when, and only when, all has been written.

    Raises:
        OSError: a file cannot be written; its `filename` says which.
    """
    finals = [Path(os.path.realpath(final)) for final in writers[name].files(out, options)]
    drafts: list[Path] = []
    try:
        drafts = [_draft(final) for final in finals]
        writer = writer_for(name, drafts, options)
        yield writer
        writer.close()
        for draft, final in zip(drafts, finals, strict=True):
            if draft != final:
                draft.replace(final)
    finally:
        for draft in set(drafts) - set(finals):
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def sweep(name: str, out: Path, options: Options) -> None:
    """Remove the drafts of a run that was killed; only for who knows that no other run writes `out`."""
    for final in writers[name].files(out, options):
        final = Path(os.path.realpath(final))
        for draft in final.parent.glob(f".{glob.escape(final.name)}.????????.part"):
            with suppress(OSError):
                draft.unlink()


def _draft(final: Path) -> Path:
    """An empty temporary file beside `final`, with the rights that a new file gets.

    A device or a pipe (`/dev/null`) is written to as it is; renaming a file over it would destroy it.
    """
    if final.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory", str(final))
    if final.exists() and not final.is_file():
        return final
    try:
        handle, name = tempfile.mkstemp(prefix=f".{final.name}.", suffix=".part", dir=final.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(final)) from error
    os.close(handle)
    umask = os.umask(0)
    os.umask(umask)
    draft = Path(name)
    draft.chmod(0o666 & ~umask)
    return draft
