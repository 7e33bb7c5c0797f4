"""What is known of a person or a function while contacts are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from swedoc.mentions import EmailMention, PhoneMention
from swedoc.records import ContactKind, NameSource


@dataclass(eq=False)
class Person:
    """A person while the evidence is gathered."""

    name: str
    start: int
    end: int
    kinds: list[ContactKind] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    phones: list[PhoneMention] = field(default_factory=list)
    emails: list[EmailMention] = field(default_factory=list)
    organisation: str | None = None
    sources: set[NameSource] = field(default_factory=set)


@dataclass(eq=False)
class Function:
    """Numbers and mailboxes of a body that stand together."""

    row: int
    last: int
    phones: list[PhoneMention] = field(default_factory=list)
    emails: list[EmailMention] = field(default_factory=list)


def source_of(sources: set[NameSource]) -> NameSource:
    """Who proposed a person, all mentions taken together: both where the model and the lists did."""
    if "both" in sources or ("model" in sources and len(sources) > 1):
        return "both"
    return next(iter(sources))


def unique(emails: list[EmailMention]) -> list[EmailMention]:
    """Each address once, in reading order."""
    return list({email.value.lower(): email for email in reversed(emails)}.values())[::-1]


def merged(functions: list[Function]) -> list[Function]:
    """Functions that share a number or an address are one: the footer of each page."""
    kept: list[Function] = []
    known: dict[str, Function] = {}
    for function in functions:
        values = _values(function)
        same = next((known[value] for value in values if value in known), None)
        if same is None:
            kept.append(function)
        else:
            same.phones += function.phones
            same.emails += function.emails
        known.update(dict.fromkeys(values, same or function))
    return kept


def _values(function: Function) -> set[str]:
    return {phone.value for phone in function.phones} | {email.value.lower() for email in function.emails}


def best_title(titles: list[str]) -> str | None:
    """The fullest of a person's titles; `Handläggare` and the like only where there is no other."""
    real = [title for title in titles if title.lower() not in ("handläggare", "justerare", "kontaktperson")]
    if not real:
        return titles[0] if titles else None
    return next(
        (title for title in real if len(title) > len(real[0]) and title.lower().startswith(real[0].lower())),
        real[0],
    )
