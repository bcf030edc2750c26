"""A person that is erased is found nowhere any more, and all that is counted stays true."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import attachments, browse, edit, erasing, trash, undo
from intloffice.operations.checking import check
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON
from intloffice.schema.kind import kind_named
from tests.stores import organisation, stay

CANARY = {
    "family_native": "加納鳥",
    "given_native": "黄美子",
    "family_kana": "かなりあ",
    "latin_family": "Canarina",
    "latin_given": "Fulvia",
    "passport_number": "ZX9988776655",
    "email": "fulvia.canarina@example.org",
    "phone": "+49 000 424242",
    "protocol_notes": "Allergic to kumquats",
    "nationalities": ("JP",),
    "notes": "Plays the ocarina",
}
TRACES = [
    *("加納鳥", "黄美子", "かなりあ", "Canarina", "Fulvia", "ZX9988776655", "canarina@example"),
    *("424242", "kumquats", "ocarina"),
]


@pytest.fixture
def person(store: Any) -> int:
    """A person with a history: changed, named by a stay, with an attachment and a draft."""
    with store.write("New: Person “Fulvia Canarina 加納鳥”", "Li") as session:
        found = edit.add(session, PERSON, CANARY)
    with store.write("Edit: Person “Fulvia Canarina 加納鳥”", "Li") as session:
        edit.change(session, PERSON, found, 1, {"phone": "+49 000 424243", "gender": "female"})
    with store.write("Stay", "Li") as session:
        stay(session, found, organisation(session, "Kumamoto University", country="JP"))
    file = store.folder / "passport Canarina.pdf"
    file.write_bytes(b"%PDF a scan of ZX9988776655")
    with store.write("Attach", "Li") as session:
        attachments.attach(session, store.folder, "person", found, file)
        session.keep_draft(
            "record", "person", found, {"captions": [], "values": CANARY | {"nationalities": []}}
        )
    file.unlink()
    return found


def _erase(store: Any, person: int) -> None:
    with store.write("Erase a person", "Li") as session:
        hashes = erasing.erase(session, person)
    erasing.take_away(store.folder, hashes)


def _traces(folder: Path) -> list[str]:
    """Look through every file but the backups."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and BACKUPS not in path.parts:
            content = path.read_bytes()
            found += [f"{trace} in {path.name}" for trace in TRACES if _holds(content, trace)]
    return found


def _holds(content: bytes, trace: str) -> bool:
    escaped = json.dumps(trace)[1:-1].encode()
    return any(form in content for form in (trace.encode(), trace.lower().encode(), escaped))


def test_no_file_of_the_office_holds_a_trace_of_an_erased_person(store: Any, person: int) -> None:
    assert len(_traces(store.folder)) >= len(TRACES), "before, all of it can be found"
    _erase(store, person)
    store.close()
    assert _traces(store.folder) == []


def test_the_history_holds_and_tells_that_something_was_done(store: Any, person: int) -> None:
    _erase(store, person)
    with store.read() as session:
        assert check(session, store.folder) == []
        sets = session.tables.change_set
        query = select(sets.c.author, sets.c.mode, sets.c.description).order_by(sets.c.id)
        told = [tuple(line) for line in session.execute(query)]
    assert len(told) == 5
    assert told[-1] == ("Li", "erase", "Erase a person")
    assert told[0] == ("Li", "do", "")


def test_what_is_counted_stays_true(store: Any, person: int) -> None:
    mobility = kind_named(ALL_KINDS, "mobility")
    _erase(store, person)
    with store.read() as session:
        assert browse.count(session, browse.Query(PERSON)) == 1
        assert browse.count(session, browse.Query(mobility)) == 1
        left = session.row("person", person)
        assert left["nationalities"] == ("JP",)
        assert left["family_native"] == erasing.NOBODY
        line = session.row("mobility", 1)
        assert "Canarina" not in line["caption_en"]


