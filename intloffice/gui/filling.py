"""What the window asks of the forms of others; each function runs on a worker thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice.i18n import Language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.spreadsheets.forms.asked import Asked
    from intloffice.spreadsheets.forms.form import FormSheet, OpenedForm
    from intloffice.spreadsheets.forms.mapping import Tie
    from intloffice.spreadsheets.forms.reckoning import Reckoner

#: A cell: the title of its sheet, its row from 1, its column from 0.
Cell = tuple[str, int, int]
#: Cells of a sheet, row and column of the first and of the last.
Range = tuple[int, int, int, int]


@dataclass(frozen=True)
class KnownForm:
    """A form that is known: its number, its name, how many of its cells are tied."""

    number: int
    name: str
    ties: int


@dataclass(frozen=True)
class ShownSheet:
    """A sheet as it is shown; widths in characters, heights in points, 0 where it is hidden.

    ``blocked`` tells of cells why nothing can be written there.
    """

    title: str
    rows: int
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    texts: Mapping[tuple[int, int], str]
    merged: tuple[Range, ...]
    blocked: Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class ShownForm:
    """A form that was opened, what is tied in it, and what must be told of it.

    ``guessed`` are cells whose labels are only nearly those of last time; ``moved`` tells of
    cells where they were; ``lost`` names what was not found again.
    """

    path: Path
    sheets: tuple[ShownSheet, ...]
    form: "OpenedForm"
    is_signed: bool
    number: int
    name: str
    ties: Mapping[Cell, "Asked"] = field(default_factory=dict)
    guessed: frozenset[Cell] = frozenset()
    moved: Mapping[Cell, str] = field(default_factory=dict)
    lost: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Value:
    """What a cell comes to: as it is shown, what is counted and how, the records behind it."""

    shown: str
    said: str
    basis: str
    problem: str = ""
    records: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Offered:
    """What parts may be chosen of that are on record: programmes and currencies, with names."""

    programmes: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    """The year a form is for: its number, its sort, and the day on which it is cut."""

    number: int
    sort: str
    as_of: date


@dataclass(frozen=True)
class How:
    """How is counted: for which year, by which settings; and in which language it is said."""

    year: Year
    settings: Settings
    language: Language


def known(session: Any) -> tuple[KnownForm, ...]:
    """List the forms that are known."""
    from intloffice.spreadsheets.forms.mapping import kept

    return tuple(KnownForm(k.number, k.name, len(k.ties)) for k in kept(session))


def open_form(session: Any, path: Path, stopped: Callable[[], bool] = lambda: False) -> ShownForm:
    """Open a form, and find in it what was tied before."""
    from intloffice.spreadsheets.forms import form, mapping

    opened = form.open_form(path, stopped)
    sheets = tuple(_shown(sheet) for sheet in opened.sheets.values())
    number = mapping.free_number(session)
    plain = ShownForm(path, sheets, opened, opened.package.is_signed, number, path.stem)
    found = mapping.recognise(opened, mapping.kept(session))
    if found is None:
        return plain
    return replace(
        plain,
        number=found.known.number,
        name=found.known.name,
        ties={(tie.sheet, *tie.spot): tie.asked for tie in found.ties},
        guessed=frozenset((sheet, *spot) for sheet, spot in found.guessed),
        moved={(sheet, *spot): cell for (sheet, spot), cell in found.moved.items()},
        lost=tuple((tie.sheet, tie.cell, tie.told) for tie in found.lost),
    )


def offered(session: Any, language: Language) -> Offered:
    """List the programmes and currencies on record."""
    from intloffice.spreadsheets.forms.reckoning import currencies, programmes

    return Offered(tuple(programmes(session, language).items()), tuple(currencies(session)))


def values(session: Any, cells: Mapping[Cell, "Asked"], how: How) -> dict[Cell, Value]:
    """Reckon what the cells come to."""
    from intloffice.spreadsheets.forms import filling
    from intloffice.spreadsheets.forms.mapping import Tie

    reckoner, language = _reckoner(session, how), how.language
    named = reckoner.programmes(language)
    ties = [Tie(sheet, (row, column), asked) for (sheet, row, column), asked in cells.items()]
    found = {}
    for each in filling.reckon(reckoner, ties):
        said = each.tie.asked.said(language, named)
        cell = (each.tie.sheet, *each.tie.spot)
        if each.reckoned is None:
            problem = each.problem
            why = language.text(problem.template, **problem.facts) if problem else ""
            found[cell] = Value("–", said, why, why)
            continue
        number = each.reckoned.number
        is_year = each.tie.asked.subject == "year"
        found[cell] = Value(
            str(number) if is_year else language.number(number),
            said,
            reckoner.basis(each.tie.asked, each.reckoned, language),
            records=tuple(unit.record for unit in each.reckoned.units),
        )
    return found


def keep(session: Any, shown: ShownForm, name: str, cells: Mapping[Cell, "Asked"]) -> None:
    """Keep what is tied, as a form of a name."""
    from intloffice.spreadsheets.forms import mapping

    mapping.keep(session, name, _ties(shown, cells), shown.number)


def forget(session: Any, number: int) -> None:
    """Forget a form that is known."""
    from intloffice.spreadsheets.forms import mapping

    mapping.forget(session, number)


def fill(
    session: Any,
    shown: ShownForm,
    cells: Mapping[Cell, "Asked"],
    how: How,
    path: Path,
    *,
    trace: bool,
) -> int:
    """Write the form filled in; return how many cells were."""
    from intloffice.spreadsheets.forms import filling

    reckoner = _reckoner(session, how)
    filled = filling.reckon(reckoner, _ties(shown, cells))
    told = filling.trace_of(session, reckoner, filled, how.language) if trace else None
    filling.fill(shown.form, filled, path, told)
    return sum(each.reckoned is not None for each in filled)


def _reckoner(session: Any, how: How) -> "Reckoner":
    from intloffice.operations.counting.periods import period
    from intloffice.spreadsheets.forms.reckoning import Reckoner

    year = period(how.year.number, how.year.sort, how.settings.year_months())
    return Reckoner(session, year, how.settings, how.year.as_of)


def _ties(shown: ShownForm, cells: Mapping[Cell, "Asked"]) -> "Sequence[Tie]":
    from intloffice.spreadsheets.forms.mapping import tied

    return [
        tied(shown.form.sheets[sheet], (row, column), asked)
        for (sheet, row, column), asked in cells.items()
    ]


def _shown(sheet: "FormSheet") -> ShownSheet:
    spots = [(row, column) for row in range(1, sheet.rows + 1) for column in range(sheet.columns)]
    return ShownSheet(
        sheet.title,
        sheet.rows,
        tuple(sheet.width(column) for column in range(sheet.columns)),
        {n: 0 if row.hidden else row.height for n, row in sheet.at.rows.items()
         if row.hidden or row.height},
        {spot: sheet.text(spot) for spot in sheet.values},
        sheet.merged,
        {spot: why for spot in spots if (why := sheet.why_not(spot))},
    )  # fmt: skip
