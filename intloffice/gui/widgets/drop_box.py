"""A place to drop a file on."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from intloffice.gui.icons import icon
from intloffice.gui.theme import Theme
from intloffice.gui.widgets.plain_label import PlainLabel


class DropBox(QFrame):
    """Takes one file of a kind; ``dropped`` tells its path."""

    dropped = Signal(str)

    def __init__(
        self, theme: Theme, text: str, ending: str | tuple[str, ...], *beside: QWidget
    ) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._ending = ending
        sign = PlainLabel()
        sign.setPixmap(icon("upload", theme.colours.muted).pixmap(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 18)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(PlainLabel(text, "muted"))
        for widget in beside:
            row.addWidget(widget)
        row.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a file may be dropped, if it may."""
        if self._path(event.mimeData()):
            event.acceptProposedAction()
            self._light(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing hovers any more."""
        self._light(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self._light(over=False)
        path = self._path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _path(self, data: QMimeData) -> str:
        """Tell the path of the one file that is held; empty where it is none of ours."""
        paths = [url.toLocalFile() for url in data.urls()]
        fits = len(paths) == 1 and paths[0].lower().endswith(self._ending)
        return paths[0] if fits and self.isEnabled() else ""

    def _light(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)
