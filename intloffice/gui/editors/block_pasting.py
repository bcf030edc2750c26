"""A block of cells from a spreadsheet, pasted into the single fields of a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import Captions, Editor
from intloffice.gui.editors.looking_up import look_up
from intloffice.gui.editors.pasting import cells_in, put
from intloffice.i18n import LOCALES, N_, NN_, language
from intloffice.names.folding import fold
from intloffice.schema.field import FieldType
from intloffice.schema.showing import label

_FILLED = NN_(
    "{n} field was filled from what was pasted. Ctrl+Z takes it back.",
    "{n} fields were filled from what was pasted. Ctrl+Z takes it back.",
)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_STANDARD = QKeySequence.StandardKey


@dataclass(frozen=True)
class _Before:
    """What fields held before a block was pasted, and what they were given."""

    values: Mapping[str, Any]
    captions: Captions
    given: Mapping[str, Any]
    touched: frozenset[str]


class BlockPasting(QObject):
    """Fills fields from a block: those it names, or, of one row, those that follow.

    ``told`` says what came of it. ``filled`` names the fields that were filled; ``taken_back``
    those that hold again what they held, and which fields had been edited before.
    """

    told = Signal(str)
    filled = Signal(object)
    taken_back = Signal(object, object)

    def __init__(
        self,
        desk: Desk,
        editors: Mapping[str, Editor],
        groups: Sequence[Sequence[str]],
        touched: Callable[[], frozenset[str]],
    ) -> None:
        """Listen to editors; ``groups`` are their names in order, those of one text together."""
        super().__init__()
        self._desk, self._editors, self._groups, self._touched = desk, editors, groups, touched
        self._before: _Before | None = None
        for editor in editors.values():
            for each in (editor, *editor.findChildren(QWidget)):
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a block that is pasted, and give back with Ctrl+Z what it was pasted over."""
        if isinstance(event, QKeyEvent) and event.type() in _KEYS:
            overrides = event.type() == QEvent.Type.ShortcutOverride
            if event.matches(_STANDARD.Undo) and self._may_take_back():
                if overrides:
                    event.accept()  # or the window would take back what was saved
                else:
                    self.take_back()
                return True
            if event.matches(_STANDARD.Paste) and not overrides:
                return self._paste()
        return super().eventFilter(watched, event)

    @property
    def can_take_back(self) -> bool:
        """Whether there is something that a block was pasted over."""
        return self._before is not None

    def forget(self) -> None:
        """Forget what was pasted over: another record is shown, or this one was saved."""
        self._before = None

    def take_back(self) -> None:
        """Let the fields hold what they held before the block was pasted."""
        before, self._before = self._before, None
        if before is None:
            return
        for name, value in before.values.items():
            self._editors[name].show_value(value, before.captions)
            self._editors[name].check()
        self.taken_back.emit(tuple(before.values), before.touched)
        self.told.emit(self._desk.say(N_("What was pasted is taken back.")))

    def _may_take_back(self) -> bool:
        """Tell whether a block was pasted, and nothing was typed over it since."""
        focus = QApplication.focusWidget()
        typing = isinstance(focus, QLineEdit) and focus.isUndoAvailable()
        if isinstance(focus, QPlainTextEdit):
            typing = focus.document().isUndoAvailable()
        if self._before is None or typing:
            return False
        given = self._before.given
        return all(self._editors[name].typed() == value for name, value in given.items())

    def _paste(self) -> bool:
        """Paste what is on the clipboard, if it is a block; else it is pasted as any text is."""
        text = QGuiApplication.clipboard().text()
        block = cells_in(text) if "\t" in text else []
        name = self._focused()
        if not name or max(map(len, block), default=0) < 2:
            return False
        named = self._by_names(block)
        if named:
            cells, lost = named
            self._fill(cells, lost)
            return True
        many_lines = self._editors[name].field.type is FieldType.TEXT
        follow = self._following(name)
        if len(block) == 1 and not many_lines and len(block[0]) <= len(follow):
            self._fill(dict(zip(follow, block[0], strict=False)), [])
            return True
        return not many_lines and self._as_one_text(block)

    def _focused(self) -> str:
        focus = QApplication.focusWidget()
        if focus is None:
            return ""
        held = (n for n, e in self._editors.items() if e is focus or e.isAncestorOf(focus))
        return next(held, "")

    def _following(self, name: str) -> list[str]:
        """Name a field and those that follow, of a text in several languages one's own."""
        at = next(n for n, group in enumerate(self._groups) if name in group)
        own = self._desk.language.code
        return [
            name,
            *(
                next((n for n in group if self._editors[n].field.language == own), group[0])
                for group in self._groups[at + 1 :]
            ),
        ]

    def _by_names(self, block: Sequence[Sequence[str]]) -> tuple[dict[str, str], list[str]] | None:
        """Give the cells for the fields that a block names, and the names that none has.

        Headings may stand at the left of the values, or above those of one record.
        """
        known = self._known()
        ways: list[Sequence[Sequence[str]]] = []
        if all(len(row) == 2 for row in block):
            ways.append(block)
        if len(block) == 2:
            ways.append(list(zip(block[0], block[1], strict=False)))
        for pairs in ways:
            found = [(known.get(_key(head)), head, cell) for head, cell in pairs]
            cells = {name: cell for name, _, cell in found if name}
            if cells and 2 * len(cells) > len(found):
                return cells, [head for name, head, _ in found if not name]
        return None

    def _known(self) -> dict[str, str]:
        """Give the fields by what they are called in any of the languages."""
        spoken = [language(code, self._desk.translations) for code in LOCALES]
        own = self._desk.language
        known: dict[str, str] = {}
        for name, editor in self._editors.items():
            for each in (*spoken, own):
                known.setdefault(_key(label(editor.field, each)), name)
        for name, editor in self._editors.items():
            if editor.field.language in ("", own.code):
                for each in (*spoken, own):
                    known.setdefault(_key(each.text(editor.field.label)), name)
        return known

    def _fill(self, cells: Mapping[str, str], lost: Sequence[str]) -> None:
        touched = self._touched()
        editors = [self._editors[name] for name in cells]
        values = {name: self._editors[name].typed() for name in cells}
        captions: dict[tuple[str, int], str] = {}
        for editor in editors:
            captions |= editor.captions()
        for name, written in cells.items():
            put(self._desk, self._editors[name], written)
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.end(False)
        self._before = _Before(values, captions, {}, touched)
        self.filled.emit(tuple(cells))
        self._keep_given(tuple(cells))
        look_up(self._desk, editors, lambda: self._keep_given(tuple(cells)))
        told = [self._desk.language.counted(_FILLED, len(cells))]
        if lost:
            without = N_("No field is called: {names}.")
            names = self._desk.language.listed([head.strip()[:40] for head in lost])
            told.append(self._desk.say(without, names=names))
        self.told.emit(self._desk.language.together(told))

    def _keep_given(self, names: Sequence[str]) -> None:
        """Remember what the fields hold now that records were looked for."""
        if self._before is not None and self._before.values.keys() == set(names):
            given = {name: self._editors[name].typed() for name in names}
            before = self._before
            self._before = _Before(before.values, before.captions, given, before.touched)

    def _as_one_text(self, block: Sequence[Sequence[str]]) -> bool:
        """Put a block that fits no fields into the one line as a text."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit):
            self.told.emit(
                self._desk.say(N_("What was copied are several cells, which do not fit here."))
            )
            return True
        focus.insert(" ".join(cell.strip() for row in block for cell in row if cell.strip()))
        focus.textEdited.emit(focus.text())
        said = N_("The cells that were copied fit no fields here; they were pasted as one text.")
        self.told.emit(self._desk.say(said))
        return True


def _key(text: str) -> str:
    return fold(text).strip(" *:：\n\t")
