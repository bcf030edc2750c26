"""Organisations as the sample's tables give them, and how they are added."""

from dataclasses import dataclass

from intloffice.operations.sample.book import Book, names
from intloffice.records.organisation import ORGANISATION


@dataclass(frozen=True)
class Body:
    """An organisation; ``called`` is its name in English, Chinese and Japanese.

    ``parent`` and ``successor`` are keys of other bodies; ``others`` are further names as
    (text, language, type).
    """

    key: str
    kind: str
    called: tuple[str, str, str]
    country: str = "CN"
    city: str = ""
    acronym: str = ""
    founded: str = ""
    ceased: str = ""
    successor: str = ""
    parent: str = ""
    prominence: int | None = None
    ours: bool = False
    website: str = ""
    others: tuple[tuple[str, str, str], ...] = ()


def add_body(book: Book, body: Body) -> None:
    """Add an organisation; its parent must be there, its successor comes later."""
    acronym = [(body.acronym, "en", "acronym")] if body.acronym else []
    book.add(
        ORGANISATION,
        body.key,
        {
            "kind": body.kind,
            "ours": body.ours,
            "country": body.country,
            "city": body.city,
            "parent_id": book.org(body.parent),
            "website": body.website,
            "founded_on": body.founded,
            "ceased_on": body.ceased,
            "prominence": body.prominence,
        },
        name=names(*body.called, *acronym, *body.others),
    )


def add_bodies(book: Book, bodies: tuple[Body, ...]) -> None:
    """Add organisations, and then what became of those that ceased."""
    for body in bodies:
        add_body(book, body)
    for body in bodies:
        if body.successor:
            book.change(ORGANISATION, body.key, {"successor_id": book.org(body.successor)})
