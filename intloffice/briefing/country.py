"""The briefing about our cooperation with a country."""

from datetime import date

from intloffice.briefing.introduction import introduced
from intloffice.briefing.question import Question, Rules, Scope
from intloffice.briefing.statement import Briefing, Subject
from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.names.countries import country_name
from intloffice.settings import Settings


def compose(session: Session, country: str, as_of: date, settings: Settings) -> Briefing:
    """Compute all that is said about a country as of a day.

    ``country`` is an ISO 3166 alpha-2 code. Raise OfficeError where our own university is not on
    record.
    """
    code = country.upper()
    question = Question(session, Scope(country=code), as_of, Rules.of(settings))
    return introduced(question, subject_of(code))


def subject_of(code: str) -> Subject:
    """Tell what a country is called."""
    names = {language: country_name(code, language) for language in LOCALES}
    return Subject("country", names, names, code)
