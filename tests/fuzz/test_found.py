"""What fuzzing found, each fault as the smallest file that showed it: read or refused as any other.

bold-nothing.md      a title of stars alone: `IndexError`
half-surrogate.rtf   half a surrogate pair, which UTF-8 cannot hold: it ended the whole run
infinite.pdf         coordinates beyond all bounds: JSON has no infinity
looping-sectors.msg  a mail of 4 kB whose sectors lead back to each other: 22 s of CPU time
unknown-encoding.docx   XML in an encoding that nobody knows: `LookupError`, which quoted the file
zip-version.docx     a member packed by a version of ZIP that nobody knows: an error that was not ours
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from swedoc.batch import parse_many
from swedoc.records import encode

FOUND = sorted((Path(__file__).parent / "found").iterdir())


def test_each_is_described() -> None:
    assert [path.name for path in FOUND] == [line.split()[0] for line in (__doc__ or "").splitlines()[2:]]


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_found(path: Path) -> None:
    began = time.process_time()
    (result,) = parse_many([path], 0)
    assert time.process_time() - began < 2
    assert "swedoc itself failed" not in str(result.error)
    assert result.outcome != "failed"

    def number(name: str) -> None:
        pytest.fail(f"{name} is no JSON")

    json.loads(encode(result.entry).decode(), parse_constant=number)
