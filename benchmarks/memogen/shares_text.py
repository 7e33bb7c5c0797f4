"""Running text that divides a sum between payers or recipients.

Example: ``Projektet omsluter 5 mnkr. Tillväxtverket står för 3 mnkr och kommunen för 2 mnkr.``
Field guide section 6, "Party/item", and section 7 rule 8 (which lists claim to be the whole).
"""

from __future__ import annotations

from decimal import Decimal

from . import vocabulary as words
from .drawing import Draw, Passage, capital, construction, joined, listed
from .figures import Money, sum_of


def payers(d: Draw, n: int) -> list[str]:
    """Names of `n` payers; the municipality is one of them."""
    names = [d.muni, *d.some([d.region, *words.FINANCIERS], n - 1)]
    d.rng.shuffle(names)
    return names


def drawn_shares(d: Draw, names: list[str], only: int = 0) -> tuple[list[Decimal], Money, list[Money]]:
    """An amount for each name, their total and the amounts as figures."""
    v = d.values(len(names))
    return v, d.total(d.add_up(v, rough=not only), only=-only), d.parts(v, only)


@construction
def financiers(d: Draw) -> Passage:
    """`X står för A, Y för B och Z för C`."""
    names = payers(d, d.pick(2, 3, 3, 4))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "Projektets totalbudget är {t} och fördelas så att {stands}.",
        "Den totala kostnaden för {purpose}, {t}, delas så att {pays}.",
        "Finansieringen av {purpose} delas mellan {brackets}, sammanlagt {t}.",
        "{pays_cap}. {short_cap} omsluter därmed {t}.",
        "{purpose} finansieras med {from_}, totalt {t}.",
        t=t,
        short_cap=d.short.capitalize(),
        stands=listed("{x} för {m}", p, names, first="{x} står för {m}"),
        pays=listed("{x} med {m}", p, names, first="{x} bidrar med {m}"),
        pays_cap=capital(listed("{x} med {m}", p, names, first="{x} bidrar med {m}")),
        brackets=listed("{x} ({m})", p, names),
        from_=listed("{m} från {x}", p, names),
    )
    return Passage(body, [d.split("party", names, v, t.value)], total=t, own=False, repeat=False)


@construction
def share_in_decision(d: Draw) -> Passage:
    """Financiers in the body; the decision repeats the municipality's own share."""
    names = payers(d, d.pick(2, 3, 4))
    v, t, p = drawn_shares(d, names)
    share = d.fixed(v[names.index(d.muni)])
    body = d.say(
        "Projektets budget är totalt {t}, fördelat på {brackets}.",
        "Den totala projektbudgeten omfattar {t} och finansieras av {brackets}.",
        "{pays}. Tillsammans uppgår finansieringen till {t}.",
        "Total finansiering: {colons}, summa {t}.",
        t=t,
        brackets=listed("{x} ({m})", p, names),
        colons=listed("{x} {m}", p, names, sep=", "),
        pays=listed("{x} med {m}", p, names, first="{x} går in med {m}"),
    )
    point = d.say(
        "{muni} medfinansierar {purpose} med {s}.",
        "{board} avsätter {s} som kommunens andel av {purpose}.",
        "Kommunens medfinansiering om {s} täcks inom nämndens ram.",
        "{muni} går in som medfinansiär i {purpose} med {s}.",
        s=share,
    )
    return Passage(body, [d.split("party", names, v, t.value)], [point], total=t, own=False, repeat=False)


@construction
def whereof_payers(d: Draw) -> Passage:
    """`T, varav A från X och B från Y`: sums exactly; only parts above the total are a sure error."""
    names = payers(d, d.pick(2, 3))
    v, t, p = drawn_shares(d, names, only=1)
    body = d.say(
        "Budgeten för {purpose} omfattar {t}, varav {from_}.",
        "Total omfattning är {t}, varav {pays}.",
        "Projektet har en ram om {t}. Därav kommer {from_}.",
        "Hela finansieringen uppgår till {t}, varav {from_}.",
        "Projektets totalbudget är {t}. {stands}.",
        "Den totala kostnaden för {purpose} uppgår till {t}, där {pays}.",
        t=t,
        stands=capital(listed("{x} för {m}", p, names, first="{x} står för {m}")),
        from_=listed("{m} från {x}", p, names),
        pays=listed("{x} står för {m}", p, names),
    )
    return Passage(body, [d.split("party", names, v, t.value)], total=t, own=False, repeat=False)


