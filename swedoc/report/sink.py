"""What a run of the command line leaves for reviewers: the report, annotated copies, or both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from swedoc.errors import SwedocError
from swedoc.privacy import Privacy
from swedoc.report.build import Report
from swedoc.report.redact import MASKED
from swedoc.report.reviews import Reviews

if TYPE_CHECKING:
    from swedoc.batch import Result


class Sink:
    """Takes results as they come.

    Args:
        report: a folder or `….html` file for the report, or `None`.
        copies: a folder for annotated copies of the PDFs, or `None`.
        language: `"sv"` or `"en"`.
        reviews: decisions made earlier, which the report shows.
        privacy: what has been done to the records, and is to be done to the pictures of their pages.
    """

    def __init__(
        self,
        report: Path | None,
        copies: Path | None,
        language: str,
        reviews: Reviews | None = None,
        privacy: Privacy = MASKED,
    ) -> None:
        self._report = Report(report, language, reviews, privacy) if report else None
        self._copies, self._language, self._privacy = copies, language, privacy
        self.copied = 0
        self.failed: list[tuple[str, str]] = []

    def add(self, result: Result, reason: str = "") -> None:
        """Take one result; `reason` says why it could not be read. Raises `OSError` if writing fails."""
        if result.record is None:
            if self._report:
                self._report.add_unreadable(result.source.path or "", reason)
            return
        data = _bytes(result.path)
        if self._report:
            self._report.add(result.record, data)
        if self._copies and data is not None and result.record.source.media_type == "application/pdf":
            from swedoc.report.annotate import write_copy

            try:
                self.copied += (
                    write_copy(data, result.record, self._copies, self._language, self._privacy) is not None
                )
            except SwedocError as error:
                self.failed.append((result.source.path or "", str(error)))

    def close(self) -> Path | None:
        """Finish the report; returns where its index is. Raises `OSError`."""
        return self._report.close() if self._report else None


def _bytes(path: str) -> bytes | None:
    """The file once more, for its pictures; `None` if it is no file or has gone since it was read."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError):
        return None
