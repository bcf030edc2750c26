"""Makes a record in place, where a reference to it is wanted."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui import asking
from intloffice.gui.asking import Beginning
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import KEPT_AFTER, Draft
from intloffice.gui.editors.record_form import RecordForm
from intloffice.gui.editors.similar_strip import SimilarStrip
from intloffice.gui.place import Place
from intloffice.gui.widgets.banner import Banner
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.names.pinyin import surname_of
from intloffice.schema.kind import Kind
from intloffice.schema.value import InvalidRecordError


class NewRecordDialog(QDialog):
    """Shows an empty form that starts from the name that was typed."""

    added = Signal(int, str)

    def __init__(self, desk: Desk, kind: Kind, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.kind = kind
        title = desk.say(N_("New: {kind}"), kind=desk.say(kind.singular))
        self.setWindowTitle(title)
        self._place = Place("inner", kind.name)
        self._uuid = str(uuid4())
        self.form = RecordForm(desk, kind)
        self.banner = Banner(desk.theme, desk.language)
        self.similar = SimilarStrip(desk, self.form)
        self.similar.chosen.connect(self._take_instead)
        self._keeping = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._keeping.timeout.connect(self._keep)
        self.problem = PlainLabel("", "problem", wrap=True)
        self.problem.hide()
        self._lay_out(title)
        self.resize(760, 620)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self._start_from(name)
        self.similar.ask()
        self.form.edited.connect(self._keep_soon)
        known = desk.kinds, desk.language.code
        job = partial(asking.beginning, kind=kind, page=self._place.page, desk=known)
        desk.jobs.read(job, self._offer)

    def reject(self) -> None:
        """Close without saving: what was entered is offered when one comes again."""
        if self._keeping.isActive():
            self._keep()
        super().reject()

    def save(self) -> None:
        """Save the record, and hand it to the one who asked for it."""
        if not self.form.is_ready():
            return
        try:
            values, rows = self.form.values(), self.form.row_values()
        except InvalidValueError:
            return
        lines = {name: [line for _, line in given] for name, given in rows.items()}
        kind = self.desk.say(self.kind.singular)
        named = self.desk.say(N_("New: {kind}"), kind=kind)
        self._keeping.stop()
        job = partial(
            asking.add,
            kind=self.kind,
            values=values,
            rows=lines,
            uuid=self._uuid,
            page=self._place.page,
        )
        self.desk.jobs.write(named, job, self._ask_caption, self._refused)

    def _lay_out(self, title: str) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(24, 0, 24, 16)
        inner.addWidget(self.similar)
        inner.addWidget(self.form)
        scroll.setWidget(holder)
        foot = QFrame()
        foot.setObjectName("strip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(self.problem, 1)
        row.addStretch()
        row.addWidget(button(self.desk.say(N_("Cancel")), self._give_up))
        self.save_button = button(self.desk.say(N_("Save")), self.save, "primary")
        row.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(0)
        head = PlainLabel(title, "title")
        head.setContentsMargins(24, 0, 24, 8)
        box.addWidget(head)
        box.addWidget(self.banner)
        box.addWidget(scroll, 1)
        box.addWidget(foot)

    def _keep_soon(self) -> None:
        if not self._keeping.isActive():
            self._keeping.start()

    def _keep(self) -> None:
        self._keeping.stop()
        draft = Draft(0, *self.form.typed(), self.form.captions(), self._uuid)
        self.desk.drafts.keep(self._place, draft)

    def _give_up(self) -> None:
        self._keeping.stop()
        self.desk.drafts.drop(self._place)
        self.reject()

    def _take_instead(self, record_id: int, caption: str) -> None:
        """Take a record that is there already for the one that was to be made."""
        self._keeping.stop()
        self.desk.drafts.drop(self._place)
        self._finish(record_id, caption)

    def _offer(self, beginning: Beginning) -> None:
        """Put what the record begins with; offer what was entered before and not saved."""
        self.form.begin(beginning.ourselves.id, beginning.ourselves.caption)
        drafts, say = self.desk.drafts, self.desk.say
        draft = drafts.get(self._place)
        if draft is None and beginning.draft:
            draft = drafts.bring_back(self._place, beginning.draft)
        if draft:
            self.banner.offer(
                say(N_("You began a record here before and did not save it.")),
                say(N_("Bring it back")),
                partial(self._bring_back, draft),
            )

    def _bring_back(self, draft: Draft) -> None:
        self._uuid = draft.uuid
        self.form.show_draft(draft)
        self.banner.hide()

    def _ask_caption(self, record_id: int) -> None:
        self.desk.drafts.forget(self._place)
        language = self.desk.language.code
        job = partial(asking.caption, kind=self.kind, record_id=record_id, language=language)
        self.desk.jobs.read(job, partial(self._finish, record_id))

    def _finish(self, record_id: int, caption: str) -> None:
        self.added.emit(record_id, caption)
        self.accept()

    def _refused(self, error: Exception) -> bool:
        if not isinstance(error, InvalidRecordError):
            return False
        self.form.show_problems(error.problems)
        return True

    def _start_from(self, name: str) -> None:
        if self.kind.title.person:
            self._start_from_person(name)
        elif self.kind.title.names:
            rows = self.form.rows[self.kind.title.names]
            language = _language_of(name)
            line = {"text": name, "language": language, "type": "official", "preferred": True}
            rows.show_rows([(None, line)], {})
            rows.edited.emit()
        else:
            stem = self.kind.title.fields[0]
            code = self.desk.language.code
            target = stem if stem in self.form.editors else f"{stem}_{code}"
            if target in self.form.editors and not target.endswith("_id"):
                self.form.show_values({target: name}, {})
        (self.form.needed() or self.form).setFocus()

    def _start_from_person(self, name: str) -> None:
        language = _language_of(name)
        if language == "en":
            given, _, family = name.rpartition(" ")
        else:
            parts = name.split()
            begins = surname_of(name)
            family, given = parts if len(parts) == 2 else (begins, name[len(begins) :])
            if len(parts) == 1:
                job = partial(asking.family_in, name=name)
                self.desk.jobs.read(job, partial(self._divide, name, (family, given)))
        self._show_parts(family or name, given)

    def _divide(self, name: str, shown: tuple[str, str], family: str) -> None:
        """Divide a name where another of that family is on record, unless it was edited since."""
        there = tuple(self.form.editors[n].typed() for n in ("family_native", "given_native"))
        if family and there == shown:
            self._show_parts(family, name[len(family) :])

    def _show_parts(self, family: str, given: str) -> None:
        self.form.show_values({"family_native": family, "given_native": given}, {})


def _language_of(name: str) -> str:
    if any("\u3040" <= sign <= "\u30ff" for sign in name):
        return "ja"
    if any("\u4e00" <= sign <= "\u9fff" for sign in fold(name)):
        return "zh"
    return "en"
