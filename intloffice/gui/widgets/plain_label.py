"""Labels that show text as it is."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from intloffice.names.unseen import made_visible

#: A path that may be wider than where it is shown, and where it may be broken.
_LONG_WORD, _BREAKABLE = re.compile(r"\S{24,}"), re.compile(r"(?<=[/\\])")
_BREAK = "\u200b"


class PlainLabel(QLabel):
    """Shows plain text: what looks like markup is shown, never obeyed.

    ``role`` chooses the look (see the stylesheet).
    """

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text, with what nobody would see in it."""
        shown = made_visible(text)
        if self.wordWrap() and not self._is_copied():
            shown = _LONG_WORD.sub(lambda word: _BREAKABLE.sub(_BREAK, word[0]), shown)
        super().setText(shown)

    def text(self) -> str:
        """Tell the text, without the places at which a path may be broken."""
        return super().text().replace(_BREAK, "")

    def _is_copied(self) -> bool:
        """Tell whether people copy from here: what they paste must be the path itself."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)


class ShortenedLabel(PlainLabel):
    """Shows one line, and an ellipsis where it does not fit."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._whole = self._visible = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    @property
    def whole(self) -> str:
        """The text, not shortened."""
        return self._whole

    def take_room(self) -> None:
        """Take the room that the whole text needs before others that are shortened."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a text, shortened to the room there is."""
        self._whole = text
        self._visible = made_visible(text)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole text, where any is asked for."""
        margins = self.contentsMargins()
        wanted = self.fontMetrics().horizontalAdvance(self._visible) + 2
        return QSize(wanted + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Do with next to nothing."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Shorten the text anew."""
        self._shorten()

    def _shorten(self) -> None:
        margins = self.contentsMargins()
        width = max(self.width() - margins.left() - margins.right(), 24)
        shown = self.fontMetrics().elidedText(self._visible, Qt.TextElideMode.ElideRight, width)
        if shown != self.text():
            self.setText(shown)


def plain_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip whose text is shown as it is."""
    text = made_visible(text)
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    widget.setToolTip(f"<span>{shown}</span>" if shown != text else text)


def for_button(text: str) -> str:
    """Give a text as a button or a menu shows it: its & is no mark for a key."""
    return made_visible(text).replace("&", "&&")
