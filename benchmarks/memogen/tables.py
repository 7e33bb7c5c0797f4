"""Tables: years or items as columns and rows.

Example row: ``Summa    2 980    1 530    4 510``
Field guide section 6, "Tables": a period column sums its own years only, and "därav" rows are parts of the
row above.
"""

from __future__ import annotations

from decimal import Decimal

from . import vocabulary as words
from .drawing import Draw, Passage, capital
from .figures import sum_of
from .shares_text import payers
from .table_layout import (
    AMONG_MUNICIPALITIES,
    GROUPS,
    INVESTMENTS,
    SUM_ROW,
    grid,
    grid_splits,
    layout,
    part_cells,
    table,
    tabular,
    total_cells,
    unit_head,
)


@tabular()
def table_year_rows(d: Draw) -> Passage:
    """One row a year and a Summa row."""
    y = d.years(d.pick(3, 4, 5))
    v = d.values(len(y))
    t = d.total(d.add_up(v), mix=False)
    rows = [
        ["År", unit_head(d)],
        *([str(x), cell] for x, cell in zip(y, part_cells(d, v), strict=True)),
        [d.pick(*SUM_ROW), t.n],
    ]
    return Passage(table(d, rows), [d.year_split(y, v, t.value)], total=t, years=y)


@tabular()
def table_year_columns(d: Draw) -> Passage:
    """One row of years with a sum column."""
    y = d.years(d.pick(2, 3, 4))
    v = d.values(len(y))
    t = d.total(d.add_up(v), mix=False)
    name = d.pick("Kostnad", "Medfinansiering", "Bidrag", "Investering", capital(d.short))
    rows = [[unit_head(d), *map(str, y), d.pick("Summa", "Totalt", "Total")], [name, *part_cells(d, v), t.n]]
    return Passage(table(d, rows), [d.year_split(y, v, t.value)], total=t, years=y)


@tabular()
def table_item_rows(d: Draw) -> Passage:
    """One row an item and a Summa row; the unit in the head or in the cells."""
    names = [capital(x) for x in d.some(words.ITEMS, d.pick(3, 4, 5))]
    v = d.values(len(names))
    t = d.total(d.add_up(v), mix=False)
    if d.chance(0.3):
        rows = [
            ["Post", "Kostnad"],
            *([x, str(m)] for x, m in zip(names, d.parts(v), strict=True)),
            [d.pick(*SUM_ROW), str(t)],
        ]
    else:
        rows = [
            [d.pick("Post", "Kostnadsslag", "Kostnader"), unit_head(d)],
            *([x, c] for x, c in zip(names, part_cells(d, v), strict=True)),
            [d.pick(*SUM_ROW), t.n],
        ]
    return Passage(table(d, rows), [d.split("item", names, v, t.value)], total=t)


@tabular()
def table_grid(d: Draw) -> Passage:
    """Items by years, with sums both ways."""
    y, names = d.years(d.pick(2, 3)), d.some(words.ITEMS, d.pick(2, 3, 4))
    cells, by_row, by_col, grand = sums = grid(d, len(names), len(y))
    rows = [[unit_head(d), *map(str, y), d.pick("Summa", "Totalt", "Total")]]
    rows += [
        [capital(x), *part_cells(d, r), *total_cells(d, [s])]
        for x, r, s in zip(names, cells, by_row, strict=True)
    ]
    rows.append([d.pick(*SUM_ROW), *total_cells(d, [*by_col, grand])])
    return Passage(table(d, rows), grid_splits(d, y, names, "item", sums), years=y)


@tabular()
def table_payers_by_year(d: Draw) -> Passage:
    """Payers by years."""
    y = d.years(d.pick(2, 3))
    names = payers(d, d.pick(2, 3))
    cells, by_row, by_col, grand = sums = grid(d, len(names), len(y))
    rows = [
        [
            d.pick("Finansiär", "Part", "Finansiering")
            + f" ({d.pick('kr', 'kronor') if d.style.scale == 1 else d.style.unit.strip()})",
            *map(str, y),
            "Totalt",
        ]
    ]
    rows += [
        [x, *part_cells(d, r), *total_cells(d, [s])] for x, r, s in zip(names, cells, by_row, strict=True)
    ]
    rows.append([d.pick(*SUM_ROW), *total_cells(d, [*by_col, grand])])
    return Passage(table(d, rows), grid_splits(d, y, names, "party", sums), years=y, own=False)


