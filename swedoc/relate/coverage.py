"""Coverage: which runs of digits on the page some mention explains, and which none does.

`Kostnaden är 450 tkr enligt 77` holds two runs; the amount explains the first, nothing the second.
"""

from __future__ import annotations

from swedoc.lexicon import pattern
from swedoc.mentions import Reading
from swedoc.records import Coverage

_RUN = pattern(r"\d++", name="run of digits")


def coverage(reading: Reading) -> Coverage:
    """Count the runs of digits of a document and list those outside every claim."""
    numbers = 0
    unexplained = []
    claims = iter(reading.claims)
    claim = next(claims, None)
    for run in _RUN.finditer(reading.text):
        numbers += 1
        start, end = run.span()
        while claim is not None and claim.end <= start:
            claim = next(claims, None)
        if claim is None or start < claim.start or claim.end < end:
            unexplained.append(reading.document.span(start, end))
    return Coverage(numbers=numbers, explained=numbers - len(unexplained), unexplained=tuple(unexplained))
