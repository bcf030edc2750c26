"""``intloffice news``: draft the news item on a meeting that was held."""

import sys
from argparse import Namespace
from datetime import datetime

from intloffice.briefing.news import Draft, document, drafted, refuse_unfinished
from intloffice.briefing.releasing import DESCRIPTION, Wanted, release
from intloffice.commands.briefing import NO_ISSUE
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations import designate
from intloffice.schema.days import read_day


def run(arguments: Namespace) -> int:
    """Write the draft as Word or text; raise OfficeError where anything is to be finished first."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    spoken = speaking(settings.language)
    if arguments.note and not arguments.issue:
        raise OfficeError(NO_ISSUE, note="--note", issue="--issue")
    ending = expect(arguments.out, ".docx", ".txt")
    today = datetime.now().astimezone().date()
    as_of = read_day(arguments.as_of, today) if arguments.as_of else None
    with opened(arguments.data) as store, store.read() as session:
        meeting = designate.meeting(session, arguments.meeting)
        draft = drafted(session, meeting, language, settings, as_of)
    refuse_unfinished(draft, spoken)
    for doubt in draft.unsure:
        print(doubt.told(spoken), file=sys.stderr)
    if ending == ".txt":
        content = draft.text.encode()
    else:
        from intloffice.briefing.word import word  # noqa: PLC0415  only Word needs it

        content = word(document(draft, language, settings, as_of or today))
    with replacing(arguments.out) as part:
        part.write_bytes(content)
    print(spoken.text(N_("The draft is in {path}."), path=arguments.out))
    if arguments.issue:
        _keep(arguments, Wanted(meeting, as_of, language, settings), draft, spoken)
    return 0


def _keep(arguments: Namespace, wanted: Wanted, draft: Draft, spoken: Language) -> None:
    """Keep the news as it is sent out."""
    description = spoken.text(DESCRIPTION, title=draft.title)
    author = wanted.settings.author
    with opened(arguments.data) as store:
        kept = release(store, wanted, author, description, arguments.note, draft.text)
    print(spoken.text(N_("It was issued as {reference}."), reference=kept.reference))
