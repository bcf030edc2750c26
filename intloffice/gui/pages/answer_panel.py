"""What a partner has corrected: field by field ours and theirs, each taken or left."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.sheets import Answered, Differing
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.choice_table import ChoiceTable
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_, NN_

_ROW, _HEAD, _MOST = 34, 44, 12
_TAKE = NN_("Take over {n} correction", "Take over {n} corrections")
_DOUBTS = NN_("{n} thing is not taken over:", "{n} things are not taken over:")


_Mark = tuple[str, int, str, str, str]


def _mark(each: Differing) -> _Mark:
    """Give what makes a difference the same as one seen before: the field, ours and theirs."""
    given = each.given
    return given.kind, given.record_id, given.path, each.ours, each.theirs


class AnswerPanel(QWidget):
    """Shows what differs; ``taken`` and ``put_away`` are what one does with it."""

    taken = Signal()
    put_away = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self._answered: Answered | None = None
        self.name = ShortenedLabel("", "strong")
        self.table = ChoiceTable(say(N_("What the partner has corrected")))
        self.nothing = PlainLabel(say(N_("Nothing differs from what was sent.")), "muted")
        self.doubts_are = PlainLabel("", "problem", wrap=True)
        self.doubts = PlainTable(desk.theme, say(N_("What is not taken over")))
        self.take = button("", self.taken.emit, "primary")
        self.away = button(say(N_("Put away")), self.put_away.emit, "quiet")
        self.table.choices.chosen.connect(self._count)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.away)
        head.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        box.addLayout(head)
        for widget in (self.table, self.nothing, self.doubts_are, self.doubts):
            box.addWidget(widget)
        self.hide()

    @property
    def chosen(self) -> Sequence[Differing]:
        """What is to be taken over."""
        if self._answered is None:
            return ()
        pairs = zip(self._answered.differences, self.table.choices.taken, strict=True)
        return [each for each, taken in pairs if taken]

    @property
    def answered(self) -> Answered | None:
        """What is shown."""
        return self._answered if not self.isHidden() else None

    def show_answer(self, answered: Answered) -> None:
        """Show what differs; what has changed here meanwhile is left unless it is ticked.

        Of the same workbook what was ticked stays so, but for what has changed here since.
        """
        say = self._desk.say
        before = self._chosen_before(answered)
        self._answered = answered
        self.name.show_text(f"{answered.organisation} · {answered.path.name}")
        heads = (N_("Record"), N_("Field"), N_("Ours"), N_("Theirs"), N_("Note"))
        meanwhile = say(N_("changed here since it was sent"))
        rows = [
            (each.caption, each.label, each.ours, each.theirs, meanwhile if each.moved else "")
            for each in answered.differences
        ]
        taken = [before.get(_mark(each), not each.moved) for each in answered.differences]
        shown = len(heads) if any(each.moved for each in answered.differences) else len(heads) - 1
        titles = [say(head) for head in heads[:shown]]
        self.table.show_rows(titles, [row[:shown] for row in rows], taken)
        self.table.setFixedHeight(_HEAD + _ROW * min(max(len(rows), 1), _MOST) + 4)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        lines = [(each.sheet, each.cell, each.said, each.reason) for each in answered.doubts]
        why = (N_("Sheet"), N_("Cell"), N_("Said"), N_("Reason"))
        self.doubts.show_rows([say(head) for head in why], lines)
        self.doubts.setFixedHeight(_HEAD + _ROW * min(len(lines), _MOST) + 4)
        self.doubts.setVisible(bool(lines))
        self.doubts_are.setText(self._desk.language.counted(_DOUBTS, len(lines)))
        self.doubts_are.setVisible(bool(lines))
        self._count()
        self.show()

    def _chosen_before(self, answered: Answered) -> dict[_Mark, bool]:
        """Tell what of a workbook that is shown already was ticked, and what was not."""
        shown = self.answered
        if shown is None or shown.path != answered.path:
            return {}
        taken = zip(shown.differences, self.table.choices.taken, strict=True)
        return {_mark(each): ticked for each, ticked in taken}

    def _count(self) -> None:
        number = len(self.chosen)
        self.take.setText(self._desk.language.counted(_TAKE, number))
        self.take.setEnabled(number > 0)
