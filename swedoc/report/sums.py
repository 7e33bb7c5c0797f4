"""The sums of a memo as a reviewer reads them: a row for each part, the sum, the stated total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from swedoc.arithmetic import grouped
from swedoc.lexicon import pattern
from swedoc.messages import Texts
from swedoc.records import Amount, Finding, Record, Review, Severity, Span, Split
from swedoc.report import charts, reviews
from swedoc.report.marks import Mark, numbers, order_of

State = Literal["wrong", "rounded", "right", "open"]


_BETWEEN_DIGITS = pattern(r"(?<=\d)[ ](?=\d)", name="space within a number")


@dataclass(frozen=True, slots=True)
class Term:
    """A row of a sum. `mark` is the anchor of the figure's box, `number` what the box is marked with."""

    id: str
    name: str
    value: str
    note: str = ""
    mark: str | None = None
    number: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as it is shown, with what identifies it and what has been decided about it."""

    id: str
    key: str
    code: str
    severity: Severity
    message: str
    places: tuple[tuple[str, str | None, int], ...]
    review: Review | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A split: its terms, what they come to, what the memo says, and the pictures of it."""

    id: str
    title: str
    state: State
    terms: tuple[Term, ...]
    sum: str
    total: Term | None
    difference: str | None
    comparison: str | None
    tolerance: str | None
    reason: str | None
    arithmetic: str | None
    remarks: tuple[Remark, ...]
    balance: charts.Balance | None
    columns: charts.Columns | None


def money(value: Decimal, currency: str = "SEK") -> str:
    """An amount that stays on one line: `900 000 kr`."""
    return f"{figure(value)}\xa0{'kr' if currency == 'SEK' else currency}"


def figure(value: Decimal) -> str:
    """A number that stays on one line, with a true minus sign."""
    return grouped(value).replace(" ", "\xa0").replace("-", "−")


def collect(
    record: Record, words: Texts, shown: Callable[[Span], bool]
) -> tuple[tuple[Sum, ...], tuple[Remark, ...], list[Mark]]:
    """The sums in the order to look at them, the findings about no sum, and marks of the latter."""
    number = numbers(record)
    by_span = {(a.span.start, a.span.end): f"a{i}" for i, a in enumerate(record.amounts)}
    marks: list[Mark] = []
    of_split: dict[int, list[Remark]] = {}
    others: list[Remark] = []
    for at, (finding, key) in enumerate(zip(record.findings, reviews.keys(record), strict=True)):
        remark = _remark(record, finding, key, at, words, by_span, marks, shown)
        known = finding.split is not None and finding.split < len(record.splits)
        (of_split.setdefault(finding.split or 0, []) if known else others).append(remark)
    rank = {"error": 0, "warning": 1, "info": 2}
    sums = tuple(
        _sum(record, index, number, tuple(sorted(of_split.get(index, ()), key=lambda r: rank[r.severity])),
             words, shown)
        for index in order_of(record.splits)
    )  # fmt: skip
    return sums, tuple(sorted(others, key=lambda r: rank[r.severity])), marks


def _remark(
    record: Record, finding: Finding, key: str, at: int, words: Texts,
    by_span: dict[tuple[int, int], str], marks: list[Mark], shown: Callable[[Span], bool],
) -> Remark:  # fmt: skip
    places: list[tuple[str, str | None, int]] = []
    message = finding.message if words.language == "sv" else finding.message_en
    for span in dict.fromkeys(finding.spans):
        text = " ".join(record.text[span.start : span.end].split())[:80]
        mark = by_span.get((span.start, span.end)) if shown(span) else None
        if mark is None and shown(span):
            mark = f"m{len(marks)}"
            by_span[span.start, span.end] = mark
            marks.append(Mark(mark, f"n{at}", "finding", f"{text}: {message}"[:160], span))
        places.append((text, mark, span.page))
    return Remark(
        f"n{at}", key, finding.code, finding.severity, message, tuple(places), finding.review
    )  # fmt: skip


def _sum(
    record: Record, index: int, number: dict[int, int], remarks: tuple[Remark, ...], words: Texts,
    shown: Callable[[Span], bool],
) -> Sum:  # fmt: skip
    split = record.splits[index]
    currency = _currency(split, record.amounts)
    terms = tuple(
        _term(record, f"s{index}p{at}", part.key, part.value, part.amount, number, shown,
              words(f"derived.{part.derived}") if part.derived else "", currency)
        for at, part in enumerate(split.parts)
    )  # fmt: skip
    total = split.total and _term(
        record, f"s{index}t", words("sum.total"), split.total.value, split.total.amount, number, shown, "",
        currency,
    )  # fmt: skip
    return Sum(
        id=f"s{index}",
        title=split.label or words(f"split.{split.kind}"),
        state=_state(split),
        terms=terms,
        sum=words("sum.unknown") if split.sum is None else money(split.sum, currency),
        total=total or None,
        difference=None if split.difference is None else money(split.difference, currency),
        comparison=_comparison(split, currency, words),
        tolerance=money(split.tolerance, currency) if split.consistent and split.difference else None,
        reason=split.reason and (words.table.get("reasons", {}).get(split.reason) or split.reason),
        arithmetic=split.arithmetic and _BETWEEN_DIGITS.sub("\xa0", split.arithmetic.replace("-", "−")),
        remarks=remarks,
        balance=charts.balance(split, [term.number for term in terms]),
        columns=charts.columns(split, currency),
    )


def _term(
    record: Record, at: str, name: str, value: Decimal | None, amount: int | None,
    number: dict[int, int], shown: Callable[[Span], bool], note: str, currency: str,
) -> Term:  # fmt: skip
    text = "–" if value is None else money(value, currency)
    if amount is None:
        return Term(at, name, text, note)
    span = record.amounts[amount].span
    mark = f"a{amount}" if shown(span) else None
    return Term(at, name, text, note, mark, number[amount], span.page)


def _currency(split: Split, amounts: Sequence[Amount]) -> str:
    used = [split.total.amount if split.total else None, *(part.amount for part in split.parts)]
    return next((amounts[at].currency for at in used if at is not None), "SEK")


def _state(split: Split) -> State:
    if split.consistent is None:
        return "open"
    if not split.consistent:
        return "wrong"
    return "rounded" if split.difference else "right"


def _comparison(split: Split, currency: str, words: Texts) -> str | None:
    """The difference in words, so that no sign has to be understood."""
    if not split.difference:
        return None
    name = "sum.more" if split.difference > 0 else "sum.less"
    return words(name, difference=money(abs(split.difference), currency))
