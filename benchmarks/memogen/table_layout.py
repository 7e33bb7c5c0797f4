"""How a table is laid out: heads with the unit, cells, and space-aligned, tab-separated or Markdown form.

Example head: ``Belopp i tkr    2021    2022    Summa``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import wraps

from .drawing import Construction, Draw, Passage, Split, construction
from .figures import sum_of

UNIT_HEADS = {
    1: ("Belopp i kronor", "Belopp i kr", "Kr"),
    1000: ("Belopp i tkr", "Tkr", "Belopp i tusen kronor", "(tkr)"),
    1_000_000: ("Belopp i mnkr", "Mnkr", "Belopp i miljoner kronor", "mkr"),
}
SUM_ROW = ("Summa", "Totalt", "S:a", "Summa totalt", "Total")
FORMS = ("space", "space", "tab", "markdown")
HEADS = (
    "Kostnaden för {purpose} fördelas enligt tabellen nedan.",
    "Fördelningen framgår av följande tabell.",
    "Kostnader för {purpose}",
    "Av tabellen framgår den beräknade kostnaden för {purpose}.",
    "Budget för {purpose}",
    "Tabell 1. Kalkyl för {purpose}",
)
INVESTMENTS = (
    "Investeringsbudget",
    "Fördelningen framgår av följande tabell.",
    "Tabell 1. Investeringsplan",
    "Förslag till investeringsbudget:",
)
AMONG_MUNICIPALITIES = (
    "Fördelning mellan kommunerna",
    "Fördelningen framgår av följande tabell.",
    "Kommunernas andelar beräknas efter folkmängd.",
    "Tabell 1. Kommunernas bidrag till {purpose}",
)
GROUPS = (
    ("Summa personal", ("Löner", "Arbetsgivaravgifter", "Utbildning", "Handledning")),
    ("Summa lokaler", ("Hyra", "El och värme", "Städning")),
    ("Summa övriga kostnader", ("Resor", "Material", "Information", "Utvärdering")),
    ("Summa investeringar", ("Inventarier", "Datorer", "Fordon")),
)


def tabular(families: str = "ktm") -> Callable[[Construction], Construction]:
    """Register a construction whose figures all have the same number of decimals, as columns do."""

    def register(build: Construction) -> Construction:
        @wraps(build)
        def even(d: Draw) -> Passage:
            d.restyle(families)
            d.style = replace(d.style, trim=False)
            return build(d)

        return construction(even)

    return register


def unit_head(d: Draw) -> str:
    return str(d.pick(*UNIT_HEADS[int(d.style.scale)]))


def layout(d: Draw, rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as text; the first column is text, the others are numbers."""
    form = d.rng.randrange(len(FORMS))
    d.variants.append(form)
    if FORMS[form] == "tab":
        return "\n".join("\t".join(row) for row in rows)
    plain = [[d.ledger.plain(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in plain) for i in range(len(rows[0]))]

    def pad(row: int, col: int) -> str:
        cell, space = rows[row][col], " " * (widths[col] - len(plain[row][col]))
        return cell + space if col == 0 else space + cell

    if FORMS[form] == "markdown":
        lines = ["| " + " | ".join(pad(i, j) for j in range(len(row))) + " |" for i, row in enumerate(rows)]
        lines.insert(
            1, "|" + "|".join("-" * (w + 1) + (":" if j else "-") for j, w in enumerate(widths)) + "|"
        )
        return "\n".join(lines)
    gap = " " * d.pick(3, 4, 6)
    return "\n".join(gap.join(pad(i, j) for j in range(len(row))).rstrip() for i, row in enumerate(rows))


def table(d: Draw, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> str:
    """A lead-in and the table."""
    return f"{d.say(*heads)}\n\n{layout(d, rows)}"


def part_cells(d: Draw, values: Sequence[Decimal]) -> list[str]:
    return [m.n for m in d.parts(values)]


def total_cells(d: Draw, values: Sequence[Decimal]) -> list[str]:
    return [d.total(v, mix=False).n for v in values]


def grid(
    d: Draw, n_rows: int, n_cols: int
) -> tuple[list[list[Decimal]], list[Decimal], list[Decimal], Decimal]:
    """Values by row, the sums of rows and columns, and the grand total."""
    flat = d.values(n_rows * n_cols)
    rows = [flat[i * n_cols : (i + 1) * n_cols] for i in range(n_rows)]
    return rows, [sum_of(r) for r in rows], [sum_of(c) for c in zip(*rows, strict=True)], sum_of(flat)


def grid_splits(
    d: Draw,
    years: Sequence[int],
    names: Sequence[str],
    kind: str,
    sums: tuple[list[list[Decimal]], list[Decimal], list[Decimal], Decimal],
) -> list[Split]:
    cells, by_row, by_col, grand = sums
    return [
        *(d.year_split(years, r, s) for r, s in zip(cells, by_row, strict=True)),
        *(d.split(kind, names, c, s) for c, s in zip(zip(*cells, strict=True), by_col, strict=True)),
        d.year_split(years, by_col, grand),
    ]
