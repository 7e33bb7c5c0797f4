"""The public record: JSON that loses nothing, money as plain numbers, a schema that fits it."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedoc import records
from swedoc.records import Amount, Record, Source, Span, plain
from swedoc.schema import described, json_schema


def record(value: Decimal) -> Record:
    amount = Amount(
        value=plain(value),
        as_written="x",
        unit_source="own",
        low=plain(value),
        high=plain(value),
        rule="test",
        span=Span(0, 1, 1, ((1.0, 2.0, 3.0, 4.5),)),
    )
    return Record(source=Source(path="a.txt"), text="x", amounts=(amount,))


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_survives_json_exactly(value: Decimal) -> None:
    line = record(value).to_json(with_text=True)
    assert Record.from_json(line).amounts[0].value == value
    printed = line.split(b'"value":')[1].split(b",")[0]
    assert b"E" not in printed
    assert b'"' not in printed
    assert Decimal(printed.decode()) == value


@pytest.mark.parametrize(
    ("value", "printed"), [("900000", "900000"), ("9E+5", "900000"), ("0.50", "0.5"), ("-5900", "-5900")]
)
def test_money_is_printed_plainly(value: str, printed: str) -> None:
    assert f'"value":{printed},'.encode() in record(Decimal(value)).to_json()


def test_text_is_left_out_unless_asked_for() -> None:
    assert "text" not in json.loads(record(Decimal(1)).to_json())
    assert json.loads(record(Decimal(1)).to_json(with_text=True))["text"] == "x"
    assert Record.from_json(record(Decimal(1)).to_json()).text == ""


def test_schema_names_every_field_and_gives_money_as_numbers() -> None:
    schema = json_schema()
    definitions = schema["$defs"]
    assert schema["$schema"].endswith("2020-12/schema")
    assert list(definitions["Record"]["properties"]) == list(Record.__struct_fields__)
    assert definitions["Amount"]["properties"]["value"]["type"] == "number"
    assert "decimal" not in json.dumps(schema)


def test_every_field_is_described() -> None:
    classes = [
        each
        for each in vars(records).values()
        if hasattr(each, "__struct_fields__") and each.__struct_fields__
    ]
    assert len(classes) > 15
    for each in classes:
        short, fields = described(each)
        assert short.endswith(".")
        assert list(fields) == list(each.__struct_fields__), each
