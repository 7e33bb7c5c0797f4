"""Words to lines: hyphens, furniture, columns, paragraphs."""

from __future__ import annotations

import pytest

from swedoc import layout, pipeline
from swedoc.document import RawDocument, RawPage
from swedoc.layout.joining import close_up, hyphen


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        ("fort", "gående", ""), ("Förvaltnings", "ledning", ""), ("KS-2016", "1317", "-"),
        ("EU", "nivå", "-"),
        ("utbildnings", "och", "- "), ("Bjärke", "Storby", "-"), ("e", "post", "-"), ("hushåll", "ning", ""),
        ("karin@gran", "vik.example.se", "-"), ("2021", "2023", "-"), ("samhällsplanering", "och", "- "),
    ],
)  # fmt: skip
def test_hyphen_at_a_line_end(left: str, right: str, between: str) -> None:
    assert hyphen(left, right) == between


def test_other_places_of_the_word_decide() -> None:
    assert hyphen("norr", "söderled", "en norr-söderled genom") == "-"
    assert hyphen("karin@gran", "vik.example.se", "www.granvik.example.se") == ""


def test_text_has_no_marks_of_pdfium_left() -> None:
    assert layout.from_text("inves\ufffetering\nKS-2016-\ufffe").text == "investering\nKS-2016--"
    assert layout.from_text("en\xa0krona\u2009mer").text == "en krona mer"


def test_letter_spaced_words() -> None:
    words = ["Sum", "m", "a"]
    after = [" ", " ", "\n"]
    close_up(words, [(0, 0, 20, 10), (20.5, 0, 28, 10), (28.5, 0, 33, 10)], after)
    assert "".join(map("".join, zip(words, after, strict=True))) == "Summa\n"


def test_spaced_letters_of_two_words() -> None:
    letters = list("NYBYGD")
    boxes = [(x, 0.0, x + 6, 10.0) for x in (0, 9, 18, 35, 44, 53)]
    after = [" "] * 6
    close_up(letters, boxes, after)
    assert "".join(a + b for a, b in zip(letters, after, strict=True)) == "NYB YGD "


def test_lines_of_text_keep_their_offsets() -> None:
    document = pipeline.read("Ärende\r\n\r\nDnr KS 2019/418".encode())
    assert [document.text[line.start : line.end] for line in document.lines] == [
        "Ärende",
        "",
        "Dnr KS 2019/418",
    ]


def typed_with(gap: float, words: str) -> str:
    """One line of a page in letters six points wide and nine high, `gap` points between the words."""
    boxes, x = [], 0.0
    for word in words.split():
        boxes.append((x, 0.0, x + 6.0 * len(word), 9.0))
        x += 6.0 * len(word) + gap
    page = RawPage(1, 600.0, 800.0, tuple(words.split()), tuple(boxes))
    return layout.compose(RawDocument(pages=(page,), page_count=1)).text


def test_wide_spaces_of_a_typewriter_part_no_number() -> None:
    assert typed_with(6.0, "Kostnaden är 4 100 tkr för året") == "Kostnaden är 4 100 tkr för året"
    assert "   " in typed_with(6.0, "Kostnaden är") + typed_with(12.0, "4 100")


def test_wide_spaces_of_a_justified_line_part_no_number() -> None:
    assert typed_with(4.8, "fastställa budgeten för 2017 till 9 640 tkr") == (
        "fastställa budgeten för 2017 till 9 640 tkr"
    )
