"""The commands and flags of `swedoc`, described in the reader's language."""

from __future__ import annotations

import argparse
import math
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, get_args

from swedoc.completion import SHELLS
from swedoc.messages import LANGUAGES, Texts
from swedoc.paths import Shard
from swedoc.settings import CheckFormat, CsvStyle, Settings


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
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        _common(sub, words)
        return sub

    extract = command("extract")
    _paths(extract, words, settings)
    extract.add_argument("-o", "--output", metavar=words("help.out"), help=words("help.output"))
    extract.add_argument("--format", choices=formats, default=settings.format, help=words("help.format"))
    extract.add_argument(
        "--with-text", action="store_true", default=settings.with_text, help=words("help.with_text")
    )
    extract.add_argument("--resume", action="store_true", help=words("help.resume"))
    extract.add_argument("--shard", type=_shard, metavar="K/N", help=words("help.shard"))
    extract.add_argument(
        "--csv-style", choices=get_args(CsvStyle), default=settings.csv_style, help=words("help.csv_style")
    )
    _reviews(extract, words)

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

    report = command("report")
    _paths(report, words, settings)
    report.add_argument("-o", "--output", metavar=words("help.out"), help=words("help.report_out"))
    report.set_defaults(output="granskning")
    _reviews(report, words)
    _copies(report, words)

    command("schema")
    command("doctor")
    command("completion").add_argument(
        "shell", choices=SHELLS, metavar="|".join(SHELLS), help=words("help.shell")
    )
    explain = command("explain")
    explain.add_argument("code", nargs="?", metavar=words("help.some_code"), help=words("help.code"))
    return top


def parsed(top: ArgumentParser, arguments: Sequence[str]) -> Namespace:
    """The arguments; paths may stand before and after flags, which argparse alone does not allow."""
    options, rest = top.parse_known_args(arguments)
    if rest and (not hasattr(options, "paths") or any(len(word) > 1 and word[0] == "-" for word in rest)):
        top.error(f"unrecognized arguments: {' '.join(rest)}")
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
    to.add_argument("--quiet", "-q", action="store_true", default=settings.quiet, help=words("help.quiet"))


def _reviews(to: ArgumentParser, words: Texts) -> None:
    to.add_argument("--reviews", metavar=words("help.file"), help=words("help.reviews"))


def _copies(to: ArgumentParser, words: Texts) -> None:
    to.add_argument("--annotate-copy", metavar=words("help.folder"), help=words("help.annotate_copy"))


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

        def error(self, message: str) -> NoReturn:
            said = translated(message, words)
            self.exit(2, f"{self.prog}: {said}\n{words('say.try_help', program=self.prog)}\n")

    return Parser


def translated(message: str, words: Texts) -> str:
    """A message of argparse in the language of `words`; as it is where no template fits."""
    for template, translation in words.section("argparse").items():
        match = re.fullmatch(re.escape(template).replace("%s", "(.+?)"), message, re.DOTALL)
        if match:
            return translation.format(*match.groups())
    return message
