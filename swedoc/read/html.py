"""Web pages: the main content of a page, its paragraphs, lists and tables.

    <main><h1>Uppdrag …</h1><p>Myndigheten får använda <b>450 tkr</b> …</p></main>

Tags are found by a scanner of our own that looks at every character once: Python's own parser and
most others take time in proportion to the square of hostile input. Menus, scripts and forms are not
the document; if a page names its main content, only that is read.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import NamedTuple

from swedoc import limits
from swedoc.document import RawDocument
from swedoc.lexicon import pattern
from swedoc.read import Reader, readers
from swedoc.read.blocks import Block, Parts, compose, plain
from swedoc.read.markup import VOID, Building
from swedoc.read.text import decode

MEDIA_TYPE = "text/html"

_NAME = pattern(r"/?+ [a-zA-Z][a-zA-Z0-9:-]{0,40}+", name="name of a tag")
_ATTRIBUTE = pattern(
    r"""([a-zA-Z][a-zA-Z-]{0,30}+)
        (?: \s{0,9}+ = \s{0,9}+ (?: "([^"]{0,500}+) | '([^']{0,500}+) | ([^\s"'>]{1,500}+) ) )?+""",
    name="attribute of a tag",
)
_BEGINS = pattern(
    r"""(?: \s++ | <!--[^>]{0,2000}+> | <\?xml[^>]{0,200}+> )*+
        (?: <!doctype\s++html | <(?:html|head|body)[\s>] )""",
    ignore_case=True,
    name="beginning of a web page",
)
_INSIDE = pattern(
    r"<(?:html|body|main|p|div|table|br|h[1-6])[\s>/]", ignore_case=True, name="tag of a web page"
)
_CHARSET = pattern(
    r"""charset \s{0,9}+ = \s{0,9}+ ["']?+
        (iso-?8859-?1\b | latin-?1 | windows-?1252 | cp-?850 | ibm850 | macintosh)""",
    ignore_case=True,
    name="encoding of a web page",
)
_CODED = {"cp": "cp850", "ib": "cp850", "ma": "mac-roman"}
_LONG_NUMBER = pattern(r"&\#[xX]?+[0-9a-fA-F]{8,}+;?", name="impossible character reference")
_RAW = frozenset(("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "title"))
_SKIPPED = frozenset(
    ("head", "nav", "aside", "template", "svg", "math", "object", "button", "select", "dialog", "audio",
     "video", "canvas", "map", "noscript")
)  # fmt: skip
_AROUND = frozenset(("header", "footer"))  # of the page, unless they stand in its main part
_CLOSINGS = {name: pattern(rf"</{name}[\s>/]", ignore_case=True, name=f"end of {name}") for name in _RAW}
_LONGEST_TAG = 20_000


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is a web page: it begins like one, or is called one and holds its tags."""
    head = data[:6000]
    if b"<" not in head.replace(b"\0", b""):
        return False
    text, _ = decode(head)
    return _BEGINS.match(text) is not None or (
        suffix in ("htm", "html", "xhtml") and _INSIDE.search(text) is not None
    )


def read(data: bytes, suffix: str) -> RawDocument:
    """Read a web page.

    Raises:
        UnsupportedFormat: it holds no text.
        LimitExceeded: `nodes`, `depth`, `text`, `columns` or `cells`.
    """
    return compose(parts(_decoded(data)), reader="html", media_type=MEDIA_TYPE)


def parts(text: str) -> Parts:
    """The main content of a page, or all of it if it names none."""
    tags = list(_tags(text))
    for says in (_is_main, _is_article):
        if any(says(tag) for tag in tags):
            blocks = _content(text, tags, says)
            if plain(blocks):
                return Parts(blocks)
    return Parts(_content(text, tags, None))


def _decoded(data: bytes) -> str:
    """The text of a page. UTF-8 is never met by chance; after it, what the page says of itself counts."""
    text, encoding = decode(data)
    said = None if encoding.startswith("utf") else _CHARSET.search(data[:6000].decode("latin-1"))
    if said is None:
        return text
    return data.decode(_CODED.get(said[1][:2].lower(), "cp1252"), "replace")


def _is_main(tag: _Tag) -> bool:
    return tag.name == "main" or tag.attributes.get("role") == "main"


def _is_article(tag: _Tag) -> bool:
    return tag.name == "article"


def _content(text: str, tags: list[_Tag], main: Callable[[_Tag], bool] | None) -> list[Block]:
    """The blocks of a page, or of the elements that `main` picks out."""
    building = Building()
    at = 0
    within = ""  # the name of the main element that is open, and how many of that name are
    depth = 0
    skip, skipped = "", 0
    for tag in tags:
        if tag.start > at and not skip and (main is None or depth):
            building.text(_unescaped(text[at : tag.start]))
        at = tag.end
        name = tag.name
        if skip:
            skipped += (name == skip) - (name == f"/{skip}")
            if not skipped or (skip == "head" and name == "body"):
                skip = ""
        elif name == "!":
            continue
        elif main is not None and not depth:
            if main(tag):
                within, depth = name, 1
        elif main is not None and name in (within, f"/{within}"):
            depth += 1 if name == within else -1
            building.end("div")
        elif name[0] == "/":
            building.end(name[1:])
        elif name not in VOID and (
            name in _SKIPPED or (name in _AROUND and main is None) or "hidden" in tag.attributes
        ):
            skip, skipped = name, 1
        else:
            building.start(name, tag.attributes)
    if not skip and (main is None or depth):
        building.text(_unescaped(text[at:]))
    return building.finish()


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub(" ", text)) if "&" in text else text


class _Tag(NamedTuple):
    """A tag at `start`–`end`; `name` in lower case, with a slash before it at the end of an element."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]


def _tags(text: str) -> Iterator[_Tag]:
    """The tags of a page in order, comments and the contents of scripts left out."""
    at = nodes = 0
    most = limits.current().nodes
    comments = True  # whether the rest of the page holds the end of a comment
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4) if comments else -1
            comments = end >= 0
            end = end + 3 if comments else text.find(">", at) + 1
            if not end:
                return
            yield _Tag("!", at, end, {})
            at = end
            continue
        match = _NAME.match(text, at + 1)
        if match is None and text[at + 1 : at + 2] not in ("!", "?"):
            at += 1
            continue
        end = _tag_end(text, at)
        if not end:
            return
        name = match.group().lower() if match else "!"
        nodes += 1
        if nodes > most:
            raise limits.exceeded("nodes")
        attributes: dict[str, str] = {}
        if name[:1] not in "/!" and end - at > len(name) + 2:
            for found in _ATTRIBUTE.finditer(text, at + 1 + len(name), min(end - 1, at + 4000)):
                attributes.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
        yield _Tag(name, at, end, attributes)
        at = end
        if name in _RAW:
            closing = _CLOSINGS[name].search(text, at)
            if closing is None:
                return
            yield _Tag("!", at, closing.start(), {})
            at = closing.start()


def _tag_end(text: str, at: int) -> int:
    """The offset behind a tag; 0 if it has no end. A `>` in a quoted attribute does not count."""
    end = text.find(">", at) + 1
    if not end or end - at > _LONGEST_TAG:
        return end
    start = at
    for _ in range(20):
        quotes = text.count('"', start, end)
        if quotes % 2 == 0 or "=" not in text[at:end]:
            return end
        closing = text.find('"', end, at + _LONGEST_TAG)
        further = text.find(">", closing, at + _LONGEST_TAG) + 1 if closing >= 0 else 0
        if not further:
            return end
        start, end = closing + 1, further
    return end


readers.register("html", order=30)(Reader(sniff, read))
