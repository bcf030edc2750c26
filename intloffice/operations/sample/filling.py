"""Write the sample, a few change sets one after the other."""

from collections.abc import Callable
from random import Random

from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations import browse
from intloffice.operations.sample import (
    agreements,
    agreements_abroad,
    awards,
    consulate,
    edited,
    experts,
    meetings,
    milestones,
    organisations,
    people,
    places,
    staff,
    students,
    students_elsewhere,
    students_received,
    terms,
)
from intloffice.operations.sample.book import Book

_Part = Callable[[Book], None]
_CHANGES: tuple[tuple[str, tuple[_Part, ...]], ...] = (
    (
        N_("Sample office: organisations"),
        (
            organisations.fill_organisations,
            organisations.fill_memberships,
            organisations.fill_programmes,
        ),
    ),
    (
        N_("Sample office: people and meetings"),
        (
            people.fill_people,
            consulate.fill_meeting_with_consul_general,
            meetings.fill_meetings,
        ),
    ),
    (
        N_("Sample office: agreements"),
        (agreements.fill_agreements_with_japan, agreements_abroad.fill_agreements_elsewhere),
    ),
    (
        N_("Sample office: students"),
        (
            students.fill_students_to_japan,
            students_received.fill_students_from_japan,
            students_elsewhere.fill_students_elsewhere,
        ),
    ),
    (N_("Sample office: experts and staff"), (experts.fill_experts, staff.fill_staff)),
    (N_("Sample office: awards and milestones"), (awards.fill_awards, milestones.fill_milestones)),
    (
        N_("Sample office: official terms and an edited briefing"),
        (terms.fill_terms, edited.fill_edited_briefing),
    ),
    (N_("Sample office: names of places"), (places.fill_places,)),
    (N_("Sample office: studies online"), (students.fill_online_students,)),
)


def fill(store: Store, say: Callable[[str], str] = str) -> None:
    """Write the sample into an empty store; raise OfficeError where it is not empty.

    The same every time: its uuids, its instants and its chances are fixed. ``say`` puts the
    descriptions of its changes into the office's language.
    """
    with store.read() as session:
        if any(browse.totals(session, tuple(store.tables.kinds.values())).values()):
            raise OfficeError(
                N_("There are records already. The sample goes into an empty office only.")
            )
    book = Book(Random(2017))
    for minute, (what, parts) in enumerate(_CHANGES):
        instant = f"2018-01-08T01:{minute:02}:00.000000+00:00"
        with store.write(say(what), say(N_("Sample office")), clock=_clock(instant)) as session:
            book.turn_to(session)
            for part in parts:
                part(book)


def _clock(instant: str) -> Callable[[], str]:
    return lambda: instant
