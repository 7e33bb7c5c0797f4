"""Personal data: what is masked, dropped and replaced; nothing of it is left, and spans stay true."""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import swedoc
from swedoc.batch import Journal, Run, parse_many
from swedoc.cli import main
from swedoc.intake import Input
from swedoc.messages import texts
from swedoc.privacy import Privacy, masked, path_shown
from swedoc.privacy.people import People
from swedoc.privacy.rewriting import Edit, Rewriting, without_overlaps
from swedoc.records import Record, Span
from swedoc.report import build
from swedoc.terminal import Style, finding_lines
from swedoc.write import Options, writing

FIRST = ["Karin", "Anna", "Åsa", "Per", "Lars-Erik", "Björn", "Fatima", "Maria"]
LAST = ["Ahlmo", "Lindqvist", "Hernlund", "Öhrnskog", "Svedmark", "Wikfält", "Borgstedt"]
MEMO = """Granviks kommun
Tjänsteskrivelse
Datum: 2023-03-04
Dnr KS 2023/418
Handläggare: Karin Ahlmo, utvecklingsstrateg
Tfn 0980-319 215
karin.ahlmo@granvik.example.se

Bidrag till Anna Lindqvist

Sökanden Anna Lindqvist, personnummer 850709-9821, söker bidrag. Lindqvists ansökan (pnr 8507099821)
kom in den 3 mars. Ahlmo har berett ärendet. A. Lindqvist och KARIN AHLMO är överens med Lunds kommun.
Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor 2023 och 500 000 kronor 2024.

Förslag till beslut
1. Kommunstyrelsen beviljar Anna Lindqvist 900 000 kronor.
2. Karin Ahlmos förslag till avtal godkänns.

Beslutet skickas till
Anna Lindqvist
Region Västsvea
"""
PEOPLE = Privacy(no_contacts=True)
KEYED = Privacy(key=b"en lang hemlighet")


