"""Whole paragraphs: running text of a few sentences, or a form; then what befell them on the way."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.generator import damage
from models.generator.changes import CHANGES
from models.generator.facts import Facts
from models.generator.grammar import CLOSE, Example, Grammar, changed, example
from models.generator.people import People, first_names

HERE = Path(__file__).parent
LISTS = HERE.parents[1] / "swedoc" / "data"
_LINKS = (
    *("",) * 14, "Vidare framgår att ", "Dessutom noteras att ", "Under mötet framkom att ",
    "Det innebär att ", "Mot bakgrund av att ", "Därutöver gäller att ", "1. ", "2 ", "- ", "• ", "– ",
    "att ", "Att ", "a) ", "Bakgrund: ",
)  # fmt: skip


def grammar(seed: int) -> Grammar:
    """The grammar of `data/` with the national lists, its choices fixed by the seed."""
    rng = random.Random(seed)
    words: dict[str, Any] = {}
    for path in sorted((HERE / "data").glob("*.toml")):
        words.update(tomllib.loads(path.read_text(encoding="utf-8")))
    words["agency_real"] = names(LISTS / "agencies.csv")
    words["county"] = names(HERE / "data" / "counties.csv")
    words["real_municipality"] = names(HERE / "data" / "municipalities.csv")
    words["real_place"] = [_place(name) for name in words["real_municipality"]]
    people = People(rng, words, first_names(LISTS / "first_names.csv"), words["common"])
    sources = {**Facts(rng).sources(), **people.sources()}
    upperish = {"upperish": lambda text: text.upper() if rng.random() < 0.25 else text}
    return Grammar(words, sources, {**CHANGES, **upperish}, rng)


def examples(count: int, seed: int) -> Iterator[Example]:
    """That many labelled paragraphs; the same seed gives the same ones."""
    source = grammar(seed)
    for _ in range(count):
        yield example(_paragraph(source))


def _paragraph(source: Grammar) -> str:
    rng = source.random
    prose = rng.random() < 0.6
    text = _prose(source) if prose else source.expand(rng.choice(("form", "form", "form", "plain_form")))
    draw = rng.random()
    if draw < 0.03:
        text = changed(text, str.upper)
    elif draw < 0.05:
        text = damage.spaced(rng, text)
    elif draw < 0.12:
        text = damage.misread(rng, text, rng.choice((0.004, 0.01, 0.03)))
    if prose and rng.random() < 0.45:
        text = damage.wrapped(rng, text)
    elif not prose and rng.random() < 0.2:
        text = text.replace("\n", rng.choice((" ", "\n\n", "  ", " \n")))
    return text


def _prose(source: Grammar) -> str:
    rng = source.random
    sentences = []
    for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 3, 4, 5))):
        rule = rng.choices(("case_work", "org_work", "nothing", "sentence"), (5, 5, 3, 5))[0]
        text, link = source.expand(rule), rng.choice(_LINKS)
        sentences.append(f"{link}{text}" if link else changed(text, CHANGES["sentence"]))
    gap = rng.choice((" ", " ", " ", "\n"))
    text = gap.join(text if text.rstrip(CLOSE).endswith(".") else text + "." for text in sentences)
    return text if text[-1] == CLOSE or rng.random() < 0.8 else text[:-1] + rng.choice(("", ":", ";", ","))


def _place(municipality: str) -> str:
    """`Vallentuna kommun` → `Vallentuna`; the -s of a genitive goes: `Österåkers kommun` → `Österåker`."""
    name = municipality.removesuffix(" kommun")
    return name.removesuffix("s") if name != municipality and len(name) > 5 else name


def names(path: Path) -> list[str]:
    """The column `name` of a list."""
    with path.open(encoding="utf-8", newline="") as rows:
        return [row["name"] for row in csv.DictReader(rows)]
