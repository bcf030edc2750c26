"""Erase a person: from record, index, drafts, history, attachments, and what was issued.

What is counted stays true: the record stays, without anything that tells whose it was; whoever
names it names nobody any more. The history keeps that something was changed, by whom and when. A
list of who was erased, by identity alone, lies beside the office and on its shelves of backups,
so that a restore erases them again; backups themselves expire.
"""

import json
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice.database.file import BACKUPS, attachment_place
from intloffice.database.session import Session, WritingSession, now
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.files import replacing
from intloffice.i18n import LOCALES, N_
from intloffice.operations import edit, find, issued
from intloffice.operations.find import Hit
from intloffice.operations.undo import ERASING
from intloffice.records.person import PERSON
from intloffice.schema.kind import Values

#: What the list of who was erased is called.
LIST = "erasures.jsonl"
#: The name of nobody.
NOBODY = "—"
#: What is kept of a person: without it counts by country would change.
_KEPT = ("nationalities",)
_SHORTEST = 2
#: What tells of a name by itself.
_PIECES = (
    *("family_native", "given_native", "family_kana", "given_kana"),
    *("latin_family", "latin_given", "latin_variants", "chinese_form", "chinese_reading"),
    *(f"address_{code}" for code in LOCALES),
)


@dataclass(frozen=True)
class Outlook:
    """What erasing a person would do.

    ``named_by`` counts by kind the places that name the record and will name nobody;
    ``issued`` are the references of issued briefings that name the person and lose their printed
    form; ``mentions`` are other records whose texts hold the name, which nobody but a reader can
    mend.
    """

    caption: str
    named_by: dict[str, int]
    attachments: int
    changes: int
    mentions: tuple[Hit, ...]
    issued: tuple[str, ...] = ()


def outlook(session: Session, person_id: int, language: str = "en") -> Outlook:
    """Tell what erasing would do; raise ChangedMeanwhileError where the person is gone."""
    record = _record(session, person_id)
    change, attached = session.tables.change, session.tables.attachment
    mine = change.c.kind == PERSON.name, change.c.record_id == person_id
    files = attached.c.kind == PERSON.name, attached.c.record_id == person_id
    return Outlook(
        str(record[f"caption_{language}"]),
        dict(edit.uses(session, PERSON, person_id)),
        len(session.execute(select(attached.c.id).where(*files)).all()),
        len(session.execute(select(change.c.id).where(*mine)).all()),
        tuple(_mentions(session, record, language)),
        tuple(issued.naming(session, str(record["uuid"]), _forms(record))),
    )


def erase(session: WritingSession, person_id: int) -> list[str]:
    """Erase a person, and tell the content hashes of attachments that nothing keeps any more.

    Raise ChangedMeanwhileError where the person is gone.
    """
    record = _record(session, person_id)
    texts = _texts(record)
    session.mode = ERASING
    attached = session.tables.attachment
    mine = attached.c.kind == PERSON.name, attached.c.record_id == person_id
    files = session.execute(select(attached.c.id, attached.c.content_hash).where(*mine)).all()
    for line in files:
        session.delete("attachment", line.id)
    empty = {name: field.empty for name, field in PERSON.fields.items() if name not in _KEPT}
    session.update(PERSON.name, person_id, {**empty, "family_native": NOBODY})
    _drop_drafts(session, person_id, texts)
    session.forget(PERSON.name, person_id, texts)
    hashes = {line.content_hash for line in files}
    hashes |= _forget_issued(session, record)
    others = select(attached.c.content_hash).where(attached.c.content_hash.in_(hashes))
    return sorted(hashes.difference(session.execute(others).scalars()))


def note(folder: Path, uuid: str, second: Path | None = None) -> None:
    """Write onto the lists that somebody was erased; a second place out of reach is left out.

    Raise OfficeError where the list beside the office cannot be written.
    """
    try:
        _append(folder, uuid)
    except OSError as error:
        raise OfficeError(
            N_("The list of who was erased cannot be written in {folder}: {reason}."),
            folder=folder,
            reason=error.strerror or "",
        ) from error
    for shelf in filter(None, (folder / BACKUPS, second)):
        with suppress(OSError):  # the list beside the office is brought there by the next backup
            if shelf.is_dir():
                _append(shelf, uuid)


def take_away(folder: Path, hashes: Iterable[str]) -> None:
    """Delete attached files that nothing keeps any more."""
    for content in hashes:
        attachment_place(folder, content).unlink(missing_ok=True)


def erased(folder: Path) -> frozenset[str]:
    """Read who was erased, by uuid; a line that cannot be read is none."""
    found = set()
    try:
        lines = (folder / LIST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):
            found.add(str(json.loads(line)["uuid"]))
    return frozenset(found)


