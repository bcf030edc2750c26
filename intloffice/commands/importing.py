"""``intloffice import``: take in the records of a workbook, all of them or none."""

import sys
from argparse import Namespace
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from intloffice.commands.place import exists, opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.i18n import LOCALES, N_, Language
from intloffice.operations.backups import BEFORE_IMPORT, back_up_if_changed
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import importing
from intloffice.spreadsheets.importing import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intloffice.database.store import Store


def run(arguments: Namespace) -> int:
    """Import in one change set, or with ``--check`` tell what an import would do."""
    settings = settings_of(arguments.data)
    language = speaking(settings.language)
    expect(arguments.workbook, ".xlsx", ".xlsm")
    sheets = importing.read(arguments.workbook, ALL_KINDS, [speaking(code) for code in LOCALES])
    with _office(arguments) as store:
        if arguments.check:
            with store.read() as reading:
                planned = importing.plan(reading, sheets)
        else:
            back_up_if_changed(store, BEFORE_IMPORT)
            with store.write(f"Import {arguments.workbook.name}", settings.author) as writing:
                planned = importing.plan(writing, sheets)
                if not planned.refusals:
                    importing.apply(writing, planned)
    return _told(planned, language, only_checked=arguments.check)


@contextmanager
def _office(arguments: Namespace) -> "Iterator[Store]":
    """Open the office; a check of what an office to be would take makes none."""
    if not arguments.check or "://" in arguments.data or exists(arguments.data):
        with opened(arguments.data, new=not arguments.check) as store:
            yield store
        return
    with TemporaryDirectory() as nowhere, opened(nowhere, new=True) as store:
        yield store


def _told(planned: Plan, language: Language, *, only_checked: bool) -> int:
    if not planned.refusals or only_checked:
        for line in _lines(planned, language):
            print(line)
    if planned.refusals:
        print(importing.refused(planned, language), file=sys.stderr)
        return 1
    if only_checked:
        print(language.text(N_("This was a check: nothing was changed.")))
    return 0


def _lines(planned: Plan, language: Language) -> list[str]:
    if not planned.counts:
        return [language.text(N_("No records were found in it."))]
    return [
        language.text(
            N_("{kind}: {new} new, {changed} changed, {same} the same"),
            kind=language.text(kind_named(ALL_KINDS, name).plural),
            new=counts.new,
            changed=counts.changed,
            same=counts.same,
        )
        for name, counts in planned.counts.items()
    ]
