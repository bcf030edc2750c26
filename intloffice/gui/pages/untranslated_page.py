"""What lacks a translation: names, titles and texts that would be printed in another language."""

from functools import partial

from intloffice.gui import untranslated
from intloffice.gui.desk import Desk
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.untranslated import Untranslated
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.table_or_note import TableOrNote
from intloffice.i18n import LOCALES, N_, NN_, OWN_NAMES

_MORE = NN_("{n} more is not listed.", "{n} more are not listed.")


class UntranslatedPage(Page):
    """Lists each text with the language it lacks; a link in each row opens its record."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Missing translations")))
        self.shown = Untranslated((), 0)
        choices = {"": say(N_("All")), **{code: OWN_NAMES[code] for code in LOCALES}}
        self.languages = Segments(choices, "")
        self.languages.setAccessibleName(say(N_("Language")))
        self.languages.chosen.connect(lambda _code: self.refresh())
        terms = button(say(N_("Official terms")), self._go_to_terms, "quiet")
        for widget in (self.note, self.languages, terms):
            self.top.addWidget(widget)
        nothing = N_("Everything that is printed has its text in each language.")
        self.rows = TableOrNote(desk.theme, say(N_("Missing translations")), say(nothing))
        self.table, self.empty = self.rows.table, self.rows.note
        self.table.opened.connect(self._open)
        self.body.addWidget(self.rows, 1)

    def arrive(self, place: Place) -> None:
        """List what is missing."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """List anew."""
        wanted = self.languages.current()
        job = partial(
            untranslated.untranslated,
            kinds=self.desk.kinds,
            wanted=wanted,
            language=self.desk.language.code,
        )
        self.desk.jobs.read(job, partial(self._take, wanted))

    def _take(self, wanted: str, shown: Untranslated) -> None:
        if wanted != self.languages.current():
            return
        say, spoken = self.desk.say, self.desk.language
        self.shown = shown
        headings = (N_("Record"), N_("Kind"), N_("Field"), N_("Lacks"), N_("Printed instead"))
        lines = [
            (
                each.caption,
                say(self.desk.kind(each.kind).singular),
                say(each.label),
                spoken.language_name(each.language),
                each.instead,
            )
            for each in shown.found
        ]
        self.rows.show_rows([say(text) for text in headings], lines, say(N_("Open")))
        self.note.setText(spoken.number(shown.number) if shown.number else "")
        more = shown.number - len(lines)
        self.noted.emit(spoken.counted(_MORE, more) if more else "")

    def _open(self, row: int) -> None:
        found = self.shown.found[row]
        self.going.emit(Place("record", found.kind, found.id))

    def _go_to_terms(self) -> None:
        self.going.emit(Place("list", "term"))
