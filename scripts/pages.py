"""A hook of mkdocs: what stands after the language of a block is for the tests, and says so to readers.

    ```console not-run: needs a cluster

becomes a plain `console` block with the reason below it.
"""

from __future__ import annotations

import re
from typing import Any

_FENCE = re.compile(r"^```(?P<language>\w+) (?P<more>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page as mkdocs understands it."""

    def plain(fence: re.Match[str]) -> str:
        name, _, value = fence["more"].partition(": ")
        said = {"not-run": f"\n\n*(Not run in the tests: {value}.)*", "file": f"\n\n*(The file `{value}`.)*"}
        return f"```{fence['language']}\n{fence['body']}```{said.get(name, '')}"

    return _FENCE.sub(plain, markdown)
