"""What the first page told last, kept beside the store and shown again while the store is opened.

It is shown only while the store's file is still the one it was read from, on the day and in the
language it was read for; then it is what the store would tell. What is read once the store is
open takes its place.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from intloffice.files import replacing
from intloffice.gui.asking import Entered, Ourselves, Overview, Today

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Glance:
    """What the frame and the first page tell of the office."""

    overview: Overview
    today: Today


class Glances:
    """Keeps one glance in a file; one that cannot be read, or no longer holds, is none.

    ``stamp`` tells the state of the store's file; it is empty where that is not known.
    """

    def __init__(self, path: Path, stamp: Callable[[], Stamp]) -> None:
        self._path = path
        self._stamp = stamp

    def stamp(self) -> Stamp:
        """Tell the state of the store's file."""
        return self._stamp()

    def get(self, language: str, day: date) -> Glance | None:
        """Give what was kept, if it still holds."""
        stamp = self._stamp()
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            if not stamp or kept["read"] != _read(stamp, language, day):
                return None
            return _from_plain(kept["glance"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, glance: Glance, stamp: Stamp, language: str, day: date) -> None:
        """Keep a glance that was read while the file was in a state."""
        if not stamp or stamp != self._stamp():
            return
        kept = {"read": _read(stamp, language, day), "glance": asdict(glance)}
        with suppress(OSError), replacing(self._path, 0o600) as part:  # else the store is read
            part.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")

    def drop(self) -> None:
        """Forget what was kept."""
        self._path.unlink(missing_ok=True)


def _read(stamp: Stamp, language: str, day: date) -> list[Any]:
    return [*stamp, language, day.isoformat()]


def _from_plain(kept: dict[str, Any]) -> Glance:
    overview, today = kept["overview"], kept["today"]
    return Glance(
        Overview(
            overview["totals"],
            Ourselves(**overview["ourselves"]),
            overview["undo"],
            overview["redo"],
        ),
        Today(
            figures=_lines(today["figures"]),
            meetings=_entries(today["meetings"]),
            expiring=_entries(today["expiring"]),
            following=_entries(today["following"]),
            unfinished=_entries(today["unfinished"]),
            anniversaries=_entries(today["anniversaries"]),
            by_country=_lines(today["by_country"]),
            students=_lines(today["students"]),
        ),
    )


def _entries(kept: list[dict[str, Any]]) -> tuple[Entered, ...]:
    return tuple(Entered(**entry) for entry in kept)


def _lines(kept: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(tuple(line) for line in kept)
