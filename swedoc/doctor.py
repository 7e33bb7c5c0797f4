"""`swedoc doctor`: what is installed, what is missing, and whether a document can be read at all."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from swedoc import __version__
from swedoc.messages import Texts
from swedoc.settings import Settings, file_in_force

MEMO = (
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och 500 000 kronor för 2025."
)


def examine(settings: Settings, words: Texts) -> Iterator[tuple[bool, str]]:
    """Each thing looked at, with whether it is as it should be. What is optional never counts as wrong."""
    yield True, f"swedoc {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}"
    yield from _packages(words)
    yield True, _tesseract(words)
    path = file_in_force(Path.cwd())
    yield True, words("doctor.settings", path=path) if path else words("doctor.no_settings")
    yield True, words("doctor.limits", seconds=f"{settings.timeout:g}", jobs=settings.jobs)
    yield _reads(words)


def _packages(words: Texts) -> Iterator[tuple[bool, str]]:
    """What swedoc requires, with the version that is here."""
    try:
        needed = requires("swedoc") or []
    except PackageNotFoundError:
        yield True, words("doctor.not_installed")
        return
    for line in sorted(needed):
        name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]
        extra = re.search(r"extra == ['\"](.+?)['\"]", line)
        try:
            yield True, f"{name} {version(name)}"
        except PackageNotFoundError:
            if extra:
                yield True, words("doctor.optional", name=name, extra=extra[1])
            else:
                yield False, words("doctor.missing", name=name)


def _tesseract(words: Texts) -> str:
    """The OCR engine and whether it knows Swedish."""
    program = shutil.which("tesseract")
    if program is None:
        return words("doctor.no_tesseract")
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return words("doctor.no_tesseract")
    languages = [line for line in told.splitlines()[1:] if line]
    return words("doctor.tesseract", program=program, languages=", ".join(languages) or "–")


def _reads(words: Texts) -> tuple[bool, str]:
    """Whether a memo of one sentence is read as it should be."""
    from swedoc.batch import parse_many
    from swedoc.intake import Input

    (result,) = parse_many([Input("memo.txt", MEMO.encode())])
    right = result.record is not None and result.record.verdict == "adds_up"
    return right, words("doctor.reads" if right else "doctor.reads_not")
