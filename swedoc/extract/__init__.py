"""One file for each kind of mention.

An extractor is a function `(reading: Reading) -> Iterable[Mention]`, entered with
`@extractors.register(name, order=…)`. It yields what it finds in reading order; what another
extractor has claimed before it is skipped by the pipeline. `order` is the order of claims: damaged
figures, e-mail addresses, dates, case numbers, identifiers and law references, amounts, phones, then
what is left.
"""

from collections.abc import Callable, Iterable

from swedoc.mentions import Mention, Reading
from swedoc.registry import Registry

Extractor = Callable[[Reading], Iterable[Mention]]
extractors: Registry[Extractor] = Registry("swedoc.extract")
