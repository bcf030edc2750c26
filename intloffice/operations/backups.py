"""Back up an office, thin out its backups, look into one, and restore one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice.database import backup, checking, shelf
from intloffice.database.checking import Finding
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.schema import SCHEMA
from intloffice.database.session import Session
from intloffice.database.shelf import Manifest
from intloffice.database.store import BEFORE_UPDATE, Store
from intloffice.errors import OfficeError, StoreError, UncertainError
from intloffice.i18n import N_
from intloffice.operations import erasing, rotation
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import Kind

#: Why a backup was made.
ASKED_FOR = N_("asked for")
WORKING = N_("while working")
CLOSING = N_("closing")
BEFORE_RESTORE = N_("before a restore")
BEFORE_IMPORT = N_("before an import")
BEFORE_BULK_EDIT = N_("before a bulk edit")
BEFORE_ERASURE = N_("before an erasure")

#: How long an office that was changed may be without a new backup before that is told.
WARNED_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Done:
    """What a backup came to: the newest in the office's own folder, and in the second place.

    ``made`` is new, or holds the same as the office did already; ``problem`` is why the second
    place has none.
    """

    made: Manifest
    sent: Manifest | None = None
    problem: OfficeError | None = None


@dataclass(frozen=True)
class Standing:
    """How the backups on a shelf stand: all of them, and whether the newest holds all there is."""

    shelf: Path
    backups: tuple[Manifest, ...]
    current: bool
    reachable: bool

    @property
    def last(self) -> Manifest | None:
        """The last good backup."""
        return self.backups[0] if self.backups else None

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the office was changed, and had no good backup for days.

        A clock that was set back makes no backup younger than the others: it is overdue too.
        """
        if self.current:
            return False
        if self.last is None:
            return True
        age = now - datetime.fromisoformat(self.last.at).astimezone(UTC)
        return age > WARNED_AFTER or age < -WARNED_AFTER


@dataclass(frozen=True)
class Difference:
    """A record that was ``added``, ``changed`` or ``removed`` since a backup."""

    kind: str
    id: int
    caption: str
    since: str


@dataclass(frozen=True)
class Change:
    """One of the last changes in a backup."""

    at: str
    author: str
    description: str


@dataclass(frozen=True)
class Inside:
    """What is in a backup: its counts and last changes, and how the office differs from it now.

    ``now`` are the office's counts, ``more`` how many differences are not listed. A backup that
    was not ``compared``, for it came without its manifest, was looked through instead, with what
    was found. One of an older schema tells its counts only.
    """

    counts: dict[str, int]
    now: dict[str, int]
    changes: tuple[Change, ...] = ()
    differences: tuple[Difference, ...] = ()
    more: int = 0
    older: bool = False
    compared: bool = True
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Restored:
    """What a restore did: the present state's backup, the damaged file put aside, the counts."""

    before: Manifest | None
    aside: Path | None
    counts_before: dict[str, int]
    counts: dict[str, int]


def back_up(store: Store, place: Path, reason: str, at: str = "") -> Manifest:
    """Write a backup onto a shelf; then delete the one that is least worth its room, if any.

    Raise StoreError where the office was found to be damaged: its good backups stay.
    """
    if store.refusal:
        raise store.refusal
    made = backup.write(store.folder, tuple(store.tables.kinds.values()), place, reason, at)
    _rotate(place, made)
    return made


def back_up_if_changed(store: Store, reason: str) -> Manifest | None:
    """Back up into the office's own folder, unless the newest backup there holds the same."""
    newest = _newest(store.folder / BACKUPS, store)
    if newest and newest.head == _head_of(store):
        return None
    return back_up(store, store.folder / BACKUPS, reason)


def back_up_before_import(store: Store) -> Path | None:
    """Make sure that what is there is in a backup, and tell where; of a new office is nothing."""
    with store.read() as session:
        if not session.head().number:
            return None
    made = back_up_if_changed(store, BEFORE_IMPORT) or _newest(store.folder / BACKUPS, store)
    return shelf.path_of(store.folder / BACKUPS, made.number) if made else None


def back_up_everywhere(store: Store, reason: str, second: Path | None) -> Done:
    """Back up what was changed, and bring the newest backup to the second place, if one is chosen.

    A second place that cannot be used is told, and spoils nothing.
    """
    made = back_up_if_changed(store, reason)
    own = store.folder / BACKUPS
    newest = made or shelf.backups(own)[0]
    if second is None:
        return Done(newest)
    known = next(iter(shelf.backups(second)), None) if second.is_dir() else None
    if known and (known.head, known.content) == (newest.head, newest.content):
        return Done(newest, known)
    try:
        sent = backup.send(own, newest.number, second, tuple(store.tables.kinds.values()))
        _rotate(second, sent)
    except OfficeError as error:
        return Done(newest, None, error)
    return Done(newest, sent)


def prepare_second(chosen: Path) -> Path:
    """Make a shelf in a folder that was chosen as the second place, and tell which it is."""
    place = shelf.beneath(chosen)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        with shelf.alone_at(place):
            pass
    except OSError as error:
        raise StoreError(
            N_("{place} cannot hold backups: {reason}."), place=chosen, reason=error.strerror or ""
        ) from error
    return place


def standing(session: Session | None, place: Path) -> Standing:
    """Tell how the backups on a shelf stand; without a session, where the office cannot be opened.

    Those of other offices are left out.
    """
    if session is None:
        return Standing(place, tuple(shelf.backups(place)), False, _is_reachable(place))
    origin = _origin(session)
    found = tuple(each for each in shelf.backups(place) if _is_ours(each, origin))
    head = session.head().short
    current = bool(found) and found[0].head == head
    return Standing(place, found, current, _is_reachable(place))


