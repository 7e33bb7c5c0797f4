"""Tables whose cells came one on a line: a label, then its figures, each on a line of its own.

Anslag
Belopp
1:1 Kommunal utjämning
105 939 384
…
Summa
115 892 772
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from swedoc.cells import YEAR, is_amount, is_figure
from swedoc.document import Document, Line, Table
from swedoc.lexicon import pattern
from swedoc.tables.grid import RawRow, build

_TOTAL = pattern(r"(?:summa|s:a|totalt?|netto)\b", ignore_case=True, name="label of a sum in a stacked table")
_GROUPED = pattern(r"\d[ .]\d{3}|\d,\d|kr", name="figure that is clearly money")
_LONGEST_LABEL = 90
_MOST_LABELS = 2
"""How many groups farther on the next row may be: one label without figures may stand between."""

_Group = tuple[Line, list[Line]]  # a label and the figures below it


def find(document: Document) -> list[Table]:
    """The stacked tables of a document without boxes."""
    if document.words:
        return []
    found: list[Table] = []
    for groups in _runs(document):
        for above, rows in _stretches(document, _by_year(document, groups)):
            table = _table(document, above, rows)
            if table is not None:
                found.append(table)
    return found


def _runs(document: Document) -> list[list[_Group]]:
    """Stretches of short lines, each label with the figures below it; labels of heads have none."""
    runs: list[list[_Group]] = []
    groups: list[_Group] = []
    for line in document.lines:
        content = document.text[line.start : line.end].strip()
        if line.role != "body" or len(content) > _LONGEST_LABEL:
            runs.append(groups)
            groups = []
        elif not content:
            continue
        elif is_figure(content):
            if groups:
                groups[-1][1].append(line)
        else:
            groups.append((line, []))
    runs.append(groups)
    return [groups for groups in runs if sum(bool(figures) for _, figures in groups) > 1]


def _by_year(document: Document, groups: list[_Group]) -> list[_Group]:
    """The same groups; years that come at equal distances are the labels of the figures below them."""
    found: list[_Group] = []
    for label, figures in groups:
        years = [at for at, line in enumerate(figures) if YEAR.fullmatch(_content(document, line))]
        steps = {after - before for before, after in pairwise([*years, len(figures)])}
        if len(years) < 2 or years[0] or len(steps) != 1 or steps == {1}:
            found.append((label, figures))
            continue
        found.append((label, []))
        (step,) = steps
        found += [(figures[at], figures[at + 1 : at + step]) for at in years]
    return found


def _stretches(document: Document, groups: list[_Group]) -> Iterator[tuple[list[_Group], list[_Group]]]:
    """Groups with amounts that follow on each other, at most a label between, and what stands above them."""
    filled = [
        at for at, (_, lines) in enumerate(groups) if any(is_amount(_content(document, x)) for x in lines)
    ]
    behind = 0
    for place, at in enumerate(filled):
        if not place or at - filled[place - 1] > _MOST_LABELS:
            first = at
        if place + 1 == len(filled) or filled[place + 1] - at > _MOST_LABELS:
            yield groups[behind:first], groups[first : at + 1]
            behind = at + 1


def _table(document: Document, above: list[_Group], rows: list[_Group]) -> Table | None:
    """The table that these groups hold; `None` for labels and values of other kinds."""
    width = Counter(len(figures) for _, figures in rows if figures).most_common(1)[0][0]
    while rows and len(rows[0][1]) != width:
        above, rows = [*above, rows[0]], rows[1:]
    while rows and len(_with_empty(document, *rows[-1], width)) != width:
        rows = rows[:-1]
    made = [(label, _with_empty(document, label, figures, width)) for label, figures in rows]
    full = [row for row in made if len(row[1]) == width]
    if len(full) < 2 or any(cells and len(cells) != width for _, cells in made):
        return None
    money = sum(
        bool(_GROUPED.search(_content(document, line))) for _, cells in full for line in cells if line
    )
    total = any(_TOTAL.match(_content(document, label)) for label, _ in full)
    if money < 2 and not (total and len(full) > 2):
        return None
    raw: list[RawRow] = _head(document, above, width)
    for label, cells in made:
        raw.append([_span(document, label), *[_span(document, line) if line else None for line in cells]])
    return build(document, raw, "stacked")


def _with_empty(document: Document, label: Line, figures: list[Line], width: int) -> list[Line | None]:
    """The cells of a row; where it has too few figures, empty lines among them are its empty cells."""
    if not 0 < len(figures) < width:
        return list(figures)
    first, last = document.line_index(label.start), document.line_index(figures[-1].start)
    cells = [line if _content(document, line) else None for line in document.lines[first + 1 : last + 1]]
    return cells if len(cells) == width else list(figures)


def _content(document: Document, line: Line) -> str:
    return document.text[line.start : line.end].strip()


def _head(document: Document, above: list[_Group], width: int) -> list[RawRow]:
    """The `width + 1` short lines above, if they can be a head; years count as lines of it."""
    lines: list[Line] = []
    for label, years in above:
        if years and not all(YEAR.fullmatch(document.text[y.start : y.end].strip()) for y in years):
            lines = []
            continue
        lines += [label, *years]
    head = lines[-(width + 1) :]
    if len(head) < width + 1 or any(line.end - line.start > 40 for line in head):
        return []
    if any(document.text[line.start : line.end].rstrip().endswith((".", ",")) for line in head):
        return []
    return [[_span(document, line) for line in head]]


def _span(document: Document, line: Line) -> tuple[tuple[int, int], ...]:
    content = document.text[line.start : line.end]
    start = line.start + len(content) - len(content.lstrip())
    return ((start, start + len(content.strip())),)
