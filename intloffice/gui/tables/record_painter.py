"""Paints the cells of a list: one text each, and pills where a word says how things stand."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from intloffice.gui.theme import Theme
from intloffice.names.unseen import made_visible

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_CUT = Qt.TextElideMode.ElideRight
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_PADDING = 12
_PILL = 20

#: The ink and the ground of each word of a column that is shown as pills.
Tones = Mapping[str, tuple[QColor, QColor]]


class RecordPainter(QStyledItemDelegate):
    """Paints in Python, once per cell: half of what the style would take."""

    def __init__(
        self,
        theme: Theme,
        pills: Mapping[int, Tones],
        numbers: Collection[int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._text = QPen(theme.colour("text"))
        self._quiet = QPen(theme.colour("quiet"))
        self._line = theme.colour("line")
        self._chosen = theme.colour("chosen")
        self._ink = theme.colour("ink")
        self._usual = theme.colour("quiet"), theme.colour("hover")
        self._pills = pills
        self._numbers = numbers

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = index.column()
        if state & _SELECTED:
            painter.fillRect(room, self._chosen)
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, self._line)
        text = made_visible(index.data() or "")
        if text:
            inner = room.adjusted(_PADDING, 0, -_PADDING, 0)
            if column in self._pills:
                self._paint_pill(painter, inner, text, column)
            else:
                place = _RIGHT if column in self._numbers else _LEFT
                strong = self._is_strong(state, column)
                self._paint_text(painter, inner, text, place, strong=strong)
        if state & _FOCUSED and column == 0:
            painter.fillRect(room.left(), room.top(), 3, room.height() - 1, self._ink)

    def needed(self, metrics: QFontMetrics, text: str, column: int) -> int:
        """Tell how wide a column is that shows a text whole."""
        around = 2 * _PADDING + (_PILL if column in self._pills else 2)
        return metrics.horizontalAdvance(made_visible(text)) + around

    @staticmethod
    def _is_strong(state: QStyle.StateFlag, column: int) -> bool:
        return column == 0 and bool(state & _SELECTED)

    def _paint_text(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        place: Qt.AlignmentFlag,
        *,
        strong: bool,
    ) -> None:
        painter.setPen(self._text)
        if strong:
            painter.save()
            font = QFont(painter.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.drawText(room, place, metrics.elidedText(text, _CUT, room.width()))
        if strong:
            painter.restore()

    def _paint_pill(self, painter: QPainter, room: QRect, text: str, column: int) -> None:
        ink, ground = self._pills[column].get(text, self._usual)
        painter.save()
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, _CUT, room.width() - 16)
        width = metrics.horizontalAdvance(shown) + 16
        top = room.top() + (room.height() - _PILL) / 2
        pill = QRectF(room.left() - 2, top, width, _PILL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
        painter.setPen(ink)
        painter.drawText(pill, _CENTRE, shown)
        painter.restore()
