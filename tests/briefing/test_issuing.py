"""What was issued stays as it was; what holds no more is told; what was known is told again."""

import base64
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import Table, func, select
from sqlalchemy.sql import visitors

from intloffice import resources
from intloffice.__main__ import main
from intloffice.briefing import country, issuing, printing, recounting
from intloffice.briefing.asked import Asked
from intloffice.briefing.comparing import compare, compared, differences
from intloffice.briefing.correcting import corrected
from intloffice.briefing.freezing import freeze, thaw
from intloffice.briefing.nothing import LOOKED_FOR
from intloffice.briefing.snapshot import snapshot
from intloffice.briefing.statement import Dated, Since
from intloffice.briefing.telling import Base, Wanted, tell
from intloffice.database import backup, rescue
from intloffice.database.file import attachment_place
from intloffice.database.shelf import path_of
from intloffice.database.store import FILE_NAME
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import backups, checking, edit, erasing, knowing, undo
from intloffice.operations import issued as keeping
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.database.test_past import begin, do
from tests.stores import opened

DEEDS = ("add", "rename", "remove", "change")

DAY, EARLIER = date(2018, 5, 3), date(2017, 6, 30)
JAPAN = Asked("country", "JP")
SETTINGS = Settings()


@pytest.fixture
def store(sample_copy):
    with opened(sample_copy) as made:
        yield made


def speaking(code="en"):
    return language(code, resources.folder("translations"))


def issue(store, asked=JAPAN, as_of=DAY, code="en", note="", **more):
    wanted = Wanted(asked, as_of, SETTINGS, **more)
    briefing = tell(store, wanted, store.folder).briefing
    made = issuing.printed(briefing, wanted, speaking(code))
    return issuing.issue(store, made, "Li", "Issue", note), made


def printed_again(store, wanted):
    briefing = tell(store, wanted, store.folder).briefing
    return printing.pdf(briefing, speaking(), wanted.settings).pdf


def first(session, kind, **values):
    table = session.tables[kind]
    where = [table.c[name] == value for name, value in values.items()]
    return session.execute(select(table.c.id).where(*where).order_by(table.c.id)).scalars().first()


def end_an_agreement(store, on=date(2016, 1, 1)):
    """End the first framework agreement with a university in Japan."""
    kind = kind_named(ALL_KINDS, "agreement")
    with store.write("Correct", "Wang") as session:
        table = session.tables["agreement"]
        query = select(table.c.id).where(table.c.title_en.contains("Tohoku"))
        which = session.execute(query).scalars().first()
        loaded = edit.load(session, kind, which)
        lines = [
            edit.Line(line.id, {**line.values, "ended_on": on}) for line in loaded.rows["term"]
        ]
        edit.change(session, kind, which, loaded.version, {}, {"term": lines})
    return which


def meetings(store):
    with store.read() as session:
        table = session.tables["meeting"]
        held = select(table.c.id).where(table.c.status == "held").order_by(table.c.starts_on)
        return list(session.execute(held).scalars())


def test_what_was_issued_is_kept_with_all_that_it_was_made_of(store):
    with store.read() as session:
        head = session.head()
    kept, made = issue(store, note="For the Vice-Premier")
    assert (kept.subject, kept.about, kept.language, kept.as_of) == ("country", "JP", "en", DAY)
    assert (kept.issued_by, kept.note) == ("Li", "For the Vice-Premier")
    assert kept.head == head
    assert kept.reference.endswith("-001")
    assert kept.options["long_from_months"] == 6
    with store.read() as session:
        assert keeping.document_of(session, store.folder, kept).path.read_bytes() == made.pdf
        assert "16 university-level agreements" in keeping.text_of(session, kept.id)
        assert thaw(keeping.facts_of(session, kept.id)) == made.briefing
        assert checking.check(session, store.folder) == []


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_facts_are_frozen_whole_for_every_sort_of_briefing(store, code):
    with store.read() as session:
        partner = first(session, "organisation", country="JP")
    asked = [JAPAN, Asked("organisation", record=partner)]
    asked += [Asked("meeting", record=which) for which in meetings(store)[-3:]]
    for each in asked:
        briefing = tell(store, Wanted(each, DAY, SETTINGS)).briefing
        assert thaw(freeze(briefing, speaking(code))) == briefing


