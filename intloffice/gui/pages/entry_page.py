"""Many records of a kind entered in a row, as in a spreadsheet."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QPersistentModelIndex, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from intloffice.gui import asking
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.drafts import KEPT_AFTER, Draft, Typed
from intloffice.gui.editors.record_form import sections_of
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.tables.entry_rows import Cell
from intloffice.gui.tables.entry_table import EntryTable
from intloffice.gui.widgets.buttons import button, icon_button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import COMMON, Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.value import problems

if TYPE_CHECKING:
    from intloffice.gui.asking import Found
    from intloffice.operations.bulk import Outcome

_HINT = N_(
    "Tab: next cell · Enter: next row · Ctrl+D: as above · Ctrl+V: paste from a spreadsheet · "
    "Ctrl+S: save"
)


class EntryPage(Page):
    """Takes rows; those that are sound are saved together, what is not understood stays."""

    passing = True

    def __init__(self, desk: Desk, kind: Kind) -> None:
        kinds = desk.say(kind.plural)
        super().__init__(desk, desk.say(N_("Enter rows: {kind}"), kind=kinds))
        self.kind = kind
        self.place = Place("entry", kind.name)
        self.table = EntryTable(desk, self.title.whole, fields_of(kind, desk.language.code))
        self._ready = False
        self._keeping = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._keeping.timeout.connect(self.leave)
        say = desk.say
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self._discard = button(say(N_("Discard")), self.discard, "quiet")
        self._save = button(say(N_("Save")), self.save, "primary")
        self.top.addWidget(self._discard)
        self.top.addWidget(self._save)
        self._hint = PlainLabel(say(_HINT), "small", wrap=True)
        self.problem = PlainLabel("", "problem", wrap=True)
        self.header.addWidget(self._hint)
        self.header.addWidget(self.problem)
        self.body.addWidget(self.table, 1)
        self.table.rows.edited.connect(self._note_edited)
        self.table.looked_up.connect(self._look_up)
        self.table.pasted.connect(self._note_pasted)
        self.table.creating.connect(self._create)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._note_state())
        for keys, act in (("Ctrl+S", self.save), ("Escape", self.backing.emit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._show_state()

    def arrive(self, place: Place) -> None:
        """Show the rows that were not saved when one left."""
        self._ready = False
        job = partial(asking.draft, kind=self.kind, page="entry", record_id=0)
        self.desk.jobs.read(job, self._begin)

    @property
    def spot(self) -> str:
        """The cell in which the cursor is."""
        index = self.table.currentIndex()
        return f"{index.row()}:{index.column()}" if index.isValid() else ""

    def leave(self) -> None:
        """Keep the rows that were not saved."""
        if not self._ready:
            return
        rows, numbers = self.table.rows, self.table.rows.filled()
        if not numbers:
            self.desk.drafts.drop(self.place)
            return
        lines: list[tuple[int | None, dict[str, Any]]] = [(None, rows.values(n)) for n in numbers]
        draft = Draft(0, {}, {"": lines}, rows.captions())
        self.desk.drafts.keep(self.place, draft)

    def save(self) -> None:
        """Save the rows that are sound, as one change; the others stay and tell why."""
        self.table.finish()
        rows = self.table.rows
        sound = [number for number in rows.filled() if self._check(number)]
        if not sound:
            self._go_to_problem()
            return
        entries = {str(uuid4()): rows.values(number) for number in sound}
        kind = self.desk.say(self.kind.singular if len(sound) == 1 else self.kind.plural)
        named = self.desk.say(N_("Enter {n} {kind}"), n=len(sound), kind=kind)
        self._save.setEnabled(False)
        self._keeping.stop()
        self.desk.drafts.forget(self.place)
        job = partial(asking.add_all, kind=self.kind, entries=entries)
        self.desk.jobs.write(named, job, partial(self._saved, sound), self._refused)

    def discard(self) -> None:
        """Give up what was not saved."""
        self.table.give_up()
        self.table.rows.show_rows([], {})
        self.desk.drafts.drop(self.place)
        self.table.begin()
        self._show_state()

    def _begin(self, content: dict[str, Any] | None) -> None:
        drafts = self.desk.drafts
        draft = drafts.get(self.place)
        if draft is None and content:
            draft = drafts.bring_back(self.place, content)
        self._ready = True
        if draft:
            lines = [values for _, values in draft.rows.get("", [])]
            self.table.rows.show_rows(lines, draft.captions)
            self._look_up()
        self.table.begin()
        if self.returning_to:
            row, column = self.returning_to.split(":")
            self.table.setCurrentIndex(self.table.rows.index(int(row), int(column)))
            self.returning_to = ""
        self._show_state()

    def _go_to_problem(self) -> None:
        """Go to the first cell in which something is wrong."""
        rows = self.table.rows
        if spot := rows.first_problem():
            self.table.setCurrentIndex(rows.index(*spot))
        self._note_state()

    def _check(self, row: int) -> bool:
        """Say in the cells of a row what is wrong; return whether it is sound."""
        rows = self.table.rows
        values = rows.values(row)
        if any(isinstance(value, Typed) for value in values.values()):
            return False
        whole = {name: field.empty for name, field in self.kind.fields.items()} | values
        columns = {field.name: column for column, field in enumerate(rows.fields)}
        found = problems(self.kind, whole, {})
        for problem in found:
            if problem.field in columns:
                column = columns[problem.field]
                sentence = self.desk.say(problem.template, **problem.facts)
                rows.put(row, column, Cell(rows.cell(row, column).value, problem=sentence))
        return not found

    def _saved(self, sound: list[int], outcome: "Outcome") -> None:
        say, rows = self.desk.say, self.table.rows
        refused = {each.id: each for each in outcome.refused}
        for place, each in refused.items():
            cell, told = rows.cell(sound[place], 0), say(each.template, **each.facts)
            rows.put(sound[place], 0, Cell(cell.value, cell.caption, told))
        rows.remove([row for place, row in enumerate(sound) if place not in refused])
        self.leave()
        self._show_state()
        self.table.begin()
        self._go_to_problem()
        told = say(N_("{n} saved. Ctrl+Z takes them back."), n=len(outcome.done))
        index = self.table.currentIndex()
        wrong = rows.cell(index.row(), index.column()).problem if index.isValid() else ""
        self.noted.emit(" · ".join(filter(None, (told, wrong))))

    def _refused(self, _error: Exception) -> bool:
        self._show_state()
        self._keep_soon()
        return False

    def _look_up(self) -> None:
        """Look for the records that were named by a text only."""
        wanted = list(self.table.rows.references())
        if wanted:
            language = self.desk.language.code
            job = partial(asking.resolved, wanted=wanted, language=language)
            self.desk.jobs.read(job, self._take_found)

    def _take_found(self, found: "dict[tuple[str, str], Found]") -> None:
        """Put the records that were found; of the others say how many there may be."""
        rows, say = self.table.rows, self.desk.say
        for key, cells in rows.references().items():
            if key not in found:
                continue
            record_id, caption, number = found[key]
            sentence = N_("“{value}” is not on record; Ctrl+Enter makes it.")
            if number > 1:
                sentence = N_("“{value}” may be one of {n}; choose from the list.")
            wrong = "" if record_id else say(sentence, value=key[1][:60], n=number)
            for row, column in cells:
                value = record_id or rows.cell(row, column).value
                rows.put(row, column, Cell(value, caption, wrong))

    def _create(self, kind: str, name: str, index: QPersistentModelIndex) -> None:
        dialog = NewRecordDialog(self.desk, self.desk.kind(kind), name, self)
        dialog.added.connect(partial(self._take_new, index, (kind, name)))
        dialog.open()

    def _take_new(
        self, index: QPersistentModelIndex, named: tuple[str, str], record_id: int, caption: str
    ) -> None:
        """Put a new record into its cell, and into the others that were waiting for its name."""
        rows = self.table.rows
        for row, column in rows.references().get(named, []):
            rows.put(row, column, Cell(record_id, caption))
        if index.isValid():
            rows.put(index.row(), index.column(), Cell(record_id, caption))
        self.table.setFocus()

    def _note_pasted(self, left: int) -> None:
        if left:
            sentence = N_("{n} cells of what was pasted lie beyond the last column.")
            self.banner.offer(self.desk.say(sentence, n=left), "", lambda: None)

    def _note_edited(self) -> None:
        self._show_state()
        self._keep_soon()

    def _keep_soon(self) -> None:
        if self._ready and not self._keeping.isActive():
            self._keeping.start()

    def _show_state(self) -> None:
        filled = bool(self.table.rows.filled())
        self._save.setEnabled(filled)
        self._discard.setVisible(filled)
        self._note_state()

    def _note_state(self) -> None:
        """Tell what is wrong in the current cell, else how many rows there are."""
        rows, index = self.table.rows, self.table.currentIndex()
        told = rows.cell(index.row(), index.column()).problem if index.isValid() else ""
        number, wrong = len(rows.filled()), rows.problems()
        said = self.desk.say(N_("{n} rows"), n=number)
        if wrong:
            said += " · " + self.desk.say(N_("{n} cells are not understood"), n=wrong)
        self.note.setText(said if number else "")
        self._hint.setVisible(not told)
        self.problem.setText(told)
        self.problem.setVisible(bool(told))
        self.noted.emit(told or said)


def fields_of(kind: Kind, code: str) -> list[Field]:
    """List the fields that are entered in rows, in the order of the form.

    Of a text kept once per language those in the reader's and the one that is needed; several
    choices at once, and what is protected, are entered in the form.
    """
    names = [name for section in sections_of(kind) for name in section.names]
    fields = [kind.fields[name] for name in names if name in kind.fields]
    return [
        field
        for field in fields
        if not field.protected
        and field not in COMMON
        and not (field.many and field.type is FieldType.CHOICE)
        and (not field.language or field.language == code or field.required)
    ]
