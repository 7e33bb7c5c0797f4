"""The families of case numbers, compiled from their templates: `{body}{sep}{year}{mark}{seq}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from swedoc.errors import LexiconError
from swedoc.lexicon import LETTERS, load, pattern, simple_pattern

_DATA = load("case_numbers")
CODES: list[str] = _DATA["bodies"]["codes"]
_KNOWN = "(?:" + "|".join(sorted(CODES, key=lambda code: (-len(code), code))) + ")"
_BEFORE_YEARS = frozenset(_DATA["bodies"]["before_years"])
_UPPER = frozenset(code.upper() for code in CODES)
_NOT = frozenset(_DATA["bodies"]["not_bodies"]) - frozenset(_DATA["bodies"]["keep"])
_BLOCKS = {
    "body": r"(?P<body>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,7}?)(?![a-zåäö])",
    "caps": r"(?P<body>[A-ZÅÄÖ]{2,5})",
    "known": rf"(?P<body>{_KNOWN})",
    "dept": r"(?:Ju|UD|UF|Fö|S|Fi|U|Ku|Jo|L|M|N|A|I|Kn|KN|LI|SB|IJ|F|K|E)",
    "units": r"(?:/[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9]{0,7}+){0,3}+",
    "year": r"(?:19|20)\d\d",
    "yy": r"\d\d",
    "seq": r"\d{1,6}+",
    "n": r"\d{1,3}+",
    "nnn": r"\d{3}",
    "nnnn": r"\d{4}",
    "nnnnn": r"\d{5}",
    "nnnnnn": r"\d{6}",
    "long": r"\d{5,10}+",
    "plan": r"\d{1,2}(?:\.\d{1,2}){1,4}+\.?",
    "letter": r"[A-ZÅÄÖ]",
    "mark": r"(?P<mark>[/:.‐‑–-]\n?)",
    "sep": r"(?:[ /.‐‑–-]\n?|\n)?",
}
_TAIL = pattern(
    r"""(?: \s?[-–][ ](?P<plan>\d{2,3}) | [ ]{1,4}(?P<plan>\d{2,3}) (?!\.\d) | \.(?P<plan>\d{3})
      | (?:[ ]?[-–][ ]?|[ ]{1,3})(?P<plan>\d{1,2}(?:\.\d{1,2}){1,3}+)(?!\d) )
      (?= [ ]*+ (?: \n | \Z | \) | [ ]{2} | ,[ ] | ; | \.(?!\d) ) )""",
    name="plan code after a case number",
)
_TOKEN = pattern(
    r"[A-ZÅÄÖ]{0,8}+(?:[ ]\d|[/.:‐‑–-])[\d/.:‐‑–-]{3,20}+(?<=\d)(?!\w)", name="token of a case number"
)
_PERSON_SHAPE = pattern(r"(?:\d\d-?)?\d{6}-\d{4}", name="organisation or person, no case")
_DOUBLED = pattern(r"[/:.‐‑–-]{2,3}", name="doubled mark")
_LETTER_OR_DIGIT = rf"[{LETTERS}\d_]"  # not \w: in 2022² a footnote's mark ends the number
_END = rf"(?!{_LETTER_OR_DIGIT}|[-/:]\d(?!\.\d)|,\d|\.\d(?!\d\d(?![\d.]))|//)"


@dataclass(frozen=True, slots=True)
class Family:
    """One family: its pattern, where it may be believed, and whether a plan code may follow."""

    name: str
    where: str
    pattern: re.Pattern[str]
    tail: bool


class Found(Struct, frozen=True, gc=False):
    """A case number at a place, before its role is known. `loose`: it has only digits."""

    start: int
    end: int
    value: str
    family: str
    plan_code: str | None = None
    malformed: bool = False
    loose: bool = False


_BLOCK = pattern(r"(\{[a-z]++\})", name="block of a template")
_SEPARATOR = pattern(r"[ /.‐‑–-]", name="separator in a case number")


def _compile(template: str) -> str:
    """The pattern of a template. Raises `LexiconError` for a block that does not exist."""
    parts: list[str] = _BLOCK.split(template)
    return "".join(_block(part, template) if part.startswith("{") else _literal(part) for part in parts)


def _block(part: str, template: str) -> str:
    try:
        return _BLOCKS[part.strip("{}")]
    except KeyError as error:
        raise LexiconError(f"data/case_numbers.toml: no block {part} (template {template!r})") from error


def _literal(part: str) -> str:
    """Spaces and line breaks as they occur: `_` is white space, a hyphen or slash may end a line."""
    part = part.replace("_", r"\s")
    return str(_MARK.sub(lambda mark: mark[0] + r"\n?", part))


_MARK = pattern(r"\[[-/.]+\]|(?<![\[\\./-])[-/](?![\]\w.])", name="mark in a template")
FAMILIES: tuple[Family, ...] = tuple(
    Family(
        entry["name"],
        entry["where"],
        simple_pattern(_compile(entry["template"]) + _END, name=entry["name"]),
        entry.get("tail", False),
    )
    for entry in _DATA["families"]
)
_EITHER = {"long number", "court", "two parts"}


def _leads(family: Family) -> str:
    """Whether its numbers begin with a letter, a digit, or either."""
    if family.name in _EITHER:
        return "either"
    return "digit" if family.pattern.pattern.startswith((r"(?:19", r"\d", r"(?:\d")) else "letter"


@cache
def _families(
    where: tuple[str, ...], digit: bool, strict: bool
) -> tuple[tuple[Family, ...], re.Pattern[str]]:
    """The families believed at such a place that begin like this, and what any of them looks like."""
    allowed = {place for name in where for place in _BY_WHERE[name]}
    lead = ("either", "digit" if digit else "letter")
    families = tuple(
        family
        for family in FAMILIES
        if family.where in allowed
        and _leads(family) in lead
        and not (strict and family.name == "long number")
    )
    shapes = (_GROUP_NAME.sub("(?:", family.pattern.pattern) for family in families)
    return families, simple_pattern("|".join(f"(?:{shape})" for shape in shapes), name="any case number")


_GROUP_NAME = pattern(r"\(\?P<\w{1,9}+>", name="name of a group in a pattern")
_BY_WHERE = {
    "label": ("anywhere", "line", "label", "court"),
    "line": ("line",),
    "anywhere": ("anywhere",),
    "court": ("court",),
    "ombudsman": ("ombudsman",),
}
_SHAPE = simple_pattern(
    rf"""(?<![{LETTERS}\d_/.§-]) (?: (?P<head>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,7}}+) (?:-(?:Dp|[A-ZÅÄÖ]{{2,4}}+))?+
        (?:[ ]?+[/.‐‑–-]{{0,2}}+|\n)?+ \d
      | \d{{3,4}}+ (?:KS|[A-ZÅÄÖ]{{2}}|[./–-]\n?+[\dA-ZÅÄÖ]) | \d{{1,2}}+ \. \d )""",
    name="shape of a case number",
)


def match_at(text: str, start: int, where: tuple[str, ...], *, strict: bool = False) -> Found | None:
    """The longest case number that begins at `start`, by the families believed at such a place.

    `strict` leaves out numbers without any mark between digits.
    """
    first = text[start : start + 1]
    if not first.isalnum():
        return None
    families, any_of_them = _families(where, first.isdigit(), strict)
    best: Found | None = None
    for family in families if any_of_them.match(text, start) else ():  # most places hold none
        found = _match(text, start, family)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best or (None if first.isdigit() else _malformed(text, start, families))


def labelled_otherwise(text: str, start: int) -> Found | None:
    """A number of no known family after a label: letters, figures and marks, with four figures at least."""
    match = _OTHER.match(text, start)
    if match is None or sum(map(str.isdigit, match[0])) < 4 or _PERSON_SHAPE.fullmatch(match[0]):
        return None
    if _PHONE.match(text, start) or (match.end() - start == 4 and match[0][:2] in ("19", "20")):
        return None
    head = match["head"]
    if head is not None and (head.upper() in _NOT or not head[-1].isupper()):
        return None
    return Found(start, match.end(), " ".join(match[0].split()), "other", loose=head is None)


_OTHER = pattern(
    r"(?:(?P<head>[A-ZÅÄÖ]\p{L}{0,5}+)[ ./-]?)?+\d[\dA-ZÅÄÖ]*+(?:[./:-]\n?[\dA-ZÅÄÖ]++){0,5}+(?!\w"
    r"|[./:-]\w|[ ]\d{2,3}\b|[ ]?(?:kr|tkr)\b)",
    name="case number of no known family",
)


def unlabelled(text: str) -> Iterator[Found]:
    """Numbers that their shape alone gives away."""
    at = 0
    while (shape := _SHAPE.search(text, at)) is not None:
        start, head = shape.start(), shape["head"]
        if head is not None and not (_bodily(head) and not _priced(text, start, head)):
            at = shape.end() - 1  # `Ärende 2021-0877-MB`: the number may begin after the word
            continue
        at = shape.end()
        digit = head is None
        families, any_of_them = _families(("anywhere",), digit, False)
        best: Found | None = None
        for family in families if any_of_them.match(text, start) else ():
            found = _match(text, start, family)
            if found is not None and _plausible(found) and (best is None or found.end > best.end):
                best = found
        best = best or (None if digit else _malformed(text, start, families))
        if best is not None:
            at = max(at, best.end)
            yield best


def _bodily(head: str) -> bool:
    """Whether letters before a number may be a committee, an agency or a ministry; `Sida 2` may not."""
    if head[-1].isupper():
        return head not in _NOT
    return head.upper() in _UPPER or head in _MINISTRIES


def _priced(text: str, start: int, head: str) -> bool:
    """Whether letters that may be a body or a currency follow a figure: `1 200 KR 2019/20`."""
    return head in _CURRENCIES and text[max(0, start - 2) : start].rstrip()[-1:].isdigit()


_CURRENCIES = frozenset(("KR",))
_MINISTRIES = frozenset(("Ju", "Fö", "Fi", "Ku", "Jo", "Kn", "Af"))


def _plausible(found: Found) -> bool:
    """Whether an unlabelled number is more than a body and a läsår, or letters and a statute's number."""
    if found.family == "ministry":
        number = _FIGURES.split(found.value, maxsplit=1)[-1].split("/")[0]
        return len(number) > 2 and not _next_year(found.value)
    if found.family not in ("body year/seq", "body/seq/year"):
        return True
    head = _SEPARATOR.split(found.value, maxsplit=1)[0].rstrip("0123456789:")
    known = head.upper() in _UPPER
    if year := _next_year(found.value):
        return known and len(year) == 2
    return known or ":" not in found.value or "/" in found.value


