r"""Rich Text Format, as Word and older case systems keep it: `f\'f6rvaltning {\b 450 tkr}\par`.

The Rich Text Format Specification 1.9.1 is read for its text: paragraphs, tables (also nested),
headers and footers, footnotes, list markers, text boxes. Groups that hold no text of the pages
(fonts, styles, pictures, field codes) are passed over. Letters are given in the code page of their
font, or as Unicode.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.lexicon import pattern
from swedoc.read import Reader, readers
from swedoc.read.blocks import RAISED, Block, Paragraph, Parts, Rows, compose

MEDIA_TYPE = "application/rtf"

_TOKEN = pattern(
    r"""\\ (?P<word>[a-zA-Z]{1,32}+) (?P<number>-?+\d{1,10}+)?+ [ ]?+
      | \\' (?P<byte>[0-9a-fA-F]{2})
      | \\ (?P<sign>(?s:.))
      | (?P<brace>[{}])
      | (?P<text>[^\\{}\r\n]++)
      | [\r\n]++ | \\""",
    name="token of RTF",
)
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
_SIGNS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset(("par", "sect", "page", "column"))
# Groups whose text stands on the pages although they begin with \*.
_STARRED = frozenset(("shpinst", "do", "nesttableprops", "shptxt", "dptxbxtext"))
_SKIPPED = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "nonshppict", "shprslt", "fldinst"),
        *(
            "sn",
            "sv",
            "xe",
            "tc",
            "filetbl",
            "listtable",
            "listoverridetable",
            "revtbl",
            "rsidtbl",
            "generator",
        ),
        *("template", "themedata", "colorschememapping", "latentstyles", "datastore", "bkmkstart", "bkmkend"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid", "atnauthor"),
        *("pgdsctbl", "userprops", "xmlnstbl", "mmathPr", "falt", "panose", "private1", "nonesttables"),
    )
)
_HEADS = {
    "header": ("header", ""), "headerl": ("header", "left"), "headerr": ("header", ""),
    "headerf": ("header", "first"), "footer": ("footer", ""), "footerl": ("footer", "left"),
    "footerr": ("footer", ""), "footerf": ("footer", "first"),
}  # fmt: skip
_SYMBOL = "symbol"  # a font of pictures
_CHARSETS = {
    2: _SYMBOL, 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_ENCODINGS = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_PAGES = frozenset((437, 850, 852, 865, 874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258))
_NEAR = 30  # twips between two edges of cells that are the same


def sniff(data: bytes, suffix: str) -> bool:
    r"""Whether the file begins with `{\rtf`."""
    return data[:100].lstrip().startswith(b"{\\rtf")


def read(data: bytes, suffix: str) -> RawDocument:
    """Read an RTF file.

    Raises:
        UnsupportedFormat: it holds no text.
        LimitExceeded: `depth`, `text`, `columns` or `cells`.
    """
    reading = _Reading()
    reading.run(data.decode("latin-1"))
    return compose(reading.parts(), reader="rtf", media_type=MEDIA_TYPE)


@dataclass(slots=True)
class _Row:
    """A row that is being read: its finished cells, the right edge of each, places merged away."""

    cells: list[list[Block]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Flow:
    """Where paragraphs go: the `body`, a `head`, a `note` or a text `box`."""

    kind: str = "body"
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    rows: list[tuple[_Row, list[list[Block]]]] = field(default_factory=list)
    row: _Row = field(default_factory=_Row)
    cell: list[Block] = field(default_factory=list)
    nested: Rows | None = None
    nested_row: list[list[Block] | None] = field(default_factory=list)
    nested_cell: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    flow: _Flow
    encoding: str = "cp1252"
    unicode_skip: int = 1
    skipped: bool = False
    deleted: bool = False
    raised: bool = False
    marker: bool = False
    before: float = 0.0
    after: float = 0.0
    in_table: bool = False
    depth: int = 1  # tables inside tables
    heading: bool = False


class _Reading:
    """One pass over the tokens of a file, with a stack of groups."""

    def __init__(self) -> None:
        self._body = _Flow()
        self._notes: list[Block] = []
        self._heads: list[tuple[str, str, _Flow]] = []
        self._fonts: dict[int, str] = {}
        self._encoding = "cp1252"
        self._state = _State(self._body)
        self._stack: list[_State] = []
        self._noted = self._cells = 0
        self._font_table = 0  # the depth of the font table's group, or 0
        self._font = -1

    def parts(self) -> Parts:
        """The document, its last paragraph and table closed."""
        self._state = _State(self._body)
        self._paragraph()
        self._close_table(self._body)
        heads = [
            (which, flow.blocks) for kind, which, flow in self._heads if kind == "header" and flow.blocks
        ]
        shown = next((b for which, b in heads if which == "first"), heads[0][1] if heads else [])
        return Parts(
            self._body.blocks, shown, [b for _, b in heads if b is not shown], self._notes,
            [flow.blocks for kind, _, flow in self._heads if kind == "footer"],
        )  # fmt: skip

    def run(self, source: str) -> None:
        """Read all tokens."""
        at = skip = 0
        starred = False
        fresh = False  # whether a group has just begun, so that its first word names it
        while match := _TOKEN.match(source, at):
            at = match.end()
            word, number, byte, sign, brace, text = match.group(
                "word", "number", "byte", "sign", "brace", "text"
            )
            if brace == "{":
                self._stack.append(self._state)
                if len(self._stack) > limits.current().depth:
                    raise limits.exceeded("depth")
                self._state = replace(self._state)
                fresh, starred, skip = True, False, 0
            elif brace == "}":
                if self._stack:
                    self._leave(self._stack.pop())
                fresh = starred = False
                skip = 0
            elif sign == "*":
                starred = True
            elif word is not None:
                if word == "bin":
                    at += max(0, int(number or 0))
                elif word == "u" and number is not None:
                    self._add(chr(int(number) % 65536) if abs(int(number)) < 1 << 20 else "")
                    skip = self._state.unicode_skip
                    continue
                elif fresh and (word in _SKIPPED or (starred and word not in _STARRED)):
                    if word == "fonttbl":
                        self._font_table = len(self._stack)
                    self._state.skipped = True
                else:
                    self._word(word, int(number) if number is not None else None)
                fresh = starred = False
            elif byte is not None:
                fresh = False
                if skip:
                    skip -= 1
                else:
                    self._add(self._decoded(bytes((int(byte, 16),))))
            elif text is not None:
                fresh = False
                if skip:
                    text, skip = text[skip:], max(0, skip - len(text))
                self._add(text if text.isascii() else self._decoded(text.encode("latin-1")))
            elif sign is not None:
                fresh = False
                if sign in "\r\n":
                    self._word("par", None)
                else:
                    self._add(_SIGNS.get(sign, ""))

    def _decoded(self, data: bytes) -> str:
        if self._state.encoding == _SYMBOL:
            return "•" * len(data)
        return data.decode(self._state.encoding, "replace")

    def _add(self, text: str) -> None:
        state = self._state
        if not state.skipped and not state.deleted:
            state.flow.text.append(text.translate(RAISED) if state.raised else text)

    def _leave(self, outer: _State) -> None:
        """End a group; whatever its flow holds goes where it belongs."""
        inner, self._state = self._state, outer
        if self._font_table > len(self._stack):
            self._font_table = 0
        if inner.marker and not outer.marker and (text := inner.flow.text):
            text[-1] = text[-1].rstrip("\t ") + " "
        flow = inner.flow
        if flow is outer.flow:
            return
        self._state = replace(inner, in_table=False)
        if flow.text:
            self._paragraph()
        self._close_table(flow)
        self._state = outer
        if flow.kind == "note":
            self._notes += flow.blocks
        elif flow.kind == "box":
            self._into(outer).extend(flow.blocks)

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if self._font_table:
            if word == "f" and number is not None:
                self._font = number
            elif word == "fcharset" and number in _CHARSETS:
                self._fonts[self._font] = _CHARSETS[number]
            return
        if state.skipped:
            return
        if word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _ENDS:
            self._paragraph()
        elif word in ("cell", "nestcell", "row", "nestrow", "trowd", "cellx", "clmrg", "clvmrg"):
            self._table_word(word, number)
        elif word in _HEADS:
            state.flow = _Flow("head")
            self._heads.append((*_HEADS[word], state.flow))
        elif word == "footnote":
            state.flow = _Flow("note")
            self._noted += 1
        elif word in ("shptxt", "dptxbxtext"):
            state.flow = _Flow("box")
        elif word == "chftn":
            self._add(str(self._noted + (state.flow.kind != "note")).translate(RAISED))
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        """What changes the paragraphs and letters that follow."""
        state = self._state
        on = number != 0
        if word == "pard":
            state.before = state.after = 0.0
            state.in_table, state.depth, state.heading = False, 1, False
        elif word == "plain":
            state.deleted = state.raised = False
            state.encoding = self._encoding
        elif word == "sb":
            state.before = (number or 0) / 20
        elif word == "sa":
            state.after = (number or 0) / 20
        elif word == "intbl":
            state.in_table = on
        elif word == "itap":
            state.depth = number or 0
            state.in_table = state.depth > 0
        elif word == "outlinelevel":
            state.heading = True
        elif word == "deleted":
            state.deleted = on
        elif word == "super":
            state.raised = on
        elif word == "nosupersub":
            state.raised = False
        elif word in ("listtext", "pntext"):
            state.marker = True
        elif word == "uc":
            state.unicode_skip = min(max(number or 0, 0), 10)
        elif word == "f":
            state.encoding = self._fonts.get(number or 0, self._encoding)
        elif word in _ENCODINGS:
            self._encoding = state.encoding = _ENCODINGS[word]
        elif word == "ansicpg" and number in _PAGES:
            self._encoding = state.encoding = f"cp{number}"

    def _into(self, state: _State) -> list[Block]:
        flow = state.flow
        if not state.in_table:
            return flow.blocks
        return flow.nested_cell if state.depth > 1 else flow.cell

    def _paragraph(self) -> None:
        """End the paragraph."""
        state = self._state
        text = "".join(state.flow.text)
        state.flow.text.clear()
        if not text.isascii():
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if not state.in_table:
            self._close_table(state.flow)
        self._into(state).append(Paragraph(text, state.before, state.after, state.heading))

    def _table_word(self, word: str, number: int | None) -> None:
        state = self._state
        flow = state.flow
        if word in ("cell", "nestcell"):
            state.in_table = True
            state.depth = max(state.depth, 2) if word == "nestcell" else 1
            if flow.text:
                self._paragraph()
            self._cells += 1
            limits.check("cells", self._cells)
            if word == "nestcell":
                flow.nested_row.append(flow.nested_cell)
                flow.nested_cell = []
            else:
                flow.row.cells.append(flow.cell)
                flow.cell, flow.nested = [], None
        elif word == "nestrow":
            if flow.nested is None:
                flow.nested = Rows()
                flow.cell.append(flow.nested)
            flow.nested.rows.append(flow.nested_row)
            flow.nested_row = []
        elif word == "row":
            if flow.row.cells:
                flow.rows.append((flow.row, flow.row.cells))
            flow.row = _Row([], flow.row.edges, flow.row.merged)
        elif word == "trowd":
            flow.row = _Row(flow.row.cells)
        elif word == "cellx":
            flow.row.edges.append(number or 0)
        else:
            flow.row.merged.add(len(flow.row.edges))

    def _close_table(self, flow: _Flow) -> None:
        """Put the rows read so far into one table, each cell in the columns that it covers."""
        if flow.row.cells or flow.cell:
            flow.rows.append((flow.row, [*flow.row.cells, flow.cell] if flow.cell else flow.row.cells))
            flow.row, flow.cell = _Row(), []
        if not flow.rows:
            return
        edges: list[int] = []
        for edge in sorted({edge for row, _ in flow.rows for edge in row.edges}):
            if not edges or edge - edges[-1] > _NEAR:
                edges.append(edge)
        limits.check("columns", len(edges))
        table = Rows()
        for row, cells in flow.rows:
            placed: list[list[Block] | None] = []
            for i, cell in enumerate(cells):
                placed.append(None if i in row.merged else cell)
                if i < len(row.edges):
                    reached = bisect_left(edges, row.edges[i] - _NEAR) + 1
                    self._cells += max(0, reached - len(placed))
                    limits.check("cells", self._cells)
                    placed += [None] * (reached - len(placed))
            table.rows.append(placed)
        flow.rows.clear()
        flow.blocks.append(table)


readers.register("rtf", order=22)(Reader(sniff, read))
