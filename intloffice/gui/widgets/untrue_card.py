"""A sentence that was sent out and is true no longer: what it said, and what it would say now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from intloffice.gui.desk import Desk
from intloffice.gui.issuing import UntrueLine
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

_MOST = 6


class UntrueCard(QFrame):
    """Shows one; the records that changed are opened from it, and it can be left as it is."""

    def __init__(
        self,
        desk: Desk,
        line: UntrueLine,
        go: Callable[[str, int], object],
        leave: Callable[[UntrueLine, QPushButton], object],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.line = line
        say = desk.say
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        day = desk.language.day(line.as_of, "medium")
        head = QHBoxLayout()
        head.addWidget(
            PlainLabel(f"{line.reference} · {line.title} · {day}", "muted", wrap=True), 1
        )
        text = say(N_("Look at it again") if line.aside else N_("Known, leave it"))
        self.leave = button(text, lambda: leave(line, self.leave), "quiet")
        self.leave.setAccessibleName(f"{text}: {line.then}")
        head.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        now = line.now or say(N_("It would not be said any more."))
        for label, said, role in ((N_("Then"), line.then, ""), (N_("Now"), now, "strong")):
            row = QHBoxLayout()
            row.setSpacing(10)
            name = PlainLabel(say(label), "label")
            name.setMinimumWidth(44)
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            words = PlainLabel(said, role, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(words, 1)
            box.addLayout(row)
        if line.why:
            why = say(N_("Left as it was: {why}"), why=line.why)
            box.addWidget(PlainLabel(why, "muted", wrap=True))
        links = FlowLayout()
        for kind, record, caption in line.records[:_MOST]:
            named = desk.language.labelled(say(desk.kind(kind).singular), caption or "—")
            links.addWidget(button(named, partial(go, kind, record), "link"))
        if line.records:
            box.addLayout(links)
