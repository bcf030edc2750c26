"""What is computed from records follows them, and is always what a recount would give."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from intloffice.database import derived
from intloffice.database.store import Store
from intloffice.i18n import LOCALES
from intloffice.operations import browse, edit, undo
from intloffice.operations.edit import Line
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.stores import (
    AGREEMENT,
    MEETING,
    MOBILITY,
    ORGANISATION,
    PERSON,
    PROGRAMME,
    add_one_of_each,
    agreement,
    opened,
    organisation,
    person,
    stay,
)

AWARD, NARRATIVE = kind_named(ALL_KINDS, "award"), kind_named(ALL_KINDS, "narrative")


def _found(store, kind, words):
    with store.read() as session:
        return browse.ids(session, browse.Query(kind, text=words))


def _captions(store, kind, which):
    with store.read() as session:
        return {c: browse.captions(session, kind.name, [which], c)[which] for c in LOCALES}


def _told_of_statements(session, statements):
    """Let the driver itself tell each statement that it runs."""
    session.connection.connection.driver_connection.set_trace_callback(statements.append)


def _rename(session, kind, which, name):
    old = edit.load(session, kind, which)
    (line,) = old.rows["name"]
    edit.change(
        session,
        kind,
        which,
        old.version,
        {},
        {"name": [Line(line.id, line.values | {"text": name})]},
    )


@pytest.fixture
def partner(store):
    """Add a university with an agreement, a stay, a visit and a programme of its own."""
    with store.write("Add", "A") as session:
        ids = {"us": organisation(session, "Harbour University", ours=True)}
        ids["them"] = organisation(session, "Kumamoto")
        ids["who"] = person(session, "河村", "能人")
        ids["agreement"] = agreement(session, "Memorandum", ids["us"], ids["them"])
        ids["stay"] = stay(session, ids["who"], ids["them"])
        visit = {"title_en": "Visit", "direction": "received", "kind": "courtesy"}
        visit |= {"status": "held", "starts_on": "2018-01-05"}
        rows = {"visitor": [{"organisation_id": ids["them"]}]}
        ids["meeting"] = edit.add(session, MEETING, visit, rows)
        name = {"text": "Sakura Science", "language": "en", "type": "official"}
        ids["programme"] = edit.add(
            session, PROGRAMME, {"sponsor_id": ids["them"]}, {"name": [name]}
        )
    return ids


REFERRING = {"agreement": AGREEMENT, "stay": MOBILITY, "meeting": MEETING, "programme": PROGRAMME}


def test_what_names_a_renamed_university_is_found_by_the_new_name_and_not_by_the_old(
    store, partner
):
    with store.write("Rename", "A") as session:
        _rename(session, ORGANISATION, partner["them"], "Shirakawa")
    for name, kind in REFERRING.items():
        assert _found(store, kind, "Shirakawa") == [partner[name]], name
        assert _found(store, kind, "Kumamoto") == [], name
    assert "Shirakawa" in _captions(store, MOBILITY, partner["stay"])["en"]
    with store.write("Undo", "A") as session:
        undo.undo(session)
    for name, kind in REFERRING.items():
        assert _found(store, kind, "Kumamoto") == [partner[name]], name
        assert _found(store, kind, "Shirakawa") == [], name


def test_what_changes_together_with_what_it_names_has_the_new_name(store, partner):
    """The stay is written before the person it names: its caption must not keep the old name."""
    with store.write("Both", "A") as session:
        version = edit.load(session, MOBILITY, partner["stay"]).version
        edit.change(session, MOBILITY, partner["stay"], version, {"notes": "x"})
        edit.change(session, PERSON, partner["who"], 1, {"family_native": "谷口"})
        _rename(session, ORGANISATION, partner["them"], "Shirakawa")
    assert _captions(store, MOBILITY, partner["stay"])["zh"].startswith("谷口能人 · Shirakawa")
    assert _found(store, MOBILITY, "谷口") == [partner["stay"]]
    assert _found(store, MOBILITY, "河村") == []


def test_an_award_is_called_by_its_programme_after_a_rebuild_too(store, partner):
    """A programme names its sponsor and is named by awards: it comes between the two."""
    with store.write("Add", "A") as session:
        values = {"programme_id": partner["programme"], "recipient_id": partner["who"]}
        values |= {"year": 2017, "amount": 1, "currency": "CNY", "per": "year"}
        which = edit.add(session, AWARD, values)
    before = _captions(store, AWARD, which)
    assert before["en"] == "河村能人 · Sakura Science · 2017"
    with store._writing() as connection:
        for kind in ALL_KINDS:
            connection.execute(text(f"UPDATE {kind.name} SET caption_en = '', sort_en = ''"))
        derived.rebuild(connection, store.tables)
    assert _captions(store, AWARD, which) == before


def test_a_record_is_not_found_by_the_remarks_on_what_it_names(store, partner):
    with store.write("Remark", "A") as session:
        values = {"notes": "unreliable", "tags": ["watch"]}
        edit.change(session, ORGANISATION, partner["them"], 1, values)
    assert _found(store, ORGANISATION, "unreliable") == [partner["them"]]
    assert _found(store, ORGANISATION, "watch") == [partner["them"]]
    assert _found(store, AGREEMENT, "unreliable") == _found(store, MOBILITY, "watch") == []


def test_no_search_reaches_from_one_name_into_the_next(store):
    with store.write("Add", "A") as session:
        line = {"language": "zh", "type": "short"}
        names = [line | {"text": "江河"}, line | {"text": "村田"}]
        which = edit.add(session, ORGANISATION, {"kind": "other"}, {"name": names})
    assert _found(store, ORGANISATION, "江河") == [which]
    assert _found(store, ORGANISATION, "河村") == []


def test_a_person_is_found_by_any_form_of_the_name(store):
    """records.md, Names: Hecun, 河村, kawamura, かわむら and hcnr all find 河村能人."""
    with store.write("Add", "A") as session:
        more = {"native_language": "ja", "family_kana": "かわむら", "given_kana": "よしひと"}
        more |= {"latin_family": "Kawamura", "latin_given": "Yoshihito"}
        more |= {"spelling_state": "confirmed", "chinese_form": "河村能人"}
        who = person(session, "河村", "能人", **more)
        where = organisation(session, "Kumamoto")
        went = stay(session, who, where)
    for words in ("Hecun", "河村", "kawamura", "かわむら", "hcnr", "Yoshihito Kawamura"):
        assert _found(store, PERSON, words) == [who], words
        assert _found(store, MOBILITY, words) == [went], words


def test_what_was_removed_is_found_no_more_and_what_came_back_is(store, partner):
    with store.write("Remove", "A") as session:
        edit.remove(session, MOBILITY, partner["stay"])
    assert _found(store, MOBILITY, "Kumamoto") == []
    with store.write("Undo", "A") as session:
        undo.undo(session)
    assert _found(store, MOBILITY, "Kumamoto") == [partner["stay"]]


def test_a_caption_is_one_line_however_long_the_text(store):
    with store.write("Add", "A") as session:
        values = {"section": "agreements", "text_en": "First\n\n" + "word " * 500, "source": "x"}
        which = edit.add(session, NARRATIVE, values)
    caption = _captions(store, NARRATIVE, which)["en"]
    assert caption.startswith("Agreements · First word")
    assert len(caption) == 200
    assert "\n" not in caption


def test_a_name_in_each_language_falls_back_to_another(store):
    with store.write("Add", "A") as session:
        lines = [
            {"text": "旧制", "language": "ja", "type": "former", "preferred": True},
            {"text": "東北大学", "language": "ja", "type": "official"},
            {"text": "東北大", "language": "ja", "type": "short", "preferred": True},
            {"text": "Tohoku University", "language": "en", "type": "official"},
        ]
        which = edit.add(session, ORGANISATION, {"kind": "university"}, {"name": lines})
    assert _captions(store, ORGANISATION, which) == {
        "en": "Tohoku University",
        "zh": "Tohoku University",
        "ja": "東北大",
    }


def test_many_records_are_made_anew_in_few_steps(store):
    """A renamed university with a thousand stays: a few are read at a time, not one by one."""
    with store.write("Add", "A") as session:
        where = organisation(session, "Kumamoto")
        who = [person(session, f"P{number}") for number in range(10)]
        for number in range(1000):
            stay(session, who[number % 10], where)
    statements = []
    with store.write("Rename", "A") as session:
        _told_of_statements(session, statements)
        _rename(session, ORGANISATION, where, "Shirakawa")
    assert len(_found(store, MOBILITY, "Shirakawa")) == 1000
    assert _found(store, MOBILITY, "Kumamoto") == []
    assert 0 < len([s for s in statements if s.startswith("SELECT")]) < 120


def test_a_store_whose_words_were_made_differently_is_made_anew_when_opened(tmp_path):
    with opened(tmp_path) as store:
        with store.write("Add", "A") as session:
            which = organisation(session, "Kumamoto")
        with store._writing() as connection:
            connection.execute(text("UPDATE organisation SET caption_en = 'old'"))
            connection.execute(text("DROP TABLE search_organisation"))
            connection.execute(text("UPDATE office SET value = 'other' WHERE name = 'derived'"))
    with opened(tmp_path) as store:
        assert _captions(store, ORGANISATION, which)["en"] == "Kumamoto"
        assert _found(store, ORGANISATION, "kumamoto") == [which]
        with store.read() as session:
            assert session.office("derived") == derived.VERSION


def test_bringing_up_to_date_tells_how_far_it_is_and_can_be_ended_with_nothing_done(tmp_path):
    with opened(tmp_path) as store:
        with store.write("Add", "A") as session:
            for number in range(900):
                person(session, f"P{number}")
        with store._writing() as connection:
            connection.execute(text("UPDATE person SET caption_en = 'old'"))
            connection.execute(text("UPDATE office SET value = 'other' WHERE name = 'derived'"))

    def end(done, total):
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Store.open(tmp_path, ALL_KINDS, tell=end)
    told = []
    store = Store.open(tmp_path, ALL_KINDS, tell=lambda done, total: told.append((done, total)))
    with store.read() as session:
        captions = session.execute(select(session.tables["person"].c.caption_en)).scalars().all()
    store.close()
    assert "old" not in captions
    assert told[-3:] == [(0, 900), (400, 900), (800, 900)]
    told.clear()
    Store.open(tmp_path, ALL_KINDS, tell=lambda done, total: told.append((done, total))).close()
    assert not any(total for _, total in told)


# Incremental and from scratch.

WORDS = ["Kumamoto", "熊本大学", "河村", "Zoë", "a b"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["person", "organisation", "tags", "programme", "remove", "add", "undo"]),
        st.integers(0, 5),
        st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=8,
)


def _everything_derived(store):
    """Read every caption, every sort key and all words of the index."""
    found = {}
    with store.read() as session:
        for kind in ALL_KINDS:
            table = store.tables[kind.name]
            columns = [c for c in table.c if c.name.startswith(("caption", "sort"))]
            query = select(table.c.id, *columns).order_by(table.c.id)
            found[kind.name] = [tuple(line) for line in session.execute(query)]
            for word in WORDS:
                found[kind.name, word] = sorted(browse.ids(session, browse.Query(kind, text=word)))
    with store._writing() as connection:
        for kind in ALL_KINDS:
            name = f"search_{kind.name}"
            connection.execute(
                text(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main,{name},instance)")
            )
            words = connection.execute(text("SELECT term, doc, col, offset FROM temp.v")).all()
            found[name] = sorted(tuple(line) for line in words)
            connection.execute(text("DROP TABLE temp.v"))
    return found


def _step(session, what, number, word, ids):
    if what == "person":
        who = ids["person"][number % len(ids["person"])]
        edit.change(
            session, PERSON, who, session.row("person", who)["version"], {"given_native": word}
        )
    elif what == "organisation":
        _rename(session, ORGANISATION, ids["organisation"][number % 2], word)
    elif what == "programme":
        _rename(session, PROGRAMME, ids["programme"][0], word)
    elif what == "tags":
        where = ids["organisation"][number % 2]
        version = session.row("organisation", where)["version"]
        edit.change(session, ORGANISATION, where, version, {"tags": [word], "city": word})
    elif what == "add":
        ids["mobility"].append(
            stay(session, ids["person"][0], ids["organisation"][number % 2], subject_en=word)
        )
    elif what == "remove" and ids["mobility"]:
        edit.remove(session, MOBILITY, ids["mobility"].pop())


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("busy")) as store:
        with store.write("Begin", "A") as session:
            add_one_of_each(session)
        yield store


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.booleans())
def test_what_followed_each_change_is_what_a_recount_gives(busy, steps, together):
    store = busy
    with store.write("Begin", "A") as session:
        ids = {"organisation": [organisation(session, word) for word in WORDS[:2]]}
        ids["person"] = [person(session, word) for word in WORDS[2:4]]
        ids["mobility"] = [
            stay(session, who, where) for who in ids["person"] for where in ids["organisation"]
        ]
        name = {"text": "Sakura", "language": "en", "type": "official"}
        ids["programme"] = [
            edit.add(session, PROGRAMME, {"sponsor_id": ids["organisation"][0]}, {"name": [name]})
        ]
        values = {"programme_id": ids["programme"][0], "recipient_id": ids["person"][0]}
        values |= {"year": 2017, "amount": 1, "currency": "CNY", "per": "year"}
        edit.add(session, AWARD, values)
    if together:
        with store.write("Together", "A") as session:
            for what, number, word in reversed(steps):
                _step(session, what, number, word, ids)
    else:
        for what, number, word in steps:
            with store.write(what, "A") as session:
                if what == "undo":
                    undo.undo(session)
                    ids["mobility"] = [
                        w for w in ids["mobility"] if session.row("mobility", w) is not None
                    ]
                else:
                    _step(session, what, number, word, ids)
            if what == "undo":
                break
    followed = _everything_derived(store)
    with store._writing() as connection:
        derived.rebuild(connection, store.tables)
    assert _everything_derived(store) == followed


def test_a_change_that_others_do_not_show_touches_nothing_but_the_record(store):
    """A big partner's website is corrected: its thousands of stays need not be made anew."""
    with store.write("Add", "A") as session:
        where = organisation(session, "Kumamoto")
        who = person(session, "河村")
        for _ in range(50):
            stay(session, who, where)
    statements = []
    with store.write("Correct", "A") as session:
        _told_of_statements(session, statements)
        edit.change(session, ORGANISATION, where, 1, {"website": "https://example.org"})
    assert [s for s in statements if s.startswith("UPDATE organisation")]
    assert not [s for s in statements if "mobility" in s and not s.startswith("SELECT name")]


def test_a_caption_repeats_those_of_records_added_or_changed_in_the_same_change(store):
    with store.write("Add", "Li") as session:
        student = person(session, "Adams")
        line = {"language": "en", "type": "official"}
        first = edit.add(session, PROGRAMME, {}, {"name": [line | {"text": "First"}]})
        values = {"programme_id": first, "recipient_id": student}
        values |= {"year": 2016, "amount": 10, "currency": "EUR", "per": "whole"}
        award = edit.add(session, AWARD, values)
    with store.write("Change", "Li") as session:
        edit.change(session, AWARD, award, 1, {"year": 2017})
        fund = edit.add(session, PROGRAMME, {}, {"name": [line | {"text": "Fund"}]})
        edit.change(session, AWARD, award, 1, {"programme_id": fund})
        edit.change(session, PERSON, student, 1, {"family_native": "Brown"})
    assert _captions(store, AWARD, award)["en"] == "Brown · Fund · 2017"
