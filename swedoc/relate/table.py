"""Splits from tables: rows and columns that state a total, and the cells that make it.

A total row is the sum of rows above it; which ones, the figures tell where the words do not: the
rows since the last total, all rows that no subtotal has taken in, with or without `därav` rows.
The reading that comes out in most columns is meant for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from regex import Pattern

from swedoc.arithmetic import agrees
from swedoc.facts import PartFact, SplitFact
from swedoc.lexicon import alternatives, load, pattern
from swedoc.relate.grid import Grid, figure_of, keys_of, kind_of, single_year, value_of
from swedoc.relate.scope import Scope
from swedoc.relate.series import slack

_WORDS = load("tables")


def _words(kind: str, before: str = r"\b", after: str = r"(?!\w)") -> Pattern[str]:
    words = alternatives(_WORDS[kind]["words"])
    return pattern(f"{before}{words}{after}", ignore_case=True, name=f"{kind} in a table")


_TOTAL = _words("total")
_NET = _words("net", after="")
_DUE = _words("due", before=r"^[\s–-]*+")
_OF_WHICH = _words("of_which", before=r"^[\s–-]*+")
_LESS = _words("less", before=r"^[\s–-]*+")
_NO_PART = _words("no_part", before="", after="")
_PAST = _words("past")
_ITEM = pattern(r"\s*+ ap\.? \s?+ \d", ignore_case=True, name="item of an appropriation")
_SURE = 3
"""How many parts, or sums, show that a row adds up others which no word says."""
_OF_TIME = pattern(
    r"\bper\s(?:år|kalenderår|månad|kvartal|halvår|termin|tertial|vecka|säsong|period)\b",
    ignore_case=True,
    name="head of sums for a time",
)
_RANGE = pattern(r"(?<!\d)((?:19|20)\d\d)\s?[–-]\s?((?:19|20)\d\d)(?!\d)", name="period in a table head")


@dataclass(frozen=True, slots=True)
class _Line:
    """One row (or column) of figures with what its label says of it."""

    at: int
    label: str
    total: bool
    net: bool = False
    of_which: bool = False
    sign: int = 1


def table_splits(scope: Scope, tables: Sequence[Grid]) -> tuple[SplitFact, ...]:
    """Every total that the tables of a document state, with its parts."""
    found: list[SplitFact] = []
    for grid in tables:
        found.extend(_row_totals(scope, grid))
        found.extend(_column_totals(scope, grid))
    return tuple(found)


def names_sum(head: str) -> bool:
    """Whether the head of a column says that it sums up others: `Summa`, `2021–2023`."""
    return bool(_TOTAL.search(head) or _RANGE.search(head))


def is_sum(label: str) -> bool:
    """Whether the label of a row says that it sums up others, or is none at all, as a sum's may be."""
    return bool(_TOTAL.search(label) or _NET.search(label)) or not any(c.isalnum() for c in label)


def has_sums(grid: Grid) -> bool:
    """Whether a row or column says that it sums up others, or that it is a part of one."""
    lines = [_line(at, label) for at, label in enumerate(grid.rows)]
    return any(one.total or one.of_which for one in lines) or any(map(_TOTAL.search, grid.columns))


def _row_totals(scope: Scope, grid: Grid) -> Iterator[SplitFact]:
    """`Summa`, `Totalt` and `Period 2021–2022` columns."""
    used = [c for c in range(len(grid.columns)) if any(row[c] is not None for row in grid.amounts)]
    since = 0
    for place, column in enumerate(used):
        head = grid.columns[column]
        span = _RANGE.search(head)
        if not _TOTAL.search(head) and not span:
            continue
        left = _left_of(scope, grid, used[since:place], column)
        if span:
            period = range(int(span[1]), int(span[2]) + 1)
            left = [c for c in used[:place] if (y := single_year(grid.columns[c])) and int(y) in period]
        else:
            since = place + 1
        if len(left) < 2:
            continue
        keys = keys_of([grid.columns[c] for c in left])
        for label, row in zip(grid.rows, grid.amounts, strict=True):
            total = row[column]
            cells = [(key, row[c], 1) for key, c in zip(keys, left, strict=True) if row[c] is not None]
            if total is not None and len(cells) > 1:
                yield _split(scope, grid, cells, total, "row", label)


def _left_of(scope: Scope, grid: Grid, left: Sequence[int], total: int) -> list[int]:
    """The columns that a total column adds: those that are parts, with or without years gone by.

    Where no row comes out so, but every one without the first column, that counts something else.
    """

    def hits(columns: Sequence[int]) -> int:
        return sum(_adds_up(scope, [(row[c], 1) for c in columns], row[total]) for row in grid.amounts)

    parts = [c for c in left if not _NO_PART.search(grid.columns[c])]
    coming = [c for c in parts if not _PAST.search(grid.columns[c])]
    if len(coming) not in (len(parts), 0, 1) and hits(coming) >= hits(parts):
        return coming
    totals = sum(row[total] is not None for row in grid.amounts)
    if len(parts) > 2 and totals > 1 and not hits(parts) and hits(parts[1:]) == totals:
        return parts[1:]
    return parts


