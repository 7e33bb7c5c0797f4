"""Parquet: one row for each document, money exact."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from swedoc import parse_text
from swedoc.records import ErrorRecord, Failure, Source
from swedoc.write import Options, writing

parquet = pytest.importorskip("pyarrow.parquet")
MEMO = "Dnr RUN/558/2019\n\nKommunen bidrar med 2,55 mkr, fördelat på 2,5 mkr 2021 och 50 tkr 2022."


def test_a_document_is_a_row_and_money_is_exact(tmp_path: Path) -> None:
    record = msgspec.structs.replace(parse_text(MEMO), source=Source(path="memo.txt"))
    with writing("parquet", tmp_path / "out.parquet", Options()) as writer:
        writer.write(record)
        failure = Failure(kind="DamagedFile", message="it is broken")
        writer.write(ErrorRecord(source=Source(path="trasig.pdf"), error=failure))
    first, second = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [amount["value"] for amount in first["amounts"]] == [amount.value for amount in record.amounts]
    assert first["amounts"][0]["value"] == Decimal(2550000)
    assert [part["key"] for split in first["splits"] for part in split["parts"]] == ["2021", "2022"]
    assert second["error"] == "DamagedFile: it is broken"
    assert second["amounts"] is None
