"""Which amount is the total of the parts, and whether the parts claim to be the whole."""

from __future__ import annotations

import pytest

import swedoc

YEARS = "200 000 kronor 2021 och 300 000 kronor 2022"
PURPOSES = "200 000 kronor till lokaler och 300 000 kronor till personal"
PAYERS = "Staten betalar 200 000 kronor och Granviks kommun 300 000 kronor"


@pytest.mark.parametrize(
    "text",
    [
        f"Stödet fördelas med {YEARS}, totalt 500 000 kronor.",
        f"Stödet är totalt 500 000 kronor och fördelas med {YEARS}.",
        f"Stödet är 500 000 kronor, varav {PURPOSES}.",
        f"{PAYERS}. Den totala kostnaden är 500 000 kronor.",
    ],
)
def test_the_total_is_found(text: str) -> None:
    (split,) = swedoc.parse_text(text).splits
    assert split.total is not None
    assert split.total.value == 500_000
    assert split.consistent is True


def test_without_a_total_nothing_is_judged() -> None:
    record = swedoc.parse_text(f"Stödet fördelas med {YEARS}.")
    assert [split.consistent for split in record.splits] == [None]
    assert record.findings == ()


def test_some_parts_of_a_whole_are_no_mismatch() -> None:
    record = swedoc.parse_text("Anslaget är 900 000 kronor, varav 200 000 kronor avser lokaler.")
    assert record.verdict != "does_not_add_up"


def test_rounded_figures_may_differ_by_their_rounding() -> None:
    record = swedoc.parse_text(
        "Kostnaden är totalt 2,5 mnkr och fördelas med 1,3 mnkr 2021 och 1,3 mnkr 2022."
    )
    assert record.verdict == "adds_up_within_rounding"


def test_what_is_applied_for_is_no_total_of_what_is_granted() -> None:
    record = swedoc.parse_text(f"Föreningen ansöker om 800 000 kronor. Nämnden beviljar {YEARS}.")
    assert record.verdict != "does_not_add_up"


def test_earlier_support_is_no_part() -> None:
    record = swedoc.parse_text(
        f"Föreningen fick 90 000 kronor 2019. Stödet är totalt 500 000 kronor och fördelas med {YEARS}."
    )
    assert record.verdict == "adds_up"


def test_what_two_amounts_differ_by_is_no_part() -> None:
    record = swedoc.parse_text(
        "I mars beräknades den totala avvikelsen till 316 mnkr. I bokslutet blev den 563 mnkr, "
        "alltså 247 mnkr mer än beräknat."
    )
    assert record.verdict == "not_checked"


@pytest.mark.parametrize("words", ["högre än 2021", "lägre jämfört med 2021"])
def test_a_percentage_of_change_is_not_of_the_sum_beside_it(words: str) -> None:
    text = f"Utfallet blev 1 290 mnkr, vilket är 68 mnkr (5,6 procent) {words}."
    assert swedoc.parse_text(text).findings == ()


def errors(text: str) -> list[str]:
    return [f.code for f in swedoc.parse_text(text).findings if f.severity == "error"]


ORDER = (
    "Anbudet omfattar 46 datorer à 12 850 kr, totalt {0} kr, och 18 skärmar à 2 145 kr, totalt {1} kr. "
    "Sammanlagt uppgår anbudet till {2} kr."
)


def test_rates_times_counts_in_an_enumeration_are_checked_and_added() -> None:
    record = swedoc.parse_text(ORDER.format("591 100", "38 610", "629 710"))
    assert record.verdict == "adds_up"
    assert [part.key for part in record.splits[0].parts] == ["46 datorer", "18 skärmar"]
    assert errors(ORDER.format("591 100", "36 810", "627 910")) == ["rate_times_count"]
    assert errors(ORDER.format("591 100", "38 610", "692 710"))[0] == "sum_mismatch"


def test_a_rent_in_two_forms_is_no_sum() -> None:
    text = "Hyran är 1 465 kr per kvm och år, dvs 1 816 600 kr/år eller 151 383 kr/mån."
    assert swedoc.parse_text(text).findings == ()


def test_what_is_added_on_top() -> None:
    text = (
        "Under två år blir det 3 960 tkr. Till detta kommer etablering med 780 tkr, dvs. sammanlagt {0} tkr."
    )
    assert swedoc.parse_text(text.format("4 740")).verdict == "adds_up"


def test_a_share_of_the_cost_does_not_contradict_it() -> None:
    text = (
        "Beslut\nLänsstyrelsen beviljar 193 000 kronor i bidrag till projektet Våtmarken. Bidraget utgör "
        "50 procent av de bidragsberättigande kostnaderna, som uppgår till totalt 386 000 kronor."
    )
    assert errors(text) == []


