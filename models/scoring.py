"""Precision and recall of names: by overlap (same label, at least a letter in common), and exact."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

LABELS = ("PER", "ORG", "ROLE")


class Found(NamedTuple):
    """A labelled span and who proposed it: `rule`, `list`, `model` or `both`."""

    start: int
    end: int
    label: str
    source: str = "model"


class Paragraph(NamedTuple):
    """A paragraph of the test set."""

    name: str
    text: str
    gold: tuple[Found, ...]


def paragraphs(path: Path) -> list[Paragraph]:
    """The test set: one JSON object a line, with `text` and `entities`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Paragraph(row["id"], row["text"], tuple(Found(*e) for e in row["entities"])) for row in rows]


def scores(test: Sequence[Paragraph], find: Callable[[str], Iterable[Found]]) -> dict[str, dict[str, float]]:
    """Figures by label and for all: precision, recall and F by overlap, F of exact spans; of sources, too."""
    found = [list(find(paragraph.text)) for paragraph in test]
    out = {}
    for label in (*LABELS, "all"):
        kept = LABELS if label == "all" else (label,)
        out[label] = _figures(
            [[f for f in paragraph.gold if f.label in kept] for paragraph in test],
            [[f for f in spans if f.label in kept] for spans in found],
        )
    return out


def by_source(
    test: Sequence[Paragraph], find: Callable[[str], Iterable[Found]]
) -> dict[str, dict[str, float]]:
    """How much of what each source proposes is right, by overlap and exactly."""
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    for paragraph in test:
        gold = {(f.start, f.end, f.label) for f in paragraph.gold}
        for f in find(paragraph.text):
            for key in (f.source, f"{f.source} {f.label}"):
                count[key] += 1
                right[key] += _hit(f, paragraph.gold)
                exact[key] += f[:3] in gold
    return {
        key: {
            "count": count[key],
            "right": _percent(right[key], count[key]),
            "exact": _percent(exact[key], count[key]),
        }
        for key in sorted(count)
    }


def _figures(gold: list[list[Found]], found: list[list[Found]]) -> dict[str, float]:
    hits = sum(_hit(f, spans) for fs, spans in zip(found, gold, strict=True) for f in fs)
    met = sum(_hit(g, fs) for fs, spans in zip(found, gold, strict=True) for g in spans)
    exact = sum(f[:3] in {g[:3] for g in spans} for fs, spans in zip(found, gold, strict=True) for f in fs)
    proposed, wanted = sum(map(len, found)), sum(map(len, gold))
    precision, recall = _percent(hits, proposed), _percent(met, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f": round(2 * precision * recall / (precision + recall), 1) if precision + recall else 0.0,
        "exact_f": _percent(2 * exact, proposed + wanted),
    }


def _hit(one: Found, others: Iterable[Found]) -> bool:
    return any(one.label == o.label and one.start < o.end and o.start < one.end for o in others)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
