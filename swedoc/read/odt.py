"""OpenDocument text (ODT, OTT and the flat FODT), as LibreOffice and some e-services write it.

Read from the XML as a stream (OASIS OpenDocument 1.3). Heads and feet stand in `styles.xml`, with
the master pages; tracked deletions and comments are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.errors import DamagedFile, EncryptedFile
from swedoc.read import Reader, readers
from swedoc.read.blocks import RAISED, Block, Paragraph, Parts, Rows, compose
from swedoc.read.numbering import Counter, Level
from swedoc.read.xml import Attributes, Event, events
from swedoc.read.zipped import Zipped

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    _BASE + "office:1.0": "office",
    _BASE + "text:1.0": "text",
    _BASE + "table:1.0": "table",
    _BASE + "drawing:1.0": "draw",
    _BASE + "style:1.0": "style",
    _BASE + "xsl-fo-compatible:1.0": "fo",
    _BASE + "manifest:1.0": "manifest",
}
_SKIPPED = frozenset(
    ("text:tracked-changes", "office:annotation", "office:annotation-end", "text:note-citation",
     "office:forms", "office:scripts", "text:ruby-text", "draw:object", "office:binary-data")
)  # fmt: skip
_FORMS = {"1": "decimal", "a": "lower", "A": "upper", "i": "roman", "I": "ROMAN", "": "none"}
_POINTS = {"cm": 28.346, "mm": 2.8346, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_MOST_SPACES = 200
_HEADS = {
    "style:header-first": ("header", True), "style:header": ("header", False),
    "style:header-left": ("header", False), "style:footer-first": ("footer", True),
    "style:footer": ("footer", False), "style:footer-left": ("footer", False),
}  # fmt: skip


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is an OpenDocument text, packed or flat."""
    if data.startswith(b"PK\x03\x04"):
        head = data[:200]
        # Its first member says what it is, unpacked; some programs pack it all the same.
        named = MEDIA_TYPE.encode() in head or (b"mimetype" in head and b"opendocument" not in head)
        return named and b"content.xml" in data
    return (
        data.lstrip()[:5] == b"<?xml"
        and b"office:document" in data[:4000]
        and b"opendocument.text" in data[:9000]
    )


def read(data: bytes, suffix: str) -> RawDocument:
    """Read an OpenDocument text.

    Raises:
        DamagedFile, EncryptedFile: it cannot be unpacked, or its XML is broken or unsafe.
        LimitExceeded: it unpacks to more than the limits allow.
    """
    reading = _Reading()
    if data.startswith(b"PK"):
        package = Zipped(data)
        if "content.xml" not in package:
            raise DamagedFile("the OpenDocument file has no content part")
        if "META-INF/manifest.xml" in package and any(
            name == "manifest:encryption-data"
            for what, name, _ in events(package.chunks("META-INF/manifest.xml"), PREFIXES)
            if what == "start"
        ):
            raise EncryptedFile("the file is locked with a password; save an unlocked copy")
        for part in ("styles.xml", "content.xml"):
            if part in package:
                reading.part(events(package.chunks(part), PREFIXES))
    else:
        reading.part(events((data,), PREFIXES))
    return compose(reading.parts(), reader="odt", media_type=MEDIA_TYPE)


@dataclass(slots=True)
class _Style:
    parent: str | None = None
    before: float | None = None
    after: float | None = None
    list_style: str | None = None


@dataclass(slots=True)
class _List:
    """An open list. `item` is set until the first paragraph of an item has taken its marker."""

    style: str | None
    counter: Counter | None
    item: bool = False


@dataclass(slots=True)
class _Flow:
    """Where blocks go: the body, a head, a cell, a text box, a note; with the lists open in it."""

    blocks: list[Block]
    lists: list[_List] = field(default_factory=list)
    paragraph: _Open | None = None


@dataclass(slots=True)
class _Open:
    style: str | None
    heading: bool
    marker: str
    text: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


