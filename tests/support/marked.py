"""Documents of every kind with a marker word in each place where a word can stand, whole and broken.

A marker is `Zq` + where it stands + `x`: whoever finds one in a message knows what was quoted. File and
member names have markers of their own, since messages may name them.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

from fuzz.bending import KINDS, Edit, bent
from fuzz.targets import TARGETS
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas
from support.compound import compound, msg
from support.office import Memo, memo_docx, memo_eml, memo_html, memo_odt, memo_rtf, memo_text, tarred, zipped

MARKER = r"Zq\w+?x"
NAMED = ("Zqfilx", "Zqmedlemx")  # in paths: messages say which document they are about

MEMO: Memo = [
    "Granviks kommun\nZqavdelningx\nDnr Zqdnrx 2025/118\n2025-03-04",
    "Handläggare: Karin Zqnamnx, Zqtitelx\nkarin.zqnamnx@granvik.example.se",
    "Bidrag till Zqrubrikx",
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och 600 tkr för Zqtextx 2025.",
    [["Zqpostx", "2024", "2025"], ["Zqradx", "1 200", "1 300"], ["Summa", "1 200", "1 400"]],
    "Förslag till beslut",
    ["att Zqbeslutx avsätter 1,5 mnkr per år under 2026–2028", "att uppdra åt nämnden"],
    "Beslutet skickas till\nZqmottagarex",
]


def pdf(*, attached: bool = False, password: str | None = None) -> bytes:
    """The memo as a PDF; its properties, its bookmark and what is attached to it are marked, too."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842))
    page.setAuthor("Zqpdfauthorx")
    page.setTitle("Zqpdftitlex")
    page.setSubject("Zqpdfsubjectx")
    page.bookmarkPage("Zqbookmarkx")
    page.addOutlineEntry("Zqoutlinex", "Zqbookmarkx")
    page.setFont("Helvetica", 10)
    for at, line in enumerate(memo_text(MEMO).splitlines()):
        page.drawString(60, 800 - 14 * at, line.replace("\t", "    "))
    page.save()
    if not attached and password is None:
        return file.getvalue()
    writer = PdfWriter(PdfReader(io.BytesIO(file.getvalue())))
    if attached:
        writer.add_attachment("Zqpdfbilagax.txt", b"Zqpdfinnehallx")
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mail() -> bytes:
    """A mail whose head, charset, boundary and attachments are marked."""
    message = EmailMessage()
    message["From"] = "Zqavsandarex <zqavsandarex@granvik.example.se>"
    message["To"] = "Zqtillx <zqtillx@granvik.example.se>"
    message["Subject"] = "Zqamnex"
    message.set_content(memo_text(MEMO))
    message.add_attachment(
        b"%PDF-1.7 Zqbrusetx", maintype="application", subtype="pdf", filename="Zqmedlemx.pdf"
    )
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="Zqmedlemx2.pdf")
    return message.as_bytes() + b"\nZqefterx"


