"""References to statutes and to the riksdag's papers: `(2017:725)`, `8 kap. 3 §`, `prop. 2019/20:164`."""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.lexicon import alternatives, load, pattern
from swedoc.mentions import IdentifierMention

_WORDS: dict[str, list[str]] = {entry["kind"]: entry["words"] for entry in load("identifiers")["kinds"]}

_BRACKETED = pattern(
    r"\(\s?(?:SFS\s)?(?P<n>1[6-9]\d\d:\d{1,4}|20\d\d:\d{1,4})(?=[\s),;])", name="statute in brackets"
)
_NAMED = pattern(
    r"(?<!\w)(?:SFS\s?|(?:\p{L}{0,30}lag(?:en)?|\p{L}{0,30}förordning(?:en)?|\p{L}{0,30}balk(?:en)?"
    r"|PBL)\s{1,2})"
    r"(?P<n>(?:1[6-9]|20)\d\d:\d{1,4})(?![\d:/-])",
    name="statute",
)
_LAW_CORE = pattern(r"(?:1[6-9]|20)\d\d(?:/\d\d)?:\p{L}{0,4}\d{1,4}", name="year:number")
_REGULATION = pattern(
    rf"(?<!\w){alternatives(_WORDS['regulation'])}\s?(?P<n>(?:19|20)\d\d:\d{{1,4}})(?!\d)", name="regulation"
)
_REPORT_SERIES = pattern(
    r"(?:[Rr]apport|[Mm]eddelande|[Pp]romemoria|PM|[Ss]tudie|[Rr]apportserie)\s(?:nr\s)?(?P<n>(?:19"
    r"|20)\d\d:\d{1,3})(?![\d:])",
    name="number in a series of reports",
)
_MOTION = pattern(
    r"(?<!\w)[Mm]ot(?:ion(?:en|er)?|\.)\s\(?(?P<n>(?:19|20)\d\d(?:/\d\d)?:[A-Za-zÅÄÖåäö]{0,3}\d{1,5})",
    name="motion",
)
_REPORT_WORDS = {
    "proposition": r"[Pp]rop(?:osition(?:en)?)?",
    "betänkande": r"[Bb]et(?:änkande)?|[Yy]ttr",
    "riksdagsskrivelse": r"[Rr]skr|[Rr]iksdagsskrivelse",
    "skrivelse": r"[Ss]kr(?:ivelse)?",
    "sou": r"SOU",
    "ds": r"Ds|DS",
    "direktiv": r"[Dd]ir|[Kk]ommittédirektiv",
    "rir": r"RiR|RIR",
}
_REPORT = pattern(
    r"(?<![\w/])(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _REPORT_WORDS.items())
    + r")\.?+\s{1,2}"
    r"(?P<n>(?:18|19|20)\d\d(?:/\d{2,4})?:\p{L}{0,5}\d{1,4}\p{Ll}?)(?![\w/])",
    name="paper of the riksdag or the government",
)
_MORE_REPORT = pattern(
    r"(?:,|\soch|\ssamt)\s(?P<n>(?:19|20)\d\d(?:/\d\d)?:\p{L}{0,5}\d{1,4})(?![\w/])", name="more papers"
)
_BARE_REPORT = pattern(
    r"(?<![\w/.])(?:19|20)\d\d/\d\d:(?P<committee>\p{Lu}\p{L}{1,5})?\d{1,4}(?![\w/])",
    name="paper without a label",
)
_STATEMENT = pattern(
    r"(?<!\w)(?P<n>(?:19|20)\d\d:R[IVX]{1,5}\s\d{1,4})(?!\d)", name="statement of a city board"
)
_EU = pattern(
    r"""(?<!\w) (?: \((?:EU|EG|EEG|EU,\ Euratom)\)\s(?:nr\s)?(?P<n>\d{1,4}/\d{1,4}) |
      (?P<n>\d{2,4}/\d{1,4}/(?:EU|EG|EEG))
      | (?:COM|KOM|SWD)\s?\(?(?P<n>\d{4}\)?\s\d{1,4}) | EU\s(?P<n>20\d\d/\d{3,4}) ) (?![\d/])""",
    name="act of the European Union",
)
_JUDGMENT = pattern(
    r"""(?<!\w) (?:NJA|HFD|RÅ|RH|RK|AD|MÖD|JO|JK|MIG|MD|UMD|PMÖD) \s (?P<n>(?:19|20)\d\d (?: :\d{1,3}
      | (?:/\d\d)?\s(?:s\.?|ref\.?|not\.?|nr)\s?\d{1,4} )) (?!\d)""",
    name="judgment",
)
_SERIES = ("NJA ", "HFD ", "RÅ ", "RH ", "RK ", "AD ", "MÖD ", "JO ", "JK ", "MIG ", "MD ", "UMD ")
_NUMBER = r"\d{1,4}+(?:[ ]?[a-z](?!\w))?"
_LIST = rf"{_NUMBER}(?:\s?(?:[-–]|,|och|samt|eller)\s?{_NUMBER}){{0,6}}"
_AFTER_SIGN = pattern(
    r"§{1,2}\s{0,2}(?P<n>\d{1,4}+(?:[/:-]\d{2,4}+|[ ]?[a-z](?!\w))?(?:\s?[-–]\s?\d{1,4}+"
    r"(?![-/:]\d))?"
    r"(?:(?:,|\soch|\ssamt)\s§?\s?\d{1,4}(?=[\s,.;)]|\Z)(?!\s(?:kr|tkr|mkr|mnkr|\d{3}|[a-zåäö]{3,})\b))*+)",
    name="paragraph, sign first",
)
_BEFORE_SIGN = pattern(
    rf"(?<![\w:/.,]) (?P<n>(?:{_NUMBER}\s?kap\.?[\s,]{{1,2}})?{_LIST}\s?§{{1,2}}(?!\s?\d)) (?P<part>\s"
    rf"(?:första|andra|tredje)\sstycket(?:\s\d{{1,2}}\b)?)?",
    name="paragraph, number first",
)
_CHAPTER = pattern(
    rf"(?<![\w:/.,]) (?P<n>{_LIST}\s?kap(?:\.|\b)) | (?<!\w)(?:[Kk]ap\.|[Kk]apitel)\s(?P<n>\d{{1,3}}"
    rf"(?:\.\d{{1,2}})*+)(?!\d)",
    name="chapter",
)


