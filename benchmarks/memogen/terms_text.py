"""Running text that spreads a sum over school terms and school years.

Example: ``144 tkr för höstterminen 2023 och 197 tkr för vårterminen 2024, totalt 341 tkr``
"""

from __future__ import annotations

from .drawing import Draw, Passage, construction, listed
from .years_text import drawn_years


@construction
def school_terms(d: Draw) -> Passage:
    """`A för höstterminen 2021 och B för vårterminen 2022`."""
    y, v, t, p = drawn_years(d, 2)
    body = d.say(
        "Kostnaden är {p[0]} för höstterminen {y[0]} och {p[1]} för vårterminen {y[1]}, totalt {t} för "
        "läsåret.",
        "Läsåret {y[0]}/{short} tillförs {t}, varav {p[0]} höstterminen {y[0]} och {p[1]} vårterminen "
        "{y[1]}.",
        "För höstterminen {y[0]} behövs {p[0]} och för vårterminen {y[1]} {p[1]}. Sammanlagt blir det {t}.",
        "Stödet uppgår till {t}, fördelat på {p[0]} för höstterminen {y[0]} och {p[1]} för vårterminen "
        "{y[1]}.",
        p=p,
        y=y,
        t=t,
        short=f"{y[1] % 100:02d}",
    )
    return Passage(body, [d.year_split(y, v, t.value)], total=t, years=y)


@construction
def terms_of_one_year(d: Draw) -> Passage:
    """`A för vårterminen och B för höstterminen` of the same year."""
    (y,), v = d.years(1), d.values(2)
    t, p = d.total(d.add_up(v)), d.parts(v)
    body = d.say(
        "Kostnaden är {p[0]} för vårterminen {y} och {p[1]} för höstterminen {y}, totalt {t} för året.",
        "För år {y} avsätts {t}, fördelat på {p[0]} för vårterminen och {p[1]} för höstterminen.",
        "Under vårterminen {y} kostar verksamheten {p[0]} och under höstterminen {p[1]}. Totalkostnaden "
        "för {y} är därmed {t}.",
        "Stödet för {y} delas upp på vårterminen ({p[0]}) och höstterminen ({p[1]}), sammanlagt {t}.",
        p=p,
        y=y,
        t=t,
    )
    return Passage(body, [d.split("item", ["vårterminen", "höstterminen"], v, t.value)], total=t, years=[y])


@construction
def school_years(d: Draw) -> Passage:
    """`läsåret 2021/22 A och läsåret 2022/23 B`."""
    y = d.years(d.pick(2, 3))
    v = d.values(len(y))
    t, p = d.total(d.add_up(v)), d.parts(v)
    names = [f"{x}/{(x + 1) % 100:02d}" for x in y]
    body = d.say(
        "Kostnaden beräknas till {for_}, totalt {t}.",
        "För {needs}. Sammanlagt behövs {t}.",
        "Skolorna tillförs {t}, fördelat på {for_}.",
        "Satsningen kostar {for_}. Det innebär {t} för hela perioden.",
        t=t,
        for_=listed(d.pick("{m} läsåret {x}", "{m} för läsåret {x}"), p, names),
        needs=listed("för läsåret {x} {m}", p, names, first="läsåret {x} behövs {m}"),
    )
    return Passage(body, [d.split("item", names, v, t.value)], total=t, years=y)
