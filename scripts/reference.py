"""Writes docs/reference/: the record, the findings, the command line and the Python interface.

    python scripts/reference.py

Everything is taken from docstrings, from `swedoc/check/codes.toml` and from the argument parser, so that it
says what the program does. A test compares the files with what this script would write now.
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import swedoc
from swedoc import check, records
from swedoc.arguments import parser
from swedoc.messages import texts
from swedoc.schema import described
from swedoc.settings import Settings
from swedoc.write import writers

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- Written by scripts/reference.py (make reference); do not edit. -->\n"
SEVERITIES = {
    "error": "Errors: the page contradicts itself",
    "warning": "Warnings: a person should look",
    "info": "Infos: worth knowing, nothing is wrong",
}
API: dict[str, list[str]] = {
    "Reading": ["swedoc.parse", "swedoc.parse_text", "swedoc.parse_many", "swedoc.Result", "swedoc.load"],
    "Personal data": ["swedoc.Privacy"],
    "JSON": ["swedoc.records.Record.to_json", "swedoc.records.Record.from_json"],
    "Verdicts": ["swedoc.verdict.recompute", "swedoc.verdict.Judgement"],
    "Limits of a batch": ["swedoc.Allowance", "swedoc.Input"],
    "Pages to review": ["swedoc.report.build.Report"],
    "A cluster": ["swedoc.dask.extract", "swedoc.dask.read_shard"],
}
ABOUT_RECORD = """One document in, one `Record` out; a document that cannot be read gives an
`ErrorRecord`. Absent values are `null`, absent lists are `[]`. Money is an exact decimal: `Decimal` in
Python, a plain number without exponent in JSON. `swedoc schema` prints the same as JSON Schema.
"""
ABOUT_CHECKS = """`swedoc explain CODE` prints the same in the terminal, `--lang sv` in Swedish. The
severity is the highest that a code is raised with: where swedoc is less sure, an error becomes a
warning. The examples are invented. [How a verdict is reached](../verdicts.md) says what lies behind
them.
"""
ABOUT_CLI = """Results go to standard output, everything else to standard error. Exit codes: 0 nothing
found, 1 findings of severity `error` (`check`), 2 the call or the settings were wrong, 3 some documents
could not be read (wins over 1), 130 interrupted.
"""
ABOUT_SETTINGS = """`swedoc.toml`, or the table `[tool.swedoc]` of `pyproject.toml`, in the working
folder or the nearest one above it; then variables (`SWEDOC_JOBS=4`), then flags. A name that means
nothing is an error.
"""
ABOUT_API = """The names that `import swedoc` gives, and some from its modules for larger undertakings.
Names that are not here may change with any version. Money is `decimal.Decimal`; pages count from 1;
offsets are characters in `record.text`; boxes are PDF points from the top left corner. [The
record](record.md) has its own page.

The examples on this page begin with

