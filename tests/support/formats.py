"""One memo in every format that swedoc reads, from the marked text of `samples/memos.toml`."""

from __future__ import annotations

import importlib.util
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from support.office import (
    Block,
    Bullets,
    Heading,
    Memo,
    Sides,
    memo_docx,
    memo_eml,
    memo_html,
    memo_markdown,
    memo_odt,
    memo_rtf,
    memo_text,
)

SAMPLES = Path(__file__).parent.parent.parent / "samples"
SEVEN_BIT = str.maketrans("åäöÅÄÖ", "}{|][\\")


@cache
def make() -> ModuleType:
    """The script that lays out the samples."""
    spec = importlib.util.spec_from_file_location("samples_make", SAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def memo(body: str) -> Memo:
    """The blocks of a body in the marks of `memos.toml`."""
    found: list[Block] = []
    for kind, lines in make().blocks(body):
        if kind == "lines" and any("||" in line for line in lines):
            found.append(Sides([[*make().sides(line), ""][:2] for line in lines]))
        elif kind in ("lines", "text"):
            found.append("\n".join(lines))
        elif kind in ("title", "heading"):
            found.append(Heading(lines[0]))
        elif kind == "table":
            found.append([make().cells(row) for row in lines])
        elif kind == "list":
            items = [line.partition(" ")[2] for line in lines]
            found.append(Bullets(items) if lines[0].startswith("-") else items)
    return found


def pdf(body: str, *, by: str, **how: Any) -> bytes:
    """The memo as a PDF by `reportlab` or `fpdf2`, without page marks."""
    lay_out = {"reportlab": make().with_reportlab, "fpdf2": make().with_fpdf2}[by]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memo.pdf"
        lay_out({"name": "memo", "body": body, "marked": False, **how}, path)
        return path.read_bytes()


def forms(body: str) -> dict[str, tuple[bytes, str]]:
    """The memo in every format: its bytes and its file name."""
    blocks = memo(body)
    text = memo_text(blocks)
    found = {
        "text": (text.encode(), "memo.txt"),
        "pdf, reportlab, ruled": (pdf(body, by="reportlab", ruled=True), "memo.pdf"),
        "pdf, reportlab, unruled": (pdf(body, by="reportlab", ruled=False), "memo.pdf"),
        "pdf, fpdf2, ruled": (pdf(body, by="fpdf2", ruled=True), "memo.pdf"),
        "pdf, fpdf2, unruled": (pdf(body, by="fpdf2", ruled=False), "memo.pdf"),
        "docx": (memo_docx(blocks), "memo.docx"),
        "odt": (memo_odt(blocks), "memo.odt"),
        "rtf": (memo_rtf(blocks), "memo.rtf"),
        "html": (memo_html(blocks), "memo.html"),
        "eml": (memo_eml(blocks), "memo.eml"),
        "markdown": (memo_markdown(blocks).encode(), "memo.md"),
        "text, 72 columns": (memo_text(blocks, width=72).encode(), "memo.txt"),
        "cp1252": (text.encode("cp1252"), "memo.txt"),
        "cp850": (_as(text, "cp850"), "memo.txt"),
        "mac-roman": (_as(text, "mac-roman"), "memo.txt"),
        "utf-16": (text.encode("utf-16"), "memo.txt"),
    }
    if not any(c in text for c in "§éü”[]{}|\\"):  # 7-bit ISO 646 has no such signs
        found["iso646"] = (_as(text.translate(SEVEN_BIT), "ascii"), "memo.txt")
    return found


def _as(text: str, encoding: str) -> bytes:
    """The text in an old encoding, which has hyphens for dashes."""
    return text.replace("–", "-").encode(encoding)
