"""The same memo as PDF, DOCX, ODT, RTF, HTML, EML or text gives the same record, spans and source apart."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support import formats

import swedoc

NEW = tomllib.loads((Path(__file__).parent / "examples" / "formats.toml").read_text(encoding="utf-8"))
BODIES = {memo["name"]: memo["body"] for memo in [*formats.make().memos(), *NEW["memo"]]}
_HEAD_OF_MAIL = re.compile(r"\n\nFrån: ")
_PLACES = ("span", "spans", "source", "text", "unexplained")


def facts(data: bytes, name: str) -> dict[str, Any]:
    """The record without what differs between formats; a mail without what its own head says."""
    record = json.loads(swedoc.parse(data, name=name).to_json(with_text=True))
    head = _HEAD_OF_MAIL.search(record["text"]) if name.endswith(".eml") else None
    if head:
        for kind in ("dates", "contacts", "identifiers"):
            record[kind] = [value for value in record[kind] if value["span"]["start"] < head.start()]
        numbers = len(re.findall(r"\d+", record["text"][head.start() :]))
        record["coverage"]["numbers"] -= numbers
        record["coverage"]["explained"] -= numbers
    return {kind: bare(value) for kind, value in record.items() if kind not in _PLACES}


def bare(value: Any) -> Any:
    """A value without its places, all white space alike; old encodings have a hyphen for the dash."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if key not in _PLACES or key == "text"}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return re.sub(r"\s+", " ", value).replace("–", "-") if isinstance(value, str) else value


@pytest.mark.parametrize("name", BODIES)
def test_every_format_gives_the_same_record(name: str) -> None:
    forms = formats.forms(BODIES[name])
    expected = facts(*forms.pop("text"))
    for form, (data, file) in forms.items():
        assert facts(data, file) == expected, form


@pytest.mark.parametrize("name", ["bulleted-split", "year-table", "protocol"])
def test_a_wrong_suffix_still_works(name: str) -> None:
    for form, (data, file) in formats.forms(BODIES[name]).items():
        expected = facts(data, file)
        for wrong in ("memo.pdf", "memo.docx", "memo.rtf", "memo.html", "memo.bin", "memo"):
            if form in ("markdown", "eml"):  # their own name says more than their content
                continue
            assert facts(data, wrong) == expected, (form, wrong)
