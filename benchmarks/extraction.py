"""What sections and extraction cost, text already read: CPU-ms per kB at four sizes.

    python benchmarks/extraction.py [FILE]

FILE is a text memo; without it a sample is used. The text is repeated to reach each size.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from swedoc import model, pipeline

SIZES = (2_500, 100_000, 1_000_000, 10_000_000)
SAMPLE = Path(__file__).parent.parent / "samples"


def main() -> None:
    os.environ.setdefault(model.SETTING, model.NONE)  # an empty SWEDOC_MODEL measures with the shipped one
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else next(iter(sorted(SAMPLE.glob("*.txt"))))
    text = path.read_text(encoding="utf-8")
    pipeline.mentions_of_text(text)
    print(f"{'characters':>12}{'CPU-ms':>12}{'ms per kB':>12}")
    for size in SIZES:
        document = pipeline.document_of_text((text * (size // len(text) + 1))[:size])
        rounds = max(1, 100_000 // size)
        start = time.process_time()
        for _ in range(rounds):
            pipeline.mentions(document)
        spent = (time.process_time() - start) * 1000 / rounds
        print(f"{size:12}{spent:12.2f}{spent / size * 1000:12.3f}")


if __name__ == "__main__":
    main()