def look_inside(
    session: Session | None, file: Path, language: str = "en", most: int = 200
) -> Inside:
    """Verify a backup, and tell what it holds and how the office differs from it now.

    Without a session, where the office cannot be opened, nothing is compared.
    """
    verified = backup.verify(file)
    kinds = tuple(session.tables.kinds.values()) if session else ALL_KINDS
    counts = backup.described(file, kinds).counts
    present = {kind.name: len(_states(session, kind)) for kind in kinds} if session else {}
    compared = verified.manifest is not None
    if verified.schema != SCHEMA.version:
        return Inside(counts, present, older=True, compared=compared)
    found: list[Difference] = []
    with backup.inside(file, kinds) as then:
        findings = () if compared else tuple(checking.check(then))
        changes = _last_changes(then)
        if session:
            found = [each for kind in kinds for each in _differences(then, session, kind, language)]
    rest = max(0, len(found) - most)
    return Inside(
        counts,
        present,
        changes,
        tuple(found[:most]),
        rest,
        compared=compared,
        findings=findings,
    )


def restore(
    file: Path,
    folder: Path,
    author: str = "",
    told: str = "",
) -> Restored:
    """Restore a backup, with a note of it in the history.

    The backup is verified before anything is touched, and the present state is backed up first;
    where it is damaged, its file is kept aside instead. The office is made ready beside: brought
    to this program's schema, and who was erased since is erased again. Only then it takes the
    place of the present one.
    """
    backup.verify(file)
    live = folder / FILE_NAME
    before = _back_up_present(folder) if live.exists() else None
    erased = erasing.erased(folder) | erasing.erased(file.parent)

    def prepare(stage: Path) -> None:
        made = Store.open(stage, ALL_KINDS)
        try:
            with made.write(told or f"Restored from backup {file.stem}", author) as session:
                session.tell()
                erasing.replay(session, erased)
        except UncertainError as error:  # what is uncertain is only what was made ready beside
            raise StoreError(
                N_("The disk failed while the office was restored. Nothing was done; try again.")
            ) from error
        finally:
            made.close()
        if before and backup.described(live, ALL_KINDS).head != before.head:
            raise StoreError(
                N_("The office was changed while it was restored. Nothing was done; try again.")
            )

    aside = backup.restore(file, folder, prepare, keep_present=before is None)
    counts = backup.described(live, ALL_KINDS).counts
    return Restored(before, aside, before.counts if before else {}, counts)


def _rotate(place: Path, newest: Manifest) -> None:
    known = [each for each in shelf.backups(place) if each.origin in ("", newest.origin)]
    listed = [
        rotation.Kept(
            each.number, date.fromisoformat(each.at[:10]), lasting=each.reason == BEFORE_UPDATE
        )
        for each in known
    ]
    is_there = known[0].number == newest.number if known else False
    gone = rotation.to_delete(listed, newest_is_good=is_there)
    if gone is not None:
        with shelf.alone_at(place):
            shelf.take_away(place, gone)


def _back_up_present(folder: Path) -> Manifest | None:
    try:
        present = Store.open(folder, ALL_KINDS)
    except StoreError:
        return None  # its file is kept as it is
    try:
        return back_up(present, folder / BACKUPS, BEFORE_RESTORE)
    finally:
        present.close()


def _newest(place: Path, store: Store) -> Manifest | None:
    with store.read() as session:
        return standing(session, place).last


def _head_of(store: Store) -> str:
    with store.read() as session:
        return session.head().short


def _origin(session: Session) -> str:
    sets = session.tables.change_set
    first = session.execute(select(sets.c.hash).order_by(sets.c.id).limit(1)).scalar()
    return str(first or "")[:12]


def _is_reachable(place: Path) -> bool:
    """Tell whether backups can be brought to a place; beside the office one can be made."""
    return place.is_dir() or (place.parent / FILE_NAME).exists()


def _is_ours(manifest: Manifest, origin: str) -> bool:
    return not manifest.origin or not origin or manifest.origin == origin


def _states(session: Session, kind: Kind) -> dict[str, tuple[Any, ...]]:
    table = session.tables[kind.name].c
    query = select(table.uuid, table.version, table.changed_at, table.id)
    return {line[0]: tuple(line[1:]) for line in session.execute(query)}


def _differences(then: Session, now: Session, kind: Kind, language: str) -> Sequence[Difference]:
    before, after = _states(then, kind), _states(now, kind)
    since = {
        "changed": [uuid for uuid in before.keys() & after.keys() if before[uuid] != after[uuid]],
        "removed": list(before.keys() - after.keys()),
        "added": list(after.keys() - before.keys()),
    }
    found = []
    for how, uuids in since.items():
        there, states = (then, before) if how == "removed" else (now, after)
        ids = sorted(states[uuid][-1] for uuid in uuids)
        table = there.tables[kind.name].c
        caption = table[f"caption_{language}"]
        query = select(table.id, caption).where(table.id.in_(there.among(ids)))
        captions = dict(tuple(line) for line in there.execute(query))
        found += [Difference(kind.name, which, captions[which], how) for which in ids]
    return found


def _last_changes(session: Session, most: int = 8) -> tuple[Change, ...]:
    sets = session.tables.change_set.c
    query = select(sets.at, sets.author, sets.description).order_by(sets.id.desc()).limit(most)
    return tuple(Change(line.at, line.author, line.description) for line in session.execute(query))
