"""Which cells of a form are tied to which counts; kept in the store, found again by labels.

A mapping stands among the entries that are not saved, as the looks of lists do: it is no record,
goes along into every backup, and is no part of the history.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from intloffice.database.session import Session, WritingSession
from intloffice.spreadsheets.forms.asked import Asked, is_known
from intloffice.spreadsheets.forms.form import FormSheet, Labels, OpenedForm, compared
from intloffice.spreadsheets.forms.partxml import spot_of
from intloffice.spreadsheets.sheet import Spot
from intloffice.spreadsheets.workbook import address

_PAGE = "form"
#: How much of a mapping must be found in a form for it to be the same form.
_SAME = 0.5
#: How like the nearest label, and the others, must be; how far ahead of the next best.
_LIKE, _LIKE_BEYOND, _AHEAD = 0.8, 0.6, 0.05


_NONE = Labels("", "")


@dataclass(frozen=True)
class Tie:
    """A cell tied to a count; ``labels`` and ``told`` are those of the form it was tied in.

    ``place`` is which of the cells with the same labels it was, of how many.
    """

    sheet: str
    spot: Spot
    asked: Asked
    labels: Labels = _NONE
    place: tuple[int, int] = (0, 1)
    told: str = ""

    @property
    def cell(self) -> str:
        """Name the cell."""
        return address(*self.spot)


@dataclass(frozen=True)
class Known:
    """A form that is known: its number in the store, its name, its ties."""

    number: int
    name: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Recognised:
    """A known form as it is found in a file: its ties where they are now.

    ``moved`` tells of some from which cell, by sheet and place; ``guessed`` are those whose labels
    are only nearly the same, which somebody must look at; ``lost`` were not found again.
    """

    known: Known
    ties: tuple[Tie, ...] = ()
    moved: Mapping[tuple[str, Spot], str] = field(default_factory=dict)
    guessed: frozenset[tuple[str, Spot]] = frozenset()
    lost: tuple[Tie, ...] = ()


def tied(sheet: FormSheet, spot: Spot, asked: Asked) -> Tie:
    """Tie a cell of a form."""
    labels = sheet.labels(spot)
    alike = sheet.known_by.get(labels, [spot])
    place = (alike.index(spot) if spot in alike else 0, len(alike))
    return Tie(sheet.title, spot, asked, labels, place, sheet.told(spot))


def kept(session: Session) -> list[Known]:
    """List the forms that are known, by their names."""
    found = [_known(d.record_id, d.content) for d in session.drafts() if d.page == _PAGE]
    return sorted(found, key=lambda known: (known.name.casefold(), known.number))


def keep(session: WritingSession, name: str, ties: Iterable[Tie], number: int = 0) -> int:
    """Keep which cells of a form are tied; a new one gets a number, which is returned."""
    number = number or free_number(session)
    content = {"name": name, "ties": [_plain(tie) for tie in ties], "captions": [], "uuid": ""}
    session.keep_draft(_PAGE, "", number, content)
    return number


def free_number(session: Session) -> int:
    """Give a number that no known form has."""
    return max((known.number for known in kept(session)), default=0) + 1


def forget(session: WritingSession, number: int) -> None:
    """Forget a form."""
    session.drop_draft(_PAGE, "", number)


def recognise(form: OpenedForm, known: Sequence[Known], name: str = "") -> Recognised | None:
    """Tell which known form a file is, the one of which most is found; None where it is none.

    ``name`` asks for one by its name, however little of it is found.
    """
    wanted = name.strip().casefold()
    best: tuple[float, Recognised] | None = None
    for each in known:
        if not each.ties or (wanted and each.name.casefold() != wanted):
            continue
        found = find_again(form, each)
        share = len(found.ties) / len(each.ties)
        if (share >= _SAME or wanted) and (best is None or share > best[0]):
            best = share, found
    return best[1] if best else None


def find_again(form: OpenedForm, known: Known) -> Recognised:
    """Find the ties of a known form by their labels, also where rows and columns have moved.

    Those whose labels are the same are found first; the others among the cells that are left.
    """
    sure: set[int] = set()
    taken: set[tuple[str, Spot]] = set()
    found: dict[int, tuple[FormSheet, Spot]] = {}
    for look in (_alike, _nearly):
        for number, tie in enumerate(known.ties):
            place = None if number in found else _found(form, tie, look, taken)
            if place is not None:
                found[number] = place
                taken.add((place[0].title, place[1]))
                sure |= {number} if look is _alike else set()
    ties = {n: tied(*found[n], tie.asked) for n, tie in enumerate(known.ties) if n in found}
    moved = {
        (tie.sheet, tie.spot): known.ties[n].cell
        for n, tie in ties.items()
        if tie.spot != known.ties[n].spot
    }
    return Recognised(
        known,
        tuple(ties.values()),
        moved,
        frozenset((tie.sheet, tie.spot) for n, tie in ties.items() if n not in sure),
        tuple(tie for n, tie in enumerate(known.ties) if n not in found),
    )


_Taken = Collection[tuple[str, Spot]]
_Look = Callable[[FormSheet, Tie, _Taken], Spot | None]


def _found(form: OpenedForm, tie: Tie, look: _Look, taken: _Taken) -> tuple[FormSheet, Spot] | None:
    for sheet in _sheets(form, tie.sheet):
        spot = look(sheet, tie, taken)
        if spot is not None and (sheet.title, spot) not in taken:
            return sheet, spot
    return None


def _sheets(form: OpenedForm, title: str) -> list[FormSheet]:
    """List the sheets in which a tie may be: the one of its title, else all."""
    same = [s for s in form.sheets.values() if s.title == title]
    same = same or [s for s in form.sheets.values() if compared(s.title) == compared(title)]
    return same or list(form.sheets.values())


def _alike(sheet: FormSheet, tie: Tie, _taken: _Taken) -> Spot | None:
    """Find the cell with the same labels; of several the one that stands where it stood."""
    alike = sheet.known_by.get(tie.labels, [])
    at, many = tie.place
    if len(alike) == many:
        return alike[at]
    return tie.spot if tie.spot in alike else None


def _nearly(sheet: FormSheet, tie: Tie, taken: _Taken) -> Spot | None:
    """Find the one cell whose labels are nearly the same, if no other's are as near."""
    ranked = sorted(
        (
            (_likeness(labels, tie.labels), spots)
            for labels, spots in sheet.known_by.items()
            if not any((sheet.title, spot) in taken for spot in spots)
        ),
        key=lambda pair: -pair[0],
    )[:2]
    if not ranked or not ranked[0][0] or len(ranked[0][1]) != tie.place[1]:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
        return None
    return ranked[0][1][tie.place[0]]


