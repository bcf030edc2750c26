"""The files kept with a record: dropped, pasted or chosen; looked at, opened, taken out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from intloffice.gui import attaching
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ChooseFiles, ask_folder, ask_for_all, ask_where
from intloffice.gui.dialogs.name_box import NameBox
from intloffice.gui.instants import instant
from intloffice.gui.sizes import told_size
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.line import files_in
from intloffice.gui.widgets.paper_view import PaperView
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_, NN_
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from intloffice.gui.attaching import Attached, Preview
    from intloffice.gui.drawing import Drawn
    from intloffice.operations.attachments import Attachment

_LONGEST_NAME = 200


class AttachmentsView(QWidget):
    """Lists a record's files beside a preview of the chosen one.

    ``counted`` tells how many there are, ``told`` what could not be done, ``noted`` what was.
    """

    counted = Signal(int)
    told = Signal(str)
    noted = Signal(str)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose_files: ChooseFiles = ask_for_all
        self.choose_target: ChooseFile = ask_where
        self.choose_folder: ChooseFile = ask_folder
        self.open_url = QDesktopServices.openUrl
        self._desk = desk
        self._kind = kind
        self._record = 0
        self._shown: Preview | None = None
        self._drawing: Attachment | None = None
        self.found: list[Attachment] = []
        say = desk.say
        self._hint = PlainLabel("", "muted", wrap=True)
        self.table = PlainTable(desk.theme, say(N_("Files")))
        self.view = PaperView(desk.theme)
        self.view.setAccessibleName(say(N_("Preview")))
        self._add = button(f"＋ {say(N_('Add files …'))}", self._choose)
        self._paste = button(say(N_("Paste")), self.paste, "quiet")
        self._open = button(say(N_("Open")), self.open_chosen, "quiet")
        self._rename = button(say(N_("Rename …")), self._ask_name, "quiet")
        self._export = button(say(N_("Export …")), self._ask_where, "quiet")
        self._export_all = button(say(N_("Export all …")), self._ask_folder, "quiet")
        self._remove = button(say(N_("Remove")), self.remove_chosen, "quiet")
        self._arrange()
        self._connect()
        self._show([])

    def show_record(self, record_id: int) -> None:
        """List the files of a record; 0 is one that is not saved yet."""
        self._record = record_id
        if not record_id:
            self._show([])
            return
        job = partial(
            attaching.listed, folder=self._desk.folder, kind=self._kind, record_id=record_id
        )
        self._desk.jobs.read(job, partial(self._take, record_id))

    def attach(self, paths: Sequence[str]) -> None:
        """Keep files with the record."""
        if not self._record or not paths:
            return
        named = self._said()
        job = partial(
            attaching.attach,
            kind=self._kind,
            record_id=self._record,
            paths=[Path(path) for path in paths],
            author=self._desk.jobs.author,
            description=named,
        )
        self.noted.emit(self._desk.say(N_("Copying …")))
        self._desk.jobs.fill(named, job, self._attached)

    def paste(self) -> None:
        """Keep what was copied elsewhere: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        paths = files_in(data)
        if paths:
            self.attach(paths)
            return
        image = data.imageData() if data.hasImage() else None
        if not self._record or not isinstance(image, QImage) or image.isNull():
            self.told.emit(self._desk.say(N_("Neither a file nor a picture was copied.")))
            return
        named = self._said()
        job = partial(
            attaching.attach_picture,
            kind=self._kind,
            record_id=self._record,
            pasted=(image.copy(), f"{self._desk.say(N_('Pasted picture'))}.png"),
            author=self._desk.jobs.author,
            told=named,
        )
        self._desk.jobs.fill(named, job, self._attached)

    def take_keyboard(self) -> None:
        """Take the keyboard, so that Ctrl+V pastes here."""
        (self.table if self.found else self._add).setFocus()

    @property
    def chosen(self) -> "Attachment | None":
        """The file that is chosen in the list."""
        row = self.table.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def open_chosen(self) -> None:
        """Open a copy of the chosen file with the program that is for it."""
        if chosen := self.chosen:
            self._desk.jobs.run(partial(attaching.opened, chosen), self._open_copy)

    def export_chosen(self, target: str) -> None:
        """Copy the chosen file to another place."""
        if (chosen := self.chosen) and target:
            job = partial(attaching.export, chosen, Path(target))
            self._desk.jobs.run(job, self._exported)

    def remove_chosen(self) -> None:
        """Let go of the chosen file, which can be undone."""
        if chosen := self.chosen:
            named = self._desk.say(N_("Remove the file “{name}”"), name=chosen.name)
            job = partial(attaching.detach, attachment_id=chosen.id)
            self._desk.jobs.write(named, job, self._again)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only, and only for a record that is there."""
        if self._record and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the files that were dropped."""
        if paths := files_in(event.mimeData()):
            event.acceptProposedAction()
            self.attach(paths)

    def rename_chosen(self, name: str) -> None:
        """Call the chosen file otherwise, which can be undone."""
        if chosen := self.chosen:
            named = self._desk.say(N_("Rename the file “{name}”"), name=chosen.name)
            job = partial(attaching.rename, attachment_id=chosen.id, name=name)
            self._desk.jobs.write(named, job, self._renamed)

    def _deeds(self) -> tuple[QPushButton, ...]:
        """Give the buttons that do something with files that are there."""
        return self._open, self._rename, self._export, self._export_all, self._remove

    def _ask_name(self) -> None:
        if chosen := self.chosen:
            heading = self._desk.say(N_("Name of the file"))
            box = NameBox(self._desk, heading, chosen.name, self.window(), _LONGEST_NAME)
            box.line.setSelection(0, len(Path(chosen.name).stem))
            box.named.connect(self.rename_chosen)
            box.open_below(self._rename, box.line)

    def _renamed(self, name: str) -> None:
        self.noted.emit(self._desk.say(N_("The file is called {name} now."), name=name))
        self._again()
        self.table.setFocus()

    def _again(self, _done: object = None) -> None:
        self.show_record(self._record)

    def _said(self) -> str:
        return self._desk.say(N_("Attach files: {kind}"), kind=self._desk.say(self._kind.singular))

    def _attached(self, done: "Attached") -> None:
        refused = [self._desk.say(error.template, **error.facts) for error in done.refused]
        if refused:
            self.told.emit("\n".join(refused))
        forms = NN_("{n} file was attached.", "{n} files were attached.")
        self.noted.emit(self._desk.language.counted(forms, done.number))
        self._again()

    def _take(self, record_id: int, found: "list[Attachment]") -> None:
        if record_id == self._record:
            self._show(found)

    def _show(self, found: "list[Attachment]") -> None:
        say, chosen = self._desk.say, self.chosen
        self.found = found
        language = self._desk.language
        lines = [(f.name, told_size(language, f.size), instant(f.added_at)) for f in found]
        self.table.show_rows(
            [say(N_("File")), say(N_("Size")), say(N_("Added"))], lines, say(N_("Open"))
        )
        self._hint.setText(self._hinted(found))
        for widget in (self._add, self._paste):
            widget.setEnabled(bool(self._record))
        for widget in self._deeds():
            widget.setEnabled(bool(found))
        self._split.setVisible(bool(found))
        self._rest.setVisible(not found)
        self.counted.emit(len(found))
        if found:
            ids = [each.id for each in found]
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self._preview()

    def _hinted(self, found: "list[Attachment]") -> str:
        say, language = self._desk.say, self._desk.language
        if not self._record:
            return say(N_("Save the record first; files can be kept with it then."))
        if not found:
            return say(N_("Drop files here, or paste them. They are copied into the office."))
        whole = told_size(language, sum(each.size for each in found))
        forms = NN_("{n} file, {size}", "{n} files, {size}")
        return language.counted(forms, len(found), size=whole)

    def _preview(self) -> None:
        chosen = self.chosen
        if chosen is None:
            self._drawing = self._shown = None
            self.view.show_message("")
        elif self._drawing is None or self._drawing.id != chosen.id:
            self._drawing, self._shown = chosen, None
            self.view.show_message("")
            job = partial(attaching.preview, chosen)
            self._desk.jobs.run(job, partial(self._take_preview, chosen))

    def _take_preview(self, attachment: "Attachment", preview: "Preview") -> None:
        if attachment is not self._drawing:
            return
        self._shown = preview
        if preview.template:
            self.view.show_message(self._desk.say(preview.template, name=attachment.name))
        else:
            self.view.show_pages(preview.sizes, ())

    def _draw(self, pages: Sequence[int], scale: float) -> None:
        if self._shown and self._shown.sizes:
            job = partial(attaching.draw, self._shown, list(pages), scale)
            self._desk.jobs.run(job, partial(self._take_drawn, self._shown, scale), self._fail)

    def _take_drawn(self, shown: "Preview", scale: float, drawn: "list[Drawn]") -> None:
        if shown is self._shown:
            self.view.take(drawn, scale)

    def _fail(self, _error: Exception) -> bool:
        name = self._drawing.name if self._drawing else ""
        sentence = N_("{name} cannot be shown here. Open or export it.")
        self.view.show_message(self._desk.say(sentence, name=name))
        return True

    def _open_copy(self, path: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            say = self._desk.say
            self.told.emit(say(N_("No program is known that opens {name}."), name=path.name))

    def _exported(self, path: Path) -> None:
        self.noted.emit(self._desk.say(N_("Written to {path}."), path=path))

    def _choose(self) -> None:
        title = self._desk.say(N_("Add files"))
        self.attach(self.choose_files(self, title))

    def _ask_where(self) -> None:
        if chosen := self.chosen:
            title = self._desk.say(N_("Export a file"))
            self.export_chosen(self.choose_target(self, title, chosen.name, ""))

    def _ask_folder(self) -> None:
        title = self._desk.say(N_("Export all files"))
        if folder := self.choose_folder(self, title, "", ""):
            job = partial(attaching.export_all, list(self.found), Path(folder))
            self._desk.jobs.run(job, self._exported)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._add, self._paste):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        for widget in self._deeds():
            row.addWidget(widget)
        box.addLayout(row)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.view)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        box.addWidget(self._split, 1)
        self._rest = QWidget()
        box.addWidget(self._rest, 1)
        self.table.setMinimumWidth(280)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._preview)
        self.table.opened.connect(lambda _row: self.open_chosen())
        self.view.wanted.connect(self._draw)
        for keys, act in (
            ("Ctrl+V", self.paste),
            ("Delete", self.remove_chosen),
            ("F2", self._ask_name),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
