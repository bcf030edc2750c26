"""``intloffice make-rows``: make what is written of new rows for the program that asks."""

import sys
from argparse import Namespace

from intloffice.database import making
from intloffice.database.tables import tables_of
from intloffice.records import ALL_KINDS


def run(_arguments: Namespace) -> int:
    """Make what is asked for at the standard input until that ends."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # nobody prints among what is sent
    making.answer(tables_of(ALL_KINDS), sys.stdin.buffer, out)
    return 0
