"""The memo round a passage: letterhead, headings, neutral prose, distractors, decision, signature, footer."""

from __future__ import annotations

from . import vocabulary as words
from .distractors import AFTER, DISTRACTORS
from .drawing import Draw, Passage, capital

BODY_HEADS = (
    "Ärendebeskrivning",
    "Ärendet",
    "Beskrivning av ärendet",
    "Bakgrund",
    "Sammanfattning av ärendet",
)
MONEY_HEADS = (
    "Ekonomiska konsekvenser",
    "Ekonomi",
    "Kostnader och finansiering",
    "Ekonomiska konsekvenser av beslutet",
)
DECISION_HEADS = (
    "Förslag till beslut",
    "Förvaltningens förslag till beslut",
    "Förvaltningens förslag",
    "Förvaltningens förslag till nämnden",
)
FORMS = (
    "{letterhead}",
    "Tjänsteskrivelse\n{letterhead}",
    "TJÄNSTESKRIVELSE\n\n{letterhead}",
    "Sida 1 (2)\n{letterhead}",
    "1 (3)\n{letterhead}",
)
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "augusti",
    "september",
    "oktober",
    "november",
)


def person(d: Draw) -> tuple[str, str]:
    return d.rng.choice(words.FIRST_NAMES), d.rng.choice(words.LAST_NAMES)


def ascii_name(name: str) -> str:
    return name.lower().translate(str.maketrans("åäöé", "aaoe"))


def org_number(d: Draw) -> str:
    """A number of the series 802000, with a right check digit (Luhn)."""
    stem = f"802000{d.rng.randint(0, 999):03d}"
    total = sum(sum(divmod(int(ch) * (2 - i % 2), 10)) for i, ch in enumerate(stem))
    return f"{stem[:6]}-{stem[6:]}{-total % 10}"


def letterhead(d: Draw, p: Passage) -> str:
    year = (min(p.years) if p.years else 2022) - 1
    first, last = person(d)
    phone = d.pick("08-465 004 ", "031-390 06 ", "070-174 06 ", "0980-319 2") + f"{d.rng.randint(10, 99)}"
    month, day = d.rng.randint(1, 10), d.rng.randint(1, 28)
    date = d.pick(
        f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}-{day:02d}", f"{day} {MONTHS[month - 1]} {year}"
    )
    number = d.pick(
        f"{d.code} {year}/{d.rng.randint(10, 899)}",
        f"{d.code} {year}-{d.rng.randint(10, 899):05d}",
        f"{d.code}/{year}:{d.rng.randint(10, 899)}",
    )
    domain = ascii_name(d.muni.split()[0]) + ".example.se"
    lines = [
        f"{d.pick('Handläggare: ', '')}{first} {last}",
        f"{d.pick('Tfn: ', 'Telefon ', 'Tfn ')}{phone}",
        f"E-post: {ascii_name(first)}.{ascii_name(last)}@{domain}",
        d.pick("", "Datum: ") + date,
        d.pick("Dnr ", "Diarienummer: ", "Dnr: ") + number,
    ]
    d.rng.shuffle(lines)
    return d.rng.choice(FORMS).format(letterhead="\n".join([d.muni, d.department, *lines]))


def decision_text(d: Draw, p: Passage) -> str:
    points = list(p.decisions)
    if not points and p.total and p.repeat and p.own and d.chance(0.35):
        points.append(
            d.say(
                "{board} avsätter totalt {t} till {purpose}.",
                "{board} beviljar {purpose} sammanlagt {t}.",
                "{purpose} tilldelas totalt {t}.",
                "Beloppet, totalt {t}, finansieras inom nämndens ram.",
                t=d.ledger.again(p.total),
            )
        )
    if not points or d.chance(0.3):
        points.append(
            d.say(
                "{board} godkänner förvaltningens förslag.",
                "{board} ställer sig bakom förslaget.",
                "Paragrafen förklaras omedelbart justerad.",
                "Förvaltningen får i uppdrag att återkomma med en uppföljning.",
            )
        )
    mark = d.pick("number", "number", "dash", "that")
    if mark == "number" and (len(points) > 1 or d.chance(0.4)):
        text = "\n".join(f"{i}. {x}" for i, x in enumerate(points, 1))
    else:
        text = "\n".join(("– " if mark == "dash" and len(points) > 1 else "") + x for x in points)
    return text + (f"\n\n{p.after_decision}" if p.after_decision else "")


def money_section(d: Draw, p: Passage, traps: list[str], last: list[str]) -> str:
    """The passage with its distractors: as neighbouring sentences, or as paragraphs of their own."""
    if not p.body:
        return "\n\n".join([*traps, *last])
    if "\n" not in p.body and d.chance(0.5):
        return " ".join([*traps, p.body, *last] if d.chance(0.5) else [p.body, *traps, *last])
    return "\n\n".join([*([" ".join(traps)] if traps else []), p.body, *last])


def wrapped(text: str, width: int) -> str:
    """`text` with long lines of prose broken as on a page: a space becomes a newline, so all offsets stay."""
    out = []
    for line in text.split("\n"):
        start, is_table = 0, any(mark in line for mark in ("  ", "\t", "|"))
        while len(line) - start > width and not is_table:
            cut = line.rfind(" ", start, start + width + 1)
            if cut < 0:
                break
            line, start = line[:cut] + "\n" + line[cut + 1 :], cut + 1
        out.append(line)
    return "\n".join(out)


def compose(d: Draw, p: Passage) -> str:
    """The whole memo, with figure marks."""
    chosen = d.rng.sample(DISTRACTORS, d.rng.choice((0, 1, 1, 2, 3)))
    traps = [t for make in chosen if make not in AFTER and (t := make(d, p))]
    last = [t for make in chosen if make in AFTER and (t := make(d, p))][:1]
    prose = d.some(words.NEUTRAL, d.rng.randint(2, 4))
    at = d.rng.randint(0, len(traps))
    parts = [f"{d.rng.choice(BODY_HEADS)}\n" + " ".join([prose[0], *traps[:at], *prose[1:]])]
    if money := money_section(d, p, traps[at:], last):
        parts.append(f"{d.rng.choice(MONEY_HEADS)}\n{money}")
    decision = f"{d.rng.choice(DECISION_HEADS)}\n{decision_text(d, p)}"
    parts = [decision, *parts] if d.chance(0.4) else [*parts, decision]
    end = [f"{' '.join(person(d))}\n{d.rng.choice(words.TITLES)}"]
    if d.chance(0.4):
        end.append(
            d.pick("Beslutet skickas till", "Utdrag till", "Kopia till")
            + f"\n{capital(d.pick(d.region, d.recipient, 'Ekonomiavdelningen'))}"
        )
    if d.chance(0.25):
        end.append(
            f"Postadress: Box {d.rng.randint(11, 98)}, 000 00 Orten  Org.nr {org_number(d)}  Växel 0980-319 "
            f"200"
        )
    return "\n\n".join([letterhead(d, p), d.title, *parts, *end])
