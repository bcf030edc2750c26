"""Experts and staff in words."""

from datetime import date

from intloffice.briefing.document import Spans
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Briefing, Dated, Example, Statement, Tally
from intloffice.i18n import N_, NN_
from intloffice.names.articles import in_sentence
from intloffice.operations.counting.naming import Named

ACADEMICIANS = NN_("{n} academician from abroad", "{n} academicians from abroad")
PLAIN_ACADEMICIANS = NN_("{n} academician", "{n} academicians")
TEACHERS = NN_("{n} teacher", "{n} teachers")
PROGRAMME_EXPERTS = NN_("{n} expert of a national programme", "{n} experts of national programmes")
SCHOOLS = NN_("{n} school", "{n} schools")
EXPERTS = NN_("{n} expert", "{n} experts")
VISITS = NN_("{n} visit", "{n} visits")
#: What teachers may be besides, by the number that tells so, and what is said of a single one.
_STANDING = (
    ("academicians", PLAIN_ACADEMICIANS, N_("an academician")),
    ("programme_experts", PROGRAMME_EXPERTS, N_("an expert of a national programme")),
)
#: By whether they are of partners rather than from a country, whether it is one, and whether
#: it is one school.
_APPOINTED = {
    (False, False, True): N_(
        "Among the staff, {persons} from {country} hold long-term posts in {unit_names}."
    ),
    (False, True, True): N_(
        "Among the staff, {persons} from {country} holds a long-term post in {unit_names}."
    ),
    (True, False, True): N_(
        "Among the staff, {persons} of {country} hold long-term posts in {unit_names}."
    ),
    (True, True, True): N_(
        "Among the staff, {persons} of {country} holds a long-term post in {unit_names}."
    ),
    (False, False, False): N_(
        "Among the staff, {persons} from {country} hold long-term posts in {units}: {unit_names}."
    ),
    (False, True, False): N_(
        "Among the staff, {persons} from {country} holds a long-term post in {units}: {unit_names}."
    ),
    (True, False, False): N_(
        "Among the staff, {persons} of {country} hold long-term posts in {units}: {unit_names}."
    ),
    (True, True, False): N_(
        "Among the staff, {persons} of {country} holds a long-term post in {units}: {unit_names}."
    ),
}


def academicians(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many academicians are employed, and who was elected of late."""
    template = N_("{us} employs {persons} in long-term posts, {from_country} from {country}.")
    if briefing.subject.narrow:
        template = N_("{us} employs {persons} in long-term posts, {from_country} of {country}.")
    elif not words.statement.number("from_country"):
        template = N_("{us} employs {persons} in long-term posts.")
    said = [
        words.say(
            template,
            us=briefing.ourselves[words.language.code],
            persons=words.count("persons", ACADEMICIANS),
            from_country=words.tied(
                words.language.number(words.statement.number("from_country")), "from_country"
            ),
            country=briefing.again(words.language.code),
        )
    ]
    return said + [_election(words, line) for line in words.statement.items("elected", Dated)]


def appointed(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say who from the country works here."""
    statement = words.statement
    one = statement.number("persons") == 1
    one_school = len(statement.items("unit_names", Named)) == statement.number("units") == 1
    said = [
        words.say(
            _APPOINTED[briefing.subject.narrow, one, one_school],
            persons=words.count("persons", TEACHERS),
            country=briefing.again(words.language.code),
            units=words.count("units", SCHOOLS),
            unit_names=words.names("unit_names", with_article=one_school),
        )
    ]
    parts: list[Spans] = [
        (words.tied(words.language.text(single), fact) if one else words.count(fact, forms),)
        for fact, forms, single in _STANDING
        if statement.number(fact)
    ]
    if parts:
        template = N_("The teacher is {standing}.") if one else N_("Among them: {standing}.")
        said.append(words.say(template, standing=words.listed(parts)))
    return said


def visits(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many experts came for short stays, for what, and who was among them."""
    language = words.language
    window = _window(briefing)
    tallies = words.statement.items("purposes", Tally)
    listed = language.listed([language.text(str(t.label)).lower() for t in tallies])
    template = N_(
        "From {first} to {last}, {persons} from {country} came for short stays ({visits}); the "
        "purposes: {purposes}."
    )
    if not tallies:
        template = N_(
            "From {first} to {last}, {persons} from {country} came for short stays ({visits})."
        )
    said = [
        words.say(
            template,
            first=str(window.start),
            last=str(window.stop - 1),
            persons=words.roughly("persons", EXPERTS),
            visits=words.count("visits", VISITS),
            country=briefing.again(language.code),
            purposes=words.tied(listed, "purposes"),
        )
    ]
    examples = words.statement.items("examples", Example)
    if examples:
        named = words.clauses([_example(words, example) for example in examples])
        said.append(words.say(_named(len(examples), words.statement), examples=named))
    return said


def _named(number: int, statement: Statement) -> str:
    """Choose how visitors are named: all of them, or some as examples."""
    if number < statement.number("persons"):
        return N_("Among them were {examples}.")
    return N_("They were {examples}.") if number > 1 else N_("The expert was {examples}.")


def _window(briefing: Briefing) -> range:
    return range(briefing.as_of.year - 4, briefing.as_of.year + 1)


def _example(words: Wording, example: Example) -> Spans:
    code = words.language.code
    title = example.title.get(code, "")
    organisation = example.organisation.in_language(code) if example.organisation else ""
    if organisation in title:
        return words.say(
            N_("{person}, then {title}") if example.ended else N_("{person}, {title}"),
            person=words.name(example.person, "examples"),
            title=title,
        )
    template = (
        N_("{person}, then {title}, {organisation}")
        if example.ended
        else N_("{person}, {title}, {organisation}")
    )
    return words.say(
        template,
        person=words.name(example.person, "examples"),
        title=title,
        organisation=organisation,
    )


def _election(words: Wording, line: Dated) -> Spans:
    language = words.language
    title = line.text.get(language.code, "")
    when = words.tied(language.month(line.on) if isinstance(line.on, date) else "", "elected")
    person = words.name(line.named, "elected")
    if len(line.partners) < 2:
        return words.say(
            N_("In {month}, {person} was elected {title}."), month=when, person=person, title=title
        )
    school, body = line.partners[:2]
    return words.say(
        N_("In {month}, {person}, {school}, was elected {title} of {body}."),
        month=when,
        person=person,
        title=title,
        school=school.in_language(language.code),
        body=in_sentence(body.in_language(language.code), language.code),
    )
