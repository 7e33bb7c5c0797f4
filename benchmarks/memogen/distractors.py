"""Sentences that carry figures and must never raise a finding (FIELD_GUIDE.md section 7, "cry wolf").

Example: ``Sökanden hade ansökt om 800 000 kronor.`` beside a proposal of 500 000 kronor.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from . import vocabulary as words
from .drawing import Draw, Passage
from .figures import MNKR, Style, draw_style, year_like

Distractor = Callable[[Draw, Passage], str | None]
DISTRACTORS: list[Distractor] = []
PLAIN = Style(" kronor", Decimal(1), 0, " ", True, Decimal(1), Decimal(1), Decimal(1))


def distractor(make: Distractor) -> Distractor:
    """Register a distractor; it returns None where it does not fit the passage."""
    DISTRACTORS.append(make)
    return make


def before(d: Draw, p: Passage) -> int:
    """A year well before the memo's period."""
    return (min(p.years) if p.years else 2022) - d.rng.randint(2, 4)


def other_amount(d: Draw, p: Passage) -> str:
    """An amount in any style, of no concern to the split, but of the same order as its total."""
    style = draw_style(d.rng)
    near = (
        p.total.value
        if p.total
        else max((v for s in p.splits or [] for v in s.parts.values()), default=style.high)
    )
    step = max(style.grain, style.scale / 10)
    value = max(1, int(near * d.rng.randint(15, 180) / 100 / step)) * step
    return str(d.fixed(value + step if year_like(value / style.scale) else value, style))


def above(d: Draw, p: Passage) -> Decimal:
    """A round amount well above the passage's total, in the memo's style."""
    assert p.total
    step = d.style.scale / 10 if d.style.scale == MNKR else Decimal(10_000)
    return (p.total.value * d.rng.randint(13, 24) / 10 / step).quantize(Decimal(1)) * step


@distractor
def history(d: Draw, p: Passage) -> str:
    return d.say(
        "Under {y} bidrog {muni} med {a} till den föregående verksamheten.",
        "År {y} betalade kommunen {a} i stöd till ett liknande arbete.",
        "Utfallet för den tidigare verksamheten var {a} år {y}.",
        "För {y} redovisades en kostnad på {a} för det tidigare uppdraget.",
        y=before(d, p),
        a=other_amount(d, p),
    )


@distractor
def other_project(d: Draw, p: Passage) -> str:
    return d.say(
        "Som jämförelse hade projektet {o} en totalbudget om {a}.",
        "Det avslutade projektet {o} omfattade sammanlagt {a}.",
        "Projektet {o}, som inte berörs av detta ärende, kostade totalt {a}.",
        "I ett annat ärende har {a} reserverats för {o}.",
        o=d.rng.choice(words.OTHER_PROJECTS),
        a=other_amount(d, p),
    )


@distractor
def frame(d: Draw, p: Passage) -> str:
    ram = d.fixed(
        Decimal(d.rng.randint(850, 9400)) * MNKR / 10,
        Style(d.pick(" mnkr", " mkr", " miljoner kronor"), MNKR, 1, " ", True, MNKR, MNKR, MNKR),
    )
    y = (min(p.years) if p.years else 2022) - 2
    return d.say(
        "Nämndens budgetram för {y} var {a}.",
        "Förra årets ram för nämnden, {y}, uppgick till {a}.",
        "Budgetramen för nämnden uppgick {y} till {a}.",
        y=y,
        a=ram,
    )


@distractor
def vat_note(d: Draw, p: Passage) -> str:
    return d.say(
        "Samtliga belopp anges exklusive moms.",
        "Beloppen är angivna exkl. moms.",
        "Alla kostnader redovisas exklusive mervärdesskatt.",
        "Samtliga belopp anges i löpande priser och exklusive moms.",
    )


@distractor
def percentage(d: Draw, p: Passage) -> str:
    return d.say(
        "Personalkostnaderna i kommunen har ökat med {n},{k} procent sedan {y}.",
        "Omkring {n} procent av invånarna bor utanför centralorten.",
        "Sjukfrånvaron var {n},{k} % under {y}.",
        "Prisindex för kommunal verksamhet beräknas till {n},{k} procent.",
        n=d.rng.randint(2, 9),
        k=d.rng.randint(1, 9),
        y=before(d, p),
    )


@distractor
def head_counts(d: Draw, p: Passage) -> str:
    return d.say(
        "Verksamheten når i dag omkring {n} barn och unga.",
        "Antalet besökare uppgick till {m} under {y}.",
        "I kommunen finns {n} elever i grundskolan.",
        "Lokalen omfattar {n} kvm och rymmer {k} arbetsplatser.",
        "Kommunen hade {m} invånare den 31 december {y}.",
        n=d.rng.randint(120, 950),
        m=f"{d.rng.randint(4, 38)} {d.rng.randint(100, 999)}",
        k=d.rng.randint(12, 60),
        y=before(d, p),
    )


@distractor
def law(d: Draw, p: Passage) -> str:
    return d.say(
        "Enligt 2 kap. 1 § kommunallagen (2017:725) får kommunen ha hand om angelägenheter av allmänt "
        "intresse.",
        "Frågan har beröring med prop. 2016/17:171 och SOU 2015:24.",
        "Bestämmelser finns i 5 kap. 4 § plan- och bygglagen (2010:900).",
        "Upphandlingen omfattas av lagen (2016:1145) om offentlig upphandling.",
    )


