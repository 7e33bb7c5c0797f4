"""Small writers: one synthetic memo as DOCX, ODT, RTF, HTML, EML and plain text.

They write the XML by hand, so that the tests decide what a file holds. A memo is a list of blocks:
a text is a paragraph or a `Heading`, a list of texts is a numbered list or one of `Bullets`, a list
of lists of texts is a table; `Sides` is a letterhead in two columns, a table without rules.
"""

from __future__ import annotations

import io
import tarfile
import textwrap
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape


class Heading(str):
    """A paragraph in bold letters."""


class Bullets(list[str]):
    """A list with a bullet before each item."""


class Sides(list[list[str]]):
    """Lines in two columns, each a pair."""


Block = str | list[str] | list[list[str]]
Memo = Sequence[Block]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/><w:start w:val="1"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file with these members, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, stored)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file whose body is this XML; further parts by name: `header1="<w:p>…"`, `styles=…`."""
    roots = {"header": "hdr", "footer": "ftr"}
    relations, files = "", {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, kind)
        files[f"word/{name}.xml"] = f'<w:{root} xmlns:w="{W}" xmlns:mc="{MC}">{content}</w:{root}>'
        relations += f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f"<Relationships {space}><Relationship Id='a' Type='{R}/officeDocument' "
            "Target='word/document.xml'/></Relationships>",
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
            f'xmlns:r="{R}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>",
            **files,
        }
    )


def p(text: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r>' for line in text.split("\n")
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def tbl(rows: list[list[str]]) -> str:
    """A table of a Word file; a cell that begins with `<` is XML already."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def memo_docx(memo: Memo) -> bytes:
    """The memo as a Word file. Its lists are numbered by Word."""
    spaced = '<w:spacing w:after="160"/>'
    body, numbering, lists = "", NUMBERING, 0
    for block in memo:
        if isinstance(block, Heading):
            bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(block)}</w:t></w:r>"
            body += f"<w:p><w:pPr>{spaced}</w:pPr>{bold}</w:p>"
        elif isinstance(block, str):
            body += p(block, spaced)
        elif _is_table(block):
            body += tbl(block)  # type: ignore[arg-type]
        else:
            number = 2
            if not isinstance(block, Bullets):  # each list counts for itself
                lists += 1
                number = 10 + lists
                numbering += (
                    f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
                    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
                )
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            body += "".join(p(str(item), properties) for item in block) + "<w:p/>"
    return docx(body, numbering=numbering)


def odt(text: str, automatic: str = "", master: str = "") -> bytes:
    """An OpenDocument text whose body is this XML, with automatic styles and master page styles."""
    base = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(
        f'xmlns:{prefix}="{base}{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
            ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "styles.xml": f"<office:document-styles {spaces}><office:master-styles>{master}"
            "</office:master-styles></office:document-styles>",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def memo_odt(memo: Memo) -> bytes:
    """The memo as an OpenDocument text."""
    styles = (
        '<style:style style:name="P" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-bottom="0.28cm"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        "</text:list-style>"
    )
    body = ""
    for block in memo:
        if isinstance(block, str):
            lines = "<text:line-break/>".join(escape(line) for line in block.split("\n"))
            body += f'<text:p text:style-name="P">{lines}</text:p>'
        elif _is_table(block):
            body += (
                "<table:table>"
                + "".join(
                    "<table:table-row>"
                    + "".join(
                        f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in row
                    )
                    + "</table:table-row>"
                    for row in block
                )
                + "</table:table>"
            )
        else:
            items = "".join(
                f"<text:list-item><text:p>{escape(str(item))}</text:p></text:list-item>" for item in block
            )
            style = "B" if isinstance(block, Bullets) else "L"
            body += f'<text:list text:style-name="{style}">{items}</text:list><text:p/>'
    return odt(body, styles)


def memo_rtf(memo: Memo) -> bytes:
    """The memo as RTF in Windows-1252, as Word writes it."""
    body = ""
    for block in memo:
        if isinstance(block, Heading):
            body += rf"\pard\sa160 {{\b {_rtf(block)}}}\par" + "\n"
        elif isinstance(block, str):
            body += rf"\pard\sa160 {_rtf(block)}\par" + "\n"
        elif _is_table(block):
            for row in block:
                ends = "".join(rf"\cellx{2000 * (i + 1)}" for i in range(len(row)))
                cells = "".join(rf"{_rtf(cell)}\cell " for cell in row)
                body += rf"\trowd{ends}\pard\intbl {cells}\row" + "\n"
        else:
            for i, item in enumerate(block, 1):
                mark = _rtf("•") if isinstance(block, Bullets) else f"{i}."
                body += rf"{{\listtext {mark}\tab}}\pard {_rtf(str(item))}\par" + "\n"
            body += r"\pard\par" + "\n"
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\info{\title Okänd}}"
    return (head + "\n" + body + "}").encode("ascii", "replace")


