"""What the window asks of the operations.

Each function takes a session first, runs on a worker thread and returns plain values. The
operations, and with them the database library, are imported when the first question is asked:
after the first painting, off the window's thread.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from intloffice.gui.place import Narrowing
from intloffice.schema.kind import Kind, kind_named

if TYPE_CHECKING:
    from pathlib import Path

    from intloffice.errors import StoreError
    from intloffice.operations.browse import Query, Row
    from intloffice.operations.bulk import Outcome
    from intloffice.operations.deadlines import Due
    from intloffice.operations.edit import Snapshot
    from intloffice.operations.find import Hit
    from intloffice.operations.renewing import NextTerm
    from intloffice.operations.trail import Entry
    from intloffice.operations.trash import Brought, Removed

#: A record that a text names, and its caption; else 0, and how many it may be.
Found = tuple[int, str, int]
_RECENT = 3
_SHOWN = 8
_YEARS = 6
#: After so many records one tells how far it is.


@dataclass(frozen=True)
class Asked:
    """What a list shows: a kind's records, searched, narrowed and sorted, in a language."""

    kind: Kind
    language: str
    text: str = ""
    narrowings: tuple[Narrowing, ...] = ()
    column: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sought:
    """What may be meant by a text: records of a kind, at most ``limit``, in a language.

    ``regions`` are the countries that the office shows as regions. ``first`` names a flag: records
    that have it are offered before all others.
    """

    kind: Kind
    text: str
    language: str
    limit: int
    regions: tuple[str, ...] = ()
    first: str = ""


@dataclass(frozen=True)
class Ourselves:
    """Our own university: its caption, and the sign that stands for it; empty if not on record."""

    caption: str = ""
    sign: str = ""
    country: str = ""
    id: int = 0


@dataclass(frozen=True)
class Beginning:
    """What a new record begins with: entries that were not saved, and our own university."""

    draft: "dict[str, Any] | None"
    ourselves: Ourselves


@dataclass(frozen=True)
class Overview:
    """What the frame of the window tells."""

    totals: dict[str, int]
    ourselves: Ourselves
    undo: str
    redo: str


@dataclass(frozen=True)
class Related:
    """How many records of a kind name a record, in the field at ``path``."""

    kind: str
    path: str
    count: int


@dataclass(frozen=True)
class NamedBy:
    """A record that others name: how it is called, how many they are, and the first of them.

    Each is told by its kind, its id and how it is called.
    """

    caption: str
    count: int
    first: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Peek:
    """A record to be read: what it is called, what it holds, who names it, what was done to it.

    ``draft`` are entries that were not saved, as the store keeps them; ``files`` are names and
    sizes of what is attached.
    """

    caption: str
    snapshot: "Snapshot"
    related: tuple[Related, ...] = ()
    history: "tuple[Entry, ...]" = ()
    draft: "dict[str, Any] | None" = None
    files: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Entered:
    """One line on the first page: a day, a record and how it is called.

    The ``detail`` of an anniversary is its years.
    """

    day: str
    kind: str
    id: int
    caption: str
    detail: str = ""


@dataclass(frozen=True)
class Today:
    """What the first page tells; it is ``begun`` once more is on record than ourselves."""

    figures: tuple[tuple[str, int], ...] = ()
    meetings: tuple[Entered, ...] = ()
    expiring: tuple[Entered, ...] = ()
    following: tuple[Entered, ...] = ()
    unfinished: tuple[Entered, ...] = ()
    anniversaries: tuple[Entered, ...] = ()
    by_country: tuple[tuple[str, int], ...] = ()
    students: tuple[tuple[str, int, int], ...] = ()
    begun: bool = True


def overview(session: Any, kinds: Sequence[Kind], language: str) -> Overview:
    """Tell what the frame shows."""
    from intloffice.operations import browse, undo

    done, undone = undo.undoable(session), undo.redoable(session)
    return Overview(
        browse.totals(session, kinds),
        ourselves(session, kinds, language),
        done.description if done else "",
        undone.description if undone else "",
    )


