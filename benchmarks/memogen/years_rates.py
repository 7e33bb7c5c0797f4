"""Running text where an amount must be multiplied or derived: yearly sums, months, half-years, remainders.

Example: ``Stödet uppgår till 150 000 kronor årligen 2022–2024, totalt 450 000 kronor.``
"""

from __future__ import annotations

from decimal import Decimal

from .drawing import COUNTS, Draw, Passage, construction, joined, listed
from .figures import Money, sum_of


def drawn_rate(d: Draw, *lengths: int) -> tuple[list[int], Decimal, Money, Money]:
    """A period, one amount for each of its years, the total and the yearly amount as figures."""
    y = d.years(d.pick(*lengths))
    (v,) = d.values(1)
    return y, v, d.total(d.add_up([v] * len(y))), d.part(v, len(y))


@construction
def annual_range(d: Draw) -> Passage:
    """`A årligen 2022–2024, totalt T`."""
    y, v, t, a = drawn_rate(d, 2, 3, 3, 4, 5)
    body = d.say(
        "Stödet till {purpose} uppgår till {a} årligen {period}, {totally} {t}.",
        "{muni} bidrar med {a} per år under perioden {period}. Det totala bidraget blir {t}.",
        "Kostnaden är {t} för hela perioden {period}, det vill säga {a} om året.",
        "{board} avsätter {a} varje år från och med {first} till och med {last} för {purpose}, sammanlagt "
        "{t}.",
        "Åren {first} t.o.m. {last} belastas budgeten med {a} per år, summa {t}.",
        "För åren {period} anslås {a} per år till {purpose}, tillsammans {t}.",
        a=a,
        t=t,
        period=d.span(y),
        first=y[0],
        last=y[-1],
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y)


@construction
def each_year_listed(d: Draw) -> Passage:
    """`A vartdera året 2022, 2023 och 2024`."""
    y, v, t, a = drawn_rate(d, 2, 3, 3, 4)
    body = d.say(
        "Kostnaden för {purpose} beräknas till {a} vartdera året {ys}, tillsammans {t}.",
        "{muni} bidrar med {a} per år {ys}, {totally} {t}.",
        "För {ys} anslås {a} per år. Det motsvarar {t} totalt.",
        "Totalt {t} tillförs {purpose}, med {a} per år under {ys}.",
        "{a} årligen under {ys} avsätts för {purpose}, sammanlagt {t}.",
        a=a,
        t=t,
        ys=joined(y),
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y)


@construction
def years_with_start(d: Draw) -> Passage:
    """`A per år i tre år med start 2022`."""
    y, v, t, a = drawn_rate(d, 2, 3, 4)
    body = d.say(
        "{muni} bidrar med {a} per år i {n} år med start {first}, totalt {t}.",
        "Bidraget till {purpose} är {a} per år under {n} år med början {first}. Sammanlagt uppgår det till "
        "{t}.",
        "Med start {first} avsätts {a} per år i {n} år för {purpose}, tillsammans {t}.",
        "Totalt {t} behövs för {purpose}: {a} per år i {n} år från och med {first}.",
        a=a,
        t=t,
        n=COUNTS[len(y)],
        first=y[0],
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y)


@construction
def counted_period(d: Draw) -> Passage:
    """`A per år i tre år, 2022–2024, totalt T`: the count and the period agree."""
    y, v, t, a = drawn_rate(d, 2, 3, 4)
    body = d.say(
        "Bidraget uppgår till {a} per år i {n} år under perioden {period}, totalt {t}.",
        "Avtalet löper i {n} år, {period}, till en årlig kostnad av {a}. Den totala kostnaden blir {t}.",
        "{board} beviljar {a} per år i {n} år, {period}, sammanlagt {t}.",
        "Under {n} år ({period}) kostar {short} {a} per år, summa {t}.",
        a=a,
        t=t,
        n=COUNTS[len(y)],
        period=d.span(y),
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y)