def test_the_sum_of_a_list_with_its_digits_turned_in_the_decision() -> None:
    text = (
        "Upprustning av badhuset\n\nFörslag till beslut\nNämnden föreslår kommunstyrelsen\n"
        "att bevilja {0} kronor för upprustning av badhuset.\n\nKostnader\n"
        "Kostnaden för upprustningen har beräknats till totalt 8 640 000 kronor enligt följande:\n"
        "• Omklädningsrum: 5 200 000 kronor\n• Vattenrening: 3 440 000 kronor\n"
    )
    assert errors(text.format("8 640 000")) == []
    assert errors(text.format("8 460 000"))[0] == "body_decision_mismatch"


def test_a_year_at_the_beginning_of_a_line_is_no_sum() -> None:
    years = "6 000 000 kronor\n2021, 10 000 000 kronor 2022 och 8 000 000 kronor 2023"
    text = f"Medlen är 24 000 000 kronor, varav {years}."
    (split,) = swedoc.parse_text(text).splits
    assert [part.key for part in split.parts] == ["2021", "2022", "2023"]


def test_a_sum_told_in_brackets_is_no_part() -> None:
    text = "I planen är avsatt 2 900 tkr, fattas alltså 500 tkr som tas från projekt 2217 (budget 4 800 tkr)."
    assert errors(text) == []


def test_monthly_costs_in_one_sentence_are_not_each_the_total_of_a_period() -> None:
    text = (
        "Teamets totala budget för perioden 2015–2017 är 2 750 000 kronor. I budgeten ingår läkartid, 19 000 "
        "kronor per månad, en sjuksköterska, 47 500 kronor per månad, samt bil om 25 000 kronor per månad."
    )
    assert swedoc.parse_text(text).findings == ()


def test_a_rate_that_is_part_of_a_total_made_up_already() -> None:
    text = (
        "Kostnaden är 1,2 mnkr år 2019 och 1,4 mnkr år 2020, dvs. totalt 2,6 mnkr. "
        "Hyra för lokal, ca 11 tkr/månad, ingår."
    )
    assert swedoc.parse_text(text).findings == ()


def test_a_label_that_ends_in_a_hyphen_is_no_open_end() -> None:
    text = "Vi krediterar av års-\nbeloppet, dvs 82 000 kr, 73 800 kr och 65 600 kr, sammanlagt 221 400 kr."
    assert swedoc.parse_text(text).verdict == "adds_up"


@pytest.mark.parametrize(("last", "codes"), [("20", []), ("25", ["percent_not_100"])])
def test_percentages_of_named_parties(last: str, codes: list[str]) -> None:
    text = (
        f"Kostnaden fördelas enligt följande: Norrby 50 procent, Söderby 30 procent, Västby {last} procent."
    )
    assert errors(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Intäkterna väntas öka med 2,4 mnkr per år, varav 1,7 mnkr från fast avgift och 0,7 mnkr rörlig.",
        "Den fasta avgiften blir 2 480 kr och den rörliga 3 690 kr, tillsammans 6 170 kr per år.",
    ],
)
def test_parts_of_a_yearly_sum_are_yearly_unsaid(text: str) -> None:
    assert swedoc.parse_text(text).verdict == "adds_up"


PROJECT = (
    "Förslag till beslut\nNämnden förlänger projektet Kraften under perioden 2019–2021 till en kostnad om "
    "4,2 mnkr.\n\nEkonomi\nKostnaden för förlängningen av projektet beräknas till 1,2 mnkr år 2019, "
    "1,4 mnkr år 2020 och 1,6 mnkr år {0}, dvs. totalt 4,2 mnkr.\n"
)


def test_the_period_that_the_decision_gives_for_the_same_sum() -> None:
    assert errors(PROJECT.format(2021)) == []
    assert errors(PROJECT.format(2022)) == ["year_outside_period", "missing_year"]


def test_a_change_said_behind_its_percentage() -> None:
    text = "Bidraget är 118,6 mnkr. Det är 7,1 mnkr (5,6 %) lägre än 1994 års anslag på 125,7 mnkr."
    assert errors(text) == []


def test_what_is_told_of_a_list_item_in_brackets_or_as_a_rate() -> None:
    items = "- Gata: -2 900 tkr, främst vinter (-2 100 tkr)\n- Bygglov: -650 tkr\n"
    assert (
        swedoc.parse_text(f"Avvikelserna fördelas så här:\n\n{items}Summa: -3 550 tkr").verdict == "adds_up"
    )
    points = (
        "Rektor beslutar\n\natt tekniken tilldelas 60 platser à 47 500 kr, dvs 2 850 000 kr,\n"
        "att naturvetenskapen tilldelas 45 platser à 52 000 kr, dvs 2 340 000 kr,\n"
        "samt att 310 000 kr reserveras för studievägledning.\n\nDen totala ramen blir därmed {0} kr."
    )
    assert swedoc.parse_text(points.format("5 500 000")).verdict == "adds_up"
    assert errors(points.format("5 800 000")) == ["sum_mismatch"]


