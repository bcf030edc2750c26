"""A meeting as it is prepared: who comes, when what happens, what is known, what is to be done."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui import papers, preparing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.editors.suggesting import ReferenceEditor
from intloffice.gui.icons import icon
from intloffice.gui.pages.page import Page
from intloffice.gui.place import BRIEFINGS, Narrowing, Place, at_rows
from intloffice.gui.widgets.buttons import Tile, button, icon_button, rule
from intloffice.gui.widgets.flow_layout import take_out
from intloffice.gui.widgets.order_list import OrderList, Placed
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import reference

if TYPE_CHECKING:
    from intloffice.briefing.preparation import Coming, Entry, Preparation, Task, Told

_THREE_FROM, _TWO_FROM = 960, 640
_ASIDE = 300
_TIME_WIDTH, _TICK = 96, 22


class PreparePage(Page):
    """Shows a meeting that is prepared; each step on it is saved at once and can be undone."""

    passing = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        say = desk.say
        self.place = Place("prepare", "meeting")
        self.shown: Preparation | None = None
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.about = PlainLabel("", "count")
        self.top.insertWidget(2, self.about)
        for text, act, role in (
            (N_("News draft"), partial(self._go_to, "news"), "quiet"),
            (N_("Papers"), partial(self._go_to, "papers"), "quiet"),
            (N_("Briefing"), partial(self._go_to, BRIEFINGS.page), "quiet"),
            (N_("All entries"), partial(self._go_to, "record"), "primary"),
        ):
            self.top.addWidget(button(say(text), act, role))
        self.sides = {
            "guest": _Side(desk, N_("Guests, in order of precedence"), N_("Add a guest")),
            "host": _Side(desk, N_("Hosts"), N_("Add a host")),
        }
        self._parts = _Parts(desk)
        self._columns = 0
        self._grid = QGridLayout()
        self._boxes = [QWidget() for _ in range(3)]
        self._lay_out()
        for side, shown in self.sides.items():
            shown.list.moved.connect(partial(self._put_in_order, side))
            shown.list.opened.connect(self._open_participant)
            shown.editor.edited.connect(partial(self._add, side))
            shown.editor.creating.connect(self._create)
        self._parts.entering.connect(self._go_to_rows)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.backing.emit)

    def arrive(self, place: Place) -> None:
        """Show a meeting."""
        self.place = place
        self.refresh()
        self.sides["guest"].list.setFocus()
        self.noted.emit(self.desk.say(N_("Alt+↑ ↓ or dragging changes the order")))

    def refresh(self) -> None:
        """Read the meeting anew."""
        if not self.place.record:
            return
        job = partial(
            preparing.prepared,
            meeting=self.place.record,
            today=self.desk.today(),
            language=self.desk.language,
            settings=self.desk.settings,
        )
        self.desk.jobs.read(job, self._show, self._is_gone)

    def resizeEvent(self, event: object) -> None:
        """Use as many columns as there is room for."""
        width = self.width()
        self._arrange(3 if width >= _THREE_FROM else 2 if width >= _TWO_FROM else 1)

    def mark(self, task: "Task", *, done: bool) -> None:
        """Say that something is done, today, or that it is not."""
        say = self.desk.say
        named = say(N_("Done: {what}") if done else N_("Not done: {what}"), what=task.what)
        on = self.desk.today() if done else None
        self._write(named, partial(preparing.mark, rows=task.rows, row=task.row, on=on))

    def take_usual_checklist(self) -> None:
        """Begin the checklist with what is usually to be done."""
        checks = preparing.usual(self.desk.settings, self.desk.language)
        self._write(
            self.desk.say(N_("Take the usual checklist")),
            partial(preparing.add_checks, checks=checks),
        )

    def _put_in_order(self, side: str, rows: Sequence[int]) -> None:
        job = partial(preparing.put_in_order, side=side, rows=tuple(rows))
        self._write(self.desk.say(N_("Order of precedence")), job)

    def _add(self, side: str) -> None:
        editor = self.sides[side].editor
        try:
            person = editor.value()
        except InvalidValueError:
            return
        if not isinstance(person, int):
            return
        caption = editor.line.text()
        editor.take(None, "")
        job = partial(preparing.add_participant, side=side, person=person)
        self._write(self.desk.say(N_("Add a participant: {name}"), name=caption), job)

    def _create(self, kind: str, name: str, editor: ReferenceEditor) -> None:
        dialog = NewRecordDialog(self.desk, self.desk.kind(kind), name, self)
        dialog.added.connect(editor.take_new)
        dialog.open()

    def _open_participant(self, row: int) -> None:
        known = [] if self.shown is None else [*self.shown.guests, *self.shown.hosts]
        for coming in known:
            if coming.row == row:
                self.going.emit(Place("record", "person", coming.person))

    def _write(self, named: str, job: Callable[..., object]) -> None:
        """Change the meeting; what was refused is told, and shown as it is."""
        if self.place.record:
            whole = partial(job, meeting=self.place.record)
            self.desk.jobs.write(named, whole, self._written, self._refused)

    def _written(self, _done: object) -> None:
        self.noted.emit(self.desk.say(N_("Saved. Ctrl+Z takes it back.")))

    def _refused(self, _error: Exception) -> bool:
        """Show what is there; what happened is told at the head of the page."""
        self.refresh()
        return False

    def _is_gone(self, _error: Exception) -> bool:
        self.backing.emit()
        return True

    def _go_to(self, page: str) -> None:
        self.going.emit(Place(page, "meeting", self.place.record))

    def _go_to_rows(self, rows: str) -> None:
        self.going.emit(at_rows("meeting", self.place.record, rows))

    def _show(self, found: "Preparation") -> None:
        if found == self.shown:
            return
        self.shown = found
        self.title.show_text(found.title)
        self.about.setText(" · ".join(filter(None, (found.reference, found.status))))
        self._parts.show(found, self)
        for side, people in (("guest", found.guests), ("host", found.hosts)):
            self.sides[side].show_people(people)

    def _lay_out(self) -> None:
        parts = self._parts
        self._stacks = [_stacked(box) for box in self._boxes]
        first, second, third = self._stacks
        self._boxes[2].setObjectName("aside")
        self._boxes[2].setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        third.setContentsMargins(20, 18, 20, 24)
        for widget in (parts.lines, self.sides["guest"], self.sides["host"]):
            first.addWidget(widget)
        for widget in (parts.itinerary, parts.follow_ups, parts.gifts):
            second.addWidget(widget)
        for widget in (parts.checks, parts.known, parts.papers):
            third.addWidget(widget)
        for stack in self._stacks:
            stack.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)
        self._arrange(3)

    def _arrange(self, columns: int) -> None:
        """Set the three parts side by side, the last below the others, or all in one column."""
        if columns == self._columns:
            return
        self._columns = columns
        take_out(self._grid)
        places = {
            3: ((0, 0), (0, 1), (0, 2)),
            2: ((0, 0), (0, 1), (1, 0)),
            1: ((0, 0), (1, 0), (2, 0)),
        }[columns]
        for box, (row, column) in zip(self._boxes, places, strict=True):
            wide = 2 if columns == 2 and row else 1
            self._grid.addWidget(box, row, column, 1, wide)
        for column, stretch in enumerate((5, 5, 4)):
            self._grid.setColumnStretch(column, stretch if column < columns else 0)
        self._boxes[2].setMinimumWidth(_ASIDE if columns == 3 else 0)


class _Side(QWidget):
    """One side of the table: those who sit there in their order, and a line to add somebody."""

    def __init__(self, desk: Desk, heading: str, add: str) -> None:
        super().__init__()
        say = desk.say
        self._desk = desk
        self.list = OrderList(desk.theme, say(heading))
        self.nobody = PlainLabel(say(N_("Nobody is entered yet.")), "muted")
        self.nobody.hide()  # until it is known
        self.editor = ReferenceEditor(desk, reference("person_id", add, "person"))
        self.editor.line.setPlaceholderText(say(add))
        self.editor.line.setAccessibleName(say(add))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(PlainLabel(say(heading), "heading"))
        box.addWidget(self.nobody)
        box.addWidget(self.list)
        box.addWidget(self.editor)

    def show_people(self, people: "Sequence[Coming]") -> None:
        """Show who sits here."""
        self.nobody.setVisible(not people)
        self.list.show_people(
            [
                Placed(
                    coming.row,
                    coming.seat.name,
                    coming.seat.other,
                    coming.seat.post,
                    coming.seat.role,
                    coming.doubt,
                )
                for coming in people
            ]
        )


class _Parts(QObject):
    """The parts of the page that are filled anew whenever something was written."""

    #: Rows of the meeting are to be entered.
    entering = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines = _Part("")
        self.itinerary = _Part(desk.say(N_("Itinerary")))
        self.follow_ups = _Part(desk.say(N_("Follow-ups")))
        self.gifts = _Part(desk.say(N_("Gifts")))
        self.checks = _Part(desk.say(N_("Before the visit")))
        self.known = _Part(desk.say(N_("What to know")))
        self.papers = _Part(desk.say(N_("Papers")))
        for part, rows in (
            (self.itinerary, "item"),
            (self.follow_ups, "follow_up"),
            (self.gifts, "gift"),
            (self.checks, "check"),
        ):
            part.lead(desk.say(N_("Edit")), partial(self.entering.emit, rows))

    def show(self, found: "Preparation", page: PreparePage) -> None:
        """Show all that is told of a meeting."""
        say = self._desk.say
        self.lines.fill(self._lines(found))
        self.itinerary.fill(self._itinerary(found))
        self.follow_ups.fill(
            (self._task(task, page) for task in found.follow_ups), say(N_("Nothing was promised."))
        )
        self.gifts.fill(
            (self._told(told, page) for told in found.gifts),
            say(N_("No gift of an earlier meeting is on record.")),
        )
        self.checks.fill(self._checks(found, page))
        self.known.fill(
            (self._told(told, page) for told in found.known),
            say(N_("No earlier meeting with them is on record.")),
        )
        if not self.papers.count():
            self.papers.fill(
                button(say(label), partial(self._open_paper, page, word), "link")
                for word, label in papers.kinds().items()
            )

    def _open_paper(self, page: PreparePage, word: str) -> None:
        only = Narrowing("paper", "is", word)
        page.going.emit(Place("papers", "meeting", page.place.record, (only,)))

    def _lines(self, found: "Preparation") -> Iterator[QWidget]:
        if found.visitors:
            yield self._line(N_("Delegation of"), self._desk.language.listed(found.visitors))
        for label, text in found.lines:
            yield self._line(label, text)

    def _line(self, label: str, text: str) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(PlainLabel(self._desk.say(label), "label"))
        box.addWidget(PlainLabel(text, wrap=True))
        return made

    def _itinerary(self, found: "Preparation") -> Iterator[QWidget]:
        for sentence in found.conflicts:
            yield self._warning(sentence)
        for number, entry in enumerate(found.entries):
            if entry.day:
                yield PlainLabel(entry.day, "strong")
            elif number:
                yield rule()
            yield self._entry(entry)
        if not found.entries:
            nothing = N_("No itinerary yet.")
            yield PlainLabel(self._desk.say(nothing), "muted", wrap=True)

    def _entry(self, entry: "Entry") -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        time = PlainLabel(entry.time or "–", "ink")
        time.setFixedWidth(_TIME_WIDTH)
        grid.addWidget(time, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(entry.what, "strong", wrap=True), 0, 1)
        where = " · ".join(filter(None, (entry.place, entry.who)))
        if where:
            grid.addWidget(PlainLabel(where, "small", wrap=True), 1, 1)
        for number, sentence in enumerate(entry.conflicts, 2):
            grid.addWidget(self._warning(sentence), number, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _warning(self, sentence: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        sign = QLabel()
        sign.setPixmap(icon("triangle-alert", self._desk.theme.colours.bad).pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(sentence, "problem", wrap=True), 1)
        return made

    def _checks(self, found: "Preparation", page: PreparePage) -> Iterator[QWidget]:
        yield from (self._task(task, page) for task in found.checks)
        if not found.checks:
            take = self._desk.say(N_("Take the usual checklist"))
            yield button(take, page.take_usual_checklist)

    def _task(self, task: "Task", page: PreparePage) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(8)
        due = self._desk.language.day(task.due, "medium") if task.due else ""
        box = QCheckBox()
        box.setFixedWidth(_TICK)
        box.setChecked(task.done is not None)
        box.setAccessibleName(", ".join(filter(None, (task.what, task.who, due))))
        box.toggled.connect(lambda done: page.mark(task, done=done))
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(PlainLabel(task.what, "muted" if task.done else "", wrap=True))
        if task.who:
            texts.addWidget(PlainLabel(task.who, "small", wrap=True))
        row.addLayout(texts, 1)
        late = task.due is not None and not task.done and task.due < self._desk.today()
        row.addWidget(PlainLabel(due, "problem" if late else "small"), 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _told(self, told: "Told", page: PreparePage) -> QWidget:
        made = Tile("item", told.text)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(made)
        row.setContentsMargins(8, 4, 8, 4)
        label = PlainLabel(told.text, "problem" if told.warns else "", wrap=True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label)
        place = Place("record", told.kind, told.id)
        made.clicked.connect(lambda _checked=False: page.going.emit(place))
        return made


class _Part(QWidget):
    """A heading, and what stands under it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._fixed = 0
        self._heading = heading
        self._leading: QAbstractButton | None = None
        self._head = QHBoxLayout()
        if heading:
            self._head.addWidget(PlainLabel(heading, "heading"), 1)
            self._box.addLayout(self._head)
            self._fixed = 1

    def lead(self, text: str, act: Callable[[], object]) -> None:
        """Let a button beside the heading lead to where all of this is entered."""
        made = button(text, act, "link")
        made.setAccessibleName(f"{text}: {self._heading}")
        self._leading = made
        self._head.addWidget(made)

    def count(self) -> int:
        """Tell how many things stand here."""
        return self._box.count() - self._fixed

    def fill(self, widgets: "Iterator[QWidget]", nothing: str = "") -> None:
        """Show other widgets than before, or a sentence where there are none."""
        before = [each for each in self.findChildren(QAbstractButton) if each is not self._leading]
        held = self._held(before)
        if held >= 0:
            self.setFocus()  # else Qt passes it on, out of the page, and scrolls to where it came
        while self._box.count() > self._fixed:
            item = self._box.takeAt(self._fixed)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._box.addWidget(widget)
            widget.show()
        if not self.count() and nothing:
            self._box.addWidget(PlainLabel(nothing, "muted", wrap=True))
        known = (*before, self._leading)
        there = [each for each in self.findChildren(QAbstractButton) if each not in known]
        if held >= 0 and there:
            there[min(held, len(there) - 1)].setFocus()

    def _held(self, there: "Sequence[QAbstractButton]") -> int:
        """Tell which of what stands here has the keyboard; -1 where none has."""
        now = self.window().focusWidget()
        shown = (each for each in there if each.isVisibleTo(self))
        return next((n for n, each in enumerate(shown) if each is now), -1)


def _stacked(box: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(box)
    made.setContentsMargins(24, 18, 20, 24)
    made.setSpacing(20)
    return made
