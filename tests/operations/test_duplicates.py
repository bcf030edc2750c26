"""Records entered twice: found by any form of their names, and made one without losing anything."""

import random
from datetime import date

import pytest

from intloffice.errors import OfficeError
from intloffice.operations import duplicates, edit, merging, undo
from intloffice.operations.attachments import attach, attachments
from intloffice.operations.edit import Line
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.stores import opened

PERSON, ORGANISATION = (kind_named(ALL_KINDS, name) for name in ("person", "organisation"))


@pytest.fixture
def store(tmp_path):
    with opened(tmp_path / "office") as made:
        yield made


def person(store, family, given="", **values):
    with store.write("Add", "Li") as session:
        return edit.add(session, PERSON, {"family_native": family, "given_native": given, **values})


def organisation(store, *names, **values):
    lines = [{"text": text, "language": code, "type": "official"} for text, code in names]
    with store.write("Add", "Li") as session:
        return edit.add(session, ORGANISATION, {"kind": "university", **values}, {"name": lines})


def pairs(store, kind=PERSON):
    with store.read() as session:
        return [(pair.first, pair.second) for pair in duplicates.likely(session, kind)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("渡邊", "龍"), ("渡边", "龙")),
        (("佐々木", "健"), ("佐佐木", "健")),
        (("Dupont", "Jean"), ("Jean", "Dupont")),
        (("Müller", "Zoë"), ("MULLER", "Zoe")),
        (("山田花子", ""), ("山田", "花子")),
    ],
)
def test_a_name_written_in_another_way_is_found(store, one, other):
    first, second = person(store, *one), person(store, *other)
    person(store, "李", "四")
    assert pairs(store) == [(first, second)]


def test_a_spelling_alone_makes_no_two_people_one(store):
    person(store, "王", "伟", latin_family="Wang", latin_given="Wei")
    person(store, "汪", "薇", latin_family="Wang", latin_given="Wei")
    person(store, "王", "芳", birth_on=date(1980, 1, 1))
    person(store, "王", "芳", birth_on=date(1981, 1, 1))
    assert pairs(store) == []


def test_an_equal_passport_or_reading_with_day_of_birth_is_found_and_not_shown(store):
    born = {"birth_on": date(1970, 5, 5)}
    first = person(store, "斉藤", family_kana="さいとう", given_kana="けん", **born)
    second = person(store, "齋東", family_kana="サイトウ", given_kana="ケン", **born)
    third = person(store, "A", passport_number="AB 123")
    fourth = person(store, "B", passport_number="ab123")
    with store.read() as session:
        found = duplicates.likely(session, PERSON)
    assert [(pair.first, pair.second) for pair in found] == [(third, fourth), (first, second)]
    assert "123" not in "".join(found[0].reasons)


def test_namesakes_in_two_countries_are_two_organisations(store):
    organisation(store, ("东北大学", "zh"), country="CN")
    first = organisation(store, ("東北大学", "ja"), country="JP")
    second = organisation(store, ("東北大學", "zh"))
    assert (first, second) in pairs(store, ORGANISATION)
    assert len(pairs(store, ORGANISATION)) == 2


def test_what_is_said_not_to_be_the_same_is_not_listed_again(store):
    first, second = person(store, "山田", "花子"), person(store, "山田", "花子")
    with store.write("", "Li") as session:
        duplicates.set_apart(session, PERSON, second, first)
    assert pairs(store) == []


def test_on_entry_the_likely_are_told(store):
    first = person(store, "渡邊", "龍", latin_family="Watanabe", latin_given="Ryu")
    with store.read() as session:
        entered = {"family_native": "渡辺", "given_native": "竜"}
        assert duplicates.like(session, PERSON, entered) == [first]
        entered = {"family_native": "Ryu", "given_native": "Watanabe"}
        assert duplicates.like(session, PERSON, entered) == [first]
        assert duplicates.like(session, PERSON, {"family_native": "渡"}) == []
        assert duplicates.like(session, PERSON, {}) == []


