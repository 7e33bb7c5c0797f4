"""Watches every Python process of a run: notes what is opened for writing, forbids the network.

A folder with this file on PYTHONPATH is enough; workers and whatever they start inherit it. Notes go to
the file `SWEDOC_SPY`, one a line: `network EVENT ADDRESS` and `write PATH`.
"""

import os
import sys

_NOTES = os.environ.get("SWEDOC_SPY")
_NETWORK = (
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request",
    "http.client.connect", "ftplib.connect", "smtplib.connect", "poplib.connect", "imaplib.open",
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _address(event, arguments):
    """Where an event leads; `None` if that is this machine's own file system (multiprocessing's pipes).

    Binding to the loopback is how libraries ask whether there is IPv6; nothing leaves by it.
    """
    if event == "socket.bind" and arguments[1][0] in ("::1", "127.0.0.1"):
        return None
    if event.startswith("socket.") and hasattr(arguments[0], "family"):
        address = arguments[1] if len(arguments) > 1 else None
        return None if isinstance(address, str | bytes) or address is None else address
    return arguments


def _note(line):
    handle = os.open(_NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (line.replace("\n", " ") + "\n").encode("utf-8", "backslashreplace"))
    os.close(handle)


def _watch(event, arguments):
    if event in _NETWORK:
        address = _address(event, arguments)
        if address is not None:
            _note(f"network {event} {address!r}")
            raise PermissionError(f"no network here: {event}")
    elif event == "open" and arguments[2] & _WRITES and arguments[0] != _NOTES:
        if isinstance(arguments[0], str | bytes):
            _note(f"write {os.path.abspath(os.fsdecode(arguments[0]))}")  # noqa: PTH100 - links as they are
    elif event == "os.mkdir":
        _note(f"write {os.path.abspath(os.fsdecode(arguments[0]))}")  # noqa: PTH100


if _NOTES:
    sys.addaudithook(_watch)
