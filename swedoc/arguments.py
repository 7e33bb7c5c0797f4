"""The commands and flags of `swedoc`, described in the reader's language."""

from __future__ import annotations

import argparse
import difflib
import math
import shutil
from argparse import SUPPRESS, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, get_args

from swedoc.completion import SHELLS, commands_in
from swedoc.messages import LANGUAGES, Texts
from swedoc.paths import Shard
from swedoc.settings import CheckFormat, CsvStyle, Settings

_NARROWEST, _WIDEST = 38, 100


def parser(words: Texts, settings: Settings, formats: Sequence[str], version: str) -> ArgumentParser:
    """The parser of the command line; what is not given on it comes from `settings`."""
    kind = _parser_class(words)
    top = kind(prog="swedoc", description=words("help.program"), epilog=words("help.epilog"))
    top.add_argument("--version", action="version", version=f"swedoc {version}", help=words("help.version"))
    _common(top, words)
    commands = top.add_subparsers(
        title=words("help.commands"), dest="command", metavar=words("help.command"), parser_class=kind
    )

    def command(name: str) -> ArgumentParser:
        text = words(f"help.{name}")
        usage = f"swedoc {name} {words(f'usage.{name}')}"
        sub = commands.add_parser(name, usage=usage, help=text, description=text[0].upper() + text[1:] + ".")
        _common(sub, words)
        return sub

    extract = command("extract")
    _paths(extract, words, settings)
    extract.add_argument("-o", "--output", metavar=words("help.out"), help=words("help.output"))
    extract.add_argument(
        "--format", choices=formats, default=settings.format, metavar=words("help.some_format"),
        help=words("help.format") + ": %(choices)s",
    )  # fmt: skip
    extract.add_argument(
        "--with-text", action="store_true", default=settings.with_text, help=words("help.with_text")
    )
    extract.add_argument("--resume", action="store_true", help=words("help.resume"))
    extract.add_argument("--shard", type=_shard, metavar="K/N", help=words("help.shard"))
    extract.add_argument(
        "--csv-style", choices=get_args(CsvStyle), default=settings.csv_style, help=words("help.csv_style")
    )
    _reviews(extract, words)
    _privacy(extract, words, settings)

    check = command("check")
    _paths(check, words, settings)
    check.add_argument(
        "--output-format",
        choices=get_args(CheckFormat),
        default=settings.output_format,
        help=words("help.output_format"),
    )
    check.add_argument("--all", action="store_true", help=words("help.all"))
    check.add_argument(
        "--exit-zero", action="store_true", default=settings.exit_zero, help=words("help.exit_zero")
    )
    check.add_argument("--report", metavar=words("help.folder"), help=words("help.report_out"))
    _copies(check, words)
    _privacy(check, words, settings)

    report = command("report")
    _paths(report, words, settings)
    report.add_argument(
        "-o", "--output", default="granskning", metavar=words("help.out"),
        help=f"{words('help.report_out')} ({words('help.report_default')})",
    )  # fmt: skip
    _reviews(report, words)
    _copies(report, words)
    _privacy(report, words, settings)

    command("schema")
    command("doctor")
    command("completion").add_argument(
        "shell", choices=SHELLS, metavar=words("help.some_shell"), help=words("help.shell") + ": %(choices)s"
    )
    explain = command("explain")
    explain.add_argument("code", nargs="?", metavar=words("help.some_code"), help=words("help.code"))
    return top


def parsed(top: ArgumentParser, arguments: Sequence[str]) -> Namespace:
    """The arguments; paths may stand before and after flags, which argparse alone does not allow."""
    options, rest = top.parse_known_args(arguments)
    flags = [word for word in rest if len(word) > 1 and word[0] == "-"]
    if rest and (flags or not hasattr(options, "paths")):
        used = commands_in(top).get(options.command, top)
        known = [flag for action in used._actions for flag in action.option_strings]
        near = difflib.get_close_matches(flags[0].partition("=")[0], known, 1) if flags else []
        hint = f"; did you mean {near[0]}?" if near else ""
        used.error(f"unrecognized arguments: {' '.join(flags or rest)}{hint}")
    if rest:
        options.paths += rest
    return options


def _common(to: ArgumentParser, words: Texts) -> None:
    """Flags that may stand before or after the command; hence without a default of their own."""
    to.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("help.lang"))


def _paths(to: ArgumentParser, words: Texts, settings: Settings) -> None:
    to.add_argument("paths", nargs="+", metavar=words("help.path"), help=words("help.paths"))
    to.add_argument("--jobs", "-j", type=_count, default=settings.jobs, metavar="N", help=words("help.jobs"))
    to.add_argument(
        "--timeout", type=_seconds, default=settings.timeout, metavar="S", help=words("help.timeout")
    )
    to.add_argument(
        "--ocr", choices=("auto", "never", "always"), default=settings.ocr, help=words("help.ocr")
    )
    to.add_argument("--model", default=settings.model, metavar=words("help.folder"), help=words("help.model"))
    to.add_argument("--quiet", "-q", action="store_true", default=settings.quiet, help=words("help.quiet"))


def _reviews(to: ArgumentParser, words: Texts) -> None:
    to.add_argument("--reviews", metavar=words("help.file"), help=words("help.reviews"))


def _copies(to: ArgumentParser, words: Texts) -> None:
    to.add_argument("--annotate-copy", metavar=words("help.folder"), help=words("help.annotate_copy"))


def _privacy(to: ArgumentParser, words: Texts, settings: Settings) -> None:
    to.add_argument(
        "--show-personnummer",
        action="store_true",
        default=settings.show_personnummer,
        help=words("help.show_personnummer"),
    )
    to.add_argument(
        "--no-contacts", action="store_true", default=settings.no_contacts, help=words("help.no_contacts")
    )
    to.add_argument(
        "--pseudonymise",
        metavar=words("help.key"),
        default=settings.pseudonymise,
        help=words("help.pseudonymise"),
    )


def _shard(text: str) -> Shard:
    number, _, count = text.partition("/")
    if number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
        return Shard(int(number), int(count))
    raise ArgumentTypeError(f"must be K/N with K from 1 to N, not {text!r}")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"must be a whole number above zero, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise ArgumentTypeError(f"must be a number of seconds above zero, not {text!r}")
    return seconds


def _parser_class(words: Texts) -> type[ArgumentParser]:
    """A parser that speaks the language of `words`; argparse knows English alone."""

    class Formatter(argparse.HelpFormatter):
        def __init__(self, prog: str, **options: Any) -> None:
            columns = shutil.get_terminal_size().columns - 2
            super().__init__(prog, **options, width=max(_NARROWEST, min(columns, _WIDEST)))

        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[Any],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, words("help.usage") if prefix is None else prefix)

    class Parser(ArgumentParser):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options, formatter_class=Formatter, add_help=False, allow_abbrev=False)
            self._positionals.title = words("help.arguments")
            self._optionals.title = words("help.options")
            self.add_argument("-h", "--help", action="help", help=words("help.help"))

        def _check_value(self, action: argparse.Action, value: Any) -> None:
            """Name the choice that was probably meant, where argparse lists them all."""
            if action.choices is not None and value not in action.choices:
                choices = list(map(str, action.choices))
                near = difflib.get_close_matches(str(value), choices, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f" (choose from {', '.join(choices)})"
                raise ArgumentError(action, f"invalid choice: {value!r}{hint}")

        def error(self, message: str) -> NoReturn:
            said = words.translated(message)
            self.exit(2, f"{self.prog}: {said}\n{words('say.try_help', program=self.prog)}\n")

    return Parser
