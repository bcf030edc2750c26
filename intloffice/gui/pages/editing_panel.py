"""Beside a briefing: its sections and sentences, to be rewritten, moved, left out and added to."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import editing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.paragraph_box import ParagraphBox
from intloffice.gui.dialogs.sentence_box import SentenceBox
from intloffice.gui.editing import Editable, Gone, SectionShown, Shown
from intloffice.gui.widgets.buttons import Tile, button, icon_button, rule
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.i18n import N_, Language

if TYPE_CHECKING:
    from intloffice.briefing.statement import Briefing

_WIDTH = 360


class EditingPanel(QFrame):
    """Shows what can be edited; each step is saved at once and can be undone.

    ``record_wanted`` names a record to open, ``told`` what was saved.
    """

    record_wanted = Signal(str, int)
    told = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("aside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self._briefing: Briefing | None = None
        self._said_in: Language = desk.language
        self.shown = Editable(())
        self._focused = ""
        say = desk.say
        close = icon_button(desk.theme, "x", say(N_("Close")), self.close_panel)
        self._all = button(say(N_("Take all back")), self._take_all_back, "link")
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 4)
        head.addWidget(ShortenedLabel(say(N_("Edit the briefing")), "subtitle"), 1)
        head.addWidget(self._all)
        head.addWidget(close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._scroll, 1)
        self.hide()

    def show_briefing(self, briefing: "Briefing", said_in: Language) -> None:
        """Show a briefing as it can be edited in the language it is printed in."""
        self._briefing, self._said_in = briefing, said_in
        if self.isHidden():
            return
        shown = editing.editable(briefing, said_in)
        if shown == self.shown and self._scroll.widget() is not None:
            return
        self.shown = shown
        place = self._scroll.verticalScrollBar().value()
        self._fill()
        self._scroll.verticalScrollBar().setValue(place)

    def open_panel(self) -> None:
        """Show the panel."""
        self.show()
        if self._briefing is not None:
            self.show_briefing(self._briefing, self._said_in)
        self._scroll.setFocus()
        self.focusNextChild()

    def close_panel(self) -> None:
        """Put the panel away."""
        self.hide()
        self.closed.emit()

    def rewrite(self, shown: Shown) -> None:
        """Ask for a sentence in the office's own words."""
        box = SentenceBox(self._desk, shown, self._said_in, self)
        box.written.connect(partial(self._keep, shown))
        box.open()

    def ask_paragraph(self, section: SectionShown) -> None:
        """Ask for a paragraph of the office's own."""
        box = ParagraphBox(self._desk, section.heading, self)
        box.written.connect(partial(self._add, section))
        box.open()

    def move_section(self, part: str, by: int) -> None:
        """Put a section before or after its neighbour."""
        self._focused = f"move {part}{by}"
        self._write(N_("Order of the sections"), editing.move, part=part, by=by)

    def leave_out(self, part: str, *, out: bool) -> None:
        """Leave a section out, or have it again."""
        named = N_("Leave a section out") if out else N_("Have a section again")
        self._write(named, editing.leave_out, part=part, out=out)

    def take_back(self, row: int) -> None:
        """Let a sentence be computed again."""
        named = self._desk.say(N_("Take back a rewritten sentence"))
        job = partial(editing.take_back, row=row)
        self._desk.jobs.write(named, job, self._written)

    def _keep(self, shown: Shown, text: str, day_only: bool) -> None:
        if self._briefing is None:
            return
        self._focused = _place_of(shown)
        as_of = self._briefing.as_of if day_only else None
        if text == editing.template(shown):
            if shown.row is not None:
                self.take_back(shown.row)
            return
        written = (self._said_in.code, text)
        self._write(
            N_("Rewrite a sentence"), editing.rewrite, shown=shown, written=written, as_of=as_of
        )

    def _add(self, section: SectionShown, texts: dict[str, str]) -> None:
        source = self._desk.say(N_("Written in the office for the briefing"))
        self._write(
            N_("Add a paragraph to a briefing"),
            editing.add_paragraph,
            section=section.section,
            texts=texts,
            source=source,
        )

    def _take_all_back(self) -> None:
        self._write(N_("Take back all that was edited in a briefing"), editing.take_all_back)

    def _write(self, named: str, job: Callable[..., object], **asked: Any) -> None:
        if self._briefing is not None:
            whole = partial(job, briefing=self._briefing, **asked)
            self._desk.jobs.write(self._desk.say(named), whole, self._written)

    def _written(self, _done: object) -> None:
        self.told.emit(self._desk.say(N_("Saved. Ctrl+Z takes it back.")))

    def _fill(self) -> None:
        self._all.setVisible(self.shown.is_edited)
        had, focus = "", QApplication.focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            had = focus.objectName()
        wanted = self._focused or had
        holder = QWidget()
        holder.setObjectName("aside")
        holder.setStyleSheet("#aside { border: none; }")
        box = QVBoxLayout(holder)
        box.setContentsMargins(20, 4, 16, 24)
        box.setSpacing(4)
        for gone in self.shown.gone:
            box.addWidget(self._gone(gone))
        for section in self.shown.sections:
            for widget in self._section(section):
                box.addWidget(widget)
        box.addStretch(1)
        self._scroll.setWidget(holder)
        for widget in holder.findChildren(QWidget):
            if wanted and widget.objectName() == wanted:
                widget.setFocus()
        self._focused = ""

    def _section(self, section: SectionShown) -> Iterator[QWidget]:
        say = self._desk.say
        yield rule()
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(2)
        row.addWidget(ShortenedLabel(section.heading, "strong"), 1)
        out = button(
            say(N_("Put back") if section.left_out else N_("Leave out")),
            partial(self.leave_out, section.part, out=not section.left_out),
            "link",
        )
        out.setAccessibleName(f"{out.text()}: {section.heading}")
        row.addWidget(out)
        for name, by, text, possible in (
            ("arrow-up", -1, N_("Further up: {section}"), not section.is_first),
            ("arrow-down", 1, N_("Further down: {section}"), not section.is_last),
        ):
            named = say(text, section=section.heading)
            moving = partial(self.move_section, section.part, by)
            made = icon_button(self._desk.theme, name, named, moving)
            made.setObjectName(f"move {section.part}{by}")
            made.setEnabled(possible)
            row.addWidget(made)
        yield head
        if section.left_out:
            yield PlainLabel(say(N_("It is left out of this briefing.")), "small", wrap=True)
            return
        for shown in section.sentences:
            yield from self._sentence(shown)
        if section.section:
            add = button(say(N_("Add a paragraph …")), partial(self.ask_paragraph, section), "link")
            add.setAccessibleName(f"{add.text()} {section.heading}")
            yield _left(add)

    def _sentence(self, shown: Shown) -> Iterator[QWidget]:
        say = self._desk.say
        said = shown.said if not shown.leaves_out else shown.computed
        tile = Tile("item", said)
        tile.setObjectName(_place_of(shown))
        tile.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner = QVBoxLayout(tile)
        inner.setContentsMargins(8, 6, 8, 6)
        inner.setSpacing(2)
        label = PlainLabel(said, "muted" if shown.leaves_out else "", wrap=True)
        inner.addWidget(label)
        for state in self._states(shown):
            inner.addWidget(PlainLabel(say(state), "ink", wrap=True))
        tile.clicked.connect(lambda _checked=False: self.rewrite(shown))
        yield tile
        if not shown.follows:
            yield self._beside(shown)
        links = QWidget()
        row = QHBoxLayout(links)
        row.setContentsMargins(8, 0, 0, 4)
        row.setSpacing(16)
        if shown.row is not None:
            row.addWidget(self._link(N_("Take back"), partial(self.take_back, shown.row), said))
        if shown.record is not None:
            opening = partial(self.record_wanted.emit, "narrative", shown.record)
            row.addWidget(self._link(N_("Open"), opening, said))
        row.addStretch()
        if row.count() > 1:
            yield links

    def _states(self, shown: Shown) -> Iterator[str]:
        if shown.row is None:
            return
        if shown.leaves_out:
            yield N_("Not printed")
        elif shown.follows:
            yield N_("In your words")
        if shown.only_on is not None:
            yield N_("For this day only")

    def _beside(self, shown: Shown) -> QWidget:
        """Show what was written beside the sentence that is computed now."""
        say = self._desk.say
        made = QFrame()
        made.setObjectName("warning")
        box = QVBoxLayout(made)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(4)
        told = N_("The computed sentence has changed since you wrote yours; it is printed instead.")
        box.addWidget(PlainLabel(say(told), "small", wrap=True))
        box.addWidget(PlainLabel(say(N_("You wrote: {text}"), text=shown.written), wrap=True))
        return made

    def _gone(self, gone: Gone) -> QWidget:
        say = self._desk.say
        made = QFrame()
        made.setObjectName("warning")
        box = QVBoxLayout(made)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(4)
        told = N_("You rewrote a sentence that is said no more.")
        box.addWidget(PlainLabel(say(told), "small", wrap=True))
        box.addWidget(PlainLabel(gone.text or "–", wrap=True))
        back = self._link(N_("Take back"), partial(self.take_back, gone.row), gone.text)
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _link(self, text: str, act: Callable[[], object], about: str) -> QWidget:
        made = button(self._desk.say(text), act, "link")
        made.setAccessibleName(f"{self._desk.say(text)}: {about}")
        return made


def _place_of(shown: Shown) -> str:
    """Name the place of a sentence, which is the same however it is worded."""
    return f"sentence {shown.sentence.statement} {shown.sentence.number}"


def _left(widget: QWidget) -> QWidget:
    """Keep a widget at the left, as wide as it wants to be."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(8, 0, 0, 2)
    row.addWidget(widget)
    row.addStretch()
    return made
