"""Running text with more than one split, or where history and net sums stand beside it.

Example: ``Alternativ A innebär 900 000 kronor 2024 och 600 000 kronor 2025, totalt 1 500 000 kronor.``
"""

from __future__ import annotations

from . import vocabulary as words
from .drawing import Draw, Passage, capital, construction, listed
from .figures import sum_of


@construction
def two_recipients(d: Draw) -> Passage:
    """Two recipients, each with its years and its total."""
    y, names = d.years(2), d.some(words.RECIPIENTS, 2)
    v = d.values(4)
    p = d.parts(v)
    t = [d.total(v[0] + v[1], mix=False), d.total(v[2] + v[3], mix=False)]
    forms = (
        "{x} beviljas {a} {y[0]} och {b} {y[1]}, totalt {t}.",
        "{x} får {t}, fördelat på {a} för {y[0]} och {b} för {y[1]}.",
        "Till {x} utgår {a} för {y[0]} och {b} för {y[1]}, sammanlagt {t}.",
        "{x}: {a} ({y[0]}) och {b} ({y[1]}), summa {t}.",
    )
    i = d.rng.randrange(len(forms))
    d.variants.append(i)
    lines = [
        capital(forms[i].format(x=x, a=a, b=b, t=s, y=y))
        for x, a, b, s in zip(names, p[::2], p[1::2], t, strict=True)
    ]
    return Passage(
        d.pick(" ", "\n").join(lines),
        [d.year_split(y, v[:2], t[0].value), d.year_split(y, v[2:], t[1].value)],
        years=y,
    )


@construction
def alternatives(d: Draw) -> Passage:
    """Two alternatives for the same purpose and period; each adds up by itself."""
    y = d.years(2)
    v = d.values(3)
    p = [d.part(v[0]), d.part(v[1]), d.part(v[2], 2)]
    t = [d.total(v[0] + v[1], mix=False), d.total(2 * v[2], mix=False)]
    end = d.pick("", " Förvaltningen förordar alternativ B.", " Förvaltningen förordar alternativ A.")
    body = d.say(
        "Alternativ A innebär {p[0]} {y[0]} och {p[1]} {y[1]}, totalt {t[0]}. Alternativ B innebär {p[2]} "
        "per år {y[0]} och {y[1]}, totalt {t[1]}.",
        "I alternativ A är kostnaden {t[0]}, fördelad på {p[0]} {y[0]} och {p[1]} {y[1]}. I alternativ B "
        "är kostnaden {p[2]} per år under "
        "{y[0]} och {y[1]}, sammanlagt {t[1]}.",
        "Alternativ A: {p[0]} år {y[0]} och {p[1]} år {y[1]}, summa {t[0]}.\nAlternativ B: {p[2]} per år "
        "{y[0]} och {y[1]}, summa {t[1]}.",
        "Två alternativ har prövats. Det första kostar {p[0]} {y[0]} och {p[1]} {y[1]}, tillsammans "
        "{t[0]}. Det andra kostar {p[2]} årligen "
        "{y[0]} och {y[1]}, tillsammans {t[1]}.",
        p=p,
        t=t,
        y=y,
    )
    return Passage(
        body + end, [d.year_split(y, v[:2], t[0].value), d.year_split(y, [v[2]] * 2, t[1].value)], years=y
    )


@construction
def recipients_yearly(d: Draw) -> Passage:
    """`sammanlagt A per år` over all recipients, and one recipient's own years: no total to check."""
    y = d.years(3)
    own = d.values(3)
    whole = max(own) * d.rng.randint(6, 15)
    p, w = [d.fixed(x) for x in own], d.fixed(whole)
    slots = {"w": w, "period": d.span(y), "parts": listed("{m} {x}", p, y)}
    body = d.say(
        "Länets kommuner får sammanlagt {w} per år under åren {period}. {muni} får {parts}.",
        "Staten fördelar totalt {w} per år {period} till länets kommuner. Andelen för {muni} är {parts}.",
        "Samtliga kommuner i länet delar på {w} per år {period}. För {muni} innebär det {parts}.",
        "Åren {period} fördelas sammanlagt {w} årligen mellan länets kommuner; {muni} beräknas få {parts}.",
        **slots,
    )
    return Passage(
        body, [d.year_split(y, [whole] * 3, None, None), d.year_split(y, own, None, None)], years=y, own=False
    )


