"""A copy of a PDF with its sums marked: highlights that carry the arithmetic as their comment.

The copy begins with the bytes of the original, unchanged, and the highlights follow as an incremental
update (ISO 32000-1, 7.5.6), so that nothing of the original is lost and a signature still covers what
it covered. Each highlight has an appearance stream (12.5.5): any viewer shows it, also in print.

Where something has to be masked, the copy is made of pictures of the pages instead.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from swedoc.errors import DamagedFile
from swedoc.messages import texts
from swedoc.privacy import Privacy, masked, path_shown
from swedoc.records import Box, Record
from swedoc.report import sums
from swedoc.report.marks import amounts_of, order_of
from swedoc.report.redact import MASKED, pictured
from swedoc.report.sums import Sum, Term

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

_PRINT = 4  # annotation flag: shown in print, too
_COLOURS = {"part": (1.0, 0.82, 0.2), "total": (0.55, 0.75, 1.0), "wrong": (1.0, 0.55, 0.5)}


@dataclass(frozen=True, slots=True)
class Highlight:
    """What to mark on a page (from 1), in what way, and what to say about it."""

    page: int
    boxes: tuple[Box, ...]
    role: str
    comment: str


def highlights(record: Record, language: str = "sv") -> list[Highlight]:
    """A highlight for each amount of a sum, with its place in the sum and the whole arithmetic."""
    words = texts(language, "swedoc.report")
    shown, _, _ = sums.collect(record, words, lambda span: bool(span.boxes))
    said: dict[int, list[str]] = {}
    role: dict[int, str] = {}
    for index, each in zip(order_of(record.splits), shown, strict=True):
        split = record.splits[index]
        whole = "\n".join(_told(each, words("sum.sum")))
        total = split.total.amount if split.total else None
        for amount in dict.fromkeys(amounts_of(split)):
            terms = [term for term in (*each.terms, each.total) if term and term.mark == f"a{amount}"]
            names = ", ".join(dict.fromkeys(term.name for term in terms))
            heading = f"{each.title}: {names}" if names else each.title
            said.setdefault(amount, []).append(f"{heading} – {words(f'state.{each.state}')}\n{whole}")
            if amount == total and role.get(amount) != "wrong":
                role[amount] = "wrong" if each.state == "wrong" else "total"
            role.setdefault(amount, "part")
    return [
        Highlight(span.page, span.boxes, role[amount], "\n\n".join(said[amount]))
        for amount in sorted(said)
        if (span := record.amounts[amount].span).boxes
    ]


def _told(each: Sum, sum_name: str) -> Iterator[str]:
    def line(term: Term) -> str:
        return f"{term.name}{f' ({term.note})' if term.note else ''}: {term.value}"

    if each.arithmetic:
        yield each.arithmetic
    else:
        yield from map(line, each.terms)
        yield f"{sum_name}: {each.sum}"
    if each.total:
        yield line(each.total)
    if each.comparison and each.state != "right":
        yield each.comparison
    yield from (remark.message for remark in each.remarks if remark.severity != "info")


def annotated(data: bytes, record: Record, language: str = "sv", privacy: Privacy = MASKED) -> bytes:
    """The bytes of a PDF with its sums highlighted.

    The result begins with `data` itself unless there was nothing to mark, when it is `data`, or unless
    something had to be masked: then its pages are pictures, with that black, and it holds no text.

    Raises:
        DamagedFile: it cannot be added to, or cannot be masked.
        LimitExceeded: it has too many pages to be made pictures of.
    """
    if not privacy.show_personnummer:
        record = masked(record)
    found = highlights(record, language)
    if not found:
        return data
    if record.masked or privacy.names:
        data = pictured(data, record, privacy)
    from pypdf import PdfWriter

    try:
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        for one in found:
            _add(writer, writer.pages[one.page - 1], one)
        out = io.BytesIO()
        writer.write(out)
    except Exception as error:  # pypdf raises what it meets: KeyError, TypeError, its own
        raise DamagedFile(
            f"the PDF cannot be added to ({type(error).__name__}); save it anew and try again"
        ) from error
    return out.getvalue()


def write_copy(
    data: bytes, record: Record, folder: Path, language: str = "sv", privacy: Privacy = MASKED
) -> Path | None:
    """Write the copy of a record's file into `folder`, as its own name and `-granskad`.

    No file is ever overwritten: not the original, and no copy in which somebody may have gone on.
    Returns where the copy is, or `None` if there is nothing to mark. Raises `OSError` and what
    `annotated` raises.
    """
    copy = annotated(data, record, language, privacy)
    if copy == data:
        return None
    path = record.source.path or "handling.pdf"
    if not privacy.show_personnummer:
        path = path_shown(path, privacy)
    stem = Path(path).stem.replace("*", "x")  # a star is no letter of a file name on Windows
    folder.mkdir(parents=True, exist_ok=True)
    for name in chain([f"{stem}-granskad.pdf"], (f"{stem}-granskad-{n}.pdf" for n in count(2))):
        target = folder / name
        try:
            with target.open("xb") as file:
                file.write(copy)
        except FileExistsError:
            if target.stat().st_size != len(copy) or target.read_bytes() != copy:
                continue
        return target
    return None


def _add(writer: PdfWriter, page: PageObject, one: Highlight) -> None:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )  # fmt: skip

    boxes = [placed(box, _frame(page), (page.rotation // 90) % 4) for box in one.boxes]
    around = (
        min(b[0] for b in boxes) - 1, min(b[1] for b in boxes) - 1,
        max(b[2] for b in boxes) + 1, max(b[3] for b in boxes) + 1,
    )  # fmt: skip

    def numbers(values: Any) -> ArrayObject:
        return ArrayObject(FloatObject(round(value, 2)) for value in values)

    corners = [v for x0, y0, x1, y1 in boxes for v in (x0, y1, x1, y1, x0, y0, x1, y0)]
    appearance = _appearance(boxes, around, one.role)
    note = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Highlight"),
        NameObject("/Rect"): numbers(around),
        NameObject("/QuadPoints"): numbers(corners),
        NameObject("/C"): numbers(_COLOURS[one.role]),
        NameObject("/F"): NumberObject(_PRINT),
        NameObject("/T"): TextStringObject("swedoc"),
        NameObject("/Contents"): TextStringObject(one.comment),
        NameObject("/P"): page.indirect_reference,
        NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(appearance)}),
    })  # fmt: skip
    notes = page.get("/Annots")
    held = notes.get_object() if notes is not None else None
    if not isinstance(held, ArrayObject):
        held = ArrayObject()
        page[NameObject("/Annots")] = held
    held.append(writer._add_object(note))


def _appearance(boxes: list[Box], around: Box, role: str) -> Any:
    """How a highlight looks: its colour under the words, and a frame, double where the total is wrong."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject

    red, green, blue = _COLOURS[role]
    paint = [f"/Under gs {red} {green} {blue} rg"]
    paint += [f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f" for x0, y0, x1, y1 in boxes]
    width = {"part": 0.6, "total": 1.0, "wrong": 1.6}[role]
    paint.append(f"{red * 0.6:.2f} {green * 0.45:.2f} {blue * 0.45:.2f} RG {width} w")
    paint += [f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S" for x0, y0, x1, y1 in boxes]
    under = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    stream = DecodedStreamObject()
    stream.set_data("\n".join(paint).encode("ascii"))
    stream.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(FloatObject(round(value, 2)) for value in around),
        NameObject("/Resources"): DictionaryObject({
            NameObject("/ExtGState"): DictionaryObject({NameObject("/Under"): under}),
        }),
    })  # fmt: skip
    return stream


def _frame(page: PageObject) -> Box:
    """Left, bottom, right and top of the page as it is shown: the crop box, within the media box."""
    crop, media = page.cropbox, page.mediabox
    return (
        max(float(crop.left), float(media.left)), max(float(crop.bottom), float(media.bottom)),
        min(float(crop.right), float(media.right)), min(float(crop.top), float(media.top)),
    )  # fmt: skip


def placed(box: Box, frame: Box, turn: int) -> Box:
    """A box of a record (origin top left of the page as shown) in the page's own space (y upwards).

    >>> placed((10, 20, 60, 32), (0, 0, 595, 842), 0)
    (10, 810, 60, 822)
    """
    x0, top, x1, bottom = box
    left, low, right, high = frame
    if turn == 1:
        return (top + left, x0 + low, bottom + left, x1 + low)
    if turn == 2:
        return (right - x1, top + low, right - x0, bottom + low)
    if turn == 3:
        return (right - bottom, high - x1, right - top, high - x0)
    return (x0 + left, high - bottom, x1 + left, high - top)
