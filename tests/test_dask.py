"""Shards over a cluster and from an S3 server, both on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from swedoc.batch import parse_many
from swedoc.records import encode

distributed = pytest.importorskip("distributed")
fsspec = pytest.importorskip("fsspec")
pytestmark = pytest.mark.slow

COUNT = 30


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "memos"
    folder.mkdir()
    for n in range(COUNT):
        (folder / f"{n:02}.txt").write_text(f"Bidraget är {n + 10} 000 kr.", encoding="utf-8")
    return folder


@pytest.fixture
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_a_cluster_reads_every_document_once_and_skips_what_is_written(
    archive: Path, tmp_path: Path, client: Any
) -> None:
    from swedoc.dask import extract, found

    out = tmp_path / "records"
    assert extract(str(archive), str(out), shards=4, client=client) == {"read": COUNT}
    assert len(list(out.iterdir())) == 4
    (out / "shard-2-of-4.jsonl").unlink()
    again = extract(str(archive), str(out), shards=4, client=client)
    assert 0 < again["read"] < COUNT
    lines = sorted(line for path in out.iterdir() for line in path.read_bytes().splitlines())
    urls = [url.removeprefix("file://") for url in found(str(archive))]
    expected = [encode_without_text(result) for result in parse_many(urls)]
    assert [line.replace(b"file://", b"") for line in lines] == sorted(expected)


def encode_without_text(result: Any) -> bytes:
    return result.record.to_json() if result.record else encode(result.entry)


def test_what_is_no_document_is_passed_over_as_on_the_command_line(archive: Path) -> None:
    from swedoc.dask import found

    (archive / ".git").mkdir()
    for name in (".git/memo.txt", ".hidden.pdf", "run.py", "records.json", "no-suffix", "memo.PDF"):
        (archive / name).touch()
    names = {url.rpartition("/")[2] for url in found(str(archive))}
    assert names == {f"{n:02}.txt" for n in range(COUNT)} | {"no-suffix", "memo.PDF"}


def test_documents_and_records_live_in_s3(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    from swedoc.dask import extract

    bucket = fsspec.filesystem("s3")
    bucket.mkdir("arkiv")
    for path in archive.iterdir():
        bucket.put_file(str(path), f"arkiv/memos/{path.name}")
    try:
        with (
            distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
            distributed.Client(cluster) as client,
        ):
            counts = extract("s3://arkiv/memos", "s3://arkiv/records", shards=2, client=client)
            assert counts == {"read": COUNT}
            assert extract("s3://arkiv/memos", "s3://arkiv/records", shards=2, client=client) == {}
        bucket.invalidate_cache()
        names = [name for name in bucket.ls("arkiv/records") if not name.endswith(".part")]
        lines = b"".join(bucket.cat_file(name) for name in names).splitlines()
        assert len(lines) == COUNT
        assert all(b'"path":"s3://arkiv/memos/' in line for line in lines)
    finally:
        server.stop()