def holds(digits: str, output: str) -> bool:
    """Whether ten digits stand in an output, whatever stands between them."""
    return regex.search(r"[^\d]{0,3}".join(digits), output) is not None


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Ten digits, and one of the forms in which a document may write them."""
    born = draw(st.dates(date(1920, 1, 1), date(1999, 12, 31)))
    day = born.day + 60 * draw(st.booleans())
    last = draw(st.integers(0, 9999))
    long = f"{born.year}{born.month:02}{day:02}"
    short = long[2:]
    digits = f"{short}{last:04}"
    forms = [f"{head}{mark}{last:04}" for head in (short, long) for mark in "-+–"]
    forms += [f"{long}{last:04}", f"{short} {last:04}", f"{long} {last:04}", f"{short} - {last:04}"]
    forms += [f"{born.year}-{born.month:02}-{day:02}-{last:04}"]
    if digits[0] != "0":
        forms.append(digits)
    return digits, draw(st.sampled_from(forms))


SENTENCES = [
    "Sökanden ({}) beviljas bidraget.",
    "Personnummer: {}\nNamn: Anna Lindqvist",
    "Beslutet avser {}.",
    "Förslag till beslut\n1. Nämnden beviljar {}, bosatt i Granvik, 4 000 kronor.",
    "Ansökan av pnr {} om 12 000 kronor, varav 6 000 kronor 2023 och 6 000 kronor 2024.",
]


@given(numbers(), st.sampled_from(SENTENCES))
@settings(max_examples=50, deadline=None)
def test_no_number_leaves_the_process(number: tuple[str, str], sentence: str) -> None:
    digits, written = number
    record = swedoc.parse_text(sentence.format(written))
    assert written in record.text  # in memory stands what is on the page
    shown = masked(record)
    assert len(shown.text) == len(record.text)
    assert any(finding.code == "personal_identity_number" for finding in shown.findings)
    assert all(shown.text[span.start : span.end].strip("*-+– ") == "" for span in shown.masked)
    style = Style(False, 100)
    outputs = [
        record.to_json(with_text=True).decode(),
        build.document(record, None),
        record._repr_html_(),
        "\n".join(finding_lines("x", shown, texts("sv"), style, full=True)),
    ]
    assert not any(holds(digits, output) for output in outputs), written
    assert holds(digits, record.to_json(with_text=True, show_personnummer=True).decode())


@pytest.mark.slow
@given(numbers(), st.sampled_from(SENTENCES))
@settings(max_examples=8, deadline=None)
def test_no_number_in_any_format(
    number: tuple[str, str],
    sentence: str,
) -> None:
    import tempfile

    digits, written = number
    record = swedoc.parse(sentence.format(written).encode(), name=f"arende {written}.txt")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("jsonl", "csv", "sqlite", "xlsx", "parquet"):
            out = Path(folder) / f"out.{name}"
            with writing(name, out, Options(with_text=True)) as writer:
                writer.write(record)
        for file in Path(folder).iterdir():
            assert not holds(digits, contents(file)), (file.name, written)


def contents(file: Path) -> str:
    """All that a file says, unpacked."""
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as packed:
            return "\n".join(packed.read(name).decode("latin-1") for name in packed.namelist())
    if file.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table(file).to_pylist())
    return file.read_bytes().decode("latin-1")


def test_the_index_of_words_holds_no_number(tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    with writing("sqlite", out, Options()) as writer:
        writer.write(swedoc.parse_text(MEMO))
    found = sqlite3.connect(out).execute(
        "select count(*) from document_search where document_search match ?", ['"9821"']
    )
    assert found.fetchone() == (0,)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("org.nr 212000-0027", "212000-0027"),
        ("Karin Ahlmo, 070-174 06 12", "070-174 06 12"),
        ("Mobil 0701740612", "0701740612"),
        ("Kostnaden är 120315 4500 kr", "120315 4500"),
        ("Perioden 2019-01-15–2019-12-31", "2019-01-15–2019-12-31"),
        ("bankgiro 123-4567, plusgiro 10 20 30-4", "10 20 30-4"),
        ("Dnr: 201512300012", "201512300012"),
        ("| Konto | 2022 | 2023 |\n|---|---|---|\n| 110115 | 4500 | 3000 |", "110115 | 4500"),
        ("Konto     2022   2023\n110115    4500   3000\n120116    5500   4000", "110115    4500"),
    ],
)
def test_other_numbers_are_kept(text: str, kept: str) -> None:
    record = swedoc.parse_text(text)
    assert kept in masked(record).text
    assert not any(finding.code == "personal_identity_number" for finding in record.findings)


@pytest.mark.parametrize(
    "line",
    [
        "Er ref 8507099821", "Er ref 8507099820", "Vår beteckning: 198507099821", "Dnr: 8507099821",
        "Dnr SN 850709-9821", "Ärendenr 2023-850709-9821", "Dnr SN 2023/850709-9821", "SN 2023/12:8507099821",
        "Dnr SN-2023-8507099821", "850709-9821-1", "Sökanden 850709- 9821 beviljas.", "850709 -9821",
        "Sökanden 850709_9821", "Ärende 850709/9821", "Akt 850709.9821", "850709--9821", "Akt 850709:9821",
        "pnr 85-07-09-9821", "pnr 85 07 09 98 21", "pnr: 19 85 07 09-98 21", "Personnummer\n8507099821",
        "8507099821@granvik.example.se", "https://granvik.example.se/8507099821/akt", "kund K8507099821",
    ],
)  # fmt: skip
def test_numbers_called_something_else(line: str) -> None:
    record = swedoc.parse_text(f"Granviks kommun\n{line}\n\nBidraget är 450 000 kr.")
    output = record.to_json(with_text=True).decode()
    assert not holds("850709982", output)
    assert "personal_identity_number" in {finding.code for finding in record.findings}
    assert [int(amount.value) for amount in record.amounts] == [450_000]


@pytest.mark.parametrize(
    "line",
    [
        "Er ref 1507099820", "Dnr 201512300012", "Dnr SN 2023/120315-4500", "Mått 120315.4500",
        "Bidragen är 120315/4500", "född 2019-03-04", "fakturanr 4507339820", "Konto 110115_4500",
    ],
)  # fmt: skip
def test_numbers_that_only_look_like_one(line: str) -> None:
    record = swedoc.parse_text(f"Granviks kommun\n{line}\n\nBidraget är 450 000 kr.")
    assert masked(record).text == record.text


def test_no_text_outlives_its_document() -> None:
    record = swedoc.parse_text("Sökanden, 850709-9821, får bidrag. " + "Ahlmo skrev. " * 50)
    record.to_json()
    text = record.text
    del record
    gc.collect()
    assert sys.getrefcount(text) == 2  # ours, and that of the call


def test_a_column_of_numbers() -> None:
    page = "| Namn | Personnummer | Belopp |\n|---|---|---|\n| A | 0107039825 | 4 000 |\n"
    page += "| B | 850709 9821 | 120315 |"
    record = masked(swedoc.parse_text(page))
    assert [finding.code for finding in record.findings] == ["personal_identity_number"] * 2
    assert record.text == page.replace("0107039825", "*" * 10).replace("850709 9821", "****** ****")


def test_a_sole_traders_number_is_a_personal_one() -> None:
    assert (
        masked(swedoc.parse_text("Firman har org.nr 850709-9821.")).text == "Firman har org.nr ******-****."
    )


def test_masking_twice_changes_nothing() -> None:
    once = masked(swedoc.parse_text(MEMO))
    assert masked(once) == once
    assert masked(swedoc.parse_text("Dnr KS 2019/418")).masked == ()


def strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def all_strings(record: Record) -> str:
    found = list(strings(json.loads(record.to_json(with_text=True))))
    return "\n".join(found)


def pairs(old: object, new: object) -> Iterator[tuple[msgspec.Struct, msgspec.Struct]]:
    """Each part of a record beside what became of it."""
    if isinstance(old, msgspec.Struct) and isinstance(new, msgspec.Struct):
        yield old, new
        for name in old.__struct_fields__:
            yield from pairs(getattr(old, name), getattr(new, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from pairs(one, other)


def assert_true_spans(old: Record, new: Record) -> int:
    """Every string that stood at its span stands there still."""
    tried = 0
    for before, after in pairs(old, new):
        span, moved = getattr(before, "span", None), getattr(after, "span", None)
        if not isinstance(span, Span) or not isinstance(moved, Span):
            continue
        assert 0 <= moved.start <= moved.end <= len(new.text)
        raw = " ".join(old.text[span.start : span.end].split())
        for name in before.__struct_fields__:
            value = getattr(before, name)
            if isinstance(value, str) and value and " ".join(value.split()) == raw:
                tried += 1
                there = " ".join(new.text[moved.start : moved.end].split())
                assert " ".join(getattr(after, name).split()) == there, (name, value)
    return tried


@st.composite
def memos(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A memo about two people, their names, and the numbers and addresses in it."""
    firsts = draw(st.lists(st.sampled_from(FIRST), min_size=2, max_size=2, unique=True))
    lasts = draw(st.lists(st.sampled_from(LAST), min_size=2, max_size=2, unique=True))
    (one, other), (a, b) = firsts, lasts
    phone = f"08-465 004 {draw(st.integers(10, 99))}"
    address = f"{draw(st.sampled_from(['registrator', 'karin.ahlmo', 'x.y']))}@granvik.example.se"
    text = (
        f"Granviks kommun\nHandläggare: {one} {a}, ekonom\nTfn {phone}\n{address}\n\n"
        f"Bidrag till {other} {b}\n\n"
        + draw(
            st.sampled_from([f"{b}s ansökan kom in.", f"{b}, {other}\nkom in.", f"{other[0]}. {b} sökte."])
        )
        + f" Enligt {one} {a} är bidraget totalt 900 000 kronor, varav 400 000 kronor 2023 och"
        " 500 000 kronor 2024. Kontakta "
        + draw(st.sampled_from([phone, address, a, f"{one} {a}".upper(), f"{one}\n{a}"]))
        + f".\n\nFörslag till beslut\n1. Nämnden beviljar {other} {b} 900 000 kronor.\n"
        + draw(st.sampled_from(["", f"2. {one} {a}s förslag godkänns.\n"]))
        + f"\nBeslutet skickas till\n{other} {b}\nRegion Västsvea\n"
    )
    return text, [f"{one} {a}", f"{other} {b}"], [phone, address]


