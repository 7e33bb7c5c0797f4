"""Statute text as ordinary Swedish: sentences of the Swedish Code of Statutes, plainly labelled.

Statutes name authorities and hardly anybody else. Known agencies and words such as `regeringen` or
`byggnadsnämnden` are labelled; a sentence with a title in it is left out, since whether it points to
one office holder is a matter of reading.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from models.generator.grammar import Example
from models.generator.texts import HERE, LISTS, names

_BODY = re.compile(
    r"\b(?:[Rr]egeringens?|[Rr]iksdagens?|[Rr]egeringskansliets?|[Ll]änsstyrelsens?|[Kk]ommunfullmäktiges?|[Kk]ommunstyrelsens?"
    r"|[A-ZÅÄÖa-zåäö]{4,30}(?:verkets?|myndighetens?|inspektionens?|departementets?|rättens?|nämndens?|styrelsens?)"
    r"|[A-ZÅÄÖ][a-zåäö]{3,20}(?:rådets?|ombudsmannens?))\b"
)
_KINDS = re.compile(
    r"^(?:(?:under|över|kammar|hyres|arrende|patent|till|tillstånds|besluts|förvaltnings|prövnings|tillsyns|inskrivnings|tull|polis"
    r"|åklagar|skatte|utmätnings|kyrko|rätts|hov|tings|domar|mark|miljö|hyres|för|upphovs|ägande|ensam|allmänna|nyttjande|arbets|bo|delägar|en|före|medbestämmande"
    r"|service|offentlig|kronofogde|lokal|central|värd|hem|stats|samråds|utländska|bolags|förenings|stiftelse|bank|servitut|bruk|fiske|pant|jakt|väg|tomt"
    r"|rös|vatten)?[a-zåäö]{0,12}(?:myndighet|rätt)ens?|styrelsens?|verkets?|nämndens?)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:ordförande|chef|direktör|sekreterare|handläggare|inspektör|ledamot|ledamöter|åklagare|domare|lagman|rådman|fiskal|landshövding"
    r"|minister|rektor|lärare|läkare|professor|föreståndare|förvaltare|mäklare|revisor|notarie|befäl|direktören|konkursförvaltare|man\b)",
    re.IGNORECASE,
)


def silver(path: Path, count: int) -> Iterator[Example]:
    """The first `count` fit sentences of a gzip file with one sentence a line."""
    lists = tomllib.loads((HERE / "data" / "organisations.toml").read_text(encoding="utf-8"))
    known = sorted(
        {*names(LISTS / "agencies.csv"), *lists["agency_short"], *lists["ministry"]}, key=len, reverse=True
    )
    agency = re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")s?\b")
    given = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.strip()
            if not 30 < len(text) < 400 or text.startswith(("rubrik", "anteckning")) or _TITLE.search(text):
                continue
            if given == count:
                return
            given += 1
            yield Example(text, tuple(_spans(text, agency)))


def _spans(text: str, agency: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    taken = 0
    found = sorted(
        [match.span() for match in agency.finditer(text)]
        + [match.span() for match in _BODY.finditer(text) if not _KINDS.match(match.group())],
        key=lambda span: (span[0], -span[1]),
    )
    for start, end in found:
        if start >= taken:
            yield start, end, "ORG"
            taken = end
