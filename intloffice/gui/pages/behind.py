"""Shows the records behind a number in the drawer, as several pages do."""

from functools import partial
from typing import TYPE_CHECKING

from intloffice.gui import briefings
from intloffice.gui.desk import Desk
from intloffice.gui.tables.record_model import column_label
from intloffice.gui.widgets.record_drawer import RecordDrawer
from intloffice.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intloffice.gui.briefings import Behind


def ask_behind(
    desk: Desk, records: "Sequence[tuple[str, int]]", then: "Callable[[Behind], object]"
) -> None:
    """Ask for what is to be told of records."""
    job = partial(
        briefings.behind,
        records=records,
        kinds=desk.kinds,
        language=desk.language,
        regions=desk.settings.region_countries,
    )
    desk.jobs.read(job, then)


def show_behind(drawer: RecordDrawer, desk: Desk, behind: "Behind") -> None:
    """Show records in the drawer, by the columns of their kind where all are of one."""
    headings = [desk.say(N_("Kind")), desk.say(N_("Record")), desk.say(N_("Details"))]
    if behind.columns:
        kind = desk.kind(behind.rows[0].kind)
        columns = [column_label(kind, column) for column in behind.columns]
        headings = [desk.say(text) for text in (kind.singular, *columns)]
    rows = [row.cells for row in behind.rows]
    drawer.show_records(headings, rows, [(row.kind, row.id) for row in behind.rows])
