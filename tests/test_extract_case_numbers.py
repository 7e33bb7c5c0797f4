"""Case numbers in marked-up sentences: value, plan code, label, role, and whether it is malformed."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from swedoc.mentions import CaseMention
from swedoc.pipeline import mentions_of_text
from swedoc.relate.mentioned import case_numbers

MARK = regex.compile(r"<c(?P<attributes>[^>]*)>(?P<words>.*?)</c>", regex.DOTALL)
SENTENCES = [
    "Dnr <c role=own label=Dnr>KS 2019/418</c>. Granviks kommun var med.",
    "Diarienr: <c role=own>2026.272 KS</c>\nBudget 2027 och ramar 2028–2029",
    "§ 56 <c role=own>2018.085 KS</c>\nHemställan",
    "Beteckning: <c role=own>2017.214 SN</c> Socialnämnden",
    "\n<c role=own>2026-000297</c>\nKommunens diarienummer: <c>2026-000237</c>",
    "DATUM DIARIENR\n2022-03-09 <c role=own>2021/2134-8</c>\nERT DATUM ER BETECKNING\n2022-02-25 "
    "<c role=mentioned>KS 2022/0057</c>\nEnligt sändlista",
    "Regeringsbeslut III 13\n2021-06-17 <c role=own>S2020/05117</c> (delvis)\n<c role=own>S2021/04458</c> "
    "(delvis)\n<c role=own>Fi2021/02209</c> m.fl.\nÄldremyndigheten",
    "Vår beteckning: <c role=own>UN 2022-00731</c>\nEr beteckning: <c>S2022/01234</c> (delvis)",
    "Ärendet (dnr <c role=mentioned>KS/2020:345</c>, tidigare <c role=mentioned>2018/KS 0077 003</c>) ok.",
    "Ärendet har samband med regionens ärende <c role=mentioned>RS190344</c>.",
    "Dnr <c plan=001>KS/2018:318 - 001</c>\n",
    "Dnr <c plan=51>KS 2012/162 51</c>\n",
    "Dnr <c plan=626>Bun/2025:147 626</c>\n",
    "Dnr <c plan=1.3.1>KS 2017/00123-1.3.1</c>\n",
    "Dnr <c plan=106>KS-2018/1234.106</c>\n",
    "Dnr <c value=7-732-2011>7-732-2011</c> och <c value=5-734-2011>5-734-2011</c>",
    "Dnr <c value=RS/341/2023>RS/341</c>, <c value=RS/342/2023>342</c> och <c value=RS/343/2023>343/2023</c>",
    "Dnr <c value=KS_2023/341>KS 2023/341</c>, <c value=KS_2023/342>342</c> och <c value=KS_2023/343>343</c>",
    "Dnr <c malformed=True role=own>RUN/144//2023</c>\n",
    "Diarienummer: <c malformed=True>KS 2023/-184</c>\n",
    "Vårt dnr: <c malformed=True>SN--2021/66</c>\n",
    "Dnr <c value=KS_2021-00123>KS 2021-\n00123</c>\n",
    "(se <c value=Fi2016/04386/SFÖ>Fi2016/\n04386/SFÖ</c>)",
    "behandlades i mål nr <c role=mentioned>3596-15 E</c> och mål <c>T 1234-19</c>",
    "Finansutskottets betänkande <c role=own>2018/19:FiU3</c>\n\nFörslag",
    "Uppdragsnummer: <c>30092089</c>\nKund: Granviks kommun",
    "JO dnr <c>2924-2011</c>, JK <c>2025/7185</c> och ARN <c>1998-3732</c> är äldre.",
    "Dnr <c>1.5.3-229-2012</c>\n\nDnr <c>0273/20</c>\n\nDnr <c>Af-2019/0012 3456</c>\n",
    "**Dnr:** <c>KS 2021/5</c>\n",
    "Dnr: <c role=own>UFV-FE 2021/318</c>     Punkt 7\n",
    "Planen <c role=mentioned>S-Dp 2016-04417</c> vann laga kraft.",
    "Nuvarande avtal (<c role=mentioned>2019BIB12</c>) löper ut.",
    "Ämne: VB: Anbud   [Ärende <c>2021-0877-MB</c>]\n",
    "KF § 12            <c plan=045>2009.0412 045</c>\n\nBorgen för bolaget",
    "Vår bet: <c role=own>SOC-16-0907</c>\nEr bet: <c role=mentioned>KS 2016/12</c>\n",
    "Hon har i målet <c role=mentioned>3118-15</c>, som avsåg 2013, sagt samma sak.",
    "Renovering av orgeln i Åby kyrka (<c role=mentioned>KR 2003/14</c>)\n",
    "Rådet (ansökan <c role=mentioned>2018-00932</c>, 12,4 mnkr) och Ansökan <c>2018-00933</c>",
    "<c role=own>Fi 2009/4417</c> (delvis)\n",
    "§ 38   Lån till bolaget\n       Ärende <c role=own>2013-29</c>\n\nVD redogör.",
    "Bolaget AB\n\nTill styrelsen\nRef. <c role=own>BSF 21-046</c>\n\nNya kärl\n",
    "Kommunalförbundet\n2023-11-06\n<c role=own>KSA 23-0415</c>\n\nAvfallsplan\n",
    "Landstinget\n2003-12-02\n<c role=own>LS/1187/03</c>\n\nPM\n",
    "Rådet\n<c role=own>IR-20203418</c>\n\nBeslut\n",
    "I ett liknande ärende (<c role=mentioned>1998.204.231</c>) var avgiften lägre.",
    "Diarienummer <c plan=292>TFN 2016.52.292</c>\n",
    "2021-05-05            <c role=own>MLS 3.4.2-1906/2021</c>\n",
    "Projektet har i systemet fått nummer <c role=mentioned>NYPS 20359117</c>.",
    "TINGSRÄTTEN       Mål nr <c role=mentioned>K 418-09</c>\n",
    "AD har i mål nr <c role=mentioned>A 34/18</c> sagt detsamma.",
    "Datum\nDiarienummer\nEr beteckning\n2023-05-04\n<c role=own>1.2-1190/2023</c>\n–\nEnligt sändlista",
]
NONE = [
    "SFS (2017:725), SKOLFS 2014:58, prop. 2020/21:100, bet. 2020/21:SoU1, rskr. 2020/21:127, SOU 2020:8",
    "cirkulär 12:53, motion (2012:6), § 45/2020, KS § 123, HSD-A § 44-2015, sammanträde LS 10/08",
    "Norr 2:1, anslaget 1:6, ap.3, läsåret 2021/22, org.nr 212000-0027, 16-212000-0027, bankgiro 123-4567",
    "Planritning A-40-1-100, ISBN 978-91-88888-14-2, tfn 0980-319 215, 441 81 Almvik, Mål 1-10 är uppfyllda",
    "BUDGET 2020/21, VIP 2023-2025, ISO 9001:2015, MÖD 2013:37, PBL 2010:900, KSAU 2018-10-23, § 201",
    "Vår ref: Karin Ahlmo, 08-465 004 17. Er ref 2021-03-04.",
    "Vår ref: 0980-319 215. Vår beteckning 08-465 004 17, beteckning 2:14, dnr 2021, mål 3-10 mkr",
    "målet 2020-25 nås, målen 2021-22 likaså, Summa 100 KR 2001/02, 1 200 KR 2003/14, M 2019/2020",
    "Förvaltningen\nTFN 08-465 004 17\nBOX 12-14\nÄrende 2019-2021\n1998.04.23\nFAX 031-390 06 12\n",
    "Ärende 12\nPunkt 2013-29 i planen\nRef 2021-03-04\nKL 13-1500\n1 998.204.231 kr\nKF-20201123\n",
    "under BUN 2021/2022 och Avdelning A2020/21 i går",
]


def found(text: str) -> list[CaseMention]:
    return mentions_of_text(text).claims.of(CaseMention)


def unmark(sentence: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        pairs = (pair.split("=") for pair in mark["attributes"].split())
        attributes = {name: value.replace("_", " ") for name, value in pairs}
        wanted.append((len(text), len(text) + len(mark["words"]), attributes))
        text += mark["words"]
        at = mark.end()
    return text + sentence[at:], wanted


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences(sentence: str) -> None:
    text, wanted = unmark(sentence)
    mentions = found(text)
    assert [(m.start, m.end) for m in mentions] == [(start, end) for start, end, _ in wanted]
    for mention, (_, _, attributes) in zip(mentions, wanted, strict=True):
        given = {
            "value": mention.value, "plan": mention.plan_code, "label": mention.label, "role": mention.role,
            "malformed": mention.malformed,
        }  # fmt: skip
        assert {name: str(given[name]) for name in attributes} == attributes


@pytest.mark.parametrize("text", NONE)
def test_lookalikes_are_left_alone(text: str) -> None:
    assert [text[m.start : m.end] for m in found(text)] == []


def test_a_list_of_fifteen_on_one_label() -> None:
    numbers = [f"KS 2021/{at}" for at in range(1, 16)]
    text = "Dnr " + ", ".join(numbers[:-1]) + " och " + numbers[-1]
    assert [m.value for m in found(text)] == numbers


def test_a_running_head_is_one_entry_of_the_record() -> None:
    page = "Granviks kommun\nDnr KS 2021/5\n\nRemissen (dnr S2021/03310) har besvarats av nämnden.\n\n"
    listed = case_numbers(mentions_of_text(page * 3))
    assert [(c.value, c.role) for c in listed] == [("KS 2021/5", "own"), ("S2021/03310", "mentioned")]


@given(
    st.sampled_from(["KS", "BUN", "ÖFN", "RUN"]),
    st.integers(1970, 2060),
    st.integers(1, 99999),
    st.sampled_from(["{0} {1}/{2}", "{0}/{1}:{2}", "{0}-{1}/{2}", "{0} {1}-{2:05}", "{0}/{2}/{1}"]),
)
@settings(max_examples=150, deadline=None)
def test_printed_numbers_are_read_back(body: str, year: int, number: int, shape: str) -> None:
    printed = shape.format(body, year, number)
    assert [m.value for m in found(f"Dnr {printed}\nSida 1 (2)")] == [printed]


@given(st.text(alphabet="KSBUNdnr 0123456789/:-.()\n", max_size=50))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    for mention in found(text):
        assert 0 <= mention.start < mention.end <= len(text)
