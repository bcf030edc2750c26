"""``intloffice template``: write a workbook that others fill in, to be imported then."""

from argparse import Namespace

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.i18n import N_
from intloffice.operations import designate
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.handing_out import hand_out


def run(arguments: Namespace) -> int:
    """Write the workbook of a kind, its headings in a language."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    expect(arguments.out, ".xlsx")
    with opened(arguments.data) as store, store.read() as session:
        school = designate.organisation(session, arguments.of) if arguments.of else 0
        hand_out(session, ALL_KINDS, arguments.kind, arguments.out, language, school)
    said = N_("The workbook is in {path}.")
    print(speaking(settings.language).text(said, path=arguments.out))
    return 0
