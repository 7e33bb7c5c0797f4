"""The tables of the real PDFs, whose answers hold splits: every cell in its row and column.

Skipped where the shared folder is not at hand; nothing of its contents is repeated here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import regex

from swedoc import pipeline
from swedoc.document import Document, Table

_HERE = Path(__file__).resolve()
REAL = next(
    (
        real
        for folder in (Path(os.environ.get("SWEDOC_SHARED", "/nowhere")).parent, *_HERE.parents)
        if (real := folder / "shared" / "real").is_dir()
    ),
    None,
)
pytestmark = pytest.mark.skipif(REAL is None, reason="needs ../shared/real")

Grid = list[list[str]]
FIGURE = regex.compile(r"[-–−]?\d[\d ]*+(?:,\d+)?")
UNITS = (1, 1_000, 1_000_000)


def grids(document: Document) -> list[Grid]:
    def texts(table: Table) -> Grid:
        return [[document.cell_text(cell) for cell in row] for row in table.rows]

    return [texts(table) for table in document.tables if table.problem is None]


def figure(cell: str) -> Decimal | None:
    found = FIGURE.match(cell)
    if found is None:
        return Decimal(0) if cell in ("-", "–") else None
    return Decimal(found[0].replace(" ", "").replace("–", "-").replace("−", "-").replace(",", "."))


def standing(grid: Grid, value: Decimal, unit: int, key: str) -> set[tuple[int, int]]:
    """The cells that hold the value, in a row or column that is called what the answer calls it."""
    words = regex.findall(r"\p{L}{3,}+", key.casefold())
    found = set()
    for i, row in enumerate(grid):
        for j, cell in enumerate(row):
            if j and figure(cell) is not None and abs(figure(cell) * unit) == abs(value):  # type: ignore[operator]
                called = " ".join([*row[:j], grid[0][j]]).casefold()
                if any(word[:8] in called for word in words):
                    found.add((i, j))
    return found


def in_line(cells: list[set[tuple[int, int]]]) -> bool:
    """Whether one cell of each set can be chosen so that all stand in one row, or all in one column."""
    return any(set.intersection(*({place[axis] for place in places} for places in cells)) for axis in (0, 1))


def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((REAL / "gold").glob("*.json")) if REAL else ():
        if (pdf := path.parent.parent / "docs" / f"{path.stem}.pdf").is_file():
            yield str(pdf), json.loads(path.read_text(encoding="utf-8"))


def test_every_cell_stands_in_its_row_and_column() -> None:
    checked = 0
    for pdf, answer in answers():
        found = grids(pipeline.read(Path(pdf).read_bytes(), name=pdf))
        for split in answer["splits"]:
            parts = {
                key: Decimal(str(value))
                for key, value in split["parts"].items()
                if isinstance(value, int | float) and value
            }
            held = [
                (grid, unit)
                for grid in found
                for unit in UNITS
                if {abs(value) for value in parts.values()}
                <= {abs(f * unit) for row in grid for cell in row[1:] if (f := figure(cell)) is not None}
            ]
            if len(split["parts"]) < 2 or not held:
                continue  # a split in the text
            checked += 1
            assert any(
                in_line([standing(grid, value, unit, key) for key, value in parts.items()])
                for grid, unit in held
            ), f"{Path(pdf).stem}: {split['label']}"
    assert checked >= 20
