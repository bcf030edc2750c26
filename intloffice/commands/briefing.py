"""``intloffice briefing``: write what the records say of a country, a partner or a meeting."""

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from intloffice.briefing import batch, correcting, issuing, meeting, printing, telling
from intloffice.briefing.appendix import with_records
from intloffice.briefing.asked import Asked
from intloffice.briefing.edit_check import as_computed, edit_notices
from intloffice.briefing.layout import document
from intloffice.briefing.statement import Briefing
from intloffice.briefing.telling import Wanted
from intloffice.commands import failing
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_, NN_, Language
from intloffice.names.countries import country_code
from intloffice.operations import designate, knowing
from intloffice.schema.days import read_day
from intloffice.settings import Settings

_WRITTEN = NN_("{n} briefing is in {path}.", "{n} briefings are in {path}.")
_CORRECTED = NN_(
    "{n} sentence has been corrected since.", "{n} sentences have been corrected since."
)
_ONE_BY_ONE = N_("{options} are for one briefing at a time, not with {every}.")
NO_ISSUE = N_("{note} is kept with what is issued: give {issue} too.")
_OPTIONS = "--issue, --since, --known-on"
_EMPTY = NN_("{n} more has nothing to say yet.", "{n} more have nothing to say yet.")


def run(arguments: Namespace) -> int:
    """Write the briefing as PDF, Word, text or JSON, by the ending of the file's name.

    With ``--every`` write one for each country or partner of which there is anything to say.
    """
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    if arguments.note and not arguments.issue:
        raise OfficeError(NO_ISSUE, note="--note", issue="--issue")
    if arguments.every:
        if arguments.issue or arguments.since or arguments.known_on:
            raise OfficeError(_ONE_BY_ONE, options=_OPTIONS, every="--every")
        return _write_every(arguments, language, settings)
    ending = expect(arguments.out, *printing.ENDINGS)
    spoken = speaking(settings.language)
    with opened(arguments.data) as store:
        wanted = _wanted(store, arguments, settings)
        told = telling.tell(store, wanted, store.folder)
        briefing = told.briefing
        if arguments.as_computed:
            briefing = as_computed(briefing)
        _tell_edits(briefing, language, settings)
        _write(arguments.out, printing.written(ending, briefing, language, settings))
        print(spoken.text(N_("The briefing is in {path}."), path=arguments.out))
        if wanted.known_on is not None:
            _tell_corrected(store, wanted, briefing, spoken)
            if told.forgotten:
                print(spoken.counted(telling.FORGOTTEN, told.forgotten))
        if arguments.issue:
            _issue(store, issuing.printed(briefing, wanted, language), arguments.note, settings)
    return 0


def _wanted(store: Store, arguments: Namespace, settings: Settings) -> Wanted:
    """Read what is asked for: about what, on which day, as known when, compared with what."""
    today = datetime.now().astimezone().date()
    with store.read() as session:
        asked = _asked(session, arguments)
        as_of = _as_of(arguments.as_of)
        if asked.kind == "meeting" and not arguments.as_of:
            as_of = meeting.suggested_day(session, asked.record, as_of)
        known_on = since = None
        if arguments.known_on:
            known_on = knowing.read_point(session, arguments.known_on, today).number
        if arguments.since:
            since = issuing.base_of(session, asked, as_of, arguments.since, today)
    return Wanted(
        asked, as_of, settings, arguments.appendix, arguments.proved_words, known_on, since
    )


def _issue(store: Store, made: issuing.Printed, note: str, settings: Settings) -> None:
    spoken = speaking(settings.language)
    title = document(made.briefing, made.language, settings).title
    said = spoken.text(issuing.DESCRIPTION, title=title)
    issued = issuing.issue(store, made, settings.author, said, note)
    print(spoken.text(N_("It was issued as {reference}."), reference=issued.reference))


def _tell_corrected(store: Store, wanted: Wanted, then: Briefing, spoken: Language) -> None:
    """Say what was corrected since the records stood as they were told."""
    found = correcting.corrected(store, wanted, then, spoken)
    print(spoken.counted(_CORRECTED, len(found.sentences)))
    for number in found.numbers:
        print(f"{spoken.text(number.what)}: {number.then} → {number.now}")
    for sentence in found.sentences:
        print(f"− {sentence.then or '—'}\n+ {sentence.now or '—'}")
    for record in found.records:
        print(f"  {record.caption}")
        for change in record.changes:
            print(f"    {change.label}: {change.before or '—'} → {change.after or '—'}")


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


def _asked(session: Session, arguments: Namespace) -> Asked:
    if arguments.organisation:
        return Asked("organisation", record=designate.organisation(session, arguments.organisation))
    if arguments.meeting:
        return Asked("meeting", record=designate.meeting(session, arguments.meeting))
    return Asked("country", _country(arguments.country))


def _country(text: str) -> str:
    code = country_code(text)
    if code is None:
        raise OfficeError(N_("“{text}” is not a country known here; write it as JP."), text=text)
    return code


def _as_of(text: str | None) -> date:
    today = datetime.now().astimezone().date()
    return read_day(text, today) if text else today
