"""What the user wants to be done with personal data."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from swedoc.errors import SettingsError, explain
from swedoc.privacy.numbers import stars

_DIGITS = 12  # 48 bits: a million people share a token with a chance of 1 in 500


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is masked, dropped or replaced. The default masks personal identity numbers alone.

    Attributes:
        show_personnummer: leave personal identity numbers as they stand.
        no_contacts: drop contacts, and mask names, telephone numbers and addresses everywhere.
        key: replace them by tokens instead, the same for the same person as long as the key is the
            same. Whoever has the key can find out whom a token stands for by trying names; keep it
            as you would a password, and make it long and random.

    >>> Privacy(key=b"secret")
    Privacy(show_personnummer=False, no_contacts=False)
    """

    show_personnummer: bool = False
    no_contacts: bool = False
    key: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, *, show_personnummer: bool, no_contacts: bool, pseudonymise: str | None) -> Privacy:
        """From settings; `pseudonymise` is a key or `@FILE`. Raises `SettingsError`."""
        key = None if pseudonymise is None else key_of(pseudonymise)
        return cls(show_personnummer=show_personnummer, no_contacts=no_contacts, key=key)

    @property
    def names(self) -> bool:
        """Whether names, telephone numbers and addresses are to go."""
        return self.no_contacts or self.key is not None

    @property
    def masks(self) -> bool:
        """Whether anything is to go."""
        return self.names or not self.show_personnummer

    @property
    def described(self) -> str:
        """What distinguishes this choice from the default, for the journal of a run; never the key."""
        told = ["personal numbers shown"] if self.show_personnummer else []
        told += ["no contacts"] if self.no_contacts else []
        told += [f"pseudonyms by key {self._digest('key', '')[:8]}"] if self.key is not None else []
        return ", ".join(told)

    def token(self, label: str, value: str) -> str:
        """The token of a person, number or address: `Person-5f0c…`. The key must be set.

        >>> Privacy(key=b"secret").token("Person", "karin ahlmo")
        'Person-2e11faeae266'
        """
        return f"{label}-{self._digest(label, value)[:_DIGITS]}"

    def say(self, who: str, written: str, genitive: bool = False) -> str:
        """What stands for a person: a token, else stars as many as there are letters.

        >>> Privacy(no_contacts=True).say("karin ahlmo", "Ahlmos", True)
        '******'
        """
        if self.key is None:
            return stars(written)
        return self.token("Person", who) + (":s" if genitive else "")

    def _digest(self, label: str, value: str) -> str:
        said = f"{label}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key or b"", said, hashlib.sha256).hexdigest()


def key_of(given: str) -> bytes:
    """The key itself, or that in the file `@FILE`, the line break at its end left off.

    Raises:
        SettingsError: the file cannot be read, or the key is empty.
    """
    key = given.encode("utf-8", "surrogateescape")
    if given.startswith("@"):
        try:
            key = Path(given[1:]).read_bytes().rstrip(b"\r\n")
        except (OSError, ValueError) as error:
            raise SettingsError(f"the key file {given[1:]} cannot be read: {explain(error)}") from error
    if not key:
        raise SettingsError("the key to pseudonymise with is empty")
    return key
