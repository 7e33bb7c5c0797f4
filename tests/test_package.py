"""The package as users get it: a wheel with its vocabulary, texts and templates, that runs by itself."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "swedoc").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= inside
    assert not {name for name in inside if name.startswith(("tests/", "samples/"))}


@pytest.mark.slow
def test_the_wheel_checks_the_samples_from_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    """Only the wheel is installed; what it requires is borrowed from this environment, but not swedoc."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(
        subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    )
    zipfile.ZipFile(wheel).extractall(site)
    borrowed = tmp_path / "borrowed"
    borrowed.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "swedoc" not in entry.name and entry.suffix != ".pth":
            (borrowed / entry.name).symlink_to(entry)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(borrowed), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [python, "-m", "swedoc.cli", "check", str(ROOT / "samples")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1].startswith("14 documents: adds up ")
    assert done.stdout.splitlines()[-1].endswith("differs 3, nothing to check 2, unreadable 0")
