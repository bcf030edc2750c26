"""Places in the window: where one is, and where one was."""

from dataclasses import dataclass

from intloffice.schema.field import Value


@dataclass(frozen=True)
class Narrowing:
    """A filter of a list: ``operator`` as in browse.Filter, ``shown`` is its value in words."""

    path: str
    operator: str
    value: Value
    shown: str = ""


@dataclass(frozen=True)
class Place:
    """A page and what it shows: a list of a kind, or one record of it (0 for a new one).

    ``inner`` is no page: it is the record that is made in place, where another names it.
    """

    page: str
    kind: str = ""
    record: int | None = None
    narrowings: tuple[Narrowing, ...] = ()


def at_rows(kind: str, record: int | None, rows: str) -> Place:
    """Give the form of a record, opened at rows of it."""
    return Place("record", kind, record, (Narrowing("rows", "is", rows),))


#: The kinds whose records can be briefed on: Place("briefings", kind, id).
BRIEFED = ("organisation", "meeting")
HOME = Place("home")
BRIEFINGS = Place("briefings")
ISSUED = Place("issued")
SPREADSHEETS = Place("spreadsheets")
#: Where workbooks of others are taken in, on the page of spreadsheets.
TAKING_IN = Place("spreadsheets", narrowings=(Narrowing("card", "is", "import", ""),))
FORMS = Place("forms")
CHARTS = Place("charts")
CALENDAR = Place("calendar")
DUPLICATES = Place("duplicates")
SETTINGS = Place("settings")
WELCOME = Place("welcome")
UNTRANSLATED = Place("untranslated")
TRASH = Place("trash")
BACKUPS = Place("backups")
