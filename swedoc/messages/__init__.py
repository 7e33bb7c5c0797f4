"""What the command line says, in Swedish and English: one TOML file for each language.

>>> texts("sv")("summary.unreadable")
'oläsliga'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class Texts:
    """The texts of one language; called with a name and the values for its braces."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, name: str, /, **values: object) -> str:
        """The text called `section.key`. Raises `KeyError` if there is none."""
        text = self.get(name)
        if text is None:
            raise KeyError(name)
        return text.format(**values) if values else text

    def get(self, name: str) -> str | None:
        """The text as it stands in the file, or `None`."""
        section, _, key = name.partition(".")
        text = self.table.get(section, {}).get(key)
        return text if isinstance(text, str) else None

    def translated(self, message: str) -> str:
        """An error or warning of ours, or an error of argparse, in this language; unchanged if it is unknown.

        The section `failures` has the English message as its key, `%s` for what varies. What varies may
        itself be such a message.

        >>> texts("sv").translated("the PDF has no pages")
        'PDF-filen har inga sidor'
        """
        for template, translation in self.table.get("failures", {}).items():
            match = re.fullmatch(re.escape(template).replace("%s", "(.+?)"), message, re.DOTALL)
            if match:
                return str(translation).format(*map(self.translated, match.groups()))
        return message


_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def texts(language: str, package: str = "swedoc.messages") -> Texts:
    """The texts of `"sv"` or `"en"`: those of the command line, or those that lie in another package."""
    source = (files(package) / f"{language}.toml").read_text(encoding="utf-8")
    return Texts(language, tomllib.loads(source))


def language_of(environment: Mapping[str, str]) -> str:
    """Swedish where the locale is Swedish, else English; `LANGUAGE` comes first, as in GNU gettext.

    >>> language_of({"LANG": "sv_SE.UTF-8"}), language_of({"LANG": "sv_SE", "LC_ALL": "C"}), language_of({})
    ('sv', 'en', 'en')
    >>> language_of({"LANG": "en_US.UTF-8", "LANGUAGE": "sv:en"})
    'sv'
    """
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "C")
    wanted = [locale]
    if locale.partition(".")[0] not in ("C", "POSIX"):
        wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    known = ("sv" if each.lower().startswith(("sv", "swedish")) else each[:2].lower() for each in wanted)
    return next((language for language in known if language in LANGUAGES), "en")
