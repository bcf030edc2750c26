"""How the window stood when it was closed, and what it showed; the next one begins there.

Nothing here is needed to paint that the settings have not brought along.
"""

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from intloffice import files


@dataclass(frozen=True)
class Left:
    """Size and place of a window as Qt writes them; the page it showed, and of what.

    ``record`` is 0 where the page was of no record. ``unfolded`` tells whether the sidebar showed
    the kinds that are seldom needed.
    """

    geometry: bytes = b""
    page: str = "home"
    kind: str = ""
    record: int = 0
    unfolded: bool = False


class LastWindow:
    """Keeps in a file how a window was left; one that cannot be read is as if there were none.

    What a list was narrowed by is not kept here: it may name a person.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self) -> Left:
        """Tell how the last window was left."""
        try:
            kept = tomllib.loads(self._path.read_text("utf-8"))
            geometry = bytes.fromhex(kept["geometry"])
            return Left(
                geometry,
                str(kept["page"]),
                str(kept["kind"]),
                int(kept["record"]),
                unfolded=kept.get("unfolded") is True,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return Left()

    def keep(self, left: Left) -> None:
        """Keep how the window is left."""
        import tomli_w  # noqa: PLC0415  not needed to start

        kept = {
            "geometry": left.geometry.hex(),
            "page": left.page,
            "kind": left.kind,
            "record": left.record,
            "unfolded": left.unfolded,
        }
        with suppress(OSError), files.replacing(self._path, 0o600) as part:  # else it begins anew
            part.write_text(tomli_w.dumps(kept), "utf-8")
