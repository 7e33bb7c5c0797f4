"""From the record of what stands on the page to the record of what may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from swedoc.privacy.choice import Privacy
from swedoc.privacy.first_names import first_names_alone
from swedoc.privacy.numbers import Numbers, stars
from swedoc.privacy.paths import path_shown
from swedoc.privacy.people import People, replaced
from swedoc.privacy.rewriting import Edit, Rewriting, rewritten, without_overlaps
from swedoc.records import Recipient, Record, Source, Span

_KINDS = ("personnummer", "samordningsnummer")
_WORD_REACH = 200
Place = Callable[[int, int], Span]
"""The page and the boxes of a stretch of the record's text."""


class Named(NamedTuple):
    """A name, number or address at `text[start:end]`; `value` is what it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom a document names, and by what numbers and addresses they can be reached."""

    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    phones: tuple[Named, ...] = ()
    emails: tuple[Named, ...] = ()


def masked(record: Record, place: Place | None = None) -> Record:
    """A record without personal identity numbers: what leaves the process if nobody asked for more.

    Args:
        record: a record as parsed; one that is masked already is returned as it is.
        place: gives the boxes of a stretch of its text, where the file is at hand.
    """
    return applied(record, Privacy(), place=place)


def applied(
    record: Record, privacy: Privacy, mentioned: Mentioned | None = None, place: Place | None = None
) -> Record:
    """The record that may be shown under `privacy`; `record.masked` says what was replaced in it.

    Args:
        record: a record as parsed.
        privacy: what is to go.
        mentioned: the people of the document; without them no name is replaced.
        place: gives the boxes of a stretch of the record's text.
    """
    return _Application(record, privacy, mentioned or Mentioned(), place).record()


