"""A meeting in words: what it is, who comes, what to speak of, what is still open."""

from collections.abc import Mapping
from datetime import date

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.sentence import Wording, plain
from intloffice.briefing.statement import Attendee, Balance, Briefing, Dated, Pending, Step
from intloffice.briefing.wording.partners_of import told_in_title
from intloffice.i18n import N_, NN_, Language
from intloffice.names.spoken import in_language

YEARS = NN_("{n} year", "{n} years")
THINGS = NN_("{n} thing is", "{n} things are")


def profile(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say when and where it is, what for, and what the last meeting came to."""
    facts, language = words.statement.facts, words.language
    kind = str(facts["kind"].value)
    place = in_language(str(facts["place"].value), language.code)
    when = words.tied(_when(words), "date")
    label = words.tied(language.text(kind), "kind")
    said = [
        words.say(N_("{kind}: {when}, {place}."), kind=label, when=when, place=place)
        if place
        else words.say(N_("{kind}: {when}."), kind=label, when=when)
    ]
    for name, template in (
        ("purpose", N_("Purpose: {text}")),
        ("topics", N_("Topics: {text}.")),
    ):
        text = _told(str(facts[name].value), name, language)
        if text:
            said.append(words.say(template, text=words.tied(text, name)))
    for last in words.statement.items("last", Dated):
        outcome = last.text.get(language.code, "")
        template = (
            N_("The last meeting with {country} was on {date}: {title}. {outcome}")
            if outcome
            else N_("The last meeting with {country} was on {date}: {title}.")
        )
        said.append(
            words.say(
                template,
                country=briefing.place(language.code),
                date=_day(words, last.on, "last"),
                title=words.name(last.named, "last"),
                outcome=outcome,
            )
        )
    return said


def _told(text: str, name: str, language: Language) -> str:
    """Say in a language what the office has written in several."""
    if name != "topics":
        return in_language(text, language.code)
    return language.listed([in_language(topic, language.code) for topic in text.split(", ")])


def guest(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say who a guest is, and what is known from before."""
    (attendee,) = words.statement.items("guest", Attendee)
    said = [_sentence(words, attendee_line(words, attendee))]
    for label, spans in guest_rows(words):
        said.append(words.say(N_("{label}: {text}."), label=label, text=spans))
    return said


def guest_rows(words: Wording) -> list[tuple[str, Spans]]:
    """Label what is known of a guest, in the order in which a host needs it."""
    facts, language = words.statement.facts, words.language
    rows: list[tuple[str, Spans]] = []

    def add(label: str, spans: Spans) -> None:
        if any(span.text for span in spans):
            rows.append((language.text(label), spans))

    said, address = _of(facts["said"].value, language.code), facts["address"].value
    if said.casefold() not in _called(words).casefold():
        add(N_("How to say the name"), (words.tied(said, "said"),))
    add(N_("To be addressed as"), (words.tied(_of(address, language.code), "address"),))
    spoken = [language.language_name(code) for code in str(facts["languages"].value).split()]
    add(N_("Speaks"), (words.tied(language.listed(spoken), "languages"),) if spoken else ())
    add(N_("Honours"), words.clauses([_honour(words, h) for h in _items(words, "honours")]))
    for last in _items(words, "last_met"):
        add(N_("Last met"), words.clauses([_dated(words, last, "last_met")]))
    for name, label in (("given", N_("Given by us")), ("received", N_("Received by us"))):
        add(label, words.clauses([_dated(words, gift, name) for gift in _items(words, name)]))
    return rows


def attendee_line(words: Wording, attendee: Attendee) -> Spans:
    """Name an attendee with title and organisation."""
    post = attendee_post(words, attendee)
    name = words.name(attendee.person, _only(words))
    if not any(span.text for span in post):
        return name
    return words.say(N_("{person}, {post}"), person=name, post=post)


def attendee_post(words: Wording, attendee: Attendee) -> Spans:
    """Give the title and the organisation of an attendee; the role, where neither is known."""
    code = words.language.code
    title = attendee.title.get(code, "")
    organisation = attendee.organisation.in_language(code) if attendee.organisation else ""
    if not title and not organisation:
        return (Span(words.language.text(attendee.role)),)
    if not title or not organisation or organisation in title:
        return (Span(title or organisation),)
    return words.say(N_("{title}, {organisation}"), title=title, organisation=organisation)


def hosts(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say who receives the guests."""
    named = words.statement.items("hosts", Attendee)
    listed = words.clauses([attendee_line(words, attendee) for attendee in named])
    return [words.say(N_("The hosts: {hosts}."), hosts=listed)]


def itinerary(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what follows what."""
    steps = [
        words.say(
            N_("{time} {what}"),
            time=clock(step),
            what=words.tied(words.language.text(step.kind), "steps"),
        )
        for step in words.statement.items("steps", Step)
    ]
    return [words.say(N_("The itinerary: {steps}."), steps=words.clauses(steps))]


def clock(step: Step) -> str:
    """Write from when to when."""
    return "–".join(filter(None, (step.starts_at, step.ends_at)))


def follow_ups(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how much earlier meetings have left open."""
    return [
        words.say(
            N_("On {date}, {things} still open from earlier meetings."),
            date=words.language.day(briefing.as_of),
            things=words.count("number", THINGS),
        )
    ]


def promise(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what a guest has promised."""
    return _pending(
        words,
        N_("{owner} promised on {met}: {text}, due on {due}."),
        N_("{owner} promised on {met}: {text}."),
    )


def task(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what is still to be done on our side."""
    return _pending(
        words,
        N_("Ours since {met}: {text}, due on {due}; in charge: {owner}."),
        N_("Ours since {met}: {text}; in charge: {owner}."),
    )


def signed(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what was signed since the last meeting."""
    return _agreement(
        words,
        N_("Signed since the last meeting: {agreement}, {date}."),
        N_("Signed since the last meeting with {partners}: {agreement}, {date}."),
    )


def signed_in_year(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what was signed in the year."""
    return _agreement(
        words,
        N_("Signed this year: {agreement}, {date}."),
        N_("Signed this year with {partners}: {agreement}, {date}."),
    )


def ending(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which agreement should be renewed."""
    return _agreement(
        words,
        N_("Renewal: {agreement} ends on {date}."),
        N_("Renewal: {agreement} with {partners} ends on {date}."),
        N_("Renewal: {agreement} ({partners}) ends on {date}."),
    )


def places(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many of the places agreed are taken."""
    (line,) = words.statement.items("point", Balance)
    number = words.language.number
    template = N_(
        "Places with {partners} in {year}: {sent} of {out} taken by our students, "
        "{received} of {back} by theirs."
    )
    if not line.alone:
        template = N_(
            "Places under “{agreement}” in {year}: {sent} of {out} taken by our students, "
            "{received} of {back} by theirs."
        )
    return [
        words.say(
            template,
            agreement=words.name(line.agreement, "point"),
            partners=words.listed([words.name(partner, "point") for partner in line.partners]),
            year=str(briefing.as_of.year),
            sent=words.tied(number(line.sent), "point"),
            out=words.tied(number(line.places_out), "point"),
            received=words.tied(number(line.received), "point"),
            back=words.tied(number(line.places_in), "point"),
        )
    ]


def anniversary(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which anniversary can be named."""
    (line,) = words.statement.items("point", Dated)
    return [
        words.say(
            N_("Anniversary: {years} since {event} on {date}.")
            if len(str(line.on)) > len("2017-12")
            else N_("Anniversary: {years} since {event} in {date}."),
            years=words.tied(words.language.counted(YEARS, line.years), "point"),
            event=words.name(line.named, "point"),
            date=words.language.partial(str(line.on)),
        )
    ]


def _pending(words: Wording, due: str, plain: str) -> list[Spans]:
    (item,) = words.statement.items("point", Pending)
    language = words.language
    owner = words.name(item.owner) if item.owner else (Span("–"),)
    return [
        words.say(
            due if item.due_on else plain,
            owner=owner,
            met=language.day(item.met_on),
            text=words.tied(item.text.get(language.code, ""), "point"),
            due=language.day(item.due_on) if item.due_on else "",
        )
    ]


def _agreement(
    words: Wording, plain: str, with_partners: str, in_brackets: str = ""
) -> list[Spans]:
    (line,) = words.statement.items("point", Dated)
    told = told_in_title(line, words.language.code)
    templates = {"named": plain, "otherwise": in_brackets or with_partners, "no": with_partners}
    return [
        words.say(
            templates[told],
            agreement=words.name(line.named, "point"),
            partners=words.listed([words.name(partner) for partner in line.partners]),
            date=_day(words, line.on, "point"),
        )
    ]


def _when(words: Wording) -> str:
    facts = words.statement.facts
    begins, ends = (str(facts[name].value) for name in ("starts_at", "ends_at"))
    day, last = facts["date"].value, facts["ends_on"].value if "ends_on" in facts else None
    if last is None:
        return _hours(words, day, "–".join(filter(None, (begins, ends))))
    return " – ".join((_hours(words, day, begins), _hours(words, last, ends)))


def _hours(words: Wording, day: object, hours: str) -> str:
    shown = words.language.day(day) if isinstance(day, date) else ""
    gap = words.language.text(N_("{date}, {hours}"), date=shown, hours=hours)
    return gap if hours else shown


def _called(words: Wording) -> str:
    """Give the name of a guest as it is printed."""
    (attendee,) = words.statement.items("guest", Attendee)
    return plain(words.name(attendee.person))


def _items(words: Wording, name: str) -> list[Dated]:
    return words.statement.items(name, Dated)


def _honour(words: Wording, honour: Dated) -> Spans:
    bodies = [words.name(body) for body in honour.partners]
    title = words.name(honour.named, "honours")
    if not bodies:
        return title
    return words.say(N_("{title}, {organisation}"), title=title, organisation=bodies[0])


def _dated(words: Wording, line: Dated, fact: str) -> Spans:
    return words.say(
        N_("{event} ({date})"),
        event=words.name(line.named, fact),
        date=_day(words, line.on, fact),
    )


def _day(words: Wording, day: date | str, fact: str) -> Span:
    return words.tied(words.language.day(day) if isinstance(day, date) else day, fact)


def _of(texts: object, code: str) -> str:
    return str(texts.get(code, "")) if isinstance(texts, Mapping) else ""


def _only(words: Wording) -> str:
    return next(iter(words.statement.facts))


def _sentence(words: Wording, line: Spans) -> Spans:
    return words.say(N_("{line}."), line=line)
