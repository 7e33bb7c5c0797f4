"""The elements of a web page built into paragraphs, lists and tables.

Elements may lack their end tags, as HTML allows: a cell ends where the next one begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from swedoc import limits
from swedoc.lexicon import pattern
from swedoc.read.blocks import RAISED, Block, Paragraph, Rows
from swedoc.read.numbering import written

VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_ROOM = 12.0  # points above and below a paragraph
_SPACED = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "figure", "hr", "table")
)
_BLOCKS = _SPACED | frozenset(
    ("div", "section", "article", "main", "header", "footer", "address", "li", "dt", "dd", "figcaption",
     "caption", "form", "fieldset", "legend", "details", "summary", "body", "center", "label", "option",
     "thead", "tbody", "tfoot", "tr", "td", "th")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FORMS = {"a": "lower", "A": "upper", "i": "roman", "I": "ROMAN"}
_SPACES = pattern(r"[ \t\r\n\f]++", name="white space of a web page")


@dataclass(slots=True)
class _List:
    """An open list; `next` is the number of its next item, or `None` if it has bullets."""

    next: int | None
    form: str = "decimal"


@dataclass(slots=True)
class _Flow:
    """The page or a cell: finished blocks, and the paragraph that is being read."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    room: float = 0.0
    heading: bool = False


@dataclass(slots=True)
class _Table:
    """An open table. `spanned` counts, for each column, the rows below that a cell still covers."""

    rows: Rows = field(default_factory=Rows)
    spanned: dict[int, int] = field(default_factory=dict)
    open_cell: bool = False


class Building:
    """Takes tags and text in order; `blocks` holds what they amount to after `finish`."""

    def __init__(self) -> None:
        self._flows = [_Flow()]
        self._tables: list[_Table] = []
        self._preformatted = self._raised = 0
        self._cells = 0

    def finish(self) -> list[Block]:
        """Close everything that is open."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._flows[0].blocks

    def text(self, text: str) -> None:
        """Text between tags, its character references resolved."""
        flow = self._flows[-1]
        if not self._preformatted:
            text = _SPACES.sub(" ", text)
            if not flow.text or flow.text[-1][-1:] in (" ", "\n"):
                text = text.lstrip(" ")
        if text:
            flow.text.append(text.translate(RAISED) if self._raised and text.strip().isdigit() else text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """The beginning of an element."""
        flow = self._flows[-1]
        if name == "br":
            flow.text.append("\n")
        elif name == "sup":
            self._raised += 1
        if name not in _BLOCKS:
            return
        self._flush()
        flow.heading = name in _HEADINGS
        if name in _SPACED:
            flow.room = _ROOM
        if name == "pre":
            self._preformatted += 1
        elif name in ("ul", "ol"):
            form = _FORMS.get(attributes.get("type", ""), "decimal")
            flow.lists.append(_List(_number(attributes.get("start"), 1) if name == "ol" else None, form))
            limits.check("depth", len(flow.lists))
        elif name == "li":
            self._item(flow, attributes)
        elif name == "table":
            self._tables.append(_Table())
            limits.check("depth", len(self._tables))
        elif name == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].rows.rows.append([])
        elif name in ("td", "th") and self._tables:
            self._end_cell()
            self._cell(attributes)

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == "sup":
            self._raised = max(0, self._raised - 1)
        if name not in _BLOCKS:
            return
        self._flush()
        flow = self._flows[-1]
        flow.heading = False
        if name in _SPACED:
            flow.room = _ROOM
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif name in ("ul", "ol") and flow.lists:
            flow.lists.pop()
        elif name == "li":
            flow.marker = ""
        elif name in ("td", "th", "tr") and self._tables:
            self._end_cell()
        elif name == "table" and self._tables:
            self._end_table()

    def _flush(self) -> None:
        """End the paragraph, if there is one."""
        flow = self._flows[-1]
        text = "".join(flow.text)
        flow.text.clear()
        if not text.strip():
            return
        if flow.marker:
            text = f"{flow.marker} {text.lstrip()}"
            flow.marker = ""
        flow.blocks.append(Paragraph(text, before=flow.room, heading=flow.heading))
        flow.room = 0.0

    @staticmethod
    def _item(flow: _Flow, attributes: dict[str, str]) -> None:
        """The marker of a list item."""
        if not flow.lists or flow.lists[-1].next is None:
            flow.marker = "•"
            return
        of = flow.lists[-1]
        number = _number(attributes.get("value"), of.next or 0)
        of.next = number + 1
        flow.marker = f"{written(number, of.form)}."

    def _cell(self, attributes: dict[str, str]) -> None:
        """Begin a cell, behind the places that cells above it cover."""
        table = self._tables[-1]
        rows = table.rows.rows
        if not rows:
            rows.append([])
        row = rows[-1]
        while table.spanned.get(len(row), 0) > 0:
            table.spanned[len(row)] -= 1
            row.append(None)
            self._count(1)
        columns = min(_number(attributes.get("colspan"), 1), limits.current().columns + 1)
        limits.check("columns", len(row) + columns)
        covered = min(_number(attributes.get("rowspan"), 1), 65_534) - 1
        if covered > 0:
            for column in range(len(row), len(row) + columns):
                table.spanned[column] = covered
        cell: list[Block] = []
        row.append(cell)
        row += [None] * (columns - 1)
        self._count(columns)
        self._flows.append(_Flow(cell))
        table.open_cell = True

    def _count(self, cells: int) -> None:
        self._cells += cells
        limits.check("cells", self._cells)

    def _end_cell(self) -> None:
        if self._tables[-1].open_cell:
            self._flush()
            self._flows.pop()
            self._tables[-1].open_cell = False

    def _end_table(self) -> None:
        self._end_cell()
        self._flows[-1].blocks.append(self._tables.pop().rows)
        self._flows[-1].room = _ROOM


def _number(value: str | None, otherwise: int) -> int:
    """A whole number of an attribute."""
    return int(value) if value and value.isdecimal() and len(value) < 8 else otherwise
