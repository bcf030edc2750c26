"""``intloffice make-rows``: make what is written of new rows for the program that asks."""

import sys
from collections.abc import Sequence

from intloffice.database import made
from intloffice.records import ALL_KINDS


def run(_words: Sequence[str]) -> int:
    """Make what is asked for at the standard input until that ends."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # nobody prints among what is sent
    made.answer({kind.name: kind for kind in ALL_KINDS}, sys.stdin.buffer, out)
    return 0
