"""Every limit is a setting, holds, and is named when it is met."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.office import docx, memo_eml, p, tbl, zipped
from support.scan import scanned

import swedoc
from benchmarks.hostile.pdfs import TEXT, bomb, flate, one_page, pdf, stream
from swedoc import limits, pipeline
from swedoc.batch import parse_many
from swedoc.cli import main
from swedoc.errors import LimitExceeded, SettingsError
from swedoc.intake import Input
from swedoc.messages import texts
from swedoc.read import ocr
from swedoc.read.package import expand
from swedoc.settings import load


def first_error(data: bytes) -> None:
    """Raise the first error among the members of an archive."""
    for member in expand("a.zip", data):
        if member.error:
            raise member.error


def read(data: bytes) -> None:
    pipeline.read(data, name="memo")


def pages(count: int) -> bytes:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count)
    return pdf(objects)


CASES: dict[str, tuple[int, Callable[[bytes], None], bytes]] = {
    "file_bytes": (1_000, read, b"Bidrag. " * 200),
    "pages": (3, read, pages(4)),
    "content_bytes": (10_000, read, pdf(one_page(flate(TEXT + b" " * 20_000)))),
    "states": (1_000, read, pdf(one_page(flate(TEXT + b"q " * 100_000)))),
    "inflated_bytes": (1_000, read, docx(p("Bidrag. " * 500))),
    "archive_bytes": (1_000, first_error, zipped({"a.txt": b"abc" * 1000})),
    "ratio": (10, first_error, gzip.compress(b"a" * 6_000_000)),
    "members": (3, first_error, zipped({f"{n}.txt": b"a" for n in range(20)})),
    "parts": (3, read, docx(p("Bidrag"), header1=p("a"), header2=p("b"), header3=p("c"))),
    "nesting": (1, first_error, zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"a"})})})),
    "nodes": (10, read, docx(p("Bidrag") * 10)),
    "depth": (10, read, docx("<w:sdt>" * 20 + p("Bidrag") + "</w:sdt>" * 20)),
    "cells": (3, read, docx(tbl([["a", "b"], ["c", "d"]]))),
    "columns": (3, read, docx(tbl([["a", "b", "c", "d"]]))),
    "text": (100, read, b"Bidrag. " * 20),
    "numbers": (10, read, b"1 2 " * 20),
    "pixels": (1_000_000, read, scanned("Bidraget är 450 000 kronor till föreningen.")),
}


@pytest.mark.parametrize("name", CASES)
def test_each_limit_holds_and_is_named(name: str) -> None:
    if name == "pixels" and not ocr.available():
        pytest.skip("without Tesseract no page is drawn")
    value, attempt, data = CASES[name]
    with (
        limits.allow(limits.Limits(**{name: value})),
        pytest.raises(LimitExceeded, match=f"limit {name} = {value}"),
    ):
        attempt(data)
    attempt(data) if name != "ratio" else None  # the same is read under the default


def test_no_limit_is_untried() -> None:
    assert set(CASES) == set(limits.NAMES)


@pytest.mark.skipif(not ocr.available(), reason="without Tesseract no page is drawn")
def test_a_page_too_large_to_be_drawn_is_named_beside_those_that_were_read() -> None:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>"
    plan = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 9000]/Contents 8 0 R"
    plan += b"/Resources<</XObject<</I 7 0 R>>>>>>"
    more = [plan, stream(b"\0", image[2:-2]), stream(b"9000 0 0 9000 0 0 cm /I Do", b"")]
    record = swedoc.parse(pdf([*objects, *more]))
    assert record.source.unread_pages == (2,)
    assert "page 2 is larger than the limit pixels allows; it was not read" in record.source.warnings
    assert "gränsen pixels" in texts("sv").translated(record.source.warnings[-1])


def test_the_text_of_a_pdf_is_counted_while_it_is_read() -> None:
    with limits.allow(limits.Limits(text=40)), pytest.raises(LimitExceeded, match="limit text"):
        read(pages(3))


def test_text_and_numbers_of_plain_text() -> None:
    for limit in ("text", "numbers"):
        with limits.allow(limits.Limits(**{limit: 10})), pytest.raises(LimitExceeded, match=f"limit {limit}"):
            swedoc.parse_text("1 2 " * 20)


@pytest.mark.parametrize(
    "content",
    [
        bomb(b" ", 60_000_000),
        stream(zlib.compress(b" " * 60_000_000), b"/Filter /FlateDecode "),
        stream(zlib.compress(b" " * 60_000_000), b"/Filter[/Fl]"),
    ],
)
def test_a_content_stream_is_measured_before_it_is_read(content: bytes) -> None:
    with pytest.raises(LimitExceeded, match="content_bytes"):
        swedoc.parse(pdf(one_page(content)))


def test_damaged_streams_and_images_are_left_to_pdfium() -> None:
    image = stream(zlib.compress(b" " * 60_000_000), b"/Subtype/Image/Filter/FlateDecode/Width 1/Height 1")
    broken = stream(b"no flate at all" * 5_000, b"/Filter/FlateDecode")
    assert "450 000" in swedoc.parse(pdf(one_page(more=[image, broken]))).text


def test_settings_of_limits(tmp_path: Path) -> None:
    (tmp_path / "swedoc.toml").write_text("[limits]\npages = 7\ntext = 100\n")
    settings = load(tmp_path, {"SWEDOC_LIMIT_TEXT": "200", "SWEDOC_LIMITS": "no setting"})
    assert (settings.limits.pages, settings.limits.text) == (7, 200)
    assert load(Path("/"), {}).limits == limits.Limits()
    for text, told in (("page = 7", "pages"), ("pages = 0", "above zero"), ('pages = "x"', "whole number")):
        (tmp_path / "swedoc.toml").write_text(f"[limits]\n{text}\n")
        with pytest.raises(SettingsError, match=told):
            load(tmp_path, {})


def test_settings_reach_the_workers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("Bidraget är 450 kr. " * 10)
    monkeypatch.setenv("SWEDOC_LIMIT_TEXT", "50")
    assert main(["extract", str(path), "--quiet"]) == 3
    assert "limit text = 50" in capsys.readouterr().out
    with limits.allow(limits.Limits(numbers=3)):
        (result,) = parse_many([path])
    assert "limit numbers" in str(result.error)


def test_archives_in_archives_share_one_ratio() -> None:
    data = zipped({"a.txt": b"a" * 4_000_000})
    for _ in range(3):
        data = zipped({f"{n}.zip": data for n in range(16)})
    found = list(expand("a.zip", data))
    assert len(found) < 400
    assert found[-1].error is not None
    assert "ratio" in str(found[-1].error)


def test_a_mail_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "brev.eml"
    path.write_bytes(memo_eml(["Bidrag. " * 500]))
    with limits.allow(limits.Limits(file_bytes=1_000)):
        (member,) = expand(str(path))
        assert "file_bytes" in str(member.error)
        with pytest.raises(LimitExceeded, match="file_bytes"):
            Input(str(path)).read()
