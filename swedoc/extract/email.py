"""E-mail addresses and URLs: `karin.ahlmo@granvik.example.se`, also broken over lines or disguised.

An address is rejoined when the line ends inside it (`karin.ahlmo@gran-` / `vik.example.se`): the
hyphen is kept or dropped according to the other addresses and URLs of the document; without a
witness it is dropped, as a hyphen at a line end is more often a division than part of a name.
`karin.ahlmo(snabel-a)granvik.example.se` is an address too. URLs are claimed so that nobody reads
numbers out of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import EmailMention, Mention, OtherMention, Reading

_LONGEST = 300
_HYPHENS = "-\u00ad\u2010\u2011\ufffe"
_DOMAIN = pattern(
    r"""[ ]?+ (?P<first>[\p{L}\d](?:[\p{L}\d\u00ad\ufffe_-]|(?<!\.)\.(?=[\p{L}\d])){0,120}+)
      (?P<break> [\u00ad\u2010\u2011\ufffe]?+ \.?+ [ \t]*+\n[ \t]*+
        (?P<rest>\.?+[\p{L}\d](?:[\p{L}\d_-]|\.(?=[\p{L}\d])){0,120}+) )?+""",
    name="domain of an address",
)
_EMPTY_BREAK = pattern(
    r"[ \t]*+\n[ \t]*+(?P<rest>[\p{L}\d](?:[\p{L}\d_-]|\.(?=[\p{L}\d])){2,120}+)", name="domain below"
)
_TOP = pattern(
    r"\.(?:se|nu|com|org|net|eu|info|gov|no|dk|fi|io|int|edu|uk|de|ax)$", ignore_case=True, name="top domain"
)
_DISGUISED = pattern(
    r"[ ]? [(\[{<] [ ]? (?i:snabel-?[ ]?a|at|@|a) [ ]? [)\]}>] [ ]?",
    name="disguised at sign",
)
_LOCAL_BEFORE = pattern(r"(?<![\w.])[\p{L}\d][\p{L}\d._+-]{1,40}+$", name="local part before a disguise")
_DOMAIN_BEHIND = pattern(
    r"[\p{L}\d-]{2,40}+ (?: [ ]?(?:\.|[(\[{](?:dot|punkt)[)\]}])[ ]?[\p{L}\d-]{2,40}+ ){1,4}",
    ignore_case=True,
    name="domain behind a disguise",
)
_URL = pattern(
    r"""(?: https?://[^\s<>"”»()]{3,300}+ | (?<![\w@.-])www\.[\p{L}\d][^\s<>"”»(),;]{2,200}+ )""",
    ignore_case=True,
    name="url",
)
_BARE_TOP = pattern(r"\.(?:se|com|org|nu|eu|net)(?![\w@-]|\.\w)", name="top domain in running text")
_BARE = pattern(r"(?<![\w@.-])[a-z\d][a-zåäö\d-]{1,40}+(?:\.[a-zåäö\d-]{2,40}+){0,4}+$", name="bare domain")
_SOFT = pattern(r"[\u00ad\ufffe]", name="soft hyphen")
_DOT = pattern(r"[ ]?(?:\.|[(\[{](?:dot|punkt)[)\]}])[ ]?", ignore_case=True, name="written dot")


@extractors.register("email", order=5)
def find(reading: Reading) -> Iterator[Mention]:
    """The addresses and URLs of a document."""
    text = reading.text
    found: list[Mention] = []
    urls = _urls(text)
    domains = {_host(text[start:end]) for start, end in urls}
    at = text.find("@")
    broken = []
    while at >= 0:
        mention = _address(text, at)
        if mention is not None:
            start, end, values = mention
            if len(values) == 1:
                found.append(EmailMention(start, end, values[0]))
                domains.add(values[0].rsplit("@", 1)[1].lower())
            else:
                broken.append((start, end, values))
        at = text.find("@", at + 1)
    if broken:
        suffixes = {suffix for domain in domains for suffix in _suffixes(domain)}
        found.extend(
            EmailMention(start, end, _choose(values, domains, suffixes)) for start, end, values in broken
        )
    if "(" in text or "[" in text or "{" in text:
        found.extend(_disguised(text))
    found.extend(OtherMention(start, end, "url") for start, end in urls)
    found.sort(key=lambda mention: (mention.start, not isinstance(mention, EmailMention)))
    yield from found


def _disguised(text: str) -> Iterator[EmailMention]:
    """Addresses whose @ is written out: `karin.ahlmo(snabel-a)granvik.example.se`."""
    for match in _DISGUISED.finditer(text):
        before = _LOCAL_BEFORE.search(text, max(0, match.start() - 64), match.start())
        behind = _DOMAIN_BEHIND.match(text, match.end()) if before else None
        if before is None or behind is None:
            continue
        domain = _DOT.sub(".", behind.group())
        if _TOP.search(domain):
            yield EmailMention(before.start(), behind.end(), f"{before.group()}@{domain}")