def test_issued_bytes_never_change(store):
    kept, made = issue(store)
    end_an_agreement(store)
    other, _ = issue(store)
    with store.read() as session:
        path = keeping.document_of(session, store.folder, kept).path
        assert path.read_bytes() == made.pdf
        assert hashlib.sha256(made.pdf).hexdigest() == kept.document_hash != other.document_hash
        assert keeping.one(session, kept.id) == kept


def test_an_issue_can_be_taken_back_and_done_again(store):
    kept, made = issue(store)
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    with store.read() as session:
        assert keeping.every(session) == []
        with pytest.raises(OfficeError, match="taken back"):
            keeping.one(session, kept.id)
    with store.write("Redo", "Li") as session:
        undo.redo(session)
    with store.read() as session:
        assert keeping.every(session) == [kept]
        assert thaw(keeping.facts_of(session, kept.id)) == made.briefing
        assert checking.check(session, store.folder) == []


def test_frozen_facts_are_kept_once_and_the_history_proves_them(store):
    kept, _ = issue(store)
    with store.read() as session:
        facts = keeping.facts_of(session, kept.id)
        change = session.tables.change
        told = session.execute(select(change.c.after).where(change.c.kind == "issued")).scalars()
        assert len(facts) > 10_000
        assert all(len(json.dumps(after)) < 10_000 for after in told)
    altered = facts.replace("Tohoku", "Tohuko", 1)
    with closing(sqlite3.connect(store.folder / FILE_NAME)) as raw, raw:
        raw.execute("UPDATE issued SET facts = ? WHERE id = ?", (altered, kept.id))
    with store.read() as session:
        (finding,) = checking.check(session, store.folder)
        assert finding.facts["fields"] == "facts"


def test_a_briefing_of_a_state_that_is_no_more_is_not_issued(store):
    wanted = Wanted(JAPAN, DAY, SETTINGS)
    briefing = replace(tell(store, wanted).briefing, state="3-abcdefabcdef")
    made = issuing.printed(briefing, wanted, speaking())
    with pytest.raises(OfficeError, match="nothing was issued"):
        issuing.issue(store, made, "Li", "Issue")
    with store.read() as session:
        assert keeping.every(session) == []


def test_the_last_one_issued_is_found_by_country_partner_or_guest(store):
    with store.read() as session:
        table = session.tables["meeting_participant"]
        guests = table.c.side == "guest"
        meeting, guest = session.execute(
            select(table.c.meeting_id, table.c.person_id).where(guests).limit(1)
        ).one()
        visitor = session.tables["meeting_visitor"]
        partner = (
            session.execute(
                select(visitor.c.organisation_id).where(visitor.c.meeting_id == meeting)
            )
            .scalars()
            .first()
        )
        uuid = session.row("person", guest)["uuid"]
    kept, _ = issue(store, Asked("meeting", record=meeting))
    assert uuid in kept.scope.guests
    with store.read() as session:
        again = Asked("meeting", record=meeting)
        assert issuing.last_related(session, again, DAY) == kept
        if partner:
            about = Asked("organisation", record=partner)
            assert kept.scope.country or issuing.last_related(session, about, DAY) == kept
        assert issuing.last_related(session, Asked("country", "BR"), DAY) is None
        with pytest.raises(OfficeError, match="Nothing has been issued yet"):
            issuing.base_of(session, Asked("country", "BR"), DAY, "last", DAY)
        assert issuing.base_of(session, JAPAN, DAY, kept.reference, DAY) == Base(kept.id)
        assert issuing.base_of(session, JAPAN, DAY, "2017-06-30", DAY) == Base(day=EARLIER)


# Compared.


def _snapshots(store, *days, asked=JAPAN):
    from intloffice.briefing import asked as asking  # noqa: PLC0415

    with store.read() as session:
        return [snapshot(asking.question(session, asked, day, SETTINGS)) for day in days]


