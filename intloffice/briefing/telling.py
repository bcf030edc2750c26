"""Tell a briefing as it is asked for: true on which day, as known when, compared with what."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from intloffice.briefing import asked as asking
from intloffice.briefing.appendix import with_records
from intloffice.briefing.asked import Asked
from intloffice.briefing.comparing import compared
from intloffice.briefing.freezing import thaw
from intloffice.briefing.snapshot import Snapshot, snapshot
from intloffice.briefing.statement import Briefing, Since, Subject
from intloffice.database.past import Past, as_known
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_, NN_
from intloffice.operations import issued as keeping
from intloffice.settings import Settings

#: What is said where the history has forgotten something that was known then.
FORGOTTEN = NN_(
    "{n} record that was known then has been erased since, and is not told of.",
    "{n} records that were known then have been erased since, and are not told of.",
)


@dataclass(frozen=True)
class Base:
    """What a briefing is compared with: one that was issued, by its id, or else a day."""

    issued: int = 0
    day: date | None = None


@dataclass(frozen=True)
class Wanted:
    """A briefing as it is asked for.

    ``known_on`` is the number of a change set: it is told as the records stood after it; without
    it as they stand now.
    """

    asked: Asked
    as_of: date
    settings: Settings
    appendix: bool = False
    proved_words: bool = False
    known_on: int | None = None
    since: Base | None = None


@dataclass(frozen=True)
class Told:
    """A briefing, and how many records the history has forgotten that were known then."""

    briefing: Briefing
    forgotten: int = 0


def tell(store: Store, wanted: Wanted, folder: Path | None = None) -> Told:
    """Compute a briefing as it is asked for; photos are read from the office's ``folder``."""
    with _standing(store, wanted.known_on) as (session, forgotten):
        briefing = asking.compose(session, wanted.asked, wanted.as_of, wanted.settings, folder)
        briefing = replace(briefing, proved_words=wanted.proved_words)
        if wanted.since is not None:
            briefing = _compared(store, session, wanted, briefing)
        if wanted.appendix:
            briefing = with_records(session, briefing)
    return Told(briefing, forgotten)


def _compared(store: Store, session: Session, wanted: Wanted, briefing: Briefing) -> Briefing:
    """Compare with what was issued, as it was known then, or with another day as known now."""
    base, asked = wanted.since or Base(), wanted.asked
    state = _state(session, asked, wanted.as_of, wanted.settings)
    if not base.issued:
        if base.day is None:
            raise OfficeError(N_("Nothing has been issued yet to compare this with."))
        earlier = asking.compose(session, asked, base.day, wanted.settings)
        was = _state(session, asked, base.day, wanted.settings)
        return compared(briefing, earlier, (was, state), Since(base.day))
    with store.read() as reading:
        issued = keeping.one(reading, base.issued)
        earlier = thaw(keeping.facts_of(reading, base.issued))
    same = issued.subject == asked.kind and issued.about == asking.about(session, asked)
    with as_known(store, issued.head.number) as past:
        was = _state(past.session, asked, issued.as_of, wanted.settings)
        if not same:  # issued for another meeting of the same guest, or about their country
            earlier = _as_it_was(past, asked, issued.as_of, wanted.settings)
    since = Since(issued.as_of, issued.reference, past.forgotten)
    return compared(briefing, earlier, (was, state), since)


def _as_it_was(past: Past, asked: Asked, as_of: date, settings: Settings) -> Briefing:
    if asking.question(past.session, asked, as_of, settings) is None:
        return Briefing(Subject("country", {}, {}), {}, as_of, (), ())
    return asking.compose(past.session, asked, as_of, settings)


def _state(session: Session, asked: Asked, as_of: date, settings: Settings) -> Snapshot:
    return snapshot(asking.question(session, asked, as_of, settings))


@contextmanager
def _standing(store: Store, number: int | None) -> Iterator[tuple[Session, int]]:
    """Read the records as they stood after a change set, or as they stand now."""
    with ExitStack() as stack:
        if number is None:
            yield stack.enter_context(store.read()), 0
        else:
            past = stack.enter_context(as_known(store, number))
            yield past.session, past.forgotten
