"""What swedoc requires: its licences, its lock, and what is said of the project to machines."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import swedoc
from swedoc.messages import LANGUAGES

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def required() -> list[Requirement]:
    project = PROJECT["project"]
    extras = (line for extra in project["optional-dependencies"].values() for line in extra)
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


def developed_with() -> list[Requirement]:
    groups = PROJECT["dependency-groups"].values()
    return [Requirement(line) for group in groups for line in group if isinstance(line, str)]


def test_nothing_under_gpl_is_required(licences: ModuleType) -> None:
    used = licences.used()
    assert {"spacy", "msgspec", "pypdfium2", "regex"} <= used.keys()
    stated = {name: licences.licence_of(name) for name in used}
    assert [name for name, said in stated.items() if said and licences.forbidden(name, said)] == []
    assert [name for name, said in stated.items() if said == "not stated"] == []


@pytest.mark.parametrize(
    ("licence", "forbidden"),
    [
        ("MIT", False),
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", True),  # unless it is explained
        ("MIT OR GPL-2.0-only", False),
        ("BSD License; GNU General Public License (GPL)", False),
        ("Mozilla Public License 2.0 (MPL 2.0)", False),
    ],
)
def test_copyleft_is_recognised(licences: ModuleType, licence: str, forbidden: bool) -> None:
    assert licences.forbidden("anything", licence) == forbidden
    assert not licences.forbidden("python-stdnum", "LGPL-2.1-or-later")


def test_the_page_of_licences_names_every_package(licences: ModuleType) -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([\w.-]+) \|", page, re.MULTILINE)) - {"package"}
    here = {name for name in licences.used() if licences.licence_of(name) is not None}
    assert here - named == set(), "make licences"
    assert {canonicalize_name(requirement.name) for requirement in required()} <= named, "make licences"


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("requirements.lock", required()), ("requirements-dev.lock", [*required(), *developed_with()])],
    ids=["runtime", "development"],
)
def test_the_lock_holds_what_is_required_and_names_no_host(lock: str, wanted: list[Requirement]) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned: dict[str, set[Version]] = {}
    for match in PINNED.finditer(text):
        pinned.setdefault(canonicalize_name(match["name"]), set()).add(Version(match["version"]))
    for requirement in wanted:
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is not in {lock}: make lock"
        assert all(requirement.specifier.contains(version, prereleases=True) for version in versions)
    assert text.count("--hash=sha256:") > len(pinned)
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_the_bounds_are_all_lower_bounds() -> None:
    """An upper bound keeps users from mending what we have not; spaCy's alone is needed, for its models."""
    bounded = {r.name for r in required() if any(s.operator in ("<", "<=", "==", "~=") for s in r.specifier)}
    assert bounded == {"spacy"}
    assert all(any(s.operator == ">=" for s in requirement.specifier) for requirement in required())


# The rules of https://yml.publiccode.tools/schema.core.html, versions 0.4 and 0.5, as the standard's own
# validator (publiccode-parser-go) applies them; of the lists of words those that are near to us.
CATEGORIES = {"accounting", "budgeting", "business-intelligence", "data-analytics", "data-collection"} | {
    "document-management", "financial-reporting", "knowledge-management", "workflow-management",
}  # fmt: skip
SCOPES = {"culture", "education", "finance-and-economic-development", "government", "healthcare"} | {
    "justice", "local-authorities", "research", "science-and-technology", "society", "welfare",
}  # fmt: skip
SOFTWARE = {"addon", "library", "configurationFiles"} | {
    f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")
}
STATUS = {"concept", "development", "beta", "stable", "obsolete"}


