"""The record beside the list, to be read without opening it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.gui import asking
from intloffice.gui.asking import Peek, Related
from intloffice.gui.desk import Desk
from intloffice.gui.editors.record_form import parts_of, sections_of
from intloffice.gui.instants import instant
from intloffice.gui.place import BRIEFED, BRIEFINGS, Narrowing, Place
from intloffice.gui.sizes import told_size
from intloffice.gui.widgets.buttons import button, rule
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.showing import shown

if TYPE_CHECKING:
    from intloffice.operations.trail import Entry

_MASK = "••••••"
_ROWS = 6


class PeekPanel(QScrollArea):
    """Shows a record by its sections, who names it, and what was done to it last."""

    going = Signal(object)
    shown_record = Signal(int)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.setObjectName("peek")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self._kind = kind
        self._wanted = 0
        self._caption = ""
        self.show_record(0)

    def show_record(self, record_id: int) -> None:
        """Show a record; 0 shows none."""
        self._wanted = record_id
        if not record_id:
            self._show_nothing()
            return
        language = self._desk.language.code
        job = partial(
            asking.peek,
            kind=self._kind,
            record_id=record_id,
            language=language,
            kinds=self._desk.kinds,
        )
        self._desk.jobs.read(job, partial(self._show, record_id))

    def _show_nothing(self) -> None:
        empty = PlainLabel(self._desk.say(N_("Choose a record to see it here.")), "muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        self.setWidget(empty)

    def _show(self, record_id: int, peek: Peek | None) -> None:
        if record_id != self._wanted:
            return
        if peek is None:
            self._show_nothing()
            return
        self._caption = peek.caption
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(20, 18, 20, 20)
        box.setSpacing(10)
        self._put_head(box, peek)
        for section in sections_of(self._kind):
            self._put_section(box, peek, section)
        self._put_files(box, peek.files)
        self._put_related(box, peek.related)
        self._put_history(box, peek.history)
        box.addStretch()
        self.setWidget(body)
        self.shown_record.emit(record_id)

    def _put_head(self, box: QVBoxLayout, peek: Peek) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(peek.caption, "subtitle", wrap=True), 1)
        place = Place("record", self._kind.name, peek.snapshot.id)
        say = self._desk.say
        if self._kind.name in BRIEFED:
            briefed = Place(BRIEFINGS.page, self._kind.name, peek.snapshot.id)
            brief = button(say(N_("Briefing")), lambda: self.going.emit(briefed), "quiet")
            head.addWidget(brief, 0, Qt.AlignmentFlag.AlignTop)
        opener = button(say(N_("Open")), lambda: self.going.emit(place), "quiet")
        head.addWidget(opener, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)

    def _put_section(self, box: QVBoxLayout, peek: Peek, section: Any) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 104)
        grid.setColumnStretch(1, 1)
        for part in parts_of(self._kind, section):
            if isinstance(part, str):
                self._put_rows(grid, self._kind.rows_by_name[part], peek)
            else:
                self._put_field(grid, part, peek)
        if grid.count():
            box.addWidget(rule())
            box.addWidget(_heading(self._desk.say(section.heading)))
            box.addLayout(grid)

    def _put_field(self, grid: QGridLayout, fields: Sequence[Field], peek: Peek) -> None:
        texts = [self._text(field, peek.snapshot.values, peek) for field in fields]
        if any(texts):
            different = list(dict.fromkeys(text for text in texts if text))
            self._put(grid, self._desk.say(fields[0].label), different)

    def _put_rows(self, grid: QGridLayout, rows: Rows, peek: Peek) -> None:
        lines = [
            " · ".join(self._row_texts(rows, line.values, peek))
            for line in peek.snapshot.rows[rows.name]
        ]
        if not lines:
            return
        more = len(lines) - _ROWS
        if more > 0:
            lines = [*lines[:_ROWS], self._desk.say(N_("and {n} more"), n=more)]
        self._put(grid, self._desk.say(rows.label), lines)

    def _row_texts(self, rows: Rows, values: Any, peek: Peek) -> list[str]:
        current = self._desk.language.code
        found = []
        for field in rows.fields:
            if rows.telling and field.name not in rows.telling:
                continue
            if field.language and not self._is_shown(field, values, current):
                continue
            text = self._text(field, values, peek)
            if field.type is FieldType.FLAG and text:
                text = self._desk.say(field.label)
            found.append(text)
        return [text for text in found if text]

    @staticmethod
    def _is_shown(field: Field, values: Any, current: str) -> bool:
        """Show a text in the window's language, or in English where that is missing."""
        stem = field.name.removesuffix(f"_{field.language}")
        return field.language == (current if values.get(f"{stem}_{current}") else "en")

    def _text(self, field: Field, values: Any, peek: Peek) -> str:
        value = values.get(field.name)
        if value == field.empty or value is None:
            return ""
        if field.protected:
            return _MASK
        if field.type is FieldType.REFERENCE:
            return peek.snapshot.captions.get((field.refers_to, value), f"#{value}")
        desk = self._desk
        return shown(field, value, desk.language, desk.settings.region_countries)

    def _put(self, grid: QGridLayout, label: str, lines: Sequence[str]) -> None:
        row = grid.rowCount()
        name = PlainLabel(label, "muted", wrap=True)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        name.setMinimumWidth(104)
        text = PlainLabel("\n".join(lines), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(text, row, 1)

    def _put_files(self, box: QVBoxLayout, files: Sequence[tuple[str, int]]) -> None:
        if not files:
            return
        whole = told_size(self._desk.language, sum(size for _, size in files))
        box.addWidget(rule())
        box.addWidget(_heading(f"{self._desk.say(N_('Files'))} · {len(files)} · {whole}"))
        for name, size in files[:_ROWS]:
            told = f"{name} · {told_size(self._desk.language, size)}"
            box.addWidget(PlainLabel(told, "small", wrap=True))
        if len(files) > _ROWS:
            more = self._desk.say(N_("and {n} more"), n=len(files) - _ROWS)
            box.addWidget(PlainLabel(more, "small"))

    def _put_related(self, box: QVBoxLayout, related: Sequence[Related]) -> None:
        if not related:
            return
        box.addWidget(rule())
        box.addWidget(_heading(self._desk.say(N_("Named by"))))
        for entry in related:
            box.addWidget(self._link(entry), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, entry: Related) -> QWidget:
        kind = self._desk.kind(entry.kind)
        field = self._desk.say(kind.field_at(entry.path).label)
        narrowing = Narrowing(entry.path, "is", self._wanted, self._caption)
        place = Place("list", entry.kind, None, (narrowing,))
        language = self._desk.language
        named = language.bracketed(self._desk.say(kind.plural), field)
        text = language.labelled(named, language.number(entry.count))
        return button(text, lambda: self.going.emit(place), "link")

    def _put_history(self, box: QVBoxLayout, entries: "Sequence[Entry]") -> None:
        if not entries:
            return
        box.addWidget(rule())
        box.addWidget(_heading(self._desk.say(N_("History"))))
        for entry in entries:
            box.addWidget(PlainLabel(entry.description, "small", wrap=True))
            who = " · ".join(filter(None, (entry.author, instant(entry.at))))
            box.addWidget(PlainLabel(who, "small"))


def _heading(text: str) -> PlainLabel:
    return PlainLabel(text.upper(), "heading")
