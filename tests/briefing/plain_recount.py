"""Count every number of a briefing once more, in plain Python over all rows of the file.

Nothing of the program is imported, and nothing is clever: every question looks at every row. The
rules are those of records.md, *Rules of counting*; ``STATEMENTS`` has a recount for each statement
that holds a number, a day or a list that was chosen.
"""

import calendar
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

LONG_FROM, RECENT_YEARS, SOON, ROUND = 6, 5, 12, 5


def day_of(text):
    return date.fromisoformat(text) if text else None


def months_on(day, months):
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def first_day(partial):
    parts = partial.split("-") if partial else []
    return date(*(int(p) for p in [*parts, "1", "1"][:3])) if parts else None


class Office:
    """All rows of the tables that are counted, and who asks for what."""

    TABLES = (
        *("organisation", "membership", "agreement", "agreement_term", "agreement_party"),
        *("agreement_signatory", "agreement_condition", "person", "engagement", "honour"),
        *("mobility", "award", "programme", "meeting", "meeting_visitor", "meeting_participant"),
        *("meeting_follow_up", "milestone"),
    )

    def __init__(self, connection, day, country="", partner=0, meeting=0):
        self.day, self.country = day, country
        for table in self.TABLES:
            cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
            names = [column[0] for column in cursor.description]
            setattr(self, table, [dict(zip(names, line, strict=True)) for line in cursor])
        self.bodies = {o["id"]: o for o in self.organisation}
        self.people = {p["id"]: p for p in self.person}
        self.own = {o["id"] for o in self.organisation if o["ours"] and not o["parent_id"]}
        self.partner = self.root(partner) if partner else 0
        self.meeting_asked = next((m for m in self.meeting if m["id"] == meeting), None)
        self.first = date(day.year - RECENT_YEARS + 1, 1, 1)

    # Who is where

    def root(self, which):
        """Follow a faculty to its university, and what has ceased to its successor."""
        been = []
        while which not in been:
            been.append(which)
            body, above, seen = self.bodies[which], None, {which}
            up = body["parent_id"]
            while body["kind"] != "university" and up and up not in seen:
                if self.bodies[up]["kind"] == "university":
                    above = up
                    break
                seen.add(up)
                up = self.bodies[up]["parent_id"]
            if above:
                which = above
            elif body["ceased_on"] and first_day(body["ceased_on"]) <= self.day:
                which = body["successor_id"] or which
        return which

    def country_of(self, which):
        if not which:
            return ""
        return self.bodies[self.root(which)]["country"] or self.bodies[which]["country"]

    def is_there(self, which):
        if not which:
            return False
        if self.country:
            return self.country_of(which) == self.country
        return self.root(which) == self.partner

    def comes_from_there(self, person, home):
        if not self.country:
            return self.is_there(home)
        passports = [c for c in self.people[person]["nationalities"].split("\n") if c]
        return self.country in (passports or [self.country_of(home)])

    # Agreements

    def of(self, agreement, rows):
        return [row for row in getattr(self, rows) if row["agreement_id"] == agreement["id"]]

    def bound(self, agreement, side):
        return [
            p["organisation_id"]
            for p in self.of(agreement, "agreement_party")
            if p["side"] == side and p["role"] == "party"
        ]

    def signed(self, agreement):
        """Give the day on which the last of all parties had signed."""
        lines = self.of(agreement, "agreement_signatory")
        parties = {
            p["organisation_id"]
            for p in self.of(agreement, "agreement_party")
            if p["role"] == "party"
        }
        bodies = {line["on_behalf_of_id"] for line in lines}
        if not lines or len(bodies) < len(parties) or any(not li["signed_on"] for li in lines):
            return None
        return max(day_of(line["signed_on"]) for line in lines)

    def runs(self, agreement, day):
        for term in self.of(agreement, "agreement_term"):
            begun = day_of(term["effective_from"]) <= day
            ended = term["ended_on"] and day_of(term["ended_on"]) <= day
            over = term["effective_until"] and day_of(term["effective_until"]) < day
            if begun and not ended and (not over or agreement["renewal"] != "fixed"):
                return True
        return False

    def begun(self, agreement, day):
        signed = self.signed(agreement)
        terms = self.of(agreement, "agreement_term")
        return (
            signed is not None
            and signed <= day
            and any(day_of(term["effective_from"]) <= day for term in terms)
        )

    def in_force(self, agreement, day):
        signed = self.signed(agreement)
        replaced = any(
            other["replaces_id"] == agreement["id"] != other["id"] and self.begun(other, day)
            for other in self.agreement
        )
        return signed is not None and signed <= day and self.runs(agreement, day) and not replaced

    def partners(self, agreement):
        """List with which bodies there an agreement of the university itself binds us."""
        ours = any(which in self.own for which in self.bound(agreement, "ours"))
        if agreement["level"] != "university" or not ours:
            return set()
        return {
            self.root(o) for o in self.bound(agreement, "theirs") if self.is_there(self.root(o))
        }

    def agreed(self):
        return [a for a in self.agreement if self.partners(a)]

    def effective(self):
        return [a for a in self.agreed() if self.in_force(a, self.day)]

    def last_day(self, agreement):
        """Tell when one in force ends, if it does not renew itself."""
        if agreement["renewal"] != "fixed":
            return None
        ends = []
        for term in self.of(agreement, "agreement_term"):
            only = {**agreement, "id": 0}
            self_runs = self.runs_alone(only, term)
            if self_runs or day_of(term["effective_from"]) > self.day:
                known = [day_of(term[n]) for n in ("effective_until", "ended_on") if term[n]]
                ends.append(min(known) if known else None)
        return None if None in ends or not ends else max(ends)

    def runs_alone(self, agreement, term):
        begun = day_of(term["effective_from"]) <= self.day
        ended = term["ended_on"] and day_of(term["ended_on"]) <= self.day
        over = term["effective_until"] and day_of(term["effective_until"]) < self.day
        return begun and not ended and (not over or agreement["renewal"] != "fixed")

    # Meetings

    def met(self, after, before):
        """List the meetings held with the other side, in their order."""
        found = []
        for meeting in self.meeting:
            with_them = [
                v["organisation_id"]
                for v in self.meeting_visitor
                if v["meeting_id"] == meeting["id"]
            ] + [
                p["organisation_id"]
                for p in self.meeting_participant
                if p["meeting_id"] == meeting["id"] and p["side"] == "guest"
            ]
            on = day_of(meeting["starts_on"])
            if (
                meeting["status"] == "held"
                and after <= on < before
                and any(self.is_there(which) for which in with_them)
                and meeting is not self.meeting_asked
            ):
                found.append(meeting)
        return sorted(found, key=lambda m: (m["starts_on"], m["id"]))

    @property
    def before(self):
        asked = self.meeting_asked
        return min(self.day, day_of(asked["starts_on"])) if asked else self.day

    # Stays

    def stays(self, direction, *, everywhere=False):
        """List who came about and has begun: (stay, its first day)."""
        found = []
        for stay in self.mobility:
            start = day_of(stay["actual_start"] or stay["planned_start"])
            there = everywhere or (
                self.is_there(stay["organisation_id"])
                if direction == "outbound"
                else self.comes_from_there(stay["person_id"], stay["organisation_id"])
            )
            if (
                stay["direction"] == direction
                and stay["status"] not in ("nominated", "withdrawn")
                and start
                and start <= self.day
                and there
            ):
                found.append((stay, start))
        return found

    def long(self, stay):
        if not stay["planned_start"] or not stay["planned_end"]:
            return None
        whole = months_on(day_of(stay["planned_start"]), LONG_FROM)
        return day_of(stay["planned_end"]) + timedelta(1) >= whole

    def lengths(self, stays):
        return [
            (name, heads(s for s, _ in stays if self.long(s) is wanted))
            for name, wanted in (("Long", True), ("Short", False))
        ]

    def by_year(self, stays):
        return [
            (year, heads(s for s, start in stays if start.year == year))
            for year in range(self.first.year, self.day.year + 1)
        ]


