"""Texts that make careless patterns slow.

    for name, text in common(100_000):
        ...

Two kinds. `common` holds what hurts any pattern for figures, names and dates: one long run of one
kind of character, and near misses over and over. `own` is made of a pattern's own grammar: strings
that it matches, the same cut short or spoilt at their end, and each of its repeats pumped up.
"""

from __future__ import annotations

import random
import re
import warnings
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_SEEDS = {
    "digits": "1234567890",
    "zeros": "0",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "line breaks": "\n",
    "dots": ".",
    "spaced dots": " .",
    "hyphens": "-",
    "dashes": "\u2013",
    "underlines": "_",
    "equal signs": "=",
    "slashes": "/",
    "colons": ":",
    "commas": ",",
    "at signs": "@",
    "brackets": "(",
    "nested brackets": "([{",
    "letters": "a",
    "capitals": "A",
    "syllables": "kommun",
    "capitalised words": "Karin ",
    "hyphenated": "Anna-",
    "initials": "A. ",
    "groups of digits": "1 000 ",
    "groups with dots": "1.000.",
    "spread digits": "1 ",
    "digit and letter": "1a",
    "sums": "kr 1 000 ",
    "sums with units": "1 000 kr ",
    "sums joined": "1 000 kronor och ",
    "years": "2023, ",
    "year ranges": "2023-2024-",
    "dates": "2023-01-01 ",
    "spoilt dates": "2023-13-",
    "days": "1 januari ",
    "case numbers": "KS 2019/",
    "labels": "Dnr: ",
    "personal numbers": "19900101-",
    "phones": "08-465 004 ",
    "addresses": "a.b@c.",
    "local parts": "a.b-c_",
    "domains": "www.",
    "percent": "1,5 % ",
    "statutes": "SFS 2010:",
    "table rows": "Summa | 1 000 | 2 000 |\n",
    "table rules": "|---|---",
    "rows of figures": "Summa 1 000 2 000\n",
    "headings": "# Rubrik\n",
    "list marks": "1. ",
    "dotted lines": "Rubrik ........ ",
    "lone words on lines": "varav\n",
    "trailing spaces": "a   ",
    "padded lines": "a \n \n",
    "quotes": '"',
    "combining marks": "a\u0308",
    "control characters": "\x00\x02",
    "outside the BMP": "\U0001f600",
}


def common(size: int) -> Iterator[tuple[str, str]]:
    """Names and texts of about `size` characters, the same for every pattern."""
    for name, seed in _SEEDS.items():
        yield name, filled(seed, size)
    yield "spaces within words", "a" + " " * (size - 2) + "b"
    yield "digits, then a word", "1" * (size - 1) + "a"
    yield "spaces, then a sum", " " * (size - 8) + "1 000 kr"


def own(source: str, size: int, *, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Names and texts made of a pattern's own grammar.

    >>> [text for _, text in own("(?:ab)++c", 6)][:2]
    ['ababc', 'ababab']
    """
    grammar = _Grammar(source, random.Random(seed))
    for number in range(2):
        found = grammar.sample() or "a"
        for name, unit in (
            ("its own match", found),
            ("its own match, joined by spaces", found + " "),
            ("its own match, one a line", found + "\n"),
            ("its match cut short", found[:-1] or found),
            ("its match cut short, spaced", (found[:-1] or found) + " "),
            ("half its match", found[: (len(found) + 1) // 2]),
        ):
            yield f"{name} ({number})", filled(unit, size)
    for number, (before, unit) in enumerate(grammar.repeats()):
        yield f"its repeat {number} pumped", before + filled(unit, size)
        # Its match stands behind, so that no engine gives up for want of a letter that it needs.
        yield f"its repeat {number} pumped, spoilt", before + filled(unit, size) + "\x01" + found


def filled(unit: str, size: int) -> str:
    """A text repeated to `size` characters."""
    return (unit * (size // len(unit) + 1))[:size]


_CLASSES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: "-",
}
_MOST_REPEATS = 8
_LONGEST = 400


class _Grammar:
    """The parsed form of a pattern, from which strings are drawn."""

    def __init__(self, source: str, dice: random.Random) -> None:
        self._dice = dice
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                self._tree: Any = _parser.parse(_for_re(source), re.VERBOSE)
            except re.error:
                self._tree = _parser.parse(re.escape(source[:20]))

    def sample(self) -> str:
        """A string that the pattern is likely to match."""
        return self._sequence(self._tree)[:_LONGEST]

    def repeats(self) -> Iterator[tuple[str, str]]:
        """For each repeat without a bound: what may stand before it, and one round of it."""
        found = list(self._within(self._tree, ""))
        yield from found[:_MOST_REPEATS]

    def _within(self, sequence: Any, before: str) -> Iterator[tuple[str, str]]:
        for node in sequence:
            what, value = node
            if what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                _, most, body = value
                if most > 20:
                    yield before[-_LONGEST:], self._sequence(body) or "a"
                yield from self._within(body, before)
            elif what is op.SUBPATTERN:
                yield from self._within(value[-1], before)
            elif what is op.ATOMIC_GROUP:
                yield from self._within(value, before)
            elif what is op.BRANCH:
                for branch in value[1][:4]:
                    yield from self._within(branch, before)
            elif what in (op.ASSERT, op.ASSERT_NOT):
                yield from self._within(value[1], before)
            before += self._node(node)

    def _sequence(self, sequence: Any) -> str:
        return "".join(map(self._node, sequence))

    def _node(self, node: Any) -> str:
        what, value = node
        if what is op.LITERAL:
            return chr(value)
        if what is op.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        if what is op.ANY:
            return "a"
        if what is op.IN:
            return self._one_of(value)
        if what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            rounds = min(int(most), max(int(least), self._dice.randint(1, 3)))
            return "".join(self._sequence(body) for _ in range(rounds))
        if what is op.SUBPATTERN:
            return self._sequence(value[-1])
        if what is op.ATOMIC_GROUP:
            return self._sequence(value)
        if what is op.BRANCH:
            return self._sequence(self._dice.choice(value[1]))
        return ""  # a look around, an anchor

    def _one_of(self, choices: Any) -> str:
        if choices[0][0] is op.NEGATE:
            refused = {chr(value) for what, value in choices[1:] if what is op.LITERAL}
            return next((c for c in "a1-. " if c not in refused), "b")
        what, value = self._dice.choice(choices)
        if what is op.LITERAL:
            return chr(value)
        if what is op.RANGE:
            return chr(self._dice.randint(*value))
        return _CLASSES.get(value, "a")


_PROPERTIES = (
    (r"\p{Lu}", "Å"), (r"\p{L}", "ä"), (r"\p{Ll}", "ä"), (r"\p{P}", "."), (r"\p{N}", "1"), (r"\p{Nd}", "1"),
    (r"\P{L}", "%"),
)  # fmt: skip


def _for_re(source: str) -> str:
    """A pattern in the words that the parser of `re` knows: for drawing strings, not for matching."""
    for property_, letter in _PROPERTIES:
        source = source.replace(property_, letter)
    source = re.sub(r"\\[pP]\{[^}]*\}", "a", source)
    source = re.sub(r"\(\?P?<(?![=!])\w+>", "(", source)
    return re.sub(r"\(\?P=\w+\)|\(\?&\w+\)", "", source)
