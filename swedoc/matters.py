"""The matters of a protocol: `§ 56 Dnr KS 2018/85` begins one, `enligt § 56` does not."""

from __future__ import annotations

from swedoc.letterhead import is_prose
from swedoc.lexicon import pattern
from swedoc.title_rating import Row

PARAGRAPH = pattern(
    r"""[ \t#*]*+ (?:(?P<body>\p{Lu}{2,6})[ ])? (?:§|Paragraf[ ](?=\d)) [ ]?+
      (?P<number>\d{1,4}) (?!\d|[-–]|/\d) [ \t*:.]*+ (?P<rest>[^\n]*+)""",
    name="paragraph of a protocol",
)


def find_matters(text: str, rows: list[Row]) -> dict[int, str]:
    """The rows that begin a paragraph of a protocol, and its number."""
    found: dict[int, str] = {}
    last = None
    for index, row in enumerate(rows):
        content = row.content
        if "§" not in content[:16] and not content.startswith("Paragraf "):
            continue
        match = PARAGRAPH.match(text, row.line.start, row.line.end)
        if match is None or not _begins_matter(match.group("rest").strip()):
            continue
        above = rows[index - 1].content if index else ""
        if not row.blank and (above.endswith((",", "och", " av", "enligt")) or _cites(above)):
            continue
        number = match.group("number")
        if number == last or (index - 1 in found and len(content.split()) > 2):
            continue
        last = number
        found[index] = number
    return found


def _begins_matter(rest: str) -> bool:
    """Whether what follows `§ 56` on its line lets it begin a matter."""
    if not rest:
        return True
    if rest[-1] in ".,;" or len(rest) > 120:
        return False
    return (
        (rest[0].isupper() or rest[0].isdigit())
        and not is_prose(rest)
        and not rest.startswith(("Kap", "Lag "))
    )


def _cites(above: str) -> bool:
    """Whether the line above leaves a reference open: `beslutade den 12 mars`."""
    return above[-1:].isdigit() and is_prose(above) and not above.endswith(".")
