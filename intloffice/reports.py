"""What is kept of a failure that should not have been: kinds of errors and places in our code.

No values, no messages of others, no parameters, no paths: nobody's data. Reports are never sent;
they lie in the user's folder of logs, the newest only.
"""

import faulthandler
import platform
import re
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

_MOST = 20
_CRASH = "crash.txt"
#: In what the interpreter writes when it dies: a place, whose folder may bear a user's name.
_PLACE = re.compile(r'File "(?:[^"]*[/\\])?([^"/\\]+)"')


def details(error: BaseException) -> str:
    """Tell the kinds of an error and those behind it, and the places they came through."""
    lines = [f"Python {platform.python_version()} · {platform.system()} {platform.machine()}"]
    shown: BaseException | None = error
    while shown is not None:
        lines.append(" ".join(filter(None, (type(shown).__qualname__, _code(shown)))))
        for place in traceback.extract_tb(shown.__traceback__)[-12:]:
            lines.append(f"  {Path(place.filename).name}:{place.lineno} {place.name}")
        shown = shown.__cause__ or shown.__context__
    return "\n".join(lines)


def keep(told: str) -> Path | None:
    """Write a report into the folder of logs and give its place; None where none can be written."""
    moment = datetime.now(UTC)
    try:
        folder = folder_of_logs()
        path = folder / f"problem-{moment:%Y-%m-%d-%H%M%S-%f}.txt"
        path.touch(mode=0o600)
        path.write_text(f"{told}\n", "utf-8")
        for old in sorted(folder.glob("problem-*.txt"))[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def watch_crashes() -> None:
    """Let the interpreter write down where it was when it dies; keep what it wrote last time."""
    with suppress(OSError, ValueError):
        path = folder_of_logs() / _CRASH
        if path.exists() and (last := path.read_text("utf-8", "replace").strip()):
            keep(_PLACE.sub(r'File "\1"', last))
        path.touch(mode=0o600)
        faulthandler.enable(path.open("w", encoding="utf-8"))


def folder_of_logs() -> Path:
    """Give the user's folder of logs."""
    from platformdirs import user_log_path  # noqa: PLC0415  needed for the unexpected only

    return user_log_path("intloffice", appauthor=False, ensure_exists=True)


def hush() -> None:
    """Print reports instead of messages for what nobody caught."""

    def hook(_sort: type[BaseException], error: BaseException, _trace: object) -> None:
        print(details(error), file=sys.stderr)  # noqa: T201  there may be nothing else

    sys.excepthook = hook


def _code(error: BaseException) -> str:
    """Tell the store's own code of an error, which holds nobody's data."""
    return str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
