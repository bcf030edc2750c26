"""``intloffice paper``: print a paper of a meeting."""

from argparse import Namespace

from intloffice.briefing.papers import paper_called, prepare
from intloffice.briefing.pdf.papers import printed
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.i18n import N_
from intloffice.operations import designate


def run(arguments: Namespace) -> int:
    """Write the paper as PDF."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    expect(arguments.out, ".pdf")
    with opened(arguments.data) as store, store.read() as session:
        meeting = designate.meeting(session, arguments.meeting)
        prepared = prepare(session, meeting, language, settings)
    content = printed(paper_called(arguments.paper), prepared, language).pdf
    with replacing(arguments.out) as part:
        part.write_bytes(content)
    say = speaking(settings.language).text
    print(say(N_("The paper is in {path}."), path=arguments.out))
    return 0
