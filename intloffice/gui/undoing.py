"""Takes back the latest change, and does again what was taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intloffice.gui import asking
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.gui.desk import Desk
    from intloffice.gui.widgets.banner import Banner


class Undoing(QObject):
    """Undoes and redoes; where the latest change is not what was tried last, says so first."""

    #: What was taken back or done again.
    noted = Signal(str)

    def __init__(
        self, desk: "Callable[[], Desk]", banner: "Callable[[], Banner]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._banner = desk, banner
        self._refused = self._warned = False
        #: The change that would be taken back.
        self.latest = ""

    def note_refused(self, _description: str) -> None:
        """Remember that nothing came of what was tried last."""
        self._refused = True

    def forget_refused(self) -> None:
        """Forget it: something was written since, or one has gone elsewhere."""
        self._refused = False

    def undo(self) -> None:
        """Take back the latest change; where that is not what was tried last, say so first."""
        say = self._desk().say
        if self._refused and self.latest:
            self._refused, self._warned = False, True
            said = N_(
                "What you tried last was refused and changed nothing. "
                "Ctrl+Z again takes back what was done before it: {change}"
            )
            self._banner().offer(say(said, change=self.latest), say(N_("Undo")), self.undo)
            return
        self._reverse(N_("Undo"), asking.undo, N_("Undone: {change}"))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._reverse(N_("Redo"), asking.redo, N_("Done again: {change}"))

    def _reverse(self, name: str, job: Callable[[Any], str], said: str) -> None:
        def note(change: str) -> None:
            if self._warned:
                self._warned = False
                self._banner().hide()
            self.noted.emit(self._desk().say(said, change=change))

        desk = self._desk()
        desk.jobs.write(desk.say(name), job, note)
