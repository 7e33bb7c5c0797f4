"""What swedoc requires: its licences, its lock, and what is said of the project to machines."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import swedoc

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


def test_publiccode_holds_what_the_standard_demands() -> None:
    """https://yml.publiccode.tools/schema.core.html, the mandatory keys and their values."""
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["name"] == "swedoc"
    assert re.match(r"https?://\S+$", said["url"])
    assert set(said["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert said["categories"]
    assert said["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert said["softwareType"] in ("library", "standalone/other")
    for text in said["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert "\n" not in text["shortDescription"]
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert 5 <= len(text["features"]) <= 20
    assert said["legal"]["license"] == PROJECT["project"]["license"]
    assert said["maintenance"]["type"] == "community"
    assert said["maintenance"]["contacts"][0]["name"]
    assert said["localisation"] == {"localisationReady": True, "availableLanguages": ["sv", "en"]}


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
