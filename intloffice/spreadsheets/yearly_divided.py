"""The sheet of recent years' students by EQF level and by mode of stay, with its charts."""

from collections.abc import Callable, Iterator, Sequence

from intloffice.i18n import N_, Language
from intloffice.operations.counting.days import Window
from intloffice.operations.counting.periods import Period
from intloffice.operations.counting.stays import Stay, begun_in, modes_differ, persons, virtual
from intloffice.records.mobility import Direction, EqfLevel, StayMode
from intloffice.schema.choice import Choice
from intloffice.spreadsheets.sheet import CellValue, Chart, Column, Form, Sheet
from intloffice.spreadsheets.yearly_counts import CHARTED, RECEIVED, SENT, Counting

TITLE = N_("Levels and modes")
_NOT_SAID = N_("Not said")
_WAYS = ((SENT, Direction.OUTBOUND), (RECEIVED, Direction.INBOUND))
_DRAWN = {
    (SENT, EqfLevel): N_("Students sent, by EQF level"),
    (SENT, StayMode): N_("Students sent, by mode of stay"),
    (RECEIVED, EqfLevel): N_("Students received, by EQF level"),
    (RECEIVED, StayMode): N_("Students received, by mode of stay"),
}
#: Where the charts stand, below the years; which column the second of a line begins at.
_LINES, _BESIDE = (11, 24), "G"
#: What stands in a column of each year: how it is called, and who is counted in a window.
_Series = tuple[str, Callable[[Window], set[int]]]


def divided_sheet(
    counting: Counting, language: Language, note: str, year: Callable[[Period], CellValue]
) -> Sheet | None:
    """Make the sheet: a line for each of the recent years; None where no student was ever counted.

    ``year`` writes a year. What nobody is counted under in any of them has no column.
    """
    years = [counting.period.before(back) for back in reversed(range(CHARTED))]
    windows = [Window(each.first, min(each.last, counting.as_of)) for each in years]
    columns = [Column(language.text(N_("Year")), Form.WHOLE)]
    numbers: list[list[int]] = []
    charts: list[Chart] = []
    for topic, direction in _WAYS:
        for choices, series in _series(counting, topic, direction):
            first = len(columns)
            for label, counted in series:
                found = [len(counted(window)) for window in windows]
                if any(found):
                    heading = f"{language.text(topic)} · {language.text(label)}"
                    columns.append(Column(heading, Form.COUNT, 16))
                    numbers.append(found)
            if len(columns) > first:
                title = language.text(_DRAWN[topic, choices])
                at = f"{'A' if len(charts) % 2 == 0 else _BESIDE}{_LINES[len(charts) // 2]}"
                drawn = tuple(range(first, len(columns)))
                charts.append(Chart(title, language.text(TITLE), drawn, at))
    if not numbers:
        return None
    said = N_(
        "Distinct persons by the year in which the stay began. The EQF level is that of the stay, "
        "else that of its level of study. Who studies online only is counted as virtual alone."
    )
    rows: list[list[CellValue]] = [
        [year(each), *(found[n] for found in numbers)] for n, each in enumerate(years)
    ]
    notes = (language.text(TITLE), note, language.text(said))
    return Sheet(language.text(TITLE), columns, rows, notes, tuple(charts), wrapped=True)


def _series(
    counting: Counting, topic: str, direction: Direction
) -> Iterator[tuple[type[Choice], Sequence[_Series]]]:
    """Give what the students of a direction are divided by: levels, and modes where they differ."""
    stays = counting.found.sent if topic == SENT else counting.found.received

    def of(fits: Callable[[Stay], bool]) -> Callable[[Window], set[int]]:
        return lambda window: persons(s for s in begun_in(stays, window) if fits(s))

    def online(window: Window) -> set[int]:
        return persons(virtual(counting.session, direction, window.first, window.last))

    def at(level: str) -> Callable[[Window], set[int]]:
        return of(lambda stay: stay.eqf == level)

    levels = (*((level.label, level.value) for level in EqfLevel), (_NOT_SAID, ""))
    yield EqfLevel, [(label, at(word)) for label, word in levels]
    if modes_differ(counting.session, direction):
        blended = of(lambda stay: stay.mode == StayMode.BLENDED)
        there = of(lambda stay: stay.mode != StayMode.BLENDED)
        yield (
            StayMode,
            [
                (StayMode.PHYSICAL.label, there),
                (StayMode.BLENDED.label, blended),
                (StayMode.VIRTUAL.label, online),
            ],
        )
