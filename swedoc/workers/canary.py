"""A memo that every sound installation can read: two lines on one page of PDF.

Dnr KS 2019/418
Bidraget är 450 tkr.
"""

from __future__ import annotations

from swedoc.intake import Input

_LINES = ("Dnr KS 2019/418", "Bidraget är 450 tkr.")


def canary() -> Input:
    """The known-good document."""
    return Input("canary.pdf", _pdf(_LINES))


def _pdf(lines: tuple[str, ...]) -> bytes:
    """The smallest PDF with these lines on its page."""
    shown = "".join(f"({line}) Tj 0 -20 Td\n" for line in lines)
    content = f"BT /F 12 Tf 72 720 Td\n{shown}ET".encode("cp1252")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
