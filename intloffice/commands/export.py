"""``intloffice export``: write all records, or those of a year, as a workbook."""

from argparse import Namespace

from intloffice.commands import stopping
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations.disclosing import exported
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.exporting import export_all, refuse_unknown
from intloffice.spreadsheets.yearly import export_year, year_of


def run(arguments: Namespace) -> int:
    """Write the workbook; protected fields are left out unless named, and that is written down."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    expect(arguments.out, ".xlsx")
    if arguments.protected and arguments.year is not None:
        raise OfficeError(
            N_("The workbook of a year holds no protected fields; leave out {option}."),
            option="--with",
        )
    with opened(arguments.data) as store:
        refuse_unknown(ALL_KINDS, arguments.protected)
        if arguments.protected:
            with store.write("", settings.author) as session:
                exported(session, ALL_KINDS, arguments.protected, arguments.purpose)
        with store.read() as session, stopping.heeded() as stopped:
            told, out = stopping.unless(stopped), arguments.out
            if arguments.year is None:
                export_all(session, ALL_KINDS, out, language, arguments.protected, told)
            else:
                year = year_of(settings, arguments.year, arguments.years)
                export_year(session, year, out, language, settings, progress=told)
    say = speaking(settings.language).text
    print(say(N_("The workbook is in {path}."), path=arguments.out))
    return 0
