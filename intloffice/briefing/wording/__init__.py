"""What statements say in words: one function for each, whole sentences only."""

from collections.abc import Callable, Mapping

from intloffice.briefing import editing
from intloffice.briefing.document import Spans
from intloffice.briefing.editing import Sentence
from intloffice.briefing.nothing import NOTHING
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Briefing, Statement
from intloffice.briefing.wording import (
    agreements,
    changes,
    meetings,
    none,
    partners,
    people,
    students,
    visits,
)
from intloffice.i18n import Language
from intloffice.operations.edited_briefings import Edit

Words = Callable[[Wording, Briefing], list[Spans]]

_WORDS: Mapping[str, Words] = {
    "changes.numbers": changes.numbers,
    "changes.agreements": changes.agreements,
    "changes.posts": changes.posts,
    "changes.honours": changes.honours,
    "changes.students": changes.students,
    "changes.promises": changes.promises,
    "changes.meetings": changes.meetings,
    "organisation.profile": partners.profile,
    "meeting.profile": visits.profile,
    "meeting.guest": visits.guest,
    "meeting.hosts": visits.hosts,
    "meeting.itinerary": visits.itinerary,
    "meeting.follow_ups": visits.follow_ups,
    "points.promise": visits.promise,
    "points.task": visits.task,
    "points.signed": visits.signed,
    "points.signed_in_year": visits.signed_in_year,
    "points.ending": visits.ending,
    "points.places": visits.places,
    "points.anniversary": visits.anniversary,
    "agreements.overview": agreements.overview,
    "agreements.alliances": agreements.alliances,
    "agreements.changes": agreements.changes,
    "agreements.expiring": agreements.expiring,
    "staff.academicians": people.academicians,
    "staff.appointed": people.appointed,
    "experts.visits": people.visits,
    "outbound.trend": students.trend,
    "outbound.year": students.year,
    "outbound.destinations": students.destinations,
    "outbound.programmes": students.programmes,
    "awards.funder": students.funder,
    "inbound.period": students.period,
    "balance": students.balance,
    "meetings.recent": meetings.recent,
    "milestones.anniversaries": meetings.anniversaries,
    NOTHING: none.nothing,
}


def sentences(statement: Statement, briefing: Briefing, language: Language) -> list[Spans]:
    """Put a statement into the sentences of a language, the office's own where it has any."""
    return [sentence.said for sentence in in_words(statement, briefing, language)]


def in_words(statement: Statement, briefing: Briefing, language: Language) -> list[Sentence]:
    """Put a statement into sentences, each beside what the office wrote for it."""
    return beside_edits(statement, briefing, language)[0]


def is_rewritten(statement: Statement, briefing: Briefing, language: Language) -> bool:
    """Tell whether any sentence of a statement is printed in the office's own words."""
    if not briefing.edited.edits:
        return False
    said = in_words(statement, briefing, language)
    return any(sentence.edit is not None and sentence.follows for sentence in said)


def beside_edits(
    statement: Statement, briefing: Briefing, language: Language
) -> tuple[list[Sentence], list[Edit]]:
    """Give the sentences of a statement, and the edits for which there is none any more."""
    words = _WORDS.get(statement.id, meetings.narrative)
    computed = words(Wording(statement, language, proved_words=briefing.proved_words), briefing)
    edits = [e for e in briefing.edited.edits if e.sentence.language == language.code]
    return editing.beside(statement.key(""), computed, edits)


def basis(statement: Statement, language: Language) -> str:
    """Say how a statement's numbers were counted."""
    return meetings.basis(statement, language)
