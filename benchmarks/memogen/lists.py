"""Bullet lists and line lists with a sum.

Example: ``– 2021: 310 tkr`` / ``– 2022: 290 tkr`` / ``Summa: 600 tkr``
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from . import vocabulary as words
from .drawing import Draw, Passage, capital, construction
from .figures import Money
from .shares_text import payers

BULLETS = ("– ", "- ", "• ", "* ", "– ")
SUMS = ("Summa: {t}", "Totalt: {t}", "Summa {t}", "Totalt {t}", "Summa totalt: {t}")


def lines(d: Draw, form: str, keys: Sequence[Any], money: Sequence[Money], bullet: str) -> str:
    return "\n".join(bullet + form.format(x=x, m=m) for x, m in zip(keys, money, strict=True))


def drawn_list(d: Draw, n: int) -> tuple[list[Decimal], Money, list[Money]]:
    v = d.values(n)
    return v, d.total(d.add_up(v), mix=False), d.parts(v)


@construction
def bullets_years(d: Draw) -> Passage:
    """One year on each bullet, a sum line last."""
    y = d.years(d.pick(2, 3, 4))
    v, t, p = drawn_list(d, len(y))
    bullet = d.pick(*BULLETS)
    head = d.say(
        "{purpose} tilldelas följande medel:",
        "Kostnaden för {purpose} fördelas enligt följande:",
        "Följande belopp avsätts för {purpose}:",
        "Fördelning per år:",
    )
    rows = lines(d, d.pick("{x}: {m}", "år {x}: {m}", "{m} år {x}", "{m} för {x}", "{x} – {m}"), y, p, bullet)
    last = d.pick(*SUMS, "Totalt för perioden: {t}", bullet + "Summa: {t}").format(t=t)
    return Passage(f"{head}\n{rows}\n{last}", [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def bullets_terms(d: Draw) -> Passage:
    """Terms as bullets: `2021 (ht): 310 tkr`."""
    y = d.years(2)
    v, t, p = drawn_list(d, 2)
    names = [f"{y[0]} (ht)", f"{y[1]} (vt)"] if d.chance(0.5) else [f"ht {y[0]}", f"vt {y[1]}"]
    head = d.say(
        "Skolan får följande tillskott läsåret {a}/{b:02d}:",
        "Fördelning läsåret {a}/{b:02d}",
        "Medlen för läsåret {a}/{b:02d} fördelas så här:",
        "Tillskottet till {purpose} läsåret {a}/{b:02d} är följande.",
        a=y[0],
        b=y[1] % 100,
    )
    rows = lines(d, d.pick("{x}: {m}", "{x} {m}"), names, p, d.pick(*BULLETS))
    return Passage(
        f"{head}\n{rows}\n" + d.pick("Summa läsåret: {t}", "Summa: {t}", "Totalt {t}").format(t=t),
        [d.year_split(y, v, t.value)],
        years=y,
    )


@construction
def bullets_payers(d: Draw) -> Passage:
    """One payer on each bullet; the total stands first or last."""
    names = payers(d, d.pick(2, 3, 4))
    v, t, p = drawn_list(d, len(names))
    rows = lines(d, d.pick("{x}: {m}", "{x}, {m}", "{m} från {x}", "{x} {m}"), names, p, d.pick(*BULLETS))
    heads = ["{purpose} finansieras enligt följande:", "Finansiering av {purpose}:", "Finansieringsplan:"]
    if d.chance(0.5):
        head = d.say(*heads, "Följande parter bidrar till {purpose}:")
        body = f"{head}\n{rows}\n" + d.pick(*SUMS, "Total finansiering: {t}").format(t=t)
    else:
        first = d.pick("Total budget: {t}", "Totalkostnaden är {t}.", "Projektet omsluter totalt {t}.")
        body = f"{first.format(t=t)}\n{d.say(*heads)}\n{rows}"
    return Passage(body, [d.split("party", names, v, t.value)], own=False)


@construction
def bullets_items(d: Draw) -> Passage:
    """One item on each bullet."""
    names = d.some(words.ITEMS, d.pick(3, 4, 5))
    v, t, p = drawn_list(d, len(names))
    form = d.pick("{x}: {m}", "{x} {m}", "{m} för {x}", "{x}, {m}")
    rows = lines(
        d, form, [capital(x) for x in names] if form.startswith("{x}") else names, p, d.pick(*BULLETS)
    )
    head = d.say(
        "Kostnaderna för {purpose} fördelar sig enligt följande:",
        "Budget för {purpose}:",
        "Kostnadsposter:",
        "{short} beräknas medföra följande kostnader:",
    )
    return Passage(
        f"{head}\n{rows}\n" + d.pick(*SUMS).format(t=t), [d.split("item", names, v, t.value)], total=t
    )


@construction
def amount_first_lines(d: Draw) -> Passage:
    """A financing section: the total first, then `A SEK från X` line by line, without bullets."""
    names = payers(d, d.pick(2, 3, 4))
    v, t, p = drawn_list(d, len(names))
    head = d.say(
        "Finansiering\nTotal omfattning: {t}",
        "Projektets finansiering\nTotal budget {t}",
        "Finansiering\nTotalkostnad: {t}",
        "Finansieringsplan\nTotalt: {t}",
        t=t,
    )
    rows = lines(d, d.pick("{m} från {x}", "{m} {x}", "{m}, {x}"), names, p, "")
    return Passage(f"{head}\n{rows}", [d.split("party", names, v, t.value)], own=False)


@construction
def leader_dots(d: Draw) -> Passage:
    """`Personal ............ 450 000 kr`."""
    names = [capital(x) for x in d.some(words.ITEMS, d.pick(3, 4))]
    v, t, p = drawn_list(d, len(names))
    width, dot = d.rng.randint(28, 44), d.pick(".", ".", " .", "_")
    total_name = d.pick("Summa", "Totalt", "Summa kostnader", "Totalkostnad")
    rows = [
        f"{x} {(dot * width)[: width - len(x)]} {m}"
        for x, m in zip([*names, total_name], [*p, t], strict=True)
    ]
    head = d.say("Kalkyl för {purpose}", "Kostnader", "Följande kostnader beräknas uppstå:", "Budget")
    return Passage(head + "\n" + "\n".join(rows), [d.split("item", names, v, t.value)], total=t)


@construction
def lettered_items(d: Draw) -> Passage:
    """`a) personal 450 000 kr`."""
    names = d.some(words.ITEMS, d.pick(2, 3, 4))
    v, t, p = drawn_list(d, len(names))
    rows = "\n".join(f"{mark}) {x} {m}" for mark, x, m in zip("abcd", names, p, strict=False))
    head = d.say(
        "{board} anvisar totalt {t}, fördelat på",
        "Kostnaden om {t} består av följande poster:",
        "Sammanlagt avsätts {t} enligt följande:",
        "Totalkostnaden för {purpose} är {t} och fördelas på:",
        t=t,
    )
    return Passage(f"{head}\n{rows}", [d.split("item", names, v, t.value)], total=t)


@construction
def numbered_recipients(d: Draw) -> Passage:
    """`1. Föreningen X, 45 000 kronor`: the list number is no part of the amount."""
    names = d.some(words.RECIPIENTS, d.pick(2, 3, 4))
    v, t, p = drawn_list(d, len(names))
    form = d.pick("{x}, {m}", "{x}: {m}", "{x} {m}", "{m} till {x}")
    rows = "\n".join(
        f"{i}. {form.format(x=x, m=m)}" for i, (x, m) in enumerate(zip(names, p, strict=True), 1)
    )
    (y,) = d.years(1)
    head = d.say(
        "Följande föreningar föreslås få bidrag för {y}:",
        "Bidragen för {y} fördelas enligt följande:",
        "Fördelning av bidrag {y}",
        "Förvaltningen föreslår följande bidrag för {y}.",
        y=y,
    )
    return Passage(
        f"{head}\n{rows}\n" + d.pick(*SUMS).format(t=t),
        [d.split("party", names, v, t.value)],
        years=[y],
        own=False,
    )


@construction
def bullets_without_total(d: Draw) -> Passage:
    """Years as bullets and no sum: nothing to check."""
    y = d.years(d.pick(2, 3))
    v = d.values(len(y))
    rows = lines(
        d, d.pick("{x}: {m}", "år {x}: {m}", "{m} år {x}"), y, [d.fixed(x) for x in v], d.pick(*BULLETS)
    )
    head = d.say(
        "{purpose} tilldelas följande medel:",
        "Nämnden avsätter för {purpose}:",
        "Följande belopp avsätts för {purpose}:",
        "Fördelning per år:",
    )
    return Passage(f"{head}\n{rows}", [d.year_split(y, v, None, None)], years=y)
