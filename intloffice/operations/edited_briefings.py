"""What the office has made of its briefings: sentences rewritten, sections arranged, paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.session import REMOVED, Session, WritingSession
from intloffice.errors import ChangedMeanwhileError
from intloffice.i18n import LOCALES
from intloffice.operations import edit
from intloffice.operations.counting.naming import Source
from intloffice.operations.edit import Line
from intloffice.records.edited_briefing import EDITED_BRIEFING
from intloffice.records.narrative import NARRATIVE

_SENTENCE = EDITED_BRIEFING.rows_by_name["sentence"]
_SENTENCES = EDITED_BRIEFING.table_of(_SENTENCE)


@dataclass(frozen=True)
class Briefed:
    """What a briefing is about: a country by its code, or a partner or meeting by its id."""

    about: str
    country: str = ""
    record: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """The fields that name it in an edited briefing."""
        return {
            "about": self.about,
            "country": self.country if self.about == "country" else "",
            "organisation_id": self.record if self.about == "organisation" else None,
            "meeting_id": self.record if self.about == "meeting" else None,
        }


@dataclass(frozen=True)
class Rewritten:
    """One sentence in the office's own words.

    ``statement`` is the key of what it says; ``record`` the uuid of the one thing it says it of,
    where the statement says the same of several; ``computed`` is the sentence that was computed
    then, with {names} for what is computed in it, and ``stood_for`` what those names stood for:
    in words, or as a digest where they name records.
    """

    language: str
    statement: str
    number: int
    record: str
    text: str
    computed: str
    stood_for: Mapping[str, str]


@dataclass(frozen=True)
class Edit:
    """A rewritten sentence that is kept, and the record that keeps it."""

    row: int
    source: Source
    captions: Mapping[str, str]
    as_of: date | None
    sentence: Rewritten


@dataclass(frozen=True)
class Arrangement:
    """The sections in the order that was wanted, and those that are left out."""

    sequence: tuple[str, ...] = ()
    left_out: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Kept:
    """All that was made of a briefing; what holds for its day only comes first."""

    edits: tuple[Edit, ...] = ()
    arrangement: Arrangement = field(default_factory=Arrangement)


def kept(session: Session, briefed: Briefed, day: date) -> Kept:
    """Read what was made of the briefing on a subject as of a day."""
    found = [line for line in _records(session, briefed) if line["as_of"] in (None, day)]
    found.sort(key=lambda line: (line["as_of"] is None, line["id"]))
    arranged = (
        Arrangement(tuple(line["sequence"]), frozenset(line["left_out"]))
        for line in found
        if line["sequence"] or line["left_out"]
    )
    edits = tuple(made for line in found for made in _edits(session, line))
    return Kept(edits, next(arranged, Arrangement()))


def rewrite(
    session: WritingSession,
    briefed: Briefed,
    sentence: Rewritten,
    as_of: date | None = None,
    instead: int | None = None,
) -> None:
    """Keep a rewritten sentence for the briefing of any day, or ``as_of`` one only.

    The one it takes the place of is given up: that which was written of the same, and the row
    ``instead``.
    """
    if instead is not None and session.row(_SENTENCES, instead) is not None:
        take_back(session, instead)
    record = _record_for(session, briefed, as_of)
    snapshot = edit.load(session, EDITED_BRIEFING, record)
    same = ("language", "statement", "number", "record")
    lines = [
        line
        for line in snapshot.rows["sentence"]
        if any(line.values[name] != getattr(sentence, name) for name in same)
    ]
    values = {name: getattr(sentence, name) for name in _SENTENCE.by_name}
    new = Line(None, values | {"stood_for": _written(sentence.stood_for)})
    _save(session, record, snapshot.version, {}, {"sentence": [*lines, new]})


def take_back(session: WritingSession, row: int) -> None:
    """Let a sentence be computed again; raise ChangedMeanwhileError where it is already."""
    found = session.row(_SENTENCES, row)
    if found is None:
        raise ChangedMeanwhileError(REMOVED)
    record = found["edited_briefing_id"]
    snapshot = edit.load(session, EDITED_BRIEFING, record)
    lines = [line for line in snapshot.rows["sentence"] if line.id != row]
    _save(session, record, snapshot.version, {}, {"sentence": lines})
    _drop_if_empty(session, record)


def arrange(session: WritingSession, briefed: Briefed, arrangement: Arrangement) -> None:
    """Keep the order of the sections, and which of them are left out, for any day."""
    record = _record_for(session, briefed, None)
    version = edit.load(session, EDITED_BRIEFING, record).version
    values = {"sequence": arrangement.sequence, "left_out": tuple(sorted(arrangement.left_out))}
    _save(session, record, version, values, {})
    _drop_if_empty(session, record)


def take_all_back(session: WritingSession, briefed: Briefed, day: date) -> None:
    """Let the whole briefing of a day be as it is computed; own paragraphs stay."""
    for line in list(_records(session, briefed)):
        if line["as_of"] in (None, day):
            edit.remove(session, EDITED_BRIEFING, line["id"])


def add_paragraph(
    session: WritingSession,
    briefed: Briefed,
    section: str,
    texts: Mapping[str, str],
    source: str,
) -> int:
    """Keep a paragraph of the office's own for a section; raise as saving a record does."""
    about = {name: value for name, value in briefed.values.items() if name != "about"}
    written = {f"text_{code}": texts.get(code, "") for code in LOCALES}
    values = about | written | {"section": section, "source": source}
    return edit.add(session, NARRATIVE, values)


def _records(session: Session, briefed: Briefed) -> Iterator[dict[str, Any]]:
    table = session.tables[EDITED_BRIEFING.name]
    which = [table.c[name] == value for name, value in briefed.values.items()]
    for line in session.execute(select(table).where(*which).order_by(table.c.id)).mappings():
        yield dict(line)


def _edits(session: Session, record: Mapping[str, Any]) -> Iterator[Edit]:
    table = session.tables[_SENTENCES]
    query = select(table).where(table.c.edited_briefing_id == record["id"])
    source = Source(EDITED_BRIEFING.name, record["id"], record["uuid"])
    captions = {code: record[f"caption_{code}"] for code in LOCALES}
    for line in session.execute(query.order_by(table.c.position)).mappings():
        sentence = Rewritten(
            line["language"],
            line["statement"],
            line["number"] or 0,
            line["record"],
            line["text"],
            line["computed"],
            _read(line["stood_for"]),
        )
        yield Edit(line["id"], source, captions, record["as_of"], sentence)


def _record_for(session: WritingSession, briefed: Briefed, as_of: date | None) -> int:
    for line in _records(session, briefed):
        if line["as_of"] == as_of:
            return int(line["id"])
    return edit.add(session, EDITED_BRIEFING, briefed.values | {"as_of": as_of})


def _save(
    session: WritingSession,
    record: int,
    version: int,
    values: Mapping[str, Any],
    rows: Mapping[str, Sequence[Line]],
) -> None:
    edit.change(session, EDITED_BRIEFING, record, version, values, rows)


def _drop_if_empty(session: WritingSession, record: int) -> None:
    left = edit.load(session, EDITED_BRIEFING, record)
    plain = ("sequence", "left_out", "notes", "tags")
    if not left.rows["sentence"] and not any(left.values[name] for name in plain):
        edit.remove(session, EDITED_BRIEFING, record)


def _written(stood_for: Mapping[str, str]) -> str:
    """Write a name and what it stood for a line."""
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in stood_for.items())


def _read(written: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in written.splitlines())
    return {name: value for name, colon, value in lines if colon}
