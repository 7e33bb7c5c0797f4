"""Lays out the memos of `memos.toml`: PDF by ReportLab or fpdf2, plain text, Markdown.

    python samples/make.py [FOLDER]

The same words always give the same bytes; the dates inside the PDFs are fixed.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TextEmphasis
from fpdf.fonts import FontFace
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

HERE = Path(__file__).parent
SUFFIX = {"reportlab": ".pdf", "fpdf2": ".pdf", "text": ".txt", "markdown": ".md"}
WHEN = datetime(2025, 1, 1, tzinfo=UTC)
Block = tuple[str, list[str]]


def memos() -> list[dict[str, Any]]:
    """The memos as they stand in `memos.toml`."""
    return tomllib.loads((HERE / "memos.toml").read_text(encoding="utf-8"))["memo"]


def blocks(body: str) -> list[Block]:
    """A body as blocks: their kind, and their lines without marks."""
    found: list[Block] = []
    for text in re.split(r"\n[ ]*\n", body.strip("\n")):
        lines = text.split("\n")
        if text.strip(" \n") == "\f":
            found.append(("page", []))
        elif lines[0].startswith(">"):
            found.append(("lines", [line[2:] for line in lines]))
        elif lines[0].startswith("## "):
            found.append(("heading", [lines[0][3:]]))
        elif lines[0].startswith("# "):
            found.append(("title", [lines[0][2:]]))
        elif lines[0].startswith("|"):
            found.append(("table", lines))
        elif re.match(r"\d+\. |- ", lines[0]):
            found.append(("list", lines))
        else:
            found.append(("text", [" ".join(lines)]))
    return found


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def sides(line: str) -> list[str]:
    return [side.strip() for side in line.split("||")] if "||" in line else [line]


def text(memo: dict[str, Any], *, markdown: bool) -> str:
    """The memo as plain text or Markdown, as a converter from PDF would leave it."""
    parts = []
    for kind, lines in blocks(memo["body"]):
        if kind == "lines":
            shown = [side for line in lines for side in sides(line) if side]
            parts.append(("  \n" if markdown else "\n").join(shown))
        elif kind in ("title", "heading"):
            mark = {"title": "## ", "heading": "### "}[kind]
            parts.append(f"{mark}**{lines[0]}**" if markdown else lines[0])
        elif kind in ("table", "list"):
            parts.append("\n".join(lines))
        elif kind == "text":
            width = memo.get("wrap", 0)
            parts.append(textwrap.fill(lines[0], width) if width and not markdown else lines[0])
    return "\n\n".join(parts) + "\n"


def with_reportlab(memo: dict[str, Any], path: Path) -> None:
    """Lay the memo out with ReportLab: two-column letterhead, running text, page marks."""
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=7)
    title = ParagraphStyle("title", body, fontName="Helvetica-Bold", fontSize=15, leading=19, spaceBefore=10)
    kinds = {
        "title": title,
        "heading": ParagraphStyle("heading", body, fontName="Helvetica-Bold", fontSize=11.5, spaceBefore=8),
        "text": body,
    }
    story: list[Flowable] = []
    for kind, lines in blocks(memo["body"]):
        if kind == "page":
            story.append(PageBreak())
        elif kind == "lines":
            rows = [[*sides(line), ""][:2] for line in lines]
            story += [Table(rows, colWidths=[270, 180], hAlign="LEFT", style=_plain()), Spacer(1, 10)]
        elif kind == "table":
            rows = [cells(row) for row in lines]
            story += [Table(rows, hAlign="LEFT", style=_table(ruled=memo.get("ruled", True))), Spacer(1, 10)]
        elif kind == "list":
            for line in lines:
                mark, _, content = line.partition(" ")
                bullet = "•" if mark == "-" else mark
                style = ParagraphStyle("item", body, leftIndent=18, bulletIndent=4)
                story.append(Paragraph(content, style, bulletText=bullet))
        else:
            story.append(Paragraph(lines[0], kinds[kind]))

    def mark(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(A4[0] - 60, 30, f"Sida {canvas.getPageNumber()} ({pages})")

    pages = sum(isinstance(part, PageBreak) for part in story) + 1
    template = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=66, rightMargin=66, topMargin=56, bottomMargin=60,
        title=memo["name"], invariant=1,
    )  # fmt: skip
    shown = mark if memo.get("marked", True) else lambda canvas, template: None
    template.build(story, onFirstPage=shown, onLaterPages=shown)


def _plain() -> TableStyle:
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 10),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )


def _table(*, ruled: bool) -> TableStyle:
    style = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 10),
        ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 10),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    return TableStyle(style)


def with_fpdf2(memo: dict[str, Any], path: Path) -> None:
    """Lay the memo out with fpdf2."""
    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_creation_date(WHEN)
    pdf.set_margins(22, 18)
    pdf.add_page()
    for kind, lines in blocks(memo["body"]):
        pdf.set_font("Times", size=11)
        if kind == "page":
            pdf.add_page()
        elif kind == "lines":
            for line in lines:
                left, right = [*sides(line), ""][:2]
                pdf.cell(95, 5.5, left)
                pdf.cell(0, 5.5, right, new_x="LMARGIN", new_y="NEXT")
        elif kind in ("title", "heading"):
            pdf.set_font("Times", "B", 16 if kind == "title" else 12)
            pdf.multi_cell(0, 8 if kind == "title" else 7, lines[0], align="L", new_x="LMARGIN", new_y="NEXT")
        elif kind == "table":
            rows = [cells(row) for row in lines]
            borders = TableBordersLayout.ALL if memo.get("ruled", True) else TableBordersLayout.NONE
            head = FontFace(emphasis=TextEmphasis.B)
            align = ("LEFT", *["RIGHT"] * (len(rows[0]) - 1))
            width = 50 + 25 * (len(rows[0]) - 1)
            with pdf.table(
                rows, borders_layout=borders, headings_style=head, text_align=align, width=width, align="LEFT"
            ):
                pass
        elif kind == "list":
            for line in lines:
                mark, _, content = line.partition(" ")
                pdf.cell(8, 5.5, "•" if mark == "-" else mark)
                pdf.multi_cell(0, 5.5, content, align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            pdf.multi_cell(0, 5.5, lines[0], align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    pdf.output(str(path))


def make(folder: Path) -> list[Path]:
    """Write every memo into `folder`; the files in the order of `memos.toml`."""
    made = []
    for memo in memos():
        path = folder / (memo["name"] + SUFFIX[memo["make"]])
        if memo["make"] == "reportlab":
            with_reportlab(memo, path)
        elif memo["make"] == "fpdf2":
            with_fpdf2(memo, path)
        else:
            content = text(memo, markdown=memo["make"] == "markdown")
            path.write_text(content, encoding="utf-8", newline="\n")
        made.append(path)
    return made


if __name__ == "__main__":
    for done in make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(done)