def test_a_product_with_a_times_sign() -> None:
    text = "Kostnaden för de yngre blir 42 x 148 500 kronor = {0} kronor."
    assert errors(text.format("6 237 000")) == []
    assert errors(text.format("6 327 000")) == ["rate_times_count"]


def test_all_years_of_the_period_are_the_whole() -> None:
    text = (
        "Uppdraget avser tiden 2019–2021. Det får kosta sammanlagt 30 mnkr, varav 4 mnkr 2019, "
        "11 mnkr 2020 och {0} mnkr 2021."
    )
    assert errors(text.format(15)) == []
    assert errors(text.format(12)) == ["sum_mismatch"]


def test_things_that_have_a_price_are_counted_whatever_they_are_called() -> None:
    text = "Position 1: 45 skrivbord à 7 850 kr, tillsammans {0} kr."
    assert errors(text.format("353 250")) == []
    assert errors(text.format("335 250")) == ["rate_times_count"]


def test_a_whole_that_is_used_up_is_no_total_of_what_follows() -> None:
    text = (
        "Projektets budget är på {0} kronor. Den täcks i sin helhet av EU-fonden med 4 860 000 kronor, "
        "Region Ekåsa med 1 350 000 kronor och Granviks kommun med 720 000 kronor."
    )
    assert errors(text.format("6 930 000")) == []
    assert errors(text.format("7 930 000")) == ["sum_mismatch"]


def test_the_sum_refers_back_from_anywhere() -> None:
    text = (
        "Bokföringen visar 840 000 kr för snöröjning, 910 000 kr för halkning och 480 000 kr för sopning. "
        "De tre posterna utgör allt som bokförs på vintern, och summan blir {0} kronor."
    )
    assert swedoc.parse_text(text.format("2 230 000")).verdict == "adds_up"
    assert errors(text.format("2 320 000")) == ["sum_mismatch", "digit_transposition"]


def test_what_is_left_is_a_part_without_a_figure() -> None:
    text = "Nämnden får 2 200 tkr, varav 1 400 tkr till nya platser och återstoden till försörjningsstöd."
    record = swedoc.parse_text(text)
    assert record.verdict == "adds_up"
    assert [(str(p.value), p.derived) for p in record.splits[0].parts] == [
        ("1400000", None),
        ("800000", "remainder"),
    ]


def test_a_budget_beside_an_outcome_is_no_part() -> None:
    text = (
        "Utgiften blev 126,5 mnkr av budgeterade 171 mnkr. Den fördelar sig på gator {} mnkr och hus {} mnkr."
    )
    assert swedoc.parse_text(text.format("37,8", "88,7")).verdict == "adds_up"
    assert errors("Prognosen är 640 mnkr mot budgeterade 905 mnkr. Projektets totalram är 2 400 mnkr.") == []


def test_a_total_of_its_own_sentence_is_not_that_of_the_next() -> None:
    text = (
        "Väljs B betalar Granviks kommun 1 278 tkr och Region Ekåsa 852 tkr, tillsammans 2 130 tkr. "
        "Annars blir kommunens del 1 350 tkr och regionens 900 tkr."
    )
    assert swedoc.parse_text(text).verdict == "adds_up"


def test_a_thousandfold_total_is_a_slip_of_the_unit() -> None:
    text = (
        "Satsningen kostar 6 300 {0}. Den finansieras genom stöd från Boverket med 3 000 tkr, kommunens "
        "insats på 2 500 tkr och bidrag från fastighetsägarna med 800 tkr."
    )
    assert errors(text.format("tkr")) == []
    assert errors(text.format("mnkr")) == ["unit_factor_1000"]


def test_the_unit_in_brackets_of_a_lead_is_that_of_its_list() -> None:
    text = (
        "Projektet har tre delar (kostnad i tkr):\n• lekplats, 2 100\n• belysning, 1 450\n"
        "• planteringar, 900\nSumma {0}\n"
    )
    record = swedoc.parse_text(text.format("4 450"))
    assert record.verdict == "adds_up"
    assert {str(a.value) for a in record.amounts} == {"2100000", "1450000", "900000", "4450000"}
    assert "sum_mismatch" in errors(text.format("4 540"))


