"""What reviewers decided about findings: read from JSON, kept by the hash of the file, put into records.

    {"swedoc_reviews": "1", "reviews": [
      {"sha256": "2496…", "finding": "5b1f0c2a9d3e", "decision": "memo_wrong", "decided": "2026-03-02"}]}

A decision holds for one finding of one file. It survives a new run as long as the file's hash is the
same and the finding still says the same thing; a finding with other figures asks for a new decision.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from swedoc.errors import SettingsError, explain
from swedoc.privacy.numbers import stars
from swedoc.records import Finding, Opinion, Record, Review, plain

VERSION = "1"


class Reviewed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision as it stands in the file. `path` and `code` are for people, not for the match."""

    sha256: str
    finding: str
    decision: Opinion
    note: str | None = None
    decided: str | None = None
    path: str | None = None
    code: str | None = None


class _File(Struct, frozen=True, kw_only=True):
    swedoc_reviews: str
    reviews: tuple[Reviewed, ...] = ()


class Reviews:
    """Decisions by file and finding; of two about the same finding the later one holds."""

    def __init__(self, reviewed: Iterable[Reviewed] = ()) -> None:
        self._by_file: dict[str, dict[str, Reviewed]] = {}
        for one in sorted(reviewed, key=lambda one: one.decided or ""):
            self._by_file.setdefault(one.sha256, {})[one.finding] = one

    def __iter__(self) -> Iterator[Reviewed]:
        for of_file in self._by_file.values():
            yield from of_file.values()

    def merge(self, record: Record) -> Record:
        """The record with the decisions about its findings; as it is where there are none."""
        decided = self._by_file.get(record.source.sha256 or "")
        if not decided or not record.findings:
            return record
        findings = tuple(
            msgspec.structs.replace(finding, review=_review(decided[key])) if key in decided else finding
            for finding, key in zip(record.findings, keys(record), strict=True)
        )
        return msgspec.structs.replace(record, findings=findings)


def load(path: str | Path) -> Reviews:
    """The decisions in a file. Raises `SettingsError` if it cannot be read or is something else.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "granskning.json"
    ...     _ = file.write_text('{"swedoc_reviews": "1", "reviews": []}', encoding="utf-8")
    ...     list(load(file))
    []
    """
    try:
        found = msgspec.json.decode(Path(path).read_bytes(), type=_File)
    except OSError as error:
        raise SettingsError(f"the decisions in {path} cannot be read: {explain(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is no file of decisions saved from a swedoc report: {error}") from error
    if found.swedoc_reviews != VERSION:
        raise SettingsError(
            f"{path}: decisions of version {found.swedoc_reviews!r}; this swedoc knows {VERSION!r}"
        )
    return Reviews(found.reviews)


def keys(record: Record) -> list[str]:
    """What identifies each finding of a record: its code and figures, and what stands where it points.

    Offsets take no part, so that a later version which orders the text differently still knows it.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in record.findings:
        key = _key(record.text, finding)
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return found


def _key(text: str, finding: Finding) -> str:
    figures = [finding.stated, finding.computed, finding.difference]
    quotes = [" ".join(text[span.start : span.end].split()) for span in finding.spans]
    if finding.code == "personal_identity_number":  # the same whether it is masked or not
        quotes = [stars(quote) for quote in quotes]
    said = [finding.code, *("" if f is None else f"{plain(f):f}" for f in figures), *sorted(quotes)]
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:12]


def _review(one: Reviewed) -> Review:
    return Review(decision=one.decision, note=one.note, decided=one.decided)
