"""Archives: the documents in ZIP and TAR files, in packages for e-archives, and in mails.

    leverans.zip!/akt 12/memo.pdf
    leverans.zip!/inkommet.eml!/bilaga.docx

Nothing is written to disk and no link is followed, so no member can leave its folder. A package
with a METS file (FGS-CSIP, the Swedish National Archives' specification) gives its files in the
order that the METS file lists them.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple
from urllib.parse import unquote

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.errors import DamagedFile, ReadError, UnsupportedFormat
from swedoc.read import Reader, mail, outlook, readers
from swedoc.read.xml import events
from swedoc.read.zipped import FREE, Zipped

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")  # a ZIP file that is one document
_Packed = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_PACKED: dict[bytes, Callable[[IO[bytes]], _Packed]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": lambda file: bz2.BZ2File(file),
    b"\xfd7zXZ\x00": lambda file: lzma.LZMAFile(file),  # noqa: SIM115 - closed by its user
}
_PREFIXES = {"http://www.loc.gov/METS/": "mets", "http://www.w3.org/1999/xlink": "xlink"}
_METS = ("mets.xml", "sip.xml", "aip.xml", "dip.xml", "info.xml")
_JUNK = ("__MACOSX/", ".", "Thumbs.db", "desktop.ini")
_CHUNK = 1 << 18
_IN_MEMORY = 50_000_000  # bytes of an unpacked TAR file; more goes to a nameless temporary file
_HEAD = 4096
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, RecursionError)


class Member(NamedTuple):
    """A document in an archive, or the reason why it could not be taken out.

    `data` is `None` for a file on disk that is no archive: its reader opens it.
    """

    name: str
    data: bytes | None
    error: ReadError | None = None


@dataclass(slots=True)
class _Budget:
    """What the archives inside one archive may use up together."""

    packed: int
    members: int = 0
    inflated: int = 0

    def member(self) -> None:
        self.members += 1
        limits.check("members", self.members)

    def unpack(self, size: int) -> None:
        """Count bytes that were unpacked: an archive in an archive counts at each level."""
        self.inflated += size
        limits.check("archive_bytes", self.inflated)
        if self.inflated > FREE + limits.current().ratio * self.packed:
            raise limits.exceeded("ratio")

    @property
    def spent(self) -> bool:
        """Whether a limit on the whole archive has been met, which ends the reading of it."""
        allowed = limits.current()
        return (
            self.members > allowed.members
            or self.inflated > allowed.archive_bytes
            or self.inflated > FREE + allowed.ratio * self.packed
        )

    def gather(self, chunks: Iterator[bytes]) -> bytes:
        """The whole of a member."""
        parts = []
        size = 0
        for chunk in chunks:
            parts.append(chunk)
            size += len(chunk)
            limits.check("inflated_bytes", size)
            self.unpack(len(chunk))
        return b"".join(parts)


def expand(path: str, data: bytes | None = None) -> Iterator[Member]:
    """The documents in a file: its members if it is an archive, else the file itself.

    A mail comes first, then the files attached to it. A member that cannot be taken out comes with
    its error, and so does the archive when a limit ends the reading of it.

    Args:
        path: the name of the file; it is opened if there is no `data`.
        data: what the file holds.

    Raises:
        OSError: the file cannot be opened.

    >>> [member.name for member in expand("memo.txt", b"Dnr KS 2019/418")]
    ['memo.txt']
    """
    try:
        size = Path(path).stat().st_size if data is None else len(data)
        yield from _expand(path, data, _Budget(size), 0)
    except ReadError as error:
        yield Member(path, None, error)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents in an archive as names and contents; what cannot be taken out is left out."""
    for member in expand(name, data):
        if member.error is None and member.data is not None:
            yield member.name, member.data


