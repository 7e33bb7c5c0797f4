"""What is loaded when: the command line and `import swedoc` stay light."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "spacy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "pypdfium2_raw",
    "dateparser",
    "phonenumbers",
    "numpy",
    "pydantic",
}


def loaded_after(code: str) -> set[str]:
    script = f"import sys, json\n{code}\nprint('MODULES ' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    listed = done.stdout.rpartition("MODULES ")[2]
    return {name.partition(".")[0] for name in json.loads(listed)}


@pytest.mark.parametrize(
    "code",
    [
        "import swedoc; swedoc.__version__; swedoc.Record; swedoc.ReadError",
        "from swedoc.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from swedoc.cli import main\ntry: main(['check', '--help'])\nexcept SystemExit: pass",
        "from swedoc.cli import main\nmain(['schema'])",
        "import swedoc; swedoc.parse_text('Dnr KS 2019/418')",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not loaded_after(code) & (
        HEAVY - {"phonenumbers", "dateparser"} if "parse_text" in code else HEAVY
    )


def test_import_alone_loads_no_stage() -> None:
    script = "import sys, swedoc; print([m for m in sys.modules if m.startswith('swedoc.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_does_not_wait_for_the_pipeline() -> None:
    script = (
        "import sys\nfrom swedoc.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit('swedoc.pipeline' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0
