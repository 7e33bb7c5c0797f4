"""Swedish and English: whoever asks for one hears nothing of the other, and is told what to do next."""

from __future__ import annotations

import argparse
import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from swedoc import check, errors
from swedoc.cli import main
from swedoc.messages import language_of, texts

PACKAGE = Path(errors.__file__).parent
COMMANDS = ["", "extract", "check", "report", "schema", "doctor", "completion", "explain"]
ENGLISH = {
    *("a", "an", "and", "are", "by", "cannot", "choose", "each", "else", "error", "exit", "expected", "from"),
    *(
        "help",
        "holds",
        "if",
        "invalid",
        "is",
        "it",
        "more",
        "must",
        "no",
        "not",
        "of",
        "options",
        "or",
        "out",
    ),
    *("positional", "print", "read", "required", "show", "than", "that", "the", "this", "to", "try", "usage"),
    *("what", "whether", "with", "write", "years"),
}
SWEDISH = {
    *("av", "beloppen", "det", "du", "eller", "ett", "filen", "flagga", "flaggor", "hjälpen", "inte"),
    *("att", "den", "för", "går", "har", "inga", "mer", "än"),
    *("läs", "med", "och", "om", "på", "saknas", "skriv", "som", "ska", "till", "utan", "vad", "visa", "är"),
}
QUOTED = re.compile(r"”[^”]*”|»[^«]*«|… .*|[\w-]*_\w*|\S*/\S*|\w+\.\w+")
"""What is quoted from documents, codes, and paths."""
LITERAL = re.compile(r"\{[^}]*\}|--?[a-z][\w-]*|\[\w+\]|(?:KOMMANDO|COMMAND)|\.\w+|[A-Z]/[A-Z]")
"""What is typed as it stands, in any language."""


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("SWEDOC_", "LC_")) or name in ("LANG", "COLUMNS"):
            monkeypatch.delenv(name)


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capfd.readouterr()
    return code, captured.out + captured.err


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", LITERAL.sub(" ", text).lower()))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("lang", "foreign"), [("sv", ENGLISH), ("en", SWEDISH)])
def test_help_speaks_one_language(
    command: str, lang: str, foreign: set[str], capfd: pytest.CaptureFixture[str]
) -> None:
    code, out = said(capfd, "--lang", lang, *command.split(), "--help")
    assert code == 0
    assert not words(out.replace("JSON Schema", "")) & foreign


