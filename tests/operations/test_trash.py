"""What was removed can be brought back, whole."""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import update

from intloffice.database.checking import check
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import attachments, browse, edit, erasing, trash, undo
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.stores import add_one_of_each

ORGANISATION = kind_named(ALL_KINDS, "organisation")
POSITION = kind_named(ALL_KINDS, "position")


@pytest.fixture
def university(store: Any) -> int:
    with store.write("Add", "Li") as session:
        return edit.add(
            session,
            ORGANISATION,
            {"kind": "university", "country": "JP", "city": "熊本"},
            {
                "name": [
                    {"text": "Kumamoto University", "language": "en", "type": "official"},
                    {"text": "熊本大学", "language": "ja", "type": "official"},
                ]
            },
        )


def _remove(store: Any, kind: Any, *ids: int) -> None:
    with store.write(f"Remove {kind.name}", "Wang") as session:
        for record_id in ids:
            edit.remove(session, kind, record_id)


def _list(store: Any, language: str = "en") -> list[trash.Removed]:
    with store.read() as session:
        return trash.removed(session, language)


def test_a_removed_record_is_listed_as_it_was_called(store: Any, university: int) -> None:
    _remove(store, ORGANISATION, university)
    (found,) = _list(store)
    assert (found.kind, found.id, found.author) == ("organisation", university, "Wang")
    assert found.caption == "Kumamoto University"
    assert _list(store, "ja")[0].caption == "熊本大学"


def test_it_comes_back_with_its_rows_under_its_own_identity(store: Any, university: int) -> None:
    with store.read() as session:
        before = edit.load(session, ORGANISATION, university)
    _remove(store, ORGANISATION, university)
    with store.write("Restore", "Li") as session:
        assert trash.restore(session, "organisation", university) == 1
    with store.read() as session:
        after = edit.load(session, ORGANISATION, university)
        assert (after.uuid, after.values, after.rows) == (before.uuid, before.values, before.rows)
        assert after.version > before.version
        assert browse.count(session, browse.Query(ORGANISATION, "熊本")) == 1
        assert check(session) == []
    assert _list(store) == []


def _remove_all(store: Any, ids: dict[str, int]) -> None:
    """Remove what nobody names, until all are gone."""
    left = dict(ids)
    while left:
        for name in list(left):
            with suppress(OfficeError):
                _remove(store, kind_named(ALL_KINDS, name), ids[name])
                del left[name]


def test_every_kind_comes_back(store: Any) -> None:
    with store.write("Begin", "Li") as session:
        ids = add_one_of_each(session)
    states = {}
    with store.read() as session:
        for kind in ALL_KINDS:
            states[kind.name] = edit.load(session, kind, ids[kind.name])
    _remove_all(store, ids)
    with store.read() as session:
        assert not any(browse.totals(session, ALL_KINDS).values())
    assert len(_list(store)) == len(ALL_KINDS)
    for removed in _list(store):
        with store.write("Restore", "Li") as session:
            if session.row(removed.kind, removed.id) is None:
                trash.restore(session, removed.kind, removed.id)
    with store.read() as session:
        for kind in ALL_KINDS:
            after, before = edit.load(session, kind, ids[kind.name]), states[kind.name]
            assert (after.values, after.rows) == (before.values, before.rows), kind.name
        assert check(session) == []


def test_what_it_names_comes_back_with_it(store: Any) -> None:
    with store.write("Begin", "Li") as session:
        ids = add_one_of_each(session)
        person = edit.load(session, POSITION, ids["position"]).values["person_id"]
    _remove(store, POSITION, ids["position"])
    with store.write("Free", "Li") as session:
        own = edit.add(session, kind_named(ALL_KINDS, "person"), {"family_native": "王"})
        at = edit.add(session, ORGANISATION, {"kind": "university", "country": "CN"}, {"name": []})
        post = edit.add(
            session,
            POSITION,
            {"person_id": own, "organisation_id": at, "title_en": "President"},
        )
    assert person != own
    _remove(store, POSITION, post)
    _remove(store, kind_named(ALL_KINDS, "person"), own)
    with store.write("Restore", "Li") as session:
        assert trash.restore(session, "position", post) == 2
    with store.read() as session:
        assert edit.load(session, POSITION, post).values["person_id"] == own
        assert session.row("person", own) is not None


def test_what_names_an_erased_record_is_told_and_stays(store: Any, university: int) -> None:
    with store.write("Begin", "Li") as session:
        own = edit.add(session, kind_named(ALL_KINDS, "person"), {"family_native": "王"})
        post = edit.add(
            session,
            POSITION,
            {"person_id": own, "organisation_id": university, "title_en": "President"},
        )
    _remove(store, POSITION, post)
    _remove(store, kind_named(ALL_KINDS, "person"), own)
    change = store.tables.change
    with store._writing() as connection:
        erased = update(change).where(change.c.kind == "person", change.c.record_id == own)
        connection.execute(erased.values(before=None, after=None, salt=None))
    assert [each.kind for each in _list(store)] == ["position"]
    with pytest.raises(OfficeError, match="was erased"), store.write("Restore", "Li") as session:
        trash.restore(session, "position", post)
    assert [each.kind for each in _list(store)] == ["position"]