def percent_shares(d: Draw, names: list[str]) -> tuple[Decimal, list[int], list[Decimal]]:
    """A total and percentages of it that give exact amounts."""
    (total,) = d.values(1, multiple=20)
    percents = {
        2: ((50, 50), (60, 40), (70, 30), (75, 25), (80, 20)),
        3: ((50, 30, 20), (40, 35, 25), (60, 25, 15), (50, 40, 10)),
    }[len(names)]
    shares = list(d.rng.choice(percents))
    return total, shares, [total * s / 100 for s in shares]


@construction
def financiers_percent(d: Draw) -> Passage:
    """`X står för 50 procent (A) och Y för 30 procent (B)`."""
    names = payers(d, d.pick(2, 3, 3))
    total, shares, v = percent_shares(d, names)
    t, p = d.total(total), d.parts(v)
    rows = list(zip(names, shares, p, strict=True))
    body = d.say(
        "Projektets totalbudget är {t}. {stands}.",
        "Kostnaden, {t}, fördelas så att {answers}.",
        "Av totalkostnaden {t} svarar {dash}.",
        "Finansieringen är {money}. Totalt omfattar {short} {t}.",
        t=t,
        stands=capital(
            joined(
                [
                    f"{names[0]} står för {shares[0]} procent ({p[0]})",
                    *[f"{x} för {s} procent ({m})" for x, s, m in rows[1:]],
                ]
            )
        ),
        answers=joined([f"{x} svarar för {s} procent ({m})" for x, s, m in rows]),
        dash=joined([f"{x} för {m} ({s} %)" for x, s, m in rows]),
        money=joined([f"{m} ({s} procent) från {x}" for x, s, m in rows]),
    )
    return Passage(body, [d.split("party", names, v, total)], total=t, own=False, repeat=False)


@construction
def percent_only(d: Draw) -> Passage:
    """Percentages without amounts: the parts are derived."""
    names = payers(d, d.pick(2, 3))
    total, shares, v = percent_shares(d, names)
    rows = list(zip(names, shares, strict=True))
    body = d.say(
        "Kostnaden, {t}, delas så att {answers}.",
        "Totalkostnaden är {t}. {stands}.",
        "{purpose} kostar {t}. Av kostnaden bär {bears}.",
        "Budgeten på {t} finansieras till {to}.",
        t=d.fixed(total),
        answers=joined([f"{x} svarar för {s} procent" for x, s in rows]),
        stands=capital(
            joined(
                [f"{names[0]} står för {shares[0]} procent", *[f"{x} för {s} procent" for x, s in rows[1:]]]
            )
        ),
        bears=joined([f"{x} {s} procent" for x, s in rows]),
        to=joined([f"{s} procent av {x}" for x, s in rows]),
    )
    return Passage(body, [d.split("party", names, v, total)], own=False)


@construction
def half_each(d: Draw) -> Passage:
    """`delar lika på kostnaden T, det vill säga A vardera`."""
    names, (v,) = payers(d, 2), d.values(1)
    t, a = d.total(2 * v), d.part(v, 2)
    body = d.say(
        "{x} och {y} delar lika på kostnaden {t}, det vill säga {a} vardera.",
        "Kostnaden på {t} delas lika mellan {x} och {y}, {a} var.",
        "{x} och {y} betalar hälften var av totalkostnaden {t}, dvs. {a} vardera.",
        "Parterna {x} och {y} bidrar med {a} vardera, sammanlagt {t}.",
        x=names[0],
        y=names[1],
        t=t,
        a=a,
    )
    return Passage(body, [d.split("party", names, [v, v], t.value)], own=False, repeat=False)