def test_a_rate_per_two_things_times_both() -> None:
    text = (
        "Priset är 2 650 kronor per plats och dygn. Åtta platser i 120 dygn betyder en kostnad på {0} kronor."
    )
    assert errors(text.format("2 544 000")) == []
    assert errors(text.format("2 454 000")) == ["rate_times_count"]
    yearly = "Hyran är 2 500 kronor per kvm och år på tio år för 752 kvm, det vill säga 1 880 tkr per år."
    assert errors(yearly) == []


def test_vat_told_by_itself() -> None:
    text = "Priset är 552 000 kr exklusive moms. Momsen är 138 000 kr. Priset inklusive moms är {0} kr."
    assert swedoc.parse_text(text.format("690 000")).verdict == "adds_up"
    assert errors(text.format("710 000")) == ["sum_mismatch"]
    two = (
        "A kostar 100 000 kr exkl. moms och B 90 000 kr exkl. moms. Momsen är 25 000 kr. Med moms 125 000 kr."
    )
    assert errors(two) == []


def test_a_percentage_of_a_whole_that_is_named_again() -> None:
    text = (
        "Rådet beviljar 8 000 000 kronor till skolan. Bidraget betalas med 5 000 000 kronor 2026 och "
        "3 000 000 kronor 2027.\n\nVillkor\n\n"
        "Av bidraget får 18 procent, det vill säga {0} kronor, gå till lokaler."
    )
    assert errors(text.format("1 440 000")) == []
    assert errors(text.format("1 640 000")) == ["percent_amount_mismatch"]


def test_the_years_of_a_decision_and_of_a_table_that_differ_in_one() -> None:
    text = (
        "Budget (tkr)     2023     2024     2025    Totalt\n"
        "Lön               820      980    1 010     2 810\n"
        "Drift             330      440      450     1 220\n"
        "Summa           1 150    1 420    1 460     4 030\n\n"
        "Beslut\nNämnden beslutar att anvisa 1 150 tkr för 2023, {0} tkr för 2024 och 1 460 tkr för 2025.\n"
    )
    assert errors(text.format("1 420")) == []
    assert errors(text.format("1 300")) == ["body_decision_mismatch"]


def test_a_column_that_counts_is_no_part_of_its_rows() -> None:
    text = (
        "Utfall (tkr)      Besök   Listning    Övrigt    Totalt\n"
        "Asken            22 000     90 640    14 300   104 940\n"
        "Björken          18 500     76 220     9 140    {0}\n"
        "Granen           21 000     86 520    16 700   103 220\n"
    )
    assert errors(text.format(" 85 360")) == []
    assert "table_row_sum" in errors(text.format(" 85 630"))


TABLE_OF_YEARS = (
    "{0} (tkr)     2023     2024     2025    Totalt\n"
    "Lön               820      980    1 010     2 810\n"
    "Drift             330      440      450     1 220\n"
    "Summa           1 150    1 420    1 460     4 030\n\n"
    "Beslut\nNämnden beslutar att anvisa 1 150 tkr för 2023, 1 300 tkr för 2024 och 1 460 tkr för 2025.\n"
)


@pytest.mark.parametrize("head", ["Sökta medel", "Begärda belopp", "Äskanden"])
def test_less_may_be_granted_than_was_applied_for(head: str) -> None:
    assert errors(TABLE_OF_YEARS.format(head)) == []
    assert errors(TABLE_OF_YEARS.format("Budget")) == ["body_decision_mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "Avgiften är 1 500 kronor för vuxna och 500 kronor för barn. Intäkterna beräknas till 2 000 tkr.",
        "Budgeten för 2024 är 5 mnkr, varav 3 mnkr avser lokaler och 2 mnkr drift.\n\nFör 2025 ökar budgeten "
        "till 6 mnkr. Av budgeten går 20 procent, det vill säga 1,2 mnkr, till konsulter.",
        "Ersättningen är 1 200 kr per dygn och plats. Kommunen köper 10 platser. Under 2023 användes "
        "300 dygn, vilket kostade 360 000 kronor.",
        "Utgiften blev 10 mnkr. Den fördelar sig på hus 6 mnkr och mark 4 mnkr. Året innan var "
        "utgiften 8 mnkr, fördelad på hus 5 mnkr och mark 3 mnkr.",
        "Nämnden avsätter 300 tkr, varav 200 tkr till skolan och resterande till fritid. Därutöver 150 tkr.",
        "Etapp 1 kostar 80 000 kr exklusive moms. Momsen är 20 000 kr. Etapp 2 kostar 125 000 kr inkl. moms.",
        "Kostnaden är 900 kr per elev i grundskolan och 600 kr per elev i gymnasiet. Det blir totalt 9 mnkr.",
    ],
)
def test_no_error_where_nothing_is_said_to_add_up(text: str) -> None:
    assert errors(text) == []
