"""The briefing about our cooperation with one partner."""

from datetime import date

from intloffice.briefing.introduction import introduced
from intloffice.briefing.profile import profile
from intloffice.briefing.question import Question, Rules, Scope
from intloffice.briefing.statement import Briefing, Subject
from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.names.articles import in_sentence
from intloffice.settings import Settings


def compose(session: Session, organisation: int, as_of: date, settings: Settings) -> Briefing:
    """Compute all that is said about a partner, given by its id, as of a day.

    A faculty is briefed on as its university, a former body as its successor. Raise OfficeError
    where our own university is not on record.
    """
    question = Question(session, Scope(partners=(organisation,)), as_of, Rules.of(settings))
    (partner,) = question.partners
    return introduced(question, subject_of(question), tuple(profile(question, partner)))


def subject_of(question: Question) -> Subject:
    """Tell what the partner is called that a question is asked of."""
    (partner,) = question.partners
    named = question.organisations.named([partner])[0]
    country = question.organisations.country_of(partner)
    place = {code: in_sentence(named.in_language(code), code) for code in LOCALES}
    return Subject("organisation", named.names, place, country, narrow=True, source=named.source)
