"""Whether a file was looked through lately and is as this program left it.

Looking through a file reads all of it. What is known is kept beside the file: its stamp when it
was closed, and the day on which it was looked through last.
"""

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intloffice.database.file import FILE_NAME, stamp
from intloffice.files import replacing

_NAME = "examined.json"
#: Days after which a file is looked through before it is opened, whatever is known of it.
_LASTS = 7
#: Nanoseconds within which a file might be written twice and bear the same time.
_MOMENT = 50_000_000


@dataclass(frozen=True)
class Known:
    """What is known of a file that is as it was left: when it was looked through."""

    on: date


def known(folder: Path, today: date) -> Known | None:
    """Tell what is known of the file in a folder; None where it must be looked through."""
    try:
        kept = json.loads((folder / _NAME).read_text("utf-8"))
        on = date.fromisoformat(kept["on"])
        is_same = tuple(kept["stamp"]) == stamp(folder) != ()
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return Known(on) if is_same and 0 <= (today - on).days < _LASTS else None


def remember(folder: Path, on: date) -> None:
    """Keep that the file in a folder, as it is now, was looked through on a day.

    Not so where it was written this very moment: another could write it again unnoticed.
    """
    with suppress(OSError):  # then it is looked through again
        if time.time_ns() - (folder / FILE_NAME).stat().st_mtime_ns < _MOMENT:
            return
        with replacing(folder / _NAME, 0o600) as part:
            part.write_text(json.dumps({"stamp": stamp(folder), "on": on.isoformat()}), "utf-8")


def forget(folder: Path) -> None:
    """Know nothing of a file any more, so that it is looked through before it is opened again."""
    with suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)
