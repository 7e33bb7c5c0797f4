"""Finds and loads the trained Swedish pipeline, when it is first needed and once in a process.

Which one: the path that is asked for, else `SWEDOC_MODEL`, else the one that ships with swedoc.
`none` means rules alone. What is missing or does not load leaves `problem()`, and the rules go on
without it.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from swedoc.lexicon import pattern

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "sv_swedoc"
VERSION = "1.0.0"
SETTING = "SWEDOC_MODEL"
NONE = "none"
_MOST_WORDS = 100_000  # words that a vocabulary may remember before it is read anew
_LONE_SURROGATE = pattern(r"[\ud800-\udfff]", name="half a character, which spaCy cannot hold")
_broken: dict[str, str] = {}
_chosen: ContextVar[str | None] = ContextVar("swedoc_model", default=None)


class Tag(NamedTuple):
    """A name that the model proposes, at `text[start:end]`."""

    start: int
    end: int
    label: Literal["PER", "ORG", "ROLE"]


@dataclass(eq=False)
class Tagger:
    """The trained pipeline, reduced to the question which words are names."""

    path: Path
    nlp: Language

    def tag(self, text: str) -> list[Tag]:
        """The names in a text, in reading order."""
        return self.tag_all((text,))[0]

    def tag_all(self, texts: Sequence[str]) -> list[list[Tag]]:
        """The names in each text; together they cost less than one by one."""
        if len(self.nlp.vocab) > _MOST_WORDS:
            self.nlp = _read(self.path)
        docs = [self.nlp.make_doc(_LONE_SURROGATE.sub("\ufffd", text)) for text in texts]
        for _, component in self.nlp.pipeline:
            docs = list(component.pipe(docs, batch_size=len(docs)))  # type: ignore[attr-defined]
        return [[Tag(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in docs]  # type: ignore[arg-type]


@contextmanager
def using(path: str | os.PathLike[str] | None) -> Iterator[None]:
    """Within the block this model holds: a path or `none`; for `None`, the one that held before."""
    token = _chosen.set(_chosen.get() if path is None else os.fspath(path))
    try:
        yield
    finally:
        _chosen.reset(token)


def chosen() -> str:
    """The model in force: a path or `none`."""
    return _chosen.get() or os.environ.get(SETTING) or os.fspath(shipped())


def shipped() -> Path:
    """Where the model lies that comes with swedoc: in the package, or in `models/` of a checkout."""
    here = Path(__file__).parent
    inside = here / "models" / f"{NAME}-{VERSION}"
    return inside if inside.is_dir() else here.parent / "models" / f"{NAME}-{VERSION}"


def tagger() -> Tagger | None:
    """The model in force, loaded the first time; `None` without one."""
    path = chosen()
    return None if path == NONE or _missing(path) else _load(path)


def problem() -> str | None:
    """Why there is no model although one is wanted. It is not loaded for the question's sake."""
    path = chosen()
    return None if path == NONE else _missing(path) or _broken.get(path)


def _missing(path: str) -> str | None:
    if not (Path(path) / "config.cfg").is_file():
        return f"names come from rules alone: there is no model at {path}"
    if importlib.util.find_spec("spacy") is None:
        return "names come from rules alone: spaCy is not installed"
    return None


@lru_cache(maxsize=4)
def _load(path: str) -> Tagger | None:
    try:
        return Tagger(Path(path), _read(Path(path)))
    except Exception as error:  # whatever is wrong with a model, the rules work without it
        _broken[path] = f"names come from rules alone: the model at {path} does not load ({error})"
        return None


def _read(folder: Path) -> Language:
    import spacy

    import swedoc.language  # noqa: F401  (registers the tokenizer where swedoc is not installed)

    return spacy.load(folder)
