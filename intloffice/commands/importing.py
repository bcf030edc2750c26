"""``intloffice import``: take in the records of a workbook.

A workbook that export wrote is told by its sheets and taken in whole or not at all; any other file
is read as a register, of which the rows that are refused are left out and told. The workbook of
a partner is compared with what was sent.
"""

import sys
from argparse import Namespace
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from intloffice.commands import partner, registers, stopping
from intloffice.commands.counting import lines
from intloffice.commands.place import exists, opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.ewp import arriving
from intloffice.i18n import LOCALES, N_, Language
from intloffice.operations import backups
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets import apart, formats, importing
from intloffice.spreadsheets.importing import Plan, Sheets
from intloffice.spreadsheets.partner import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intloffice.database.store import Store


def run(arguments: Namespace) -> int:
    """Import in one change set, or with ``--check`` tell what an import would do."""
    settings = settings_of(arguments.data)
    language = speaking(settings.language)
    expect(arguments.workbook, *formats.ENDINGS, ".xml")
    if arriving.is_one(arguments.workbook):
        return _import_iias(arguments, settings.author, language)
    spoken = [speaking(code) for code in LOCALES]
    with stopping.heeded() as stopped:
        reader = importing.Reader(ALL_KINDS, spoken)
        found = apart.read(arguments.workbook, stopped, taking=reader)
    if differences.is_one(found):
        with _office(arguments) as store:
            return partner.read_back(arguments, store, settings.author, found, language)
    said_how = arguments.kind or arguments.map
    if said_how or not reader.is_ours:
        with _office(arguments) as store:
            return registers.run(arguments, store, settings.author, found, language)
    with stopping.heeded() as stopped:
        sheets = importing.all_taken(reader, arguments.workbook.name)
        planned = _imported(arguments, sheets, settings.author, stopped)
    return _told(planned, language, only_checked=arguments.check)


def _import_iias(arguments: Namespace, author: str, language: Language) -> int:
    """Take in agreements that came by Erasmus Without Paper."""
    name = arguments.workbook.name
    iias = arriving.read(arguments.workbook)
    with _office(arguments) as store:
        if arguments.check:
            with store.read() as reading:
                found = arriving.plan(reading, iias, name)
        else:
            with store.write(f"Import {name}", author) as writing:
                found = arriving.plan(writing, iias, name)
                if not found.plan.refusals:
                    importing.apply(writing, found.plan)
    for remark in found.remarks:
        said = N_("{where} says what no field holds: {text}")
        print(language.text(said, where=remark.where, text=remark.text))
    return _told(found.plan, language, only_checked=arguments.check)


def _imported(
    arguments: Namespace, sheets: Sheets, author: str, stopped: "Callable[[], bool]"
) -> Plan:
    with _office(arguments) as store:
        if arguments.check:
            with store.read() as reading:
                return importing.plan(reading, sheets, stopped)
        with (
            importing.beginning(sheets) as maker,
            store.write(f"Import {arguments.workbook.name}", author) as writing,
        ):
            planned = importing.plan(writing, sheets, stopped)
            if not planned.refusals:
                importing.apply(writing, planned, stopped=stopped, maker=maker)
            return planned


@contextmanager
def _office(arguments: Namespace) -> "Iterator[Store]":
    """Open the office; a check of what an office to be would take makes none."""
    if not arguments.check or "://" in arguments.data or exists(arguments.data):
        with opened(arguments.data, new=not arguments.check) as store:
            kept = None if arguments.check else backups.back_up_before_import(store)
            before = _head(store)
            yield store
            if kept is not None and _head(store) != before:
                said = N_("What was there before is in the backup {path}.")
                print(speaking(settings_of(arguments.data).language).text(said, path=kept))
        return
    with TemporaryDirectory() as nowhere, opened(nowhere, new=True) as store:
        yield store


def _head(store: "Store") -> int:
    """Tell the number of the last change."""
    with store.read() as session:
        return session.head().number


def _told(planned: Plan, language: Language, *, only_checked: bool) -> int:
    if not planned.refusals or only_checked:
        for line in lines(planned, language):
            print(line)
    if planned.refusals:
        print(importing.refused(planned, language), file=sys.stderr)
        return 1
    if only_checked:
        print(language.text(N_("This was a check: nothing was changed.")))
    return 0