```python
from swedoc import Privacy, load, parse, parse_many, parse_text
```
"""


def record_page() -> Iterator[str]:
    """The record, class by class in the order in which they are met, field by field."""
    yield f"# The record, field by field\n\n{ABOUT_RECORD}"
    waiting: list[Any] = [records.Record, records.ErrorRecord]
    seen: list[type] = []
    while waiting:
        each = waiting.pop(0)
        if each in seen:
            continue
        seen.append(each)
        short, fields = described(each)
        yield f"## {each.__name__}\n\n{short}\n\n| field | type | meaning |\n|---|---|---|"
        inner = []
        for name, kind in get_type_hints(each).items():
            if name in each.__struct_fields__:
                yield f"| `{name}` | {spelled(kind)} | {fields[name]} |"
                inner += [found for found in within(kind) if hasattr(found, "__struct_fields__")]
        yield ""
        waiting = [*inner, *waiting]


def within(kind: Any) -> Iterator[Any]:
    """A type and all types that it is made of."""
    yield kind
    for part in get_args(kind):
        yield from within(part)


def spelled(kind: Any) -> str:
    """A type in the words of JSON."""
    names = {
        "str": "text",
        "int": "whole number",
        "bool": "true/false",
        "Decimal": "decimal number",
        "float": "number",
    }
    origin, parts = get_origin(kind), get_args(kind)
    if kind == records.Box:
        return "box"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in parts)
    if origin in (Union, UnionType):
        return " or ".join(["null" if part is type(None) else spelled(part) for part in parts])
    if origin is tuple:
        return f"list of {spelled(parts[0])}"
    if hasattr(kind, "__struct_fields__"):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return names[kind.__name__]


def checks_page() -> Iterator[str]:
    """Every code that a finding may have, by its severity."""
    yield f"# The findings, code by code\n\n{ABOUT_CHECKS}"
    english, swedish = check.descriptions("en"), check.descriptions("sv")
    for severity, title in SEVERITIES.items():
        yield f"## {title}\n"
        for code, entry in english.items():
            if entry.severity == severity:
                yield f"### {code}\n\n{entry.short} *{swedish[code].short}*\n\n{entry.why}\n"
                yield f"> {entry.example}\n"


def cli_page() -> Iterator[str]:
    """Every command with its arguments."""
    words = texts("en")
    top = parser(words, Settings(), [name for name, _ in writers.items()], swedoc.__version__)
    yield f"# The command line\n\n{top.description}\n\n{ABOUT_CLI}\n## swedoc\n"
    yield from arguments(top, shared=True)
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    for name, sub in commands.choices.items():
        yield f"## swedoc {name}\n\n{sub.description}\n"
        if any(action.dest not in ("help", "lang") for action in sub._actions):
            yield from arguments(sub)
    yield f"## Settings\n\n{ABOUT_SETTINGS}"
    yield "| setting | default |\n|---|---|"
    for name, value in ((name, getattr(Settings(), name)) for name in Settings.__slots__):
        yield f"| `{name}` | {'by the circumstances' if value is None else f'`{value}`'} |"
    yield ""


def arguments(of: argparse.ArgumentParser, *, shared: bool = False) -> Iterator[str]:
    """A table of the arguments of one command; those that all commands share only if `shared`."""
    yield "| argument | meaning |\n|---|---|"
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        if action.dest in ("help", "lang") and not shared:
            continue
        value = "" if action.nargs == 0 else action.metavar or "|".join(map(str, action.choices or ()))
        names = [f"`{flag} {value}`" if value else f"`{flag}`" for flag in action.option_strings]
        choices = ", ".join(map(str, action.choices or ()))
        text = (action.help or "").replace("%(choices)s", choices).replace("|", "\\|")
        yield f"| {', '.join(names or [f'`{value}`']).replace('|', chr(92) + '|')} | {text} |"
    yield ""


def api_page() -> Iterator[str]:
    """Functions and classes with their docstrings; the examples in them run."""
    yield f"# The Python interface\n\n{ABOUT_API}"
    for title, paths in API.items():
        yield f"## {title}\n"
        for path in paths:
            yield from documented(path)
    yield "## Errors\n\n| error | is a | meaning |\n|---|---|---|"
    for each in (getattr(swedoc, name) for name in swedoc.__all__):
        if inspect.isclass(each) and issubclass(each, Exception):
            yield f"| `{each.__name__}` | `{each.__base__.__name__}` | {inspect.getdoc(each)} |"
    yield ""


def documented(path: str) -> Iterator[str]:
    """A function, or a class with its public methods."""
    module, _, name = path.rpartition(".")
    try:
        owner: Any = import_module(module)
    except ModuleNotFoundError:
        home, _, inside = module.rpartition(".")
        owner = getattr(import_module(home), inside)
    found = inspect.getattr_static(owner, name) if inspect.isclass(owner) else getattr(owner, name)
    found = getattr(found, "__func__", found)
    yield f"### {path}\n"
    yield f"`{signature(name, found)}`\n\n{docstring(found)}\n"
    if inspect.isclass(found):
        for inner, method in vars(found).items():
            if not inner.startswith("_") and (inspect.isfunction(method) or isinstance(method, property)):
                of = method.fget if isinstance(method, property) else method
                shown = inner if isinstance(method, property) else signature(inner, of)
                yield f"**`{shown}`**\n\n{docstring(of)}\n"


def signature(name: str, of: Callable[..., Any]) -> str:
    """The call as it is written in the source."""
    shown = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", str(inspect.signature(of)))
    shown = re.sub(r"(: |-> )'([^']*)'", r"\1\2", shown).replace("self, ", "").replace("(self)", "()")
    return f"{name}{shown}".replace(" -> None", "")


def docstring(of: Any) -> str:
    """A Google docstring as Markdown: sections as lists, examples as blocks."""
    out: list[str] = []
    for paragraph in (inspect.getdoc(of) or "").split("\n\n"):
        head, _, body = paragraph.partition("\n")
        if re.fullmatch(r"(Args|Attributes|Raises):", head):
            entries = re.split(r"\n(?=\S)", inspect.cleandoc(body))
            lines = [re.sub(r"^(\w+): ", r"`\1`: ", " ".join(entry.split())) for entry in entries]
            out.append(f"{head}\n\n" + "\n".join(f"- {line}" for line in lines))
        elif re.fullmatch(r"(Returns|Yields):", head):
            out.append(f"{head} {' '.join(body.split())}")
        elif paragraph.startswith(">>>"):
            out.append(f"```pycon\n{paragraph}\n```")
        else:
            out.append(paragraph)
    return "\n\n".join(out)


PAGES = {"record.md": record_page, "checks.md": checks_page, "cli.md": cli_page, "api.md": api_page}


def written(name: str) -> str:
    """The text of one page."""
    return NOTE + "\n" + "\n".join(PAGES[name]()).rstrip() + "\n"


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    main()