@pytest.mark.slow
@given(memos())
@settings(max_examples=80, deadline=None)
def test_pseudonyms_leave_no_name_and_move_every_span(memo: tuple[str, list[str], list[str]]) -> None:
    text, names, reached = memo
    page = swedoc.parse_text(text)
    record = swedoc.parse_text(text, privacy=KEYED)
    said = all_strings(record).casefold()
    for name in names:
        assert not any(part.casefold() in said for part in name.split()[1:]), name
    assert not any(value.casefold() in said for value in reached)
    for contact in page.contacts:
        assert all(phone.value not in said for phone in contact.phones)
    assert assert_true_spans(page, record) >= 4
    for name in names:
        assert KEYED.token("Person", name.replace("-", " ").casefold()) in record.text, name
    assert record == swedoc.parse_text(text, privacy=KEYED)
    other = swedoc.parse_text(text, privacy=Privacy(key=b"en annan"))
    assert not set(regex.findall(r"Person-\w+", record.text)) & set(regex.findall(r"Person-\w+", other.text))


@given(memos())
@settings(max_examples=40, deadline=None)
def test_without_contacts_nobody_is_left_and_no_offset_moves(memo: tuple[str, list[str], list[str]]) -> None:
    text, names, reached = memo
    page = swedoc.parse_text(text)
    record = swedoc.parse_text(text, privacy=PEOPLE)
    assert record.contacts == ()
    assert [recipient.name for recipient in record.recipients] == ["Region Västsvea"]
    assert len(record.text) == len(page.text)
    said = all_strings(record).casefold()
    assert not any(part.casefold() in said for name in names for part in name.split()[1:])
    assert not any(value.casefold() in said for value in reached)
    assert [amount.span for amount in record.amounts] == [amount.span for amount in page.amounts]
    with_people = msgspec.structs.replace(page, contacts=(), recipients=())
    assert_true_spans(with_people, msgspec.structs.replace(record, recipients=()))


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.text(max_size=8)), max_size=6),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_a_span_clear_of_all_edits_still_says_the_same(
    text: str, wanted: list[tuple[int, int, str]], start: int, end: int
) -> None:
    edits = without_overlaps(
        Edit(min(a, b), max(a, b), new) for a, b, new in wanted if max(a, b) <= len(text)
    )
    rewriting = Rewriting(text, edits)
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    first, last = rewriting.place(start, end)
    assert 0 <= first <= last <= len(rewriting.new)
    if start < end and not rewriting.touches(start, end):
        assert rewriting.new[first:last] == text[start:end]
    for edit in edits:
        begin, behind = rewriting.place(edit.start, edit.end)
        assert rewriting.new[begin:behind] == edit.text


