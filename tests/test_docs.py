"""Every code block and every command of the README and of docs/ runs, and prints what the page shows.

Blocks of a page run in order, in one namespace and one empty folder beside the samples:

- `python` is executed; a `text` block right after it is what it prints.
- `pycon` is an example as in a docstring, checked by doctest.
- `console` holds commands after `$ `, each followed by what it prints (nothing: that is not compared).
- `sql in: FILE` is run in that SQLite file; `json` and `toml` must be well-formed.
- `LANGUAGE file: NAME` is also written to that file.
- `not-run: REASON` after the language keeps a block from running; `NOT_RUN` lists all of them.

`...` stands for anything. `pytest tests/test_docs.py --update-golden` writes down what is printed now.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from swedoc.cli import main

ROOT = Path(__file__).parent.parent
DOCS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))
PAGES = ["README.md", "README.sv.md", *DOCS]
SLOW = (
    "README",
    "docs/tutorial.md",
    "docs/archive.md",
    "docs/exchange.md",
    "docs/how-to/",
    "docs/recipes.md",
    "docs/review.md",
)
LANGUAGES = {"python", "pycon", "console", "sql", "json", "toml", "bash", "text"}
OPTIONAL = {
    "dask",
    "datasette",
    "distributed",
    "duckdb",
    "fsspec",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "ray",
    "tesserocr",
}
ENGINES = ("pyspark", "ray")
"""Too large for the dev group; their blocks are compiled everywhere, and run where they are installed."""
NOT_RUN = {
    ("docs/accuracy.md", "takes minutes, and the real documents are not part of the project"),
    ("README.md", "builds an environment, which the tests run in"),
    ("README.md", "installs into the environment that the tests run in"),
    ("README.sv.md", "bygger en miljö, och i den körs testerna"),
    ("README.sv.md", "installerar i den miljö som testerna körs i"),
}

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
INFO = re.compile(
    r"(?P<language>\w+)(?: file: (?P<file>\S+)| in: (?P<database>\S+)| not-run: (?P<reason>[^\n]+))?"
)
STEP = re.compile(
    r"^\$ (?P<command>(?:[^\n]*\\\n)*[^\n]*)\n?(?P<shown>.*?)(?=^\$ |\Z)", re.MULTILINE | re.DOTALL
)
SHELL = re.compile(r"[|<>;&$`()]")


@dataclass(frozen=True)
class Block:
    language: str
    body: str
    start: int
    """Where the body stands in the page."""
    line: int
    file: str | None = None
    database: str | None = None
    reason: str | None = None


def blocks(text: str) -> Iterator[Block]:
    for fence in FENCE.finditer(text):
        info = INFO.fullmatch(fence["info"])
        line = text.count("\n", 0, fence.start()) + 1
        assert info, f"line {line}: no language, or more than it: {fence['info']!r}"
        yield Block(body=fence["body"], start=fence.start("body"), line=line, **info.groupdict())


def fits(shown: str, printed: str) -> bool:
    """Whether the page shows what was printed; `...` stands for anything."""
    pattern = ".*?".join(map(re.escape, shown.rstrip().split("...")))
    printed = re.sub(r"[ \t]+$", "", printed, flags=re.MULTILINE).rstrip()
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@dataclass
class Session:
    """Runs the blocks of one page, and keeps what they printed instead of what the page shows."""

    page: str
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    code: int = 0
    printed: str | None = None
    """What the last python block printed; `None` when another block came since."""
    missing: dict[str, int] = field(default_factory=dict)
    """Packages that blocks need and that are not here, and the line of the last such block."""
    differ: list[tuple[int, str, str]] = field(default_factory=list)
    """Offset in the page, what stands there, and what should."""

    def run(self, block: Block) -> None:
        printed, self.printed = self.printed, None
        if block.reason is not None:
            return
        if block.file is not None:
            Path(block.file).write_text(block.body, encoding="utf-8")
        try:
            if block.language == "python":
                self.python(block)
            elif block.language == "pycon":
                self.pycon(block)
            elif block.language == "console":
                self.console(block)
            elif block.language == "text" and printed is not None:
                self.compare(block.start, block.body, printed)
            elif block.language == "sql":
                assert block.database is not None, f"line {block.line}: sql needs `in: FILE`"
                with contextlib.closing(sqlite3.connect(f"file:{block.database}?mode=ro", uri=True)) as base:
                    for statement in filter(str.strip, block.body.split(";")):
                        assert base.execute(statement).fetchall(), f"line {block.line}: no row"
            elif block.language == "json":
                json.loads(block.body)
            elif block.language == "toml":
                tomllib.loads(block.body)
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            if package not in OPTIONAL:
                raise
            self.missing[package] = block.line

    def python(self, block: Block) -> None:
        out = io.StringIO()
        lines = "\n" * block.line + block.body  # a traceback names the line of the page
        with contextlib.redirect_stdout(out):
            exec(compile(lines, self.page, "exec"), self.names)
        self.printed = out.getvalue()

    def pycon(self, block: Block) -> None:
        example = doctest.DocTestParser().get_doctest(
            block.body, self.names, self.page, self.page, block.line
        )
        report = io.StringIO()
        doctest.DocTestRunner().run(example, out=report.write, clear_globs=False)
        assert not report.getvalue(), report.getvalue()
        self.names |= example.globs

    def console(self, block: Block) -> None:
        steps = list(STEP.finditer(block.body))
        assert steps, f"line {block.line}: no command after `$ `"
        assert steps[0].start() == 0, f"line {block.line}: output before the first command"
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            command = shlex.split(step["command"], comments=True)
            if command == ["echo", "$?"]:
                printed = f"{self.code}\n"
            else:
                self.code, printed = self.command(step["command"], command)
                told = following is not None and following["command"].startswith("echo $?")
                found = "swedoc check" in step["command"] and self.code == 1
                assert self.code == 0 or told or found, (
                    f"line {block.line}: exit {self.code}: {step['command']}\n{printed}"
                )
            if step["shown"].strip():
                self.compare(block.start + step.start("shown"), step["shown"], printed)

    def command(self, line: str, words: list[str]) -> tuple[int, str]:
        """Exit code and what the terminal shows. A plain call of swedoc needs no process of its own."""
        if words[0] != "swedoc" or SHELL.search(line.partition(" #")[0]):
            if words[0] == "datasette" and shutil.which("datasette") is None:
                raise ModuleNotFoundError(name="datasette")
            done = subprocess.run(
                ["bash", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120
            )
            return done.returncode, done.stdout
        screen = io.BytesIO()
        out, err = (io.TextIOWrapper(screen, "utf-8", write_through=True) for _ in range(2))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words[1:])
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 0
        return code, screen.getvalue().decode()

    def compare(self, start: int, shown: str, printed: str) -> None:
        if not fits(shown, printed):
            self.differ.append((start, shown, printed.rstrip("\n") + "\n"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples and benchmarks, where `swedoc` and `python` are those under test."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "benchmarks").symlink_to(ROOT / "benchmarks")
    commands = tmp_path / ".commands"
    commands.mkdir()
    swedoc = commands / "swedoc"
    swedoc.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m swedoc.cli "$@"\n', encoding="utf-8")
    swedoc.chmod(0o755)
    path = os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("COLUMNS", "100")
    for name in [name for name in os.environ if name.startswith("SWEDOC_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.slow] if page.startswith(SLOW) else []) for page in PAGES]
)
def test_the_page_runs_as_it_stands(
    page: str, place: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8" if page.endswith(".sv.md") else "C.UTF-8")
    text = (ROOT / page).read_text(encoding="utf-8")
    session = Session(page)
    for block in blocks(text):
        session.run(block)
    if session.differ and request.config.getoption("--update-golden"):
        for start, shown, printed in reversed(session.differ):
            text = text[:start] + printed + text[start + len(shown) :]
        (ROOT / page).write_text(text, encoding="utf-8")
    for _, shown, printed in session.differ:
        assert printed == shown
    missing = [f"line {line} needs {name}" for name, line in session.missing.items() if name not in ENGINES]
    if missing and not os.environ.get("CI"):
        pytest.skip("; ".join(missing))
    assert missing == [], "what the dev group installs must be here in CI"


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_the_archive_is_read_by_an_engine_that_is_here(
    engine: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`uv pip install pyspark ray` to try it; Spark needs Java, too."""
    pytest.importorskip(engine)
    session = Session("docs/archive.md")
    text = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    for block in blocks(text[text.index("### Spark and Ray") :]):
        if not any(
            f"import {other}" in block.body or f"from {other}" in block.body
            for other in {*ENGINES} - {engine}
        ):
            session.run(block)
    assert engine not in session.missing
    folder = place / {"pyspark": "spark", "ray": "ray"}[engine]
    lines = [line for path in folder.glob("del-*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert sum('"verdict"' in line for line in lines) == 14


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_the_page_lead_somewhere(page: str) -> None:
    text = FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)=\"([^\"]+)\"", text)
    local = [target for pair in targets for target in pair if target and "://" not in target]
    assert [target for target in local if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_only_these_blocks_are_not_run() -> None:
    marked = set()
    for page in PAGES:
        for block in blocks((ROOT / page).read_text(encoding="utf-8")):
            assert block.language in LANGUAGES, f"{page}, line {block.line}: {block.language}"
            if block.reason is not None:
                marked.add((page, block.reason))
    assert marked == NOT_RUN


def test_every_target_of_make_that_is_named_is_there() -> None:
    """Of the blocks that are not run, so much at least."""
    targets = set(re.findall(r"^([a-z][\w -]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    known = {name for target in targets for name in target.split()}
    for page in [*PAGES, "CONTRIBUTING.md", "models/README.md", "SECURITY.md"]:
        named = re.findall(r"(?:^\$? *|`)make ([a-z][a-z-]*)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
        assert set(named) <= known, page


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n...\nc\n", "a\nb\nb\nc\n", True),
        ("a ... c\n", "a b c\n", True),
        ("a\n", "a\nb\n", False),
        ("a.b\n", "axb\n", False),
    ],
)
def test_shown_output_is_compared(shown: str, printed: str, same: bool) -> None:
    assert fits(shown, printed) is same


def test_a_wrong_page_fails(place: Path) -> None:
    """The test above can fail: another output, another exit code, an exception."""
    (shown,) = blocks("```console\n$ swedoc explain sum_mismatch\nsomething else\n```\n")
    session = Session("page")
    session.run(shown)
    assert len(session.differ) == 1
    (code,) = blocks("```console\n$ swedoc explain no_such_code\n```\n")
    with pytest.raises(AssertionError, match="exit 2"):
        session.run(code)
    (python,) = blocks("```python\nimport swedoc\nswedoc.parse('missing.pdf')\n```\n")
    with pytest.raises(FileNotFoundError):
        session.run(python)
