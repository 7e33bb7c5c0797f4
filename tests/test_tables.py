"""Tables of texts and pages: every cell in its row and column."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from swedoc import layout, pipeline, tables
from swedoc.cells import Groups
from swedoc.document import Document, Table


def grid(text: str) -> list[list[list[str]]]:
    """The cells of the tables of a text, an empty cell as `""`."""
    return cells(tables.find(layout.from_text(text)))


def cells(document: Document) -> list[list[list[str]]]:
    return [[[document.cell_text(cell) for cell in row] for row in table.rows] for table in document.tables]


def the_table(text: str) -> Table:
    (table,) = tables.find(layout.from_text(text)).tables
    return table


BUDGET = [
    ["Belopp i tkr", "Budget 2023", "Budget 2024", "Summa"],
    ["Vägar", "2 400", "2 650", "5 050"],
    ["därav bidrag", "-1 100", "- 900", "-2 000"],
    ["Netto", "1 300", "1 750", "3 050"],
]


def spaced(rows: list[list[str]], gap: int = 3) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        row[0].ljust(widths[0])
        + "".join(" " * gap + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    )


def piped(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (spaced(BUDGET), "aligned"), (spaced(BUDGET, 2), "aligned"), (piped(BUDGET), "markdown"),
        ("\n".join("\t".join(row) for row in BUDGET), "tab"),
        ("\n".join(" ".join(row) for row in BUDGET), "aligned"),
    ],
)  # fmt: skip
def test_the_same_table_in_every_form(text: str, source: str) -> None:
    text = f"Kostnaderna framgår av tabellen.\n\n{text}\n\nMedlen finns i ramen."
    assert grid(text) == [BUDGET]
    table = the_table(text)
    assert table.source == source
    assert table.problem is None


def test_unit_line_fills_the_corner() -> None:
    rows = [["", "2023", "2024"], ["Drift", "120", "130"], ["Hyra", "1 040", "1 060"]]
    assert grid("Belopp i tkr\n" + spaced(rows))[0][0] == ["Belopp i tkr", "2023", "2024"]


def test_empty_cells_keep_their_column() -> None:
    rows = [["Post", "2023", "2024", "2025"], ["Mark", "4 000", "", "300"], ["Bygg", "", "8 900", ""]]
    assert grid(spaced(rows)) == [rows]
    assert grid(piped(rows)) == [rows]


def test_head_of_two_lines() -> None:
    text = (
        "Belopp i tkr        Budget    Prognos\n"
        "                      2022      helår\n"
        "Hemtjänst          -96 750   -101 600\n"
        "Gemensamt          -18 950    -15 550"
    )
    assert grid(text)[0][0] == ["Belopp i tkr", "Budget 2022", "Prognos helår"]


def test_label_of_two_lines() -> None:
    text = (
        "                      2022      2023\n"
        "Hälso- och\n"
        "sjukvård            41 300    43 000\n"
        "Gemensamt           18 950    15 550"
    )
    assert [row[0] for row in grid(text)[0]] == ["", "Hälso- och sjukvård", "Gemensamt"]


def test_group_headings_are_rows() -> None:
    text = "            2022    2023\nIntäkter\nBidrag       300     310\nAvgifter     120     125"
    assert [row[0] for row in grid(text)[0]] == ["", "Intäkter", "Bidrag", "Avgifter"]


def test_stacked_cells() -> None:
    text = "Tusental kronor\nAnslag\nBelopp\n1:1 Utjämning\n105 939\n1:2 Bidrag\n4 446 438\nSumma\n4 552 377"
    assert grid(text) == [
        [
            ["Anslag", "Belopp"],
            ["1:1 Utjämning", "105 939"],
            ["1:2 Bidrag", "4 446 438"],
            ["Summa", "4 552 377"],
        ]
    ]


def test_flattened_rows_know_their_number_of_columns_from_each_other() -> None:
    text = "Intäkter 218 033 174 917 -28 700\nHyror -31 176 -31 974 -2 390\nBidrag -401 063 -366 742 -885"
    assert grid(text)[0][0] == ["Intäkter", "218 033", "174 917", "-28 700"]


def test_flattened_row_with_an_empty_cell_is_a_problem() -> None:
    text = "Hyror -31 176 -31 974 -2 390\nBidrag -401 063 -366 742 -885\nFinans -9 -9\nNetto -1 -2 -3"
    assert the_table(text).problem is not None


@pytest.mark.parametrize(
    ("figures", "count", "found"),
    [
        ("-401 063 -366 742 -885", 3, [(2, 2, 1)]), ("12 300 450", 2, [(1, 2), (2, 1)]),
        ("1 1 1", 2, []),
        ("- 900 450", 2, [(1, 2), (2, 1)]), ("- - 12", 3, [(1, 1, 1)]), ("1,5 200", 2, [(1, 1)]),
        ("0 38 429", 2, [(1, 2)]), ("105 039 384", 2, [(2, 1)]),
    ],
)  # fmt: skip
def test_cuts(figures: str, count: int, found: list[tuple[int, ...]]) -> None:
    assert Groups(figures.split()).cuts(count) == found


@pytest.mark.parametrize(
    "text",
    [
        "Datum        2023-10-17\nDiarienr     KS 2023/412\nSida         1 (2)",
        "Handläggare\nFarid Holmqvist\nTelefon\n0980-319 214",
        "Kommunen betalar 250 000\nkronor och staten 300 000\nkronor.  Resten är ofinansierat.",
        "Landsbygdsstöd: 1 080 000 kr\nTallmora kommun: 180 000 kr\nSumma: 1 260 000 kr",
        "1.  Nämnden godkänner rapporten.\n2.  Nämnden anvisar 300 000 kronor.",
        "Gunvor Lindblom   Farid Holmqvist\nKommundirektör    Utredare",
        "– 2021 (ht): 310 tkr\n– 2022 (vt): 290 tkr\nSumma läsåret: 600 tkr",
    ],
)
def test_prose_and_letterheads_are_no_tables(text: str) -> None:
    assert grid(text) == []


def _pdf(rows: list[list[str]], *, ruled: bool, pages: int = 1, style: Sequence[object] = ()) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as Drawn

    style = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), *style]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    out = io.BytesIO()
    prose = getSampleStyleSheet()["Normal"]
    body = "Nämnden föreslås besluta att medlen ska fördelas enligt tabellen nedan under hela perioden. " * 3
    drawn = Drawn(rows, style=style, repeatRows=1 if pages > 1 else 0)
    SimpleDocTemplate(out, pagesize=A4).build(
        [Paragraph(body, prose), Spacer(1, 20), drawn, Spacer(1, 20), Paragraph(body, prose)]
    )
    return out.getvalue()


@pytest.mark.parametrize("ruled", [True, False])
def test_tables_of_a_page(ruled: bool) -> None:
    document = pipeline.read(_pdf(BUDGET, ruled=ruled))
    assert cells(document) == [BUDGET]
    (table,) = document.tables
    assert table.source == ("ruled" if ruled else "aligned")
    for row in table.rows:
        for cell in row:
            assert cell is not None
            assert all(document.boxes(start, end) for start, end in cell.spans)


@pytest.mark.parametrize("ruled", [True, False])
def test_empty_cells_of_a_page(ruled: bool) -> None:
    rows = [
        ["Post", "2023", "2024", "2025"],
        ["Mark", "4 000", "", "300"],
        ["Bygg", "", "8 900", ""],
        ["Summa", "4 000", "8 900", "300"],
    ]
    assert cells(pipeline.read(_pdf(rows, ruled=ruled))) == [rows]


@pytest.mark.parametrize("ruled", [True, False])
def test_table_over_a_page_break(ruled: bool) -> None:
    rows = [
        ["Kommun", "Bidrag", "Avgift"],
        *[[f"Ort {chr(65 + i % 26)}{chr(97 + i // 26)}", f"{i + 1} 000", f"{i + 2} 500"] for i in range(60)],
    ]
    document = pipeline.read(_pdf(rows, ruled=ruled, pages=2))
    assert cells(document) == [rows]
    assert document.page_count == 2
    last = document.tables[0].rows[-1][0]
    assert last is not None
    assert last.row == 60


@pytest.mark.parametrize("rules", ["inner", "head", "zebra"])
def test_tables_with_few_rules(rules: str) -> None:
    from reportlab.lib import colors

    rows = [
        ["Belopp i tkr", "Budget\n2023", "Utfall", "Prognos\nhelår"],
        ["Vägar", "2 400", "21", "5 050"],
        ["Broar", "1 100", "", "-"],
        ["Summa", "3 500", "21", "5 050"],
    ]
    style = {
        "inner": [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
        "head": [("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)],
        "zebra": [("BACKGROUND", (0, i), (-1, i), colors.lightgrey) for i in (1, 3)],
    }[rules]
    document = pipeline.read(_pdf(rows, ruled=False, style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *style]))
    assert cells(document) == [[[cell.replace("\n", " ") for cell in row] for row in rows]]


@pytest.mark.parametrize("ruled", [True, False])
def test_rows_of_a_long_table_are_no_furniture(ruled: bool) -> None:
    rows = [
        ["Post", "Budget", "Utfall"],
        *[["Drift", f"{i % 89 + 10} 500", f"{i % 7 + 2} 100"] for i in range(120)],
    ]
    assert cells(pipeline.read(_pdf(rows, ruled=ruled, pages=3))) == [rows]


def test_heads_that_stand_left_of_their_figures() -> None:
    rows = [
        ["Post", "2024", "2025"],
        ["Drift", "14 500 000", "980"],
        ["Hyra", "1 200", "65"],
        ["Summa", "14 501 200", "1 045"],
    ]
    assert cells(pipeline.read(_pdf(rows, ruled=False, style=[("ALIGN", (1, 0), (-1, 0), "LEFT")]))) == [rows]