def _expand(name: str, data: bytes | None, budget: _Budget, depth: int) -> Iterator[Member]:
    head = data[:_HEAD] if data is not None else _head(name)
    inside: Iterator[tuple[str, bytes, ReadError | None]] | None = None
    if head.startswith(_ZIP):
        inside = _zip(Path(name) if data is None else data, budget)
    elif head[257:262] == b"ustar" or head.startswith(tuple(_PACKED)):
        inside = _tar(name, data, head, budget)
    elif mail.sniff(head, "") or outlook.sniff(head, ""):
        if data is None:
            limits.check("file_bytes", Path(name).stat().st_size)
            data = Path(name).read_bytes()
        yield Member(name, data)
        inside = _attached(data, budget)
    if inside is None:
        yield Member(name, data)
        return
    for path, content, error in inside:
        inner = f"{name}!/{path}" if path else name
        if error is not None:
            yield Member(inner, None, error)
        elif not path:
            yield Member(name, data)
        elif depth >= limits.current().nesting:
            yield Member(inner, None, limits.exceeded("nesting"))
            return
        else:
            try:
                yield from _expand(inner, content, budget, depth + 1)
            except ReadError as trouble:
                yield Member(inner, None, trouble)
                if budget.spent:
                    raise


def _head(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(_HEAD)


_Found = Iterator[tuple[str, bytes, ReadError | None]]


def _zip(source: bytes | Path, budget: _Budget) -> _Found:
    """The members of a ZIP file; one empty name if it is a document of its own."""
    with Zipped(source, members="members", limit="archive_bytes") as package:
        if any(name in package for name in _OFFICE):
            yield "", b"", None
            return
        infos = {
            _name(info): info
            for info in package.infos
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16)
        }
        listed = _listed(list(infos), lambda name: package.read(infos[name]))
        for name in listed:
            budget.member()
            yield _taken(name, budget, lambda name=name: budget.gather(package.chunks(infos[name])))  # type: ignore[misc]


def _tar(path: str, data: bytes | None, head: bytes, budget: _Budget) -> _Found:
    """The members of a TAR file, packed or not; the one file in a packed file that is no TAR."""
    with io.BytesIO(data) if data is not None else Path(path).open("rb") as file:
        opener = next((opener for magic, opener in _PACKED.items() if head.startswith(magic)), None)
        if opener is None:
            yield from _tar_members(file, budget)
            return
        with SpooledTemporaryFile(_IN_MEMORY) as unpacked:
            _unpack(opener, file, unpacked, budget)
            unpacked.seek(257)
            is_tar = unpacked.read(5) == b"ustar"
            unpacked.seek(0)
            if is_tar:
                yield from _tar_members(unpacked, budget)
            else:
                budget.member()
                inner = path.rpartition("/")[2].rpartition(".")[0] or "file"
                yield inner, budget.gather(iter(lambda: unpacked.read(_CHUNK), b"")), None


def _unpack(
    opener: Callable[[IO[bytes]], _Packed], file: IO[bytes], unpacked: IO[bytes], budget: _Budget
) -> None:
    """Unpack a file, counted."""
    try:
        with opener(file) as stream:
            while chunk := stream.read(_CHUNK):
                budget.unpack(len(chunk))
                unpacked.write(chunk)
    except _BROKEN as error:
        raise DamagedFile("the archive is damaged and cannot be unpacked") from error


class _Info(tarfile.TarInfo):
    """A header of a TAR file; one that would make the reader go backwards is refused."""

    def _block(self, count: int) -> int:
        if count < 0:
            raise tarfile.ReadError("negative size")
        return super()._block(count)  # type: ignore[misc,no-any-return]


def _tar_members(file: IO[bytes], budget: _Budget) -> _Found:
    try:
        with tarfile.open(
            fileobj=file, mode="r:", tarinfo=_Info, encoding="utf-8", errors="surrogateescape"
        ) as tar:
            infos: dict[str, tarfile.TarInfo] = {}
            for info in tar:
                limits.check("members", len(infos))
                if info.isfile():
                    infos[_decoded(info.name.encode("utf-8", "surrogateescape"))] = info

            def chunks(name: str) -> Iterator[bytes]:
                stream = tar.extractfile(infos[name])
                while stream is not None and (chunk := stream.read(_CHUNK)):
                    yield chunk

            for name in _listed(list(infos), lambda name: budget.gather(chunks(name))):
                budget.member()
                yield _taken(name, budget, lambda name=name: budget.gather(chunks(name)))  # type: ignore[misc]
    except _BROKEN as error:
        raise DamagedFile("the archive is damaged and cannot be read to its end") from error


