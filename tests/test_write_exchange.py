"""FGS, CITS ERMS and the CSV of FGS: valid, whole, grouped by case, and nothing passed off as registered."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from lxml import etree

import swedoc
from swedoc.cli import main
from swedoc.errors import SettingsError
from swedoc.records import CaseNumber, Decision, ErrorRecord, Failure, Recipient, Record, Source, Span
from swedoc.write import Entry, Options, writers
from swedoc.write.fgs_csv import COLUMNS

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".pdf", ".txt", ".md"))
SCHEMAS = {
    name: etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / f"{name}.xsd")) for name in ("fgs", "erms")
}
FGS, ERMS = "{http://xml.ra.se/e-arkiv/FGS-ERMS}", "{https://DILCIS.eu/XML/ERMS}"
HERE = Span(0, 1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture(scope="module")
def samples() -> list[Record]:
    return [swedoc.parse(path, name=f"samples/{path.name}") for path in SAMPLES]


def written(name: str, entries: Iterable[Entry]) -> bytes:
    out = io.BytesIO()
    writer = writers[name]([out], Options())
    for entry in entries:
        writer.write(entry)
    writer.close()
    return out.getvalue()


def tree(name: str, entries: Iterable[Entry]) -> etree._Element:
    """What a writer made, which must be valid."""
    root = etree.fromstring(written(name, entries))
    SCHEMAS[name].assertValid(root)
    return root


def memo(path: str, *numbers: str, mentioned: str | None = None, **fields: object) -> Record:
    cases = [CaseNumber(value=number, role="own", span=HERE) for number in numbers]
    if mentioned:
        cases.append(CaseNumber(value=mentioned, role="mentioned", span=HERE))
    return Record(source=Source(path=path, sha256=f"{path}-hash"), case_numbers=tuple(cases), **fields)  # type: ignore[arg-type]


UNREADABLE = ErrorRecord(
    source=Source(path="låst.pdf"), error=Failure(kind="EncryptedFile", message="locked")
)


@pytest.mark.parametrize("name", ["fgs", "erms"])
def test_all_samples_together_are_valid_and_hold_every_value(name: str, samples: list[Record]) -> None:
    root = tree(name, [*samples, UNREADABLE])
    texts = {text.strip() for text in root.itertext()}
    for record in samples:
        assert record.source.path in texts
        wanted = {record.title, *(c.value for c in record.case_numbers), *(c.name for c in record.contacts)}
        wanted |= {f"{amount.value:f}" for amount in record.amounts}
        wanted |= {amount.as_written for amount in record.amounts}
        wanted |= {split.arithmetic for split in record.splits}
        wanted |= {recipient.name for recipient in record.recipients}
        wanted |= {finding.message if name == "fgs" else finding.message_en for finding in record.findings}
        assert {" ".join(text.split()) for text in wanted - {None} if text} <= texts
    assert ("stämmer inte" if name == "fgs" else "does not add up") in texts


@pytest.mark.parametrize("name", ["fgs", "erms"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_alone_is_valid(name: str, path: Path) -> None:
    tree(name, [swedoc.parse(path)])


def test_the_schemas_can_refuse(samples: list[Record]) -> None:
    for name, required in (
        ("fgs", ("Arendemening", "ArkivobjektID", "Roll")),
        ("erms", ("objectId", "eventDateTime")),
    ):
        for tag in required:
            root = tree(name, samples)
            (found, *_) = root.iter(f"{{*}}{tag}")
            found.getparent().remove(found)
            assert not SCHEMAS[name].validate(root), tag


def test_every_field_of_fgs_is_marked_as_extracted(samples: list[Record]) -> None:
    ours = {"ArkivobjektID", "Beskrivning", "Notering", "Bilaga", "EgnaElement", "HandlingRelation"}
    root = tree("fgs", samples)
    for part in root.iter(f"{FGS}ArkivobjektHandling"):
        filled = [etree.QName(child).localname for child in part]
        origin = part.find(f"{FGS}EgnaElement/{FGS}EgetElement[@Namn='Ursprung']")
        marked = [] if origin is None else [e.get("Namn") for e in origin.findall(f"{FGS}EgetElement")]
        assert sorted(name for name in filled if name not in ours) == sorted(marked)
        note = part.findtext(f"{FGS}Notering") or ""
        assert "inte registrerat" in note
    for part in root.iter(f"{FGS}ArkivobjektArende"):
        assert "inte registrerat" in (part.findtext(f"{FGS}Notering") or "")
    registered = {"Skapad", "Lopnummer", "StatusHandling", "StatusArande", "Inkommen", "Expedierad"}
    assert not {etree.QName(element).localname for element in root.iter()} & registered


def test_every_field_of_erms_is_marked_as_extracted(samples: list[Record]) -> None:
    root = tree("erms", samples)
    for part in root.iter(f"{ERMS}record"):
        agents = len(part.findall(f"{ERMS}agents/{ERMS}agent"))
        origin = part.find(f".//{ERMS}ownElement[@name='origin']")
        marked = [] if origin is None else [e.get("name") for e in origin.findall(f"{ERMS}ownElement")]
        assert marked.count("agents/agent") == agents
        assert ("title" in marked) == (part.find(f"{ERMS}title") is not None)
        assert ("dates/date" in marked) == (part.find(f"{ERMS}dates") is not None)
        assert ("@recordType" in marked) == (part.get("recordType") is not None)
        assert part.find(f"{ERMS}notes/{ERMS}note[@noteType='provenance']") is not None


def test_other_is_always_explained(samples: list[Record]) -> None:
    """The rules of the published Schematron file."""
    root = tree("erms", [*samples, memo("a.txt"), UNREADABLE])
    rules = {
        "aggregationType": ("own_aggregation_definition", "otherAggregationType"),
        "agentType": ("other", "otherAgentType"),
        "relationType": ("own_relation_definition", "otherRelationType"),
        "contactType": ("other", "otherContactLineType"),
        "dateType": ("other", "otherDateType"),
    }
    for element in root.iter():
        for attribute, (value, other) in rules.items():
            if element.get(attribute) == value:
                assert (element.get(other) or "").strip()
    assert all(len(e) for e in root.iter(f"{ERMS}addressContactInformation"))


def grouped(entries: Iterable[Entry]) -> list[tuple[str, list[str]]]:
    """The same grouping out of all three formats."""
    entries = list(entries)
    fgs = [
        (
            case.findtext(f"{FGS}ArkivobjektID") or "",
            [e.findtext(f"{FGS}ArkivobjektID") or "" for e in case.iter(f"{FGS}ArkivobjektHandling")],
        )
        for case in tree("fgs", entries).iter(f"{FGS}ArkivobjektArende")
    ]
    erms = [
        (
            (case.findtext(f"{ERMS}objectId") or "").replace("without case number", "utan diarienummer"),
            [e.findtext(f"{ERMS}objectId") or "" for e in case.iter(f"{ERMS}record")],
        )
        for case in tree("erms", entries).iter(f"{ERMS}aggregation")
    ]
    rows = list(csv.DictReader(io.StringIO(written("fgs-csv", entries).decode("utf-8-sig")), delimiter=";"))
    flat = [(row["ArkivobjektID_Arende"], row["ArkivobjektID_Handling"]) for row in rows]
    assert fgs == erms
    assert flat == [(number, path) for number, paths in fgs for path in paths]
    return fgs


def test_documents_lie_in_their_cases() -> None:
    entries = [
        memo("a.txt", "KS 2023/1", issuer="Ekåsa kommun"),
        memo("b.txt", "KS 2023/2", issuer="Ekåsa kommun"),
        memo("utan.txt"),
        memo("c.txt", "KS2023/1", issuer="Ekåsa kommun"),
        UNREADABLE,
        memo("d.txt", "ks 2023/1"),
    ]
    assert grouped(entries) == [
        ("KS 2023/1", ["a.txt", "c.txt", "d.txt"]),
        ("KS 2023/2", ["b.txt"]),
        ("utan diarienummer", ["utan.txt", "låst.pdf"]),
    ]


def test_the_same_number_of_two_authorities_is_two_cases() -> None:
    entries = [
        memo("okänd.txt", "KS 2023/1"),
        memo("a.txt", "KS 2023/1", issuer="Ekåsa kommun"),
        memo("b.txt", "KS 2023/1", issuer="Björkdalens kommun"),
        memo("c.txt", "KS 2023/1"),
    ]
    assert grouped(entries) == [("KS 2023/1", ["okänd.txt", "a.txt", "c.txt"]), ("KS 2023/1", ["b.txt"])]


def test_several_numbers_are_kept_as_references() -> None:
    entry = memo("protokoll.pdf", "KS 2023/1", "KS 2023/2", mentioned="N2023/9")
    root = tree("fgs", [entry])
    assert [e.text for e in root.iter(f"{FGS}ArendeRelation")] == ["KS 2023/2", "N2023/9"]
    assert [e.text for e in root.iter(f"{FGS}ExtraID")] == ["KS 2023/2"]
    root = tree("erms", [entry])
    assert [e.text for e in root.iter(f"{ERMS}relation")] == ["KS 2023/2", "N2023/9"]
    assert [e.text for e in root.iter(f"{ERMS}extraId")] == ["KS 2023/2"]


def test_without_any_case_number_fgs_lists_documents_alone() -> None:
    root = tree("fgs", [memo("a.txt"), UNREADABLE])
    assert [etree.QName(child).localname for child in root] == ["ArkivobjektListaHandlingar"]
    assert "låst med lösenord" in etree.tostring(root, encoding="unicode")


def test_nothing_at_all() -> None:
    assert len(tree("fgs", [])) == 0
    with pytest.raises(SettingsError, match="empty"):
        written("erms", [])


def test_a_duplicate_points_to_the_first() -> None:
    entry = memo("kopia.txt", "KS 2023/1")
    entry = msgspec.structs.replace(
        entry, source=msgspec.structs.replace(entry.source, duplicate_of="först.txt")
    )
    (relation,) = tree("fgs", [entry]).iter(f"{FGS}HandlingRelation")
    assert (relation.text, relation.get("AnnanTyp")) == ("först.txt", "Samma innehåll som")
    (relation,) = tree("erms", [entry]).iter(f"{ERMS}relation")
    assert (relation.text, relation.get("otherRelationType")) == ("först.txt", "same content as")


@pytest.mark.parametrize("name", ["fgs", "erms"])
def test_no_text_of_a_document_can_break_the_file(name: str) -> None:
    bad = "\x00\x08\x1b]]> <!DOCTYPE x> & <b a='\"'>\ufffe\x7f &amp;"
    entry = memo(
        "mapp <&>\"'/a b;å.txt", f"KS 1/{bad}", mentioned=bad, title=bad, issuer=bad, date="2024-01-02",
        recipients=(Recipient(name=bad, span=HERE),), decisions=(Decision(text=bad, span=HERE),),
    )  # fmt: skip
    root = tree(name, [entry])
    kept = "\ufffd\ufffd\ufffd]]> <!DOCTYPE x> & <b a='\"'>\ufffd\x7f &amp;"
    assert sum(text == kept for text in root.itertext()) >= 4
    assert root.getroottree().docinfo.doctype == ""
    assert len(list(root.iter("{*}b"))) == 0


def test_a_date_without_a_day_is_not_completed() -> None:
    entry = memo("a.txt", "KS 2023/1", date="2024-03")
    assert tree("fgs", [entry]).findtext(f".//{FGS}Upprattad") == "2024-03"
    assert tree("erms", [entry]).find(f".//{ERMS}date") is None


def test_money_is_exact() -> None:
    record = swedoc.parse_text("Dnr KS 2021/77\n\nBidraget är 2 550 000,50 kronor.")
    assert [amount.value for amount in record.amounts] == [Decimal("2550000.5")]
    (own,) = tree("fgs", [record]).iterfind(f".//{FGS}EgetElement[@Namn='Belopp']")
    assert (own.findtext(f"{FGS}Varde"), own.get("Format")) == ("2550000.5", "SEK")
    assert b"2550000,5 SEK" in written("fgs-csv", [record])


def test_the_csv_begins_with_the_columns_of_fgs(samples: list[Record]) -> None:
    text = written("fgs-csv", samples).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert tuple(header[: len(COLUMNS)]) == COLUMNS
    assert {len(row) for row in rows} == {len(header)}
    first = dict(zip(header, rows[0], strict=True))
    assert first["Namn"] == "Vera Lindmark"
    assert first["Skapad_Handling"] == "2023-09-14"
    assert "inte registrerat" in first["Eget_Ursprung"]
    assert written("fgs-csv", [memo("a.txt", "KS 1/1", title="=2+2")]).count(b";'=2+2;") == 2


@pytest.mark.parametrize("name", ["fgs", "erms", "fgs-csv"])
def test_the_command_writes_the_same_bytes_for_one_worker_and_two(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    paths = [str(path.relative_to(ROOT)) for path in SAMPLES if path.suffix != ".pdf"]
    outs = [tmp_path / f"{jobs}.out" for jobs in "12"]
    for out in outs:
        command = ["extract", *paths, "-o", str(out), "--format", name, "--jobs", out.stem, "--quiet"]
        assert main(command) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert len(outs[0].read_bytes()) > 1000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["fgs", "erms", "fgs-csv"])
def test_memory_does_not_grow_with_the_archive(name: str, samples: list[Record], tmp_path: Path) -> None:
    def peak(count: int) -> int:
        with (tmp_path / "out").open("wb") as out:
            writer = writers[name]([out], Options())
            tracemalloc.start()
            for number in range(count):
                path = f"{number}.pdf"
                cases = (CaseNumber(value=f"KS 2023/{number % 50}", role="own", span=HERE),)
                writer.write(
                    msgspec.structs.replace(samples[0], source=Source(path=path), case_numbers=cases)
                )
            writer.close()
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    peak(10)
    assert peak(240) < 1.5 * peak(60) + 200_000
