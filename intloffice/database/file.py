"""The store's file, seen from outside: its name, and what tells that it has not changed."""

from pathlib import Path

FILE_NAME = "office.db"


def stamp(folder: Path) -> tuple[int, ...]:
    """Tell apart the states of a store's file; empty where there is none that can be read.

    The stamp holds the file's identity, size and time of change, and the counter in its header
    (bytes 24 to 27) that SQLite raises with every commit. A journal beside the file belongs to a
    change that was not finished: then there is no stamp.
    """
    path = folder / FILE_NAME
    journal = path.with_name(f"{FILE_NAME}-journal")
    try:
        if journal.exists() and journal.stat().st_size:
            return ()
        with path.open("rb") as file:
            counter = int.from_bytes(file.read(28)[24:28], "big")
        known = path.stat()
    except OSError:
        return ()
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, counter
