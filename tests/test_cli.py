"""The command line: results on stdout, one clear line for what goes wrong, the right exit code."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from swedoc.check import descriptions
from swedoc.cli import main
from swedoc.messages import texts

CLEAN = """Tjänsteskrivelse

Dnr KS 2021/77

Kommunen medfinansierar projektet 2021–2023 med totalt 900 000 kronor. Kostnaderna fördelas på
200 000 kronor för 2021, 300 000 kronor för 2022 och 400 000 kronor för 2023.
"""
WRONG = CLEAN.replace("300 000 kronor för 2022", "350 000 kronor för 2022")


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, and no settings or locale from outside."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("SWEDOC_", "LC_")) or name == "LANG":
            monkeypatch.delenv(name)


def swedoc(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capfd.readouterr()
    return code, out, err


def pdf(text: str | None, *, password: str = "") -> bytes:
    page = FPDF()
    page.add_page()
    if text is None:
        page.rect(20, 20, 100, 100, style="F")
    else:
        page.set_font("Helvetica", size=11)
        page.multi_cell(0, 6, text.replace("–", "-"))
    if password:
        page.set_encryption("owner", password, encryption_method=EncryptionMethod.AES_128)
    return bytes(page.output())


def test_extract_writes_a_line_for_each_document_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text(CLEAN, encoding="utf-8")
    Path("a.pdf").write_bytes(pdf(CLEAN))
    code, out, err = swedoc(capfd, "extract", "b.txt", "missing.pdf", "a.pdf")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["source"]["path"] for line in lines] == ["b.txt", "missing.pdf", "a.pdf"]
    assert lines[1]["error"]["kind"] == "FileNotFoundError"
    assert "text" not in lines[0]
    assert [line["source"].get("reader") for line in lines] == ["text", None, "pdf"]
    assert len(lines[0]["source"]["sha256"]) == 64
    assert code == 3
    assert err == "missing.pdf: unreadable: no such file or directory\n"


def test_with_text_keeps_the_text_that_spans_refer_to(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    _, out, _ = swedoc(capfd, "extract", "a.txt", "--with-text")
    record = json.loads(out)
    assert record["text"].startswith("Tjänsteskrivelse")
    for amount in record["amounts"]:
        assert record["text"][amount["span"]["start"] : amount["span"]["end"]] == amount["as_written"]


def test_folders_are_read_in_sorted_order_and_globs_expanded(capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("m/b.txt", "m/a/c.txt", "m/.hidden.txt", "m/code.py", "m/a.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(CLEAN, encoding="utf-8")
    code, out, err = swedoc(capfd, "extract", "m")
    paths = [json.loads(line)["source"]["path"] for line in out.splitlines()]
    assert [p.replace(os.sep, "/") for p in paths] == ["m/a.md", "m/b.txt", "m/a/c.txt"]
    assert "Skipped one file that is no document (.py)." in err
    assert code == 0
    _, out, _ = swedoc(capfd, "extract", "m/**/*.txt", "--quiet")
    assert [json.loads(line)["source"]["path"] for line in out.splitlines()] == ["m/a/c.txt", "m/b.txt"]


def test_paths_may_stand_on_both_sides_of_a_flag(capfd: pytest.CaptureFixture[str]) -> None:
    for name in "abc":
        Path(name + ".txt").write_text(CLEAN, encoding="utf-8")
    code, out, _ = swedoc(capfd, "extract", "a.txt", "--quiet", "c.txt", "--jobs", "1", "b.txt")
    assert [json.loads(line)["source"]["path"] for line in out.splitlines()] == ["a.txt", "c.txt", "b.txt"]
    assert code == 0


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_with_130(jobs: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "swedoc.cli", "extract", *["a.txt"] * 50_000, "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs the tests in the background has them ignore Ctrl-C, and their children with them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    process.stdout.read(100)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"Interrupted.\n")


def test_a_format_that_the_suffix_belies_is_written_and_told(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    code, _, err = swedoc(capfd, "extract", "a.txt", "-o", "out.jsonl", "--format", "xlsx")
    assert (code, Path("out.jsonl").read_bytes()[:2]) == (0, b"PK")
    assert err.startswith("out.jsonl is written as xlsx, though its suffix says jsonl.")
    assert "though" not in swedoc(capfd, "extract", "a.txt", "-o", "out.dat", "--format", "xlsx")[2]


def test_an_empty_folder_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    Path("m").mkdir()
    code, out, err = swedoc(capfd, "extract", "m")
    assert (code, out) == (0, "")
    assert err.startswith("No documents found; name files")


def test_stdin(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLEAN.encode())))
    code, out, _ = swedoc(capfd, "extract", "-")
    assert (code, json.loads(out)["source"]["path"]) == (0, "-")


def test_several_processes_give_the_same_bytes(capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        Path(f"{number}.txt").write_text(CLEAN + "x" * number, encoding="utf-8")
    alone = swedoc(capfd, "extract", ".", "gone.txt")
    assert swedoc(capfd, "extract", ".", "gone.txt", "--jobs", "2") == alone


BAD = {
    "missing.pdf": (None, "no such file or directory"),
    "empty.pdf": (b"", "the file is empty"),
    "not.pdf": (b"\x00\x01\x02GIF not at all" * 9, "no reader knows this kind of file"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj", ""),
    "locked.pdf": (pdf(CLEAN, password="hemligt"), "password"),
    "scan.pdf": (pdf(None), "text"),
}


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line_and_exit_code_3(
    name: str, lang: str, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data, reason = BAD[name]
    if data is not None:
        Path(name).write_bytes(data)
    code, out, err = swedoc(capfd, command, name, "--lang", lang)
    assert code == 3
    assert err.count("\n") == 1
    assert err.startswith(f"{name}: {'oläslig' if lang == 'sv' else 'unreadable'}: ")
    if lang == "en":
        assert reason in err
    if command == "check":
        wanted = (
            "1 document: adds up 0, differs 0, nothing to check 0, unreadable 1"
            if lang == "en"
            else "1 handling: stämmer 0, avviker 0, inget att kontrollera 0, oläsliga 1"
        )
        assert out == wanted + "\n"


def test_no_text_layer_has_its_own_kind(capfd: pytest.CaptureFixture[str]) -> None:
    Path("scan.pdf").write_bytes(pdf(None))
    _, out, _ = swedoc(capfd, "extract", "scan.pdf")
    assert json.loads(out)["error"]["kind"] == "NoTextLayer"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract"], "the following arguments are required: PATH"),
        (["extract", "a.txt", "--colour"], "unrecognized arguments: --colour"),
        (["check", "a.txt", "--jobs", "many"], "must be a whole number above zero, not 'many'"),
        (["check", "a.txt", "--timeout", "nan"], "must be a number of seconds above zero, not 'nan'"),
        (["check", "a.txt", "--output-format", "xml"], "invalid choice: 'xml'"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["extract", "a.txt", "-o", "out.doc"], "there is no format for out.doc; give --format jsonl|csv"),
        (["extract", "a.txt", "-o", "no/such/out.csv"], "cannot write"),
        (["extract", "a.txt", "-o", "folder.csv"], "is a folder; name a file"),
    ],
)
def test_a_wrong_call_gets_exit_code_2(
    arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    Path("folder.csv").mkdir()
    code, out, err = swedoc(capfd, *arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "a", "--nej"],
        ["check", "a", "--jobs"],
        ["check", "a", "-j0"],
        ["check", "a", "--timeout", "0"],
        ["x"],
        ["check", "a", "--all=1"],
    ],
)
def test_swedish_errors_hold_no_english(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = swedoc(capfd, "--lang", "sv", *arguments)
    assert code == 2
    assert not {"the", "argument", "expected", "invalid", "choice", "required:", "try"} & set(
        err.replace("okänt argument", "").replace("saknas argument", "").lower().split()
    )


def test_check_finds_what_differs(capfd: pytest.CaptureFixture[str]) -> None:
    Path("bad.txt").write_text(WRONG, encoding="utf-8")
    Path("good.txt").write_text(CLEAN, encoding="utf-8")
    code, out, err = swedoc(capfd, "check", "bad.txt", "good.txt")
    lines = out.splitlines()
    assert code == 1
    assert err == ""
    assert lines[0].startswith("bad.txt:1: sum_mismatch ")
    assert any("200 000 + 350 000 + 400 000 = 950 000" in line for line in lines)
    assert any("»900 000 kronor«" in line for line in lines)
    assert lines[-1] == "2 documents: adds up 1, differs 1, nothing to check 0, unreadable 0"
    code, out, _ = swedoc(capfd, "check", "good.txt", "--all")
    assert code == 0
    assert "200 000 + 300 000 + 400 000 = 900 000" in out


def test_check_concise_has_a_line_for_each_finding(capfd: pytest.CaptureFixture[str]) -> None:
    Path("bad.txt").write_text(WRONG, encoding="utf-8")
    code, out, _ = swedoc(capfd, "check", "bad.txt", "--output-format", "concise", "--exit-zero")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()[:-1]] == ["sum_mismatch"]


def test_check_json_is_one_object(capfd: pytest.CaptureFixture[str]) -> None:
    Path("bad.txt").write_text(WRONG, encoding="utf-8")
    code, out, _ = swedoc(capfd, "check", "bad.txt", "gone.txt", "--output-format", "json")
    whole = json.loads(out)
    assert code == 3
    assert whole["summary"] == {
        "documents": 2,
        "adds_up": 0,
        "differs": 1,
        "nothing_to_check": 0,
        "unreadable": 1,
    }
    finding = whole["findings"][0]
    assert (finding["path"], finding["page"], finding["code"]) == ("bad.txt", 1, "sum_mismatch")
    assert (finding["stated"], finding["computed"], abs(finding["difference"])) == (900000, 950000, 50000)
    assert whole["unreadable"][0]["path"] == "gone.txt"


def test_findings_follow_the_language(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("bad.txt").write_text(WRONG, encoding="utf-8")
    _, english, _ = swedoc(capfd, "check", "bad.txt")
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    _, swedish, _ = swedoc(capfd, "check", "bad.txt")
    assert "summerar" in swedish
    assert "summerar" not in english
    assert swedoc(capfd, "check", "bad.txt", "--lang", "en")[1] == english


def test_csv_for_swedish_excel(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN.replace("900 000 kronor", "0,9 mnkr"), encoding="utf-8")
    Path("=1+2.txt").write_text(CLEAN, encoding="utf-8")
    code, out, err = swedoc(capfd, "extract", "a.txt", "=1+2.txt", "gone.txt", "-o", "out.csv")
    assert (code, out) == (3, "")
    assert "3 documents written to out.csv, 1 of them unreadable" in err
    raw = Path("out.csv").read_bytes()
    assert raw.startswith("\ufeffFil;".encode())
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert [row["Fil"] for row in rows] == ["a.txt", "'=1+2.txt", "gone.txt"]
    assert rows[2]["Fel"].startswith("FileNotFoundError")
    amounts = list(csv.DictReader(io.StringIO(Path("out-belopp.csv").read_text("utf-8-sig")), delimiter=";"))
    assert {"900000", "200000"} <= {row["Belopp"] for row in amounts if row["Fil"] == "a.txt"}
    assert {p.name for p in Path.cwd().iterdir()} == {"a.txt", "=1+2.txt", "out.csv", "out-belopp.csv"}


def test_csv_in_english_style(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    swedoc(capfd, "extract", "a.txt", "-o", "out.csv", "--csv-style", "en")
    assert Path("out.csv").read_text(encoding="utf-8").startswith("path,kind,title,")
    assert Path("out-amounts.csv").exists()


def test_csv_cells_are_no_formulas_and_numbers_stay_numbers() -> None:
    from decimal import Decimal

    from swedoc.write import Options
    from swedoc.write.csv import Table

    out = io.BytesIO()
    table = Table(out, Options(), ["a"])
    table.add(["=SUM(A1)", "-5 900 kr", "+46", "@x", Decimal("-5900.5"), 3, None, "rad\nbruten"])
    table.close()
    assert out.getvalue().decode("utf-8-sig").splitlines()[1] == (
        "'=SUM(A1);'-5 900 kr;'+46;'@x;-5900,5;3;;rad bruten"
    )


def test_output_is_not_touched_when_reading_stops(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    Path("out.jsonl").write_text("old\n", encoding="utf-8")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("swedoc.batch.Run.work", interrupted)
    code, _, err = swedoc(capfd, "extract", "a.txt", "-o", "out.jsonl")
    assert (code, err) == (130, "Interrupted; what is written to a file continues with --resume.\n")
    assert not list(Path().glob("*.journal*"))
    assert Path("out.jsonl").read_text(encoding="utf-8") == "old\n"
    assert {p.name for p in Path.cwd().iterdir()} == {"a.txt", "out.jsonl"}


def test_a_device_is_written_to_and_not_replaced(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert swedoc(capfd, "extract", "a.txt", "-o", "/dev/null", "--format", "jsonl")[0] == 0
    assert Path("/dev/null").is_char_device()


def test_settings_come_from_file_then_environment_then_flags(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("bad.txt").write_text(WRONG, encoding="utf-8")
    Path("pyproject.toml").write_text('[tool.swedoc]\noutput-format = "json"\n', encoding="utf-8")
    assert swedoc(capfd, "check", "bad.txt")[1].startswith("{")
    Path("swedoc.toml").write_text('lang = "sv"\noutput_format = "concise"\n', encoding="utf-8")
    assert len(swedoc(capfd, "check", "bad.txt")[1].splitlines()) == 2
    monkeypatch.setenv("SWEDOC_OUTPUT_FORMAT", "full")
    out = swedoc(capfd, "check", "bad.txt")[1]
    assert len(out.splitlines()) > 2
    assert "summerar" in out
    assert swedoc(capfd, "check", "bad.txt", "--output-format", "json")[1].startswith("{")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("jbos = 2", "did you mean 'jobs'?"),
        ("jobs = 0", "jobs cannot be 0"),
        ("jobs = [", "swedoc.toml"),
        ('lang = "fi"', "lang cannot be 'fi'"),
    ],
)
def test_a_wrong_setting_is_told_with_file_and_name(
    content: str, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("swedoc.toml").write_text(content, encoding="utf-8")
    code, out, err = swedoc(capfd, "check", "a.txt")
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert swedoc(capfd, "--help")[0] == 0


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "swedoc.cli", "extract", *["a.txt"] * 200],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert err == b""


def test_schema_is_json_schema(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = swedoc(capfd, "schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["$defs"]["Amount"]["properties"]["value"]["type"] == "number"


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert swedoc(capfd, "--version")[1].startswith("swedoc ")


def test_explain_knows_every_code_that_a_check_raises(capfd: pytest.CaptureFixture[str]) -> None:
    contract = {
        *("sum_mismatch", "body_decision_mismatch", "missing_year", "year_outside_period"),
        *("period_count_mismatch", "unit_factor_1000", "digit_transposition", "percent_not_100"),
        *("percent_amount_mismatch", "table_row_sum", "table_column_sum", "rate_times_count"),
        *("gloss_mismatch", "conflicting_totals", "case_number_malformed", "case_number_conflict"),
        *("invalid_date", "rounding_difference", "unexplained_remainder", "unreadable_table"),
        *("personal_identity_number", "secrecy_marking"),
    }
    assert contract <= descriptions("sv").keys() == descriptions("en").keys()
    code, out, _ = swedoc(capfd, "explain")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(descriptions("en"))
    assert swedoc(capfd, "explain", "missing_year", "--lang", "sv")[1].startswith("missing_year (fel: ")
    code, out, err = swedoc(capfd, "explain", "mising_year")
    assert (code, out) == (2, "")
    assert err == "swedoc: there is no code mising_year; did you mean missing_year?\n"


def test_findings_are_no_heavier_than_their_description() -> None:
    from swedoc import check

    rank = ["info", "warning", "error"]
    for path in Path(check.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for code, severity in re.findall(r'"([a-z_0-9]+)",\s*(?:severity=)?"(info|warning|error)"', text):
            assert rank.index(severity) <= rank.index(descriptions("en")[code].severity), code


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("swedoc ch", ["check"]),
        ("swedoc check --output-f", ["--output-format"]),
        ("swedoc check --output-format f", ["full"]),
        ("swedoc extract mem", ["memo.txt"]),
        ("swedoc --lang s", ["sv"]),
        ("swedoc completion z", ["zsh"]),
        ("swedoc extract --format fgs-", ["fgs-csv"]),
    ],
)
def test_bash_completes(typed: str, offered: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    Path("memo.txt").touch()
    _, script, _ = swedoc(capfd, "completion", "bash")
    words = " ".join(f"'{word}'" for word in typed.split())
    cursor = "COMP_CWORD=$((${#COMP_WORDS[@]}-1))"
    ask = f'{script}\nCOMP_WORDS=({words}); {cursor}; _swedoc; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (offered, "")


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("swedoc ch", ["check"]),
        ("swedoc check --output-f", ["--output-format"]),
        ("swedoc extract --format e", ["erms"]),
        ("swedoc completion z", ["zsh"]),
    ],
)
def test_fish_completes(typed: str, offered: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    _, script, _ = swedoc(capfd, "completion", "fish")
    ask = f"{script}\ncomplete -C '{typed}'"
    done = subprocess.run(["fish", "--no-config", "-c", ask], capture_output=True, text=True)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == offered, done.stderr


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_zsh_takes_the_script(capfd: pytest.CaptureFixture[str]) -> None:
    _, script, _ = swedoc(capfd, "completion", "zsh")
    ask = f"{script}\nprint -r -- $_comps[swedoc]"
    done = subprocess.run(["zsh", "-f", "-c", ask], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["_bash_complete", "-o", "filenames", "-F", "_swedoc"], "")


def test_fish_and_zsh_scripts_name_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    for shell in ("fish", "zsh"):
        _, script, _ = swedoc(capfd, "completion", shell)
        assert all(command in script for command in ("extract", "check", "schema", "explain", "doctor"))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_doctor_finds_this_installation_sound(lang: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = swedoc(capfd, "doctor", "--lang", lang)
    assert (code, err) == (0, "")
    assert out.startswith("ok  swedoc ")
    assert out.splitlines()[-1] == "ok  " + texts(lang)("doctor.reads")


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "swedoc", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("swedoc ")
