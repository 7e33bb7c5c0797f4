"""The pipeline as a whole takes time in proportion to the text, hostile or ordinary.

`benchmarks/hostile/pipeline.py` measures all texts at 100 kB and 1 MB, with spaCy as well.
"""

from __future__ import annotations

import pytest

from benchmarks.hostile.growth import grown
from benchmarks.hostile.pipeline import SENTENCES, documents, parse

# Between these sizes a quadratic stage would take 16 times as long; linear is 4, and the machine is shared.
SIZES = (8_000, 32_000)
MOST = 7.0
CHOSEN = (
    *SENTENCES, "spread digits", "sums", "spaces", "underlines", "line breaks", "addresses", "phones",
)  # fmt: skip


@pytest.mark.slow
def test_the_pipeline_is_linear() -> None:
    by_size = {size: dict(documents(size)) for size in SIZES}
    parse(by_size[SIZES[0]]["split over years"])  # loads what loads late
    steep = []
    for name in CHOSEN:
        found = grown("pipeline", name, SIZES, lambda size, name=name: by_size[size][name], parse)  # type: ignore[misc]
        if found.seconds[-1] > MOST * found.seconds[0] and found.seconds[-1] > 0.1:
            steep.append(str(found))
    assert not steep, "\n".join(steep)
