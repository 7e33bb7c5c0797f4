"""What is fuzzed: each kind of input as a function of bytes, and good examples of it to start from."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from support.compound import compound, msg
from support.office import Memo, memo_docx, memo_eml, memo_html, memo_odt, memo_rtf, memo_text, tarred, zipped

from swedoc import pipeline
from swedoc.errors import SwedocError
from swedoc.intake import documents, parse_bytes, parse_text
from swedoc.records import Record
from swedoc.workers.canary import canary

_SAMPLES = Path(__file__).parents[2] / "samples"
MEMO: Memo = [
    "Granviks kommun\nKommunstyrelsens förvaltning\nDnr KS 2025/118\n2025-03-04",
    "Handläggare: Karin Ahlmo, tfn 08-465 004 01, karin.ahlmo@granvik.example.se",
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och 500 tkr för 2025.",
    [["Post", "2024", "2025"], ["Drift", "1 200", "1 300"], ["Summa", "1 200", "1 300"]],
    ["att avsätta 1,5 mnkr per år under 2026–2028", "att uppdra åt nämnden att återkomma"],
]


class Target(NamedTuple):
    """How a kind of input is read, what to start from, and words that mean something in it."""

    read: Callable[[bytes], object]
    corpus: list[bytes]
    words: list[bytes]


def _record(data: bytes, name: str = "memo") -> Record | None:
    """Read a document; its record can be written as JSON and read back."""
    with contextlib.suppress(SwedocError):
        record = parse_bytes(data, name)
        line = record.to_json(with_text=True)
        assert Record.from_json(line).to_json(with_text=True) == line
        for amount in record.amounts:
            assert record.text[amount.span.start : amount.span.end]
        return record
    return None


def _text(data: bytes) -> None:
    with contextlib.suppress(SwedocError):
        parse_text(data.decode("utf-8", "surrogateescape")).to_json(with_text=True)


def _archive(data: bytes) -> None:
    """Walk an archive to its end, and read the documents in it."""
    for count, document in enumerate(documents("a.zip", data)):
        if count < 20:
            with contextlib.suppress(SwedocError):
                pipeline.read(document.read(), name=document.path)


def _words(text: str) -> list[bytes]:
    return [word.encode() for word in text.split()]


_TEXTS = [path.read_bytes() for path in sorted(_SAMPLES.glob("*.txt")) + sorted(_SAMPLES.glob("*.md"))]
_PDFS = [path.read_bytes() for path in sorted(_SAMPLES.glob("*.pdf"))[:6]]
_CANARY = canary().data or b""
_XML = _words(
    "<w:p> </w:p> <w:r> <w:t> </w:t> <w:tbl> </w:tbl> <w:tr> <w:tc> </w:tc> <w:gridSpan w:val='9'/> <w:br/> "
    "<w:vMerge/> <w:ins> <w:del> <w:sdt> <w:footnoteReference w:id='1'/> <text:p> </text:p> <text:list> "
    "<table:table> <text:s text:c='9'/> table:number-columns-repeated='9' &amp; &#0; &#xD800; ]]> <![CDATA[ "
    "<!-- <?x ?> <!DOCTYPE <w:tab/>"
)
TARGETS: dict[str, Target] = {
    "text": Target(
        _text, _TEXTS, _words("1\u00a0000 kr mnkr | --- Summa varav § 08- @ :: Dnr # ** \ud7ff \u2028 ½ ١ ²")
    ),
    "pdf": Target(
        _record,
        [_CANARY, *_PDFS],
        _words(
            "<< >> [ ] 0 -1 2147483647 1e38 R obj endobj stream endstream "
            "/Kids /Count /Parent Tj BT ET Tm cm q Do"
        ),
    ),
    "docx": Target(_record, [memo_docx(MEMO)], _XML),
    "odt": Target(_record, [memo_odt(MEMO)], _XML),
    "mail": Target(
        _record,
        [memo_eml(MEMO)],
        _words(
            "Content-Type: multipart/mixed; boundary=a --a --a-- =?utf-8?q?=FF?= "
            "charset=utf-7 base64 message/rfc822"
        ),
    ),
    "rtf": Target(
        _record,
        [memo_rtf(MEMO)],
        _words(r"{ } \par \u-1? \'e5 \bin9 \trowd \cellx-1 \cell \row \uc9 {\* \ansicpg0"),
    ),
    "html": Target(
        _record,
        [memo_html(MEMO)],
        _words(
            "<table> <td colspan=9 rowspan=9> </table> <!-- <script> &#x110000; "
            "<ol start=-1> <li> <br> </p> <pre>"
        ),
    ),
    "outlook": Target(
        _record,
        [compound(msg({"1000": memo_text(MEMO), "0037": "Bidrag", "0C1A": "Karin Ahlmo"}))],
        [b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\0\0\0\0", b"\x01\0\0\0"],
    ),
    "archive": Target(
        _archive,
        [
            zipped(
                {
                    "akt/a.txt": "Bidrag 450 kr",
                    "b.zip": zipped({"c.md": "# Rubrik"}),
                    "brev.eml": memo_eml(MEMO),
                }
            ),
            gzip.compress(b"Bidrag 450 kr"),
            tarred({"a.txt": b"Bidrag 450 kr", "b.md": b"# Rubrik"}),
        ],
        [b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"../", b"\xff\xff\xff\xff", b"ustar", b"\x1f\x8b\x08"],
    ),
}
