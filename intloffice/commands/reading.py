"""``intloffice read-workbook``: read a workbook for the program that asked, and nobody else."""

import sys
from collections.abc import Sequence
from pathlib import Path

from intloffice.spreadsheets.apart import Limits, answer


def run(words: Sequence[str]) -> int:
    """Write what the workbook holds to the standard output; see ``spreadsheets.apart``.

    The words are the seconds and the bytes it may take, the workbook, and perhaps a half.
    """
    seconds, memory, workbook, *half = words
    limits = Limits(int(seconds), int(memory))
    answer(Path(workbook), sys.stdout.buffer, limits, *half)
    return 0