class _Reading:
    """Reads the parts of one document: styles first, then the content."""

    def __init__(self) -> None:
        self.body: list[Block] = []
        self.notes: list[Block] = []
        self.heads: list[tuple[str, bool, list[Block]]] = []
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, Counter] = {}
        self._cells = self._noted = 0
        self._flows: list[_Flow] = []
        self._tables: list[Rows] = []
        self._style = _Style()
        self._levels: dict[int, Level] = {}

    def parts(self) -> Parts:
        """The document. The head of the first page is that of its own kind, or else the first one."""
        heads = [(first, blocks) for kind, first, blocks in self.heads if kind == "header" and blocks]
        shown = next((blocks for first, blocks in heads if first), heads[0][1] if heads else [])
        return Parts(
            self.body, shown, [blocks for _, blocks in heads if blocks is not shown], self.notes,
            [blocks for kind, _, blocks in self.heads if kind == "footer"],
        )  # fmt: skip

    def part(self, stream: Iterator[Event]) -> None:
        """Read `styles.xml`, `content.xml` or a flat document."""
        skipped = 0
        for what, name, attributes in stream:
            if what == "text":
                if not skipped and self._flows and (paragraph := self._flows[-1].paragraph):
                    paragraph.text.append(" ".join(name.split("\n")))
            elif what == "start":
                if skipped or name in _SKIPPED:
                    skipped += 1
                elif self._flows or name in _HEADS or name == "office:text":
                    self._start(name, attributes)
                else:
                    self._define(name, attributes)
            elif skipped:
                skipped -= 1
            elif self._flows:
                self._end(name)

    def _define(self, name: str, attributes: Attributes) -> None:
        """Styles of paragraphs and lists."""
        if name in ("style:style", "style:default-style"):
            key = attributes.get("style:name", "") if name == "style:style" else ""
            parent = attributes.get("style:parent-style-name", "" if key else None)
            self._style = self._styles[key] = _Style(
                parent, list_style=attributes.get("style:list-style-name") or None
            )
            if attributes.get("style:family") != "paragraph":
                self._styles.pop(key, None)
        elif name == "style:paragraph-properties":
            self._style.before = _points(attributes.get("fo:margin-top"), self._style.before)
            self._style.after = _points(attributes.get("fo:margin-bottom"), self._style.after)
        elif name == "text:list-style":
            self._levels = self._lists[attributes.get("style:name", "")] = {}
        elif name.startswith("text:list-level-style-"):
            depth = _small(attributes.get("text:level", "1"), 10) - 1
            if name.endswith("bullet"):
                self._levels[depth] = Level("bullet", attributes.get("text:bullet-char", "•")[:1])
                return
            shown = min(_small(attributes.get("text:display-levels", "1"), 9), depth + 1)
            places = ".".join(f"%{i}" for i in range(depth + 2 - shown, depth + 2))
            around = (attributes.get("style:num-prefix", ""), attributes.get("style:num-suffix", ""))
            form = _FORMS.get(attributes.get("style:num-format", ""), "decimal")
            start = _small(attributes.get("text:start-value", "1"), 100_000)
            self._levels[depth] = Level(form, f"{around[0][:20]}{places}{around[1][:20]}", start)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "office:text":
            self._flows.append(_Flow(self.body))
            return
        if name in _HEADS:
            blocks: list[Block] = []
            self.heads.append((*_HEADS[name], blocks))
            self._flows.append(_Flow(blocks))
            return
        flow = self._flows[-1]
        if flow.paragraph is not None and self._character(flow.paragraph, name, attributes):
            return
        if name in ("text:p", "text:h"):
            style = attributes.get("text:style-name")
            flow.paragraph = _Open(style, name == "text:h", self._marker(flow))
        elif name in ("text:list", "text:list-item", "text:list-header"):
            self._list(flow, name, attributes)
        elif name == "table:table":
            self._tables.append(Rows())
        elif name == "table:table-row" and self._tables:
            self._tables[-1].rows.append([])
        elif name in ("table:table-cell", "table:covered-table-cell") and self._tables:
            self._cell(name, attributes)
        elif name in ("draw:text-box", "text:note-body"):
            self._flows.append(_Flow([]))

    def _character(self, paragraph: _Open, name: str, attributes: Attributes) -> bool:
        """Characters that are elements, and the marks of notes."""
        if name == "text:s":
            paragraph.text.append(
                " " * min(_small(attributes.get("text:c", "1"), _MOST_SPACES), _MOST_SPACES)
            )
        elif name == "text:tab":
            paragraph.text.append("\t")
        elif name == "text:line-break":
            paragraph.text.append("\n")
        else:
            return False
        return True

    def _list(self, flow: _Flow, name: str, attributes: Attributes) -> None:
        if name == "text:list":
            style = attributes.get("text:style-name") or (flow.lists[-1].style if flow.lists else None)
            if flow.lists and style == flow.lists[-1].style:
                counter = flow.lists[-1].counter
            else:
                known = self._lists.get(style or "")
                counter = Counter(known) if known else None
                if counter and style and attributes.get("text:continue-numbering") == "true":
                    counter = self._counters.get(style, counter)
                if counter and style:
                    self._counters[style] = counter
            flow.lists.append(_List(style, counter))
        elif flow.lists:
            flow.lists[-1].item = name == "text:list-item"

    def _marker(self, flow: _Flow) -> str:
        """The marker of a list item, for its first paragraph."""
        if not flow.lists or not flow.lists[-1].item:
            return ""
        flow.lists[-1].item = False
        counter = flow.lists[-1].counter
        return counter.next(len(flow.lists) - 1) if counter else "•"

    def _cell(self, name: str, attributes: Attributes) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        repeated = _small(attributes.get("table:number-columns-repeated", "1"), 1 << 40)
        limits.check("columns", repeated)
        self._cells += repeated
        limits.check("cells", self._cells)
        cell: list[Block] = []
        table.rows[-1] += [None] * (repeated - 1)
        table.rows[-1].append(cell if name == "table:table-cell" else None)
        self._flows.append(_Flow(cell))

    def _end(self, name: str) -> None:
        flow = self._flows[-1]
        if name in ("text:p", "text:h") and flow.paragraph is not None:
            self._close(flow)
        elif name == "text:list" and flow.lists:
            flow.lists.pop()
        elif name in ("table:table-cell", "table:covered-table-cell") and self._tables:
            self._flows.pop()
        elif name == "table:table" and self._tables:
            table = self._tables.pop()
            self._flows[-1].blocks.append(table)
        elif name == "draw:text-box":
            self._flows.pop()
            under = self._flows[-1]
            (under.paragraph.boxes if under.paragraph else under.blocks).extend(flow.blocks)
        elif name == "text:note-body":
            self._flows.pop()
            self._note(flow.blocks)
        elif name in _HEADS or name == "office:text":
            self._flows.pop()

    def _note(self, blocks: list[Block]) -> None:
        """Put a note behind the text, with a raised number here and there."""
        self._noted += 1
        mark = str(self._noted).translate(RAISED)
        if (paragraph := self._flows[-1].paragraph) is not None:
            paragraph.text.append(mark)
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0].text = f"{mark} {blocks[0].text.lstrip()}"
        self.notes += blocks

    def _close(self, flow: _Flow) -> None:
        paragraph = flow.paragraph
        flow.paragraph = None
        if paragraph is None:
            return
        text = "".join(paragraph.text)
        if paragraph.marker and text.strip():
            text = f"{paragraph.marker} {text.lstrip()}"
        before = self._room(paragraph.style, lambda style: style.before)
        after = self._room(paragraph.style, lambda style: style.after)
        flow.blocks.append(Paragraph(text, before, after, paragraph.heading))
        flow.blocks += paragraph.boxes

    def _room(self, name: str | None, of: Callable[[_Style], float | None]) -> float:
        """What a style says, or else the styles that it builds on."""
        for _ in range(20):
            style = self._styles.get(name or "")
            if style is None:
                return 0.0
            value = of(style)
            if value is not None:
                return value
            if style.parent is None:
                return 0.0
            name = style.parent
        return 0.0


def _points(value: str | None, otherwise: float | None) -> float | None:
    """A length such as `0.212cm` in points."""
    if not value:
        return otherwise
    factor = _POINTS.get(value[-2:])
    try:
        return float(value[:-2]) * factor if factor else otherwise
    except ValueError:
        return otherwise


def _small(value: str, most: int) -> int:
    """A whole number from 1 to `most`; 1 if it is none."""
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 14 else 1


readers.register("odt", order=21)(Reader(sniff, read))