@construction
def with_earlier_support(d: Draw) -> Passage:
    """`Tillsammans med den nu föreslagna insatsen uppgår stödet till T`."""
    y = d.years(2)
    v, earlier = d.values(2)
    t, h, a = d.total(earlier + 2 * v, mix=False), d.part(earlier), d.part(v, 2)
    body = d.say(
        "Sedan starten {s} har {muni} bidragit med {h}. Tillsammans med den nu föreslagna insatsen på {a} "
        "per år {y[0]} och {y[1]} uppgår "
        "kommunens samlade stöd till {t}.",
        "Kommunen har tidigare bidragit med {h}. Med det nu föreslagna bidraget om {a} per år under {y[0]} "
        "och {y[1]} blir det samlade stödet {t}.",
        "Hittills har {muni} betalat {h}. Förslaget innebär {a} per år {y[0]} och {y[1]}. Tillsammans med "
        "de tidigare beviljade medlen blir det {t}.",
        "Det samlade stödet till {purpose} uppgår till {t}, inräknat {h} som tidigare beviljats och {a} "
        "per år {y[0]} och {y[1]} enligt detta förslag.",
        t=t,
        h=h,
        a=a,
        y=y,
        s=y[0] - d.rng.randint(2, 5),
    )
    return Passage(body, [d.split("item", ["tidigare", "ny insats"], [earlier, 2 * v], t.value)], years=y)


@construction
def payers_and_years(d: Draw) -> Passage:
    """One total, divided both by payer and by year."""
    y, names = d.years(2), [d.muni, d.region]
    v = d.values(4)
    total = sum_of(v[:2])
    cut = v[2] if v[2] < total and v[2] not in v[:2] else v[0] + d.style.grain
    by_year = [cut, total - cut]
    t, p, q = d.total(total, mix=False), d.parts(v[:2]), d.parts(by_year)
    body = d.say(
        "Totalkostnaden är {t} och fördelas på {n[0]} ({p[0]}) och {n[1]} ({p[1]}). Över tid fördelas den "
        "med {q[0]} {y[0]} och {q[1]} {y[1]}.",
        "{purpose} kostar totalt {t}. {n[0]} står för {p[0]} och {n[1]} för {p[1]}. Kostnaden fördelas på "
        "{q[0]} {y[0]} och {q[1]} {y[1]}.",
        "Kostnaden fördelas med {q[0]} år {y[0]} och {q[1]} år {y[1]}, sammanlagt {t}. Den finansieras av "
        "{n[0]} med {p[0]} och av {n[1]} med {p[1]}.",
        "Den totala budgeten om {t} delas mellan {n[0]}, {p[0]}, och {n[1]}, {p[1]}. Per år blir "
        "fördelningen {q[0]} för {y[0]} och {q[1]} för {y[1]}.",
        t=t,
        p=p,
        q=q,
        y=y,
        n=names,
    )
    return Passage(
        body, [d.split("party", names, v[:2], total), d.year_split(y, by_year, total)], years=y, own=False
    )


@construction
def gross_and_net(d: Draw) -> Passage:
    """Gross cost less a state grant gives the net cost."""
    net, grant = d.values(2)
    t, g, n = d.total(net + grant, mix=False), d.part(grant), d.part(net)
    (y,) = d.years(1)
    body = d.say(
        "Bruttokostnaden {y} är {t}. Efter avdrag för statsbidrag på {g} återstår en nettokostnad på {n}.",
        "Kostnaden för {purpose} {y} uppgår till {t} brutto. Statsbidraget är {g}, vilket ger en "
        "nettokostnad på {n}.",
        "Nettokostnaden {y} blir {n}, eftersom kostnaden på {t} minskas med {g} i statsbidrag.",
        "För {y} beräknas kostnaderna till {t} och intäkterna till {g}. Nettot blir därmed {n}.",
        t=t,
        g=g,
        n=n,
        y=y,
    )
    return Passage(body, None, years=[y])


@construction
def history_then_new(d: Draw) -> Passage:
    """What was paid before stands beside the new period's total and parts."""
    y = d.years(d.pick(2, 3))
    v = d.values(len(y) + 1)
    h, v = d.fixed(v[-1]), v[:-1]
    t, p = d.total(d.add_up(v)), d.parts(v)
    slots = {"h": h, "t": t, "y0": y[0] - 1, "period": d.span(y), "parts": listed("{m} {x}", p, y)}
    body = d.say(
        "{muni} bidrog under {y0} med {h}. För den nya perioden, {period}, är bidraget totalt {t}. Det "
        "fördelas med {parts}.",
        "Kostnaden för perioden {period} är {t}. Under {y0} var kostnaden {h}. Fördelningen är {parts}.",
        "Föregående år, {y0}, betalades {h}. Nu föreslås {parts}, totalt {t}.",
        "Den nya projektperioden löper {period} och kommunens insats blir totalt {t}, att jämföra med {h} "
        "under {y0}. Beloppet fördelas på {parts}.",
        **slots,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def raised_frame(d: Draw) -> Passage:
    """`Ramen på A höjs med ytterligare B till T`."""
    old, more = d.values(2)
    t, a, b = d.total(old + more, mix=False), d.part(old), d.part(more)
    body = d.say(
        "Ramen för {purpose} på {a} utökas med ytterligare {b} till sammanlagt {t}.",
        "Den beslutade ramen är {a}. Den höjs nu med {b} till totalt {t}.",
        "Med ett tillskott på {b} ökar den tidigare ramen från {a} till {t}.",
        "Anslaget ökas från {a} till {t}, det vill säga med {b}.",
        t=t,
        a=a,
        b=b,
    )
    return Passage(body, None, own=False)
