"""Letterhead, title, headings, decision list, signatures, distribution list, matters of a protocol.

One pass over the lines. The letterhead ends where the title, the first known heading or running
text begins; after that each heading begins a section, and signatures and distribution lists are
known by their words or by their shape (names over titles).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from swedoc import headings, sentences
from swedoc.cells import is_amount
from swedoc.document import Document
from swedoc.headings import Heading
from swedoc.kinds import kind_of_document
from swedoc.letterhead import (
    FORM,
    OPEN,
    PAGE_MARK,
    has_verb,
    is_digital_signature,
    is_letterhead,
    is_prose,
    is_title_line,
    signatories,
)
from swedoc.lexicon import pattern
from swedoc.matters import PARAGRAPH, find_matters
from swedoc.naming import is_title
from swedoc.outline import Outline, Section, Sentence
from swedoc.records import SectionKind
from swedoc.title_rating import Row, subject_end
from swedoc.titles import Title, find_title, goes_on

_ITEM = pattern(r"(?:\d{1,2}[.)]|[-–—•▪◦·\uf0b7]|[Aa]tt\b|[a-h]\))[ \t]*+\S", name="item of a list")
_FOOTER = pattern(
    r"""\b(?: [Pp]ostadress | POSTADRESS | [Bb]esöksadress | BESÖKSADRESS | [Bb]ankgiro | [Pp]lusgiro
      | [Oo]rg(?:anisations)?\.?[ ]?(?:nr|nummer) | [Tt]elefonväxel | [Vv]äxel[ :] | www\. )""",
    name="footer words",
)


def find(document: Document) -> Outline:
    """The outline of a document."""
    rows = _rows(document)
    headers = sum(line.role == "header" and line.page == 1 for line in document.lines[:12])
    title = find_title(document.text, rows, headers)
    sections = _Builder(document, rows, frozenset(title.rows), title.body).build()
    pieces = []
    at = 0
    for piece in sentences.split(document):
        while at + 1 < len(sections) and sections[at + 1].start <= piece.start:
            at += 1
        pieces.append(Sentence(piece.start, piece.end, piece.block, at, piece.item))
    kind = kind_of_document(document, rows, title)
    return Outline(tuple(sections), tuple(pieces), kind, _title(sections, title))


def _title(sections: list[Section], title: Title) -> tuple[int, int] | None:
    """The title: of a protocol's one matter its heading, of several none."""
    matters = [section for section in sections if section.kind == "paragraph"]
    if title.whole:
        return title.span
    if len(matters) > 1:
        return None
    if not matters or matters[0].heading is None:
        return title.span
    heading = matters[0].heading
    return title.span if title.span is not None and title.span[0] >= heading[0] else heading


def _rows(document: Document) -> list[Row]:
    """The lines that are not empty, not part of a running header or footer and not a page mark."""
    text = document.text
    rows = []
    blank = False
    sums = _sums(document)
    for line in document.lines:
        written = text[line.start : line.end]
        content = written.strip()
        if not content:
            blank = True
            continue
        if line.role != "body" and not ("§" in content[:12] and PARAGRAPH.match(content)):
            continue
        if len(content) < 24 and PAGE_MARK.match(content):
            continue
        rows.append(Row(line, content, blank, line.start in sums, written.find(content)))
        blank = False
    return rows


def _sums(document: Document) -> frozenset[int]:
    """Where the rows of sums begin in tables whose columns came as text."""
    return frozenset(
        row[0].start
        for table in document.tables
        if table.source == "aligned" and not document.words
        for row in table.rows
        if row[0] is not None and any(cell and is_amount(document.cell_text(cell)) for cell in row[1:])
    )


