"""Read a register otherwise than it was guessed, and remember that for the next of its kind."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from intloffice.database.session import Session, WritingSession
from intloffice.spreadsheets.registers import heads
from intloffice.spreadsheets.registers.heads import Heads
from intloffice.spreadsheets.registers.mapping import (
    OF_ALL,
    Reading,
    Readings,
    fingerprint,
    guessed,
    of_plain,
    plain,
)
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.taking import (
    ALWAYS,
    ASKED,
    HEADS,
    KIND,
    ORDER,
    Found,
    Register,
    found,
    plan,
)

#: Where it is kept, beside the drafts, how registers were read.
_PAGE = "register"
#: So many tables are remembered; the one read longest ago is forgotten first.
_REMEMBERED = 200


def _unheeded() -> None:
    pass


def otherwise(
    session: Session,
    register: Register,
    columns: Mapping[tuple[str, str], str],
    same: Mapping[str, str],
    heed: Callable[[], None] = _unheeded,
) -> Register:
    """Plan a register anew: with other columns, by mark and heading, and answers to doubts.

    What holds for every row comes by its mark and its target after ALWAYS, the kind of record that
    a table tells of and the order of its days by KIND and ORDER. The columns of a table of another
    kind are guessed anew. The rows of its headings come by the place of the table and HEADS.
    """
    changed = [replace(each, reading=_read_otherwise(each, columns)) for each in register.found]
    readings = replace(register.readings, same={**register.readings.same, **same})
    said = {**readings.heads, **_headed_otherwise(register, columns)}
    if said != readings.heads:
        readings = replace(readings, heads=said)
        changed = _found_anew(changed, readings)
    return plan(session, changed, readings, heed=heed)


def place_of(table: Table) -> str:
    """Give the mark of a table by where it begins, which its headings do not alter."""
    rows = [number for number, _ in table.rows] + [aside.number for aside in table.aside]
    return f"{table.sheet}\n{min(rows, default=0)}"


def heads_of(table: Table) -> str:
    """Write where the headings of a table stand; empty where none were found."""
    return heads.plain(table.heads or (heads.NOWHERE,)) if table.headings else ""


def head_choices(register: Register, one: Found) -> list[tuple[str, str]]:
    """List where the headings of a table may stand, with what is written there."""
    others = [
        each.table.heads[-1][-1]
        for each in register.found
        if each.sheet is one.sheet and each.table.heads
    ]
    here = one.table.headed_by
    after = max((row for row in others if row < here), default=0)
    rows = [number for number, _ in one.sheet.rows]
    last = one.table.last or max(rows, default=0)
    listed = heads.choices(one.sheet, one.table.heads, after + 1, last)
    return [(heads.plain(rows), written) for rows, written in listed]


def _headed_otherwise(
    register: Register, columns: Mapping[tuple[str, str], str]
) -> dict[str, Heads]:
    """Tell in which rows of a sheet the headings are to be, for sheets where one was changed."""
    said: dict[str, Heads] = {}
    for sheet in {each.table.sheet for each in register.found}:
        there = [each.table for each in register.found if each.table.sheet == sheet]
        now = [heads_of(table) for table in there]
        wanted = [
            columns.get((place_of(table), HEADS), held)
            for table, held in zip(there, now, strict=True)
        ]
        if wanted != now:
            rows = [row for each in wanted if each for row in heads.of_plain(each)]
            later = [row for row in rows[1:] if row != heads.NOWHERE]  # it goes on from above
            said[sheet] = tuple(sorted({*rows[:1], *later}))
    return said


def _found_anew(before: list[Found], readings: Readings) -> list[Found]:
    """Find the tables anew; those that are where they were are read as they were."""
    kept = {_identity(each.table): each.reading for each in before}
    kinds = {place_of(each.table): each.reading.kind for each in before if each.reading}
    anew = []
    sheets = list({id(each.sheet): each.sheet for each in before}.values())
    for each in found(sheets, readings):
        table, reading = each.table, each.reading
        if _identity(table) in kept:
            reading = kept[_identity(table)]
        elif reading is None and place_of(table) in kinds:
            reading = guessed(table, kinds[place_of(table)])
        anew.append(replace(each, reading=reading))
    return anew


def _identity(table: Table) -> tuple[str, Heads, str]:
    return table.sheet, table.heads, fingerprint(table)


def _read_otherwise(one: Found, columns: Mapping[tuple[str, str], str]) -> Reading | None:
    mark, now = fingerprint(one.table), one.reading
    before = now.kind if now else ""
    kind = columns.get((mark, KIND), before)
    if kind != before or now is None:
        return guessed(one.table, kind) if kind else None
    held = {name: columns.get((mark, name), target) for name, target in now.columns.items()}
    always = {
        target: columns.get((mark, ALWAYS + target), now.always.get(target, ""))
        for target in {*now.always, *ASKED.get(kind, ())}
    }
    months_first = columns.get((mark, ORDER), now.order) == "mdy"
    said = {name: word for name, word in always.items() if word}
    return replace(now, columns=held, always=said, order="mdy" if months_first else "dmy")


def remembered(session: Session) -> Readings:
    """Give how the tables of registers were read that were taken in before."""
    before: dict[str, Reading] = {}
    met: set[str] = set()
    for draft in session.drafts():
        if draft.page == _PAGE:
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                before[draft.kind] = of_plain(draft.content["reading"])
                met |= {str(draft.content["head"])} - {""}
    return Readings(before=before, met=frozenset(met))


def remember(session: WritingSession, register: Register) -> None:
    """Keep how the tables of a register were read, for the next with the same headings.

    Kept are headings and what they mean: nothing that stands in a row.
    """
    readings = register.readings
    for each in register.found:
        table = each.table
        if each.reading is None or not table.heads:
            continue
        always = {name: said for name, said in each.reading.always.items() if name in OF_ALL}
        chosen = table.sheet in readings.heads or table.head_mark in readings.met
        content = {
            "reading": plain(replace(each.reading, always=always)),
            "head": table.head_mark if chosen else "",
            "captions": [],
            "uuid": "",
        }
        session.keep_draft(_PAGE, fingerprint(table), 0, content)
    kept = [draft for draft in session.drafts() if draft.page == _PAGE]
    for draft in kept[_REMEMBERED:]:
        session.drop_draft(_PAGE, draft.kind, 0)
