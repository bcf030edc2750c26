"""``intloffice export``: write all records, or those of a year, as a workbook."""

from argparse import Namespace

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.i18n import N_
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.exporting import export_all
from intloffice.spreadsheets.yearly import export_year


def run(arguments: Namespace) -> int:
    """Write the workbook; protected fields are left out."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    expect(arguments.out, ".xlsx")
    with (
        opened(arguments.data) as store,
        store.read() as session,
        replacing(arguments.out) as part,
    ):
        if arguments.year is None:
            export_all(session, ALL_KINDS, part, language)
        else:
            export_year(session, arguments.year, part, language, settings)
    say = speaking(settings.language).text
    print(say(N_("The workbook is in {path}."), path=arguments.out))
    return 0
