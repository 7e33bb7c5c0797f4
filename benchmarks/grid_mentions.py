"""A grid of dates and case numbers, and of what is neither: every form in every place of a memo.

    python benchmarks/grid_mentions.py [--misses]

Dates are written by Babel (CLDR, locale sv) and by `datetime`, not by our own tables; case numbers
are printed from the shapes of the field guide without our templates. An answer is right when value
and span both are. A negative is right when nothing at all is found.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from swedoc.mentions import CaseMention, DateMention
from swedoc.pipeline import mentions_of_text


@dataclass(frozen=True)
class Point:
    """A text, the printed form in it, and the values that must be found there (none: nothing may be)."""

    group: str
    text: str
    printed: str
    values: tuple[str, ...]


DAYS = [
    date(2012, 5, 14),
    date(2018, 1, 1),
    date(2021, 12, 31),
    date(2024, 2, 29),
    date(2026, 9, 3),
    date(1998, 10, 11),
]
DATE_PLACES = [
    "Datum: {}\nHandläggare: Karin Ahlmo",
    "Nämnden beslutade den {}, § 45, att godkänna planen.",
    "Tjänsteskrivelse daterad {}.",
    "Svar lämnas senast den {} till registrator.",
    "({})",
    "| Beslut | {} |",
    "Ansökan (inkommen {}) avser 450 000 kronor för åren därpå.",
    "KOMMUNSTYRELSEN\n{}\n",
    "per den\n{} återstår 1 250 000 kr",
]


def _printed_days(day: date) -> Iterator[tuple[str, str]]:
    iso = day.isoformat()
    yield iso, iso
    yield iso.replace("-", "."), iso
    yield iso.replace("-", "\u2011"), iso
    yield format_date(day, "long", locale="sv"), iso
    yield format_date(day, "d MMMM\ny", locale="sv"), iso
    yield format_date(day, "d MMM y", locale="sv"), iso
    yield f"{day.day}/{day.month} {day.year}", iso
    yield f"{day.day}.{day.month}.{day.year}", iso


def days() -> Iterator[Point]:
    """Days in every printed form and place."""
    for day, place in itertools.product(DAYS, DATE_PLACES):
        for printed, value in _printed_days(day):
            yield Point("days", place.format(printed), printed, (value,))


def spans_of_time() -> Iterator[Point]:
    """Periods: both ends must be found, and the years that they cover."""
    places = [
        "Avtalet gäller {}.",
        "under perioden {} med förlängning",
        "Projekttid: {}\n",
        "för {} beviljas 300 000 kr",
    ]
    for first, place in itertools.product(DAYS[:4], places):
        last = first + timedelta(days=700)
        for join in ("–", " – ", " till ", " t.o.m. ", " till och med den ", "-"):
            long_form = (
                f"{format_date(first, 'long', locale='sv')}{join}{format_date(last, 'long', locale='sv')}"
            )
            yield Point("periods", place.format(long_form), long_form, (first.isoformat(), last.isoformat()))
            if "den" not in join:
                iso = f"{first.isoformat()}{join}{last.isoformat()}"
                yield Point("periods", place.format(iso), iso, (first.isoformat(), last.isoformat()))
    for year, span, place in itertools.product((2009, 2019, 2024), (1, 2, 5), places):
        for join in ("-", "–", " - ", " – ", " till ", " t.o.m. ", "–\n"):
            printed = f"{year}{join}{year + span}"
            yield Point("year spans", place.format(printed), printed, (str(year), str(year + span)))
        short = f"{year}/{(year + 1) % 100:02}"
        yield Point("läsår", place.format(short), short, (str(year), str(year + 1)))


BODIES = ["KS", "KF", "BUN", "SN", "TN", "VON", "ÖFN", "KSAU", "MBN", "RUN", "HSN", "KFN", "XYN"]
YEARS = [2009, 2018, 2024]


def _case_numbers() -> Iterator[tuple[str, bool]]:
    """Printed numbers, and whether they need a label."""
    for body, year in itertools.product(BODIES, YEARS):
        yield f"{body} {year}/214", False
        yield f"{body} {year}-00412", False
        yield f"{body}/{year}:318", body == "XYN"
        yield f"{body}-{year}/7", False
        yield f"{body}-{year}-1234", False
        yield f"{body}/248/{year}", False
        if body != "XYN":
            yield f"{year}{body}141", False
            yield f"{year}.272 {body}", False
            yield f"{body}{year % 100:02}-508", False
    for unit, year in itertools.product(("Fi", "S", "N", "Ju", "UF", "Fö", "Kn"), YEARS):
        yield f"{unit}{year}/04104", False
        yield f"{unit}{year}/6334/SFÖ", False
        yield f"{unit}{year}/80025/UD/FIM", False
    for year in YEARS:
        yield f"1.5.3-229-{year}", False
        yield f"4.1-1234/{year}", False
        yield f"6.1.15-Ä {year}-443", False
        yield f"T {year}-303-01743", False
        yield f"S-Dp {year}-11902-54", False
        yield f"505-12345-{year}", False
        yield f"401-{year}:2390", False
        yield f"Af-{year}/0012 3456", False
        yield f"{year}/KS 0041 003", False
        yield f"{year}/2134-8", True
        yield f"1488/{year}", True
        yield f"{year}-000297", True
        yield f"{year}:1890", True
        yield f"303-215-{year % 100:02}", True
        yield f"{year}-142-307", True
        yield f"0273/{year % 100:02}", True
        yield f"7-732-{year}", True
        yield f"{year}.286.103", True
        yield f"2924-{year}", True
    yield from (
        (printed, False) for printed in ("RS170402", "LS 1209-1229", "N30441-12-10", "0500-K39880-04")
    )


LABELLED = [
    "Dnr {}\n",
    "Diarienr: {}\nSida 1 (3)",
    "Diarienummer\n{}\n\nTitel",
    "DNR: {}",
    "Vår beteckning: {}",
    "Datum Dnr\n2021-03-04 {}\n",
    "Beslut i ärendet (dnr {}) togs i går.",
    "Ärendenr {}.",
    "§ 40 Dnr {}\n",
]
UNLABELLED = [
    "{}\n",
    "Ärendet rör avtalet ({}) och dess följder.",
    "§ 56 {}\n",
    "samband med {}, som avslutades.",
]


def case_numbers() -> Iterator[Point]:
    """Case numbers after every label and, where their shape suffices, without one."""
    for printed, needs_label in _case_numbers():
        for place in LABELLED if needs_label else [*LABELLED, *UNLABELLED]:
            yield Point("case numbers", place.format(printed), printed, (printed,))


NO_CASE = [
    "lagen (2017:725)",
    "SFS {y}:725",
    "SKOLFS {y}:37",
    "prop. {y}/{z}:100",
    "bet. {y}/{z}:SoU1",
    "rskr. {y}/{z}:127",
    "SOU {y}:8",
    "Ds {y}:4",
    "dir. {y}:80",
    "RiR {y}:30",
    "cirkulär 12:53",
    "motion ({y}:6)",
    "§ 45/{y}",
    "KS § 123",
    "HSD-A § 44-{y}",
    "sammanträde LS 10/08",
    "Norr 2:1",
    "anslaget 1:6",
    "ap.3",
    "läsåret {y}/{z}",
    "org.nr 212000-0027",
    "16-212000-0027",
    "bankgiro 123-4567",
    "plusgiro 10 20 30-4",
    "tfn 0980-319 215",
    "08-465 004 17",
    "{y}-03-23",
    "{y}–{n}",
    "23 mars {y}",
    "budget {y}",
    "BUDGET {y}-{n}",
    "kl. 13.00–16.15",
    "Box {y}",
    "ISBN 978-91-88888-14-2",
    "70/30 procent",
    "1/1-31/12 {y}",
    "rösterna 13-2",
    "skala 1:500",
    "NJA {y} s. 3",
    "MÖD {y}:37",
    "ISO 9001:{y}",
    "{y} kr",
    "PBL (2010:900)",
    "(EU) {y}/679",
]
NO_DATE = [
    "{y} kr",
    "{y} kronor",
    "2 {h} kr",
    "{y} tkr",
    "{y},50 kr",
    "{y} elever",
    "{y} kvm",
    "{y} invånare",
    "lagen ({y}:725)",
    "SFS {y}:725",
    "prop. {y}/{z}:100",
    "SOU {y}:8",
    "Dnr KS {y}/214",
    "KS {y}-00412",
    "Dnr {y}-000297",
    "{y}.272 KS",
    "S{y}/01234",
    "RUN/248/{y}",
    "{y}KS141",
    "Dnr {y}/{z}",
    "Box {y}",
    "konto {y}",
    "tfn 0980-319 215",
    "org.nr 212000-0027",
    "§ 45/{y}",
    "1 (3)",
    "Sida 1/10",
    "rösterna 13-2",
    "kl. 13.00–16.15",
    "{y}:-",
    "anslaget 1:6",
    "Norr 2:1",
    "1.5.3-229-{y}",
    "T {y}-303-01743",
    "505-12345-{y}",
    "NJA {y} s. 3",
    "MÖD {y}:37",
    "under {c}00-talet",
    "bankgiro 123-4567",
    "ISO 9001:{y}",
]
FRAMES = ["{}\n", "Nämnden har tagit del av {} och yttrat sig.", "({})", "Underlag: {}, med bilagor", "– {}"]


def negatives() -> Iterator[Point]:
    """What looks like a case number or a date and is none."""
    for year, frame in itertools.product((1998, 2012, 2023), FRAMES):
        parts = {"y": year, "z": f"{(year + 1) % 100:02}", "n": year + 2, "h": "021", "c": year // 100}
        for group, forms in (("no case number", NO_CASE), ("no date", NO_DATE)):
            for form in forms:
                printed = form.format(**parts)
                yield Point(group, frame.format(printed), printed, ())


def right(point: Point) -> bool:
    """Whether the value and the span of the mention are as printed, or nothing was found for a negative."""
    claims = mentions_of_text(point.text).claims
    if point.group == "no case number":
        return not claims.of(CaseMention)
    if point.group == "no date":
        return not claims.of(DateMention)
    start = point.text.index(point.printed)
    end = start + len(point.printed)
    if point.group == "case numbers":
        return any((m.value, m.start, m.end) == (point.values[0], start, end) for m in claims.of(CaseMention))
    dates = [m for m in claims.of(DateMention) if (m.start, m.end) == (start, end)]
    return any((m.value, m.until)[: len(point.values)] == point.values for m in dates)


def grid() -> list[Point]:
    """All points, without repetitions."""
    return list(dict.fromkeys([*days(), *spans_of_time(), *case_numbers(), *negatives()]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="print each form that was not read")
    args = parser.parse_args()
    total: dict[str, int] = {}
    hits: dict[str, int] = {}
    for point in grid():
        good = right(point)
        total[point.group] = total.get(point.group, 0) + 1
        hits[point.group] = hits.get(point.group, 0) + good
        if args.misses and not good:
            print(f"{point.group}: {point.printed!r} in {point.text!r}", file=sys.stderr)
    for group in total:
        print(f"{group:16}{hits[group]:6} / {total[group]:<6}{100 * hits[group] / total[group]:7.2f} %")


if __name__ == "__main__":
    main()
