"""Telephone and fax numbers: `063-14 65 29`, `+46 (0)63 14 65 29`, `465 004 17`, `Direktnr: 6654`.

A number is one with an area code, or one that a label announces. The value is E.164: the leading
zero becomes +46; a subscriber number without area code takes that of another number of the same
exchange in the document, or 08 where the document is from Stockholm, else stays as printed. Foreign
numbers, and numbers without label or hyphen, must be valid to phonenumbers. Vocabulary: `contacts`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import regex

from swedoc.document import Document
from swedoc.extract import extractors
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import PhoneMention, Reading
from swedoc.records import PhoneKind

_DATA = load("contacts")["phones"]
_KINDS: dict[str, PhoneKind] = {
    label: kind for kind in ("direct", "mobile", "switchboard", "fax") for label in _DATA[kind]
}
_LABEL = pattern(
    rf"(?<![\p{{L}}\d]) {alternatives(list(_KINDS))} (?![\p{{L}}\d])", ignore_case=True, name="phone label"
)
_LABEL_START = pattern(
    rf"\b (?: {'|'.join(sorted({label[:3] for label in _KINDS if len(label) > 2} | {'vx'}))} )",
    name="beginning of a phone label",
)
_SEP = r"[ \u2010-\u2013/.-]"
_NUMBER = pattern(
    rf"""(?<![\w,§:+-]) (?: (?<!\d[ .]) | (?=0\d{{1,3}}[-–]) )
      (?: \+ [ ]?+ (?P<country>\d{{1,3}}) {_SEP}?+ (?:\([ ]?0[ ]?\))?+ {_SEP}?+
        | 0046 {_SEP}?+ (?:\(0\))?+ {_SEP}?+
        | \(? (?=0[1-9]) )
      (?P<rest> \d{{1,10}}+ \)?+ (?: {_SEP}{{1,3}}+ \d{{1,8}}+ ){{0,6}}+ ) (?!\d)""",
    name="telephone number",
)
_LOCAL = pattern(
    r"""(?: [ \t]*+[:.]?+[ \t]*+ | [ ]?+nr[.:]?+[ ]?+ | [ ](?:på[ ]|till[ ])?+ ) (?: \n[ \t]*+ )?+
      (?P<number> \d{2,8}+ (?: [ -] \d{2,4}+ ){0,4}+ )
      (?! [\d,.:/-]{0,9}\d | [ ]?(?:kr|tkr|mkr|mnkr|%|procent) | [ ]\p{Lu} )""",
    name="local number behind a label",
)
_PLACE = pattern(
    r"stockholms?[ ](?:stad|kommun)|stockholm\.(?:example\.)?se|@stockholm\.",
    ignore_case=True,
    name="stockholm",
)
_TWO_DIGITS = frozenset(_DATA["two_digit_areas"])
_LONGEST = 300
_DIGITS = pattern(r"\D+", name="not digits")


@extractors.register("phone", order=50)
def find(reading: Reading) -> Iterator[PhoneMention]:
    """The telephone numbers of a document."""
    text = reading.text
    labels = list(_labels(reading.document))
    if not labels and "0" not in text and "+" not in text:
        return
    search = _Search(text, labels)
    at = 0
    while (match := _NUMBER.search(text, at)) is not None:
        start, at = match.span()
        if text[start - 1 : start] == "/" and not search.ends(start - 1):
            at = start + 1
            continue
        label = search.label(start)
        value, end = _national(match, labelled=label is not None)
        if value is None or not reading.claims.free(start, end):
            continue
        at = end
        kind = label if label not in (None, "direct") else _behind(text, end) or _by_number(value)
        search.add(PhoneMention(start, end, value, kind or "direct"))
    subscribers = _Subscribers(text, search.found)
    local = []
    for _, end, kind in labels:
        mention = _local(reading, end, kind, subscribers)
        if mention is not None and search.free(mention):
            local.append(mention)
    yield from sorted((*search.found, *local), key=lambda mention: mention.start)


def _labels(document: Document) -> Iterator[tuple[int, int, PhoneKind]]:
    """The labels of a document; what cannot begin one is passed over first, in small letters."""
    reached = 0
    for start in _LABEL_START.finditer(document.lower):
        match = _LABEL.match(document.text, start.start()) if start.start() >= reached else None
        if match is not None:
            reached = match.end()
            yield match.start(), reached, _KINDS[_label(match.group())]


def _label(written: str) -> str:
    return " ".join(written.lower().split())


class _Search:
    """The labels and numbers of a text, and which label a number stands behind."""

    def __init__(self, text: str, labels: list[tuple[int, int, PhoneKind]]) -> None:
        self.text = text
        self.labels = labels
        self.label_starts = [start for start, _, _ in labels]
        self.found: list[PhoneMention] = []
        self.starts: list[int] = []

    def add(self, mention: PhoneMention) -> None:
        """Remember a number; they come in reading order."""
        self.found.append(mention)
        self.starts.append(mention.start)

    def free(self, mention: PhoneMention) -> bool:
        """Whether no number found so far overlaps this one."""
        at = bisect_left(self.starts, mention.end) - 1
        return at < 0 or self.found[at].end <= mention.start

    def ends(self, at: int) -> bool:
        """Whether the last number found ends at an offset."""
        return bool(self.found) and self.found[-1].end == at

    def _between(self, lower: int, upper: int) -> list[PhoneMention]:
        return self.found[bisect_left(self.starts, lower) : bisect_left(self.starts, upper)]

    def _labels(self, lower: int, upper: int) -> list[tuple[int, int, PhoneKind]]:
        first, last = bisect_left(self.label_starts, lower), bisect_left(self.label_starts, upper)
        return self.labels[first:last]

    def label(self, start: int) -> PhoneKind | None:
        """The kind that the last label before a number gives it: on its line, or in its place above."""
        line = _line_start(self.text, start)
        before = self._labels(line, start)
        if before:
            _, end, kind = before[-1]
            taken = self._between(end, start)
            near = start - end <= 24
            if near or (taken and len(self.text[taken[-1].end : start].strip(" ,;/")) <= 8):
                if taken and kind == "direct" and _by_digits(self.text, start) == "mobile":
                    return None
                return kind
            return None
        if line == 0 or self.text[line - 1] != "\n":
            return None
        above_start = _line_start(self.text, line - 1)
        above = self._labels(above_start, line)
        if not above or self._between(above_start, line):
            return None
        return above[min(len(self._between(line, start)), len(above) - 1)][2]


def _line_start(text: str, at: int) -> int:
    """Where the line of an offset begins, or a point far enough before it."""
    reach = max(0, at - _LONGEST)
    found = text.rfind("\n", reach, at)
    return found + 1 if found >= 0 else reach


def _by_digits(text: str, start: int) -> PhoneKind:
    return (
        "mobile"
        if text[start : start + 2] == "07" or text[start : start + 7].replace(" ", "").startswith("+467")
        else "direct"
    )


def _behind(text: str, end: int) -> PhoneKind | None:
    """The kind that a word behind a number gives it: `08-465 004 00 (växel)`."""
    after = _LABEL.match(text, end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip(" (,")))
    if after is None or text[after.end() : after.end() + 2].strip(" )")[:1] in (":", "0", "+"):
        return None
    kind = _KINDS[_label(after.group())]
    return kind if kind != "direct" or "(" in text[end : after.start()] else None


def _by_number(value: str) -> PhoneKind:
    return "mobile" if value.startswith("+467") and value[4] in "02369" else "direct"


def _national(match: regex.Match[str], *, labelled: bool) -> tuple[str | None, int]:
    """The E.164 value of a number and where it ends, or `None` if it is no telephone number."""
    written, start, country = match.group(), match.start(), match.group("country")
    abroad = country is not None and not _DIGITS.sub("", written).startswith("46")
    if abroad:
        value = _foreign(written)
        return (value, start + len(written.rstrip(" -/."))) if value else (None, 0)
    plus = country is not None or written.startswith("0046")
    for length in _cuts(written):
        digits = _DIGITS.sub("", written[:length].replace("(0)", ""))
        if plus:
            digits = "0" + digits.removeprefix("00").removeprefix("46")
        if not labelled and "." in written[:length]:
            continue
        if digits[:2] == "00" or not 8 <= len(digits) <= 10:
            continue
        if digits[:2] == "07" and len(digits) != 10:
            continue
        cut = written[:length]
        hyphen = any(ch in cut[2:6] for ch in "-–\u2010\u2011/)")
        if plus or labelled or (hyphen and _grouped(cut)) or _valid(digits):
            return "+46" + digits[1:], start + length
    return None, 0


def _grouped(written: str) -> bool:
    """Whether what follows the area code is grouped as telephone numbers are."""
    head, _, tail = written.replace("–", "-").replace("/", "-").partition("-")
    groups = tail.replace("-", " ").split()
    return 2 <= len(head.strip("( )")) <= 4 and bool(groups) and all(2 <= len(group) <= 8 for group in groups)


def _cuts(written: str) -> list[int]:
    """Where a number may end: at each of its groups, the longest first."""
    ends = []
    for at in range(len(written), 6, -1):
        if written[at - 1].isdigit() and (at == len(written) or not written[at].isdigit()):
            ends.append(at)
    return ends


def _local(reading: Reading, end: int, kind: PhoneKind, subscribers: _Subscribers) -> PhoneMention | None:
    """A number without area code right behind its label."""
    match = _LOCAL.match(reading.text, end)
    if match is None:
        return None
    start, stop = match.span("number")
    digits = _DIGITS.sub("", match.group("number"))
    if not 3 <= len(digits) <= 8 or digits[0] == "0" or not reading.claims.free(start, stop):
        return None
    if "\n" in match.group() and _goes_on(reading.text, stop):
        return None
    if len(digits) == 4 and digits[:2] in ("19", "20") and "\n" in match.group():
        return None
    area = subscribers.area(digits)
    if area is None or len(digits) < 5:
        return PhoneMention(start, stop, digits, kind)
    return PhoneMention(start, stop, f"+46{area}{digits}", kind)


def _goes_on(text: str, at: int) -> bool:
    """Whether more text stands on the line behind an offset."""
    return bool(text[at : at + _LONGEST].partition("\n")[0].strip())


class _Subscribers:
    """Area codes by the first digits of the subscriber numbers that the document gives with one."""

    def __init__(self, text: str, found: list[PhoneMention]) -> None:
        self.text = text
        self.known: dict[str, str] = {}
        self.capital: bool | None = None
        for mention in found:
            if not mention.value.startswith("+46") or mention.value.startswith("+467"):
                continue
            digits = mention.value[3:]
            area = _area(digits)
            subscriber = digits[len(area) :]
            self.known.setdefault(subscriber[: max(3, len(subscriber) - 2)], area)
            self.known.setdefault(subscriber[:3], area)

    def area(self, digits: str) -> str | None:
        """The area code of a number printed without one: that of its exchange, or Stockholm's."""
        known = self.known.get(digits[: max(3, len(digits) - 2)]) or self.known.get(digits[:3])
        if known is not None or len(digits) < 7:
            return known
        if self.capital is None:
            self.capital = _PLACE.search(self.text) is not None
        return "8" if self.capital else None


def _area(digits: str) -> str:
    """The area code that a number without its zero begins with."""
    if digits[0] == "8":
        return "8"
    return digits[:2] if digits[:2] in _TWO_DIGITS else digits[:3]


@lru_cache(maxsize=1024)
def _valid(digits: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, "SE"))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1024)
def _foreign(written: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(written.replace("(0)", ""), None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
