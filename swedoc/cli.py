"""The command line: parses arguments, calls the library, prints. Results on stdout, all else on stderr.

    swedoc check memo.pdf

Exit codes: 0 nothing found, 1 findings of severity `error`, 2 the call or the configuration was wrong,
3 some documents could not be read (wins over 1), 130 on Ctrl-C.
"""

from __future__ import annotations

import difflib
import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from swedoc import __version__
from swedoc.arguments import parsed, parser
from swedoc.completion import script
from swedoc.errors import SettingsError, SwedocError
from swedoc.limits import allow
from swedoc.messages import LANGUAGES, Texts, language_of, texts
from swedoc.paths import STDIN, Collection, Shard
from swedoc.progress import Progress
from swedoc.records import encode
from swedoc.schema import json_schema
from swedoc.settings import Settings, load
from swedoc.terminal import (
    Style,
    Tally,
    explanation,
    finding_json,
    finding_lines,
    passed_lines,
    reason,
    safe,
)
from swedoc.write import Options, Writer, format_of, sweep, writer_for, writers, writing

if TYPE_CHECKING:
    from swedoc.batch import Journal, Result
    from swedoc.privacy import Privacy
    from swedoc.report.reviews import Reviews

OK, FOUND, WRONG_CALL, UNREADABLE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run `swedoc` with the given arguments (default: those of the process); return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    problem = None
    try:
        settings = load(Path.cwd(), os.environ)
    except SettingsError as error:
        settings, problem = Settings(), error
    words = texts(_language(arguments) or settings.lang or language_of(os.environ))
    top = parser(words, settings, [name for name, _ in writers.items()], __version__)
    options = parsed(top, arguments)
    if problem is not None:
        return _wrong(words.translated(str(problem)), words)
    if options.command is None:
        top.print_help(sys.stderr)
        return WRONG_CALL
    try:
        with allow(settings.limits):
            code = _COMMANDS[options.command](options, words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        to_file = getattr(options, "output", None) not in (None, STDIN) and options.command == "extract"
        _say(words("say.interrupted_file" if to_file else "say.interrupted"))
        return INTERRUPTED
    except SwedocError as error:
        return _wrong(words.translated(str(error)), words)
    except BrokenPipeError:
        # Whoever read our output has what they wanted; Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _language(arguments: list[str]) -> str | None:
    """The language asked for on the command line, which the help and the errors of the parser need."""
    for flag, value in zip_longest(arguments, arguments[1:], fillvalue=""):
        asked = value if flag == "--lang" else flag.removeprefix("--lang=")
        if flag.startswith("--lang") and asked in LANGUAGES:
            return asked
    return None


def _extract(options: Namespace, words: Texts) -> int:
    chosen = Options(options.with_text, options.csv_style, options.show_personnummer)
    out = None if options.output in (None, STDIN) else Path(options.output)
    name = options.format or ("jsonl" if out is None else format_of(out))
    if out is not None and out.is_dir():
        return _wrong(words("say.is_folder", path=options.output), words)
    if name is None:
        formats = "|".join(known for known, _ in writers.items())
        return _wrong(words("say.unknown_suffix", path=options.output, formats=formats), words)
    if out is None:
        if not writers[name].streams:
            return _wrong(words("say.needs_file", format=name), words)
        tally = _write(options, writer_for(name, [sys.stdout.buffer], chosen), words)
        if name == "csv":
            _say(words("say.csv_amounts"), options)
    else:
        other = format_of(out)
        if other not in (name, None):
            _say(words("say.other_suffix", path=out, format=name, other=other), options)
        try:
            tally = _to_file(options, words, name, out, chosen)
        except OSError as error:
            return _unwritable(error, out, words)
        total, failed = tally.counts.total(), tally.counts["unreadable"]
        done = words("say.written_one" if total == 1 else "say.written", count=total, path=out)
        _say(done + (words("say.with_unreadable", count=failed) if failed else ""), options)
        if total > 1:
            _say("\n".join(tally.closing(words)), options)
    return UNREADABLE if tally.counts["unreadable"] else OK


def _to_file(options: Namespace, words: Texts, name: str, out: Path, chosen: Options) -> Tally:
    """Write a file by way of a journal beside it, from which a run that was cut short continues."""
    from swedoc.batch import Journal

    path = out.with_name(f"{out.name}.journal")
    if out.exists() and not out.is_file():  # a device or a pipe
        with writing(name, out, chosen) as writer:
            return _write(options, writer, words)
    if path.exists() and not options.resume:
        raise SettingsError(words("say.journal_left", path=path))
    sweep(name, out, chosen)  # every run that writes `out` has a journal, and there is none but ours
    with writing(name, out, chosen) as writer:
        about = ", ".join(filter(None, (f"swedoc {__version__}", _privacy(options).described)))
        journal = Journal(path, about)
        try:
            tally = _write(options, writer, words, journal)
        except BaseException:
            journal.close()
            raise
    journal.remove()
    return tally


def _write(options: Namespace, writer: Writer, words: Texts, journal: Journal | None = None) -> Tally:
    tally = Tally()
    for result in _results(options, words, journal):
        tally.add(result)
        writer.write(result.entry)
    if options.output in (None, STDIN):
        writer.close()
    return tally


def _check(options: Namespace, words: Texts) -> int:
    if options.report or options.annotate_copy:
        return _with_pages(options, words, options.report, _check_results)
    return _check_results(options, words, _results(options, words))


def _check_results(options: Namespace, words: Texts, results: Iterable[Result]) -> int:
    style, tally = Style.of(sys.stdout), Tally()
    found: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []
    for result in results:
        tally.add(result)
        path, record = result.source.path or "", result.record
        if record is None:
            failed.append(
                {"path": path, "kind": type(result.error).__name__, "message": reason(result, words)}
            )
        elif options.output_format == "json":
            found += [finding_json(path, record, finding) for finding in record.findings]
        else:
            _print(finding_lines(path, record, words, style, full=options.output_format == "full"))
            if options.all:
                _print(passed_lines(path, record, words, style))
    if options.output_format == "json":
        whole = {"findings": found, "unreadable": failed, "summary": tally.as_dict()}
        print(encode(whole).decode())
    else:
        print(tally.line(words))
    if failed:
        return UNREADABLE
    return FOUND if tally.errors and not options.exit_zero else OK


def _report(options: Namespace, words: Texts) -> int:
    return _with_pages(options, words, options.output, _count_results)


def _count_results(options: Namespace, words: Texts, results: Iterable[Result]) -> int:
    tally = Tally()
    for result in results:
        tally.add(result)
    print(tally.line(words))
    return UNREADABLE if tally.counts["unreadable"] else OK


def _with_pages(
    options: Namespace, words: Texts, report: str | None,
    then: Callable[[Namespace, Texts, Iterable[Result]], int],
) -> int:  # fmt: skip
    """Do something with the results, and leave the reviewer's pages and the copies on the way."""
    from swedoc.report.sink import Sink

    copies = options.annotate_copy
    sink = Sink(
        Path(report) if report else None,
        Path(copies) if copies else None,
        words.language,
        privacy=_privacy(options),
    )

    def passing() -> Iterator[Result]:
        for result in _results(options, words):
            sink.add(result, "" if result.record else reason(result, words))
            yield result

    try:
        code = then(options, words, passing())
        index = sink.close()
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _unwritable(error, report or copies, words)
    for path, why in sink.failed:
        _say(words("say.not_copied", path=path, reason=words.translated(why)))
    if copies:
        _say(words("say.copied", count=sink.copied, path=copies), options)
    if index:
        _say(words("say.reported", path=index), options)
    return code


def _schema(options: Namespace, words: Texts) -> int:
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return OK


def _explain(options: Namespace, words: Texts) -> int:
    from swedoc import check

    described = check.descriptions(words.language)
    style = Style.of(sys.stdout)
    if options.code is None:
        width = max(map(len, described))
        for code, entry in described.items():
            print(f"{style.paint(code.ljust(width), entry.severity)}  {entry.short}")
    elif options.code not in described:
        near = difflib.get_close_matches(options.code, described, 1)
        hint = words("say.did_you_mean", code=near[0]) if near else words("say.list_codes")
        return _wrong(words("say.unknown_code", code=options.code, hint=hint), words)
    else:
        print("\n".join(explanation(described[options.code], words, style)))
    return OK


def _doctor(options: Namespace, words: Texts) -> int:
    from swedoc.doctor import examine

    style, healthy = Style.of(sys.stdout), True
    for right, line in examine(load(Path.cwd(), os.environ), words):
        healthy &= right
        print(f"{style.paint('ok' if right else '!!', 'good' if right else 'error')}  {line}")
    return OK if healthy else WRONG_CALL


def _completion(options: Namespace, words: Texts) -> int:
    formats = [name for name, _ in writers.items()]
    print(script(parser(words, Settings(), formats, __version__), options.shell), end="")
    return OK


_COMMANDS = {
    "extract": _extract,
    "check": _check,
    "report": _report,
    "schema": _schema,
    "explain": _explain,
    "doctor": _doctor,
    "completion": _completion,
}


def _results(options: Namespace, words: Texts, journal: Journal | None = None) -> Iterator[Result]:
    """The results of PATH…, with progress and what could not be read told on stderr."""
    # The pipeline is imported only here: `swedoc --help` must not wait for its vocabulary.
    from swedoc.batch import Allowance, Run, parse_many
    from swedoc.intake import documents as documents_in
    from swedoc.model import SETTING as MODEL
    from swedoc.read.ocr import SETTING

    os.environ[SETTING] = options.ocr  # the workers inherit it
    if options.model is not None:
        os.environ[MODEL] = options.model
    documents = Collection(options.paths)
    shard = getattr(options, "shard", None) or Shard()
    inputs = (
        document
        for path in documents
        if path in shard
        for document in documents_in(path, sys.stdin.buffer.read() if path == STDIN else None)
        if documents.takes(document.path)
    )
    reviews = _reviews(options)
    allowance, privacy = Allowance(timeout=options.timeout), _privacy(options)
    if _key_is_visible(options):
        _say(words("say.key_visible"), options)
    progress = Progress(words, quiet=options.quiet)
    if journal is None:
        results: Iterator[Result] = parse_many(inputs, options.jobs, allowance=allowance, privacy=privacy)
    else:
        total = sum(path in shard for path in Collection(options.paths))
        run = Run(journal, inputs, options.jobs, allowance, privacy)
        for answer in run.work():
            progress.advance(answer.outcome, answer.verdict, total - run.resumed)
        if run.resumed:
            _say(words("say.resumed", count=run.resumed), options)
        results = run.results()
    count = 0
    for count, result in enumerate(results, 1):  # noqa: B007
        progress.clear()
        path = result.source.path or ""
        if result.record is None:
            _say(words("say.unreadable", path=path, reason=reason(result, words)))
        elif not options.quiet:
            for warning in result.record.source.warnings:
                _say(words("say.warning", path=path, message=words.translated(warning)))
        yield replace(result, record=reviews.merge(result.record)) if reviews and result.record else result
        if journal is None:
            progress.advance(result.outcome, result.record.verdict if result.record else None)
    progress.clear()
    skipped = documents.skipped.total()
    if skipped:
        told = "say.skipped_one" if skipped == 1 else "say.skipped"
        _say(words(told, count=skipped, suffixes=", ".join(sorted(documents.skipped))), options)
    if not count:
        _say(words("say.no_documents"), options)


def _privacy(options: Namespace) -> Privacy:
    """What is to become of personal data. Raises `SettingsError`."""
    from swedoc.privacy import Privacy

    return Privacy.of(
        show_personnummer=options.show_personnummer,
        no_contacts=options.no_contacts,
        pseudonymise=options.pseudonymise,
    )


def _key_is_visible(options: Namespace) -> bool:
    """Whether the key stands on the command line, where `ps` shows it."""
    given = options.pseudonymise
    return bool(given) and given[0] != "@" and load(Path.cwd(), os.environ).pseudonymise != given


def _reviews(options: Namespace) -> Reviews | None:
    """The decisions that `--reviews` names. Raises `SettingsError`."""
    if getattr(options, "reviews", None) is None:
        return None
    from swedoc.report import reviews

    return reviews.load(options.reviews)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(safe(line, Style.of(sys.stdout)))


def _say(text: str, options: Namespace | None = None) -> None:
    """A line on stderr; with `options` only unless `--quiet` was given."""
    if options is None or not options.quiet:
        print(safe(text), file=sys.stderr)


def _unwritable(error: OSError, out: object, words: Texts) -> int:
    cause = words.get(f"unwritable.{type(error).__name__}")
    why = cause or (error.strerror or str(error)).lower()
    return _wrong(words("say.unwritable", path=error.filename or out, reason=why), words)


def _wrong(message: str, words: Texts) -> int:
    _say(words("say.error", message=message))
    return WRONG_CALL


if __name__ == "__main__":
    sys.exit(main())
