"""Which years an amount of a sentence stands for.

`50 000 kronor för år 2021, 300 000 kronor per år under 2022 och 2023, samt 250 000 kronor år 2024`
is three elements: an amount, the years said of it, and the words around it. Years stand behind
their amounts (`A kronor för 2021`) or before them (`2021: A`); a sentence mostly keeps to one way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from swedoc.lexicon import alternatives, load, pattern, simple_pattern
from swedoc.mentions import DateMention, MoneyMention, NumberMention, Reading
from swedoc.outline import Sentence
from swedoc.relate.cue import Cue, Words
from swedoc.relate.years import JOIN, Count, Years, counts, years

Each = Literal["each", "joint", "either"]
"""Whether an amount said of several years goes to each of them, is their sum, or may be either."""

_GRAMMAR = load("grammar")
_SEPARATOR = pattern(
    r"""[,;] | (?<=\s)[–•-](?=\s) | \n(?=\s{0,40}+[-–•])
      | \b(?:och|samt|men|medan|plus|respektive|resp\.?+|därefter|sedan)\b""",
    name="separator between elements",
)
_SMALL_WORD = alternatives(_GRAMMAR["between_amount_and_year"]["words"])
_FUNCTION_WORDS = pattern(
    rf"""[\s(]*+ (?: {_SMALL_WORD} (?: [\s(]++ | $ | (?=\d) ) )*+""",
    ignore_case=True,
    name="function words between amount and year",
)
_OF_IT = simple_pattern(r"Av \s (?:den|det|dem) \s (?!som\b)", name="of it, at the beginning of a sentence")
_OF_WORDS = pattern(r"\s av (?: \s \p{L}++ ){0,3} \s", name="of, behind a percentage")
_WAS = pattern(r"\b(?:var|blev) \s (?:\p{L}{2,9}+ \s)?+ $", name="past verb before a sum")


class Element(Struct, frozen=True, gc=False):
    """An amount (index `amount`) in its sentence, with the years and cue words that go with it.

    `start`–`end` is the stretch of the sentence that belongs to the amount alone. An `aside` stands
    in brackets right behind another amount, mostly the figure of the year before.
    """

    amount: int
    money: MoneyMention
    sentence: int
    start: int
    end: int
    years: Years | None = None
    each: Each = "joint"
    aside: bool = False
    context: Years | None = None
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()

    @property
    def per(self) -> str | None:
        """What the amount is per; `en årlig kostnad av A` is per year too."""
        if self.money.per is None:
            return "år" if "yearly" in self.before else None
        return "år" if self.money.per.startswith("år ") else self.money.per

    @property
    def keys(self) -> tuple[str, ...]:
        """The years that the amount is said of, as keys of a split."""
        return self.years.keys if self.years else ()

    @property
    def cues(self) -> frozenset[str]:
        """All cue words in its stretch of the sentence."""
        return self.before | self.after


def is_total(element: Element) -> bool:
    """Whether the words next to the amount announce a total: `totalt A`, `A sammanlagt`, `summan blir A`."""
    total = "total" in element.cues or "the_sum" in element.before
    return total and "together_with" not in element.before


class Clause(Struct, frozen=True, gc=False):
    """A sentence cut up: its elements in order, all its year expressions, percentages and cues.

    `told` are the elements that are not there for comparison only. `shares_out`: the sentence tells
    no more than who pays how much, so that its sums are parts, and no whole of others. `cut`: where a
    second statement begins that has nothing to do with the sums of the first.
    """

    index: int
    sentence: Sentence
    elements: tuple[Element, ...]
    years: tuple[Years, ...] = ()
    percents: tuple[NumberMention, ...] = ()
    cues: tuple[Cue, ...] = ()
    counts: tuple[Count, ...] = ()
    kinds: frozenset[str] = frozenset()
    told: tuple[Element, ...] = ()
    shares_out: bool = False
    cut: int | None = None

    def has(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds stands in the sentence."""
        return not self.kinds.isdisjoint(kinds)


def clause(reading: Reading, words: Words, index: int, numbered: dict[int, int]) -> Clause:
    """Cut one sentence up. `numbered` gives the index of the amount that starts at an offset."""
    text = reading.text
    sentence = reading.outline.sentences[index]
    money: list[MoneyMention] = []
    dates: list[DateMention] = []
    percents: list[NumberMention] = []
    for mention in reading.claims.within(sentence.start, sentence.end):
        if isinstance(mention, MoneyMention):
            if mention.start in numbered:
                money.append(mention)
        elif isinstance(mention, DateMention):
            dates.append(mention)
        elif isinstance(mention, NumberMention) and mention.kind == "percent" and mention.value is not None:
            percents.append(mention)
    lower = reading.document.lower
    named = lower.find("år", sentence.start, sentence.end) >= 0  # in "år 1" and "tre år"
    numbers = counts(lower, sentence) if named else []
    expressions = years(reading.document, sentence, dates, numbers) if named or dates else ()
    found = words.cues(sentence.start, sentence.end)
    elements: tuple[Element, ...] = ()
    if opening := _OF_IT.match(text, sentence.start, sentence.end):
        found.append(Cue("open_list", opening.start(), opening.end()))
    found = [cue for cue in found if cue.kind != "total" or not _of_a_percentage(text, percents, cue)]
    found += _past(text, money)
    found.sort(key=lambda cue: cue.start)
    if money:
        elements = _elements(text, index, sentence, money, expressions, found, numbered)
    kinds = frozenset([cue.kind for cue in found])
    told = tuple([e for e in elements if "compared" not in e.before])
    pays = "pays" in kinds and len(told) > 1
    return Clause(
        index, sentence, elements, expressions, tuple(percents), tuple(found), tuple(numbers), kinds, told,
        shares_out=pays and not any(e.keys or is_total(e) for e in told),
        cut=_cut(told, found) if "contrast" in kinds else None,
    )  # fmt: skip


def _cut(told: Sequence[Element], cues: Sequence[Cue]) -> int | None:
    """Where a `medan` stands, if the amounts before it end with a sum of their own."""
    at = next(c.start for c in cues if c.kind == "contrast")
    before = [e for e in told if e.money.start < at]
    summed = len(before) > 2 and (is_total(before[-1]) or "equals" in before[-1].before)
    return at if summed else None


def _of_a_percentage(text: str, percents: Sequence[NumberMention], cue: Cue) -> bool:
    """Whether a word like "sammanlagd" says what a percentage is of: `4 procent av de sammanlagda medlen`."""
    at = bisect_left(percents, cue.start, key=attrgetter("end")) - 1
    return at >= 0 and bool(_OF_WORDS.fullmatch(text, percents[at].end, cue.start))


def _past(text: str, money: Sequence[MoneyMention]) -> Iterator[Cue]:
    """`Budgeten för 2022 var 116,8 mnkr`: a verb in the past right before a sum makes it history."""
    for amount in money:
        verb = _WAS.search(text, max(0, amount.start - 20), amount.start)
        if verb:
            yield Cue("history", verb.start(), amount.start)


def _elements(
    text: str, index: int, sentence: Sentence, money: list[MoneyMention], years: tuple[Years, ...],
    found: list[Cue], numbered: dict[int, int],
) -> tuple[Element, ...]:  # fmt: skip
    owner = _owners(text, money, years)
    bounds = _bounds(text, sentence, money, owner, found)
    zipped = _zipped(text, money, years, owner)
    elements: list[Element] = []
    for at, amount in enumerate(money):
        start, end = bounds[at], bounds[at + 1]
        own = zipped.get(at) or owner.get(at)
        own = _afterwards(elements, amount, own, start, found) or own
        context = None
        if own is None:
            context = next((y for y in reversed(years) if y.end <= amount.start), None)
        elements.append(
            Element(
                numbered[amount.start], amount, index, start, end,
                aside=at > 0 and text[money[at - 1].end : amount.start].strip() == "(",
                years=own,
                each=_each(amount, own, [c for c in found if start <= c.start < end]),
                context=context,
                before=frozenset(c.kind for c in found if start <= c.start < amount.start),
                after=frozenset(c.kind for c in found if amount.end <= c.start < end),
            )
        )  # fmt: skip
    return tuple(elements)


def _afterwards(
    above: Sequence[Element], amount: MoneyMention, own: Years | None, start: int, found: list[Cue]
) -> Years | None:
    """`A 2025 och därefter B årligen`: B is for every year after 2025, without end or until a year."""
    cue = next((c for c in found if c.kind == "afterwards" and start <= c.start < amount.end + 40), None)
    if cue is None or not above or not above[-1].keys or amount.per not in (None, "år"):
        return None
    last = above[-1].keys[-1]
    if not last.isdigit():
        return None
    if own is not None:  # "därefter 175 000 kronor per år t.o.m. 2026"
        until = own.keys[0] if len(own.keys) == 1 and own.keys[0].isdigit() else last
        until_said = (
            cue.start < amount.start and amount.per == "år" and int(last) + 1 < int(until) < int(last) + 30
        )
        keys = tuple(str(year) for year in range(int(last) + 1, int(until) + 1))
        return replace(own, keys=keys) if until_said else None
    return Years(cue.start, cue.end, (f"{int(last) + 1}-",), open_ended=True)


def _each(amount: MoneyMention, years: Years | None, found: list[Cue]) -> Each:
    yearly = any(c.kind == "yearly" and c.start < amount.start for c in found)
    if years is None or len(years.keys) < 2 or years.school_year:
        return "each" if years and (yearly or amount.per == "år") else "joint"
    if yearly or amount.per is not None or years.respective:
        return "each"
    if any(c.kind == "distribute" and amount.end <= c.start < years.start for c in found):
        return "joint"  # "980 000 kronor, fördelat på åren 2022 och 2023"
    return "either" if years.listed else "joint"


def _owners(text: str, money: list[MoneyMention], years: tuple[Years, ...]) -> dict[int, Years]:
    """For each amount (by position) the year expression that is said of it."""
    owner: dict[int, Years] = {}
    gaps: list[list[Years]] = [[] for _ in range(len(money) + 1)]
    for expression in years:
        gaps[sum(1 for amount in money if amount.start < expression.start)].append(expression)
    behind = before = 0
    choices: list[tuple[int, Years, int, Years, int]] = []
    for at, gap in enumerate(gaps):
        if not gap:
            continue
        left = _behind(text, money[at - 1].end, gap[0].start) if at > 0 else -1
        right = _ahead(text, gap[-1].end, money[at].start) if at < len(money) else -1
        behind, before = behind + max(left, 0), before + max(right, 0)
        choices.append((at, gap[0], left, gap[-1], right))
    for at, first, left, last, right in choices:
        if at == 0:
            owner[0] = last
        elif at == len(money):
            if at - 1 not in owner or left >= 3 or (behind > before and left > 0):
                owner[at - 1] = first
        elif first is last:
            takes_left = left > right or (left == right and behind >= before)
            if takes_left:
                if at - 1 not in owner or left >= 3:
                    owner[at - 1] = first
            else:
                owner[at] = first
        else:
            if left > 0 and (at - 1 not in owner or left >= 3):
                owner[at - 1] = first
            if right > 0:
                owner[at] = last
    return owner


def _behind(text: str, amount_end: int, years_start: int) -> int:
    """How well a year expression fits the amount before it: 3 tight, 1 in reach, 0 parted."""
    if _FUNCTION_WORDS.fullmatch(text, amount_end, years_start):
        return 3
    return 0 if _SEPARATOR.search(text, amount_end, years_start) else 1


def _ahead(text: str, years_end: int, amount_start: int) -> int:
    """How well a year expression fits the amount behind it."""
    gap = text[years_end:amount_start].strip()
    if gap == ",":
        return 2
    if not gap or gap[0] in ":(–=" or gap in (")", "):"):
        return 3
    if _SEPARATOR.search(text, years_end, amount_start):
        return 0
    return 2 if gap.count(" ") < 6 else 1


def _bounds(
    text: str, sentence: Sentence, money: list[MoneyMention], owner: dict[int, Years], found: list[Cue]
) -> list[int]:
    """Where the stretch of each amount begins; the end of the sentence last.

    Between two amounts the cut lies at a separator that leaves each its own year: behind the
    years of the first, before those of the second.
    """
    bounds = [sentence.start]
    for at in range(len(money) - 1):
        low, high = money[at].end, money[at + 1].start
        mine, next_ = owner.get(at), owner.get(at + 1)
        if mine is not None and low <= mine.start < high:
            low = mine.end
        if next_ is not None and low <= next_.start < high:
            high = next_.start
        breaks = [m.start() for m in _SEPARATOR.finditer(text, low, high)]
        breaks += [c.start for c in found if low <= c.start < high and c.kind in _BREAKING]
        opening = text.find("(", low, high)
        bounds.append(min(breaks, default=opening if opening >= 0 else high))
    return [*bounds, sentence.end]


_BREAKING = frozenset(
    (
        "of_which",
        "equals",
        "compared",
        "total",
        "the_sum",
        "afterwards",
        "remainder",
        "additional",
        "distribute",
        "open_list",
    )
)


def _zipped(
    text: str, money: list[MoneyMention], years: tuple[Years, ...], owner: dict[int, Years]
) -> dict[int, Years]:
    """`A respektive B för X och Y`: each amount its own year, where their numbers agree."""
    zipped: dict[int, Years] = {}
    at = 0
    while at < len(money) - 1:
        last = at
        while last + 1 < len(money) and JOIN.fullmatch(text, money[last].end, money[last + 1].start):
            last += 1
        size = last - at + 1
        if size > 1:
            near = [y for y in (owner.get(last), owner.get(at)) if y is not None and len(y.keys) == size]
            if near:
                expression = near[0]
                for offset in range(size):
                    zipped[at + offset] = Years(expression.start, expression.end, (expression.keys[offset],))
        at = last + 1
    return zipped
