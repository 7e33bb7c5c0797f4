"""What becomes of personal data before a record is written, shown or sent anywhere.

    record = swedoc.parse("memo.pdf", privacy=swedoc.Privacy())               # as the command line does
    record = swedoc.parse("memo.pdf", privacy=swedoc.Privacy(no_contacts=True))
    record = swedoc.parse("memo.pdf", privacy=swedoc.Privacy(key=b"a long secret"))

A record in memory is what stands on the page, unless `privacy` is given; what leaves the process is
masked. Here is the only place that does it: a function from a record to a record.

choice      what the user wants: `Privacy`
numbers     personal identity numbers, masked by characters of equal length
people      who is who among the names of one memo, and where each is named
paths       names and numbers in the name of a file
rewriting   new text, every span moved along with it
applying    the record function, which uses all of these
"""

from swedoc.privacy.applying import Mentioned, Named, applied, masked
from swedoc.privacy.choice import Privacy
from swedoc.privacy.paths import may_tell, path_shown

__all__ = ["Mentioned", "Named", "Privacy", "applied", "masked", "may_tell", "path_shown"]
