"""No pattern of the library can be made to hang: CPU time grows with the length of the text, not faster."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
import regex

from benchmarks.hostile.growth import MOST, growths, seconds, use
from benchmarks.hostile.texts import common, own
from benchmarks.hostile.usage import WAYS, Used, every_pattern, sources

PATTERNS = every_pattern()
PLAIN = frozenset(
    ("digits", "spaces", "line breaks", "dots", "hyphens", "letters", "groups of digits", "sums", "syllables",
     "capitalised words", "initials", "spaces within words", "spaces, then a sum", "rows of figures")
)  # fmt: skip
MACHINES = {  # what may compile for itself, since no text of a document ever reaches it
    "swedoc.lexicon": "compiles for all others",
    "swedoc.messages": "reads messages of argparse",
    "swedoc.schema": "reads the docstrings of the record",
}


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 300
    assert any(used.anchored for used in PATTERNS)
    assert any(not used.anchored for used in PATTERNS)


def test_nothing_is_compiled_outside_the_lexicon() -> None:
    """Neither `re` nor `regex` is called but in the lexicon, so that the tests below see every pattern."""
    found = [
        f"{name}:{node.lineno}"
        for name, module in sources().items()
        if name not in MACHINES
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("re", "regex")
        and node.func.attr in {*WAYS, "compile"}
    ]
    imported = [
        f"{name}:{node.lineno}"
        for name, module in sources().items()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and node.module in ("re", "regex")
        and {alias.name for alias in node.names} - {"Match", "Pattern"}
    ]
    assert not found + imported


def too_slow(used: Used, size: int, allowed: float, chosen: frozenset[str] | None = None) -> Iterator[str]:
    """The texts over which a pattern takes more CPU seconds than that; the best of three is believed.

    Its own texts are all tried, of the common ones those chosen.
    """
    general = ((name, text) for name, text in common(size) if chosen is None or name in chosen)
    for name, text in (*general, *own(used.pattern.pattern, size)):
        if not any(seconds(lambda text=text: use(used, text, 0.2)) <= allowed for _ in range(3)):  # type: ignore[misc]
            yield f"{used.name} <- {name}"


def test_no_pattern_stumbles() -> None:
    """Quick: what is quadratic over these takes longer than that for 4,000 characters."""
    assert not [slow for used in PATTERNS for slow in too_slow(used, 4_000, 0.04, PLAIN)]


def test_the_trial_finds_what_is_quadratic() -> None:
    """The attack works: patterns with the known weaknesses are found out."""
    for source in (
        r"\d+ \s* [./-]? \s* \d+ %",
        r"\s+ $",
        r"(?: [ ]? \d{3} )* [ ]? kr",
        r"([^x]+?) \s* \.{3,}",
    ):
        used = Used(source, regex.compile(source, regex.VERBOSE), WAYS)
        assert next(too_slow(used, 1_500, 0.005), None), source


@pytest.mark.slow
def test_growth() -> None:
    """Every pattern at 10 kB and 100 kB over some texts; `benchmarks/hostile/growth.py` tries all."""
    found = [growth for used in PATTERNS for growth in growths(used, (10_000, 100_000), every=8)]
    assert not [str(growth) for growth in found if growth.exponent > MOST]