def ourselves(session: Any, kinds: Sequence[Kind], language: str) -> Ourselves:
    """Find our own university."""
    from intloffice.operations import browse

    kind = kind_named(kinds, "organisation")
    ours = browse.Filter("ours", "is", True), browse.Filter("kind", "is", "university")
    found = browse.page(session, browse.Query(kind, filters=ours), 0, 1)
    if not found:
        return Ourselves()
    ours_id = found[0].id
    captions = {
        code: browse.captions(session, "organisation", [ours_id], code)[ours_id]
        for code in dict.fromkeys((language, "zh"))
    }
    record = session.row("organisation", ours_id) or {}
    return Ourselves(
        captions[language], captions["zh"][:1], str(record.get("country", "")), ours_id
    )


def query(asked: Asked) -> "Query":
    """Put what a list shows into the words of the operations."""
    from intloffice.operations import browse

    filters = tuple(browse.Filter(n.path, n.operator, n.value) for n in asked.narrowings)
    order = (browse.Order(asked.column, asked.descending),) if asked.column else ()
    return browse.Query(
        asked.kind, asked.text, filters, order, asked.language, asked.columns, asked.regions
    )


def first_page(
    session: Any, asked: Asked, offset: int, limit: int
) -> "tuple[int, bool, list[Row]]":
    """Count what a list shows and read some of it; tell whether more was found than was counted."""
    from intloffice.operations import browse

    number, rows = browse.counted_page(session, query(asked), offset, limit)
    most = browse.SORTED_UP_TO
    more = bool(asked.text) and number > most
    return most if more else number, more, rows


def count(session: Any, asked: Asked) -> int:
    """Count what a list shows."""
    from intloffice.operations import browse

    return browse.count(session, query(asked))


def page(session: Any, asked: Asked, offset: int, limit: int) -> "list[Row]":
    """Read some of what a list shows."""
    from intloffice.operations import browse

    return browse.page(session, query(asked), offset, limit)


def rows_at(session: Any, asked: Asked, spans: Sequence[tuple[int, int]]) -> "list[Row]":
    """Read the rows of a list between first and last numbers, however many."""
    from intloffice.operations import browse

    asked_for = query(asked)
    found = browse.ids(session, asked_for)
    ids = [record_id for first, last in spans for record_id in found[first : last + 1]]
    return browse.rows(session, asked.kind, ids, asked.language, asked.columns, asked.regions)


def load(session: Any, kind: Kind, record_id: int, language: str) -> Peek:
    """Read a record to edit it."""
    from intloffice.operations import browse, edit

    snapshot = edit.load(session, kind, record_id, language)
    caption = browse.caption(session, kind.name, record_id, language)
    return Peek(caption, snapshot, draft=draft(session, kind, "record", record_id))


def as_it_is(session: Any, kind: Kind, record_id: int) -> "Snapshot | None":
    """Read a record; None where it is gone."""
    from intloffice.operations import edit

    there = session.row(kind.name, record_id) is not None
    return edit.load(session, kind, record_id) if there else None


def draft(session: Any, kind: Kind, page: str, record_id: int) -> dict[str, Any] | None:
    """Read what was typed at a place and not saved; None too where it was saved after all."""
    where = page, kind.name, record_id
    kept = (
        each.content for each in session.drafts() if (each.page, each.kind, each.record_id) == where
    )
    found = next(kept, None)
    if found and found["uuid"] and session.has(kind.name, found["uuid"]):
        return None
    return found


def beginning(session: Any, kind: Kind, page: str, desk: tuple[Sequence[Kind], str]) -> Beginning:
    """Read what a new record begins with; ``desk`` are all kinds and the language."""
    kept = draft(session, kind, page, 0)
    begins = any(rows.begins for rows in kind.rows)
    return Beginning(kept, ourselves(session, *desk) if begins else Ourselves())


