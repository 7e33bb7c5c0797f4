"""What is planted in every place of every kind of document is in no byte of any output.

One person, her number, telephone and address stand in the text, the title, a case number, a table, the
distribution list, the head of a mail, the properties of a file, and in the names of files, members and
attachments. All outputs are made and searched, packed ones unpacked and pictures read by OCR.
"""

from __future__ import annotations

import base64
import html
import io
import re
import textwrap
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen import canvas
from support.office import Memo, memo_docx, memo_html, memo_odt, memo_rtf, memo_text, zipped
from support.scan import scan

import swedoc
from swedoc.batch import Result, parse_many
from swedoc.cli import main
from swedoc.intake import Input, documents
from swedoc.privacy import Privacy
from swedoc.read import ocr
from swedoc.write import Options, writers, writing

NUMBERS = ("8507099821", "6412083313")  # Anna's; the other with a wrong check digit
NAMES = ("Lindqvist", "Ahlmo")
PHONES = ("980319215", "701740612")
ADDRESSES = ("anna.lindqvist@granvik.example.se", "karin.ahlmo@granvik.example.se")
KEY = Privacy(key=b"en lang och slumpmassig hemlighet")
CHOICES = {"default": Privacy(), "no contacts": Privacy(no_contacts=True), "pseudonyms": KEY}

MEMO: Memo = [
    "Granviks kommun\nTjänsteskrivelse\n2023-03-04\nDnr SN 2023/418\nEr ref 8507099821",
    "Handläggare: Karin Ahlmo, utvecklingsstrateg\nTfn 0980-319 215\nkarin.ahlmo@granvik.example.se",
    "Bidrag till Anna Lindqvist, 850709-9821",
    "Sökanden Anna Lindqvist (19850709-9821) har ärende SN 2022/850709-9821 och nås på 070-174 06 12 eller"
    " anna.lindqvist@granvik.example.se. Lindqvists make, pnr 641208 3313, har också ansökt.",
    "Bidraget är totalt 900 000 kronor och fördelas på 400 000 kronor 2023 och 600 000 kronor 2024. "
    "Anna Lindqvist får 30 000 kronor per år.",
    [
        ["Person", "Personnummer", "2023", "2024"],
        ["Anna Lindqvist", "8507099821", "400 000", "600 000"],
        ["Summa", "", "400 000", "700 000"],
    ],
    "Förslag till beslut",
    ["att Anna Lindqvist (850709-9821) beviljas 900 000 kronor", "att uppdra åt Karin Ahlmo att verkställa"],
    "Beslutet skickas till\nAnna Lindqvist\nRegion Västsvea",
]