def test_who_is_who() -> None:
    people = People.of(["Anna Lindqvist", "A. Lindqvist", "Karin von Essen", "Per Ahlmo", "Eva Ahlmo"])
    assert (
        people.who("A. Lindqvist")
        == people.who("Lindqvist")
        == people.who("ANNA LINDQVIST")
        == "anna lindqvist"
    )
    assert people.who("von Essen") == "karin von essen"
    assert people.who("Ahlmo") == "ahlmo"  # Per or Eva: nobody can tell
    assert found(people, "Essens brev och Ahlmo, Per, samt Lunds kommun") == [
        "Essens", "Ahlmo, Per",
    ]  # fmt: skip


def found(people: People, text: str) -> list[str]:
    return [text[one.start : one.end] for one in people.sightings(text, 0, len(text))]


def test_one_person_is_one_token_throughout() -> None:
    record = swedoc.parse_text(MEMO, privacy=KEYED)
    anna, karin = KEYED.token("Person", "anna lindqvist"), KEYED.token("Person", "karin ahlmo")
    assert record.title == f"Bidrag till {anna}"
    assert f"{anna}:s ansökan" in record.text
    assert f"{karin} har berett ärendet. {anna} och {karin} är överens med Lunds kommun." in record.text
    assert record.decisions[1].text == f"{karin}:s förslag till avtal godkänns."
    assert record.contacts[0].name == karin
    assert record.verdict == "adds_up"
    assert "9821" not in record.text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("arkiv/19850709-9821.pdf", "arkiv/********-****.pdf"),
        ("arkiv/beslut_198507099821_slut.pdf", "arkiv/beslut_************_slut.pdf"),
        ("scan-20190115-1430.pdf", "scan-20190115-1430.pdf"),
        ("memo.pdf", "memo.pdf"),
    ],
)
def test_paths_lose_their_numbers(path: str, shown: str) -> None:
    assert path_shown(path, Privacy()) == shown


