"""`python -m swedoc` is the command `swedoc`."""

from __future__ import annotations

import sys

from swedoc.cli import main

if __name__ == "__main__":
    sys.exit(main())