def _column_totals(scope: Scope, grid: Grid) -> Iterator[SplitFact]:
    """`Summa` and `Netto` rows, and rows that in every column are the sum of those above them."""
    columns = [
        c for c, head in enumerate(grid.columns)
        if any(row[c] is not None for row in grid.amounts) and not _ratio(head)
    ]  # fmt: skip
    lines = [_line(at, label) for at, label in enumerate(grid.rows)]
    if _bare_sum(grid, columns):
        lines[-1] = replace(lines[-1], total=True)
    open_lines: list[_Line] = []
    asides: list[_Line] = []
    below: list[_Line] = []
    for line in lines:
        if all(grid.amounts[line.at][c] is None for c in columns):
            continue
        if line.of_which:
            asides.append(line)
            below.append(line)
            continue
        if below and open_lines:
            yield from _of_which_splits(scope, grid, columns, below, open_lines[-1])
        below = []
        parts = _parts(scope, grid, columns, open_lines, asides, line)
        if parts:
            yield from _column_splits(scope, grid, columns, parts, line)
            open_lines = [one for one in open_lines if one not in parts]
            asides = []
        open_lines.append(line)
    if below and open_lines:
        yield from _of_which_splits(scope, grid, columns, below, open_lines[-1])


def _of_which_splits(
    scope: Scope, grid: Grid, columns: Sequence[int], asides: Sequence[_Line], line: _Line
) -> Iterator[SplitFact]:
    """`varav` rows as parts of the row above them; the items (`ap.`) of an appropriation are all of it."""
    whole = all(_ITEM.match(one.label) for one in asides)
    for split in _column_splits(scope, grid, columns, asides, line):
        total = value_of(scope, split.total)
        same_sign = all(p.value is not None and p.value * total > 0 for p in split.parts)
        added = sum((p.value or Decimal(0) for p in split.parts), Decimal(0))
        if same_sign and (whole or abs(added) >= abs(total)):
            yield replace(split, exhaustive=whole)


def _bare_sum(grid: Grid, columns: Sequence[int]) -> bool:
    """Whether the last row has no label, only figures under the columns: by custom their sum."""
    return len(grid.rows) > 3 and not any(c.isalnum() for c in grid.rows[-1]) and bool(columns)


def _line(at: int, label: str) -> _Line:
    net = bool(_NET.search(label) or _DUE.search(label))
    return _Line(
        at,
        label,
        total=bool(_TOTAL.search(label)) or net,
        net=net,
        of_which=bool(_OF_WHICH.search(label) or _ITEM.match(label)),
        sign=-1 if _LESS.search(label) else 1,
    )


def _parts(
    scope: Scope,
    grid: Grid,
    columns: Sequence[int],
    above: Sequence[_Line],
    asides: Sequence[_Line],
    line: _Line,
) -> list[_Line]:
    """The rows that a row is the sum of; empty if it is no total."""
    best: list[_Line] = []
    best_hits, filled = 0, [c for c in columns if grid.amounts[line.at][c] is not None]
    for reading in _readings(above, asides, line):
        hits = sum(_comes_out(scope, grid, c, reading, line) for c in filled)
        if hits > best_hits:
            best, best_hits = reading, hits
    if line.total:
        since = list(above[max((at for at, one in enumerate(above) if one.total), default=-1) + 1 :])
        if best_hits and (best_hits * 2 >= len(filled) or len(filled) == 1):
            return best
        if asides or line.net:
            return best
        return since if len(since) > 1 else best or _subtotals(above)
    return best if _surely(scope, grid, filled, above, best, line) else []


def _surely(
    scope: Scope,
    grid: Grid,
    filled: Sequence[int],
    above: Sequence[_Line],
    parts: Sequence[_Line],
    line: _Line,
) -> bool:
    """Whether a row that no word calls a total is the sum of these: in so many columns by no chance.

    Columns that count something else are asked too: `Timmar | Ersättning`. The last row may be the sum of
    all above it in a single column; in more than three, one may be wrong.
    """
    right = [c for c in filled if _comes_out(scope, grid, c, parts, line)]
    sums = {value_of(scope, grid.amounts[line.at][c]) for c in right} - {Decimal(0)}
    if len(parts) > 1 and len(sums) >= _SURE and len(right) >= 3 * (len(filled) - len(right)):
        return True
    if len(parts) < _SURE or len(right) < len(filled):
        return False
    telling = sum(1 for c in right if value_of(scope, grid.amounts[line.at][c]))
    counted = sum(_counts_out(grid, c, parts, line) for c in range(1, len(grid.columns)) if c not in filled)
    last = line.at == len(grid.rows) - 1 and len(parts) == len(above) == line.at
    return telling + counted >= 2 or (last and bool(sums))


