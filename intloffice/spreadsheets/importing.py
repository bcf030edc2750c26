"""Read a workbook as export writes it: read, plan, apply.

Nothing is changed before the plan is applied, and then all of it in one change set, which one
undo takes back. What cannot be taken is named with its cell and the reason.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import count, groupby
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from intloffice.database import making
from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError, StoppedError
from intloffice.i18n import N_, Language
from intloffice.operations import edit
from intloffice.schema.kind import Kind
from intloffice.spreadsheets import apart
from intloffice.spreadsheets.entry import Addition, Coming, Counts, Plan, Refusal, Sheets
from intloffice.spreadsheets.planning import Planner
from intloffice.spreadsheets.reading import Reader
from intloffice.spreadsheets.sheet import ReadSheet

__all__ = [
    "Counts",
    "Plan",
    "Reader",
    "Refusal",
    "Sheets",
    "all_taken",
    "apply",
    "beginning",
    "plan",
    "read",
    "refused",
    "understood",
]

#: Told how many records of how many are done.
Progress = Callable[[int, int], None]

#: Tells whether whoever asked wants no more of it.
Stopped = Callable[[], bool]

#: The ids that new records are to have, by their kinds and their lasting ids.
_Ids = Mapping[str, Mapping[str, int]]
#: How many refused cells a sentence names.
_SHOWN = 5
_STEP = 50
#: So many new records are written at once.
_TOGETHER = 2000


def _never() -> bool:
    return False


def read(
    path: Path, kinds: Sequence[Kind], languages: Sequence[Language], stopped: Stopped = _never
) -> Sheets:
    """Read a workbook whose headings are in one of the languages.

    Raise OfficeError where the file is no workbook, holds no sheet of ours, or could do harm,
    and StoppedError soon after ``stopped`` tells so.
    """
    reader = Reader(kinds, languages)
    apart.read(path, stopped, taking=reader)
    return all_taken(reader, path.name)


def understood(
    found: Iterable[ReadSheet],
    name: str,
    kinds: Sequence[Kind],
    languages: Sequence[Language],
    stopped: Stopped = _never,
) -> Sheets:
    """Tell which records the sheets of a workbook, called ``name``, tell of; raise as ``read``."""
    reader = Reader(kinds, languages)
    for sheet in found:
        heed(stopped)
        reader.take(sheet)
    return all_taken(reader, name)


def all_taken(reader: Reader, name: str) -> Sheets:
    """Give what a reader has taken of a workbook; raise OfficeError where no sheet was ours."""
    if not reader.has_known:
        raise OfficeError(
            N_("{name} holds no sheet that export writes. Nothing was changed."), name=name
        )
    return reader.sheets()


def plan(session: Session, sheets: Sheets, stopped: Stopped = _never) -> Plan:
    """Work out what is new, changed, the same or refused, without changing anything.

    A record is known by its lasting id. Its rows are replaced by those given, where the sheet of
    such rows is present; a field whose column is missing stays as it is. Raise StoppedError soon
    after ``stopped`` tells so.
    """
    return Planner(session, sheets, partial(heed, stopped)).plan()


@contextmanager
def beginning(sheets: Sheets) -> Iterator[making.Maker | None]:
    """Begin what makes very many records ready while it is planned what becomes of them."""
    with making.begun() if len(sheets.entries) >= edit.VERY_MANY else nullcontext() as maker:
        yield maker


def refused(planned: Plan, language: Language) -> str:
    """Say what keeps a workbook from being taken in: the first cells, and how many more."""
    said = [refusal.sentence(language) for refusal in planned.refusals[:_SHOWN]]
    more = len(planned.refusals) - len(said)
    if more > 0:
        said.append(language.text(N_("… and {n} more."), n=language.number(more)))
    return "\n".join([language.text(N_("Nothing was imported:")), *said])


def apply(
    session: WritingSession,
    planned: Plan,
    progress: Progress | None = None,
    *,
    skip_refused: bool = False,
    stopped: Stopped = _never,
    maker: making.Maker | None = None,
) -> None:
    """Do what was planned; the caller's session is the one change set.

    ``maker`` is what makes very many new records ready, where it is begun already.

    Raise OfficeError, with nothing changed, where a row is refused and ``skip_refused`` is not
    given, and ChangedMeanwhileError where the store has moved on since the plan was made. Raise
    StoppedError soon after ``stopped`` tells so; the caller's session then takes all of it back.
    """
    if planned.refusals and not skip_refused:
        first = planned.refusals[0]
        raise OfficeError(
            N_("{sheet}!{cell} cannot be taken, so nothing was imported."),
            sheet=first.sheet,
            cell=first.cell,
        )
    session.heed = partial(heed, stopped)
    ids = _numbered(session, planned.additions)
    _refuse_known(session, ids)
    done = 0

    def told(added: int) -> None:
        nonlocal done
        heed(stopped)
        done += added
        if progress:
            progress(done, planned.size)

    for _, same in groupby(planned.additions, lambda added: added.kind.name):
        additions = list(same)
        blocks = _in_blocks(additions, ids)
        edit.add_all(session, additions[0].kind, blocks, told, len(additions), maker)
    for number, altered in enumerate(planned.alterations, len(planned.additions) + 1):
        heed(stopped)
        lines = {
            name: [replace(line, values=_settled(line.values, ids)) for line in found]
            for name, found in altered.rows.items()
        }
        values = _settled(altered.values, ids)
        edit.change(session, altered.kind, altered.record_id, altered.version, values, lines)
        _tell(progress, number, planned.size)
    heed(stopped)


def _in_blocks(additions: Sequence[Addition], ids: _Ids) -> Iterator[list[edit.New]]:
    for start in range(0, len(additions), _TOGETHER):
        block = additions[start : start + _TOGETHER]
        if block[0].kind.refers or any(added.rows for added in block):
            yield [_as_new(added, ids) for added in block]
        else:  # they name no others
            own = ids[block[0].kind.name]
            yield [edit.New(a.values, a.rows, a.uuid, own[a.uuid]) for a in block]


def _as_new(added: Addition, ids: _Ids) -> edit.New:
    rows = added.rows
    if any(rows.values()):
        rows = {name: [_settled(line, ids) for line in lines] for name, lines in rows.items()}
    own = ids[added.kind.name][added.uuid]
    return edit.New(_settled(added.values, ids), rows, added.uuid, own)


def _refuse_known(session: Session, ids: _Ids) -> None:
    for kind, coming in ids.items():
        table = session.tables[kind]
        if any(uuid in coming for uuid in session.execute(select(table.c.uuid)).scalars()):
            raise ChangedMeanwhileError(
                N_("The records were changed meanwhile. Please check the workbook again.")
            )


def _numbered(session: Session, additions: Sequence[Addition]) -> _Ids:
    """Choose an id for each new record, so that any may refer to any."""
    coming: dict[str, list[str]] = {}
    for kind, same in groupby(additions, lambda added: added.kind.name):
        coming.setdefault(kind, []).extend([added.uuid for added in same])
    return {
        kind: dict(zip(uuids, count(_highest(session, kind) + 1), strict=False))
        for kind, uuids in coming.items()
    }


def _highest(session: Session, kind: str) -> int:
    """Give the highest id that a record of a kind has, or has ever had."""
    table, change = session.tables[kind], session.tables.change
    now = session.execute(select(func.max(table.c.id))).scalar()
    ever = session.execute(
        select(func.max(change.c.row_id)).where(change.c.table_name == kind)
    ).scalar()
    return max(now or 0, ever or 0)


def _settled(values: Mapping[str, Any], ids: _Ids) -> Mapping[str, Any]:
    if Coming not in map(type, values.values()):
        return values
    return {
        name: ids[value.kind][value.uuid] if isinstance(value, Coming) else value
        for name, value in values.items()
    }


def heed(stopped: Stopped) -> None:
    """Raise StoppedError where ``stopped`` tells so."""
    if stopped():
        raise StoppedError(apart.STOPPED)


def _tell(progress: Progress | None, done: int, of: int) -> None:
    if progress and done % _STEP == 0:
        progress(done, of)
