"""Mails of both kinds: body, head, attachments, encodings."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest
from support.compound import compound, msg, streams
from support.office import memo_docx, memo_eml

from swedoc import limits, pipeline
from swedoc.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from swedoc.read import mail, outlook

HEAD = (
    "Från: Registrator <registrator@granvik.example.se>\nTill: namnden@granvik.example.se\n"
    "Datum: 2026-05-26 10:00\nÄmne: Tjänsteskrivelse"
)


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "a@example.se", "Subject": "Åtgärd för ån", **headers}.items():
        message[name] = value
    return message


@pytest.mark.parametrize("name", ["brev.eml", "brev.txt", None])
def test_body_first_then_its_head(name: str | None) -> None:
    document = pipeline.read(memo_eml(["Kostnaden är 450 tkr för två år."]), name=name)
    assert document.reader == "mail"
    assert document.text == f"Kostnaden är 450 tkr för två år.\n\n{HEAD}"
    assert [line.role for line in document.lines] == ["body", "body", "footer", "footer", "footer", "footer"]


def test_page_where_there_is_no_text() -> None:
    message = letter()
    message.set_content(
        "<html><body><table><tr><td>Drift<td>100<tr><td>Hyra<td>5</table></body>", subtype="html"
    )
    document = pipeline.read(message.as_bytes())
    assert document.text.startswith("Drift   100\nHyra   5\n\nFrån: a@example.se")
    assert len(document.tables) == 1


def test_text_counts_where_both_are_given() -> None:
    message = letter()
    message.set_content("Texten är här.")
    message.add_alternative("<p>Sidan</p>", subtype="html")
    assert pipeline.read(message.as_bytes()).text.startswith("Texten är här.\n")


def test_attachments_are_documents_of_their_own() -> None:
    message = letter()
    message.set_content("Se bilaga.")
    message.add_attachment(
        memo_docx(["Bilaga"]), maintype="application", subtype="octet-stream", filename="bå.docx"
    )
    inner = letter(Subject="Inre")
    inner.set_content("Inre brev")
    message.add_attachment(inner)
    data = message.as_bytes()
    (name, content), (inner_name, inner_content) = mail.attachments(data)
    assert (name, pipeline.read(content).text) == ("bå.docx", "Bilaga")
    assert inner_name.endswith(".eml")
    assert pipeline.read(inner_content).text.startswith("Inre brev")
    assert "2" in pipeline.read(data).warnings[0]


@pytest.mark.parametrize(
    ("header", "body", "text"),
    [
        ("Content-Type: text/plain; charset=iso-8859-1\n", "för år".encode("latin-1"), "för år"),
        ("Content-Type: text/plain; charset=okand\n", "för år".encode(), "för år"),
        ("", "för år".encode(), "för år"),
        ("Content-Type: text/plain; format=flowed\n", b"rad som \ngick av\nny", "rad som gick av\nny"),
        ("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n",
         b"f=C3=B6r", "för"),
    ],
)  # fmt: skip
def test_encodings(header: str, body: bytes, text: str) -> None:
    data = f"From: a@example.se\nSubject: =?utf-8?q?=C3=A5?=\nMIME-Version: 1.0\n{header}\n".encode() + body
    assert pipeline.read(data).text == f"{text}\n\nFrån: a@example.se\nÄmne: å"


def test_text_that_begins_like_a_letter_is_text() -> None:
    assert pipeline.read("Datum: 2026-05-26\nFrån: Karin Ahlmo\n\nText".encode()).reader == "text"


def test_limits_of_mails() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(2000))
    with pytest.raises(LimitExceeded, match="depth"):
        pipeline.read(("From: a@example.se\nSubject: x\n" + nested).encode())
    message = letter()
    message.set_content("a")
    for _ in range(20):
        message.add_attachment(b"a", maintype="text", subtype="plain", filename="a.txt")
    with limits.allow(limits.Limits(parts=10)), pytest.raises(LimitExceeded, match="parts"):
        pipeline.read(message.as_bytes())


# Outlook

MAIL = {"0037": "Bidrag", "0C1A": "Karin Ahlmo", "0C1F": "karin@granvik.example.se", "0E04": "Nämnden"}
SENT = 134_242_488_000_000_000


def test_outlook_mail() -> None:
    attached = streams({"3707": "bilaga.docx", "3701": memo_docx(["Bilaga"])})
    inner = {"__substg1.0_3701000D": msg({"0037": "Inre", "1000": "Inre brev"})}
    data = compound(msg({**MAIL, "1000": "Kostnaden är 450 tkr.\r\n"}, [attached, inner], SENT))
    document = pipeline.read(data, name="brev.txt")
    assert document.reader == "msg"
    assert document.text == (
        "Kostnaden är 450 tkr.\n\nFrån: Karin Ahlmo <karin@granvik.example.se>\nTill: Nämnden\n"
        "Datum: 2026-05-26 06:00\nÄmne: Bidrag"
    )
    (name, content), (inner_name, inner_content) = outlook.attachments(data)
    assert (name, pipeline.read(content).text) == ("bilaga.docx", "Bilaga")
    assert (inner_name, inner_content.decode()) == ("mail.txt", "Inre brev\n\nÄmne: Inre")


def test_outlook_page() -> None:
    data = compound(msg({**MAIL, "1013": "<html><p>Bidrag på 450 tkr för två år</p>".encode("cp1252")}))
    assert pipeline.read(data).text.startswith("Bidrag på 450 tkr för två år\n\nFrån:")


@pytest.mark.parametrize(
    ("stream", "error", "message"),
    [
        ("EncryptedPackage", EncryptedFile, "password"),
        ("WordDocument", UnsupportedFormat, "DOCX"),
        ("Workbook", UnsupportedFormat, "PDF"),
    ],
)
def test_other_compound_files(stream: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        pipeline.read(compound({stream: b"a" * 600}))


def test_truncated_outlook_mail() -> None:
    whole = compound(msg({**MAIL, "1000": "Kostnaden är 450 tkr." * 100}))
    for length in range(8, len(whole), 301):
        with contextlib.suppress(DamagedFile, UnsupportedFormat):
            pipeline.read(whole[:length])
