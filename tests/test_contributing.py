"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with every file of the recipes written, or added to, where its first line says."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "swedoc", folder / "swedoc", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("benchmarks", "samples", "models", "pyproject.toml", "README.md"):
        (folder / name).symlink_to(ROOT / name)
    ((path, table, lines),) = re.findall(r"```python\n# (\S+), first in (\w+)\n(.*?)```", GUIDE, re.DOTALL)
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(f"\n{table} = [\n") == 1
    (folder / path).write_text(text.replace(f"\n{table} = [\n", f"\n{table} = [\n{lines}"), encoding="utf-8")
    for path, content in re.findall(r"```(?:python|toml)\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL):
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(content if path.endswith(".py") else f"\n{content}")
    return folder


def test_the_commands_print_what_the_guide_says(copy: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(copy), "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    (session,) = re.findall(r"```console\n(\$ echo .*?)```", GUIDE, re.DOTALL)
    for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, wanted = step.partition("\n")
        command = command.replace("swedoc ", f"{sys.executable} -m swedoc.cli ", 1)
        done = subprocess.run(
            ["bash", "-c", command], cwd=copy, env=environment, capture_output=True, text=True
        )
        assert (done.stdout, done.stderr) == (wanted, "")


def test_the_recipes_pass_the_linters(copy: Path) -> None:
    written = re.findall(r"```python\n# (\S+)\n", GUIDE)
    assert len(written) == 3
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, *written], cwd=copy, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_recipes_pass_the_tests_that_a_code_must_pass(copy: Path) -> None:
    """What `make test` says of them: the code has its twin, two languages and its place in docs/."""
    environment = os.environ | {"PYTHONPATH": str(copy)}
    shutil.copytree(ROOT / "scripts", copy / "scripts")
    subprocess.run(  # what `make reference` runs
        [sys.executable, "scripts/reference.py"], cwd=copy, env=environment, check=True
    )
    assert "foreign_currency" in (copy / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    assert "titles" in (copy / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    tests = [
        "tests/test_reference.py",
        "tests/test_checks.py",
        "tests/test_cli.py",
        "tests/test_lexicon.py",
        "tests/test_languages.py",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, "-k",
         "foreign_currency or code or lexicon or error_of_ours or same_things or (help and extract)"
         " or page_is_as"],
        cwd=copy, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout or "[100%]" in done.stdout