def law(text: str) -> Iterator[IdentifierMention]:
    """Statutes: by SFS number in brackets, after their name, or from an authority's own series."""
    if _LAW_CORE.search(text) is None:
        return
    if "mot" in text or "Mot" in text:
        for m in _MOTION.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "motion", m["n"])
    for m in _REGULATION.finditer(text):
        yield IdentifierMention(m.start("n"), m.end("n"), "regulation", " ".join(m[0].split()))
    for m in _REPORT_SERIES.finditer(text):
        yield IdentifierMention(m.start("n"), m.end("n"), "rapport", m["n"])
    for shape in (_BRACKETED, _NAMED):
        for m in shape.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "law", m["n"])


def parliament(text: str) -> Iterator[IdentifierMention]:
    """Papers of the riksdag, the government, the European Union and the courts."""
    if ":" in text:
        for m in _REPORT.finditer(text):
            kind = next(kind for kind in _REPORT_WORDS if m[kind])
            yield IdentifierMention(m.start("n"), m.end("n"), kind, m["n"])
            at = m.end()
            while (more := _MORE_REPORT.match(text, at)) is not None:
                yield IdentifierMention(more.start("n"), more.end("n"), kind, more["n"])
                at = more.end()
        for m in _BARE_REPORT.finditer(text):
            kind = "betänkande" if m["committee"] else "proposition"
            yield IdentifierMention(m.start(), m.end(), kind, m[0])
        for m in _STATEMENT.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "utlåtande", m["n"])
    if "/" in text or "COM" in text or "KOM" in text:
        for m in _EU.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "eu", m["n"])


def judgments(text: str) -> Iterator[IdentifierMention]:
    """Reported judgments and decisions, by their series and page or number."""
    if any(series in text for series in _SERIES):
        for m in _JUDGMENT.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "rättsfall", " ".join(m[0].split()))


def paragraphs(text: str) -> Iterator[IdentifierMention]:
    """Paragraphs of protocols and statutes, and chapters."""
    if "§" in text:
        for m in _AFTER_SIGN.finditer(text):
            yield IdentifierMention(m.start(), m.end("n"), "paragraph", " ".join(m["n"].split()))
        for m in _BEFORE_SIGN.finditer(text):
            end = m.end("part") if m["part"] else m.end("n")
            yield IdentifierMention(
                m.start("n"), end, "paragraph", " ".join(text[m.start("n") : end].split())
            )
    if any(word in text for word in (" kap", "\nkap", "Kap", "kapitel")):
        for m in _CHAPTER.finditer(text):
            yield IdentifierMention(m.start("n"), m.end("n"), "paragraph", " ".join(m["n"].split()))
