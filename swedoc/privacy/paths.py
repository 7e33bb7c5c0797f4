"""Names and numbers in the name of a file: `arkiv/karin_ahlmo-198507099821.pdf`."""

from __future__ import annotations

from collections.abc import Iterable

from swedoc.lexicon import pattern
from swedoc.naming import people as people_in
from swedoc.personnummer import Found, find, valid
from swedoc.privacy.choice import Privacy
from swedoc.privacy.numbers import stars
from swedoc.privacy.people import People, replaced

_WORD = pattern(r"(?<![\p{L}\p{M}])\p{Ll}", name="word in small letters")
_APART = str.maketrans("_-.+/\\", "    ;;")
_THIS_CENTURY, _OLDEST_FILE = 40, 90  # years without century that a file may come from: 90–99 and 00–40


def path_shown(path: str, privacy: Privacy, names: Iterable[str] = ()) -> str:
    """A path as the output may show it; `names` are those of the document's people.

    >>> path_shown("arkiv/19850709-9821.pdf", Privacy()), path_shown("scan-20190115-1430.pdf", Privacy())
    ('arkiv/********-****.pdf', 'scan-20190115-1430.pdf')
    """
    if not privacy.show_personnummer:
        for found in find(path.replace("_", " ")):
            if not _time_of_day(found):
                path = path[: found.start] + stars(path[found.start : found.end]) + path[found.end :]
    if not privacy.names:
        return path
    plain = _WORD.sub(lambda match: match[0].upper(), path.translate(_APART))
    if len(plain) != len(path):  # a letter with no capital of its own
        plain = path
    people = People.of([*names, *(name.value for name in people_in(plain, 0, len(plain)))])
    return replaced(path, people, privacy.say, plain)


def _time_of_day(found: Found) -> bool:
    """Whether a number is rather the day and the time when a file was made: `20190115-1430`."""
    year, hour, minute = int(found.digits[:2]), int(found.digits[6:8]), int(found.digits[8:])
    recent = year <= _THIS_CENTURY or year >= _OLDEST_FILE
    return recent and hour < 24 and minute < 60 and not valid(found.digits)