@given(st.dates(date(2012, 1, 1), date(2019, 12, 31)), st.dates(date(2012, 1, 1), date(2019, 1, 1)))
@settings(max_examples=12, phases=(Phase.generate,))
def test_comparing_the_other_way_round_mirrors_what_differs(compared_store, one, other):
    was, is_ = _snapshots(compared_store, one, other)
    assert compare(was, is_).mirrored == compare(is_, was)
    assert compare(was, was).is_empty
    assert compare(was, is_).is_empty == compare(is_, was).is_empty
    then, now = (
        tell(compared_store, Wanted(JAPAN, day, SETTINGS)).briefing for day in (one, other)
    )
    found, back = differences(then, now), differences(now, then)
    keys = {(each.statement, each.name): each for each in back}
    assert keys.keys() == {(each.statement, each.name) for each in found}
    assert [keys[each.statement, each.name].came for each in found] == [e.went for e in found]
    assert differences(then, then) == []


@pytest.fixture(scope="module")
def compared_store(sample_folder):
    with opened(sample_folder) as made:
        yield made


def test_a_briefing_compared_with_itself_has_nothing_to_tell(store):
    kept, _ = issue(store)
    briefing = tell(store, Wanted(JAPAN, DAY, SETTINGS, since=Base(kept.id))).briefing
    assert [s.id for s in briefing.statements if s.id.startswith("changes.")] == []
    text = printing.written(".txt", briefing, speaking(), SETTINGS).decode()
    assert f"since the briefing {kept.reference}" in " ".join(text.split())
    assert "Nothing that is told here has changed" in text


def test_what_changed_between_two_days_is_what_the_records_say(store):
    briefing = tell(store, Wanted(JAPAN, DAY, SETTINGS, since=Base(day=EARLIER))).briefing
    found = {s.id: s for s in briefing.statements if s.id.startswith("changes.")}
    then, now = (tell(store, Wanted(JAPAN, day, SETTINGS)).briefing for day in (EARLIER, DAY))
    effective = [
        {s.uuid for s in b.find("agreements.overview").facts["agreements"].records}
        for b in (then, now)
    ]
    began, ended = (found["changes.agreements"].facts[name].records for name in ("began", "ended"))
    assert {s.uuid for s in began} == effective[1] - effective[0] != set()
    assert {s.uuid for s in ended} == effective[0] - effective[1] != set()
    numbers = found["changes.numbers"]
    assert numbers.number("agreements.overview:agreements:then") == len(effective[0])
    assert numbers.number("agreements.overview:agreements:now") == len(effective[1])
    with store.read() as session:
        table = session.tables["mobility"]
        stays = {line.uuid: line for line in session.execute(select(table))}
    went = found["changes.students"].facts["sent"]
    lines = [stays[source.uuid] for source in went.records]
    assert all(EARLIER < (line.actual_start or line.planned_start) <= DAY for line in lines)
    assert went.value == len({line.person_id for line in lines}) > 0
    assert {s.kind for s in found["changes.promises"].facts["kept"].records} == {"meeting"}
    assert all(fact.records for fact in found["changes.meetings"].facts.values() if fact.value)


def test_one_that_renewed_itself_is_told_to_have_ended_when_another_replaced_it(store):
    long_ago = date(2015, 6, 30)
    briefing = tell(store, Wanted(JAPAN, DAY, SETTINGS, since=Base(day=long_ago))).briefing
    ended = briefing.find("changes.agreements").items("ended", Dated)
    days = {each.named.names["en"]: each.on for each in ended}
    assert days["Framework agreement with Hiroshima University"] == date(2016, 5, 23)
    assert all(long_ago < day <= DAY for day in days.values())


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
@pytest.mark.parametrize("ending", printing.ENDINGS)
def test_the_first_page_is_in_every_form_and_language(store, code, ending):
    briefing = tell(store, Wanted(JAPAN, DAY, SETTINGS, since=Base(day=EARLIER))).briefing
    written = printing.written(ending, briefing, speaking(code), SETTINGS)
    assert len(written) > 2000
    if ending == ".json":
        said = json.loads(written)
        assert said["since"] == {"as_of": "2017-06-30", "issued": ""}
        told = [s for s in said["statements"] if s["id"].startswith("changes.")]
        assert len(told) >= 5
        assert all(
            fact["records"] or not fact["value"] for s in told for fact in s["facts"].values()
        )


