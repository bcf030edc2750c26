"""The briefing for a meeting: what the host holds in hand."""

import sqlite3
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from intloffice import resources
from intloffice.briefing import meeting, organisation, printing
from intloffice.briefing.as_json import to_json
from intloffice.briefing.statement import Attendee, Dated
from intloffice.database.store import FILE_NAME, Store
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import attachments, designate, edit
from intloffice.operations.counting.organisations import Organisations
from intloffice.records import ALL_KINDS
from intloffice.records.meeting import MEETING
from intloffice.records.person import PERSON
from intloffice.settings import Settings
from tests.briefing import recount
from tests.briefing.test_news import confirm

LANGUAGES = ("en", "zh", "ja")
CONSUL = "2018-001"
DAY = date(2018, 1, 5)


def composed(store, reference=CONSUL, day=DAY, folder=None):
    with store.read() as session:
        which = designate.meeting(session, reference)
        return meeting.compose(session, which, day, Settings(), folder)


def speaking(code):
    return language(code, resources.folder("translations"))


def texts(briefing, code="en"):
    told = to_json(briefing, speaking(code))["statements"]
    return [(statement["id"], statement["text"]) for statement in told]


def reference_of(store, title):
    with store.read() as session:
        table = session.tables["meeting"]
        lines = session.execute(table.select().where(table.c.title_en.contains(title)))
        return lines.mappings().first()["reference"]


@pytest.fixture
def own(sample_copy):
    store = Store.open(sample_copy, ALL_KINDS)
    yield store
    store.close()


def test_the_guests_stand_in_order_of_precedence_before_the_hosts(sample):
    told = composed(sample)
    guests = [s for s in told.statements if s.id == "meeting.guest"]
    named = [s.items("guest", Attendee)[0].person.in_language("ja") for s in guests]
    assert named == ["小松道彦", "蒋建平"]
    hosts = told.find("meeting.hosts").items("hosts", Attendee)
    assert [h.title["en"] for h in hosts][:2] == ["President", "Director"]


def test_a_note_tells_of_earlier_meetings_and_gifts_only_where_there_are_any(sample):
    told = [s for s in composed(sample).statements if s.id == "meeting.guest"]
    assert not any("last_met" in s.facts or "given" in s.facts for s in told)
    assert {s.basis.template for s in told} == {"Title and organisation of the day of the meeting."}
    later = composed(sample, reference_of(sample, "Vice-President of Tohoku"), DAY)
    for guest in [s for s in later.statements if s.id == "meeting.guest"]:
        before = bool({"last_met", "given", "received"} & guest.facts.keys())
        assert ("earlier meetings and gifts" in guest.basis.template) == before


def test_a_mission_is_introduced_by_its_country_and_a_university_by_itself(sample):
    assert composed(sample).place("en") == "Japan"
    visit = composed(sample, reference_of(sample, "Vice-President of Tohoku"))
    assert visit.place("en") == "Tohoku University"
    both = composed(sample, reference_of(sample, "Signing with Ritsumeikan"), date(2015, 9, 1))
    assert both.place("en") == "Ritsumeikan University and Pusan National University"


@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2017, 7, 1), DAY], ids=str)
def test_what_is_open_equals_the_recount_by_plain_sql(sample, day):
    told = composed(sample, day=day)
    with sample.read() as session:
        there = Organisations(session, day).in_country("JP")
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    counted = recount.recounted_open(raw, sorted(there), min(day, DAY), day)
    raw.close()
    follow_ups = told.find("meeting.follow_ups")
    assert (follow_ups.number("number") if follow_ups else 0) == counted


def test_a_promise_kept_by_the_day_is_no_longer_open(sample):
    def points(day):
        told = texts(composed(sample, day=day))
        return [text for name, text in told if name in ("points.promise", "points.task")]

    assert not any("places in the summer school" in text for text in points(DAY))
    assert any("places in the summer school" in text for text in points(date(2017, 3, 1)))
    assert any("Name a professor" in text for text in points(DAY))


def test_talking_points_tell_promises_endings_and_anniversaries_of_the_day(sample):
    said = dict(texts(composed(sample))[::-1])
    assert "promised on" in said["points.promise"]
    assert "Osaka University ends on 31 March 2018" in said["points.ending"]
    assert "45 years since" in said["points.anniversary"]


def test_places_are_spoken_of_only_once_the_year_has_half_run(sample):
    def sorts(day):
        return {name for name, _ in texts(composed(sample, day=day))}

    assert "points.places" not in sorts(date(2017, 6, 30))
    assert "points.places" in sorts(date(2017, 12, 31))


def test_each_talking_point_opens_a_record_of_its_own(sample):
    points = [s for s in composed(sample).statements if s.id.startswith("points.")]
    assert len({s.key("point") for s in points}) == len(points) > 4
    assert all(len(s.facts["point"].records) == 1 for s in points)


def test_an_earlier_meeting_and_its_gift_stand_on_the_card_of_the_guest(sample):
    told = composed(sample, reference_of(sample, "Signing with Nagoya"), date(2017, 12, 4))
    assert "Last met" not in dict(texts(told))["meeting.guest"]
    visit = composed(sample, reference_of(sample, "Visit from Waseda"), date(2018, 3, 1))
    card = dict(texts(visit))["meeting.guest"]
    assert "Last met: Talks with Waseda University on the dual degree (10 June 2015)" in card


def test_what_comes_after_the_day_is_not_known_on_it(sample):
    text = " ".join(text for _, text in texts(composed(sample, day=date(2016, 6, 1))))
    assert "20 October 2016" not in text
    assert "14 March 2017" not in text


