"""One record, shown whole and edited."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import ChangedMeanwhileError, InvalidValueError
from intloffice.gui import asking, erasing
from intloffice.gui.asking import Beginning, Peek
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.erase_dialog import EraseDialog
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.dialogs.renew_box import RenewBox
from intloffice.gui.drafts import KEPT_AFTER, Draft, is_saved
from intloffice.gui.editors.editor import masked
from intloffice.gui.editors.record_form import RecordForm, sections_of
from intloffice.gui.editors.similar_strip import SimilarStrip
from intloffice.gui.pages.attachments_view import AttachmentsView
from intloffice.gui.pages.conflict_panel import ConflictPanel, Difference
from intloffice.gui.pages.history_view import HistoryView
from intloffice.gui.pages.page import Page
from intloffice.gui.place import BRIEFED, BRIEFINGS, Place
from intloffice.gui.soon import soon
from intloffice.gui.widgets.buttons import button, icon_button
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.line import files_in
from intloffice.gui.widgets.plain_label import for_button
from intloffice.i18n import N_
from intloffice.schema.field import FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import shown
from intloffice.schema.value import InvalidRecordError

if TYPE_CHECKING:
    from intloffice.operations.edit import Snapshot
    from intloffice.operations.erasing import Outlook
    from intloffice.operations.renewing import NextTerm
    from intloffice.operations.trail import Entry

_WIDEST, _SIDE = 1080, 24
#: Milliseconds for which a record may be awaited before the empty form is shown.
_COVERED_FOR = 300
#: Turns of the events after which all has its place: new rows are shown in the first, get their
#: looks in the next, and the heights that follow from these in the last.
_TURNS = 3


class FormPage(Page):
    """Shows the form of one record, or an empty one; what was not saved is kept as a draft."""

    passing = True
    #: The person whose form this was has been erased.
    erased = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__(desk, "")
        self.kind = kind
        self.setAcceptDrops(True)
        self._hint = ""
        self.place = Place("record", kind.name, 0)
        self.snapshot: Snapshot | None = None
        self._ready = False
        self._saving = self._asked_again = False
        self._uuid = ""
        self._begins_at = ""
        self.form = RecordForm(desk, kind)
        self.conflict = ConflictPanel(desk)
        self.similar = SimilarStrip(desk, self.form)
        self._history = HistoryView(desk)
        self.files = AttachmentsView(desk, kind)
        self._scroll = QScrollArea()
        self._holder = QWidget()
        self._stack = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEPT_AFTER)
        self._covered = QTimer(self, singleShot=True, interval=_COVERED_FOR)
        self._covered.timeout.connect(self._uncover)
        self._set_top()
        self._set_tabs()
        self._set_body()
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show the record, with the entries that were not saved when one left."""
        self.place = Place("record", self.kind.name, place.record)
        self._begins_at = next((str(n.value) for n in place.narrowings if n.path == "rows"), "")
        self._ready, self._hint = False, ""
        self._cover()
        self.conflict.hide()
        self._go_to_section(0)
        self.files.show_record(place.record or 0)
        if place.record:
            self.similar.stop()
            self._read(self._show_first)
        else:
            self.title.show_text(
                self.desk.say(N_("New: {kind}"), kind=self.desk.say(self.kind.singular))
            )
            desk = self.desk.kinds, self.desk.language.code
            job = partial(asking.beginning, kind=self.kind, page="record", desk=desk)
            self.desk.jobs.read(job, self._begin_new)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever on the form they are dropped."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the files that were dropped, and show them."""
        event.acceptProposedAction()
        if self.place.record:
            self._go_to_section(len(sections_of(self.kind)))
            self.files.attach(files_in(event.mimeData()))
            return
        first = N_("Save the record first; files can be kept with it then.")
        self.banner.offer(self.desk.say(first), "", lambda: None)

    def leave(self) -> None:
        """Keep the entries that were not saved."""
        if not self._ready:
            return
        if not self.form.touched:
            self.desk.drafts.drop(self.place)
            return
        values, rows = self.form.typed()
        version = self.snapshot.version if self.snapshot else 0
        draft = Draft(version, values, rows, self.form.captions(), self._uuid)
        self.desk.drafts.keep(self.place, draft)

    def refresh(self) -> None:
        """Read the record anew, unless something is being edited."""
        if not self.place.record or not self._ready:
            return
        self.files.show_record(self.place.record)
        if not self.form.touched:
            self._read(self._show, self._is_gone)

    def save(self) -> None:
        """Save what was edited; while one saving goes on, the next waits for it."""
        self._asked_again = self._saving
        if not self._ready or not self.form.touched or self._saving:
            return
        if not self.form.is_ready():
            return
        self._write()

    @property
    def spot(self) -> str:
        """The field in which the cursor is."""
        return self.form.spot()

    @property
    def is_edited(self) -> bool:
        """Whether there is something to save."""
        return bool(self.form.touched)

    def _write(self) -> None:
        try:
            values, rows = self.form.hand_over()
        except InvalidValueError:
            return
        say, kind = self.desk.say, self.desk.say(self.kind.singular)
        if self.snapshot is None:
            lines = {name: [line for _, line in given] for name, given in rows.items()}
            job = partial(asking.add, kind=self.kind, values=values, rows=lines, uuid=self._uuid)
            named = say(N_("New: {kind}"), kind=kind)
        else:
            mark = self.snapshot.id, self.snapshot.version
            job = partial(asking.change, kind=self.kind, mark=mark, values=values, rows=rows)
            caption = self.title.whole
            named = say(N_("Edit: {kind} “{caption}”"), kind=kind, caption=caption)
        self._saving = True
        self._save.setEnabled(False)
        self.desk.drafts.forget(self.place)
        self.desk.jobs.write(named, job, self._saved, self._refused)

    def _saved(self, record_id: int) -> None:
        self.desk.drafts.drop(self.place)  # kept meanwhile, of the record as it was
        self.place = Place("record", self.kind.name, record_id)
        self._uuid = ""
        self.banner.hide()
        self.similar.hide()
        self.files.show_record(record_id)
        self._read(self._show_saved, self._cannot_read)
        self.noted.emit(self.desk.say(N_("Saved.")))

    def _show_saved(self, peek: Peek) -> None:
        """Go on with what was saved, and with what was typed while it was."""
        if peek.snapshot.id != self.place.record:
            return
        self.form.settle(peek.snapshot, self.snapshot)
        self.snapshot = peek.snapshot
        self.title.show_text(peek.caption)
        self._saving = False
        self._show_state()
        if self.form.touched:
            self._keep_soon()
        if self._asked_again:
            self.save()
        if self._stack.currentIndex() == 1:
            self._show_history()

    def _refused(self, error: Exception) -> bool:
        self._saving = self._asked_again = False
        self._show_state()
        self._keep_soon()
        if isinstance(error, InvalidRecordError):
            self.form.show_problems(error.problems)
            return True
        if isinstance(error, ChangedMeanwhileError) and self.snapshot:
            self._read(self._compare, self._is_gone)
            return True
        return False

    def _compare(self, peek: Peek) -> None:
        """Take over what only the other changed, and ask about what both changed."""
        base, now = self.snapshot, peek.snapshot
        if base is None:
            return
        values, rows = self.form.values(), self.form.row_values()
        mine = {**values, **rows}
        theirs = {
            name
            for name in (*base.values, *base.rows)
            if (base.values | base.rows)[name] != (now.values | now.rows)[name]
        }
        draft = Draft(now.version, values, rows, self.form.captions())
        self._show(peek)
        self.form.show_draft(draft)
        both = [self._difference(name, draft, now) for name in sorted(theirs & mine.keys())]
        only = [self._label(name) for name in sorted(theirs - mine.keys())]
        self.conflict.show_differences(only, both)
        self._scroll.verticalScrollBar().setValue(0)

    def _settle(self, from_theirs: list[str]) -> None:
        snapshot = self.snapshot
        if snapshot is None:
            return
        draft = Draft(snapshot.version, *self.form.typed(), self.form.captions())
        self.form.show_record(snapshot)
        kept = Draft(
            draft.version,
            {name: value for name, value in draft.values.items() if name not in from_theirs},
            {name: lines for name, lines in draft.rows.items() if name not in from_theirs},
            draft.captions,
        )
        self.form.show_draft(kept)
        if self.form.touched:
            self._write()
        self._show_state()

    def _difference(self, name: str, draft: Draft, now: "Snapshot") -> Difference:
        if name in self.kind.rows_by_name:
            mine, theirs = str(len(draft.rows[name])), str(len(now.rows[name]))
            rows = self.desk.say(N_("{n} rows"))
            return Difference(name, self._label(name), rows.format(n=mine), rows.format(n=theirs))
        return Difference(
            name,
            self._label(name),
            self._text(name, draft.values[name], {**now.captions, **draft.captions}),
            self._text(name, now.values[name], now.captions),
        )

    def _text(self, name: str, value: Any, captions: dict[tuple[str, int], str]) -> str:
        field = self.kind.fields[name]
        if field.protected:
            return masked(value) if value else ""
        if field.type is FieldType.REFERENCE and value:
            return captions.get((field.refers_to, value), f"#{value}")
        if field.type is FieldType.FLAG:
            return self.desk.say(N_("Yes") if value else N_("No"))
        return shown(field, value, self.desk.language, self.desk.settings.region_countries)

    def _label(self, name: str) -> str:
        known = self.kind.rows_by_name.get(name) or self.kind.fields[name]
        return self.desk.say(known.label)

    def _read(self, then: Any, otherwise: Any = None) -> None:
        job = partial(
            asking.load,
            kind=self.kind,
            record_id=self.place.record or 0,
            language=self.desk.language.code,
        )
        self.desk.jobs.read(job, then, otherwise or self._is_gone)

    def _cannot_read(self, error: Exception) -> bool:
        self._saving = self._asked_again = False
        return self._is_gone(error)

    def _is_gone(self, error: Exception) -> bool:
        if isinstance(error, ChangedMeanwhileError):
            self._ready = False
            self.backing.emit()
            return True
        return False

    def _show_first(self, peek: Peek) -> None:
        self._show(peek)
        self._bring_back(peek.draft)
        self._begin_at_the_top(self.form.first_of(self._begins_at))

    def _begin_new(self, beginning: Beginning) -> None:
        self._uuid = str(uuid4())
        self._ready = True
        ours = beginning.ourselves
        begins_at = self.form.begin(ours.id, ours.caption)
        self._bring_back(beginning.draft)
        needed = begins_at or self.form.needed()
        self._begin_at_the_top(None if self.form.touched else needed)
        self._show_state()

    def _begin_at_the_top(self, first: QWidget | None = None) -> None:
        """Put the cursor into the first field, and show it once everything has its place."""
        (self.form.place_of(self.returning_to) or first or self.form).setFocus()
        self.returning_to = ""
        soon(self, self._show_the_top)
        self._uncover_after(_TURNS)

    def _cover(self) -> None:
        """Paint nothing until what is shown has its place: parts of it have no height yet."""
        self.setUpdatesEnabled(False)
        self._covered.start()

    def _uncover_after(self, turns: int) -> None:
        if turns:
            soon(self, partial(self._uncover_after, turns - 1))
        else:
            self._uncover()

    def _uncover(self) -> None:
        self._covered.stop()
        self.setUpdatesEnabled(True)

    def _show_the_top(self) -> None:
        sections = enumerate(sections_of(self.kind))
        held = (number for number, each in sections if self._begins_at in each.names)
        self._go_to_section(next(held, 0))
        if (now := self._holder.focusWidget()) is not None:
            self._show_focused(None, now)

    def _show(self, peek: Peek) -> None:
        if peek.snapshot.id != self.place.record:
            return
        self._cover()
        self._uncover_after(_TURNS)
        self.snapshot = peek.snapshot
        self.title.show_text(peek.caption)
        self.form.show_record(peek.snapshot)
        self._ready = True
        self._show_state()
        if self._stack.currentIndex() == 1:
            self._show_history()

    def _bring_back(self, content: dict[str, Any] | None) -> None:
        """Show the entries that were not saved, unless they were, just before the program died."""
        drafts = self.desk.drafts
        draft = drafts.get(self.place)
        if draft is None and content:
            draft = drafts.bring_back(self.place, content)
        if draft is None:
            return
        if self.snapshot and is_saved(draft, self.snapshot):
            drafts.drop(self.place)
            return
        self._uuid = draft.uuid or self._uuid
        self.form.show_draft(draft)
        say = self.desk.say
        sentence = N_("These are your entries from before; they are not saved yet.")
        if self.snapshot and draft.version != self.snapshot.version:
            sentence = N_(
                "These are your entries from before; the record was changed by somebody since."
            )
        self.banner.offer(
            say(sentence),
            say(N_("Discard them")),
            self.discard if self.snapshot else self._start_over,
        )

    def discard(self) -> None:
        """Give up what was not saved."""
        self.desk.drafts.drop(self.place)
        self.form.give_up()
        self.banner.hide()
        self.conflict.hide()
        if self.snapshot:
            self._read(self._show)
        else:
            self.backing.emit()

    def _start_over(self) -> None:
        """Give up what was entered before, and begin the new record with an empty form."""
        self.desk.drafts.drop(self.place)
        self.form.clear()
        self.banner.hide()
        self.arrive(self.place)

    def _show_state(self) -> None:
        edited = bool(self.form.touched)
        self._save.setEnabled(edited)
        self._discard.setVisible(edited)
        self._brief.setVisible(self.kind.name in BRIEFED and bool(self.place.record))
        for meeting_only in (self._papers, self._prepare, self._news):
            meeting_only.setVisible(self.kind.name == "meeting" and bool(self.place.record))
        for agreement_only in (self._course, self._renew):
            agreement_only.setVisible(self.kind.name == "agreement" and bool(self.place.record))
        self._renew.setEnabled(not edited)
        hint = N_("Not saved yet · Ctrl+S saves") if edited else N_("Tab goes to the next field")
        if hint != self._hint:  # else it would hide what has just been said
            self._hint = hint
            self.noted.emit(self.desk.say(hint))

    def _set_top(self) -> None:
        say = self.desk.say
        back = icon_button(
            self.desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit
        )
        self.top.insertWidget(0, back)
        self._brief = button(say(N_("Briefing")), self._go_to_briefing, "quiet")
        self._brief.hide()
        self._papers = button(say(N_("Papers")), self._go_to_papers, "quiet")
        self._papers.hide()
        self._prepare = button(say(N_("Prepare")), self._go_to_preparing, "quiet")
        self._prepare.hide()
        self._news = button(say(N_("News draft")), self._go_to_news, "quiet")
        self._news.hide()
        self.top.addWidget(self._news)
        self.top.addWidget(self._prepare)
        self.top.addWidget(self._papers)
        self._course = button(say(N_("Course")), self._go_to_course, "quiet")
        self._course.hide()
        self.top.addWidget(self._course)
        self._renew = button(say(N_("Renew …")), self._ask_to_renew, "quiet")
        self._renew.hide()
        self.top.addWidget(self._renew)
        self.top.addWidget(self._brief)
        self._discard = button(say(N_("Discard")), self.discard, "quiet")
        self._discard.hide()
        self.top.addWidget(self._discard)
        if self.kind.title.person:
            erase = icon_button(
                self.desk.theme, "eye-off", say(N_("Erase this person …")), self._ask_to_erase
            )
            self.top.addWidget(erase)
        self._save = button(say(N_("Save")), self.save, "primary")
        self.top.addWidget(self._save)

    def _ask_to_renew(self) -> None:
        job = partial(asking.next_term, agreement=self.place.record or 0, today=self.desk.today())
        self.desk.jobs.read(job, self._offer_term)

    def _offer_term(self, term: "NextTerm") -> None:
        box = RenewBox(self.desk, term.begins, term.until, self)
        box.renewing.connect(self._renew_for)
        box.open_below(self._renew, box.begins)

    def _renew_for(self, begins: date, until: date | None, successor: bool) -> None:
        caption = self.title.whole
        named = self.desk.say(N_("Renew “{caption}”"), caption=caption)
        job = partial(
            asking.renew,
            agreement=self.place.record or 0,
            begins=begins,
            until=until,
            successor=successor,
        )
        self.desk.jobs.write(named, job, self._renewed)

    def _renewed(self, agreement: int) -> None:
        """Go to the successor, or to the terms among which there is another now."""
        if agreement != self.place.record:
            self.going.emit(Place("record", self.kind.name, agreement))
            return
        self.banner.offer(self.desk.say(N_("Renewed. Ctrl+Z takes it back.")), "", lambda: None)
        terms = next(n for n, each in enumerate(sections_of(self.kind)) if "term" in each.names)
        self._go_to_section(terms)

    def _go_to_papers(self) -> None:
        self.going.emit(Place("papers", self.kind.name, self.place.record))

    def _go_to_news(self) -> None:
        self.going.emit(Place("news", self.kind.name, self.place.record))

    def _go_to_preparing(self) -> None:
        self.going.emit(Place("prepare", self.kind.name, self.place.record))

    def _go_to_course(self) -> None:
        self.going.emit(Place("course", self.kind.name, self.place.record))

    def _go_to_briefing(self) -> None:
        self.going.emit(Place(BRIEFINGS.page, self.kind.name, self.place.record))

    def _set_tabs(self) -> None:
        row = FlowLayout(gap=0)
        names = [section.heading for section in sections_of(self.kind)]
        for number, name in enumerate([*names, N_("Files"), N_("History")]):
            tab = QPushButton(for_button(self.desk.say(name)))
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
        self._tabs.idClicked.connect(self._go_to_section)
        self.header.addLayout(row)
        self.header.setContentsMargins(24, 14, 24, 0)

    def _set_body(self) -> None:
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(_SIDE, 12, _SIDE, 48)
        # of the whole: what is in it reckons its height for this width
        self._holder.setMaximumWidth(_WIDEST + 2 * _SIDE)
        inner.addWidget(self.conflict)
        inner.addWidget(self.similar)
        inner.addWidget(self.form)
        inner.addStretch()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._holder)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._history)
        self._stack.addWidget(self.files)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.form.edited.connect(self._show_state)
        self.form.edited.connect(self._keep_soon)
        self._keeping.timeout.connect(self.leave)
        self.form.creating.connect(self._create)
        self.form.revealed.connect(self._note_revealed)
        self.form.opening.connect(lambda kind, key: self.going.emit(Place("record", kind, key)))
        self.conflict.settled.connect(self._settle)
        self.similar.chosen.connect(
            lambda record, _caption: self.going.emit(Place("record", self.kind.name, record))
        )
        self._history.restoring.connect(self._restore_value)
        self.files.counted.connect(self._show_number_of_files)
        self.files.told.connect(lambda sentence: self.banner.offer(sentence, "", lambda: None))
        self.files.noted.connect(self.noted)
        self.form.pasting.told.connect(self._tell_pasted)
        self._scroll.verticalScrollBar().valueChanged.connect(self._follow_scrolling)
        QGuiApplication.instance().focusChanged.connect(self._show_focused)  # type: ignore[union-attr]
        for keys, act in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save),
            ("Escape", self.backing.emit),
            ("Ctrl+PgDown", lambda: self._turn(1)),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _tell_pasted(self, sentence: str) -> None:
        """Say what came of a block that was pasted, and offer to take it back."""
        pasting = self.form.pasting
        offered = self.desk.say(N_("Undo")) if pasting.can_take_back else ""
        self.banner.offer(sentence, offered, pasting.take_back)

    def _note_revealed(self, name: str) -> None:
        """Write down that a protected value was shown."""
        if self.place.record:
            record = self.place.record
            job = partial(asking.disclose, kind=self.kind, record_id=record, field=name)
            self.desk.jobs.keep(job, lambda _: None)

    def _ask_to_erase(self) -> None:
        if not self.place.record:
            return
        code, record = self.desk.language.code, self.place.record
        job = partial(erasing.outlook, person_id=record, language=code)
        self.desk.jobs.read(job, self._show_outlook, self._is_gone)

    def _show_outlook(self, outlook: "Outlook") -> None:
        dialog = EraseDialog(self.desk, outlook, self)
        dialog.confirmed.connect(self._erase)
        dialog.going.connect(self.going)
        dialog.open()

    def _erase(self) -> None:
        record = self.place.record
        if not record:
            return
        self.form.give_up()
        self._keeping.stop()
        self.desk.drafts.forget(self.place)
        self._ready = False
        job = partial(
            erasing.erase,
            person_id=record,
            author=self.desk.jobs.author,
            description=self.desk.say(N_("Erase a person")),
            second=self.desk.settings.second_place,
        )
        self.desk.jobs.fill(self.desk.say(N_("Erase a person")), job, self._erased)

    def _erased(self, _done: None) -> None:
        self.desk.glances.drop()
        self.desk.views.forget()
        self.backing.emit()
        self.erased.emit()

    def _keep_soon(self) -> None:
        """Keep the entries soon, however long one goes on typing."""
        if not self._keeping.isActive():
            self._keeping.start()

    def _create(self, kind: str, name: str, editor: Any) -> None:
        dialog = NewRecordDialog(self.desk, self.desk.kind(kind), name, self)
        dialog.added.connect(editor.take_new)
        dialog.open()

    @property
    def manual_page(self) -> str:
        """Files and history have pages of their own in the manual."""
        shown = self._stack.currentWidget()
        return "files" if shown is self.files else "history" if shown is self._history else ""

    def _turn(self, step: int) -> None:
        number = max(0, min(len(self._tabs.buttons()) - 1, self._tabs.checkedId() + step))
        self._go_to_section(number)

    def _go_to_section(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        sections = sections_of(self.kind)
        if number == len(sections):
            self._stack.setCurrentWidget(self.files)
            self.files.take_keyboard()
            return
        if number > len(sections):
            self._stack.setCurrentWidget(self._history)
            self._show_history()
            return
        self._stack.setCurrentIndex(0)
        heading = self.form.headings[sections[number].heading]
        top = 0 if number == 0 else heading.mapTo(self._holder, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top)
        self._tabs.button(number).setChecked(True)

    def _show_number_of_files(self, number: int) -> None:
        shown, language = self.desk.say(N_("Files")), self.desk.language
        if number:
            shown = language.bracketed(shown, language.number(number))
        self._tabs.button(len(sections_of(self.kind))).setText(for_button(shown))

    def _follow_scrolling(self, value: int) -> None:
        if self._stack.currentWidget() is not self._scroll:
            return
        tops = [
            heading.mapTo(self._holder, QPoint(0, 0)).y() for heading in self.form.headings.values()
        ]
        passed = [number for number, top in enumerate(tops) if top <= value + 40]
        self._tabs.button(passed[-1] if passed else 0).setChecked(True)

    def _show_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 64)

    def _show_history(self) -> None:
        if not self.place.record:
            self._history.show_entries([])
            return
        job = partial(
            asking.history,
            kind=self.kind,
            record_id=self.place.record,
            language=self.desk.language.code,
        )
        self.desk.jobs.read(job, self._show_entries)

    def _restore_value(self, change: int, name: str, label: str) -> None:
        if self.place.record:
            job = partial(
                asking.restore_value,
                kind=self.kind,
                record_id=self.place.record,
                change_id=change,
                name=name,
            )
            named = self.desk.say(N_("Restore a value: {label}"), label=label)
            self.desk.jobs.write(named, job, self._restored)

    def _restored(self, _done: None) -> None:
        self._show_history()
        self.noted.emit(self.desk.say(N_("Restored.")))

    def _show_entries(self, entries: "list[Entry]") -> None:
        self._history.show_entries(entries)
