"""What the page that prepares a meeting asks, off the window's thread."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from intloffice.errors import ChangedMeanwhileError
from intloffice.i18n import N_, Language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.briefing.preparation import Preparation

#: What is usually to be done before a visit, and how many days before it.
_USUAL = (
    (14, N_("Names of the guests in both scripts, spelling confirmed")),
    (14, N_("Approval of the reception")),
    (7, N_("Room and interpreter")),
    (5, N_("Gifts chosen")),
    (3, N_("Briefing to the host")),
    (2, N_("Car and driver for the pick-up")),
    (1, N_("Agenda, name plates and place cards printed")),
    (1, N_("Photographer")),
)


def prepared(
    session: Any, meeting: int, today: date, language: Language, settings: Settings
) -> "Preparation":
    """Tell how a meeting is prepared; raise ChangedMeanwhileError where it is gone."""
    from intloffice.briefing import preparation

    if session.row("meeting", meeting) is None:
        raise ChangedMeanwhileError(N_("This record is gone. Choose another."))
    return preparation.prepared(session, meeting, today, language, settings)


def put_in_order(session: Any, meeting: int, side: str, rows: Sequence[int]) -> None:
    """Give the participants of one side their order of precedence."""
    from intloffice.operations import preparing

    preparing.put_in_order(session, meeting, side, rows)


def add_participant(session: Any, meeting: int, side: str, person: int) -> None:
    """Add a person to one side of a meeting."""
    from intloffice.operations import preparing

    preparing.add_participant(session, meeting, side, person)


def mark(session: Any, meeting: int, rows: str, row: int, on: date | None) -> None:
    """Say that something is done, or is not."""
    from intloffice.operations import preparing

    preparing.mark(session, meeting, rows, row, on)


def add_checks(session: Any, meeting: int, checks: Sequence[tuple[str, int | None]]) -> int:
    """Add to the checklist of a meeting what is not on it."""
    from intloffice.operations import preparing

    return preparing.add_checks(session, meeting, checks)


def usual(settings: Settings, language: Language) -> list[tuple[str, int | None]]:
    """Give the checklist with which a meeting begins: the office's own, or the program's."""
    if settings.checklist:
        return [read_check(line) for line in settings.checklist]
    return [(language.text(what), days) for days, what in _USUAL]


def read_check(line: str) -> tuple[str, int | None]:
    """Read “3 Photographer” as what is to be done and how many days before."""
    days, _, what = line.strip().partition(" ")
    if days.isdecimal() and len(days) <= len("999") and what.strip():
        return what.strip(), int(days)
    return line.strip(), None


def write_check(what: str, days: int | None) -> str:
    """Write what is to be done as it is read."""
    return what if days is None else f"{days} {what}"
