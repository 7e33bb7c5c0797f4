"""Title, issuer, department, distribution list and decisions of a document.

The issuer is the municipality, region or agency of the letterhead; where that names none, the body
that the text speaks of most, above all in its decisions. Vocabulary: `bodies`.
"""

from __future__ import annotations

from collections import Counter

from swedoc.letterhead import FORM, LABEL, PAGE_MARK, is_address, is_letterhead, is_prose
from swedoc.lexicon import load, pattern
from swedoc.mentions import NameMention, Reading
from swedoc.outline import Section, Sentence
from swedoc.records import Decision, Recipient

_BODIES = load("bodies")
_DEPARTMENTS = tuple(_BODIES["departments"]["suffixes"])
_OPENINGS = tuple(opening + " " for opening in _BODIES["departments"]["openings"])
_BOARDS = tuple(_BODIES["boards"]["suffixes"])
_AGENCIES = tuple(_BODIES["agencies"]["suffixes"])
_ISSUERS = tuple(_BODIES["issuers"]["openings"])
_SOFT = pattern(r"[\u00ad\ufffe] [ \t]*+ \n?+ [ \t]*+", name="soft hyphen at a line end")
_HYPHEN = pattern(
    r"(?<=\p{Ll})-[ \t]*+\n[ \t]*+(?=\p{Ll})(?!och\b|eller\b|samt\b)", name="hyphen at a line end"
)
_MARKS = pattern(r"\*\*|__|^[ \t]*+\#{1,6}+[ \t]*+", name="markdown marks")
_AND = pattern(r"[ ](?:samt|och)[ ](?=\p{Lu})|[,;][ ](?=\p{Lu})", name="between recipients")
_BULLET = pattern(r"^[ \t]*+(?:[-–—•▪◦·*\uf0b7\uf0a7]|\d{1,2}[.)])[ \t]++", name="bullet")
_RULE = pattern(r"[_=–-]{3,}", name="rule")
_FOR = pattern(r"^för[ ](?:kännedom|åtgärd|verkställighet)$", ignore_case=True, name="purpose of a copy")
_BOX = pattern(
    r"\b(?:Box[ ]\d|[Vv]äxel|[Tt]elefon\b|[Bb]esöksadress|[Oo]rg\.?[ ]?nr)", name="address in a line"
)


def plain(text: str) -> str:
    """Text of the page in one line, without Markdown marks, division hyphens or double spaces."""
    return " ".join(_MARKS.sub("", _HYPHEN.sub("", _SOFT.sub("", text))).split())


def title(reading: Reading) -> str | None:
    """The title of a document."""
    span = reading.outline.title
    return plain(reading.text[span[0] : span[1]]) or None if span else None


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


def issuer(reading: Reading) -> str | None:
    """Who issued a document: named in the letterhead or a running header, else in the text."""
    outline, document = reading.outline, reading.document
    names = _organisations(reading)
    head = outline.sections[0].end if outline.sections and outline.sections[0].kind == "letterhead" else 0
    if outline.kind in ("regeringsbeslut", "regleringsbrev"):
        return "Regeringen" if "Regering" in reading.text or "REGERING" in reading.text else None
    scores: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    local = outline.kind in ("tjänsteskrivelse", "tjänsteutlåtande", "protokoll", "protokollsutdrag")
    addressee = _addressee(reading, head)
    for name in names:
        if not _is_issuer(name.value):
            continue
        if local and name.start >= head and not _is_local(name.value):
            continue
        value = name.value
        section = outline.section_at(name.start)
        line = document.line_at(name.start)
        if line.role != "body" or section.kind == "footer":
            weight = 12
        elif name.start < head:
            weight = 2 if name.start >= addressee else 20
        elif section.kind == "decision":
            weight = 3
        elif section.kind in ("distribution", "signature"):
            weight = 0
        else:
            weight = 2 if "." in reading.text[max(0, name.start - 3) : name.start] else 1
        scores[spelled.setdefault(value.lower(), value)] += weight
    best = scores.most_common(1)
    return _in_case(best[0][0]) if best and best[0][1] > 0 else None


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
    for line in reading.document.lines:
        if line.start >= head:
            break
        content = text[line.start : line.end].strip().lower()
        if content in ("till", "till:") or content.startswith("till "):
            return line.start
    return head


def department(reading: Reading) -> str | None:
    """The part of the administration that a document comes from."""
    outline, text = reading.outline, reading.text
    if not outline.sections or outline.sections[0].kind != "letterhead":
        return None
    head = outline.sections[0].end
    stop = _addressee(reading, head)
    for name in _organisations(reading):
        if name.start < stop and _is_department(name.value) and not _labelled(reading, name.start):
            return name.value
    return (
        _above_officer(reading, stop)
        or next(
            (
                name.value
                for name in _organisations(reading)
                if reading.document.line_at(name.start).role == "header" and _is_department(name.value)
            ),
            None,
        )
        if text
        else None
    )


def _labelled(reading: Reading, offset: int) -> bool:
    line = reading.document.line_at(offset)
    before = reading.text[line.start : offset]
    ministry = reading.text[offset : line.end].split()[0].lower().endswith("departementet")
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


def recipients(reading: Reading) -> tuple[Recipient, ...]:
    """The distribution list, one recipient each."""
    found: list[Recipient] = []
    for section in reading.outline.sections:
        if section.kind == "distribution":
            found.extend(_recipients(reading, section))
    return tuple(found)


def _recipients(reading: Reading, section: Section) -> list[Recipient]:
    text, document = reading.text, reading.document
    begin = section.heading[1] if section.heading else section.start
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
            last = found[-1]
            name = plain(text[last.span.start : start + len(words)]).rstrip(".,;")
            found[-1] = Recipient(name=name, span=document.span(last.span.start, start + len(words)))
        else:
            found.extend(_split(reading, start, words))
        open_end = words.endswith(("-", " och", " samt", " för", " i"))
    return found


def _stray(words: str) -> bool:
    """Whether a line of the list is none of it: an address, a reference, a sentence, a label."""
    if "http" in words or "www." in words or "reference:" in words.lower() or FORM.search(words):
        return True
    labelled = LABEL.match(words) and len(words) < 40
    if (labelled and any(ch.isdigit() or ch == ":" for ch in words)) or (
        is_prose(words) and words[-1] == "."
    ):
        return True
    if is_address(words) or ("@" in words and " " in words) or _BOX.search(words):
        return True
    return _FOR.match(words) is not None


def _split(reading: Reading, start: int, words: str) -> list[Recipient]:
    """The recipients of one line: `Almviks kommun, Norrsele kommun samt Region Norrsund`."""
    pieces: list[tuple[int, int]] = []
    at = 0
    for match in _AND.finditer(words):
        if match.group().strip() == "och" and not words[at : match.start()].rstrip().lower().endswith(
            (*_BOARDS, *_DEPARTMENTS, "kommun")
        ):
            continue
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, len(words)))
    found = []
    for begin, end in pieces:
        name = words[begin:end].strip().rstrip(".,;")
        if name:
            first = start + begin + (len(words[begin:end]) - len(words[begin:end].lstrip()))
            found.append(Recipient(name=plain(name), span=reading.document.span(first, first + len(name))))
    return found


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
