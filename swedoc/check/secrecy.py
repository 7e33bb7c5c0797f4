"""Marks that say that a document, or somebody in it, is protected: `Sekretess 25 kap. 1 § OSL`.

A mark is a line of its own (a stamp, a label with its answer), a word in brackets, or a sentence about
the document or the one person whom it concerns. What a law says, a rule and a heading are no marks.
Vocabulary: `secrecy`. Legal ground: offentlighets- och sekretesslagen (2009:400), 5 kap. 5 §;
folkbokföringslagen (1991:481), 16–17 g §§.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.check import checks
from swedoc.document import Line
from swedoc.facts import Facts
from swedoc.lexicon import alternatives, load, pattern
from swedoc.records import Finding, Span

_DATA = load("secrecy")
_ALONE, _HEADED = (alternatives(_DATA[name]["words"]) for name in ("alone", "headed"))
_LAWS, _BEFORE = alternatives(_DATA["law"]["words"]), alternatives(_DATA["law"]["before"])
_PARAGRAPH = r"\d{1,2}[ ]?kap\.?[ ]\d{1,2}(?:[ ]?[a-z])?[ ]?§{1,2}"
_LAW = rf"""(?: {_LAWS},?[ ]{_PARAGRAPH} | {_PARAGRAPH}[ ](?:[\p{{L}}\d.]{{1,10}}[ ]){{0,3}}{_LAWS}
  | {_LAWS}[ ]\d{{1,2}}:\d{{1,2}} )"""
_EDGE = r"[\s*_=!.:\[\]()|#–-]{0,12}+"
_STAMP = pattern(
    rf"""{_EDGE} (?P<mark> (?P<alone>{_ALONE}|obs[ !.:]{{1,3}}+(?:{_ALONE}|{_HEADED})) | (?P<headed>{_HEADED})
        | (?P<law>{_LAW}) )
      (?: [ ,:–-]{{0,4}} (?:(?:{_BEFORE})[ ])? (?P<cited>{_LAW}) )?
      (?P<answer> [ ]?:[ ]?(?:ja|x) )? {_EDGE}""",
    ignore_case=True,
    name="stamp of secrecy",
)
_BRACKETED = pattern(
    rf"[\[(] [ ]?(?P<mark>(?:{_ALONE}|{_HEADED})(?:[ ,:–-]{{0,4}}(?:(?:{_BEFORE})[ ])?{_LAW})?)[ ]? [\])]",
    ignore_case=True,
    name="mark of secrecy in brackets",
)
_ABOUT = pattern(
    rf"""(?:(?<=[.!?:]\s)|(?<=\n)|\A) (?P<mark>
      {alternatives(_DATA["about"]["words"])} \s (?:är|innehåller|omfattas\sav) \s
        {alternatives(_DATA["about"]["how"])}
      | {alternatives(_DATA["about"]["persons"])} \s (?:har|lever\smed|omfattas\sav|beviljats|fått) \s
        {alternatives(_DATA["about"]["protection"])} )
      (?!\p{{L}})""",
    ignore_case=True,
    name="sentence about secrecy",
)
_HINTS = (
    "ekretess",
    "EKRETESS",
    "kydda",
    "KYDDA",
    "OSL",
    "varskriv",
    "VARSKRIV",
    "emlig",
    "EMLIG",
    "onfident",
    "ONFIDENT",
    "lämnas ut",
    "LÄMNAS UT",
)
_LONGEST = 160
_HEAD = 10  # lines at the top of a document, where a law alone is a stamp


@checks.register("secrecy_marking", order=54)
def secrecy_marking(facts: Facts) -> Iterator[Finding]:
    """One finding for the marks of a document, with the place of each."""
    text = facts.document.text
    if not any(hint in text for hint in _HINTS):
        return
    spans = sorted({*_stamps(facts), *_in_text(facts)}, key=lambda span: (span.start, span.end))
    if spans:
        yield Finding(
            code="secrecy_marking",
            severity="info",
            message="Handlingen är märkt med sekretess eller skyddade uppgifter.",
            message_en="The document is marked as secret, or as holding protected data.",
            spans=tuple(spans),
        )


def _stamps(facts: Facts) -> Iterator[Span]:
    """Lines that are a stamp and nothing else."""
    document = facts.document
    for at, line in enumerate(document.lines):
        if line.end - line.start > _LONGEST:
            continue
        match = _STAMP.fullmatch(document.text, line.start, line.end)
        if match is None or not _on_its_own(facts, at):
            continue
        head = at < _HEAD and match["law"]
        top = (
            head
            or line.role != "body"
            or facts.outline.section_at(line.start).kind in ("letterhead", "footer")
        )
        capitals = match["mark"].isupper() and len(match["mark"]) > len("OSL")
        if match["alone"] or match["answer"] or match["cited"] or top or (capitals and match["headed"]):
            start, end = match.span("mark")
            yield document.span(start, match.end("cited") if match["cited"] else end)


def _on_its_own(facts: Facts, at: int) -> bool:
    """Whether a line is no part of a sentence that runs over several lines."""
    lines, text = facts.document.lines, facts.document.text
    before = _content(text, lines[at - 1]) if at else ""
    after = _content(text, lines[at + 1]) if at + 1 < len(lines) else ""
    runs_on = bool(before) and (before[-1].islower() or before[-1] in ",-") and len(before) > 40
    told = bool(before) and before[-1].islower() and before.rpartition(" ")[2] in ("enligt", "av", "i", "med")
    return not runs_on and not told and not after[:1].islower()


def _content(text: str, line: Line) -> str:
    return text[line.start : min(line.end, line.start + 400)].strip()


def _in_text(facts: Facts) -> Iterator[Span]:
    """Marks in brackets, and sentences about the document or a person."""
    document = facts.document
    for match in _BRACKETED.finditer(document.text):
        explains = match[0][0] == "(" and match["mark"].islower() and " " not in match["mark"]
        if not explains:  # as in "får inte röjas (sekretess)"
            yield document.span(*match.span("mark"))
    for match in _ABOUT.finditer(document.text):
        yield document.span(*match.span("mark"))
