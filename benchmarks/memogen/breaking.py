"""Change one figure of a consistent memo, well beyond rounding, so that the page contradicts itself."""

from __future__ import annotations

import copy
from decimal import Decimal
from random import Random
from typing import Any

from .figures import plain_number, year_like

VAT = tuple(Decimal(x) for x in ("1.25", "1.12", "1.06"))
SUBSET_LIMIT = 12


def read_number(text: str, scale: int) -> Decimal:
    digits = "".join(ch for ch in text if ch.isdigit() or ch in ",-")
    return Decimal(digits.replace(",", ".")) * scale


def changed_digits(text: str, rng: Random) -> str:
    """`text` with one digit changed; length and grouping stay."""
    places = [i for i, ch in enumerate(text) if ch.isdigit()]
    i = rng.choice(places[:3])
    new = rng.choice([c for c in "0123456789" if c != text[i] and not (c == "0" and i == places[0])])
    return text[:i] + new + text[i + 1 :]


def reachable(pool: list[Decimal], target: Decimal, slack: Decimal) -> bool:
    """Does some subset of `pool` (two or more) add up to `target`?"""
    sums: set[tuple[Decimal, int]] = {(Decimal(0), 0)}
    for v in pool:
        sums |= {(s + v, min(n + 1, 2)) for s, n in sums}
    return any(n == 2 and abs(s - target) <= slack for s, n in sums)


def accepted(case: dict[str, Any], i: int, value: Decimal) -> bool:
    """Must a careful reader object if figure `i` reads `value`?"""
    figures = case["figures"]
    old = Decimal(str(figures[i]["value"]))
    delta = abs(value - old) * figures[i]["times"]
    if (value - old) * figures[i]["only"] < 0:
        return False
    slack = sum(Decimal(str(f["half"])) * f["times"] for f in figures if f["role"])
    if delta <= max(3 * slack, Decimal(100)) or abs(value - old) * 50 < abs(old):
        return False
    others = [Decimal(str(f["value"])) for j, f in enumerate(figures) if j != i]
    if any(value == v or abs(v) in (delta, abs(value - old)) for v in others) or year_like(
        value / figures[i]["scale"]
    ):
        return False
    if any(abs(max(value, old) / min(value, old) - r) < Decimal("0.005") for r in VAT):
        return False
    new = [Decimal(str(f["value"])) if j != i else value for j, f in enumerate(figures)]
    if len(new) > SUBSET_LIMIT:
        return True
    expanded = [v * f["times"] for v, f in zip(new, figures, strict=True)]
    for j, f in enumerate(figures):
        if f["role"] != "total":
            continue
        pool = [v for k, v in enumerate(expanded) if k != j]
        if reachable(pool, new[j], 2 * slack) and (j == i or figures[i]["role"] == "part"):
            return False
    return True


def broken(case: dict[str, Any], rng: Random) -> dict[str, Any] | None:
    """`case` with exactly one figure changed; None where no change makes a sure contradiction."""
    candidates = [i for i, f in enumerate(case["figures"]) if f["role"]]
    for _ in range(60 if candidates else 0):
        i = rng.choice(candidates)
        f = case["figures"][i]
        text = changed_digits(f["text"], rng)
        value = read_number(text, f["scale"])
        if text == f["text"] or value == 0 or not accepted(case, i, value):
            continue
        new = copy.deepcopy(case)
        new["id"] += "-broken"
        new["text"] = case["text"][: f["start"]] + text + case["text"][f["end"] :]
        new["figures"][i] |= {"text": text, "value": plain_number(value)}
        new["broken"] = {
            "start": f["start"],
            "end": f["end"],
            "was": f["text"],
            "now": text,
            "role": f["role"],
        }
        new.pop("splits", None)
        new.pop("flags", None)
        return new
    return None
