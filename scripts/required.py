"""Keep of a list of pinned packages, one a line, those that pyproject.toml names itself.

uv pip compile --resolution lowest-direct --all-extras pyproject.toml | python scripts/required.py
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def name_of(requirement: str) -> str:
    """The name of a requirement as indexes compare it.

    >>> name_of("XlsxWriter_fork>=3.2,<4")
    'xlsxwriter-fork'
    """
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]*", requirement.strip())[0]).lower()  # type: ignore[index]


def required() -> set[str]:
    """The names of what swedoc requires, extras included."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return {
        name_of(line) for line in [*project["dependencies"], *(line for extra in extras for line in extra)]
    }


def main() -> None:
    """Filter standard input."""
    wanted = required()
    sys.stdout.writelines(line for line in sys.stdin if name_of(line) in wanted)


if __name__ == "__main__":
    main()
