"""docs/reference/ says what the program does: it is as `make reference` would write it now."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["record.md", "checks.md", "cli.md", "api.md"])
def test_the_page_is_as_it_would_be_written_now(page: str, reference: ModuleType) -> None:
    stands = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert stands == reference.written(page), "run `make reference` and commit what it changes"


def test_every_page_is_compared(reference: ModuleType) -> None:
    assert {path.name for path in (ROOT / "docs" / "reference").iterdir()} == set(reference.PAGES)


def test_every_public_function_and_class_is_described(reference: ModuleType) -> None:
    import swedoc

    pages = "".join(reference.written(page) for page in reference.PAGES)
    missing = [
        name
        for name in swedoc.__all__
        if not any(sign in pages for sign in (f"### swedoc.{name}\n", f"## {name}\n", f"| `{name}` |"))
    ]
    assert missing == ["__version__"]


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    site = tmp_path / "site"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (site / "reference" / "record" / "index.html").is_file()
    html = (site / "archive" / "index.html").read_text(encoding="utf-8")
    assert "not-run:" not in html
    assert "```" not in html
