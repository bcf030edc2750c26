"""Icons, drawn from outlines in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from intloffice import resources

_SIZE = 18
_SCALES = (1, 2)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = _SIZE) -> QIcon:
    """Draw an icon in a colour given as #rrggbb, for plain and for fine screens."""
    outline = (resources.folder("icons") / f"{name}.svg").read_text("utf-8")
    outline = outline.replace("currentColor", colour).replace('width="2"', 'width="1.75"')
    renderer = QSvgRenderer(QByteArray(outline.encode()))
    drawn = QIcon()
    for scale in _SCALES:
        picture = QPixmap(QSize(size, size) * scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.setDevicePixelRatio(scale)
        drawn.addPixmap(picture)
    return drawn