def wrong_in_publiccode(said: dict[str, Any]) -> Iterator[str]:
    """The keys that break a rule of the standard."""
    descriptions = said.get("description", {})
    upkeep, audience = said.get("maintenance", {}), said.get("intendedAudience", {})
    local = said.get("localisation", {})
    rules = {
        "publiccodeYmlVersion": said.get("publiccodeYmlVersion") in {"0.4", "0.4.0", "0.5", "0.5.0"},
        "name": bool(said.get("name")),
        "url": re.fullmatch(r"https?://[^/\s]+\.[^/\s]+/\S+", said.get("url", "")),
        "platforms": bool(said.get("platforms")),
        "categories": set(said.get("categories", ())) <= CATEGORIES,
        "developmentStatus": said.get("developmentStatus") in STATUS,
        "softwareType": said.get("softwareType") in SOFTWARE,
        "intendedAudience.scope": set(audience.get("scope", ())) <= SCOPES,
        "intendedAudience.countries": all(
            re.fullmatch("[A-Z]{2}", country) for country in audience.get("countries", ())
        ),
        "description": bool(descriptions)
        and all(re.fullmatch(r"[a-z]{2,3}(-\w+)*", lang) for lang in descriptions),
        "legal.license": said.get("legal", {}).get("license") == PROJECT["project"]["license"],
        "maintenance.type": upkeep.get("type") in {"internal", "contract", "community", "none"},
        "maintenance.contractors": ("contractors" in upkeep) == (upkeep.get("type") == "contract"),
        "maintenance.contacts": upkeep.get("type") in {"contract", "none"} or bool(upkeep.get("contacts")),
        # "It should be an actual person (do not populate this with mailing-list or generic references)."
        "maintenance.contacts.name": all(
            re.fullmatch(r"\w+(?:[ -]\w+)+", contact.get("name", ""))
            and not re.search(r"(?i)\b(?:developers?|team|group|support|the)\b", contact["name"])
            for contact in upkeep.get("contacts", ())
        ),
        "localisation": isinstance(local.get("localisationReady"), bool)
        and bool(local.get("availableLanguages")),
    }
    for lang, text in descriptions.items():
        short, long = text.get("shortDescription", ""), text.get("longDescription", "")
        rules[f"description.{lang}.shortDescription"] = 0 < len(short) <= 150 and "\n" not in short
        rules[f"description.{lang}.longDescription"] = 150 <= len(long) <= 10_000
        rules[f"description.{lang}.features"] = len(text.get("features", ())) > 0
    for kind, needed in said.get("dependsOn", {}).items():
        rules[f"dependsOn.{kind}"] = kind in {"open", "proprietary", "hardware"} and all(
            each.get("name") and each.keys() <= {"name", "version", "versionMin", "versionMax", "optional"}
            for each in needed
        )
    known = {key.partition(".")[0] for key in rules} | {"softwareVersion", "legal", "dependsOn"}
    yield from (key for key, kept in rules.items() if not kept)
    yield from said.keys() - known


@pytest.fixture
def publiccode() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return said


def test_publiccode_keeps_the_rules_of_the_standard(publiccode: dict[str, Any]) -> None:
    assert list(wrong_in_publiccode(publiccode)) == []
    assert publiccode["softwareVersion"] == swedoc.__version__
    assert publiccode["localisation"]["availableLanguages"] == list(LANGUAGES)
    assert publiccode["dependsOn"]["open"][0]["versionMin"] in PROJECT["project"]["requires-python"]


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("url", "not known", "url"),
        ("softwareType", "program", "softwareType"),
        ("categories", ["memos"], "categories"),
        ("description", {"en": {"shortDescription": "x" * 151}}, "description.en.shortDescription"),
        ("maintenance", {"type": "community"}, "maintenance.contacts"),
        (
            "maintenance",
            {"type": "community", "contacts": [{"name": "The developers"}]},
            "maintenance.contacts.name",
        ),
        ("maintainance", {"type": "none"}, "maintainance"),
    ],
)
def test_a_broken_publiccode_is_told(key: str, value: object, wrong: str, publiccode: dict[str, Any]) -> None:
    assert wrong in list(wrong_in_publiccode(publiccode | {key: value}))


def test_what_is_not_known_yet_looks_like_nothing_else(publiccode: dict[str, Any]) -> None:
    """A placeholder leads nowhere: example.org and its like answer, and would be catalogued."""
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert not re.search(r"example\.(?:org|com|net|se)|localhost", text)
    if ".invalid" in publiccode["url"]:
        assert publiccode["maintenance"] == {"type": "none"}


def test_the_citation_is_of_this_version() -> None:
    """https://citation-file-format.github.io, version 1.2.0: the mandatory keys."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert said["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= said.keys()
    assert said["type"] == "software"
    assert (str(said["version"]), said["license"]) == (swedoc.__version__, "MIT")
    assert all("name" in author or "family-names" in author for author in said["authors"])


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE)[0] == swedoc.__version__
