"""XML read as a stream of events, without entities, external files or recursion.

Names come with the prefix that the reader gave their namespace (`w:t`), so that the prefixes a
program happened to choose do not matter. A document type is refused: office files have none, and
everything dangerous in XML (entities that multiply, files and addresses fetched) begins with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from xml.parsers import expat

from swedoc import limits
from swedoc.errors import DamagedFile

Attributes = dict[str, str]
Event = tuple[Literal["start", "end", "text"], str, Attributes]
_NONE: Attributes = {}


def events(chunks: Iterable[bytes], prefixes: Mapping[str, str]) -> Iterator[Event]:
    """The events of an XML file: `("start", name, attributes)`, `("end", name, {})`, `("text", text, {})`.

    Text may come in several pieces.

    Raises:
        DamagedFile: it is not well-formed, or has a document type.
        LimitExceeded: `nodes` or `depth`.
    """
    queue: list[Event] = []
    names: dict[str, str] = {}
    most_nodes, most_depth = limits.current().nodes, limits.current().depth
    nodes = depth = 0

    def short(name: str) -> str:
        known = names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            prefix = prefixes.get(space, "" if not space else "?")
            known = names[name] = f"{prefix}:{local}" if prefix else local
        return known

    def start(name: str, attributes: Attributes) -> None:
        nonlocal nodes, depth
        nodes += 1
        depth += 1
        if nodes > most_nodes:
            raise limits.exceeded("nodes")
        if depth > most_depth:
            raise limits.exceeded("depth")
        queue.append(
            ("start", short(name), {short(k): v for k, v in attributes.items()} if attributes else _NONE)
        )

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        queue.append(("end", short(name), _NONE))

    def refuse(*_: object) -> None:
        raise DamagedFile("the file's XML has a document type (DOCTYPE), which is refused as unsafe")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: queue.append(("text", text, _NONE))
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield from queue
            queue.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedFile("the file's XML is broken") from error
    except (LookupError, ValueError) as error:  # it names an encoding that nobody knows
        raise DamagedFile("the file's XML is in an unknown encoding") from error
    yield from queue
