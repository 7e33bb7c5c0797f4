"""What can go wrong with a file, a setting or our own vocabulary.

An exception is for a file that cannot be read; a finding is for a memo that does not add up.
Every message says what is wrong, where, and what to do about it, and never quotes the document.
"""


class SwedocError(Exception):
    """Any error that swedoc raises on purpose."""


class ReadError(SwedocError):
    """The file could not be read."""


class EncryptedFile(ReadError):
    """The file is locked with a password."""


class DamagedFile(ReadError):
    """The file is broken, empty or not what it says it is."""


class NoTextLayer(ReadError):
    """No page of the file holds any text: a scan that has not been through OCR."""


class UnsupportedFormat(ReadError):
    """No reader knows this kind of file."""


class LimitExceeded(ReadError):
    """The file is larger than a limit allows; the message names the limit."""


class TimedOut(ReadError):
    """Reading took longer than the time limit."""


class WorkerDied(ReadError):
    """The worker process that read the file was killed."""


class LexiconError(SwedocError):
    """A vocabulary file of the package is malformed, or one of its own examples fails."""


class SettingsError(SwedocError):
    """A setting or option has a value that makes no sense."""


class BrokenSetup(SwedocError):
    """Not even a known-good document can be read: the fault is not with the documents."""


class JournalError(SwedocError):
    """The journal of a run cannot be written, or belongs to another run."""


def explain(error: BaseException | None) -> str:
    """One line that says what went wrong, in English, without the path."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
