"""The JSON Schema of the record, with what the docstrings say of each field."""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec

from swedoc import records

_FIELD = re.compile(r"^    (\w+): (.*(?:\n {5,}.*)*)$", re.MULTILINE)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Record`; money is `number`, never a string."""
    schema = _numbers(msgspec.json.schema(records.Record))
    for name, definition in schema["$defs"].items():
        short, fields = described(getattr(records, name))
        definition["description"] = short
        for field, text in fields.items():
            definition["properties"][field]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def described(of: type) -> tuple[str, dict[str, str]]:
    """What the docstring of a class says of the class, and of each of its fields.

    >>> described(records.Total)
    ('The stated total of a split.', {'value': 'how much.', 'amount': 'index in `amounts`.'})
    """
    short, _, fields = (inspect.getdoc(of) or "").partition("\n\nAttributes:\n")
    return short, {name: " ".join(text.split()) for name, text in _FIELD.findall(fields)}


def _numbers(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _numbers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_numbers(value) for value in node]
    return node
