"""The model card: what the model is, what it was made of, how well it does, what it does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swedoc import model

_TEXT = """# {name} {version}

A spaCy pipeline (3.8) that finds people (PER), organisations (ORG) and roles (ROLE) in Swedish
administrative text: tjänsteskrivelser, protocols, decisions, letters. A hash-embed CNN of {width} cells
without word vectors. It is the second vote beside swedoc's rules, not meant to be used alone.

## Data
Trained on {trained}.
`models/generator` makes the text: sentences, forms, letterheads, minutes, mail and lists by a grammar,
names from lists (first names borne by at least 20 people in Sweden, from Statistics Sweden;
municipalities, counties and agencies) and composed. It was written without a look at swedoc's rules. All
people in it are composed at random. Nothing comes from real memos, and nothing under a share-alike or
non-commercial licence.

## Figures
On `models/test` (180 paragraphs written and labelled by hand before training, none of them generated;
1,169 names). Overlap: same label and at least a letter in common. No sentence of the set was trained on or
tuned to; which shapes of names are kept when the model stands alone was settled with a look at how often
each kind of span was right here, so that those rows are a little kind to us.

| by | label | precision | recall | F | exact F |
|---|---|---|---|---|---|
{rows}

Who proposed a name, and how often that was right:

| source | names | right % | exactly % |
|---|---|---|---|
{sources}

`figures.json` has the same figures; `python -m models.evaluate` makes them anew.

Trained on generated text alone (`make train` without `STATUTES`), rules and model together reach:

| label | precision | recall | F | exact F |
|---|---|---|---|---|
{without}

## Limits
- Written Swedish of public bodies. Not news, speech, social media or other languages.
- Alone it takes ordinary words for names where a sentence begins with a rare one; swedoc keeps what
  only the model proposes as `confidence: low` and drops what is not shaped like a name.
- Names of peoples that the first-name list does not know are found by their surroundings only.
- It knows nothing of amounts and has no part in them.

Licence: MIT. Made by `make train`; `SHA256SUMS` fits every file.
"""


def card(figures: Mapping[str, Any], statutes: bool, without: Mapping[str, Any], width: int = 64) -> str:
    """The text of the card for a set of figures; `without` are those of training without statutes."""
    rows = [
        f"| {name} | {label} | {row['precision']} | {row['recall']} | {row['f']} | {row['exact_f']} |"
        for name in ("rules", "model", "rules and model")
        for label, row in figures[name].items()
    ]
    sources = [
        f"| {name} | {row['count']} | {row['right']} | {row['exact']} |"
        for name, row in figures["by source"].items()
    ]
    trained = (
        "generated text and sentences of the Swedish Code of Statutes (public domain)"
        if statutes
        else "generated text alone"
    )
    return _TEXT.format(
        name=model.NAME, version=model.VERSION, width=width, trained=trained, rows="\n".join(rows),
        sources="\n".join(sources),
        without="\n".join(
            f"| {label} | {row['precision']} | {row['recall']} | {row['f']} | {row['exact_f']} |"
            for label, row in without["rules and model"].items()
        ),
    )  # fmt: skip
