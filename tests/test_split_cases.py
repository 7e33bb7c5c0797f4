"""Short texts with their amounts, splits and flags; what is still missed is listed and may only shrink."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import swedoc

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from splits import errors, find_split, num

EXAMPLES = Path(__file__).parent / "examples" / "split_cases.jsonl"
CASES = {
    case["id"]: case for case in map(json.loads, EXAMPLES.read_text(encoding="utf-8").splitlines()) if case
}

KNOWN_MISSES: dict[str, str] = {
    "H111": "split not found",
    "H118": "split not found",
    "H132": "split not found",
    "H141": "flag body_decision_mismatch",
    "H164": "flag body_decision_mismatch",
    "H193": "flag year_outside_period",
    "H202": "split not found; flag sum_mismatch",
}


@cache
def read(case_id: str) -> swedoc.Record:
    return swedoc.parse_text(CASES[case_id]["text"])


def misses(case: dict[str, Any]) -> str:
    """What the record of a case lacks or has wrong, in words; empty if it is all as it should be."""
    record, wrong = read(case["id"]), []
    wanted = Counter(num(amount["value"]) for amount in case.get("amounts", ()))
    if lost := wanted - Counter(num(amount.value) for amount in record.amounts):
        wrong.append(f"amounts {[str(value) for value in lost]}")
    for gold in case.get("splits", ()):
        split, with_total = find_split(gold, record)
        if split is None:
            wrong.append("split not found")
        elif not with_total:
            wrong.append("total differs")
        elif split.consistent != gold["consistent"]:
            wrong.append(f"verdict {split.consistent}")
    raised = {finding.code for finding in record.findings if finding.severity != "info"}
    wrong += [f"flag {code}" for code in case.get("flags", ()) if code not in raised]
    return "; ".join(wrong)


CLEAN = [case_id for case_id, case in CASES.items() if case.get("flags") == []]


@pytest.mark.parametrize("case_id", CLEAN)
def test_a_clean_case_is_not_accused(case_id: str) -> None:
    assert errors(read(case_id)) == []


@pytest.mark.parametrize("case_id", CASES)
def test_case(case_id: str) -> None:
    assert misses(CASES[case_id]) == KNOWN_MISSES.get(case_id, "")


def test_the_list_of_misses_only_shrinks() -> None:
    assert len(KNOWN_MISSES) <= 14
    assert set(KNOWN_MISSES) <= set(CASES)
