"""A sample of memos written from known figures; the whole measurement is benchmarks/splits.py."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

import swedoc

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from memogen.breaking import broken
from memogen.memos import memos
from splits import errors, judge

SEED, COUNT = 7, 188


@dataclass
class Outcome:
    count: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """What swedoc makes of every memo, clean and with one figure changed."""
    found = Outcome()
    for case in memos(COUNT, SEED):
        clean = swedoc.parse_text(case["text"])
        misses = judge(case, clean, found.count)
        found.wrong += [f"{case['id']}: {miss}" for miss in misses if miss.startswith("verdict wrong")]
        found.false += [case["id"]] if errors(clean) else []
        if changed := broken(case, Random(case["id"])):
            caught = bool(errors(swedoc.parse_text(changed["text"])))
            found.count.update(broken=1, caught=int(caught))
            found.missed += [] if caught else [changed["id"]]
    return found


def test_no_memo_that_adds_up_is_accused(outcome: Outcome) -> None:
    assert outcome.false == []


def test_a_changed_figure_is_caught(outcome: Outcome) -> None:
    assert outcome.count["broken"] > COUNT / 2
    assert outcome.count["caught"] >= 0.85 * outcome.count["broken"], outcome.missed


def test_the_verdict_on_a_found_split_is_right(outcome: Outcome) -> None:
    assert outcome.count["found"] >= 0.9 * outcome.count["splits"]
    assert outcome.count["right"] >= 0.99 * outcome.count["found"], outcome.wrong


def test_a_memo_is_the_same_every_time() -> None:
    assert next(memos(1, SEED)) == next(memos(1, SEED))