@distractor
def earlier_case(d: Draw, p: Passage) -> str:
    y = before(d, p)
    return d.say(
        "Frågan behandlades senast den {k} maj {y}, § {n} (dnr {code} {y}/{m}).",
        "Kommunfullmäktige beslutade {y}-05-{k:02d}, § {n}, om de övergripande målen.",
        "Ärendet återremitterades den {k} oktober {y}, § {n}.",
        "I ett tidigare ärende, dnr {code} {y}/{m}, redovisades en utvärdering.",
        k=d.rng.randint(2, 28),
        y=y,
        n=d.rng.randint(21, 180),
        m=d.rng.randint(11, 890),
        code=d.code,
    )


@distractor
def per_head(d: Draw, p: Passage) -> str:
    return d.say(
        "Länets kommuner lägger i genomsnitt {n} kronor per invånare på liknande verksamhet.",
        "Genomsnittet i riket är {n} kr per invånare och år.",
        "Avgiften är i dag {n} kronor per deltagare.",
        "Snittkostnaden i jämförbara kommuner är {m} kronor per elev.",
        n=d.fixed(Decimal(d.rng.randint(12, 480)), PLAIN).n,
        m=d.fixed(Decimal(d.rng.randint(210, 980) * 10), PLAIN).n,
    )


@distractor
def rejected_alternative(d: Draw, p: Passage) -> str:
    return d.say(
        "Ett alternativ är att upphandla motsvarande tjänst externt, till en beräknad kostnad av {a}. "
        "Alternativet har valts bort.",
        "Förvaltningen har även övervägt en större lösning, som skulle ha kostat {a}, men avstår från den.",
        "En annan möjlighet hade varit att köpa tjänsten av en konsult för {a}.",
        "Förvaltningen har avfärdat alternativet att bygga nytt, vilket hade kostat {a}.",
        a=other_amount(d, p),
    )


@distractor
def applied_for(d: Draw, p: Passage) -> str | None:
    if not (p.total and p.own):
        return None
    return d.say(
        "I ansökan begärdes {a}, men förvaltningen bedömer att hela beloppet inte kan beviljas.",
        "Sökanden hade äskat {a}.",
        "Ansökan avsåg ett högre belopp, {a}.",
        "Verksamheten ansökte ursprungligen om {a}.",
        a=d.fixed(above(d, p)),
    )


@distractor
def earlier_grants(d: Draw, p: Passage) -> str | None:
    if not (p.total and p.own and p.years):
        return None
    earlier = above(d, p)
    return d.say(
        "Tillsammans med tidigare beviljade {a} uppgår kommunens stöd därmed till {b}.",
        "Sedan tidigare har {a} beviljats. Det samlade stödet blir därmed {b}.",
        "Inräknat de {a} som kommunen redan har bidragit med blir kommunens samlade insats {b}.",
        "Kommunen har redan beviljat {a}; tillsammans med det nu aktuella bidraget blir det {b}.",
        a=d.fixed(earlier),
        b=d.fixed(earlier + p.total.value),
    )


@distractor
def repeated_total(d: Draw, p: Passage) -> str | None:
    if not (p.total and p.own and p.repeat):
        return None
    return d.say(
        "Förslaget innebär därmed en utgift på totalt {t}.",
        "Beloppet, totalt {t}, ryms inom nämndens ram.",
        "Utgiften om totalt {t} finansieras inom befintlig budget.",
        "Sammantaget rör det sig om {t}.",
        t=d.ledger.again(p.total),
    )


@distractor
def foreign(d: Draw, p: Passage) -> str:
    return d.say(
        "Programmet omfattar {n},{k} miljoner euro i hela landet.",
        "EU:s samlade program har en budget på {m} miljoner euro.",
        "Kommissionen har utlyst {n},{k} miljoner EUR.",
        n=d.rng.randint(2, 60),
        m=d.rng.randint(110, 890),
        k=d.rng.randint(1, 9),
    )


@distractor
def price_range(d: Draw, p: Passage) -> str:
    low = d.rng.randint(2, 9) * 50
    return d.say(
        "Liknande satsningar i andra kommuner kostar mellan {a} 000 och {b} 000 kronor.",
        "Priset för en motsvarande tjänst ligger på {a}–{b} tkr.",
        "I jämförbara kommuner varierar kostnaden från {a} tkr till {b} tkr.",
        a=low,
        b=low + d.rng.randint(2, 6) * 50,
    )


@distractor
def accounts(d: Draw, p: Passage) -> str:
    return d.say(
        "Kostnaden konteras på ansvar {n} och verksamhet {m}.",
        "Medlen tas från ansvar {n}, projekt {m}.",
        "Fullmäktige antog målen med {k} röster mot {j}.",
        "Handlingarna omfattar {k} sidor och {j} bilagor.",
        n=d.rng.randint(1100, 8900),
        m=d.rng.randint(1100, 8900),
        k=d.rng.randint(7, 30),
        j=d.rng.randint(2, 6),
    )


AFTER = (earlier_grants, repeated_total)
"""Distractors that refer back to the passage, and so stand after it."""
