"""FGS Ärendehantering 1.x (Riksarkivet, namespace http://xml.ra.se/e-arkiv/FGS-ERMS): one XML file.

Cases (ArkivobjektArende) with their documents (ArkivobjektHandling). The document's own date is
`Upprattad`, never `Skapad`, which is the date of registration: that one, the running number and the
status are for the register to say, and are left out. What swedoc adds stands in `EgnaElement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from swedoc import __version__
from swedoc.messages import texts
from swedoc.paths import STDIN
from swedoc.records import Contact, Record, Source
from swedoc.write import Entry, closed, opened, writers
from swedoc.write.cases import CaseFile, CaseWriter, case_title, own_numbers
from swedoc.write.identity import case_uuid, date_span, document_uuid, stored_file
from swedoc.write.own_elements import Filled, Tags, described, error_text, of_document, origin
from swedoc.write.xml import XmlStream, child, element, serialised

NAMESPACE = "http://xml.ra.se/e-arkiv/FGS-ERMS"
_TAGS = Tags(
    own="EgetElement", description="EgnaElementBeskrivning", name="Namn", data_type="DataTyp",
    format="Format", value="Varde", properties="Egenskaper", property="Egenskap",
)  # fmt: skip
_WORDS = texts("sv")


@writers.register("fgs", order=60)
class Fgs(CaseWriter):
    """Writes cases with their documents, when all documents are known."""

    def body(self, entry: Entry) -> bytes:
        """A document as it will stand in the output."""
        return serialised(_document(entry))

    def close(self) -> None:
        """Write the file."""
        out = opened(self._target)
        stream = XmlStream(out)
        with stream.inside("Leveransobjekt", xmlns=NAMESPACE):
            cases = iter(self._cases)
            first = next(cases, None)
            if first is not None and first[0].number is None:  # no document has a case number
                _list_documents(stream, first[1])
            elif first is not None:
                with stream.inside("ArkivobjektListaArenden"):
                    for case, bodies in (first, *cases):
                        _write_case(stream, case, bodies)
        closed(out, self._target)
        self._cases.close()


def _write_case(stream: XmlStream, case: CaseFile, bodies: Iterator[bytes]) -> None:
    with stream.inside("ArkivobjektArende", Systemidentifierare=case_uuid(case)):
        for part in _case(case):
            stream.add(part)
        _list_documents(stream, bodies)


def _list_documents(stream: XmlStream, bodies: Iterator[bytes]) -> None:
    with stream.inside("ArkivobjektListaHandlingar"):
        for body in bodies:
            stream.add(body)


def _case(case: CaseFile) -> Iterator[Element]:
    filled: Filled = []
    notice = _WORDS("exchange.notice", version=__version__)
    if case.number is None:
        yield element("ArkivobjektID", _WORDS("exchange.no_case_number"))
        yield element("Notering", notice)
        yield element("Arendemening", _WORDS("exchange.no_case_title"))
        return
    yield element("ArkivobjektID", case.number)
    filled.append(("ArkivobjektID", None))
    for officer in case.officers.values():
        yield _agent(officer, case.issuer)
        filled.append(("Agent", None))
    if case.plan_code:
        yield element("Klass", case.plan_code)
        filled.append(("Klass", None))
    yield element("Notering", notice)
    for other in case.others:
        yield element("ArendeRelation", other, Typ="Referens")
        filled.append(("ArendeRelation", None))
    yield element("Arendemening", case_title(case, _WORDS))
    if case.title:
        filled.append(("Arendemening", None))
    yield described("EgnaElement", [origin(filled, _WORDS)], _TAGS, _WORDS)


def _document(entry: Entry) -> Element:
    source = entry.source
    made = element("ArkivobjektHandling", Systemidentifierare=document_uuid(source))
    child(made, "ArkivobjektID", source.path or STDIN)
    filled: Filled = []
    if isinstance(entry, Record):
        _described(made, entry, filled)
    else:
        child(made, "Beskrivning", error_text(entry, _WORDS))
        child(made, "Notering", _WORDS("exchange.notice", version=__version__))
    _attached(made, source)
    owns = [origin(filled, _WORDS)] if filled else []
    made.append(described("EgnaElement", [*owns, *of_document(entry, _WORDS)], _TAGS, _WORDS))
    return made


def _described(made: Element, record: Record, filled: Filled) -> None:
    for number in own_numbers(record)[1:]:
        child(made, "ExtraID", number.value, ExtraIDTyp=_WORDS("exchange.further_number"))
        filled.append(("ExtraID", number.span))
    if record.kind:
        child(made, "Handlingstyp", record.kind)
        filled.append(("Handlingstyp", None))
    if not record.title:
        child(made, "Beskrivning", _WORDS("exchange.no_title"))
    for contact in record.contacts:
        if contact.kind != "recipient":
            made.append(_agent(contact, record.issuer))
            filled.append(("Agent", contact.span))
    for recipient in record.recipients:
        child(child(made, "Mottagare"), "Namn", recipient.name)
        filled.append(("Mottagare", recipient.span))
    child(made, "Notering", _WORDS("exchange.notice", version=__version__))
    if record.source.duplicate_of:
        relation = {"Typ": "Egen relationsdefinition", "AnnanTyp": _WORDS("exchange.same_content")}
        child(made, "HandlingRelation", record.source.duplicate_of, **relation)
    if record.title:
        child(made, "Rubrik", record.title)
        filled.append(("Rubrik", None))
    if record.date:
        child(made, "Upprattad", record.date)
        filled.append(("Upprattad", date_span(record)))


def _agent(contact: Contact, issuer: str | None) -> Element:
    made = element("Agent")
    child(made, "Roll", _WORDS(f"exchange.{contact.kind}"))
    if contact.name:
        child(made, "Namn", contact.name)
    organisation = contact.organisation or (issuer if contact.kind == "case_officer" else None)
    if organisation:
        child(made, "Organisationsnamn", organisation)
    if contact.department:
        child(made, "Enhetsnamn", contact.department)
    return made


def _attached(made: Element, source: Source) -> None:
    stored = stored_file(source)
    if stored is None:
        return
    name, link = stored
    method = "SHA-256" if source.sha256 else None
    child(
        made, "Bilaga", Namn=name, Lank=link, Mimetyp=source.media_type, Checksumma=source.sha256,
        ChecksummaMetod=method,
    )  # fmt: skip
