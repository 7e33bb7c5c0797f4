"""What a single line is, judged without its neighbours: letterhead, running text, signature.

`Dnr KS 2022/14`, `Almviks kommun`, `1 (3)` stand in a letterhead; `Kommunen har ansökt om medel.`
is running text; `Anna Ek  Bo Lind` over `Ekonomichef  Controller` is a signature. Vocabulary:
`letterhead`, `kinds`, and the names, titles and bodies of `naming`.
"""

from __future__ import annotations

from swedoc.lexicon import CAPITALS, LETTERS, alternatives, load, pattern, simple_pattern
from swedoc.naming import Name, is_title, people, scan

_DATA = load("letterhead")
_LABEL_WORDS = frozenset(
    label for label in _DATA["labels"]["words"] if " " not in label and not is_title(label)
)
_PERSONAL = [label for labels in load("roles")["labels"].values() for label in labels]
LABEL = simple_pattern(
    rf"""[ \t]*+ (?: {alternatives(_DATA["labels"]["words"])} (?= [.:\s/] | $)
      | {alternatives([*_DATA["colon_labels"]["words"], *_PERSONAL])} (?= : | $) )""",
    ignore_case=True,
    name="letterhead label",
)
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\p{L}*+"
_DATE = pattern(
    rf"\b (?: \d{{4}}[-.]\d\d[-.]\d\d | \d{{1,2}}[ ]{_MONTH}[ ]\d{{4}} | (?:19|20)\d\d[01]\d[0-3]\d ) \b",
    name="date",
)
PAGE_MARK = simple_pattern(
    r"""^[ \t]*+ (?: =++[ ]PAGE[ ]\d++[ ]=++
      | (?:sid(?:a|an)?\.?[ ])? \d{1,3} [ ]? (?: \( [ ]?\d{1,3}[ ]? \) | /[ ]?\d{1,3} | [ ]av[ ]\d{1,3} )
      | \d{1,3} ) [ \t]*+ $""",
    ignore_case=True,
    name="page mark alone",
)
_CONTACT = simple_pattern(
    r"""@ | \b www\. | https?:// | \w\.(?:se|com|org|nu|eu|net)\b
      | \b (?:[Tt]fn|[Tt]el(?:efon)?|[Mm]obil|[Vv]äxel|[Ff]ax) \b [.:]? [ ] [+0-9]
      | (?<!\d)0\d{1,3}[ ]?[-–][ ]?\d{2,3}[ ]?\d\d""",
    name="contact line",
)
_ADDRESS = simple_pattern(
    rf"""^ (?: (?:SE-?[ ]?|S-)?[1-9]\d{{2}}[ ]?\d\d[ ][{CAPITALS}] | Box[ ]\d++
      | [{CAPITALS}][{LETTERS}.]*+ (?:[ ][{LETTERS}]++){{0,2}} [ ]\d{{1,4}}[ ]?[A-Z]?+ $ )
      | [ ,](?:SE-)?[1-9]\d{{2}}[ ]\d\d[ ][{CAPITALS}]""",
    name="address",
)
_STREET = tuple(_DATA["streets"]["suffixes"])
_PLANS = tuple(_DATA["streets"]["others"])
_YEAR = pattern(r"\b(?:19|20)\d\d$", name="year at the end")
_COUNTED = pattern(
    rf"""(?:(?:vår|er|vårt|ert)[ ])?+{alternatives(_DATA["counted"]["words"])} (?:[ ]?nr)?+ [.:]?+ [ \t]++
      (?! (?:19|20)\d\d (?:[-–](?:19|20)\d\d)? $ )
      (?: \p{{L}}{{1,6}} [ ./-]?+ )? \d[\d./:-]*+ (?: [./:-]?+ \p{{Lu}}{{1,4}} )? $""",
    ignore_case=True,
    name="label and number alone",
)
AGREEMENT = pattern(
    rf"""(?: \p{{L}}{{0,30}}? {alternatives(_DATA["agreements"]["endings"])} )
      (?: [ ]{alternatives(_DATA["acts"]["about"])} [ ] \S.{{2,90}} )?+ $""",
    ignore_case=True,
    name="name of an agreement",
)
_REFERENCE = pattern(r"\b[Dd]nr[ :.]*\d | \b(?:kl|klockan)[ .]+\d", name="reference in a line")
_ASIDE = pattern(
    r"(?:Motion|Interpellation|Medborgarförslag)[ ]\( | (?:Bästa|Hej)\b.*!$ | Enligt[ ]sändlista",
    name="line beside a title",
)
OPEN = frozenset(_DATA["open"]["words"])
_LETTERS = simple_pattern(rf"[{LETTERS}]{{3,}}+", name="letters")
_NO_STOP = frozenset(("m.m.", "m.fl.", "osv.", "etc.", "o.s.v.", "forts."))
_NO_STOPS = ("ek. för.", "ideell för.")
_VERBS = frozenset(_DATA["verbs"]["words"])
FORM = pattern(
    r"""\b(?: justerandes?[ ]sign | protokollsutdrag[ ]intygas | utdragsbestyrkande | signature[ ]reference
      | sida[ ]\d | ^justering: | \banslås\b | tas[ ]ned\b )""",
    ignore_case=True,
    name="form text",
)
_KIND_WORDS = frozenset(
    word for entry in load("kinds").values() for phrase in entry["words"] for word in phrase.split()
) | frozenset(_DATA["beside"]["words"])
_APPROVED = pattern(
    r"""(?P<name>\p{Lu}[\p{L}.’' -]{3,50}+),[ ]*+
      (?P<what>godkännare|signerat?|undertecknare|attestant|beslutsfattare|granskare|föredragande)\b""",
    ignore_case=True,
    name="digital signature",
)