def test_a_change_made_since_the_issue_is_told_against_what_was_known_then(store):
    kept, _ = issue(store)
    which = end_an_agreement(store)
    briefing = tell(store, Wanted(JAPAN, DAY, SETTINGS, since=Base(kept.id))).briefing
    (ended,) = briefing.find("changes.agreements").facts["ended"].records
    assert ended.id == which
    assert briefing.since.reference == kept.reference


# Two clocks.


def test_what_was_issued_is_reproduced_byte_for_byte_after_whatever_was_done(store):
    kept, made = issue(store)
    end_an_agreement(store)
    with store.write("More", "Wang") as session:
        who = first(session, "person")
        kind = kind_named(ALL_KINDS, "person")
        loaded = edit.load(session, kind, who)
        edit.change(session, kind, who, loaded.version, {"given_native": "別"})
        stay = first(session, "mobility", direction="outbound")
        edit.remove(session, kind_named(ALL_KINDS, "mobility"), stay)
    with store.read() as session:
        wanted = issuing.wanted_again(session, kept, SETTINGS)
    assert printed_again(store, replace(wanted, known_on=None)) != made.pdf
    assert printed_again(store, wanted) == made.pdf


@given(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=5))
@settings(max_examples=6, phases=(Phase.generate,))
def test_whatever_is_done_afterwards_the_same_bytes_are_printed(tmp_path_factory, deeds):
    with opened(tmp_path_factory.mktemp("small") / "office") as store:
        ours, theirs, _ = begin(store)
        with store.write("Signed", "Li") as session:
            made = first(session, "agreement")
            kind = kind_named(ALL_KINDS, "agreement")
            term = edit.Line(None, {"effective_from": date(2015, 1, 1), "basis": "first"})
            signed = [
                edit.Line(None, {"signed_on": date(2014, 12, 1), "on_behalf_of_id": which})
                for which in (ours, theirs)
            ]
            version = edit.load(session, kind, made).version
            edit.change(session, kind, made, version, {}, {"term": [term], "signatory": signed})
        kept, printed = issue(store)
        assert "1 university-level agreement" in text_of(store, kept)
        for number, deed in enumerate(deeds):
            do(store, deed, f"河{number}")
        with store.read() as session:
            assert keeping.every(session) == [kept]
            wanted = issuing.wanted_again(session, kept, SETTINGS)
            document = keeping.document_of(session, store.folder, kept)
        assert printed_again(store, wanted) == printed.pdf == document.path.read_bytes()


def text_of(store, kept):
    with store.read() as session:
        return keeping.text_of(session, kept.id)


def test_a_meeting_is_reproduced_with_its_photos_and_hosts(store):
    which = meetings(store)[-1]
    kept, made = issue(store, Asked("meeting", record=which))
    with store.write("Away", "Wang") as session:
        kind = kind_named(ALL_KINDS, "meeting")
        loaded = edit.load(session, kind, which)
        edit.change(
            session, kind, which, loaded.version, {"title_en": "Other"}, {"participant": []}
        )
    with store.read() as session:
        wanted = issuing.wanted_again(session, kept, SETTINGS)
    assert printed_again(store, wanted) == made.pdf


def test_what_was_corrected_since_is_told_by_number_sentence_record_and_field(store):
    with store.read() as session:
        point = session.head().number
    end_an_agreement(store)
    wanted = Wanted(JAPAN, DAY, SETTINGS, known_on=point)
    then = tell(store, wanted).briefing
    found = corrected(store, wanted, then, speaking())
    (number,) = found.numbers
    assert (number.then, number.now) == (16, 15)
    assert any(
        "16 university-level" in s.then and "15 university" in s.now for s in found.sentences
    )
    (record,) = found.records
    assert "Tohoku" in record.caption
    assert [(c.label, c.before, c.after) for c in record.changes] == [
        ("Ended on", "", "2016-01-01")
    ]


