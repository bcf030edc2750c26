"""How a register that others keep is read: each column may be read otherwise, doubts answered."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import masked
from intloffice.gui.sheets import Asked, Intended
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.i18n import N_, NN_

#: What a column may be read as.
_TARGETS = {
    "partner": N_("Partner"),
    "partner_other": N_("Partner, in another language"),
    "unit": N_("Their faculty"),
    "our_unit": N_("Our school"),
    "country": N_("Country"),
    "city": N_("City"),
    "title": N_("Title"),
    "kind": N_("Kind"),
    "reference": N_("Our reference"),
    "number": N_("No."),
    "signed_on": N_("Signed on"),
    "effective_from": N_("Effective from"),
    "effective_until": N_("Until"),
    "term": N_("Length of the term"),
    "renewal": N_("At the end of a term"),
    "level": N_("Level"),
    "notes": N_("Notes"),
    "name": N_("Full name"),
    "name_en": N_("Name in English"),
    "name_zh": N_("Name in Chinese"),
    "name_ja": N_("Name in Japanese"),
    "acronym": N_("Acronym"),
    "website": N_("Website"),
    "ror_id": N_("ROR id"),
    "erasmus_code": N_("Erasmus code"),
    "schac": N_("SCHAC code"),
    "family": N_("Family name"),
    "given": N_("Given name"),
    "name_other": N_("Name in another script"),
    "kana": N_("Name in kana"),
    "gender": N_("Gender"),
    "nationality": N_("Nationality"),
    "birth_on": N_("Born on"),
    "passport_number": N_("Passport number"),
    "passport_expires_on": N_("Passport expires on"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "private": N_("Protocol notes (protected)"),
    "organisation": N_("Organisation"),
    "direction": N_("Direction"),
    "student_class": N_("Class"),
    "subject": N_("Subject"),
    "isced_code": N_("ISCED-F code"),
    "eqf_level": N_("EQF level"),
    "mode": N_("Mode of stay"),
    "programme": N_("Programme"),
    "agreement": N_("Agreement"),
    "planned_start": N_("Planned start"),
    "planned_end": N_("Planned end"),
    "actual_start": N_("Actual start"),
    "actual_end": N_("Actual end"),
    "year": N_("Year"),
    "status": N_("Status"),
    "funding": N_("Funding"),
    "home": N_("Home organisation then"),
    "home_title": N_("Title then"),
    "engagement_class": N_("Class"),
    "post": N_("Post with us"),
    "purposes": N_("Purposes"),
    "starts_on": N_("Starts on"),
    "ends_on": N_("Ends on"),
    "days_on_campus": N_("Days on campus"),
    "funded_by": N_("Funded by"),
    "funder": N_("Funder"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "per": N_("Amount is"),
    "paid_on": N_("Paid on"),
    "recipient_kind": N_("Recipient is"),
    "visitors": N_("Visiting organisations"),
    "head": N_("Head of delegation"),
    "guests": N_("Guests"),
    "hosts": N_("Hosts"),
    "purpose": N_("Purpose"),
    "place": N_("Place"),
    "persons": N_("Number of guests"),
    "outcome": N_("Outcome"),
    "serial": N_("No."),
    "ignored": N_("Not taken in"),
}
#: What is called otherwise where organisations are listed.
_OF_ORGANISATIONS = {"name": N_("Name")}
_ANOTHER = "new"
_ON_RECORD = "on record"
_HEADING = 240
#: How high a row is that tells of a table, above the rows of its columns.
_TABLE = 48
#: Beside a row in the list of rows, and how wide that list may be.
_MARGIN, _WIDEST = 40, 640
_WHOLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
#: So many doubts are asked one by one; a list of thousands would hold the window up.
_ASKED = 100
_MORE = NN_(
    "and {n} more: they are asked when these are answered, or answered with “All of them”.",
    "and {n} more: they are asked when these are answered, or answered with “All of them”.",
)


class RegisterPanel(QWidget):
    """Shows what each column is read as, and asks once about whatever is in doubt."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._shown = QWidget()
        self._box.addWidget(self._shown)
        self.columns: dict[tuple[str, str], QComboBox] = {}
        self.answers: dict[str, QComboBox] = {}
        self._unshown: tuple[Asked, ...] = ()
        self._all = ""
        #: Whether the last doubt was answered just now.
        self.all_answered = False

    def show_register(self, intended: Intended) -> None:
        """Show how a register is read; nothing for a workbook of ours."""
        before, focused = list(self._boxes().items()), QApplication.focusWidget()
        held = next((n for n, (_, box) in enumerate(before) if box is focused), -1)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = QWidget()
        self._box.addWidget(self._shown)
        self.columns, self.answers = {}, {}
        self._unshown, self._all = intended.asked[_ASKED:], ""
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _HEADING)
        grid.setColumnStretch(1, 1)
        if intended.headings:
            self._put_columns(grid, intended)
        if intended.asked:
            self._put_doubts(grid, intended)
        self.setVisible(bool(intended.headings))
        boxes = self._boxes()
        self.all_answered = bool(held >= 0 and before[held][0][0] == "" and not self.answers)
        if held >= 0 and boxes:  # else Qt passes it on, out of the page
            following = (key for key, _ in (*before[held:], *reversed(before[:held])))
            boxes[next((key for key in following if key in boxes), next(iter(boxes)))].setFocus()

    def _boxes(self) -> dict[tuple[str, str], QComboBox]:
        """Give all that can be chosen, from the top: the columns, then the doubts."""
        return self.columns | {("", name): box for name, box in self.answers.items()}

    def chosen(self) -> dict[tuple[str, str], str]:
        """Tell what each column is to be read as, by the mark of its table and its heading."""
        return {key: str(box.currentData()) for key, box in self.columns.items()}

    def answered(self) -> dict[str, str]:
        """Tell who or what each doubtful one is, as far as was said."""
        said = {name: str(box.currentData() or "") for name, box in self.answers.items()}
        for asked in self._unshown:
            said[asked.written] = _alike(self._all, [uuid for uuid, _ in asked.answers])
        return {name: answer for name, answer in said.items() if answer}

    def _put_columns(self, grid: QGridLayout, intended: Intended) -> None:
        say = self._desk.say
        purpose = say(N_("Each table and column is read as shown; change what is wrong."))
        grid.addWidget(PlainLabel(purpose, "muted", wrap=True), 0, 0, 1, 3)
        protected = {
            name
            for kind in self._desk.kinds
            for name, field in kind.fields.items()
            if field.protected
        }
        for heading in intended.headings:
            row = grid.rowCount()
            box = Choices()
            words = _TARGETS | (_OF_ORGANISATIONS if "schac" in heading.targets else {})
            labels = heading.labels or [say(words[target]) for target in heading.targets]
            for target, label in zip(heading.targets, labels, strict=True):
                box.addItem(label, target)
            box.setCurrentIndex(heading.targets.index(heading.target))
            box.setAccessibleName(heading.text)
            if heading.rows:
                _show_whole(box, heading.rows)
            key = (heading.mark, heading.key or heading.text)
            beside = heading.example
            if beside and heading.target in protected:
                beside = masked(beside)
            self._put(grid, row, heading.text, beside, box, is_table=heading.of_table)
            if key in self.columns:
                box.setEnabled(False)
            self.columns.setdefault(key, box)

    def _put_doubts(self, grid: QGridLayout, intended: Intended) -> None:
        say = self._desk.say
        question = say(
            N_(
                "These may be on record already, or stand in a title only. Their rows wait for an "
                "answer."
            )
        )
        grid.addWidget(PlainLabel(question, "problem", wrap=True), grid.rowCount(), 0, 1, 3)
        if len(intended.asked) > 1:
            self._put_all_alike(grid)
        for asked in intended.asked[:_ASKED]:
            box = Choices()
            box.addItem(say(N_("Not yet answered")), "")
            for uuid, name in asked.answers:
                box.addItem(name, uuid)
            box.addItem(say(N_("Not on record: add it")), _ANOTHER)
            box.setAccessibleName(asked.written)
            self._put(grid, grid.rowCount(), asked.written, asked.cell, box)
            self.answers[asked.written] = box
        if self._unshown:
            more = PlainLabel(self._desk.language.counted(_MORE, len(self._unshown)), "muted")
            grid.addWidget(more, grid.rowCount(), 0, 1, 3)

    def _put_all_alike(self, grid: QGridLayout) -> None:
        """Offer one answer for all that are in doubt."""
        say = self._desk.say
        self.all_alike = Choices()
        for text, word in (
            (N_("One by one"), ""),
            (N_("Each is who it may be"), _ON_RECORD),
            (N_("Not on record: add it"), _ANOTHER),
        ):
            self.all_alike.addItem(say(text), word)
        label = say(N_("All of them"))
        self.all_alike.setAccessibleName(label)
        self.all_alike.activated.connect(self._answer_all)
        self._put(grid, grid.rowCount(), label, "", self.all_alike)

    def _answer_all(self) -> None:
        """Answer all alike; where it may be one of several it is still to be said which."""
        self._all = str(self.all_alike.currentData())
        for box in self.answers.values():
            known = [str(box.itemData(n)) for n in range(1, box.count() - 1)]
            answer = _alike(self._all, known)
            if answer or not self._all:
                box.setCurrentIndex(box.findData(answer))

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        text: str,
        beside: str,
        box: QComboBox,
        *,
        is_table: bool = False,
    ) -> None:
        label = ShortenedLabel("", "subtitle" if is_table else "strong")
        label.show_text(text)
        label.setFixedWidth(_HEADING)
        if is_table:
            grid.setRowMinimumHeight(row, _TABLE)
        example = ShortenedLabel("", "muted")
        example.show_text(beside)
        example.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for column, widget in enumerate((label, example, box)):
            grid.addWidget(widget, row, column)
        box.activated.connect(lambda _: self.changed.emit())


class _WholeRows(QStyledItemDelegate):
    """Shows in the list of a box what each row says, of which the box itself has only the name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Take the whole text of an item, where it has one."""
        super().initStyleOption(option, index)
        option.text = index.data(_WHOLE) or option.text


def _show_whole(box: QComboBox, rows: Sequence[str]) -> None:
    """Show in the list of a box what its rows say, in a list as wide as they want."""
    for at, text in enumerate(rows):
        box.setItemData(at, text, _WHOLE)
        box.setItemData(at, text, Qt.ItemDataRole.AccessibleTextRole)
    view = box.view()
    box.setItemDelegate(_WholeRows(box))
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setMinimumWidth(min(view.sizeHintForColumn(0) + _MARGIN, _WIDEST))


def _alike(word: str, known: list[str]) -> str:
    """Give the answer to a doubt where all are answered alike; none where it may be several."""
    if word == _ANOTHER:
        return _ANOTHER
    return known[0] if word == _ON_RECORD and len(known) == 1 else ""
