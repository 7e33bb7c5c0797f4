"""Writes the report: one self-contained HTML file for each document, and an index over all of them.

    report = Report(Path("granskning"), language="sv")
    report.add(record, data)
    index = report.close()

Nothing is loaded from elsewhere, and a policy in each file forbids it: styles and scripts run only if
their hash is known, so that what a memo says is never more than text.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import swedoc
from swedoc import pipeline
from swedoc.errors import SwedocError
from swedoc.lexicon import pattern
from swedoc.messages import Texts, texts
from swedoc.privacy import Privacy, masked
from swedoc.records import Record, Span
from swedoc.report import charts, sums
from swedoc.report.draw import pictures
from swedoc.report.redact import MASKED, shade
from swedoc.report.reviews import Reviews
from swedoc.report.view import View, largest_difference, view, wanted_pages

OUTCOMES = ("does_not_add_up", "unreadable", "adds_up_within_rounding", "adds_up", "not_checked")
_NEIGHBOURS = "<!--neighbours-->"
_LEGEND = ("part", "total", "wrong", "amount", "decision", "field", "unexplained")


@dataclass(frozen=True, slots=True)
class Asset:
    """A style sheet or script that stands in the page, and the hash by which the page allows it."""

    source: Markup
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index."""

    outcome: str
    title: str
    detail: str = ""
    date: str = ""
    size: Decimal = Decimal(0)
    difference: str = ""
    message: str = ""
    more: int = 0
    address: str = ""
    sha256: str = ""
    flagged: bool = False

    @property
    def rank(self) -> int:
        """Where its outcome comes in the index."""
        return OUTCOMES.index(self.outcome)

    @property
    def order(self) -> tuple[bool, bool, Decimal, int]:
        """Contradictions by size, then what else a person should look at, then the rest."""
        return (self.outcome != "does_not_add_up", not self.flagged, -self.size, self.rank)


def document(
    record: Record,
    data: bytes | None,
    language: str = "sv",
    index_address: str | None = None,
    privacy: Privacy = MASKED,
) -> str:
    """The page of one document. `data` are the bytes it was read from; without them its text is shown."""
    shown = drawn(record, data, words_of(language), privacy)
    return rendered(shown, language, index_address)


def drawn(record: Record, data: bytes | None, words: Texts, privacy: Privacy = MASKED) -> View:
    """What to show of a record, with pictures if its bytes are at hand and are still the same.

    `privacy` is what has been done to the record; personal numbers that are still in it are masked
    here unless they are to be shown.
    """
    same = data is not None and hashlib.sha256(data).hexdigest() == record.source.sha256
    if data is None or not same or record.source.media_type != "application/pdf":
        return view(record if privacy.show_personnummer else masked(record), words)
    place = _placing(record, data)
    if not privacy.show_personnummer:
        record = masked(record, place)
    black = shade(record, privacy)
    found = pictures(data, wanted_pages(record), black) if black else []
    return view(record, words, found, place if found else None)


def _placing(record: Record, data: bytes) -> Callable[[int, int], Span] | None:
    """Gives the span of any stretch of the record's text. A scan is not read twice.

    A text with masks as long as what they mask still has its offsets; one with pseudonyms has not.
    """
    if record.source.reader != "pdf":
        return None
    try:
        document = pipeline.read(data, name=record.source.path)
    except SwedocError:
        return None
    text = document.text
    for span in record.masked:
        text = text[: span.start] + record.text[span.start : span.end] + text[span.end :]
    return document.span if text == record.text else None


def rendered(shown: View, language: str, index_address: str | None = None) -> str:
    """The HTML of one document."""
    used = {mark.role for page in shown.pages for mark in page.marks}
    used |= {stretch.mark.role for stretch in shown.stretches if stretch.mark}
    return str(
        _environment()
        .get_template("document.html.j2")
        .render(
            view=shown, t=words_of(language), language=language, index_address=index_address,
            style=asset("style.css"), script=asset("document.js"), version=swedoc.__version__,
            roles=[role for role in _LEGEND if role in used],
        )
    )  # fmt: skip