def _next_year(value: str) -> str:
    """The second year of a läsår at the end of a number, `21` of `2020/21`; empty where there is none."""
    years = _FOLLOWING_YEARS.search(value)
    follows = years is not None and int(years["b"]) % 100 == (int(years["a"]) + 1) % 100
    return str(years["b"]) if years is not None and follows else ""


_FIGURES = pattern(r"(?<!\p{L}) \p{L}++\s?\d{4}/", name="ministry and year")
_FOLLOWING_YEARS = pattern(r"(?P<a>(?:19|20)\d\d)/(?P<b>\d\d(?:\d\d)?)\Z", name="year and next year")
_PHONE = pattern(r"0\d{1,3}-\d{5}|0\d{1,3}-\d{2,3}[ ]\d{2}", name="telephone number after a label")


def _match(text: str, start: int, family: Family) -> Found | None:
    match = family.pattern.match(text, start)
    if match is None:
        return None
    groups = match.groupdict()
    body = groups.get("body")
    if body is not None and (body.upper() in _NOT or not (body.upper() in _UPPER or body[-1].isupper())):
        return None
    if body in _BEFORE_YEARS and "(?:19|20)" not in family.pattern.pattern:
        return None
    end = match.end()
    value = " ".join(
        text[start:end].replace("-\n", "-").replace("/\n", "/").replace(":\n", ":").split()
    ).rstrip(".")
    if _PERSON_SHAPE.fullmatch(value) or (family.name == "two parts" and not _two_parts(text, start, value)):
        return None
    plan = None
    if family.tail and (tail := _TAIL.match(text, end)):
        plan, end = tail["plan"], tail.end()
    if groups.get("mark") == "." and family.name != "body year/seq":
        return None
    return Found(start, end, value, family.name, plan, loose=body is None)


def _two_parts(text: str, start: int, value: str) -> bool:
    """Whether two figures after a label are no telephone number and no `2:14`."""
    if ":" in value and len(value) < 6:
        return False
    return _PHONE.match(text, start) is None


def _malformed(text: str, start: int, families: Iterable[Family]) -> Found | None:
    """A number with a mark too many, `RUN/144//2023`: read without it, kept as written."""
    token = _TOKEN.match(text, start)
    doubled = _DOUBLED.search(token[0]) if token is not None else None
    if token is None or doubled is None:
        return None
    mended = _DOUBLED.sub(lambda m: m[0][0], token[0])
    for family in families:
        found = _match(mended, 0, family)
        if found is not None and found.end == len(mended):
            return Found(start, token.end(), " ".join(token[0].split()), family.name, malformed=True)
    return None
