"""The program, begun by somebody, or by itself for work in a process of its own."""

import importlib
import sys
from collections.abc import Sequence

#: The commands that the program gives itself (``beside``), by the modules that know them.
_BESIDE = {"read-workbook": "reading", "make-rows": "making"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; see ``program.main``."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in _BESIDE:  # who waits for it waits for all that it loads
        command = importlib.import_module(f"intloffice.commands.{_BESIDE[words[0]]}")
        return int(command.run(words[1:]))
    program = importlib.import_module("intloffice.program")
    return int(program.main(words))


if __name__ == "__main__":
    sys.exit(main())
