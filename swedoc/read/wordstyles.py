"""What Word's styles and list definitions say: room around paragraphs, headings, list markers.

Styles build on each other (ECMA-376 part 1, 17.7); room is given in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from swedoc.read.numbering import Level
from swedoc.read.xml import Attributes, Event

_LONGEST_CHAIN = 20
_FORMS = {
    "decimal": "decimal", "decimalZero": "zero", "lowerLetter": "lower", "upperLetter": "upper",
    "lowerRoman": "roman", "upperRoman": "ROMAN", "bullet": "bullet", "none": "none",
}  # fmt: skip


def on(attributes: Attributes) -> bool:
    """Whether a switch is on: it is unless it says otherwise."""
    return attributes.get("w:val", "1") not in ("0", "false", "off")


@dataclass(slots=True)
class Style:
    """A paragraph style; `None` where the style that it builds on decides."""

    based_on: str | None = None
    before: float | None = None
    after: float | None = None
    number: str | None = None
    level: str | None = None
    heading: bool | None = None


@dataclass(slots=True)
class Resolved:
    """What holds for a paragraph of a style."""

    before: float = 0.0
    after: float = 0.0
    number: str | None = None
    level: str | None = None
    heading: bool = False


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a document, by identifier."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    document: Style = field(default_factory=Style)
    _resolved: dict[str | None, Resolved] = field(default_factory=dict)

    @classmethod
    def read(cls, stream: Iterator[Event]) -> Styles:
        """Read the part that holds the styles."""
        found = cls()
        current: Style | None = None
        for what, name, attributes in stream:
            if what == "end":
                if name in ("w:style", "w:pPrDefault"):
                    current = None
            elif what == "text":
                continue
            elif name == "w:style":
                if attributes.get("w:type", "paragraph") == "paragraph":
                    identifier = attributes.get("w:styleId", "")
                    current = found.styles.setdefault(identifier, Style())
                    if on({"w:val": attributes.get("w:default", "0")}):
                        found.default = identifier
            elif name == "w:pPrDefault":
                current = found.document
            elif current is not None:
                found._property(current, name, attributes)
        return found

    @classmethod
    def _property(cls, style: Style, name: str, attributes: Attributes) -> None:
        value = attributes.get("w:val")
        if name == "w:basedOn":
            style.based_on = value
        elif name == "w:spacing":
            style.before = cls.points(attributes, "w:before", style.before)
            style.after = cls.points(attributes, "w:after", style.after)
        elif name == "w:numId":
            style.number = value
        elif name == "w:ilvl":
            style.level = value
        elif name == "w:outlineLvl":
            style.heading = value != "9"

    def of(self, identifier: str | None) -> Resolved:
        """What a style amounts to with all that it builds on."""
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def _resolve(self, identifier: str | None) -> Resolved:
        chain: list[Style] = []
        at = self.default if identifier is None or identifier not in self.styles else identifier
        while at is not None and at in self.styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[at])
            at = self.styles[at].based_on
        chain.append(self.document)
        result = Resolved()
        for style in reversed(chain):
            result.before = result.before if style.before is None else style.before
            result.after = result.after if style.after is None else style.after
            result.number = style.number or result.number
            result.level = style.level or result.level
            result.heading = result.heading if style.heading is None else style.heading
        return result

    @staticmethod
    def points(attributes: Attributes, name: str, otherwise: float | None) -> float | None:
        """A length in points; `otherwise` if it is missing or no number."""
        value = attributes.get(name, "")
        if attributes.get(f"{name}Autospacing", "0") in ("1", "true", "on"):
            return 14.0
        return int(value) / 20 if value.isdecimal() and len(value) < 8 else otherwise


@dataclass(slots=True)
class Numbering:
    """The lists of a document: a list (`w:num`) refers to a definition and may change its levels."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[tuple[str, str], str] = field(default_factory=dict)  # definition, style → level

    @classmethod
    def read(cls, stream: Iterator[Event]) -> Numbering:
        """Read the part that holds the lists."""
        found = cls()
        definition = number = ""
        levels: dict[int, Level] = {}
        level = Level()
        depth = 0
        for what, name, attributes in stream:
            if what != "start":
                continue
            value = attributes.get("w:val", "")
            if name == "w:abstractNum":
                definition = attributes.get("w:abstractNumId", "")
                levels = found.definitions.setdefault(definition, {})
            elif name == "w:num":
                number, levels = attributes.get("w:numId", ""), {}
            elif name == "w:abstractNumId":
                found.lists[number] = (value, levels)
            elif name in ("w:lvl", "w:lvlOverride"):
                depth = _small(attributes.get("w:ilvl", "0"))
                if name == "w:lvl":
                    level = levels[depth] = Level(text="")
            elif name == "w:startOverride":
                base = found.definitions.get(found.lists.get(number, ("", {}))[0], {}).get(depth, Level())
                level = levels[depth] = Level(base.form, base.text, _small(value))
            elif name == "w:start":
                level.start = _small(value)
            elif name == "w:numFmt":
                level.form = _FORMS.get(value, "decimal")
            elif name == "w:lvlText":
                level.text = value[:40]
            elif name == "w:pStyle":
                found.styles[definition, value] = str(depth)
        return found

    def levels(self, number: str) -> tuple[str, dict[int, Level]] | None:
        """What is counted together for a list, and its levels; `None` if the list is unknown."""
        if number not in self.lists:
            return None
        definition, changed = self.lists[number]
        levels = self.definitions.get(definition, {}) | changed
        # Lists of one definition count on, unless one of them begins anew.
        return (f"{definition}/{number}" if changed else definition), levels

    def level_of_style(self, number: str, style: str | None) -> str:
        """The level that a list keeps for paragraphs of a style."""
        definition = self.lists.get(number, ("", {}))[0]
        return self.styles.get((definition, style or ""), "0")


def _small(value: str) -> int:
    """A number of a few digits, or 0."""
    return int(value) if value.isdecimal() and len(value) < 6 else 0
