"""The distribution list: `Beslutet skickas till` over one recipient a line, or several parted by commas."""

from __future__ import annotations

from swedoc.letterhead import FORM, LABEL, PAGE_MARK, has_verb, is_address
from swedoc.lexicon import load, pattern
from swedoc.mentions import NameMention, Reading
from swedoc.naming.words import is_first_name
from swedoc.outline import Section
from swedoc.records import Recipient
from swedoc.relate.title import plain

_BODIES = load("bodies")
_DEPARTMENTS = tuple(_BODIES["departments"]["suffixes"])
_BOARDS = tuple(_BODIES["boards"]["suffixes"])
_AND = pattern(r"[ ](?:samt|och)[ ](?=\p{Lu})|[,;][ ](?=\p{L})", name="between recipients")
_REMARK = pattern(r"\.[ ]\p{Lu}\p{L}++(?:[ ]\p{Ll}++){0,3}:", name="remark behind the recipients")
_MAILBOX = pattern(r"[ ]?\([^()\s]{1,80}@[^()\s]{1,80}\)", name="address behind a name")
_BULLET = pattern(r"^[ \t]*+(?:[-–—•▪◦·*\uf0b7\uf0a7]|\d{1,2}[.)])[ \t]++", name="bullet")
_RULE = pattern(r"[_=–-]{3,}", name="rule")
_FOR = pattern(r"^för[ ](?:kännedom|åtgärd|verkställighet)$", ignore_case=True, name="purpose of a copy")
_BOX = pattern(
    r"\b(?:Box[ ]\d|[Vv]äxel|[Tt]elefon\b|[Bb]esöksadress|[Oo]rg\.?[ ]?nr)", name="address in a line"
)


def recipients(reading: Reading) -> tuple[Recipient, ...]:
    """The distribution list, one recipient each."""
    found: list[Recipient] = []
    for section in reading.outline.sections:
        if section.kind == "distribution":
            found.extend(_recipients(reading, section))
    return tuple(found)


def _recipients(reading: Reading, section: Section) -> list[Recipient]:
    text, document = reading.text, reading.document
    begin = _begin(text, section)
    found: list[Recipient] = []
    at = document.line_index(begin)
    open_end = False
    while at < len(document.lines) and document.lines[at].start < section.end:
        line = document.lines[at]
        at += 1
        start = max(line.start, begin)
        content = text[start : line.end]
        words = content.strip(" :*#\t")
        if not words or line.role != "body" or PAGE_MARK.match(words) or _RULE.match(words):
            continue
        if _stray(words):
            continue
        start += content.find(words)
        bullet = _BULLET.match(content)
        if bullet:
            start += len(words) - len(words := _BULLET.sub("", words))
        if open_end and found and not bullet:
            first, end = document.from_file(found[-1].span.start), start + len(words)
            found[-1] = Recipient(name=plain(text[first:end]).rstrip(".,;"), span=document.span(first, end))
        else:
            found.extend(_split(reading, start, words))
        open_end = words.endswith(("-", " och", " samt", " för", " i"))
    return found


def _begin(text: str, section: Section) -> int:
    """Where the list begins: below its heading, or behind the colon of `Beslutet skickas till: Ekonomi`."""
    if section.heading is None:
        return section.start
    start, end = section.heading
    colon = text.find(": ", start, end)
    return colon + 1 if colon > 0 and text[colon + 1 : end].strip(" *") else end


def _stray(words: str) -> bool:
    """Whether a line of the list is none of it: an address, a reference, a sentence, a label."""
    if "http" in words or "www." in words or "reference:" in words.lower() or FORM.search(words):
        return True
    labelled = LABEL.match(words) and len(words) < 40
    if (labelled and any(ch.isdigit() or ch == ":" for ch in words)) or (
        has_verb(words) and words[-1] == "."
    ):
        return True
    bare = _MAILBOX.sub("", words)
    if is_address(words) or ("@" in bare and " " in bare) or _BOX.search(words):
        return True
    return _FOR.match(words) is not None


def _parts_names(reading: Reading, start: int, gap: tuple[int, int], before: str) -> bool:
    """Whether an `och` of a line stands between two recipients, not inside the name of one."""
    inside = reading.claims.at(start + gap[0])
    if isinstance(inside, NameMention) and inside.end > start + gap[1]:
        return False
    left, right = reading.claims.at(start + gap[0] - 1), reading.claims.at(start + gap[1])
    if isinstance(left, NameMention) and isinstance(right, NameMention) and left.label == right.label:
        return True
    return before.rstrip().lower().endswith((*_BOARDS, *_DEPARTMENTS, "kommun"))


def _listed(before: str, rest: str) -> bool:
    """Whether a comma parts two recipients: not `Lindh, Eva`, nor `Landsbygdsverket, ekonomienheten`."""
    rest = _MAILBOX.sub("", rest)
    follower = _COMMA.split(rest, maxsplit=1)[0].strip().rstrip(".")
    before = before.strip()
    if not follower:
        return False
    if follower[0].islower():
        return before.lower().endswith(_DEPARTMENTS) and follower.endswith(_DEPARTMENTS)
    if " " in follower or not is_first_name(follower) or not before.isalpha():
        return True
    return is_first_name(before) and len(follower) < len(rest.strip(" ."))


_COMMA = pattern("[,;]", name="comma in a list of recipients")


def _split(reading: Reading, start: int, words: str) -> list[Recipient]:
    """The recipients of one line: `Almviks kommun, Norrsele kommun samt Region Norrsund`."""
    remark = _REMARK.search(words)
    words = words[: remark.start()] if remark else words
    pieces: list[tuple[int, int]] = []
    at = 0
    for match in _AND.finditer(words):
        before = words[at : match.start()]
        if match.group().strip() == "och" and not _parts_names(reading, start, match.span(), before):
            continue
        if match.group()[0] in ",;" and not _listed(before, words[match.end() :]):
            continue
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, len(words)))
    found = []
    for begin, end in pieces:
        name = _MAILBOX.sub("", words[begin:end]).strip().rstrip(".,;")
        if name:
            first = start + begin + (len(words[begin:end]) - len(words[begin:end].lstrip()))
            found.append(Recipient(name=plain(name), span=reading.document.span(first, first + len(name))))
    return found
