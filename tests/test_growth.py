"""The pipeline as a whole takes time in proportion to the text, hostile or ordinary.

`benchmarks/hostile/pipeline.py` measures all texts at 100 kB and 1 MB, with spaCy as well.
"""

from __future__ import annotations

from functools import partial

import pytest

from benchmarks.hostile.growth import Growth, seconds
from benchmarks.hostile.pipeline import SENTENCES, documents, parse

# A fourfold text: linear takes 4 times as long, an exponent of 1.25 5.7 times, a quadratic stage 16 times.
SIZES = (16_000, 64_000)
MOST = 5.7
ROUNDS = 3
CHOSEN = (*SENTENCES, "sums", "sums with units", "sums joined", "spread digits", "line breaks", "phones")


@pytest.mark.slow
def test_the_pipeline_is_linear() -> None:
    small, large = (dict(documents(size)) for size in SIZES)
    parse(small["split over years"])  # loads what loads late
    steep = []
    for name in dict.fromkeys(CHOSEN):
        rounds = [tuple(seconds(partial(parse, size[name])) for size in (small, large))]
        while len(rounds) < ROUNDS and min(r[1] for r in rounds) > MOST * min(r[0] for r in rounds):
            rounds.append(tuple(seconds(partial(parse, size[name])) for size in (small, large)))
        before, after = (min(r[at] for r in rounds) for at in (0, 1))
        if after > MOST * before and after > 0.1:
            steep.append(str(Growth("pipeline", name, SIZES, (before, after))))
    assert not steep, "\n".join(steep)
