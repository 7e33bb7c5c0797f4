"""What `swedoc` shows on the terminal: findings with their proof, counts, colour where it is wanted."""

from __future__ import annotations

import heapq
import os
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from glob import has_magic
from typing import TYPE_CHECKING, Any, TextIO

from swedoc.errors import explain
from swedoc.lexicon import pattern
from swedoc.messages import Texts
from swedoc.records import Finding, Record, Span

if TYPE_CHECKING:
    from swedoc.batch import Result
    from swedoc.check import Description

SUMMARY = {
    "adds_up": "adds_up",
    "adds_up_within_rounding": "adds_up",
    "does_not_add_up": "differs",
    "not_checked": "nothing_to_check",
}
_WORST = 5
_COLOURS = {"error": "31", "warning": "33", "info": "36", "path": "1", "good": "32", "dim": "2"}


@dataclass
class Tally:
    """How many documents add up, differ, have nothing to check or could not be read."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    worst: list[tuple[Decimal, str, Finding]] = field(default_factory=list)
    """The largest differences in kronor, each document once."""

    def add(self, result: Result) -> None:
        """Count one document."""
        record = result.record
        self.counts["unreadable" if record is None else SUMMARY[record.verdict]] += 1
        found = [f for f in record.findings if f.severity == "error"] if record else []
        self.errors += bool(found)
        finding = max(found, key=lambda f: abs(f.difference or Decimal(0)), default=None)
        if finding is not None and finding.difference:
            self.worst.append((abs(finding.difference), result.source.path or "", finding))
            self.worst = heapq.nlargest(_WORST, self.worst, key=lambda known: known[0])

    def as_dict(self) -> dict[str, int]:
        """The counts under their English names, in a fixed order."""
        names = ("adds_up", "differs", "nothing_to_check", "unreadable")
        return {"documents": self.counts.total()} | {name: self.counts[name] for name in names}

    def line(self, words: Texts) -> str:
        """The counts as one line."""
        counts = self.as_dict()
        total = counts.pop("documents")
        return words("summary.line_one" if total == 1 else "summary.line", total=total, **counts)

    def closing(self, words: Texts) -> Iterator[str]:
        """The counts, and the documents that differ most."""
        yield self.line(words)
        for _, path, finding in self.worst:
            yield f"  {path}:{page(finding)}: {message(finding, words)}"


@dataclass(frozen=True)
class Style:
    """Whether to colour, and how wide the terminal is."""

    colour: bool
    width: int

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """The style for a stream: no colour unless it is a terminal and NO_COLOR is not set."""
        wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(wanted, max(40, min(shutil.get_terminal_size((100, 24)).columns, 120)))

    def paint(self, text: str, name: str) -> str:
        """The text in the colour of `name`, if colours are wanted."""
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self.colour else text


_CONTROLS = pattern(
    r"\x1b(?! \[ [0-9;]{1,5}+ m ) | [\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]"
    r" | [\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    name="control of a terminal",
)
_COLOUR = pattern(r"\x1b", name="colour")


def safe(line: str, style: Style | None = None) -> str:
    """A line without what steers a terminal or turns the text round; colours stay where `style` has them.

    >>> safe("memo\x1b]0;title\x07.pdf")
    'memo]0;title.pdf'
    """
    kept: str = _CONTROLS.sub("", line)
    return kept if style is not None and style.colour else str(_COLOUR.sub("", kept))


_ADDRESS = pattern(r"(?:https?|ftp|s3)://", name="address")


def reason(result: Result, words: Texts) -> str:
    """Why a document could not be read: the error's own line, or what its kind means in another language."""
    error = result.error
    if isinstance(error, FileNotFoundError) and _ADDRESS.match(result.path):
        return words("say.is_address")
    if isinstance(error, FileNotFoundError) and has_magic(result.path):
        return words("say.no_match")
    if words.language != "en":
        told = words.translated(explain(error))
        if told != explain(error):
            return told
        for kind in type(error).__mro__:
            text = words.get(f"errors.{kind.__name__}")
            if text:
                return text
    return explain(error)


def message(finding: Finding, words: Texts) -> str:
    """The message of a finding in the language of `words`."""
    return finding.message if words.language == "sv" else finding.message_en


def page(finding: Finding) -> int:
    """The page that a finding stands on."""
    return finding.spans[0].page if finding.spans else 1


