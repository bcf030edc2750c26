"""Agreements go out to, and come in from, Erasmus Without Paper; what it cannot hold is told."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intloffice.__main__ import main
from intloffice.errors import OfficeError
from intloffice.ewp import arriving, iia
from intloffice.ewp.iia import SPACE, Iia, Partner, Skill, Spec
from intloffice.ewp.leaving import leaving
from intloffice.ewp.years import first_year, last_year, span
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.spreadsheets import importing
from tests.stores import AGREEMENT, opened, organisation

DAY = date(2018, 1, 5)
EN = language("en")
STUDY = {
    "direction": "outbound",
    "mobility_type": "student studies",
    "places_a_year": 2,
    "months": 5,
    "eqf_levels": ("6", "7"),
    "isced_codes": ("0314",),
    "language": "en",
    "cefr": "B2",
    "blended": True,
}
TEACH = {
    "direction": "inbound",
    "mobility_type": "staff teaching",
    "places_a_year": 1,
    "isced_codes": ("0314",),
    "language": "de",
    "cefr": "",
}


@pytest.fixture
def store(tmp_path):
    with opened(tmp_path / "office") as opened_store:
        yield opened_store


def signed(session, theirs="x.example", **how):
    """Add an agreement as the format can hold it; ``how`` makes it otherwise."""
    we = organisation(session, "Our University", schac="we.example", ours=True, country="DE")
    they = organisation(session, "X University", schac=theirs, country="FR")
    rows = {
        "party": [
            {"side": "ours", "organisation_id": we, "role": "party"},
            {"side": "theirs", "organisation_id": they, "role": "party"},
        ],
        "signatory": [
            {"on_behalf_of_id": we, "signed_on": date(2014, 5, 1)},
            {"on_behalf_of_id": they, "signed_on": date(2014, 6, 1)},
        ],
        "term": [
            {
                "effective_from": date(2014, 9, 1),
                "effective_until": date(2021, 8, 31),
                "basis": "first",
            }
        ],
        "condition": [STUDY, TEACH],
    }
    more = how.pop("parties", [])
    rows["party"] += [
        {"side": "theirs", "organisation_id": organisation(session, name, schac=name),
         "role": role} for name, role in more
    ]  # fmt: skip
    rows |= {name: how.pop(name) for name in ("term", "condition") if name in how}
    values = {
        "reference": "A-1",
        "title_en": "IIA with X",
        "kind": "student exchange",
        "level": "university",
        "renewal": "fixed",
    }
    return edit.add(session, AGREEMENT, values | how, rows)


def written_of(store, **how):
    with store.write("Fill", "Li") as session:
        signed(session, **how)
    with store.read() as session:
        return leaving(session, DAY, EN)


def test_an_agreement_goes_out_with_its_partners_years_and_conditions(store):
    (made,) = written_of(store).iias
    assert [partner.hei for partner in made.partners] == ["we.example", "x.example"]
    assert made.in_effect
    study, teach = made.specs
    assert (study.first_year, study.last_year) == ("2014/2015", "2020/2021")
    assert (study.mobilities, study.total, study.eqf) == (2, 10, ("6", "7"))
    assert (teach.sending, teach.receiving, teach.eqf) == ("x.example", "we.example", ())
    text = iia.written([made]).decode()
    assert f'xmlns="{SPACE}"' in text
    order = ["sending-hei-id", "receiving-first", "mobilities-per-year", "recommended-language"]
    order += ["subject-area", "total-months-per-year", "<blended>true", "eqf-level"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert f"<iia-hash>{iia.hash_of(made)}</iia-hash>" in text


#: An agreement between two others.
PUBLISHED = Iia(
    (Partner("uw.edu.pl", "0f7a5682-faf7-49a7-9cc7-ec486c49a281"), Partner("hibo.no", "1954991")),
    True,
    (
        Spec("staff-teacher-mobility-spec", "uw.edu.pl", "hibo.no", "2016/2017", "2017/2018", 2),
    ),
)  # fmt: skip


def test_the_hash_covers_ids_and_conditions_and_nothing_else():
    one = iia.hash_of(PUBLISHED)
    assert len(one) == 64
    elsewhere = Iia(PUBLISHED.partners[::-1], True, PUBLISHED.specs)
    ended = Iia(PUBLISHED.partners, True, PUBLISHED.specs, is_terminated=True)
    unsigned = Iia(PUBLISHED.partners, False, PUBLISHED.specs)
    assert len({one, iia.hash_of(elsewhere), iia.hash_of(ended)}) == 3
    assert iia.hash_of(unsigned) == one


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"level": "alliance"}, "alliance"),
        ({"parties": [("y.example", "member through alliance")]}, "alliance"),
        ({"parties": [("y.example", "party")]}, "3 parties"),
        ({"theirs": ""}, "X University has no SCHAC code"),
        ({"condition": []}, "no conditions"),
        ({"condition": [STUDY | {"language": ""}]}, "needs the language"),
        ({"condition": [STUDY | {"places_a_year": None}]}, "number of places"),
        ({"condition": [STUDY | {"isced_codes": ("031",)}]}, "“031” is no ISCED-F"),
        ({"condition": [STUDY | {"eqf_levels": ("9",)}]}, "“9” is no EQF"),
        ({"condition": [STUDY | {"cefr": "good"}]}, "“GOOD” is no level"),
        ({"condition": [STUDY | {"mobility_type": "other"}]}, "another kind of mobility"),
        ({"term": []}, "no term"),
        ({"term": [{"effective_from": date(2014, 9, 1), "basis": "first"}]}, "has no end"),
        ({"confidential": True}, "confidential"),
    ],
)
def test_what_the_format_cannot_hold_is_left_out_with_the_reason(store, how, reason):
    made = written_of(store, **how)
    (left,) = made.left_out
    assert made.iias == ()
    assert reason in left.sentence(EN)
    assert "A-1 IIA with X" in left.sentence(EN)


def test_what_goes_out_comes_in_and_nothing_changes(store, tmp_path):
    made = written_of(store).iias
    (tmp_path / "a.xml").write_bytes(iia.written(made))
    with store.read() as session:
        found = arriving.plan(session, arriving.read(tmp_path / "a.xml"), "a.xml")
    assert (found.plan.size, found.plan.refusals, found.remarks) == (0, [], ())


def test_a_new_office_takes_in_what_another_wrote_and_writes_the_same(store, tmp_path):
    (tmp_path / "a.xml").write_bytes(iia.written(written_of(store).iias))
    with opened(tmp_path / "other") as other:
        with other.write("Ours", "Li") as session:
            organisation(session, "X University", schac="X.example", ours=True, country="FR")
        with other.write("Import", "Li") as session:
            found = arriving.plan(session, arriving.read(tmp_path / "a.xml"), "a.xml")
            importing.apply(session, found.plan)
        with other.read() as session:
            (again,) = leaving(session, DAY, EN).iias
            more = arriving.plan(session, arriving.read(tmp_path / "a.xml"), "a.xml")
    assert {(s.sending, s.receiving, s.total) for s in again.specs} == {
        ("we.example", "x.example", 10),
        ("x.example", "we.example", None),
    }
    assert more.plan.size == 0


def test_another_number_of_places_changes_the_agreement_on_record(store, tmp_path):
    text = iia.written(written_of(store).iias).decode()
    changed = text.replace("<mobilities-per-year>2<", "<mobilities-per-year>5<").replace(
        "2020/2021", "2022/2023"
    )
    (tmp_path / "a.xml").write_text(changed, "utf-8")
    with store.write("Import", "Li") as session:
        found = arriving.plan(session, arriving.read(tmp_path / "a.xml"), "a.xml")
        importing.apply(session, found.plan)
        (line,) = session.execute(session.tables["agreement_term"].select()).mappings().all()
        conditions = session.execute(session.tables["agreement_condition"].select()).mappings()
        places = [each["places_a_year"] for each in conditions]
    assert line["effective_until"] == date(2023, 8, 31)
    assert places == [5, 1]
    assert found.remarks[0].text.startswith("iia-hash")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no XML"),
        (b"<x/>", "holds no agreements"),
        (b'<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>', "is no XML"),
        (f'<iias-get-response xmlns="{SPACE}"><iia/></iias-get-response>'.encode(), "0 partners"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(tmp_path, content, said):
    (tmp_path / "a.xml").write_bytes(content)
    with pytest.raises(OfficeError) as told:
        arriving.read(tmp_path / "a.xml")
    assert said in str(told.value)


def test_an_agreement_of_others_is_refused(store, tmp_path):
    with store.write("Ours", "Li") as session:
        organisation(session, "Z", schac="z.example", ours=True)
        found = arriving.plan(session, [PUBLISHED], "a.xml")
    said = [refusal.sentence(EN) for refusal in found.plan.refusals]
    assert any("None of the two partners is our university" in each for each in said)
    assert any("needs the language" in each for each in said)
    assert found.plan.counts["agreement"].refused == 1


def test_the_command_writes_lists_what_is_left_out_and_takes_in(tmp_path, capsys):
    with opened(tmp_path / "office") as opened_store, opened_store.write("Fill", "Li") as session:
        signed(session)
        signed(session, theirs="", title_en="Without a code")
    office, out = ["--data", str(tmp_path / "office")], str(tmp_path / "a.xml")
    assert main([*office, "ewp", out]) == 0
    told = capsys.readouterr().out
    assert "1 agreement is in" in told
    assert "Without a code: X University has no SCHAC code on record." in told
    assert main([*office, "import", "--check", out]) == 0
    assert "0 new, 0 changed, 1 the same" in capsys.readouterr().out
    assert main([*office, "ewp", "--partner", "Nobody", out]) == 1


SPECS = st.builds(
    Spec,
    st.sampled_from(iia.SPECS),
    st.just("a.example"),
    st.just("b.example"),
    st.just("2014/2015"),
    st.just("2016/2017"),
    st.integers(1, 50),
    st.lists(st.builds(Skill, st.sampled_from(["en", "fr"]), st.sampled_from(["", "B1"])),
             min_size=1, max_size=2).map(tuple),
    st.lists(st.sampled_from(["0314", "0231"]), max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(SPECS, min_size=1, max_size=5), st.text("abcdef-0123456789", min_size=1))
def test_whatever_is_written_is_read_the_same(specs, code):
    ordered = sorted(specs, key=lambda spec: iia.SPECS.index(spec.kind))
    partners = (Partner("a.example", code, code), Partner("b.example"))
    made = Iia(partners, True, tuple(ordered))
    (again,) = iia.read(iia.written([made]), "a.xml")
    assert again == made
    assert again.told_hash == iia.hash_of(made)


def test_academic_years_begin_in_autumn_and_in_the_south_in_january():
    assert first_year(date(2014, 8, 15), "DE") == "2014/2015"
    assert last_year(date(2021, 8, 31), "DE") == "2020/2021"
    assert first_year(date(2014, 2, 1), "AU") == "2014/2014"
    assert span("2014/2015", "2020/2021") == (date(2014, 9, 1), date(2021, 8, 31))
    assert span("2014/2014", "2015/2015") == (date(2014, 1, 1), date(2015, 12, 31))
