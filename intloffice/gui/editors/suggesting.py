"""Editors that offer what may be meant: codes from a list, and other records."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

from intloffice.errors import InvalidValueError
from intloffice.gui import asking
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.code_names import exactly, matching, named
from intloffice.gui.editors.editor import Captions, LineEditor
from intloffice.gui.icons import icon
from intloffice.gui.widgets.suggestions import Suggestion, Suggestions
from intloffice.i18n import N_
from intloffice.schema.field import Field, Value
from intloffice.schema.value import clean

if TYPE_CHECKING:
    from intloffice.operations.find import Hit

_NEW = -1
_OFFERED = 8


class SuggestingEditor(LineEditor):
    """Offers under the line what may be meant."""

    @cached_property
    def suggestions(self) -> Suggestions:
        """The list of what may be meant, made when it is first needed."""
        made = Suggestions(self.line, self.desk.theme)
        made.taken.connect(self._take)
        return made

    def _take(self, suggestion: Suggestion) -> None:
        raise NotImplementedError


class CodeEditor(SuggestingEditor):
    """Edits a code, shown and typed as the name of what it stands for."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self._code = ""

    def value(self) -> Value:
        """Tell the code that was chosen or typed."""
        text = self.line.text().strip()
        if not text or text == self._shown():
            return self._code if text else ""
        if code := exactly(self.field.codes, text):
            return code
        try:
            return clean(self.field, text)
        except InvalidValueError:
            raise InvalidValueError(N_("“{value}” is not in the list."), value=text[:80]) from None

    def show_value(self, value: Any, captions: Captions | None = None) -> None:
        """Show the name of a code."""
        self._code = "" if isinstance(value, Typed) else value or ""
        self.line.setText(value if isinstance(value, Typed) else self._shown())
        self.line.setCursorPosition(0)

    def _shown(self) -> str:
        return named(self.field.codes, self._code, self.desk.language) if self._code else ""

    def _tell_edited(self) -> None:
        super()._tell_edited()
        text = self.line.text().strip()
        language = self.desk.language
        codes = matching(self.field.codes, text, language=language.code) if text else []
        self.suggestions.offer(
            [Suggestion(code, named(self.field.codes, code, language), code) for code in codes]
        )

    def _take(self, suggestion: Suggestion) -> None:
        self.show_value(suggestion.word)
        self.show_problem("")
        self.edited.emit()

    def _leave(self) -> None:
        if self.check():
            self.show_value(self.value())


class ReferenceEditor(SuggestingEditor):
    """Edits a reference: any form of a name finds the record, or makes a new one."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self._id: int | None = None
        self._caption = ""
        self._generation = 0
        self._kind = desk.kind(field.refers_to)
        self._open = QAction(icon("chevron-right", desk.theme.colours.muted), "", self)
        self._open.setToolTip(desk.say(N_("Open")))
        self._open.triggered.connect(self._tell_opening)

    def value(self) -> Value:
        """Tell the record's id."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is None or text != self._caption:
            raise InvalidValueError(
                N_("“{value}” is not on record. Choose from the list, or press Ctrl+Enter."),
                value=text[:60],
            )
        return self._id

    def show_value(self, value: Any, captions: Captions | None = None) -> None:
        """Show how the record is called."""
        if isinstance(value, Typed):
            self.take(None, "")
            self.line.setText(value)
            return
        caption = (captions or {}).get((self.field.refers_to, value or 0), f"#{value}")
        self.take(value, caption if value else "")

    def take(self, record_id: int | None, caption: str) -> None:
        """Refer to a record."""
        self._id, self._caption = record_id, caption.strip()
        self.line.setText(self._caption)
        self.line.setCursorPosition(0)
        self.show_problem("")
        self.line.removeAction(self._open)
        if record_id:
            self.line.addAction(self._open, self.line.ActionPosition.TrailingPosition)

    def captions(self) -> Captions:
        """Tell how the record is called."""
        return {(self.field.refers_to, self._id): self._caption} if self._id else {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make a new record with Ctrl+Enter."""
        if isinstance(event, QKeyEvent) and self._asks_for_new(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # or the page would save
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._create()
                return True
        return super().eventFilter(watched, event)

    def _asks_for_new(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return enter and held and self._is_pending()

    def _is_pending(self) -> bool:
        text = self.line.text().strip()
        return bool(text) and text != self._caption

    def _tell_edited(self) -> None:
        super()._tell_edited()
        self._generation += 1
        text = self.line.text().strip()
        if not text:
            self.suggestions.hide()
            return
        sought = asking.Sought(
            self._kind,
            text,
            self.desk.language.code,
            _OFFERED,
            self.desk.settings.region_countries,
            self.field.offers_first,
        )
        job = partial(asking.suggest, sought=sought)
        self.desk.jobs.read(job, partial(self._offer, self._generation, text))

    def _offer(self, generation: int, text: str, hits: "list[Hit]") -> None:
        if generation != self._generation:
            return
        offered = [Suggestion(hit, hit.caption, hit.detail) for hit in hits]
        kind = self.desk.say(self._kind.singular)
        new = self.desk.say(N_("New: {kind} “{name}”"), kind=kind, name=text)
        self.suggestions.offer([*offered, Suggestion(_NEW, new, "Ctrl ↵", begins=True)])

    def _take(self, suggestion: Suggestion) -> None:
        self._generation += 1
        if suggestion.word == _NEW:
            self._create()
            return
        self.take(suggestion.word.id, suggestion.word.caption)
        self.edited.emit()

    def _create(self) -> None:
        self._generation += 1
        self.suggestions.hide()
        self.creating.emit(self.field.refers_to, self.line.text().strip(), self)

    def take_new(self, record_id: int, caption: str) -> None:
        """Refer to the record that was made."""
        self.take(record_id, caption)
        self.edited.emit()
        self.line.setFocus()

    def _tell_opening(self) -> None:
        if self._id:
            self.opening.emit(self.field.refers_to, self._id)

    def _leave(self) -> None:
        self.check()