class _Application:
    """One record on its way."""

    def __init__(self, record: Record, privacy: Privacy, mentioned: Mentioned, place: Place | None) -> None:
        self._old, self._privacy, self._mentioned, self._place = record, privacy, mentioned, place
        self._numbers = Numbers()
        if not privacy.show_personnummer:
            self._numbers = Numbers(found.value for found in record.identifiers if found.kind in _KINDS)
            self._numbers.learn(record.text)
        self._spared = sorted((one.start, one.end) for one in mentioned.organisations)
        alone = first_names_alone(record.text, self._spared) if privacy.names else ()
        self._alone = [Named(*one) for one in alone]
        self._names = [named.value for named in (*mentioned.people, *self._alone)]
        self._names += [contact.name for contact in record.contacts if contact.name]
        self._people = People.of(self._names if privacy.names else ())
        self._surfaces = self._reachable() if privacy.names else []
        self._strings: dict[str, str] = {}

    def record(self) -> Record:
        text = self._old.text
        source = self._source(self._old.source)
        edits = without_overlaps(self._edits(text))
        if not edits and not self._privacy.names:
            return (
                self._old if source == self._old.source else msgspec.structs.replace(self._old, source=source)
            )
        rewriting = Rewriting(text, edits)
        record = rewritten(msgspec.structs.replace(self._old, text=""), rewriting, self._string)
        record = msgspec.structs.replace(
            record, text=rewriting.new, source=source, masked=(*record.masked, *self._spans(rewriting))
        )
        recipients = tuple(dict.fromkeys(record.recipients))  # `Ahlmo, Karin` was two, and is one person
        if not self._privacy.no_contacts:
            return msgspec.structs.replace(record, recipients=recipients)
        return self._without_contacts(record)

    def _edits(self, text: str) -> Iterator[Edit]:
        """What is to be replaced in the text; of two that overlap, the first holds."""
        found: list[Edit] = []
        if self._privacy.names:
            found += [
                Edit(one.start, one.end, self._reached(label, one.value, text[one.start : one.end]))
                for label, ones in (("Epost", self._mentioned.emails), ("Telefon", self._mentioned.phones))
                for one in ones
            ]
        if not self._privacy.show_personnummer:
            spans = [one.span for one in self._old.identifiers if one.kind in _KINDS]
            for start, end in [*((span.start, span.end) for span in spans), *self._numbers.spans(text)]:
                if any(map(str.isdigit, text[start:end])):  # else it is masked already
                    found.append(Edit(start, end, stars(text[start:end])))
        if self._privacy.names:
            for one in (*self._mentioned.people, *self._alone):
                written = text[one.start : one.end]
                genitive = written[-1:] in "sS" and one.value[-1:] not in "sS"
                found.append(
                    Edit(
                        one.start, one.end, self._privacy.say(self._people.who(one.value), written, genitive)
                    )
                )
            found = without_overlaps(found)
            found += list(self._between(text, found))
        yield from found

    def _between(self, text: str, edits: list[Edit]) -> Iterator[Edit]:
        """The people named in what no edit covers yet."""
        bounds = [0, *(at for edit in edits for at in (edit.start, edit.end)), len(text)]
        for start, end in zip(bounds[::2], bounds[1::2], strict=True):
            for one in self._people.sightings(text, start, end, self._spared):
                written = text[one.start : one.end]
                yield Edit(one.start, one.end, self._privacy.say(one.who, written, one.genitive))

    def _reached(self, label: str, value: str, written: str) -> str:
        """What stands for a number or an address."""
        return stars(written) if self._privacy.key is None else self._privacy.token(label, value.casefold())

    def _reachable(self) -> list[tuple[str, str]]:
        """Numbers and addresses as a string may hold them, the longest first, and what stands for each."""
        ways = [("Epost", one) for one in self._mentioned.emails]
        ways += [("Telefon", one) for one in self._mentioned.phones]
        found = {
            surface: self._reached(label, one.value, surface)
            for label, one in ways
            for surface in (one.value, " ".join(self._old.text[one.start : one.end].split()))
        }
        for contact in self._old.contacts:
            for phone in contact.phones:
                found.setdefault(phone.as_written, self._reached("Telefon", phone.value, phone.as_written))
            for email in contact.emails:
                found.setdefault(email.as_written, self._reached("Epost", email.value, email.as_written))
        return sorted(found.items(), key=lambda item: -len(item[0]))

    def _string(self, value: str) -> str:
        """A string that stands at no span of its own; most are words of ours, which come again and again."""
        known = self._strings.get(value)
        if known is None:
            known = self._strings[value] = self._rewritten(value)
        return known

    def _rewritten(self, value: str) -> str:
        for surface, instead in self._surfaces:
            if surface in value:
                value = value.replace(surface, instead)
        if not self._privacy.show_personnummer:
            value = self._numbers.masked(value)
        return replaced(value, self._people, self._privacy.say) if self._people else value

    def _source(self, source: Source) -> Source:
        """Where the record comes from, with what its path and the reader's warnings tell of people."""

        def shown(written: str) -> str:
            return path_shown(self._numbers.masked(written), self._privacy, self._names)

        def path(written: str | None) -> str | None:
            return None if written is None else shown(written)

        return msgspec.structs.replace(
            source,
            path=path(source.path),
            duplicate_of=path(source.duplicate_of),
            warnings=tuple(map(shown, source.warnings)),
        )

    def _spans(self, rewriting: Rewriting) -> Iterator[Span]:
        """What was replaced, at its new offsets and its old boxes, those of whole words."""
        known = {(one.span.start, one.span.end): one.span for one in self._old.identifiers}
        for edit in rewriting.edits:
            start, end = rewriting.place(edit.start, edit.end)
            if self._place is not None:
                old = self._place(*_words_around(rewriting.old, edit.start, edit.end))
            else:
                old = known.get((edit.start, edit.end), Span(edit.start, edit.end))
            yield msgspec.structs.replace(old, start=start, end=end)

    def _without_contacts(self, record: Record) -> Record:
        """Neither people nor functions to turn to, and nobody of the distribution list who is only a name."""
        kept = tuple(
            new
            for old, new in zip(self._old.recipients, record.recipients, strict=True)
            if not self._person(old)
        )
        return msgspec.structs.replace(record, contacts=(), recipients=kept)

    def _person(self, recipient: Recipient) -> bool:
        left = replaced(recipient.name, self._people, lambda who, written, genitive: "")
        return left != recipient.name and not any(map(str.isalnum, left))


def _words_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from white space to white space: half a word is never left to be read."""
    for _ in range(_WORD_REACH):
        if start == 0 or text[start - 1].isspace():
            break
        start -= 1
    for _ in range(_WORD_REACH):
        if end >= len(text) or text[end].isspace():
            break
        end += 1
    return start, end
