"""Bent documents of every kind are read or refused by an error of ours, never anything else."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.bending import KINDS, Edit, bent
from fuzz.targets import TARGETS

TIMES = float(os.environ.get("SWEDOC_FUZZ", "1"))
EXAMPLES = {"text": 25, "pdf": 100, "outlook": 150, "archive": 150}
EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.integers(0, KINDS - 1),
        at=st.floats(0, 1),
        length=st.integers(0, 300),
        word=st.integers(0, 5000),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_bent_documents(name: str) -> None:
    target = TARGETS[name]

    @settings(
        max_examples=int(TIMES * EXAMPLES.get(name, 80)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(which=st.integers(0, len(target.corpus) - 1), edits=EDITS)
    def attempt(which: int, edits: list[Edit]) -> None:
        target.read(bent(target.corpus[which], edits, target.words))

    attempt()


@pytest.mark.slow
@settings(
    max_examples=int(200 * TIMES), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(
    data=st.binary(max_size=3000),
    magic=st.sampled_from((b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"\x1f\x8b\x08")),
)
def test_any_bytes(data: bytes, magic: bytes) -> None:
    for name in ("pdf", "archive"):
        TARGETS[name].read(magic + data)


@pytest.mark.slow
@settings(
    max_examples=int(150 * TIMES), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(text=st.text(max_size=400))
def test_any_text(text: str) -> None:
    TARGETS["text"].read(text.encode("utf-8", "surrogatepass"))
