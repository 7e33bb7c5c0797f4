"""Case numbers, dates and identity numbers that are not as they should be.

`RUN/144//2023` has a doubled slash, `2018-01-155` is no day, `KS 2021/17` in the header and
`KS 2021/71` in the footer cannot both be the document's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from swedoc import personnummer
from swedoc.check import checks
from swedoc.facts import Facts
from swedoc.lexicon import pattern
from swedoc.mentions import CaseMention, DateMention, IdentifierMention
from swedoc.records import Finding

_POSSESSOR = pattern(
    r"\b(?:er|ert|kommunens|regionens|länsstyrelsens|nämndens|verkets|domstolens|sökandens)\b",
    ignore_case=True,
    name="whose case number",
)

_LABEL = 200
"""How many characters before a case number the words may stand that say whose it is."""
_MOST_SLIPS = 20
"""With how many other numbers of the same digits one is compared; a document has one of its own."""


@checks.register("case_number_malformed", order=50)
def malformed(facts: Facts) -> Iterator[Finding]:
    """Own case numbers that no register could hold."""
    for mention in facts.claims.of(CaseMention):
        if mention.malformed:
            yield Finding(
                code="case_number_malformed",
                severity="error",
                message=f"Diarienumret {mention.value} är felskrivet.",
                message_en=f"The case number {mention.value} is malformed.",
                spans=(facts.document.span(mention.start, mention.end),),
            )


@checks.register("case_number_conflict", order=51)
def conflict(facts: Facts) -> Iterator[Finding]:
    """Two own case numbers that differ by a slip: the same digits in another order, or one digit."""
    own: dict[str, CaseMention] = {}
    for mention in facts.claims.of(CaseMention):
        if mention.role == "own" and not mention.malformed:
            own.setdefault(_digits(mention.value), mention)
    mentions = list(own.values())
    near: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(mentions):
        for key in _slips(one.value):
            near.setdefault(key, []).append(at)
    for at, one in enumerate(mentions):
        others = {other for key in _slips(one.value) for other in _behind(near[key], at)}
        for other in (mentions[place] for place in sorted(others)):
            if _same_place(facts, one, other):
                yield Finding(
                    code="case_number_conflict",
                    severity="error",
                    message=f"Handlingens diarienummer anges både som {one.value} och som {other.value}.",
                    message_en=f"The document's case number is given as {one.value} and as {other.value}.",
                    spans=tuple(facts.document.span(m.start, m.end) for m in (one, other)),
                )


def _same_place(facts: Facts, one: CaseMention, other: CaseMention) -> bool:
    """Whether both claim to be the document's own number: one label twice, or in header and footer.

    `Kommunens diarienummer` beside `Dnr` is another authority's number, however alike the two are.
    """
    text = facts.document.text
    starts = [max(facts.document.line_at(m.start).start, m.start - _LABEL) for m in (one, other)]
    lines = [text[start : m.start] for start, m in zip(starts, (one, other), strict=True)]
    return not any(_POSSESSOR.search(line) for line in lines)


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _letters(value: str) -> str:
    return "".join(c for c in value.lower() if c.isalpha())


def _slips(value: str) -> Iterator[tuple[str, str]]:
    """What a number has in common with those that a slip makes of it: its digits, or all but one of them."""
    letters, digits = _letters(value), _digits(value)
    yield letters, "".join(sorted(digits))
    for at in range(len(digits)):
        yield letters, f"{digits[:at]}?{digits[at + 1 :]}"


def _behind(places: Sequence[int], at: int) -> Sequence[int]:
    """The next of some places."""
    first = bisect_right(places, at)
    return places[first : first + _MOST_SLIPS]


@checks.register("invalid_date", order=52)
def invalid_date(facts: Facts) -> Iterator[Finding]:
    """Dates that no calendar holds."""
    for mention in facts.claims.of(DateMention):
        if not mention.valid:
            written = " ".join(facts.document.text[mention.start : mention.end].split())
            yield Finding(
                code="invalid_date",
                severity="warning",
                message=f"{written} är inget datum.",
                message_en=f"{written} is not a date.",
                spans=(facts.document.span(mention.start, mention.end),),
            )


@checks.register("personal_identity_number", order=53)
def personal_identity_number(facts: Facts) -> Iterator[Finding]:
    """Personal identity numbers, which a public document should seldom hold; also those in an address."""
    document, claims = facts.document, facts.claims
    found = {
        (mention.start, mention.end): mention.kind
        for mention in claims.of(IdentifierMention)
        if mention.kind in ("personnummer", "samordningsnummer")
    }
    for number in personnummer.plain(document.text, personnummer.of_document(document)):
        if not isinstance(claims.at(number.start), IdentifierMention):
            found[number.start, number.end] = number.kind
    for (start, end), kind in sorted(found.items()):
        yield Finding(
            code="personal_identity_number",
            severity="warning",
            message=f"Handlingen innehåller ett {kind}.",
            message_en="The document holds a personal identity number.",
            spans=(document.span(start, end),),
        )


@checks.register("unreadable_table", order=60)
def unreadable_table(facts: Facts) -> Iterator[Finding]:
    """Tables whose columns could not be told apart; nothing in them has been judged."""
    for table in facts.unread_tables:
        yield Finding(
            code="unreadable_table",
            severity="warning",
            message="Tabellens kolumner kan inte skiljas åt; den är inte kontrollerad.",
            message_en="The columns of the table cannot be told apart; it has not been checked.",
            spans=(facts.document.span(table.start, table.end),),
        )
