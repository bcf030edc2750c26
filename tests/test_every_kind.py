"""What the office may rely on for every kind of record, whatever it holds."""

from collections import Counter

import pytest

from intloffice import resources
from intloffice.errors import InvalidValueError
from intloffice.i18n import LOCALES, language
from intloffice.operations import browse, edit, find, undo
from intloffice.operations.trail import history_of
from intloffice.records import ALL_KINDS
from intloffice.schema.field import COMMON, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label
from intloffice.schema.value import clean, from_plain, to_plain
from tests.stores import add_one_of_each, counts, filled, opened, state, value_of, whole_record

every_kind = pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)
NAMES = {kind.name for kind in ALL_KINDS}
#: records.md, Protection: what is marked P in *Records*.
PROTECTED = {
    "birth_on",
    "passport_number",
    "passport_expires_on",
    "email",
    "phone",
    "diet_notes",
    "protocol_notes",
}


def _all_fields(kind: Kind):
    """Walk through a kind's fields and those of its rows, each with the rows it is in."""
    yield from (("", field) for field in kind.fields.values())
    yield from ((rows.name, field) for rows in kind.rows for field in rows.fields)


def _stems(kind: Kind) -> set[str]:
    return {f.name.removesuffix(f"_{f.language}") for f in kind.own_fields if f.language}


# How it is declared.


@every_kind
def test_the_form_shows_each_field_and_each_of_the_rows_once(kind):
    shown = Counter(name for section in kind.sections for name in section.names)
    declared = {field.name for field in kind.own_fields} | set(kind.rows_by_name)
    assert shown == Counter(declared)
    headings = [section.heading for section in kind.sections]
    assert len(set(headings)) == len(headings)


@every_kind
def test_lists_search_and_order_name_what_is_declared(kind):
    for column in kind.columns:
        assert column in {*kind.fields, *_stems(kind), kind.title.names} or kind.field_at(column)
    assert all(kind.field_at(path) for path in kind.searched)
    pairs = [(kind.fields, pair) for pair in kind.ordered]
    pairs += [(rows.by_name, pair) for rows in kind.rows for pair in rows.ordered]
    for fields, (first, last) in pairs:
        assert fields[first].type is fields[last].type
        comparable = (FieldType.DAY, FieldType.PARTIAL_DAY, FieldType.CLOCK)
        assert fields[first].type in comparable
    if kind.year_field:
        assert kind.fields[kind.year_field].type in (FieldType.DAY, FieldType.WHOLE)
    assert not kind.newest_first or kind.year_field


@every_kind
def test_its_title_says_what_it_is_called(kind):
    title = kind.title
    assert bool(title.fields) + bool(title.names) + title.person == 1
    assert all(stem in kind.fields or stem in _stems(kind) for stem in title.fields)
    assert not title.names or title.names in kind.rows_by_name


def test_what_a_title_shows_shows_nothing_itself():
    """Captions are made anew in two steps (database/derived.py): what is shown, what shows it."""
    kinds = {kind.name: kind for kind in ALL_KINDS}
    for kind in ALL_KINDS:
        for stem in kind.title.fields:
            if stem in kind.fields and kind.fields[stem].type is FieldType.REFERENCE:
                other = kinds[kind.fields[stem].refers_to].title
                assert not [name for name in other.fields if name.endswith("_id")]


@every_kind
def test_no_two_fields_of_a_sheet_have_the_same_heading(kind):
    for fields in ([*kind.fields.values()], *([*rows.fields] for rows in kind.rows)):
        for code in LOCALES:
            speaking = language(code, resources.folder("translations"))
            labels = [label(field, speaking) for field in fields]
            assert len(set(labels)) == len(labels)
    names = [field.name for field in kind.own_fields] + [rows.name for rows in kind.rows]
    assert len(set(names)) == len(names)
    assert not set(names) & {"id", "uuid", "version", "created_at", "changed_at"}
    assert not {field.name for field in kind.own_fields} & {field.name for field in COMMON}


def test_no_two_kinds_are_called_alike():
    for called in ("name", "singular", "plural"):
        assert len({getattr(kind, called) for kind in ALL_KINDS}) == len(ALL_KINDS)
    tables = [kind.table_of(rows) for kind in ALL_KINDS for rows in kind.rows] + list(NAMES)
    assert len(set(tables)) == len(tables)


