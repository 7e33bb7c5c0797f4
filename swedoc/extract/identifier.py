"""Numbers that name a law, a paragraph, an organisation, a property, an appropriation …

`kommunallagen (2017:725)`, `8 kap. 3 §`, `org.nr 212000-0027`, `Granviks Prästgård 2:14`,
`anslaget 1:6`. They look like case numbers, dates, telephone numbers and amounts, and are none.
Check digits (organisationsnummer, personnummer, bankgiro: Luhn, ISO/IEC 7812-1) only tell whether
a number is valid, never whether it is one: one misread digit always breaks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

import regex

from swedoc import units
from swedoc.extract import extractors
from swedoc.extract.identifier_law import judgments, law, paragraphs, parliament
from swedoc.extract.occurrences import occurrences
from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import IdentifierMention, Reading

WORDS: dict[str, list[str]] = {entry["kind"]: entry["words"] for entry in load("identifiers")["kinds"]}

_ORG_CORE = pattern(r"\d{6}[-+–‐]\d{4}(?!\d)", name="six digits and four")
_ORG = pattern(
    r"(?<![\w/.,+-]) (?P<prefix>16-?(?=\d{6})|(?:18|19|20)(?=\d{6}))?+ (?P<a>\d{6}) (?P<mark>[-+–‐]) "
    r"(?P<b>\d{4}) (?![\w-]"
    r"|[/:]\d|[.,]\d)",
    name="organisation number",
)
_PLAIN_ORG = pattern(
    rf"(?<!\w)(?:{alternatives(WORDS['organisationsnummer'])})(?:[.:]|\s){{0,3}}(?P<n>(?:16)?\d{{10}}"
    rf"|\d{{6}}\ \d{{4}})(?!\d)",
    ignore_case=True,
    name="organisation number without hyphen",
)
_GIRO = pattern(
    rf"""(?<!\w) (?: (?P<bankgiro>{alternatives(WORDS["bankgiro"])}) |
      (?P<plusgiro>{alternatives(WORDS["plusgiro"])}) )
      (?: [ ]?+ (?:nr|nummer) )?+ [.:]?+ \s{{1,2}}+ (?: (?P<b>\d{{3,4}}-\d{{4}}) |
      (?P<p>\d{{1,4}}(?:[ ]?\d{{1,4}}){{0,4}} ?-\ ?\d) ) (?!\d)""",
    ignore_case=True,
    name="giro number",
)
_ACCOUNT = pattern(
    rf"""(?<!\w) {alternatives(WORDS["bankkonto"])} [.:]?+ \s{{1,2}}+
      (?P<n>(?:SE\d\d)?+[\d ,-]{{6,34}}+(?<=\d))""",
    ignore_case=True,
    name="bank account",
)
_NAME = r"\p{Lu}[\p{L}é]{1,20}(?:-\p{Lu}?\p{L}{1,20})?"
_PAIR = pattern(r"(?<=\d)[:/](?=[\d\p{Lu}])", name="mark between digits")
_PROPERTY = pattern(
    rf"(?<![\w.]) (?P<name>{_NAME}(?:[ ]{_NAME}){{0,3}}+) \s (?P<n>s?:?\d{{1,4}}:\d{{1,4}}) (?![\d:/]"
    r"|[.,]\d)",
    name="property",
)
_MORE_PROPERTY = pattern(
    r"(?:,|\ och|\ samt)\s(?P<n>\d{1,4}:\d{1,4})(?![\d:/]|[.,]\d)", name="more properties"
)
_BLOCK = pattern(
    rf"(?<!\w)(?:{alternatives([*WORDS['fastighet']])}"
    rf"|{alternatives([w.capitalize() for w in WORDS['fastighet']])})(?::|\.)?+\s{{1,2}}(?P<n>{_NAME}"
    rf"(?:\ {_NAME}){{0,3}}\s\d{{1,3}})(?![\d:/%]|[.,]\d|\ \d|\s(?:kr|tkr|mkr))",
    name="property of a block",
)
_APPROPRIATION = pattern(
    r"""(?<!\w) (?: (?P<w>[Rr]amanslag|[Aa]nslag)(?:et|en)?+ (?:\sinom\s\p{L}{3,20})?+ \s
      (?P<n>\d{1,2}:\d{1,3}(?:\.\d{1,2}+)?+)
      | [Aa]nslagspost(?:en|erna)?+ \s (?P<n>\d{1,3}(?:[.:]\d{1,2})?+)
      | [Dd]elpost(?:en)?+ \s (?P<n>\d{1,2}(?:[.:]\d{1,2}){0,2}+) | [Aa]p\.?[ ]?+
      (?P<n>\d{1,3}(?:\.\d{1,2})?+)
      | (?:[Uu]tgiftsområde|[Uu]tg\.?\s?omr\.?|UO|uo)\s?+ (?P<n>\d{1,2}) ) (?![\w:]|[.,-]\d|\ \d{3}\b)
      (?P<more> (?:,\ |\soch\s) (?P<n2>\d{1,2}:\d{1,3}) (?![\d:]) )?+""",
    name="appropriation",
)
_ROW = pattern(
    r"(?:\A|\n)[ \t|*]{0,6}+(?P<n>\d{1,2}:\d{1,3})(?=[ \t|*]{1,6}\p{Lu}\p{L})",
    name="appropriation at a line's start",
)
_POSTCODE = pattern(
    r"(?<![\d.,])(?P<n>[1-9]\d{2}[ ]?\d{2})(?=[ ]{1,2}(?!Kr\b|SEK\b|Tkr\b|EUR\b)\p{Lu}\p{L}{1,20}(?!\p{L}))",
    name="postcode",
)
_ADDRESS_BEFORE = pattern(
    r"(?:(?:\A|\n|[^\d\s][,;:|–•*(])[ ]{0,4}|\p{L}[ ]\d{1,4}[ ]?\p{L}?,?[ ]{1,2}|(?<!\w)SE?[ -]{1,2}"
    r"|[Pp]ostadress:?[ ])(?:SE?[ -]{1,2})?\Z",
    name="what stands before a postcode",
)
_ISXN = pattern(r"\bIS(?:BN|SN)(?:-1[03])?[:\s]{0,2}(?P<n>[\d][\d -]{6,16}[\dXx])(?!\d)", name="ISBN or ISSN")
_MEETING = pattern(
    r"""(?<![\w/§-]) (?: (?:[Ss]ammanträde|[Pp]rotokoll|[Mm]öte|PROTOKOLL)\s(?:nr\s)?+
      (?P<n>(?:[A-ZÅÄÖ]{2,5}\s)?\d{1,3}/\d{2,4})
      | (?P<n>[A-ZÅÄÖ]{2,5}\s\d{1,2}/\d{2}) ) (?![\d/:-]|,\d)""",
    name="meeting number",
)
_CIRCULAR = pattern(r"\b[Cc]irkulär(?:et)?\s(?:nr\s)?(?P<n>\d{2,4}:\d{1,3})(?!\d)", name="circular")
_DECISION = pattern(
    r"\b(?:[Rr]egeringsbeslut|REGERINGSBESLUT)(?:\s{1,4}+|[ \t]{1,80}+)(?P<n>(?:I{1,3}|IV|VI{0,3}|IX"
    r"|X{1,2})[: ]{1,2}\d{1,3})(?!\d)"
    r"|\n[ ]{0,4}(?P<n>(?:I{1,3}|IV|VI{0,3}|IX|X{1,2})[: ]{1,2}\d{1,2})[ ]*+(?=\n)",
    name="number of a government decision",
)
_STANDARD = pattern(
    r"\b(?P<n>(?:SS[ -])?(?:EN[ -])?(?:ISO|IEC|EN|DIN)[ /-](?:IEC\s)?\d{3,5}(?:-\d{1,2})?(?::\d{4})?|"
    r"(?:ABT|ABK|AB|ABM|ALOS|ABFF)[ ](?:[079]\d|25)|AMA\s?\p{L}{0,10}\s\d{2})"
    r"(?!\d|[ ]\d{3}\b|/\d|\s(?:[tmkM]n?kr|[Mm]ilj|kr|MSEK|SEK)|,\d)",
    name="standard",
)
_DRAWING = pattern(r"(?<![\w/.-])(?P<n>\p{Lu}{1,3}-\d{1,3}(?:[-.:]\d{1,4}){1,4})(?![\w/-])", name="drawing")
_RUN = pattern(r"\d++", name="run of digits in a token")
_EXCEPT = pattern(
    r"""(?:tele|fax|mobil|post|växel|direkt|telefon|anknytnings|d|diarie|ärende|mål|org|bankgiro|plusgiro|person
      |organisations|sid|rad|hus|vx|tel|(?<![\p{L}-]))-?(?:nr|nummer)\Z""",
    ignore_case=True,
    name="numbers of another kind",
)
_AFTER_WORD = pattern(
    r"[.:]{0,2}+[ ]{0,2}+(?P<n>(?=[A-Z-]{0,4}\d)[\w/.:-]{2,40}+(?<=\w))", name="after a word ending in -nr"
)
_NUMBER_WORDS = ("nr", "nummer", "-id", "-ID", "OCR", " ID", "eferens", "eference")


@cache
def _luhn() -> Callable[[str], bool]:
    from stdnum import luhn

    check: Callable[[str], bool] = luhn.is_valid
    return check


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


@extractors.register("identifier", order=30)
def find(reading: Reading) -> Iterator[IdentifierMention]:
    """Yield identifiers, the plainest first; the claims keep the first of two that overlap."""
    text = reading.text
    marks = {m[0] for m in _PAIR.finditer(text)}
    if ":" in marks or "/" in marks or "COM(" in text or "KOM(" in text:
        yield from chain(law(text), parliament(text))
    yield from chain(paragraphs(text), judgments(text), _organisations(text), _money_addresses(text))
    yield from chain(_appropriations(text), _simple(text), _properties(text, ":" in marks), _references(text))


def _organisations(text: str) -> Iterator[IdentifierMention]:
    """Organisations by their third digit, which is 2 or more: no month of a date of birth."""
    for core in _ORG_CORE.finditer(text):
        m = _ORG.search(text, max(0, core.start() - 4), min(len(text), core.end() + 2))
        if m is None or m.end() != core.end():
            continue
        number = m["a"] + m["b"]
        if int(m["a"][2]) >= 2:
            yield IdentifierMention(
                m.start(), m.end(), "organisationsnummer", m[0].replace("–", "-"), _luhn()(number)
            )
    lowered = "org" in text or "Org" in text or "ORG" in text or "RegNo" in text
    for m in _PLAIN_ORG.finditer(text) if lowered else ():
        yield IdentifierMention(
            m.start("n"), m.end("n"), "organisationsnummer", m["n"], _luhn()(_digits(m["n"])[-10:])
        )


_GIRO_WORDS = ("giro", "GIRO", "bg ", "pg ", "bg:", "pg:", "BG ", "PG ", "Bg ", "Pg ", "bg.", "pg.", "giro\n")
_ACCOUNT_WORDS = ("kontonummer", "bankkonto", "onto nr", "learing", "IBAN", "Kontonummer", "Bankkonto")


def _money_addresses(text: str) -> Iterator[IdentifierMention]:
    for m in _GIRO.finditer(text) if any(word in text for word in _GIRO_WORDS) else ():
        start, end = m.span("b") if m["b"] else m.span("p")
        kind = "bankgiro" if m["bankgiro"] else "plusgiro"
        yield IdentifierMention(start, end, kind, text[start:end], _luhn()(_digits(text[start:end])))
    for m in _ACCOUNT.finditer(text) if any(word in text for word in _ACCOUNT_WORDS) else ():
        yield IdentifierMention(m.start("n"), m.end("n"), "bankkonto", m["n"])


_APPROPRIATION_WORDS = ("nslag", "ap.", "ap ", "Ap.", "elpost", "tgiftsområde", "tg.", "UO", "uo")


def _appropriations(text: str) -> Iterator[IdentifierMention]:
    for m in _APPROPRIATION.finditer(text) if any(word in text for word in _APPROPRIATION_WORDS) else ():
        for group in ("n", "n2"):
            if m[group]:
                yield IdentifierMention(m.start(group), m.end(group), "anslag", m[group])
    if "nslag" in text:
        for m in _ROW.finditer(text) if "\n" in text else ():
            yield IdentifierMention(m.start("n"), m.end("n"), "anslag", m["n"])


_BLOCK_WORDS = ("astighet", "varteret", "kv ", "omten", "tadsäg")
_NO_PROPERTY = frozenset(
    [
        "Anslag",
        "Anslaget",
        "Ramanslag",
        "Klockan",
        "Kl",
        "Tid",
        "Möte",
        "Tabell",
        "Skala",
        "Bilaga",
        "Budget",
        "Cirkulär",
        "Motion",
        "Ds",
        "Version",
        "Onsdag",
        "Tisdag",
        "Måndag",
        "Torsdag",
        "Fredag",
    ]
)


def _properties(text: str, pairs: bool) -> Iterator[IdentifierMention]:
    for m in _PROPERTY.finditer(text) if pairs else ():
        named = any(word in text[max(0, m.start() - 40) : m.start()].lower() for word in _BLOCK_WORDS)
        broken = text[m.start("n") - 1] == "\n" or m["n"][:2] in ("19", "20")
        if m["name"].split()[-1] in _NO_PROPERTY or (broken and not named):
            continue
        yield IdentifierMention(m.start(), m.end(), "fastighet", " ".join(m[0].split()))
        at = m.end()
        while (more := _MORE_PROPERTY.match(text, at)) is not None:
            yield IdentifierMention(more.start("n"), more.end("n"), "fastighet", more["n"])
            at = more.end()
    for m in _BLOCK.finditer(text) if any(word in text for word in _BLOCK_WORDS) else ():
        yield IdentifierMention(m.start("n"), m.end("n"), "fastighet", " ".join(m["n"].split()))


_SIMPLE: tuple[tuple[str, regex.Pattern[str], tuple[str, ...]], ...] = (
    ("sammanträde", _MEETING, ("/",)),
    ("cirkulär", _CIRCULAR, ("irkulär",)),
    ("beslutsnummer", _DECISION, ("egeringsbeslut", "REGERINGSBESLUT")),
    ("standard", _STANDARD, ("ISO", "EN ", "AB ", "ABT", "ABK", "AMA", "IEC", "DIN")),
    ("ritning", _DRAWING, ("-",)),
)


def _simple(text: str) -> Iterator[IdentifierMention]:
    """The kinds that one pattern tells; a kind is skipped where a word that it needs is missing."""
    if "ISBN" in text or "ISSN" in text:
        for m in _ISXN.finditer(text):
            kind = "isbn" if "BN" in m[0][:4] else "issn"
            yield IdentifierMention(m.start("n"), m.end("n"), kind, m["n"].strip())
    for m in _POSTCODE.finditer(text):
        money = units.after(text, m.end("n"), len(text))  # "12500 MSEK" is no postal town
        if money is None and _ADDRESS_BEFORE.search(text, max(0, m.start() - 14), m.start()):
            yield IdentifierMention(m.start("n"), m.end("n"), "postnummer", m["n"])
    for kind, shape, needed in _SIMPLE:
        if any(word in text for word in needed):
            for m in shape.finditer(text):
                yield IdentifierMention(m.start("n"), m.end("n"), kind, " ".join(m["n"].split()))


def _references(text: str) -> Iterator[IdentifierMention]:
    """Hashes of signatures, and whatever a word ending in -nr or -nummer announces."""
    end = 0
    for run in _RUN.finditer(text):
        start, stop = run.span()
        if start < end or not (
            stop - start >= 14 or text[start - 1 : start].isalpha() or text[stop : stop + 1].isalpha()
        ):
            continue
        start, end = _token(text, start, stop)
        digits = sum(map(str.isdigit, text[start:end]))
        if end - start >= 14 and digits >= 5 and units.after(text, start + digits, len(text)) is None:
            yield IdentifierMention(start, end, "referens", text[start:end])
    for at in occurrences(text, _NUMBER_WORDS):
        word = text[max(0, at - 26) : at + 10].split("\n")[-1]
        m = _AFTER_WORD.match(text, at)
        if m is not None and not _EXCEPT.search(text, max(0, at - 26), at) and word:
            yield IdentifierMention(m.start("n"), m.end("n"), "referens", m["n"])


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """The word of letters, digits and hyphens around a place, at most eighty characters each way."""
    first, last = max(0, start - 80), min(len(text), end + 80)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in "-_"):
        start -= 1
    while end < last and (text[end].isalnum() or text[end] in "-_"):
        end += 1
    return start, end
