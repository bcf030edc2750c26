"""Agreements in words."""

from datetime import date

from intloffice.briefing.document import Spans
from intloffice.briefing.sentence import Part, Wording
from intloffice.briefing.statement import Briefing, Dated
from intloffice.briefing.wording.partners_of import told_in_title
from intloffice.i18n import N_, NN_
from intloffice.operations.counting.naming import Named

AGREEMENTS = NN_("{n} university-level agreement", "{n} university-level agreements")
UNIVERSITIES = NN_("{n} university", "{n} universities")
OTHERS = NN_("{n} other institution", "{n} other institutions")
#: An agreement, and with whom where its title does not say so.
DATED = {
    "named": N_("{agreement}, {date}"),
    "otherwise": N_("{agreement} ({partners}), {date}"),
    "no": N_("{agreement} with {partners}, {date}"),
}
PLAIN = NN_("{n} agreement", "{n} agreements")

#: By whether all universities are named, and whether there are other institutions.
_OVERVIEW = {
    (False, True): N_(
        "As of {date}, {us} has {agreements} in force with {universities} in {country}, among "
        "them {examples}, and with {others}."
    ),
    (False, False): N_(
        "As of {date}, {us} has {agreements} in force with {universities} in {country}, among "
        "them {examples}."
    ),
    (True, True): N_(
        "As of {date}, {us} has {agreements} in force with {universities} in {country}, namely "
        "{examples}, and with {others}."
    ),
    (True, False): N_(
        "As of {date}, {us} has {agreements} in force with {universities} in {country}, namely "
        "{examples}."
    ),
}
_OTHERS_ONLY = N_("As of {date}, {us} has {agreements} in force with {others} in {country}.")
_WITH_PARTNERS = N_("As of {date}, {us} has {agreements} in force with {country}.")
_SINCE_MEETING = {
    (True, True): N_("Since the meeting of {since}, {signed} came into being; {ended} ended."),
    (True, False): N_("Since the meeting of {since}, {signed} came into being."),
    (False, True): N_("Since the meeting of {since}, {ended} ended."),
}
_IN_YEAR = {
    (True, True): N_("In {since}, {signed} came into being; {ended} ended."),
    (True, False): N_("In {since}, {signed} came into being."),
    (False, True): N_("In {since}, {ended} ended."),
}


def overview(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say how many agreements are effective, and with whom."""
    statement, language = words.statement, words.language
    parts: dict[str, Part] = {
        "date": language.day(briefing.as_of),
        "us": briefing.ourselves[language.code],
        "country": briefing.again(language.code),
        "agreements": words.count("agreements", AGREEMENTS),
        "universities": words.count("universities", UNIVERSITIES),
        "others": words.count("other_institutions", OTHERS),
        "examples": words.names("examples", with_article=True),
    }
    if briefing.subject.narrow:
        return [words.say(_WITH_PARTNERS, **parts)]
    universities, others = statement.number("universities"), statement.number("other_institutions")
    if not universities:
        return [words.say(_OTHERS_ONLY, **parts)]
    all_named = len(statement.items("examples", Named)) == universities
    return [words.say(_OVERVIEW[all_named, bool(others)], **parts)]


def alliances(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say which agreement reaches the country through an alliance."""
    facts, language = words.statement.facts, words.language
    signed_on, kind = facts["signed_on"].value, str(facts["kind"].value)
    parts: dict[str, Part] = {
        "us": briefing.ourselves[language.code],
        "their_alliance": words.names("their_alliance", with_article=True),
        "kind": words.tied(language.text(kind).lower(), "agreements"),
        "date": words.tied(
            language.day(signed_on) if isinstance(signed_on, date) else "", "signed_on"
        ),
        "members": words.names("members", with_article=True),
    }
    if facts["our_alliance"].value:
        template = N_(
            "Through {our_alliance}, {us} also takes part in an agreement ({kind}) with "
            "{their_alliance}, signed on {date}; its members are {members}."
        )
        ours = words.names("our_alliance", with_article=True)
        return [words.say(template, our_alliance=ours, **parts)]
    template = N_(
        "Through its alliances, {us} also takes part in an agreement ({kind}) with "
        "{their_alliance}, signed on {date}; its members are {members}."
    )
    return [words.say(template, **parts)]


def changes(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say what was signed and what ended since the last meeting, or in the year."""
    facts, language = words.statement.facts, words.language
    signed, ended = facts["signed"].value, facts["ended"].value
    since = facts.get("since")
    templates = _SINCE_MEETING if since else _IN_YEAR
    when = since.value if since and isinstance(since.value, date) else None
    return [
        words.say(
            templates[bool(signed), bool(ended)],
            since=words.tied(language.day(when), "since")
            if when
            else language.partial(str(briefing.as_of.year)),
            signed=_with_titles(words, "signed"),
            ended=_with_titles(words, "ended"),
        )
    ]


def expiring(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which agreements end soon."""
    template = N_("Within twelve months, {agreements} will end: {list}.")
    return [
        words.say(
            template,
            agreements=words.count("agreements", PLAIN),
            list=_dated(words, "list"),
        )
    ]


def _with_titles(words: Wording, fact: str) -> Spans:
    number = len(words.statement.items(fact, Dated))
    counted = words.tied(words.language.counted(PLAIN, number), fact)
    return words.say(N_("{agreements} ({list})"), agreements=counted, list=_dated(words, fact))


def _dated(words: Wording, fact: str) -> Spans:
    return words.clauses([_line(words, line, fact) for line in words.statement.items(fact, Dated)])


def _line(words: Wording, line: Dated, fact: str) -> Spans:
    return words.say(
        DATED[told_in_title(line, words.language.code)],
        agreement=words.name(line.named, fact),
        partners=words.listed([words.name(partner) for partner in line.partners]),
        date=words.language.day(line.on) if isinstance(line.on, date) else str(line.on),
    )
