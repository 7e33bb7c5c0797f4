"""What is left: percentages, counts, page marks, list numbers … every run of digits gets a class.

`30 procent`, `24 elever`, `Sida 2 (41)`, `2.1.1 Överföring`, `kl. 14.30`, `rösterna 7–6`. A number
that nothing on the page explains stays unclaimed and is listed as unexplained; an amount without
a unit must not hide behind a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from swedoc import number_words
from swedoc.extract import extractors
from swedoc.extract.date_context import line_start
from swedoc.lexicon import load, pattern
from swedoc.mentions import NumberClass, NumberMention, Reading

_KINDS: dict[str, dict[str, list[str]]] = {entry["kind"]: entry for entry in load("numbers")["kinds"]}
_AFTER: dict[str, NumberClass] = {
    word: kind for kind in ("percent", "measure", "count") for word in reversed(_KINDS[kind]["after"])
}
_BEFORE: dict[str, NumberClass] = {
    word: kind
    for kind in ("code", "account", "reference", "address", "page", "time", "age", "ratio")
    for word in _KINDS[kind]["before"]
    if not word.startswith("*")
}
_STREETS = tuple(word[1:] for word in _KINDS["address"]["before"] if word.startswith("*"))
_ENDINGS = tuple(_KINDS["count"]["endings"])
_NO_NOUNS = frozenset(_KINDS["count"]["not_nouns"])
_SECTION_WORDS = frozenset(word for word, kind in _BEFORE.items() if kind in ("reference", "account"))
_BUILT = frozenset(_KINDS["year"]["before"])
_AGE_BEFORE = frozenset(
    ("över", "under", "fyllt", "från", "åldern", "ålder", "t.o.m", "t.o.m.", "till", "minst", "för")
)

_PERCENT = "procent"
_SPELLED = 40
"""How many characters a percentage in words may take."""
_NUMBER = pattern(r"(?P<n>\d{1,3}+(?:[ ]\d{3}(?!\d))++|\d++)(?P<dec>,\d{1,4}+(?!\d))?+", name="number")
_RUN = pattern(r"\d++", name="run of digits in what is left")
_NEXT = pattern(
    r"\s?+(?P<w>[^\W\d_]++[23²³]?(?:/[sh])?(?:-[^\W\d_]++)?+|[%‰°×]C?)(?P<then>[ \n](?P<v>\p{Ll}{3,}+))?+",
    name="word after a number",
)
_PAIR = pattern(
    r"(?:[ ]?[-–/+][ ]?|[ ](?:och|till|respektive|resp\.?|samt|eller|à|x|×|av|,)[ ]|,[ ])(?=\d)",
    name="between two numbers",
)
_REST = pattern(r"(?:[-–/]\d{1,6}+(?!\d|[.,:]\d)){1,3}+(?!\w)", name="rest of a code")
_OLD_YEAR = pattern(r"1[5-8]\d\d(?=[.,;)]?(?:\s|\Z))(?!\s[\p{Ll}%])", name="year before 1900")
_PLACE_BELOW = pattern(r"[ \t]*+\n[ \t]*+\d{3}[ ]\d\d[ ]{1,2}\p{Lu}", name="postal address below a number")
_PAGE = pattern(
    r"""(?<![\w.,:/-]) (?P<a>\d{1,3}+) (?: [ ]?\([ ]?(?P<b>\d{1,3}+)[ ]?\)
      | [ ]av[ ](?P<b>\d{1,3}+)(?!\d|[ ]\p{Ll})
      | /(?P<b>\d{1,3}+)(?=[ \t]*+(?:\n|\Z)) ) (?![\w.,:/-])""",
    name="page mark",
)
_PAGE_RULE = pattern(r"={3}[ ]PAGE[ ](?P<a>\d++)[ ]={3}", name="page rule")
_LIST = pattern(
    r"""(?:\A|\n|\|) [ \t>*\#•–-]{0,8}+ (?P<a> \d{1,2}+ (?:\.\d{1,2}+){0,5}+ (?: [.)] (?=[\s*]) |
      (?=[ \t]{1,4}[*_]{0,2}\p{Lu}\p{L}) ) )
      | (?<=\p{L}[ ]{2,8}) (?P<a> \d{1,2}+ \. (?=[ ]\p{Lu}\p{L}) )""",
    name="list or heading number",
)
_TIME = pattern(
    r"(?<![\w,./-])(?:[01]?\d|2[0-4])[.:][0-5]\d(?::[0-5]\d)?+(?:\s?[-–]\s?(?:[01]?\d|2[0-4])[.:][0-5]\d"
    r"(?::[0-5]\d)?+)?+(?![\w/]|[,.:]\d)",
    name="time of day",
)
_TIME_BEFORE = pattern(
    r"(?:\b[Kk]l(?:ockan)?\.?[ ]|\d{4}-\d\d-\d\d[ ,T]{1,2}|[Tt]id:?[ ]|[-–][ ]?)\Z",
    name="before a time of day",
)
_VOTE = pattern(r"\d{1,3}\s?[-–]\s?\d{1,3}(?!\d|[-–]\d)", name="votes")
_SECTION = pattern(
    r"\d{1,2}(?:\.\d{1,2}){1,4}+(?:\s?[-–]\s?\d{1,2}(?:\.\d{1,2}){1,4}+)?+(?![\d%])", name="section numbers"
)
_DECADE = pattern(r"\d{2,4}-tal", name="decade")
_ORDINAL = pattern(r":[aeAE](?!\w)|:an\b|:or\b", name="ordinal")


@extractors.register("number", order=90)
def find(reading: Reading) -> Iterator[NumberMention]:
    """Yield a class for every number that the words or the page around it explain."""
    yield from _page_furniture(reading)
    text = reading.text
    claims = reading.claims
    yield from _percents_in_words(reading)
    end = -1
    tables = iter(reading.document.tables)
    table = next(tables, None)
    for run in _RUN.finditer(text):
        start = run.start()
        if start < end or not claims.free(start, run.end()):
            continue
        while table is not None and table.end <= start:
            table = next(tables, None)
        mention = _classify(reading, start, run.end())
        if mention is None and table is not None and table.start <= start < table.end:
            mention = _cell(text, start)
        if mention is not None:
            end = mention.end
            yield mention


def _percents_in_words(reading: Reading) -> Iterator[NumberMention]:
    """`tio procent`, `två och en halv procent`: the number spelled out before the word."""
    text, lower = reading.text, reading.document.lower
    at = lower.find(_PERCENT)
    while at > 0:
        if text[at - 1].isspace() and text[at - 2 : at - 1].isalpha():
            figure = number_words.find(text, max(0, at - _SPELLED), at)
            if figure is not None and reading.claims.free(figure.start, at):
                yield NumberMention(figure.start, at + len(_PERCENT), "percent", figure.value)
        at = lower.find(_PERCENT, at + 1)


def _page_furniture(reading: Reading) -> Iterator[NumberMention]:
    """Page marks, list numbers and headings: numbers that their place on the line explains."""
    text = reading.text
    if "===" in text:
        for m in _PAGE_RULE.finditer(text):
            yield NumberMention(m.start("a"), m.end("a"), "page")
    for m in _PAGE.finditer(text):
        if int(m["a"]) <= int(m["b"]):
            yield NumberMention(m.start("a"), m.end(), "page")
    for m in _LIST.finditer(text):
        yield NumberMention(m.start("a"), m.end("a"), "list")


def _classify(reading: Reading, start: int, end: int) -> NumberMention | None:
    """The class of the number that begins at `start`, from what is glued to it and the words beside it."""
    text = reading.text
    previous = text[start - 1] if start else "\n"
    following = text[end : end + 1]
    if previous.isalpha() or (previous in "-–_/" and start > 1 and text[start - 2].isalpha()):
        return _glued(text, start, end, previous)
    if following.isalpha() and end - start <= 3 and not text[end : end + 2].isalpha():
        return NumberMention(start, end + 1, "code")
    section = _SECTION.match(text, start)
    if section is not None and _before(text, start) in _SECTION_WORDS:
        return NumberMention(start, section.end(), _BEFORE[_before(text, start)])
    number = _NUMBER.match(text, start)
    if number is None or not reading.claims.free(start, number.end()):
        return None
    stop = number.end()
    whole, decimals = number.groups()
    value = Decimal(whole.replace(" ", "") + (decimals or "").replace(",", "."))
    return (
        _by_mark(text, start, end, following)
        or _by_next(text, start, stop, value)
        or _by_previous(text, start, stop, value)
        or _shared(text, start, stop, value)
        or _counted(text, start, stop, value)
        or _lone(reading, start, end)
    )


def _glued(text: str, start: int, end: int, previous: str) -> NumberMention | None:
    """Digits glued to letters: a footnote after a word, else part of a code (`E4`, `COVID-19`, `T1`)."""
    if previous.isalpha() and previous.islower() and end - start <= 2 and text[start - 3 : start].isalpha():
        return NumberMention(start, end, "footnote")
    if previous.isalpha() and previous.islower() and end - start > 2 and text[end : end + 1] == " ":
        return (
            NumberMention(start, end, "damaged")
            if text[start - 3 : start].islower()
            else NumberMention(start, end, "code")
        )
    return NumberMention(start, end, "code")


def _by_mark(text: str, start: int, end: int, following: str) -> NumberMention | None:
    """Times, votes, decades, fractions and scales, by the mark between their figures."""
    if following in (".", ":") and (m := _TIME.match(text, start)) is not None:
        cued = _TIME_BEFORE.search(text, max(0, start - 14), start) is not None
        if cued or ":" in m[0]:
            return NumberMention(start, m.end(), "time")
    if following == "-" and _DECADE.match(text, start):
        return NumberMention(start, end, "year")
    if following in ("-", "–", " ") and (m := _VOTE.match(text, start)) is not None:
        around = text[max(0, start - 60) : m.end() + 20].lower()
        if "röst" in around or "voter" in around:
            return NumberMention(start, m.end(), "vote")
    if following == ":" and _ORDINAL.match(text, end):
        return NumberMention(start, end, "count")
    if following in ("/", ":") and text[end + 1 : end + 2].isdigit() and end - start <= 2:
        m = _RUN.match(text, end + 1)
        if m is not None and (following == ":" or int(text[start:end]) < int(m[0]) <= 20):
            return NumberMention(start, m.end(), "ratio")
    return None


def _by_next(text: str, start: int, end: int, value: Decimal) -> NumberMention | None:
    """Percentages, measures, ages and counts, by the word after the number."""
    m = _NEXT.match(text, end)
    if m is None:
        return NumberMention(start, end, "age", value) if text.startswith(("-åring", "-årig"), end) else None
    word = m["w"].lower()
    kind = _AFTER.get(word)
    if kind == "percent":
        return NumberMention(start, m.end("w"), "percent", value)
    if word in ("år", "års") and (
        _before(text, start) in _AGE_BEFORE or _SPAN_OF.match(text, max(0, start - 3), start)
    ):
        return NumberMention(start, end, "age", value)
    if kind is not None and not (
        word == "av" and not (m["v"] or text[m.end() : m.end() + 2].strip(" ").isdigit())
    ):
        return NumberMention(start, end, kind, value)
    if m["w"][0].islower() and len(word) >= 3 and word not in _NO_NOUNS:
        then = m["v"]
        if word.endswith(_ENDINGS) or (
            then is not None and word[-1] in "aet" and then.endswith(_ENDINGS) and then not in _NO_NOUNS
        ):
            return NumberMention(start, end, "count", value)
    return None


_SPAN_OF = pattern(r"\d\s?[-–]\Z|\d[-–][ ]?\Z|\d\d[-–]\Z", name="first of a span of ages")


def _before(text: str, start: int) -> str:
    """The word before a number, in lower case."""
    words = text[max(0, start - 30) : start].split()
    return _plain(words[-1]) if words else ""


def _plain(word: str) -> str:
    return word.strip("(*_:,;").lower()


def _by_previous(text: str, start: int, end: int, value: Decimal) -> NumberMention | None:
    """References, accounts, addresses and codes, by the word before the number."""
    printed = text[max(0, start - 30) : start].split()
    word = _plain(printed[-1]) if printed else ""
    if start and not text[start - 1].isspace() and (text[start - 1] != "." or word not in _BEFORE):
        return None
    kind = _BEFORE.get(word)
    if kind is None and len(printed) > 1 and len(word) == 1 and printed[-1].isupper():
        kind = _BEFORE.get(_before(text, start - 2))  # "blankett B 4", "Delegationsnr: D 2021-0417"
        kind = kind if kind == "reference" else None
    if kind is None and word.endswith("/s") and word[:-2].isdigit():
        kind = "code"  # a notice in the official journal, "2023/S 104-552190"
    if kind is not None:
        rest = _REST.match(text, end) if kind in ("code", "reference", "time") else None
        return NumberMention(start, rest.end() if rest else end, kind, value)
    if word in _BUILT and _OLD_YEAR.match(text, start):
        return NumberMention(start, end, "year", value)
    if len(printed) < 4 and word.isalpha() and printed[-1][0].isupper() and _PLACE_BELOW.match(text, end):
        return NumberMention(start, end, "address")
    if (
        word.endswith(_STREETS)
        and printed
        and (printed[-1][0].isupper() or (len(printed) > 1 and printed[-2][0].isupper()))
    ):
        return NumberMention(start, end, "address")
    last = printed[-1].strip("(") if printed else ""
    if (
        2 <= len(last) <= 6
        and last.isalpha()
        and last.isupper()
        and value < 10000
        and word not in _UNIT_CODES
    ):
        return NumberMention(start, end, "code")
    return None


_UNIT_CODES = frozenset(
    (
        "sek",
        "tkr",
        "mkr",
        "mnkr",
        "msek",
        "kr",
        "eur",
        "nok",
        "dkk",
        "usd",
        "summa",
        "total",
        "netto",
        "summa:",
    )
)


def _shared(text: str, start: int, end: int, value: Decimal) -> NumberMention | None:
    """The first of several numbers that share a word: `70/30 procent`, `årskurs 2 och 3`, `16–24 år`."""
    at = end
    for _ in range(3):
        gap = _PAIR.match(text, at)
        number = _NUMBER.match(text, gap.end()) if gap is not None else None
        if number is None:
            break
        at = number.end()
        after = _by_next(text, number.start(), at, value)
        if after is not None:
            return NumberMention(start, end, after.kind, value)
    joined = text[max(0, start - 9) : start].rstrip(" ").endswith(_JOINED_BY)  # cheaper than the search
    listed = _LISTED_BEFORE.search(text, max(0, start - 40), start) if joined else None
    if listed is not None:
        kind = _BEFORE.get(listed["w"].lower())
        if kind is not None or listed["w"].lower().endswith(_STREETS):
            return NumberMention(start, end, kind or "address", value)
    return None


_JOINED_BY = (",", "-", "–", " och", " samt", " till", " eller")
_LISTED_BEFORE = pattern(
    r"(?P<w>\p{L}{1,20}+\.?)[ ](?:\d{1,4}(?:[.:]\d{1,2})?[ ]?\p{Lu}?(?:,|[ ]?[-–]|[ ]och|[ ]samt|[ ]till"
    r"|[ ]eller)[ ]?){1,5}\Z",
    name="word before a list of numbers",
)


_PRICED = pattern(r"(?:[ ]\p{L}++){1,4}?[ ][àá][ ]", name="things with a price each")


def _counted(text: str, start: int, end: int, value: Decimal) -> NumberMention | None:
    """`Antalet inskrivna barn är 2 418`: the noun is before its number; `45 stolar à`: they have a price."""
    if _COUNTED.search(text, max(0, start - 70), start) is not None:
        return NumberMention(start, end, "count", value)
    if _PRICED.match(text, end) is not None:
        return NumberMention(start, end, "count", value)
    if end - start == 5 and text[start : start + 2] in ("19", "20") and not text[end : end + 1].isalnum():
        return NumberMention(start, end, "damaged")
    return None


_COUNTED = pattern(r"\b[Aa]ntal(?:et)?\b[^.:;]{0,60}\Z", name="number of things")


def _lone(reading: Reading, start: int, end: int) -> NumberMention | None:
    """A number alone on its line: a page number at most, and only where the page ends or begins."""
    if end - start > 3:
        return None
    text = reading.text
    after = text[end : end + 60].lstrip(" \t*_-–")
    if after and after[0] != "\n":
        return None
    line = line_start(text, start)
    before = text[max(0, line - 60) : start].rstrip(" \t*_-–\n")
    outer = not after.strip() or not before or after.lstrip().startswith("=== PAGE") or before.endswith("===")
    alone = not text[line:start].strip(" \t*_-–")
    parted = text[max(0, line - 2) : line] == "\n\n" and after.startswith("\n\n")
    if (outer and (alone or reading.claims.at(max(0, start - 2)) is not None)) or (alone and parted):
        return NumberMention(start, end, "page")
    return NumberMention(start, end, "page") if _counts_pages(reading, start, end) else None


def _counts_pages(reading: Reading, start: int, end: int) -> bool:
    """Whether a number at the end of a line counts the page: in a running head, or in its place."""
    lines = reading.document.lines
    at = reading.document.line_index(start)
    line = lines[at]
    if line.role != "body":
        return True
    number = int(reading.text[start:end])
    if f"=== PAGE {number} ===" in reading.text[max(0, start - 160) : start]:
        return True
    around = lines[max(0, at - 3) : at + 4]
    return number == line.page > 1 and any(other.page != line.page for other in around)


def _cell(text: str, start: int) -> NumberMention | None:
    """A cell of a table that no amount was read from."""
    number = _NUMBER.match(text, start)
    return NumberMention(start, number.end(), "cell") if number is not None else None
