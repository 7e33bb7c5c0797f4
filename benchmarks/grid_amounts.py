"""A grid of sums of money and of what only looks like one: is every form read exactly?

`python -m benchmarks.grid_amounts` prints how many forms are exact in value and span, and how many of the
negatives gave a sum. Numbers in words are written by num2words, an independent library.
A sample of the grid is a test.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from num2words import num2words

from swedoc.mentions import MoneyMention
from swedoc.pipeline import mentions_of_text

UNITS = {
    "kr": 1, "kronor": 1, "SEK": 1, ":-": 1, ",-": 1, "euro": 1, "EUR": 1, "NOK": 1, "DKK": 1, "USD": 1,
    "danska kronor": 1, "tkr": 1000, "Tkr": 1000, "kkr": 1000, "t.kr": 1000, "ksek": 1000,
    "tusen kronor": 1000,
    "mkr": 10**6, "Mkr": 10**6, "mnkr": 10**6, "Mnkr": 10**6, "MSEK": 10**6, "milj. kr": 10**6,
    "milj kr": 10**6,
    "miljoner kr": 10**6, "miljoner kronor": 10**6, "miljoner": 10**6, "miljoner euro": 10**6,
    "mdkr": 10**9, "mdr": 10**9, "mdr kr": 10**9, "mrd kr": 10**9, "miljarder kronor": 10**9,
    "miljarder": 10**9,
}  # fmt: skip
SPACES = {
    " ": "a space",
    "\N{NO-BREAK SPACE}": "a hard space",
    "\N{THIN SPACE}": "a thin space",
    "": "none",
    "\n": "a line break",
}
GROUPINGS = [" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", ".", ""]
POSITIONS = [
    "Kostnaden beräknas till {} för hela perioden.",
    "Nämnden beviljar föreningen {}.",
    "{} avsätts i budgeten för ändamålet.",
    "Kommunens del (av totalt {}) belastar anslaget.",
    "År 2023 {} och därefter inget mer i bidrag.",
    "Bidraget är för 2022: {}, och det betalas ut 2023.",
    "- Drift av anläggningen: {}\n- Övrigt",
    "Kostnaden ökar med {} per år under 2024–2026.",
    "Ramen höjs med cirka {} i 2021 års prisnivå.",
    "Enligt beslut 2023-05-04, § 12, betalas {} ut till bygdegården i tre kommuner.",
    "Budgeten är {}; resten, 3 procent, är osäker.",
    "Summa kostnader\t{}",
]
WHOLE = [
    1, 7, 85, 120, 450, 999, 1000, 1250, 2040, 4615, 9999, 12500, 46183, 71205, 100000, 251630, 418310,
    507114, 612000,
    820400, 1000000, 1046410, 1250000, 2071560, 4329000, 38720000, 108000000, 157340000, 2410000000,
    104812306000,
]  # fmt: skip
DECIMALS = ["0,1", "0,25", "1,5", "2,04", "4,75", "12,45", "17,3", "32,5", "98,7", "1 250,5"]


class Form(NamedTuple):
    """One form: `text[start:end]` is the sum as printed, `value` what it is worth."""

    text: str
    start: int
    end: int
    value: Decimal
    kind: str


def _place(position: str, printed: str, value: Decimal, kind: str) -> Form:
    start = position.index("{}")
    text = position.replace("{}", printed)
    return Form(text, start, start + len(printed), value, kind)


def positives() -> Iterator[Form]:
    """Every unit with every grouping, space and position, and numbers in words."""
    dice = random.Random(20260101)
    for unit, factor in UNITS.items():
        for grouping in GROUPINGS:
            for space in SPACES:
                if (unit in (":-", ",-") and space not in ("", " ")) or (unit == ",-" and space):
                    continue
                for position in dice.sample(POSITIONS, 3):
                    whole = dice.choice([w for w in WHOLE if w * factor < 10**12])
                    printed = f"{whole:,}".replace(",", grouping) + space + unit
                    yield _place(position, printed, Decimal(whole) * factor, f"whole {unit}")
                if factor > 1 and grouping == " ":
                    figure = dice.choice(DECIMALS)
                    value = Decimal(figure.replace(" ", "").replace(",", ".")) * factor
                    yield _place(dice.choice(POSITIONS), figure + space + unit, value, f"decimal {unit}")
    for sign in ("-", "–", "−"):
        for unit in ("kr", "tkr", "mnkr"):
            for whole in dice.sample([w for w in WHOLE if w * UNITS[unit] < 10**12], 8):
                printed = f"{sign}{whole:,}".replace(",", " ") + " " + unit
                yield _place(
                    dice.choice(POSITIONS[:4]), printed, -Decimal(whole) * UNITS[unit], f"minus {sign}"
                )
    yield from _words(dice)


def _words(dice: random.Random) -> Iterator[Form]:
    """Numbers written out, those that num2words spells as Swedes do."""
    numbers = [
        *range(2, 20),
        *(dice.randrange(20, 10**6) for _ in range(250)),
        *(k * 1000 for k in range(1, 200, 3)),
    ]
    numbers += [dice.randrange(1, 999) * 10**6 + dice.randrange(0, 999) * 1000 for _ in range(200)]
    numbers += [dice.randrange(2, 99) * 10**9 + dice.randrange(0, 99) * 10**6 for _ in range(60)]
    for number in numbers:
        words = num2words(number, lang="sv")
        unit = dice.choice(["kronor", "kr", "euro"])
        yield _place(dice.choice(POSITIONS[:4]), f"{words} {unit}", Decimal(number), "words")
        if number >= 1000:
            printed = f"{number:,}".replace(",", " ") + f" ({words}) {unit}"
            yield _place(dice.choice(POSITIONS[:4]), printed, Decimal(number), "gloss")
    for whole in range(1, 13):
        for scale, worth in (("miljon", 10**6), ("miljard", 10**9)):
            word = "en" if whole == 1 else num2words(whole, lang="sv")
            for words in (f"{word} och en halv {scale}", f"{word} och en halv {scale}er"):
                value = (Decimal(whole) + Decimal("0.5")) * worth
                yield _place(dice.choice(POSITIONS[:4]), f"{words} kronor", value, "words and a half")


NOUNS = [
    "invånare", "elever", "kvm", "platser", "procent", "personer", "besökare", "hushåll", "kilometer",
    "ton", "år", "timmar",
    "barn", "lägenheter", "deltagare", "röster", "m2", "hektar", "årsarbetare", "månader",
]  # fmt: skip
FRAMES = [
    "Kommunen har {} enligt budgeten för året.", "Bidraget omfattar {} i länet.",
    "Verksamheten räknar med {} nästa år.",
    "Kostnaden är 0 procent lägre med {} än tidigare.", "Totalt {} berörs av beslutet.",
    "Finansieringen avser {}.",
]  # fmt: skip
PLAIN = [
    "Perioden {a}–{b} omfattas av planen.", "Beslut § {n}/{a} och § {m} i protokollet.",
    "Enligt lagen ({a}:{n}) gäller detta.",
    "Dnr KS {a}/{n} hör till ärendet.", "Anslag 1:{n}, anslagsposten {m}, i budget för {a}.",
    "Kostnaden är okänd för åren {a} och {b}.",
    "Budget {a} och plan {b}–{c} godkänns.", "Sida {n} ({m})", "Föreningen beviljas xx kronor för {a}.",
    "Några tusen kronor saknas i budget {a}.", "Beloppen anges i kronor för {a}.",
    "Läsåret {a}/{s} startar i augusti.",
    "Avvikelsen är {d} procent mot {a}.", "Kostnaden ökar med {d} % till {a}.", "Ring {p} om budgeten.",
    "Konto {k}, ansvar {l}, bokfört {a}-05-04.", "Postadress 44{n} 81 Granvik, kostnadsställe {k}.",
    "Röstetal {n}–{m} för bifall till budgeten.", "Tabell {n} Kostnader {a}",
    "Uppdragsnummer {k}{l}: kostnadskalkyl.",
    "Kap. {n} i budgeten, punkt {m}.", "Bidragen {a}, {b} och {c} är utbetalda.",
    "Årskurs {n} och {m} får stöd.",
    "Ett par miljoner kronor kan behövas {a}.", "Hundratals miljoner kronor enligt {n} remissvar.",
    "Kronobergs län fick {n} ansökningar, {m} i Kronoberg.", "Fastigheten Granvik {n}:{m} ingår i budgeten.",
    "Kl. {h}.30 den {h} maj {a} behandlades budgeten.", "Två miljoner {noun} berörs av {n} förslag.",
    "Prop. {a}/{s}:{n} om kommunala kostnader.",
]  # fmt: skip


def negatives() -> Iterator[str]:
    """Sentences full of numbers, in the neighbourhood of money, without a sum."""
    dice = random.Random(20260102)
    for noun in NOUNS:
        for frame in FRAMES:
            for count in dice.sample(
                ["12", "85", "450", "1 250", "31 500", "2 000", "900 000", "0,5", "2,5"], 8
            ):
                yield frame.format(f"{count} {noun}")
    for plain in PLAIN:
        for _ in range(45):
            year = dice.randrange(2005, 2029)
            yield plain.format(
                a=year, b=year + 1, c=year + 2, s=f"{(year + 1) % 100:02}", n=dice.randrange(2, 99),
                m=dice.randrange(2, 60),
                d=f"{dice.randrange(0, 30)},{dice.randrange(1, 9)}", k=dice.randrange(3000, 7999),
                l=dice.randrange(1000, 9999),
                h=dice.randrange(10, 20), p=f"08-465 004 {dice.randrange(10, 99)}", noun=dice.choice(NOUNS),
            )  # fmt: skip


def exact(form: Form) -> bool:
    """Whether exactly this sum is read, at exactly this span."""
    found = mentions_of_text(form.text).claims.of(MoneyMention)
    return [(m.start, m.end, m.value) for m in found] == [(form.start, form.end, form.value)]


def sums(text: str) -> list[str]:
    """What is read as a sum in a text."""
    return [text[m.start : m.end] for m in mentions_of_text(text).claims.of(MoneyMention)]


def main() -> int:
    forms = list(positives())
    wrong = [form for form in forms if not exact(form)]
    plain = list(negatives())
    alarms = [text for text in plain if sums(text)]
    if "--verbose" in sys.argv:
        for form in wrong:
            print(form.kind, repr(form.text), sums(form.text))
        for text in alarms:
            print(repr(text), sums(text))
    print(f"forms {len(forms)}, exact in value and span {100 * (1 - len(wrong) / len(forms)):.2f} %")
    print(f"negatives {len(plain)}, with a sum {len(alarms)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
