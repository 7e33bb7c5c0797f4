"""Names and numbers in the name of a file: `arkiv/karin_ahlmo-198507099821.pdf`."""

from __future__ import annotations

from collections.abc import Iterable

from swedoc.lexicon import pattern
from swedoc.naming import people as people_in
from swedoc.personnummer import Found, find, telling
from swedoc.privacy.choice import Privacy
from swedoc.privacy.numbers import stars
from swedoc.privacy.people import People, replaced

_WORD = pattern(r"(?<![\p{L}\p{M}])\p{Ll}", name="word in small letters")
_APART = str.maketrans("_-.+/\\", "    ;;")
_SUFFIX = pattern(r"\.[\p{L}\d]{1,8}+\Z", name="suffix of a file")


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
    stem = path[: suffix.start()] if (suffix := _SUFFIX.search(path, max(0, len(path) - 10))) else path
    plain = _WORD.sub(lambda match: match[0].upper(), stem.translate(_APART)) + ";" * (len(path) - len(stem))
    if len(plain) != len(path):  # a letter with no capital of its own
        plain = path
    people = People.of([*names, *(name.value for name in people_in(plain, 0, len(plain)))])
    return replaced(path, people, privacy.say, plain)


def may_tell(path: str, privacy: Privacy | None) -> bool:
    """Whether what has to go from a path may depend on what its document says."""
    return privacy is not None and (privacy.names or bool(find(path.replace("_", " "))))


def _time_of_day(found: Found) -> bool:
    """Whether a number is rather the day and the time when a file was made: `20190115-1430`."""
    hour, minute = int(found.digits[6:8]), int(found.digits[8:])
    return hour < 24 and minute < 60 and not telling(found.digits)