@pytest.mark.parametrize("command", COMMANDS)
def test_not_a_word_of_argparse_is_left_in_the_help(
    command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every text that argparse would print of its own accord is marked; none may come out."""
    ours = {text for section in texts("sv").table.values() for text in section.values()} | {None}
    monkeypatch.setattr(argparse, "_", lambda text: text if text in ours else f"§{text}§")
    code, out = said(capfd, "--lang", "sv", *command.split(), "--help")
    assert code == 0
    assert "§" not in out
    assert out.startswith("användning: swedoc")


@pytest.mark.parametrize(("locale", "begins"), [("sv_SE.UTF-8", "användning"), ("de_DE.UTF-8", "usage")])
def test_the_locale_decides_where_nobody_asks(
    locale: str, begins: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", locale)
    assert said(capfd, "--help")[1].startswith(begins)
    assert said(capfd, "--help", "--lang", "sv")[1].startswith("användning")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "sv:en"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "fi:nb"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": ""}, "sv"),
        ({"LC_ALL": "C.UTF-8", "LANG": "sv_SE.UTF-8", "LANGUAGE": "sv"}, "en"),
        ({"LC_ALL": "sv_SE", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, "sv"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_read_as_other_programs_read_it(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


def texts_of(lang: str) -> Iterator[tuple[str, str]]:
    """All that is said in a language: messages, errors, the pages of a report, what codes mean."""
    for package in ("swedoc.messages", "swedoc.report"):
        for section, table in texts(lang, package).table.items():
            for name, text in table.items():
                yield f"{package} {section}.{name}", str(text)
    for code, entry in check.descriptions(lang).items():
        yield f"codes.toml {code}", f"{entry.short} {entry.why}"


@pytest.mark.parametrize(("lang", "foreign"), [("sv", ENGLISH), ("en", SWEDISH)])
def test_no_text_is_in_the_other_language(lang: str, foreign: set[str]) -> None:
    said = dict(texts_of(lang))
    assert len(said) > 300
    found = {name: words(QUOTED.sub(" ", text)) & foreign for name, text in said.items()}
    assert {name: (sorted(mixed), said[name]) for name, mixed in found.items() if mixed} == {}


@pytest.mark.parametrize(("lang", "other"), [("sv", "en"), ("en", "sv")])
def test_the_stop_words_tell_the_languages_apart(lang: str, other: str) -> None:
    """The test above can fail: of the texts of the other language it finds most."""
    foreign = ENGLISH if lang == "sv" else SWEDISH
    sentences = [text for _, text in texts_of(other) if len(words(text)) > 5]
    missed = [text for text in sentences if not words(text) & foreign]
    assert len(missed) < len(sentences) * 0.05, missed


@pytest.mark.parametrize("arguments", ["doctor", "explain", "check .", "report .", "extract . -o out.csv"])
@pytest.mark.parametrize(("lang", "foreign"), [("sv", ENGLISH), ("en", SWEDISH)])
def test_what_a_command_says_is_in_one_language(
    arguments: str, lang: str, foreign: set[str], capfd: pytest.CaptureFixture[str]
) -> None:
    Path("memo.txt").write_text(
        "Totalt 900 000 kronor, varav 2024 300 000 kronor, 2025 400 000 kronor.", "utf-8"
    )
    Path("empty.pdf").touch()
    Path("other.py").touch()
    code, out = said(capfd, *arguments.split(), "--lang", lang)
    assert code in (0, 2, 3)
    assert not words(QUOTED.sub(" ", out)) & foreign


MISTAKES = {
    "a misspelt command": (
        "chekc memo.txt",
        "menas 'check'?",
        "did you mean 'check'?",
    ),
    "a command that is none": (
        "convert",
        "välj bland extract",
        "choose from extract",
    ),
    "no path": (
        "check",
        "det saknas argument: SÖKVÄG",
        "required: PATH",
    ),
    "a misspelt flag": (
        "check memo.txt --outputformat json",
        "menas --output-format?",
        "did you mean --output-format?",
    ),
    "a flag of another command": (
        "check memo.txt --shard 1/2",
        "Pröva: swedoc check",
        "Try: swedoc check",
    ),
    "a misspelt choice": (
        "extract memo.txt --format exel",
        "menas 'xlsx'?|välj bland",
        "xlsx",
    ),
    "half a worker": (
        "check memo.txt --jobs half",
        "heltal större än noll",
        "whole number above zero",
    ),
    "a shard beyond the last": (
        "extract memo.txt --shard 3/2",
        "K/N",
        "K/N",
    ),
    "an unknown suffix": (
        "extract memo.txt -o out.doc",
        "ange --format",
        "give --format",
    ),
    "a folder as output": (
        "extract memo.txt -o folder",
        "är en mapp; ange en fil",
        "is a folder; name a file",
    ),
    "an output folder that is not there": (
        "extract memo.txt -o no/out.csv",
        "mappen finns inte; skapa den",
        "no such folder; make it",
    ),
    "a workbook on standard output": (
        "extract memo.txt --format xlsx",
        "ange -o",
        "give -o",
    ),
    "a report over a document": (
        "report memo.txt -o memo.txt",
        "det är en fil; ange en mapp",
        "name a folder",
    ),
    "decisions that are not there": (
        "extract memo.txt --reviews r.json",
        "filen finns inte",
        "no such file",
    ),
    "decisions that are none": (
        "extract memo.txt --reviews memo.txt",
        "ingen fil med bedömningar",
        "no file of",
    ),
    "an unknown code": (
        "explain sum_mismach",
        "menas sum_mismatch?",
        "did you mean sum_mismatch?",
    ),
    "an empty folder": (
        "check folder",
        "Inga handlingar hittades; ange filer",
        "No documents found; name files",
    ),
    "a file that is not there": (
        "check gone.pdf",
        "filen finns inte",
        "no such file",
    ),
    "an empty file": (
        "check empty.pdf",
        "filen är tom; hämta den",
        "the file is empty",
    ),
    "bytes of no kind": (
        "check bytes.bin",
        "spara den som PDF",
        "save it as PDF",
    ),
    "a path that no system takes": (
        f"check {'a' * 5000}.pdf",
        "filen kan inte läsas",
        "file name too long",
    ),
    "an address": (
        "check https://example.se/memo.pdf",
        "swedoc hämtar inget från nätet; spara filen",
        "fetches nothing from the network; save",
    ),
    "a pattern that nothing matches": (
        "check *.docx",
        "inget passar in på mönstret",
        "nothing matches the pattern",
    ),
    "a key that is not there": (
        "extract memo.txt --pseudonymise @gone.key",
        "går inte att läsa: filen finns inte",
        "cannot be read: no such file",
    ),
    "a file where a folder should be": (
        "extract memo.txt -o memo.txt/out.csv",
        "en del av sökvägen är en fil; ange en mapp",
        "part of the path is a file; name a folder",
    ),
    "a language we lack": (
        "check memo.txt --lang fi",
        "välj bland sv, en",
        "choose from sv, en",
    ),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_one_language_with_what_to_do(
    mistake: str, lang: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("memo.txt").write_text("Dnr KS 2021/77\n\nBidraget är 900 000 kronor.", encoding="utf-8")
    Path("empty.pdf").touch()
    Path("bytes.bin").write_bytes(b"\x00\x01\x02")
    Path("folder").mkdir()
    monkeypatch.setenv("SWEDOC_LANG", lang)
    arguments, swedish, english = MISTAKES[mistake]
    code, out = said(capfd, *arguments.split())
    assert code in ((2, 3) if mistake != "an empty folder" else (0,))
    wanted = (swedish if lang == "sv" else english).split("|")
    assert any(part in out for part in wanted), out
    told = out.replace("kan inte vara", "").replace("KOMMANDO", "").replace("COMMAND", "")
    assert not words(re.sub(r"'[^']*'|\S+\.\w+|bland .*|from .*", " ", told)) & (
        ENGLISH if lang == "sv" else SWEDISH
    )
    assert "Traceback" not in out


SETTINGS = {
    'lang = "sv"\njbos = 2': "menas 'jobs'?",
    'lang = "sv"\njobs = 0': "det är ett heltal större än noll",
    'lang = "sv"\ntimeout = "long"': "det är ett tal större än noll",
    'lang = "sv"\nquiet = 3': "det är true eller false",
    'lang = "sv"\ncsv_style = "fi"': "det är något av sv, en",
    'lang = "sv"\njobs = [': "inte giltig TOML (vid filens slut)",
    'lang = "sv"\njobs 2': "inte giltig TOML (rad 2, kolumn 6)",
}


@pytest.mark.parametrize("content", SETTINGS)
def test_a_wrong_setting_is_told_in_swedish(content: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("swedoc.toml").write_text(content, encoding="utf-8")
    code, out = said(capfd, "check", "memo.txt", "--lang", "sv")
    assert code == 2
    assert SETTINGS[content] in out
    assert not words(re.sub(r"'[^']*'|\S*swedoc.toml", " ", out)) & ENGLISH - {"true"}


def raised() -> Iterator[tuple[str, str]]:
    """Every message that the package gives an error of ours, and where; `%s` for what varies."""
    kinds = {
        name for name, kind in vars(errors).items() if isinstance(kind, type) and "Error" in str(kind.__mro__)
    }
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                for argument in node.args:
                    yield from ((f"{path.name}:{node.lineno}", text) for text in templates(argument))


def templates(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from templates(node.body)
        yield from templates(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "%s" for part in node.values)  # type: ignore[misc]


def test_every_error_of_ours_is_known_in_swedish() -> None:
    messages = list(raised())
    assert len(messages) > 45
    swedish = texts("sv")
    unknown = [
        f"{where}: {message}"
        for where, message in messages
        if swedish.translated(filled := message.replace("%s", "X")) == filled
    ]
    assert unknown == []


def test_every_reason_for_no_model_is_known_in_swedish(tmp_path: Path) -> None:
    reasons = re.findall(
        r'f?"(names come from rules alone: [^"]+)"', (PACKAGE / "model.py").read_text("utf-8")
    )
    assert len(reasons) >= 3
    for reason in reasons:
        told = re.sub(r"\{\w+\}", "X", reason)
        assert texts("sv").translated(told) != told, reason


def test_both_languages_say_the_same_things() -> None:
    swedish, english = texts("sv").table, texts("en").table
    assert swedish.keys() - english.keys() == {"failures"}
    for section in english:
        if section != "errors":
            assert swedish[section].keys() == english[section].keys()
            for name, text in english[section].items():
                assert _braces(text) == _braces(swedish[section][name]), name


def _braces(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_help_fits_the_terminal(
    lang: str, columns: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in COMMANDS:
        _, out = said(capfd, "--lang", lang, *command.split(), "--help")
        longest = max(out.splitlines()[1:], key=len)  # the first line is for the terminal to break
        assert len(longest) <= min(columns, 100), longest


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_findings_fit_the_terminal_and_no_color_is_obeyed(columns: int) -> None:
    """What a terminal of that width really gets."""
    text = (
        "Kommunens kostnad är totalt 900 000 kronor och fördelas på 400 000 kronor för 2024 och "
        "400 000 kronor för 2025."
    )
    Path("memo.txt").write_text(text, encoding="utf-8")
    for no_color in ("", "1"):
        got = _in_terminal(columns, no_color, "check", "memo.txt", "--lang", "sv")
        assert bool(re.search(r"\x1b\[\d+m", got)) == (no_color == "")
        plain = re.sub(r"\x1b\[[\d;]*[mK]", "", got)
        quotes = [line for line in plain.splitlines() if line.startswith("    sid. 1")]
        assert quotes
        # a figure is never cut, so a quote may be wider than a very narrow terminal
        assert max(map(len, quotes)) <= max(min(columns, 120), 60)


def _in_terminal(columns: int, no_color: str, *arguments: str) -> str:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = os.environ | {"NO_COLOR": no_color, "TERM": "xterm", "PYTHONPATH": str(PACKAGE.parent)}
    process = subprocess.Popen(
        [sys.executable, "-m", "swedoc.cli", *arguments], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    got = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not read:
            break
        got += read
    process.wait()
    os.close(ours)
    return got.decode().replace("\r\n", "\n")
