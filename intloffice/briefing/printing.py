"""Print a briefing."""

from intloffice.briefing.layout import document
from intloffice.briefing.pdf import Rendered, render
from intloffice.briefing.statement import Briefing
from intloffice.i18n import Language
from intloffice.settings import Settings


def pdf(briefing: Briefing, language: Language, settings: Settings) -> Rendered:
    """Print a briefing as PDF; the same briefing, language and settings give the same bytes."""
    return render(document(briefing, language, settings))