def peek(
    session: Any, kind: Kind, record_id: int, language: str, kinds: Sequence[Kind]
) -> Peek | None:
    """Read a record to show it beside the list; None where it is gone."""
    from intloffice.operations import attachments, trail

    if session.row(kind.name, record_id) is None:
        return None
    loaded = load(session, kind, record_id, language)
    attached = attachments.names(session, kind.name, record_id)
    return Peek(
        loaded.caption,
        loaded.snapshot,
        tuple(_related(session, kind, record_id, kinds)),
        tuple(trail.history_of(session, kind, record_id, language, limit=_RECENT)),
        files=tuple(attached),
    )


def _related(session: Any, kind: Kind, record_id: int, kinds: Sequence[Kind]) -> list[Related]:
    from intloffice.operations import browse

    found = []
    for other in kinds:
        for owner, reference in other.references():
            if reference.refers_to != kind.name:
                continue
            path = f"{owner}.{reference.name}" if owner else reference.name
            naming = (browse.Filter(path, "is", record_id),)
            number = browse.count(session, browse.Query(other, filters=naming))
            if number:
                found.append(Related(other.name, path, number))
    return found


def history(session: Any, kind: Kind, record_id: int, language: str) -> "list[Entry]":
    """Read what was done to a record."""
    from intloffice.operations import trail

    return trail.history_of(session, kind, record_id, language, disclosed=True)


def next_term(session: Any, agreement: int, today: date) -> "NextTerm":
    """Propose for which days an agreement may be renewed."""
    from intloffice.operations import renewing

    return renewing.proposed(session, agreement, today)


def renew(
    session: Any, agreement: int, begins: date, until: date | None, *, successor: bool
) -> int:
    """Renew an agreement; give the id of the one that is then to be looked at."""
    from intloffice.operations import renewing

    term = renewing.NextTerm(begins, until)
    if successor:
        return renewing.with_successor(session, agreement, term)
    renewing.with_term(session, agreement, term)
    return agreement


def restore_value(session: Any, kind: Kind, record_id: int, change_id: int, name: str) -> None:
    """Give a value back what it was before a change."""
    from intloffice.operations import trail

    trail.restore_value(session, kind, record_id, change_id, name)


def disclose(session: Any, kind: Kind, record_id: int, field: str) -> None:
    """Write down that a protected value was shown."""
    session.disclose(kind.name, record_id, field, "shown")


def disclose_export(
    session: Any, kinds: Sequence[Kind], names: Sequence[str], purpose: str
) -> None:
    """Write down that protected values of all records are taken out."""
    from intloffice.operations import disclosing

    disclosing.exported(session, kinds, names, purpose)


def find(
    session: Any, text: str, language: str, limit: int, regions: tuple[str, ...] = ()
) -> "list[Hit]":
    """Search everything."""
    from intloffice.operations import find as finding

    return finding.find(session, text, language, limit, regions)


def suggest(session: Any, sought: Sought) -> "list[Hit]":
    """Search one kind; nothing is found where nothing is asked."""
    from intloffice.operations import find as finding

    matched = session.matching(sought.kind.name, sought.text) is not None
    return finding.offer(session, *_offered(sought)) if matched else []


def family_in(session: Any, name: str) -> str:
    """Give the longest family name on record with which a name in characters begins."""
    from intloffice.operations import find

    return find.family_in(session, name)


def offered(session: Any, sought: Sought) -> "list[Hit]":
    """Search one kind; where nothing is asked, give the first records of its list."""
    from intloffice.operations import find as finding

    return suggest(session, sought) if sought.text else finding.offer(session, *_offered(sought))


def _offered(sought: Sought) -> "tuple[Query, int, str]":
    from intloffice.operations import browse

    query = browse.Query(
        sought.kind, text=sought.text, language=sought.language, regions=sought.regions
    )
    return query, sought.limit, sought.first


def resolved(
    session: Any, wanted: Sequence[tuple[str, str]], language: str
) -> dict[tuple[str, str], Found]:
    """Look for records by kind and a text that should be the name of one."""
    from intloffice.operations import find as finding

    return {
        (kind, text): finding.resolve(session, session.tables.kinds[kind], text, language)
        for kind, text in wanted
    }


