"""Bringing a workbook in: first what it would change is shown, then it is done at a word."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intloffice.errors import ChangedMeanwhileError, StoppedError
from intloffice.gui import keeping, sheets
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile
from intloffice.gui.pages.answer_panel import AnswerPanel
from intloffice.gui.pages.register_panel import RegisterPanel
from intloffice.gui.problems import notice
from intloffice.gui.sheets import Answered, Differing, Intended
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.card import Card
from intloffice.gui.widgets.drop_box import DropBox
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import LOCALES, N_, NN_, language

if TYPE_CHECKING:
    from intloffice.operations.backups import Done

#: The kinds of file, as a dialog shows them.
WORKBOOKS = "Excel, CSV, EWP (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.xml)"
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".xml")
_ROW, _HEAD = 32, 42
_MOST_ROWS = 14
_IMPORT = NN_("Import {n} record", "Import {n} records")
_ASIDE = NN_("{n} row is no record.", "{n} rows are no records.")
_REFUSED = NN_(
    "{n} cell cannot be taken; its record is left as it is.",
    "{n} cells cannot be taken; their records are left as they are.",
)
_TAKEN = NN_(
    "{n} record was changed. Ctrl+Z takes it back.",
    "{n} records were changed. Ctrl+Z takes them back.",
)
_IMPORTED = NN_(
    "{n} record was imported. Ctrl+Z takes it back.",
    "{n} records were imported. Ctrl+Z takes them back.",
)


class ImportCard(Card):
    """Reads a workbook, shows the plan, and carries it out as one change."""

    noted = Signal(str)
    shown = Signal()
    #: Work has begun on what is shown; how far it is stands below all of that.
    working_on = Signal()
    #: What was there before was backed up.
    backed_up = Signal()

    def __init__(self, desk: Desk, choose_file: ChooseFile) -> None:
        say = desk.say
        super().__init__(
            desk,
            say(N_("Import a workbook")),
            say(
                N_(
                    "A workbook as “Everything” writes it, with rows added or changed, or a "
                    "register of agreements, students, experts, awards, visits, people or "
                    "organisations as any office keeps it, or what a partner has corrected. What "
                    "it would change is shown first; then all of it is one change, which Ctrl+Z "
                    "takes back."
                )
            ),
        )
        self.choose_file = choose_file
        self.intended: Intended | None = None
        self._generation = 0
        self._before = ""
        self._imported = 0
        self._told = ""
        self.choose_one = button(say(N_("Choose a workbook …")), self.choose)
        text = say(N_("Drop a workbook here, or"))
        self.drop = DropBox(desk.theme, text, _ENDINGS, self.choose_one)
        self.drop.dropped.connect(self.read)
        self.box.addWidget(self.drop)
        self._plan = QWidget()
        self.answer = AnswerPanel(desk)
        self.answer.taken.connect(self.take)
        self.answer.put_away.connect(self.put_away)
        self._build_plan()
        self.box.addWidget(self.answer)
        self.finish(self.drop, self.apply, self.away, self.panel, self.back, self.answer)

    def choose(self) -> None:
        """Ask for a workbook and read it."""
        title = self._desk.say(N_("Choose a workbook"))
        path = self.choose_file(self, title, "", WORKBOOKS)
        if path:
            self.read(path)

    def read(self, path: str) -> None:
        """Read a workbook and show what it would change."""
        self._imported = 0
        self._told = ""
        self.put_away()
        self._read(Path(path))

    def _read(self, path: Path) -> None:
        """Read a workbook; what is shown of it stays until that is done."""
        self._generation += 1
        self.begin(self._desk.say(N_("Reading {name} …"), name=path.name), stoppable=True)
        folder = self._desk.translations
        job = partial(
            sheets.intend,
            path=path,
            kinds=self._desk.kinds,
            languages=[language(code, folder) for code in LOCALES],
            code=self._desk.language.code,
            stopped=self.stopping.is_set,
        )
        number = self._generation
        self._desk.jobs.read(job, partial(self._show, number), partial(self._fail, number))

    def read_again(self) -> None:
        """Work the plan out anew: the records may have changed since."""
        if self._imported and not self.working:
            self._imported -= 1  # the first is told of what was imported itself
            if not self._imported:
                self.end("")  # it may have been taken back since
        if self.intended is not None and self.intended.register is not None:
            self.read_otherwise()
        elif self.intended is not None and not self.working:
            self.read(str(self.intended.path))
        elif self.answer.answered is not None and not self.working:
            self._read(self.answer.answered.path)

    def read_otherwise(self) -> None:
        """Work the plan of a register out anew, as its columns are to be read now."""
        if self.intended is None or self.working:
            return
        self._generation += 1
        name = self.intended.path.name
        self.begin(self._desk.say(N_("Reading {name} …"), name=name), stoppable=True)
        job = partial(
            sheets.intend_otherwise,
            intended=self.intended,
            columns=self.panel.chosen(),
            same=self.panel.answered(),
            kinds=self._desk.kinds,
            spoken=self._desk.language,
            stopped=self.stopping.is_set,
        )
        number = self._generation
        again = partial(self._show, number, again=True)
        self._desk.jobs.read(job, again, partial(self._stay, number))

    def write_refused(self) -> None:
        """Write the refused rows of a register as a workbook, to be mended and imported again."""
        if self.intended is None or self.working:
            return
        path = self.intended.path
        out = path.with_name(f"{path.stem} – {self._desk.say(N_('refused'))}.xlsx")
        self.begin(self._desk.say(N_("Writing {name} …"), name=out.name))
        self.working_on.emit()
        job = partial(
            sheets.report_refused, intended=self.intended, path=out, spoken=self._desk.language
        )
        told = self._desk.say(
            N_("{name} was written; mend the rows there and import it."), name=out.name
        )
        number = self._generation
        self._desk.jobs.read(
            job,
            lambda written: self.end(told, "circle-check", str(written)),
            partial(self._fail, number),
        )

    def bring_in(self) -> None:
        """Do what was shown."""
        if self.intended is None or not self.intended.changes or self.working:
            return
        number = self._generation
        self.begin(self._desk.say(N_("Backing up …")))
        job = partial(keeping.back_up, reason="before an import")
        self._desk.jobs.tend(job, partial(self._import, number), partial(self._fail, number))

    def _import(self, number: int, backed_up: "Done") -> None:
        if self.intended is None or number != self._generation:
            return
        self._note_backup(backed_up)
        said = self._desk.say(N_("Import {name}"), name=self.intended.path.name)
        doing = self._desk.say(N_("Importing {name} …"), name=self.intended.path.name)
        self.begin(doing, stoppable=True)
        self.working_on.emit()
        job = partial(
            sheets.bring_in,
            intended=self.intended,
            progress=self.progress().tell,
            stopped=self.stopping.is_set,
        )
        self._desk.jobs.write(said, job, self._tell_done, partial(self._fail, number))

    def _note_backup(self, backed_up: "Done") -> None:
        """Remember what to say of the backup from before, whichever place it is in."""
        told = N_("What was there before is backup {number}.")
        self._before = self._desk.say(told, number=backed_up.made.number)
        self.backed_up.emit()

    def put_away(self) -> None:
        """Put the plan away; nothing was changed."""
        self._hide_plan()
        self.end("")

    def _build_plan(self) -> None:
        say = self._desk.say
        self.name = ShortenedLabel("", "strong")
        self.counts = PlainTable(self._desk.theme, say(N_("What the workbook would change")))
        self.refused = PlainLabel("", "problem", wrap=True)
        self.refusals = PlainTable(self._desk.theme, say(N_("What cannot be taken")))
        self.apply = button("", self.bring_in, "primary")
        self.away = button(say(N_("Put away")), self.put_away, "quiet")
        self.panel = RegisterPanel(self._desk)
        self.panel.changed.connect(self.read_otherwise)
        self.back = button(say(N_("Write refused rows")), self.write_refused, "quiet")
        self.aside = PlainLabel("", "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.back)
        head.addWidget(self.away)
        head.addWidget(self.apply)
        box = QVBoxLayout(self._plan)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        box.addLayout(head)
        for widget in (self.panel, self.counts, self.aside, self.refused, self.refusals):
            box.addWidget(widget)
        self.box.addWidget(self._plan)
        self._hide_plan()

    def take(self) -> None:
        """Take over what of a partner's corrections is ticked, as one change."""
        answered, chosen = self.answer.answered, self.answer.chosen
        if answered is None or not chosen or self.working:
            return
        self.begin(self._desk.say(N_("Backing up …")))
        name = answered.path.name
        said = self._desk.say(N_("Take over what {name} says"), name=name)
        then = partial(self._take, self._generation, answered, tuple(chosen), said)
        job = partial(keeping.back_up, reason="before an import")
        fail = partial(self._fail, self._generation)
        self._desk.jobs.tend(job, then, fail)

    def _take(
        self,
        number: int,
        answered: Answered,
        chosen: "tuple[Differing, ...]",
        said: str,
        backed_up: "Done",
    ) -> None:
        self._note_backup(backed_up)
        day = self._desk.today()
        job = partial(sheets.take, chosen=chosen, name=answered.organisation, day=day)
        self._desk.jobs.write(said, job, self._tell_taken, partial(self._fail_to_take, number))

    def _fail_to_take(self, number: int, error: Exception) -> bool:
        """Say why nothing was taken over; what was changed meanwhile is compared anew."""
        told = self._fail(number, error)
        answered = self.answer.answered
        if number == self._generation and isinstance(error, ChangedMeanwhileError) and answered:
            self._told = self.result.text()
            self._read(answered.path)
        return told

    def _tell_taken(self, number: int) -> None:
        self._hide_plan()
        self._imported = 2
        sentence = self._desk.language.counted(_TAKEN, number)
        self.end(self._desk.language.together((sentence, self._before)), "circle-check")
        self.noted.emit(sentence)

    def _show(self, number: int, found: Intended | Answered, *, again: bool = False) -> None:
        """Show what was read; where it is shown ``again`` one stays where one is in it."""
        if number != self._generation:
            return
        if self.stopping.is_set():  # it was read before that could be heeded
            self._stay(number, StoppedError(N_("It was stopped. Nothing of it was kept.")))
            return
        if isinstance(found, Answered):
            self.end(self._told, "circle-alert" if self._told else "")
            self._told = ""
            self.answer.show_answer(found)
            self.shown.emit()
            return
        self._show_intended(found)
        if not again:
            self.shown.emit()

    def _show_intended(self, intended: Intended) -> None:
        self.intended = intended
        say, counted = self._desk.say, self._desk.language.counted
        write = self._desk.language.number
        nothing = N_("Nothing differs from what is on record.")
        if not intended.is_understood:
            nothing = N_("What it tells of was not understood; choose above what it is.")
        self.end("" if intended.changes else say(nothing), "" if intended.changes else "info")
        self.name.show_text(intended.path.name)
        heads = (N_("Kind"), N_("New"), N_("Changed"), N_("The same"), N_("Refused"))
        counted_rows = self._rows(intended)
        _fill(self.counts, [say(head) for head in heads], counted_rows)
        self.counts.setVisible(bool(counted_rows))
        cells = len(intended.refusals) + intended.more
        self.refused.setText(counted(_REFUSED, cells))
        lines = [(each.sheet, each.cell, each.reason) for each in intended.refusals]
        if intended.more:
            lines.append(("", "", say(N_("and {n} more"), n=write(intended.more))))
        _fill(self.refusals, [say(N_("Sheet")), say(N_("Cell")), say(N_("Reason"))], lines)
        self.refused.setVisible(bool(cells))
        self.refusals.setVisible(bool(cells))
        self.panel.show_register(intended)
        told = [counted(_ASIDE, intended.aside)] if intended.aside else []
        self.aside.setText(self._desk.language.together(told))
        self.aside.setVisible(bool(told))
        self.back.setVisible(bool(cells and intended.register))
        self.apply.setText(counted(_IMPORT, intended.changes))
        self.apply.setVisible(intended.changes > 0)
        self._plan.show()
        if self.panel.all_answered and intended.changes:
            self.apply.setFocus()  # nothing else is asked

    def _rows(self, intended: Intended) -> list[tuple[str, ...]]:
        """Tell of each kind that differs how its records fare, and of the others together."""
        say, write = self._desk.say, self._desk.language.number
        rows, same = [], 0
        for name, *numbers in intended.counts:
            new, changed, alike, refused = numbers
            if new or changed or refused:
                shown = (write(number) if number else "–" for number in numbers)
                rows.append((say(self._desk.kind(name).plural), *shown))
            else:
                same += alike
        if same:
            others = N_("All other kinds") if rows else N_("All kinds")
            rows.append((say(others), "–", "–", write(same), "–"))
        return rows

    def _tell_done(self, number: int) -> None:
        if self.intended is not None:
            job = partial(sheets.put_away, self.intended)
            self._desk.jobs.run(job, lambda _: None)
        self._hide_plan()
        self._imported = 2
        sentence = self._desk.language.counted(_IMPORTED, number)
        self.end(self._desk.language.together((sentence, self._before)), "circle-check")
        self.noted.emit(sentence)

    def _fail(self, number: int, error: Exception) -> bool:
        """Say on the card what went wrong; what nobody expected is told by others too."""
        if number != self._generation:
            return True
        told = notice(error, self._desk.language)
        self.end(told.sentence, "circle-alert")
        return not told.details

    def _stay(self, number: int, error: Exception) -> bool:
        """Show the register as it was read before: what it was to be read as came to nothing."""
        if number == self._generation and self.intended is not None:
            self.panel.show_register(self.intended)
        return self._fail(number, error)

    def _hide_plan(self) -> None:
        self.intended = None
        self._plan.hide()
        self.answer.hide()


def _fill(table: PlainTable, heads: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    """Show rows, in a table as high as they want."""
    table.show_rows(heads, rows)
    table.setFixedHeight(_HEAD + _ROW * min(len(rows), _MOST_ROWS) + 4)