def _urls(text: str) -> list[tuple[int, int]]:
    """The URLs of a text and its bare domains, without closing punctuation."""
    spans = []
    if "www." in text or "://" in text or "WWW." in text:
        for match in _URL.finditer(text):
            end = match.end()
            while text[end - 1] in ".,;:!?'’)*_]":
                end -= 1
            spans.append((match.start(), end))
    for top in _BARE_TOP.finditer(text):
        bare = _BARE.search(text, max(0, top.start() - 100), top.start())
        if bare is not None:
            spans.append((bare.start(), top.end()))
    return spans


def _host(url: str) -> str:
    return url.split("://")[-1].split("/")[0].lower().removeprefix("www.")


def _address(text: str, at: int) -> tuple[int, int, list[str]] | None:
    """The address around the @ at `at`: its span and the values it may have."""
    begin = _local_start(text, at)
    line = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    left = text[begin:at]
    start = -1
    locals_: list[str] = []
    if left.strip("."):
        start = begin + len(left) - len(left.lstrip("._-"))
        locals_ = [text[start:at]]
    if start < 0 or start == line or not locals_:
        start, locals_ = _local_above(text, line, at, start, locals_)
    if not locals_:
        return None
    right = _DOMAIN.match(text, at + 1)
    if right is None:
        below = _EMPTY_BREAK.match(text, at + 1)
        if below is None or not _TOP.search(below.group("rest")):
            return None
        return start, below.end(), [f"{local}@{below.group('rest')}" for local in locals_]
    first = right.group("first")
    domains, end = [first.rstrip(".-_")], right.start("first") + len(first.rstrip(".-_"))
    rest = right.group("rest")
    if rest is not None and (not _TOP.search(first) or first[-1] in _HYPHENS or rest[0] == "."):
        joined = _joined(text, first, right, rest)
        if joined:
            domains, end = joined, right.end()
    if "\u00ad" in domains[0] or "\ufffe" in domains[0]:
        domains = [_SOFT.sub("", domains[0]), _SOFT.sub("-", domains[0])]
    domains = [domain for domain in domains if "." in domain]
    if not domains:
        return None
    return start, end, [f"{local}@{domain}" for local in locals_ for domain in domains]


def _local_start(text: str, end: int) -> int:
    """Where the characters of a local part that ends at `end` begin."""
    start = end
    while start > 0 and end - start < 64 and (text[start - 1].isalnum() or text[start - 1] in "._%+-"):
        start -= 1
    return start


def _joined(text: str, first: str, right: regex.Match[str], rest: str) -> list[str]:
    """The domains that a line break inside one may stand for, the likeliest first."""
    glue = text[right.end("first") : right.start("rest")]
    if "." in glue:
        return [f"{first}.{rest}"] if _TOP.search(rest) or rest in ("se", "nu", "com", "org") else []
    if not _TOP.search(rest):
        return (
            [f"{first}.{rest}"] if rest in ("se", "nu") and first[-1] not in _HYPHENS and "." in first else []
        )
    if first[-1] == "-":
        return [first[:-1] + rest, first + rest]
    if rest[0] == ".":
        return [first + rest]
    return [first + rest]


def _local_above(text: str, line: int, at: int, start: int, local: list[str]) -> tuple[int, list[str]]:
    """The part of the local part that ends the line above: `karin.ahl-` / `mo@granvik.example.se`."""
    if line < 2 or text[line:at].strip() != (local[0] if local else ""):
        return start, local
    end = line - 1
    while end > max(0, line - 40) and text[end - 1] in " \t":
        end -= 1
    soft = text[end - 1] in "\u00ad\ufffe"
    end -= soft
    above = _local_start(text, end)
    head, tail = text[above:end], local[0] if local else ""
    if not head or not head[0].islower():
        return start, local
    if soft:
        return above, [head + tail]
    if not tail:
        return above, [head]
    if head[-1] == "-" and len(head) > 1:
        return above, [head[:-1] + tail, head + tail]
    if head[-1] in "._" and len(head) > 2 and text[above - 1 : above] in ("", " ", "\n", ":", "\t"):
        before = text[max(0, above - 9) : above].rstrip(" \t").lower()
        if before.endswith((":", "post", "mejl", "mail", "\n")) or above == 0:
            return above, [head + tail]
    return start, local


def _choose(values: list[str], domains: set[str], suffixes: set[str]) -> str:
    """The value whose domain another address or URL bears out, else the first."""
    for value in values:
        domain = value.rsplit("@", 1)[1].lower()
        if domain in suffixes or not domains.isdisjoint(_suffixes(domain)):
            return value
    return values[0]


def _suffixes(domain: str) -> list[str]:
    """`kommun.granvik.se` and `granvik.se`: a domain and what it lies in."""
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(min(len(labels) - 1, 8))]
