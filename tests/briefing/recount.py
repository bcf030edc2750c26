"""Count the facts of a briefing once more, by plain SQL over the tables.

Independent of the program: nothing of it is imported. ``c`` is a raw connection (``sqlite3`` or
``sqlcipher3.dbapi2``); ``country`` an ISO code; ``day`` the as-of date. The rules are those of
records.md, *Rules of counting*. Each function gives facts by their names in briefing.md.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

#: Every organisation with what it is on :day: a faculty is its university, a renamed body its
#: successor. ``root`` is NULL for nothing; an alliance or institute is itself.
_ROOTS = """
WITH RECURSIVE climb(id, at, depth) AS (
    SELECT id, id, 0 FROM organisation
    UNION ALL
    SELECT climb.id,
           CASE WHEN o.ceased_on <> '' AND o.ceased_on <= :day AND o.successor_id IS NOT NULL
                THEN o.successor_id ELSE o.parent_id END,
           depth + 1
    FROM climb JOIN organisation o ON o.id = climb.at
    WHERE depth < 20 AND (
        (o.ceased_on <> '' AND o.ceased_on <= :day AND o.successor_id IS NOT NULL)
        OR (o.kind <> 'university' AND o.parent_id IS NOT NULL))
), root(id, root) AS (
    SELECT id, at FROM climb a
    WHERE depth = (SELECT max(depth) FROM climb b WHERE b.id = a.id)
)"""

_BEGUN = """
    EXISTS (SELECT 1 FROM agreement_signatory s WHERE s.agreement_id = {a}.id)
    AND NOT EXISTS (SELECT 1 FROM agreement_signatory s WHERE s.agreement_id = {a}.id
                    AND (s.signed_on IS NULL OR s.signed_on > :day))
    AND EXISTS (SELECT 1 FROM agreement_term t WHERE t.agreement_id = {a}.id
                AND t.effective_from <= :day)"""

_EFFECTIVE = (
    """
    EXISTS (SELECT 1 FROM agreement_term t WHERE t.agreement_id = a.id
            AND t.effective_from <= :day
            AND (a.renewal IN ('automatic', 'open-ended') OR t.effective_until IS NULL
                 OR t.effective_until >= :day)
            AND (t.ended_on IS NULL OR t.ended_on > :day))
    AND """
    + _BEGUN.format(a="a")
    + """
    AND NOT EXISTS (SELECT 1 FROM agreement x WHERE x.replaces_id = a.id AND x.id <> a.id
                    AND """
    + _BEGUN.format(a="x")
    + ")"
)

#: Persons from :country: by nationality where one is recorded, else by an organisation.
_FROM = """(
    ('|' || replace(p.nationalities, char(10), '|') || '|') LIKE '%|' || :country || '|%'
    OR (p.nationalities = '' AND EXISTS (
        SELECT 1 FROM organisation h WHERE h.id = {home} AND h.country = :country)))"""

_STAYS = (
    _ROOTS
    + """, stay AS (
    SELECT m.*, coalesce(m.actual_start, m.planned_start) AS start,
           CASE WHEN m.planned_start IS NULL OR m.planned_end IS NULL THEN NULL
                WHEN date(m.planned_end, '+1 day') >= {six_months} THEN 'long'
                ELSE 'short' END AS length,
           r.root
    FROM mobility m JOIN root r ON r.id = m.organisation_id
    WHERE m.status NOT IN ('withdrawn', 'nominated') AND m.mode <> 'virtual'
      AND coalesce(m.actual_start, m.planned_start) <= :day)"""
).format(
    # SQLite turns 31 August + 6 months into 3 March; the office ends such a stay in February.
    six_months="""min(date(m.planned_start, '+6 months'),
        date(m.planned_start, 'start of month', '+7 months', '-1 day'))"""
)
_SENT = (
    _STAYS
    + """, sent AS (
    SELECT stay.* FROM stay JOIN organisation u ON u.id = stay.root
    WHERE stay.direction = 'outbound' AND u.country = :country)"""
)


def _all(c, query, country, day, **more):
    values = {"country": country, "day": str(day), **more}
    used = {name: value for name, value in values.items() if f":{name}" in query}
    return c.execute(query, used).fetchall()


def _one(c, query, country, day, **more):
    return _all(c, query, country, day, **more)[0]


def _window(day):
    return {"first": f"{date.fromisoformat(str(day)).year - 4}-01-01"}


def _year(day):
    return str(day)[:4]


def effective_agreements(c, country, day):
    """List (agreement id, partner id, partner kind) of what counts at university level."""
    query = (
        _ROOTS
        + """
        SELECT DISTINCT a.id, u.id, u.kind
        FROM agreement a
        JOIN agreement_party us ON us.agreement_id = a.id AND us.side = 'ours'
             AND us.role = 'party'
        JOIN organisation o ON o.id = us.organisation_id AND o.ours AND o.parent_id IS NULL
        JOIN agreement_party p ON p.agreement_id = a.id AND p.side = 'theirs' AND p.role = 'party'
        JOIN root r ON r.id = p.organisation_id
        JOIN organisation u ON u.id = r.root
        WHERE a.level = 'university' AND u.country = :country AND """
        + _EFFECTIVE
    )
    return _all(c, query, country, day)


def agreements_overview(c, country, day):
    found = effective_agreements(c, country, day)
    universities = {partner for _, partner, kind in found if kind == "university"}
    others = {partner for _, partner, kind in found if kind != "university"}
    per_partner = Counter(partner for _, partner in {(a, p) for a, p, _ in found})
    ranked = sorted(
        universities,
        key=lambda i: (-(_prominence(c, i) or 0), -per_partner[i], i),
    )
    return {
        "agreements": len({agreement for agreement, _, _ in found}),
        "universities": len(universities),
        "examples": tuple(name_of(c, i) for i in ranked[:4]),
        "other_institutions": len(others),
    }


def agreements_alliances(c, country, day):
    query = """
        SELECT DISTINCT a.id, p.organisation_id FROM agreement a
        JOIN agreement_party p ON p.agreement_id = a.id AND p.side = 'theirs' AND p.role = 'party'
        JOIN organisation o ON o.id = p.organisation_id AND o.kind = 'alliance'
             AND o.country = :country
        WHERE a.level = 'alliance' AND """
    found = _all(c, query + _EFFECTIVE, country, day)
    members = {
        member
        for _, alliance in found
        for (member,) in c.execute(
            "SELECT member_id FROM membership WHERE alliance_id = ?"
            " AND (from_on IS NULL OR from_on <= ?) AND (until_on IS NULL OR until_on >= ?)",
            (alliance, str(day), str(day)),
        )
    }
    return {"agreements": len({agreement for agreement, _ in found}), "members": len(members)}


_LONG_TERM = """
    SELECT DISTINCT e.person_id FROM engagement e
    WHERE e.engagement_class = 'long-term' AND e.starts_on <= :day
      AND (e.ends_on IS NULL OR e.ends_on >= :day)"""
_ACADEMICIANS = """
    SELECT h.person_id FROM honour h
    WHERE h.kind IN ('academician', 'foreign academician') AND h.conferred_on <= :day
      AND (h.until_on IS NULL OR h.until_on >= :day)"""


def staff_academicians(c, country, day):
    query = f"""
        SELECT count(DISTINCT p.id),
               count(DISTINCT CASE WHEN {_FROM.format(home="e.home_id")} THEN p.id END)
        FROM person p JOIN engagement e ON e.person_id = p.id AND e.engagement_class = 'long-term'
             AND e.starts_on <= :day AND (e.ends_on IS NULL OR e.ends_on >= :day)
        WHERE p.id IN ({_ACADEMICIANS})"""
    persons, from_country = _one(c, query, country, day)
    return {"persons": persons, "from_country": from_country}


def staff_appointed(c, country, day):
    query = f"""
        SELECT count(DISTINCT e.person_id),
               count(DISTINCT CASE WHEN e.person_id IN ({_ACADEMICIANS}) THEN e.person_id END),
               count(DISTINCT CASE WHEN pr.for_experts OR e.person_id IN (
                   SELECT h.person_id FROM honour h WHERE h.kind = 'talent programme'
                   AND h.conferred_on <= :day AND (h.until_on IS NULL OR h.until_on >= :day))
                   THEN e.person_id END),
               count(DISTINCT e.school_id)
        FROM engagement e JOIN person p ON p.id = e.person_id
        LEFT JOIN programme pr ON pr.id = e.programme_id
        WHERE e.engagement_class = 'long-term' AND e.starts_on <= :day
          AND (e.ends_on IS NULL OR e.ends_on >= :day) AND {_FROM.format(home="e.home_id")}"""
    names = ("persons", "academicians", "programme_experts", "units")
    return dict(zip(names, _one(c, query, country, day), strict=True))


def experts_visits(c, country, day):
    query = f"""
        SELECT e.person_id, e.purposes FROM engagement e JOIN person p ON p.id = e.person_id
        WHERE e.engagement_class = 'short visit' AND e.starts_on BETWEEN :first AND :day
          AND {_FROM.format(home="e.home_id")}"""
    found = _all(c, query, country, day, **_window(day))
    purposes = {word for _, words in found for word in (words or "").split("\n") if word}
    return {
        "persons": len({person for person, _ in found}),
        "visits": len(found),
        "purposes": purposes,
    }


def outbound_trend(c, country, day):
    query = _SENT + (
        " SELECT substr(start, 1, 4), count(DISTINCT person_id) FROM sent"
        " WHERE start >= :first GROUP BY 1"
    )
    found = dict(_all(c, query, country, day, **_window(day)))
    last = int(_year(day))
    return {"series": {year: found.get(str(year), 0) for year in range(last - 4, last + 1)}}


def outbound_year(c, country, day):
    sent = _all(
        c,
        _SENT + " SELECT person_id, level, length FROM sent WHERE substr(start, 1, 4) = :year",
        country,
        day,
        year=_year(day),
    )
    return {
        "persons": len({person for person, _, _ in sent}),
        "by_level": _persons_by((level, person) for person, level, _ in sent),
        "by_length": _persons_by((length, person) for person, _, length in sent),
    }


def outbound_destinations(c, country, day):
    query = _SENT + (
        " SELECT count(DISTINCT root) FROM sent JOIN organisation u ON u.id = sent.root"
        " WHERE u.kind = 'university'"
    )
    return {"institutions": _one(c, query, country, day)[0]}


def outbound_programmes(c, country, day):
    query = (
        _SENT
        + """
        SELECT n.text, count(DISTINCT sent.person_id) FROM sent
        JOIN programme_name n ON n.programme_id = sent.programme_id AND n.language = 'en'
             AND n.preferred
        WHERE substr(start, 1, 4) = :year GROUP BY 1"""
    )
    return {"persons": dict(_all(c, query, country, day, year=_year(day)))}


def awards_funder(c, country, day):
    """Give for each fund by its id {persons, min, max, currency, since}.

    An amount a month is no total of anything, but its recipient is a recipient.
    """
    query = """
        SELECT programme_id, max(currency), count(*), min(total), max(total), min(since) FROM (
            SELECT a.programme_id, a.recipient_id,
                   max(CASE WHEN a.per <> 'month' THEN a.currency END) AS currency,
                   sum(CASE WHEN a.per <> 'month' THEN a.amount END) AS total,
                   min(pr.began_here_on) AS since
            FROM award a JOIN organisation f ON f.id = a.funder_id
            JOIN programme pr ON pr.id = a.programme_id
            WHERE f.country = :country AND a.year BETWEEN :from_year AND :year
            GROUP BY 1, 2)
        GROUP BY 1"""
    year = int(_year(day))
    return {
        fund: {
            "persons": persons,
            "min": None if least is None else Decimal(least) / 100,
            "max": None if most is None else Decimal(most) / 100,
            "currency": currency,
            "since": since,
        }
        for fund, currency, persons, least, most, since in _all(
            c, query, country, day, from_year=year - 4, year=year
        )
    }


def inbound_period(c, country, day):
    query = (
        _STAYS
        + f"""
        SELECT stay.person_id, stay.length, stay.subject_en FROM stay
        JOIN person p ON p.id = stay.person_id
        WHERE stay.direction = 'inbound' AND stay.start >= :first
          AND {_FROM.format(home="stay.organisation_id")}"""
    )
    found = _all(c, query, country, day, **_window(day))
    by_length = _persons_by((length, person) for person, length, _ in found)
    return {
        "long": by_length.get("long", 0),
        "short": by_length.get("short", 0),
        "persons": len({person for person, _, _ in found}),
        "subjects": {subject for _, _, subject in found},
    }


#: Every statement that is counted here, by its id in briefing.md.
STATEMENTS = {
    "agreements.overview": agreements_overview,
    "agreements.alliances": agreements_alliances,
    "staff.academicians": staff_academicians,
    "staff.appointed": staff_appointed,
    "experts.visits": experts_visits,
    "outbound.trend": outbound_trend,
    "outbound.year": outbound_year,
    "outbound.destinations": outbound_destinations,
    "outbound.programmes": outbound_programmes,
    "awards.funder": awards_funder,
    "inbound.period": inbound_period,
}


def recounted(c, country, day):
    """Count every statement of a country's introduction."""
    return {name: count(c, country, day) for name, count in STATEMENTS.items()}


def name_of(c, organisation):
    """Give an organisation's official English name."""
    query = (
        "SELECT text FROM organisation_name WHERE organisation_id = ? AND language = 'en'"
        " ORDER BY type = 'official' DESC, position LIMIT 1"
    )
    return c.execute(query, (organisation,)).fetchone()[0]


def _prominence(c, organisation):
    query = "SELECT prominence FROM organisation WHERE id = ?"
    return c.execute(query, (organisation,)).fetchone()[0]


def _persons_by(pairs):
    found = {}
    for what, person in pairs:
        found.setdefault(what, set()).add(person)
    return {what: len(persons) for what, persons in found.items()}


def recounted_partner(c, partner, day):
    """Count the introduction of one partner, given by the id of the organisation it counts as."""
    values = {"partner": partner, "day": str(day), "first": f"{int(_year(day)) - 4}-01-01"}

    def found(query):
        used = {name: value for name, value in values.items() if f":{name}" in query}
        return c.execute(query, used).fetchall()

    agreements = found(
        _ROOTS
        + """
        SELECT DISTINCT a.id FROM agreement a
        JOIN agreement_party us ON us.agreement_id = a.id AND us.side = 'ours'
             AND us.role = 'party'
        JOIN organisation o ON o.id = us.organisation_id AND o.ours AND o.parent_id IS NULL
        JOIN agreement_party p ON p.agreement_id = a.id AND p.side = 'theirs' AND p.role = 'party'
        JOIN root r ON r.id = p.organisation_id
        WHERE a.level = 'university' AND r.root = :partner AND """
        + _EFFECTIVE
    )
    stays = found(
        _STAYS + " SELECT direction, person_id, start FROM stay WHERE stay.root = :partner"
    )
    visits = found(
        _ROOTS
        + """
        SELECT e.person_id FROM engagement e JOIN root r ON r.id = e.home_id
        WHERE e.engagement_class = 'short visit' AND r.root = :partner
          AND e.starts_on BETWEEN :first AND :day"""
    )
    sent = [(person, start) for way, person, start in stays if way == "outbound" and start]
    return {
        "agreements": {key for (key,) in agreements},
        "ever": len({person for person, _ in sent}),
        "first_year": min((int(start[:4]) for _, start in sent), default=None),
        "this_year": len({person for person, start in sent if start[:4] == _year(day)}),
        "received": len(
            {
                person
                for way, person, start in stays
                if way == "inbound" and start and start >= values["first"]
            }
        ),
        "experts": len({person for (person,) in visits}),
        "visits": len(visits),
    }


def recounted_open(c, organisations, before, day):
    """Count what meetings with some organisations, held before one day, left open on another."""
    marks = ",".join("?" * len(organisations))
    query = f"""
        SELECT count(*) FROM meeting_follow_up f JOIN meeting m ON m.id = f.meeting_id
        WHERE m.status = 'held' AND m.starts_on < ? AND (f.done_on IS NULL OR f.done_on > ?)
          AND (EXISTS (SELECT 1 FROM meeting_visitor v WHERE v.meeting_id = m.id
                       AND v.organisation_id IN ({marks}))
               OR EXISTS (SELECT 1 FROM meeting_participant p WHERE p.meeting_id = m.id
                          AND p.side = 'guest' AND p.organisation_id IN ({marks})))"""
    return c.execute(query, (str(before), str(day), *organisations, *organisations)).fetchone()[0]
