"""While a record is entered: what is on record already and perhaps the same."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from intloffice.gui import merging
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.record_form import RecordForm
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.operations.find import Hit

_KINDS = ("person", "organisation")
_AFTER = 500


class SimilarStrip(QFrame):
    """Tells what an entry is perhaps the same as; ``chosen`` names the one that was meant."""

    chosen = Signal(int, str)

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._desk = desk
        self._form = form
        self.found: list[Hit] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 10, 16, 10)
        self._box.setSpacing(4)
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER)
        self._waiting.timeout.connect(self.ask)
        self.hide()
        if form.kind.name in _KINDS:
            form.edited.connect(self._waiting.start)

    def ask(self) -> None:
        """Look for what is perhaps the same as what stands in the form, where that can be told."""
        self._waiting.stop()
        if self._form.kind.name not in _KINDS:
            return
        values, rows = self._form.typed()
        plain = {key: value for key, value in values.items() if not isinstance(value, Typed)}
        names = [
            line["text"]
            for line in (line for _, line in rows.get("name", ()))
            if isinstance(line["text"], str) and line["text"]
        ]
        job = partial(
            merging.like,
            kind=self._form.kind,
            values=plain,
            names=names,
            language=self._desk.language.code,
            regions=self._desk.settings.region_countries,
        )
        self._desk.jobs.read(job, self._show)

    def stop(self) -> None:
        """Look no more: the record is saved."""
        self._waiting.stop()
        if self._form.kind.name in _KINDS:
            self._form.edited.disconnect(self._waiting.start)
        self.hide()

    def _show(self, found: "list[Hit]") -> None:
        if found == self.found:
            return
        self.found = found
        while (item := self._box.takeAt(0)) is not None:
            widget: Any = item.widget()
            widget.hide()
            widget.deleteLater()
        self._box.addWidget(PlainLabel(self._desk.say(N_("Perhaps the same as:")), "strong"))
        for hit in found:
            text = " · ".join(filter(None, (hit.caption, hit.detail)))
            made = button(text, partial(self.chosen.emit, hit.id, hit.caption), "link")
            self._box.addWidget(made)
        self.setVisible(bool(found))
