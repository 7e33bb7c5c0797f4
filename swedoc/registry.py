"""How the open packages find their members: drop a file in, and it takes part.

A member is a function or class with one decorator. Its package is imported whole the first time
that the members are asked for; there is no list to edit, and two members with one name raise.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from swedoc.errors import LexiconError

T = TypeVar("T")
F = TypeVar("F")


class Registry(Generic[T]):
    """The members of one open package, in the order of their `order`, then their name."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._members: dict[str, tuple[int, T]] = {}
        self._loaded = False
        self._ordered: list[tuple[str, T]] = []

    def register(self, name: str, *, order: int = 50) -> Callable[[F], F]:
        """Decorate a member. Raises `LexiconError` if the name is taken."""

        def enter(member: F) -> F:
            taken = self._members.get(name)
            if taken is not None and taken[1] is not member:
                raise LexiconError(f"{self._package}: two members are called {name!r}; rename one")
            self._members[name] = (order, member)  # type: ignore[assignment]
            self._ordered = []
            return member

        return enter

    def _load(self) -> None:
        if self._loaded:
            return
        package = importlib.import_module(self._package)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self._package}.{module.name}")
        self._loaded = True

    def items(self) -> list[tuple[str, T]]:
        """Names and members in order."""
        self._load()
        if not self._ordered:
            ranked = sorted(self._members.items(), key=lambda item: (item[1][0], item[0]))
            self._ordered = [(name, member) for name, (_, member) in ranked]
        return self._ordered

    def __iter__(self) -> Iterator[T]:
        return (member for _, member in self.items())

    def __getitem__(self, name: str) -> T:
        self._load()
        return self._members[name][1]

    def __contains__(self, name: str) -> bool:
        self._load()
        return name in self._members
