"""One file for each family of findings; `codes.toml` says what their codes mean.

A check is a function `(facts: Facts) -> Iterable[Finding]`, entered with
`@checks.register(name)`.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from swedoc.facts import Facts
from swedoc.records import Finding, Severity
from swedoc.registry import Registry

Check = Callable[[Facts], Iterable[Finding]]
checks: Registry[Check] = Registry("swedoc.check")


@dataclass(frozen=True, slots=True)
class Description:
    """What a code means: in a line, at length, and by an example."""

    code: str
    severity: Severity
    short: str
    why: str
    example: str


@cache
def descriptions(language: str) -> dict[str, Description]:
    """Every code that a check may raise, in Swedish (`"sv"`) or English.

    >>> descriptions("en")["missing_year"].short
    'A year of the period has no amount.'
    """
    table = tomllib.loads((files("swedoc.check") / "codes.toml").read_text(encoding="utf-8"))
    return {
        code: Description(
            code, entry["severity"], entry[language], entry[f"{language}_why"], entry["example"]
        )
        for code, entry in table.items()
    }
