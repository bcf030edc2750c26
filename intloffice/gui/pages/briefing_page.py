"""Briefings: what is said about a country, a partner or for a meeting, as it will be printed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import asking, briefings, drawing
from intloffice.gui.briefings import About, Behind, Composed, Doubt, FactShown, Printed
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.drafts import Draft
from intloffice.gui.issuing import Retold, Shown, Wish
from intloffice.gui.pages.behind import ask_behind, show_behind
from intloffice.gui.pages.briefing_panel import BriefingPanel
from intloffice.gui.pages.editing_panel import EditingPanel
from intloffice.gui.pages.issuance import Issuance
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.printing import Printable, Printing
from intloffice.gui.pages.saved import file_name, tell_saved
from intloffice.gui.place import BRIEFED, BRIEFINGS, Place
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.paper_view import PaperView
from intloffice.gui.widgets.plain_label import plain_tip
from intloffice.gui.widgets.record_drawer import RECORDS, RecordDrawer
from intloffice.i18n import N_, NN_, Language, language

if TYPE_CHECKING:
    from intloffice.gui.drawing import Drawn

_NOT_CHOSEN = {
    "country": N_("No partner is on record yet."),
    "organisation": N_("Choose the partner to be briefed on."),
    "meeting": N_("Choose the meeting to be briefed for."),
}
_STATEMENTS = NN_("{n} statement", "{n} statements")
_FACTS = NN_("{n} fact", "{n} facts")
#: The least width in which a briefing can be read between what is chosen and its sentences.
_LEAST_VIEW = 340
#: The forms a briefing can be saved in besides what is shown.
_FORMS = {
    "docx": N_("Word, to be edited"),
    "txt": N_("Plain text"),
    "json": N_("JSON, facts with the ids of their records"),
}


class BriefingPage(Page):
    """Composes a briefing when what it is about changes, prints it when its look does."""

    def __init__(self, desk: Desk, choose_file: ChooseFile = ask_where) -> None:
        super().__init__(desk, desk.say(N_("Briefings")))
        self.choose_file = choose_file
        self._asked: Wish | None = None
        self._generation = 0
        self._composed: Composed | None = None
        self.printed: Printed | None = None
        self._fact = ""
        self.panel = BriefingPanel(desk)
        self.view = PaperView(desk.theme)
        self.drawer = RecordDrawer(desk)
        self.editing = EditingPanel(desk)
        self.issuance = Issuance(self, self.panel.clocks, self.drawer)
        self._set_top()
        self._set_middle()
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show the briefing one had, or that about the country or record the place names."""
        draft = self.desk.drafts.get(BRIEFINGS)
        if draft is not None and not self.panel.about.is_chosen:
            kept = draft.values
            self.panel.show_state(kept["day"], kept["said_in"], kept["without"])
            self.panel.show_about(kept["about"], kept["caption"])
        if len(place.kind) == 2:
            self.panel.show_about(About(code=place.kind))
        self.refresh()
        if place.kind in BRIEFED and place.record:
            self._show_record(place.kind, place.record)

    def leave(self) -> None:
        """Remember what was asked, for a page that is made anew; what was told is told."""
        self.banner.hide()
        panel = self.panel
        values = {
            "about": panel.about,
            "caption": panel.caption,
            "day": panel.as_of,
            "said_in": panel.languages.current(),
            "without": sorted(panel.left_out),
        }
        self.desk.drafts.keep(BRIEFINGS, Draft(0, values, {}, {}))

    def begins_at(self) -> QWidget:
        """Begin where one says about whom."""
        return self.view if self.panel.isHidden() else self.panel.sorts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices away where they leave the briefing no room beside the sentences."""
        super().resizeEvent(event)
        self._make_room()

    def refresh(self) -> None:
        """Compose anew."""
        self._asked = None
        self.desk.jobs.read(briefings.countries, self._show_countries)

    def open_fact(self, key: str) -> None:
        """Open the drawer with a fact and the records behind it."""
        if self.printed is None or key not in self.printed.facts:
            return
        fact = self.printed.facts[key]
        self._fact = key
        self.view.choose(key)
        self._open_drawer(fact, key)
        self.view.reveal(key)

    def open_doubts(self) -> None:
        """Open the drawer with all that is to be looked at before printing."""
        doubts, say = self._doubts(), self.desk.say
        self.view.choose("")
        self._fact = ""
        self.drawer.open_drawer(self.panel.things.text(), "")
        headings = (say(N_("Kind")), say(N_("Record")), say(N_("Reason")))
        rows = [(say(self.desk.kind(d.kind).singular), d.caption, d.reason) for d in doubts]
        self.drawer.show_records(headings, rows, [(d.kind, d.id) for d in doubts])
        self.drawer.table.setFocus()

    def open_editing(self) -> None:
        """Show the sentences beside the briefing, to be edited; or put them away."""
        if self.editing.isHidden():
            self.editing.open_panel()
        else:
            self.editing.close_panel()
        self._make_room()

    def save_pdf(self) -> None:
        """Save what is shown."""
        if self.printed is not None:
            path = self._path("pdf")
            if path:
                self._save(partial(briefings.save, path, self.printed.pdf))

    def save_form(self, form: str) -> None:
        """Save the briefing in another form: docx, txt or json."""
        if self._composed is None or self.printed is None:
            return
        path = self._path(form)
        if path:
            briefing, said_in = self._composed.briefing, self._said_in()
            wanted = (briefing, self.panel.left_out, said_in, self.desk.settings)
            self._save(partial(briefings.save_as, path, *wanted))

    def _set_top(self) -> None:
        say = self.desk.say
        zoom = QHBoxLayout()
        zoom.setSpacing(0)
        minus = button("−", partial(self._zoom, -1), "quiet")
        plus = button("+", partial(self._zoom, 1), "quiet")
        self.size_label = button("", partial(self._zoom, 0), "quiet")
        for made, name in (
            (minus, N_("Smaller")),
            (self.size_label, N_("Fit the page to the window")),
            (plus, N_("Larger")),
        ):
            made.setAccessibleName(say(name))
            made.setToolTip(say(name))
            zoom.addWidget(made)
        self.top.addLayout(zoom)
        self.top.addSpacing(8)
        self.edit = button(say(N_("Edit")), self.open_editing, "quiet")
        self.top.addWidget(self.edit)
        self.save = button(say(N_("Save PDF")), self.save_pdf, "primary")
        self.save_as = button(say(N_("Save as …")), self._offer_formats, "quiet")
        self.issue = button(say(N_("Issue …")), self._ask_to_issue, "quiet")
        self.printing = Printing(self, self._printable)
        self.to_printer = button(say(N_("Print …")), self.printing.ask, "quiet")
        plain_tip(self.to_printer, "Ctrl+P")
        self.top.addWidget(self.issue)
        self.top.addWidget(self.to_printer)
        self.top.addWidget(self.save_as)
        self.top.addWidget(self.save)
        self._enable(False)

    def _set_middle(self) -> None:
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.desk.say(N_("Working")))
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.busy.setFixedHeight(3)
        self.busy.hide()
        paper = QWidget()
        paper.setObjectName("canvas")
        box = QVBoxLayout(paper)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.busy)
        box.addWidget(self.view, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(paper)
        self.split.addWidget(self.drawer)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([700, 260])
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.split, 1)
        row.addWidget(self.editing)
        self.body.addLayout(row, 1)
        self.view.setAccessibleName(self.desk.say(N_("The briefing as it will be printed")))

    def _connect(self) -> None:
        self.panel.asked_anew.connect(self._compose)
        self.panel.about_chosen.connect(self._ask_day)
        self.panel.printed_anew.connect(self._print)
        self.panel.record_wanted.connect(self._go_to)
        self.panel.doubts_wanted.connect(self.open_doubts)
        self.view.wanted.connect(self._draw)
        self.view.fact_opened.connect(self.open_fact)
        self.view.zoomed.connect(self._show_size)
        self.drawer.record_wanted.connect(self._go_to)
        self.drawer.closed.connect(self._forget_fact)
        self.editing.record_wanted.connect(self._go_to)
        self.editing.told.connect(self.noted)
        self.editing.closed.connect(self._make_room)
        self.editing.closed.connect(self.edit.setFocus)
        for keys, act in (
            ("Ctrl++", partial(self._zoom, 1)),
            ("Ctrl+=", partial(self._zoom, 1)),
            ("Ctrl+-", partial(self._zoom, -1)),
            ("Ctrl+0", partial(self._zoom, 0)),
            ("Ctrl+S", self.save_pdf),
            ("Esc", self.drawer.close_drawer),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_countries(self, numbers: dict[str, int]) -> None:
        self.panel.country.show_numbers(numbers)
        if not self.panel.country.code:
            self.panel.country.show_code(next(iter(numbers), ""))
        self._compose()

    def _show_record(self, kind: str, record: int) -> None:
        """Brief on a record one came from."""
        job = partial(
            asking.caption,
            kind=self.desk.kind(kind),
            record_id=record,
            language=self.desk.language.code,
        )
        self.desk.jobs.read(job, partial(self._take_record, About(kind, record=record)))

    def _take_record(self, about: About, caption: str) -> None:
        self.panel.show_about(about, caption)
        self._ask_day()

    def _ask_day(self) -> None:
        """Before a meeting that has been, ask for the day it is briefed as of."""
        about = self.panel.about
        if about.kind != "meeting" or not about.record:
            self._compose()
            return
        job = partial(briefings.meeting_day, meeting=about.record, today=self.desk.today())
        self.desk.jobs.read(job, partial(self._take_day, about), lambda _error: self._compose_now())

    def _take_day(self, about: About, day: date) -> None:
        if about == self.panel.about:
            self.panel.show_day(day)
            self._compose()

    def _compose_now(self) -> bool:
        """Compute the briefing without the day that could not be told."""
        self._compose()
        return True

    def _compose(self) -> None:
        """Compute the briefing, unless it is the one that is there."""
        about = self.panel.about
        panel = self.panel
        asked = Wish(about, panel.as_of, self.desk.settings, panel.extras, panel.clocks.clocks)
        if asked == self._asked:
            return
        self._generation += 1
        if not about.is_chosen:
            self._asked = None
            self._show_nothing(self.desk.say(_NOT_CHOSEN[about.kind]))
            return
        self._asked = asked
        self.busy.show()
        tell = partial(self._tell, self._generation)
        self.issuance.ask_related(about, asked.as_of)
        if not asked.clocks.are_usual:
            self.issuance.retell(asked, partial(self._take_retold, self._generation), tell)
            return
        job = partial(
            briefings.compose,
            about=about,
            as_of=asked.as_of,
            settings=self.desk.settings,
            folder=self.desk.folder,
            extras=asked.extras,
        )
        self.desk.jobs.read(job, partial(self._take_composed, self._generation), tell)

    def _take_retold(self, generation: int, retold: Retold) -> None:
        if generation == self._generation:
            self.issuance.show_corrections(retold.corrections, retold.forgotten)
        self._take_composed(generation, retold.composed)

    def _take_composed(self, generation: int, composed: Composed) -> None:
        if generation != self._generation:
            return
        self._composed = composed
        self.panel.show_parts(composed.parts)
        self._print()

    def _print(self) -> None:
        """Print the briefing that was computed, as it is wanted now."""
        if self._composed is None:
            return
        self._generation += 1
        self.busy.show()
        self.panel.show_doubts(self._doubts())
        self.editing.show_briefing(self._composed.briefing, self._said_in())
        job = partial(
            briefings.print_briefing,
            self._composed.briefing,
            self.panel.left_out,
            self._said_in(),
            self.desk.settings,
        )
        self.desk.jobs.run(
            job,
            partial(self._take_printed, self._generation),
            partial(self._tell, self._generation),
        )

    def _take_printed(self, generation: int, printed: Printed) -> None:
        if generation != self._generation:
            return
        self.busy.hide()
        self.printed = printed
        self._enable(True)
        self.view.show_pages(printed.sizes, printed.regions)
        self._note()
        self._follow_fact()

    def _follow_fact(self) -> None:
        """Keep the drawer to the fact it shows, as it is now."""
        if not self._fact:
            return
        if self.printed is not None and self._fact in self.printed.facts:
            self.open_fact(self._fact)
        else:
            self.drawer.close_drawer()

    def _note(self) -> None:
        if self.printed is None:
            return
        counts = (
            (_STATEMENTS, self.printed.statements),
            (_FACTS, self.printed.facts_said),
            (RECORDS, self.printed.records),
        )
        said = [self.desk.language.counted(forms, number) for forms, number in counts]
        self.noted.emit(" · ".join(said))

    def _draw(self, pages: Sequence[int], scale: float) -> None:
        if self.printed is not None:
            job = partial(drawing.draw, self.printed.pdf, tuple(pages), scale)
            self.desk.jobs.run(job, partial(self._take_drawn, self.printed, scale))

    def _take_drawn(self, printed: Printed, scale: float, drawn: "list[Drawn]") -> None:
        if printed is self.printed:
            self.view.take(drawn, scale)

    def _open_drawer(self, fact: FactShown, key: str) -> None:
        self.drawer.open_drawer(fact.title, fact.basis)
        ask_behind(self.desk, fact.records, partial(self._show_behind, key))

    def _show_behind(self, key: str, behind: Behind) -> None:
        if key == self._fact and not self.drawer.isHidden():
            show_behind(self.drawer, self.desk, behind)

    def _make_room(self) -> None:
        beside = self.panel.maximumWidth() + self.editing.maximumWidth()
        tight = not self.editing.isHidden() and self.width() - beside < _LEAST_VIEW
        self.panel.setHidden(tight)

    def _forget_fact(self) -> None:
        self._fact = ""
        self.view.choose("")
        self.view.setFocus()

    def _show_nothing(self, sentence: str) -> None:
        self._composed, self.printed = None, None
        self.busy.hide()
        self.drawer.close_drawer()
        self._enable(False)
        self.editing.hide()
        self._make_room()
        self.panel.show_parts(())
        self.panel.show_doubts(())
        self.view.show_message(sentence)
        self.noted.emit("")

    def _tell(self, generation: int, error: Exception) -> bool:
        """Say on the page why there is no briefing; what nobody expected is told by others."""
        if generation != self._generation:
            return True
        self._asked = None
        told = notice(error, self.desk.language)
        self._show_nothing(told.sentence)
        return not told.details

    def _ask_to_issue(self) -> None:
        if self._composed is None or self.printed is None or self._asked is None:
            return
        shown = Shown(
            self._asked,
            self._composed.briefing,
            self.printed.pdf,
            self._said_in(),
            self.panel.left_out,
            "",
        )
        self.issuance.ask(shown, self.printed.title, self.issue)

    def _enable(self, there: bool) -> None:
        self.edit.setEnabled(there)
        self.issue.setEnabled(there)
        self.save.setEnabled(there)
        self.save_as.setEnabled(there)
        self.to_printer.setEnabled(there)

    def _printable(self) -> Printable | None:
        if self.printed is None:
            return None
        return Printable(self.printed.pdf, self.printed.title, self.printed.sizes)

    def _doubts(self) -> tuple[Doubt, ...]:
        if self._composed is None:
            return ()
        return briefings.doubts(self._composed, self.desk.language, self._said_in())

    def _said_in(self) -> Language:
        return language(self.panel.languages.current(), self.desk.translations)

    def _go_to(self, kind: str, record_id: int) -> None:
        self.going.emit(Place("record", kind, record_id))

    def _zoom(self, direction: int) -> None:
        self.view.zoom(direction)

    def _show_size(self, size: float) -> None:
        self.size_label.setText(f"{round(size * 100)} %")

    def _offer_formats(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.desk.say(N_("PDF, as it is shown")), self.save_pdf)
        for form, label in _FORMS.items():
            menu.addAction(self.desk.say(label), partial(self.save_form, form))
        menu.popup(self.save_as.mapToGlobal(QPoint(0, self.save_as.height() + 2)))

    def _path(self, form: str) -> str:
        """Ask where to save; empty where nothing was chosen."""
        if self.printed is None:
            return ""
        name = f"{file_name(self.printed.title)} {self.panel.as_of.isoformat()}.{form}"
        kinds = f"{form.upper()} (*.{form})"
        path = self.choose_file(self, self.desk.say(N_("Save the briefing")), name, kinds)
        return path if not path or path.lower().endswith(f".{form}") else f"{path}.{form}"

    def _save(self, job: Callable[[], str]) -> None:
        self.desk.jobs.run(job, self._tell_saved, self._tell_unsaved)

    def _tell_saved(self, path: str) -> None:
        tell_saved(self, path)

    def _tell_unsaved(self, error: Exception) -> bool:
        self.told.emit(notice(error, self.desk.language))
        return True
