"""How lists look, and the views of them that were given a name; kept in the store.

They stand beside the entries that are not saved, for what a list is narrowed by may name a person:
who is erased takes along the views that name them. They are no part of the history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from intloffice.gui.jobs import Jobs
from intloffice.gui.narrowing import filterable, showable
from intloffice.gui.place import Narrowing
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.value import to_plain

_LOOK, _VIEW = "look", "view"
_PAIRS = ("between", "among")


@dataclass(frozen=True)
class Look:
    """What a list shows and how: columns in their order, widths set by hand, order, filters.

    No columns are the kind's own; ``widths`` are pairs of a column and pixels.
    """

    columns: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    column: str = ""
    descending: bool = False
    narrowings: tuple[Narrowing, ...] = ()


@dataclass(frozen=True)
class View:
    """A look that was given a name; ``text`` is what was searched for."""

    number: int
    name: str
    look: Look
    text: str = ""


@dataclass(frozen=True)
class Looks:
    """How the list of a kind looked last, and its views in the order of their names."""

    last: Look = Look()
    views: tuple[View, ...] = ()


class Views(QObject):
    """The looks of the lists, which outlive the pages; each kind's are read once.

    ``taken_back`` tells the kind of which a view could not be kept or deleted after all.
    """

    taken_back = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._known: dict[str, Looks] = {}

    def ask(self, kind: Kind, language: str, then: Callable[[Looks], object]) -> None:
        """Hand over the looks of a kind's list, at once where they are known."""
        known = self._known.get(kind.name)
        if known is not None:
            then(known)
            return
        job = partial(read, kind=kind, language=language)
        self._jobs.read(job, partial(self._take, kind.name, then))

    def of(self, kind: Kind) -> Looks:
        """Give the looks of a kind's list, as far as they are known."""
        return self._known.get(kind.name, Looks())

    def keep_look(self, kind: Kind, look: Look) -> None:
        """Keep how a list looks, if it looks otherwise than before."""
        known = self.of(kind)
        if known.last != look:
            self._known[kind.name] = replace(known, last=look)
            # A look that is lost loses nobody's work.
            self._keep(_LOOK, kind, View(0, "", look), lambda _error: True)

    def keep_view(self, kind: Kind, view: View) -> View:
        """Keep a view; one without a number is a new one, and is given back with its own."""
        known = self.of(kind)
        if not view.number:
            view = replace(view, number=max((v.number for v in known.views), default=0) + 1)
        others = [v for v in known.views if v.number != view.number]
        self._known[kind.name] = replace(known, views=_by_name([*others, view]))
        self._keep(_VIEW, kind, view, partial(self._was_not_kept, kind, known))
        return view

    def drop_view(self, kind: Kind, number: int) -> None:
        """Forget a view."""
        known = self.of(kind)
        left = tuple(v for v in known.views if v.number != number)
        self._known[kind.name] = replace(known, views=left)
        job = partial(_drop, kind=kind.name, number=number)
        self._jobs.keep(job, _done, partial(self._was_not_kept, kind, known))

    def forget(self) -> None:
        """Read everything anew: the store is another, or somebody was erased from it."""
        self._known.clear()

    def _take(self, kind: str, then: Callable[[Looks], object], looks: Looks) -> None:
        self._known.setdefault(kind, looks)
        then(self._known[kind])

    def _was_not_kept(self, kind: Kind, before: Looks, _error: Exception) -> bool:
        """Show the views that are kept; why another could not be is told as usual."""
        self._known[kind.name] = before
        self.taken_back.emit(kind.name)
        return False

    def _keep(
        self, page: str, kind: Kind, view: View, otherwise: Callable[[Exception], bool]
    ) -> None:
        content = to_content(kind, view)
        job = partial(_keep, page=page, kind=kind.name, number=view.number, view=content)
        self._jobs.keep(job, _done, otherwise)


def _done(_nothing: None) -> None:
    """Go on: nobody waits for it."""


def _by_name(views: Sequence[View]) -> tuple[View, ...]:
    return tuple(sorted(views, key=lambda view: (view.name.casefold(), view.number)))


def _keep(session: Any, *, page: str, kind: str, number: int, view: dict[str, Any]) -> None:
    session.keep_draft(page, kind, number, view)


def _drop(session: Any, *, kind: str, number: int) -> None:
    session.drop_draft(_VIEW, kind, number)


def read(session: Any, kind: Kind, language: str) -> Looks:
    """Read how the list of a kind looked last, and its views."""
    last, views = Look(), []
    for kept in session.drafts():
        if kept.kind != kind.name or kept.page not in (_LOOK, _VIEW):
            continue
        view = from_content(kind, kept.record_id, kept.content)
        if view is None:
            continue
        view = replace(view, look=_spoken(session, kind, view.look, language))
        if kept.page == _LOOK:
            last = view.look
        else:
            views.append(view)
    return Looks(last, _by_name(views))


def _spoken(session: Any, kind: Kind, look: Look, language: str) -> Look:
    """Tell how the records are called that the filters name."""
    from intloffice.operations import browse  # noqa: PLC0415  not needed to paint

    said = []
    for narrowing in look.narrowings:
        field = kind.asked_at(narrowing.path)
        if field.type is FieldType.REFERENCE and isinstance(narrowing.value, int):
            found = browse.captions(session, field.refers_to, [narrowing.value], language)
            if narrowing.value not in found:
                continue
            said.append(replace(narrowing, shown=found[narrowing.value]))
        else:
            said.append(narrowing)
    return replace(look, narrowings=tuple(said))


def to_content(kind: Kind, view: View) -> dict[str, Any]:
    """Turn a view into plain JSON; what it names is told apart, as in every draft."""
    look = view.look
    named = [
        [kind.asked_at(n.path).refers_to, n.value, ""]
        for n in look.narrowings
        if kind.asked_at(n.path).type is FieldType.REFERENCE
    ]
    return {
        "name": view.name,
        "text": view.text,
        "columns": list(look.columns),
        "widths": [list(pair) for pair in look.widths],
        "column": look.column,
        "descending": look.descending,
        "narrowings": [[n.path, n.operator, _plain(n.value)] for n in look.narrowings],
        "captions": named,
        "uuid": "",
    }


def from_content(kind: Kind, number: int, content: dict[str, Any]) -> View | None:
    """Turn a view back from plain JSON; what no longer fits the kind is left out of it."""
    offered, asked = set(showable(kind)), set(filterable(kind))
    try:
        columns = tuple(path for path in content["columns"] if path in offered)
        look = Look(
            columns,
            tuple((str(path), int(width)) for path, width in content["widths"] if path in offered),
            content["column"] if content["column"] in offered else "",
            bool(content["descending"]),
            tuple(
                Narrowing(path, operator, _value(kind.asked_at(path), operator, value))
                for path, operator, value in content["narrowings"]
                if path in asked
            ),
        )
        return View(number, str(content["name"]), look, str(content["text"]))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _plain(value: Any) -> Any:
    return [to_plain(each) for each in value] if isinstance(value, tuple) else to_plain(value)


def _value(field: Field, operator: str, value: Any) -> Any:
    if operator in _PAIRS:
        return tuple(_one(field, each) for each in value)
    return _one(field, value)


def _one(field: Field, value: Any) -> Any:
    if value and field.type is FieldType.DAY:
        return date.fromisoformat(value)
    return Decimal(value) if value and field.type is FieldType.AMOUNT else value
