"""Pages of a plain text: their furniture stands behind the body, and every span still leads into the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import swedoc
from swedoc import layout, pipeline

HEADS = (
    "Granviks kommun                Sida {page} (3)\nKS 2025/118",
    "Granviks kommun   KS 2025/118                {page} (3)",
    "                         Sid {page}(3)\nGRANVIKS KOMMUN",
    "KS 2025/118\nSidan {page} av 3",
    "GRANVIKS KOMMUN     PROTOKOLL       Blad {page}\nKommunstyrelsen     2025-03-04",
)
FOOT = "Justerandes sign                Utdragsbestyrkande"
SPLIT = "Kommunen betalar 400 000 kronor per år under\n{break_}2026–2028, totalt {total} kronor.\n"
TABLE = """Kostnad (tkr)                2026      2027
Personal                   12 400    12 900
Lokaler                     3 100     3 200
{break_}Material                      700       750
Summa                      16 200    {total}
"""
LIST = """Nämnden fördelar 1 000 000 kronor enligt följande:
Bildringen                 412 000 kronor
Folkets lärcirkel          268 000 kronor
{break_}Sång och ton               {total} kronor
"""


def paged(body: str, head: str, total: str) -> str:
    """Three pages, the first break in the middle of what the body says."""
    break_ = f"\n{FOOT}\n\n{head.format(page=2)}\n\n"
    last = f"\n{FOOT}\n\n{head.format(page=3)}\n\n"
    return (
        f"{head.format(page=1)}\n\nBudget för lägret\n\nDnr KS 2025/118\n\n"
        + body.format(break_=break_, total=total)
        + f"\nFörslaget har beretts i samråd.\n{last}Karin Ahlmo\nförvaltningschef\n\n{FOOT}\n"
    )


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("body", "right", "wrong"),
    [(SPLIT, "1 200 000", "1 600 000"), (TABLE, "16 850", "16 580"), (LIST, "320 000", "302 000")],
    ids=["sentence", "table", "list"],
)
def test_what_crosses_a_page_break_is_whole(body: str, right: str, wrong: str, head: str) -> None:
    record = swedoc.parse_text(paged(body, head, right))
    assert record.verdict == "adds_up"
    broken = swedoc.parse_text(paged(body, head, wrong))
    assert broken.verdict == "does_not_add_up"
    assert {f.code for f in broken.findings if f.severity == "error"} & {
        "sum_mismatch", "table_column_sum", "digit_transposition",
    }  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_spans_lead_into_the_text_as_it_is(head: str) -> None:
    text = paged(SPLIT, head, "1 200 000")
    record = swedoc.parse_text(text)
    assert record.text == text
    for amount in record.amounts:
        assert text[amount.span.start : amount.span.end] == amount.as_written
    assert [a.span.page for a in record.amounts] == [1, 2]


def test_page_lines_of_a_converter_do_not_break_a_sentence() -> None:
    text = "Kommunen betalar 400 000 kr per år under\n\n=== PAGE 2 ===\n\n2026–2028, totalt 1 600 000 kronor."
    assert swedoc.parse_text(text).verdict == "does_not_add_up"


def test_masks_cover_what_stands_behind_a_break() -> None:
    text = paged(LIST, HEADS[0], "320 000") + "\nAhlmo, Karin, 19620415-1234\n"
    record = swedoc.parse_text(text)
    assert [f.code for f in record.findings if f.code == "personal_identity_number"]
    assert "1234" not in (record.to_json(with_text=True).decode())


@pytest.mark.parametrize(
    "line", ["Bilaga {page} (3)", "Förslaget avser etapp {page} (3)", "Skola           {page} (4)"]
)
def test_what_only_looks_like_a_page_mark_stays(line: str) -> None:
    text = "\n".join(f"{line.format(page=page)}\n" for page in (1, 2, 3))
    document = layout.from_text(text)
    assert document.page_count == 1 or document.text == text


LINES = [HEADS[1].format(page=page) for page in (1, 2, 3)]
LINES += ["", "Granvik", "\f", "=== PAGE 2 ===", "Summa   1 000   2 000", FOOT]


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_no_character_is_lost_or_moved_in_the_file(lines: list[str]) -> None:
    document = pipeline.document_of_text("\n".join(lines))
    assert sorted(document.text) == sorted(document.printed)
    for offset, character in enumerate(document.text):
        start, end = document.in_file(offset, offset + 1)
        if (start, end) != (len(document.printed), len(document.printed) + 1):
            assert document.printed[start:end] == character
            assert document.from_file(start) == offset
    for line in document.lines:
        assert "\n" not in document.text[line.start : line.end]
