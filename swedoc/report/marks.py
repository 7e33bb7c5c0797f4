"""What is marked on the pages of a memo, under which number, and which row tells more about it.

An amount is marked once, however many sums it takes part in; its number is the one shown beside the
figure in each of them. A mark and its row point at each other: `#a3` is the box, `#s0p1` the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from swedoc.records import Record, Span, Split

Role = Literal["total", "wrong", "part", "amount", "finding", "unexplained", "decision", "field"]
"""How a mark is drawn; those named first are drawn over those named later."""
ORDER: tuple[Role, ...] = (
    "wrong", "total", "part", "finding", "amount", "unexplained", "field", "decision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the document. `id` is its own anchor, `back` that of the row that tells about it."""

    id: str
    back: str
    role: Role
    label: str
    span: Span
    number: int | None = None

    @property
    def rectangles(self) -> list[tuple[float, float, float, float]]:
        """x, y, width and height of what is drawn: a frame round each line, or a bar beside a decision."""
        if self.role == "decision":
            left = min((box[0] for box in self.span.boxes), default=0.0)
            return [
                (round(left - 7, 1), round(top, 1), 2.5, round(bottom - top, 1))
                for _, top, _, bottom in self.span.boxes
            ]
        return [
            (round(x0 - 1, 1), round(top - 0.5, 1), round(x1 - x0 + 2, 1), round(bottom - top + 1, 1))
            for x0, top, x1, bottom in self.span.boxes
        ]

    @property
    def badge(self) -> tuple[float, float]:
        """The middle of its number, at the upper right corner of the first line."""
        _, top, x1, _ = self.span.boxes[0]
        return round(x1 + 2, 1), round(top - 1, 1)


def order_of(splits: Sequence[Split]) -> list[int]:
    """The splits in the order a reviewer wants them: contradictions first, the largest on top."""
    rank = {False: 0, True: 1, None: 2}

    def key(index: int) -> tuple[int, Decimal, int]:
        split = splits[index]
        size = abs(split.difference) if split.consistent is False and split.difference else Decimal(0)
        return (rank[split.consistent], -size, index)

    return sorted(range(len(splits)), key=key)


def amounts_of(split: Split) -> Iterable[int]:
    """The amounts that take part in a split, its total last."""
    yield from (part.amount for part in split.parts if part.amount is not None)
    if split.total is not None and split.total.amount is not None:
        yield split.total.amount


def numbers(record: Record) -> dict[int, int]:
    """The number of each amount that takes part in a split: 1, 2, 3 … in reading order."""
    used = {index for split in record.splits for index in amounts_of(split)}
    return {
        index: n
        for n, index in enumerate(sorted(used, key=lambda index: record.amounts[index].span.start), 1)
    }


def of_amounts(record: Record, labels: Sequence[str]) -> list[Mark]:
    """A mark for each amount, each with the way back to the first sum it takes part in."""
    role: dict[int, Role] = {}
    back: dict[int, str] = {}
    for index in order_of(record.splits):
        split = record.splits[index]
        for at, part in enumerate(split.parts):
            if part.amount is not None:
                role.setdefault(part.amount, "part")
                back.setdefault(part.amount, f"s{index}p{at}")
        if split.total is not None and split.total.amount is not None:
            total = split.total.amount
            back.setdefault(total, f"s{index}t")
            if role.get(total) != "wrong":
                role[total] = "wrong" if split.consistent is False else "total"
    number = numbers(record)
    return [
        Mark(
            f"a{i}", back.get(i, f"ra{i}"), role.get(i, "amount"), labels[i], amount.span, number.get(i)
        )
        for i, amount in enumerate(record.amounts)
    ]  # fmt: skip
