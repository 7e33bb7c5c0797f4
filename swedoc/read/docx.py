"""Word files (DOCX, DOCM): every piece of text that stands on the pages, in its place.

Read from the XML as a stream (ECMA-376 part 1, WordprocessingML). Text in content controls, text
boxes, nested tables, footnotes, links and insertions counts as much as any other; only deletions
are left out. Memos put their numbers in all of these places.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.errors import DamagedFile
from swedoc.read import Reader, readers
from swedoc.read.blocks import RAISED, Block, Paragraph, Parts, Rows, compose, plain
from swedoc.read.numbering import Counter
from swedoc.read.wordstyles import Numbering, Styles, on
from swedoc.read.xml import Attributes, Event, events
from swedoc.read.zipped import Zipped

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PREFIXES = {
    _WORD: "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}
_SKIPPED = frozenset(
    ("w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:pPrChange", "w:rPrChange",
     "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:numberingChange")
)  # fmt: skip
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Pictures used as characters by Word's own fonts: check boxes are worth keeping, the rest are ornaments.
_SYMBOLS = {"f0fe": "☒", "f0fd": "☒", "f0a8": "☐", "f06f": "☐", "f0fc": "☑", "f0b7": "•", "f02d": "–"}


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is a ZIP that says it holds a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    return b"word/document" in data or (b"[Content_Types].xml" in data and b"word/" in data)


def read(data: bytes, suffix: str) -> RawDocument:
    """Read a Word file.

    Raises:
        DamagedFile, EncryptedFile: it cannot be unpacked, or its XML is broken or unsafe.
        LimitExceeded: it unpacks to more than the limits allow.
    """
    package = Zipped(data)
    main = _main_part(package)
    related = _relations(package, main)
    reading = _Reading(
        Styles.read(_part(package, related.first("styles"))),
        Numbering.read(_part(package, related.first("numbering"))),
    )
    story = reading.story(_part(package, main))
    parts = Parts(story.blocks)
    first, others = story.heads(related)
    parts.letterhead = [block for name in first for block in reading.story(_part(package, name)).blocks]
    parts.headers = [reading.story(_part(package, name)).blocks for name in others]
    parts.footers = [reading.story(_part(package, name)).blocks for name in story.feet(related)]
    for kind in ("footnotes", "endnotes"):
        parts.notes += reading.notes(_part(package, related.first(kind)), kind)
    warnings = []
    if related.first("aFChunk"):
        warnings.append("the file embeds other files as text; they were not read")
    if not plain(parts.body) and related.first("image"):
        warnings.append("the file holds pictures, which were not read")
    return compose(parts, reader="docx", media_type=MEDIA_TYPE, warnings=warnings)


@dataclass(slots=True)
class _Relations:
    """What a part refers to: kinds and names by identifier."""

    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def first(self, kind: str) -> str | None:
        """The part of a kind, if there is one."""
        return next((name for of, name in self.targets.values() if of == kind), None)


def _relations(package: Zipped, part: str) -> _Relations:
    folder, name = posixpath.split(part)
    found = _Relations()
    for what, tag, attributes in _part(package, posixpath.join(folder, "_rels", name + ".rels")):
        if what == "start" and tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.targets[attributes.get("Id", "")] = (kind, posixpath.normpath(path))
    return found


def _main_part(package: Zipped) -> str:
    named = _relations(package, "").first("officeDocument") if "_rels/.rels" in package else None
    for name in (named, "word/document.xml"):
        if name and name in package:
            return name
    raise DamagedFile("the Word file has no document part")


def _part(package: Zipped, name: str | None) -> Iterator[Event]:
    """The events of a part; none if it is missing."""
    if name is None or name not in package:
        return iter(())
    return events(package.chunks(name), PREFIXES)


@dataclass(slots=True)
class _Story:
    """The text of one part, and the heads and feet of its sections (kind and identifier, in order)."""

    blocks: list[Block] = field(default_factory=list)
    references: list[tuple[str, str, str]] = field(default_factory=list)
    title_page: bool = False  # whether the first page has a head of its own
    sections: int = 0

    def heads(self, related: _Relations) -> tuple[list[str], list[str]]:
        """The head that the first page shows, and the others."""
        names = self._named("w:headerReference", related)
        shown = "first" if self.title_page else "default"
        first = [name for kind, name in names if kind == shown][:1]
        return first, [name for _, name in names if name not in first]

    def feet(self, related: _Relations) -> list[str]:
        """The feet of all pages."""
        return [name for _, name in self._named("w:footerReference", related)]

    def _named(self, tag: str, related: _Relations) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for of, kind, identifier in self.references:
            if of == tag and identifier in related.targets:
                found.setdefault(related.targets[identifier][1], kind)
        return [(kind, name) for name, kind in found.items()]


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read. Text boxes in it follow it."""

    style: str | None = None
    before: float | None = None
    after: float | None = None
    level: str | None = None
    number: str | None = None
    heading: bool = False
    text: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


