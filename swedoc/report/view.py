"""What the page of one document shows, worked out from its record; the templates only lay it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from swedoc.messages import Texts
from swedoc.records import Amount, Record, Span, Verdict
from swedoc.report import fields, marked, sums
from swedoc.report.draw import Picture
from swedoc.report.fields import Group
from swedoc.report.marked import Stretch
from swedoc.report.marks import ORDER, Mark, amounts_of, of_amounts
from swedoc.report.sums import Remark, Sum

MOST_PAGES = 40
"""Pages drawn of one document; of a longer one those that hold the figures of its sums."""

MOST_AMOUNTS = 2000
"""Rows in the list of all amounts; those of sums are shown with their sums whatever their number."""


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount in the list of all amounts."""

    id: str
    value: str
    written: str
    years: str
    status: str
    mark: str | None
    number: int | None
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of a page with the marks that lie on it, in the order they are drawn."""

    picture: Picture
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One document. Either `pages` or `stretches` shows it, depending on whether it has pictures."""

    record: Record
    name: str
    title: str
    facts: tuple[str, ...]
    verdict: Verdict
    sums: tuple[Sum, ...]
    remarks: tuple[Remark, ...]
    amounts: tuple[AmountRow, ...]
    groups: tuple[Group, ...]
    pages: tuple[Page, ...]
    stretches: tuple[Stretch, ...]
    left_out: tuple[int, ...]
    more_amounts: int
    cut: bool


def _facts(record: Record, name: str) -> Iterator[str]:
    """What tells the document from others, under its title."""
    if record.title and name:
        yield name
    yield from dict.fromkeys(number.value for number in record.case_numbers if number.role == "own")
    if record.date:
        yield record.date


def wanted_pages(record: Record) -> list[int]:
    """The pages to draw: all, or of a long document the first and those with figures of sums."""
    count = record.source.pages
    if count <= MOST_PAGES:
        return list(range(1, count + 1))
    used = {record.amounts[at].span.page for split in record.splits for at in amounts_of(split)}
    told = {span.page for finding in record.findings for span in finding.spans}
    return sorted({1, *sorted(told)[:MOST_PAGES], *sorted(used)})[:MOST_PAGES]


def view(
    record: Record, words: Texts, pictures: Sequence[Picture] = (),
    place: Callable[[int, int], Span] | None = None,
) -> View:  # fmt: skip
    """What to show of a record; without pictures, its text with the same marks.

    `place` gives the span of an offset and an end, for the title and whatever else the record holds
    without a span of its own.
    """
    if not pictures:
        place = _place_in_text
    shown = _shown(record, pictures)
    found, remarks, of_findings = sums.collect(record, words, shown)
    groups, of_fields = fields.collect(record, words, shown, place)
    labels = [_label(amount, words) for amount in record.amounts]
    of_money = [
        mark
        for index, mark in enumerate(of_amounts(record, labels))
        if shown(mark.span) and (mark.number is not None or index < MOST_AMOUNTS)
    ]
    marks = [*of_money, *of_findings, *of_fields]
    drawn = {picture.number for picture in pictures}
    every = range(1, record.source.pages + 1)
    name = PurePath(record.source.path or "").name
    return View(
        record=record,
        name=name or words("page.nameless"),
        title=record.title or name or words("page.nameless"),
        facts=tuple(_facts(record, name)),
        verdict=record.verdict,
        sums=found,
        remarks=remarks,
        amounts=_amounts(record, of_money, words),
        groups=groups,
        pages=_pages(pictures, marks),
        stretches=() if pictures else tuple(marked.stretches(record.text, marks)),
        left_out=tuple(n for n in every if n not in drawn) if pictures else (),
        more_amounts=max(0, len(record.amounts) - MOST_AMOUNTS),
        cut=not pictures and len(record.text) > marked.MOST_CHARACTERS,
    )


def largest_difference(record: Record) -> tuple[Decimal, str] | None:
    """The largest difference that a finding of the gravest kind speaks of, and its currency."""
    for severity in ("error", "warning"):
        sizes = [
            (abs(finding.difference), _currency(record, finding.split))
            for finding in record.findings
            if finding.severity == severity and finding.difference
        ]
        if sizes:
            return max(sizes, key=lambda size: size[0])
    return None


def _currency(record: Record, split: int | None) -> str:
    if split is None or split >= len(record.splits):
        return "SEK"
    return next((record.amounts[at].currency for at in amounts_of(record.splits[split])), "SEK")


def _shown(record: Record, pictures: Sequence[Picture]) -> Callable[[Span], bool]:
    """Whether the page shows the place of a span."""
    if pictures:
        drawn = {picture.number for picture in pictures}
        return lambda span: bool(span.boxes) and span.page in drawn
    length = min(len(record.text), marked.MOST_CHARACTERS)
    return lambda span: 0 <= span.start < span.end <= length


def _place_in_text(start: int, end: int) -> Span:
    """A span of a text without pages."""
    return Span(start, end, page=0)


def _pages(pictures: Sequence[Picture], marks: Sequence[Mark]) -> tuple[Page, ...]:
    on_page: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        on_page[mark.span.page].append(mark)
    rank = {role: at for at, role in enumerate(ORDER)}
    return tuple(
        Page(
            picture,
            tuple(sorted(on_page[picture.number], key=lambda m: (-rank[m.role], m.span.start))),
        )
        for picture in pictures
    )


def _label(amount: Amount, words: Texts) -> str:
    value = sums.money(amount.value, amount.currency)
    years = _years(amount)
    return words("page.amount_of_years", value=value, years=years) if years else value


def _amounts(record: Record, marks: Sequence[Mark], words: Texts) -> tuple[AmountRow, ...]:
    known = {mark.id: mark for mark in marks}
    rows = []
    for index, amount in enumerate(record.amounts[:MOST_AMOUNTS]):
        mark = known.get(f"a{index}")
        written = " ".join(record.text[amount.span.start : amount.span.end].split())
        rows.append(
            AmountRow(
                id=f"ra{index}",
                value=sums.money(amount.value, amount.currency),
                written=written or amount.as_written,
                years=_years(amount),
                status=words(f"status.{amount.status}"),
                mark=mark.id if mark else None,
                number=mark.number if mark else None,
                page=amount.span.page,
            )
        )
    return tuple(rows)


def _years(amount: Amount) -> str:
    years = sorted(set(amount.years))
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
