"""Scores swedoc against a gold folder: hand-made answers `gold/*.json` beside `docs/*.pdf` or `*.txt`.

    python benchmarks/accuracy.py FOLDER                    recall and precision for each field
    python benchmarks/accuracy.py FOLDER --save run.json    … and keep every single answer
    python benchmarks/accuracy.py FOLDER --against run.json … and say what was gained and lost since

An answer is a piece of text (`KS 2019/418`, `900000`); it is wanted, given, or both. `tolerated` is
what may be given without being wanted: table cells, which the gold lists only inside splits.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import swedoc

YEAR_KINDS = {"per_year"}
PARTLY = {
    "title", "other dates", "contacts: name", "contacts: e-mail", "contacts: phone", "splits: year",
    "splits: other", "real errors caught", "planted errors told by their code",
}  # fmt: skip
"""Fields where the gold lists some of what there is, so that precision means nothing."""
ROUNDED = ("rounding", "approximate", "part outside", "the total includes", "the column summa includes")


@dataclass(frozen=True)
class Answer:
    """What one document should say in one field, and what it does say. `given` is None where
    the gold does not claim to list everything."""

    field: str
    wanted: Counter[str]
    given: Counter[str] | None
    tolerated: frozenset[str] = frozenset()

    def outcomes(self) -> Iterator[tuple[str, str]]:
        """Each answer with `hit`, `missed` or `wrong`."""
        given = self.given if self.given is not None else self.wanted
        for text in sorted((self.wanted & given).elements()):
            yield text, "hit"
        for text in sorted((self.wanted - given).elements()):
            yield text, "missed"
        for text in sorted((given - self.wanted).elements()):
            if text not in self.tolerated:
                yield text, "wrong"


def squash(text: object) -> str:
    return " ".join(str(text or "").split()).casefold()


def number(value: object) -> str:
    return f"{Decimal(str(value)).normalize():f}"


def case_key(text: str) -> str:
    return re.sub(r"[^0-9a-zåäö]", "", text.casefold())


def phone_key(text: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return digits.removeprefix("46").lstrip("0")


def answers(gold: dict[str, Any], record: swedoc.Record) -> Iterator[Answer]:
    """Every field of a document, as wanted and as given."""
    yield answer("case numbers", (case_key(c["value"]) for c in gold["case_numbers"]), _cases(gold, record))
    if gold.get("document_date"):
        yield answer("document date", [gold["document_date"]], [record.date] if record.date else [])
    if gold.get("title"):
        yield among("title", [squash(gold["title"])], [squash(record.title)])
    if gold.get("issuer") and record.issuer is not None:
        matches = squash(record.issuer) in squash(gold["issuer"])
        yield answer("issuer", [squash(gold["issuer"])], [squash(gold["issuer" if matches else "id"])])
    days = {date.value for date in record.dates}
    wanted_days = [
        d["date"] for d in gold["other_dates"] if re.fullmatch(r"\d{4}-\d\d-\d\d", d["date"] or "")
    ]
    yield among("other dates", wanted_days, days)
    yield _amounts(gold, record)
    yield from _contacts(gold, record)
    yield from _splits(gold, record)
    if "identifiers" in gold:
        listed = {i["kind"] for i in gold["identifiers"]}
        given = (f"{i.kind} {i.value}" for i in record.identifiers if i.kind in listed)
        yield answer("identifiers", (f"{i['kind']} {i['value']}" for i in gold["identifiers"]), given)
    if "recipients" in gold:
        yield answer(
            "recipients", map(squash, gold["recipients"]), (squash(r.name) for r in record.recipients)
        )
    if "decisions" in gold:
        yield answer("decisions (how many)", [str(gold["decisions"])], [str(len(record.decisions))])
    misquoted = [a.as_written for a in record.amounts if squash(_quote(record, a)) != squash(a.as_written)]
    yield Answer("spans that misquote the page", Counter(), Counter(misquoted))


def answer(field: str, wanted: Iterable[str], given: Iterable[str]) -> Answer:
    """For fields where everything is listed; the same answer twice counts once."""
    return Answer(field, Counter(set(wanted)), Counter(set(given)))


def among(field: str, wanted: Iterable[str], given: Iterable[str]) -> Answer:
    """For fields where the gold lists some: what is given beside them is not held against it."""
    wanted, given = set(wanted), set(given)
    return Answer(field, Counter(wanted), Counter(wanted & given))


def _quote(record: swedoc.Record, amount: swedoc.Amount) -> str:
    return record.text[amount.span.start : amount.span.end]


def _cases(gold: dict[str, Any], record: swedoc.Record) -> list[str]:
    """The given case numbers; one written with its plan code, where the gold leaves it out, is the same."""
    wanted = {case_key(c["value"]) for c in gold["case_numbers"]}
    found = []
    for case in record.case_numbers:
        forms = (case_key(case.value), case_key(case.value + (case.plan_code or "")))
        found.append(next((form for form in forms if form in wanted), forms[0]))
    return found


def _amounts(gold: dict[str, Any], record: swedoc.Record) -> Answer:
    wanted = {
        number(a["sek"] if a.get("sek") is not None else a["value"])
        for a in gold["amounts"]
        if a.get("sek") is not None or a.get("value") is not None
    }
    bounds = {number(bound) for a in gold["amounts"] for bound in a.get("sek_range") or ()}
    cells = {
        number(value)
        for split in gold["splits"]
        for value in (*split["parts"].values(), split["stated_total"])
        if value is not None and not isinstance(value, dict)
    }
    anyhow = {number(a.value) for a in record.amounts}
    own = {number(a.value) for a in record.amounts if a.unit_source == "own"}
    signless = {number(-Decimal(value)) for value in wanted}
    return Answer(
        "amounts", Counter(wanted), Counter(own | wanted & anyhow), frozenset(bounds | cells | signless)
    )


def _contacts(gold: dict[str, Any], record: swedoc.Record) -> Iterator[Answer]:
    contacts = gold["contacts"]
    yield among(
        "contacts: name",
        (squash(c["name"]) for c in contacts if c["name"]),
        (squash(c.name) for c in record.contacts),
    )
    yield among(
        "contacts: e-mail",
        (squash(c["email"]) for c in contacts if c.get("email")),
        (squash(email.value) for c in record.contacts for email in c.emails),
    )
    phones = [c[kind] for c in contacts for kind in ("phone", "mobile", "switchboard") if c.get(kind)]
    yield among(
        "contacts: phone",
        (key for phone in phones if len(key := phone_key(phone)) > 5),
        (phone_key(phone.value) for c in record.contacts for phone in c.phones),
    )


def _splits(gold: dict[str, Any], record: swedoc.Record) -> Iterator[Answer]:
    """Splits found (by their values; years by their keys, too), real errors caught, false alarms."""
    wanted: dict[str, list[str]] = {"splits: year": [], "splits: other": []}
    found: dict[str, list[str]] = {"splits: year": [], "splits: other": []}
    errors, caught = [], []
    for split in gold["splits"]:
        parts = {key: value for key, value in split["parts"].items() if value is not None}
        if any(isinstance(value, dict) for value in parts.values()):
            continue
        field = "splits: year" if split["kind"] in YEAR_KINDS else "splits: other"
        name = f"{split['stated_total']} = " + " + ".join(number(value) for value in parts.values())
        wrong = split["adds_up"] is False and not squash(split.get("cause")).startswith(ROUNDED)
        matching = [s for s in record.splits if _same(s, parts, by_year=field == "splits: year")]
        exact = [s for s in matching if _total(s) == _known(split["stated_total"])]
        wanted[field].append(name)
        if exact or (matching and split["adds_up"] is not True and not wrong):
            found[field].append(name)
        if wrong:
            errors.append(name)
            caught += [name] if any(s.consistent is False for s in exact or matching) else []
    for field in wanted:
        yield answer(field, wanted[field], found[field])
    yield answer("real errors caught", errors, caught)
    planted = {*gold.get("flags", ()), *gold.get("findings", ())}
    codes = [finding.code for finding in record.findings if finding.severity != "info"]
    yield among("planted errors told by their code", planted, codes)
    if not errors and not planted:
        alarms = [finding.code for finding in record.findings if finding.severity == "error"]
        yield Answer("false alarms in clean documents", Counter(), Counter(alarms))


def _same(split: swedoc.Split, parts: dict[str, Any], *, by_year: bool) -> bool:
    given = [(part.key, number(part.value)) for part in split.parts if part.value is not None]
    if by_year:
        return sorted(given) == sorted((key, number(value)) for key, value in parts.items())
    values = sorted(value for _, value in given if value != "0")
    return values == sorted(value for v in parts.values() if (value := number(v)) != "0")


def _total(split: swedoc.Split) -> str | None:
    return None if split.total is None else number(split.total.value)


def _known(value: object) -> str | None:
    return None if value is None else number(value)


Run = dict[str, dict[str, dict[str, list[str]]]]
"""document → field → outcome → answers"""


def score(folder: Path, *, as_text: bool) -> Run:
    """Read every document of the folder and compare."""
    golds = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "gold").glob("*.json"))
    ]
    paths = []
    for gold in golds:
        pdf, text = gold.get("pdf_file"), gold["text_file"]
        paths.append(folder / (pdf if pdf and not as_text and (folder / pdf).exists() else text))
    run: Run = {}
    for gold, result in zip(golds, swedoc.parse_many(paths), strict=True):
        if result.record is None:
            print(f"{result.path}: {type(result.error).__name__}: {result.error}")
        record = result.record or swedoc.Record(source=swedoc.Source())
        fields = run.setdefault(gold["id"], {})
        for one in answers(gold, record):
            outcomes = fields.setdefault(one.field, defaultdict(list))
            for text, outcome in one.outcomes():
                outcomes[outcome].append(text)
    return run


def totals(run: Run) -> dict[str, Counter[str]]:
    """How many answers of each field were hit, missed and wrong, over all documents."""
    rows: dict[str, Counter[str]] = {}
    for fields in run.values():
        for field, outcomes in fields.items():
            row = rows.setdefault(field, Counter())
            row.update({outcome: len(texts) for outcome, texts in outcomes.items()})
    return rows


def show(run: Run) -> None:
    """Print recall and precision for each field."""
    print(f"{'field':34}{'wanted':>8}{'hit':>6}{'missed':>8}{'wrong':>7}{'recall':>9}{'precision':>11}")
    for field, row in totals(run).items():
        wanted, given = row["hit"] + row["missed"], row["hit"] + row["wrong"]
        recall = f"{row['hit'] / wanted:.1%}" if wanted else "–"
        precision = f"{row['hit'] / given:.1%}" if given and wanted and field not in PARTLY else "–"
        print(
            f"{field:34}{wanted:8}{row['hit']:6}{row['missed']:8}{row['wrong']:7}{recall:>9}{precision:>11}"
        )


def compare(before: Run, now: Run) -> tuple[list[str], list[str]]:
    """What was gained and what was lost between two runs, a line for each answer."""
    gained, lost = [], []
    for document in sorted({*before, *now}):
        old, new = _flat(before.get(document, {})), _flat(now.get(document, {}))
        for field, text, outcome in sorted((old - new).elements()):
            (lost if outcome == "hit" else gained).append(f"{document}  {field}: no longer {outcome}: {text}")
        for field, text, outcome in sorted((new - old).elements()):
            (gained if outcome == "hit" else lost).append(f"{document}  {field}: now {outcome}: {text}")
    return gained, lost


def _flat(fields: dict[str, dict[str, list[str]]]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (field, text, outcome)
        for field, outcomes in fields.items()
        for outcome, texts in outcomes.items()
        for text in texts
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", action="store_true", help="read the .txt files even where there is a PDF")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="FILE")
    parser.add_argument("--verbose", action="store_true", help="print each missed and each wrong answer")
    options = parser.parse_args()
    run = score(options.folder, as_text=options.text)
    show(run)
    if options.verbose:
        for document, fields in run.items():
            for (field, text, outcome), _ in sorted(_flat(fields).items()):
                if outcome != "hit":
                    print(f"{document}  {field}: {outcome}: {text}")
    if options.against:
        gained, lost = compare(json.loads(options.against.read_text(encoding="utf-8")), run)
        for title, lines in (("gained", gained), ("lost", lost)):
            print(f"\n{len(lines)} {title}")
            print("\n".join(f"  {line}" for line in lines), end="\n" if lines else "")
    if options.save:
        options.save.write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
