"""``intloffice fill``: fill in a form of others whose cells were tied to counts in the window."""

import sys
from argparse import Namespace
from datetime import date, datetime

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.errors import OfficeError
from intloffice.i18n import N_, NN_, Language
from intloffice.spreadsheets.forms import filling
from intloffice.spreadsheets.forms.filling import Filled
from intloffice.spreadsheets.forms.form import ENDINGS, open_form
from intloffice.spreadsheets.forms.mapping import Recognised, kept, recognise
from intloffice.spreadsheets.forms.reckoning import Reckoner
from intloffice.spreadsheets.yearly import year_of

_FILLED = NN_("{n} cell was filled in: {path}", "{n} cells were filled in: {path}")


def run(arguments: Namespace) -> int:
    """Fill in what is found again; tell of each cell that is not, and end with 1 then."""
    settings = settings_of(arguments.data)
    spoken = speaking(settings.language)
    expect(arguments.form, *ENDINGS)
    expect(arguments.out, arguments.form.suffix.lower())
    with opened(arguments.data) as store:
        form = open_form(arguments.form)
        with store.read() as session:
            known = kept(session)
            found = recognise(form, known, arguments.name)
            if found is None:
                raise _unknown(arguments, [each.name for each in known])
            year = year_of(settings, arguments.year, arguments.years)
            reckoner = Reckoner(session, year, settings, settings.day(_today()))
            sure = [t for t in found.ties if (t.sheet, t.spot) not in found.guessed]
            filled = filling.reckon(reckoner, sure)
            language = speaking(arguments.language or settings.language)
            trace = (
                filling.trace_of(session, reckoner, filled, language) if arguments.trace else None
            )
        filling.fill(form, filled, arguments.out, trace)
    return _told(arguments, found, filled, spoken)


def _today() -> date:
    return datetime.now().astimezone().date()


def _told(arguments: Namespace, found: Recognised, filled: list[Filled], language: Language) -> int:
    done = [each for each in filled if each.reckoned is not None]
    print(language.counted(_FILLED, len(done), path=arguments.out))
    for tie in found.ties:
        before = found.moved.get((tie.sheet, tie.spot))
        if (tie.sheet, tie.spot) in found.guessed:
            perhaps = N_(
                "{sheet}!{cell} ({name}) is perhaps what was in {before}; it is not filled in. "
                "Look at it on the page “Forms” of the window."
            )
            facts = {"sheet": tie.sheet, "cell": tie.cell, "name": tie.told}
            said = language.text(perhaps, before=before or tie.cell, **facts)
            print(said, file=sys.stderr)
        elif before:
            moved = N_("{sheet}: what was in {before} was found in {cell}.")
            print(language.text(moved, sheet=tie.sheet, before=before, cell=tie.cell))
    for tie in found.lost:
        gone = N_("{sheet}!{cell} ({name}) was not found again and is not filled in.")
        said = language.text(gone, sheet=tie.sheet, cell=tie.cell, name=tie.told or "–")
        print(said, file=sys.stderr)
    for each in filled:
        if each.problem is not None:
            why = language.text(each.problem.template, **each.problem.facts)
            print(f"{each.tie.sheet}!{each.tie.cell}: {why}", file=sys.stderr)
    return 1 if found.lost or len(done) < len(found.ties) else 0


def _unknown(arguments: Namespace, names: list[str]) -> OfficeError:
    if arguments.name and arguments.name.strip().casefold() not in map(str.casefold, names):
        return OfficeError(
            N_("No form is called “{name}”; known are: {names}."),
            name=arguments.name,
            names=", ".join(names) or "–",
        )
    return OfficeError(
        N_(
            "{name} is like no form that is known. Open it once on the page “Forms” of the window "
            "and tie its cells to counts."
        ),
        name=arguments.form.name,
    )
