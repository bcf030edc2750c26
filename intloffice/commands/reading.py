"""``intloffice read-workbook``: read a workbook for the program that asked, and nobody else."""

import sys
from collections.abc import Sequence
from pathlib import Path

from intloffice.spreadsheets.apart import Limits, answer


def run(words: Sequence[str]) -> int:
    """Write what the workbook holds to the standard output; see ``spreadsheets.apart``.

    The words are the seconds and the bytes it may take, the workbook, and perhaps a half; any
    others fit nobody, and are answered by 2.
    """
    try:
        seconds, memory, workbook, *half = words
        limits = Limits(int(seconds), int(memory))
    except ValueError:
        return 2
    answer(Path(workbook), sys.stdout.buffer, limits, *half)
    return 0
