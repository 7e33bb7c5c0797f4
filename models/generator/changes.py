"""How a word changes where it stands: definite form, genitive, capitals."""

from __future__ import annotations

import unicodedata

_NEUTER = ("ombud", "råd", "biträde", "fullmäktige")


def definite(role: str) -> str:
    """The definite form of a title: `handläggare` → `handläggaren`, `chef` → `chefen`.

    >>> [definite(word) for word in ("kommundirektör", "ledamot", "kommunalråd", "controller", "vd")]
    ['kommundirektören', 'ledamoten', 'kommunalrådet', 'controllern', 'vd:n']
    """
    if role.endswith(("vd", "VD")):
        return role + ":n"
    if role.endswith("man"):
        return role + "nen"
    if role.endswith("biträde"):
        return role + "t"
    if role.endswith(("ombud", "råd")):
        return role + "et"
    if role.endswith(("e", "a", "or", "er")):
        return role + "n"
    return role + "en"


def definite_common(noun: str) -> str:
    """The definite form of an en-word: `avgift` → `avgiften`, `skrivelse` → `skrivelsen`."""
    if noun.endswith(("ansökan", "begäran", "anmälan", "klagan", "efterfrågan")):
        return noun
    return noun + ("n" if noun.endswith(("a", "e", "ö", "é", "i", "y")) else "en")


def definite_neuter(noun: str) -> str:
    """The definite form of an ett-word: `beslut` → `beslutet`, `ärende` → `ärendet`."""
    if noun.endswith("ium"):
        return noun[:-2] + "et"
    return noun + ("t" if noun.endswith(("e", "a")) else "et")


def indefinite_plural(noun: str) -> str:
    """The indefinite form of a plural: `kostnaderna` → `kostnader`."""
    return noun.removesuffix("na")


def genitive(name: str) -> str:
    """The genitive: `Granvik` → `Granviks`, `Hällnäs` → `Hällnäs`."""
    return name if name.endswith(("s", "x", "z", "S", ")")) else name + "s"


def capital(text: str) -> str:
    """The text with a capital first, the rest as it was."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Capital first, marks of labels skipped."""
    for at, sign in enumerate(text):
        if not 0xE000 <= ord(sign) <= 0xE010:
            return text[:at] + capital(text[at:])
    return text


def ascii_letters(text: str) -> str:
    """A name as in an e-mail address: `Åsa Öberg` → `asa.oberg`."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(
        sign for sign in plain.replace(" ", ".") if sign.isascii() and (sign.isalnum() or sign in ".-")
    )


CHANGES = {
    "def": definite,
    "det_n": definite_common,
    "det_t": definite_neuter,
    "indef_plural": indefinite_plural,
    "gen": genitive,
    "cap": sentence,
    "capname": sentence,
    "upper": str.upper,
    "low": str.lower,
    "sentence": sentence,
    "ascii": ascii_letters,
}
