"""A whole archive over a cluster: shards of documents, each read by a supervisor of its own.

    from dask.distributed import Client
    from swedoc.dask import extract
    extract("s3://arkiv/handlingar", "s3://arkiv/poster", shards=1000, client=Client("scheduler:8786"))

A shard is a list of URLs and the URL of its output: one file of JSON Lines, which appears whole or
not at all. A shard whose output is there is skipped, so a run that was cut short is simply run
again. `read_shard` knows nothing of Dask, and runs as well under Spark, Ray or a job array.

Needs the extra `swedoc[dask]`; for `s3://`, `swedoc[s3]` too. Paths without a scheme are local.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from swedoc.batch import Allowance, parse_many
from swedoc.intake import Input
from swedoc.paths import Shard, may_be_document
from swedoc.privacy import Privacy
from swedoc.records import Record, encode

MASKED = Privacy()


@dataclass(frozen=True, slots=True)
class Remote(Input):
    """A document by its URL, fetched by the worker that reads it."""

    def read(self) -> bytes:
        """The bytes of the document. Raises `OSError`."""
        import fsspec

        with fsspec.open(self.path, "rb") as file:
            data: bytes = file.read()
        return data


def extract(
    source: str | Iterable[str],
    out: str,
    *,
    shards: int,
    client: Any,
    jobs: int = 1,
    with_text: bool = False,
    allowance: Allowance | None = None,
    privacy: Privacy = MASKED,
) -> Counter[str]:
    """Read every document under `source` into `out/shard-K-of-N.jsonl`.

    Args:
        source: the URL of a folder, whose hidden files and those that are no documents (`.py`, `.json` …)
            are passed over; or the URLs of documents, which are all tried.
        out: the URL of a folder.
        shards: how many parts; some hundred documents each is a good size.
        client: a `dask.distributed.Client`.
        jobs: worker processes in each Dask worker; as many as the cores that it may use for a task.
        with_text: include the text of each document.
        allowance: what one document may cost.
        privacy: what to mask or replace; by default personal identity numbers are masked.

    Returns:
        How many documents had which outcome, those of skipped shards not counted.
    """
    urls = list(found(source) if isinstance(source, str) else source)
    parts = [[url for url in urls if url in Shard(number, shards)] for number in range(1, shards + 1)]
    names = [f"{out.rstrip('/')}/shard-{number}-of-{shards}.jsonl" for number in range(1, shards + 1)]
    # pure=False: a task writes, so its result of an earlier call must not stand for it
    tasks = client.map(
        read_shard, parts, names, jobs=jobs, with_text=with_text, allowance=allowance, privacy=privacy,
        pure=False,
    )  # fmt: skip
    total: Counter[str] = Counter()
    for counts in client.gather(tasks):
        total.update(counts)
    return total


def found(folder: str) -> Iterator[str]:
    """The URLs of the documents under a folder, sorted; what is hidden, or plainly none, is left out."""
    import fsspec

    files, root = fsspec.core.url_to_fs(folder)
    for path in sorted(files.find(root)):
        hidden = any(part.startswith(".") for part in path.removeprefix(root).split("/"))
        if not hidden and may_be_document(path):
            yield files.unstrip_protocol(path)


def read_shard(
    urls: Iterable[str],
    out: str,
    *,
    jobs: int = 1,
    with_text: bool = False,
    allowance: Allowance | None = None,
    privacy: Privacy = MASKED,
) -> Counter[str]:
    """Read the documents of one shard, unless its output is there; returns how many had which outcome."""
    import fsspec

    files, path = fsspec.core.url_to_fs(out)
    counts: Counter[str] = Counter()
    if files.exists(path):
        return counts
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "shard.jsonl"
        with draft.open("wb") as lines:
            for result in parse_many(
                (Remote(url) for url in urls), jobs, allowance=allowance, privacy=privacy
            ):
                counts[result.outcome] += 1
                entry = result.entry
                keep = privacy.show_personnummer
                line = (
                    entry.to_json(with_text=with_text, show_personnummer=keep)
                    if isinstance(entry, Record)
                    else encode(entry)
                )
                lines.write(line + b"\n")
        files.makedirs(files._parent(path), exist_ok=True)
        files.put_file(str(draft), f"{path}.part")
        files.mv(f"{path}.part", path)
    return counts
