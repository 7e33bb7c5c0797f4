"""Ruled tables: the lines and filled rectangles of a page, joined where they touch, into grids.

A grid is what the rules alone say: where the columns and rows are parted. What stands in the
cells is for `swedoc.tables`; that the words in it are read row by row, for `swedoc.layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from swedoc.document import Grid
from swedoc.records import Box

THIN = 3.0  # a path thinner than this (PDF points) is a rule, not an area
TOUCH = 3.0  # rules this near to each other touch
SHORTEST = 5.0  # shorter paths are dots, ticks and parts of drawings
MOST = 1500  # a page with more rules than this is a drawing


MOST_GRIDS = 100  # of one page
FAR = 60.0  # rows of one table are not higher than this

_Places = tuple[list[float], list[float]]


class _Rule(NamedTuple):
    """A horizontal or vertical rule: its place across, and from where to where it runs."""

    at: float
    start: float
    end: float


def grids(paths: Iterable[Box]) -> tuple[Grid, ...]:
    """The grids that the paths of a page draw, from top to bottom.

    A grid has at least two rules each way; a lone box around a paragraph is one too (one cell),
    and a table whose head alone is ruled is a grid of one row.
    """
    across, down = _rules(paths)
    if not across or not down or len(across) + len(down) > MOST:
        return ()
    across, down = _whole(across), _whole(down)
    found = []
    for horizontal, vertical in _connected(across, down):
        ys = _closed(_places(horizontal), vertical)
        xs = _closed(_places(vertical), horizontal)
        if len(xs) > 1 and len(ys) > 1:
            found.append((xs, ys))
    found = sorted(found, key=lambda grid: (grid[1][0], grid[0][0]))[:MOST_GRIDS]
    return tuple((tuple(xs), tuple(_extended(xs, ys, across))) for xs, ys in _stacked(found))


def _closed(places: list[float], crossing: list[_Rule]) -> list[float]:
    """The places of parallel rules, and the edges of a table that only the crossing rules reach."""
    for edge, outside in ((min(r.start for r in crossing), -1), (max(r.end for r in crossing), 1)):
        reach = sum(abs((r.start if outside < 0 else r.end) - edge) < TOUCH for r in crossing)
        if reach > 1 or len(crossing) == 1:
            if outside < 0 and edge < places[0] - TOUCH:
                places = [edge, *places]
            elif outside > 0 and edge > places[-1] + TOUCH:
                places = [*places, edge]
    return places


def _stacked(found: list[_Places]) -> list[_Places]:
    """The grids, those with the same columns one above the other taken as one.

    Where only every second row is shaded, each shaded row is a grid of its own.
    """
    merged: list[_Places] = []
    for xs, ys in found:
        for above_xs, above_ys in merged:
            same = len(xs) == len(above_xs) > 2 and all(
                abs(a - b) < TOUCH for a, b in zip(xs, above_xs, strict=True)
            )
            if same and 0 < ys[0] - above_ys[-1] < FAR:
                above_ys += ys
                break
        else:
            merged.append((xs, ys))
    return merged


def _extended(xs: list[float], ys: list[float], lines: list[_Rule]) -> list[float]:
    """The rows of a grid with those that are ruled above and below it without touching it."""
    if len(xs) < 3:
        return ys
    fitting = [r.at for r in lines if abs(r.start - xs[0]) < 2 * TOUCH and abs(r.end - xs[-1]) < 2 * TOUCH]
    above = sorted((at for at in fitting if at < ys[0] - TOUCH), reverse=True)
    below = sorted(at for at in fitting if at > ys[-1] + TOUCH)
    ys = list(ys)
    for at in above:
        if ys[0] - at > FAR:
            break
        ys.insert(0, at)
    for at in below:
        if at - ys[-1] > FAR:
            break
        ys.append(at)
    return ys


def _whole(rules: list[_Rule]) -> list[_Rule]:
    """Parallel rules, those that are drawn cell by cell taken as one."""
    joined: list[_Rule] = []
    for rule in sorted([(round(at), start, end, at) for at, start, end in rules]):
        _, start, end, at = rule
        last = joined[-1] if joined else None
        if last and abs(last.at - at) < 1.5 and start <= last.end + TOUCH:
            if end > last.end:
                joined[-1] = _Rule(last.at, last.start, end)
        else:
            joined.append(_Rule(at, start, end))
    return joined


def _rules(paths: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Horizontal and vertical rules; the four sides of an area are rules."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for x0, top, x1, bottom in paths:
        width, height = x1 - x0, bottom - top
        if height <= THIN:
            if width > SHORTEST:
                across.append(_Rule((top + bottom) / 2, x0, x1))
        elif width <= THIN:
            if height > SHORTEST:
                down.append(_Rule((x0 + x1) / 2, top, bottom))
        elif width > SHORTEST and height > SHORTEST:
            across += (_Rule(top, x0, x1), _Rule(bottom, x0, x1))
            down += (_Rule(x0, top, bottom), _Rule(x1, top, bottom))
    return across, down


def _connected(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Groups of rules that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_height = sorted(range(len(across)), key=lambda i: across[i].at)
    heights = [across[i].at for i in by_height]
    for j, vertical in enumerate(down, len(across)):
        for k in range(_first(heights, vertical.start - TOUCH), len(heights)):
            if heights[k] > vertical.end + TOUCH:
                break
            horizontal = across[by_height[k]]
            if horizontal.start - TOUCH <= vertical.at <= horizontal.end + TOUCH:
                parent[root(by_height[k])] = root(j)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for i in range(len(parent)):
        group = groups.setdefault(root(i), ([], []))
        if i < len(across):
            group[0].append(across[i])
        else:
            group[1].append(down[i - len(across)])
    return [group for group in groups.values() if group[0] and group[1]]


def _first(places: Sequence[float], least: float) -> int:
    """Index of the first of the sorted `places` that is not below `least`."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


def _places(rules: list[_Rule]) -> list[float]:
    """The places of parallel rules, those that touch taken as one."""
    ordered = sorted(rule.at for rule in rules)
    groups = [[ordered[0]]]
    for at in ordered[1:]:
        if at - groups[-1][-1] <= TOUCH:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [sum(group) / len(group) for group in groups]
