"""Which patterns the library holds, and how each is used: `search`, `finditer`, `match` …

Nothing is listed by hand. All modules of swedoc are imported; the lexicon knows what they compiled;
the code says what is called on the name that a pattern got. A pattern without a name, or one that is
handed on, may be used in any way.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

import swedoc
from swedoc import lexicon

WAYS = frozenset(("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "splititer"))


class Used(NamedTuple):
    """A pattern, its name, and the ways in which the library uses it."""

    name: str
    pattern: regex.Pattern[str] | re.Pattern[str]
    ways: frozenset[str]

    @property
    def anchored(self) -> bool:
        """Whether it is only tried where the code says, never looked for."""
        return self.ways <= {"match", "fullmatch"}


def every_pattern() -> list[Used]:
    """Every pattern of the library."""
    called = {name: _called(tree) for name, tree in sources().items()}
    ways: dict[int, set[str]] = defaultdict(set)
    for home, calls in called.items():
        for variable, value in vars(sys.modules[home]).items():
            if isinstance(value, regex.Pattern | re.Pattern):
                ways[id(value)] |= calls.get(variable, set())
                for elsewhere in called.values():
                    ways[id(value)] |= elsewhere.get(f".{variable}", set())
    return [
        Used(name, pattern, frozenset(ways.get(id(pattern)) or WAYS))
        for name, pattern in lexicon.compiled_patterns()
    ]


@cache
def sources() -> dict[str, ast.Module]:
    """The parsed code of every module of the library, by name. All of them are imported."""
    names = [module.name for module in pkgutil.walk_packages(swedoc.__path__, "swedoc.")]
    paths = {name: importlib.import_module(name).__file__ for name in names}
    return {name: ast.parse(Path(path).read_text(encoding="utf-8")) for name, path in paths.items() if path}


def _called(module: ast.Module) -> dict[str, set[str]]:
    """The methods called on each name (on an attribute: `.name`); all of them if it stands anywhere else."""
    called: dict[str, set[str]] = defaultdict(set)
    owners = {
        id(node.value): node.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in WAYS
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            called[node.id] |= {owners[id(node)]} if id(node) in owners else WAYS
        elif isinstance(node, ast.Attribute) and id(node) in owners:
            called[f".{node.attr}"].add(owners[id(node)])
    return called
