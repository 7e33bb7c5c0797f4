"""How well tables of PDFs are read, beside pdfplumber: made tables in many styles, cell by cell.

    python -m benchmarks.tables [--show]

Each table is set in the styles that word processors leave (all rules, none, below the head only, zebra
stripes, a frame) with what makes tables hard: wrapped labels, heads of two lines, empty cells, figures with
spaces, a page break. A cell is right if it stands in its row and column; pdfplumber is asked by the rules
of the page (its default) and by the places of the words.
"""

from __future__ import annotations

import argparse
import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pdfplumber
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from swedoc import pipeline

Grid = list[list[str]]
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13)
CELL = ParagraphStyle("cell", BODY, fontSize=9, leading=11)
STYLES: dict[str, list[tuple[object, ...]]] = {
    "all rules": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "no rules": [],
    "below the head": [("LINEBELOW", (0, 0), (-1, 0), 0.7, colors.black)],
    "head and sum": [
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, colors.black),
        ("LINEABOVE", (0, -1), (-1, -1), 0.7, colors.black),
    ],
    "zebra": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.white, colors.lightgrey])],
    "frame": [("BOX", (0, 0), (-1, -1), 0.7, colors.black)],
    "between rows": [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey)],
}
LABELS = (
    "Personal", "Lokaler", "Köp av tjänster", "Övrigt", "Ventilation och kyla i huvudbyggnaden", "Skötsel",
    "Bidrag till föreningar", "Projektering", "Vägar", "Information", "Ny entré", "Reserv",
)  # fmt: skip
HARD: dict[str, Callable[[Grid, random.Random], Grid]] = {
    "plain": lambda rows, rng: rows,
    "empty cells": lambda rows, rng: [
        rows[0], *[[c if not j or rng.random() > 0.3 else "" for j, c in enumerate(r)] for r in rows[1:]]
    ],
    "heads of two lines": lambda rows, rng: [
        [rows[0][0], *map(" ".join, zip(("Budget", "Utfall", "Prognos", "Plan"), rows[0][1:], strict=False))],
        *rows[1:],
    ],
    "dashes and minus": lambda rows, rng: [
        rows[0], *[[c if not j else rng.choice((c, f"-{c}", "-")) for j, c in enumerate(r)] for r in rows[1:]]
    ],
}  # fmt: skip


def made(rng: random.Random, columns: int, count: int) -> Grid:
    """A table of figures: its labels, years above, a sum below."""
    figures = [
        [rng.choice((1, 10, 100)) * rng.randrange(5, 2000) for _ in range(columns)] for _ in range(count)
    ]
    rows = [
        ["Post", *map(str, range(2024, 2024 + columns))],
        *[[rng.choice(LABELS), *map(spaced, row)] for row in figures],
    ]
    return [*rows, ["Summa", *[spaced(sum(column)) for column in zip(*figures, strict=True)]]]


def spaced(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def page(rows: Grid, style: list[tuple[object, ...]]) -> bytes:
    """A PDF with the table between two paragraphs."""
    text = "Förvaltningen har räknat med att kostnaderna fördelar sig över perioden som tabellen visar. " * 3
    drawn = [
        [Paragraph(cell, CELL) if j == 0 or i == 0 else cell for j, cell in enumerate(row)]
        for i, row in enumerate(rows)
    ]
    right = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("FONTSIZE", (0, 0), (-1, -1), 9)]
    widths = [110, *[62] * (len(rows[0]) - 1)]
    table = Table(drawn, colWidths=widths, style=[*right, *style], repeatRows=1)
    prose = [Paragraph(text, BODY)]
    story: list[Flowable] = [*prose, Spacer(1, 14), table, Spacer(1, 14), *prose]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def ours(data: bytes) -> list[Grid]:
    document = pipeline.read(data)
    return [
        [[document.cell_text(cell) for cell in row] for row in table.rows]
        for table in document.tables
        if table.problem is None
    ]


def plumber(data: bytes, **how: str) -> list[Grid]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        found = [table for one in document.pages for table in one.extract_tables(how)]
    return [[[" ".join((cell or "").split()) for cell in row] for row in table] for table in found]


def by_words(data: bytes) -> list[Grid]:
    return plumber(data, vertical_strategy="text", horizontal_strategy="text")


READERS: dict[str, Callable[[bytes], list[Grid]]] = {
    "swedoc": ours, "pdfplumber, rules": plumber, "pdfplumber, words": by_words
}  # fmt: skip


def right(rows: Grid, found: list[Grid]) -> int:
    """The cells of figures that stand in their row and column; rows are known by their labels, in order."""
    waiting = [row for grid in found for row in grid]
    count = at = 0
    for answer in rows:
        same = next((i for i in range(at, len(waiting)) if waiting[i][:1] == answer[:1]), None)
        if same is not None:
            at = same + 1
            count += sum(a == b for a, b in zip(waiting[same][1:], answer[1:], strict=False))
    return count


def cases() -> Iterator[tuple[str, str, Grid]]:
    """Every style with everything that is hard, and long tables."""
    rng = random.Random(4)
    for style in STYLES:
        for hard, change in HARD.items():
            for columns in (1, 2, 4):
                yield style, hard, change(made(rng, columns, rng.randrange(3, 9)), rng)
        yield style, "over a page break", made(rng, 3, 60)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print the tables that pdfplumber read better")
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    got: dict[str, Counter[str]] = {name: Counter() for name in READERS}
    took: Counter[str] = Counter()
    better = 0
    for style, hard, rows in cases():
        data = page(rows, STYLES[style])
        scores = {}
        for name, reader in READERS.items():
            begin = time.process_time()
            scores[name] = right(rows, reader(data))
            took[name] += time.process_time() - begin  # type: ignore[assignment]
        for key in (style, hard, "all"):
            total[key] += sum(len(row) - 1 for row in rows)
            for name, score in scores.items():
                got[name][key] += score
        if scores["swedoc"] < max(scores.values()):
            better += 1
            if arguments.show:
                print(style, hard, len(rows[0]), scores, *rows, "ours:", *ours(data), sep="\n  ")
    for key in total:
        shares = "  ".join(f"{name} {got[name][key] / total[key]:7.2%}" for name in READERS)
        print(f"{key:20} {shares}")
    print("CPU-s  " + "  ".join(f"{name} {seconds:.2f}" for name, seconds in took.items()))
    print(f"tables that pdfplumber read better: {better}")


if __name__ == "__main__":
    main()
