"""The tokens of Swedish administrative text: spaCy's Swedish rules, line by line, with its abbreviations.

spaCy loads it by its entry point, so that a pipeline that names it needs no import. A line break is a
token of its own. Lines are tokenised one by one: on text with line breaks spaCy's tokenizer is several
times slower, since each word beside a break misses its cache. A rule drawn with characters is cut: spaCy
takes them off one by one, which takes time by the square of their number (4 s for 5,000 hyphens).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.lang.sv import Swedish
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from swedoc.lexicon import load, pattern

NAME = "swedoc.tokenizer.v1"
_MORE_ABBREVIATIONS = tuple(load("sentences")["tokens"]["words"])
_MORE_INFIXES = (
    r"[|/·•…]",
    r"(?<=[\w)])[-–—](?=\s)",
    r"(?<=\d)[–-](?=\d)",
    r"(?<=[a-zåäö])\.(?=[A-ZÅÄÖ][a-zåäö])",
)
_RUN = pattern(r"( (?: (?!\w|[.…]) \S | _ ){16} )", name="run of marks")


class LineTokenizer:
    """Tokens line by line, with a token for each line break; the text is kept to the last space."""

    def __init__(self, inner: Tokenizer) -> None:
        self.inner, self.vocab = inner, inner.vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of the text."""
        words: list[str] = []
        spaces: list[bool] = []
        for number, line in enumerate(text.split("\n")):
            if number:
                words.append("\n")
                spaces.append(False)
            for piece in _RUN.split(line):
                for token in self.inner(piece):
                    words.append(token.text)
                    spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **options: Any) -> bytes:
        """Nothing to keep: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **options: Any) -> LineTokenizer:
        """Nothing was kept."""
        return self

    def to_disk(self, path: str | Path, **options: Any) -> None:
        """Nothing to keep: the rules are code."""

    def from_disk(self, path: str | Path, **options: Any) -> LineTokenizer:
        """Nothing was kept."""
        return self


def make_tokenizer() -> Callable[[Language], LineTokenizer]:
    """The factory that a pipeline's `nlp.tokenizer` names."""

    def create(nlp: Language) -> LineTokenizer:
        rules = dict(Swedish.Defaults.tokenizer_exceptions)
        for word in _MORE_ABBREVIATIONS:
            for form in (word, word[:1].upper() + word[1:]):
                rules.setdefault(form, [{ORTH: form}])
        defaults = Swedish.Defaults
        return LineTokenizer(
            Tokenizer(
                nlp.vocab,
                rules=rules,
                prefix_search=compile_prefix_regex([*(defaults.prefixes or ()), "[-–—•·/|]"]).search,
                suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), "[/|]"]).search,
                infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_MORE_INFIXES]).finditer,
                token_match=defaults.token_match,
                url_match=defaults.url_match,
            )
        )

    return create


registry.tokenizers.register(NAME, func=make_tokenizer)
