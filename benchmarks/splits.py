"""Accuracy of split finding on generated memos, per construction.

    python benchmarks/splits.py --count 940 [--seed 1] [--swedoc-module swedoc] [--only NAME …] [--verbose N]

Columns: memos; gold splits; splits found (same parts and same total); verdict right (of those found); clean
memos with a false error (must be 0); broken memos; broken memos caught (a finding of severity error).
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from random import Random
from typing import Any

from memogen.breaking import broken
from memogen.memos import Case, memos


def num(value: Any) -> Decimal:
    return Decimal(str(value)).normalize()


def same_parts(gold: dict[str, Any], split: Any) -> bool:
    """Year by year the same values; for parties and items the same values under any names."""
    parts = [(str(p.key), num(p.value)) for p in split.parts if p.value is not None]
    wanted = [(key, num(value)) for key, value in gold["parts"].items()]
    if gold["kind"] == "year":
        return sorted(parts) == sorted(wanted)
    return sorted(v for _, v in parts) == sorted(v for _, v in wanted)


def same_total(gold: dict[str, Any], split: Any) -> bool:
    stated = split.total.value if split.total else None
    if stated is None or gold["total"] is None:
        return stated is None and gold["total"] is None
    return num(stated) == num(gold["total"])


def find_split(gold: dict[str, Any], record: Any) -> tuple[Any, bool]:
    """The split with the same parts, and whether its total is the same; the right verdict comes first."""
    alike = [s for s in record.splits if same_parts(gold, s)]
    full = [s for s in alike if same_total(gold, s)]
    full.sort(key=lambda s: s.consistent != gold["consistent"])
    return (full[0], True) if full else (alike[0] if alike else None, False)


def errors(record: Any) -> list[str]:
    return [f.code for f in record.findings if f.severity == "error"]


def judge(case: Case, record: Any, count: Counter[str]) -> list[str]:
    """Count what was found in one clean memo; returns the misses in words."""
    misses = []
    count["memos"] += 1
    for gold in case.get("splits", []):
        split, with_total = find_split(gold, record)
        right = with_total and split.consistent == gold["consistent"]
        count.update(splits=1, found=int(with_total), right=int(right))
        if not right:
            what = "verdict wrong" if with_total else "total differs" if split else "split not found"
            misses.append(f"{what}: {json.dumps(gold, ensure_ascii=False)}")
    if false := errors(record):
        count["false"] += 1
        misses.append(f"false errors: {false}")
    return misses


def measure(
    cases: Iterable[Case], parse: Callable[[str], Any], missed: Callable[[Case, list[str], Any], None]
) -> dict[str, Counter[str]]:
    """Counts for each construction; `missed` is told of each memo that is not fully right."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        name, record = case["construction"], parse(case["text"])
        misses = judge(case, record, tally[name])
        changed = broken(case, Random(case["id"]))
        if changed:
            after = parse(changed["text"])
            tally[name].update(broken=1, caught=int(bool(errors(after))))
            if not misses and not errors(after):
                misses, case, record = [f"broken memo not caught: {changed['broken']}"], changed, after
        if misses:
            missed({**case, "construction": name}, misses, record)
    return tally


def show(case: Case, misses: list[str], record: Any) -> None:
    print(f"===== {case['id']} {case['phrasing']}\n{case['text']}")
    for miss in misses:
        print(f"--- {miss}")
    for s in record.splits:
        parts = ", ".join(f"{p.key}: {p.value}" for p in s.parts)
        print(f"    split {s.kind} [{parts}] total {s.total.value if s.total else None}: {s.consistent}")
    for f in record.findings:
        print(f"    finding {f.severity} {f.code}: {getattr(f, 'message', '')}")
    print()


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def print_table(tally: dict[str, Counter[str]]) -> None:
    whole: Counter[str] = Counter()
    for count in tally.values():
        whole.update(count)
    heads = f"{'memos':>7}{'splits':>8}{'found %':>9}{'verdict %':>11}{'false err':>11}"
    print(f"{'construction':34}{heads}{'broken':>8}{'caught %':>10}")
    for name, c in [*sorted(tally.items()), ("ALL", whole)]:
        found, right = percent(c["found"], c["splits"]), percent(c["right"], c["found"])
        caught = percent(c["caught"], c["broken"])
        clean = f"{c['memos']:7}{c['splits']:8}{found:>9}{right:>11}{c['false']:11}"
        print(f"{name:34}{clean}{c['broken']:8}{caught:>10}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--count", type=int, default=940)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--swedoc-module", default="swedoc")
    ap.add_argument("--only", nargs="*", help="constructions")
    ap.add_argument("--verbose", type=int, default=0, metavar="N", help="misses shown per construction")
    args = ap.parse_args()
    parse = importlib.import_module(args.swedoc_module).parse_text
    shown: Counter[str] = Counter()

    def missed(case: Case, misses: list[str], record: Any) -> None:
        if shown[case["construction"]] < args.verbose:
            shown[case["construction"]] += 1
            show(case, misses, record)

    print_table(measure(memos(args.count, args.seed, args.only), parse, missed))


if __name__ == "__main__":
    main()
