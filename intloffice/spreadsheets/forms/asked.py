"""What a cell of a form may be tied to: a count, of which part, of which year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.records.agreement import AgreementKind, AgreementLevel
from intloffice.records.award import RecipientKind
from intloffice.records.engagement import Purpose
from intloffice.records.isced import BroadField
from intloffice.records.meeting import MeetingDirection
from intloffice.records.mobility import EqfLevel, StayFunding, StayMode, StudentClass, StudyLevel
from intloffice.schema.choice import Choice

#: The parts whose words are chosen from a list of the records'.
CHOICES: Mapping[str, type[Choice]] = {
    "direction": MeetingDirection,
    "agreement_level": AgreementLevel,
    "agreement_kind": AgreementKind,
    "level": StudyLevel,
    "student_class": StudentClass,
    "eqf_level": EqfLevel,
    "broad_field": BroadField,
    "mode": StayMode,
    "funding": StayFunding,
    "purpose": Purpose,
    "recipient_kind": RecipientKind,
}
LONG, SHORT = "long", "short"
LENGTHS = {LONG: N_("Long"), SHORT: N_("Short")}
#: Countries that are shown as regions, and all others.
REGIONS, NO_REGIONS = "regions", "no regions"
AREAS = {NO_REGIONS: N_("Countries only"), REGIONS: N_("Regions only")}
#: What each part is called.
PARTS = {
    "direction": N_("Direction"),
    "country": N_("Country"),
    "agreement_level": N_("Level"),
    "agreement_kind": N_("Kind"),
    "level": N_("Level of study"),
    "student_class": N_("Class"),
    "eqf_level": N_("EQF level"),
    "broad_field": N_("Field of study (ISCED-F)"),
    "mode": N_("Mode of stay"),
    "length": N_("Length"),
    "funding": N_("Funding"),
    "purpose": N_("Purposes"),
    "programme": N_("Programme"),
    "recipient_kind": N_("Recipient is"),
    "currency": N_("Currency"),
}


@dataclass(frozen=True)
class Subject:
    """What can be counted: its topic, what it is called, the sentence of its basis, its parts."""

    topic: str
    label: str
    basis: str
    parts: tuple[str, ...] = ()


_STUDENT = (
    *("country", "level", "eqf_level", "broad_field", "student_class", "length", "mode"),
    *("funding", "programme"),
)
_EXPERT = ("country", "purpose", "programme")
_SIGNED = ("country", "agreement_level", "agreement_kind")
_AWARD = ("programme", "recipient_kind", "currency")
_VISITS, _TRIPS, _AGREEMENTS = N_("Meetings"), N_("Trips"), N_("Agreements")
_SENT, _RECEIVED = N_("Students sent"), N_("Students received")
_EXPERTS, _AWARDS, _FORM = N_("Experts"), N_("Awards"), N_("The form")
_GROUPS, _TIMES, _PERSONS = N_("Groups"), N_("Guests, each time"), N_("Persons")
_STAYS, _THERE = N_("Stays"), N_("At the year’s end")
_BEGAN = N_("Meetings held that began in {year}.")
_CAME = N_("Guests on record at the meetings held in {year}, those who did not come left out; "
           "whoever came twice counts twice.")  # fmt: skip
_ONCE = N_("The same guests, each person once.")
_BEGUN = N_("Distinct persons whose stay began in {year}; nominated, withdrawn and virtual "
            "ones are not counted.")  # fmt: skip
_ONLINE = N_("Distinct persons who began to study online only in {year}; counted only here.")
_EACH = N_("Stays that began in {year}; whoever had two counts twice.")
_COVERS = N_("Distinct persons whose stay covers {date}.")
_IN_FORCE = N_("A term covers {date}, all have signed, and no other agreement replaces it.")
_ENDED = N_("In force when the year began, or begun in it, and no longer on {date}.")
_PARTNERS = N_("Universities bound on the other side of agreements in force on {date}; a faculty "
               "counts as its university.")  # fmt: skip
_ADDED = N_("The awards for {year} in this currency added up; amounts a month are no total and "
            "are left out.")  # fmt: skip

#: All that a cell may be tied to, by name, in the order in which it is offered.
SUBJECTS: Mapping[str, Subject] = {
    "groups": Subject(_VISITS, _GROUPS, _BEGAN, ("direction", "country")),
    "guests": Subject(_VISITS, _TIMES, _CAME, ("direction", "country")),
    "guests once": Subject(_VISITS, _PERSONS, _ONCE, ("direction", "country")),
    "trips": Subject(_TRIPS, _GROUPS, N_("Visits paid that began in {year}."), ("country",)),
    "travellers": Subject(
        _TRIPS,
        N_("Travellers, each time"),
        N_("Those on record on our visits paid in {year}; whoever went twice counts twice."),
        ("country",),
    ),
    "travellers once": Subject(
        _TRIPS, _PERSONS, N_("The same travellers, each person once."), ("country",)
    ),
    "signed": Subject(
        _AGREEMENTS,
        N_("Signed in the year"),
        N_("By the day of the last signature, in {year}."),
        _SIGNED,
    ),
    "in force": Subject(_AGREEMENTS, N_("In force at the year’s end"), _IN_FORCE, _SIGNED),
    "ended": Subject(_AGREEMENTS, N_("Ended in the year"), _ENDED, _SIGNED),
    "universities": Subject(_AGREEMENTS, N_("Universities in agreements"), _PARTNERS, _SIGNED),
    "sent": Subject(_SENT, _PERSONS, _BEGUN, _STUDENT),
    "sent stays": Subject(_SENT, _STAYS, _EACH, _STUDENT),
    "sent there": Subject(_SENT, _THERE, _COVERS, _STUDENT),
    "sent online": Subject(_SENT, N_("Online only"), _ONLINE, _STUDENT),
    "received": Subject(_RECEIVED, _PERSONS, _BEGUN, _STUDENT),
    "received stays": Subject(_RECEIVED, _STAYS, _EACH, _STUDENT),
    "received there": Subject(_RECEIVED, _THERE, _COVERS, _STUDENT),
    "received online": Subject(_RECEIVED, N_("Online only"), _ONLINE, _STUDENT),
    "short visits": Subject(
        _EXPERTS, N_("Short visits"), N_("Short visits that began in {year}."), _EXPERT
    ),
    "short experts": Subject(
        _EXPERTS,
        N_("Persons, short-term"),
        N_("Distinct persons with a short visit that began in {year}."),
        _EXPERT,
    ),
    "long experts": Subject(
        _EXPERTS,
        N_("Persons, long-term"),
        N_("Distinct persons in a long-term post on {date}."),
        _EXPERT,
    ),
    "new experts": Subject(
        _EXPERTS,
        N_("New persons, long-term"),
        N_("Distinct persons whose long-term post began in {year}."),
        _EXPERT,
    ),
    "recipients": Subject(
        _AWARDS, N_("Recipients"), N_("Distinct recipients of awards for {year}."), _AWARD
    ),
    "amount": Subject(_AWARDS, N_("Amount"), _ADDED, _AWARD),
    "year": Subject(_FORM, N_("The year itself"), N_("The year that is asked for.")),
}


@dataclass(frozen=True)
class Asked:
    """A count that is asked for: what, so many years back, and of which parts."""

    subject: str
    back: int = 0
    parts: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: Language, programmes: Mapping[str, str]) -> str:
        """Say it in a line; ``programmes`` are what those are called that are asked for by id."""
        subject = SUBJECTS[self.subject]
        words = [language.text(subject.topic), language.text(subject.label)]
        words += [
            said_part(name, self.parts[name], language, programmes)
            for name in subject.parts
            if self.parts.get(name)
        ]
        if self.back:
            words.append(language.text(N_("last year")))
        return " · ".join(words)


def said_part(name: str, word: str, language: Language, programmes: Mapping[str, str]) -> str:
    """Say of which part a count is."""
    if name in CHOICES:
        return language.text(CHOICES[name].label_of(word))
    if name == "length":
        return language.text(LENGTHS[word])
    if name == "country":
        known = AREAS.get(word)
        return language.text(known) if known else country_name(word, language.code)
    if name == "currency":
        return language.currency(word)
    return programmes.get(word, "–")


def is_known(asked: Asked) -> bool:
    """Tell whether a count can be asked for, as one that was kept may not be any more."""
    subject = SUBJECTS.get(asked.subject)
    if subject is None or asked.back not in (0, 1):
        return False
    return all(
        name in subject.parts
        and (name not in CHOICES or word in [each.value for each in CHOICES[name]])
        and (name != "length" or word in LENGTHS)
        for name, word in asked.parts.items()
    )
