"""Makes the Swedish model: generates text, trains, evaluates, packages. `make train` runs it.

    python -m models.train [--statutes sfs_sentences.txt.gz] [--out FOLDER]

One thread and one seed: the same call gives the same figures. `--statutes` adds sentences of the
Swedish Code of Statutes (gzip, one a line), which are not part of the project. Without them the model is
weaker than the one that ships, and is put beside it, in `build/`.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse  # noqa: E402
import hashlib  # noqa: E402
import json  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterable  # noqa: E402
from pathlib import Path  # noqa: E402

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import DocBin  # noqa: E402
from spacy.training.initialize import init_nlp  # noqa: E402
from spacy.training.loop import train  # noqa: E402
from spacy.util import load_config  # noqa: E402

import swedoc.language  # noqa: E402
from models.card import card  # noqa: E402
from models.evaluate import figures  # noqa: E402
from models.generator.grammar import Example  # noqa: E402
from models.generator.texts import examples  # noqa: E402
from models.silver import silver  # noqa: E402
from swedoc import model  # noqa: E402

HERE = Path(__file__).parent
PARAGRAPHS = 11_000
STATUTES = 2_500
HELD_OUT = 300
SEED = 20
WITHOUT = HERE / "figures_without_statutes.json"
SHIPPED = HERE / f"{model.NAME}-{model.VERSION}"
ELSEWHERE = HERE.parent / "build" / SHIPPED.name


def trained(statutes: Path | None, work: Path) -> Language:
    """The pipeline of `config.cfg`, trained on generated text and, if they are given, statutes."""
    texts = list(examples(PARAGRAPHS, SEED))
    if statutes is not None:
        texts += silver(statutes, STATUTES)
    _write(texts, work / "train.spacy")
    _write(examples(HELD_OUT, SEED + 1), work / "dev.spacy")
    (work / "trained").mkdir()
    paths = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
    nlp = init_nlp(load_config(HERE / "config.cfg", overrides=paths, interpolate=False))
    with open(os.devnull, "w") as quiet:  # noqa: PTH123  (a stream for spaCy's table, not a file)
        train(nlp, work / "trained", stdout=quiet, stderr=sys.stderr)
    return spacy.load(work / "trained" / "model-last")


def _write(texts: Iterable[Example], path: Path) -> None:
    """Examples as spaCy's binary corpus; those whose labels end inside a token are left out."""
    nlp = spacy.blank("sv", config={"nlp": {"tokenizer": {"@tokenizers": swedoc.language.NAME}}})
    corpus = DocBin()
    for example in texts:
        doc = nlp.make_doc(example.text)
        spans = [doc.char_span(start, end, label) for start, end, label in example.spans]
        if len(doc) and all(span is not None for span in spans):
            doc.ents = spans
            corpus.add(doc)
    corpus.to_disk(path)


def packaged(nlp: Language, out: Path, statutes: bool) -> None:
    """Write the pipeline with what belongs beside it: figures, model card, checksums."""
    shutil.rmtree(out, ignore_errors=True)
    slim = spacy.util.load_model_from_config(nlp.config.copy(), auto_fill=True)
    slim.config["paths"].update(
        dict.fromkeys(slim.config["paths"])
    )  # where it was trained is nobody's concern
    for name, component in nlp.pipeline:
        slim.get_pipe(name).from_bytes(component.to_bytes(exclude=["vocab"]))  # type: ignore[attr-defined]
    slim.meta.update(
        name=model.NAME.removeprefix("sv_"), version=model.VERSION, license="MIT",
        author="The swedoc developers",
        description="People, organisations and roles in Swedish administrative text",
        sources=["generated text", *(["Swedish Code of Statutes (public domain)"] if statutes else [])],
    )  # fmt: skip
    slim.to_disk(out)
    described(out)


def described(out: Path) -> None:
    """Write figures, model card and checksums of a packaged model."""
    statutes = len(json.loads((out / "meta.json").read_text(encoding="utf-8"))["sources"]) > 1
    found = figures(str(out))
    _put(out / "figures.json", json.dumps(found, indent=1) + "\n")
    if not statutes:
        _put(WITHOUT, json.dumps(found, indent=1) + "\n")
    _put(out / "README.md", card(found, statutes, json.loads(WITHOUT.read_text(encoding="utf-8"))))
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}"
        for path in files
    ]
    _put(out / "SHA256SUMS", "\n".join(sums) + "\n")


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Train and package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statutes", type=Path, help="gzip file of sentences, one a line")
    parser.add_argument("--out", type=Path, help="folder of the model; what it holds is replaced")
    parser.add_argument(
        "--refresh", action="store_true", help="only figures, card and checksums, of what is there"
    )
    args = parser.parse_args()
    out = args.out or (SHIPPED if args.statutes or args.refresh else ELSEWHERE)
    if out.exists() and not (out / "meta.json").is_file():
        parser.error(f"{out} is there and is no model; name another folder, or one that is new")
    if args.refresh:
        described(out)
        return
    with tempfile.TemporaryDirectory() as folder:
        nlp = trained(args.statutes, Path(folder))
        packaged(nlp, out, args.statutes is not None)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print((out / "README.md").read_text(encoding="utf-8"))
    print(f"{out}: {size / 1e6:.1f} MB, {time.process_time():.0f} CPU-seconds")
    if out == ELSEWHERE:
        print(
            f"Without statutes the model is weaker than {SHIPPED}, which stays as it is.\n"
            "Give --statutes FILE (make train STATUTES=FILE) to replace it, or try this one with "
            f"swedoc check --model {out} PATH"
        )


if __name__ == "__main__":
    main()
