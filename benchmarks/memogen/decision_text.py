"""Splits that stand partly in the body and partly in the decision, as in `shared/seed/memo.txt`.

Example: ``2. Kommunen medfinansierar projektet, totalt 900 000.`` and, after the list,
``Kostnaderna fördelas på 50 000 kronor för år 2021 och 300 000 kronor per år under 2022 och 2023.``
"""

from __future__ import annotations

from .drawing import Draw, Passage, capital, construction, listed
from .years_text import drawn_years


@construction
def seed_following_sentence(d: Draw) -> Passage:
    """The total stands in a decision point, the years in a sentence after the list."""
    y = d.years(4)
    first, mid, last = d.values(3)
    total = d.total(first + 2 * mid + last, mix=False)
    a, b, c = d.part(first), d.part(mid, 2), d.part(last)
    slots = {"a": a, "b": b, "c": c, "y": y, "t": total, "period": d.span(y)}
    after = d.say(
        "Kostnaderna fördelas på {a} för år {y[0]}, {b} per år under {y[1]} och {y[2]}, samt {c} år {y[3]}.",
        "Beloppet fördelas med {a} år {y[0]}, {b} per år {y[1]} och {y[2]} samt {c} år {y[3]}.",
        "Kostnaden belastar budgeten med {a} år {y[0]}, {b} vartdera året {y[1]} och {y[2]} samt {c} år "
        "{y[3]}.",
        "Medlen betalas ut med {a} under {y[0]}, {b} per år under {y[1]} och {y[2]} och {c} under {y[3]}.",
        **slots,
    )
    number = "{t.n}" if d.style.scale == 1 else "{t}"
    point = d.say(
        "{muni} medfinansierar {purpose} med totalt " + number + " inom befintlig ram.",
        "{board} beviljar {purpose} totalt " + number + " för perioden {period}.",
        "Kostnaden för {purpose}, totalt " + number + ", täcks inom nämndens budgetram.",
        "{muni} bidrar till {purpose} med sammanlagt " + number + " under {period}.",
        **slots,
    )
    first_point = d.say(
        "{muni} deltar i arbetet under perioden {period}.",
        "Avtalet med samverkansparterna förlängs för perioden {period}.",
        "Insatsen genomförs under åren {period}.",
        "{muni} ställer sig bakom ansökan för perioden {period}.",
        **slots,
    )
    split = d.year_split(y, [first, mid, mid, last], total.value)
    return Passage("", [split], [first_point, point], after, total, years=y, repeat=False)


@construction
def points_by_year(d: Draw) -> Passage:
    """One decision point a year; the body states the total."""
    y, v, t, p = drawn_years(d, 2, 3)
    body = d.say(
        "Förvaltningen föreslår att totalt {t} avsätts för {purpose} åren {period}.",
        "Förslaget omfattar sammanlagt {t} under {period}.",
        "För perioden {period} föreslås nämnden avsätta totalt {t}.",
        "Det sammanlagda bidraget till {purpose} är {t} för {period}.",
        t=t,
        period=d.span(y),
    )
    form = d.pick(
        "{board} anvisar {m} till {purpose} för år {x}.",
        "För {x} avsätts {m} till {purpose}.",
        "{purpose} beviljas {m} för år {x}.",
        "{m} anslås för {purpose} år {x}.",
    )
    points = [capital(d.fill(form, m=m, x=x)) for m, x in zip(p, y, strict=True)]
    return Passage(body, [d.year_split(y, v, t.value)], points, total=t, years=y, repeat=False)


@construction
def total_in_body_parts_in_decision(d: Draw) -> Passage:
    """The body gives the total, one decision point the years."""
    y, v, t, p = drawn_years(d, 2, 3)
    slots = {"t": t, "period": d.span(y), "parts": listed("{m} år {x}", p, y)}
    body = d.say(
        "Förvaltningen föreslår att totalt {t} avsätts för {purpose} under perioden {period}.",
        "{purpose} föreslås få sammanlagt {t} åren {period}.",
        "Nämndens bidrag till {purpose} uppgår till totalt {t} under {period}.",
        "Förslaget är att {board} satsar {t} på {purpose} {period}.",
        **slots,
    )
    point = d.say(
        "{board} anvisar {parts} till {purpose}.",
        "För {purpose} anslås {parts}.",
        "{purpose} beviljas {parts} ur nämndens ram.",
        "{board} avsätter {parts} för {purpose}.",
        **slots,
    )
    return Passage(body, [d.year_split(y, v, t.value)], [point], total=t, years=y, repeat=False)


@construction
def parts_in_body_total_in_decision(d: Draw) -> Passage:
    """The years and their total in the body, the total again in the decision."""
    y, v, t, p = drawn_years(d, 2, 3, 4)
    again = d.total(t.value)
    slots = {"t": t, "again": again, "period": d.span(y), "parts": listed("{m} {x}", p, y)}
    body = d.say(
        "Förvaltningen föreslår att {purpose} får {parts}, totalt {t}.",
        "Förvaltningens förslag är att avsätta {parts}, sammanlagt {t}.",
        "Förslaget omfattar {t} fördelat på {parts}.",
        "Stödet till {purpose} föreslås bli {parts}. Tillsammans blir det {t}.",
        **slots,
    )
    point = d.say(
        "{board} beviljar {purpose} totalt {again} för åren {period}.",
        "{purpose} tilldelas sammanlagt {again} för {period}.",
        "{board} avsätter totalt {again} till {purpose} för perioden {period}.",
        "Stödet till {purpose} {period}, totalt {again}, finansieras inom ram.",
        **slots,
    )
    return Passage(body, [d.year_split(y, v, t.value)], [point], total=t, years=y, repeat=False)


@construction
def body_and_decision(d: Draw) -> Passage:
    """One amount, the same in the body and in the decision."""
    (y,) = d.years(1)
    (v,) = d.values(1)
    a, b = d.total(v, mix=False), d.total(v)
    slots = {"a": a, "b": b, "y": y}
    body = d.say(
        "Förvaltningen föreslår att {recipient} beviljas {a} i verksamhetsbidrag för {y}.",
        "{recipient} föreslås få {a} i bidrag för år {y}.",
        "För {y} föreslås ett verksamhetsbidrag till {recipient} på {a}.",
        "Förvaltningens förslag är att bidraget till {recipient} för {y} fastställs till {a}.",
        **slots,
    )
    point = d.say(
        "{board} beviljar {recipient} {b} i verksamhetsbidrag för {y}.",
        "{recipient} beviljas {b} i bidrag för år {y}.",
        "Bidraget till {recipient} för {y} fastställs till {b}.",
        "{board} beslutar om ett bidrag på {b} till {recipient} för {y}.",
        **slots,
    )
    return Passage(body, [], [point], total=a, years=[y], repeat=False)
