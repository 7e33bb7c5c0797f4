"""What the extractors find: spans of text with a meaning, before they are related to each other.

A mention is a claim on `Document.text[start:end]`. Claims never overlap; the first to claim wins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeVar

from msgspec import Struct

from swedoc.document import Document
from swedoc.outline import Outline
from swedoc.records import CaseRole, DateRole, Hedge, NameSource, PhoneKind, Precision, UnitSource, Vat

NumberClass = Literal[
    "percent", "count", "year", "page", "paragraph", "list", "postcode", "address", "cell", "age", "time",
    "measure", "vote", "footnote", "account", "code", "reference", "bare", "damaged", "ratio",
]  # fmt: skip


class Mention(Struct, frozen=True, gc=False):
    """A span of text that means something."""

    start: int
    end: int


class DateMention(Mention, frozen=True, gc=False):
    """A date, or a period when `until` is set. `value` and `until` are ISO 8601 to the precision.

    `value` is `None` for a date that names no year ("den 23 mars") or that no calendar holds
    (`2018-01-155`; then `valid` is false). `years` are the calendar years that the mention covers,
    in order: `(2021, 2022, 2023)` for "2021–2023"; both years for a läsår. `open_ended` is true
    for "2026 och framåt", "fr.o.m. 2026", "från och med 2026".
    """

    value: str | None
    until: str | None
    precision: Precision
    role: DateRole = "other"
    years: tuple[int, ...] = ()
    open_ended: bool = False
    valid: bool = True


class CaseMention(Mention, frozen=True, gc=False):
    """A case number. `value` is as written, without plan code, `(delvis)` or final stop."""

    value: str
    family: str
    plan_code: str | None = None
    label: str | None = None
    role: CaseRole = "mentioned"
    malformed: bool = False


class IdentifierMention(Mention, frozen=True, gc=False):
    """A number that names something else: a law, an organisation, a property …"""

    kind: str
    value: str
    valid: bool | None = None


class MoneyMention(Mention, frozen=True, gc=False):
    """A sum of money. All figures in `currency`; `place` is the value of the last printed place.

    `value` carries the sign as printed. `low`–`high` is the interval that the notation stands for:
    whole kronor are exact (`low == high == value`, `place` 1); `1,5 mkr` has `place` 100 000 and
    the interval 1 450 000–1 550 000. `gloss` is the value written out in words beside the figure,
    `7 000 000 (sju miljoner) kronor`. `number` is the span of the figure alone, without its unit.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    place: Decimal
    unit: str | None
    unit_source: UnitSource
    rule: str
    number: tuple[int, int]
    currency: str = "SEK"
    hedge: Hedge | None = None
    per: str | None = None
    vat: Vat | None = None
    price_level: str | None = None
    gloss: Decimal | None = None


class PhoneMention(Mention, frozen=True, gc=False):
    """A telephone or fax number; `value` is E.164 where it can be completed."""

    value: str
    kind: PhoneKind


class EmailMention(Mention, frozen=True, gc=False):
    """An e-mail address, rejoined if it was broken over lines. URLs are claimed, not kept."""

    value: str


class NameMention(Mention, frozen=True, gc=False):
    """A person's name, an organisation or a title, and who proposed it."""

    label: Literal["PER", "ORG", "ROLE"]
    value: str
    source: NameSource = "rule"


class NumberMention(Mention, frozen=True, gc=False):
    """A number that is none of the above; `value` is `None` where it cannot be read with certainty."""

    kind: NumberClass
    value: Decimal | None = None


class OtherMention(Mention, frozen=True, gc=False):
    """A span claimed so that nobody else reads numbers out of it: a URL, a hash, a reference."""

    kind: str


M = TypeVar("M", bound=Mention)


class Claims:
    """The mentions of one document in reading order, none of them overlapping."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._mentions: dict[int, Mention] = {}
        self._of: dict[type[Mention], list[Any]] = {}  # what `of` has answered since the last claim

    def add(self, mention: Mention) -> bool:
        """Take the span if it is free; say whether it was."""
        if mention.end <= mention.start or not self.free(mention.start, mention.end):
            return False
        insort(self._starts, mention.start)
        self._mentions[mention.start] = mention
        self._of.clear()
        return True

    def free(self, start: int, end: int) -> bool:
        """Whether no claimed span overlaps `start`–`end`."""
        at = bisect_left(self._starts, end) - 1
        return at < 0 or self._mentions[self._starts[at]].end <= start

    def hold(self, start: int, end: int) -> bool:
        """Whether one claimed span holds all of `start`–`end`."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._mentions[self._starts[at]].end

    def at(self, offset: int) -> Mention | None:
        """The mention that covers `offset`, if any."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        mention = self._mentions[self._starts[at]]
        return mention if offset < mention.end else None

    def of(self, kind: type[M]) -> list[M]:
        """All mentions of a class, in reading order."""
        if kind not in self._of:
            self._of[kind] = [m for m in self if isinstance(m, kind)]
        return list(self._of[kind])

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin inside `start`–`end`, in reading order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [self._mentions[s] for s in self._starts[first:last]]

    def __iter__(self) -> Iterator[Mention]:
        return (self._mentions[start] for start in self._starts)

    def __len__(self) -> int:
        return len(self._starts)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor sees: the document, its outline, and the spans that others have claimed."""

    document: Document
    outline: Outline
    claims: Claims

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.document.text