class _Reading:
    """Reads the parts of one document; lists are counted over all of them."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counters: dict[str, Counter] = {}
        self._notes: dict[tuple[str, str], str] = {}
        self._covered = 0

    def story(self, stream: Iterator[Event]) -> _Story:
        """The blocks of a part."""
        story = _Story()
        self._blocks(stream, story, story.blocks)
        return story

    def notes(self, stream: Iterator[Event], kind: str) -> list[Block]:
        """The footnotes or endnotes that the text refers to, each begun with its raised number."""
        tag = "w:footnote" if kind == "footnotes" else "w:endnote"
        found: list[tuple[str, list[Block]]] = []
        for what, name, attributes in stream:
            if what == "start" and name == tag:
                blocks: list[Block] = []
                self._blocks(stream, _Story(), blocks, tag)
                mark = self._notes.get((tag, attributes.get("w:id", "")))
                if mark is not None and attributes.get("w:type", "normal") == "normal":
                    first = next((block for block in blocks if isinstance(block, Paragraph)), None)
                    if first is not None:
                        first.text = f"{mark} {first.text.lstrip()}"
                    found.append((mark, blocks))
        return [block for _, blocks in found for block in blocks]

    def _blocks(
        self, stream: Iterator[Event], story: _Story, into: list[Block], until: str | None = None
    ) -> None:
        """Read blocks until the element `until` ends, without recursion: files may nest deeply."""
        holders: list[list[Block]] = [into]  # what blocks are added to: a story, a cell, a text box
        tables: list[Rows] = []
        open_paragraphs: list[_Open] = []
        choices: list[int] = []  # for each alternative content, how many texts came before it
        skipped = texts = 0
        in_text = raised = False
        for what, name, attributes in stream:
            if what == "text":
                if in_text and not skipped and open_paragraphs:
                    open_paragraphs[-1].text.append(name.translate(RAISED) if raised else name)
                    texts += 1
                continue
            if what == "end":
                if skipped:
                    skipped -= 1
                elif name == until:
                    return
                elif name in ("w:t", "m:t"):
                    in_text = False
                elif name == "w:p" and open_paragraphs:
                    self._close(open_paragraphs.pop(), holders[-1])
                elif name == "w:txbxContent" and len(holders) > 1:
                    boxed = holders.pop()
                    if open_paragraphs:
                        open_paragraphs[-1].boxes += boxed
                    else:
                        holders[-1] += boxed
                elif name == "w:tc" and tables and len(holders) > 1:
                    holders.pop()
                elif name == "w:sectPr":
                    story.sections += 1
                elif name == "w:tbl" and tables:
                    holders[-1].append(tables.pop())
                elif name == "mc:AlternateContent" and choices:
                    choices.pop()
                continue
            if skipped or name in _SKIPPED:
                skipped += 1
            elif name in ("w:t", "m:t"):
                in_text = True
            elif name in ("w:r", "w:vertAlign"):
                raised = attributes.get("w:val") == "superscript"
            elif name == "w:p":
                open_paragraphs.append(_Open())
            elif name == "w:tbl":
                tables.append(Rows())
            elif name == "w:tr" and tables:
                tables[-1].rows.append([])
            elif name == "w:tc" and tables:
                cell: list[Block] = []
                if not tables[-1].rows:
                    tables[-1].rows.append([])
                tables[-1].rows[-1].append(cell)
                holders.append(cell)
            elif name in ("w:gridSpan", "w:gridBefore") and tables and tables[-1].rows:
                self._span(tables[-1], name, attributes)
            elif name == "w:txbxContent":
                holders.append([])
            elif name == "mc:AlternateContent":
                choices.append(texts)
            elif name in ("mc:Choice", "mc:Fallback"):
                # Word writes a text box twice, for itself and for older programs.
                skipped = int(bool(choices) and texts > choices[-1])
            elif name in ("w:headerReference", "w:footerReference"):
                story.references.append(
                    (name, attributes.get("w:type", "default"), attributes.get("r:id", ""))
                )
            elif name == "w:titlePg":
                story.title_page = story.title_page or (story.sections == 0 and on(attributes))
            elif open_paragraphs:
                self._within(open_paragraphs[-1], name, attributes)

    def _within(self, paragraph: _Open, name: str, attributes: Attributes) -> None:
        """What stands in a paragraph: its properties, and characters that are elements."""
        if name in _CHARACTERS:
            # The tab stops of a paragraph's properties are called w:tab too.
            if not (name == "w:tab" and "w:val" in attributes):
                paragraph.text.append(_CHARACTERS[name])
        elif name == "w:sym":
            paragraph.text.append(_SYMBOLS.get(attributes.get("w:char", "").lower(), ""))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            key = (name.removesuffix("Reference"), attributes.get("w:id", ""))
            if attributes.get("w:customMarkFollows", "0") in ("0", "false"):
                same = sum(kind == key[0] for kind, _ in self._notes)
                mark = self._notes.setdefault(key, str(same + 1).translate(RAISED))
                paragraph.text.append(mark)
            else:
                self._notes.setdefault(key, "")
        elif name == "w:pStyle":
            paragraph.style = attributes.get("w:val")
        elif name == "w:ilvl":
            paragraph.level = attributes.get("w:val")
        elif name == "w:numId":
            paragraph.number = attributes.get("w:val")
        elif name == "w:spacing":
            paragraph.before = Styles.points(attributes, "w:before", paragraph.before)
            paragraph.after = Styles.points(attributes, "w:after", paragraph.after)
        elif name == "w:outlineLvl":
            paragraph.heading = attributes.get("w:val") != "9"

    def _close(self, paragraph: _Open, into: list[Block]) -> None:
        """Add a paragraph that has been read, and the text boxes in it."""
        style = self._styles.of(paragraph.style)
        text = "".join(paragraph.text)
        if text.strip():
            marker = self._marker(paragraph, style.number, style.level)
            if marker:
                text = f"{marker} {text.lstrip()}"
        before = style.before if paragraph.before is None else paragraph.before
        after = style.after if paragraph.after is None else paragraph.after
        into.append(Paragraph(text, before, after, heading=paragraph.heading or style.heading))
        into += paragraph.boxes

    def _marker(self, paragraph: _Open, number: str | None, level: str | None) -> str:
        number = number if paragraph.number is None else paragraph.number
        if number in (None, "0") or number is None:
            return ""
        depth = paragraph.level or level or self._numbering.level_of_style(number, paragraph.style)
        known = self._numbering.levels(number)
        if known is None:
            return ""
        key, levels = known
        counter = self._counters.setdefault(key, Counter(levels))
        return counter.next(int(depth) if depth.isdecimal() and len(depth) < 3 else 0)

    def _span(self, table: Rows, name: str, attributes: Attributes) -> None:
        """Places that a merged cell covers, or that a row leaves out at its beginning."""
        value = attributes.get("w:val", "1")
        count = int(value) if value.isdecimal() and len(value) < 12 else 1
        limits.check("columns", count)
        self._covered += count
        limits.check("cells", self._covered)
        row = table.rows[-1]
        if name == "w:gridBefore":
            row[:0] = [None] * count
        else:
            row += [None] * (count - 1)


readers.register("docx", order=20)(Reader(sniff, read))