def described(
    session: Any, records: Sequence[tuple[str, int]], language: str, regions: tuple[str, ...] = ()
) -> "list[Hit]":
    """Describe records by kind and id, in the order given; those that are gone are left out."""
    from intloffice.operations import find as finding

    found: dict[tuple[str, int], Hit] = {}
    for name in dict.fromkeys(name for name, _ in records):
        ids = [record_id for kind, record_id in records if kind == name]
        kind = session.tables.kinds[name]
        there = [i for i in dict.fromkeys(ids) if session.row(name, i) is not None]
        hits = finding.hits(session, kind, there, language, regions)
        found |= {(name, hit.id): hit for hit in hits}
    return [found[key] for key in records if key in found]


def add(
    session: Any,
    kind: Kind,
    values: dict[str, Any],
    rows: dict[str, list[Any]],
    uuid: str = "",
    page: str = "record",
) -> int:
    """Add a record, and forget the draft it was made from."""
    from intloffice.operations import edit

    session.drop_draft(page, kind.name, 0)
    return edit.add(session, kind, values, rows, uuid)


def change(session: Any, kind: Kind, mark: tuple[int, int], values: Any, rows: Any) -> int:
    """Change a record given by its id and version; ``rows`` are pairs of id and values.

    The draft of its entries is forgotten.
    """
    from intloffice.operations import edit

    session.drop_draft("record", kind.name, mark[0])
    lines = {name: [edit.Line(*line) for line in given] for name, given in rows.items()}
    edit.change(session, kind, mark[0], mark[1], values, lines)
    return mark[0]


def remove(
    session: Any, kind: Kind, ids: Sequence[int], progress: Callable[[int, int], None]
) -> int:
    """Remove records; return how many. What ``progress`` raises leaves all of them there."""
    from intloffice.operations.removing import remove_all

    remove_all(session, kind, ids, progress)
    return len(ids)


def named_by(session: Any, kind: Kind, record_id: int, language: str, limit: int) -> NamedBy:
    """Tell which records name one, the first of them by their captions.

    Raise ChangedMeanwhileError where it is gone by now.
    """
    from intloffice.operations import browse, edit

    own = browse.caption(session, kind.name, record_id, language)
    found = edit.namers(session, kind, record_id)
    captions: dict[tuple[str, int], str] = {}
    for name in dict(found[:limit]):
        ids = [each for other, each in found[:limit] if other == name]
        told = browse.captions(session, name, ids, language)
        captions |= {(name, each): told[each] for each in ids}
    lines = ((name, each, captions[name, each]) for name, each in found[:limit])
    return NamedBy(own, len(found), tuple(lines))


def versions(session: Any, kind: Kind, ids: Sequence[int]) -> dict[int, int]:
    """Tell the versions of records."""
    from intloffice.operations import bulk

    return bulk.versions(session, kind, ids)


def change_all(
    session: Any,
    kind: Kind,
    marks: dict[int, int],
    change: tuple[str, str, Any],
    language: str,
    progress: Callable[[int, int], None],
) -> "Outcome":
    """Change one field of many records: its name, how, and by what."""
    from intloffice.operations import bulk

    return bulk.change_all(session, kind, marks, bulk.Change(*change), language, progress)


def add_all(session: Any, kind: Kind, entries: dict[str, dict[str, Any]]) -> "Outcome":
    """Add records by their lasting ids, and forget the draft they were made from."""
    from intloffice.operations import bulk

    session.drop_draft("entry", kind.name, 0)
    return bulk.add_all(session, kind, entries)


def removed(session: Any, language: str, limit: int | None = None) -> "list[Removed]":
    """List what was removed, the latest first."""
    from intloffice.operations import trash

    return trash.removed(session, language, limit)


def restore(session: Any, kind: str, record_id: int) -> int:
    """Bring a removed record back, with what it names; return how many came back."""
    from intloffice.operations import trash

    return trash.restore(session, kind, record_id)


def restore_all(
    session: Any, records: "Sequence[Removed]", progress: Callable[[int, int], None]
) -> "Brought":
    """Bring removed records back; what ``progress`` raises leaves all of them removed."""
    from intloffice.operations import trash

    return trash.restore_all(session, records, progress)


