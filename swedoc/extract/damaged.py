"""Figures that OCR is not sure of: in `1 9?0 000` no digit may be taken for an amount.

They are claimed before all others, and so belong to nobody else. All groups of `1 940 000` are one
figure, and so is its unit: a doubtful `tkr` may be `kr`. `I 250` is a figure too, since OCR takes a
1 for a letter; a doubtful day takes its month with it, which would say less alone than the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import NumberMention, Reading

_BEFORE = pattern(r"(?:\d{1,12}+[ ]){1,5}+$", name="digits before a damaged figure")
_AFTER = pattern(r"(?:[ ]\d{3}(?!\d)){1,5}+", name="digits behind a damaged figure")
_MONTH_AFTER = pattern(
    r"[ ](?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\p{L}{0,8}+(?:[ ]\d{4})?+",
    name="month behind a damaged day",
)
_FIGURE_BEFORE = pattern(
    r"(?<!\S) (?:\d{1,12}+[ ]){0,5} \d{1,12}+ (?:[.,]\d{1,9}+)? [ ] $", name="figure before a damaged unit"
)
_LOOK_ALIKE = pattern(r"[IlOoSsBZ|!]{1,3}+", name="letters that OCR takes digits for")


@extractors.register("damaged", order=0)
def damaged(reading: Reading) -> Iterator[NumberMention]:
    """The figures with a doubtful part: `1 940 000` whole if one of its groups is in doubt."""
    text = reading.text
    for start, end in reading.document.doubtful:
        word = text[start:end]
        after = _AFTER.match(text, end) or _MONTH_AFTER.match(text, end)
        if any(map(str.isdigit, word)) or (_LOOK_ALIKE.fullmatch(word) and after):
            before = _BEFORE.search(text[max(0, start - 40) : start])
            yield NumberMention(
                start - len(before[0] if before else ""), after.end() if after else end, "damaged"
            )
        elif word.isalpha() and (figure := _FIGURE_BEFORE.search(text[max(0, start - 60) : start])):
            yield NumberMention(start - len(figure[0]), start - 1, "damaged")