def merged(store, kind, kept, other, values=None, rows=None):
    with store.write("Merge", "Li") as session:
        versions = [session.row(kind.name, each)["version"] for each in (kept, other)]
        mine = {name: list(lines) for name, lines in edit.load(session, kind, kept).rows.items()}
        return merging.merge(
            session,
            kind,
            (kept, versions[0]),
            (other, versions[1]),
            values or {},
            mine if rows is None else rows,
        )


def state(store):
    """All rows as they are, without versions and times."""
    with store.read() as session:
        found = {}
        for name, table in session.tables.metadata.tables.items():
            if name in session.tables.fields or name == "attachment":
                skipped = ("version", "changed_at")
                lines = session.execute(table.select().order_by(table.c.id)).mappings()
                found[name] = [{k: v for k, v in x.items() if k not in skipped} for x in lines]
        return found


def test_a_merge_keeps_what_is_chosen_and_moves_what_belonged_to_the_other(store, tmp_path):
    kept = person(store, "山田", "花子", latin_family="Yamada", latin_given="Hanako")
    other = person(store, "山田", "花", latin_family="Yamata", latin_given="Hana", email="h@x.org")
    file = tmp_path / "card.txt"
    file.write_bytes(b"card")
    with store.write("Attach", "Li") as session:
        attach(session, store.folder, "person", other, file)
        body = edit.add(
            session,
            ORGANISATION,
            {"kind": "university"},
            {"name": [{"text": "X", "language": "en", "type": "official"}]},
        )
        position = kind_named(ALL_KINDS, "position")
        named = next(f.name for _, f in position.references() if f.refers_to == "person")
        where = next(f.name for _, f in position.references() if f.refers_to == "organisation")
        held = edit.add(session, position, {named: other, where: body, "title_en": "Dean"})
    before = state(store)
    merged(store, PERSON, kept, other, {"email": "h@x.org"})
    with store.read() as session:
        row = session.row("person", kept)
        assert (row["given_native"], row["email"]) == ("花子", "h@x.org")
        assert row["latin_variants"] == ("Hana Yamata",)
        assert session.row("person", other) is None
        assert session.row("position", held)[named] == kept
        assert [f.name for f in attachments(session, store.folder, "person", kept)] == ["card.txt"]
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    assert state(store) == before


def test_an_organisation_never_becomes_part_of_itself(store):
    kept = organisation(store, ("A", "en"))
    other = organisation(store, ("A", "en"), parent_id=kept)
    part = organisation(store, ("Part", "en"), parent_id=other)
    merged(store, ORGANISATION, kept, other, {"parent_id": kept})
    with store.read() as session:
        assert session.row("organisation", kept)["parent_id"] is None
        assert session.row("organisation", part)["parent_id"] == kept


def test_nothing_is_merged_over_entries_that_are_not_saved(store):
    kept, other = person(store, "山田"), person(store, "山田")
    with store.write("", "Li") as session:
        session.keep_draft("record", "person", other, {})
    with pytest.raises(OfficeError, match="not saved"):
        merged(store, PERSON, kept, other)


def test_any_merge_of_the_organisations_can_be_undone_whole(store):
    chance = random.Random(5)
    ids = []
    for number in range(12):
        parent = {"parent_id": chance.choice(ids)} if ids and chance.random() < 0.6 else {}
        ids.append(organisation(store, (f"B{number}", "en"), (f"乙{number}", "zh"), **parent))
    for _ in range(10):
        kept, other = chance.sample(ids, 2)
        before = state(store)
        with store.read() as session:
            mine = edit.load(session, ORGANISATION, kept).rows["name"]
            theirs = edit.load(session, ORGANISATION, other).rows["name"]
        rows = {"name": [*mine, *(Line(None, line.values) for line in theirs)]}
        merged(store, ORGANISATION, kept, other, {}, rows)
        after = state(store)
        assert len(after["organisation_name"]) == len(before["organisation_name"])
        there = {line["id"] for line in after["organisation"]}
        assert all(line["parent_id"] in {None, *there} for line in after["organisation"])
        with store.write("Undo", "Li") as session:
            undo.undo(session)
        assert state(store) == before
