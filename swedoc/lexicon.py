"""Loads the vocabulary of `data/*.toml`.

Each file holds one kind of vocabulary, every entry with `examples` that it must match and
`counterexamples` that it must not; `tests/test_lexicon.py` tries them all.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from swedoc.errors import LexiconError


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed vocabulary file `data/<name>.toml`. Raises `LexiconError` if it is malformed."""
    try:
        return tomllib.loads((files("swedoc") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"the vocabulary data/{name}.toml is broken: {error}") from error


def names() -> list[str]:
    """The names of all vocabulary files."""
    return sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("swedoc") / "data").iterdir()
        if entry.name.endswith(".toml")
    )


LETTERS = "A-Za-zªµºÀ-ÖØ-öø-\u024f\u1e00-\u1eff"
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))
"""The letters of Latin script and the capitals among them, for a set in a `simple_pattern`."""

_patterns: list[tuple[str, regex.Pattern[str] | re.Pattern[str]]] = []


def pattern(source: str, *, ignore_case: bool = False, name: str = "") -> regex.Pattern[str]:
    """Compile a pattern of the library and remember it, so that a test can try its worst on it.

    Patterns are written verbose (white space in them means nothing) and linear by construction:
    possessive quantifiers, bounded repeats, digit runs taken whole.
    """
    flags = regex.VERBOSE
    if ignore_case:
        flags |= regex.IGNORECASE
    compiled = regex.compile(source, flags)
    _patterns.append((name or source.strip()[:40], compiled))
    return compiled


def simple_pattern(source: str, *, ignore_case: bool = False, name: str = "") -> re.Pattern[str]:
    """Compile a pattern for Python's own `re`, and remember it as `pattern` does.

    Measured: `re` cuts a text into words three times as fast as `regex`, and tries a pattern at one place
    twice as fast; where it has to look for the place, it is mostly slower. It knows no `\\p{L}` (but see
    `LETTERS`) and no look-behind of several lengths, and takes the raised figure in `2022²` for a `\\w`.
    """
    compiled = re.compile(source, re.VERBOSE | (re.IGNORECASE if ignore_case else re.NOFLAG))
    _patterns.append((name or source.strip()[:40], compiled))
    return compiled


def alternatives(words: list[str]) -> str:
    """An alternation of literal words, longest first, any white space between their parts."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s".join(regex.escape(part) for part in word.split()) for word in ordered) + ")"


def with_endings(words: list[str]) -> str:
    """An alternation of whole words, of which those that end in `*` may have any ending."""
    whole = [word for word in words if not word.endswith("*")]
    stems = [word.removesuffix("*") for word in words if word.endswith("*")]
    return rf"(?:{alternatives(whole)}(?!\w)|{alternatives(stems)}\w*+)"


def compiled_patterns() -> list[tuple[str, regex.Pattern[str] | re.Pattern[str]]]:
    """Every pattern compiled so far through `pattern` and `simple_pattern`."""
    return list(_patterns)
