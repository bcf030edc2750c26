"""A small box under the button that opened it; Escape, or a click elsewhere, puts it away."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from intloffice.gui.widgets.plain_label import PlainLabel


class Popup(QFrame):
    """Holds what is asked; it is freed when it is closed."""

    def __init__(self, heading: str, parent: QWidget, width: int = 340) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAccessibleName(heading)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 12)
        self.box.setSpacing(8)
        self.box.addWidget(PlainLabel(heading, "strong"))
        self.setFixedWidth(width)

    def fit(self) -> None:
        """Be as high as what is inside needs at this width."""
        self.ensurePolished()
        self.box.activate()
        wraps = self.box.hasHeightForWidth()
        high = self.box.totalHeightForWidth(self.width()) if wraps else 0
        self.resize(self.width(), high or self.box.totalSizeHint().height())

    def open_below(self, opener: QWidget, focused: QWidget) -> None:
        """Show the box under a widget, inside its screen, with the keyboard where one types."""
        self.fit()
        corner = opener.mapToGlobal(QPoint(0, opener.height() + 2))
        room = opener.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width() - 8))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height() - 8))
        self.move(x, y)
        self.show()
        focused.setFocus()
