"""swedoc reads Swedish administrative memos and says whether their amounts add up.

>>> import swedoc
>>> record = swedoc.parse_text("Dnr KS 2019/418")
>>> record.verdict
'not_checked'

Importing swedoc is cheap: spaCy, the PDF libraries and dateparser load where they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from swedoc.batch import Allowance as Allowance
    from swedoc.batch import Result as Result
    from swedoc.batch import parse as parse
    from swedoc.batch import parse_many as parse_many
    from swedoc.component import load as load
    from swedoc.errors import BrokenSetup as BrokenSetup
    from swedoc.errors import DamagedFile as DamagedFile
    from swedoc.errors import EncryptedFile as EncryptedFile
    from swedoc.errors import JournalError as JournalError
    from swedoc.errors import LexiconError as LexiconError
    from swedoc.errors import LimitExceeded as LimitExceeded
    from swedoc.errors import NoTextLayer as NoTextLayer
    from swedoc.errors import ReadError as ReadError
    from swedoc.errors import SettingsError as SettingsError
    from swedoc.errors import SwedocError as SwedocError
    from swedoc.errors import TimedOut as TimedOut
    from swedoc.errors import UnsupportedFormat as UnsupportedFormat
    from swedoc.errors import WorkerDied as WorkerDied
    from swedoc.intake import Input as Input
    from swedoc.intake import parse_text as parse_text
    from swedoc.privacy import Privacy as Privacy
    from swedoc.records import Amount as Amount
    from swedoc.records import CaseNumber as CaseNumber
    from swedoc.records import Contact as Contact
    from swedoc.records import Coverage as Coverage
    from swedoc.records import DateMention as DateMention
    from swedoc.records import Decision as Decision
    from swedoc.records import Email as Email
    from swedoc.records import ErrorRecord as ErrorRecord
    from swedoc.records import Failure as Failure
    from swedoc.records import Finding as Finding
    from swedoc.records import Identifier as Identifier
    from swedoc.records import Part as Part
    from swedoc.records import Phone as Phone
    from swedoc.records import Recipient as Recipient
    from swedoc.records import Record as Record
    from swedoc.records import Review as Review
    from swedoc.records import SectionRecord as SectionRecord
    from swedoc.records import Source as Source
    from swedoc.records import Span as Span
    from swedoc.records import Split as Split
    from swedoc.records import Total as Total

__version__ = "0.1.0"

_HOMES = {
    "swedoc.intake": "parse_text Input",
    "swedoc.batch": "parse parse_many Result Allowance",
    "swedoc.component": "load",
    "swedoc.errors": "SwedocError ReadError EncryptedFile DamagedFile NoTextLayer UnsupportedFormat "
    "LimitExceeded TimedOut WorkerDied LexiconError SettingsError BrokenSetup JournalError",
    "swedoc.privacy": "Privacy",
    "swedoc.records": "Record Source Span CaseNumber DateMention Phone Email Contact Identifier Recipient "
    "Decision Amount Part Total Split Finding Review SectionRecord Coverage ErrorRecord Failure",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = ["__version__", *_HOME_OF]


def __getattr__(name: str) -> Any:
    """Load a public name from its module the first time that it is asked for."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'swedoc' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