def heads(rows, name="person_id"):
    return len({row[name] for row in rows})


def overview(office):
    found = office.effective()
    if not found:
        return
    partners = {which for a in found for which in office.partners(a)}
    universities = {w for w in partners if office.bodies[w]["kind"] == "university"}
    yield (
        "",
        {
            "agreements": len(found),
            "universities": len(universities),
            "other_institutions": len(partners) - len(universities),
            "list": sorted(
                (a["id"], office.signed(a), office.last_day(a), len(office.partners(a)))
                for a in found
            ),
        },
    )


def alliances(office):
    def member_of(which, body):
        return any(
            m["alliance_id"] == which
            and m["member_id"] == body
            and (not m["from_on"] or day_of(m["from_on"]) <= office.day)
            and (not m["until_on"] or office.day <= day_of(m["until_on"]))
            for m in office.membership
        )

    for agreement in office.agreement:
        if not office.in_force(agreement, office.day):
            continue
        ours, theirs = (office.bound(agreement, side) for side in ("ours", "theirs"))
        if agreement["level"] == "university" and any(o in office.own for o in ours):
            continue
        through = [o for o in ours for own in office.own if member_of(o, own)]
        members = {
            b for b in office.bodies for t in theirs if office.is_there(b) and member_of(t, b)
        }
        if through and members:
            yield (
                agreement["uuid"],
                {
                    "agreements": 1,
                    "members": len(members),
                    "signed_on": office.signed(agreement),
                },
            )


