"""`swedoc doctor`: what is installed, what is missing, and whether a document can be read at all."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from swedoc import __version__
from swedoc.lexicon import pattern
from swedoc.messages import Texts
from swedoc.settings import Settings, file_in_force

MEMO = (
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och 500 000 kronor för 2025."
)
_NAME = pattern(r"[^A-Za-z0-9._-]", name="behind the name of a package")
_EXTRA = pattern(r"extra[ ]==[ ]['\"]([^'\"]{1,60}+)['\"]", name="extra that asks for a package")


def examine(settings: Settings, words: Texts) -> Iterator[tuple[bool, str]]:
    """Each thing looked at, with whether it is as it should be. What is optional never counts as wrong."""
    yield True, f"swedoc {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}"
    yield from _packages(words)
    yield True, _ocr(words)
    yield _model(words)
    path = file_in_force(Path.cwd())
    yield True, words("doctor.settings", path=path) if path else words("doctor.no_settings")
    yield True, _limits(settings, words)
    yield _reads(words)


def _packages(words: Texts) -> Iterator[tuple[bool, str]]:
    """What swedoc requires, with the version that is here."""
    try:
        needed = requires("swedoc") or []
    except PackageNotFoundError:
        yield True, words("doctor.not_installed")
        return
    for line in sorted(needed):
        name = _NAME.split(line, maxsplit=1)[0]
        extra = _EXTRA.search(line)
        try:
            yield True, f"{name} {version(name)}"
        except PackageNotFoundError:
            if extra:
                yield True, words("doctor.optional", name=name, extra=extra[1])
            else:
                yield False, words("doctor.missing", name=name)


def _ocr(words: Texts) -> str:
    """The engine that reads scans, and where its Swedish and English data lie."""
    from swedoc.read import ocr, tesseract

    engine, folder = words("doctor.no_engine"), tesseract.data_folder() or words("doctor.no_data")
    try:
        import tesserocr

        engine = f"tesserocr {version('tesserocr')}, {tesserocr.tesseract_version().splitlines()[0]}"
    except ImportError:
        pass
    if ocr.available():
        return words("doctor.ocr", engine=engine, folder=folder)
    return words("doctor.no_ocr", engine=engine, folder=folder, missing=words.translated(ocr.MISSING))


def _model(words: Texts) -> tuple[bool, str]:
    """The trained pipeline for names, which is loaded to see whether it can be."""
    from swedoc import model

    path = model.chosen()
    if path == model.NONE:
        return True, words("doctor.no_model")
    model.tagger()
    problem = model.problem()
    return problem is None, words.translated(problem) if problem else words("doctor.model", path=path)


def _limits(settings: Settings, words: Texts) -> str:
    from swedoc import limits
    from swedoc.workers.allowance import MEBIBYTE, Allowance

    return words(
        "doctor.limits", seconds=f"{settings.timeout:g}", memory=Allowance().memory // MEBIBYTE,
        text=f"{limits.current().text:,}".replace(",", " "), jobs=settings.jobs,
    )  # fmt: skip


def _reads(words: Texts) -> tuple[bool, str]:
    """Whether a memo of one sentence is read as it should be."""
    from swedoc.batch import parse_many
    from swedoc.intake import Input

    (result,) = parse_many([Input("memo.txt", MEMO.encode())])
    right = result.record is not None and result.record.verdict == "adds_up"
    return right, words("doctor.reads" if right else "doctor.reads_not")
