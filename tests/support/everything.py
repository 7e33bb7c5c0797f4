"""All that swedoc does with documents, done once: `python everything.py INPUTS OUT`.

INPUTS holds `good` and `broken` documents. Whatever it makes goes to OUT; logs at level DEBUG, warnings
and the tracebacks of every exception go to standard error, what the commands print to standard output.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path


def read_all(paths: list[Path]) -> None:
    """Every document in this process: its record, or its error with all that led to it."""
    import swedoc
    from swedoc.batch import parse_many

    for path in paths:
        try:
            record = swedoc.parse(path)
            record.to_json(with_text=True)
            record._repr_html_()
        except Exception:
            traceback.print_exc()
    for result in parse_many(paths, 0):
        if result.error is not None:
            print(repr(result.error), file=sys.stderr)
    for path in (paths[0], paths[-1]):
        try:
            swedoc.parse(path, isolate=True)
        except swedoc.ReadError:
            traceback.print_exc()


def command(*arguments: object, typed: bytes = b"") -> None:
    """Run `swedoc` in this process."""
    from swedoc.cli import main

    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(typed))
    try:
        with contextlib.suppress(SystemExit):
            main([str(argument) for argument in arguments])
    finally:
        sys.stdin = stdin


def commands(good: Path, broken: Path, out: Path) -> None:
    """Every command, output and format."""
    from swedoc.write import writers

    rules = ("--model", "none")  # which saves two seconds each
    few = sorted(good.glob("*.pdf"))[:1] + sorted(good.glob("*.txt"))
    command("extract", good, broken, "-o", out / "all.jsonl", "--jobs", 2, "--timeout", 20)
    for name, kind in writers.items():
        suffix = kind.suffixes[0] if kind.suffixes else f".{name}"
        command("extract", *few, "--format", name, "-o", out / f"few{suffix}", *rules)
        if kind.streams and name != "fgs":
            command("extract", few[0], "--format", name, *rules)
    for style in ("full", "concise", "json"):
        command("check", *few, broken / "Zqfilx-skal.pdf", "--output-format", style, "--all", *rules)
    command("check", *few, "--lang", "en", "--report", out / "checked", *rules)
    command(
        "report", good, broken / "Zqfilx-skal.pdf", "-o", out / "report", "--annotate-copy", out / "copies"
    )
    command("report", *few, "-o", out / "report.html", "--no-contacts", *rules)
    command("extract", "-", *rules, typed=few[-1].read_bytes())
    for rest in (["schema"], ["explain", "sum_mismatch"], ["doctor"], ["completion", "bash"]):
        command(*rest)


def spacy_and_dask(good: Path, out: Path) -> None:
    """The component, with the model and over processes; a shard as Dask reads it."""
    import swedoc

    text = (good / "Zqfilx.txt").read_text("utf-8")
    nlp = swedoc.load()
    for doc in nlp.pipe([text, text[:200], text[200:]], n_process=2):
        assert doc._.swedoc
    with contextlib.suppress(ImportError):
        from swedoc.dask import found, read_shard

        (out / "dask").mkdir()
        read_shard(list(found(str(good)))[:3], f"file://{out}/dask/shard.jsonl", jobs=1)


def scan(path: Path, out: Path) -> None:
    """A scan, read by OCR, and drawn."""
    command("extract", path, "-o", out / "scan.jsonl", "--model", "none")
    command("report", path, "-o", out / "scan.html", "--model", "none")


def killed(folder: Path, out: Path) -> None:
    """Documents that kill, hang and starve their workers, with and without a journal."""
    environment = os.environ | {"SWEDOC_MOCKS": "1", "SWEDOC_MODEL": "none"}
    for more in (["-o", str(out / "killed.jsonl")], []):
        subprocess.run(
            [sys.executable, "-m", "swedoc.cli", "extract", str(folder), "--timeout", "1", "-j2", *more],
            env=environment, check=False,
        )  # fmt: skip
    journaled = [sys.executable, "-m", "swedoc.cli", "extract", str(folder), "-o", str(out / "cut.jsonl")]
    (out / "t").mkdir()
    environment["TMPDIR"] = str(out / "t")
    run = subprocess.Popen([*journaled, "-j2", "--timeout", "3"], env=environment)
    while not (out / "cut.jsonl.journal").exists() and run.poll() is None:
        time.sleep(0.05)
    run.kill()
    run.wait()
    subprocess.run([*journaled, "--resume"], check=False)


def all_of_it(inputs: Path, out: Path) -> None:
    """Everything, in order."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    warnings.simplefilter("always")
    from swedoc import progress

    began = progress.Progress.__init__

    def hasty(self: progress.Progress, *arguments: object, **options: object) -> None:
        began(self, *arguments, **options)  # type: ignore[arg-type]
        self._pause = self._next = 0.0

    progress.Progress.__init__ = hasty  # type: ignore[method-assign,assignment]
    good, broken = inputs / "good", inputs / "broken"
    read_all(sorted([*good.iterdir(), *broken.iterdir()]))
    commands(good, broken, out)
    spacy_and_dask(good, out)
    for path in inputs.glob("scan.pdf"):
        scan(path, out)
    killed(inputs / "mocks", out)


if __name__ == "__main__":
    all_of_it(Path(sys.argv[1]), Path(sys.argv[2]))
