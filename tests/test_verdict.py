"""The proof: the verdict on every split can be worked out again from the JSON alone."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import swedoc
from swedoc.verdict import recompute

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in (".pdf", ".md", ".txt"))
REAL = sorted((SHARED / "real" / "docs").glob("*.*"))
OPEN_CASES = SHARED / "eval" / "cases_open.jsonl"


def summed(arithmetic: str) -> tuple[Decimal, Decimal]:
    """Both sides of `50 000 + 2 × 300 000 = 650 000`."""
    left, right = re.sub(r"(?<=\d)\s(?=\d)", "", arithmetic).replace("−", "-").replace(",", ".").split(" = ")
    total = Decimal(0)
    for sign, term in re.findall(r"(^|[+-] )(-?[\d.]+(?: × -?[\d.]+)?)", left):
        product = Decimal(1)
        for factor in term.split(" × "):
            product *= Decimal(factor)
        total += -product if sign == "- " else product
    return total, Decimal(right)


def prove(record: swedoc.Record) -> None:
    back = swedoc.Record.from_json(record.to_json())
    for split in back.splits:
        again = recompute(back, split)
        assert (again.sum, again.difference, again.tolerance, again.consistent) == (
            split.sum, split.difference, split.tolerance, split.consistent,
        )  # fmt: skip
        if split.arithmetic:
            left, right = summed(split.arithmetic)
            assert left == right == split.sum, split.arithmetic


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    prove(swedoc.parse(path))


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="the shared documents are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_shared_documents(path: Path) -> None:
    prove(swedoc.parse(path))


@pytest.mark.skipif(not OPEN_CASES.exists(), reason="the shared cases are not here")
def test_shared_cases() -> None:
    for line in OPEN_CASES.read_text(encoding="utf-8").splitlines():
        prove(swedoc.parse_text(json.loads(line)["text"]))


def kronor(value: int) -> str:
    return f"{value:,}".replace(",", " ") + " kronor"


def prose(amounts: list[int], total: int) -> str:
    said = [f"{kronor(amount)} {2021 + at}" for at, amount in enumerate(amounts)]
    listed = ", ".join(said[:-1]) + " och " + said[-1]
    return f"Stödet till lägergården fördelas med {listed}, totalt {kronor(total)}."


AMOUNTS = st.lists(st.integers(10_000, 9_999_999), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(AMOUNTS)
def test_what_adds_up_is_never_flagged(amounts: list[int]) -> None:
    record = swedoc.parse_text(prose(amounts, sum(amounts)))
    assert [finding.code for finding in record.findings] == []
    assert record.verdict == "adds_up"


@settings(max_examples=40, deadline=None)
@given(AMOUNTS, st.data())
def test_one_changed_figure_is_always_flagged(amounts: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(amounts) - 1))
    step = data.draw(st.integers(2, 9_000))
    changed = [value + step if i == at else value for i, value in enumerate(amounts)]
    assert swedoc.parse_text(prose(changed, sum(amounts))).verdict == "does_not_add_up"