def changes(office):
    met = office.met(date.min, office.before)
    since = day_of(met[-1]["starts_on"]) if met else date(office.day.year - 1, 12, 31)
    signed = [
        (a["id"], office.signed(a))
        for a in office.agreed()
        if office.signed(a) and since < office.signed(a) <= office.day
    ]
    ended = [
        a["id"]
        for a in office.agreed()
        if office.in_force(a, since) and not office.in_force(a, office.day)
    ]
    if signed or ended:
        facts = {"signed": sorted(signed), "ended": sorted(ended)}
        yield "", facts | ({"since": since} if met else {})


def expiring(office):
    soon = months_on(office.day, SOON)
    ends = [(a["id"], office.last_day(a)) for a in office.effective()]
    found = sorted((which, end) for which, end in ends if end and end <= soon)
    if found:
        yield "", {"agreements": len(found), "list": found}


def holds(office, engagement):
    return (
        engagement["engagement_class"] == "long-term"
        and engagement["starts_on"]
        and day_of(engagement["starts_on"]) <= office.day
        and (not engagement["ends_on"] or office.day <= day_of(engagement["ends_on"]))
    )


def honoured(office, kinds):
    return [
        h
        for h in office.honour
        if h["kind"] in kinds
        and h["conferred_on"]
        and day_of(h["conferred_on"]) <= office.day
        and (not h["until_on"] or office.day <= day_of(h["until_on"]))
    ]


def employed(office):
    """Give who holds a long-term post, and the posts of those from there."""
    posts = [e for e in office.engagement if holds(office, e)]
    theirs = [e for e in posts if office.comes_from_there(e["person_id"], e["home_id"])]
    return {e["person_id"] for e in posts}, theirs


def academicians(office):
    everybody, theirs = employed(office)
    elected = [
        h
        for h in honoured(office, ("academician", "foreign academician"))
        if h["person_id"] in everybody
    ]
    from_there = {e["person_id"] for e in theirs}
    here = [h for h in elected if h["person_id"] in from_there]
    if not elected or not theirs or (not office.country and not here):
        return
    facts = {"persons": heads(elected), "from_country": heads(here)}
    lately = months_on(office.day, -12)
    told = sorted(
        (h["person_id"], day_of(h["conferred_on"]))
        for h in here
        if day_of(h["conferred_on"]) > lately
    )
    yield "", facts | ({"elected": told} if told else {})


def appointed(office):
    _, theirs = employed(office)
    if not theirs:
        return
    persons = {e["person_id"] for e in theirs}
    elected = honoured(office, ("academician", "foreign academician"))
    talents = honoured(office, ("talent programme",))
    for_experts = {p["id"] for p in office.programme if p["for_experts"]}
    experts = {e["person_id"] for e in theirs if e["programme_id"] in for_experts}
    experts |= {h["person_id"] for h in talents if h["person_id"] in persons}
    yield (
        "",
        {
            "persons": len(persons),
            "academicians": len({h["person_id"] for h in elected} & persons),
            "programme_experts": len(experts),
            "units": heads([e for e in theirs if e["school_id"]], "school_id"),
        },
    )