def _with(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        kept: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped({**kept, **parts})


def good() -> dict[str, bytes]:
    """Documents that can be read, by file name."""
    core = "<cp:coreProperties><dc:creator>Zqdocxcreatorx</dc:creator></cp:coreProperties>"
    meta = "<office:document-meta><dc:creator>Zqodtcreatorx</dc:creator></office:document-meta>"
    marked_html = (
        memo_html(MEMO)
        .replace(b"<title>", b"<meta name=author content=Zqmetax><!-- Zqkommentarx --><title>Zqhtmltitlex ")
        .replace(b"<script>", b"<script>var Zqskriptx = 1;")
    )
    outlook = {"1000": memo_text(MEMO), "0037": "Zqamnex", "0C1A": "Zqavsandarex"}
    return {
        "Zqfilx.txt": memo_text(MEMO).encode(),
        "Zqfilx.md": f"# Zqmdx\n\n{memo_text(MEMO)}".encode(),
        "Zqfilx-cp1252.txt": memo_text(MEMO).encode("cp1252"),
        "Zqfilx.pdf": pdf(),
        "Zqfilx-bilaga.pdf": pdf(attached=True),
        "Zqfilx.docx": _with(memo_docx(MEMO), {"docProps/core.xml": core, "Zqpartx.xml": "<a>Zqdelx</a>"}),
        "Zqfilx.odt": _with(memo_odt(MEMO), {"meta.xml": meta}),
        "Zqfilx.rtf": memo_rtf(MEMO).replace(b"Ok\\'e4nd", b"Zqrtftitlex"),
        "Zqfilx.html": marked_html,
        "Zqfilx.eml": mail(),
        "Zqfilx.msg": compound(msg(outlook)),
        "Zqfilx.zip": zipped(
            {"akt/Zqmedlemx.txt": memo_text(MEMO), "b.zip": zipped({"Zqmedlemx.md": "# Zqzipx"})}
        ),
        "Zqfilx.tar": tarred({"Zqmedlemx.txt": memo_text(MEMO).encode()}),
        "Zqfilx.gz": gzip.compress(memo_text(MEMO).encode()),
    }  # fmt: skip


def broken() -> dict[str, bytes]:
    """Documents that raise an error of each kind, by file name."""
    found = {
        "Zqfilx-last.pdf": pdf(password="Zqlosenx"),
        "Zqfilx-tom.txt": b"  \n ",
        "Zqfilx-okand.png": b"\x89PNG\r\n\x1a\n Zqpngx",
        "Zqfilx-skal.pdf": b"%PDF-1.7\nZqskalx 1 0 obj <</Zqnyckelx (Zqvardex)>>",
        "Zqfilx-xml.docx": _with(memo_docx(MEMO), {"word/document.xml": "<w:p><Zqtaggx Zqx='1'"}),
        "Zqfilx-entitet.docx": _with(
            memo_docx(MEMO), {"word/document.xml": "<!DOCTYPE a [<!ENTITY Zqentx 'Zqx'>]><a>&Zqentx;</a>"}
        ),
        "Zqfilx-krock.docx": _with(
            memo_docx(MEMO),
            {"word/document.xml": memo_docx_part().replace("</w:p>", "</Zqtaggx>", 1)},
        ),
        "Zqfilx-namnrymd.odt": _with(memo_odt(MEMO), {"content.xml": "<Zqrymdx:a/>"}),
        "Zqfilx-kod.eml": memo_eml(MEMO).replace(b'charset="utf-8"', b'charset="Zqcharsetx"'),
        "Zqfilx-kod2.eml": b"From: =?Zqcharsetx?q?Zqx=ZZ?=\nTo: a\nSubject: =?utf-8?b?Zqx!?=\nDate: Zqx\n\n",
        "Zqfilx-delar.eml": b"From: a\nTo: b\n" + b"Content-Type: multipart/mixed; boundary=Zqgransx\n" * 300,
        "Zqfilx-kod.html": b"<html><meta charset=Zqcharsetx><p>&Zqentitetx; &#99999999;</p>" * 9,
        "Zqfilx-skal.msg": compound({"Zqstromx": b"Zqinnehallx"}),
        "Zqfilx-ut.zip": zipped({"../../Zqmedlemx.txt": "Zqutex", "/Zqmedlemx2.pdf": b"%PDF-1.7 Zqx"}),
        "Zqfilx-mets.zip": zipped({"mets.xml": "<mets><Zqmetsx", "Zqmedlemx.txt": memo_text(MEMO)}),
        "Zqfilx-kapad.gz": gzip.compress(b"Zqgzx" * 900)[:-20],
        "Zqfilx-kapad.tar": tarred({"Zqmedlemx.txt": b"Zqtarx" * 900})[:2000],
        "Zqfilx-ark.xlsx": zipped({"[Content_Types].xml": "<Zqtypx/>", "xl/Zqarkx.xml": "<a/>"}),
    }  # fmt: skip
    return {**found, **dict(mutants(2))}


def memo_docx_part() -> str:
    """The XML of the memo's main part."""
    with zipfile.ZipFile(io.BytesIO(memo_docx(MEMO))) as package:
        return package.read("word/document.xml").decode()


def mutants(each: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Every good document bent a few times."""
    dice = random.Random(seed)
    words = [word for target in TARGETS.values() for word in target.words]
    for name, data in good().items():
        for number in range(each):
            edits = [
                Edit(dice.randrange(KINDS), dice.random(), int(dice.expovariate(0.02)), dice.randrange(5000))
                for _ in range(dice.choice((1, 2, 4, 8)))
            ]
            stem, _, suffix = name.rpartition(".")
            yield f"{stem}-{number}.{suffix}", bent(data, edits, words)