def test_nothing_was_corrected_where_nothing_was_changed(store):
    with store.read() as session:
        point = session.head().number
    wanted = Wanted(JAPAN, DAY, SETTINGS, known_on=point)
    found = corrected(store, wanted, tell(store, wanted).briefing, speaking())
    assert (found.numbers, found.sentences, found.records) == ((), (), ())


@pytest.mark.parametrize(
    "text", ["", "soon", "#0", "#99999999", "#999", "1990-01-01", "2018-05-03 25:00"]
)
def test_a_point_that_is_none_is_refused_in_words(store, text):
    with store.read() as session, pytest.raises(OfficeError):
        knowing.read_point(session, text, DAY)


def test_a_point_is_read_as_a_number_a_day_or_an_instant(store):
    with store.read() as session:
        head = session.head().number
        at = knowing.read_point(session, f"#{head}", DAY).at
        moment = datetime.fromisoformat(at).astimezone() - timedelta(minutes=1)
        assert knowing.read_point(session, "1", DAY).number == 1
        tomorrow = knowing.read_point(session, "2199-01-01", DAY)
        assert tomorrow.number == head
        assert knowing.read_point(session, "2199-01-01 00:00", DAY).number == head
        sets = session.tables.change_set
        earlier = session.execute(
            select(func.max(sets.c.id)).where(sets.c.at < moment.astimezone(UTC).isoformat())
        ).scalar()
        if earlier:
            assert knowing.read_point(session, f"{moment:%Y-%m-%d %H:%M}", DAY).number <= head


# Sentences that hold no more.


def _recounted(store):
    with store.read() as session:
        found = recounting.recount(session, SETTINGS)
    with store.write("", "Li") as session:
        recounting.keep(session, found)
    return found


def test_a_sentence_that_holds_no_more_is_told_with_what_changed(store):
    kept, _ = issue(store)
    assert [each.untrue for each in _recounted(store).found] == [()]
    which = end_an_agreement(store)
    (recount,) = _recounted(store).found
    assert recount.issued == kept
    (sentence,) = [each for each in recount.untrue if "university-level" in each.then]
    assert "16 university-level" in sentence.then
    assert "15 university-level" in sentence.now
    assert [(s.kind, s.id) for s in sentence.records] == [("agreement", which)]


def test_only_what_records_of_changed_kinds_bear_on_is_told_anew(store, monkeypatch):
    issue(store)
    _recounted(store)
    asked = []
    told = recounting.said_again

    def noted(session, issued, settings, families):
        asked.append(families)
        return told(session, issued, settings, families)

    monkeypatch.setattr(recounting, "said_again", noted)
    assert _recounted(store).fresh == {}
    with store.write("Note", "Li") as session:
        kind = kind_named(ALL_KINDS, "award")
        which = first(session, "award")
        edit.change(session, kind, which, edit.load(session, kind, which).version, {"notes": "x"})
    _recounted(store)
    assert asked == [frozenset({"awards"})]
    _recounted(store)
    assert len(asked) == 1


def test_recounting_by_families_finds_what_a_whole_briefing_would(store):
    kept, made = issue(store)
    _recounted(store)
    end_an_agreement(store)
    with store.write("More", "Li") as session:
        stay = first(session, "mobility", direction="outbound")
        edit.remove(session, kind_named(ALL_KINDS, "mobility"), stay)
    (recount,) = _recounted(store).found
    now = tell(store, Wanted(JAPAN, DAY, SETTINGS)).briefing
    with store.read() as session:
        facts = keeping.facts_of(session, kept.id)
    whole = recounting.untrue(recounting.frozen_sentences(facts), made.briefing, now, speaking())
    assert [each.mark for each in recount.untrue] == [each.mark for each in whole] != []
    assert [each.now for each in recount.untrue] == [each.now for each in whole]


