"""Briefings that were issued, as the store keeps them: what was handed out, when, and by whom.

What was issued is never changed. It can be taken back like any other change; and where somebody
is erased who is named in it, it loses the name and its printed form (``forget_person``).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice.database.chain import Head
from intloffice.database.session import Session, WritingSession, new_uuid
from intloffice.database.tables import ISSUED
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.operations import attachments
from intloffice.operations.attachments import Attachment, Taken
from intloffice.operations.blanking import Blank, printed_forms

_GONE = N_("This issued briefing is not there any more: its issue was taken back.")
#: The subject of a news item on a meeting: it is no briefing, and nothing is compared with it.
NEWS = "news"


@dataclass(frozen=True)
class Scope:
    """To whom a briefing speaks of whom: a country, else partners; and the guests of a meeting.

    Partners and guests are uuids.
    """

    country: str = ""
    partners: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()

    def touches(self, other: "Scope") -> bool:
        """Tell whether another is about the same country, a same partner or a same guest."""
        here = bool(self.country) and self.country == other.country
        return here or bool(self.partners & other.partners) or bool(self.guests & other.guests)


@dataclass(frozen=True)
class Issue:
    """What is to be issued: the subject, what it was made with, and its printed form.

    ``subject`` is country, organisation, meeting or news, ``about`` the country's code or the
    uuid of the record, of the meeting for news; ``options`` are plain values.
    """

    subject: str
    about: str
    title: str
    language: str
    as_of: date
    options: Mapping[str, Any]
    scope: Scope
    head_number: int
    note: str
    document: Taken
    text: str
    facts: str


@dataclass(frozen=True)
class Issued:
    """A briefing that was issued; ``issued_at`` is UTC in ISO 8601.

    ``head`` is the end of the history that it was computed from. ``has_document`` is false where
    its printed form had to be taken away, since it named somebody who was erased.
    """

    id: int
    uuid: str
    reference: str
    subject: str
    about: str
    title: str
    language: str
    as_of: date
    options: Mapping[str, Any]
    scope: Scope
    head: Head
    issued_at: str
    issued_by: str
    note: str
    document_hash: str
    has_document: bool


@dataclass(frozen=True)
class SetAside:
    """A sentence that is known to be true no longer, and left as it was."""

    id: int
    issued_id: int
    sentence: str
    why: str


def issue(session: WritingSession, wanted: Issue) -> Issued:
    """Keep a briefing for good, under the next reference of the year."""
    values = {
        "uuid": new_uuid(),
        "reference": _next_reference(session),
        "subject": wanted.subject,
        "about": wanted.about,
        "title": wanted.title,
        "language": wanted.language,
        "as_of": wanted.as_of.isoformat(),
        "options": json.dumps(wanted.options, ensure_ascii=False, sort_keys=True),
        "scope": _written(wanted.scope),
        "head_number": wanted.head_number,
        "head_hash": hash_at(session, wanted.head_number),
        "issued_at": session.at,
        "issued_by": session.author,
        "note": wanted.note,
        "document_hash": wanted.document.content_hash,
        "text": wanted.text,
        "facts": wanted.facts,
    }
    issued_id = session.insert(ISSUED, values)
    attachments.note(session, ISSUED, issued_id, wanted.document)
    return one(session, issued_id)


def hash_at(session: Session, number: int) -> str:
    """Give the hash of a change set; empty where there is none."""
    sets = session.tables.change_set
    found = session.execute(select(sets.c.hash).where(sets.c.id == number)).scalar()
    return str(found or "")


def every(session: Session) -> list[Issued]:
    """List all issued briefings, the latest first."""
    table = session.tables.issued
    bare = [column for column in table.c if column.name not in ("text", "facts")]
    attached = session.tables.attachment
    kept = set(
        session.execute(select(attached.c.record_id).where(attached.c.kind == ISSUED)).scalars()
    )
    lines = session.execute(select(*bare).order_by(table.c.id.desc())).mappings()
    return [_made(dict(line), has_document=line["id"] in kept) for line in lines]


def one(session: Session, issued_id: int) -> Issued:
    """Read an issued briefing; raise ChangedMeanwhileError where its issue was taken back."""
    line = session.row(ISSUED, issued_id)
    if line is None:
        raise ChangedMeanwhileError(_GONE)
    attached = session.tables.attachment
    mine = attached.c.kind == ISSUED, attached.c.record_id == issued_id
    there = session.execute(select(attached.c.id).where(*mine)).first() is not None
    return _made(line, has_document=there)


def named(session: Session, text: str) -> Issued | None:
    """Find the issued briefing with a reference or a uuid."""
    wanted = text.strip()
    return next((i for i in every(session) if wanted in (i.reference, i.uuid)), None)


def related(session: Session, scope: Scope) -> list[Issued]:
    """List the briefings issued about a same country, partner or guest, the latest first."""
    briefings = (each for each in every(session) if each.subject != NEWS)
    return [each for each in briefings if scope.touches(each.scope)]


def facts_of(session: Session, issued_id: int) -> str:
    """Read the frozen facts of an issued briefing."""
    return str(_line(session, issued_id)["facts"])


def text_of(session: Session, issued_id: int) -> str:
    """Read an issued briefing as plain text."""
    return str(_line(session, issued_id)["text"])


def document_of(session: Session, folder: Path, issued: Issued) -> Attachment:
    """Give the printed form of an issued briefing; raise OfficeError where it was taken away."""
    found = attachments.attachments(session, folder, ISSUED, issued.id)
    if not found:
        raise OfficeError(
            N_(
                "The printed form of {reference} was taken away, for it named somebody who was "
                "erased; its text is still here, without the name."
            ),
            reference=issued.reference,
        )
    return found[0]


def set_aside(session: WritingSession, issued_id: int, sentence: str, why: str) -> int:
    """Leave a sentence as it was issued, although it is true no longer; return a mark's id."""
    if session.row(ISSUED, issued_id) is None:
        raise ChangedMeanwhileError(_GONE)
    line = {"issued_id": issued_id, "sentence": sentence, "why": why}
    return session.insert("set_aside", line | {"set_at": session.at, "set_by": session.author})


