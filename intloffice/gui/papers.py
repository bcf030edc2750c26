"""What the page of a meeting's papers asks, off the window's thread."""

from dataclasses import dataclass
from typing import Any

from intloffice.errors import OfficeError
from intloffice.gui import drawing
from intloffice.i18n import N_, Language
from intloffice.settings import Settings


@dataclass(frozen=True)
class PrintedPaper:
    """A paper as PDF, what it is of, and how large its pages are, in points."""

    pdf: bytes
    title: str
    sizes: tuple[tuple[float, float], ...]


def kinds() -> dict[str, str]:
    """List the papers by their words, with their English names."""
    from intloffice.briefing.papers import Paper

    return {str(paper): paper.label for paper in Paper}


def print_paper(
    session: Any, meeting: int, paper: str, language: Language, settings: Settings
) -> PrintedPaper:
    """Print a paper of a meeting; raise OfficeError where the meeting is gone."""
    from intloffice.briefing.papers import paper_called, prepare
    from intloffice.briefing.pdf.papers import printed

    if session.row("meeting", meeting) is None:
        raise OfficeError(N_("This record is gone. Choose another."))
    prepared = prepare(session, meeting, language, settings)
    pdf = printed(paper_called(paper), prepared, language).pdf
    return PrintedPaper(pdf, prepared.title, drawing.sizes(pdf))


def print_all(
    session: Any, meeting: int, language: Language, settings: Settings
) -> list[tuple[str, PrintedPaper]]:
    """Print every paper of a meeting, each with its English name; raise as ``print_paper``."""
    return [
        (label, print_paper(session, meeting, word, language, settings))
        for word, label in kinds().items()
    ]
