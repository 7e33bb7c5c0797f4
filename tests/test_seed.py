"""The memo that the project began with, as text and laid out as a PDF: everything that it says.

Skipped where the shared folder is not at hand.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

import swedoc
from swedoc.cli import main

MEMO = next(
    (
        memo
        for folder in Path(__file__).resolve().parents
        if (memo := folder / "shared" / "seed" / "memo.txt").is_file()
    ),
    None,
)
pytestmark = pytest.mark.skipif(MEMO is None, reason="needs ../shared/seed/memo.txt")


def memo_text() -> str:
    assert MEMO is not None
    return MEMO.read_text(encoding="utf-8")


def laid_out(markdown: str) -> bytes:
    """The memo as the PDF that it once was: headings bold, lines of the letterhead kept."""
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
    bold = ParagraphStyle("bold", body, fontName="Helvetica-Bold", fontSize=13, leading=17)
    story = []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        lines = [line.strip() for line in block.splitlines()]
        style = bold if lines[0].startswith("#") else body
        story.append(Paragraph("<br/>".join(re.sub(r"^#+ |\*\*", "", line) for line in lines), style))
        story.append(Spacer(1, 4))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=70, rightMargin=70, invariant=1).build(story)
    return out.getvalue()


@pytest.fixture(params=["text", "pdf"])
def record(request: pytest.FixtureRequest) -> swedoc.Record:
    text = memo_text()
    if request.param == "pdf":
        return swedoc.parse(laid_out(text), name="memo.pdf")
    return swedoc.parse(text.encode(), name="memo.txt")


def test_letterhead(record: swedoc.Record) -> None:
    assert record.kind in ("tjänsteskrivelse", None)
    assert record.title == "Medfinansiering av North Sweden Stockholm Office"
    assert record.issuer == "Region Jämtland Härjedalen"
    assert record.department == "Näringsliv och samhällsbyggnad"
    assert record.date == "2021-03-23"
    assert [(c.value, c.role) for c in record.case_numbers] == [("RUN/558/2019", "own")]


def test_people(record: swedoc.Record) -> None:
    (officer,) = [c for c in record.contacts if c.kind in ("case_officer", "contact")]
    assert officer.name == "Åsa Hernerud"
    assert [p.value for p in officer.phones] == ["+4663146529"]
    assert [e.value for e in officer.emails] == ["asa.hernerud@regionjh.se"]
    signatories = [(c.name, c.title) for c in record.contacts if c.kind == "signatory"]
    assert signatories == [
        ("Hans Svensson", "Regiondirektör"),
        ("Anna Halvarsson", "Områdeschef Hållbar tillväxt"),
    ]
    assert [r.name for r in record.recipients] == ["Region Västerbotten"]


def test_decisions(record: swedoc.Record) -> None:
    assert [d.number for d in record.decisions] == ["1", "2"]
    assert record.decisions[0].text.startswith("Region Jämtland Härjedalen deltar i projektet")
    assert record.decisions[1].text.endswith("område Hållbar tillväxt.")


def test_amounts(record: swedoc.Record) -> None:
    assert [int(a.value) for a in record.amounts] == [300_000, 900_000, 900_000, 50_000, 300_000, 250_000]
    history, total, bare, _, yearly, _ = record.amounts
    assert (history.status, history.years) == ("history", (2020,))
    assert total.unit == "kronor"
    assert (bare.unit, bare.unit_source) == (None, "assumed")
    assert yearly.per == "år"
    for amount in record.amounts:
        quote = record.text[amount.span.start : amount.span.end]
        assert " ".join(quote.split()) == " ".join(amount.as_written.split())


def test_split(record: swedoc.Record) -> None:
    (split,) = [s for s in record.splits if s.kind == "year"]
    assert [(p.key, int(p.value or 0)) for p in split.parts] == [
        ("2021", 50_000),
        ("2022", 300_000),
        ("2023", 300_000),
        ("2024", 250_000),
    ]
    assert split.parts[1].amount == split.parts[2].amount
    assert split.total is not None
    assert split.total.value == split.sum == Decimal(900_000)
    assert split.consistent is True
    assert split.arithmetic == "50 000 + 2 × 300 000 + 250 000 = 900 000"
    assert [f.code for f in record.findings if f.severity != "info"] == []
    assert record.verdict == "adds_up"


def test_pdf_has_pages_and_boxes() -> None:
    record = swedoc.parse(laid_out(memo_text()), name="memo.pdf")
    assert (record.source.reader, record.source.media_type) == ("pdf", "application/pdf")
    assert all(amount.span.boxes and amount.span.page in (1, 2) for amount in record.amounts)


CHANGES = {
    "total in the text": ("totalt 900 000 kronor", "totalt 800 000 kronor"),
    "total in the decision": ("totalt 900 000, inom", "totalt 910 000, inom"),
    "first year": ("på 50 000 kronor", "på 60 000 kronor"),
    "years between": ("300 000 kronor per år", "310 000 kronor per år"),
    "last year": ("samt 250 000 kronor", "samt 350 000 kronor"),
}


@pytest.mark.parametrize("form", ["text", "pdf"])
@pytest.mark.parametrize("change", CHANGES)
def test_any_changed_figure_is_told(
    change: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = CHANGES[change]
    text = memo_text()
    assert text.count(old) == 1
    assert check(text.replace(old, new), form, tmp_path) == 1
    assert "differs 1" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_history_may_change(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = memo_text().replace("med 300 000 kronor", "med 340 000 kronor")
    assert check(text, form, tmp_path) == 0
    assert "adds up 1" in capsys.readouterr().out


def check(text: str, form: str, folder: Path) -> int:
    path = folder / ("memo.pdf" if form == "pdf" else "memo.txt")
    path.write_bytes(laid_out(text) if form == "pdf" else text.encode())
    return main(["check", str(path), "--lang", "en"])
