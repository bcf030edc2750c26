"""Facts never disagree with a recount: every number of a briefing, on offices made up at random."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intloffice.briefing import asked as asking
from intloffice.briefing import wording
from intloffice.briefing.asked import Asked
from intloffice.briefing.statement import AgreementLine, Balance, Dated, Pending, Tally
from intloffice.database.store import FILE_NAME
from intloffice.operations import edit
from intloffice.operations.counting.naming import Named
from intloffice.records import ALL_KINDS
from intloffice.settings import Settings
from tests.briefing import plain_recount
from tests.stores import opened, organisation, person

#: Statements in which nothing is counted or chosen by a day, or that tell again what is.
WITHOUT = {
    *("meeting.profile", "meeting.guest", "meeting.hosts", "meeting.itinerary"),
    # Each thing to speak of is a line of another statement; see the test of points.
    *("points.promise", "points.task", "points.signed", "points.signed_in_year"),
    *("points.ending", "points.places", "points.anniversary"),
    "nothing.found",  # the noughts of the others; see its own test
    # What differs between two briefings, each of which is recounted; see test_issuing.
    *("changes.numbers", "changes.agreements", "changes.posts", "changes.honours"),
    *("changes.students", "changes.promises", "changes.meetings"),
}
#: What is told in the order of its numbers, whatever it is called.
COUNTS_ALONE = {"by_level", "purposes", "subjects"}
DAYS = [date(2012, 1, 1) + timedelta(97 * n) for n in range(26)]
ASKED_ON = [date(2016, 3, 31), date(2017, 6, 30), date(2017, 12, 31), date(2018, 1, 2)]
KINDS = {kind.name: kind for kind in ALL_KINDS}


class Chance:
    """Makes up an office; the same seed makes the same."""

    def __init__(self, session, seed, size):
        self.session, self.random, self.size = session, Random(seed), size
        self.bodies, self.schools, self.alliances, self.people = [], [], [], []
        self.agreements, self.programmes = [], []
        self.meetings = []

    def one(self, *choices):
        return self.random.choice(choices)

    def maybe(self, value, often=0.7):
        return value if self.random.random() < often else None

    def day(self, often=0.9):
        return self.maybe(self.random.choice(DAYS), often)

    def span(self, often=0.9):
        first, last = self.day(often), self.day(often)
        return (last, first) if first and last and last < first else (first, last)

    def add(self, kind, values, rows=None):
        return edit.add(self.session, KINDS[kind], values, rows or {})

    def times(self, often):
        return range(self.random.randint(0, often * self.size))

    def fill(self):
        self.add_bodies()
        for n in range(2 + self.size):
            nations = self.one(("JP",), ("JP",), ("KR",), (), ("CN", "JP"))
            self.people.append(person(self.session, f"P{n}", nationalities=nations))
        for _ in self.times(2):
            self.add_agreement()
        for n in self.times(1):
            self.add_programme(n)
        for adding, often in (
            (self.add_stay, 6), (self.add_engagement, 4), (self.add_honour, 2),
            (self.add_award, 3), (self.add_meeting, 2), (self.add_milestone, 2),
        ):  # fmt: skip
            for _ in self.times(often):
                adding()
        self.add_meeting()
        return self

    def add_bodies(self):
        self.ours = organisation(self.session, "Ours", ours=True, country="CN")
        self.schools = [
            organisation(self.session, f"S{n}", kind="school", parent_id=self.ours, ours=True)
            for n in range(2)
        ]
        for n in range(2 + self.size):
            kind = self.one("university", "university", "school", "company", "foundation")
            values = {"kind": kind, "country": self.one("JP", "JP", "KR"), "prominence": n % 3}
            if kind == "school" and self.bodies:
                values |= {"parent_id": self.random.choice(self.bodies), "country": ""}
            elif self.bodies and self.random.random() < 0.3:
                ceased = str(self.day(1))[: self.one(4, 7, 10)]
                values |= {"ceased_on": ceased, "successor_id": self.random.choice(self.bodies)}
            self.bodies.append(organisation(self.session, f"B{n}", **values))
        for n in range(2):
            self.alliances.append(
                organisation(self.session, f"A{n}", kind="alliance", country=self.one("JP", "CN"))
            )
        for alliance in self.alliances:
            for body in {self.ours, *self.random.sample(self.bodies, 2)}:
                first, last = self.span(0.5)
                values = {"alliance_id": alliance, "member_id": body, "role": "member"}
                self.add("membership", values | {"from_on": first, "until_on": last})

    def body(self):
        return self.random.choice(self.bodies)

    def add_agreement(self):
        through = self.random.random() < 0.2
        ours = self.alliances[0] if through else self.one(self.ours, self.ours, self.schools[0])
        theirs = [self.alliances[1]] if through else list({self.body(), self.body()})
        bound = [("ours", ours), *(("theirs", each) for each in theirs)]
        terms = []
        for _ in range(self.random.randint(0, 2)):
            first, last = self.span()
            if first:
                ended = self.maybe(self.day(1), 0.2)
                terms.append({
                    "effective_from": first, "effective_until": last, "basis": "first",
                    "ended_on": ended if ended and ended >= first else None,
                })  # fmt: skip
        rows = {
            "party": [{"side": s, "organisation_id": o, "role": "party"} for s, o in bound],
            "signatory": [
                {"on_behalf_of_id": o, "signed_on": self.day()}
                for _, o in bound
                if self.random.random() < 0.95
            ],
            "term": terms,
            "condition": [
                {
                    "direction": self.one("outbound", "inbound"),
                    "mobility_type": self.one("student studies", "staff teaching"),
                    "places_a_year": self.maybe(self.random.randint(1, 9)),
                }
                for _ in range(self.random.randint(0, 2))
            ],
        }
        values = {
            "title_en": f"T{len(self.agreements)}", "kind": "framework",
            "level": "alliance" if through else self.one("university", "university", "school"),
            "renewal": self.one("fixed", "fixed", "automatic", "open-ended"),
        }  # fmt: skip
        if self.agreements and self.random.random() < 0.3:
            values["replaces_id"] = self.random.choice(self.agreements)
        self.agreements.append(self.add("agreement", values, rows))

    def add_programme(self, number):
        line = {"text": f"F{number}", "language": "en", "type": "official"}
        values = {"sponsor_id": self.maybe(self.body()), "for_experts": self.one(True, False)}
        self.programmes.append(self.add("programme", values, {"name": [line]}))

    def add_stay(self):
        planned, actual = self.span(), self.span(0.4)
        subject = self.one("", "Chinese", "Law")
        values = {
            "person_id": self.random.choice(self.people), "organisation_id": self.body(),
            "direction": self.one("outbound", "inbound"),
            "status": self.one("finished", "finished", "abroad", "nominated", "withdrawn"),
            "level": self.one("", "bachelor", "master"), "subject_en": subject,
            "programme_id": self.maybe(self.random.choice(self.programmes or [None])),
            "agreement_id": self.maybe(self.random.choice(self.agreements or [None])),
            "planned_start": planned[0], "planned_end": planned[1],
            "actual_start": actual[0], "actual_end": actual[1],
            "funding": self.one("full", "partial", ""),
        }  # fmt: skip
        self.add("mobility", values)

    def add_engagement(self):
        first, last = self.span()
        purposes = ("teaching", "lecture")[: self.random.randint(0, 2)]
        values = {
            "person_id": self.random.choice(self.people),
            "engagement_class": self.one("short visit", "long-term", "long-term", "honorary"),
            "school_id": self.maybe(self.random.choice(self.schools)), "purposes": purposes,
            "starts_on": first, "ends_on": last, "home_id": self.maybe(self.body()),
            "programme_id": self.maybe(self.random.choice(self.programmes or [None]), 0.3),
        }  # fmt: skip
        self.add("engagement", values)

    def add_honour(self):
        first, last = self.span(0.8)
        kind = self.one("academician", "foreign academician", "talent programme", "prize")
        values = {"person_id": self.random.choice(self.people), "kind": kind, "title_en": "H"}
        self.add("honour", values | {"conferred_on": first, "until_on": last})

    def add_award(self):
        if not self.programmes:
            return
        values = {
            "programme_id": self.random.choice(self.programmes),
            "recipient_id": self.random.choice(self.people), "funder_id": self.maybe(self.body()),
            "recipient_kind": self.one("student", "student", "staff", ""),
            "year": self.random.randint(2011, 2018), "currency": self.one("CNY", "JPY"),
            "amount": Decimal(self.random.randint(1, 99)), "per": self.one("month", "year"),
        }  # fmt: skip
        self.add("award", values)

    def add_meeting(self):
        guests = [
            {"person_id": who, "side": "guest", "role": "member", "organisation_id": self.body(),
             "attended": self.one("yes", "no", "expected")}
            for who in self.random.sample(self.people, self.random.randint(0, 2))
        ]  # fmt: skip
        tasks = [
            {"kind": "task", "text_en": f"Task {len(self.meetings)}-{n}", "done_on": self.day(0.4)}
            for n in range(self.random.randint(0, 2))
        ]
        values = {
            "title_en": f"M{len(self.meetings)}", "direction": "received", "kind": "courtesy",
            "status": self.one("held", "held", "planned", "cancelled"), "starts_on": self.day(1),
        }  # fmt: skip
        rows = {"visitor": [{"organisation_id": self.body()}], "participant": guests}
        self.meetings.append(self.add("meeting", values, rows | {"follow_up": tasks}))

    def add_milestone(self):
        on = str(self.day(1).replace(year=self.random.randint(1950, 2012)))
        values = {
            "kind": "other", "happened_on": on[: self.one(4, 7, 10)], "text_en": "E",
            "country": self.one("", "JP"), "organisation_id": self.maybe(self.body()),
            "source": "S",
        }  # fmt: skip
        self.add("milestone", values)


def plainly(name, value):
    """Give a fact as the recount does; None where it holds nothing that is counted or chosen."""
    if isinstance(value, int | Decimal | date):
        return value
    items = value if isinstance(value, tuple) else ()
    if name == "members":
        return len(items)
    told = [_item(name, item) for item in items if not isinstance(item, Named)]
    if not told or None in told:
        return [] if name in ("signed", "ended") else None
    return told if isinstance(items[0], Tally) and name != "by_programme" else sorted(told)


def _item(name, item):
    if isinstance(item, Tally):
        label = item.label.source.id if isinstance(item.label, Named) else item.label
        return item.count if name in COUNTS_ALONE else (label, item.count)
    if isinstance(item, Balance):
        places = item.places_out, item.places_in
        return (item.agreement.source.id, item.sent, item.received, *places)
    if isinstance(item, AgreementLine):
        return (item.named.source.id, item.signed_on, item.until, len(item.partners))
    if isinstance(item, Dated):
        years = (item.years,) if item.years else ()
        return (item.named.source.id, item.on, *years)
    return item.text["en"] if isinstance(item, Pending) else None


def told(briefing):
    """Give all that is counted in a briefing, by statement and what it is about."""
    found = {}
    for statement in briefing.statements:
        if statement.id in WITHOUT or statement.id.startswith("narrative."):
            continue
        facts = {name: plainly(name, fact.value) for name, fact in statement.facts.items()}
        for name in COUNTS_ALONE & facts.keys():
            facts[name] = sorted(facts[name] or [])
        if "ended" in facts:
            facts["ended"] = sorted(which for which, _ in facts["ended"])
        if statement.id == "meetings.recent":
            facts["list"] = sorted(which for which, _ in facts["list"])
        found[statement.id, statement.about] = {n: v for n, v in facts.items() if v is not None}
    return found


@given(seed=st.integers(0, 2**32), size=st.integers(0, 5), day=st.sampled_from(ASKED_ON))
@example(seed=1266, size=1, day=date(2017, 6, 30))
@settings(
    max_examples=int(os.environ.get("RECOUNTS", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_number_of_every_briefing_is_what_a_plain_recount_finds(seed, size, day):
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        with store.write("Make up", "A") as session:
            chance = Chance(session, seed, size).fill()
        asked = [Asked("country", "JP"), Asked("organisation", record=chance.bodies[0])]
        asked += [Asked("meeting", record=chance.meetings[-1])]
        with closing(sqlite3.connect(Path(folder) / FILE_NAME)) as raw, store.read() as session:
            for each in asked:
                briefing = asking.compose(session, each, day, Settings())
                side = asking._side(session, each, day)
                if len(side.partners) > 1:
                    continue
                office = plain_recount.Office(
                    raw,
                    day,
                    side.country,
                    side.partners[0] if side.partners else 0,
                    each.record if each.kind == "meeting" else 0,
                )
                expected = plain_recount.recounted(office)
                if each.kind != "organisation":
                    expected = {k: v for k, v in expected.items() if k[0] != "organisation.profile"}
                found = told(briefing)
                assert found.keys() == expected.keys()
                for key, facts in expected.items():
                    assert found[key] == facts, key


def test_no_statement_can_be_told_of_whose_numbers_nobody_counts_once_more():
    assert set(wording._WORDS) == {*plain_recount.STATEMENTS, *WITHOUT}


@pytest.mark.parametrize("seed", range(3))
def test_points_are_lines_of_statements_that_are_counted_once_more(tmp_path, seed):
    with opened(tmp_path) as store:
        with store.write("Make up", "A") as session:
            chance = Chance(session, seed, 5).fill()
        with store.read() as session:
            for which in chance.meetings:
                asked = Asked("meeting", record=which)
                briefing = asking.compose(session, asked, date(2017, 12, 31), Settings())
                others = [s for s in briefing.statements if not s.id.startswith("points.")]
                lines = [v for s in others for f in s.facts.values() for v in _lines(f.value)]
                for statement in briefing.statements:
                    if statement.id.startswith("points."):
                        (line,) = statement.facts["point"].value
                        assert line in lines


def _lines(value):
    return value if isinstance(value, tuple) else ()
