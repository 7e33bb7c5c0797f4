"""A small grammar for labelled text: templates that refer to each other, expanded at random.

    {rule}       one of the rule's alternatives; {rule:cap}, {rule:upper}, {rule:gen}, {rule:def} change it
    [a|b|]       one of these, here or nothing
    <P:…>        what stands here is a person (P), an organisation (O) or a role (R)

`<R:handläggare> <P:{full}>` becomes a text with the spans of its labels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

LABELS = {"P": "PER", "O": "ORG", "R": "ROLE"}
OPEN = {label: chr(0xE000 + index) for index, label in enumerate(LABELS)}
CLOSE = "\ue010"
_LABEL_OF = {sign: LABELS[letter] for letter, sign in OPEN.items()}

Change = Callable[[str], str]
Source = Callable[[], str]


@dataclass(frozen=True)
class Example:
    """A text and its labelled spans: start, end, label."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class _Call:
    rule: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class _Choice:
    options: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class _Label:
    letter: str
    inner: tuple[object, ...]


def labelled(letter: str, text: str) -> str:
    """The text marked as a person, organisation or role."""
    return f"{OPEN[letter]}{text}{CLOSE}"


def example(marked: str) -> Example:
    """The text without its marks, and the spans that they meant. Marks do not nest: the outer one counts.

    >>> example(labelled("P", "Eva Ek") + " talar").spans
    ((0, 6, 'PER'),)
    """
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    open_labels: list[tuple[int, str]] = []
    for sign in marked:
        if sign in _LABEL_OF:
            open_labels.append((len(out), _LABEL_OF[sign]))
        elif sign == CLOSE:
            start, label = open_labels.pop()
            if not open_labels and len(out) > start:
                spans.append((start, len(out), label))
        else:
            out.append(sign)
    return Example("".join(out), tuple(spans))


def changed(marked: str, change: Change) -> str:
    """The text changed by `change`, the marks around it kept in place at its ends."""
    head = 0
    while head < len(marked) and marked[head] in _LABEL_OF:
        head += 1
    tail = len(marked)
    while tail > head and marked[tail - 1] == CLOSE:
        tail -= 1
    return marked[:head] + change(marked[head:tail]) + marked[tail:]


@dataclass
class Grammar:
    """Rules by name, each a list of templates; `sources` are the rules that are code."""

    rules: Mapping[str, Sequence[str]]
    sources: Mapping[str, Source]
    changes: Mapping[str, Change]
    random: random.Random
    _parsed: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def expand(self, rule: str) -> str:
        """One text of the rule, with its marks."""
        if rule in self.sources:
            return self.sources[rule]()
        if rule not in self.rules:
            raise KeyError(f"there is no rule {rule!r}")
        return self.fill(self.random.choice(self.rules[rule]))

    def fill(self, template: str) -> str:
        """The template with all its choices made."""
        if template not in self._parsed:
            nodes, at = _parse(template, 0, "")
            if at != len(template):
                raise ValueError(f"{template!r}: unexpected {template[at]!r} at {at}")
            self._parsed[template] = nodes
        return self._render(self._parsed[template])

    def _render(self, nodes: Sequence[object]) -> str:
        out: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                out.append(node)
            elif isinstance(node, _Call):
                text = self.expand(node.rule)
                for change in node.changes:
                    text = changed(text, self.changes[change])
                out.append(text)
            elif isinstance(node, _Choice):
                out.append(self._render(self.random.choice(node.options)))
            elif isinstance(node, _Label):
                out.append(labelled(node.letter, self._render(node.inner)))
        return "".join(out)


def _parse(template: str, at: int, until: str) -> tuple[tuple[object, ...], int]:
    """The nodes from `at` to one of the signs `until`, and where that sign stands."""
    nodes: list[object] = []
    text: list[str] = []

    def flush() -> None:
        if text:
            nodes.append("".join(text))
            text.clear()

    while at < len(template) and template[at] not in until:
        sign = template[at]
        if sign == "{":
            flush()
            end = template.index("}", at)
            name, *changes = template[at + 1 : end].split(":")
            nodes.append(_Call(name, tuple(changes)))
            at = end + 1
        elif sign == "[":
            flush()
            options = []
            while True:
                option, at = _parse(template, at + 1, "|]")
                options.append(option)
                if template[at] == "]":
                    break
            nodes.append(_Choice(tuple(options)))
            at += 1
        elif sign == "<":
            flush()
            inner, end = _parse(template, at + 3, ">")
            nodes.append(_Label(template[at + 1], inner))
            at = end + 1
        else:
            text.append(sign)
            at += 1
    flush()
    return tuple(nodes), at