@construction
def equal_shares(d: Draw) -> Passage:
    """`T fördelat lika på tre år`: the parts are derived, so nothing can contradict them."""
    y = d.years(d.pick(2, 3, 4))
    (v,) = d.values(1)
    t = d.fixed(v * len(y))
    body = d.say(
        "{purpose} beviljas {t}, fördelat lika på åren {period}.",
        "Totalt avsätts {t}, jämnt fördelat på {n} år, {period}.",
        "Bidraget om {t} fördelas lika på de {n} åren {period}.",
        "Kostnaden på sammanlagt {t} fördelas med lika stora belopp på {ys}.",
        t=t,
        period=d.span(y),
        n=COUNTS[len(y)],
        ys=joined(y),
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y, repeat=False)


@construction
def equal_shares_stated(d: Draw) -> Passage:
    """`T fördelat lika på tre år, det vill säga A per år`."""
    y, v, t, a = drawn_rate(d, 2, 3, 4)
    body = d.say(
        "{purpose} beviljas {t}, fördelat lika på åren {period}, det vill säga {a} per år.",
        "Totalt avsätts {t} jämnt fördelat på {n} år, {period}, dvs. {a} per år.",
        "Bidraget om {t} fördelas lika på de {n} åren {period}, vilket innebär {a} årligen.",
        "Kostnaden på sammanlagt {t} fördelas med lika stora belopp på {ys}, {a} per år.",
        a=a,
        t=t,
        period=d.span(y),
        n=COUNTS[len(y)],
        ys=joined(y),
    )
    return Passage(body, [d.year_split(y, [v] * len(y), t.value)], total=t, years=y)


@construction
def open_ended(d: Draw) -> Passage:
    """`A 2025 och därefter B årligen`: no sum is possible."""
    y = d.years(d.pick(1, 2))
    v = d.values(len(y) + 1)
    p = [d.fixed(x) for x in v]
    body = d.say(
        "Kostnaden är {first} och därefter {b} årligen.",
        "För {purpose} behövs {first}, därefter {b} per år.",
        "{muni} bidrar med {first} och från och med {later} med {b} per år tills vidare.",
        "Budgeten belastas med {first} och fr.o.m. {later} med {b} årligen.",
        first=listed("{m} {x}", p[:-1], y, last="samt"),
        b=p[-1],
        later=y[-1] + 1,
    )
    return Passage(body, [d.year_split([*y, f"{y[-1] + 1}-"], v, None, None)], years=y)


@construction
def remainder(d: Draw) -> Passage:
    """`resterande` without an amount: the last part is derived."""
    y = d.years(2)
    v = d.values(2)
    a, t = d.fixed(v[0]), d.fixed(sum_of(v))
    body = d.say(
        "Av det beviljade beloppet {t} används {a} under {y[0]} och resterande del under {y[1]}.",
        "Bidraget uppgår till {t}, varav {a} betalas ut {y[0]} och resterande belopp {y[1]}.",
        "Totalt avsätts {t}. Under {y[0]} används {a} och återstoden används under {y[1]}.",
        "Ramen för {purpose} är {t}; {a} avser {y[0]} och resten {y[1]}.",
        a=a,
        t=t,
        y=y,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y, repeat=False)