def finding_lines(path: str, record: Record, words: Texts, style: Style, *, full: bool) -> Iterator[str]:
    """`path:page: code message` for each finding; in full also the arithmetic and the figures in place."""
    shown: set[tuple[Span, ...]] = set()
    for finding in record.findings:
        place = style.paint(f"{path}:{page(finding)}:", "path")
        yield f"{place} {style.paint(finding.code, finding.severity)} {message(finding, words)}"
        if full and finding.spans not in shown:
            shown.add(finding.spans)
            yield from _proof(record, finding, words, style)


def _proof(record: Record, finding: Finding, words: Texts, style: Style) -> Iterator[str]:
    """The arithmetic of a finding, and its figures as they stand on the page, neighbours on one line."""
    split = None if finding.split is None else record.splits[finding.split]
    if split is not None and split.arithmetic:
        yield f"    {split.arithmetic}"
    between = "\n" if split is not None and split.source == "table" else "\n\n"
    for spans in neighbours(record.text, finding.spans, style.width * 3 // 4, between):
        place = words("say.page", page=spans[0].page)
        line = quote(record.text, spans, style, margin=len(place) + 6, between=between)
        yield f"    {style.paint(place, 'dim')}  {line}"


def neighbours(text: str, spans: Iterable[Span], reach: int, between: str) -> Iterator[list[Span]]:
    """The spans in reading order, those together that one line can hold."""
    group: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, span.end)):
        if group and (
            span.page != group[0].page
            or span.end - group[0].start > reach
            or span.start < group[-1].end
            or between in text[group[-1].end : span.start]
        ):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def passed_lines(path: str, record: Record, words: Texts, style: Style) -> Iterator[str]:
    """The arithmetic of every split of a document that adds up, the same one once."""
    passed = [split for split in record.splits if split.consistent]
    for arithmetic, split in {split.arithmetic or "": split for split in passed}.items():
        at = next((part.amount for part in split.parts if part.amount is not None), None)
        where = record.amounts[at].span.page if at is not None else 1
        place = style.paint(f"{path}:{where}:", "path")
        yield f"{place} {style.paint(words('verdict.adds_up'), 'good')} {arithmetic}".rstrip()


def quote(text: str, spans: Sequence[Span], style: Style, *, margin: int = 0, between: str = "\n\n") -> str:
    """Spans with as much of their surroundings as one line holds, the spans themselves marked.

    `between` is what the surroundings never reach across: an empty line, or the end of a table row.

    >>> quote("Bidraget är 450 tkr för 2022.", [Span(12, 19)], Style(False, 80))
    'Bidraget är »450 tkr« för 2022.'
    """
    first, last = spans[0].start, spans[-1].end
    marks = ("\x1b[1m", "\x1b[0m") if style.colour else ("»", "«")
    middle, at = "", first
    for span in spans:
        middle += f"{text[at : span.start]}{marks[0]}{text[span.start : span.end]}{marks[1]}"
        at = span.end
    room = style.width - margin - (last - first) - 2 * len(spans) - 4
    left_text = text[max(0, first - 200) : first].rpartition(between)[2]
    right_text = text[last : last + 200].partition(between)[0]
    left = _clipped(left_text, max(room * 2 // 3, 12), from_end=True)
    right = _clipped(right_text, max(room - len(left), 0), from_end=False)
    return f"{left}{' '.join(middle.split())}{right}"


def _clipped(text: str, room: int, *, from_end: bool) -> str:
    """White space collapsed, cut at a word to at most `room` characters, `…` where something is left out."""
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    line = " ".join(text.split())
    if from_end:
        if len(line) > room:
            line = "… " + line[len(line) - room :].partition(" ")[2]
        return line + (" " if tail and line else "")
    if len(line) > room:
        line = line[:room].rpartition(" ")[0] + " …"
    return (" " if lead and line else "") + line


def finding_json(path: str, record: Record, finding: Finding) -> dict[str, Any]:
    """A finding for `--output-format json`."""
    arithmetic = None if finding.split is None else record.splits[finding.split].arithmetic
    return {
        "path": path,
        "page": page(finding),
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "message_en": finding.message_en,
        "stated": finding.stated,
        "computed": finding.computed,
        "difference": finding.difference,
        "arithmetic": arithmetic,
        "quotes": [record.text[span.start : span.end] for span in finding.spans],
        "spans": finding.spans,
    }


def explanation(entry: Description, words: Texts, style: Style) -> Iterator[str]:
    """What a code means, broken at the width of the terminal."""
    severity = style.paint(words(f"severity.{entry.severity}"), entry.severity)
    yield f"{style.paint(entry.code, 'path')} ({severity})"
    for text in (entry.short, entry.why, f"{words('say.example')} {entry.example}"):
        yield ""
        yield from textwrap.wrap(text, min(style.width, 100))
