"""A sample of the grid of dates and case numbers; the whole of it is benchmarks/grid_mentions.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

grid_mentions = pytest.importorskip("grid_mentions")
POINTS = grid_mentions.grid()


def test_a_sample_of_the_grid() -> None:
    missed = [point.text for point in POINTS[::29] if not grid_mentions.right(point)]
    assert missed == []


@pytest.mark.slow
def test_the_whole_grid() -> None:
    missed = [point.text for point in POINTS if not grid_mentions.right(point)]
    assert len(missed) <= len(POINTS) // 1000, missed[:20]


def test_the_grid_is_large_enough() -> None:
    groups = [point.group for point in POINTS]
    assert groups.count("case numbers") >= 500
    assert groups.count("days") + groups.count("periods") + groups.count("year spans") >= 500
