"""A held meeting in the words of a news item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intloffice.i18n import N_, Language
from intloffice.operations.counting.naming import Named
from intloffice.records.meeting import ItineraryKind

_GUESTS = {
    1: N_("the guest"),
    2: N_("the two guests"),
    3: N_("the three guests"),
    4: N_("the four guests"),
    5: N_("the five guests"),
    6: N_("the six guests"),
}
#: What follows a meeting, by the kind of the entry; what else is in an itinerary is no news.
_AFTER = {
    ItineraryKind.TOUR: N_("After the meeting, {guests} visited {place}."),
    ItineraryKind.BANQUET: N_("After the meeting, {guests} were entertained at {place}."),
    ItineraryKind.LECTURE: N_("After the meeting, {guests} took part in a lecture at {place}."),
    ItineraryKind.SIGNING: N_("After the meeting, an agreement was signed at {place}."),
}
#: Latin titles of those who stand for a country, and how their offices are called.
_MISSIONS = (("Consul General", "Consulate General of "), ("Ambassador", "Embassy of "))
_HOUSES = ("馆", "館")


@dataclass(frozen=True)
class Figure:
    """One who is named in the news, with title and organisation of that day.

    ``native`` is how the name is written where it comes from.
    """

    person: Named
    native: str
    title: str
    organisation: str


def headline(host: Figure, guest: Figure, language: Language) -> str:
    """Say who meets whom."""
    titled = language.text(N_("{title} {name}"), title=host.title, name=_name(host, language))
    own = titled if host.title else _name(host, language)
    return language.text(
        N_("{host} meets {guest}"), host=own.strip(), guest=called(guest, language)
    )


def opening(
    host: Figure, guest: Figure, days: tuple[date, date | None], language: Language, *, online: bool
) -> str:
    """Say who met whom on which day."""
    first, last = days
    parts = {"host": _host(host, language), "guest": called(guest, language, native=True)}
    if last is not None and last != first:
        spans = {"first": language.day(first), "last": language.day(last)}
        return language.text(N_("From {first} to {last}, {host} met {guest}."), **spans, **parts)
    template = (
        N_("On {date}, {host} met {guest} online.")
        if online
        else N_("On {date}, {host} met {guest}.")
    )
    return language.text(template, date=language.day(first), **parts)


def came_with(guest: Figure, others: Sequence[Figure], language: Language) -> str:
    """Say who came with the first of the guests."""
    return language.text(
        N_("{guest} came with {others}."),
        guest=_name(guest, language),
        others=_listed([called(each, language, native=True) for each in others], language),
    )


def also_present(others: Sequence[Figure], language: Language, *, staff: bool) -> str:
    """Say who else sat on the side of the hosts."""
    if not others:
        return language.text(N_("Staff of the host were also present."))
    listed = _listed([called(each, language) for each in others], language)
    template = (
        N_("Also present for the host: {others}, and other staff.")
        if staff
        else N_("Also present for the host: {others}.")
    )
    return language.text(template, others=listed)


def spoke(speaker: Named, language: Language, *, first: bool) -> str:
    """Say who speaks; what was said follows."""
    template = N_("{speaker} spoke first.") if first else N_("Then {speaker} spoke.")
    return language.text(template, speaker=speaker.in_language(language.code))


def followed(kind: str, place: str, guests: int, language: Language) -> str:
    """Say what followed the meeting; empty where that is no news."""
    template = next((words for entry, words in _AFTER.items() if entry == kind), "")
    if not template or not place:
        return ""
    if guests in _GUESTS:
        counted = language.text(_GUESTS[guests])
    else:
        counted = language.text(N_("the {n} guests"), n=language.number(guests))
    return language.text(template, guests=counted, place=place)


def called(figure: Figure, language: Language, *, native: bool = False) -> str:
    """Name one with title and organisation, as a sentence of the language does."""
    name = _name(figure, language, native=native)
    post = _post_for_a_country(figure, language.code)
    if post or not (figure.title and figure.organisation):
        said = post or figure.title
        if said:
            return language.text(N_("{name}, {post}"), name=name, post=said)
        if figure.organisation:
            own = figure.organisation
            return language.text(N_("{name} of {organisation}"), name=name, organisation=own)
        return name
    if figure.organisation in figure.title:
        return language.text(N_("{name}, {post}"), name=name, post=figure.title)
    return language.text(
        N_("{name}, {title}, {organisation}"),
        name=name,
        title=figure.title,
        organisation=figure.organisation,
    )


def _host(figure: Figure, language: Language) -> str:
    """Name the head of the hosts, whose office goes before the name."""
    if not (figure.title and figure.organisation) or figure.organisation in figure.title:
        return called(figure, language)
    return language.text(
        N_("{title} {name} of {organisation}"),
        title=figure.title,
        name=_name(figure, language),
        organisation=figure.organisation,
    )


def _post_for_a_country(figure: Figure, code: str) -> str:
    """Give the post of one who stands for a country, without naming the house twice."""
    title, house = figure.title, figure.organisation
    if code == "en":
        for own, of in _MISSIONS:
            if title == own and house.startswith(of):
                return f"{own} of {house.removeprefix(of)}"
        return ""
    is_its_head = title and any(house.endswith(title + each) for each in _HOUSES)
    return house[:-1] if is_its_head else ""


def _name(figure: Figure, language: Language, *, native: bool = False) -> str:
    """Name a person; in English also as the name is written where it comes from."""
    name, written = figure.person.in_language(language.code), figure.native
    if not native or language.code != "en" or written.isascii() or written == name:
        return name
    return f"{name} ({written})"


def _listed(items: Sequence[str], language: Language) -> str:
    """Join names that may hold commas themselves."""
    if language.code == "en" and len(items) > 1:
        return "; ".join(items)
    return "、".join(items) if language.code == "ja" else language.listed(items)
