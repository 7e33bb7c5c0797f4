"""Running text that divides a sum between purposes, as a whole list or as examples of it.

Example: ``Nettokostnaden är 29,9 mnkr, fördelat på förskola 12,2 mnkr och grundskola 17,7 mnkr.``
Field guide section 7, rule 8: which lists claim to be the whole.
"""

from __future__ import annotations

from . import vocabulary as words
from .drawing import Draw, Passage, construction, listed
from .figures import sum_of
from .shares_text import drawn_shares


@construction
def cash_and_kind(d: Draw) -> Passage:
    """`kontant A och annat än pengar B`."""
    v, t, p = drawn_shares(d, ["kontant", "annat än pengar"])
    body = d.say(
        "Kommunens medfinansiering är {t}, fördelad på kontant finansiering {p[0]} och annat än pengar "
        "{p[1]}.",
        "{muni} bidrar kontant med {p[0]} och med arbetstid motsvarande {p[1]}, totalt {t}.",
        "Medfinansieringen består av {p[0]} i kontanta medel och {p[1]} i form av nedlagd arbetstid, "
        "sammanlagt {t}.",
        "Insatsen från {muni} uppgår till {t}: {p[0]} kontant och {p[1]} i annat än pengar.",
        t=t,
        p=p,
    )
    return Passage(body, [d.split("item", ["kontant", "annat än pengar"], v, t.value)], total=t, repeat=False)


@construction
def consists_of(d: Draw) -> Passage:
    """`består av A i lönekostnader, B i lokalhyra`."""
    names = d.some(words.ITEMS, d.pick(2, 3, 4))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "Kostnaden för {purpose} uppgår till {t} och består av {brackets}.",
        "Budgeten om {t} består av {for_}.",
        "Totalkostnaden, {t}, fördelas på {brackets}.",
        "Kostnaderna utgörs av {brackets}, totalt {t}.",
        "Den sammanlagda kostnaden på {t} fördelar sig enligt följande: {plain}.",
        t=t,
        for_=listed("{m} för {x}", p, names),
        plain=listed("{x} {m}", p, names),
        brackets=listed("{x} ({m})", p, names),
    )
    return Passage(body, [d.split("item", names, v, t.value)], total=t)


@construction
def that_is_sum(d: Draw) -> Passage:
    """Parts first, then `dvs. totalt T`."""
    names = d.some(words.ITEMS, d.pick(2, 3))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "För {purpose} behövs {for_}, dvs. totalt {t}.",
        "Kostnaderna är {for_}, det vill säga {t} sammanlagt.",
        "{cap}. Det ger en total kostnad på {t}.",
        "Vi räknar med {for_}. Summan blir {t}.",
        t=t,
        for_=listed("{m} för {x}", p, names),
        cap=listed("{x} {m}", p, names, first="{x} kostar {m}"),
    )
    return Passage(body, [d.split("item", names, v, t.value)], total=t)


@construction
def partly_items(d: Draw) -> Passage:
    """`dels A till lokaler, dels B till personal`."""
    names = d.some(words.ITEMS, d.pick(2, 3))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "{board} avsätter {dels}, sammanlagt {t}.",
        "Totalt anvisas {t}, {dels}.",
        "Anslaget om {t} består av {dels}.",
        "{purpose} tillförs {dels}, tillsammans {t}.",
        t=t,
        dels=listed(d.pick("dels {m} till {x}", "dels {m} för {x}"), p, names, sep=", "),
    )
    return Passage(body, [d.split("item", names, v, t.value)], total=t)


@construction
def net_cost_by_service(d: Draw) -> Passage:
    """`Nettokostnaden är 33,4 mnkr, fördelat på förskola 12,2 mnkr`: figures rounded one by one."""
    d.restyle("tm")
    names = d.some(d.pick(words.SCHOOL_FORMS, words.CARE_FORMS), d.pick(3, 4))
    v, t, p = drawn_shares(d, names)
    body = d.say(
        "Nettokostnaden uppgår till {t}, fördelat på {plain}.",
        "Nämndens budget på {t} fördelas mellan {brackets}.",
        "Kostnaderna fördelar sig på {plain}. Sammanlagt uppgår de till {t}.",
        "Ramen, {t}, fördelas enligt följande: {plain}.",
        t=t,
        plain=listed("{x} {m}", p, names),
        brackets=listed("{x} ({m})", p, names),
    )
    if abs(sum_of(v) - t.value):
        body += " " + d.pick(
            "Samtliga tal är avrundade var för sig.",
            "Beloppen är avrundade.",
            "På grund av avrundning summerar inte beloppen exakt.",
        )
    return Passage(body, [d.split("item", names, v, t.value)], own=False, repeat=False)


@construction
def among_others(d: Draw) -> Passage:
    """`bland annat A till lokaler`: the list is not the whole, nothing can be checked."""
    names, v = d.some(words.ITEMS, 2), d.values(3)
    t, p = d.fixed(sum_of(v)), [d.fixed(x) for x in v[:2]]
    body = d.say(
        "Av årets ram på {t} går bland annat {p[0]} till {x} och {p[1]} till {y}.",
        "Budgeten är {t}, däribland {p[0]} för {x} och {p[1]} för {y}.",
        "Kostnaden uppgår till {t} och avser främst {x} ({p[0]}) och {y} ({p[1]}).",
        "Totalt avsätts {t}, bl.a. {p[0]} till {x} och {p[1]} till {y}.",
        t=t,
        p=p,
        x=names[0],
        y=names[1],
    )
    return Passage(body, [d.split("item", names, v[:2], t.value, None)])


@construction
def whereof_one(d: Draw) -> Passage:
    """`T, varav A avser lokaler`: one part of a greater whole."""
    (name,), v = d.some(words.ITEMS, 1), d.values(2)
    t, a = d.fixed(sum_of(v)), d.fixed(v[0])
    body = d.say(
        "Kostnaden uppgår till {t}, varav {a} avser {x}.",
        "För {purpose} avsätts {t}, varav {a} till {x}.",
        "Budgeten är {t}. Därav utgör {x} {a}.",
        "Totalt kostar {short} {t}, inklusive {a} för {x}.",
        t=t,
        a=a,
        x=name,
    )
    return Passage(body, None, total=t, repeat=False)