def visits(office):
    found = []
    for e in office.engagement:
        there = (
            office.comes_from_there(e["person_id"], e["home_id"])
            if office.country
            else office.is_there(e["home_id"])
        )
        start = day_of(e["starts_on"])
        came = e["engagement_class"] == "short visit" and there and start
        if came and office.first <= start <= office.day:
            found.append(e)
    purposes = defaultdict(set)
    for e in found:
        for purpose in filter(None, e["purposes"].split("\n")):
            purposes[purpose].add(e["person_id"])
    if found:
        yield (
            "",
            {
                "persons": heads(found),
                "visits": len(found),
                "purposes": sorted(len(persons) for persons in purposes.values()),
            },
        )


def trend(office):
    series = office.by_year(office.stays("outbound"))
    whole = [(y, n) for y, n in series if date(y, 12, 31) <= office.day]
    if any(n for _, n in series):
        yield (
            "",
            {
                "series": series,
                "whole_years": whole,
                "first": whole[0][1],
                "last": whole[-1][1],
            },
        )


def sent_in_year(office):
    found = [(s, start) for s, start in office.stays("outbound") if start.year == office.day.year]
    if not found:
        return
    levels = {s["level"] for s, _ in found if s["level"]}
    long, short = office.lengths(found)
    yield (
        "",
        {
            "persons": heads(s for s, _ in found),
            "by_level": sorted(heads(s for s, _ in found if s["level"] == each) for each in levels),
            "by_length": [long, short],
            "long": long[1],
            "short": short[1],
        },
    )


def destinations(office):
    found = office.stays("outbound")
    if not office.country:
        if found:
            long, short = office.lengths(found)
            yield (
                "",
                {
                    "persons": heads(s for s, _ in found),
                    "first_year": min(start.year for _, start in found),
                    "long": long[1],
                    "short": short[1],
                },
            )
        return

    def universities(stays):
        roots = {office.root(s["organisation_id"]) for s in stays}
        return len([r for r in roots if office.bodies[r]["kind"] == "university"])

    if universities(s for s, _ in found):
        yield (
            "",
            {
                "institutions": universities(s for s, _ in found),
                "by_stay": [
                    (name, universities(s for s, _ in found if office.long(s) is wanted))
                    for name, wanted in (("Long", True), ("Short", False))
                ],
            },
        )


def programmes(office):
    found = [s for s, start in office.stays("outbound") if start.year == office.day.year]
    under = {s["programme_id"] for s in found if s["programme_id"]}
    if under:
        yield (
            "",
            {
                "by_programme": sorted(
                    (each, heads(s for s in found if s["programme_id"] == each)) for each in under
                ),
                "fully_funded": heads(s for s in found if s["funding"] == "full"),
            },
        )


def funders(office):
    for fund in office.programme:
        given = [
            a
            for a in office.award
            if a["programme_id"] == fund["id"]
            and office.first.year <= a["year"] <= office.day.year
            and office.is_there(a["funder_id"] or fund["sponsor_id"])
        ]
        if not given:
            continue
        others = {a["recipient_id"] for a in given if a["recipient_kind"] != "student"}
        facts = {
            "persons": heads(given, "recipient_id"),
            "students": len({a["recipient_id"] for a in given} - others),
        }
        totals = defaultdict(Counter)
        for a in given:
            if a["per"] != "month":
                totals[a["currency"]][a["recipient_id"]] += a["amount"]
        for number, currency in enumerate(sorted(totals)):
            suffix = f"_{currency}" if number else ""
            facts[f"min{suffix}"] = Decimal(min(totals[currency].values())) / 100
            facts[f"max{suffix}"] = Decimal(max(totals[currency].values())) / 100
        yield fund["uuid"], facts


