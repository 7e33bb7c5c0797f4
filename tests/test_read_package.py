"""Archives: every document with its place, nothing outside, nothing without end."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
from support.office import memo_docx, memo_eml, tarred, zipped

from swedoc import limits, pipeline
from swedoc.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from swedoc.read.package import expand, members

FILES = {"akt 1/memo.txt": b"Ett", "akt 1/tv\u00e5.txt": b"Tv\xc3\xa5", "b.md": b"Tre"}


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        tarred(FILES),
        gzip.compress(tarred(FILES)),
        bz2.compress(tarred(FILES)),
        lzma.compress(tarred(FILES)),
    ],
    ids=["zip", "tar", "gz", "bz2", "xz"],
)
@pytest.mark.parametrize("named", ["arkiv.zip", "arkiv.pdf"])
def test_members_with_their_places(data: bytes, named: str, tmp_path: Path) -> None:
    expected = [(f"{named}!/{name}", content) for name, content in FILES.items()]
    assert list(members(data, named)) == expected
    path = tmp_path / named
    path.write_bytes(data)
    assert [(m.name, m.data) for m in expand(str(path))] == [(f"{tmp_path}/{n}", c) for n, c in expected]


def test_files_that_are_no_archives_are_left_to_their_readers(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(memo_docx(["Text"]))
    assert list(expand(str(path))) == [(str(path), None, None)]
    assert list(expand("memo.txt", b"Text")) == [("memo.txt", b"Text", None)]
    with pytest.raises(FileNotFoundError):
        list(expand(str(tmp_path / "saknas.zip")))


def test_archives_in_archives_and_mails() -> None:
    inner = zipped({"memo.docx": memo_docx(["Text"]), "c.txt": b"C"})
    names = [
        m.name
        for m in expand("a.zip", zipped({"in.zip": inner, "brev.eml": memo_eml(["Hej"]), "d.txt": b"D"}))
    ]
    assert names == ["a.zip!/in.zip!/memo.docx", "a.zip!/in.zip!/c.txt", "a.zip!/brev.eml", "a.zip!/d.txt"]


def test_attachments_follow_their_mail() -> None:
    import email
    import email.policy

    message = email.message_from_bytes(memo_eml(["Se bilaga"]), policy=email.policy.default)
    message.add_attachment(b"Bilaga", maintype="text", subtype="plain", filename="../bilaga.txt")
    found = list(expand("brev.eml", message.as_bytes()))
    assert [(m.name, m.error) for m in found] == [("brev.eml", None), ("brev.eml!/bilaga.txt", None)]


def test_packed_single_file() -> None:
    assert list(members(gzip.compress(b"Text"), "memo.txt.gz")) == [("memo.txt.gz!/memo.txt", b"Text")]


def test_mets_gives_the_order() -> None:
    mets = (
        '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>'
        '<file><FLocat xlink:href="file:///content/tv%C3%A5.txt"/></file>'
        '<file><FLocat xlink:href="content/ett.txt"/></file>'
        '<file><FLocat xlink:href="../../etc/passwd"/></file></fileGrp></fileSec></mets>'
    )
    files = {"p/content/ett.txt": b"1", "p/content/extra.txt": b"3", "p/content/tv\u00e5.txt": b"2",
             "p/sip.xml": mets, "p/schemas/a.xsd": b"<a/>"}  # fmt: skip
    for data in (
        zipped(files),
        tarred({k: v.encode() if isinstance(v, str) else v for k, v in files.items()}),
    ):
        assert [content for _, content in members(data, "p.tar")] == [b"2", b"1", b"3"]


def test_junk_and_links_are_ignored() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        link = zipfile.ZipInfo("l\u00e4nk.txt")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
        for name in ("__MACOSX/._memo.txt", ".DS_Store", "a/Thumbs.db", "memo.txt"):
            package.writestr(name, "a")
    assert [name for name, _ in members(out.getvalue(), "a.zip")] == ["a.zip!/memo.txt"]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("x.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    assert list(expand("a.tar", out.getvalue())) == []


def test_no_member_leaves_its_folder() -> None:
    for pack in (zipped, tarred):
        found = list(
            expand("a", pack({"../../ut.txt": b"a", "/etc/b.txt": b"b", "c:\\d.txt": b"c", "./e.txt": b"e"}))
        )
        assert [m.name for m in found] == ["a!/ut.txt", "a!/etc/b.txt", "a!/d.txt", "a!/e.txt"]
        assert [isinstance(m.error, DamagedFile) for m in found] == [True, True, True, False]


def test_names_in_old_code_pages() -> None:
    for encoding in ("cp850", "utf-8"):
        plain = "\u00e5tg\u00e4rd.txt".encode(encoding)
        data = zipped({"x" * len(plain): b"a"}).replace(b"x" * len(plain), plain)
        assert [name for name, _ in members(data, "a.zip")] == ["a.zip!/\u00e5tg\u00e4rd.txt"]


def test_damaged_and_locked_members_are_named() -> None:
    data = bytearray(zipped({"a.txt": b"aaaa" * 500, "b.txt": b"b"}))
    data[45] ^= 0xFF
    found = list(expand("a.zip", bytes(data)))
    assert [(m.name, type(m.error)) for m in found] == [
        ("a.zip!/a.txt", DamagedFile),
        ("a.zip!/b.txt", type(None)),
    ]
    locked = bytearray(zipped({"a.txt": b"aaaa"}))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    (member,) = expand("a.zip", bytes(locked))
    assert isinstance(member.error, EncryptedFile)


def test_truncated_archives_give_an_outcome() -> None:
    for whole in (zipped(FILES), tarred(FILES), gzip.compress(tarred(FILES))):
        for length in range(1, len(whole), max(1, len(whole) // 50)):
            assert list(expand("a", whole[:length]))


@pytest.mark.parametrize(
    ("limit", "settings", "data"),
    [
        ("ratio", limits.Limits(), zipped({"a.txt": b"a" * 30_000_000})),
        ("ratio", limits.Limits(), gzip.compress(b"a" * 30_000_000)),
        ("inflated_bytes", limits.Limits(inflated_bytes=1000), zipped({"a.txt": b"abc" * 1000})),
        ("archive_bytes", limits.Limits(archive_bytes=1000), zipped({"a.txt": b"abc" * 1000})),
        ("archive_bytes", limits.Limits(archive_bytes=1000), tarred({"a.txt": b"abc" * 1000})),
        ("members", limits.Limits(members=10), zipped({f"{i}.txt": b"a" for i in range(60)})),
        ("members", limits.Limits(members=10), tarred({f"{i}.txt": b"a" for i in range(20)})),
    ],
)
def test_limits_are_named(limit: str, settings: limits.Limits, data: bytes) -> None:
    with limits.allow(settings):
        errors = [m.error for m in expand("a", data) if m.error]
    assert len(errors) == 1
    assert isinstance(errors[0], LimitExceeded)
    assert limit in str(errors[0])


def test_nesting_is_limited() -> None:
    data = b"Text"
    for _ in range(8):
        data = zipped({"a.zip": data})
    (member,) = expand("a.zip", data)
    assert isinstance(member.error, LimitExceeded)
    assert "nesting" in str(member.error)


def test_archive_is_no_document() -> None:
    with pytest.raises(UnsupportedFormat, match="archive"):
        pipeline.read(zipped(FILES))
    with pytest.raises(UnsupportedFormat, match="PDF"):
        pipeline.read(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}))


def test_command_line_reads_archives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from swedoc.cli import main

    path = tmp_path / "akt.zip"
    path.write_bytes(zipped({"a/memo.txt": "Bidraget \u00e4r 450 tkr.", "kod.py": "x", "tom.pdf": b"%PDF-"}))
    main(["extract", str(path), "--jobs", "1", "--quiet"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["source"]["path"] for line in lines] == [f"{path}!/a/memo.txt", f"{path}!/tom.pdf"]
    assert lines[0]["amounts"][0]["value"] == 450000
    assert "error" in lines[1]
