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

from swedoc.cells import YEAR, is_amount, is_figure
from swedoc.document import Document, Line, Table
from swedoc.lexicon import pattern
from swedoc.tables.grid import RawRow, build

_TOTAL = pattern(r"(?:summa|s:a|totalt?|netto)\b", ignore_case=True, name="label of a sum in a stacked table")
_GROUPED = pattern(r"\d[ .]\d{3}|\d,\d|kr", name="figure that is clearly money")
_LONGEST_LABEL = 90

_Group = tuple[Line, list[Line]]  # a label and the figures below it


def find(document: Document) -> list[Table]:
    """The stacked tables of a document without boxes."""
    if document.words:
        return []
    found: list[Table] = []
    for groups in _runs(document):
        table = _table(document, groups)
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


def _table(document: Document, groups: list[_Group]) -> Table | None:
    """The table that these groups hold; `None` for labels and values of other kinds."""
    text = document.text

    def content(line: Line) -> str:
        return text[line.start : line.end].strip()

    def amounts(group: _Group) -> bool:
        return any(is_amount(content(line)) for line in group[1])

    sizes = Counter(len(group[1]) for group in groups if amounts(group))
    if not sizes:
        return None
    width = sizes.most_common(1)[0][0]
    body = [i for i, group in enumerate(groups) if amounts(group) and len(group[1]) == width]
    first = body[0]
    last = first
    for i in body[1:]:
        if i - last > 2:
            break
        last = i
    rows = groups[first : last + 1]
    full = [group for group in rows if len(group[1]) == width]
    if len(full) < 2 or any(group[1] and len(group[1]) != width for group in rows):
        return None
    money = sum(bool(_GROUPED.search(content(line))) for _, figures in full for line in figures)
    total = any(_TOTAL.match(content(label)) for label, _ in full)
    if money < 2 and not (total and len(full) > 2):
        return None
    made: list[RawRow] = _head(document, groups[:first], width)
    for label, figures in rows:
        made.append([_span(document, label), *[_span(document, line) for line in figures]])
    return build(document, made, "stacked")


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
