"""Title, issuer and department of a document.

The issuer is the municipality, region or agency of the letterhead; where that names none, the body
that the text speaks of most, above all in its decisions. Vocabulary: `bodies`.
"""

from __future__ import annotations

from collections import Counter

from swedoc.letterhead import LABEL, PAGE_MARK, is_address, is_letterhead
from swedoc.lexicon import load, pattern
from swedoc.mentions import CaseMention, NameMention, Reading
from swedoc.topmost import topmost

_BODIES = load("bodies")
_DEPARTMENTS = tuple(_BODIES["departments"]["suffixes"])
_OPENINGS = tuple(opening + " " for opening in _BODIES["departments"]["openings"])
_AGENCIES = tuple(_BODIES["agencies"]["suffixes"])
_ISSUERS = tuple(_BODIES["issuers"]["openings"])
_OTHERS = tuple(_BODIES["issuers"]["others"])
_ACTS = frozenset(_BODIES["issuers"]["acts"])
_ENOUGH = 3
_SOFT = pattern(r"[\u00ad\ufffe] [ \t]*+ \n?+ [ \t]*+", name="soft hyphen at a line end")
_HYPHEN = pattern(
    r"(?<=\p{Ll})-[ \t]*+\n[ \t]*+(?=\p{Ll})(?!och\b|eller\b|samt\b)", name="hyphen at a line end"
)
_SPACED = pattern(
    r"(?<![\p{L}\d.]) \p{L} (?:[ ]\p{L}){3,30}+ (?![\p{L}\d.])",
    name="word set with a space between its letters",
)
_BESIDE_TITLE = pattern(
    r"""(?: (?<![ \t])[ \t]{2,60}+ (?: \[[^\]\n]{3,60}+\] | \d{1,2}[ ]bilag(?:a|or)
        | (?:diarienr|dnr|ärendenr)\b [^\n]{3,40}+ )
      | ,?[ ]\(?dnr[ .:]{1,2}[^\s)]{2,20}+(?:[ ][\d/:-]{3,12}+)?\)? ) \s{0,9}+ \Z""",
    ignore_case=True,
    name="number or enclosures beside a title",
)
_SET_OFF = pattern(
    r"""(?<![ \t]) (?: [ \t]{0,80}+\n?[ \t]{0,80}+ [(\[] [^()\[\]\n]{0,24}
      | [ \t]{3,80}+ (?:\p{L}{2,12}[ .:]{1,3})?+ ) $""",
    name="what sets a case number off",
)
_REPLY = pattern(r"(?:SV|VB|RE|FW|FWD):", ignore_case=True, name="subject of a mail, kept as it was typed")
_UNITS_BESIDE = pattern(
    r"""[ ]* \( (?:belopp[ ](?:i[ ])?)?+
      (?:tkr|mnkr|mkr|msek|ksek|kr|kronor|tusental[ ]kronor|miljoner[ ]kronor) \) $""",
    ignore_case=True,
    name="unit of the table beside a title",
)
_APPEAL = pattern(
    r"\böverklag\p{L}{0,8}\b[^.\n]{0,50}+\n?[^.\n]{0,50}?$", ignore_case=True, name="appeal to a body"
)
_LONGEST = 400
"""How much of a line is looked at: a line of a letterhead is shorter."""
_INDENTED = 24
"""Spaces before a name that stands in the right column of a letterhead, where the addressee does."""
_MARKS = pattern(r"\*\*|__|^[ \t]*+\#{1,6}+[ \t]*+", name="markdown marks")


def plain(text: str) -> str:
    """Text of the page in one line, without Markdown marks, division hyphens or double spaces."""
    return " ".join(_MARKS.sub("", _HYPHEN.sub("", _SOFT.sub("", text))).split())


