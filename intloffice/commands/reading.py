"""``intloffice read-workbook``: read a workbook for the program that asked, and nobody else."""

import sys
from argparse import Namespace

from intloffice.spreadsheets.apart import Limits, answer


def run(arguments: Namespace) -> int:
    """Write what the workbook holds to the standard output."""
    limits = Limits(arguments.seconds, arguments.memory)
    answer(arguments.workbook, sys.stdout.buffer, limits, arguments.half)
    return 0