@every_kind
def test_names_of_fields_say_what_they_hold(kind):
    """Dates end in ``_on``, references in ``_id``; nothing else does (code.md)."""
    for _, field in _all_fields(kind):
        assert field.label
        assert field.name.endswith("_id") == (
            field.type is FieldType.REFERENCE or field.name == "ror_id"
        )
        assert (field.type is FieldType.REFERENCE) == bool(field.refers_to)
        assert not field.refers_to or field.refers_to in NAMES
        assert (field.type is FieldType.CHOICE) == (field.choices is not None)
        assert (field.type is FieldType.CODE) == bool(field.codes)
        assert not field.many or field.type in (FieldType.CHOICE, FieldType.CODE)
        assert not field.language or field.name.endswith(f"_{field.language}")


@every_kind
def test_choices_differ_in_word_and_in_label(kind):
    for _, field in _all_fields(kind):
        if field.choices:
            assert len({member.label for member in field.choices}) == len(field.choices)
            assert all(member.value == member.value.strip() for member in field.choices)


@every_kind
def test_every_field_takes_its_nothing_and_refuses_nonsense(kind):
    nonsense = {
        FieldType.WHOLE: "many",
        FieldType.AMOUNT: "much",
        FieldType.DAY: "someday",
        FieldType.PARTIAL_DAY: "in the nineties",
        FieldType.CLOCK: "noonish",
        FieldType.FLAG: "perhaps",
        FieldType.CHOICE: "none of these",
        FieldType.CODE: "no code",
        FieldType.REFERENCE: "somebody",
        FieldType.WORDS: 5,
    }
    for _, field in _all_fields(kind):
        assert clean(field, field.empty) == clean(field, None) == field.empty
        if field.type in nonsense:
            with pytest.raises(InvalidValueError):
                clean(field, nonsense[field.type])


@every_kind
def test_every_value_survives_plain_json(kind):
    targets = dict.fromkeys(NAMES, 7)
    for first in range(30):
        for _, field in _all_fields(kind):
            value = clean(field, value_of(field, first, targets))
            assert from_plain(field, to_plain(value)) == value


def test_the_personal_data_that_the_office_protects_is_marked():
    """records.md, Protection."""
    found = {field.name for kind in ALL_KINDS for _, field in _all_fields(kind) if field.protected}
    assert found == PROTECTED


@every_kind
def test_no_protected_field_is_listed_searched_or_part_of_a_title(kind):
    """records.md, Protection."""
    for _, field in _all_fields(kind):
        if field.protected:
            assert field.name not in {*kind.columns, *kind.searched, *kind.title.fields}
            assert not field.required


# What can be done with it.


@pytest.fixture
def office(tmp_path):
    """Make a store with one record of every kind to refer to, and tell their ids."""
    with opened(tmp_path) as store:
        with store.write("Begin", "A") as session:
            ids = add_one_of_each(session)
        yield store, ids


def _typed(kind: Kind, values, rows):
    """Walk through what somebody may type to find a record again."""
    for path in kind.searched:
        owner, _, name = path.rpartition(".")
        if kind.field_at(path).type is not FieldType.REFERENCE:
            for line in rows[owner] if owner else (values,):
                yield from line[name] if isinstance(line[name], tuple) else (str(line[name]),)
    if kind.title.person:
        yield values["family_native"]
        yield values["latin_given"]
    yield values["notes"]
    yield from values["tags"]