def title(reading: Reading) -> str | None:
    """The title of a document."""
    span = reading.outline.title
    if span is None:
        return None
    words = reading.text[span[0] : _before_case(reading, *span)]
    if (beside := _BESIDE_TITLE.search(words, max(0, len(words) - 120))) and beside.start() >= 5:
        words = words[: beside.start()]
    words = _UNITS_BESIDE.sub("", words)
    return plain(_SPACED.sub(lambda m: m[0].replace(" ", ""), words)) or None


def _before_case(reading: Reading, start: int, end: int) -> int:
    """Where a title ends without the case number set off behind it: `Orgel i Ås kyrka (KR 2001/38)`."""
    if _REPLY.match(reading.text, start):
        return end
    for case in reading.claims.of(CaseMention):
        if start + 5 < case.start < end and not reading.text[case.end : end].strip(" )]\t\n"):
            gap = _SET_OFF.search(reading.text, start + 5, case.start)
            return gap.start() if gap is not None else end
    return end


def _organisations(reading: Reading) -> list[NameMention]:
    return [name for name in reading.claims.of(NameMention) if name.label == "ORG"]


def _is_issuer(name: str) -> bool:
    """Whether a body issues documents of its own: a municipality, region, agency, ministry."""
    low = name.lower()
    if low.startswith(_ISSUERS):
        return True
    if low.endswith((" kommun", " stad", "regionen", " landsting")):
        return True
    return (
        low.endswith(_AGENCIES)
        and not low.endswith(("kansliet", "rätten", "fonden", "rådet"))
        and len(low) > 9
    )


def _is_local(name: str) -> bool:
    low = name.lower()
    return low.startswith(("region ", "landstinget ")) or low.endswith(
        (" kommun", " stad", "regionen", " landsting")
    )


def _is_department(name: str) -> bool:
    low = name.lower()
    return low.endswith(_DEPARTMENTS) or low.startswith(_OPENINGS)


def issuer(reading: Reading, *, in_letterhead: bool = False) -> str | None:
    """Who issued a document: named in the letterhead or on every page, else in the text.

    `in_letterhead` asks for a body named there or nothing.
    """
    outline, document = reading.outline, reading.document
    names = _organisations(reading)
    head = outline.sections[0].end if outline.sections and outline.sections[0].kind == "letterhead" else 0
    if outline.kind in ("regeringsbeslut", "regleringsbrev"):
        return "Regeringen" if "Regering" in reading.text or "REGERING" in reading.text else None
    if (top := topmost(document)) is not None:
        return _in_case(top)
    scores: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    local = outline.kind in ("tjänsteskrivelse", "tjänsteutlåtande", "protokoll", "protokollsutdrag")
    addressee = _addressee(reading, head)
    for name in names:
        if not _is_issuer(name.value):
            continue
        if local and name.start >= head and not _is_local(name.value):
            continue
        line = document.line_at(name.start)
        if document.lower.startswith(_OTHERS, line.start, name.start):
            continue
        if name.start >= head and _APPEAL.search(reading.text, max(0, name.start - 110), name.start):
            continue
        value = name.value
        section = outline.section_at(name.start)
        if line.role != "body" or section.kind == "footer":
            weight = 12
        elif name.start < head:
            weight = 0 if name.start >= addressee or _in_right_column(reading, name.start) else 20
        elif in_letterhead:
            continue
        elif section.kind == "decision":
            weight = 3
        elif section.kind in ("distribution", "signature"):
            weight = 10 if reading.text.startswith(" vägnar", name.end) else 0
        else:
            weight = 2 if "." in reading.text[max(0, name.start - 3) : name.start] else 1
        if weight > 0 and _acts(reading.text, name.end):
            weight += 2
        scores[spelled.setdefault(value.lower(), value)] += weight
    best = scores.most_common(1)
    if best and best[0][1] >= _ENOUGH:
        return _in_case(best[0][0])
    return None if in_letterhead or local else _private(reading, names, min(head, addressee))


