"""Running text that spreads a sum over named years.

Example: ``Kostnaderna fördelas på 50 000 kronor för år 2021 och 300 000 kronor per år under 2022 och 2023.``
Forms from FIELD_GUIDE.md section 6 (running text).
"""

from __future__ import annotations

from decimal import Decimal

from .drawing import Draw, Passage, capital, construction, joined, listed
from .figures import Money, sum_of


def drawn_years(d: Draw, *lengths: int) -> tuple[list[int], list[Decimal], Money, list[Money]]:
    """A period, an amount for each year, their total (now and then rounded) and the amounts as figures."""
    y = d.years(d.pick(*lengths))
    v = d.values(len(y))
    return y, v, d.total(d.add_up(v)), d.parts(v)


@construction
def year_list(d: Draw) -> Passage:
    """`A för 2022, B för 2023 och C för 2024, totalt T`."""
    y, v, t, p = drawn_years(d, 2, 3, 3, 4)
    body = d.say(
        "Kostnaden för {purpose} beräknas till {for_}, {totally} {t}.",
        "För {purpose} behövs {year}. {Totally} uppgår kostnaden till {t} för perioden {period}.",
        "Den totala kostnaden för {purpose} är {t} och fördelas med {under}.",
        "{muni} går in med {t} i {purpose}, fördelat på {year}.",
        "Insatsen belastar nämndens budget {then}, sammantaget {t}.",
        "Under perioden {period} tar {purpose} i anspråk {first}, det vill säga {t} i sin helhet.",
        for_=listed("{m} för {x}", p, y),
        year=listed("{m} år {x}", p, y),
        under=listed("{m} under {x}", p, y),
        first=listed("år {x} {m}", p, y),
        then=listed("{x} med {m}", p, y),
        t=t,
        period=d.span(y),
        Totally=capital(d.pick("totalt", "sammanlagt", "sammantaget")),
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def year_colon_list(d: Draw) -> Passage:
    """`2022: A, 2023: B, 2024: C`."""
    y, v, t, p = drawn_years(d, 2, 3, 4)
    body = d.say(
        "Kostnaden för {purpose} uppgår till {t} och fördelas enligt följande: {commas}.",
        "Fördelning per år för {purpose} – {semis}. Totalt: {t}.",
        "För {purpose} anvisas {t} enligt följande. {commas}.",
        "Medel för {purpose} avsätts ({semis}), sammanlagt {t}.",
        "Föreslagen fördelning över åren för {purpose} är {named}, summa {t}.",
        t=t,
        commas=listed("{x}: {m}", p, y, sep=", "),
        semis=listed("{x}: {m}", p, y, sep="; "),
        named=listed("år {x}: {m}", p, y, sep=", "),
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def respectively(d: Draw) -> Passage:
    """`A respektive B för X och Y`, each amount with its unit."""
    y, v, t, p = drawn_years(d, 2, 2, 3)
    amounts = f"{', '.join(map(str, p[:-1]))} {d.pick('respektive', 'resp.')} {p[-1]}"
    body = d.say(
        "{board} avsätter {amounts} för åren {years} till {purpose}, sammanlagt {t}.",
        "Kostnaden för {purpose} beräknas till {amounts} för {years}, totalt {t}.",
        "För {years} beräknas kostnaden för {purpose} till {amounts}. Det ger {t} totalt.",
        "Totalt {t} behövs för {purpose}, fördelat på {amounts} för {years}.",
        "Under {years} bidrar {muni} med {amounts}, tillsammans {t}.",
        amounts=amounts,
        years=joined(y),
        t=t,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def respectively_shared_unit(d: Draw) -> Passage:
    """`100, 150 respektive 200 tkr`: the unit stands once, after the last amount."""
    y, v, t, p = drawn_years(d, 2, 3, 3)
    amounts = f"{', '.join(m.n for m in p[:-1])} {d.pick('respektive', 'resp.', 'och')} {p[-1]}"
    body = d.say(
        "{board} avsätter {amounts} för åren {years}, sammanlagt {t}.",
        "Kostnaden för {purpose} uppskattas till {amounts} för {years}, vilket tillsammans blir {t}.",
        "För {years} föreslås {amounts} till {purpose}, totalt {t}.",
        "Ramen om {t} för {purpose} fördelas på åren {years} med {amounts}.",
        amounts=amounts,
        years=joined(y),
        t=t,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def project_years(d: Draw) -> Passage:
    """`A år 1, B år 2`: years without calendar."""
    n = d.pick(2, 3, 3, 4)
    v = d.values(n)
    t, p = d.total(d.add_up(v)), d.parts(v)
    body = d.say(
        "{short} beräknas kosta {after}, {totally} {t}.",
        "Kostnaden för {purpose} är {t}, fördelad på {after}.",
        "Insatsen från {muni} blir {before}, vilket ger {t} för hela projekttiden.",
        "Budgeten för {purpose} omsluter {t} ({colon}).",
        "Fördelning: {colon}. Totalt {t}.",
        after=listed("{m} år {x}", p, range(1, n + 1)),
        before=listed("{m} under år {x}", p, range(1, n + 1)),
        colon=listed("år {x}: {m}", p, range(1, n + 1), sep=", "),
        t=t,
    )
    return Passage(body, [d.year_split([f"år {i}" for i in range(1, n + 1)], v, t.value)], total=t)


@construction
def ordinal_years(d: Draw) -> Passage:
    """`första året A, andra året B`; the names of the years are free."""
    n = d.pick(2, 3)
    v = d.values(n)
    t, p = d.total(d.add_up(v)), d.parts(v)
    names = ["första året", "andra året", "tredje året"][:n]
    body = d.say(
        "Kostnaden uppgår till {after}, {totally} {t}.",
        "För {purpose} krävs {under}. Sammanlagt blir det {t}.",
        "Totalkostnaden, {t}, fördelas med {after}.",
        "{muni} betalar det {before}, tillsammans {t}.",
        after=listed("{m} {x}", p, names),
        under=listed("{m} under det {x}", p, names),
        before=listed("{x} {m}", p, names),
        t=t,
    )
    return Passage(body, [d.split("item", names, v, t.value)], total=t)


@construction
def two_blocks(d: Draw) -> Passage:
    """`A per år under X och Y samt B år Z` in one sentence with its total."""
    y = d.years(d.pick(3, 4))
    many, one = d.values(2)
    early = d.chance(0.5)
    block, single = (y[:-1], y[-1]) if early else (y[1:], y[0])
    total = len(block) * many + one
    t, a, b = d.total(total), d.part(many, len(block)), d.part(one)
    slots = {
        "a": a,
        "b": b,
        "t": t,
        "ys": joined(block),
        "sp": d.span(block),
        "z": single,
        "period": d.span(y),
    }
    if early:
        body = d.say(
            "Kostnaden för {purpose} är {a} per år under {ys} samt {b} år {z}, totalt {t}.",
            "{muni} bidrar med {a} årligen {sp} och med {b} år {z}. Bidraget uppgår därmed till {t} för "
            "perioden {period}.",
            "Totalt {t} avsätts för {purpose}: {a} per år under {ys} och {b} under {z}.",
            "Åren {sp} uppgår kostnaden till {a} per år och år {z} till {b}, sammanlagt {t}.",
            **slots,
        )
    else:
        body = d.say(
            "Kostnaden för {purpose} är {b} år {z} och därefter {a} per år under {ys}, totalt {t}.",
            "{muni} bidrar med {b} år {z} och med {a} per år {sp}. Bidraget uppgår därmed till {t} för "
            "perioden {period}.",
            "Totalt {t} avsätts för {purpose}: {b} under {z} och {a} per år under {ys}.",
            "År {z} uppgår kostnaden till {b} och åren {sp} till {a} per år, sammanlagt {t}.",
            **slots,
        )
    return Passage(body, [d.year_split(y, [many if x in block else one for x in y], total)], total=t, years=y)


@construction
def two_ranges(d: Draw) -> Passage:
    """`A per år 2022–2023 och B per år 2024–2025`."""
    y = d.years(d.pick(4, 5))
    one, two = y[:2], y[2:]
    v, w = d.values(2)
    values = [v, v] + [w] * len(two)
    t, a, b = d.total(sum_of(values)), d.part(v, 2), d.part(w, len(two))
    body = d.say(
        "Kostnaden beräknas till {a} per år {one} och {b} per år {two}, {totally} {t}.",
        "För {purpose} avsätts {a} årligen under {one} och {b} årligen under {two}. Det innebär {t} för "
        "hela perioden.",
        "Under åren {one} är bidraget {a} per år, under åren {two} {b} per år. Totalt uppgår bidraget till "
        "{t}.",
        "{muni} satsar {t} på {purpose}: {a} om året {one} och {b} om året {two}.",
        a=a,
        b=b,
        t=t,
        one=d.span(one),
        two=d.span(two),
    )
    return Passage(body, [d.year_split(y, values, t.value)], total=t, years=y)


@construction
def bracketed_years(d: Draw) -> Passage:
    """`för 2024 (2 000 tkr) och 2025 (1 400 tkr)`."""
    y, v, t, p = drawn_years(d, 2, 3)
    body = d.say(
        "Investeringen beräknas kosta {t} och ryms i investeringsbudgeten för {yf}.",
        "För {purpose} har {t} avsatts i budgeten för åren {yf}.",
        "Totalkostnaden {t} för {purpose} fördelas på {yf}.",
        "Kostnaden, sammanlagt {t}, fördelar sig på {mf}.",
        t=t,
        yf=listed("{x} ({m})", p, y),
        mf=listed("{m} ({x})", p, y),
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def whereof_years(d: Draw) -> Passage:
    """`T för perioden, varav A 2022, B 2023`: varav over every year of the period."""
    y, v, t, p = drawn_years(d, 2, 3, 4)
    body = d.say(
        "För {purpose} avsätts {t} under {period}, varav {after}.",
        "Ramen för åren {period} är {t}, varav {avser}.",
        "Kostnaden för {purpose} under perioden {period} uppgår till {t}. Därav {avser}.",
        "Under åren {period} tillförs {purpose} {t}, varav {after}.",
        t=t,
        period=d.span(y),
        after=listed("{m} {x}", p, y),
        avser=listed("{m} avser {x}", p, y),
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def partly_years(d: Draw) -> Passage:
    """`dels A för 2022, dels B för 2023`."""
    y, v, t, p = drawn_years(d, 2, 2, 3)
    body = d.say(
        "{board} avsätter {dels}, sammanlagt {t}.",
        "Till {purpose} anslås {dels}. Totalt anslås {t}.",
        "Bidraget om {t} består av {dels}.",
        "Nämnden har att ta ställning till {dels}, tillsammans {t}.",
        t=t,
        dels=listed(d.pick("dels {m} för {x}", "dels {m} för år {x}", "dels {m} år {x}"), p, y, sep=", "),
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def additional_amount(d: Draw) -> Passage:
    """`A 2022 och ytterligare B 2023, sammanlagt T`."""
    y, v, t, p = drawn_years(d, 2)
    body = d.say(
        "{muni} bidrar med {p[0]} {y[0]} och ytterligare {p[1]} {y[1]}, sammanlagt {t}.",
        "För {y[0]} behövs {p[0]} och för {y[1]} ytterligare {p[1]}. Totalt uppgår behovet till {t}.",
        "Totalt {t} avsätts för {purpose}, {p[0]} under {y[0]} och ytterligare {p[1]} under {y[1]}.",
        "{p[0]} anvisas för år {y[0]}. För år {y[1]} anvisas ytterligare {p[1]}, vilket ger {t} för hela "
        "perioden.",
        p=p,
        y=y,
        t=t,
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def savings(d: Draw) -> Passage:
    """A saving spread over years; the amounts are printed without sign."""
    y, v, t, p = drawn_years(d, 2, 3)
    body = d.say(
        "Besparingen beräknas till {after}, totalt {t}.",
        "Kostnaderna minskar med {under}. Sammanlagt blir minskningen {t}.",
        "Förslaget ger en kostnadsminskning på {t}, fördelad på {after}.",
        "Effektiviseringen uppgår till {after}, sammantaget {t} för åren {period}.",
        t=t,
        period=d.span(y),
        after=listed("{m} {x}", p, y),
        under=listed("{m} under {x}", p, y),
    )
    return Passage(body, [d.year_split(y, v, t.value)], years=y)


@construction
def instalments(d: Draw) -> Passage:
    """Payments on given days."""
    y = d.years(2)
    v = d.values(2)
    t, p = d.total(d.add_up(v)), d.parts(v)
    days = [
        f"den {d.rng.randint(1, 28)} {d.pick('januari', 'mars', 'april')} {y[0]}",
        f"den {d.rng.randint(1, 28)} {d.pick('mars', 'maj', 'juni')} {y[1]}",
    ]
    body = d.say(
        "Bidraget på {t} betalas ut i två delar, {p[0]} {days[0]} och {p[1]} {days[1]}.",
        "Utbetalning sker med {p[0]} {days[0]} och {p[1]} {days[1]}, totalt {t}.",
        "Ersättningen uppgår till {t} och faktureras i två poster: {p[0]} {days[0]} och {p[1]} {days[1]}.",
        "Medlen rekvireras med {p[0]} senast {days[0]} och {p[1]} senast {days[1]}, sammanlagt {t}.",
        p=p,
        days=days,
        t=t,
    )
    return Passage(body, [d.split("item", days, v, t.value)], total=t, years=y)
