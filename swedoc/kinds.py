"""What kind of document it is, by what it calls itself: `TJÄNSTESKRIVELSE`, `Utdrag ur protokoll`.

The word stands in the letterhead, in a running header, at the beginning of the title, or in a
digital signature. One letter wrong is forgiven, as character recognition bends the large type of
headings. Vocabulary: `kinds`.
"""

from __future__ import annotations

from swedoc.document import Document
from swedoc.headings import near
from swedoc.letterhead import FORM, is_digital_signature, is_prose
from swedoc.lexicon import alternatives, load, pattern
from swedoc.title_rating import Row
from swedoc.titles import Title

_DATA = load("kinds")
_WORDS = {word: kind for kind, entry in reversed(_DATA.items()) for word in entry["words"]}
_RANK = {kind: rank for rank, kind in enumerate(_DATA)}
_WORD = pattern(
    rf"(?<![\w-]) {alternatives(list(_WORDS))} (?![\w-])", ignore_case=True, name="kind of document"
)
_LONG = [word for word in _WORDS if len(word) >= 9 and " " not in word]
_CAPITALISED = pattern(r"\b\p{Lu}[\p{L}]{7,}+", name="capitalised word")
_DIVIDED = pattern(r"(?<=\b\p{Lu}{4,16})[ ](?=\p{Lu}{3,10}\b)", name="space that recognition put into a word")
_BROAD = frozenset(
    ("beslut", "avtal", "remiss", "pm", "yttrande", "skrivelse", "protokoll", "överenskommelse")
)
_ROWS = 30


def kind_of_document(document: Document, rows: list[Row], title: Title) -> str | None:
    """The kind of a document, or `None`."""
    found = _by_letterhead(document, rows, title) or _by_title(document, title)
    if found is not None:
        return found
    for row in rows[-12:]:
        if is_digital_signature(row.content):
            named = _named(row.content, strict=False)
            if named is not None and named != "beslut":
                return named
    return None


def _by_letterhead(document: Document, rows: list[Row], title: Title) -> str | None:
    kinds = []
    until = title.rows[0] if title.rows else min(title.body, _ROWS)
    for row in rows[:until]:
        kinds.append(_named(row.content, strict=True))
    for line in document.lines[:_ROWS]:
        if line.role == "header":
            kinds.append(_named(document.text[line.start : line.end], strict=True))
    ranked = sorted({kind for kind in kinds if kind is not None}, key=_RANK.__getitem__)
    if ranked == ["regeringsbeslut"] and title.span is not None:
        return _by_title(document, title, only="regleringsbrev") or ranked[0]
    return ranked[0] if ranked else None


def _named(line: str, *, strict: bool) -> str | None:
    """The kind that a line names; a common word only where it stands alone or begins the line."""
    if len(line) > 110 or is_prose(line) or (FORM.search(line) and "sida" not in line.lower()):
        return None
    best: str | None = None
    for match in _WORD.finditer(line):
        word = " ".join(match.group().lower().split())
        if strict and word in _BROAD and not _prominent(line, match.start(), match.end()):
            continue
        if (
            strict
            and line[match.start()].islower()
            and match.start() > 0
            and "," not in line[: match.start()]
        ):
            continue
        kind = _WORDS[word]
        if best is None or _RANK[kind] < _RANK[best]:
            best = kind
    if best is None and strict:
        line = _DIVIDED.sub("", line)
        for match in _CAPITALISED.finditer(line):
            for word in _LONG:
                if abs(len(word) - len(match.group())) <= 1 and near(word, match.group().lower()):
                    return _WORDS[word]
    return best


def _prominent(line: str, start: int, end: int) -> bool:
    """Whether a word stands in capitals, or alone beside a page mark or date."""
    word = line[start:end]
    if word.isupper() and (len(word) > 2 or start == 0):
        return True
    rest = (line[:start] + line[end:]).strip(" #*:0123456789()/-–.")
    return word[0].isupper() and (
        not rest or (start == 0 and not any(ch.islower() for ch in rest.split()[0]))
    )


def _by_title(document: Document, title: Title, only: str | None = None) -> str | None:
    if title.span is None:
        return None
    opening = " ".join(document.text[title.span[0] : title.span[1]].lower().split()) + " "
    for kind, entry in _DATA.items():
        if only is not None and kind != only:
            continue
        if any(opening.startswith(words) for words in entry["title"]):
            return kind
        if opening.strip() in entry["words"]:
            return kind
    return None
