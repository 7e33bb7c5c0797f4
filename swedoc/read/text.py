"""Plain text and Markdown, in whatever encoding an archive has kept them.

UTF-8 is tried first and strictly, since no other encoding passes it by chance. What is left is
told apart by where it puts å, ä and ö: in Swedish they stand among small letters (`är`, `för`),
and a wrong guess turns them into signs or capitals inside words. Charset detectors that look at all
languages at once fail on short Swedish files in Code Page 850 and 7-bit ISO 646 (SEN 85 02 00).
"""

from __future__ import annotations

from swedoc.document import RawDocument
from swedoc.errors import UnsupportedFormat
from swedoc.lexicon import pattern
from swedoc.read import Reader, readers

_MARKDOWN = pattern(
    r"(?m) ^\#{1,6}+[ ]\S | \*\*[^*\n]{1,200}+\*\* | ^\|.{1,2000}\|[ ]*+$"
    r" | ^[-*+][ ]\S.{0,500}+\n\n?[-*+][ ]\S",
    name="markdown",
)
_GOOD = pattern(
    r"(?<=[a-zåäö]) [åäö] | \b[ÅÄÖåäö](?=[a-zåäö]) | (?<=[A-ZÅÄÖ])[ÅÄÖ]", name="å ä ö in their place"
)
_ODD = pattern(r"[^\x00-\x7fåäöÅÄÖéÉüÜ§–—”“’‘…•€½°´\xa0áàèøæØÆß²³×±©®]", name="odd character of Swedish text")
_SEVEN_BIT = pattern(
    r"(?<=[a-z}{|]) [}{|] (?=[a-z}{|]) | \b[}{|](?=[a-z]{2}) | (?<=[a-z]{2})[}{|]\b", name="ISO 646"
)
_ISO_646 = str.maketrans("}{|][\\", "åäöÅÄÖ")
_SAMPLE = 200_000  # bytes that are enough to tell encodings apart
_TRIED = ("cp1252", "latin-1", "cp850", "mac-roman")
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27} | {127})


def sniff(data: bytes, suffix: str) -> bool:
    """Whether the file is text: a byte order mark, or hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls * 500 <= len(sample) or _utf16(sample) is not None


def read(data: bytes, suffix: str) -> RawDocument:
    """Read a text file. Its text is kept as it is, line breaks apart."""
    text, encoding = decode(data)
    if not text.strip():
        raise UnsupportedFormat("the file holds no text")
    markdown = suffix in ("md", "markdown") or (suffix != "txt" and _MARKDOWN.search(text) is not None)
    warnings = () if encoding.startswith("utf") else (f"the text is not UTF-8; read as {encoding}",)
    return RawDocument(text=text, media_type="text/markdown" if markdown else "text/plain", warnings=warnings)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    >>> decode("Ärendet gäller Åmåls bidrag för två år".encode("cp850"))
    ('Ärendet gäller Åmåls bidrag för två år', 'cp850')
    """
    wide = _utf16(data)
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff"), wide
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        sample = data[:_SAMPLE]
        best = max(_TRIED, key=lambda encoding: _score(sample.decode(encoding, "replace")))
        return data.decode(best, "replace"), best
    if text.isascii() and _seven_bit(text):
        return text.translate(_ISO_646), "iso646-se"
    return text, "utf-8"


def _utf16(data: bytes) -> str | None:
    """UTF-16 by its byte order mark, or by the zero bytes that half of it would be."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample) / 2 > 10 * odd else None


def _score(text: str) -> int:
    """How much a text looks Swedish: å ä ö in their places, few other signs."""
    return len(_GOOD.findall(text)) - 3 * len(_ODD.findall(text))


def _seven_bit(text: str) -> bool:
    """Whether brackets and braces stand where å ä ö would, and not as brackets do, in pairs."""
    sample = text[:_SAMPLE]
    return 3 * len(_SEVEN_BIT.findall(sample)) > 2 * sum(map(sample.count, "}{|")) > 2


readers.register("text", order=90)(Reader(sniff, read))
