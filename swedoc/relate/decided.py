"""The decisions that a document proposes or records: `1. Nämnden avsätter 3 600 tkr.`

Numbered, bulleted and `att` points of the decision sections, each with all its sentences; the
sentences of a proposal that is no list.
"""

from __future__ import annotations

from swedoc.mentions import Reading
from swedoc.outline import Section, Sentence
from swedoc.records import Decision
from swedoc.relate.title import plain


def decisions(reading: Reading) -> tuple[Decision, ...]:
    """The numbered or bulleted points of the decision sections; unlisted ones of a proposal too."""
    found: list[Decision] = []
    outline = reading.outline
    by_section: dict[int, list[Sentence]] = {}
    for sentence in outline.sentences:
        by_section.setdefault(sentence.section, []).append(sentence)
    for index, section in enumerate(outline.sections):
        if section.kind != "decision":
            continue
        inside = by_section.get(index, [])
        items = _items(reading, inside, section)
        found.extend(items or _unlisted(reading, inside, section))
    return tuple(found)


def _items(reading: Reading, sentences: list[Sentence], section: Section) -> list[Decision]:
    """The list items of a section, each with all its sentences."""
    found = []
    at = 0
    while at < len(sentences):
        first = sentences[at]
        at += 1
        if first.item is None:
            continue
        end = first.end
        while at < len(sentences) and sentences[at].block == first.block and sentences[at].item is None:
            end = sentences[at].end
            at += 1
        words = plain(reading.text[first.start : end])
        marker = first.item
        number = marker.rstrip(".)") if marker[0].isalnum() and marker.lower() != "att" else None
        if marker.lower() != "att":
            words = words.removeprefix(marker).lstrip()
        if words:
            found.append(Decision(number=number, text=words, span=reading.document.span(first.start, end)))
    return found


def _unlisted(reading: Reading, sentences: list[Sentence], section: Section) -> list[Decision]:
    """The sentences of a proposal or a board's decision that is no list."""
    if section.heading is None:
        return []
    heading = reading.text[section.heading[0] : section.heading[1]].lower()
    owned = heading.endswith("s beslut") and not heading.startswith("regering")
    proposal = heading.startswith(("förslag till", "beslutsförslag")) or "s förslag" in heading
    if not proposal and not owned:
        return []
    found = []
    for sentence in sentences:
        if sentence.start < section.heading[1]:
            continue
        words = plain(reading.text[sentence.start : sentence.end])
        if len(words) > 15 and words[-1] in '.”"' and len(words.split()) > 2:
            found.append(Decision(text=words, span=reading.document.span(sentence.start, sentence.end)))
    return found
