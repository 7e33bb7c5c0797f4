"""Whose mailbox an address is: `asa.hernlund@almvik.example.se` is Åsa Hernlund's, `kommun@…` nobody's."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from swedoc.lexicon import load
from swedoc.naming import first_names, is_first_name

_DATA = load("contacts")["mailboxes"]
_WORDS = frozenset(_DATA["words"])
_SUFFIXES = tuple(_DATA["suffixes"])
_FOLDED = load("names")["folded"]["words"]
_SPECIAL = str.maketrans(
    {"ø": "o", "æ": "a", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "’": None, "'": None, "´": None}
)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Lower case without diacritics: `Åsa Öhrn` → `asa ohrn`."""
    low = name.lower().translate(_SPECIAL)
    if low.isascii():
        return low
    return "".join(ch for ch in unicodedata.normalize("NFKD", low) if not unicodedata.combining(ch))


def _local(address: str) -> str:
    return fold(address.rsplit("@", 1)[0])


def is_function(address: str) -> bool:
    """Whether a mailbox belongs to a function: `registrator@`, `socialnamnden@`, `ks@`, `info.bygg@`."""
    local = _local(address)
    parts = local.replace("-", ".").replace("_", ".").split(".")
    if local in _WORDS or any(part in _WORDS or part.endswith(_SUFFIXES) for part in parts):
        return True
    domain = fold(address.rsplit("@", 1)[1])
    return local.isalpha() and (len(local) <= 3 or domain.startswith(local))


def is_personal(address: str) -> bool:
    """Whether a mailbox is called like a person: `karin.ahlmo@`."""
    parts = [part for part in _local(address).replace("_", ".").split(".") if part]
    return (
        len(parts) >= 2
        and all(part.replace("-", "").isalpha() for part in parts)
        and not is_function(address)
    )


def name_in(address: str) -> str | None:
    """The name that a mailbox spells out, first name first: `karin.ahlmo@` is Karin Ahlmo's.

    A first name without its dots and rings is known by the list; a surname stays as it is written.
    """
    first, _, last = address.rsplit("@", 1)[0].replace("_", ".").partition(".")
    if len(last) < 3 or not last.replace("-", "").isalpha() or not first:
        return None
    name = _folded_names().get(first.lower()) or (first.title() if is_first_name(first.title()) else None)
    return f"{name} {last.title()}" if name else None


@cache
def _folded_names() -> dict[str, str]:
    """First names by their plain letters: `asa` is Åsa, also where a few are called Asa."""
    spelt = {plain: name for name in first_names() if (plain := fold(name)) != name.lower()}
    unknown = {plain: name for plain, name in spelt.items() if plain.title() not in first_names()}
    return unknown | {fold(name): name for name in _FOLDED}


def belongs(address: str, name: str) -> bool:
    """Whether a mailbox is that of the person called `name`."""
    local = _local(address)
    parts = set(local.replace("-", ".").replace("_", ".").split("."))
    names = fold(name).replace("-", " ").split()
    if len(names) < 2:
        return False
    first, surnames = names[0], names[1:]
    if first in parts and any(surname in parts for surname in surnames):
        return True
    bare = local.replace(".", "").replace("-", "").replace("_", "").rstrip("0123456789")
    last = surnames[-1]
    if bare in (first + last, last + first, first[0] + last, "".join(surnames), first + "".join(surnames)):
        return True
    if len(parts) == 2 and local.partition(".")[0] == first[0] and local.partition(".")[2] in surnames:
        return True
    initials = "".join(part[0] for part in names)
    return (len(bare) >= 2 and bare == initials) or (
        5 <= len(bare) <= 7 and bare in {first[:a] + last[:b] for a in (2, 3, 4) for b in (2, 3, 4)}
    )
