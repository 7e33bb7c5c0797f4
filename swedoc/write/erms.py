"""CITS ERMS 3 (DILCIS Board), which is FGS Ärendehantering 2.0: one XML file.

Cases are aggregations of the type caseFile, documents are their records; documents without a case
number lie in an aggregation that says so. The document's own date is `originated`. `ownElement` holds
what swedoc adds. The format wants the time of the export: now, or `SOURCE_DATE_EPOCH` where that is
set, so that a run can be repeated byte for byte.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from swedoc import __version__
from swedoc.errors import SettingsError
from swedoc.lexicon import pattern
from swedoc.messages import texts
from swedoc.paths import STDIN
from swedoc.records import Contact, Record
from swedoc.write import Entry, closed, opened, writers
from swedoc.write.cases import CaseFile, CaseWriter, case_title, own_numbers
from swedoc.write.identity import case_uuid, date_span, document_uuid, stored_file
from swedoc.write.own_elements import Filled, Tags, described, error_text, of_document, origin
from swedoc.write.xml import XmlStream, child, element, group, serialised

NAMESPACE = "https://DILCIS.eu/XML/ERMS"
_TAGS = Tags(
    own="ownElement", description="ownElementDescription", name="name", data_type="dataType", format="format",
    value="value", properties="property", property="attribute",
)  # fmt: skip
_AGENTS = {
    "case_officer": "responsible_person",
    "signatory": "main_signatory",
    "contact": "contact_person",
    "decision_maker": "authorising_person",
    "recipient": "recipient",
}
_LINES = {"direct": "phonenumber", "switchboard": "phonenumber", "mobile": "mobilenumber", "fax": "fax"}
_DAY = pattern(r"\d{4}-\d\d-\d\d", name="day of a document")
_WORDS = texts("en")


@writers.register("erms", order=61)
class Erms(CaseWriter):
    """Writes cases with their documents, when all documents are known."""

    def body(self, entry: Entry) -> bytes:
        """A document as it will stand in the output."""
        return serialised(_record(entry))

    def close(self) -> None:
        """Write the file. Raises `SettingsError` where there is no document: the format wants one."""
        cases = iter(self._cases)
        first = next(cases, None)
        if first is None:
            raise SettingsError("CITS ERMS cannot hold an empty delivery: name at least one document")
        out = opened(self._target)
        stream = XmlStream(out)
        with stream.inside("erms", xmlns=NAMESPACE):
            stream.add(_control(self._cases.issuers()))
            with stream.inside("aggregations"):
                for case, bodies in (first, *cases):
                    _write_case(stream, case, bodies)
        closed(out, self._target)
        self._cases.close()


def _control(issuers: list[str]) -> Element:
    made = element("control")
    child(made, "identification", f"swedoc {__version__}", identificationType="generator")
    upkeep = child(made, "maintenanceInformation")
    child(upkeep, "maintenanceStatus", value="derived")
    agency = child(upkeep, "maintenanceAgency")
    for issuer in issuers or [_WORDS("exchange.unknown_agency")]:
        child(agency, "agencyName", issuer)
    child(agency, "note", _WORDS("exchange.agency_notice"), noteType="provenance")
    event = child(child(upkeep, "maintenanceHistory"), "maintenanceEvent")
    child(event, "eventType", value="derived")
    child(event, "eventDateTime", _now())
    agent = child(event, "agent", agentType="other", otherAgentType="software")
    child(agent, "name", f"swedoc {__version__}")
    return made


def _now() -> str:
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.datetime.now(datetime.UTC)
    if told.isdecimal():
        moment = datetime.datetime.fromtimestamp(int(told), datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_case(stream: XmlStream, case: CaseFile, bodies: Iterator[bytes]) -> None:
    kind = {"aggregationType": "caseFile"}
    if case.number is None:
        other = _WORDS("exchange.no_case_number")
        kind = {"aggregationType": "own_aggregation_definition", "otherAggregationType": other}
    with stream.inside("aggregation", systemIdentifier=case_uuid(case), **kind):
        for part in _case(case):
            stream.add(part)
        for body in bodies:
            stream.add(body)


def _case(case: CaseFile) -> Iterator[Element]:
    filled: Filled = []
    yield element("objectId", case.number or _WORDS("exchange.no_case_number"))
    if case.number is not None:
        filled.append(("objectId", None))
    if case.plan_code:
        yield element("classification", classificationCode=case.plan_code)
        filled.append(("classification", None))
    yield element("title", case_title(case, _WORDS))
    if case.title and case.number is not None:
        filled.append(("title", None))
    officers = list(case.officers.values()) if case.number is not None else []
    if case.number is not None:
        for other in case.others:
            yield element("relation", other, relationType="reference")
            filled.append(("relation", None))
    filled += [("agents/agent", None) for _ in officers]
    if filled:
        extra = element("additionalInformation")
        extra.append(described("ownElement", [origin(filled, _WORDS)], _TAGS, _WORDS))
        yield extra
    if officers:
        agents = element("agents")
        agents.extend(made for made in map(_agent, officers) if made is not None)
        yield agents
    yield _notes()


def _notes() -> Element:
    made = element("notes")
    child(made, "note", _WORDS("exchange.notice", version=__version__), noteType="provenance")
    return made


def _record(entry: Entry) -> Element:
    source = entry.source
    made = element("record", systemIdentifier=document_uuid(source), recordPhysicalOrDigital="digital")
    child(made, "objectId", source.path or STDIN)
    filled: Filled = []
    if isinstance(entry, Record):
        _described(made, entry, filled)
    else:
        child(made, "description", error_text(entry, _WORDS))
    made.append(_notes())
    extra = child(made, "additionalInformation")
    stored = stored_file(source)
    if stored is not None:
        name, link = stored
        path = f"file://{'' if link.startswith('/') else '/'}{link}"
        child(extra, "appendix", name=name, fileFormat=source.media_type, path=path)
    owns = [origin(filled, _WORDS)] if filled else []
    extra.append(described("ownElement", [*owns, *of_document(entry, _WORDS)], _TAGS, _WORDS))
    return made


def _described(made: Element, record: Record, filled: Filled) -> None:
    source = record.source
    for number in own_numbers(record)[1:]:
        child(made, "extraId", number.value, extraIdType=_WORDS("exchange.further_number"))
        filled.append(("extraId", number.span))
    if source.sha256:
        child(made, "identification", source.sha256, identificationType="SHA-256")
    if record.kind:
        made.set("recordType", record.kind)
        filled.append(("@recordType", None))
    if record.title:
        child(made, "title", record.title)
        filled.append(("title", None))
    if source.duplicate_of:
        relation = {
            "relationType": "own_relation_definition",
            "otherRelationType": _WORDS("exchange.same_content"),
        }
        child(made, "relation", source.duplicate_of, **relation)
    agents = []
    for contact in record.contacts:
        agent = _agent(contact) if contact.kind != "recipient" else None
        if agent is not None:
            agents.append(agent)
            filled.append(("agents/agent", contact.span))
    for recipient in record.recipients:
        agents.append(element("agent", agentType="recipient"))
        child(agents[-1], "name", recipient.name)
        filled.append(("agents/agent", recipient.span))
    group(made, "agents", agents)
    if not record.title:
        child(made, "description", _WORDS("exchange.no_title"))
    if record.date and _DAY.fullmatch(record.date):  # an hour is none of the document's; xs:dateTime wants it
        child(child(made, "dates"), "date", f"{record.date}T00:00:00", dateType="originated")
        filled.append(("dates/date", date_span(record)))


def _agent(contact: Contact) -> Element | None:
    """A person or function; `None` if it has nothing to be called by."""
    name = contact.name or contact.department or contact.organisation or contact.title
    if not name:
        return None
    kind = _AGENTS.get(contact.kind)
    made = element(
        "agent",
        agentType=kind or "other",
        otherAgentType=None if kind else _WORDS(f"exchange.{contact.kind}"),
    )
    child(made, "name", name)
    if contact.organisation:
        child(made, "organisation", contact.organisation)
    if contact.department:
        child(made, "unitName", contact.department)
    if contact.title:
        child(made, "role", contact.title)
    lines = [element("contactLine", phone.value, contactType=_LINES[phone.kind]) for phone in contact.phones]
    lines += [element("contactLine", email.value, contactType="email") for email in contact.emails]
    group(made, "addressContactInformation", lines)
    return made
