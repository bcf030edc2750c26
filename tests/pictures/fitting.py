"""What does not fit: texts cut off, signs of another script, parts that lie over one another."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)

from intloffice.gui.widgets.line import Line
from intloffice.gui.widgets.plain_label import ShortenedLabel

#: Pixels by which a font's own measure may differ from what is drawn.
_SLACK = 2
#: A colon or a bracket of English after a word of Chinese or Japanese, but not after a name that
#: stands in an English sentence.
_WIDE = r"\u3040-\u30ff\u3400-\u9fff"
_HALF_WIDE = re.compile(rf"[{_WIDE}](: | \()([{_WIDE}0-9]|Ctrl|Alt)")


def faults(root: QWidget) -> list[str]:
    """Name what is cut off or covered in a window, as it is shown now."""
    shown = [w for w in (root, *root.findChildren(QWidget)) if w.isVisibleTo(root)]
    return sorted({*_cut(shown), *_covered(shown), *_cropped(shown), *_half_width(shown)})


def _cut(shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        shortens = isinstance(widget, ShortenedLabel) or isinstance(widget.parent(), QMessageBox)
        if shortens or not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            wanted, there = _wanted(widget), widget.contentsRect().size()
            if wanted.width() > there.width() + _SLACK or wanted.height() > there.height() + _SLACK:
                yield f"cut: {widget.text()[:60]!r} wants {_size(wanted)}, has {_size(there)}"
        elif isinstance(widget, QPushButton | QCheckBox | QRadioButton) and widget.text():
            yield from _cut_button(widget)
        elif isinstance(widget, QLineEdit) and not isinstance(widget, Line):
            wants, has = widget.fontMetrics().horizontalAdvance(widget.text()), widget.width()
            if wants > has:  # a Line shortens what it holds
                yield f"cut: line {widget.text()[:60]!r} wants {wants}, has {has}"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    wants, has = button.sizeHint().width(), button.width()
    if wants > has + _SLACK:
        yield f"cut: button {button.text()[:60]!r} wants {wants}, has {has}"
    if button.property("role") == "entry" and "…" in button.text():
        yield f"cut: {button.text()!r} in the sidebar"


def _wanted(label: QLabel) -> QRect:
    metrics = label.fontMetrics()
    if label.wordWrap():
        width = label.contentsRect().width()
        text = QLabel.text(label).replace("\u200b", " ")  # where a path may be broken
        text = text.replace("\u00a0", "_")  # where a line is never broken
        words = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
        around = label.contentsMargins()
        height = label.heightForWidth(label.width()) - around.top() - around.bottom()
        return QRect(0, 0, min(words, width) if not label.text().isascii() else words, height)
    lines = label.text().splitlines() or [""]
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return QRect(0, 0, width + label.indent() if label.indent() > 0 else width, 0)


def _covered(shown: list[QWidget]) -> Iterator[str]:
    """Name neighbours in a layout that lie over one another."""
    beside = Qt.FindChildOption.FindDirectChildrenOnly
    for parent in shown:
        layout = parent.layout()
        if isinstance(parent, QAbstractScrollArea) or layout is None:
            continue
        children = parent.findChildren(QWidget, options=beside)
        there = [w for w in children if w.isVisible() and layout.indexOf(w) >= 0]
        for one, other in combinations(there, 2):
            over = one.geometry().intersected(other.geometry())
            if over.width() > _SLACK and over.height() > _SLACK:
                yield f"covered: {_name(one)} and {_name(other)} in {_name(parent)}"


def _cropped(shown: list[QWidget]) -> Iterator[str]:
    """Name what reaches out of the widget whose layout holds it."""
    for widget in shown:
        parent = widget.parentWidget()
        layout = parent.layout() if parent else None
        if parent is None or layout is None or not _holds(layout, widget):
            continue
        there, whole = widget.geometry(), parent.rect()
        out = max(there.bottom() - whole.bottom(), there.right() - whole.right())
        if out > _SLACK:
            yield f"cropped: {_name(widget)} reaches {out} out of {_name(parent)}"


def _holds(layout: QLayout, widget: QWidget) -> bool:
    """Tell whether a layout, or one within it, gives a widget its place."""
    if layout.indexOf(widget) >= 0:
        return True
    within = (layout.itemAt(number).layout() for number in range(layout.count()))
    return any(_holds(each, widget) for each in within if each is not None)


def _half_width(shown: list[QWidget]) -> Iterator[str]:
    """Name texts with a half-wide colon or bracket after a Chinese or Japanese word."""
    for widget in shown:
        text = widget.text() if isinstance(widget, QLabel | QPushButton) else ""
        if _HALF_WIDE.search(text):
            yield f"half-wide: {text[:60]!r}"


def _size(size: object) -> str:
    return f"{size.width()}×{size.height()}"  # type: ignore[attr-defined]


def _name(widget: QWidget) -> str:
    text = widget.text()[:30] if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__}({text or widget.objectName() or widget.accessibleName()})"
