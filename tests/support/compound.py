"""A writer of compound files (MS-CFB), as small as it can be, for Outlook's mails."""

from __future__ import annotations

import struct
from typing import Union

Tree = dict[str, Union[bytes, "Tree"]]

_END, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def compound(tree: Tree) -> bytes:
    """A compound file of storages (dictionaries) and streams (bytes), all streams in whole sectors."""
    entries: list[list[object]] = []  # name, kind, right sibling, child, stream

    def enter(name: str, content: bytes | Tree) -> int:
        at = len(entries)
        entries.append([name, 5 if at == 0 else 2 if isinstance(content, bytes) else 1, _NONE, _NONE, b""])
        if isinstance(content, bytes):
            entries[at][4] = content
            return at
        last = None
        for inner, value in content.items():
            child = enter(inner, value)
            if last is None:
                entries[at][3] = child
            else:
                entries[last][2] = child
            last = child
        return at

    enter("Root Entry", tree)
    fat: list[int] = []
    sectors: list[bytes] = []

    def chain(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[i : i + 512].ljust(512, b"\0") for i in range(0, len(data), 512)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END] if pieces else [])
        return first if pieces else _END

    small = b""  # streams below 4096 bytes share one stream, in sectors of 64 bytes
    small_fat: list[int] = []
    starts: list[int] = []
    for _, kind, _, _, content in entries:
        assert isinstance(content, bytes)
        if kind != 2:
            starts.append(0)
        elif len(content) >= 4096:
            starts.append(chain(content))
        else:
            count = -(-len(content) // 64)
            starts.append(len(small_fat) if count else _END)
            small_fat += [*range(len(small_fat) + 1, len(small_fat) + count), _END] if count else []
            small += content.ljust(64 * count, b"\0")
    starts[0] = chain(small)
    entries[0][4] = small
    fat_of_small = struct.pack(f"<{len(small_fat)}I", *small_fat)
    fat_of_small = fat_of_small.ljust(-(-len(fat_of_small) // 512) * 512, b"\xff")
    small_fat_at = chain(fat_of_small)
    directory = b""
    for start, (name, kind, right, child, content) in zip(starts, entries, strict=True):
        assert isinstance(content, bytes)
        wide = str(name).encode("utf-16-le") + b"\0\0"
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ",
            wide,
            len(wide),
            kind,
            1,
            _NONE,
            right,
            child,
            b"",
            0,
            0,
            0,
            start,
            len(content),
        )
    directory_at = chain(directory)
    tables = len(sectors) // 127 + 1
    table_at = len(sectors)
    fat += [0xFFFFFFFD] * tables
    fat += [_FREE] * (128 * tables - len(fat))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0,
        tables, directory_at, 0, 4096, small_fat_at, len(fat_of_small) // 512, _END, 0, table_at,
    )  # fmt: skip
    head += b"".join(struct.pack("<I", table_at + i) for i in range(1, tables))
    head = head.ljust(512, b"\xff")
    return head + b"".join(sectors) + struct.pack(f"<{128 * tables}I", *fat)


def msg(properties: dict[str, str | bytes], attachments: list[Tree] | None = None, sent: int = 0) -> Tree:
    """The tree of an Outlook mail: text by the number of its property, `"1000"` for the body."""
    tree: Tree = {"__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 0, sent)}
    tree |= streams(properties)
    for i, attached in enumerate(attachments or []):
        tree[f"__attach_version1.0_#{i:08X}"] = attached
    return tree


def streams(properties: dict[str, str | bytes]) -> Tree:
    return {
        f"__substg1.0_{number}{'001F' if isinstance(value, str) else '0102'}": value.encode("utf-16-le")
        if isinstance(value, str)
        else value
        for number, value in properties.items()
    }