def test_every_statement_rests_only_on_the_kinds_that_its_family_names(store):
    """Watch which tables are read while the statements of one family are told."""
    from intloffice.briefing import introduction  # noqa: PLC0415
    from intloffice.briefing.question import Question, Rules, Scope  # noqa: PLC0415

    for family, kinds in recounting.FAMILIES.items():
        if family in ("organisation", "meeting", "points", "news"):
            continue
        if family == "nothing":  # told of what no other family tells
            told = {wanted.partition(".")[0] for _, by in LOOKED_FOR.values() for wanted, _ in by}
            assert set().union(*(recounting.FAMILIES[each] for each in told)) == kinds
            continue
        with store.read() as session:
            read = set()
            execute = session.execute

            def noting(statement, execute=execute, read=read):
                parts = visitors.iterate(statement)
                read.update(part.name for part in parts if isinstance(part, Table))
                return execute(statement)

            session.execute = noting
            question = Question(session, Scope(country="JP"), DAY, Rules())
            assert list(introduction.statements(question, {family})), family
        tables = session.tables.owners
        owners = {tables[name].kind for name in read if name in tables}
        assert owners, family
        assert owners <= kinds, family


def test_a_sentence_may_be_set_aside_and_taken_up_again(store):
    kept, _ = issue(store)
    end_an_agreement(store)
    (recount,) = _recounted(store).found
    mark = recount.untrue[0].mark
    with store.write("Leave it", "Li") as session:
        which = keeping.set_aside(session, kept.id, mark, "Known")
    with store.read() as session:
        assert keeping.aside(session)[kept.id, mark].why == "Known"
        assert checking.check(session, store.folder) == []
    with store.write("Look again", "Li") as session:
        keeping.take_up(session, which)
    with store.read() as session:
        assert keeping.aside(session) == {}


def test_what_is_about_a_record_that_is_gone_says_nothing_any_more(store):
    with store.write("New", "Li") as session:
        kind = kind_named(ALL_KINDS, "organisation")
        name = {"text": "Lone University", "language": "en", "type": "official"}
        partner = edit.add(session, kind, {"kind": "university", "country": "JP"}, {"name": [name]})
    kept, _ = issue(store, Asked("organisation", record=partner))
    with store.write("Remove", "Li") as session:
        edit.remove(session, kind, partner)
    (recount,) = _recounted(store).found
    assert recount.issued == kept
    assert recount.untrue
    assert all(not each.now for each in recount.untrue)


# Erased.


def test_who_is_erased_is_nowhere_in_what_was_issued(store):
    which = meetings(store)[-1]
    with store.read() as session:
        table = session.tables["meeting_participant"]
        mine = table.c.meeting_id == which, table.c.side == "guest"
        guest = session.execute(select(table.c.person_id).where(*mine)).scalars().first()
        name = session.row("person", guest)["family_native"]
        whole = name + session.row("person", guest)["given_native"]
    kept, _ = issue(store, Asked("meeting", record=which))
    other, _ = issue(store, Asked("country", "DE"))
    with store.read() as session:
        assert whole in keeping.facts_of(session, kept.id)
        assert erasing.outlook(session, guest).issued == (kept.reference,)
    with store.write("Erase", "Li") as session:
        hashes = erasing.erase(session, guest)
    assert kept.document_hash in hashes
    assert other.document_hash not in hashes
    erasing.take_away(store.folder, hashes)
    assert not attachment_place(store.folder, kept.document_hash).exists()
    with store.read() as session:
        again = keeping.one(session, kept.id)
        assert not again.has_document
        assert (again.reference, again.document_hash) == (kept.reference, kept.document_hash)
        assert whole not in keeping.facts_of(session, kept.id)
        assert whole not in keeping.text_of(session, kept.id)
        with pytest.raises(OfficeError, match="taken away"):
            keeping.document_of(session, store.folder, again)
        assert checking.check(session, store.folder) == []
        change = session.tables.change
        texts = session.execute(select(change.c.before, change.c.after)).all()
        held = [line for line in texts if whole in json.dumps(list(line), ensure_ascii=False)]
        assert held == []
    assert _recounted(store).found


