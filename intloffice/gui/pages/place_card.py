"""A card for one place where backups are kept: the last good one, and where it lies."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.instants import instant
from intloffice.gui.widgets.card import Card
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel, plain_tip
from intloffice.i18n import N_, NN_

if TYPE_CHECKING:
    from intloffice.operations.backups import Standing

RECORDS = NN_("{n} record", "{n} records")


class PlaceCard(Card):
    """Tells of the last good backup in a place; what can be done there is put below."""

    def __init__(self, desk: Desk, heading: str, purpose: str) -> None:
        super().__init__(desk, heading, purpose)
        self._mark = PlainLabel()
        self.last = PlainLabel("", "strong", wrap=True)
        self.detail = PlainLabel("", "small", wrap=True)
        self.path = ShortenedLabel("", "small")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.last)
        texts.addWidget(self.detail)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.box.addLayout(row)
        self.box.addWidget(self.path)
        self._told = self._mark, self.last, self.detail, self.path

    def show_standing(self, standing: "Standing | None", now: datetime) -> None:
        """Show how the backups in the place stand; nothing where there is no such place."""
        for label in self._told:
            label.setVisible(standing is not None)
        if standing is None:
            return
        say, last = self._desk.say, standing.last
        sign, tone = "circle-check", "good"
        if not standing.reachable and last is None:
            sign, tone = "triangle-alert", "waiting"
            self.last.setText(say(N_("This place cannot be reached now.")))
            self.detail.setText(say(N_("Backups are brought there as soon as it is back.")))
        elif last is None:
            sign, tone = "triangle-alert", "waiting"
            self.last.setText(say(N_("There is no backup yet.")))
            self.detail.setText("")
        else:
            if standing.is_overdue(now):
                sign, tone = "triangle-alert", "bad"
            self.last.setText(say(N_("Last good backup: {instant}"), instant=instant(last.at)))
            self.detail.setText(self._detail(standing))
        self._mark.setPixmap(icon(sign, getattr(self._desk.theme.colours, tone)).pixmap(18, 18))
        self.path.show_text(str(standing.shelf))
        plain_tip(self.path, str(standing.shelf))

    def _detail(self, standing: "Standing") -> str:
        assert standing.last
        say = self._desk.say
        number = sum(standing.last.counts.values())
        whole = (
            N_("It holds all there is.") if standing.current else N_("More was changed since then.")
        )
        parts = [self._desk.language.counted(RECORDS, number), say(standing.last.reason)]
        lost = say(N_("{n} attachments were missing."), n=len(standing.last.missing))
        told = [" · ".join(filter(None, parts)), say(whole)]
        return "\n".join([*told, lost] if standing.last.missing else told)
