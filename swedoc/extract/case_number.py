"""Case numbers (diarienummer): `Dnr KS 2018/214`, `Fi2021/04104 (delvis)`, `2018.085 KS`.

Every matter of an authority is registered under a number (offentlighets- och sekretesslagen,
5 kap. 1–2 §§), and each registry has shapes of its own: the families of `data/case_numbers.toml`.
A number after a label is read by any family, a number in running text only by those that nothing
else looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from msgspec.structs import replace

from swedoc.extract import extractors
from swedoc.extract.case_families import CODES, Found, labelled_otherwise, match_at, unlabelled
from swedoc.extract.date_context import line_start
from swedoc.extract.occurrences import occurrences
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import CaseMention, Claims, Reading
from swedoc.records import CaseRole

_PHONES = load("contacts")["phones"]
_TELEPHONE = pattern(
    rf"""(?<!\w) {alternatives([word for kind in ("direct", "mobile", "fax") for word in _PHONES[kind]])}
      [ .:]{{0,3}}+ [(+]? $""",
    ignore_case=True,
    name="label of a telephone number before a number",
)
_LABELS: dict[str, list[str]] = load("case_numbers")["labels"]
_MENTIONED = frozenset(load("case_numbers")["roles"]["mentioned"])
_KINDS = {"court": "court", "ombudsman": "ombudsman"}
HEAD = 1500
"""Characters from the start in which an unlabelled number alone on a line is the document's own."""


def _words(kind: str) -> str:
    return "|".join(
        r"\s".join(map(regex.escape, w.split())) for w in sorted(_LABELS[kind], key=len, reverse=True)
    )


_LABEL = pattern(
    rf"""(?<![\p{{L}}/.-]) (?: (?P<other>{_words("other")}) | (?P<own>{_words("own")})
      | (?P<court>{_words("court")})
      | (?P<ombudsman>{_words("ombudsman")}) ) (?!\p{{L}}) \.?+""",
    ignore_case=True,
    name="label of a case number",
)
_CORES = (
    "nr", "NR", "ummer", "UMMER", "eteckning", "ETECKNING", "ref", "Ref", "REF", "-ID", "-id", "deid",
    "mål", "Mål", "MÅL", " bet", " Bet", "ARN", "JO", "JK",
)  # fmt: skip
_GAP = pattern(
    r"[ \t]*+(?::|\#(?!\#))?+[ \t]*+(?:\*\*)?+[ \t]*+(?:\n[ \t]{0,8}+){0,2}+(?:\*\*)?+(?:nr[ :.]{1,2})?+",
    name="between label and number",
)
_AND = pattern(
    r"""(?:[ ]\((?:delvis|del)\))?+ (?: , | ; | [ ]?+/ )?+ \s{1,2}
      (?:(?:och|samt|resp\.?|respektive|eller|dels)\s)?+
      (?:(?:dnr|diarienr)\.?\s)?+""",
    ignore_case=True,
    name="between case numbers",
)
_LISTED = pattern(
    r"""(?:,\s(?P<n>\d{1,6})(?![\w./:-])){0,14}+ \s(?:och|samt)\s (?P<n>\d{1,6})
      (?!\w|[./:-]\d|\s?(?:kr|tkr|mkr|mnkr|§|procent|%))""",
    name="more numbers of one series",
)
_SERIES = pattern(
    r"""(?<![\w/]) (?P<first>(?P<body>[A-ZÅÄÖ]{1,6})[/ ](?P<n>\d{1,6})) (?:,\s(?P<n>\d{1,6})){0,14}+
      \s(?:och|samt)\s (?P<n>\d{1,6}) (?P<year>/(?:19|20)\d\d) (?!\d)""",
    name="series of one year",
)
_REST = pattern(
    r"[ ]?+(?:\((?:delvis|del)\)|m\.?[ ]?fl\.?|och[ ]andra)?+[ ]?+[.*_]{0,3}+[ ]*+(?=\n|\Z)",
    ignore_case=True,
    name="end of line",
)
_RIKSDAG = pattern(
    r"(?<![\w/.])(?P<y>(?:19|20)\d\d)/\d\d:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}\d{1,3}(?![\w])",
    name="committee report",
)
_SHORT_FOR = pattern(
    r"\b(?:bet|rskr|prop|yttr|utg)\.?\s{1,2}\Z", ignore_case=True, name="reference to a report"
)


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    kind: str
    text: str


@extractors.register("case_number", order=20)
def find(reading: Reading) -> list[CaseMention]:
    """Find labelled numbers, then those that their shape or their place on the page gives away."""
    found = sorted(_all(reading), key=lambda mention: mention.start)
    own = {mention.value for mention in found if mention.role == "own"}
    return [replace(m, role="own") if m.role != "own" and m.value in own else m for m in found]


def _all(reading: Reading) -> Iterator[CaseMention]:
    """Yield the numbers by how sure they are; none overlaps another or a date."""
    text = reading.text
    taken = Claims()
    for mention in _series(reading):
        if taken.add(mention):
            yield mention
    end = 0
    for label in _labels(text):
        if label.start < end:
            continue
        for mention in _after(reading, label):
            if taken.add(mention):
                end = mention.end
                yield mention
    for found in unlabelled(text):
        for mention in (_mention(reading, found, None), *_siblings(reading, found, None)):
            if reading.claims.free(mention.start, mention.end) and taken.add(mention):
                yield mention
    for mention in (*_alone(reading), *_reports(reading)):
        if reading.claims.free(mention.start, mention.end) and taken.add(mention):
            yield mention


def _labels(text: str) -> Iterator[_Label]:
    """The labels, found by the parts of them that are rare."""
    end = 0
    for core in occurrences(text, _CORES):
        if core <= end:
            continue
        match = _LABEL.search(text, max(end, core - 22), min(len(text), core + 16))
        while match is not None and match.end() < core:
            match = _LABEL.search(text, match.end(), min(len(text), core + 16))
        if match is not None and match.start() < core:
            end = match.end()
            yield _Label(match.start(), end, match.lastgroup or "own", " ".join(match[0].split()).rstrip("."))


def _after(reading: Reading, label: _Label) -> Iterator[CaseMention]:
    """The numbers that a label announces: beside it, below it, and those listed after the first."""
    text = reading.text
    gap = _GAP.match(text, label.end)
    start = gap.end() if gap else label.end
    allowed = (
        ("court", "label")
        if label.kind == "court" and label.text.lower() not in _GOALS
        else (_KINDS.get(label.kind, "label"),)
    )
    found = match_at(text, start, allowed)
    if found is None and label.kind in ("own", "other"):
        found = labelled_otherwise(text, start)
    if found is not None and label.text.lower() in _GOALS and _span_of_goals(found.value):
        return
    if found is None or not reading.claims.free(found.start, found.end):
        found = _below(reading, label) if label.kind in ("own", "other") else None
    if found is None:
        return
    count = 0
    while found is not None and count < 15:
        yield _mention(reading, found, label)
        yield from _siblings(reading, found, label)
        count += 1
        more = _AND.match(text, found.end)
        if more is None or ("\n" in more[0] and not _alone_at(text, more.end())):
            return
        found = match_at(text, more.end(), allowed)
        if found is not None and (
            not reading.claims.free(found.start, found.end)
            or (found.loose and "," not in more[0] and "och" not in more[0])
        ):
            return


_GOALS = ("mål", "målet", "målen")
"""Labels of cases in court that also mean goals."""


def _span_of_goals(value: str) -> bool:
    """Whether a number after `mål` counts goals or the years of one: `mål 1-10`, `målet 2020-25`."""
    first, _, _ = value.partition("-")
    return (first.isdigit() and len(first) <= 2) or (
        len(first) == 4 and first[:2] in ("19", "20") and " " not in value
    )


def _alone_at(text: str, at: int) -> bool:
    found = match_at(text, at, ("anywhere", "line"))
    return found is not None and _REST.match(text, found.end) is not None


def _below(reading: Reading, label: _Label) -> Found | None:
    """The number in a line of values under labels, `DATUM DIARIENR` over `2022-03-09 2021/2134-8`."""
    text = reading.text
    newline = text.find("\n", label.end, label.end + 80)
    if newline > 0 and _LABEL.match(text, newline + 1):
        return None
    if newline < 0 or newline - label.end > 60 or any(c.isdigit() for c in text[label.end : newline]):
        return None
    start = newline + 1
    stop = text.find("\n", start, start + 200)
    stop = min(len(text), start + 200) if stop < 0 else stop
    at = start
    while at < min(stop, start + 120):
        claim = reading.claims.at(at)
        if claim is not None:
            at = claim.end
            continue
        if not text[at - 1].isalnum() and not text[at].isspace():
            found = match_at(text, at, ("label",), strict=True)
            if found is not None and found.end <= stop and reading.claims.free(found.start, found.end):
                return None if _TELEPHONE.search(text, max(start, at - 30), at) else found
        at += 1
    return None


def _series(reading: Reading) -> Iterator[CaseMention]:
    """Numbers that share the year behind the last of them: `RS/341, 342 och 343/2023`."""
    text = reading.text
    if "/20" not in text and "/19" not in text:
        return
    for m in _SERIES.finditer(text):
        label = next((x for x in _labels(text[max(0, m.start() - 24) : m.start()])), None)
        if label is None and m["body"] not in CODES:
            continue
        head = m["first"].removesuffix(m.captures("n")[0])
        last = len(m.spans("n")) - 1
        own = label is not None and label.kind == "own"
        for at, (start, end) in enumerate(m.spans("n")):
            value = head + text[start:end] + m["year"]
            yield CaseMention(
                m.start() if at == 0 else start,
                m.end("year") if at == last else end,
                value,
                "series",
                label=label.text if label else None,
                role="own" if own else "mentioned",
            )


def _siblings(reading: Reading, found: Found, label: _Label | None) -> Iterator[CaseMention]:
    """The others of a series printed once: `KS 2023/341, 342 och 343`."""
    if found.plan_code is not None or not found.value[-1].isdigit():
        return
    more = _LISTED.match(reading.text, found.end)
    if more is None or (label is None and "," not in more[0]):
        return
    head = found.value.rstrip("0123456789")
    if not head or head[-1] not in "/:-" or found.value[-5:-4] == "/":
        return
    for start, end in more.spans("n"):
        listed = replace(found, start=start, end=end, value=head + reading.text[start:end])
        yield _mention(reading, listed, label, like=found)


_YEARS_OF_SPAN = pattern(r"(?:19|20)\d\d-(?:19|20)\d\d", name="first and last year")
_CASE_WORD = pattern(r"(?P<word>Ärende|ÄRENDE|Akt)[ ]?:?[ ]{1,3}(?=[\p{Lu}\d])", name="word for a case")


def _alone(reading: Reading) -> Iterator[CaseMention]:
    """Numbers of any family alone on a line of the letterhead, or below the heading of a paragraph."""
    text = reading.text
    for line in reading.document.lines:
        if line.start > HEAD:
            break
        content = text[line.start : line.end].strip(" \t*_#")
        if (
            not 5 <= len(content) <= 40
            or not (content[0].isdigit() or content[0].isupper())
            or (not content[-1].isdigit() and content[-1] not in ".)")
        ):
            continue
        start = text.index(content, line.start)
        worded = _CASE_WORD.match(content)
        start += worded.end() if worded else 0
        if reading.claims.at(start) is not None or sum(map(str.isdigit, content)) < 3:
            continue
        found = match_at(text, start, ("line", "anywhere")) or _year_first(text, start, bool(worded))
        if found is not None and _REST.match(text, found.end):
            label = _Label(start - worded.end(), start, "own", worded["word"]) if worded else None
            yield _mention(reading, found, label)


def _year_first(text: str, start: int, worded: bool) -> Found | None:
    """`2026-000297` or `2024/93` alone on a line: a year, then a number that is no month.

    `worded`: behind `Ärende`, where `2013-29` is no span of years either.
    """
    found = match_at(text, start, ("label",), strict=True)
    if (
        found is None
        or found.family != "two parts"
        or found.value[:2] not in ("19", "20")
        or found.value[4:5] not in "/-:"
    ):
        return None
    if worded:
        return None if _YEARS_OF_SPAN.fullmatch(found.value) else found
    return (
        found if len(found.value) > 7 or (found.value[4] == "/" and int(found.value[5:] or 0) > 0) else None
    )


def _reports(reading: Reading) -> Iterator[CaseMention]:
    """The designation of a riksdag report in its own heading; elsewhere it is a reference."""
    text = reading.text
    for m in _RIKSDAG.finditer(text, 0, min(len(text), 400)):
        if not _SHORT_FOR.search(text, max(0, m.start() - 8), m.start()):
            yield CaseMention(m.start(), m.end(), m[0], "committee report", role="own")


def _mention(reading: Reading, found: Found, label: _Label | None, like: Found | None = None) -> CaseMention:
    role = _role(reading, like or found, label)
    return CaseMention(
        found.start,
        found.end,
        found.value,
        found.family,
        found.plan_code,
        label.text if label else None,
        role,
        found.malformed,
    )


def _role(reading: Reading, found: Found, label: _Label | None) -> CaseRole:
    """Whether the number is the document's own, by its label and its place on the page."""
    text = reading.text
    start = label.start if label is not None else found.start
    line = line_start(text, start)
    before = text[line:start]
    if label is not None and label.kind != "own":
        return "mentioned"
    words = before.replace("*", " ").replace("#", " ").split()
    if before.count("(") > before.count(")") or (words and words[-1].lower().strip("(") in _MENTIONED):
        return "mentioned"
    if label is not None:
        running = sum(word[0].islower() for word in words)
        if label.text[0].isupper() or before.rstrip().endswith("."):
            return "own"
        return "own" if running <= 1 and _REST.match(text, found.end) else "mentioned"
    if start >= HEAD and "§" not in before:
        return "mentioned"
    lone = _REST.match(text, found.end) is not None and not (
        words and words[-1].isalpha() and words[-1].islower()
    )
    return "own" if lone else "mentioned"
