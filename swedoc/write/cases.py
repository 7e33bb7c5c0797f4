"""Documents by their case: what the archive formats need, which put each document into its ärende.

The documents of a case may come at any time, so each waits in a temporary database, written out as it
will stand in the output; memory does not grow with the archive. SQLite deletes its file as soon as it
has opened it, so that nothing of the documents is left behind.

A case is its number and the authority: "KS 2023/1" of two municipalities are two cases. A document
that does not say whose it is joins the first case with its number. A document with several numbers of
its own lies under the first, and the case refers to the others.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from swedoc.messages import Texts
from swedoc.records import CaseNumber, Contact, ErrorRecord, Record
from swedoc.write import Entry, Options, Target, one_file

_SCHEMA = """
create table case_file (id integer primary key, number text, issuer text, as_written text);
create index case_by_number on case_file (number);
create table document (id integer primary key, case_file integer, head blob not null, body blob not null);
create index document_by_case on document (case_file, id);
"""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says of its case."""

    title: str | None = None
    plan_code: str | None = None
    officers: tuple[Contact, ...] = ()
    others: tuple[str, ...] = ()
    """Numbers of other cases."""


@dataclass
class CaseFile:
    """What all documents of a case together say of it; `number` is `None` for those without one."""

    number: str | None
    issuer: str | None = None
    title: str | None = None
    plan_code: str | None = None
    officers: dict[str, Contact] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)

    def add(self, head: Head) -> None:
        """Take in one more document; the first to say something is believed."""
        self.title = self.title or head.title
        self.plan_code = self.plan_code or head.plan_code
        for officer in head.officers:
            self.officers.setdefault(officer.name or "", officer)
        self.others |= dict.fromkeys(head.others)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Head)


class CaseFiles:
    """Documents put away one after the other, and taken out case by case."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("pragma journal_mode = off")
        self._db.executescript(_SCHEMA)
        self._db.execute("begin")

    def add(self, entry: Record | ErrorRecord, body: bytes) -> None:
        """Put a document away; `body` is what `bodies` will give back."""
        own = own_numbers(entry)
        case = self._case(own[0].value, getattr(entry, "issuer", None)) if own else None
        head = Head()
        if isinstance(entry, Record):
            head = Head(
                title=entry.title,
                plan_code=own[0].plan_code if own else None,
                officers=tuple(contact for contact in entry.contacts if contact.kind == "case_officer"),
                others=tuple(dict.fromkeys(_others(entry, own))),
            )
        self._db.execute(
            "insert into document (case_file, head, body) values (?, ?, ?)",
            (case, _ENCODER.encode(head), body),
        )

    def __iter__(self) -> Iterator[tuple[CaseFile, Iterator[bytes]]]:
        """Each case with its documents: cases as they first came, last the documents without one."""
        known = self._db.execute("select id, as_written, issuer from case_file order by id")
        for number, written, issuer in [*known, (None, None, None)]:
            case = CaseFile(written, issuer)
            for (head,) in self._documents("head", number):
                case.add(_DECODER.decode(head))
            if number is not None or self._documents("id", None).fetchone():
                yield case, (body for (body,) in self._documents("body", number))

    def issuers(self) -> list[str]:
        """The authorities that the cases name, in the order of their cases."""
        named = self._db.execute(
            "select issuer from case_file where issuer is not null group by issuer order by min(id)"
        )
        return [issuer for (issuer,) in named]

    def close(self) -> None:
        """Throw everything away."""
        self._db.close()

    def _documents(self, column: str, case: int | None) -> sqlite3.Cursor:
        return self._db.execute(f"select {column} from document where case_file is ? order by id", (case,))

    def _case(self, written: str, issuer: str | None) -> int:
        number = "".join(written.casefold().split())
        found = self._db.execute(
            "select id, issuer from case_file where number = ?1"
            " and (issuer is null or ?2 is null or issuer = ?2) order by id limit 1",
            (number, issuer),
        ).fetchone()
        if found is None:
            row = self._db.execute(
                "insert into case_file (number, issuer, as_written) values (?, ?, ?)",
                (number, issuer, written),
            )
            return row.lastrowid or 0
        if found[1] is None and issuer is not None:
            self._db.execute("update case_file set issuer = ? where id = ?", (issuer, found[0]))
        return int(found[0])


class CaseWriter(ABC):
    """What the formats share that hold cases: documents wait until all are known."""

    suffixes: tuple[str, ...] = ()
    streams = True
    files = staticmethod(one_file)

    def __init__(self, targets: Sequence[Target], options: Options) -> None:
        self._target = targets[0]
        self._cases = CaseFiles()

    def write(self, entry: Entry) -> None:
        """Put a document away."""
        self._cases.add(entry, self.body(entry))

    @abstractmethod
    def body(self, entry: Entry) -> bytes:
        """A document as it will stand in the output."""

    @abstractmethod
    def close(self) -> None:
        """Write the file."""


def case_title(case: CaseFile, words: Texts) -> str:
    """What the case is about: the title of its first document that has one."""
    if case.number is None:
        return words("exchange.no_case_title")
    return case.title or words("exchange.case_without_title", number=case.number)


def own_numbers(entry: Record | ErrorRecord) -> list[CaseNumber]:
    """The numbers of the cases that a document belongs to."""
    numbers = entry.case_numbers if isinstance(entry, Record) else ()
    return [number for number in numbers if number.role == "own"]


def _others(record: Record, own: list[CaseNumber]) -> Iterable[str]:
    first = own[0].value if own else None
    return (number.value for number in record.case_numbers if number.value != first)