@every_kind
def test_a_record_is_kept_found_listed_changed_removed_and_brought_back(office, kind):
    store, ids = office
    values, rows = whole_record(kind, ids)

    def now():
        with store.read() as session:
            return state(session)

    states = [now()]
    with store.write(f"Add {kind.name}", "Li") as session:
        which = edit.add(session, kind, values, rows)
    states.append(now())
    with store.read() as session:
        kept = edit.load(session, kind, which)
        assert kept.values == values
        lines = {name: [line.values for line in given] for name, given in kept.rows.items()}
        assert lines == rows
        assert all(caption for caption in kept.captions.values())
        for words in filter(None, _typed(kind, values, rows)):
            assert which in [hit.id for hit in find.suggest(session, kind, words)], words
        for code in LOCALES:
            listed = browse.page(session, browse.Query(kind, language=code), 0, 10)
            (row,) = [row for row in listed if row.id == which]
            assert all(row.cells)
            (caption,) = browse.captions(session, kind.name, [which], code).values()
            assert caption
            assert "\n" not in caption
            assert which in [hit.id for hit in find.find(session, words, code)]

    changed, changed_rows = whole_record(kind, ids, first=4)
    with store.write(f"Change {kind.name}", "Wang") as session:
        lines = {
            name: [edit.Line(old.id, new) for old, new in zip(kept.rows[name], given, strict=True)]
            for name, given in changed_rows.items()
        }
        edit.change(session, kind, which, kept.version, changed, lines)
    states.append(now())
    with store.read() as session:
        assert edit.load(session, kind, which).values == changed
        for code in LOCALES:
            entries = history_of(session, kind, which, code)
            assert [entry.description.split()[0] for entry in entries] == ["Change", "Add"]
            assert [entry.author for entry in entries] == ["Wang", "Li"]
            shown = {change.label for change in entries[0].changes if not change.rows}
            differing = {name for name in values if values[name] != changed[name]}
            speaking = language(code, resources.folder("translations"))
            assert {label(kind.fields[name], speaking) for name in differing} <= shown

    with store.write(f"Remove {kind.name}", "Li") as session:
        edit.remove(session, kind, which)
    assert now() == states[0]
    with store.read() as session:
        assert which not in browse.ids(session, browse.Query(kind))
        assert which not in [hit.id for hit in find.suggest(session, kind, words)]

    for expected in (states[2], states[1], states[0]):
        with store.write("Undo", "Li") as session:
            undo.undo(session)
        assert now() == expected
    for expected in (states[1], states[2], states[0]):
        with store.write("Redo", "Li") as session:
            undo.redo(session)
        assert now() == expected


@every_kind
def test_a_record_of_which_only_the_needed_is_known_can_be_shown(office, kind):
    store, ids = office
    with store.read() as session:
        for code in LOCALES:
            (row,) = browse.page(session, browse.Query(kind, language=code), 0, 10)
            assert row.id == ids[kind.name]
            assert browse.captions(session, kind.name, [row.id], code)[row.id]
            assert len(history_of(session, kind, row.id, code)) == 1


@every_kind
def test_what_is_needed_is_asked_for(office, kind):
    store, _ = office
    needed = {field.name for field in kind.own_fields if field.required}
    rows = {rows.name: [{}] for rows in kind.rows}
    inside = {(r.name, f.name) for r in kind.rows for f in r.fields if f.required}
    with pytest.raises(edit.InvalidRecordError) as refused, store.write("Add", "A") as session:
        edit.add(session, kind, {}, rows)
    found = {(problem.rows, problem.field) for problem in refused.value.problems}
    assert found == {("", name) for name in needed} | inside


@every_kind
def test_protected_values_are_found_by_nobody_and_masked_in_the_history(office, kind):
    """records.md, Protection: they never reach a list, a search or what people are shown."""
    store, ids = office
    secrets = {
        name: value
        for name, value in filled(list(kind.fields.values()), ids).items()
        if kind.fields[name].protected
    }
    if not secrets:
        pytest.skip("nothing is protected")
    with store.write("Note", "A") as session:
        edit.change(session, kind, ids[kind.name], 1, secrets)
    with store.read() as session:
        for value in secrets.values():
            assert find.find(session, str(value)) == []
        (entry,) = history_of(session, kind, ids[kind.name])[:1]
        assert {change.label for change in entry.changes} == {
            kind.fields[name].label for name in secrets
        }
        assert {change.after for change in entry.changes} == {"•••"}
        (row,) = browse.rows(session, kind, [ids[kind.name]], "en")
        assert not {str(value) for value in secrets.values()} & set(row.cells)


@every_kind
def test_a_field_that_no_kind_has_is_refused_in_words(office, kind):
    store, _ = office
    for values, rows in (({"colour": "red"}, {}), ({}, {"wheel": []}), ({}, {"wheel": [{}]})):
        with (
            pytest.raises(InvalidValueError, match="nothing called"),
            store.write("Add", "A") as session,
        ):
            edit.add(session, kind, values, rows)
    for rows in kind.rows:
        line = {rows.name: [{"colour": "red"}]}
        with pytest.raises(InvalidValueError, match="colour"), store.write("Add", "A") as session:
            edit.add(session, kind, {}, line)
    with store.read() as session:
        assert counts(session)["change_set"] == 1
