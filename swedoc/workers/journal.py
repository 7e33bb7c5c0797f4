"""What has been answered, in an SQLite file that survives kill -9, a power cut and a full disk.

The journal is the truth of a run, and every output an export of it. A document's outcome and record
are one row, rows become durable in groups (write-ahead log, `synchronous=FULL`), and a run that was
cut short continues with the documents that have no row. A row counts only for a file that has not
changed since: its stamp is the file's size and time of change, or the hash of bytes that are no file.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from swedoc.errors import JournalError
from swedoc.intake import Input
from swedoc.workers.supervisor import Answer

GROUP = 50
"""Answers that one transaction makes durable; it takes a disk some milliseconds."""
SECONDS = 0.5
"""And the longest that an answer waits for its group."""

_SCHEMA = """
create table if not exists run (name text primary key, value text not null);
create table if not exists document (number integer primary key, path blob not null);
create table if not exists answer (
    path blob primary key, stamp text not null, key text, outcome text not null, body blob
);
create index if not exists original on answer (key) where outcome <> 'duplicate';
"""


class Journal:
    """The journal in one file.

    Args:
        path: the file; made if it is not there.
        about: what the answers depend on besides the documents: version and settings.

    Raises:
        JournalError: it was written under other settings, is in use, or cannot be written.
    """

    def __init__(self, path: Path, about: str) -> None:
        self.path = path
        with self._told():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
            self._db.execute("pragma locking_mode = exclusive")  # one run at a time
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.execute("begin immediate")
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute("insert or ignore into run values ('about', ?)", (about,))
            (written,) = self._db.execute("select value from run where name = 'about'").fetchone()
            if written != about:
                self._db.close()
                raise JournalError(
                    f"{path} was begun with {written}, and this is {about}; "
                    "finish it with those, or delete it to begin anew"
                )
            self._begin_anew()
            self._db.execute("commit")
        self._waiting = 0
        self._since = time.monotonic()

    def _begin_anew(self) -> None:
        """Forget the order of the last run, and duplicates of a document that was cut off."""
        self._db.execute("delete from document")
        self._db.execute(
            "delete from answer where outcome = 'duplicate' and key not in "
            "(select key from answer where outcome <> 'duplicate' and key is not null)"
        )

    def knows(self, key: str) -> bool:
        """Whether a document with this content has been answered."""
        query = "select 1 from answer where key = ? and outcome <> 'duplicate' limit 1"
        return self._db.execute(query, (key,)).fetchone() is not None

    def enlist(self, number: int, document: Input) -> str | None:
        """Note the place of a document in the input order.

        Returns:
            The stamp to `keep` its answer under, or `None` if it is answered already.
        """
        path, current = os.fsencode(document.path), stamp(document)
        with self._told():
            self._begin()
            self._db.execute("insert into document values (?, ?)", (number, path))
            row = self._db.execute("select stamp from answer where path = ?", (path,)).fetchone()
            if row is not None and row[0] != current:
                self._forget(path)
                row = None
            return current if row is None else None

    def _forget(self, path: bytes) -> None:
        """Drop the answer for a file that has changed, after leaving its record to a duplicate, if any."""
        self._db.execute(
            "update answer set (outcome, body) = (select outcome, body from answer where path = :path) "
            "where path = (select min(heir.path) from answer heir join answer on answer.path = :path "
            "where heir.key = answer.key and heir.outcome = 'duplicate' and answer.outcome <> 'duplicate')",
            {"path": path},
        )
        self._db.execute("delete from answer where path = ?", (path,))

    def keep(self, path: str, current: str, answer: Answer) -> None:
        """Note what became of a document; the same bytes are kept once."""
        body = None if answer.outcome == "duplicate" else answer.body
        row = (os.fsencode(path), current, answer.key, answer.outcome, body)
        with self._told():
            self._begin()
            self._db.execute("insert into answer values (?, ?, ?, ?, ?)", row)
            if self._waiting >= GROUP or time.monotonic() - self._since > SECONDS:
                self.commit()

    def _begin(self) -> None:
        if not self._waiting:
            self._db.execute("begin immediate")
            self._since = time.monotonic()
        self._waiting += 1

    def commit(self) -> None:
        """Make durable what has been noted."""
        if self._waiting:
            self._waiting = 0
            with self._told():
                self._db.execute("commit")

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Path and answer of every document in input order, duplicates with the answer they share."""
        self.commit()
        rows = self._db.execute(
            "select number, a.path, o.outcome, o.body, a.key from document "
            "join answer a using (path) join answer o on o.path = case a.outcome when 'duplicate' then "
            "(select min(path) from answer where key = a.key and outcome <> 'duplicate') else a.path end "
            "order by number"
        )
        for number, path, outcome, body, key in rows:
            yield os.fsdecode(path), Answer(number, outcome, body, key)

    def close(self) -> None:
        """Make durable what has been noted, and let go of the file; one without answers is deleted."""
        try:
            self.commit()
            if self._db.execute("select 1 from answer limit 1").fetchone() is None:
                self.remove()
        finally:
            self._db.close()

    def remove(self) -> None:
        """Close the journal and delete it: all that it held has been written elsewhere."""
        self._db.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            hint = "another run is using it" if "locked" in str(error) else f"{error}; --resume continues it"
            raise JournalError(f"the journal {self.path} cannot be written: {hint}") from error


def stamp(document: Input) -> str:
    """What tells whether a document is still the same as when it was answered."""
    if document.data is not None:
        return hashlib.sha256(document.data).hexdigest()
    try:
        status = Path(document.path).stat()
    except (OSError, ValueError):
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"
