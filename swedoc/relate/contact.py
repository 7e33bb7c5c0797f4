"""Contacts: which title, telephone and address belong to whom, and what each person does here.

`Handläggare` / `Karin Ahlmo` / `Utvecklingsstrateg` / `Tfn 0980-319 215` is one case officer. One
person mentioned twice is one contact, whose most telling role wins. Numbers and mailboxes of a
function (switchboard, registrator) make a contact without a name. People of running prose count
only with a title, a party, a number or an address beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from swedoc.letterhead import is_address, is_prose
from swedoc.mentions import EmailMention, NameMention, PhoneMention, Reading
from swedoc.records import Contact, ContactKind, Email, Phone, PhoneKind, Span
from swedoc.relate.mailbox import belongs, is_function, is_personal
from swedoc.relate.role import Roles

_RANK: dict[ContactKind, int] = {
    "case_officer": 0, "decision_maker": 1, "signatory": 2, "contact": 3, "recipient": 4, "function": 5,
}  # fmt: skip
_REACH = 5


@dataclass
class _Person:
    """A person while the evidence is gathered."""

    name: str
    start: int
    end: int
    kinds: list[ContactKind] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    phones: list[PhoneMention] = field(default_factory=list)
    emails: list[EmailMention] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    organisation: str | None = None


@dataclass
class _Function:
    """Numbers and mailboxes of a body that stand together."""

    row: int
    last: int
    phones: list[PhoneMention] = field(default_factory=list)
    emails: list[EmailMention] = field(default_factory=list)


def contacts(reading: Reading) -> tuple[Contact, ...]:
    """The people and functions of a document, in reading order."""
    return _Gatherer(reading).contacts()


class _Gatherer:
    """Binds numbers, addresses and titles to people."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        document = reading.document
        self.rows = [at for at, line in enumerate(document.lines) if self.text[line.start : line.end].strip()]
        self.row_of_line = {line: row for row, line in enumerate(self.rows)}
        self.people: dict[str, _Person] = {}
        self.mentions: list[tuple[NameMention, _Person]] = []
        self.functions: list[_Function] = []
        self.loose: list[EmailMention] = []
        self.roles = Roles(reading, self.rows, self.row_of_line)

    def row(self, offset: int) -> int:
        """The row, counted over lines that are not empty, of an offset."""
        return self.row_of_line.get(self.reading.document.line_index(offset), 0)

    def contacts(self) -> tuple[Contact, ...]:
        """Everyone, people before functions where they begin at one place."""
        self._gather_people()
        for phone in self.reading.claims.of(PhoneMention):
            self._bind_phone(phone)
        for email in self.reading.claims.of(EmailMention):
            self._bind_email(email)
        self._merge_short_names()
        found = [self._person(person) for person in self.people.values() if self._counts(person)]
        found += [self._function(function) for function in _merged(self.functions)]
        found += [
            Contact(kind="contact", emails=(self._email(email),), span=self._span(email.start, email.end))
            for email in _unique(self.loose)
        ]
        return tuple(sorted(found, key=lambda contact: contact.span.start))

    def _gather_people(self) -> None:
        for mention in self.reading.claims.of(NameMention):
            if mention.label != "PER":
                continue
            key = " ".join(mention.value.lower().split())
            person = self.people.get(key)
            if person is None:
                name = mention.value.title() if mention.value.isupper() else mention.value
                person = self.people[key] = _Person(name, mention.start, mention.end)
            elif person.name.lower() == key and not mention.value.isupper():
                person.name = mention.value
            person.at.append(mention.start)
            self.mentions.append((mention, person))
            role = self.roles.of(mention)
            if role.kind is not None:
                person.kinds.append(role.kind)
            if role.title is not None:
                person.titles.append(role.title)
            if role.organisation is not None:
                person.organisation = person.organisation or role.organisation

    def _bind_phone(self, phone: PhoneMention) -> None:
        person = self._owner(phone)
        if person is None:
            self._to_function(phone)
        elif all(known.value != phone.value for known in person.phones):
            person.phones.append(phone)

    def _owner(self, phone: PhoneMention) -> _Person | None:
        """The person a number belongs to: the last named before it in the same block."""
        row = self.row(phone.start)
        line = self.reading.document.line_at(phone.start)
        if phone.kind == "fax":
            return None
        if phone.kind == "switchboard" or len(phone.value) < 5:
            beside = [
                person
                for person in self.people.values()
                if any(line.start <= known.start < phone.start for known in person.phones)
            ]
            if beside or phone.kind == "switchboard":
                return beside[0] if beside else None
            if any(line.start <= p.start < phone.start for p in self.reading.claims.of(PhoneMention)):
                return None
        here = [(m, p) for m, p in self.mentions if line.start <= m.start < phone.start]
        if here:
            return here[-1][1]
        section = self.reading.outline.section_at(phone.start)
        if section.kind == "footer" or line.role != "body":
            return None
        if phone.kind != "mobile" and self._beside_address(row):
            return None
        above = self._above(phone, row, line.start, line.end) or self._below(row, phone)
        return above or self._sentence_before(phone)

    def _sentence_before(self, phone: PhoneMention) -> _Person | None:
        """The one person of the sentence before: `Karin Ahlmo svarar på frågor. Hon nås på 0980-319 215.`"""
        outline = self.reading.outline
        at = outline.sentence_index(phone.start)
        if at == 0 or outline.sentences[at].block != outline.sentences[at - 1].block:
            return None
        before = outline.sentences[at - 1]
        people = [p for m, p in self.mentions if before.start <= m.start < before.end]
        return people[0] if len(people) == 1 else None

    def _beside_address(self, row: int) -> bool:
        """Whether a row is of an address block: the number is that of the house."""
        lines = self.reading.document.lines
        for at in (row, row - 1):
            if 0 <= at < len(self.rows):
                line = lines[self.rows[at]]
                content = self.text[line.start : line.end].strip()
                low = content.lower()
                if "adress" in low.replace("e-postadress", "") or is_address(content):
                    return True
        return False

    def _above(self, phone: PhoneMention, row: int, begin: int, end: int) -> _Person | None:
        lines = self.reading.document.lines
        for at in range(row - 1, max(-1, row - _REACH - 1), -1):
            line = lines[self.rows[at]]
            people = [p for m, p in self.mentions if line.start <= m.start < line.end]
            if people:
                if is_prose(self.text[line.start : line.end]) and not self._same_sentence(
                    phone, line.end - 1
                ):
                    return None
                beside = [
                    known
                    for known in self.reading.claims.of(PhoneMention)
                    if begin <= known.start < end and known.kind in ("direct", "mobile")
                ]
                if len(people) == len(beside) > 1:
                    return people[beside.index(phone)]
                return (
                    people[-1] if len(people) == 1 or self._same_sentence(phone, line.end - 1) else people[0]
                )
            content = self.text[line.start : line.end].strip()
            if is_prose(content) and not self._same_sentence(phone, line.end - 1):
                return None
        return None

    def _same_sentence(self, phone: PhoneMention, offset: int) -> bool:
        outline = self.reading.outline
        return outline.sentence_index(phone.start) == outline.sentence_index(offset)

    def _below(self, row: int, phone: PhoneMention) -> _Person | None:
        """A name directly under its number, where no name stands above it."""
        lines = self.reading.document.lines
        if row + 1 >= len(self.rows) or self.reading.outline.section_at(phone.start).kind != "letterhead":
            return None
        line = lines[self.rows[row + 1]]
        people = [(m, p) for m, p in self.mentions if line.start <= m.start < line.end]
        if len(people) == 1 and not people[0][1].phones and people[0][1].kinds[:1] != ["case_officer"]:
            return people[0][1]
        return None

    def _bind_email(self, email: EmailMention) -> None:
        for person in self.people.values():
            if belongs(email.value, person.name):
                if all(known.value.lower() != email.value.lower() for known in person.emails):
                    person.emails.append(email)
                return
        if is_function(email.value):
            self._to_function(email)
            return
        owner = None if is_personal(email.value) else self._near(email)
        if owner is not None:
            owner.emails.append(email)
        elif is_personal(email.value):
            self.loose.append(email)
        else:
            self._to_function(email)

    def _near(self, email: EmailMention) -> _Person | None:
        """The one person of the block above an address that matches nobody's name."""
        row = self.row(email.start)
        lines = self.reading.document.lines
        for at in range(row, max(-1, row - _REACH), -1):
            line = lines[self.rows[at]]
            people = [p for m, p in self.mentions if line.start <= m.start < min(line.end, email.start)]
            if people:
                return people[-1] if not people[-1].emails else None
            content = self.text[line.start : line.end]
            if is_prose(content) or is_address(content.strip()):
                return None
        return None

    def _to_function(self, item: PhoneMention | EmailMention) -> None:
        row = self.row(item.start)
        function = next((f for f in self.functions if f.row - 3 <= row <= f.last + 3), None)
        if function is None:
            function = _Function(row, row)
            self.functions.append(function)
        function.row, function.last = min(function.row, row), max(function.last, row)
        if isinstance(item, PhoneMention):
            function.phones.append(item)
        else:
            function.emails.append(item)

    def _merge_short_names(self) -> None:
        """`Anneli Trygg` is `Anneli Trygg Bergh` where the document names both."""
        for key in sorted(self.people, key=len):
            words = key.split()
            longer = [
                other for other in self.people
                if len(other) > len(key) and other.split()[0] == words[0] and set(words) < set(other.split())
            ]  # fmt: skip
            if len(longer) != 1:
                continue
            short, full = self.people.pop(key), self.people[longer[0]]
            full.start, full.end = min((full.start, full.end), (short.start, short.end))
            full.kinds += short.kinds
            full.titles += short.titles
            full.phones += [p for p in short.phones if all(q.value != p.value for q in full.phones)]
            full.emails += [e for e in short.emails if all(f.value != e.value for f in full.emails)]

    def _counts(self, person: _Person) -> bool:
        return bool(person.kinds or person.titles or person.phones or person.emails)

    def _person(self, person: _Person) -> Contact:
        kind: ContactKind = min(person.kinds, key=_RANK.__getitem__) if person.kinds else "contact"
        return Contact(
            name=person.name,
            title=_best_title(person.titles),
            kind=kind,
            organisation=person.organisation,
            phones=tuple(self._phone(phone) for phone in person.phones),
            emails=tuple(self._email(email) for email in person.emails),
            span=self._span(person.start, person.end),
        )

    def _function(self, function: _Function) -> Contact:
        first = min([*function.phones, *function.emails], key=lambda mention: mention.start)
        phones = {phone.value: phone for phone in reversed(function.phones)}
        emails = {email.value.lower(): email for email in reversed(function.emails)}
        return Contact(
            kind="function",
            organisation=self._organisation(function),
            phones=tuple(
                self._phone(
                    phone, "switchboard" if phone.kind == "direct" and phone.value.endswith("00") else None
                )
                for phone in sorted(phones.values(), key=lambda phone: phone.start)
            ),
            emails=tuple(self._email(email) for email in sorted(emails.values(), key=lambda e: e.start)),
            span=self._span(first.start, first.end),
        )

    def _organisation(self, function: _Function) -> str | None:
        """The body named nearest to a function's numbers: on their lines, else just above."""
        lines = self.reading.document.lines
        begin = lines[self.rows[function.row]].start
        end = lines[self.rows[function.last]].end
        above = lines[self.rows[max(0, function.row - 2)]].start
        for lower, upper in ((begin, end), (above, begin)):
            names = [
                name for name in self.reading.claims.within(lower, upper)
                if isinstance(name, NameMention) and name.label == "ORG"
            ]  # fmt: skip
            if names:
                return names[0].value
        return None

    def _phone(self, phone: PhoneMention, kind: PhoneKind | None = None) -> Phone:
        written = " ".join(self.text[phone.start : phone.end].split())
        return Phone(value=phone.value, as_written=written, kind=kind or phone.kind)

    def _email(self, email: EmailMention) -> Email:
        return Email(value=email.value, as_written=self.text[email.start : email.end])

    def _span(self, start: int, end: int) -> Span:
        return self.reading.document.span(start, end)


def _unique(emails: list[EmailMention]) -> list[EmailMention]:
    return list({email.value.lower(): email for email in reversed(emails)}.values())[::-1]


def _merged(functions: list[_Function]) -> list[_Function]:
    """Functions that share a number or an address are one: the footer of each page."""
    merged: list[_Function] = []
    for function in functions:
        values = _values(function)
        for known in merged:
            if values & _values(known):
                known.phones += function.phones
                known.emails += function.emails
                break
        else:
            merged.append(function)
    return merged


def _values(function: _Function) -> set[str]:
    return {phone.value for phone in function.phones} | {email.value.lower() for email in function.emails}


def _best_title(titles: list[str]) -> str | None:
    """The fullest of a person's titles; `Handläggare` and the like only where there is no other."""
    real = [title for title in titles if title.lower() not in ("handläggare", "justerare", "kontaktperson")]
    if not real:
        return titles[0] if titles else None
    return next(
        (title for title in real if len(title) > len(real[0]) and title.lower().startswith(real[0].lower())),
        real[0],
    )
