"""Records that are perhaps the same: compared side by side, made one, or set apart for good."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from intloffice.gui import merging
from intloffice.gui.desk import Desk
from intloffice.gui.pages.merge_panel import MergePanel
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import Segments
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from intloffice.gui.merging import Likely
    from intloffice.operations.merging import Sides

_KINDS = ("person", "organisation")
_OPEN, _APART = "open", "apart"


class DuplicatesPage(Page):
    """Lists pairs of people or organisations; a link in each row compares them."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Duplicates")))
        self.found: list[Likely] = []
        self._compared: Likely | None = None
        self._merged_ids: tuple[int, int] | None = None
        self._filling = False
        self.kinds = Segments({name: say(desk.kind(name).plural) for name in _KINDS}, _KINDS[0])
        self.kinds.chosen.connect(lambda _name: self.refresh())
        self.states = Segments(
            {_OPEN: say(N_("To look at")), _APART: say(N_("Not the same"))}, _OPEN
        )
        self.states.chosen.connect(lambda _name: self.refresh())
        self.top.addWidget(self.note)
        self.top.addWidget(self.states)
        self.top.addWidget(self.kinds)
        self.table = PlainTable(desk.theme, say(N_("Perhaps the same")))
        self.table.opened.connect(self.compare)
        self.table.selectionModel().currentRowChanged.connect(self._compare_chosen)
        self.empty = PlainLabel("", "muted")
        self.empty.setContentsMargins(24, 24, 24, 24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.panel = MergePanel(desk)
        self.panel.going.connect(self.going)
        self.panel.apart.connect(self._set_apart)
        self.panel.merging.connect(self._merge)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self.table.setMinimumWidth(360)
        self.panel.setMinimumWidth(380)
        self.body.addWidget(self._split, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def arrive(self, place: Place) -> None:
        """Look for duplicates."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Look for duplicates anew."""
        kind, apart = self._kind, self._apart
        job = partial(merging.likely, kind=kind, language=self.desk.language.code, apart=apart)
        self.desk.jobs.read(job, partial(self._take, kind, apart))

    def compare(self, row: int) -> None:
        """Show two records side by side."""
        self._compared = self.found[row]
        job = partial(
            merging.sides,
            kind=self._kind,
            ids=self._compared.ids,
            language=self.desk.language.code,
        )
        self.desk.jobs.read(job, partial(self._show_sides, self._compared, self._kind))

    def _compare_chosen(self) -> None:
        """Show the two of the row that was chosen, unless they are shown already."""
        row = self.table.currentIndex().row()
        there = not self._filling and 0 <= row < len(self.found)
        if there and self.found[row] != self._compared:
            self.compare(row)

    @property
    def _kind(self) -> Kind:
        return self.desk.kind(self.kinds.current())

    @property
    def _apart(self) -> bool:
        """Whether those are shown that are known not to be the same."""
        return self.states.current() == _APART

    def _take(self, kind: Kind, apart: bool, found: "list[Likely]") -> None:
        if kind is not self._kind or apart is not self._apart:
            return
        say = self.desk.say
        self.found = found
        lines = [
            (*each.captions, self.desk.language.listed([say(reason) for reason in each.reasons]))
            for each in found
        ]
        headings = [say(N_("Record")), say(N_("Perhaps the same as")), say(N_("Because"))]
        if self._compared not in found:
            self._compared = None
            self.panel.clear()
        self._filling = True
        self.table.show_rows(headings, lines, say(N_("Compare")))
        if self._compared is not None:
            self.table.selectRow(found.index(self._compared))
        self._filling = False
        self._compare_chosen()
        if self._merged_ids in [each.ids for each in found]:  # and taken back since
            self.banner.hide()
        self.note.setText(self.desk.language.number(len(found)) if found else "")
        nothing = (
            N_("Of no two records it was said that they are not the same.")
            if apart
            else N_("Nothing looks as if it were entered twice.")
        )
        self.empty.setText(say(nothing))
        if not found and self.table.hasFocus():
            self.kinds.setFocus()
        self._split.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.noted.emit("")

    def _show_sides(self, compared: "Likely", kind: Kind, sides: "Sides") -> None:
        if compared is self._compared and kind is self._kind:
            self.panel.show_sides(kind, sides, apart=self._apart)

    def _set_apart(self) -> None:
        if self._compared:
            told = merging.bring_together if self._apart else merging.set_apart
            job = partial(told, kind=self._kind, ids=self._compared.ids)
            self.desk.jobs.keep(job, self._again)

    def _again(self, _done: None) -> None:
        self.refresh()

    def _merge(
        self,
        kept: tuple[int, int],
        other: tuple[int, int],
        values: dict[str, Any],
        rows: dict[str, Any],
    ) -> None:
        if self._compared is None:
            return
        caption = self._compared.captions[self._compared.ids.index(kept[0])]
        named = self.desk.say(N_("Merge into “{caption}”"), caption=caption)
        job = partial(
            merging.merge, kind=self._kind, kept=kept, other=other, values=values, rows=rows
        )
        self._merged_ids = self._compared.ids
        self.table.setFocus()
        then = partial(self._merged, self._kind.name, caption)
        self.desk.jobs.write(named, job, then, self._refused)

    def _merged(self, kind: str, caption: str, record_id: int) -> None:
        say = self.desk.say
        sentence = say(N_("The two are one record now: “{caption}”."), caption=caption)
        place = Place("record", kind, record_id)
        self.banner.offer(sentence, say(N_("Open")), partial(self.going.emit, place))
        self.desk.glances.drop()
        self.refresh()

    def _refused(self, _error: Exception) -> bool:
        self.panel.clear()
        self._compared = None
        return False
