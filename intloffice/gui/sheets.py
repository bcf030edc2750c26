"""What the window asks of the spreadsheets; each function runs on a worker thread."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice.i18n import Language
from intloffice.schema.kind import Kind
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.spreadsheets.importing import Plan, Refusal

#: So many refused cells are shown; a workbook with more is better mended as a whole.
SHOWN = 500


@dataclass(frozen=True)
class Written:
    """What was written where: how many records of each kind."""

    path: Path
    records: dict[str, int]


@dataclass(frozen=True)
class Refused:
    """What cannot be taken: its sheet, its cell, and why, in a language."""

    sheet: str
    cell: str
    reason: str


@dataclass(frozen=True)
class Intended:
    """What an import would do: by kind what is new, changed, the same and refused; and why."""

    path: Path
    plan: "Plan"
    counts: tuple[tuple[str, int, int, int, int], ...]
    refusals: tuple[Refused, ...]
    more: int

    @property
    def changes(self) -> int:
        """How many records would be added or changed."""
        return sum(new + changed for _, new, changed, _, _ in self.counts)

    @property
    def refused(self) -> int:
        """How many records cannot be taken."""
        return sum(count[-1] for count in self.counts)


def years(session: Any, kinds: Sequence[Kind]) -> list[int]:
    """List the years in which something is on record, the latest first."""
    from intloffice.operations.years import occurring

    return occurring(session, kinds)


def export_all(
    session: Any,
    kinds: Sequence[Kind],
    path: Path,
    language: Language,
    protected: Collection[str] = (),
) -> Written:
    """Write everything into a workbook; of the protected fields only those named."""
    from intloffice.spreadsheets.exporting import export_all as exported

    return Written(path, exported(session, kinds, path, language, protected).records)


def export_year(
    session: Any, year: int, path: Path, language: Language, settings: Settings
) -> Written:
    """Write the workbook of a year."""
    from intloffice.spreadsheets.yearly import export_year as exported

    return Written(path, exported(session, year, path, language, settings).records)


def intend(
    session: Any, path: Path, kinds: Sequence[Kind], languages: Sequence[Language], code: str
) -> Intended:
    """Read a workbook and work out what it would change; nothing is changed.

    Its headings may be in any of the languages; ``code`` is that of the sentences.
    """
    from intloffice.spreadsheets import importing

    plan = importing.plan(session, importing.read(path, kinds, languages))
    spoken = next(language for language in languages if language.code == code)
    counts = tuple(
        (kind.name, found.new, found.changed, found.same, found.refused)
        for kind in kinds
        if (found := plan.counts.get(kind.name)) is not None
    )
    refusals = tuple(_refused(refusal, spoken) for refusal in plan.refusals[:SHOWN])
    return Intended(path, plan, counts, refusals, len(plan.refusals) - len(refusals))


def bring_in(session: Any, intended: Intended, progress: Callable[[int, int], None]) -> int:
    """Do what was intended, without what is refused; return how many were added or changed."""
    from intloffice.spreadsheets import importing

    importing.apply(session, intended.plan, progress, skip_refused=True)
    return intended.changes


def _refused(refusal: "Refusal", language: Language) -> Refused:
    reason = language.text(refusal.template, **refusal.facts)
    return Refused(refusal.sheet, refusal.cell, reason)