def _counts_out(grid: Grid, column: int, parts: Sequence[_Line], line: _Line) -> bool:
    """Whether a row is the sum of these in a column that counts something else than money."""
    figures = [cell.value for one in parts if (cell := grid.printed[one.at][column]) is not None]
    whole = grid.printed[line.at][column]
    return whole is not None and len(figures) >= _SURE and bool(whole.value) and sum(figures) == whole.value


def _subtotals(above: Sequence[_Line]) -> list[_Line]:
    """The rows above a grand total where all of them are totals of one kind: `Delsumma 1`, `Delsumma 2`."""
    alike = len({one.label.split()[0].lower() for one in above}) == 1
    earning = {"intäkt" in one.label.lower() for one in above}
    return (
        list(above) if len(above) > 1 and alike and len(earning) == 1 and all(o.total for o in above) else []
    )


def _readings(above: Sequence[_Line], asides: Sequence[_Line], line: _Line) -> Iterator[list[_Line]]:
    """Runs of rows that may make a total: all, since the last total, totals, därav rows too, the nearest."""
    yield list(above)
    last_total = max((at for at, one in enumerate(above) if one.total), default=-1)
    yield list(above[last_total + 1 :])
    yield [one for one in above if one.total]
    if asides:
        both = sorted((*above, *asides), key=lambda one: one.at)
        yield both
        yield [one for one in both if one.at > (above[last_total].at if last_total >= 0 else -1)]
    for size in range(len(above) - 1, 1, -1):
        yield list(above[-size:])


def _comes_out(scope: Scope, grid: Grid, column: int, parts: Sequence[_Line], line: _Line) -> bool:
    cells = [(grid.amounts[one.at][column], one.sign) for one in parts]
    return _adds_up(scope, cells, grid.amounts[line.at][column])


def _adds_up(scope: Scope, cells: Sequence[tuple[int | None, int]], total: int | None) -> bool:
    figures = [replace(f, value=_counted(f.value, sign)) for at, sign in cells if (f := figure_of(scope, at))]
    whole = figure_of(scope, total)
    return whole is not None and len(figures) > 1 and agrees(figures, whole)


def _column_splits(
    scope: Scope, grid: Grid, columns: Sequence[int], parts: Sequence[_Line], line: _Line
) -> Iterator[SplitFact]:
    keys = keys_of([one.label for one in parts])
    for column in columns:
        total = grid.amounts[line.at][column]
        cells = [
            (key, grid.amounts[one.at][column], one.sign)
            for key, one in zip(keys, parts, strict=True)
            if grid.amounts[one.at][column] is not None
        ]
        if total is not None and (len(cells) > 1 or _alone(scope, cells, total)):
            yield _split(scope, grid, cells, total, "column", grid.columns[column] or line.label)


def _alone(scope: Scope, cells: Sequence[tuple[str, int | None, int]], total: int) -> bool:
    """Whether the only filled cell of a column is its total, the others being empty or dashes."""
    return len(cells) == 1 and value_of(scope, cells[0][1]) == value_of(scope, total)


def _split(
    scope: Scope, grid: Grid, cells: Sequence[tuple[str, int | None, int]], total: int, axis: str, label: str
) -> SplitFact:
    parts = []
    for key, at, sign in cells:
        assert at is not None
        mention = scope.amounts[at].mention
        parts.append(PartFact(key, _counted(mention.value, sign), slack(mention), at))
    kind = kind_of([part.key for part in parts])
    return SplitFact(
        kind, tuple(parts), total, f"table_{axis}", "plain",
        exhaustive=not _explained(scope, grid, parts, total), label=label or None, source="table",
        axis="row" if axis == "row" else "column",
    )  # fmt: skip


def _explained(scope: Scope, grid: Grid, parts: Sequence[PartFact], total: int) -> bool:
    """Whether the difference is a figure of its own that was not counted, so that it is no slip.

    A result row that holds a `Finansnetto` of another table is short by just that; so is a sum whose row
    `Medlemmar 300` was taken for people.
    """
    difference = value_of(scope, total) - sum((p.value or 0 for p in parts), Decimal(0))
    if not difference:
        return False
    column = next((c for row in grid.amounts for c, at in enumerate(row) if at == total), None)
    left = grid.uncounted[column] if column is not None and grid.uncounted else ()
    counted = {value for one in (*left, sum(left)) for value in (one, one * 1000, one * 1_000_000)}
    if column is not None and difference in _misplaced(scope, grid, column):
        return True
    return difference in grid.elsewhere or abs(difference) in counted


def _misplaced(scope: Scope, grid: Grid, column: int) -> set[Decimal]:
    """The figures of rows that have none in a column but one in another: it may stand too far off."""
    rows = (row for row in grid.amounts if row[column] is None)
    return {value_of(scope, at) for row in rows for at in row if at is not None}


def _ratio(head: str) -> bool:
    """Whether a column holds figures per head, which never add up; those per year do."""
    return " per " in f" {head.lower()} " and not _OF_TIME.search(head)


def _counted(value: Decimal, sign: int) -> Decimal:
    """A figure as it counts in its sum: a row that is taken off may print its minus or leave it out."""
    return -abs(value) if sign < 0 else value
