"""Running text whose figures need reading: words, glosses, hedges, VAT both ways, counts times rates.

Example: ``Bidraget är 1 750 000 (en miljon sjuhundrafemtiotusen) kronor.``
"""

from __future__ import annotations

from decimal import Decimal

from .drawing import Draw, Passage, Split, construction, listed
from .figures import amount_words, sum_of


@construction
def word_amounts(d: Draw) -> Passage:
    """Amounts in words, the total in figures."""
    d.restyle("k")
    y = d.years(2)
    first = d.pick(
        (1_500_000, "en och en halv miljon"),
        (2_000_000, "två miljoner"),
        (500_000, "en halv miljon"),
        (2_500_000, "två och en halv miljon"),
        (1_000_000, "en miljon"),
        (3_000_000, "tre miljoner"),
    )
    thousands = d.pick(250, 300, 350, 400, 450, 600, 750, 800)
    v = [Decimal(first[0]), Decimal(thousands * 1000)]
    t = d.total(sum_of(v), mix=False)
    a, b = (
        d.ledger.words(x, d.style, w, " kronor")
        for x, w in zip(v, (first[1], amount_words(v[1])), strict=True)
    )
    body = d.say(
        "Fullmäktige anslår {a} för {y[0]} och {b} för {y[1]}, summa {t}.",
        "För {purpose} avsätts {a} år {y[0]} och {b} år {y[1]}, totalt {t}.",
        "Totalt {t} behövs, {a} under {y[0]} och {b} under {y[1]}.",
        "Bidraget är {a} {y[0]} och {b} {y[1]}. Det blir sammanlagt {t}.",
        a=a,
        b=b,
        y=y,
        t=t,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def gloss_total(d: Draw) -> Passage:
    """Years whose total is repeated in words: `1 750 000 (en miljon sjuhundrafemtiotusen) kronor`."""
    d.restyle("k")
    y = d.years(2)
    v = [Decimal(d.rng.randint(4, 30) * 50_000), Decimal(d.rng.randint(31, 50) * 50_000)]
    t, p = d.total(sum_of(v), mix=False), d.parts(v)
    slots = {"p": p, "y": y, "t": t, "g": amount_words(t.value), "unit": d.pick("kronor", "kr", "kronor")}
    body = d.say(
        "{muni} anslår {p[0]} för {y[0]} och {p[1]} för {y[1]}, summa {t.n} ({g}) {unit}.",
        "Bidraget för åren {y[0]}–{y[1]} uppgår till {t.n} ({g}) {unit}, varav {p[0]} avser {y[0]} och "
        "{p[1]} avser {y[1]}.",
        "Ersättningen är {p[0]} år {y[0]} och {p[1]} år {y[1]}, totalt {t.n} {unit} ({g}).",
        "Totalt {t.n} ({g}) {unit} betalas ut, fördelat på {p[0]} för {y[0]} och {p[1]} för {y[1]}.",
        **slots,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def hedged_total(d: Draw) -> Passage:
    """`cirka T`: the sum lies within a few per cent of a round total."""
    d.restyle("k")
    y = d.years(d.pick(2, 3))
    v = d.values(len(y))
    total = (sum_of(v) / 50_000).quantize(Decimal(1)) * 50_000
    while not 0 < abs(total - sum_of(v)) <= total * Decimal("0.025"):
        v = d.values(len(y), 1)
        v[0] += d.pick(1, 2, 3, 4) * 1000
        total = (sum_of(v) / 50_000).quantize(Decimal(1)) * 50_000
    t, p = d.total(total, mix=False, slack=total / 20), d.parts(v)
    body = d.say(
        "Kostnaden beräknas till {after}, totalt cirka {t}.",
        "{purpose} kostar ca {t}, fördelat på {for_}.",
        "För {purpose} behövs {after}, sammanlagt omkring {t}.",
        "Den totala kostnaden är uppskattningsvis {t}: {for_}.",
        t=t,
        after=listed("{m} {x}", p, y),
        for_=listed("{m} för {x}", p, y),
    )
    return Passage(
        body,
        [Split("year", {str(x): m for x, m in zip(y, v, strict=True)}, total, True, total / 20)],
        years=y,
    )


@construction
def gloss_alone(d: Draw) -> Passage:
    """`2 400 000 (två miljoner fyrahundratusen) kronor`."""
    d.restyle("k")
    (y,) = d.years(1)
    t = d.total(Decimal(d.rng.randint(5, 90) * 50_000), mix=False)
    body = d.say(
        "{muni} beviljar {recipient} ett bidrag på {t.n} ({g}) {u} för {y}.",
        "Borgensbeloppet uppgår till högst {t.n} ({g}) {u}.",
        "Köpeskillingen är {t.n} {u} ({g} kronor).",
        "Kommunen lämnar ett lån om {t.n} ({g}) {u} till {recipient}.",
        t=t,
        g=amount_words(t.value),
        u=d.pick("kronor", "kr"),
        y=y,
    )
    return Passage(body, [], years=[y])


@construction
def vat_both_ways(d: Draw) -> Passage:
    """Years excluding VAT, their total excluding VAT, and the same total including VAT."""
    d.restyle("k")
    y = d.years(2)
    v = [x - x % 4000 + 4000 for x in d.values(2)]
    t, p, incl = d.total(sum_of(v), mix=False), d.parts(v), d.fixed(sum_of(v) * 5 / 4)
    body = d.say(
        "Kostnaden beräknas till {p[0]} {y[0]} och {p[1]} {y[1]}, totalt {t} exklusive moms. Inklusive "
        "moms är totalkostnaden {i}.",
        "Upphandlingen kostar {t} exkl. moms ({i} inkl. moms), fördelat på {p[0]} {y[0]} och {p[1]} {y[1]} "
        "exkl. moms.",
        "Exklusive moms är kostnaden {p[0]} år {y[0]} och {p[1]} år {y[1]}, sammanlagt {t}. Med moms blir "
        "det {i}.",
        "Totalt {t} exkl. moms avsätts för {purpose}: {p[0]} för {y[0]} och {p[1]} för {y[1]}. Inklusive "
        "moms motsvarar det {i}.",
        t=t,
        p=p,
        i=incl,
        y=y,
    )
    return Passage(body, [d.year_split(y, v, t.value)], years=y)


@construction
def places_times_rate(d: Draw) -> Passage:
    """`30 platser à 98 000 kronor, totalt 2 940 000 kronor`."""
    d.restyle("k")
    n, rate = d.rng.randint(6, 45), Decimal(d.rng.randint(45, 190) * 1000)
    t, a = d.total(n * rate, mix=False), d.part(rate, n)
    body = d.say(
        "{muni} köper {n} platser à {a}, totalt {t}.",
        "Utbildningen omfattar {n} platser à {a}. Kostnaden blir sammanlagt {t}.",
        "Kostnaden är {a} per plats. Med {n} platser blir den totala kostnaden {t}.",
        "Totalt {t} avsätts för {n} platser à {a}.",
        "Vi räknar med {n} platser till en kostnad av {a} per plats, sammanlagt {t}.",
        n=n,
        a=a,
        t=t,
    )
    return Passage(body, None, total=t)


@construction
def hours_times_rate(d: Draw) -> Passage:
    """`400 timmar à 850 kronor, sammanlagt 340 000 kronor`."""
    d.restyle("k")
    n, rate = d.rng.randint(6, 90) * 10, Decimal(d.rng.randint(55, 140) * 10)
    t, a = d.total(n * rate, mix=False), d.part(rate, n)
    body = d.say(
        "Konsultstödet beräknas till {n} timmar à {a}, sammanlagt {t}.",
        "Arbetet omfattar {n} timmar à {a}, vilket ger en kostnad på {t}.",
        "Uppdraget kräver {n} timmar. Timpriset är {a} och den totala kostnaden {t}.",
        "Totalt {t} behövs för {n} timmar à {a}.",
        n=n,
        a=a,
        t=t,
    )
    return Passage(body, None, total=t)