def test_paths_lose_their_names() -> None:
    token = KEYED.token("Person", "karin ahlmo")
    for path in ("x/karin_ahlmo.pdf", "x/Karin Ahlmo.pdf"):
        assert path_shown(path, KEYED) == f"x/{token}.pdf"
    assert path_shown("x/ahlmo-karin.pdf", KEYED, ["Karin Ahlmo"]) == f"x/{token}.pdf"
    assert path_shown("x/karin_ahlmo.pdf", PEOPLE) == "x/*****_*****.pdf"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    (folder / "ahlmo_karin-19850709-9821.txt").write_text(MEMO, encoding="utf-8")
    (folder / "kopia-anna-lindqvist.txt").write_text(MEMO, encoding="utf-8")
    (folder / "karin-ahlmo.pdf").write_bytes(b"%PDF-1.4 trasig")
    return folder


SECRETS = ("9821", "ahlmo", "lindqvist", "319 215", "80319215", "example.se")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_many_documents(archive: Path, jobs: int) -> None:
    results = list(parse_many(sorted(map(str, archive.iterdir())), jobs, privacy=KEYED))
    assert [Path(result.path).name for result in results] == sorted(path.name for path in archive.iterdir())
    shown = "\n".join(msgspec.json.encode(result.entry).decode() for result in results).lower()
    assert not any(secret in shown for secret in SECRETS)
    assert results[2].source.duplicate_of == results[0].source.path


def test_the_journal_holds_no_more_than_the_output(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.journal"
    run = Run(
        Journal(path, "x"), [Input(str(file)) for file in sorted(archive.glob("*.txt"))], 1, privacy=KEYED
    )
    assert [answer.outcome for answer in run.work()] == ["read", "read"]
    bodies = [row[0] for row in run.journal._db.execute("select body from answer")]
    assert bodies
    assert not any(secret.encode() in body.lower() for body in bodies for secret in SECRETS)
    run.journal.remove()


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.slow
@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize("flag", ["--no-contacts", "--pseudonymise=hemlig"])
def test_the_command_line_names_nobody(
    archive: Path,
    command: str,
    flag: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(archive.parent)
    more = ["--with-text"] if command == "extract" else []
    said = output_of(capsys, command, "arkiv", flag, *more).lower()
    assert "900000" in said or "stämmer 2" in said or "adds up 2" in said
    assert not any(secret in said for secret in SECRETS)


@pytest.mark.slow
def test_numbers_are_shown_on_request(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "9821" not in output_of(capsys, "check", str(archive))
    assert "850709-9821" in output_of(capsys, "check", str(archive), "--show-personnummer")
    assert "850709-9821" in output_of(capsys, "extract", str(archive), "--show-personnummer")


@pytest.mark.slow
def test_the_key_from_a_file_or_the_environment(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nyckel").write_text("hemlig\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    typed = output_of(capsys, "extract", str(archive), "--pseudonymise", "hemlig", "--lang", "sv")
    assert "Nyckeln syns" in typed
    filed = output_of(capsys, "extract", str(archive), "--pseudonymise", "@nyckel", "--lang", "sv")
    assert filed == typed.replace(next(line for line in typed.splitlines(True) if "Nyckeln" in line), "")
    monkeypatch.setenv("SWEDOC_PSEUDONYMISE", "hemlig")
    assert output_of(capsys, "extract", str(archive), "--lang", "sv") == filed
    monkeypatch.setenv("SWEDOC_PSEUDONYMISE", "@finns-inte")
    assert main(["extract", str(archive)]) == 2
    assert "finns-inte" in capsys.readouterr().err


def test_the_key_is_never_printed() -> None:
    assert "hemlig" not in repr(Privacy(key=b"hemlig"))
    assert "hemlig" not in Privacy(key=b"hemlig").described
    assert Privacy(key=b"a").described != Privacy(key=b"b").described
    assert Privacy().described == ""


def test_a_run_is_not_continued_under_another_choice(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    journal = Journal(Path(f"{out}.journal"), f"swedoc {swedoc.__version__}")
    for _ in Run(journal, [Input(str(next(archive.glob("*.txt"))))], 1, privacy=Privacy()).work():
        pass
    journal.close()
    assert main(["extract", str(archive), "-o", str(out), "--resume", "--show-personnummer"]) == 2
    assert main(["extract", str(archive), "-o", str(out), "--resume"]) == 3
    assert "9821" not in out.read_text(encoding="utf-8")
