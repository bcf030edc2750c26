"""A closed list from which one is chosen, by mouse or by typing any part of what it is called."""

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QStyledItemDelegate

from intloffice.names.sought import fit

#: Of so many choices each is seen without scrolling.
_MOST = 16
#: What is typed within so many milliseconds of the sign before goes on from it.
_PAUSE = 1200


class Choices(QComboBox):
    """A closed list that is not turned by scrolling past it.

    Who types goes to the choice that begins so, else to one that holds it in its words, or is read
    so in pinyin: what is typed in one go is sought together.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setView(_Sought())
        self.setItemDelegate(QStyledItemDelegate(self))  # looks as the other lists do
        self.setMaxVisibleItems(_MOST)

    def showPopup(self) -> None:
        """Lay the list out as it looks now, or its rows have the height they had without a look."""
        self.view().ensurePolished()
        self.view().doItemsLayout()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a blank as part of what is being typed."""
        view = self.view()
        if event.key() == Qt.Key.Key_Space and isinstance(view, _Sought) and view.is_typing:
            before = self.currentIndex()
            view.keyboardSearch(" ")
            row = view.currentIndex().row()
            if row not in (before, -1):
                self.setCurrentIndex(row)
                self.activated.emit(row)
            return
        super().keyPressEvent(event)


class _Sought(QListView):
    """The list of choices; finds one anywhere in its words."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._since = QElapsedTimer()

    @property
    def is_typing(self) -> bool:
        """Whether the last sign was typed just now."""
        if not self._since.isValid():
            return False
        return self._since.elapsed() < max(_PAUSE, QApplication.keyboardInputInterval())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a blank as part of what is being typed."""
        if event.key() == Qt.Key.Key_Space and self.is_typing:
            self.keyboardSearch(" ")
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the choice that fits best; the same letter again goes to the next that fits."""
        again = self.is_typing and search == self._typed
        self._typed = search if again or not self.is_typing else self._typed + search
        self._since.start()
        rows = self._fitting(self._typed)
        if not rows:
            return
        now = self.currentIndex().row()
        row = rows[(rows.index(now) + 1) % len(rows)] if again and now in rows else rows[0]
        index = self.model().index(row, self.modelColumn(), self.rootIndex())
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, how)

    def _fitting(self, typed: str) -> list[int]:
        model, root = self.model(), self.rootIndex()
        places = []
        for row in range(model.rowCount(root)):
            place = fit(typed, str(model.index(row, self.modelColumn(), root).data() or ""))
            if place is not None:
                places.append((place, row))
        return [row for _, row in sorted(places)]
