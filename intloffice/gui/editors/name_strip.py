"""What the program can say of a person's name: readings it proposes, how it is printed."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from intloffice.gui import naming
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.editor import Editor, LineEditor
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.gui.naming import Findings

#: What a proposal is made from, and what is proposed.
_FROM = ("family_native", "given_native", "family_kana", "given_kana", "native_language")
_SPELLING = ("latin_family", "latin_given")
_AFTER = 350


class NameStrip(QFrame):
    """Fills what can be read from a name, and keeps it apart from what somebody confirmed.

    ``put`` enters values as if they had been typed; ``touched`` tells what was.
    """

    def __init__(
        self,
        desk: Desk,
        editors: Mapping[str, Editor],
        put: Callable[[dict[str, Any]], None],
        touched: Callable[[], frozenset[str]],
    ) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._desk = desk
        self._editors = editors
        self._put = put
        self._touched = touched
        self._proposed: dict[str, str] = {}
        self._guessed = PlainLabel("", wrap=True)
        self._printed = PlainLabel("", "small", wrap=True)
        self._odd = PlainLabel("", wrap=True)
        text = desk.language.bracketed(desk.say(N_("Confirm the spelling")), "Ctrl+Shift+Y")
        self.confirming = button(text, self.confirm, "link")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self._guessed, 1)
        row.addWidget(self.confirming)
        box.addLayout(row)
        box.addWidget(self._odd)
        box.addWidget(self._printed)
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER)
        self._waiting.timeout.connect(self.ask)
        self.hide()

    def begin(self) -> None:
        """Look at the name of another record."""
        self._proposed = {}
        self.ask()

    def ask_soon(self) -> None:
        """Look at the name when the typing pauses."""
        self._waiting.start()

    def ask(self) -> None:
        """Look at the name as it stands."""
        self._waiting.stop()
        values = self._values()
        if any(isinstance(value, Typed) for value in values.values()):
            return
        job = partial(naming.findings, values, dict(self._proposed))
        self._desk.jobs.run(job, partial(self._take, values))

    def confirm(self) -> None:
        """Say that the spelling was checked: by whom and when is kept with the record."""
        values = self._values()
        if values["spelling_state"] == "confirmed" or not any(values[n] for n in _SPELLING):
            return
        self._proposed = {}
        self._put(
            {
                "spelling_state": "confirmed",
                "spelling_confirmed_by": self._desk.jobs.author,
                "spelling_confirmed_on": self._desk.today(),
            }
        )
        self.ask()

    def _values(self) -> dict[str, Any]:
        return {
            name: self._editors[name].typed()
            for name in (
                *_FROM,
                *_SPELLING,
                "latin_order",
                "latin_variants",
                "chinese_form",
                "chinese_reading",
                "spelling_state",
                "nationalities",
            )
        }

    def _take(self, asked: Mapping[str, Any], found: "Findings") -> None:
        if self._values() != asked:
            return
        focus = QApplication.focusWidget()
        new = {
            name: value
            for name, value in found.proposed.items()
            if self._editors[name].focusProxy() is not focus or not asked[name]
            if asked[name] == self._proposed.get(name, asked[name])
        }
        if new and not self._touched().isdisjoint({*_FROM, "nationalities"}):
            self._proposed |= new
            self._put(new)
            if isinstance(focus, QLineEdit) and focus in self._lines(new):
                focus.selectAll()  # typing replaces what came while one was there
            self.ask()
            return
        self._show(found)

    def _lines(self, names: Iterable[str]) -> list[object]:
        return [self._editors[name].focusProxy() for name in names]

    def _show(self, found: "Findings") -> None:
        say, language = self._desk.say, self._desk.language
        values = self._values()
        spelled = any(values[name] for name in _SPELLING)
        open_ = spelled and values["spelling_state"] != "confirmed"
        proposed = values["spelling_state"] == "guessed"
        sentence = (
            N_("The spelling was proposed by the program; nobody has confirmed it yet.")
            if proposed
            else N_("Nobody has confirmed the spelling yet.")
        )
        self._guessed.setText(say(sentence) if open_ else "")
        self._guessed.setVisible(bool(open_))
        self.confirming.setVisible(bool(open_))
        self._odd.setText(language.together(fault.text(language) for fault in found.faults))
        self._odd.setVisible(bool(found.faults))
        named = [
            language.labelled(language.language_name(code), text)
            for code, text in found.printed
            if text
        ]
        self._printed.setText(f"{say(N_('Printed as'))} · {' · '.join(named)}")
        self.setVisible(bool(named))
        self.setObjectName("warning" if open_ or found.faults else "told")
        self.style().unpolish(self)
        self.style().polish(self)
        for name in _SPELLING:
            self._slant(name, slanted=bool(open_ and proposed))
        reading = self._proposed.get("chinese_reading")
        self._slant("chinese_reading", slanted=bool(reading))

    def _slant(self, name: str, *, slanted: bool) -> None:
        """Let what the program read look different."""
        editor = self._editors[name]
        if isinstance(editor, LineEditor):
            editor.line.setProperty("guessed", slanted)
            editor.line.style().unpolish(editor.line)
            editor.line.style().polish(editor.line)
