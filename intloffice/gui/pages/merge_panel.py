"""Two records side by side, with a choice for each field and each row that differs."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import masked
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.showing import label as label_of
from intloffice.schema.showing import shown

if TYPE_CHECKING:
    from intloffice.operations.edit import Line, Snapshot
    from intloffice.operations.merging import Sides

_FIRST, _SECOND = "first", "second"


class MergePanel(QScrollArea):
    """Asks what is kept of either; ``merging`` hands over the ids and versions, values and rows.

    ``apart`` says that the two are not the same, or, where that was said, that they may be;
    ``going`` leads to one of them.
    """

    merging = Signal(tuple, tuple, dict, dict)
    apart = Signal()
    going = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self._kind: Kind | None = None
        self._sides: Sides | None = None
        self.choices: dict[str, Segments] = {}
        self.ticks: dict[str, list[tuple[QCheckBox, int, Line]]] = {}
        self.clear()

    def clear(self) -> None:
        """Show that nothing is compared."""
        self._sides = None
        self.choices, self.ticks = {}, {}
        text = self._desk.say(N_("Choose two records to compare them here."))
        empty = PlainLabel(text, "muted", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(empty)

    def show_sides(self, kind: Kind, sides: "Sides", *, apart: bool = False) -> None:
        """Show two records; the one that is named more often is to be kept."""
        self._kind, self._sides = kind, sides
        self.choices, self.ticks = {}, {}
        say = self._desk.say
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addLayout(self._head(kind, sides))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for name, field in kind.fields.items():
            self._put_field(grid, name, field, sides)
        if not self.choices:
            box.addWidget(PlainLabel(say(N_("Their fields hold the same.")), "muted", wrap=True))
        box.addLayout(grid)
        for rows in kind.rows:
            self._put_rows(box, rows, sides)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        said = say(N_("Perhaps the same after all")) if apart else say(N_("Not the same"))
        self.apart_button = button(said, self.apart.emit, "quiet")
        foot.addWidget(self.apart_button)
        foot.addStretch()
        self.merge_button = button(say(N_("Merge")), self._merge, "primary")
        foot.addWidget(self.merge_button)
        box.addLayout(foot)
        box.addStretch()
        self.setWidget(body)

    def _head(self, kind: Kind, sides: "Sides") -> QGridLayout:
        say, grid = self._desk.say, QGridLayout()
        grid.setHorizontalSpacing(16)
        snapshots = sides.first, sides.second
        for column, snapshot in enumerate(snapshots):
            number = self._desk.language.number(sides.uses[column])
            caption = f"{column + 1} · {sides.captions[column]}"
            grid.addWidget(PlainLabel(caption, "subtitle", wrap=True), 0, column)
            told = say(N_("Named by others: {n}"), n=number)
            grid.addWidget(PlainLabel(told, "small", wrap=True), 1, column)
            place = Place("record", kind.name, snapshot.id)
            opener = button(say(N_("Open")), partial(self.going.emit, place), "link")
            opener.setAccessibleName(f"{say(N_('Open'))}: {caption}")
            grid.addWidget(opener, 2, column, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(column, 1)
        self._kept = Segments(
            {_FIRST: say(N_("Keep record {n}"), n=1), _SECOND: say(N_("Keep record {n}"), n=2)},
            _SECOND if sides.uses[1] > sides.uses[0] else _FIRST,
        )
        grid.addWidget(self._kept, 3, 0, 1, 2)
        return grid

    def _put_field(self, grid: QGridLayout, name: str, field: Field, sides: "Sides") -> None:
        one, other = sides.first.values[name], sides.second.values[name]
        if one == other:
            return
        row = grid.rowCount()
        label = label_of(field, self._desk.language)
        grid.addWidget(PlainLabel(label, "muted", wrap=True), row, 0)
        for column, snapshot in ((1, sides.first), (2, sides.second)):
            text = self._text(field, snapshot.values[name], snapshot) or "—"
            grid.addWidget(PlainLabel(text, wrap=True), row, column)
        kept = 0 if self._kept.current() == _FIRST else 1
        begun = (_FIRST, _SECOND)[sides.proposed(field, kept)]
        choice = Segments({_FIRST: "1", _SECOND: "2"}, begun)
        choice.setAccessibleName(label)
        self.choices[name] = choice
        grid.addWidget(choice, row, 3)

    def _put_rows(self, box: QVBoxLayout, rows: Rows, sides: "Sides") -> None:
        snapshots = sides.first, sides.second
        if not any(snapshot.rows[rows.name] for snapshot in snapshots):
            return
        box.addWidget(PlainLabel(self._desk.say(rows.label), "strong"))
        known: list[tuple[Any, ...]] = []
        self.ticks[rows.name] = []
        for number, snapshot in enumerate(snapshots):
            for line in snapshot.rows[rows.name]:
                texts = (self._text(f, line.values[f.name], snapshot) for f in rows.fields)
                tick = QCheckBox(for_button(f"{number + 1} · {' · '.join(filter(None, texts))}"))
                said = tuple(line.values[f.name] for f in rows.fields[:2])
                tick.setChecked(said not in known)
                known.append(said)
                self.ticks[rows.name].append((tick, number, line))
                box.addWidget(tick)

    def _text(self, field: Field, value: Any, snapshot: "Snapshot") -> str:
        if value == field.empty or value is None:
            return ""
        if field.protected:
            return masked(value)
        if field.type is FieldType.REFERENCE:
            return snapshot.captions.get((field.refers_to, value), f"#{value}")
        desk = self._desk
        return shown(field, value, desk.language, desk.settings.region_countries)

    def _merge(self) -> None:
        sides, second = self._sides, self._kept.current() == _SECOND
        if sides is None:
            return
        kept, other = (sides.second, sides.first) if second else (sides.first, sides.second)
        values = {
            name: (sides.first if choice.current() == _FIRST else sides.second).values[name]
            for name, choice in self.choices.items()
        }
        rows: dict[str, list[tuple[int | None, dict[str, Any]]]] = {}
        for name, ticks in self.ticks.items():
            mine = [(t, line) for t, number, line in ticks if (number == 1) == second]
            theirs = [(t, line) for t, number, line in ticks if (number == 1) != second]
            rows[name] = [(line.id, dict(line.values)) for tick, line in mine if tick.isChecked()]
            preferred = {v["language"] for _, v in rows[name] if v.get("preferred")}
            for tick, line in theirs:
                if tick.isChecked():
                    new = dict(line.values)
                    if new.get("preferred") and new.get("language") in preferred:
                        new["preferred"] = False
                    rows[name].append((None, new))
        self.merge_button.setEnabled(False)
        self.merging.emit((kept.id, kept.version), (other.id, other.version), values, rows)
