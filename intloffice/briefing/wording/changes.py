"""What has changed since an earlier briefing, in words."""

from datetime import date

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Attendee, Briefing, Dated, Moved, Pending, Since
from intloffice.briefing.wording.agreements import DATED, PLAIN
from intloffice.briefing.wording.partners_of import told_in_title
from intloffice.briefing.wording.visits import attendee_post
from intloffice.i18n import N_, NN_, Language

_UNDATED = {
    "named": "{agreement}",
    "otherwise": N_("{agreement} ({partners})"),
    "no": N_("{agreement} with {partners}"),
}
STUDENTS_OURS = NN_("{n} student of ours", "{n} students of ours")
STUDENTS_THEIRS = NN_("{n} student from there", "{n} students from there")


def lead(since: Since, language: Language, *, anything: bool) -> str:
    """Say with what the briefing is compared, and whether anything has changed."""
    facts = {"date": language.day(since.day), "reference": since.reference}
    if since.reference and anything:
        said = N_("Compared with the briefing {reference}, issued as of {date}:")
    elif since.reference:
        said = N_(
            "Nothing that is told here has changed since the briefing {reference}, issued as of "
            "{date}."
        )
    elif anything:
        said = N_("Compared with how things stood on {date}:")
    else:
        said = N_("Nothing that is told here has changed since {date}.")
    return language.text(said, **facts)


def forgotten(since: Since, language: Language) -> str:
    """Say that some of what was known then has been erased; empty where nothing was."""
    forms = NN_(
        "{n} record that was known then has been erased since, and is not compared.",
        "{n} records that were known then have been erased since, and are not compared.",
    )
    return language.counted(forms, since.forgotten) if since.forgotten else ""


def agreements(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which agreements came into force, and which ended."""
    templates = {
        "began": N_("{agreements} came into force: {list}."),
        "ended": N_("{agreements} ended: {list}."),
    }
    return [
        words.say(
            template,
            agreements=words.tied(words.language.counted(PLAIN, len(found)), name),
            list=words.clauses([_agreement(words, line, name) for line in found]),
        )
        for name, template in templates.items()
        if (found := words.statement.items(name, Dated))
    ]


def posts(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say who holds another post, a first one, or none any more."""
    said = []
    for moved in words.statement.items("moved", Moved):
        template = N_("{person} is no longer {before}.")
        if moved.after and moved.before:
            template = N_("{person} was {before} and is now {after}.")
        elif moved.after:
            template = N_("{person} has become {after}.")
        said.append(
            words.say(
                template,
                person=words.name(moved.person, "moved"),
                before=_posts(words, moved.before),
                after=_posts(words, moved.after),
            )
        )
    return said


def honours(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say who was honoured, and which honours are over or no longer on record."""
    said = [
        words.say(N_("{person} was honoured: {honour}, {date}."), **_honour(words, line, "new"))
        for line in words.statement.items("new", Dated)
    ]
    said += [
        words.say(N_("{person} no longer holds: {honour}."), **_honour(words, line, "gone"))
        for line in words.statement.items("gone", Dated)
    ]
    return said


def students(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say who went and came meanwhile, and how many were away on both days."""
    number, said = words.statement.number, []
    sent, received = (
        words.count("sent", STUDENTS_OURS),
        words.count("received", STUDENTS_THEIRS),
    )
    if number("sent") and number("received"):
        said.append(
            words.say(N_("{sent} went there and {received} came."), sent=sent, received=received)
        )
    elif number("sent"):
        said.append(words.say(N_("{sent} went there."), sent=sent))
    elif number("received"):
        said.append(words.say(N_("{received} came."), received=received))
    for stem, rose, fell in (
        (
            "out",
            N_("Of ours, {now} are there now, up from {then}."),
            N_("Of ours, {now} are there now, down from {then}."),
        ),
        (
            "here",
            N_("From there, {now} are here now, up from {then}."),
            N_("From there, {now} are here now, down from {then}."),
        ),
    ):
        then, now = number(f"{stem}_then"), number(f"{stem}_now")
        if then != now:
            said.append(
                words.say(
                    rose if now > then else fell,
                    then=words.tied(words.language.number(then), f"{stem}_then"),
                    now=words.tied(words.language.number(now), f"{stem}_now"),
                )
            )
    return said


def promises(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what was kept, what is new, and what is still open."""
    templates = {
        "kept": (N_("Kept: {text} — {owner}."), N_("Kept: {text}.")),
        "new": (N_("New: {text} — {owner}."), N_("New: {text}.")),
        "open": (N_("Still open: {text} — {owner}."), N_("Still open: {text}.")),
    }
    return [
        words.say(
            with_owner if item.owner else without,
            text=words.tied(item.text.get(words.language.code, "").rstrip(".。"), name),
            owner=words.name(item.owner) if item.owner else "",
        )
        for name, (with_owner, without) in templates.items()
        for item in words.statement.items(name, Pending)
    ]


def meetings(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which meetings there were meanwhile, and which are no longer on record as held."""
    said = []
    for line in words.statement.items("new", Dated):
        outcome = line.text.get(words.language.code, "")
        template = N_("{date}: {title}. {outcome}") if outcome else N_("{date}: {title}.")
        said.append(
            words.say(
                template,
                date=_day(words, line),
                title=words.name(line.named, "new"),
                outcome=outcome,
            )
        )
    said += [
        words.say(
            N_("No longer on record as held: {title}, {date}."),
            title=words.name(line.named, "gone"),
            date=_day(words, line),
        )
        for line in words.statement.items("gone", Dated)
    ]
    return said


def numbers(_words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say nothing: a table says it."""
    return []


def _agreement(words: Wording, line: Dated, fact: str) -> Spans:
    told, day = told_in_title(line, words.language.code), _day(words, line)
    name = words.name(line.named, fact)
    partners = words.listed([words.name(partner) for partner in line.partners])
    template = (DATED if day else _UNDATED)[told]
    return words.say(template, agreement=name, partners=partners, date=day)


def _posts(words: Wording, held: tuple[Attendee, ...]) -> Spans:
    return words.clauses([attendee_post(words, post) for post in held])


def _honour(words: Wording, line: Dated, fact: str) -> dict[str, Spans]:
    (person,) = line.partners
    return {
        "person": words.name(person, fact),
        "honour": words.name(line.named, fact),
        "date": (Span(_day(words, line)),),
    }


def _day(words: Wording, line: Dated) -> str:
    if isinstance(line.on, date):
        return words.language.day(line.on)
    return words.language.partial(line.on) if line.on else ""
