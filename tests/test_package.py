"""The package as users get it: sdist and wheel, with vocabulary and templates, that run by themselves."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "samples" / "golden"
JUNK = ("tests/", "samples/", "benchmarks/", "scripts/", "docs/")

pytest.importorskip("hatchling")


def build(folder: Path, source: Path, kind: str) -> Path:
    before = set(folder.iterdir())
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (made,) = set(folder.iterdir()) - before
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), ROOT, "wheel")


@pytest.fixture(scope="module")
def wheel_of_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the source distribution makes, in a folder where nothing else of the project is."""
    folder = tmp_path_factory.mktemp("sdist")
    sdist = build(folder, ROOT, "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return build(folder, source, "wheel")


def package_files() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "swedoc").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_file_of_the_package_and_the_model(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert package_files() <= inside
    (model,) = (path.parent for path in (ROOT / "models").glob("sv_*/config.cfg"))
    files = {path.relative_to(ROOT).as_posix() for path in model.rglob("*") if path.is_file()}
    assert {f"swedoc/{name}" for name in files} <= inside
    assert not {name for name in inside if name.startswith(JUNK)}


@pytest.mark.slow
def test_the_source_distribution_makes_the_same_wheel(wheel: Path, wheel_of_sdist: Path) -> None:
    names = [sorted(zipfile.ZipFile(path).namelist()) for path in (wheel, wheel_of_sdist)]
    assert names[0] == names[1]


@pytest.fixture(scope="module", params=["wheel", "wheel_of_sdist"])
def installed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command `swedoc` of an environment that holds the wheel alone.

    What swedoc requires is borrowed from this environment, since tests use no network; swedoc is not.
    """
    pytest.importorskip("uv")
    folder = tmp_path_factory.mktemp("clean")
    uv = [sys.executable, "-m", "uv", "--offline", "--quiet"]
    subprocess.run([*uv, "venv", "--python", sys.executable, str(folder / "venv")], check=True)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    built = request.getfixturevalue(request.param)
    subprocess.run(
        [*uv, "pip", "install", "--no-deps", "--no-index", "--python", str(scripts / "python"), str(built)],
        check=True,
    )
    borrowed = folder / "borrowed"
    borrowed.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "swedoc" not in entry.name and entry.suffix != ".pth":
            (borrowed / entry.name).symlink_to(entry)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(borrowed), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(scripts / "swedoc"), *arguments], cwd=folder, env=environment, capture_output=True, text=True
        )

    return run


@pytest.mark.slow
def test_a_clean_installation_checks_the_samples(installed: Callable[..., Any]) -> None:
    done = installed("check", str(ROOT / "samples"))
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1].startswith("14 documents: adds up ")
    assert done.stdout.splitlines()[-1].endswith("differs 3, nothing to check 2, unreadable 0")


@pytest.mark.slow
def test_a_clean_installation_writes_every_format(installed: Callable[..., Any], tmp_path: Path) -> None:
    samples = str(ROOT / "samples")
    names = ["jsonl", "csv", "xlsx", "sqlite", "fgs", "erms", "fgs-csv"]
    if importlib.util.find_spec("pyarrow"):
        names.append("parquet")
    for name in names:
        out = tmp_path / f"out.{name}"
        done = installed("extract", samples, "-o", str(out), "--format", name)
        assert done.returncode == 0, done.stderr
        assert out.stat().st_size > 5000, name
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    golden = [json.loads(path.read_bytes()) for path in sorted(GOLDEN.iterdir())]
    assert [line["verdict"] for line in lines] == [record["verdict"] for record in golden]
    assert [line["title"] for line in lines] == [record["title"] for record in golden]


@pytest.mark.slow
def test_a_clean_installation_builds_pages_and_finds_itself_sound(
    installed: Callable[..., Any], tmp_path: Path
) -> None:
    done = installed(
        "report", str(ROOT / "samples" / "01-bidrag-idrottshall.pdf"), "-o", str(tmp_path / "pages")
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "pages").rglob("*.html"))
    done = installed("doctor", "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert "!!" not in done.stdout
    (model,) = (line for line in done.stdout.splitlines() if line.startswith("ok  model for names: "))
    assert "site-packages" in model
    assert done.stdout.splitlines()[-1].startswith("ok  a test document is read")
