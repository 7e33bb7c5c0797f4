"""What a person does in a document, from the words beside the name and the section it stands in."""

from __future__ import annotations

from typing import NamedTuple

from swedoc.letterhead import is_address, is_digital_signature, is_prose, is_title_line
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import EmailMention, NameMention, PhoneMention, Reading
from swedoc.naming import PARTY
from swedoc.records import ContactKind

_ROLES = load("roles")
_KINDS: tuple[ContactKind, ...] = ("contact", "recipient", "signatory", "decision_maker", "case_officer")
_LABELS: dict[str, ContactKind] = {label: kind for kind in _KINDS for label in _ROLES["labels"][kind]}
_LABEL = pattern(
    rf"""(?<![\p{{L}}-]) (?P<label> {alternatives(list(_LABELS))} ) (?: /[\p{{L}}]{{3,20}}+ )?+
      [ \t]*+ [:.,]?+ [ \t]*+ $""",
    ignore_case=True,
    name="label before a name",
)
_ANY_LABEL = pattern(
    rf"""(?<![\p{{L}}-]) {alternatives([x for x in _LABELS if x not in ("att", "till")])}
      (?![\p{{L}}-])""",
    ignore_case=True,
    name="label of a person",
)
_ELECTED = tuple(_ROLES["elected"]["suffixes"])
_DECIDED = pattern(
    r"""(?:fattats|fattat|beslutats|beslutat|avgjorts|avgjort)[ ]av | har[ ](?:\p{L}++[ ]){0,3}beslutat
      | beslutat[ ]i[ ]detta""",
    ignore_case=True,
    name="decided by",
)
_DECIDED_BY = pattern(
    r"(?:fattats|fattat|beslutats|avgjorts)\sav\s(?:\p{Ll}++\s){0,2}$", name="decided by, right before a name"
)
_HANDLED = pattern(
    r"""(?:handläggare|föredragande|utredare)n?+[ ](?:har[ ]varit|i[ ]ärendet|var\b)
      | (?:varit|var)[ ](?:handläggare|föredragande) | handlagts[ ]av
      | handlagt[ ]ärendet | föredragits[ ]av""",
    ignore_case=True,
    name="handled by",
)
_AS_OFFICER = pattern(
    r",? [ ] (?:som|har[ ]varit|var|är) [ ] (?:föredragande|handläggare)\b",
    ignore_case=True,
    name="as case officer",
)
_PRESENTED = pattern(r"föredragning[ ]av [ ](?:\p{L}++[ ]){0,3}$", ignore_case=True, name="presented by")
_ASKED = pattern(
    r"frågor|upplysningar|kontakta[ ]|information[ ]lämnas|besvaras", ignore_case=True, name="questions to"
)


_LONGEST = 400
_SIGNATURES = 4
_NEAR = 60
_BETWEEN = (",", "(", "–", "-", "/", ";")


class Role(NamedTuple):
    """What is known of a person at one place: the kind of contact, a title, an organisation."""

    kind: ContactKind | None = None
    title: str | None = None
    organisation: str | None = None


