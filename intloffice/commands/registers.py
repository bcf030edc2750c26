"""``intloffice import`` of a register that another office keeps, in a sheet of its own making."""

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from intloffice.commands import stopping
from intloffice.commands.counting import lines
from intloffice.i18n import N_, NN_, Language
from intloffice.spreadsheets import importing
from intloffice.spreadsheets.registers import mapping, taking
from intloffice.spreadsheets.registers.mapping import NEW, Readings
from intloffice.spreadsheets.registers.taking import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intloffice.database.store import Store
    from intloffice.spreadsheets.registers.matching import Doubt
    from intloffice.spreadsheets.sheet import ReadSheet

_REFUSED = NN_("{n} row is refused:", "{n} rows are refused:")
_ASIDE = NN_("{n} row is no record.", "{n} rows are no records.")
_SHOWN = 10


def run(
    arguments: Namespace,
    store: "Store",
    author: str,
    sheets: "Sequence[ReadSheet]",
    language: Language,
) -> int:
    """Take in what can be taken, in one change set, and tell of every other row why not.

    A mapping file that is not there yet is written, with what was guessed.
    """
    path = arguments.map
    readings = mapping.load(path) if path and path.exists() else Readings()
    found = taking.found(sheets, readings, arguments.kind or "")
    taking.refuse_nothing_found(found, arguments.workbook.name)
    if arguments.check:
        with store.read() as session:
            register = taking.plan(session, found, readings)
    else:
        with (
            stopping.heeded() as stopped,
            store.write(f"Import {arguments.workbook.name}", author) as writing,
        ):
            register = taking.plan(writing, found, readings)
            importing.apply(writing, register.plan, skip_refused=True, stopped=stopped)
    if path and not path.exists():
        mapping.save(path, taking.as_guessed(register, readings))
    if arguments.report:
        taking.report(arguments.report, register, language)
    return _told(register, language, only_checked=arguments.check)


def _told(register: Register, language: Language, *, only_checked: bool) -> int:
    for line in (*_tables(register, language), *lines(register.plan, language)):
        print(line)
    if count := len(register.aside()):
        print(language.counted(_ASIDE, count))
    for doubt in register.doubts:
        print(_asked(doubt, language))
    refused = register.rows_refused
    if refused:
        print(language.counted(_REFUSED, refused), file=sys.stderr)
        for refusal in register.plan.refusals[:_SHOWN]:
            print(refusal.sentence(language), file=sys.stderr)
    if only_checked:
        print(language.text(N_("This was a check: nothing was changed.")))
    return 1 if refused else 0


def _asked(doubt: "Doubt", language: Language) -> str:
    cell, written = f"{doubt.sheet}!{doubt.cell}", doubt.written
    if not doubt.matches:
        alone = N_(
            "{cell}: is “{written}” a programme or fund? Only the title says it. If it is, write "
            "under {table} of the mapping: {line}"
        )
        line = f"{json.dumps(written, ensure_ascii=False)} = {json.dumps(NEW)}"
        return language.text(alone, cell=cell, written=written, table="[same]", line=line)
    known = doubt.matches[0].known
    said = N_("{cell}: is “{written}” the “{name}” on record? Its id is {id}.")
    return language.text(said, cell=cell, written=written, name=known.name, id=known.uuid)


def _tables(register: Register, language: Language) -> list[str]:
    """Say how each table is read, so that a wrong guess is seen."""
    said = []
    for each in register.found:
        columns = each.reading.columns if each.reading else {}
        pairs = ", ".join(f"{name} = {held}" for name, held in columns.items())
        order = each.reading.order if each.reading and not each.reading.is_sure else ""
        said.append(f"{each.table.sheet}: {pairs}" if pairs else f"{each.table.sheet}: –")
        if order:
            unsure = N_("Day or month first could not be told; the day was taken to be first.")
            said.append(language.text(unsure))
    return said