@construction
def remainder_stated(d: Draw) -> Passage:
    """`resterande B kronor`: the remainder is given and must fit."""
    y = d.years(d.pick(2, 3))
    v = d.values(len(y))
    t, p = d.total(d.add_up(v)), d.parts(v)
    slots = {
        "t": t,
        "first": listed("{m} under {x}", p[:-1], y[:-1], last="samt"),
        "paid": listed("{m} {x}", p[:-1], y[:-1], last="samt"),
        "b": p[-1],
        "z": y[-1],
    }
    body = d.say(
        "Av det beviljade beloppet {t} används {first} och resterande {b} under {z}.",
        "Bidraget uppgår till {t}, varav {paid} och resterande {b} {z}.",
        "Totalt avsätts {t}. Av dessa medel används {first} och de återstående {b} under {z}.",
        "Kostnaden är totalt {t}: {paid} och resterande {b} år {z}.",
        **slots,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def same_amount(d: Draw) -> Passage:
    """`A 2022 och samma belopp 2023`."""
    y, v, t, a = drawn_rate(d, 2)
    body = d.say(
        "{muni} bidrar med {a} {y[0]} och samma belopp {y[1]}, totalt {t}.",
        "För {y[0]} avsätts {a} och för {y[1]} motsvarande belopp. Sammanlagt avsätts {t}.",
        "Kostnaden är {a} år {y[0]} och lika mycket år {y[1]}, tillsammans {t}.",
        "Totalt {t} behövs: {a} under {y[0]} och samma summa under {y[1]}.",
        a=a,
        t=t,
        y=y,
    )
    return Passage(body, [d.year_split(y, [v] * 2, t.value)], total=t, years=y)


@construction
def half_yearly(d: Draw) -> Passage:
    """`A per halvår under 2022 och 2023`."""
    y = d.years(d.pick(2, 2, 3))
    (v,) = d.values(1)
    n = 2 * len(y)
    t, a = d.total(v * n), d.part(v, n)
    body = d.say(
        "Hyran är {a} per halvår under {ys}, totalt {t}.",
        "Bidraget betalas ut med {a} per halvår {period}. Sammanlagt betalas {t} ut.",
        "Totalt {t} avsätts för {purpose}, med {a} per halvår under åren {period}.",
        "Under {ys} faktureras {a} varje halvår, tillsammans {t}.",
        a=a,
        t=t,
        ys=joined(y),
        period=d.span(y),
    )
    return Passage(body, [d.year_split(y, [2 * v] * len(y), t.value)], total=t, years=y)


@construction
def monthly(d: Draw) -> Passage:
    """`A per månad under 2022 och 2023`."""
    d.restyle("k")
    y = d.years(d.pick(2, 2, 3))
    v = Decimal(d.rng.randint(8, 90) * d.pick(500, 1000))
    n = 12 * len(y)
    t, a = d.total(v * n), d.part(v, n)
    body = d.say(
        "Licensavgiften är {a} per månad under {ys}, totalt {t}.",
        "Kostnaden uppgår till {a} i månaden {period}. Sammanlagt blir det {t}.",
        "Totalt {t} avsätts för {purpose}, vilket motsvarar {a} per månad under åren {period}.",
        "Under {ys} betalar {muni} {a} varje månad, tillsammans {t}.",
        a=a,
        t=t,
        ys=joined(y),
        period=d.span(y),
    )
    return Passage(body, [d.year_split(y, [12 * v] * len(y), t.value)], total=t, years=y)


@construction
def monthly_part_year(d: Draw) -> Passage:
    """`A per månad från och med den 1 oktober 2022 till och med den 31 december 2023`."""
    d.restyle("k")
    y = d.years(2)
    start, months = d.pick(
        ("mars", 10), ("april", 9), ("juli", 6), ("augusti", 5), ("september", 4), ("oktober", 3)
    )
    v = Decimal(d.rng.randint(8, 90) * d.pick(500, 1000))
    t, a = d.total(v * (months + 12)), d.part(v, months + 12)
    body = d.say(
        "Hyran är {a} per månad från och med den 1 {s} {y[0]} till och med den 31 december {y[1]}, totalt "
        "{t}.",
        "Från den 1 {s} {y[0]} till den 31 december {y[1]} kostar tjänsten {a} per månad. Sammanlagt blir "
        "kostnaden {t}.",
        "Totalt uppgår kostnaden till {t}, med {a} per månad under tiden 1 {s} {y[0]}–31 december {y[1]}.",
        "{muni} betalar {a} i månaden fr.o.m. den 1 {s} {y[0]} t.o.m. den 31 december {y[1]}, tillsammans "
        "{t}.",
        a=a,
        t=t,
        s=start,
        y=y,
    )
    return Passage(body, [d.year_split(y, [months * v, 12 * v], t.value)], total=t, years=y)


@construction
def part_year(d: Draw) -> Passage:
    """A full-year cost, a part of it the first year, then the full cost."""
    d.restyle("kt")
    y = d.years(d.pick(2, 3))
    start, months = d.pick(("april", 9), ("juli", 6), ("september", 4), ("oktober", 3))
    full = Decimal(d.rng.randint(25, 90) * 12_000)
    values = [full * months / 12] + [full] * (len(y) - 1)
    k = len(y) - 1
    t, a, b, whole = d.total(sum_of(values)), d.part(values[0]), d.part(full, k), d.fixed(full)
    rest = f"år {y[1]}" if k == 1 else f"per år {y[1]} och {y[2]}"
    body = d.say(
        "Helårskostnaden för tjänsten är {w}. Eftersom tillsättning sker den 1 {s} {y[0]} belastas "
        "budgeten {y[0]} med {a}, därefter {b} {rest}. "
        "Totalt för perioden: {t}.",
        "Kostnaden är {w} på helårsbasis. Verksamheten startar den 1 {s} {y[0]}, vilket ger en kostnad på "
        "{a} {y[0]} och {b} {rest}, totalt {t}.",
        "Från och med den 1 {s} {y[0]} utökas verksamheten. Kostnaden blir {a} {y[0]} och {b} {rest}, "
        "sammanlagt {t}. Helårseffekten är {w}.",
        "För {y[0]} beräknas kostnaden till {a}, eftersom starten sker först den 1 {s}. Därefter är "
        "kostnaden {b} {rest}. "
        "Under perioden uppgår kostnaderna till sammanlagt {t}.",
        w=whole,
        a=a,
        b=b,
        t=t,
        s=start,
        rest=rest,
        y=y,
    )
    return Passage(body, [d.year_split(y, values, t.value)], total=t, years=y)


@construction
def half_year_effect(d: Draw) -> Passage:
    """`halvårseffekt A 2022, helårseffekt B 2023`."""
    y = d.years(2)
    (half,) = d.values(1)
    v = [half, 2 * half]
    t, p = d.total(sum_of(v)), d.parts(v)
    body = d.say(
        "Förslaget har halvårseffekt {y[0]}, {p[0]}, och full effekt {y[1]}, {p[1]}. Sammanlagt blir det "
        "{t}.",
        "Eftersom start sker vid halvårsskiftet blir kostnaden {p[0]} {y[0]} och {p[1]} {y[1]}, totalt {t}.",
        "Kostnaden uppgår till {p[0]} för andra halvåret {y[0]} och till {p[1]} för helåret {y[1]}, "
        "sammantaget {t}.",
        "Totalt {t} krävs för {purpose}: {p[0]} {y[0]} (halvårseffekt) och {p[1]} {y[1]} (helårseffekt).",
        p=p,
        y=y,
        t=t,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def indexed_later(d: Draw) -> Passage:
    """`A per år 2024 och 2025, därefter indexuppräknat`: the later years are unknown."""
    y = d.years(2)
    (v,) = d.values(1)
    body = d.say(
        "Ersättningen är {a} per år {y[0]} och {y[1]}. Därefter räknas beloppet upp med PKV.",
        "{muni} betalar {a} årligen under {y[0]} och {y[1]}, därefter indexuppräknas avgiften enligt KPI.",
        "Avgiften är {a} per år för {y[0]} och {y[1]} och justeras därefter årligen med konsumentprisindex.",
        "För {y[0]} och {y[1]} är hyran {a} per år. Från och med {z} indexuppräknas den.",
        a=d.fixed(v),
        y=y,
        z=y[1] + 1,
    )
    return Passage(body, [d.year_split(y, [v] * 2, None, None)], years=y)