def test_nobody_is_found_by_the_name_any_more(store: Any, person: int) -> None:
    _erase(store, person)
    with store.read() as session:
        for text in ("Canarina", "加納", "かなりあ", "ocarina"):
            assert browse.count(session, browse.Query(PERSON, text)) == 0


def test_it_cannot_be_undone_nor_can_what_was_done_before(store: Any, person: int) -> None:
    _erase(store, person)
    with pytest.raises(OfficeError, match="nothing to undo"), store.write("Undo", "Li") as session:
        undo.undo(session)
    with store.write("Add", "Li") as session:
        edit.add(session, PERSON, {"family_native": "王"})
    with store.write("Undo", "Li") as session:
        assert undo.undo(session) == "Add"
    with store.read() as session:
        assert undo.undoable(session) is None
        assert session.row("person", person)["phone"] == ""


def test_a_removed_person_that_was_erased_does_not_come_back(store: Any, person: int) -> None:
    with store.write("Add", "Li") as session:
        other = edit.add(session, PERSON, {"family_native": "王"})
    with store.write("Remove", "Li") as session:
        edit.remove(session, PERSON, other)
    with store.write("Erase", "Li") as session:
        session.forget("person", other, ["王"])
    with store.read() as session:
        assert trash.removed(session) == []


def test_an_attached_file_that_another_record_keeps_stays(store: Any, person: int) -> None:
    copy = store.folder / "copy.pdf"
    copy.write_bytes(b"%PDF a scan of ZX9988776655")
    with store.write("Attach", "Li") as session:
        attachments.attach(session, store.folder, "mobility", 1, copy)
    with store.write("Erase", "Li") as session:
        assert erasing.erase(session, person) == []


def test_the_outlook_tells_what_will_be_done_and_what_only_a_reader_can_mend(
    store: Any, person: int
) -> None:
    with store.write("Add", "Li") as session:
        organisation(session, "Leeds", notes="Fulvia Canarina brought them here")
    with store.read() as session:
        told = erasing.outlook(session, person)
    assert "Canarina" in told.caption
    assert told.named_by == {"mobility": 1}
    assert told.attachments == 1
    assert [hit.caption for hit in told.mentions] == ["Leeds"]


def test_who_is_gone_cannot_be_erased(store: Any) -> None:
    with pytest.raises(ChangedMeanwhileError), store.write("Erase", "Li") as session:
        erasing.erase(session, 99)


def test_the_list_holds_identities_and_nothing_else(store: Any, person: int) -> None:
    with store.read() as session:
        uuid = session.row("person", person)["uuid"]
    (store.folder / BACKUPS).mkdir()
    erasing.note(store.folder, uuid)
    erasing.note(store.folder, "another")
    assert erasing.erased(store.folder) == {uuid, "another"}
    assert erasing.erased(store.folder / BACKUPS) == {uuid, "another"}
    lines = (store.folder / erasing.LIST).read_text("utf-8").splitlines()
    assert {*json.loads(lines[0])} == {"at", "kind", "uuid"}
    assert (store.folder / erasing.LIST).stat().st_mode & 0o777 == 0o600
    assert erasing.erased(store.folder / "none") == frozenset()
    assert (store.folder / FILE_NAME).exists()


def test_who_was_removed_is_erased_again_too(store: Any, person: int) -> None:
    with store.read() as session:
        uuid = session.row("person", person)["uuid"]
    with store.write("Remove", "Li") as session:
        edit.remove(session, kind_named(ALL_KINDS, "mobility"), 1)
        edit.remove(session, PERSON, person)
    with store.write("Restored", "Li") as session:
        session.tell()
        assert erasing.replay(session, [uuid, "another"]) == 1
    with store.read() as session:
        assert check(session, store.folder) == []
        assert "person" not in [each.kind for each in trash.removed(session)]
    store.close()
    assert not [each for each in _traces(store.folder) if "office.db" in each]
