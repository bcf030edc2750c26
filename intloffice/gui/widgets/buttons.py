"""Buttons and headings, made alike everywhere."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QTextEdit,
    QToolButton,
    QWidget,
)

from intloffice.gui.icons import icon
from intloffice.gui.theme import Theme
from intloffice.gui.widgets.plain_label import for_button, plain_tip

_NONE = Qt.KeyboardModifier.NoModifier
_TYPED_INTO = (QLineEdit, QTextEdit, QPlainTextEdit)


def button(text: str, pressed: Callable[[], object], role: str = "") -> QPushButton:
    """Make a button; ``role`` chooses the look: primary, quiet or link."""
    made = _Button(for_button(text))
    if role:
        made.setProperty("role", role)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def icon_button(theme: Theme, name: str, text: str, pressed: Callable[[], object]) -> QToolButton:
    """Make a button that shows an icon only; ``text`` is its name and its tip."""
    made = QToolButton()
    made.setProperty("role", "quiet")
    made.setIcon(icon(name, theme.colours.quiet))
    made.setIconSize(QSize(16, 16))
    made.setAccessibleName(text)
    plain_tip(made, text)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


class _Button(QPushButton):
    """A button that Enter presses too, but only while the keyboard is on it.

    While it is disabled, as long as what it began goes on, it has no keyboard. It takes it back
    then from another button to which Qt has passed it on. Qt does not pass it on to a line, where
    one would type what was meant for nobody; whoever has gone to a line keeps it.
    """

    _pushed_out = False
    _passed_to: QWidget | None = None

    def setEnabled(self, enabled: bool) -> None:
        """Remember where the keyboard was, also in a window behind the box that was just closed."""
        if not enabled and self.isEnabled():
            self._pushed_out = self.window().focusWidget() is self
        super().setEnabled(enabled)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remember that the keyboard went only because the button was disabled."""
        self._pushed_out = not self.isEnabled()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the keyboard back once the button is enabled again."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.EnabledChange or not self._pushed_out:
            return
        now = self.window().focusWidget()
        if not self.isEnabled():
            beside = self.parentWidget()
            if isinstance(now, _TYPED_INTO) and beside:
                beside.setFocus()
                now = beside
            self._passed_to = now
            return
        self._pushed_out = False
        is_button = isinstance(now, QPushButton | QToolButton)
        if now is self._passed_to and (is_button or now is self.parentWidget()):
            self.setFocus()
        self._passed_to = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        if enter and plain and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Tile(QAbstractButton):
    """A button with a layout of its own inside; ``role`` chooses the look.

    It is no QPushButton, whose height the stylesheet sets.
    """

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the room that what is inside needs."""
        inner = self.layout()
        return inner.sizeHint() if inner else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Tell whether what is inside needs more height where there is less width."""
        inner = self.layout()
        return bool(inner and inner.hasHeightForWidth())

    def heightForWidth(self, width: int) -> int:
        """Tell how high what is inside must be for a width."""
        inner = self.layout()
        return inner.heightForWidth(width) if inner else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground as the stylesheet has it."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()


def rule() -> QFrame:
    """Draw a thin line across."""
    line = QFrame()
    line.setObjectName("rule")
    return line


class Segments(QWidget):
    """One choice of a few, all in sight."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], current: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for word, label in choices.items():
            made = QPushButton(for_button(label))
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setAutoDefault(False)
            # Latin and Chinese letters are not equally high; the choices beside one another are
            made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.MinimumExpanding)
            self._group.addButton(made)
            self._buttons[word] = made
            row.addWidget(made, 1)
        self._buttons[current].setChecked(True)
        self.setFocusProxy(self._buttons[current])
        self._group.buttonClicked.connect(self._tell)

    def current(self) -> str:
        """Tell what is chosen."""
        return next(word for word, made in self._buttons.items() if made.isChecked())

    def show_choice(self, word: str) -> None:
        """Show a choice, and tell nobody."""
        chosen = self._buttons[word]
        chosen.setChecked(True)
        self.setFocusProxy(chosen)
        if any(each.hasFocus() for each in self._buttons.values()):
            chosen.setFocus()

    def choose(self, word: str) -> None:
        """Choose as if it had been clicked."""
        self._buttons[word].click()

    def _tell(self) -> None:
        word = self.current()
        self.setFocusProxy(self._buttons[word])
        self.chosen.emit(word)
