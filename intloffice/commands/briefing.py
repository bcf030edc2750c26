"""``intloffice briefing``: write what the records say of a country, a partner or a meeting."""

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from intloffice.briefing import batch, country, meeting, organisation, printing
from intloffice.briefing.appendix import with_records
from intloffice.briefing.edit_check import as_computed, edit_notices
from intloffice.briefing.statement import Briefing
from intloffice.commands import failing
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, NN_, Language
from intloffice.names.countries import country_code
from intloffice.operations import designate
from intloffice.schema.days import read_day
from intloffice.settings import Settings

_WRITTEN = NN_("{n} briefing is in {path}.", "{n} briefings are in {path}.")
_EMPTY = NN_("{n} more has nothing to say yet.", "{n} more have nothing to say yet.")


def run(arguments: Namespace) -> int:
    """Write the briefing as PDF, Word, text or JSON, by the ending of the file's name.

    With ``--every`` write one for each country or partner of which there is anything to say.
    """
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    if arguments.every:
        return _write_every(arguments, language, settings)
    ending = expect(arguments.out, *printing.ENDINGS)
    with opened(arguments.data) as store, store.read() as session:
        briefing = _composed(session, arguments, settings, store.folder)
        briefing = _furnished(session, briefing, arguments)
    _tell_edits(briefing, language, settings)
    _write(arguments.out, printing.written(ending, briefing, language, settings))
    say = speaking(settings.language).text
    print(say(N_("The briefing is in {path}."), path=arguments.out))
    return 0


def _write_every(arguments: Namespace, language: Language, settings: Settings) -> int:
    """Write many briefings, each whole; one that cannot be written does not stop the others."""
    spoken, ending = speaking(settings.language), f".{arguments.form}"
    _make_folder(arguments.out)
    written = empty = 0
    failed: list[OfficeError] = []
    with opened(arguments.data) as store:
        with store.read() as session:
            as_of = _as_of(arguments.as_of)
            every = batch.every(arguments.every, session, as_of, language, settings)
        for number, wanted in enumerate(every, 1):
            with store.read() as session:
                briefing = wanted.compose(session)
                briefing = _furnished(session, briefing, arguments)
            if not batch.has_content(briefing):
                empty += 1
                continue
            _tell_edits(briefing, language, settings)
            try:
                content = printing.written(ending, briefing, language, settings)
                _write(arguments.out / f"{wanted.name}{ending}", content)
            except OfficeError as error:
                failed.append(error)
                failing.say(error, spoken)
                continue
            written += 1
            print(f"{number}/{len(every)} {wanted.name}{ending}", file=sys.stderr)
    print(spoken.counted(_WRITTEN, written, path=arguments.out))
    if empty:
        print(spoken.counted(_EMPTY, empty))
    return 1 if failed else 0


def _furnished(session: Session, briefing: Briefing, arguments: Namespace) -> Briefing:
    """Give a briefing what was asked for beside it: proved words, the appendix."""
    worded = replace(briefing, proved_words=arguments.proved_words)
    if arguments.as_computed:
        worded = as_computed(worded)
    return with_records(session, worded) if arguments.appendix else worded


def _tell_edits(briefing: Briefing, language: Language, settings: Settings) -> None:
    """Say which sentences that were rewritten cannot be printed as they were written."""
    spoken = speaking(settings.language)
    for notice in edit_notices(briefing, language):
        said = notice.said(spoken)
        print(f"{notice.caption.get(spoken.code, '')}: {said}", file=sys.stderr)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OfficeError(
            N_("{path} cannot be written: {reason}."), path=folder, reason=error.strerror or ""
        ) from error


def _write(target: Path, content: bytes) -> None:
    with replacing(target) as part:
        part.write_bytes(content)


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