@dataclass
class _Builder:
    """Walks the rows behind the letterhead and cuts sections."""

    document: Document
    rows: list[Row]
    title: frozenset[int]
    body: int
    sections: list[Section] = field(default_factory=list)
    kind: SectionKind = "letterhead"
    heading: tuple[int, int] | None = None
    number: str | None = None
    level: int = 0
    begin: int = 0
    matter: int = 0
    before: SectionKind = "body"
    tables: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = [table.start for table in self.document.tables]

    def build(self) -> list[Section]:
        """The sections in reading order, without gaps; a paragraph before those inside it."""
        matters = find_matters(self.document.text, self.rows)
        single = len(matters) == 1
        if self.body == 0 and not (self.rows and self.document.lines[0].role == "header"):
            self.kind = "body"
        for index, row in enumerate(self.rows):
            if index in matters:
                self._cut(row.line.start, "paragraph", None)
                self._open_paragraph(index, row, matters[index], single)
                continue
            if index == self.body and self.kind == "letterhead":
                self._cut(row.line.start, "body", None)
            self._row(index, row)
        self._close(len(self.document.text))
        return _enclose(self.sections) or [Section(self.kind, 0, len(self.document.text))]

    def _open_paragraph(self, index: int, row: Row, number: str, single: bool) -> None:
        """Begin the section of a matter; its heading is the title on its line or on the next one."""
        self.matter = 0 if single else self.matter + 1
        self.number = number
        found = PARAGRAPH.match(self.document.text, row.line.start, row.line.end)
        rest = found.group("rest").strip(" *") if found else ""
        if found and sum(word[0].isalpha() and len(word) > 3 for word in rest.split()) >= 2:
            start = found.start("rest")
            self.heading = (start, start + len(found.group("rest").rstrip(" *")))
            return
        for at in range(index + 1, min(index + 4, len(self.rows))):
            following = self.rows[at]
            if is_prose(following.content):
                return
            known = headings.recognise(following.content)
            if known is not None and known.kind is not None:
                return
            shown = following.content[: subject_end(following.content)]
            if not is_letterhead(shown):
                words_only = shown.strip("#* ").split("**")[0].rstrip()
                start = self.document.text.find(words_only, following.line.start)
                self.heading = (start, self._heading_end(at, start + len(words_only)))
                return

    def _heading_end(self, at: int, end: int) -> int:
        """The end of a matter's heading, which may be broken over lines."""
        run = [at]
        while run[-1] + 1 < len(self.rows) and len(run) < 4 and goes_on(self.rows, run[-1] + 1, run):
            run.append(run[-1] + 1)
            end = self.rows[run[-1]].line.end
        return end

    def _row(self, index: int, row: Row) -> None:
        content = row.content
        if self.kind == "letterhead":
            return
        found = self._heading(index, row)
        if found is not None:
            self._head(row, found)
            return
        if self.kind == "paragraph":
            self._cut(row.line.start, "body", None)
        if self._signs(index, content):
            if self.kind != "signature":
                self._cut(row.line.start, "signature", None)
            return
        if self.kind != "footer" and len(content) < 160 and _is_footer(content):
            self.before = "body" if self.kind in ("signature", "letterhead") else self.kind
            self._cut(row.line.start, "footer", None)
            return
        if self.kind in ("signature", "footer", "distribution") and self._resumes(row):
            self._cut(row.line.start, self.before if self.kind == "footer" else "body", None)

    def _heading(self, index: int, row: Row) -> Heading | None:
        """The heading that this row is, if its neighbours let it be one."""
        content = row.content
        found = headings.recognise(content) or headings.leading(content)
        if index in self.title and (found is None or found.loose or found.kind is None):
            return None
        if found is not None and not found.marked and self._in_table(row):
            return None
        if found is None:
            return self._announced(index, row) or self._plain(index, row)
        if self.kind == "distribution" and found.kind in ("money", "body", "basis") and not found.marked:
            following = self.rows[index + 1] if index + 1 < len(self.rows) else None
            if following is None or not (row.blank or is_prose(following.content)):
                return None
        if found.marked or found.number or found.inline:
            if (
                not found.marked
                and self.kind in ("basis", "distribution", "decision")
                and content[:4].rstrip(" ").find(".") in (1, 2)
            ):
                return None if "." not in (found.number or "") else found
            if found.kind is None and self.kind == "distribution" and not found.level:
                return None
            return found if found.kind is not None or found.marked or self._stands_alone(index, row) else None
        if (
            self.kind == "basis"
            and found.kind == "decision"
            and found.end - found.start > 12
            and not content.isupper()
        ):
            previous = self.rows[index - 1].content if index else ""
            if not row.blank and not previous.endswith("."):
                return found if self._followed_by_text(index) else None
        return found if self._stands_alone(index, row) else None

    def _in_table(self, row: Row) -> bool:
        """Whether a row is of a table, where `Budget` heads a column."""
        at = bisect_right(self.tables, row.line.start) - 1
        return at >= 0 and row.line.start < self.document.tables[at].end

    def _announced(self, index: int, row: Row) -> Heading | None:
        """A list of decisions without a heading: `Nämnden beslutar` over `att …` or `1. …`."""
        if self.kind not in ("body", "paragraph", "letterhead") or index + 1 >= len(self.rows):
            return None
        if not headings.announces(row.content) or not _ITEM.match(self.rows[index + 1].content):
            return None
        return Heading("decision", 0, len(row.content.rstrip(" :")))

    def _stands_alone(self, index: int, row: Row) -> bool:
        """Whether the line above has ended, so that this one is not the rest of its sentence."""
        following = self.rows[index + 1] if index + 1 < len(self.rows) else None
        if (
            following is not None
            and not following.blank
            and following.content[0].islower()
            and not _ITEM.match(following.content)
            and len(row.content) > 40
        ):
            return False
        if index == 0 or row.blank:
            return True
        above = self.rows[index - 1].content
        if above[-1] in ",-–" or (
            above[-1].islower() and len(above) > 60 and " " in above and row.content[0].islower()
        ):
            return False
        return above.rsplit(None, 1)[-1].lower() not in OPEN

    def _followed_by_text(self, index: int) -> bool:
        following = self.rows[index + 1].content if index + 1 < len(self.rows) else ""
        return is_prose(following) or following[:1] in "-–•1•aA"

    def _plain(self, index: int, row: Row) -> Heading | None:
        """A heading that no list knows: short, on its own, between a full stop and running text."""
        content = row.content
        if self.kind not in ("decision", "money", "basis", "body", "distribution") or len(content) > 70:
            return None
        if (
            not content[0].isupper()
            or content[-1] in ".,;:–-"
            or len(content.split()) > 8
            or index + 1 >= len(self.rows)
        ):
            return None
        above = self.rows[index - 1].content if index else ""
        if (
            content.isupper()
            and len(content) > 5
            and not any(ch.isdigit() for ch in content)
            and not is_letterhead(content)
        ):
            return Heading(None, 0, len(content))
        if not (row.blank or above.endswith((".", "”", "_"))):
            return None
        below = self.rows[index + 1]
        if len(below.content) < 50 or not is_prose(below.content) or not below.content[0].isupper():
            return None
        if is_prose(content) or any(ch.isdigit() for ch in content) or is_letterhead(content):
            return None
        return Heading(None, 0, len(content))

    def _head(self, row: Row, found: Heading) -> None:
        """Begin the section of a heading; an unknown one below a known keeps its kind."""
        kind: SectionKind = found.kind or "body"
        if found.kind is None and self.kind in ("money", "decision", "basis"):
            below = found.level > self.level > 0 or (
                found.number is not None
                and self.number is not None
                and found.number.startswith(self.number + ".")
            )
            kind = self.kind if below else kind
        shift = row.line.start + self.document.text[row.line.start : row.line.end].find(row.content)
        same = found.kind == self.kind == "decision" and self.heading is not None and not self._filled(shift)
        if found.kind is not None or not same:
            self.level = found.level if found.kind is not None or self.level == 0 else self.level
        if kind == "footer" and not found.marked and len(row.content.split()) == 1:
            kind = "footer"
        self._cut(row.line.start, kind, (shift + found.start, shift + found.end), found.number)

    def _filled(self, upto: int) -> bool:
        """Whether the open section holds more than its heading."""
        return self.heading is not None and bool(self.document.text[self.heading[1] : upto].strip(" *:\n"))

    def _signs(self, index: int, content: str) -> bool:
        """Whether a row is part of a signature block."""
        if len(content) > 140 or not (content[0].isupper() or self.kind == "signature"):
            return False
        if is_digital_signature(content):
            return True
        if self.kind == "signature":
            return not is_prose(content) and bool(signatories(content) or is_title_line(content))
        following = self.rows[index + 1].content if index + 1 < len(self.rows) else ""
        if signatories(content):
            if is_title_line(following) or is_digital_signature(following):
                return True
            return self.kind != "distribution" and _only_titles(following)
        if (
            self.kind == "distribution"
            or index + 2 >= len(self.rows)
            or not content[0].isupper()
            or is_prose(content)
        ):
            return False
        return bool(
            len(content.split()) <= 5
            and content[-1].isalpha()
            and signatories(following)
            and is_title_line(self.rows[index + 2].content)
            and is_letterhead(content)
            and not is_title_line(content)
        )

    def _resumes(self, row: Row) -> bool:
        """Whether running text goes on behind a signature, a footer or a distribution list."""
        content = row.content
        if self.kind == "footer":
            return not is_letterhead(content)
        if content.startswith("___") or FORM.search(content):
            return True
        if self.kind == "distribution":
            return len(content) > 60 and has_verb(content) and not content[0].islower()
        return len(content) > 50 and is_prose(content)

    def _cut(
        self, at: int, kind: SectionKind, heading: tuple[int, int] | None, number: str | None = None
    ) -> None:
        self._close(at)
        self.kind, self.heading, self.number, self.begin = kind, heading, number, at

    def _close(self, at: int) -> None:
        if at > self.begin:
            self.sections.append(Section(self.kind, self.begin, at, self.heading, self.number, self.matter))
            self.begin = at


def _only_titles(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 6 and all(is_title(word.strip(",")) for word in words)


def _is_footer(content: str) -> bool:
    """Whether a row is of the address block at the foot of a page."""
    return len(_FOOTER.findall(content)) >= 2 or (
        _FOOTER.match(content) is not None and not is_prose(content) and not content.startswith("www")
    )


def _enclose(sections: list[Section]) -> list[Section]:
    """Let each paragraph reach to the next one, so that it encloses the sections of its matter."""
    starts = [at for at, section in enumerate(sections) if section.kind == "paragraph"]
    for at, following in pairwise([*starts, len(sections)]):
        old = sections[at]
        last = sections[following - 1].end
        sections[at] = Section(old.kind, old.start, last, old.heading, old.number, old.matter)
    return sections