def test_a_spelling_nobody_confirmed_is_not_printed_and_is_listed(sample):
    told = composed(sample)
    said = " ".join(text for _, text in texts(told))
    assert "Michihiko" not in said
    doubts = [check.said(speaking("en")) for check in told.checks]
    assert "Nobody has confirmed the spelling “Komatsu Michihiko” of 小松道彦." in doubts


def test_a_chinese_reading_is_said_in_chinese_only(own):
    confirm(own)
    for code in ("en", "ja"):
        assert "Xiaosong" not in " ".join(text for _, text in texts(composed(own), code))
    assert "Xiaosong Daoyan" in " ".join(text for _, text in texts(composed(own), "zh"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_placeholder_is_left_in_a_sentence(sample, code):
    for name, text in texts(composed(sample), code):
        assert text
        assert "{" not in text, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_records_give_the_same_bytes(sample, code):
    first, second = (
        printing.pdf(composed(sample), speaking(code), Settings()).pdf for _ in range(2)
    )
    assert first == second
    assert len(first) < 400_000


def test_the_photo_of_a_guest_is_printed_on_the_card(own, tmp_path):
    plain = printing.pdf(composed(own, folder=own.folder), speaking("en"), Settings()).pdf
    Image.new("RGB", (900, 1200), "#335577").save(tmp_path / "komatsu.png")
    Image.new("RGB", (40, 40), "#335577").save(tmp_path / "other.png")
    with own.read() as session:
        table = session.tables["person"]
        line = session.execute(table.select().where(table.c.family_native == "小松"))
        person = line.mappings().first()["id"]
        loaded = edit.load(session, PERSON, person)
    with own.write("Add a photo", "Liu Min") as session:
        for name in ("komatsu.png", "other.png"):
            attachments.attach(session, own.folder, "person", person, tmp_path / name)
        edit.change(session, PERSON, person, loaded.version, {"photo": "komatsu.png"}, {})
    told = composed(own, folder=own.folder)
    assert len(told.photos) == 1
    assert not any(
        c.reason == "No photo is on record." and c.source.id == person for c in told.checks
    )
    assert b"/Subtype /Image" in printing.pdf(told, speaking("en"), Settings()).pdf
    assert b"/Subtype /Image" not in plain


def test_a_file_that_is_no_picture_leaves_the_card_without_one(own, tmp_path):
    (tmp_path / "komatsu.png").write_bytes(b"no picture")
    with own.read() as session:
        table = session.tables["person"]
        line = session.execute(table.select().where(table.c.family_native == "小松"))
        person = line.mappings().first()["id"]
        loaded = edit.load(session, PERSON, person)
    with own.write("Add a photo", "Liu Min") as session:
        attachments.attach(session, own.folder, "person", person, tmp_path / "komatsu.png")
        edit.change(session, PERSON, person, loaded.version, {"photo": "komatsu.png"}, {})
    assert composed(own, folder=own.folder).photos == {}


def test_a_meeting_with_nobody_and_nothing_still_has_its_paper(own):
    with own.write("Add a meeting", "Liu Min") as session:
        edit.add(
            session,
            MEETING,
            {
                "reference": "2018-099",
                "title_en": "A visit",
                "direction": "received",
                "kind": "courtesy",
                "status": "planned",
                "starts_on": "2018-02-01",
            },
            {},
        )
    told = composed(own, "2018-099")
    assert [s.id for s in told.statements] == ["meeting.profile"]
    assert printing.pdf(told, speaking("en"), Settings()).pages == 1


def test_a_reference_of_no_meeting_is_told(sample):
    with pytest.raises(OfficeError, match="No meeting on record"):
        composed(sample, "1999-001")


def test_it_is_briefed_as_of_the_day_itself_unless_that_is_still_to_come(sample):
    with sample.read() as session:
        which = designate.meeting(session, CONSUL)
        assert meeting.suggested_day(session, which, date(2026, 1, 1)) == DAY
        assert meeting.suggested_day(session, which, date(2017, 12, 1)) == date(2017, 12, 1)


@pytest.mark.parametrize("days_later", [1, 90])
def test_a_held_meeting_is_none_of_the_earlier_ones_in_its_own_briefing(own, days_later):
    with own.read() as session:
        table = session.tables["meeting"]
        held = select(table.c.id, table.c.starts_on).where(table.c.title_en.contains("Tohoku"))
        line = session.execute(held.order_by(table.c.starts_on.desc())).first()
        earlier = held.where(table.c.starts_on < line.starts_on, table.c.status == "held")
        before = session.execute(earlier.order_by(table.c.starts_on.desc())).first()
    with own.write("Hold it", "A") as session:
        version = session.row("meeting", line.id)["version"]
        edit.change(session, MEETING, line.id, version, {"status": "held"}, {})
    day = line.starts_on + timedelta(days_later)
    with own.read() as session:
        told = meeting.compose(session, line.id, day, Settings())
        there = organisation.compose(session, _visitor(session, line.id), day, Settings())
    mine, whole = told.find("meetings.recent"), there.find("meetings.recent")
    assert mine.number("meetings") == whole.number("meetings") - 1
    assert line.id not in {source.id for source in mine.facts["list"].records}
    assert "Besides this one, " in dict(texts(told))["meetings.recent"]
    assert "Besides" not in dict(texts(there))["meetings.recent"]
    assert told.find("agreements.changes") is None or (
        told.find("agreements.changes").facts["since"].value == before.starts_on
    )
    last = {met.on for s in told.statements for met in s.items("last_met", Dated)}
    assert line.starts_on not in last


def _visitor(session, which):
    table = session.tables["meeting_visitor"]
    query = select(table.c.organisation_id).where(table.c.meeting_id == which)
    return session.execute(query).scalar()
