"""Sentences: which lines run on, and where a sentence ends.

`… under 2016. 780 000 kronor ska belasta …` is two sentences, `den 3 maj 2021 kl. 14` is one.
Memos come as paragraphs (one line each) and as lines broken at the page's width; a line runs on
into the next unless a heading, a list marker, an empty line or a short line parts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from swedoc.cells import is_rule
from swedoc.document import Document, Line
from swedoc.headings import LONGEST, recognise
from swedoc.lexicon import LETTERS, alternatives, load, pattern, simple_pattern

_ABBREVIATIONS = alternatives(load("sentences")["abbreviations"]["words"])

ITEM = simple_pattern(
    r"""[ \t]*+ (?: (?P<bullet>[-–—•▪◦·*\uf0b7\u2022\uf0a7]) (?=[ \t]*+[^\d\s-]|[ \t]++\d)
      | (?P<number>\d{1,2}+[.)]) (?=[ \t]++\S)
      | (?P<letter>[a-hA-H]\)) (?=\s)
      | (?P<att>(?:(?:samt|och)[ ])?+[Aa]tt) (?=\s) )""",
    name="list item",
)
HEADING = simple_pattern(
    r"[ \t]*+ (?: \#{1,6}+[ \t] | \*\*[^*\n]{2,90}+\*\*[ \t]*+$ )", name="markdown heading"
)
END = pattern(
    rf"""[.!?] (?<! \b{_ABBREVIATIONS} \. | \b\p{{Lu}} \. | \.{{4}} | (?:\.[ ]){{3}}\. ) ["”’)]?+
         (?=\s++ (?:["”(]?+[\p{{Lu}}\d–•] | $) )
       | : (?=[ \t]*+\n[ \t]*+[-–•]) """,
    name="sentence end",
)
_SUM_LINE = simple_pattern(rf"(?:Summa|SUMMA|Totalt?|S:a|Netto)(?![{LETTERS}])", name="line with a total")
_UNIT = r"(?:tkr|kkr|mkr|Mkr|mnkr|Mnkr|kr|kronor|SEK|MSEK)"
_UNIT_LENGTH = 20
_SUM_END = simple_pattern(rf"\d\s?{_UNIT}$", name="line that ends with a sum")
_SUM_FIRST = simple_pattern(
    rf"(?!(?:19|20)\d\d,) [1-9][\d\s.,]{{0,20}}+ (?:(?:tusen|milj(?:oner|\.)|miljarder)[ ])?+ {_UNIT} (?!\w)",
    name="line that begins with a sum",
)
_LEADER = pattern(r"[._…]{4} | (?:\.[ ]){3}\.", name="leader dots")
_RANGE_GOES_ON = pattern(
    r"(?:19|20)\d\d [ ]*+ \n [ ]*+ [–-] [ ]*+ (?:19|20)\d\d (?!\d)", name="range of years broken over lines"
)
_NEXT_OF_SEVERAL = pattern(r"; [^;:]{1,40}+ : $", name="label within an enumeration")
_LABELLED = pattern(r"\p{L}: [ ] \d", name="sum behind its label")
_INNER_STOP = pattern(r"[,.;:][ ]", name="stop within a line")
_YEAR_COLON = pattern(r"(?<!\d)(?:19|20)\d\d:$", name="year as a label")
_GROUP = pattern(r"\d{3}(?!\d)", name="group of a number broken over lines")
_ANNOUNCED = pattern(
    r"\b(?:beslutar|besluta|föreslår|föreslås|följande|hemställer|yrkar)(?:[ ]\p{L}++)?[ ]*+$",
    name="list announced",
)
_ORDINAL = pattern(r"(?<!\d)\d{1,2}\.$", name="ordinal before stop")


_LONGEST = 3_000  # characters of a sentence; the longest lists of recipients have some 2,000


class Piece(Struct, frozen=True, gc=False):
    """A sentence before it is given its section: `block` counts paragraphs, `item` is its list marker."""

    start: int
    end: int
    block: int
    item: str | None


def split(document: Document) -> Iterator[Piece]:
    """The sentences of a document, in reading order."""
    text = document.text
    for block, (start, end, item) in enumerate(_blocks(document)):
        at = start
        marker = item
        for match in END.finditer(text, start, end):
            stop = match.end()
            if _numbered(text, at, stop):
                continue
            for first, last in _lengths(text, at, stop):
                yield Piece(first, last, block, marker)
                marker = None
            at = stop
        for first, last in _lengths(text, at, end):
            yield Piece(first, last, block, marker)
            marker = None


def _lengths(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the white space before it; one without end, as no one writes, in several lengths.

    What stands in one sentence is compared with each other, which takes time by the square of it.
    """
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST - 500, start + _LONGEST) for mark in ("\n", ", "))
        cut = cut if cut >= 0 else text.rfind(" ", start + _LONGEST - 500, start + _LONGEST)
        stop = cut + 1 if cut >= 0 else start + _LONGEST
        if text[start:stop].strip():
            yield _skip(text, start, stop), stop
        start = stop
    if text[start:end].strip():
        yield _skip(text, start, end), end


def _skip(text: str, start: int, end: int) -> int:
    """The first character that is not white space."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _numbered(text: str, start: int, stop: int) -> bool:
    """Whether the stop only ends a list number at the very beginning of the sentence: `2. Nämnden …`."""
    return bool(_ORDINAL.fullmatch(text[start:stop].strip()))


def _blocks(document: Document) -> Iterator[tuple[int, int, str | None]]:
    """Runs of lines that belong to one paragraph, list item or heading: start, end, list marker."""
    text = document.text
    width = _width(document)
    start = end = -1
    marker: str | None = None
    for line in document.lines:
        content = text[line.start : line.end]
        if not content.strip() or is_rule(content):
            if start >= 0:
                yield start, end, marker
            start = -1
            continue
        item = ITEM.match(text, line.start, line.end)
        if item and item.group("bullet") and start >= 0 and _RANGE_GOES_ON.search(text, max(start, end - 5)):
            item = None
        if item and item.group("att") and start >= 0 and not _lists(text, start, end, line, width, marker):
            item = None
        heading = HEADING.match(text, line.start, line.end) or _heads(text, start, end, content.strip())
        if start >= 0 and (item or heading or line.role != "body" or _stops(text, start, end, line, width)):
            yield start, end, marker
            start = -1
        if start < 0:
            start, marker = line.start, item.group().strip() if item else None
        end = line.end
        if heading or line.role != "body":
            yield start, end, marker
            start = -1
    if start >= 0:
        yield start, end, marker


def _heads(text: str, start: int, end: int, content: str) -> bool:
    """Whether a line is a heading that the vocabulary knows, and no sentence runs into it."""
    if len(content) > LONGEST or (
        start >= 0 and text[end - 1] not in ".:!?”)" and text[end - 2 : end] != ". "
    ):
        return False
    found = recognise(content)
    return found is not None and found.kind is not None and not (found.loose or found.inline or found.number)


def _width(document: Document) -> int:
    """The length that lines are broken at: that of the long lines, in characters."""
    lengths = sorted(line.end - line.start for line in document.lines if line.end - line.start > 30)
    return lengths[int(len(lengths) * 0.8)] if lengths else 80


def _lists(text: str, start: int, end: int, line: Line, width: int, marker: str | None) -> bool:
    """Whether a line that begins with `att` is a point of a list and not the rest of a sentence.

    It is where the line above ended a sentence or announced a list, where it is itself such a point
    that ends with a comma or "och", or where it was broken although two more words had fitted.
    """
    above = text[text.rfind("\n", start, end) + 1 or start : end].rstrip()
    if above.endswith((".", ":", ";")) or _ANNOUNCED.search(above):
        return True
    if marker is not None and marker.lower().endswith("att") and above.endswith((",", "och", "samt")):
        return True
    words = text[line.start : line.end].split(maxsplit=2)
    return width - len(above) > sum(len(word) + 1 for word in words[:2]) + width // 8


def _stops(text: str, start: int, end: int, line: Line, width: int) -> bool:
    """Whether the paragraph at `start`–`end` is over before `line` begins.

    The line above was broken because the next word did not fit; if it would have fitted, the
    break was meant.
    """
    above_start = text.rfind("\n", start, end) + 1 or start
    above = text[above_start:end].rstrip()
    below = text[line.start : line.end].lstrip()
    word = below.split(maxsplit=1)[0]
    room = width - len(above)
    if above.endswith(":"):
        labelled = _YEAR_COLON.search(above) or _LABELLED.search(text, start, end)
        goes_on = labelled and _SUM_FIRST.match(below)
        return not goes_on and not _NEXT_OF_SEVERAL.search(text[start:end].rstrip()[-45:])
    if _LEADER.search(above) or _LEADER.search(below) or _SUM_LINE.match(below):
        return True
    if _SUM_FIRST.match(above) and _SUM_FIRST.match(below) and not _INNER_STOP.search(above):
        return True
    if _SUM_END.search(above[-_UNIT_LENGTH:]) and (below[0].isupper() or _SUM_FIRST.match(below)):
        return True  # rows of a table that came as text, each with its sum at the end
    if below[0].islower() or (above[-1:].isdigit() and _GROUP.match(below)):
        return False
    if above.endswith((",", "–", "-")) and not below[0].isupper():
        return False
    fitted = room > len(word) + max(6, width // 8)
    return fitted or text[end : line.start].count("  \n") > 0