class Report:
    """A report in the making. Documents are written as they come; the index when all have come.

    Args:
        out: a folder, which gets an `index.html`; or a file `….html`, whose documents go in a folder
            beside it, unless there is one document only: then it is that document's page.
        language: `"sv"` or `"en"`.
        reviews: decisions made in an earlier report.
        privacy: what has been done to the records; the pictures of their pages follow it.
    """

    def __init__(
        self,
        out: Path,
        language: str = "sv",
        reviews: Reviews | None = None,
        privacy: Privacy = MASKED,
    ) -> None:
        single = out.suffix.lower() in (".html", ".htm")
        self.index = out if single else out / "index.html"
        self._pages = out.with_name(f"{out.stem}-sidor") if single else out
        self._single = single
        self._language, self._words = language, words_of(language)
        self._reviews, self._privacy = reviews or Reviews(), privacy
        self._entries: list[Entry] = []
        self._names: set[str] = set()

    def add(self, record: Record, data: bytes | None = None) -> Path:
        """Write the page of a document, and remember its row. Raises `OSError`."""
        record = self._reviews.merge(record)
        shown = drawn(record, data, self._words, self._privacy)
        record = shown.record
        name = self._name(record)
        self._pages.mkdir(parents=True, exist_ok=True)
        up = f"../{self.index.name}" if self._single else self.index.name
        page = self._pages / name
        page.write_text(rendered(shown, self._language, up), encoding="utf-8", errors="replace")
        address = f"{self._pages.name}/{name}" if self._single else name
        self._entries.append(_entry(record, shown, address, self._words))
        return page

    def add_unreadable(self, path: str, reason: str) -> None:
        """Remember a document that could not be read, and why."""
        self._entries.append(Entry("unreadable", PurePath(path).name or path, path, message=reason))

    def close(self, today: date | None = None) -> Path:
        """Write the index; returns where it is. Raises `OSError`."""
        entries = sorted(self._entries, key=lambda entry: entry.order)
        self.index.parent.mkdir(parents=True, exist_ok=True)
        if self._single and len(entries) == 1 and entries[0].address:
            (self.index.parent / entries[0].address).replace(self.index)
            if not any(self._pages.iterdir()):
                self._pages.rmdir()
            self._link(self.index, "")
            return self.index
        flagged = [entry.address for entry in entries if entry.flagged and entry.address]
        for at, address in enumerate(flagged):
            before = flagged[at - 1] if at else None
            after = flagged[at + 1] if at + 1 < len(flagged) else None
            self._link(self.index.parent / address, self._neighbours(before, after))
        counts = [(name, sum(entry.outcome == name for entry in entries)) for name in OUTCOMES]
        page = (
            _environment()
            .get_template("index.html.j2")
            .render(
                entries=entries, shares=charts.shares(counts), t=self._words, language=self._language,
                style=asset("style.css"), script=asset("index.js"), version=swedoc.__version__,
                date=(today or date.today()).isoformat(),
            )
        )  # fmt: skip
        self.index.write_text(page, encoding="utf-8", errors="replace")
        return self.index

    def _neighbours(self, before: str | None, after: str | None) -> str:
        links = [
            Markup('<a rel="{}" href="{}">{}</a>').format(rel, PurePath(address).name, self._words(text))
            for rel, address, text in (("prev", before, "page.previous"), ("next", after, "page.next"))
            if address
        ]
        return "".join(links)

    def _link(self, page: Path, links: str) -> None:
        """Put the links to the neighbours where the page has kept room for them."""
        source = page.read_text(encoding="utf-8")
        if not links and self._single:
            source = _NAVIGATION.sub("", source, count=1)
        page.write_text(source.replace(_NEIGHBOURS, links, 1), encoding="utf-8")

    def _name(self, record: Record) -> str:
        """A file name that is the same in every run, plain ASCII, and no one else's."""
        path = record.source.path or "handling"
        letters = unicodedata.normalize("NFKD", PurePath(path).stem).encode("ascii", "ignore").decode()
        stem = _NO_NAME.sub("-", letters).strip("-")[:60] or "handling"
        told = hashlib.sha256(f"{path}\0{record.source.sha256}".encode("utf-8", "replace")).hexdigest()[:8]
        name, count = f"{stem}-{told}.html", 2
        while name in self._names:
            name, count = f"{stem}-{told}-{count}.html", count + 1
        self._names.add(name)
        return name


_NAVIGATION = pattern(
    r"<nav\b [^>]{0,500}+ > [^<]{0,2000}+ (?: <(?!/nav>) [^<]{0,2000}+ ){0,40}+ </nav>",
    name="links to the neighbours",
)
_NO_NAME = pattern(r"[^A-Za-z0-9]++", name="no part of a file name")


def _entry(record: Record, shown: View, address: str, words: Texts) -> Entry:
    grave = [f for f in record.findings if f.severity in ("error", "warning")]
    grave.sort(key=lambda finding: finding.severity != "error")
    size, currency = largest_difference(record) or (Decimal(0), "SEK")
    first = grave[0] if grave else None
    number = next((c.value for c in record.case_numbers if c.role == "own"), "")
    name = shown.name if shown.title != shown.name else ""
    return Entry(
        outcome=record.verdict,
        title=shown.title,
        detail=" · ".join(text for text in (number, record.issuer or "", name) if text),
        date=record.date or "",
        size=size,
        difference=sums.money(size, currency) if size else "",
        message="" if first is None else first.message if words.language == "sv" else first.message_en,
        more=max(0, len(grave) - 1),
        address=address,
        sha256=record.source.sha256 or "",
        flagged=bool(grave),
    )


def words_of(language: str) -> Texts:
    """The texts of the report."""
    return texts(language, "swedoc.report")


@cache
def asset(name: str) -> Asset:
    """A style sheet or script of the report, with its hash for the page's policy."""
    source = (files("swedoc.report") / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return Asset(Markup(source), f"sha256-{digest}")


@cache
def _environment() -> Environment:
    options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}
    return Environment(
        loader=PackageLoader("swedoc.report"), autoescape=True, undefined=StrictUndefined, **options
    )