def _likeness(one: Labels, other: Labels) -> float:
    return _alike_labels(one.row, other.row) * _alike_labels(one.column, other.column)


def _alike_labels(one: str, other: str) -> float:
    """Tell how like two series of labels are; 0 where the nearest of them are not."""
    (near, _, beyond), (near_other, _, beyond_other) = one.partition("\n"), other.partition("\n")
    first, rest = _alike_texts(near, near_other), _alike_texts(beyond, beyond_other)
    return first * rest if first >= _LIKE and rest >= _LIKE_BEYOND else 0.0


@lru_cache(maxsize=20_000)
def _alike_texts(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def _plain(tie: Tie) -> dict[str, Any]:
    return {
        "sheet": tie.sheet,
        "cell": tie.cell,
        "subject": tie.asked.subject,
        "back": tie.asked.back,
        "parts": dict(tie.asked.parts),
        "row": tie.labels.row,
        "column": tie.labels.column,
        "place": list(tie.place),
        "told": tie.told,
    }


def _known(number: int, content: Mapping[str, Any]) -> Known:
    ties = [tie for each in content.get("ties", ()) if (tie := _tie(each)) is not None]
    return Known(number, str(content.get("name", "")), tuple(ties))


def _tie(said: Mapping[str, Any]) -> Tie | None:
    """Read a tie; None where it asks for what cannot be counted any more."""
    try:
        asked = Asked(said["subject"], int(said["back"]), dict(said["parts"]))
        at, many = said["place"]
        labels = Labels(said["row"], said["column"])
        made = Tie(said["sheet"], spot_of(said["cell"]), asked, labels, (at, many), said["told"])
    except (KeyError, TypeError, ValueError):
        return None
    return made if is_known(asked) else None