def test_what_was_issued_comes_back_from_a_backup(store, tmp_path):
    kept, made = issue(store)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    manifest = backup.write(store.folder, ALL_KINDS, shelf, "test")
    restored = tmp_path / "restored"
    backups.restore(path_of(shelf, manifest.number), restored)
    with opened(restored) as other, other.read() as session:
        again = keeping.named(session, kept.reference)
        assert again == kept
        assert keeping.document_of(session, restored, again).path.read_bytes() == made.pdf
        assert checking.check(session, restored) == []
    with store.read() as session:
        rescue.write(session, shelf)
    lines = [json.loads(line) for line in (shelf / rescue.RECORDS).read_text("utf-8").splitlines()]
    (line,) = [each for each in lines if each.get("record") == "issued"]
    assert line["values"]["reference"] == kept.reference
    assert "16 university-level" in line["values"]["text"]


def test_who_was_erased_stays_so_in_what_was_issued_when_an_older_backup_is_restored(
    store, tmp_path
):
    which = meetings(store)[-1]
    with store.read() as session:
        table = session.tables["meeting_participant"]
        mine = table.c.meeting_id == which, table.c.side == "guest"
        guest = session.execute(select(table.c.person_id).where(*mine)).scalars().first()
        row = session.row("person", guest)
    kept, _ = issue(store, Asked("meeting", record=which))
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    manifest = backup.write(store.folder, ALL_KINDS, shelf, "test")
    with store.write("Erase", "Li") as session:
        erasing.erase(session, guest)
    erasing.note(store.folder, row["uuid"])
    store.close()
    backups.restore(path_of(shelf, manifest.number), store.folder)
    with opened(store.folder) as other, other.read() as session:
        again = keeping.named(session, kept.reference)
        assert not again.has_document
        whole = row["family_native"] + row["given_native"]
        assert whole not in keeping.facts_of(session, again.id)


def test_a_damaged_printed_form_is_told_and_never_given_back(store, tmp_path):
    kept, _ = issue(store)
    attachment_place(store.folder, kept.document_hash).write_bytes(b"other")
    with store.read() as session:
        (finding,) = checking.check(session, store.folder)
        assert finding.facts["kind"] == "issued"
        document = keeping.document_of(session, store.folder, kept)
    from intloffice.operations.attachments import copy_out  # noqa: PLC0415

    with pytest.raises(OfficeError, match="gone or damaged"):
        copy_out(document, Path(tmp_path / "out.pdf"))


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2016, 6, 30), False), (date(2016, 12, 31), True), (date(2017, 6, 30), True)],
    ids=str,
)
def test_what_is_counted_over_years_is_compared_only_with_as_much_of_a_year(sample, day, told):
    days = date(2017, 12, 31), day
    with sample.read() as session:
        now, then = (country.compose(session, "JP", each, SETTINGS) for each in days)
        states = snapshot(None), snapshot(None)
    found = compared(now, then, states, Since(day)).find("changes.numbers")
    names = {name.partition(":")[0] for name in found.facts}
    assert ({"outbound.year", "experts.visits", "inbound.period"} <= names) is told


def test_the_logo_is_kept_as_the_picture_it_was(store, tmp_path):
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#335577").save(path)
    settings = replace(SETTINGS, logo=str(path))
    wanted = Wanted(JAPAN, DAY, settings)
    made = issuing.printed(tell(store, wanted).briefing, wanted, speaking())
    kept = issuing.issue(store, made, "Li", "Issue")
    path.unlink()
    picture = Image.open(io.BytesIO(base64.b64decode(kept.options["logo"])))
    assert picture.getpixel((5, 5))[:3] == (0x33, 0x55, 0x77)


def test_what_was_erased_since_is_counted_where_it_is_told_as_it_was_known(store, tmp_path, capsys):
    with store.read() as session:
        point = session.head().number
        table = session.tables["person"]
        who = session.execute(select(table.c.id).where(table.c.family_native == "小松")).scalar()
    with store.write("Erase", "Li") as session:
        erasing.erase(session, who)
    told = tell(store, Wanted(JAPAN, DAY, SETTINGS, known_on=point))
    assert told.forgotten > 0
    store.close()
    words = ["--data", str(store.folder), "briefing", "--country", "JP", "--known-on", f"#{point}"]
    assert main([*words, str(tmp_path / "then.txt")]) == 0
    assert "erased since, and" in capsys.readouterr().out
