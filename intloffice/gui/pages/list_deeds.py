"""What is done to the records of a list: deleted, changed many at once, exported."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from intloffice.errors import StillNamedError, StoppedError
from intloffice.gui import asking, sheets
from intloffice.gui.dialogs.bulk_box import BulkBox
from intloffice.gui.dialogs.field_picker import FieldPicker
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.narrowing import changeable, described, path_label
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.saved import tell_saved
from intloffice.gui.place import Place
from intloffice.gui.tables.record_table import RecordTable
from intloffice.gui.widgets.plain_label import for_button
from intloffice.gui.widgets.progress import WorkStrip
from intloffice.i18n import N_
from intloffice.schema.field import Value
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from intloffice.gui.asking import Asked
    from intloffice.operations.bulk import Outcome

#: Milliseconds in which one can read what was done.
_SAID_FOR = 5_000
#: From so many records on, one is told how far the work is.
_LONG_WORK = 300
#: So many refusals are told one by one.
_TOLD = 8
_FORMATS = "Excel (*.xlsx);;CSV (*.csv)"


class ListDeeds(QObject):
    """Does to the records of a list what its page is asked for, one work at a time.

    ``asked`` tells what the list shows; boxes open below a widget of the page.
    """

    def __init__(
        self,
        page: Page,
        kind: Kind,
        table: RecordTable,
        asked: "Callable[[], Asked]",
        below: QWidget,
    ) -> None:
        super().__init__(page)
        self.choose_target: ChooseFile = ask_where
        self.work = WorkStrip(page.desk)
        self._desk, self._page, self._kind, self._table = page.desk, page, kind, table
        self._asked, self._below = asked, below
        self._said = QElapsedTimer()

    @property
    def just_told(self) -> bool:
        """Whether it was just said what was done, so that one can still read it."""
        return self._said.isValid() and not self._said.hasExpired(_SAID_FOR)

    def remove(self, ids: list[int]) -> None:
        """Delete records; whoever names one of them is told."""
        say = self._desk.say
        kind = say(self._kind.singular if len(ids) == 1 else self._kind.plural)
        named = say(N_("Delete {n} {kind}"), n=len(ids), kind=kind)
        progress = self._begin_work(named, len(ids))
        if progress is not None:
            job = partial(asking.remove, kind=self._kind, ids=ids, progress=progress)
            self._desk.jobs.write(named, job, self._removed, self.refuse_removal)

    def _begin_work(self, doing: str, records: int) -> "Callable[[int, int], None] | None":
        """Show how far the work is where it may take long; None while other work is done."""
        if self.work.working:
            self._page.noted.emit(self._desk.say(N_("Wait until the other work here is done.")))
            return None
        if records < _LONG_WORK:
            return _untold
        return self.work.begin(f"{doing} …").go_on

    def _stop_work(self, error: Exception) -> bool:
        """Put the strip away; say so where the work was stopped."""
        self.work.end()
        if isinstance(error, StoppedError):
            self._page.noted.emit(self._desk.say(error.template))
            return True
        return False

    def refuse_removal(self, error: Exception) -> bool:
        """Ask who names the record that is in the way."""
        if self._stop_work(error):
            return True
        if not isinstance(error, StillNamedError):
            return False
        job = partial(
            asking.named_by,
            kind=self._kind,
            record_id=error.record_id,
            language=self._desk.language.code,
            limit=_TOLD,
        )
        self._desk.jobs.read(job, self._tell_who_names)
        return True

    def _tell_who_names(self, named: asking.NamedBy) -> None:
        say = self._desk.say
        lines = [self._named(kind, caption) for kind, _, caption in named.first]
        more = named.count - len(lines)
        told = [
            say(N_("“{name}” is still named by others. Nothing was deleted."), name=named.caption)
        ]
        told += lines + ([say(N_("… and {n} more"), n=more)] if more else [])
        lead = partial(self._open_namers, named)
        self._page.banner.offer("\n".join(told), say(N_("Open …")), lead)

    def _open_namers(self, named: asking.NamedBy) -> None:
        """Open the record that names another, or let one choose which."""
        places = [Place("record", kind, record) for kind, record, _ in named.first]
        if len(places) == 1:
            self._page.going.emit(places[0])
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (kind, _, caption) in zip(places, named.first, strict=True):
            text = for_button(self._named(kind, caption))
            menu.addAction(text).triggered.connect(partial(self._go, place))
        menu.popup(self._page.banner.mapToGlobal(self._page.banner.rect().bottomLeft()))

    def _named(self, kind: str, caption: str) -> str:
        return self._desk.language.labelled(self._desk.say(self._desk.kind(kind).singular), caption)

    def _go(self, place: Place, _checked: bool = False) -> None:
        self._page.going.emit(place)

    def _removed(self, number: int) -> None:
        self.work.end()
        told = N_("{n} deleted. Ctrl+Z brings them back, or the Trash later.")
        self._say_done(self._desk.say(told, n=number))

    def _say_done(self, text: str) -> None:
        """Say what was done; for a moment nothing else is said there."""
        self._said.start()
        self._page.noted.emit(text)

    def choose_change(self) -> None:
        """Ask which field of the selected records to change."""
        if not self._table.selected():
            return
        heading, language = self._desk.say(N_("Change …")), self._desk.language
        names = changeable(self._kind)
        labels = {name: path_label(self._kind, name, language) for name in names}
        picker = FieldPicker(self._desk, heading, labels, self._page)
        picker.picked.connect(lambda name: self._table.with_selected(partial(self.mark, name)))
        picker.open_below(self._below, picker.line)

    def mark(self, name: str, ids: list[int]) -> None:
        """Note as which versions the records are seen, and ask what to put into a field."""
        job = partial(asking.versions, kind=self._kind, ids=ids)
        self._desk.jobs.read(job, partial(self.ask_change, name))

    def ask_change(self, name: str, marks: dict[int, int]) -> None:
        """Ask what to put into a field of these records."""
        box = BulkBox(self._desk, self._kind.fields[name], len(marks), self._page)
        box.chosen.connect(partial(self._change, name, marks))
        box.open_below(self._below, box.editor)

    def _change(self, name: str, marks: dict[int, int], how: str, value: Value) -> None:
        say, change = self._desk.say, (name, how, value)
        field = path_label(self._kind, name, self._desk.language)
        named = say(N_("Change “{field}” of {n} records"), field=field, n=len(marks))
        progress = self._begin_work(named, len(marks))
        if progress is None:
            return
        job = partial(
            asking.change_all,
            kind=self._kind,
            marks=marks,
            change=change,
            language=self._desk.language.code,
            progress=progress,
        )
        self._desk.jobs.write(named, job, self._changed, self._stop_work)

    def _changed(self, outcome: "Outcome") -> None:
        """Tell what became of the records; those that were refused one by one."""
        self.work.end()
        say, done = self._desk.say, len(outcome.done)
        self._say_done(say(N_("{n} changed. Ctrl+Z takes it back."), n=done))
        if not outcome.refused:
            return
        lines = [
            self._desk.language.labelled(each.caption, say(each.template, **each.facts))
            for each in outcome.refused[:_TOLD]
        ]
        more = len(outcome.refused) - len(lines)
        lines += [say(N_("… and {n} more"), n=more)] if more else []
        kept = say(N_("{n} were changed; these were kept as they are:"), n=done)
        self._page.banner.offer("\n".join([kept, *lines]), "", lambda: None)

    def export(self) -> None:
        """Ask where to write what is shown, and write it."""
        say = self._desk.say
        name = f"{say(self._kind.plural)} {self._desk.today().isoformat()}.xlsx"
        path = self.choose_target(self._page, say(N_("Export")), name, _FORMATS)
        if not path:
            return
        ending = ".csv" if path.lower().endswith(".csv") else ".xlsx"
        headings = [self._table.heading(column) for column in self._table.columns()]
        progress = self._begin_work(say(N_("Export")), self._table.records.rowCount())
        if progress is None:
            return
        job = partial(
            sheets.export_list,
            asked=replace(self._asked(), columns=self._table.columns()),
            said=(headings, self._narrowed()),
            path=Path(path).with_suffix(ending),
            language=self._desk.language,
            progress=progress,
        )
        self._page.noted.emit(say(N_("Writing …")))
        self._desk.jobs.read(job, self._note_written, self._stop_work)

    def _narrowed(self) -> tuple[str, ...]:
        """Say by what the list is narrowed, a line each."""
        language = self._desk.language
        text = self._asked().text
        found = [self._desk.say(N_("Search: {text}"), text=text)] if text else []
        for narrowing in self._asked().narrowings:
            name = path_label(self._kind, narrowing.path, language)
            field, regions = self._kind.asked_at(narrowing.path), self._asked().regions
            found.append(f"{name}: {described(narrowing, field, language, regions)}")
        return tuple(found)

    def _note_written(self, written: sheets.Written) -> None:
        self.work.end()
        number = written.records[self._kind.name]
        told = self._desk.say(N_("{n} rows written to {path}"), n=number, path=written.path)
        tell_saved(self._page, str(written.path), told)


def _untold(_done: int, _total: int) -> None:
    """Tell nobody of what is done in a moment."""