def received(office):
    found = [(s, start) for s, start in office.stays("inbound") if start >= office.first]
    if not found:
        return
    long, short = office.lengths(found)
    subjects = defaultdict(set)
    for s, _ in found:
        told = tuple(s[f"subject_{code}"] for code in ("en", "zh", "ja"))
        first = next(filter(None, told), "")
        if first:
            subjects[tuple(each or first for each in told)].add(s["person_id"])
    yield (
        "",
        {
            "persons": heads(s for s, _ in found),
            "long": long[1],
            "short": short[1],
            "by_length": [long, short],
            "series": office.by_year(found),
            "subjects": sorted(len(each) for each in subjects.values()),
        },
    )


def balance(office):
    lines = []
    moved = {"outbound": [], "inbound": []}
    for agreement in office.effective():
        places = Counter()
        for condition in office.of(agreement, "agreement_condition"):
            if condition["mobility_type"].startswith("student "):
                places[condition["direction"]] += condition["places_a_year"] or 0
        if not any(places.values()):
            continue
        under = {
            way: [
                s
                for s, start in office.stays(way, everywhere=True)
                if s["agreement_id"] == agreement["id"] and start.year == office.day.year
            ]
            for way in moved
        }
        for way in moved:
            moved[way] += under[way]
        sent, came = (heads(under[way]) for way in ("outbound", "inbound"))
        lines.append((agreement["id"], sent, came, places["outbound"], places["inbound"]))
    if lines:
        yield (
            "",
            {
                "sent": heads(moved["outbound"]),
                "received": heads(moved["inbound"]),
                "places": sum(line[3] + line[4] for line in lines),
                "agreements": sorted(lines),
            },
        )


def recent(office):
    found = office.met(months_on(office.day, -24), office.day)
    if found:
        yield "", {"meetings": len(found), "list": sorted(m["id"] for m in found)}


def anniversaries(office):
    found = []
    for milestone in office.milestone:
        here = (office.country and milestone["country"] == office.country) or office.is_there(
            milestone["organisation_id"]
        )
        begun = first_day(milestone["happened_on"])
        if not here:
            continue
        for years in range(ROUND, 200, ROUND):
            on = months_on(begun, 12 * years)
            if months_on(office.day, -12) <= on <= months_on(office.day, 12):
                written = on.isoformat()[: len(milestone["happened_on"])]
                found.append((milestone["id"], written, years))
    if found:
        yield "", {"list": sorted(found)}


def profile(office):
    if office.country:
        return
    days = [office.signed(a) for a in office.agreed()]
    days = [day for day in days if day and day <= office.day]
    body = office.bodies[office.partner]
    yield body["uuid"], {"first_signed": min(days)} if days else {}


def follow_ups(office):
    asked = office.meeting_asked
    if asked is None:
        return
    guests = {
        p["person_id"]
        for p in office.meeting_participant
        if p["meeting_id"] == asked["id"] and p["side"] == "guest" and p["attended"] != "no"
    }
    met = {m["id"] for m in office.met(date.min, office.before)}
    met |= {
        m["id"]
        for m in office.meeting
        for p in office.meeting_participant
        if p["meeting_id"] == m["id"]
        and p["person_id"] in guests
        and p["attended"] != "no"
        and m["status"] == "held"
        and day_of(m["starts_on"]) < office.before
    }
    found = [
        f
        for f in office.meeting_follow_up
        if f["meeting_id"] in met and (not f["done_on"] or day_of(f["done_on"]) > office.day)
    ]
    if found:
        yield "", {"number": len(found), "open": sorted(f["text_en"] for f in found)}


#: How each statement with something countable in it is counted once more, by its id.
STATEMENTS = {
    "organisation.profile": profile,
    "agreements.overview": overview,
    "agreements.alliances": alliances,
    "agreements.changes": changes,
    "agreements.expiring": expiring,
    "staff.academicians": academicians,
    "staff.appointed": appointed,
    "experts.visits": visits,
    "outbound.trend": trend,
    "outbound.year": sent_in_year,
    "outbound.destinations": destinations,
    "outbound.programmes": programmes,
    "awards.funder": funders,
    "inbound.period": received,
    "balance": balance,
    "meetings.recent": recent,
    "milestones.anniversaries": anniversaries,
    "meeting.follow_ups": follow_ups,
}


def recounted(office):
    """Count all: facts by the statement's id and what it is about."""
    return {
        (name, about): facts for name, count in STATEMENTS.items() for about, facts in count(office)
    }
