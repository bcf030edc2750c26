"""Characters that are being composed: until they are chosen, keys are for the input method."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget


class Composing(QObject):
    """Lets neither keys nor shortcuts act in a widget in which a character is being composed.

    Whatever filters the widget's events too must be installed before, to be asked after this.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._composes = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the composing, and hold keys back meanwhile."""
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self._composes = bool(event.preeditString())
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._composes = False
        elif self._composes and kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif self._composes and kind == QEvent.Type.KeyPress:
            return True
        return super().eventFilter(watched, event)
