"""One file for each family of findings.

A check is a function `(facts: Facts) -> Iterable[Finding]`, entered with
`@checks.register(name)`.
"""

from collections.abc import Callable, Iterable

from swedoc.facts import Facts
from swedoc.records import Finding
from swedoc.registry import Registry

Check = Callable[[Facts], Iterable[Finding]]
checks: Registry[Check] = Registry("swedoc.check")


def descriptions(language: str) -> dict[str, str]:
    """What each code means, by code; the first line alone is a short description."""
    return {}