def _rtf(text: str) -> str:
    out = ""
    for c in text:
        if c == "\n":
            out += r"\line "
        elif c in "\\{}":
            out += "\\" + c
        elif c.isascii():
            out += c
        else:
            try:
                out += f"\\'{c.encode('cp1252')[0]:02x}"
            except UnicodeEncodeError:
                out += f"\\u{ord(c)}?"
    return out


def memo_html(memo: Memo) -> bytes:
    """The memo as a web page with a menu and a foot around it."""
    body = ""
    for block in memo:
        if isinstance(block, Heading):
            body += f"<h2>{escape(block)}</h2>\n"
        elif isinstance(block, str):
            body += f"<p>{'<br>'.join(escape(line) for line in block.split(chr(10)))}</p>\n"
        elif _is_table(block):
            rows = ("".join(f"<td>{escape(c)}</td>" for c in row) for row in block)
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"
        else:
            kind = "ul" if isinstance(block, Bullets) else "ol"
            body += f"<{kind}>{''.join(f'<li>{escape(str(item))}</li>' for item in block)}</{kind}>\n"
    return (
        "<!DOCTYPE html><html lang=sv><head><meta charset=utf-8><title>Sidan</title><style>p{}</style></head>"
        "<body><nav><ul><li><a href='/'>Start</a></li><li>Kontakt 1 200 kronor</li></ul></nav>"
        f"<main>\n{body}</main><footer>Ring 08-465 004 01</footer><script>var x = '5 000 kronor'</script>"
        "</body></html>"
    ).encode()


def memo_eml(memo: Memo, subject: str = "Tjänsteskrivelse") -> bytes:
    """The memo as the plain text of a mail."""
    mail = EmailMessage()
    mail["From"] = "Registrator <registrator@granvik.example.se>"
    mail["To"] = "namnden@granvik.example.se"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 26 May 2026 10:00:00 +0200"
    mail.set_content(memo_text(memo))
    return mail.as_bytes()


def memo_text(memo: Memo, *, width: int = 0) -> str:
    """The memo as plain text, broken at `width` characters if it is given.

    Tables are parted by tabs, the columns of a letterhead by spaces.
    """
    parts = []
    for block in memo:
        if isinstance(block, str):
            parts.append("\n".join(_broken(line, width) for line in block.split("\n")))
        elif isinstance(block, Sides):
            parts.append("\n".join(f"{left:<46}{right}".rstrip() for left, right in block))
        elif _is_table(block):
            parts.append("\n".join("\t".join(row) for row in block))
        else:
            marks = ["-" if isinstance(block, Bullets) else f"{i}." for i in range(1, len(block) + 1)]
            parts.append(
                "\n".join(_broken(f"{mark} {item}", width) for mark, item in zip(marks, block, strict=True))
            )
    return "\n\n".join(parts) + "\n"


def memo_markdown(memo: Memo) -> str:
    """The memo as Markdown."""
    parts = []
    for block in memo:
        if isinstance(block, Heading):
            parts.append(f"## {block}")
        elif isinstance(block, str):
            parts.append(block.replace("\n", "  \n"))
        elif isinstance(block, Sides):
            sides = zip(*block, strict=True)
            parts += ["  \n".join(line for line in side if line) for side in sides]
        elif _is_table(block):
            rows = [f"| {' | '.join(row)} |" for row in block]
            parts.append("\n".join([rows[0], "|" + " --- |" * len(block[0]), *rows[1:]]))
        else:
            parts.append(memo_text([block]).rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _broken(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) if width else text


def _is_table(block: Block) -> bool:
    return isinstance(block, list) and bool(block) and isinstance(block[0], list)


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar archive of these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()
