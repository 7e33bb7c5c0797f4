"""Names of people and organisations, and titles: `Karin Ahlmo, utvecklingsstrateg, Granviks kommun`.

First names of the national register followed by surnames; endings of titles and bodies. The trained
model votes on the sentences that may hold a name: `NameMention.source` says who proposed one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from swedoc.extract import extractors
from swedoc.lexicon import pattern
from swedoc.mentions import NameMention, Reading
from swedoc.model import NONE, Tag, chosen, tagger
from swedoc.naming import Name, scan
from swedoc.naming.fusion import fuse

_PLAUSIBLE = pattern(
    r"[\p{L}\d,;:()”–-][ ]\p{Lu}\p{Ll}{2} | \p{Lu}{3}[ ]\p{Lu}{3}", name="capital inside a sentence"
)
MOST_READ = 400_000
"""Characters of a document that the model is asked about; of the rest the rules decide alone."""
_TOGETHER = 3_000


@extractors.register("name", order=60)
def find(reading: Reading) -> Iterator[NameMention]:
    """The people, organisations and titles of a document."""
    names = list(scan(reading.text))
    tags = list(_tags(reading, names))
    for name, source in fuse(reading.text, names, tags):
        yield NameMention(name.start, name.end, name.label, name.value, source)


def _tags(reading: Reading, names: Sequence[Name]) -> Iterator[Tag]:
    """What the model proposes in the stretches that may hold a name."""
    if chosen() == NONE:
        return
    stretches = list(_stretches(reading, [name.start for name in names]))
    model = tagger() if stretches else None
    if model is None:
        return
    texts = [reading.text[start:end] for start, end in stretches]
    for (start, _), tags in zip(stretches, model.tag_all(texts), strict=True):
        for tag in tags:
            yield Tag(start + tag.start, start + tag.end, tag.label)


def _stretches(reading: Reading, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences that may hold a name, those that follow on each other together."""
    text, read = reading.text, 0
    begin = end = -1
    for sentence in reading.outline.sentences:
        if read > MOST_READ:
            break
        if not _may_hold_name(text, sentence.start, sentence.end, starts):
            continue
        if begin >= 0 and sentence.end - begin < _TOGETHER and not text[end : sentence.start].strip():
            end = sentence.end
            continue
        if begin >= 0:
            yield begin, end
            read += end - begin
        begin, end = sentence.start, sentence.end
    if begin >= 0:
        yield begin, end


def _may_hold_name(text: str, start: int, end: int, starts: Sequence[int]) -> bool:
    """Whether the rules found a name, or a capital stands where no sentence begins."""
    at = bisect_left(starts, start)
    return (at < len(starts) and starts[at] < end) or _PLAUSIBLE.search(text, start, end) is not None
