"""Students and awards in words."""

from decimal import Decimal

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.outbound import NO_LENGTH
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Balance, Briefing, Tally
from intloffice.i18n import N_, NN_
from intloffice.names.articles import in_sentence
from intloffice.operations.counting.claims import grows
from intloffice.operations.counting.days import is_over
from intloffice.operations.counting.naming import Named

STUDENTS = NN_("{n} student", "{n} students")
PEOPLE = NN_("{n} person", "{n} people")
UNIVERSITIES = NN_("{n} university", "{n} universities")
PLACES = NN_("{n} place", "{n} places")
#: By whether the year is over, and whether the levels of the students are known.
_YEAR = {
    (True, True): N_("In {year}, {persons} went to {country}: {levels}."),
    (True, False): N_("In {year}, {persons} went to {country}."),
    (False, True): N_("From 1 January to {date}, {persons} went to {country}: {levels}."),
    (False, False): N_("From 1 January to {date}, {persons} went to {country}."),
}
#: Where all are of one level, by whether the year is over.
_YEAR_OF_ONE_LEVEL = {
    True: N_("In {year}, {persons} went to {country}, at {level} level."),
    False: N_("From 1 January to {date}, {persons} went to {country}, at {level} level."),
}
#: By whether the year is over, and whether anybody moved.
_BALANCE = {
    (True, True): N_(
        "In {year}, {sent} went abroad and {received} came here under exchange agreements; "
        "{places} a year are agreed, both ways together."
    ),
    (True, False): N_(
        "In {year} no student was sent or received under exchange agreements; {places} a year are "
        "agreed, both ways together."
    ),
    (False, True): N_(
        "From 1 January to {date}, {sent} went abroad and {received} came here under exchange "
        "agreements; {places} a year are agreed, both ways together."
    ),
    (False, False): N_(
        "From 1 January to {date} no student was sent or received under exchange agreements; "
        "{places} a year are agreed, both ways together."
    ),
}
#: The same where there is one agreement, of which no table tells.
_BALANCE_OF_ONE = {
    (True, True): N_(
        "In {year}, {sent} went abroad and {received} came here under the exchange agreement with "
        "{partners}; it holds {ours} a year for our students and {theirs} for theirs."
    ),
    (True, False): N_(
        "In {year} no student was sent or received under the exchange agreement with {partners}; "
        "it holds {ours} a year for our students and {theirs} for theirs."
    ),
    (False, True): N_(
        "From 1 January to {date}, {sent} went abroad and {received} came here under the exchange "
        "agreement with {partners}; it holds {ours} a year for our students and {theirs} for "
        "theirs."
    ),
    (False, False): N_(
        "From 1 January to {date} no student was sent or received under the exchange agreement "
        "with {partners}; it holds {ours} a year for our students and {theirs} for theirs."
    ),
}


