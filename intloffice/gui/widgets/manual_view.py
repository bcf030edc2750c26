"""A page of the manual, styled as the program is."""

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from intloffice.gui import markup
from intloffice.gui.theme import Theme

#: Pixels: the widest a line gets, and the least at its sides.
_WIDEST, _SIDE = 760, 32
#: Pixels that the bar beside the page and the space around the text take.
_FRAME = 28
#: Pixels of a picture for one of the page: they are drawn for screens of twice as many.
_DENSITY = 2
#: Milliseconds without a change of width after which pictures are made anew.
_SETTLED = 120
_STYLE = Template("""
body { color: $text; }
h1 { font-size: 24px; font-weight: 600; margin-top: 8px; margin-bottom: 10px; }
h2 { font-size: 17px; font-weight: 600; margin-top: 22px; margin-bottom: 8px; }
h3 { font-size: 15px; font-weight: 600; margin-top: 14px; margin-bottom: 6px; }
p { margin-top: 0; margin-bottom: 10px; line-height: 130%; }
li { margin-bottom: 6px; line-height: 130%; }
b { font-weight: 600; }
em { color: $quiet; font-style: normal; font-weight: 600; }
.picture { margin-top: 8px; margin-bottom: 14px; line-height: 100%; }
.named { font-weight: 600; color: $ink; }
a { color: $ink; }
th { font-weight: 600; color: $quiet; border-bottom: 1px solid $field_line; }
td { border-bottom: 1px solid $line; }
code { background-color: $hover; font-family: 'DejaVu Sans Mono', Consolas, Menlo, monospace; }
pre { background-color: $hover; font-size: 13px;
      font-family: 'DejaVu Sans Mono', Consolas, Menlo, monospace; }
""")


class ManualView(QTextBrowser):
    """Shows a page; a link tells where it leads, nothing outside the manual is opened."""

    led = Signal(str)

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self.setObjectName("manual")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self._theme = theme
        self._folder = folder
        #: The words that are marked, from the first to the last on the page.
        self.marked: list[QTextCursor] = []
        self._words: tuple[str, ...] = ()
        self._html = ""
        self._drawn_for = 0
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._draw_anew)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("page"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.setPalette(palette)
        self.document().setDefaultStyleSheet(_STYLE.substitute(vars(theme.colours)))
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(24)
        self.anchorClicked.connect(lambda url: self.led.emit(url.toString()))

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._html = f"<body>{markup.as_html(text)}</body>"
        self._drawn_for = self._room()
        self.setHtml(self._html)
        self.mark(())
        self.verticalScrollBar().setValue(0)

    def mark(self, words: Sequence[str]) -> int:
        """Mark words wherever they stand, and go to the first; tell how many there are."""
        self._words = tuple(words)
        self._mark()
        if self.marked:
            self._go(self.marked[0])
        return len(self.marked)

    def go_on(self) -> None:
        """Go to the next of the marked words, and after the last to the first."""
        at = self.textCursor().selectionEnd()
        following = next((c for c in self.marked if c.selectionStart() >= at), None)
        if self.marked:
            self._go(following or self.marked[0])

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Read a picture of the manual, as large as the page and the screen have room for."""
        if type != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(type, name)
        url = name if isinstance(name, QUrl) else QUrl(name)
        path = (self._folder / url.path()).resolve()
        if not path.is_relative_to(self._folder.parent.resolve()):
            return QImage()
        reader = QImageReader(str(path))
        natural = reader.size() / _DENSITY
        scale = self.devicePixelRatioF()
        room = QSize(min(natural.width(), self._room()), natural.height())
        shown = natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio) * scale
        picture = reader.read().scaled(
            shown,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        painter.setPen(self._theme.colour("field_line"))
        painter.drawRect(QRectF(0, 0, shown.width() / scale - 1, shown.height() / scale - 1))
        painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as short as can be read, and pictures within them."""
        spare = max(self.width() - _WIDEST - 2 * _SIDE, 0)
        self.setViewportMargins(_SIDE, 16, _SIDE + spare, 0)
        super().resizeEvent(event)
        if self._html and self._room() != self._drawn_for:
            self._settled.start()

    def _room(self) -> int:
        return max(min(self.width() - 2 * _SIDE - _FRAME, _WIDEST), 200)

    def _draw_anew(self) -> None:
        if self._room() == self._drawn_for:
            return
        self._drawn_for = self._room()
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self.setHtml(self._html)
        self._mark()
        bar.setValue(round(part * bar.maximum()))

    def _mark(self) -> None:
        marked = [spot for word in self._words for spot in self._spots(word)]
        self.marked = sorted(marked, key=QTextCursor.selectionStart)
        self.setExtraSelections([self._selection(cursor) for cursor in self.marked])

    def _spots(self, word: str) -> list[QTextCursor]:
        found, at = [], QTextCursor(self.document())
        while not (at := self.document().find(word, at)).isNull():
            found.append(QTextCursor(at))
        return found

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(self._theme.colour("waiting_ground"))
        form.setForeground(self._theme.colour("waiting"))
        marked.cursor = cursor
        marked.format = form
        return marked

    def _go(self, cursor: QTextCursor) -> None:
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