def is_prose(line: str) -> bool:
    """Whether a line is running text: it holds a finite verb or ends a sentence."""
    if len(line) < 25:
        return False
    words = line.lower().split()
    ended = words[-1] not in _NO_STOP and not line.rstrip().endswith(_NO_STOPS)
    if len(words) > 3 and line.rstrip()[-1:] == "." and ended:
        return True
    return len(words) > 3 and not _VERBS.isdisjoint(words)


def has_verb(line: str) -> bool:
    """Whether a line holds a finite verb: a sentence, not a list of bodies that ends with a stop."""
    return not _VERBS.isdisjoint(line.lower().split())


def is_letterhead(line: str) -> bool:
    """Whether a line could stand in a letterhead: labels, dates, numbers, names, addresses."""
    if LABEL.match(line) or PAGE_MARK.match(line) or FORM.search(line) or _COUNTED.match(line):
        return True
    if len(line) > 140 or (line[-1] == "." and " " in line and line[-4:-3] != "."):
        return False
    if _CONTACT.search(line) or is_address(line) or _REFERENCE.search(line) or _ASIDE.match(line):
        return True
    if not any(ch.isalnum() for ch in line):
        return True
    numbered = any(ch.isdigit() for ch in line)
    rest = _DATE.sub(" ", line) if numbered else line
    letters = _LETTERS.findall(rest)
    if len(rest) < len(line) and len(letters) <= 2 and len(line) < 40 and line[0].isupper():
        return True
    if numbered:
        rest = " ".join(word for word in rest.split() if not any(ch.isdigit() for ch in word))
        letters = [word for word in _LETTERS.findall(rest) if len(word) > 5 or not word.isupper()]
    if all(word.lower() in _KIND_WORDS for word in letters):
        return bool(letters) or numbered
    return named(rest, letters)


def is_kind_word(word: str) -> bool:
    """Whether a word says what kind of document this is, or stands beside such a word."""
    return word.lower().strip("/:") in _KIND_WORDS


def is_address(line: str) -> bool:
    """Whether a line is a street, a box or a postal address."""
    found = _ADDRESS.search(line)
    if found is None:
        return False
    if found.start() == 0 and line[0].isalpha() and not line.startswith(("Box", "SE", "S-")):
        return not _YEAR.search(line) and any(_is_street(word) for word in line.lower().split())
    return True


def _is_street(word: str) -> bool:
    return word.endswith(_STREET) and not word.endswith(_PLANS)


def named(line: str, letters: list[str] | None = None) -> bool:
    """Whether a line holds nothing but names of people, titles, bodies and kinds of documents."""
    names = list(scan(line))
    if not names:
        return False
    left = len(letters if letters is not None else _LETTERS.findall(line))
    for name in names:
        left -= len(_LETTERS.findall(name.value))
    if left <= 0:
        return True
    outside = [
        word.group()
        for word in _LETTERS.finditer(line)
        if not any(name.start <= word.start() < name.end for name in names)
    ]
    return all(word.lower() in _KIND_WORDS for word in outside) or (left <= 3 and is_title_line(line))


def is_title_line(line: str) -> bool:
    """Whether a line is one or more titles: `Områdeschef Hållbar tillväxt`, `Ekonomichef  Controller`."""
    words = line.split()
    if not words or len(words) > 9 or words[-1][-1] in ".:;":
        return False
    if "   " in line and all(is_title(part.split()[-1].strip(",")) for part in _BESIDE.split(line.strip())):
        return True
    at = 0
    while at + 1 < len(words) and words[at].lower().rstrip(".") in _PREFIXES:
        at += 1
    if any(word.lower() in _LABEL_WORDS for word in words[1:]):
        return False
    first = words[at].strip(",")
    if is_title(first):
        return True
    return words[0][0].isupper() and len(words) <= 4 and is_title(words[-1])


_BESIDE = pattern(r"[ \t]{3,}+", name="gap between titles side by side")
_PREFIXES = frozenset(load("roles")["titles"]["prefixes"])


def signatories(line: str) -> list[Name]:
    """The people of a line that holds nothing else, up to four side by side."""
    if not 5 <= len(line) <= 120 or line[-1] in ".:;,":
        return []
    words = line.split()
    if len(words) > 14 or not words[0][0].isupper() or any(_plain(word) for word in words):
        return []
    found = people(line, 0, len(line))
    if not found or len(found) > 4:
        return []
    covered = sum(len(line[name.start : name.end].split()) for name in found)
    return found if covered == len(words) else []


def _plain(word: str) -> bool:
    """Whether a word cannot be part of a name: in small letters, or a number."""
    return not word[0].isupper() and len(word) > 3 and "-" not in word


def is_digital_signature(line: str) -> bool:
    """`Anna Ek, Godkännare tjänsteskrivelse, 2022-05-26`."""
    return len(line) < 140 and _APPROVED.match(line) is not None