@tabular()
def table_column_sums_only(d: Draw) -> Passage:
    """Items by years with a Summa row but no sum column."""
    y, names = d.years(d.pick(2, 3)), d.some(words.ITEMS, d.pick(2, 3, 4))
    cells, _, by_col, _ = grid(d, len(names), len(y))
    prefix = d.pick("Budget ", "Plan ", "", "")
    rows = [
        [unit_head(d), *(f"{prefix}{x}" for x in y)],
        *([capital(x), *part_cells(d, r)] for x, r in zip(names, cells, strict=True)),
        [d.pick(*SUM_ROW), *total_cells(d, by_col)],
    ]
    return Passage(
        table(d, rows),
        [d.split("item", names, c, s) for c, s in zip(zip(*cells, strict=True), by_col, strict=True)],
        years=y,
    )


@tabular()
def table_net(d: Draw) -> Passage:
    """An investment, the state grant within it (negative) and the net, with a sum column."""
    y = d.years(d.pick(2, 3))
    gross = d.values(len(y))
    grant = [-(g * d.pick(20, 30, 40) / 100 // d.style.grain) * d.style.grain for g in gross]
    while 0 in grant:
        gross, grant = [g + 10 * d.style.grain for g in gross], [g - 2 * d.style.grain for g in grant]
    net = [a + b for a, b in zip(gross, grant, strict=True)]
    name = d.pick("Gång- och cykelbana", "Ombyggnad av torget", "Ny förskola", "Skolgård")
    rows = [
        [unit_head(d), *map(str, y), d.pick("Summa", "Totalt", f"Period {y[0]}-{y[-1]}")],
        [name, *part_cells(d, gross), *total_cells(d, [sum_of(gross)])],
        [
            d.pick("därav statsbidrag", "avgår statsbidrag", "Statsbidrag"),
            *part_cells(d, grant),
            *total_cells(d, [sum_of(grant)]),
        ],
        [d.pick("Netto", "Nettokostnad", "Nettoutgift"), *total_cells(d, [*net, sum_of(net)])],
    ]
    splits = [d.year_split(y, x, sum_of(x)) for x in (gross, grant, net)]
    return Passage(
        table(d, rows, INVESTMENTS),
        [*splits, d.split("item", [name, "statsbidrag"], [sum_of(gross), sum_of(grant)], sum_of(net))],
        years=y,
    )


@tabular()
def table_period_and_plan(d: Draw) -> Passage:
    """Budget years, a Period column over them, and Plan years to the right, outside the period."""
    y, plan = d.years(2), 2
    names = d.some(
        ("Gatubelysning", "Lekplatser", "Gång- och cykelvägar", "Beläggning", "Broar", "Parker"), d.pick(2, 3)
    )
    cells, by_row, by_col, grand = sums = grid(d, len(names), len(y))
    later = [d.values(plan) for _ in names]
    rows = [
        [
            unit_head(d),
            *(f"Budget {x}" for x in y),
            f"Period {y[0]}-{y[-1]}",
            *(f"Plan {y[-1] + i}" for i in range(1, plan + 1)),
        ]
    ]
    rows += [
        [x, *part_cells(d, r), *total_cells(d, [s]), *(d.fixed(v).n for v in more)]
        for x, r, s, more in zip(names, cells, by_row, later, strict=True)
    ]
    rows.append(
        [
            d.pick(*SUM_ROW),
            *total_cells(d, [*by_col, grand]),
            *(d.fixed(sum_of(c)).n for c in zip(*later, strict=True)),
        ]
    )
    return Passage(table(d, rows, INVESTMENTS), grid_splits(d, y, names, "item", sums), years=y)


@tabular()
def table_empty_cells(d: Draw) -> Passage:
    """Items by years where some cells are empty, a dash or 0."""
    y, names = d.years(3), d.some(words.ITEMS, 3)
    cells, _, _, _ = grid(d, 3, 3)
    holes = {(0, 0), (d.rng.randint(1, 2), 2)}
    cells = [[Decimal(0) if (i, j) in holes else v for j, v in enumerate(r)] for i, r in enumerate(cells)]
    blank = d.pick("", "–", "-", "0")
    rows = [[unit_head(d), *map(str, y), d.pick("Summa", "Totalt")]]
    for x, r in zip(names, cells, strict=True):
        rows.append([capital(x), *(d.part(v).n if v else blank for v in r), *total_cells(d, [sum_of(r)])])
    by_col = [sum_of(c) for c in zip(*cells, strict=True)]
    rows.append([d.pick(*SUM_ROW), *total_cells(d, [*by_col, sum_of(by_col)])])
    return Passage(table(d, rows), [d.year_split(y, by_col, sum_of(by_col))], years=y)


@tabular()
def table_percent(d: Draw) -> Passage:
    """Payers with amount and share in per cent."""
    names = payers(d, d.pick(2, 3))
    (total,) = d.values(1, multiple=20)
    shares = (
        d.pick((50, 50), (60, 40), (75, 25))
        if len(names) == 2
        else d.pick((50, 30, 20), (40, 35, 25), (60, 25, 15))
    )
    v = [total * s / 100 for s in shares]
    t, p = d.total(total, mix=False), d.parts(v)
    per = d.pick("", " %")
    rows = [
        [d.pick("Finansiär", "Part"), unit_head(d), d.pick("Andel", "Andel (%)", "Procent")],
        *([x, m.n, f"{s}{per}"] for x, m, s in zip(names, p, shares, strict=True)),
        [d.pick(*SUM_ROW), t.n, f"100{per}"],
    ]
    return Passage(table(d, rows), [d.split("party", names, v, total)], own=False)


@tabular("k")
def table_per_head(d: Draw) -> Passage:
    """Municipalities with inhabitants, kronor per head (never added) and amount."""
    names = d.some(words.MUNICIPALITIES, d.pick(3, 4))
    heads = [d.rng.randint(31, 420) * 100 for _ in names]
    rate = d.rng.randint(6, 45)
    v = [Decimal(h * rate) for h in heads]
    t = d.total(sum_of(v), mix=False)
    rows = [["Kommun", "Invånare", d.pick("Kr/inv.", "Kronor per invånare"), unit_head(d)]]
    rows += [
        [x, f"{h:,}".replace(",", " "), str(rate), cell]
        for x, h, cell in zip(names, heads, part_cells(d, v), strict=True)
    ]
    rows.append([d.pick(*SUM_ROW), f"{sum(heads):,}".replace(",", " "), "", t.n])
    return Passage(table(d, rows, AMONG_MUNICIPALITIES), [d.split("party", names, v, t.value)], own=False)


@tabular()
def table_subtotals(d: Draw) -> Passage:
    """Two groups with their own sums, and a grand total of the sums."""
    (cut_a, names_a), (cut_b, names_b) = d.rng.sample(GROUPS, 2)
    cuts, names = [cut_a, cut_b], [*d.some(names_a, 2), *d.some(names_b, 2)]
    if d.chance(0.3):
        cuts = ["Delsumma 1", "Delsumma 2"]
    v = d.values(4)
    sub = [v[0] + v[1], v[2] + v[3]]
    p, t = part_cells(d, v), total_cells(d, [*sub, sum_of(v)])
    rows = [
        [d.pick("Post", "Kostnader"), unit_head(d)],
        [names[0], p[0]],
        [names[1], p[1]],
        [cuts[0], t[0]],
        [names[2], p[2]],
        [names[3], p[3]],
        [cuts[1], t[1]],
        [d.pick("Summa totalt", "Totalt", "Total kostnad"), t[2]],
    ]
    splits = [
        d.split("item", names[:2], v[:2], sub[0]),
        d.split("item", names[2:], v[2:], sub[1]),
        d.split("item", cuts, sub, sum_of(v)),
    ]
    return Passage(table(d, rows), splits)


@tabular("t")
def table_appropriation(d: Draw) -> Passage:
    """A "Disponeras av" line and its `ap.` rows: the rows are parts of the line."""
    v = d.values(d.pick(2, 3))
    t = d.total(sum_of(v), mix=False)
    agency = d.pick(
        "Bygdemyndigheten", "Kulturarvsverket", "Folkbildningsnämnden", "Länsstyrelsen i Västermarks län"
    )
    names = ["Bidrag till regioner", "Utvärdering och uppföljning", "Stöd till kommuner"][: len(v)]
    purpose = d.pick("Utvecklingsinsatser", "Stöd till bygden", "Kulturmiljöinsatser")
    rows = [
        [f"{d.rng.randint(1, 5)}:{d.rng.randint(1, 9)} {purpose} (Ramanslag)", ""],
        [d.pick("Disponeras av ", "Disponeras av: ") + agency, t.n],
        *([f"ap.{i} {x}", m.n] for i, (x, m) in enumerate(zip(names, d.parts(v), strict=True), 1)),
    ]
    lead = d.say(
        "Anslag, belopp angivna i tkr",
        "Följande belopp (tkr) ställs till förfogande.",
        "Finansiering. Belopp i tkr",
        "Anslag (tkr)",
    )
    return Passage(f"{lead}\n\n{layout(d, rows)}", [d.split("item", names, v, t.value)], own=False)


@tabular("m")
def table_rounded(d: Draw) -> Passage:
    """Figures in tenths of millions, all rounded one by one from the true values."""
    y, names = d.years(3), d.some(words.SCHOOL_FORMS, 3)
    step = d.style.step
    while True:
        fine = [[v + d.rng.randint(-49, 49) * step / 100 for v in r] for r in grid(d, 3, 3)[0]]
        rounded = [[(v / step).quantize(Decimal(1)) * step for v in r] for r in fine]
        by_col = [(sum_of(c) / step).quantize(Decimal(1)) * step for c in zip(*fine, strict=True)]
        by_row = [(sum_of(r) / step).quantize(Decimal(1)) * step for r in fine]
        grand = (sum_of(map(sum_of, fine)) / step).quantize(Decimal(1)) * step
        off = [
            abs(sum_of(r) - s)
            for r, s in zip(
                [*rounded, *zip(*rounded, strict=True), by_col, by_row],
                [*by_row, *by_col, grand, grand],
                strict=True,
            )
        ]
        if 0 < max(off) <= step:
            break
    rows = [
        [unit_head(d), *map(str, y), "Summa"],
        *(
            [capital(x), *part_cells(d, r), *total_cells(d, [s])]
            for x, r, s in zip(names, rounded, by_row, strict=True)
        ),
        [d.pick(*SUM_ROW), *total_cells(d, [*by_col, grand])],
    ]
    note = d.pick("", "Avrundade belopp.", "Till följd av avrundning summerar tabellen inte alltid exakt.")
    return Passage(
        (table(d, rows) + "\n" + note).strip(),
        grid_splits(d, y, names, "item", (rounded, by_row, by_col, grand)),
        years=y,
    )


@tabular()
def table_and_text(d: Draw) -> Passage:
    """The total in running text, the years in a table with the same sum."""
    y = d.years(d.pick(3, 4))
    v = d.values(len(y))
    t = d.total(sum_of(v), mix=False)
    lead = d.say(
        "Den totala kostnaden för {purpose} är {t} under perioden {period}.",
        "{board} föreslås avsätta totalt {t} för {purpose} åren {period}.",
        "Totalt kostar {short} {t}, med följande fördelning över åren.",
        "Medfinansieringen uppgår sammanlagt till {t} för {period}.",
        t=t,
        period=d.span(y),
    )
    again = d.total(t.value, mix=False)
    rows = [
        ["År", unit_head(d)],
        *([str(x), cell] for x, cell in zip(y, part_cells(d, v), strict=True)),
        [d.pick(*SUM_ROW), again.n],
    ]
    return Passage(f"{lead}\n\n{layout(d, rows)}", [d.year_split(y, v, t.value)], years=y)