def test_of_several_one_that_cannot_come_back_is_told_and_the_others_come_once(
    store: Any, university: int
) -> None:
    with store.write("Begin", "Li") as session:
        people = kind_named(ALL_KINDS, "person")
        kept, erased = (edit.add(session, people, {"family_native": name}) for name in "王李")
        posts = [
            edit.add(
                session,
                POSITION,
                {"person_id": own, "organisation_id": university, "title_en": "President"},
            )
            for own in (kept, erased)
        ]
    for post in posts:
        _remove(store, POSITION, post)
    for own in (kept, erased):
        _remove(store, people, own)
    change = store.tables.change
    with store._writing() as connection:
        of_one = update(change).where(change.c.kind == "person", change.c.record_id == erased)
        connection.execute(of_one.values(before=None, after=None, salt=None))
    chosen = sorted(_list(store), key=lambda each: each.kind, reverse=True)
    assert [(each.kind, each.id) for each in chosen][:2] == [
        ("position", posts[1]),
        ("position", posts[0]),
    ]
    with store.write("Restore", "Li") as session:
        outcome = trash.restore_all(session, chosen)
    (refused,) = outcome.refused
    assert "was erased" in refused.template
    assert refused.id == 0
    assert (outcome.number, outcome.there) == (2, 0), "the person came back with the post"
    assert [(each.kind, each.id) for each in _list(store)] == [("position", posts[1])]


def test_what_is_there_already_is_not_counted_as_brought_back(store: Any, university: int) -> None:
    _remove(store, ORGANISATION, university)
    chosen = _list(store)
    for number, there in ((1, 0), (0, 1)):
        with store.write("Restore", "Li") as session:
            brought = trash.restore_all(session, chosen)
        assert (brought.number, brought.there, brought.refused) == (number, there, ())


def test_restoring_is_a_change_that_can_be_undone(store: Any, university: int) -> None:
    _remove(store, ORGANISATION, university)
    with store.write("Restore", "Li") as session:
        trash.restore(session, "organisation", university)
    with store.write("Undo", "Li") as session:
        assert undo.undo(session) == "Restore"
    assert [each.id for each in _list(store)] == [university]


def test_what_is_there_cannot_be_restored(store: Any, university: int) -> None:
    with pytest.raises(ChangedMeanwhileError), store.write("Restore", "Li") as session:
        trash.restore(session, "organisation", university)


def test_what_was_removed_twice_is_listed_once_as_it_was_last(store: Any, university: int) -> None:
    _remove(store, ORGANISATION, university)
    with store.write("Restore", "Li") as session:
        trash.restore(session, "organisation", university)
    with store.write("Change", "Li") as session:
        version = edit.load(session, ORGANISATION, university).version
        line = {"text": "Kumamoto", "language": "en", "type": "official"}
        edit.change(
            session, ORGANISATION, university, version, {}, {"name": [edit.Line(None, line)]}
        )
    _remove(store, ORGANISATION, university)
    assert [each.caption for each in _list(store)] == ["Kumamoto"]


def test_an_emptied_trash_gives_nothing_back_and_the_chain_holds(
    store: Any, university: int
) -> None:
    file = store.folder / "scan.pdf"
    file.write_bytes(b"%PDF scanned at Kumamoto")
    with store.write("Attach", "Li") as session:
        attachments.attach(session, store.folder, "organisation", university, file)
    file.unlink()
    _remove(store, ORGANISATION, university)
    with store.write("Empty the Trash", "Li") as session:
        (content,) = trash.empty(session)
    erasing.take_away(store.folder, [content])
    assert _list(store) == []
    with store.read() as session:
        assert check(session) == []
        assert undo.undoable(session) is None
    store.close()
    held = [path for path in store.folder.rglob("*") if path.is_file()]
    assert not [path for path in held if b"Kumamoto" in path.read_bytes()]


def test_a_file_that_a_living_record_keeps_is_not_emptied(store: Any, university: int) -> None:
    with store.write("Begin", "Li") as session:
        other = edit.add(session, kind_named(ALL_KINDS, "person"), {"family_native": "王"})
    file = store.folder / "scan.pdf"
    file.write_bytes(b"%PDF")
    with store.write("Attach", "Li") as session:
        attachments.attach(session, store.folder, "organisation", university, file)
        attachments.attach(session, store.folder, "person", other, file)
    _remove(store, ORGANISATION, university)
    with store.write("Empty the Trash", "Li") as session:
        assert trash.empty(session) == []
