"""Settings: `swedoc.toml` or `[tool.swedoc]` in `pyproject.toml`, then `SWEDOC_*`, then the flags.

    # swedoc.toml
    jobs = 4
    csv_style = "en"
    [limits]
    pages = 500             # or SWEDOC_LIMIT_PAGES=500; `swedoc.limits` names them all

The nearest file counts, looking from the working directory upwards; `swedoc.toml` wins over a
`pyproject.toml` beside it. A name or value that means nothing raises, so that a misspelt setting
never passes in silence.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from swedoc.errors import SettingsError, explain
from swedoc.limits import NAMES, Limits

CsvStyle = Literal["sv", "en"]
CheckFormat = Literal["full", "concise", "json"]
Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with its default. `lang` and `format` are `None` where the surroundings decide."""

    jobs: Annotated[int, msgspec.Meta(ge=1)] = 1
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 60.0
    lang: Language | None = None
    format: str | None = None
    csv_style: CsvStyle = "sv"
    output_format: CheckFormat = "full"
    with_text: bool = False
    exit_zero: bool = False
    quiet: bool = False
    model: str | None = None
    ocr: Literal["auto", "never", "always"] = "auto"
    show_personnummer: bool = False
    no_contacts: bool = False
    pseudonymise: str | None = None
    limits: Limits = field(default_factory=Limits)


_LIMIT = "limit_"  # SWEDOC_LIMIT_PAGES
_Positive = Annotated[int, msgspec.Meta(ge=1)]
_TYPES: dict[str, Any] = get_type_hints(Settings, include_extras=True)


def load(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings that hold in `folder`. Raises `SettingsError`, which names the file and the setting."""
    found: dict[str, Any] = {}
    limits: dict[str, int] = {}
    for written, value, where in [*_from_file(folder), *_from_environment(environment)]:
        name = written.replace("-", "_")
        if name == "limits" and isinstance(value, dict):
            limits |= {key: _limit(key, number, f"{where} [limits]") for key, number in value.items()}
        elif name.startswith(_LIMIT):
            limits[name.removeprefix(_LIMIT)] = _limit(name.removeprefix(_LIMIT), value, where)
        else:
            found[name] = _checked(name, value, where)
    return Settings(**found, limits=Limits(**limits))


def file_in_force(folder: Path) -> Path | None:
    """The file whose settings hold in `folder`, if there is one."""
    for place in (folder, *folder.parents):
        own, project = place / "swedoc.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and _in_project(project) is not None:
            return project
    return None


def _from_file(folder: Path) -> list[tuple[str, Any, str]]:
    path = file_in_force(folder)
    if path is None:
        return []
    if path.name == "swedoc.toml":
        return [(name, value, str(path)) for name, value in _table(path).items()]
    return [(name, value, f"{path} [tool.swedoc]") for name, value in (_in_project(path) or {}).items()]


def _in_project(path: Path) -> dict[str, Any] | None:
    """The table `[tool.swedoc]` of a `pyproject.toml`."""
    tool = _table(path).get("tool", {})
    found = tool.get("swedoc") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings in {path} cannot be read: {explain(error)}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"the settings in {path} are not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("(")[2].rstrip(")")
        raise SettingsError(f"the settings in {path} are not valid TOML ({place})") from error


def _from_environment(environment: Mapping[str, str]) -> list[tuple[str, Any, str]]:
    """`SWEDOC_JOBS=4`; a name that is no setting is somebody else's and left alone."""
    names = [*(field.name for field in fields(Settings)), *(f"{_LIMIT}{name}" for name in NAMES)]
    known = {f"SWEDOC_{name.upper()}": name for name in names if name != "limits"}
    return [(known[key], value, key) for key, value in environment.items() if key in known and value != ""]


def _checked(name: str, value: Any, where: str) -> Any:
    """The value in its type; text from the environment becomes a number or a truth value."""
    if name not in _TYPES:
        raise _unknown(name, _TYPES, where)
    return _converted(name, value, _TYPES[name], where)


def _limit(name: str, value: Any, where: str) -> int:
    """The value of a limit, a whole number above zero."""
    if name not in NAMES:
        raise _unknown(name, NAMES, where)
    number: int = _converted(name, value, _Positive, where)
    return number


def _converted(name: str, value: Any, kind: Any, where: str) -> Any:
    try:
        return msgspec.convert(value, kind, strict=not isinstance(value, str))
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {name} cannot be {value!r}; {_allowed(kind)}") from error


def _allowed(kind: Any) -> str:
    """What a setting of this type may be."""
    parts = [kind, *get_args(kind)]
    choices = [str(value) for part in parts if get_origin(part) is Literal for value in get_args(part)]
    if choices:
        return f"it is one of {', '.join(choices)}"
    if bool in parts:
        return "it is true or false"
    if int in parts:
        return "it is a whole number above zero"
    return "it is a number above zero" if float in parts else "it is a text"


def _unknown(name: str, known: Iterable[str], where: str) -> SettingsError:
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        return SettingsError(f"{where}: there is no setting {name!r}; did you mean {near[0]!r}?")
    return SettingsError(f"{where}: there is no setting {name!r}; there are {', '.join(sorted(known))}")
