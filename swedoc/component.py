"""The spaCy component: the record of a text on its `Doc`.

    nlp = spacy.blank("sv")
    nlp.add_pipe("swedoc")
    doc = nlp(text)
    doc._.swedoc            # the Record, its offsets into doc.text
    doc.spans["swedoc"]     # its spans: AMOUNT, DATE, CASE_NUMBER, CONTACT …

spaCy finds the factory by its entry point; `import swedoc` is not needed. A span whose ends fall
inside a token is widened to whole tokens; `Record` keeps the exact offsets. Each span's `id_` says
which entry of the record it is (`amounts/3`).
"""

# No postponed annotations here: older releases of spaCy 3.8 check a factory's arguments by the classes.
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.vocab import Vocab

from swedoc import language, model
from swedoc.intake import parse_text
from swedoc.records import Record, Span

KEY = "swedoc"
LABELS = {
    "case_numbers": "CASE_NUMBER",
    "dates": "DATE",
    "contacts": "CONTACT",
    "identifiers": "IDENTIFIER",
    "recipients": "RECIPIENT",
    "decisions": "DECISION",
    "amounts": "AMOUNT",
}


class Swedoc:
    """Reads the text of a `Doc`, leaves the record at `doc._.swedoc` and its spans in `doc.spans`.

    Args:
        mask: mask personal identity numbers in the record. The text of the `Doc` stays what it is.
    """

    def __init__(self, mask: bool = False) -> None:
        self._mask = mask

    def __call__(self, doc: Doc) -> Doc:
        """Set record and spans; every other component's work is left as it was."""
        text = one_for_one(doc.text)
        record = parse_text(text)
        # As JSON, since a Doc must survive to_bytes (nlp.pipe with n_process > 1 sends it so).
        doc.user_data[KEY] = record.to_json(with_text=self._mask, show_personnummer=not self._mask).decode()
        spans = [
            doc.char_span(span.start, span.end, label, alignment_mode="expand", span_id=name)
            for name, label, span in labelled(record)
        ]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=[span for span in spans if span is not None])
        return doc


def make_swedoc(nlp: Language, name: str, mask: bool) -> Swedoc:
    """The factory behind `nlp.add_pipe("swedoc")`."""
    return Swedoc(mask)


def load(
    path: str | os.PathLike[str] | None = None,
    *,
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """The Swedish pipeline: tokens, sentence bounds, people, organisations and roles, and the record.

    `spacy.load("swedoc")` calls this, too; the other arguments are those of `spacy.load`.

    Args:
        path: folder of the model; by default `SWEDOC_MODEL`, else the one that comes with swedoc.
            `"none"`, or a model that is missing, leaves a pipeline without `doc.ents`.

    >>> nlp = load()
    >>> nlp("Bidraget är 450 tkr.")._.swedoc.text
    'Bidraget är 450 tkr.'
    """
    with model.using(path):
        folder, missing = Path(model.chosen()), model.tagger() is None
    options: dict[str, Any] = {"vocab": vocab, "config": dict(config or {})}
    if missing:
        nlp = spacy.blank("sv", config={"nlp": {"tokenizer": {"@tokenizers": language.NAME}}})
    else:
        nlp = spacy.load(folder, disable=disable, enable=enable, exclude=exclude, **options)
    for name in ("sentencizer", KEY):
        wanted = not enable or name in _names(enable)
        if name not in _names(exclude):
            nlp.add_pipe(name, first=name != KEY or None)
            if name in _names(disable) or not wanted:
                nlp.disable_pipe(name)
    return nlp


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def labelled(record: Record) -> Iterator[tuple[str, str, Span]]:
    """Every span of a record as its place in the record (`amounts/3`), label and span."""
    for field, label in LABELS.items():
        for index, entry in enumerate(getattr(record, field)):
            yield f"{field}/{index}", label, entry.span


def one_for_one(text: str) -> str:
    """The text with its line breaks made `\\n` and its byte order mark a space, without moving any offset."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\ufeff", " ")


@lru_cache(maxsize=64)
def _decoded(json: str) -> Record:
    return Record.from_json(json)


def _record(doc: Doc) -> Record | None:
    """The record on a `Doc`, `None` if the component has not seen it."""
    json = doc.user_data.get(KEY)
    if json is None:
        return None
    record = _decoded(json)
    return record if record.text else msgspec.structs.replace(record, text=doc.text)


Language.factory(
    "swedoc", func=make_swedoc, default_config={"mask": False}, assigns=["doc._.swedoc", "doc.spans"]
)
Doc.set_extension("swedoc", getter=_record, force=True)
