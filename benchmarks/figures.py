"""Measures how accurate swedoc is, and writes the figures into the documentation.

    python benchmarks/figures.py [--real FOLDER]   measure, save figures.json, write the pages
    python benchmarks/figures.py --write           write the pages from figures.json

Measured are the invented memos of `benchmarks/memos`, generated memos of each construction of sums, and
the real documents of a gold folder. Those are not part of the project, since they name people; only
counts are kept of them. Without `--real` the counts of the last time stay, with their date.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import swedoc

ROOT = Path(__file__).parent.parent
SAVED = Path(__file__).parent / "figures.json"
PAGES = ("docs/accuracy.md", "docs/verdicts.md")
GENERATED = 940

Figures = dict[str, dict[str, Any]]


def folder(path: Path) -> dict[str, Any]:
    """What `accuracy.py` counts in a gold folder."""
    from accuracy import score, totals

    run = score(path, as_text=False)
    return {"documents": len(run), "fields": {name: dict(row) for name, row in totals(run).items()}}


def generated() -> dict[str, Any]:
    """What `splits.py` counts in generated memos."""
    from memogen.memos import memos
    from splits import measure

    tally = measure(memos(GENERATED, 1, None), swedoc.parse_text, lambda *_: None)
    return {"documents": GENERATED, "constructions": {name: dict(row) for name, row in sorted(tally.items())}}


def field_table(figures: dict[str, Any]) -> str:
    """Recall and precision, field by field."""
    from accuracy import PARTLY

    lines = [
        "| field | wanted | found | missed | wrong | recall | precision |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, counts in figures["fields"].items():
        row = Counter(counts)
        wanted, given = row["hit"] + row["missed"], row["hit"] + row["wrong"]
        recall = share(row["hit"], wanted)
        precision = share(row["hit"], given) if wanted and name not in PARTLY else "–"
        wrong = "–" if name in PARTLY else row["wrong"]
        lines.append(
            f"| {name} | {wanted} | {row['hit']} | {row['missed']} | {wrong} | {recall} | {precision} |"
        )
    return "\n".join(lines)


def split_table(figures: dict[str, Any]) -> str:
    """The sums of generated memos, over all constructions."""
    whole: Counter[str] = Counter()
    for row in figures["constructions"].values():
        whole.update(row)
    return "\n".join(
        [
            "| measured | figure |",
            "|---|---|",
            f"| splits found, with the right parts and total | {share(whole['found'], whole['splits'])}"
            f" of {whole['splits']} |",
            f"| verdict right, of those found | {share(whole['right'], whole['found'])} |",
            f"| clean memos with a false error | {whole['false']} of {whole['memos']} |",
            f"| broken memos caught | {share(whole['caught'], whole['broken'])} of {whole['broken']} |",
        ]
    )


def weakest_table(figures: dict[str, Any]) -> str:
    """The constructions in which most is missed."""
    rows = {name: Counter(row) for name, row in figures["constructions"].items()}

    def worst(name: str) -> float:
        row = rows[name]
        return min(
            row["found"] / (row["splits"] or 1) if row["splits"] else 1, row["caught"] / (row["broken"] or 1)
        )

    names = sorted((name for name in rows if rows[name]["broken"]), key=lambda name: (worst(name), name))[:5]
    lines = ["| construction | splits found | broken memos caught |", "|---|---|---|"]
    for name in names:
        row = rows[name]
        lines.append(
            f"| `{name}` | {share(row['found'], row['splits'])} | {share(row['caught'], row['broken'])} |"
        )
    return "\n".join(lines)


def when(figures: dict[str, Any]) -> str:
    """The day, the version, and how many documents."""
    return f"*{figures['documents']} documents, measured {figures['date']} with swedoc {figures['version']}.*"


def share(part: int, whole: int) -> str:
    """A share in per cent; a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def tables(figures: Figures) -> dict[str, str]:
    """Every table that stands in the pages, by the name in its marker."""
    shown = {}
    for name in ("memos", "real"):
        if name in figures:
            shown[name] = f"{when(figures[name])}\n\n{field_table(figures[name])}"
    shown["splits"] = f"{when(figures['splits'])}\n\n{split_table(figures['splits'])}"
    shown["weakest"] = weakest_table(figures["splits"])
    return shown


def filled(page: str, figures: Figures) -> str:
    """The page with the tables between its markers `<!-- figures: NAME -->` and `<!-- /figures -->`."""
    shown = tables(figures)
    return re.sub(
        r"(<!-- figures: (\w+) -->\n).*?(<!-- /figures -->)",
        lambda found: f"{found[1]}\n{shown[found[2]]}\n\n{found[3]}",
        page,
        flags=re.DOTALL,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="measure nothing")
    options = parser.parse_args()
    figures: Figures = json.loads(SAVED.read_text(encoding="utf-8")) if SAVED.exists() else {}
    if not options.write:
        now = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "version": swedoc.__version__}
        figures["memos"] = now | folder(ROOT / "benchmarks" / "memos")
        figures["splits"] = now | generated()
        if options.real:
            figures["real"] = now | folder(options.real)
        SAVED.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name in PAGES:
        page = ROOT / name
        page.write_text(filled(page.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
