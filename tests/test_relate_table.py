"""Rows and columns of tables against their sums."""

from __future__ import annotations

import swedoc

HEAD = "| Post (tkr) | 2022 | 2023 | Summa |\n|---|---:|---:|---:|\n"
ROWS = "| Personal | 400 | 450 | 850 |\n| Lokaler | 100 | 150 | 250 |\n"


def codes(table: str) -> list[str]:
    return [finding.code for finding in swedoc.parse_text(table).findings]


def test_a_table_that_adds_up() -> None:
    record = swedoc.parse_text(HEAD + ROWS + "| Summa | 500 | 600 | 1 100 |\n")
    assert record.findings == ()
    assert record.verdict == "adds_up"
    assert {split.source for split in record.splits} == {"table"}


def test_a_wrong_sum_below_a_column() -> None:
    assert "table_column_sum" in codes(HEAD + ROWS + "| Summa | 700 | 600 | 1 300 |\n")


def test_a_wrong_sum_at_the_end_of_a_row() -> None:
    rows = ROWS.replace("| 850 |", "| 750 |")
    assert "table_row_sum" in codes(HEAD + rows + "| Summa | 500 | 600 | 1 100 |\n")


def test_rows_of_which_are_not_counted_twice() -> None:
    rows = ROWS + "| därav hyra | 80 | 90 | 170 |\n"
    assert codes(HEAD + rows + "| Summa | 500 | 600 | 1 100 |\n") == []
