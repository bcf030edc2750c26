"""Recount what was issued: which sentences that were sent out are true no longer.

A statement is computed anew, for the day it was issued for, only where records of the kinds that
it rests on were changed since it was looked at last.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from intloffice import resources
from intloffice.briefing import asked as asking
from intloffice.briefing import nothing, profile, releasing
from intloffice.briefing.freezing import frozen_sentences, thaw
from intloffice.briefing.holding import Untrue, untrue
from intloffice.briefing.introduction import Cooperation, statements
from intloffice.briefing.issuing import wanted_again
from intloffice.briefing.statement import Briefing, once
from intloffice.briefing.terminology import in_official_terms
from intloffice.database.session import Session, WritingSession
from intloffice.i18n import language
from intloffice.operations import issued as keeping
from intloffice.operations import knowing
from intloffice.operations.counting.naming import Source
from intloffice.operations.issued import Issued
from intloffice.settings import Settings

#: Every statement names organisations, and official terms where a translation is wanting.
_NAMES = frozenset(("organisation", "term"))
_PEOPLE = frozenset(("person", "position", "honour"))
#: On records of which kinds the statements of each family rest.
FAMILIES: Mapping[str, frozenset[str]] = {
    "agreements": _NAMES | {"agreement", "membership", "meeting"},
    "staff": _NAMES | _PEOPLE | {"engagement", "programme"},
    "experts": _NAMES | _PEOPLE | {"engagement", "programme"},
    "outbound": _NAMES | {"mobility", "programme", "person"},
    "awards": _NAMES | {"award", "programme", "person"},
    "inbound": _NAMES | {"mobility", "person"},
    "balance": _NAMES | {"agreement", "mobility"},
    "meetings": _NAMES | {"meeting"},
    "milestones": _NAMES | {"milestone"},
    "narrative": _NAMES | {"narrative", "programme"},
    "organisation": _NAMES | _PEOPLE | {"membership"},
    "meeting": _NAMES | _PEOPLE | {"meeting"},
    "nothing": _NAMES
    | _PEOPLE
    | {"agreement", "membership", "meeting", "engagement"}
    | {"programme", "mobility", "award"},
    "news": _NAMES | _PEOPLE | {"meeting"},
    "points": _NAMES | _PEOPLE | {"meeting", "agreement", "mobility", "milestone"},
}


@dataclass(frozen=True)
class Recount:
    """An issued briefing, and its sentences that are true no longer."""

    issued: Issued
    untrue: tuple[Untrue, ...]


@dataclass
class Recounts:
    """All of them, and what is new to be kept: by id, how far was looked and what was found."""

    found: list[Recount] = field(default_factory=list)
    fresh: dict[int, tuple[int, str]] = field(default_factory=dict)


def recount(session: Session, settings: Settings) -> Recounts:
    """Look through all that was issued, for sentences that are true no longer."""
    head, kept = session.head().number, _kept(session)
    kinds: dict[int, frozenset[str]] = {}
    recounts = Recounts()
    for issued in keeping.every(session):
        looked_to, known = kept.get(issued.id, (issued.head.number, ()))
        if looked_to not in kinds:
            kinds[looked_to] = knowing.kinds_changed_after(session, looked_to)
        touched = families_touched(kinds[looked_to])
        if touched:
            known = _recounted(session, issued, settings, known, touched)
            recounts.fresh[issued.id] = head, _written(known)
        recounts.found.append(Recount(issued, tuple(known)))
    return recounts


def keep(session: WritingSession, recounts: Recounts) -> None:
    """Keep what was found, so that only later changes are looked at next time."""
    for issued_id, (looked_to, found) in recounts.fresh.items():
        session.keep_recount(issued_id, looked_to, found)


def families_touched(kinds: Iterable[str]) -> frozenset[str]:
    """Tell the statements of which families may be others, where records of kinds changed."""
    changed = frozenset(kinds)
    return frozenset(family for family, own in FAMILIES.items() if own & changed)


def family_of(statement: str) -> str:
    """Tell of which family a statement is, by its id or its key."""
    return statement.partition("/")[0].partition(".")[0]


def said_again(
    session: Session, issued: Issued, settings: Settings, families: frozenset[str]
) -> Briefing | None:
    """Tell some statements of an issued briefing anew; None where nobody is there to tell of."""
    wanted = wanted_again(session, issued, settings)
    if wanted is None:
        return None
    question = asking.question(session, wanted.asked, wanted.as_of, wanted.settings)
    if question is None:
        return None
    whole = wanted.asked.kind == "meeting" and families & {"meeting", "points"}
    if whole:
        return _with_nothing(
            asking.compose(session, wanted.asked, wanted.as_of, wanted.settings), families
        )
    told = list(statements(question, None if "nothing" in families else families))
    if issued.subject == keeping.NEWS and "news" in families:
        said_in = language(issued.language, resources.folder("translations"))
        told += releasing.claims(session, wanted.asked.record, said_in, wanted.settings)
    if wanted.asked.kind == "organisation" and "organisation" in families and question.partners:
        opening = tuple(profile.profile(question, question.partners[0]))
        told = [*in_official_terms(opening, question.glossary), *told]
    found = asking.bare(session, wanted.asked, question, tuple(told))
    if "nothing" in families:
        left_out = once((*(r for s in told for r in s.left_out), *Cooperation(question).left_out()))
        found = replace(found, left_out=left_out)
    return _with_nothing(found, families)


def _with_nothing(told: Briefing, families: frozenset[str]) -> Briefing:
    """Tell of all that there is none of, however little that is."""
    if "nothing" not in families:
        return told
    others = tuple(s for s in told.statements if s.id != nothing.NOTHING)
    found = nothing.found(others, told.left_out, little=1)
    return replace(told, statements=(*others, *found))


def _recounted(
    session: Session,
    issued: Issued,
    settings: Settings,
    known: Iterable[Untrue],
    touched: frozenset[str],
) -> list[Untrue]:
    facts = keeping.facts_of(session, issued.id)
    then, said = thaw(facts), frozen_sentences(facts)
    asked = touched & {family_of(statement.id) for statement in then.statements}
    if not asked:
        return list(known)
    now = said_again(session, issued, settings, asked)
    if now is None:  # the cooperation that the news tells of goes on without its meeting
        going_on = tuple(s for s in then.statements if family_of(s.id) != "news")
        now = replace(then, statements=going_on if issued.subject == keeping.NEWS else ())
    now = replace(now, proved_words=then.proved_words)
    some = [line if family_of(line[0]) in asked else ("", (), "") for line in said]
    found = untrue(some, then, now, language(issued.language, resources.folder("translations")))
    others = [each for each in known if family_of(each.mark) not in asked]
    changed = knowing.changed_after(session, issued.head.number)
    found = [replace(each, records=_changed(each.records, changed)) for each in found]
    return sorted((*others, *found), key=lambda each: int(each.mark.rpartition("#")[2]))


def _changed(
    records: tuple[Source, ...], changed: frozenset[tuple[str, int]]
) -> tuple[Source, ...]:
    """Keep the records that were changed since, which tell why a sentence is true no longer."""
    return tuple(source for source in records if (source.kind, source.id) in changed)


def _kept(session: Session) -> dict[int, tuple[int, list[Untrue]]]:
    table = session.tables.recount
    return {line.id: (line.looked_to, _read(line.found)) for line in session.execute(select(table))}


def _written(found: Iterable[Untrue]) -> str:
    lines = [
        [each.mark, each.then, each.now, [[s.kind, s.id, s.uuid] for s in each.records]]
        for each in found
    ]
    return json.dumps(lines, ensure_ascii=False)


def _read(found: str) -> list[Untrue]:
    return [
        Untrue(mark, then, now, tuple(Source(*record) for record in records))
        for mark, then, now, records in json.loads(found)
    ]