def pdf(size: int = 10, width: int = 110) -> bytes:
    """The memo as one page, its properties marked, too."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842))
    page.setAuthor("Karin Ahlmo")
    page.setTitle("Bidrag till Anna Lindqvist 850709-9821")
    page.setFont("Helvetica", size)
    lines = [
        part
        for line in memo_text(MEMO).replace("\t", "      ").splitlines()
        for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    ]
    for at, line in enumerate(lines):
        page.drawString(50, 800 - 1.4 * size * at, line)
    page.save()
    return file.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Karin Ahlmo <karin.ahlmo@granvik.example.se>"
    message["To"] = "Anna Lindqvist <anna.lindqvist@granvik.example.se>"
    message["Subject"] = "Anna Lindqvist 850709-9821"
    message.set_content(memo_text(MEMO))
    message.add_attachment(
        pdf(), maintype="application", subtype="pdf", filename="Anna Lindqvist 19850709-9821.pdf"
    )
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="850709-9821.pdf")
    return message.as_bytes()


def planted() -> dict[str, bytes]:
    text = memo_text(MEMO).encode()
    return {
        "anna_lindqvist-8507099821.txt": text,
        "kopia av Anna Lindqvist.txt": text,
        "karin-ahlmo/850709-9821.docx": memo_docx(MEMO),
        "850709_9821.odt": memo_odt(MEMO),
        "Lindqvist, Anna 8507099821.rtf": memo_rtf(MEMO),
        "anna.lindqvist.html": memo_html(MEMO),
        "karin ahlmo.eml": mail(),
        "a.zip": zipped({"Anna Lindqvist/850709-9821.txt": text + b" ", "641208-3313.pdf": b"%PDF- trasig"}),
        "anna lindqvist 850709-9821.pdf": pdf(),
        "trasig 850709-9821 Anna Lindqvist.pdf": b"%PDF-1.7 trasig",
    }


def told(file: Path) -> str:
    """All that a file says, its name included, unpacked and decoded."""
    data = file.read_bytes()
    if file.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        said = str(parquet.read_table(file).to_pylist()) + str(parquet.read_schema(file))
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            said = "\n".join(name + package.read(name).decode("latin-1") for name in package.namelist())
    else:
        said = data.decode("utf-8", "replace") + data.decode("latin-1")
    said = f"{file.name}\n{said}"
    return f"{said}\n{unquote(said)}\n{html.unescape(said)}"


def left(said: str, *, people: bool) -> list[str]:
    """What of the planted can be found."""
    found = [number for number in NUMBERS if re.search(r"[^\d]{0,3}?".join(number), said)]
    if people:
        low = said.casefold()
        found += [word for word in (*NAMES, *ADDRESSES) if word.casefold() in low]
        found += [phone for phone in PHONES if re.search(r"[^\d]{0,3}?".join(phone), said)]
    return found


def pictures(page: str) -> list[Image.Image]:
    found = re.findall(r"data:image/\w+;base64,([A-Za-z0-9+/=]+)", html.unescape(page))
    return [Image.open(io.BytesIO(base64.b64decode(one))).convert("L") for one in found]


def seen(image: Image.Image) -> str:
    """What OCR sees in a picture, with all letters near each other."""
    from swedoc.read import tesseract

    large = image.resize((image.width * 2, image.height * 2))
    return " ".join(tesseract.words(large).texts)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("arkiv")
    for name, data in planted().items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def results(archive: Path) -> Callable[[str], list[Result]]:
    known: dict[str, list[Result]] = {}

    def of(choice: str) -> list[Result]:
        if choice not in known:
            paths = sorted(path for path in archive.rglob("*") if path.is_file())
            inputs: list[Input] = [
                Input(
                    one.path.removeprefix(f"{archive}/"), one.read() if one.error is None else None, one.error
                )
                for path in paths
                for one in documents(str(path))
            ]
            known[choice] = list(parse_many(inputs, 0, privacy=CHOICES[choice]))
        return known[choice]

    return of


@pytest.mark.slow
def test_the_planted_is_there(archive: Path) -> None:
    """What the other tests look for can be found where nothing is masked."""
    for path in (
        path for path in archive.rglob("*") if path.is_file() and b"trasig" not in path.read_bytes()
    ):
        for document in documents(str(path)):
            if b"trasig" in document.read() or len(document.read()) < 20:
                continue
            said = swedoc.parse(document.read(), name=document.path).to_json(
                with_text=True, show_personnummer=True
            )
            missing = {*NUMBERS, *NAMES, *PHONES} - set(left(said.decode(), people=True))
            assert not missing, (document.path, missing)


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", [name for name, _ in writers.items()])
def test_no_format_holds_it(
    name: str, choice: str, results: Callable[[str], list[Result]], tmp_path: Path
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    suffixes = writers[name].suffixes
    with writing(
        name, tmp_path / f"out{suffixes[0] if suffixes else '.xml'}", Options(with_text=True)
    ) as writer:
        for result in results(choice):
            writer.write(result.entry)
    files = list(tmp_path.iterdir())
    assert files
    for file in files:
        assert left(told(file), people=choice != "default") == [], file.name


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
def test_no_record_holds_it(choice: str, results: Callable[[str], list[Result]]) -> None:
    assert sum(result.record is not None for result in results(choice)) >= 9
    for result in results(choice):
        entry = result.entry
        said = repr(entry) + str(result.error)
        assert left(said, people=choice != "default") == [], result.path
        if isinstance(entry, swedoc.Record):
            assert left(entry._repr_html_(), people=choice != "default") == []
            codes = [finding.code for finding in entry.findings]
            assert codes.count("personal_identity_number") >= 5, (result.path, codes)
            assert entry.verdict == "does_not_add_up"


FLAGS = {"default": [], "no contacts": ["--no-contacts"], "pseudonyms": ["--pseudonymise=hemlig"]}


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
def test_no_command_tells_it(
    choice: str,
    archive: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(archive)
    for style in ("full", "json"):
        main(["check", ".", "--all", "--output-format", style, "--lang", "sv", "--jobs", "2", *FLAGS[choice]])
    main(["report", ".", "-o", str(tmp_path / "r"), "--annotate-copy", str(tmp_path / "k"), *FLAGS[choice]])
    said = "".join(capsys.readouterr())
    assert "personal_identity_number" in said
    assert left(said, people=choice != "default") == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 11
    for file in files:
        assert left(told(file), people=choice != "default") == [], file.name
    if ocr.available():
        drawn = [
            image for file in files if file.suffix == ".html" for image in pictures(file.read_text("utf-8"))
        ]
        drawn += [
            page.render(scale=150 / 72, grayscale=True).to_pil()
            for file in files if file.suffix == ".pdf"
            for page in pypdfium2.PdfDocument(file)
        ]  # fmt: skip
        assert len(drawn) >= 2
        for image in drawn:
            words = seen(image)
            assert "Granviks" in words
            assert left(words, people=choice != "default") == [], words


@pytest.mark.slow
@pytest.mark.skipif(not ocr.available(), reason="needs Tesseract")
@pytest.mark.parametrize("choice", CHOICES)
def test_no_scan_shows_it(choice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "skannad 850709-9821.pdf").write_bytes(scan(pdf(13, 75), skew=0.6, noise=0.0005))
    main(["report", "skannad 850709-9821.pdf", "-o", "r", "--annotate-copy", "k", "--quiet", *FLAGS[choice]])
    files = [*Path("r").iterdir(), *Path("k").iterdir()]
    people = choice != "default"
    assert all(left(told(file), people=people) == [] for file in files)
    drawn = [image for file in files if file.suffix == ".html" for image in pictures(file.read_text("utf-8"))]
    assert drawn
    for image in drawn:
        words = seen(image)
        assert "Granviks" in words
        assert left(words, people=people) == [], words


@pytest.mark.slow
def test_a_person_is_one_token_in_a_whole_archive(
    archive: Path, results: Callable[[str], list[Result]]
) -> None:
    token = KEY.token("Person", "anna lindqvist")
    read = [result.record for result in results("pseudonyms") if result.record]
    assert all(token in record.text for record in read)
    assert all(record.text.count("Person-") - record.text.count(token)
               == record.text.count(KEY.token("Person", "karin ahlmo")) for record in read)  # fmt: skip
    paths = [str(path) for path in sorted(archive.glob("*.txt"))]
    again = [result.record for result in parse_many(paths, 2, privacy=KEY)]
    first = {record.source.sha256: record for record in read}
    for record in again:
        assert record is not None
        assert record.text == first[record.source.sha256].text
