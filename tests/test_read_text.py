"""Plain text and Markdown in the encodings that Swedish archives hold."""

from __future__ import annotations

import pytest

from swedoc import pipeline
from swedoc.errors import DamagedFile, UnsupportedFormat
from swedoc.read import read
from swedoc.read.text import decode

MEMO = (
    "Ärendebeskrivning\nFörvaltningen föreslår att nämnden beviljar bidraget på 450 000 kronor "
    "för år 2022.\nÅsa Åkerlöv, handläggare"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850", "mac-roman"],
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(MEMO.encode(encoding))[0] == MEMO


def test_seven_bit_swedish() -> None:
    seven = MEMO.translate(str.maketrans("åäöÅÄÖ", "}{|][\\")).encode("ascii")
    assert decode(seven) == (MEMO, "iso646-se")


@pytest.mark.parametrize(
    "text", ["a {b} c {d}", "|Post|2022|\n|---|---|\n|Drift|100|", "x = [1] | {y}", "f(x) {return x|y}"]
)
def test_brackets_of_ordinary_text_stay(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_short_windows_text() -> None:
    assert decode("Dnr KS 2019/418 – Väg".encode("cp1252"))[0] == "Dnr KS 2019/418 – Väg"


@pytest.mark.parametrize("name", ["memo.pdf", "memo", "memo.txt", None])
def test_wrong_suffix_still_works(name: str | None) -> None:
    assert read(MEMO.encode(), name=name).text == MEMO


def test_markdown_is_told_apart() -> None:
    assert read(b"# Rubrik\n\nText", name="a.md").media_type == "text/markdown"
    assert read("## **Ärende**\n\nText".encode(), name=None).media_type == "text/markdown"
    assert read(MEMO.encode(), name="a.txt").media_type == "text/plain"


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\x00\x00\x00"])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="file"):
        read(data, name="memo.txt")


def test_unknown_binary() -> None:
    with pytest.raises(UnsupportedFormat, match="no reader"):
        read(bytes(range(256)) * 20, name="memo.bin")


def test_pages_of_a_text() -> None:
    document = pipeline.read("=== PAGE 1 ===\nEtt\n=== PAGE 2 ===\nTvå\nSida 2 (2)".encode())
    assert [(line.page, line.role) for line in document.lines] == [
        (1, "body"), (2, "body"), (1, "header"), (2, "header"), (2, "header"),
    ]  # fmt: skip
    assert document.page_count == 2
    assert document.text.startswith("Ett\nTvå\n")
    assert document.printed.startswith("=== PAGE 1 ===\nEtt\n")


def test_form_feeds_part_pages() -> None:
    document = pipeline.read("Ett\n\fTvå\n\fTre".encode())
    assert [line.page for line in document.lines] == [1, 2, 3]
    assert document.text[document.lines[1].start :].startswith("Två")
