"""The draft of the news on a meeting that was held, and what is to be finished before it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui import briefings, news
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.dialogs.issue_box import NEWS, IssueBox
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.news import DraftShown, Sent, ToFinish
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.saved import file_name, tell_saved
from intloffice.gui.place import ISSUED, Place
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import Segments, button, icon_button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, OWN_NAMES, language
from intloffice.schema.field import day

_ASIDE, _READING = 300, 720


class NewsPage(Page):
    """Shows the draft as it will be saved; where anything is unfinished, the list of it."""

    passing = True

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("News draft")))
        self.choose_file: ChooseFile = ask_where
        self.place = Place("news", "meeting")
        self.shown: DraftShown | None = None
        self._generation = 0
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.languages = Segments(OWN_NAMES, desk.language.code)
        self.languages.setAccessibleName(say(N_("Language")))
        self.as_text = button(say(N_("Save as text")), partial(self.save, "txt"), "quiet")
        self.as_word = button(say(N_("Save for Word")), partial(self.save, "docx"), "primary")
        self.keep = button(say(N_("Keep as sent out …")), self.ask_to_keep, "quiet")
        for widget in (self.languages, self.keep, self.as_text, self.as_word):
            self.top.addWidget(widget)
        self.day = DayEditor(desk, day("as_of", N_("Cooperation as of")))
        self.day.edited.connect(self._day_edited)
        self._text = QVBoxLayout()
        self._side = QVBoxLayout()
        self._lay_out()
        self.languages.chosen.connect(lambda _code: self.refresh())
        for keys, act in (("Ctrl+S", partial(self.save, "docx")), ("Escape", self.backing.emit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def arrive(self, place: Place) -> None:
        """Draft the news on a meeting."""
        self.place = place
        self.refresh()
        self.languages.setFocus()

    def refresh(self) -> None:
        """Draft anew."""
        self._generation += 1
        if not self.place.record:
            return
        said_in = language(self.languages.current(), self.desk.translations)
        job = partial(
            news.draft,
            meeting=self.place.record,
            as_of=self._as_of(),
            languages=(said_in, self.desk.language),
            settings=self.desk.settings,
        )
        self.desk.jobs.read(job, partial(self._take, self._generation), self._refused)

    def save(self, form: str) -> None:
        """Ask where to save the draft, and save it: docx or txt."""
        shown = self.shown
        if shown is None or shown.unfinished:
            return
        name = f"{file_name(shown.title)}.{form}"
        kinds = f"{form.upper()} (*.{form})"
        path = self.choose_file(self, self.desk.say(N_("Save the draft")), name, kinds)
        if path:
            path = path if path.lower().endswith(f".{form}") else f"{path}.{form}"
            content = shown.word if form == "docx" else shown.text.encode()
            job = partial(briefings.save, path, content)
            self.desk.jobs.run(job, partial(tell_saved, self), self._refused)

    def ask_to_keep(self) -> None:
        """Ask for a remark, then keep the news as it is shown."""
        shown = self.shown
        if shown is None or shown.unfinished:
            return
        box = IssueBox(self.desk, shown.title, self, NEWS)
        box.issuing.connect(partial(self._keep, shown))
        box.open_below(self.keep, box.line)

    def _keep(self, shown: DraftShown, note: str) -> None:
        named = self.desk.say(
            N_("Keep the news item “{title}” as it was sent out"), title=shown.title
        )
        said_in = language(self.languages.current(), self.desk.translations)
        as_of, settings = self._as_of(), self.desk.settings
        sent = Sent(self.place.record or 0, as_of, said_in, settings, shown.text, note)
        author = self.desk.jobs.author
        job = partial(news.keep, sent=sent, author=author, description=named)
        self.desk.jobs.fill(named, job, self._kept)

    def _kept(self, reference: str) -> None:
        say = self.desk.say
        sentence = say(N_("It was issued as {reference}."), reference=reference)
        go = partial(self.going.emit, ISSUED)
        self.banner.offer(sentence, say(N_("Issued briefings")), go)

    def _lay_out(self) -> None:
        say = self.desk.say
        paper = QFrame()
        paper.setObjectName("page")
        self._text = QVBoxLayout(paper)
        self._text.setContentsMargins(32, 28, 32, 40)
        self._text.setSpacing(12)
        paper.setMaximumWidth(_READING)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(say(N_("The draft")))
        scroll.setWidget(paper)
        aside = QFrame()
        aside.setObjectName("aside")
        aside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        aside.setFixedWidth(_ASIDE)
        whole = QVBoxLayout(aside)
        whole.setContentsMargins(20, 18, 20, 20)
        whole.setSpacing(6)
        whole.addWidget(PlainLabel(say(N_("Cooperation as of")), "label"))
        whole.addWidget(self.day)
        hint = N_("Empty: the day of the meeting, or until March the end of the year before.")
        whole.addWidget(PlainLabel(say(hint), "small", wrap=True))
        whole.addSpacing(12)
        self._side = QVBoxLayout()
        self._side.setSpacing(10)
        whole.addLayout(self._side)
        whole.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroll, 1)
        row.addWidget(aside)
        self.body.addLayout(row, 1)

    def _as_of(self) -> date | None:
        try:
            value = self.day.value()
        except InvalidValueError:
            return None
        return value if isinstance(value, date) else None

    def _day_edited(self) -> None:
        try:
            self.day.value()
        except InvalidValueError:
            return
        self.refresh()

    def _take(self, generation: int, shown: DraftShown) -> None:
        if generation != self._generation:
            return
        self.shown = shown
        ready = not shown.unfinished
        self.as_text.setEnabled(ready)
        self.as_word.setEnabled(ready)
        self.keep.setEnabled(ready)
        _fill(self._text, self._draft(shown))
        _fill(self._side, self._doubts(shown))
        self.noted.emit("")

    def _draft(self, shown: DraftShown) -> Iterator[QWidget]:
        yield PlainLabel(shown.title, "title", wrap=True)
        if shown.unfinished:
            told = N_("There is no draft yet. Finish what is listed at the right first.")
            yield PlainLabel(self.desk.say(told), "muted", wrap=True)
            return
        for text in shown.paragraphs:
            yield _paragraph(text)
        if shown.introduction:
            yield PlainLabel(shown.heading, "subtitle", wrap=True)
        for text in shown.introduction:
            yield _paragraph(text)

    def _doubts(self, shown: DraftShown) -> Iterator[QWidget]:
        for heading, found in (
            (N_("To be finished"), shown.unfinished),
            (N_("To be looked at"), shown.unsure),
        ):
            if found:
                yield PlainLabel(self.desk.say(heading), "strong")
                yield from self._listed(found)

    def _listed(self, found: Sequence[ToFinish]) -> Iterator[QWidget]:
        for each in found:
            made = QFrame()
            made.setObjectName("warning")
            box = QVBoxLayout(made)
            box.setContentsMargins(12, 10, 12, 8)
            box.setSpacing(2)
            box.addWidget(PlainLabel(each.sentence, wrap=True))
            place = Place("record", each.kind, each.id)
            link = button(self.desk.say(N_("Open")), partial(self.going.emit, place), "link")
            link.setAccessibleName(f"{self.desk.say(N_('Open'))}: {each.sentence}")
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            yield made

    def _refused(self, error: Exception) -> bool:
        self.told.emit(notice(error, self.desk.language))
        return True


def _paragraph(text: str) -> PlainLabel:
    made = PlainLabel(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _fill(box: QVBoxLayout, widgets: Iterator[QWidget]) -> None:
    while (item := box.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
