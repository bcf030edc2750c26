"""Fill in a form: write what its cells are tied to, tell of each, and compare what was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from intloffice import files
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations.withholding import confidential
from intloffice.spreadsheets import apart
from intloffice.spreadsheets.behind import called
from intloffice.spreadsheets.forms.form import OpenedForm
from intloffice.spreadsheets.forms.mapping import Tie
from intloffice.spreadsheets.forms.package import Package, Trace, TraceRow
from intloffice.spreadsheets.forms.reckoning import Reckoned, Reckoner
from intloffice.spreadsheets.found import Record
from intloffice.spreadsheets.guarding import unwritten
from intloffice.spreadsheets.rowxml import LONGEST_TEXT
from intloffice.spreadsheets.sheet import ReadSheet, Spot, utf16_length

_SHOWN = 20


@dataclass(frozen=True)
class Filled:
    """A tied cell with what it comes to; without a number where it cannot be reckoned, and why."""

    tie: Tie
    reckoned: Reckoned | None
    problem: OfficeError | None = None


def reckon(reckoner: Reckoner, ties: Iterable[Tie]) -> list[Filled]:
    """Reckon what each cell comes to."""
    found = []
    for tie in ties:
        try:
            found.append(Filled(tie, reckoner.reckon(tie.asked)))
        except OfficeError as error:
            found.append(Filled(tie, None, error))
    return found


def fill(form: OpenedForm, filled: Sequence[Filled], path: Path, trace: Trace | None) -> None:
    """Write the form with its cells filled in; what cannot be reckoned stays as it is.

    Nothing else of the file is changed, but that formulas are reckoned anew when it is opened.
    It is read back and compared before it takes the place of a file. Raise OfficeError where
    it cannot be written, or is not what it should be.
    """
    values = _values(filled)
    try:
        with files.replacing(path, 0o600) as part:
            touched = form.package.write(part, values, trace)
            _compare(form, part, values, touched, trace)
    except OSError as error:
        raise unwritten(path, error.strerror or str(error)) from error


def trace_of(
    session: Session, reckoner: Reckoner, filled: Sequence[Filled], language: Language
) -> Trace:
    """Tell of each cell which count it holds, how it was counted, and of which records.

    A confidential record is named by its id only, for the form leaves the office.
    """
    say = language.text
    named = _names(session, filled, language)
    programmes = reckoner.programmes(language)
    rows: list[TraceRow] = []
    strong = set()
    for each in filled:
        strong.add(len(rows))
        cell = f"{each.tie.sheet}!{each.tie.cell}"
        said = each.tie.asked.said(language, programmes)
        if each.reckoned is None:
            problem = each.problem
            why = say(problem.template, **problem.facts) if problem else ""
            rows.append((cell, said, why, None, None, None))
            continue
        basis = reckoner.basis(each.tie.asked, each.reckoned, language)
        rows.append((cell, said, basis, each.reckoned.number, None, None))
        for unit in each.reckoned.units:
            name, uuid = named[unit.record]
            behind = [named[record][0] for record in unit.behind[:_SHOWN]]
            if len(unit.behind) > _SHOWN:
                more = language.number(len(unit.behind) - _SHOWN)
                behind.append(say(N_("and {n} more"), n=more))
            rows.append((None, None, _cut("; ".join(behind)), unit.amount, _cut(name), uuid))
    headings = (N_("Cell"), N_("Count"), N_("Basis"), N_("Value"), N_("Record"), N_("Id"))
    return Trace(
        say(N_("Trace")), tuple(say(each) for each in headings), tuple(rows), frozenset(strong)
    )


def _names(
    session: Session, filled: Sequence[Filled], language: Language
) -> Mapping[Record, tuple[str, str]]:
    records: set[Record] = set()
    for each in filled:
        for unit in each.reckoned.units if each.reckoned else ():
            records.update((unit.record, *unit.behind))
    kinds = sorted({kind for kind, _ in records})
    found = dict(called(session, kinds, language))
    hidden = language.text(N_("Confidential"))
    for record in confidential(session, kinds) & found.keys():
        found[record] = (hidden, found[record][1])
    return found


def _cut(text: str) -> str:
    while utf16_length(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT // 2]
    return text


def _values(filled: Iterable[Filled]) -> dict[str, dict[Spot, int | Decimal]]:
    values: dict[str, dict[Spot, int | Decimal]] = {}
    for each in filled:
        if each.reckoned is not None:
            values.setdefault(each.tie.sheet, {})[each.tie.spot] = each.reckoned.number
    return values


def _compare(
    form: OpenedForm,
    part: Path,
    values: Mapping[str, Mapping[Spot, int | Decimal]],
    touched: set[str],
    trace: Trace | None,
) -> None:
    """Read the file again: the cells hold what they should, and all else is what it was."""
    with ZipFile(form.path) as old, ZipFile(part) as new:
        gone = set(old.namelist()) - set(new.namelist())
        kept = [name for name in old.namelist() if name not in touched]
        if gone or any(old.read(name) != new.read(name) for name in kept):
            raise OSError(0, "the file did not pass its check")
    found = {each.title: each for each in apart.read(part)}
    package = Package(part)
    for before in form.read:
        now = found.pop(before.title, None)
        wanted = values.get(before.title, {})
        if now is None or not _same(form, package, before, now, wanted):
            raise OSError(0, "the file did not pass its check")
    rows = [len(each.rows) for each in found.values()]
    if rows != ([len(trace.rows) + 1] if trace else []):
        raise OSError(0, "the file did not pass its check")


def _same(
    form: OpenedForm,
    package: Package,
    before: ReadSheet,
    now: ReadSheet,
    wanted: Mapping[Spot, int | Decimal],
) -> bool:
    if list(before.merged) != list(now.merged):
        return False
    if before.title not in form.package.sheets:
        return before.rows == now.rows
    at = package.sheets[before.title]
    reckoning = {spot for spot, cell in form.package.sheets[before.title].cells.items()
                 if cell.reckons}  # fmt: skip
    there = _flat(now)
    for spot, number in wanted.items():
        there.pop(spot, None)
        if spot not in at.cells or at.cells[spot].reckons or at.written(spot) != str(number):
            return False
    old = {spot: value for spot, value in _flat(before).items() if spot not in reckoning}
    new = {spot: value for spot, value in there.items() if spot not in reckoning}
    return {s: v for s, v in old.items() if s not in wanted} == new


def _flat(sheet: ReadSheet) -> dict[Spot, object]:
    return {(row, column): value for row, cells in sheet.rows for column, value in cells.items()}
