"""What the window's program does with the machine it runs on."""

import subprocess
import sys

import pytest

_PINNED = """
import os
from pathlib import Path
from intloffice import app

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20

if {started}:
    app._keep_memory_together()
large = bytearray(24 << 20)
del large  # the C library takes this for a sign to let large blocks lie in its heap
before = held()
blocks = [bytearray(300 << 10) for _ in range(400)]
pin = bytearray(300 << 10)
del blocks
print(held() - before)
"""


def _more(started: bool) -> int:
    words = [sys.executable, "-c", _PINNED.format(started=started)]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of the C library of Linux")
def test_memory_that_is_no_longer_used_is_given_back_while_something_above_it_is_used():
    assert _more(started=True) < 20
    if _more(started=False) < 100:
        pytest.skip("This C library gives it back by itself.")