def undo(session: Any, progress: Callable[[int, int], None] | None = None) -> str:
    """Take back the latest change; what ``progress`` raises leaves all as it was."""
    from intloffice.operations import undo as undoing

    return undoing.undo(session, progress)


def redo(session: Any, progress: Callable[[int, int], None] | None = None) -> str:
    """Do again what was taken back; what ``progress`` raises leaves all as it was."""
    from intloffice.operations import undo as undoing

    return undoing.redo(session, progress)


def today(session: Any, kinds: Sequence[Kind], language: str, now: date) -> Today:
    """Tell what stands on the first page."""
    from intloffice.operations import charts, deadlines, figures

    soon, next_month = now + timedelta(days=183), now + timedelta(days=31)
    agreed = figures.agreed(session, now, soon, _SHOWN)
    students = charts.chart(session, "students", now, _YEARS).years
    return Today(
        (("agreement", agreed.number), *_figures(session, kinds, now)),
        _meetings(session, kinds, language, now),
        tuple(map(_entered, deadlines.to_decide(session, agreed.due[:_SHOWN], language))),
        tuple(map(_entered, deadlines.following(session, next_month, language, _SHOWN))),
        tuple(_unfinished(session, kinds, language)),
        tuple(
            Entered(each.on, "milestone", each.id, each.caption, str(each.years))
            for each in deadlines.anniversaries(session, now, language, _SHOWN)
        ),
        agreed.by_country,
        tuple((each.key, each.numbers[0], each.numbers[1]) for each in students),
        _is_begun(session, kinds),
    )


def _is_begun(session: Any, kinds: Sequence[Kind]) -> bool:
    from intloffice.operations import browse

    totals = browse.totals(session, kinds)
    return totals.pop("organisation", 0) > 1 or any(totals.values())


def _figures(session: Any, kinds: Sequence[Kind], now: date) -> tuple[tuple[str, int], ...]:
    from intloffice.operations import browse, figures

    def number(name: str, *filters: Any) -> int:
        return browse.count(session, browse.Query(kind_named(kinds, name), filters=filters))

    year = browse.Filter("starts_on", "from", now.replace(month=1, day=1))
    out, back = figures.away(session, now)
    return (
        ("meeting", number("meeting", year, browse.Filter("starts_on", "until", now))),
        ("outbound", out),
        ("inbound", back),
    )


def _meetings(session: Any, kinds: Sequence[Kind], language: str, now: date) -> tuple[Entered, ...]:
    from intloffice.operations import browse

    kind = kind_named(kinds, "meeting")
    coming = browse.Query(
        kind,
        filters=(browse.Filter("starts_on", "from", now),),
        order=(browse.Order("starts_on"),),
        language=language,
    )
    rows = browse.page(session, coming, 0, _SHOWN)
    day, title = kind.columns.index("starts_on"), kind.columns.index("title")
    place = kind.columns.index("place")
    return tuple(
        Entered(
            row.cells[day],
            kind.name,
            row.id,
            row.cells[title],
            row.cells[place],
        )
        for row in rows
    )


def _unfinished(session: Any, kinds: Sequence[Kind], language: str) -> "Iterator[Entered]":
    from intloffice.operations import browse

    names = {kind.name for kind in kinds}
    for draft in session.drafts():
        if draft.page != "record" or draft.kind not in names:
            continue
        captions = browse.captions(session, draft.kind, [draft.record_id], language)
        if draft.record_id and draft.record_id not in captions:
            continue
        caption = captions.get(draft.record_id, "")
        yield Entered(draft.kept_at, draft.kind, draft.record_id, caption)


def _entered(due: "Due") -> Entered:
    return Entered(due.day.isoformat(), due.kind, due.id, due.caption, due.what)


def warnings(folder: "Path") -> "list[StoreError]":
    """Say what endangers the office where it lies."""
    from intloffice.database import surroundings

    return surroundings.warnings(folder)


def caption(session: Any, kind: Kind, record_id: int, language: str) -> str:
    """Tell how a record is called."""
    from intloffice.operations import browse

    return browse.captions(session, kind.name, [record_id], language).get(record_id, "")
