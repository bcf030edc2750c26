"""What one user of the program, or one office, has chosen."""

import tomllib
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.i18n import LOCALES, N_, language_of_system


@dataclass(frozen=True)
class Settings:
    """The choices, each with the value the program starts with; kept as TOML beside the store.

    ``accent`` is a colour as #rrggbb. ``long_from_months`` is the planned length from which a
    stay counts as long (records.md, rule 7). ``shown_on`` is the day on which the window looks at
    the office, as YYYY-MM-DD; empty stands for today. ``region_countries`` are ISO codes shown as
    regions rather than countries (records.md, rule 3). ``second_place`` is a folder to which
    finished backups are brought besides the office's own; empty where none was chosen.
    ``checklist`` is what is usually done before a visit, each line begun by the days before it;
    empty stands for the program's own. ``academic_from_month`` and ``fiscal_from_month`` are the
    months with which those years begin (records.md, rule 4).
    """

    language: str = "en"
    theme: str = "system"
    author: str = ""
    letterhead: str = ""
    accent: str = "#1f5077"
    logo: str = ""
    long_from_months: int = 6
    shown_on: str = ""
    region_countries: tuple[str, ...] = ("HK", "MO", "TW")
    second_place: str = ""
    checklist: tuple[str, ...] = ()
    academic_from_month: int = 9
    fiscal_from_month: int = 4

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Read the settings; what the file does not say, or says wrongly, keeps its first value.

        A language that nobody chose is the system's.
        """
        try:
            said = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            said = {}
        if said.get("language") not in LOCALES:
            said["language"] = language_of_system()
        return cls(**{f.name: _fit(said[f.name], f.default) for f in fields(cls) if f.name in said})

    def day(self, today: date) -> date:
        """Tell on which day the office is looked at."""
        try:
            return date.fromisoformat(self.shown_on)
        except ValueError:
            return today

    def year_months(self) -> dict[str, int]:
        """Tell with which month each sort of year begins that is not the calendar's.

        A month that is none keeps the one the program starts with.
        """
        first = Settings()
        return {
            "academic": _month(self.academic_from_month, first.academic_from_month),
            "fiscal": _month(self.fiscal_from_month, first.fiscal_from_month),
        }

    def save(self, path: Path) -> None:
        """Write the settings, whole or not at all; raise OfficeError where that fails."""
        import tomli_w  # noqa: PLC0415  not needed to start

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with files.replacing(path) as part:
                part.write_text(tomli_w.dumps(asdict(self)), "utf-8")
        except OSError as error:
            raise OfficeError(
                N_("The settings could not be kept: {reason}. Those from before still hold."),
                reason=error.strerror or "",
            ) from error


def _month(number: int, otherwise: int) -> int:
    return number if 1 <= number <= 12 else otherwise


def _fit(value: Any, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(str(item) for item in value) if isinstance(value, list) else default
    return value if isinstance(value, type(default)) else default
