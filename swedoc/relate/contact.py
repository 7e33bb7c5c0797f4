"""Contacts: which title, telephone and address belong to whom, and what each person does here.

`Handläggare` / `Karin Ahlmo` / `Utvecklingsstrateg` / `Tfn 0980-319 215` is one case officer. One
person mentioned twice is one contact, whose most telling role wins. Numbers and mailboxes of a
function (switchboard, registrator) make a contact without a name. People of running prose count
only with a title, a party, a number or an address beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from swedoc.letterhead import is_address, is_prose
from swedoc.mentions import EmailMention, NameMention, PhoneMention, Reading
from swedoc.records import Contact, ContactKind, Email, Phone, PhoneKind, Span
from swedoc.relate.gathered import Function, Person, best_title, merged, source_of, unique
from swedoc.relate.mailbox import belongs, fold, is_function, is_personal, name_in
from swedoc.relate.role import Roles
from swedoc.relate.title import issuer

_RANK: dict[ContactKind, int] = {
    "case_officer": 0, "decision_maker": 1, "signatory": 2, "contact": 3, "recipient": 4, "function": 5,
}  # fmt: skip
_REACH = 5
_LONGEST = 400
_MOST = 60


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
        self.people: dict[str, Person] = {}
        self.mentions: list[Person] = []
        self.starts: list[int] = []
        self.by_name: dict[str, list[Person]] = {}
        self.numbers = reading.claims.of(PhoneMention)
        self.number_starts = [phone.start for phone in self.numbers]
        self.bound: list[tuple[int, Person]] = []
        self.functions: dict[int, Function] = {}
        self.loose: list[EmailMention] = []
        self.roles = Roles(reading, self.rows, self.row_of_line)

    def row(self, offset: int) -> int:
        """The row, counted over lines that are not empty, of an offset."""
        return self.row_of_line.get(self.reading.document.line_index(offset), 0)

    def contacts(self) -> tuple[Contact, ...]:
        """Everyone, people before functions where they begin at one place."""
        self._gather_people()
        for phone in self.numbers:
            self._bind_phone(phone)
        for email in self.reading.claims.of(EmailMention):
            self._bind_email(email)
        self._merge_short_names()
        found = [self._person(person) for person in self.people.values() if self._counts(person)]
        found += [
            self._function(function) for function in merged(list(dict.fromkeys(self.functions.values())))
        ]
        found += [
            Contact(
                name=(name := name_in(email.value)),
                kind="contact",
                emails=(self._email(email),),
                source="list" if name else None,
                span=self._span(email.start, email.end),
            )
            for email in unique(self.loose)
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
                person = self.people[key] = Person(name, mention.start, mention.end)
                for word in set(fold(name).replace("-", " ").split()):
                    self.by_name.setdefault(word, []).append(person)
            elif person.name.lower() == key and not mention.value.isupper():
                person.name = mention.value
            person.sources.add(mention.source)
            self.mentions.append(person)
            self.starts.append(mention.start)
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
        else:
            self.bound.append((phone.start, person))
            if len(person.phones) < _MOST and all(known.value != phone.value for known in person.phones):
                person.phones.append(phone)

    def _named(self, lower: int, upper: int) -> list[Person]:
        """The people named in a stretch of text; of a long line only those near its end."""
        lower = max(lower, upper - _LONGEST)
        return self.mentions[bisect_left(self.starts, lower) : bisect_left(self.starts, upper)]

    def _content(self, row: int) -> str:
        """The text of a row; of a long line only its beginning."""
        line = self.reading.document.lines[self.rows[row]]
        return self.text[line.start : min(line.end, line.start + _LONGEST)].strip()

    def _owner(self, phone: PhoneMention) -> Person | None:
        """The person a number belongs to: the last named before it in the same block."""
        row = self.row(phone.start)
        line = self.reading.document.line_at(phone.start)
        if phone.kind == "fax":
            return None
        if phone.kind == "switchboard" or len(phone.value) < 5:
            if self.bound and self.bound[-1][0] >= line.start:
                return self.bound[-1][1]
            before = bisect_left(self.number_starts, phone.start)
            if phone.kind == "switchboard" or before > bisect_left(self.number_starts, line.start):
                return None
        here = self._named(line.start, phone.start)
        if here:
            return here[-1]
        section = self.reading.outline.section_at(phone.start)
        if section.kind == "footer" or line.role != "body":
            return None
        if phone.kind != "mobile" and self._beside_address(row):
            return None
        above = self._above(phone, row, line.start, line.end) or self._below(row, phone)
        return above or self._sentence_before(phone)

    def _sentence_before(self, phone: PhoneMention) -> Person | None:
        """The one person of the sentence before: `Karin Ahlmo svarar på frågor. Hon nås på 0980-319 215.`"""
        outline = self.reading.outline
        at = outline.sentence_index(phone.start)
        if at == 0 or outline.sentences[at].block != outline.sentences[at - 1].block:
            return None
        before = outline.sentences[at - 1]
        people = self._named(before.start, before.end)
        return people[0] if len(people) == 1 else None

    def _beside_address(self, row: int) -> bool:
        """Whether a row is of an address block: the number is that of the house."""
        for at in (row, row - 1):
            if 0 <= at < len(self.rows):
                content = self._content(at)
                low = content.lower()
                if "adress" in low.replace("e-postadress", "") or is_address(content):
                    return True
        return False

    def _above(self, phone: PhoneMention, row: int, begin: int, end: int) -> Person | None:
        """The person named in the rows above; of several side by side the one in the number's place."""
        lines = self.reading.document.lines
        for at in range(row - 1, max(-1, row - _REACH - 1), -1):
            line = lines[self.rows[at]]
            people = self._named(line.start, line.end)
            together = self._same_sentence(phone, line.end - 1)
            if is_prose(self._content(at)) and not together:
                return None
            if not people:
                continue
            beside = [known for known in self._numbers(begin, end) if known.kind in ("direct", "mobile")]
            if len(people) == len(beside) > 1:
                return people[beside.index(phone)]
            return people[-1] if together else people[0]
        return None

    def _numbers(self, lower: int, upper: int) -> list[PhoneMention]:
        """The numbers in a stretch of text, if they are not too many to stand side by side."""
        first, last = bisect_left(self.number_starts, lower), bisect_left(self.number_starts, upper)
        return self.numbers[first:last] if last - first < _MOST else []

    def _same_sentence(self, phone: PhoneMention, offset: int) -> bool:
        outline = self.reading.outline
        return outline.sentence_index(phone.start) == outline.sentence_index(offset)

    def _below(self, row: int, phone: PhoneMention) -> Person | None:
        """A name directly under its number, where no name stands above it."""
        lines = self.reading.document.lines
        if row + 1 >= len(self.rows) or self.reading.outline.section_at(phone.start).kind != "letterhead":
            return None
        line = lines[self.rows[row + 1]]
        people = self._named(line.start, line.end)
        if len(people) == 1 and not people[0].phones and people[0].kinds[:1] != ["case_officer"]:
            return people[0]
        return None

    def _bind_email(self, email: EmailMention) -> None:
        for person in self._candidates(email.value):
            if belongs(email.value, person.name):
                known = {other.value.lower() for other in person.emails}
                if email.value.lower() not in known and len(known) < _MOST:
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

    def _candidates(self, address: str) -> Iterable[Person]:
        """The people whose mailbox it could be."""
        if len(self.people) <= _MOST:
            return self.people.values()
        parts = fold(address.rsplit("@", 1)[0]).replace("-", ".").replace("_", ".").split(".")
        return self.by_name.get(parts[-1], [])[:_MOST]

    def _near(self, email: EmailMention) -> Person | None:
        """The one person of the block above an address that matches nobody's name."""
        row = self.row(email.start)
        lines = self.reading.document.lines
        for at in range(row, max(-1, row - _REACH), -1):
            line = lines[self.rows[at]]
            people = self._named(line.start, min(line.end, email.start))
            if people:
                return people[-1] if not people[-1].emails else None
            content = self._content(at)
            if is_prose(content) or is_address(content):
                return None
        return None

    def _to_function(self, item: PhoneMention | EmailMention) -> None:
        row = self.row(item.start)
        near = (row, row - 1, row + 1, row - 2, row + 2, row - 3, row + 3)
        function = next((self.functions[at] for at in near if at in self.functions), None)
        if function is None:
            function = Function(row, row)
        self.functions[row] = function
        function.row, function.last = min(function.row, row), max(function.last, row)
        if isinstance(item, PhoneMention):
            function.phones.append(item)
        else:
            function.emails.append(item)

    def _merge_short_names(self) -> None:
        """`Anneli Trygg` is `Anneli Trygg Bergh` where the document names both."""
        by_first: dict[str, list[str]] = {}
        for key in self.people:
            by_first.setdefault(key.split()[0], []).append(key)
        for keys in by_first.values():
            if len(keys) <= _MOST:
                self._merge(sorted(keys, key=len))

    def _merge(self, keys: list[str]) -> None:
        for key in keys:
            words = set(key.split())
            longer = [other for other in keys if len(other) > len(key) and words < set(other.split())]
            if len(longer) != 1:
                continue
            short, full = self.people.pop(key), self.people[longer[0]]
            full.start, full.end = min((full.start, full.end), (short.start, short.end))
            full.sources |= short.sources
            full.kinds += short.kinds
            full.titles += short.titles
            full.phones += [p for p in short.phones if all(q.value != p.value for q in full.phones)]
            full.emails += [e for e in short.emails if all(f.value != e.value for f in full.emails)]

    def _counts(self, person: Person) -> bool:
        return bool(person.kinds or person.titles or person.phones or person.emails)

    def _person(self, person: Person) -> Contact:
        kind: ContactKind = min(person.kinds, key=_RANK.__getitem__) if person.kinds else "contact"
        source = source_of(person.sources)
        return Contact(
            name=person.name,
            title=best_title(person.titles),
            kind=kind,
            organisation=person.organisation,
            phones=tuple(self._phone(phone) for phone in person.phones),
            emails=tuple(self._email(email) for email in person.emails),
            source=source,
            confidence="high" if source == "both" else "low" if source == "model" else None,
            span=self._span(person.start, person.end),
        )

    def _function(self, function: Function) -> Contact:
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

    def _organisation(self, function: Function) -> str | None:
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
        section = self.reading.outline.section_at(begin).kind
        own = section in ("letterhead", "footer") or lines[self.rows[function.row]].role != "body"
        return self._issuer if own else None

    @cached_property
    def _issuer(self) -> str | None:
        return issuer(self.reading, in_letterhead=True)

    def _phone(self, phone: PhoneMention, kind: PhoneKind | None = None) -> Phone:
        written = " ".join(self.text[phone.start : phone.end].split())
        return Phone(value=phone.value, as_written=written, kind=kind or phone.kind)

    def _email(self, email: EmailMention) -> Email:
        return Email(value=email.value, as_written=self.text[email.start : email.end])

    def _span(self, start: int, end: int) -> Span:
        return self.reading.document.span(start, end)