def replay(session: WritingSession, uuids: Iterable[str]) -> int:
    """Erase again who was erased before, those too who were removed; return how many there were."""
    table = session.tables[PERSON.name]
    wanted = list(uuids)
    number = _forget_removed(session, frozenset(wanted))
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        there = select(table.c.id).where(table.c.uuid.in_(part), table.c.family_native != NOBODY)
        for person_id in session.execute(there).scalars().all():
            erase(session, person_id)
            number += 1
    return number


def _forget_removed(session: WritingSession, uuids: Container[str]) -> int:
    """Let the history forget those of some people who were removed."""
    change = session.tables.change
    removals = select(change.c.row_id, change.c.before).where(
        change.c.table_name == PERSON.name, change.c.after.is_(None), change.c.before.is_not(None)
    )
    number = 0
    for line in session.execute(removals).all():
        if line.before.get("uuid") in uuids and session.row(PERSON.name, line.row_id) is None:
            empty = {name: field.empty for name, field in PERSON.fields.items()}
            texts = _texts({**empty, **line.before})
            _drop_drafts(session, line.row_id, texts)
            session.forget(PERSON.name, line.row_id, texts)
            known = {**empty, **line.before}
            _forget_issued(session, known)
            number += 1
    return number


def _forget_issued(session: WritingSession, record: Values) -> set[str]:
    """Let what was issued forget a person; give the content hashes of what was taken away."""
    forms, pieces = _forms(record), _pieces(record)
    return issued.forget_person(session, str(record["uuid"]), forms, pieces, NOBODY)


def _record(session: Session, person_id: int) -> dict[str, Any]:
    record = session.row(PERSON.name, person_id)
    if record is None:
        raise ChangedMeanwhileError(N_("This record was removed meanwhile."))
    return record


def _texts(record: Values) -> frozenset[str]:
    """Collect the texts by which a person could be known."""
    found: set[str] = set()
    for name in PERSON.fields:
        value = record[name]
        if name not in _KEPT and value:
            found |= {str(each) for each in value} if isinstance(value, tuple) else {str(value)}
    found |= {str(value) for name, value in record.items() if name.startswith("caption_")}
    return frozenset(text for text in found if len(text) >= _SHORTEST)


def _drop_drafts(session: WritingSession, person_id: int, texts: Iterable[str]) -> None:
    for draft in session.drafts():
        own = draft.kind == PERSON.name and draft.record_id == person_id
        content = json.dumps(draft.content, ensure_ascii=False)
        names = [PERSON.name, person_id] in [each[:2] for each in draft.content["captions"]]
        if own or names or any(text in content for text in texts):
            session.drop_draft(draft.page, draft.kind, draft.record_id)


def _forms(record: Values) -> list[str]:
    """Collect the forms in which a name is written in full."""
    native = f"{record['family_native']}{record['given_native']}"
    latin = str(record["latin_given"]), str(record["latin_family"])
    kana = f"{record['family_kana']}{record['given_kana']}"
    forms = (native, " ".join(latin), " ".join(reversed(latin)), record["chinese_form"], kana)
    return [form for form in (str(each).strip() for each in forms) if len(form) >= _SHORTEST]


def _pieces(record: Values) -> list[str]:
    """Collect the parts of a name, and how its bearer is read and addressed."""
    held = [record.get(name) for name in _PIECES]
    return [str(one) for each in held for one in (each if isinstance(each, tuple) else (each,))]


def _mentions(session: Session, record: Values, language: str) -> Iterator[Hit]:
    """Find other records in whose own texts the name stands."""
    native = f"{record['family_native']}{record['given_native']}"
    kana = f"{record['family_kana']}{record['given_kana']}"
    latin = f"{record['latin_given']} {record['latin_family']}".strip()
    forms = [form for form in (native, kana, latin) if len(form) >= _SHORTEST]
    seen: set[tuple[str, int]] = set()
    for form in forms:
        for hit in find.find(session, form, language, limit=20):
            key = hit.kind, hit.id
            if key not in seen and hit.kind != PERSON.name and _tells(session, hit, forms):
                seen.add(key)
                yield hit


def _tells(session: Session, hit: Hit, forms: Iterable[str]) -> bool:
    """Tell whether a record's own texts hold a name, and not only a reference to the person."""
    loaded = edit.load(session, session.tables.kinds[hit.kind], hit.id)
    lines = [loaded.values, *(line.values for rows in loaded.rows.values() for line in rows)]
    texts = [str(value).casefold() for line in lines for value in line.values() if value]
    return any(form.casefold() in text for form in forms for text in texts)


def _append(folder: Path, uuid: str) -> None:
    path = folder / LIST
    lines = path.read_text("utf-8") if path.exists() else ""
    line = json.dumps({"at": now(), "kind": PERSON.name, "uuid": uuid})
    with replacing(path, 0o600) as part:
        part.write_text(f"{lines}{line}\n", "utf-8")
