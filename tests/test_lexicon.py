"""Every example in data/*.toml is found by what reads the file, and no counterexample is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import regex

from swedoc import lexicon
from swedoc.extract.case_families import FAMILIES, match_at
from swedoc.intake import parse_text
from swedoc.mentions import CaseMention, DateMention, IdentifierMention, NumberMention
from swedoc.pipeline import mentions_of_text

Trial = Callable[[dict[str, Any], str], bool]


def by_words(entry: dict[str, Any], example: str) -> bool:
    """Whether one of the entry's words stands in the example; a `*` at its end stands for any ending."""
    words = entry["words"]
    for word in words:
        tail = r"\w*" if word.endswith("*") else r"(?!\w)"
        source = r"\s+".join(regex.escape(part) for part in word.rstrip("*").split())
        if regex.search(rf"(?<!\w){source}{tail}", example, regex.IGNORECASE):
            return True
    return False


def by_every_word(entry: dict[str, Any], example: str) -> bool:
    """Whether the example consists of the entry's words and nothing else."""
    words = {part for word in entry["words"] for part in word.split()}
    return all(part in words for part in example.split())


def by_date(_entry: dict[str, Any], example: str) -> bool:
    value, bar, text = example.partition(" | ")
    found = [m.value for m in mentions_of_text(text if bar else example).claims.of(DateMention)]
    return value in found if bar else any(found)


def by_family(entry: dict[str, Any], example: str) -> bool:
    """Whether the number is found where the family may be believed, and by this family."""
    where = entry["where"]
    if where == "anywhere":
        found = mentions_of_text(f"Se även {example} och annat.").claims.of(CaseMention)
        return any(mention.family == entry["name"] for mention in found)
    family = next(family for family in FAMILIES if family.name == entry["name"])
    found_at = match_at(example, 0, (where,))
    return found_at is not None and bool(family.pattern.match(example))


def by_identifier(entry: dict[str, Any], example: str) -> bool:
    found = mentions_of_text(example).claims.of(IdentifierMention)
    return any(mention.kind == entry["kind"] for mention in found)


def by_number(entry: dict[str, Any], example: str) -> bool:
    found = mentions_of_text(example).claims.of(NumberMention)
    return any(mention.kind == entry["kind"] for mention in found)


def by_secrecy(_entry: dict[str, Any], example: str) -> bool:
    """Whether a document is said to be marked."""
    return any(finding.code == "secrecy_marking" for finding in parse_text(example).findings)


READERS: dict[str, Trial] = {
    "case_numbers": by_family,
    "dates": by_date,
    "identifiers": by_identifier,
    "numbers": by_number,
    "secrecy": by_secrecy,
}
TRIED_BY_THEIR_STAGE = {"units", "hedges", "number_words", "letterhead"}


def trial(file: str, key: str, entry: dict[str, Any]) -> Trial | None:
    """What reads an entry; `None` where the tests of the stage try its examples."""
    if file in READERS:
        return READERS[file]
    if key.startswith("between"):
        return by_every_word
    listed = isinstance(entry.get("words"), list)
    return by_words if listed and file not in TRIED_BY_THEIR_STAGE else None


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every table of a vocabulary file that holds examples."""

    def walk(file: str, key: str, node: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
        if isinstance(node, dict):
            if "examples" in node:
                yield file, key, node
            for name, child in node.items():
                yield from walk(file, f"{key}.{name}".strip("."), child)
        elif isinstance(node, list):
            for at, child in enumerate(node):
                yield from walk(file, f"{key}.{at}", child)

    for file in lexicon.names():
        yield from walk(file, "", lexicon.load(file))


ENTRIES = list(entries())


@pytest.mark.parametrize(("file", "key", "entry"), ENTRIES, ids=[f"{file}:{key}" for file, key, _ in ENTRIES])
def test_examples(file: str, key: str, entry: dict[str, Any]) -> None:
    attempt = trial(file, key, entry)
    if attempt is None:
        pytest.skip("tried by the tests of the stage that reads it")
    missed = [example for example in entry["examples"] if not attempt(entry, example)]
    assert not missed, f"data/{file}.toml [{key}]: not found: {missed}"
    wrong = [example for example in entry.get("counterexamples", ()) if attempt(entry, example)]
    assert not wrong, f"data/{file}.toml [{key}]: found though a counterexample: {wrong}"


def test_an_unknown_file_says_which() -> None:
    with pytest.raises(lexicon.LexiconError, match="nosuch"):
        lexicon.load("nosuch")


def test_alternatives_prefer_the_longest() -> None:
    assert regex.match(lexicon.alternatives(["kr", "kronor per år"]), "kronor\nper år")
