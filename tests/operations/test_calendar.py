"""The calendar: what happens when, put on other days, written for other calendars."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.__main__ import main
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import language
from intloffice.operations import calendar, calendar_file, edit, undo
from intloffice.operations.calendar import Entry
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.schema.value import clean_text
from tests.stores import AGREEMENT, MEETING, opened, organisation, person

ENGAGEMENT = kind_named(ALL_KINDS, "engagement")
AT = datetime(2018, 1, 5, 8, tzinfo=UTC)
MARCH = date(2018, 3, 1), date(2018, 3, 31)


def meeting(session, title, begins, ends=None, **values):
    values = {"direction": "received", "kind": "courtesy", "status": "planned"} | values
    rows = {"item": values.pop("item", [])}
    values |= {"title_en": title, "starts_on": begins, "ends_on": ends}
    return edit.add(session, MEETING, values, rows)


def captions(session, *span):
    return [(each.sort, each.caption) for each in calendar.entries(session, *span, "en")]


def test_what_touches_the_days_is_listed_and_what_was_cancelled_is_not(store):
    with store.write("Add", "A") as session:
        meeting(session, "Over the border", date(2018, 2, 27), date(2018, 3, 1))
        meeting(session, "In time", date(2018, 3, 5), starts_at="10:00")
        meeting(session, "Earlier that day", date(2018, 3, 5), starts_at="09:00")
        meeting(session, "Off", date(2018, 3, 6), status="cancelled")
        meeting(session, "Later", date(2018, 4, 1))
        who = person(session, "Ito", native_language="en")
        for sort, first in (("short visit", 4), ("long-term", 1)):
            values = {"person_id": who, "engagement_class": sort, "starts_on": date(2018, 3, first)}
            edit.add(session, ENGAGEMENT, values)
    with store.read() as session:
        assert captions(session, *MARCH) == [
            ("meeting", "Over the border"),
            ("expert", "Ito"),
            ("meeting", "Earlier that day"),
            ("meeting", "In time"),
        ]


def test_what_falls_due_is_listed_until_it_is_done(store):
    with store.write("Add", "A") as session:
        promised = [
            {"kind": "promise", "text_en": "Send the draft", "due_on": date(2018, 3, 9)},
            {"kind": "task", "text_en": "Done", "due_on": MARCH[0], "done_on": MARCH[0]},
        ]
        values = {"title_en": "Before", "direction": "paid", "kind": "courtesy", "status": "held"}
        edit.add(
            session, MEETING, values | {"starts_on": date(2017, 1, 1)}, {"follow_up": promised}
        )
        values |= {"status": "cancelled", "starts_on": date(2017, 1, 1)}
        edit.add(session, MEETING, values, {"follow_up": promised})
    with store.read() as session:
        assert captions(session, *MARCH) == [("follow-up", "Send the draft")]


@pytest.mark.parametrize(
    ("renewal", "notice", "expected"),
    [
        ("fixed", None, {"ending": date(2018, 9, 30)}),
        ("fixed", 6, {"notice": date(2018, 3, 30), "ending": date(2018, 9, 30)}),
        ("automatic", 6, {}),
        ("open-ended", 6, {}),
    ],
)
def test_an_agreement_is_told_on_the_last_day_of_notice_and_when_it_ends(
    store, renewal, notice, expected
):
    with store.write("Add", "A") as session:
        term = {"effective_from": date(2015, 10, 1), "effective_until": date(2018, 9, 30)}
        values = {"title_en": "Exchange", "kind": "framework", "level": "university"}
        values |= {"renewal": renewal, "notice_months": notice}
        edit.add(session, AGREEMENT, values, {"term": [term | {"basis": "first"}]})
    with store.read() as session:
        found = calendar.entries(session, date(2018, 1, 1), date(2018, 12, 31), "en")
    assert {each.sort: each.first for each in found} == expected


def test_what_is_renewed_or_replaced_does_not_end(store):
    def term(begins, until):
        return {"effective_from": begins, "effective_until": until, "basis": "first"}

    values = {"title_en": "Exchange", "kind": "framework", "level": "university"}
    values |= {"renewal": "fixed"}
    year = date(2018, 1, 1), date(2018, 12, 31)
    with store.write("Add", "A") as session:
        which = organisation(session, "They")
        two = [term("2015-01-01", "2018-01-31"), term("2018-02-01", "2018-11-30")]
        edit.add(session, AGREEMENT, values, {"term": two})
        old = edit.add(session, AGREEMENT, values, {"term": [term("2015-01-01", "2018-06-30")]})
    with store.read() as session:
        found = calendar.entries(session, *year, "en")
    assert [each.first for each in found] == [date(2018, 6, 30), date(2018, 11, 30)]
    assert len({each.uuid for each in found}) == 2
    with store.write("Add", "A") as session:
        signed = [{"on_behalf_of_id": which, "signed_on": "2018-01-01"}]
        rows = {"term": [term("2018-06-01", None)], "signatory": signed}
        rows["party"] = [{"side": "theirs", "organisation_id": which, "role": "party"}]
        edit.add(session, AGREEMENT, values | {"replaces_id": old}, rows)
    with store.read() as session:
        found = calendar.entries(session, *year, "en")
    assert [each.first for each in found] == [date(2018, 11, 30)]


def test_a_meeting_is_moved_whole_with_its_itinerary_in_one_change(store):
    items = [{"on": date(2018, 3, 6), "kind": "banquet"}, {"kind": "tour"}]
    with store.write("Add", "A") as session:
        key = meeting(session, "Visit", date(2018, 3, 5), date(2018, 3, 7), item=items)
    with store.read() as session:
        (entry,) = calendar.entries(session, *MARCH, "en")
    with store.write("Move", "A") as session:
        calendar.move(session, entry, 10)
    with store.read() as session:
        kept = edit.load(session, MEETING, key)
        assert (kept.values["starts_on"].day, kept.values["ends_on"].day) == (15, 17)
        assert [line.values["on"] for line in kept.rows["item"]] == [date(2018, 3, 16), None]
    with pytest.raises(ChangedMeanwhileError), store.write("Move", "A") as session:
        calendar.move(session, entry, 1)
    with store.write("Undo", "A") as session:
        undo.undo(session)
    with store.read() as session:
        assert calendar.entries(session, *MARCH, "en") == [entry]


def test_what_falls_due_is_not_moved_by_itself(store):
    entry = Entry("notice", "agreement", 1, "u", MARCH[0], MARCH[0], "Exchange")
    with pytest.raises(OfficeError, match="cannot be moved"), store.write("M", "A") as session:
        calendar.move(session, entry, 1)


def read_back(content):
    """Read a file as RFC 5545 says: an independent and strict reader."""
    lines = []
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n")[:-1]:
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut in two
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    events, fields = [], {}
    for line in lines:
        head, _, value = line.decode("utf-8").partition(":")
        if (head, value) == ("BEGIN", "VEVENT"):
            fields = {}
        elif (head, value) == ("END", "VEVENT"):
            events.append(fields)
        else:
            fields[head.partition(";")[0]] = unescaped(value)
    return events


def unescaped(value):
    signs, found = iter(value), ""
    for sign in signs:
        after = next(signs) if sign == "\\" else sign
        found += "\n" if sign == "\\" and after in "nN" else after
    return found


def entry_of(caption, *, first=date(2018, 3, 5), days=0, **more):
    return Entry("meeting", "meeting", 1, "u-1", first, first + timedelta(days), caption, **more)


@given(st.text(max_size=120), st.text(st.sampled_from(',;\\\n:"漢😀é'), max_size=90))
def test_whatever_is_written_in_it_an_entry_is_read_back_as_it_is(caption, place):
    content = calendar_file.written([entry_of(caption, place=place)], AT, language("en"))
    (event,) = read_back(content)
    assert event["SUMMARY"] == clean_text(caption)
    assert event.get("LOCATION", "") == clean_text(place)
    assert event["UID"] == "u-1@intloffice"


@pytest.mark.parametrize(
    ("entry", "begins", "ends"),
    [
        (entry_of("One day"), "20180305", "20180306"),
        (entry_of("Three days", days=2), "20180305", "20180308"),
        (entry_of("Timed", starts_at="09:30", ends_at="11:00"), "20180305T0930", "20180305T1100"),
        (entry_of("Open", starts_at="09:30"), "20180305T0930", "20180305T1030"),
        (entry_of("Late", starts_at="23:30"), "20180305T2330", "20180306T0030"),
        (entry_of("Wrong", starts_at="09:30", ends_at="08:00"), "20180305T0930", "20180305T1030"),
        (entry_of("Last", first=date.max), "99991231", "99991231"),
        (entry_of("Days", days=1, starts_at="09:00"), "20180305T0900", "20180306T2359"),
    ],
    ids=lambda value: getattr(value, "caption", ""),
)
def test_an_entry_begins_and_ends_as_other_calendars_mean_it(entry, begins, ends):
    (event,) = read_back(calendar_file.written([entry], AT, language("en")))
    seconds = "00" if "T" in begins else ""
    assert (event["DTSTART"], event["DTEND"]) == (begins + seconds, ends + seconds)


def test_what_is_confidential_is_left_out():
    entries = [entry_of("Open"), entry_of("Secret", confidential=True)]
    content = calendar_file.written(entries, AT, language("en"))
    assert [event["SUMMARY"] for event in read_back(content)] == ["Open"]


def test_the_command_writes_a_year_for_other_calendars(tmp_path: Path, capsys):
    with opened(tmp_path / "office") as store, store.write("Add", "A") as session:
        meeting(session, "Visit", date(2018, 3, 5))
        meeting(session, "Before", date(2017, 3, 5))
    out = tmp_path / "a.ics"
    main(["calendar", "--data", str(tmp_path / "office"), "--year", "2018", str(out)])
    assert [event["SUMMARY"] for event in read_back(out.read_bytes())] == ["Visit"]
    assert str(out) in capsys.readouterr().out
