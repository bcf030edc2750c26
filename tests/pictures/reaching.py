"""What cannot be reached: fields and buttons that a screen reader or the keyboard does not find."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QScrollBar, QWidget

from intloffice.gui.editors.country_chooser import CountryChooser
from intloffice.gui.editors.record_chooser import RecordChooser

_ROLES = {QAccessible.Role.NoRole}


def faults(root: QWidget) -> list[str]:
    """Name what has no name or role, and buttons to which no key leads."""
    return sorted(set(_nameless(root)))


def _nameless(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar | QScrollArea):
            continue
        focusable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        pressable = isinstance(widget, QAbstractButton) and widget.isEnabled()
        if pressable and not focusable and not _has_keys(widget):
            yield f"no key leads to {where(widget)}"
        if not focusable or widget.focusProxy():
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or told.role() in _ROLES:
            yield f"no role: {where(widget)}"
        elif not told.text(QAccessible.Text.Name).strip():
            yield f"no name: {where(widget)}"


def _has_keys(button: QAbstractButton) -> bool:
    """Tell whether what a button does can be done from where one types, or with the arrows."""
    group = button.group()
    beside = isinstance(button.parentWidget(), QLineEdit | CountryChooser | RecordChooser)
    handle = button.property("role") == "handle" or button.parentWidget().objectName() == "chip"
    return beside or handle or bool(group and group.exclusive() and button.isCheckable())


def where(widget: QWidget) -> str:
    """Tell where a widget stands."""
    chain: list[str] = []
    here: QWidget | None = widget
    while here is not None and len(chain) < 4:
        chain.append(f"{type(here).__name__}{'#' + here.objectName() if here.objectName() else ''}")
        here = here.parentWidget()
    return " in ".join(chain)
