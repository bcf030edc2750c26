"""What the page of an agreement's course asks, off the window's thread."""

from datetime import date
from typing import TYPE_CHECKING, Any

from intloffice.errors import ChangedMeanwhileError
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.operations.course import Course

#: What the numbers of a balance count.
BASIS = N_(
    "Distinct students whose stay under this agreement began in these years. Places are those of "
    "studies and traineeships together, for each year in force. Stays with a partner that name "
    "neither an agreement nor a programme are told apart: they may belong here."
)


def course(session: Any, agreement: int, day: date, language: str) -> "Course":
    """Tell the course of an agreement; raise ChangedMeanwhileError where it is gone."""
    from intloffice.operations import course as told

    if session.row("agreement", agreement) is None:
        raise ChangedMeanwhileError(N_("This record is gone. Choose another."))
    return told.course(session, agreement, day, language)