def trend(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how the number of students sent has moved over the recent years."""
    whole = words.statement.items("whole_years", Tally)
    first, last = words.statement.number("first"), words.statement.number("last")
    template = N_("The number of students sent to {country} rose from {a} in {y} to {b} in {z}.")
    if words.proved_words and grows([t.count for t in whole]):
        template = N_(
            "The number of students sent to {country} rose rapidly from {a} in {y} to {b} in {z}."
        )
    elif last < first:
        template = N_(
            "The number of students sent to {country} fell from {a} in {y} to {b} in {z}."
        )
    elif not last and not first:
        template = N_("No student was sent to {country} in {y} or in {z}.")
    elif last == first:
        template = N_("In {z}, {persons} went to {country}, as many as in {y}.")
    return [
        words.say(
            template,
            country=_country(words, briefing),
            a=words.tied(words.language.number(first), "first"),
            b=words.tied(words.language.number(last), "last"),
            persons=words.count("last", STUDENTS),
            y=str(whole[0].label),
            z=str(whole[-1].label),
        )
    ]


def year(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say who was sent in the year, by level and length."""
    by_level = words.statement.items("by_level", Tally)
    over = is_over(briefing.as_of.year, briefing.as_of)
    template, level = _YEAR[over, bool(by_level)], ""
    if len(by_level) == 1 and by_level[0].count == words.statement.number("persons"):
        template = _YEAR_OF_ONE_LEVEL[over]
        level = words.language.text(str(by_level[0].label)).lower()
    said = words.say(
        template,
        year=str(briefing.as_of.year),
        date=words.language.day(briefing.as_of),
        persons=words.count("persons", STUDENTS),
        country=_country(words, briefing),
        level=words.tied(level, "by_level"),
        levels=words.listed([_level(words, t) for t in by_level]),
    )
    return [said, _lengths(words)]


def destinations(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many students, or to how many universities, have ever been sent."""
    if briefing.subject.narrow:
        return [
            words.say(
                N_("So far, {persons} of ours have gone to {country}, the first in {year}."),
                persons=words.count("persons", STUDENTS),
                country=_country(words, briefing),
                year=words.tied(str(words.statement.number("first_year")), "first_year"),
            ),
            _lengths(words),
        ]
    return [
        words.say(
            N_("So far, students of ours have gone to {institutions} in {country}."),
            institutions=words.count("institutions", UNIVERSITIES),
            country=_country(words, briefing),
        )
    ]


def programmes(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say which programmes sent students in the year."""
    groups = [
        words.say(
            N_("{programme} ({persons})"),
            programme=words.name(tally.label),
            persons=words.tied(words.language.counted(STUDENTS, tally.count), "by_programme"),
        )
        for tally in words.statement.items("by_programme", Tally)
        if isinstance(tally.label, Named)
    ]
    template = N_("The programmes that sent students in {year}: {programmes}.")
    if not is_over(briefing.as_of.year, briefing.as_of):
        template = N_("The programmes that sent students from 1 January to {date}: {programmes}.")
    said = [
        words.say(
            template,
            date=words.language.day(briefing.as_of),
            year=str(briefing.as_of.year),
            programmes=words.clauses(groups),
        )
    ]
    if words.statement.number("fully_funded"):
        persons = words.count("fully_funded", STUDENTS)
        said.append(words.say(N_("Fully funded: {persons}."), persons=persons))
    return said


def funder(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say who pays, since when, for how many, and how much each received."""
    facts, language = words.statement.facts, words.language
    said: list[Spans] = []
    parts = {
        name: words.names(name, with_article=True)
        for name in ("programme", "funder", "administrator")
        if name in facts
    }
    if "since" in facts:
        since = words.tied(language.partial(str(facts["since"].value)), "since")
        template = _SINCE["funder" in parts, "administrator" in parts]
        if parts.get("funder") and _who(words, "funder") == _who(words, "administrator"):
            template = _BY_ONE
        begun = {**parts, "programme": _beginning(parts["programme"])}
        said.append(words.say(template, since=since, **begun))
    window = range(briefing.as_of.year - 4, briefing.as_of.year + 1)
    are_students = words.statement.number("students") == words.statement.number("persons")
    number = words.count("persons", STUDENTS if are_students else PEOPLE)
    said.append(
        words.say(
            N_("From {first} to {last} it supported {persons}."),
            first=str(window.start),
            last=str(window.stop - 1),
            persons=number,
        )
        if said
        else words.say(
            N_("From {first} to {last}, {programme} supported {persons}."),
            first=str(window.start),
            last=str(window.stop - 1),
            persons=number,
            **parts,
        )
    )
    said += [_range(words, name[3:]) for name in sorted(facts) if name.startswith("min")]
    return said


def period(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many were received in the recent years, and what they studied."""
    said = [
        words.say(
            N_("From {first} to {last}, {persons} from {country} studied here."),
            first=str(briefing.as_of.year - 4),
            last=str(briefing.as_of.year),
            persons=words.roughly("persons", STUDENTS),
            country=_country(words, briefing),
        ),
        _lengths(words),
    ]
    tallies = [t for t in words.statement.items("subjects", Tally) if isinstance(t.label, Named)]
    counted = sum(tally.count for tally in tallies)
    if len(tallies) == 1 and counted == words.statement.number("persons"):
        subject = words.name(_label(tallies[0]), "subjects")
        said.append(words.say(N_("Their subject: {subject}."), subject=subject))
    elif tallies:
        groups = [
            words.say(
                N_("{subject} ({n})"),
                subject=words.name(_label(tally)),
                n=words.tied(words.language.number(tally.count), "subjects"),
            )
            for tally in tallies[:5]
        ]
        said.append(words.say(N_("Their subjects: {subjects}."), subjects=words.clauses(groups)))
    return said


def balance(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many moved under exchange agreements against the places agreed."""
    moved = bool(words.statement.number("sent") or words.statement.number("received"))
    lines = words.statement.items("agreements", Balance)
    told = _BALANCE_OF_ONE if len(lines) == 1 else _BALANCE
    return [
        words.say(
            told[is_over(briefing.as_of.year, briefing.as_of), moved],
            date=words.language.day(briefing.as_of),
            sent=words.count("sent", STUDENTS)
            if words.statement.number("sent")
            else words.tied(words.language.text(N_("no student")), "sent"),
            received=words.tied(_number_or_none(words, "received"), "received"),
            places=words.count("places", PLACES),
            year=str(briefing.as_of.year),
            **(_bound(words, *lines) if len(lines) == 1 else {}),
        )
    ]


def _number_or_none(words: Wording, fact: str) -> str:
    number = words.statement.number(fact)
    return words.language.number(number) if number else words.language.text(N_("none"))


def _bound(words: Wording, line: Balance) -> dict[str, Span]:
    """Tell with whom an agreement is, and the places it holds each way."""
    language = words.language
    partners = language.listed(
        [in_sentence(p.in_language(language.code), language.code) for p in line.partners]
    )
    return {
        "partners": words.tied(partners, "agreements"),
        "ours": words.tied(language.counted(PLACES, line.places_out), "agreements"),
        "theirs": words.tied(language.number(line.places_in), "agreements"),
    }


#: By whether a funder and an administrator are known.
_SINCE = {
    (True, True): N_(
        "{programme}, funded by {funder} and administered by {administrator}, has been here "
        "since {since}."
    ),
    (True, False): N_("{programme}, funded by {funder}, has been here since {since}."),
    (False, True): N_("{programme}, administered by {administrator}, has been here since {since}."),
    (False, False): N_("{programme} has been here since {since}."),
}
#: Where the funder administers it too.
_BY_ONE = N_("{programme}, funded and administered by {funder}, has been here since {since}.")


def _beginning(spans: Spans) -> Spans:
    """Begin a sentence with a name: its article, if it takes one, with a capital."""
    first, *rest = spans
    return (Span("The "), *rest) if first.text == "the " else spans


def _who(words: Wording, name: str) -> list[Named]:
    return words.statement.items(name, Named) if name in words.statement.facts else []


def _country(words: Wording, briefing: Briefing) -> str:
    return briefing.again(words.language.code)


def _label(tally: Tally) -> Named:
    assert isinstance(tally.label, Named)
    return tally.label


def _level(words: Wording, tally: Tally) -> Spans:
    return words.say(
        N_("{n} at {level} level"),
        n=words.tied(words.language.number(tally.count), "by_level"),
        level=words.language.text(str(tally.label)).lower(),
    )


def _lengths(words: Wording) -> Spans:
    for length, other, one, all_of_them in (
        ("short", "long", N_("The stay is short."), N_("All these stays are short.")),
        ("long", "short", N_("The stay is long."), N_("All these stays are long.")),
    ):
        unmeasured = any(each.reason == NO_LENGTH for each in words.statement.left_out)
        if not words.statement.number(other) and not unmeasured:
            template = one if words.statement.number(length) == 1 else all_of_them
            said = words.tied(words.language.text(template), length)
            return (words.tied("", other), said)
    return words.say(
        N_("For long stays: {long}; for short stays: {short}."),
        long=words.tied(words.language.number(words.statement.number("long")), "long"),
        short=words.tied(words.language.number(words.statement.number("short")), "short"),
    )


def _range(words: Wording, suffix: str) -> Spans:
    facts, language = words.statement.facts, words.language
    least, most = facts[f"min{suffix}"].value, facts[f"max{suffix}"].value
    currency = str(facts[f"currency{suffix}"].value)
    if not isinstance(least, Decimal) or not isinstance(most, Decimal):
        return ()
    if least == most:
        return words.say(
            N_("Each received {amount} in all."),
            amount=words.tied(language.money(least, currency), f"min{suffix}"),
        )
    return words.say(
        N_("Each received between {least} and {most} in all."),
        least=words.tied(language.number(least), f"min{suffix}"),
        most=words.tied(language.money(most, currency), f"max{suffix}"),
    )
