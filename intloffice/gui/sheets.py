"""What the window asks of the spreadsheets; each function runs on a worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice import resources
from intloffice.i18n import LOCALES, Language
from intloffice.i18n import language as language_of
from intloffice.schema.kind import Kind
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.spreadsheets.importing import Plan

_SHOWN = 200


@dataclass(frozen=True)
class Written:
    """What was written where: how many records of each kind."""

    path: Path
    records: dict[str, int]


@dataclass(frozen=True)
class Intended:
    """What an import would do: by kind what is new, changed, the same and refused; and why."""

    path: Path
    plan: "Plan"
    counts: tuple[tuple[str, int, int, int, int], ...]
    refusals: tuple[str, ...]
    more: int

    @property
    def changes(self) -> int:
        """How many records would be added or changed."""
        return sum(new + changed for _, new, changed, _, _ in self.counts)


def export_all(session: Any, kinds: Sequence[Kind], path: Path, language: Language) -> Written:
    """Write everything into a workbook, without protected fields."""
    from intloffice.spreadsheets.exporting import export_all as exported

    return Written(path, exported(session, kinds, path, language).records)


def export_year(
    session: Any, year: int, path: Path, language: Language, settings: Settings
) -> Written:
    """Write the workbook of a year."""
    from intloffice.spreadsheets.yearly import export_year as exported

    return Written(path, exported(session, year, path, language, settings).records)


def intend(session: Any, path: Path, kinds: Sequence[Kind], language: Language) -> Intended:
    """Read a workbook and work out what it would change; nothing is changed."""
    from intloffice.spreadsheets import importing

    folder = resources.folder("translations")
    languages = [language_of(code, folder) for code in LOCALES]
    plan = importing.plan(session, importing.read(path, kinds, languages))
    sentences = [refusal.sentence(language) for refusal in plan.refusals[:_SHOWN]]
    counts = tuple(
        (name, each.new, each.changed, each.same, each.refused)
        for name, each in plan.counts.items()
    )
    return Intended(path, plan, counts, tuple(sentences), len(plan.refusals) - len(sentences))


def bring_in(session: Any, intended: Intended) -> int:
    """Do what was intended; return how many records were added or changed."""
    from intloffice.spreadsheets import importing

    importing.apply(session, intended.plan)
    return intended.changes
