"""Write a briefing, in each of the forms it can be kept in."""

import json
from typing import TYPE_CHECKING

from intloffice.briefing.layout import document
from intloffice.briefing.statement import Briefing
from intloffice.i18n import Language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.briefing.pdf import Rendered

#: The endings of the files a briefing can be written to.
ENDINGS = (".pdf", ".docx", ".txt", ".json")


def pdf(briefing: Briefing, language: Language, settings: Settings) -> "Rendered":
    """Print a briefing as PDF; the same briefing, language and settings give the same bytes."""
    from intloffice.briefing.pdf import render  # noqa: PLC0415

    return render(document(briefing, language, settings))


def written(ending: str, briefing: Briefing, language: Language, settings: Settings) -> bytes:
    """Write a briefing in the form that an ending of ``ENDINGS`` stands for.

    The libraries of one form are not loaded for another; the same briefing, language and settings
    give the same bytes.
    """
    if ending == ".pdf":
        return pdf(briefing, language, settings).pdf
    if ending == ".docx":
        from intloffice.briefing.word import word  # noqa: PLC0415

        return word(document(briefing, language, settings))
    if ending == ".txt":
        from intloffice.briefing.as_text import text  # noqa: PLC0415

        return text(document(briefing, language, settings)).encode()
    from intloffice.briefing.as_json import to_json  # noqa: PLC0415

    values = to_json(briefing, language)
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