def _attached(data: bytes, budget: _Budget) -> _Found:
    """The files attached to a mail."""
    try:
        found = outlook.attachments(data) if outlook.sniff(data, "") else mail.attachments(data)
    except ReadError:
        return  # the mail's own reader says what is wrong
    for number, (name, content) in enumerate(found, 1):
        budget.member()
        yield _inside(name) or f"{number}.bin", content, None


def _taken(name: str, budget: _Budget, take: Callable[[], bytes]) -> tuple[str, bytes, ReadError | None]:
    """A member, or why it cannot be taken out. Limits of the whole archive end the reading."""
    safe = _inside(name)
    if safe != name.removeprefix("./"):
        return safe or "?", b"", DamagedFile("the member's path leads out of the archive; it was not read")
    try:
        return safe, take(), None
    except ReadError as error:
        if budget.spent:
            raise
        return safe, b"", error
    except _BROKEN:
        return safe, b"", DamagedFile("the member is damaged and cannot be unpacked")


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member. Without its flag for UTF-8 it is a guess; CP437 and CP850 share å ä ö."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return _decoded(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "cp850"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("latin-1")


def _inside(name: str) -> str:
    """A path without the parts that lead out of its archive."""
    name = name.replace("\\", "/").replace("\0", "").replace("!/", "!_")
    return "/".join(
        part for part in name.split("/") if part not in ("", ".", "..") and not part.endswith(":")
    )


def _listed(names: list[str], take: Callable[[str], bytes]) -> list[str]:
    """The members that hold documents: those that a METS file lists first, in its order."""
    names = [
        name
        for name in names
        if not any(part.startswith(_JUNK[1:]) for part in name.split("/") if part not in (".", ".."))
        and not name.startswith(_JUNK[0])
    ]
    descriptions = [n for n in names if posixpath.basename(n).lower() in _METS or "mets" in n.lower()[-40:]]
    descriptions = [n for n in descriptions if n.lower().endswith(".xml")]
    ordered: dict[str, None] = {}
    known = {posixpath.normpath(name): name for name in names}
    found: set[str] = set()
    for description in sorted(descriptions, key=lambda name: name.count("/"))[:20]:
        try:
            files = _mets(take(description))
        except ReadError:
            continue
        if files:
            found.add(description)
        for href in files:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(description), href))
            if path in known:
                ordered.setdefault(known[path])
    if not found:
        return names
    described = [
        name for name in names if name not in ordered and not name.lower().endswith((".xml", ".xsd"))
    ]
    return [
        name for name in [*ordered, *described] if name not in found and not name.lower().endswith(".xsd")
    ]


def _mets(data: bytes) -> list[str]:
    """The files that a METS file lists, in its order."""
    found = []
    for what, name, attributes in events((data,), _PREFIXES):
        if what == "start" and name == "mets:FLocat":
            href = unquote(attributes.get("xlink:href", ""))
            if "://" not in href.removeprefix("file://"):
                found.append(href.removeprefix("file:").lstrip("/"))
    return found


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is an archive, which is no document of its own."""
    return data.startswith((*_ZIP, *_PACKED)) or data[257:262] == b"ustar"


def read(data: bytes, suffix: str) -> RawDocument:
    """Say what to do with an archive, or with a packed document that no reader knows."""
    if data.startswith(_ZIP) and b"[Content_Types].xml" in data:
        raise UnsupportedFormat("spreadsheets and slides are not read; save the file as PDF")
    raise UnsupportedFormat("the file is an archive; swedoc extract reads the documents in it")


readers.register("package", order=60)(Reader(sniff, read))
