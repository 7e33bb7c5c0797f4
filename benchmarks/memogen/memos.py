"""Write synthetic Swedish memos with known splits, as JSON Lines in the format of `cases_open.jsonl`.

    python -m benchmarks.memogen.memos --count 10000 --seed 1 --out memos.jsonl [--broken broken.jsonl]

Each memo is consistent by construction; `broken` changes one figure of the main split so that the page
contradicts itself. Memo number i of a seed is the same whatever the count (for the same constructions).

Besides the keys of the cases, a memo has `construction`, `phrasing` (which templates were drawn) and
`figures`: each printed amount with its offsets, value and role. A broken memo has `broken` (offsets, was,
now, role) and neither `splits` nor `flags`: at least one finding of severity error must be raised.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from . import (
    decision_text,  # noqa: F401  (importing a construction module registers what it builds)
    items_text,  # noqa: F401
    lists,  # noqa: F401
    mixed_text,  # noqa: F401
    notation_text,  # noqa: F401
    shares_text,  # noqa: F401
    tables,  # noqa: F401
    terms_text,  # noqa: F401
    years_rates,  # noqa: F401
    years_text,  # noqa: F401
)
from .breaking import broken
from .drawing import CONSTRUCTIONS, Draw, Passage
from .figures import plain_number
from .page import compose, wrapped

Case = dict[str, Any]


def gold_splits(passage: Passage) -> list[dict[str, Any]]:
    def number(v: Decimal | None) -> int | float | None:
        return None if v is None else plain_number(v)

    return [
        {
            "total": number(s.total),
            "parts": {k: number(v) for k, v in s.parts.items()},
            "kind": s.kind,
            "consistent": s.consistent,
        }
        for s in passage.splits or []
    ]


def make_case(seed: int, index: int, name: str) -> Case:
    """Memo `index` of `seed`, by the construction `name`."""
    d = Draw(Random(f"{seed}:{index}:{name}"))
    passage = CONSTRUCTIONS[name](d)
    for split in passage.splits or []:
        split.check()
    text, figures = d.ledger.render(compose(d, passage))
    if d.chance(0.2):
        text = wrapped(text, d.rng.randint(68, 96))
        for f in figures:
            f["text"] = text[f["start"] : f["end"]]
    case: Case = {
        "id": f"{name}-{seed}-{index}",
        "construction": name,
        "phrasing": d.variants,
        "text": text,
    }
    if passage.splits is not None:
        case["splits"] = gold_splits(passage)
    return {**case, "flags": [], "figures": figures}


def memos(count: int, seed: int, only: list[str] | None = None) -> Iterator[Case]:
    """`count` memos, all constructions in turn."""
    names = only or sorted(CONSTRUCTIONS)
    for i in range(count):
        yield make_case(seed, i, names[i % len(names)])


def write_lines(path: Path, cases: Iterable[Case]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--count", type=int, default=1000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=Path)
    ap.add_argument("--broken", type=Path, help="also write each memo that can be broken, one figure changed")
    ap.add_argument("--only", nargs="*", help="constructions")
    ap.add_argument("--print", type=int, default=0, metavar="N", help="print N random memos to read")
    args = ap.parse_args()
    cases = list(memos(args.count, args.seed, args.only))
    if args.out:
        write_lines(args.out, cases)
    if args.broken:
        changed = (broken(case, Random(case["id"])) for case in cases)
        write_lines(args.broken, (case for case in changed if case))
    for case in Random(args.seed).sample(cases, min(args.print, len(cases))):
        print(f"===== {case['id']} {case['phrasing']}\n{case['text']}")
        print(f"--- {json.dumps(case.get('splits'), ensure_ascii=False)}\n")
    names = {case["construction"] for case in cases}
    print(f"{len(cases)} memos, {len(names)} constructions", file=sys.stderr)


if __name__ == "__main__":
    main()