class Roles:
    """Reads the surroundings of each name."""

    def __init__(self, reading: Reading, rows: list[int], row_of_line: dict[int, int]) -> None:
        self.reading = reading
        self.text = reading.text
        self.lines = reading.document.lines
        self.rows = rows
        self.row_of_line = row_of_line
        self._last: tuple[int, ContactKind | None] = (-100, None)
        self._protocol = reading.outline.kind in ("protokoll", "protokollsutdrag") or any(
            section.kind == "paragraph" for section in reading.outline.sections
        )
        self._contents: dict[int, str] = {}
        self._prose: dict[int, bool] = {}
        self.people: dict[int, list[NameMention]] = {}
        self.titles: dict[int, list[NameMention]] = {}
        for mention in reading.claims.of(NameMention):
            if mention.label in ("PER", "ROLE"):
                row = row_of_line.get(reading.document.line_index(mention.start), 0)
                (self.people if mention.label == "PER" else self.titles).setdefault(row, []).append(mention)

    def content(self, row: int) -> str:
        """The text of a row, of a long one its beginning; nothing outside the document."""
        if row not in self._contents:
            if not 0 <= row < len(self.rows):
                return ""
            line = self.lines[self.rows[row]]
            self._contents[row] = self.text[line.start : min(line.end, line.start + _LONGEST)].strip()
        return self._contents[row]

    def prose(self, row: int) -> bool:
        """Whether a row is running text."""
        if row not in self._prose:
            self._prose[row] = is_prose(self.content(row))
        return self._prose[row]

    def of(self, mention: NameMention) -> Role:
        """What the surroundings of one name say."""
        row = self.row_of_line.get(self.reading.document.line_index(mention.start), 0)
        line = self.lines[self.rows[row]]
        section = self.reading.outline.section_at(mention.start).kind
        before = self.text[max(line.start, mention.start - _NEAR) : mention.start]
        after = self.text[mention.end : min(line.end, mention.end + 2)]
        party = PARTY.match(self.text, mention.end)
        label = self._label(row, before)
        title = self._title_beside(mention, row)
        if title is None or title.lower() in _LABELS:
            title = self._title_around(mention, row) or title
        if is_digital_signature(self.content(row)):
            return Role("signatory", None, None)
        kind = self._kind(mention, row, section, label, title, party is not None)
        if title is None and label is None and not party and self._coordinated(mention):
            kind = self._last[1]
        self._last = (mention.end, kind)
        if title is not None and title.lower() == "handläggare" and label == "case_officer":
            stated = after.startswith(",") or self.content(row + 1).lower() == title.lower()
            title = title if stated else None
        return Role(kind, title, self._organisation(mention, title))

    def _organisation(self, mention: NameMention, title: str | None) -> str | None:
        """The body a person is said to work for: `Karin Ahlmo, jurist vid Granviks kommun`."""
        end = mention.end
        if title is not None:
            words = self.reading.claims.within(end, end + 5)
            end = words[0].end if words and isinstance(words[0], NameMention) else end
        body = next(iter(self.reading.claims.within(end, end + 7)), None)
        if isinstance(body, NameMention) and body.label == "ORG":
            gap = self.text[end : body.start]
            return body.value if gap in (", ", " vid ", " på ", " hos ", " från ", " i ", " (") else None
        return None

    def _coordinated(self, mention: NameMention) -> bool:
        """Whether a name only goes on a row of names: `ledamöterna Bo Ek, Eva Lund och Per Dahl`."""
        gap = self.text[self._last[0] : mention.start]
        return len(gap) < 8 and gap.strip(" \n") in (",", "och", "samt", "/", ", och")

    def _label(self, row: int, before: str) -> ContactKind | None:
        """The label in front of a name, or in the row above it."""
        stripped = before.strip()
        found = _LABEL.search(stripped) if stripped else None
        if found is not None:
            word = " ".join(found.group("label").lower().split())
            if word not in ("att", "till") or found.start() == 0:
                return _LABELS[word]
            return None
        if stripped and not self._only_people(row):
            others = self.people.get(row, [])
            if not others or (
                stripped and not any(ch.isdigit() for ch in stripped) and len(others) < 2 and ":" in stripped
            ):
                return None
        above = self.content(row - 1)
        if not above or len(above) > 90 or self.prose(row - 1):
            return None
        if self.people.get(row - 1):
            return None
        found = _LABEL.search(above) or _ANY_LABEL.search(above)
        if found is None:
            return None
        word = " ".join(found.group().lower().split()).strip(" :.,")
        kind = _LABELS.get(word)
        if kind == "recipient" and above.lower().strip(" :") != word:
            return None
        return kind

    def _only_people(self, row: int) -> bool:
        """Whether a row holds names of people and nothing else, but for a label in front of them."""
        content, people = self.content(row), self.people.get(row, [])
        if len(content) > 200 or not people:
            return False
        line = self.lines[self.rows[row]]
        words = self.text[people[0].start : line.end].split()
        if len(words) != sum(len(self.text[m.start : m.end].split()) for m in people):
            return False
        before = self.text[line.start : people[0].start].strip()
        label = _LABEL.search(before)
        return not before or (
            len(people) == 1 and label is not None and " " not in before[: label.start()].strip()
        )

    def _title_beside(self, mention: NameMention, row: int) -> str | None:
        """A title on the line of the name: `Anna Ek, enhetschef`, `enhetschef Anna Ek`."""
        party = PARTY.match(self.text, mention.end)
        end = party.end() if party else mention.end
        for title in self.reading.claims.within(end, end + 5):
            gap = self.text[end : title.start].strip(" ")
            if not isinstance(title, NameMention) or title.label != "ROLE" or gap not in _BETWEEN:
                continue
            if not self._belongs_to_next(title):
                return self._with_area(title, row)
        column = next(iter(self.reading.claims.within(end, end + 30)), None)
        if isinstance(column, NameMention) and column.label == "ROLE":
            gap = self.text[end : column.start]
            if len(gap) > 1 and not gap.strip(" \t"):
                return self._with_area(column, row)
        for back in (2, 3, 5, 6):
            before = self.reading.claims.at(mention.start - back)
            if isinstance(before, NameMention) and before.label == "ROLE":
                gap = self.text[before.end : mention.start]
                if gap in (" ", ": ", ":", "  ", "\t", " är ", " var "):
                    return self._whole(before)
                break
        return self._title_wrapped(mention, row)

    def _belongs_to_next(self, title: NameMention) -> bool:
        """Whether a title stands before another name: `Anna Ek, ledamöterna Bo Lind …`."""
        follower = self.reading.claims.at(title.end + 1)
        beside = self.text[title.end : title.end + 1] == " "
        return beside and isinstance(follower, NameMention) and follower.label == "PER"

    def _title_wrapped(self, mention: NameMention, row: int) -> str | None:
        """The title in front of a name that begins the next line of running text, or behind its end."""
        titles = self.titles.get(row - 1, [])
        if titles and self.prose(row - 1):
            gap = self.text[titles[-1].end : mention.start]
            if not gap.strip() and gap.count("\n") == 1:
                return self._whole(titles[-1])
        following = self.titles.get(row + 1, [])
        if following and self.text[mention.end : following[0].start].strip() == ",":
            return self._whole(following[0])
        return None

    def _whole(self, title: NameMention) -> str:
        """A title with the genitive in front of it left out, in one line."""
        return " ".join(self.text[title.start : title.end].split())

    def _with_area(self, title: NameMention, row: int) -> str:
        """`områdeschef Hållbar tillväxt`: a title with what it heads, if the line ends there."""
        line = self.lines[self.rows[row]]
        if self.prose(row):
            return self._whole(title)
        rest = self.text[title.end : min(line.end, title.end + 120)]
        stop = min(
            (at for at in (rest.find(","), rest.find("("), rest.find("  "), rest.find("\t")) if at >= 0),
            default=len(rest),
        )
        words = rest[:stop].strip(" .")
        area = (
            words
            and words[0].isupper()
            and not any(ch.isdigit() for ch in words)
            and len(words.split()) <= 6
            and ":" not in words
        )
        inside = any(
            isinstance(m, NameMention) and m.label != "ORG"
            for m in self.reading.claims.within(title.end, title.end + stop)
        )
        return f"{self._whole(title)} {words}" if area and not inside else self._whole(title)

    def _title_around(self, mention: NameMention, row: int) -> str | None:
        """The title on the row below a row of names, or above it where none stands below."""
        people = self.people.get(row, [])
        if len(people) > 4 or not (self._only_people(row) or self._column(row)):
            return None
        at = people.index(mention)
        under = self._under(row)
        below = self.content(under)
        labelled = below.lower().startswith(("handläggare ", "kontaktperson "))
        if is_title_line(below) and not labelled and not self.people.get(under):
            return self._share(under, below, at, len(people))
        above = self.content(row - 1)
        if (
            is_title_line(above)
            and not above.lower().startswith(("handläggare ", "kontaktperson "))
            and not self.people.get(row - 1)
            and len(people) == 1
            and len(above.split()) <= 3
        ):
            return above if _LABELS.get(above.lower().strip(":")) != "case_officer" else None
        return None

    def _under(self, row: int) -> int:
        """The row below a name, past its telephone numbers and addresses."""
        under = row + 1
        while under < min(row + 4, len(self.rows)):
            line = self.lines[self.rows[under]]
            first = next(iter(self.reading.claims.within(line.start, line.start + 40)), None)
            if not isinstance(first, EmailMention | PhoneMention):
                break
            under += 1
        return under

    def _column(self, row: int) -> bool:
        """Whether a row of the letterhead holds a name among dates and numbers."""
        line = self.lines[self.rows[row]]
        return self.reading.outline.section_at(line.start).kind == "letterhead" and not self.prose(row)

    def _share(self, row: int, content: str, at: int, count: int) -> str | None:
        """The part of a row of titles that belongs to the person at `at` of `count`."""
        if count == 1:
            wide = [part for part in content.split("  ") if part.strip()]
            return _without_numbers(wide[0].strip() if len(wide) > 1 else content.rstrip(" "))
        parts = [part.strip() for part in content.replace("\t", "  ").split("  ") if part.strip()]
        if len(parts) == count:
            return parts[at]
        titles = self.titles.get(row, [])
        if len(titles) != count:
            return None
        line = self.lines[self.rows[row]]
        stop = titles[at + 1].start if at + 1 < count else line.end
        return " ".join(self.text[titles[at].start : stop].split())

    def _kind(
        self,
        mention: NameMention,
        row: int,
        section: str,
        label: ContactKind | None,
        title: str | None,
        party: bool,
    ) -> ContactKind | None:
        elected = party or (title is not None and _is_elected(title))
        prose = self.prose(row) and section not in ("signature",)
        if label in ("case_officer", "recipient") and not prose:
            return label
        if section == "signature":
            return "decision_maker" if elected or label == "decision_maker" else "signatory"
        if section == "distribution":
            return "recipient" if title is not None else None
        if label is None and section == "body" and self._signs(row):
            return "decision_maker" if elected else "signatory"
        if prose or section not in ("letterhead", "footer"):
            return self._in_prose(mention, label, title, elected)
        if label is not None:
            return label
        if elected:
            return "decision_maker"
        if title is not None and title.lower().endswith("sekreterare") and self._protocol:
            return "signatory"
        if title is None and is_address(self.content(row + 1)):
            return "recipient"
        if section == "footer":
            return "contact" if title else None
        return "contact" if self._protocol else "case_officer"

    def _signs(self, row: int) -> bool:
        """Whether a row of people alone closes the document: below the last paragraph, above the copies."""
        if not self._only_people(row):
            return False
        above = row - 1
        while row - above < _SIGNATURES and self._only_people(above):
            above -= 1
        if above < 0 or not self.prose(above) or self.rows[above + 1] - self.rows[above] < 2:
            return False
        for below in range(row + 1, min(row + 1 + _SIGNATURES, len(self.rows))):
            content = self.content(below)
            if self._only_people(below) or is_title_line(content) or content.replace(" ", "").isalpha():
                continue
            start = self.lines[self.rows[below]].start
            return self.reading.outline.section_at(start).kind in ("distribution", "basis", "footer")
        return row + _SIGNATURES >= len(self.rows)

    def _in_prose(
        self, mention: NameMention, label: ContactKind | None, title: str | None, elected: bool
    ) -> ContactKind | None:
        sentence = self.reading.outline.sentence_at(mention.start)
        around = self.text[max(sentence.start, mention.start - 200) : min(sentence.end, mention.end + 160)]
        before = self.text[max(sentence.start, mention.start - 200) : mention.start]
        if _AS_OFFICER.match(self.text, mention.end) or _PRESENTED.search(before):
            return "case_officer"
        if _HANDLED.search(around):
            return "case_officer" if not _DECIDED.search(before) else "decision_maker"
        if _DECIDED.search(around):
            by = title is not None or elected or _DECIDED_BY.search(before)
            return "decision_maker" if by else None
        if label == "case_officer" and title is not None:
            return label
        if elected:
            return "decision_maker"
        if label in ("contact", "decision_maker", "signatory", "case_officer"):
            return label
        if title is not None or _ASKED.search(before):
            return "contact"
        return None


def _is_elected(title: str) -> bool:
    word = title.lower().split()[-1]
    return any(form.endswith(_ELECTED) for form in (word, word.removesuffix("et"), word.removesuffix("n")))


def _without_numbers(title: str) -> str:
    """`Budgetchef` of `Budgetchef, 031-390 06 50`."""
    for at, ch in enumerate(title):
        if (ch.isdigit() and not title[at:].startswith(("1:e", "2:e"))) or ch == "@":
            return title[:at].rpartition(",")[0].strip() or title[:at].strip(" ,+(")
    return title
