"""The licences of everything that swedoc installs, extras included, as a page of Markdown.

python scripts/licences.py > docs/licences.md
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parent.parent
ROOT = "swedoc"
EXTRAS = ("dask", "ocr", "parquet", "s3")
COPYLEFT = re.compile(r"\bA?GPL|GENERAL PUBLIC LICENSE", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL|LESSER GENERAL PUBLIC", re.IGNORECASE)
EXPLAINED = {
    "python-stdnum": "LGPL, used as a library that the user may replace: swedoc imports it unchanged and "
    "ships none of it.",
    "certifi": "MPL 2.0 is a licence of files, not of works that use them.",
    "tqdm": "MPL 2.0 and MIT; MPL is a licence of files, not of works that use them.",
}
"""Why a licence that asks for more than a notice is no hindrance to MIT."""

PAGE = """\
# Licences of what swedoc uses

swedoc is under the MIT licence and ships no code of others. This is what `pip install 'swedoc[{extras}]'`
brings along, with the licence that each package states. None is under GPL or AGPL; a test sees to it.
Made by `scripts/licences.py`.

| package | licence | for |
|---|---|---|
{rows}

{notes}
"""


def used() -> dict[str, set[str]]:
    """The names of all packages, and the extras that they are for (an empty name for the package alone)."""
    found: dict[str, set[str]] = {}
    for extra in ("", *EXTRAS):
        todo = [(ROOT, {extra} if extra else set())]
        seen = set()
        while todo:
            name, extras = todo.pop()
            for requirement in _requirements(name, extras):
                needed = canonicalize_name(requirement.name)
                if needed not in seen:
                    seen.add(needed)
                    todo.append((needed, requirement.extras))
        for name in seen:
            found.setdefault(name, set()).add(extra)
    return found


def _requirements(name: str, extras: set[str]) -> Iterator[Requirement]:
    if name == ROOT:  # what is installed may be an older state of it
        project = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        of_extras = (line for extra in extras for line in project["optional-dependencies"][extra])
        yield from map(Requirement, [*project["dependencies"], *of_extras])
        return
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in lines:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in (extras or {""})):
            yield requirement


def licence_of(name: str) -> str | None:
    """What a package says of its licence in its own metadata; `None` if it is not installed."""
    try:
        package: Distribution = distribution(name)
    except PackageNotFoundError:
        return None
    said = package.metadata
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    first = (said.get("License") or "").strip().partition("\n")[0]
    return said.get("License-Expression") or "; ".join(classifiers) or first[:60] or "not stated"


def forbidden(name: str, licence: str) -> bool:
    """Whether a licence asks that whatever uses the package be under it as well."""
    alternatives = re.split(r"\bOR\b|;", licence)
    bound = all(COPYLEFT.search(one) and not LESSER.search(one) for one in alternatives)
    return bound or (bool(LESSER.search(licence)) and name not in EXPLAINED)


def page() -> str:
    """The page; packages that are not installed here are left out."""
    rows, notes = [], []
    for name, extras in sorted(used().items()):
        licence = licence_of(name)
        if licence is None:
            continue
        purpose = "swedoc" if "" in extras else ", ".join(f"[{extra}]" for extra in sorted(extras))
        rows.append(f"| {name} | {licence} | {purpose} |")
        if name in EXPLAINED:
            notes.append(f"**{name}**: {EXPLAINED[name]}\n")
    return PAGE.format(extras=",".join(EXTRAS), rows="\n".join(rows), notes="\n".join(notes).rstrip())


if __name__ == "__main__":
    sys.stdout.write(page())
