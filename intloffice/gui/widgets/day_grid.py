"""Days in weeks, with what happens on them: to be looked at, moved by mouse and by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from intloffice.gui.theme import SECOND, Theme
from intloffice.gui.widgets.plain_label import plain_tip
from intloffice.i18n import Language
from intloffice.names.unseen import made_visible

_HEAD, _GUTTER = 28, 36
#: The height of an entry in a month and in a week, where its text may take several lines.
_LINE, _HIGH_LINE, _TEXT = 20, 56, 17
_GAP, _NUMBER = 2, 26
_WEEK = 7
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}


@dataclass(frozen=True)
class Shown:
    """Something on one or several days, both included; ``tone`` chooses its colour.

    ``key`` is handed back when it is opened or moved.
    """

    key: Any
    first: date
    last: date
    text: str
    tone: str
    moves: bool = False


@dataclass(frozen=True)
class _Bar:
    """A part of an entry in one week: its row of the week, its line there, its days."""

    shown: Shown
    week: int
    line: int
    begins: int
    ends: int


class DayGrid(QWidget):
    """Shows weeks from a day on.

    ``chosen`` tells the day one is on, ``opened`` an entry that was clicked, ``moved`` an entry
    and by how many days it was dragged; ``making`` asks for something new on a day; ``turned``
    asks for an earlier (-1) or later (1) page, ``listed`` for the list of a day that holds several.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object, int)
    making = Signal(object)
    turned = Signal(int)
    listed = Signal()

    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self._first, self._weeks = date(2000, 1, 3), 6
        self._month = 0
        self._today = date(2000, 1, 1)
        self._entries: tuple[Shown, ...] = ()
        self._bars: list[_Bar] = []
        self._day = self._first
        self._pressed: tuple[Shown, date, QPoint] | None = None
        self._over: date | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(7 * 64 + _GUTTER, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def day(self) -> date:
        """The day one is on."""
        return self._day

    @property
    def first(self) -> date:
        """The first day that is shown."""
        return self._first

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return self._first + timedelta(days=self._weeks * _WEEK - 1)

    def show_days(self, first: date, weeks: int, today: date, month: int = 0) -> None:
        """Show so many weeks from a day on; days of another month than that given are pale."""
        self._first, self._weeks, self._today, self._month = first, weeks, today, month
        self._arrange()

    def show_entries(self, entries: Sequence[Shown]) -> None:
        """Show what there is."""
        self._entries = tuple(entries)
        self._arrange()

    def choose(self, day: date) -> None:
        """Go to a day that is shown."""
        self._day = day
        self.setAccessibleDescription(self.described(day))
        self.update()
        self.chosen.emit(day)

    def described(self, day: date) -> str:
        """Tell a day and what is on it, for those who cannot see it."""
        day_said = self._language.day(day)
        texts = [each.text for each in self.on(day)]
        if not texts:
            return day_said
        return self._language.labelled(day_said, self._language.listed(texts))

    def on(self, day: date) -> list[Shown]:
        """List what there is on a day."""
        return [each for each in self._entries if each.first <= day <= each.last]

    def sizeHint(self) -> QSize:
        """Ask for room for a month."""
        return QSize(760, 620)

    def resizeEvent(self, event: Any) -> None:
        """Give the lines their place anew."""
        self._arrange()
        super().resizeEvent(event)

    # Where everything is.

    def _cell(self, day: date) -> QRect:
        number = (day - self._first).days
        week, column = divmod(number, _WEEK)
        left, right = self._edge(column), self._edge(column + 1)
        top, bottom = self._top(week), self._top(week + 1)
        return QRect(left, top, right - left, bottom - top)

    def _edge(self, column: int) -> int:
        return _GUTTER + (self.width() - _GUTTER) * column // _WEEK

    def _top(self, week: int) -> int:
        return _HEAD + (self.height() - _HEAD) * week // self._weeks

    def day_at(self, point: QPoint) -> date | None:
        """Tell the day at a point."""
        day = self._first
        while day <= self.last:
            if self._cell(day).contains(point):
                return day
            day += timedelta(days=1)
        return None

    def rect_of(self, key: Any) -> QRect:
        """Tell where an entry begins to be shown; empty where it is not."""
        return next((self._place(bar) for bar in self._bars if bar.shown.key == key), QRect())

    def _lines(self) -> int:
        """Tell how many entries fit on a day, one line kept for telling of more."""
        height = (self.height() - _HEAD) // self._weeks - _NUMBER
        return max(1, height // (self._line_height() + _GAP))

    def _line_height(self) -> int:
        return _LINE if self._weeks > 1 else _HIGH_LINE

    def _arrange(self) -> None:
        """Give each entry a line in each week, the long ones first."""
        self._bars = []
        for week in range(self._weeks):
            begin = self._first + timedelta(days=week * _WEEK)
            end = begin + timedelta(days=_WEEK - 1)
            here = [each for each in self._entries if each.first <= end and each.last >= begin]
            here.sort(key=lambda each: (each.first, -(each.last - each.first).days))
            taken: list[int] = []
            for each in here:
                begins, ends = max(each.first, begin), min(each.last, end)
                columns = (begins - begin).days, (ends - begin).days
                line = next((n for n, free in enumerate(taken) if free <= columns[0]), len(taken))
                taken[line : line + 1] = [columns[1] + 1]
                self._bars.append(_Bar(each, week, line, *columns))
        self.update()

    def _place(self, bar: _Bar) -> QRect:
        left, right = self._edge(bar.begins) + 3, self._edge(bar.ends + 1) - 4
        height = self._line_height()
        top = self._top(bar.week) + _NUMBER + bar.line * (height + _GAP)
        return QRect(left, top, right - left, height)

    def _is_shown(self, bar: _Bar) -> bool:
        """Tell whether there is room for a bar, and for telling of others below it."""
        room = self._lines()
        if bar.line < room - 1:
            return True
        below = [
            other
            for other in self._bars
            if other.week == bar.week
            and other.line >= room - 1
            and other.begins <= bar.ends
            and other.ends >= bar.begins
        ]
        return bar.line == room - 1 and len(below) == 1

    def _hidden(self, day: date) -> int:
        week, column = divmod((day - self._first).days, _WEEK)
        return sum(
            bar.week == week and bar.begins <= column <= bar.ends and not self._is_shown(bar)
            for bar in self._bars
        )

    def _bar_at(self, point: QPoint) -> _Bar | None:
        return next(
            (b for b in self._bars if self._is_shown(b) and self._place(b).contains(point)), None
        )

    # What it does.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to another day, Page keys turn, Enter opens, Insert makes something."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Insert:
            self.making.emit(self._day)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self.on(self._day)) == 1:
            self.opened.emit(self.on(self._day)[0].key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.on(self._day):
            self.listed.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, day: date) -> None:
        if not self._first <= day <= self.last:
            self.turned.emit(1 if day > self.last else -1)
        self.choose(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day, and take hold of what is there."""
        point = event.position().toPoint()
        day = self.day_at(point)
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        bar = self._bar_at(point)
        self._pressed = (bar.shown, day, point) if bar else None
        self.choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where what is held would go, or that something can be taken hold of."""
        point = event.position().toPoint()
        if self._pressed and self._pressed[0].moves:
            far = (point - self._pressed[2]).manhattanLength() > 8
            self._over = self.day_at(point) if far or self._over else None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
            return
        shape = Qt.CursorShape.PointingHandCursor if self._bar_at(point) else None
        self.setCursor(shape) if shape else self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what is held where one is; open it where it was not moved."""
        pressed, over = self._pressed, self._over
        self._pressed = self._over = None
        self.unsetCursor()
        self.update()
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if over is None:
            self.opened.emit(pressed[0].key)
        elif over != pressed[1]:
            self.moved.emit(pressed[0].key, (over - pressed[1]).days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Make something where there is nothing."""
        point = event.position().toPoint()
        day = self.day_at(point)
        if day and self._bar_at(point) is None:
            self.making.emit(day)

    def event(self, event: QEvent) -> bool:
        """Tell the whole text of what is too short to be read."""
        if event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(event.pos())  # type: ignore[attr-defined]
            plain_tip(self, bar.shown.text if bar else "")
        return super().event(event)

    # How it looks.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days, then what is on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for number in range(self._weeks * _WEEK):
            self._paint_day(painter, self._first + timedelta(days=number))
        for bar in self._bars:
            if self._is_shown(bar):
                self._paint_bar(painter, bar)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(_sized(self.font(), 12))
        painter.setPen(self._theme.colour("muted"))
        for column in range(_WEEK):
            room = QRect(self._edge(column), 0, self._edge(column + 1) - self._edge(column), _HEAD)
            name = self._language.weekday(self._first + timedelta(days=column))
            painter.drawText(room.adjusted(8, 0, 0, 0), _LEFT, name)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell, colour = self._cell(day), self._theme.colour
        if day == self._over:
            painter.fillRect(cell, colour("chosen"))
        elif day.weekday() > 4:
            painter.fillRect(cell, colour("side"))
        painter.fillRect(cell.left(), cell.top(), cell.width(), 1, colour("line"))
        if (day - self._first).days % _WEEK == 0:
            painter.setFont(_sized(self.font(), 11))
            painter.setPen(colour("muted"))
            week = QRect(0, cell.top() + 4, _GUTTER - 6, _NUMBER - 6)
            thursday = day + timedelta(days=(3 - day.weekday()) % _WEEK)
            painter.drawText(week, _RIGHT, str(thursday.isocalendar().week))
        else:
            painter.fillRect(cell.left(), cell.top(), 1, cell.height(), colour("line"))
        self._paint_number(painter, day, cell)
        if hidden := self._hidden(day):
            painter.setFont(_sized(self.font(), 11))
            painter.setPen(colour("quiet"))
            room = cell.adjusted(8, cell.height() - _LINE, -4, -1)
            painter.drawText(room, _LEFT, f"+{self._language.number(hidden)}")
        if day == self._day:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("ink" if self.hasFocus() else "field_line"))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))
            painter.drawRect(cell.adjusted(2, 2, -2, -2))

    def _paint_number(self, painter: QPainter, day: date, cell: QRect) -> None:
        colour = self._theme.colour
        painter.setFont(_sized(self.font(), 13))
        room = QRect(cell.left() + 5, cell.top() + 4, 22, 20)
        if day == self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(room.center() + QPoint(1, 1), 11, 11)
            painter.setPen(QColor("white"))
        else:
            pale = self._month and day.month != self._month
            painter.setPen(colour("muted" if pale else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_bar(self, painter: QPainter, bar: _Bar) -> None:
        ground, strip = self._tone(bar.shown.tone)
        room = self._place(bar)
        held = self._over is not None and self._pressed and self._pressed[0] is bar.shown
        painter.setOpacity(0.5 if held else 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(room, 3, 3)
        painter.setBrush(strip)
        painter.drawRoundedRect(QRect(room.left(), room.top(), 4, room.height()), 2, 2)
        painter.setFont(_sized(self.font(), 12))
        painter.setPen(self._theme.colour("text"))
        inner = room.adjusted(9, 0, -4, 0)
        lines = _broken(made_visible(bar.shown.text), painter.font(), inner)
        top = inner.top() + (inner.height() - len(lines) * _TEXT) // 2
        for number, line in enumerate(lines):
            here = QRect(inner.left(), top + number * _TEXT, inner.width(), _TEXT)
            painter.drawText(here, _LEFT, line)
        painter.setOpacity(1)

    def _tone(self, tone: str) -> tuple[QColor, QColor]:
        colour = self._theme.colour
        return {
            "meeting": (colour("chosen"), colour("accent")),
            "expert": (colour("waiting_ground"), QColor(SECOND)),
            "follow-up": (colour("good_ground"), colour("good")),
        }.get(tone, (colour("hover"), colour("muted")))


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _broken(text: str, font: QFont, room: QRect) -> list[str]:
    """Break a text into the lines that fit; what is left over is cut in the last."""
    metrics, most = QFontMetrics(font), max(1, room.height() // _TEXT)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(room.width(), 1))
        starts.append(line.textStart())
    layout.endLayout()
    lines = [text[begin:end].strip() for begin, end in pairwise([*starts, len(text)])]
    return [metrics.elidedText(each, Qt.TextElideMode.ElideRight, room.width()) for each in lines]


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
