"""Names of people: Swedish and foreign, compound, noble, with initials, turned round."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.generator.grammar import labelled

Words = Mapping[str, Sequence[str]]


def first_names(path: Path) -> list[str]:
    """The first names borne in Sweden, from a file with the column `name`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


class People:
    """A source of names; `common` are those that most people bear, `names` the whole national list."""

    def __init__(self, rng: random.Random, words: Words, names: Sequence[str], common: Sequence[str]) -> None:
        self.random, self.words, self.names, self.common = rng, words, names, common

    def first_name(self) -> str:
        """`Eva`, `Anna-Karin`, `Per Olof`."""
        draw = self.random.random()
        name = self.random.choice(self.common if self.random.random() < 0.55 else self.names)
        if draw < 0.10:
            name = f"{name}-{self.random.choice(self.common)}"
        elif draw < 0.15:
            name = f"{name} {self.random.choice(self.common)}"
        return name

    def last_name(self) -> str:
        """`Lindqvist`, `Andersson`, `von Platen`, `Al-Khatib`, `Berg Nyman`."""
        draw = self.random.random()
        if draw < 0.07:
            return self._double()
        if draw < 0.12:
            return self.random.choice(self.words["noble"])
        return self._simple()

    def full(self) -> str:
        """A whole name, now and then with a middle name or initial, or the surname in capitals."""
        draw = self.random.random()
        first, last = self.first_name(), self.last_name()
        if draw < 0.04:
            return f"{first} {self._initial()}. {last}"
        if draw < 0.07:
            return f"{first} {self._initial()} {last}"
        if draw < 0.09:
            return f"{first} {last} {self.random.choice(self.words['suffix'])}"
        if draw < 0.11:
            return f"{first} {last.upper()}"
        return f"{first} {last}"

    def abbreviated(self) -> str:
        """`K. Ahlgren`, `K-E Lind`, `P O Berg`."""
        one, two, last = self._initial(), self._initial(), self.last_name()
        form = self.random.choice(
            ("{a}. {l}", "{a} {l}", "{a}. {b}. {l}", "{a}-{b} {l}", "{a} {b} {l}", "{a}.{b}. {l}")
        )
        return form.format(a=one, b=two, l=last)

    def reversed(self) -> str:
        """`Ahlgren, Karin`, `AHLGREN Karin`, `Ahlgren Karin`."""
        first, last = self.first_name(), self.last_name()
        form = self.random.choice(("{l}, {f}", "{l}, {f}", "{l}, {f}", "{u} {f}", "{l} {f}", "{l}, {i}."))
        return form.format(l=last, f=first, u=last.upper(), i=first[0])

    def sources(self) -> dict[str, object]:
        """The rules that a grammar may call: labelled (`full`) and bare (`full_bare`)."""

        def marked(make: object) -> object:
            return lambda: labelled("P", make())  # type: ignore[operator]

        return {
            "full": marked(self.full), "first": marked(self.first_name), "last": marked(self.last_name),
            "abbr": marked(self.abbreviated), "reversed": marked(self.reversed),
            "person": marked(self.any), "full_upper": marked(lambda: self.full().upper()),
            "first_bare": self.first_name, "last_bare": self.last_name, "full_bare": self.full,
        }  # fmt: skip

    def any(self) -> str:
        """A name in one of its forms in running text, mostly the whole name."""
        draw = self.random.random()
        if draw < 0.82:
            return self.full()
        if draw < 0.90:
            return self.abbreviated()
        return self.last_name() if draw < 0.97 else self.first_name()

    def _simple(self) -> str:
        draw = self.random.random()
        if draw < 0.33:
            return self.random.choice(self.words["patronymic"])
        if draw < 0.72:
            return self.random.choice(self.words["head"]) + self.random.choice(self.words["tail"])
        return self.random.choice(self.words["foreign"])

    def _double(self) -> str:
        return f"{self._simple()}{self.random.choice('- -')}{self._simple()}"

    def _initial(self) -> str:
        return self.random.choice("ABCEFGHIJKLMNOPRSTUVÅÖ")
