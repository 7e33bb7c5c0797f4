"""Figures that OCR is not sure of: in `1 9?0 000` no digit may be taken for an amount.

They are claimed before all others, and so belong to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import NumberMention, Reading

_BEFORE = pattern(r"(?:\d{1,12}+[ ]){1,5}+$", name="digits before a damaged figure")
_AFTER = pattern(r"(?:[ ]\d{3}(?!\d)){1,5}+", name="digits behind a damaged figure")


@extractors.register("damaged", order=0)
def damaged(reading: Reading) -> Iterator[NumberMention]:
    """The doubtful words with digits, each with the groups of digits around it: `1 940 000` is one figure."""
    text = reading.text
    for start, end in reading.document.doubtful:
        if any(map(str.isdigit, text[start:end])):
            before = _BEFORE.search(text[max(0, start - 40) : start])
            after = _AFTER.match(text, end)
            yield NumberMention(
                start - len(before[0] if before else ""), after.end() if after else end, "damaged"
            )