@construction
def ratio(d: Draw) -> Passage:
    """`fördelas 70/30 mellan X och Y, det vill säga A respektive B`."""
    names = payers(d, 2)
    total, shares, v = percent_shares(d, names)
    t, p = d.total(total), d.parts(v)
    body = d.say(
        "Kostnaden {t} fördelas {s[0]}/{s[1]} mellan {x} och {y}, det vill säga {p[0]} respektive {p[1]}.",
        "{x} och {y} delar på kostnaden i förhållandet {s[0]}/{s[1]}, dvs. {p[0]} respektive {p[1]}, "
        "totalt {t}.",
        "Fördelningen mellan {x} och {y} är {s[0]}/{s[1]} procent. Av totalt {t} betalar {x} {p[0]} och "
        "{y} {p[1]}.",
        "Totalt {t} fördelas mellan {x} ({s[0]} procent, {p[0]}) och {y} ({s[1]} procent, {p[1]}).",
        x=names[0],
        y=names[1],
        t=t,
        p=p,
        s=shares,
    )
    return Passage(body, [d.split("party", names, v, total)], own=False, repeat=False)


@construction
def nested_payers(d: Draw) -> Passage:
    """Grant and co-financing; the co-financing is divided once more."""
    fund, other = d.some(words.FINANCIERS[:4], 2)
    v = d.values(3)
    inner = v[1] + v[2]
    t, a, sub, b, c = d.total(v[0] + inner), d.part(v[0]), d.fixed(inner), d.part(v[1]), d.part(v[2])
    body = d.say(
        "Projektbudgeten är {t} och består av {a} från {f} och {s} i medfinansiering. Medfinansieringen "
        "fördelas på {muni} ({b}) och {o} ({c}).",
        "{f} står för {a} och medfinansieringen är {s}, totalt {t}. Medfinansieringen består av {b} från "
        "{muni} och {c} från {o}.",
        "Totalt omsluter {short} {t}: {a} i stöd från {f} och {s} i medfinansiering. Den sistnämnda delas "
        "mellan {muni}, {b}, och {o}, {c}.",
        "Stödet från {f} är {a} och den lokala medfinansieringen {s}, sammanlagt {t}. Av medfinansieringen "
        "betalar {muni} {b} och {o} {c}.",
        t=t,
        a=a,
        s=sub,
        b=b,
        c=c,
        f=fund,
        o=other,
    )
    return Passage(
        body,
        [
            d.split("party", [fund, "medfinansiering"], [v[0], inner], t.value),
            d.split("party", [d.muni, other], v[1:], inner),
        ],
        own=False,
    )


@construction
def municipalities_share(d: Draw) -> Passage:
    """`fördelas mellan kommunerna med A till X, B till Y`."""
    names = d.some(words.MUNICIPALITIES, d.pick(2, 3, 4))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "Ersättningen om {t} fördelas mellan kommunerna med {to}.",
        "{gets}. Totalt fördelas {t}.",
        "Statsbidraget, sammanlagt {t}, fördelas så här: {colon}.",
        "Kommunerna får {brackets}, tillsammans {t}.",
        t=t,
        to=listed("{m} till {x}", p, names),
        colon=listed("{x}: {m}", p, names, sep=", "),
        gets=listed("{x} {m}", p, names, first="{x} får {m}"),
        brackets=listed("{m} ({x})", p, names),
    )
    return Passage(body, [d.split("party", names, v, t.value)], own=False, repeat=False)


@construction
def of_these(d: Draw) -> Passage:
    """`Av dessa avsätts A till X respektive B till Y`, with a gap to the total."""
    names, v = d.some(words.MUNICIPALITIES, 2), d.values(3)
    t, p = d.fixed(sum_of(v)), [d.fixed(x) for x in v[:2]]
    body = d.say(
        "Länet får {t} i statsbidrag. Av dessa avsätts {p[0]} till {x} respektive {p[1]} till {y}.",
        "Anslaget är {t}. Av dessa medel fördelas {p[0]} till {x} och {p[1]} till {y}.",
        "Regionen förfogar över {t}. Av beloppet går {p[0]} till {x} och {p[1]} till {y}.",
        "Totalt finns {t} att fördela. Av dessa har {p[0]} reserverats för {x} och {p[1]} för {y}.",
        t=t,
        p=p,
        x=names[0],
        y=names[1],
    )
    return Passage(body, [d.split("party", names, v[:2], t.value, None)], own=False)