def take_up(session: WritingSession, mark_id: int) -> None:
    """Look at a sentence again that was set aside."""
    session.delete("set_aside", mark_id)


def aside(session: Session) -> dict[tuple[int, str], SetAside]:
    """Read which sentences of which issued briefings were set aside."""
    table = session.tables.set_aside
    lines = session.execute(select(table).order_by(table.c.id))
    return {
        (line.issued_id, line.sentence): SetAside(line.id, line.issued_id, line.sentence, line.why)
        for line in lines
    }


def naming(session: Session, uuid: str, forms: Iterable[str]) -> list[str]:
    """List the references of the issued briefings that name a person."""
    found = frozenset(_holding(session, uuid, tuple(forms)))
    return [issued.reference for issued in every(session) if issued.id in found]


def forget_person(
    session: WritingSession, uuid: str, forms: Iterable[str], pieces: Iterable[str], nobody: str
) -> set[str]:
    """Take a person out of what was issued, and out of its history.

    ``forms`` are those of the whole name, by which it is looked for; ``pieces`` those that go
    with it. Facts and text lose them; the printed form, which cannot, goes. Of what tells of the
    person alone nothing stays but that it was told. That something was issued, when, by whom, and
    the hash of the printed form stay. Give the content hashes of the printed forms that went.
    """
    written, gone = tuple(forms), set[str]()
    for issued_id in _holding(session, uuid, written):
        line = _line(session, issued_id)
        whole = json.loads(line["facts"])
        places = [n for n, record in enumerate(whole["records"]) if record[2] == uuid]
        printed = {*printed_forms(whole["briefing"], places), *written, *pieces}
        blank = Blank(uuid, places, printed, nobody)
        blanked = blank.everywhere(whole)
        tells_of = any(uuid in said["statement"] for said in whole["sentences"])
        kept = "\n".join(said["text"] for said in blanked["sentences"])
        values = {
            "facts": json.dumps(blanked, ensure_ascii=False, separators=(",", ":")),
            "text": kept if tells_of else blank.text(line["text"]),
            "title": blank.text(line["title"]),
            "note": blank.text(line["note"]),
        }
        session.update(ISSUED, issued_id, values)
        gone |= _let_go(session, issued_id)
        session.forget(ISSUED, issued_id, blank.forms)
        session.drop_recount(issued_id)
    return gone


def _holding(session: Session, uuid: str, forms: Iterable[str]) -> list[int]:
    table = session.tables.issued
    columns = (table.c.id, table.c.facts, table.c.text, table.c.title, table.c.note)
    return [
        line.id
        for line in session.execute(select(*columns)).all()
        if uuid in line.facts
        or any(f in text for f in forms for text in (line.facts, line.text, line.title, line.note))
    ]


def _let_go(session: WritingSession, issued_id: int) -> set[str]:
    attached = session.tables.attachment
    mine = attached.c.kind == ISSUED, attached.c.record_id == issued_id
    lines = session.execute(select(attached.c.id, attached.c.content_hash).where(*mine)).all()
    for line in lines:
        session.delete("attachment", line.id)
    return {line.content_hash for line in lines}


def _line(session: Session, issued_id: int) -> dict[str, Any]:
    line = session.row(ISSUED, issued_id)
    if line is None:
        raise OfficeError(_GONE)
    return line


def _next_reference(session: WritingSession) -> str:
    """Give the year of the issue and the next number in it, as ``2018-003``."""
    year = datetime.fromisoformat(session.at).astimezone().year
    table = session.tables.issued
    mine = table.c.reference.startswith(f"{year}-")
    numbers = session.execute(select(table.c.reference).where(mine)).scalars()
    last = max((int(each.partition("-")[2]) for each in numbers), default=0)
    return f"{year}-{last + 1:03}"


def _written(scope: Scope) -> str:
    told = {"country": scope.country}
    lists = {"partners": sorted(scope.partners), "guests": sorted(scope.guests)}
    return json.dumps(told | lists, sort_keys=True)


def _made(line: Mapping[str, Any], *, has_document: bool) -> Issued:
    scope = json.loads(line["scope"])
    same = ("id", "uuid", "reference", "subject", "about", "title", "language")
    more = ("issued_at", "issued_by", "note", "document_hash")
    return Issued(
        **{name: line[name] for name in (*same, *more)},
        as_of=date.fromisoformat(line["as_of"]),
        options=json.loads(line["options"]),
        scope=Scope(scope["country"], frozenset(scope["partners"]), frozenset(scope["guests"])),
        head=Head(line["head_number"], line["head_hash"]),
        has_document=has_document,
    )