def _private(reading: Reading, names: list[NameMention], head: int) -> str | None:
    """The company or association that runs over the pages, or that the model sees in the first lines."""
    document = reading.document
    written = [
        line.start
        for line in document.lines
        if line.start < head and not PAGE_MARK.match(reading.text, line.start, line.end)
    ]
    top = written[2] if len(written) > 2 else head
    for name in names:
        if _is_department(name.value) or " " not in name.value:
            continue
        running = document.line_at(name.start).role != "body"
        if running or (name.start < top and name.source in ("both", "model")):
            return _in_case(name.value)
    return None


def _in_right_column(reading: Reading, start: int) -> bool:
    """Whether a name stands far to the right, alone below an empty line or its nämnd: the addressee."""
    document = reading.document
    at = document.line_index(start)
    line = document.lines[at]
    before = reading.text[max(line.start, start - _LONGEST) : start]
    if at < 3 or before.strip() or len(before) < _INDENTED:
        return False
    for above in reversed(document.lines[max(0, at - 2) : at]):
        content = reading.text[above.start : above.end]
        if not content.strip():
            return True
        if any(ch.isdigit() for ch in content) or not content[:_INDENTED].isspace():
            return False
    return False


def _acts(text: str, end: int) -> bool:
    """Whether what follows a body says that it decides or reports."""
    return text[end + 1 : end + 24].split(" ", 1)[0] in _ACTS


def _in_case(name: str) -> str:
    """A name printed in capitals as it would stand in a sentence."""
    if not name.isupper():
        return name
    words = [word.capitalize() for word in name.split()]
    if words[0] not in ("Region", "Landstinget"):
        words[1:] = [word.lower() for word in words[1:]]
    return " ".join(words)


def _addressee(reading: Reading, head: int) -> int:
    """Where the addressee of the letterhead begins: behind `Till`, or above a postal address."""
    text = reading.text
    block: int | None = None
    dated = parted = False
    for line in reading.document.lines:
        if line.start >= head:
            break
        content = text[line.start : line.end].strip()
        if content.lower() in ("till", "till:") or content.lower().startswith("till "):
            return line.start
        if dated and block is not None and is_address(content) and not LABEL.match(content):
            return block
        numbered = any(ch.isdigit() for ch in content)
        dated = dated or numbered
        if not content or numbered:
            block, parted = None, not content
        elif block is None or not parted:
            block = line.start
    return head


def department(reading: Reading) -> str | None:
    """The part of the administration that a document comes from."""
    sections = reading.outline.sections
    head = sections[0].end if sections and sections[0].kind == "letterhead" else 0
    stop = _addressee(reading, head)
    names = [name for name in _organisations(reading) if _is_department(name.value)]
    for name in names:
        if name.start < stop and not _labelled(reading, name.start):
            return name.value
    above = _above_officer(reading, stop)
    if above is not None:
        return above
    return next((name.value for name in names if reading.document.line_at(name.start).role == "header"), None)


def _labelled(reading: Reading, offset: int) -> bool:
    line = reading.document.line_at(offset)
    before = reading.text[max(line.start, offset - _LONGEST) : offset]
    ministry = (
        reading.text[offset : min(line.end, offset + _LONGEST)].split()[0].lower().endswith("departementet")
    )
    if ministry and reading.outline.kind not in ("regeringsbeslut", "regleringsbrev", "missiv", "remiss"):
        return True
    return "@" in before or before.strip().lower().startswith("handläggare")


def _above_officer(reading: Reading, stop: int) -> str | None:
    """A plain line above the first name of the letterhead: `Näringsliv och samhällsbyggnad`."""
    people = [name for name in reading.claims.of(NameMention) if name.label == "PER" and name.start < stop]
    if not people:
        return None
    document = reading.document
    at = document.line_index(people[0].start) - 1
    while at >= 0:
        line = document.lines[at]
        content = reading.text[line.start : line.end].strip(" #*")
        if content:
            plain_line = 4 < len(content) < 60 and not any(ch.isdigit() or ch in "@:" for ch in content)
            if (
                plain_line
                and content[0].isupper()
                and not LABEL.match(content)
                and not is_letterhead(content)
            ):
                return content
            return None
        at -= 1
    return None
