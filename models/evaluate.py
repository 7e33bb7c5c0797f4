"""How well names are found in the hand-labelled test set: by the rules, by the model, by both together.

python -m models.evaluate [MODEL] [--json]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from models.scoring import Found, by_source, paragraphs, scores
from swedoc import model, pipeline
from swedoc.mentions import NameMention

TEST = Path(__file__).parent / "test" / "test.jsonl"


def as_a_whole(text: str) -> Iterable[Found]:
    """The names that swedoc finds in a text with the model in force."""
    for mention in pipeline.mentions_of_text(text).claims.of(NameMention):
        yield Found(mention.start, mention.end, mention.label, mention.source)


def figures(path: str | None) -> dict[str, dict[str, dict[str, float]]]:
    """Figures of rules alone, model alone, and both; `path` names the model, `None` the shipped one."""
    test = paragraphs(TEST)
    with model.using("none"):
        rules = scores(test, as_a_whole)
    with model.using(path):
        tagger = model.tagger()
        if tagger is None:
            raise SystemExit(f"no model: {model.problem()}")
        alone = scores(test, lambda text: [Found(*span) for span in tagger.tag(text)])
        both = scores(test, as_a_whole)
        sources = by_source(test, as_a_whole)
    return {"rules": rules, "model": alone, "rules and model": both, "by source": sources}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = figures(args.model)
    if args.json:
        print(json.dumps(found, indent=1))
        return
    for name, rows in found.items():
        print(name)
        for label, row in rows.items():
            print(f"  {label:12}", "  ".join(f"{key} {value:5}" for key, value in row.items()))


if __name__ == "__main__":
    main()
