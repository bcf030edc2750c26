"""Chooses a country: those on record first, then every other."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from intloffice.gui.desk import Desk
from intloffice.gui.editors.code_names import matching
from intloffice.gui.icons import icon
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.line import Line
from intloffice.gui.widgets.suggestions import Suggestion, Suggestions
from intloffice.i18n import N_
from intloffice.names.countries import country_name

_OFFERED = 40


class CountryChooser(Line):
    """A line in which a country is typed in any of our languages, or chosen from the list."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._numbers: Mapping[str, int] = {}
        self._code = ""
        self.setAccessibleName(desk.say(N_("Country")))
        self.setPlaceholderText(desk.say(N_("Country")))
        self.suggestions = Suggestions(self, desk.theme)
        self.suggestions.taken.connect(self._take)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        down = self.addAction(icon("chevron-down", desk.theme.colours.muted), trailing)
        down.triggered.connect(self.offer_all)
        self.textEdited.connect(self._offer)
        self.installEventFilter(self)
        Composing(self)

    @property
    def code(self) -> str:
        """The country chosen, as ISO 3166 code; empty before one is."""
        return self._code

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """Know the countries on record, with how many partners are in each."""
        self._numbers = numbers

    def show_code(self, code: str) -> None:
        """Show a country."""
        self._code = code
        self.setText(self._name(code) if code else "")
        self.setCursorPosition(0)

    def offer_all(self) -> None:
        """Offer every country, those on record first."""
        self.setFocus()
        self.selectAll()
        self._offer("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list with the down arrow; show the choice again when the line is left."""
        if watched is self and event.type() == QEvent.Type.FocusOut:
            self.show_code(self._code)
        elif isinstance(event, QKeyEvent) and self._is_asking(event):
            self.offer_all()
            return True
        return super().eventFilter(watched, event)

    def _is_asking(self, event: QKeyEvent) -> bool:
        down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        return down and not self.suggestions.isVisible()

    def _offer(self, text: str) -> None:
        number = len(self._numbers) + _OFFERED
        language = self._desk.language.code
        found = matching("country", text, number, language=language, known=list(self._numbers))
        self.suggestions.offer([self._suggestion(code) for code in found])

    def _suggestion(self, code: str) -> Suggestion:
        number = self._numbers.get(code)
        return Suggestion(code, self._name(code), self._desk.language.number(number or 0))

    def _take(self, suggestion: Suggestion) -> None:
        self.show_code(suggestion.word)
        self.chosen.emit(suggestion.word)

    def _name(self, code: str) -> str:
        return country_name(code, self._desk.language.code)
