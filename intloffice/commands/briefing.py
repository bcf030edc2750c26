"""``intloffice briefing``: write what the records say of a country, a partner or a meeting."""

from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from intloffice.briefing import country, meeting, organisation, printing
from intloffice.briefing.statement import Briefing
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.names.countries import country_code
from intloffice.operations import designate
from intloffice.schema.days import read_day
from intloffice.settings import Settings


def run(arguments: Namespace) -> int:
    """Write the briefing as PDF, Word, text or JSON, by the ending of the file's name."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    ending = expect(arguments.out, *printing.ENDINGS)
    with opened(arguments.data) as store, store.read() as session:
        briefing = _composed(session, arguments, settings, store.folder)
    content = printing.written(ending, briefing, language, settings)
    with replacing(arguments.out) as part:
        part.write_bytes(content)
    say = speaking(settings.language).text
    print(say(N_("The briefing is in {path}."), path=arguments.out))
    return 0


def _composed(session: Session, arguments: Namespace, settings: Settings, folder: Path) -> Briefing:
    as_of = _as_of(arguments.as_of)
    if arguments.organisation:
        partner = designate.organisation(session, arguments.organisation)
        return organisation.compose(session, partner, as_of, settings)
    if arguments.meeting:
        which = designate.meeting(session, arguments.meeting)
        if not arguments.as_of:
            as_of = meeting.suggested_day(session, which, as_of)
        return meeting.compose(session, which, as_of, settings, folder)
    return country.compose(session, _country(arguments.country), as_of, settings)


def _country(text: str) -> str:
    code = country_code(text)
    if code is None:
        raise OfficeError(N_("“{text}” is not a country known here; write it as JP."), text=text)
    return code


def _as_of(text: str | None) -> date:
    today = datetime.now().astimezone().date()
    return read_day(text, today) if text else today
