"""A text kept once per language: its editors together under one label."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.editors.editor import Editor
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import OWN_NAMES

_SHORT = {"en": "En", "zh": "中", "ja": "日"}


class Translations(QWidget):
    """Shows the editors of a text in each language, one under the other.

    Folded, only the text in the window's language is in sight until one goes there.
    """

    def __init__(self, editors: Sequence[Editor], current: str, *, folded: bool = False) -> None:
        super().__init__()
        self._folded = folded
        self._current = current
        self._lines: dict[str, QWidget] = {}
        self._editors = {editor.field.language: editor for editor in editors}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0 if folded else 6)
        for editor in editors:
            line = self._line(editor)
            self._lines[editor.field.language] = line
            box.addWidget(line)
        self.setFocusProxy(editors[0])
        self.fold()

    def fold(self) -> None:
        """Leave in sight only the text in the window's language, or the first there is."""
        if not self._folded:
            return
        filled = [code for code, editor in self._editors.items() if _is_filled(editor)]
        shown = self._current if self._current in filled or not filled else filled[0]
        for code, line in self._lines.items():
            line.setVisible(code == shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Unfold when one comes, fold when one goes."""
        if event.type() == QEvent.Type.FocusIn:
            for line in self._lines.values():
                line.show()
        elif event.type() == QEvent.Type.FocusOut and not self._holds_focus():
            self.fold()
        return super().eventFilter(watched, event)

    def _holds_focus(self) -> bool:
        now = self.window().focusWidget()
        return now is not None and self.isAncestorOf(now) and now.hasFocus()

    def _line(self, editor: Editor) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        tag = PlainLabel(_SHORT[editor.field.language], "tag")
        tag.setFixedWidth(20)
        tag.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        tag.setContentsMargins(0, 8, 0, 0)
        tag.setToolTip(OWN_NAMES[editor.field.language])
        row.addWidget(tag)
        row.addWidget(editor, 1)
        if self._folded and (face := editor.focusProxy()):
            face.installEventFilter(self)
        return line


def _is_filled(editor: Editor) -> bool:
    try:
        return bool(editor.value())
    except InvalidValueError:
        return True
