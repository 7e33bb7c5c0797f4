"""CSV with the column names of FGS Ärendehantering, as e-archives import it: one row for each document.

The first fourteen columns are those that published converters from CSV to FGS read; what is not in a
document (class, place of storage, registration) stays empty. After them come columns of our own, which
say where the values come from and carry the amounts, the splits and the verdict. Always Swedish: `;`,
decimal comma, byte order mark.
"""

from __future__ import annotations

import json
from decimal import Decimal

from swedoc import __version__
from swedoc.messages import texts
from swedoc.paths import STDIN
from swedoc.records import Record
from swedoc.write import Entry, Options, writers
from swedoc.write.cases import CaseWriter, case_title
from swedoc.write.csv import Table, document_row
from swedoc.write.own_elements import error_text

COLUMNS = (
    "ArkivobjektID_Arende", "KlassReferens_Arende", "ArendeTyp", "Forvaringsplats", "Namn", "Skapad_Arende",
    "Arendemening", "ArkivobjektID_Handling", "KlassReferens_Handling", "Handlingstyp", "Beskrivning",
    "Rubrik", "Skapad_Handling", "Lank",
)  # fmt: skip
OWN_COLUMNS = (
    "Eget_Ursprung", "Eget_Myndighet", "Eget_Belopp", "Eget_Fordelningar", "Eget_Utfall", "Eget_Avvikelser",
    "Eget_Sidor", "Mimetyp", "Checksumma", "ChecksummaMetod",
)  # fmt: skip
_WORDS = texts("sv")


@writers.register("fgs-csv", order=62)
class FgsCsv(CaseWriter):
    """Writes the documents of each case together, when all documents are known."""

    def body(self, entry: Entry) -> bytes:
        """A document as it will stand in the output."""
        return json.dumps(_row(entry)).encode()

    def close(self) -> None:
        """Write the file."""
        columns = (*COLUMNS, *OWN_COLUMNS)
        table = Table(self._target, Options(csv_style="sv"), columns)
        for case, bodies in self._cases:
            number = case.number or _WORDS("exchange.no_case_number")
            of_case = {"ArkivobjektID_Arende": number, "Arendemening": case_title(case, _WORDS)}
            if case.plan_code:
                of_case["KlassReferens_Arende"] = case.plan_code
            for body in bodies:
                row = json.loads(body) | of_case
                table.add(row.get(column) for column in columns)
        table.close()
        self._cases.close()


def _row(entry: Entry) -> dict[str, str | None]:
    source = entry.source
    row: dict[str, str | None] = {
        "ArkivobjektID_Handling": source.path,
        "Lank": None if source.path == STDIN else source.path,
        "Eget_Ursprung": _WORDS("exchange.notice", version=__version__),
        "Mimetyp": source.media_type,
        "Checksumma": source.sha256,
        "ChecksummaMetod": "SHA-256" if source.sha256 else None,
    }
    if not isinstance(entry, Record):
        return row | {"Beskrivning": error_text(entry, _WORDS)}
    known = document_row(entry, _WORDS)
    return row | {
        "Namn": _text(known["case_officer"]),
        "Handlingstyp": entry.kind,
        "Beskrivning": None if entry.title else _WORDS("exchange.no_title"),
        "Rubrik": entry.title,
        "Skapad_Handling": entry.date,
        "Eget_Myndighet": entry.issuer,
        "Eget_Belopp": " | ".join(_money(amount.value, amount.currency) for amount in entry.amounts) or None,
        "Eget_Fordelningar": _text(known["arithmetic"]),
        "Eget_Utfall": _text(known["verdict"]),
        "Eget_Avvikelser": _text(known["findings"]),
        "Eget_Sidor": str(source.pages),
    }


def _money(value: Decimal, currency: str) -> str:
    return f"{value:f} {currency}".replace(".", ",")


def _text(cell: str | int | Decimal | None) -> str | None:
    return None if cell is None else str(cell)
