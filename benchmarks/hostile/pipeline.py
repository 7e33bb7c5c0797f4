"""How the time of the whole pipeline grows with the length of a text, hostile or ordinary.

    python benchmarks/hostile/pipeline.py                        # 100 kB and 1 MB: some minutes
    python benchmarks/hostile/pipeline.py --sizes 10000 100000 --only sums

Every text goes through `parse_text` and into a line of JSON, and through the spaCy component with
`--spacy`; `--write FORMAT` takes its record through a writer instead, or through the report (`html`).
A text of 1 MB may take ten CPU seconds, and the exponent may be 1.1.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.hostile import texts  # noqa: E402 - found by the line above
from benchmarks.hostile.growth import MOST, Growth, grown  # noqa: E402
from swedoc.errors import LimitExceeded  # noqa: E402
from swedoc.intake import parse_text  # noqa: E402
from swedoc.records import Record  # noqa: E402
from swedoc.report import build  # noqa: E402
from swedoc.write import Options, writing  # noqa: E402

MOST_SECONDS = 10.0  # for one megabyte
SENTENCES = {
    "split over years": "Kostnaden är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och "
    "500 000 kronor för 2025. ",
    "split that differs": "Bidraget är 900 000 kronor, varav 400 000 kronor för 2024 och 600 000 för 2025.\n",
    "parts without end": "400 000 kronor för 2024, ",
    "parties without end": "Granviks kommun med 250 000 kronor, ",
    "departments without end": "Barn- och ungdomsförvaltningen, Granviks kommun, ",
    "equal shares": "Kommunerna Granvik, Ekåsa och Tallnäs betalar 300 000 kr vardera. ",
    "totals": "Den totala kostnaden är 900 000 kronor.\n\n",
    "contacts": "Karin Ahlmo, enhetschef, tfn 08-465 004 01, karin.ahlmo@granvik.example.se\n",
    "labelled case numbers": "Dnr KS 2025/118, dnr 2025-00118 och ärende KS/2025:118. ",
    "dates in every form": "Den 4 mars 2025, 2025-03-04, i mars 2025 och kvartal 2 år 2026. ",
    "decision points": "1. att avsätta 500 000 kronor\n",
    "decision list": "Förslag till beslut\n1. att avsätta 500 000 kronor\n2. att uppdra åt nämnden\n\n",
    "table": "| Post | 2024 | 2025 |\n|---|---|---|\n| Drift | 1 200 | 1 300 |\n| Summa | 1 200 | 1 300 |\n",
    "one long table": "| Drift | 1 200 | 1 300 |\n",
    "flattened table": "Drift 1 200 1 300\nSumma 1 200 1 300\n",
    "headings of a memo": "Ekonomiska konsekvenser\nKostnaden är 450 tkr.\n\n",
    "recipients": "Beslutet skickas till\nEkonomienheten\nBarn- och ungdomsnämnden\n\n",
    "signatures": "Karin Ahlmo\nförvaltningschef\n\n",
    "laws": "enligt 25 kap. 1 § offentlighets- och sekretesslagen (2009:400) och prop. 2023/24:99. ",
    "hyphens at line ends": "kom-\nmunen har be-\nslutat\n",
    "percent of a sum": "50 procent av 900 000 kronor, 450 000 kronor, ",
    "words for numbers": "tvåhundrafemtiotusen kronor och trettiofem miljoner kronor ",
    "identifiers": "organisationsnummer 212000-0142, bankgiro 123-4567, plusgiro 12 34 56-7. ",
}


def documents(size: int) -> Iterator[tuple[str, str]]:
    """Names and texts of about `size` characters: what hurts patterns, sentences and samples repeated."""
    yield from texts.common(size)
    for name, sentence in SENTENCES.items():
        yield name, texts.filled(sentence, size)
    head = "Granviks kommun      Sida {0} (9999)\n\nBidraget är 450 tkr per år under\n\n"
    yield "pages", "".join(head.format(page) for page in range(1, size // len(head) + 2))[:size]
    for path in sorted((ROOT / "samples").iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.name, texts.filled(path.read_text(encoding="utf-8") + "\n\n", size)


def parse(text: str) -> None:
    """The whole pipeline; a text that a limit refuses is done."""
    with contextlib.suppress(LimitExceeded):
        parse_text(text).to_json(with_text=True)


def with_spacy() -> Callable[[str], None]:
    """The same by way of the spaCy component, tokenizer included."""
    import swedoc

    nlp = swedoc.load()
    nlp.max_length = 100_000_000

    def work(text: str) -> None:
        with contextlib.suppress(LimitExceeded):
            assert nlp(text)._.swedoc is not None

    return work


def with_writer(form: str) -> Callable[[Record], None]:
    """A record by way of one of the writers, or of the report."""

    def work(record: Record) -> None:
        with TemporaryDirectory() as folder:
            if form == "html":
                (Path(folder) / "page.html").write_text(build.document(record, None), encoding="utf-8")
                return
            with writing(form, Path(folder) / "out", Options(with_text=True)) as writer:
                writer.write(record)

    return work


def record_of(text: str) -> Record:
    """The record of a text, or of the longest beginning of it that the limits let through."""
    while True:
        try:
            return parse_text(text)
        except LimitExceeded:
            text = text[: len(text) // 2]


def growths(
    work: Callable[[Any], None], sizes: Sequence[int], only: str = "", made: Callable[[str], Any] = str
) -> Iterator[Growth]:
    """The growth over what is made of each text."""
    samples = dict(documents(2_000))
    work(made(samples["split over years"]))  # loads what loads late
    for name in samples:
        if only in name:
            yield grown("pipeline", name, sizes, partial(_of, made, name), work)


def _of(made: Callable[[str], Any], name: str, size: int) -> Any:
    return made(dict(documents(size))[name])


def main() -> int:
    """Measure and print; 1 if anything is too steep or too slow."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    asked.add_argument("--only", default="", help="texts whose name contains this")
    asked.add_argument("--spacy", action="store_true", help="by way of the spaCy component")
    asked.add_argument("--write", default="", metavar="FORMAT", help="write records: a format, or html")
    options = asked.parse_args()
    found = []
    work = with_writer(options.write) if options.write else with_spacy() if options.spacy else parse
    made = record_of if options.write else str
    for growth in growths(work, options.sizes, options.only, made):
        found.append(growth)
        slow = growth.seconds[-1] > MOST_SECONDS * growth.sizes[-1] / 1_000_000
        mark = "steep" if growth.exponent > MOST else "slow" if slow else "ok"
        print(f"{mark:6}", growth, flush=True)
    bad = sum(growth.exponent > MOST for growth in found)
    per_megabyte = max(growth.seconds[-1] / growth.sizes[-1] * 1e6 for growth in found)
    print(f"{len(found)} texts, steeper than {MOST}: {bad}, the slowest {per_megabyte:.1f} s a MB")
    return 1 if bad or per_megabyte > MOST_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
