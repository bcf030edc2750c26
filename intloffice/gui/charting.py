"""What the page of charts asks: numbers with their records, and where partners are.

Each function runs on a worker thread and returns plain values.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from intloffice.i18n import N_, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intloffice.operations.charts import Chart, Count, Subject

#: What can be charted, by the word for it.
SUBJECTS = {
    "students": N_("Students"),
    "agreements": N_("Agreements"),
    "experts": N_("Experts"),
    "partners": N_("Partners"),
}
#: How students can be divided, by the word for it.
DIVISIONS = {
    "students": N_("Sent and received"),
    "sent by level": N_("Sent, by EQF level"),
    "received by level": N_("Received, by EQF level"),
    "sent by mode": N_("Sent, by mode of stay"),
    "received by mode": N_("Received, by mode of stay"),
}
_BY_LEVEL = N_(
    "Students once each a year and level, by the year in which the stay began; the EQF level is "
    "that of the stay, else that of its level of study."
)
_BY_MODE = N_(
    "Students once each a year and mode, by the year in which the stay began. A stay without a "
    "mode is physical; who studied online only is counted only here."
)
#: How the numbers were counted.
BASES = {
    "students": N_("Students once each a year, by the year in which the stay began."),
    "sent by level": _BY_LEVEL,
    "received by level": _BY_LEVEL,
    "sent by mode": _BY_MODE,
    "received by mode": _BY_MODE,
    "agreements": N_("Agreements in force on the last day of each year."),
    "experts": N_("Experts once each a year in which they were with us."),
    "partners": N_("Partners with an agreement in force; faculties count as their universities."),
}
#: So many years are shown; fewer where each has more than two columns.
_YEARS, _FEW_YEARS = 10, 5
#: Degrees east beyond which the map of an office has the Pacific in its middle.
_EAST, _PACIFIC, _ATLANTIC = 60.0, 150.0, 11.0


@dataclass(frozen=True)
class Charted:
    """A number, or several, with what they are called and the records behind them."""

    key: str
    label: str
    numbers: tuple[int, ...]
    records: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Shown:
    """A chart in a language: what its numbers are, by year, and by country or school."""

    series: tuple[str, ...]
    years: tuple[Charted, ...]
    ranked: tuple[Charted, ...]


@dataclass(frozen=True)
class Spot:
    """Partners in one place: its position in degrees, its country, and their records."""

    latitude: float
    longitude: float
    charted: Charted
    country: str


@dataclass(frozen=True)
class World:
    """Partners by place; ``middle`` is the longitude to be shown in the middle.

    ``nowhere`` are those of whom not even the country is on record.
    """

    middle: float
    spots: tuple[Spot, ...]
    nowhere: tuple[tuple[str, int], ...]


def chart(
    session: Any,
    subject: "Subject",
    day: date,
    year: int,
    language: Language,
    regions: tuple[str, ...] = (),
) -> Shown:
    """Count a subject to a day; ``year`` narrows what is ranked, 0 does not.

    ``regions`` are the countries that are shown as regions.
    """
    from intloffice.names.countries import area_name
    from intloffice.operations import browse, charts

    names = charts.SERIES[subject]
    years = _YEARS if len(names) <= 2 else _FEW_YEARS
    counted: Chart = charts.chart(session, subject, day, years, year)
    kind = charts.KINDS[subject]
    keys = [count.key for count in counted.ranked]
    if subject == "experts":
        ids = [int(key) for key in keys if key]
        found = browse.captions(session, "organisation", ids, language.code)
        labels = {str(each): caption for each, caption in found.items()}
        labels[""] = language.text(N_("No school on record"))
    else:
        labels = {key: area_name(key, language, regions) for key in keys if key}
        labels[""] = language.text(N_("No country on record"))
    told = [n for n, _ in enumerate(names) if len(names) <= 2 or _occurs(counted, n)]
    return Shown(
        tuple(language.text(names[n]) for n in told),
        tuple(_charted(kind, count, count.key, told) for count in counted.years),
        tuple(_charted(kind, count, labels[count.key], told) for count in counted.ranked),
    )


def _occurs(counted: "Chart", series: int) -> bool:
    """Tell whether anything is counted in one of many series."""
    return any(each.numbers[series] for each in counted.years)


def world(session: Any, day: date, language: Language, regions: tuple[str, ...] = ()) -> World:
    """Tell where the partners of a day are, those of one place together."""
    from intloffice.names.places import located
    from intloffice.operations import charts

    places: dict[tuple[float, float], list[charts.Partner]] = {}
    nowhere = []
    for partner in charts.partners(session, day):
        at = located(partner.country, partner.city)
        if at is None:
            nowhere.append(("organisation", partner.id))
        else:
            places.setdefault((at.latitude, at.longitude), []).append(partner)
    spots = tuple(
        Spot(*at, _spot(f"{at[0]} {at[1]}", here, language, regions), here[0].country)
        for at, here in places.items()
    )
    return World(_middle(session), spots, tuple(nowhere))


def _spot(key: str, here: "Sequence[Any]", language: Language, regions: tuple[str, ...]) -> Charted:
    from intloffice.names.countries import area_name, country_name

    code = here[0].country
    country, plain = area_name(code, language, regions), country_name(code, language.code)
    city = next((partner.city for partner in here if partner.city not in ("", plain)), "")
    label = language.text(N_("{city}, {country}"), city=city, country=country) if city else country
    return Charted(key, label, (len(here),), tuple(("organisation", each.id) for each in here))


def _middle(session: Any) -> float:
    from intloffice.names.places import located
    from intloffice.operations import charts

    at = located(*charts.home(session))
    return _PACIFIC if at is None or at.longitude > _EAST else _ATLANTIC


def _charted(kind: str, count: "Count", label: str, told: "Sequence[int]") -> Charted:
    numbers = tuple(count.numbers[n] for n in told)
    return Charted(count.key, label, numbers, tuple((kind, each) for each in count.records))
