"""Printed pages on a desk: one below the other, drawn as sharp as the screen, their facts alive."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from intloffice.gui.theme import Theme

if TYPE_CHECKING:
    from intloffice.briefing.pdf import Region
    from intloffice.gui.drawing import Drawn

_MARGIN = 24
_GAP = 24
#: A4 at its own size on a screen of 96 dots an inch, and the most that a page is widened to fit.
_POINT = 96 / 72
_WIDEST = 1.15
_LEAST, _MOST = 0.3, 3.0
_STEP = 1.2
_SHADOW = 12
_REACH = QRectF(-3, -2, 6, 4)
_CHOSEN = QColor("#c9851f")
_FACT_KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_OPEN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_SCROLL_KEYS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: 1}


class PaperView(QAbstractScrollArea):
    """Shows the pages of a file whose pictures others draw.

    ``wanted`` asks for pages, counted from 1, with so many pixels to the point; ``fact_opened``
    names the fact that was clicked, ``zoomed`` tells the size in parts of the true one.
    """

    wanted = Signal(object, float)
    fact_opened = Signal(str)
    zoomed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: tuple[QSizeF, ...] = ()
        self._regions: tuple[Region, ...] = ()
        self._keys: list[str] = []
        self._pictures: dict[int, QImage] = {}
        self._awaited: set[int] = set()
        self._zoom = 0.0
        self._scale = 0.0
        self._hovered: Region | None = None
        self._focused = ""
        self._message = ""
        self.chosen = ""
        self.setObjectName("canvas")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a sheet may just fit: a bar that came and went would change its size for ever
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._ask)

    def show_pages(self, sizes: Sequence[tuple[float, float]], regions: "Sequence[Region]") -> None:
        """Show other pages, of sizes in points, with the facts that stand on them.

        The old pictures stay until the new are drawn.
        """
        self._message = ""
        self._sizes = tuple(QSizeF(*size) for size in sizes)
        self._regions = tuple(regions)
        self._keys = list(dict.fromkeys(region.fact for region in regions))
        self._hovered = None
        self._focused = self._focused if self._focused in self._keys else ""
        self.chosen = self.chosen if self.chosen in self._keys else ""
        self._awaited.clear()
        self._pictures = {n: p for n, p in self._pictures.items() if n <= len(self._sizes)}
        self._lay_out(redraw=True)

    def show_message(self, sentence: str) -> None:
        """Show a sentence instead of pages."""
        self._sizes, self._regions, self._keys = (), (), []
        self._pictures.clear()
        self._awaited.clear()
        self._hovered, self._focused, self.chosen = None, "", ""
        self._message = sentence
        self._lay_out(redraw=False)

    def take(self, drawn: "Sequence[Drawn]", scale: float) -> None:
        """Take the pictures of pages; those of another size than is shown are not for now."""
        if scale != self.pixels_per_point:
            return
        for page in drawn:
            made = QImage(
                page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32
            ).copy()
            made.setDevicePixelRatio(self.devicePixelRatioF())
            self._pictures[page.page] = made
        self.viewport().update()

    def choose(self, fact: str) -> None:
        """Mark a fact as the one that is open; none where it is empty."""
        self.chosen = fact
        self.viewport().update()

    def reveal(self, fact: str) -> None:
        """Scroll to where a fact stands first."""
        rectangle = next((self._place(r) for r in self._regions if r.fact == fact), None)
        if rectangle is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rectangle.top() < _MARGIN or rectangle.bottom() > height - _MARGIN:
            bar.setValue(int(bar.value() + rectangle.center().y() - height / 3))

    def zoom(self, direction: int) -> None:
        """Enlarge (1), make smaller (-1), or fit the page to the view (0)."""
        before = self._scale / _POINT
        if direction:
            self._zoom = min(_MOST, max(_LEAST, before * _STEP**direction))
        else:
            self._zoom = 0.0
        self._lay_out(redraw=False)

    @property
    def pixels_per_point(self) -> float:
        """How fine the pages are to be drawn."""
        return round(self._scale * self.devicePixelRatioF(), 4)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts in the order in which they stand."""
        return tuple(self._keys)

    def centre_of(self, fact: str) -> QPoint:
        """Tell where in the view a fact stands first."""
        found = next(region for region in self._regions if region.fact == fact)
        return self._place(found).center().toPoint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the view."""
        self._lay_out(redraw=False)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on a finer screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(redraw=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, and the facts that are pointed at."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("canvas"))
        if self._message:
            painter.setPen(self._theme.colour("muted"))
            room = self.viewport().rect().adjusted(48, 0, -48, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._message)
        for page, sheet in self._sheets():
            if sheet.intersects(QRectF(event.rect()).adjusted(-_SHADOW, 0, _SHADOW, _SHADOW)):
                self._paint_sheet(painter, page, sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_facts(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the fact under the pointer."""
        self._hover(self._region_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard."""
        self.setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the fact that was clicked."""
        region = self._region_at(event.position())
        if region and event.button() == Qt.MouseButton.LeftButton:
            self._focused = region.fact
            self.fact_opened.emit(region.fact)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, and scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from fact to fact, and open one."""
        key = Qt.Key(event.key())
        if key in _FACT_KEYS and self._keys:
            self._step(_FACT_KEYS[key])
        elif key in _OPEN_KEYS and self._focused:
            self.fact_opened.emit(self._focused)
        elif key in _SCROLL_KEYS:
            self.verticalScrollBar().setValue(
                _SCROLL_KEYS[key] * self.verticalScrollBar().maximum()
            )
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int) -> None:
        at = self._keys.index(self._focused) + direction if self._focused in self._keys else 0
        self._focused = self._keys[at % len(self._keys)]
        self.setAccessibleDescription(self._focused)
        self.reveal(self._focused)
        self.viewport().update()

    def _hover(self, region: "Region | None") -> None:
        if region is self._hovered:
            return
        self._hovered = region
        hand = Qt.CursorShape.PointingHandCursor if region else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self.viewport().update()

    def _lay_out(self, *, redraw: bool) -> None:
        before = self._scale
        widest = max((size.width() for size in self._sizes), default=595.0)
        fitting = (self.viewport().width() - 2 * _MARGIN) / widest
        least, most = _LEAST * _POINT, _WIDEST * _POINT
        self._scale = self._zoom * _POINT if self._zoom else max(least, min(most, fitting))
        paper = sum(size.height() * self._scale + _GAP for size in self._sizes)
        height = paper + 2 * _MARGIN - _GAP
        self._set_bars(int(height), int(widest * self._scale) + 2 * _MARGIN)
        if before and before != self._scale:
            bar = self.verticalScrollBar()
            bar.setValue(int(bar.value() * self._scale / before))
        if before != self._scale or redraw:
            self._awaited.clear()
            self.zoomed.emit(self._scale / _POINT)
        self._ask()
        self.viewport().update()

    def _set_bars(self, height: int, width: int) -> None:
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setRange(0, max(0, whole - seen) if self._sizes else 0)
            bar.setPageStep(max(seen, 1))

    def _ask(self) -> None:
        """Ask for the pages in sight and near, and let go of those far away."""
        height = self.viewport().height()
        near = QRectF(-1e6, -height, 2e6, 3.0 * height)
        pages = [page for page, sheet in self._sheets() if sheet.intersects(near)]
        self._pictures = {n: picture for n, picture in self._pictures.items() if n in pages}
        self._awaited &= set(pages)
        new = [page for page in pages if page not in self._awaited]
        if new:
            self._awaited.update(new)
            self.wanted.emit(new, self.pixels_per_point)

    def _sheets(self) -> Iterator[tuple[int, QRectF]]:
        """Tell where in the view the pages lie."""
        top = float(_MARGIN - self.verticalScrollBar().value())
        width = self.viewport().width()
        for page, size in enumerate(self._sizes, 1):
            drawn = size * self._scale
            left = max(float(_MARGIN), (width - drawn.width()) / 2)
            left -= self.horizontalScrollBar().value()
            yield page, QRectF(QPointF(round(left), round(top)), drawn)
            top += drawn.height() + _GAP

    def _place(self, region: "Region") -> QRectF:
        sheet = next((s for page, s in self._sheets() if page == region.page), QRectF())
        scale = self._scale
        return QRectF(
            sheet.x() + region.x * scale,
            sheet.y() + region.y * scale,
            region.width * scale,
            region.height * scale,
        )

    def _region_at(self, point: QPointF) -> "Region | None":
        """Find the fact under a point; the smallest where one lies on another."""
        found = [
            (place.width() * place.height(), number)
            for number, region in enumerate(self._regions)
            if (place := _reaching(self._place(region))).contains(point)
        ]
        return self._regions[min(found)[1]] if found else None

    def _paint_sheet(self, painter: QPainter, page: int, sheet: QRectF) -> None:
        for depth in range(_SHADOW, 0, -2):
            shade = QColor(0, 0, 0, 4 if not self._theme.dark else 16)
            painter.fillRect(sheet.adjusted(-depth / 2, -depth / 4, depth / 2, depth), shade)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        picture = self._pictures.get(page)
        if picture is None:
            return
        if round(picture.deviceIndependentSize().width()) in (
            round(sheet.width()),
            int(sheet.width()) + 1,
        ):
            painter.drawImage(sheet.topLeft(), picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, picture)

    def _paint_facts(self, painter: QPainter) -> None:
        pointed = self._hovered.fact if self._hovered else ""
        focused = self._focused if self.hasFocus() else ""
        seen = QRectF(self.viewport().rect())
        for region in self._regions:
            if region.fact not in (pointed, focused, self.chosen):
                continue
            place = _reaching(self._place(region))
            if not place.intersects(seen):
                continue
            chosen = region.fact == self.chosen
            tint = QColor(_CHOSEN if chosen else self._theme.colours.accent)
            tint.setAlpha(46 if region is self._hovered else 28)
            painter.setBrush(tint)
            line = _CHOSEN if chosen else QColor(self._theme.colours.accent)
            edged = chosen or region.fact == focused
            painter.setPen(QPen(line, 1.5) if edged else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(place, 4, 4)

    def visible_page(self, page: int) -> QRect:
        """Tell where in the view a page lies."""
        return next((s.toRect() for n, s in self._sheets() if n == page), QRect())


def _reaching(place: QRectF) -> QRectF:
    """Let a fact be hit a little outside of its letters."""
    return place.adjusted(_REACH.left(), _REACH.top(), _REACH.right() / 2, _REACH.bottom() / 2)
