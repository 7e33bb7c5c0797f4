"""How well scans are read: samples as scans at 300 dpi with noise and a skew of one degree.

    python -m benchmarks.scans [FOLDER of *.txt]

Compares the amounts, dates and case numbers of each scan with those of the same text set as a PDF
with a text layer. A wrong amount is one that the text does not hold.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.scan import scanned, typeset

import swedoc
from swedoc.records import Record


def values(record: Record) -> dict[str, Counter[str]]:
    return {
        "amounts": Counter(str(a.value) for a in record.amounts),
        "dates": Counter(str(d.value) for d in record.dates),
        "case numbers": Counter(c.value for c in record.case_numbers),
    }


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "samples")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    pages, seconds = 0, 0.0
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        text = path.read_text(encoding="utf-8")
        expected = values(swedoc.parse(typeset(text), name=path.name))
        picture = scanned(text, seed=number, skew=1.0 if number % 2 else -1.0)
        begin = time.process_time()
        record = swedoc.parse(picture, name=path.name)
        seconds += time.process_time() - begin
        pages += record.source.pages or 1
        found = values(record)
        for kind, wanted in expected.items():
            total[kind] += wanted.total()
            right[kind] += (wanted & found[kind]).total()
            wrong[kind] += (found[kind] - wanted).total()
            lost, extra = wanted - found[kind], found[kind] - wanted
            if lost or extra:
                print(f"{path.name} {kind}: lost {dict(lost)}, extra {dict(extra)}")
    for kind, count in total.items():
        print(
            f"{kind}: {right[kind]} of {count} right ({right[kind] / max(1, count):.1%}), {wrong[kind]} wrong"
        )
    share = sum(right.values()) / max(1, sum(total.values()))
    print(f"together {share:.1%}; {seconds / max(1, pages):.2f} CPU-s a page over {pages} pages")


if __name__ == "__main__":
    main()
