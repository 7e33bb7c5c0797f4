"""ZIP files opened with care: members are counted, unpacked bytes are counted while unpacking.

A ZIP file says how large its members are, and may lie. What counts is what comes out.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from swedoc import limits
from swedoc.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat

_LEAST_ENTRY = 46  # bytes of a directory entry without a name
_DIRECTORY_SIZE = 5  # where `zipfile` puts the size of the directory
_CHUNK = 1 << 16
FREE = 5_000_000  # bytes that may come out of any number of packed ones
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, KeyError)


class Zipped:
    """The members of a ZIP file; `limit` is the name of the limit on what they unpack to together.

    A file that was opened for it is closed when it is left: `with Zipped(path) as package`.
    """

    def __init__(
        self, source: bytes | Path, *, members: str = "parts", limit: str = "inflated_bytes"
    ) -> None:
        self._packed = len(source) if isinstance(source, bytes) else source.stat().st_size
        self._limit = limit
        self._inflated = 0
        self._stream: IO[bytes] = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        try:
            _check_directory(self._stream, members)
            self._file = zipfile.ZipFile(self._stream)
            self.infos = self._file.infolist()
            limits.check(members, len(self.infos))
        except LimitExceeded:
            self._stream.close()
            raise
        except (*_BROKEN, NotImplementedError, struct.error, OverflowError) as error:
            self._stream.close()
            raise DamagedFile("the ZIP container is damaged and cannot be opened") from error
        self.names = [info.filename for info in self.infos]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __contains__(self, name: str) -> bool:
        return name in self._file.NameToInfo

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """A whole member. Raises `ReadError`."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
        """A member piece by piece, counted. Raises `ReadError`."""
        allowed = getattr(limits.current(), self._limit)
        ratio = limits.current().ratio
        try:
            with self._file.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    self._inflated += len(chunk)
                    if self._inflated > allowed:
                        raise limits.exceeded(self._limit)
                    if self._inflated > FREE + ratio * self._packed:
                        raise limits.exceeded("ratio")
                    yield chunk
        except LimitExceeded:
            raise
        except RuntimeError as error:
            raise EncryptedFile("the file is locked with a password; save an unlocked copy") from error
        except NotImplementedError as error:
            raise UnsupportedFormat("the file is packed with a method that is not supported") from error
        except _BROKEN as error:
            raise DamagedFile("a part of the file is damaged and cannot be unpacked") from error


def _check_directory(stream: IO[bytes], members: str) -> None:
    """Refuse a directory that has room for far too many members, before it is read into memory."""
    end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]
    if end is not None and end[_DIRECTORY_SIZE] > _LEAST_ENTRY * 4 * (getattr(limits.current(), members) + 1):
        raise limits.exceeded(members)
