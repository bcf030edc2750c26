"""What the window asks of briefings that were issued; each function runs on a worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice.gui import briefings, drawing
from intloffice.gui.briefings import About, Composed, Extras
from intloffice.i18n import Language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.briefing.correcting import Corrections
    from intloffice.briefing.statement import Briefing
    from intloffice.briefing.telling import Wanted
    from intloffice.operations.issued import Issued

#: Compared with nothing; with the one that was issued last.
NOTHING, LAST = "", "last"


@dataclass(frozen=True)
class Clocks:
    """How a briefing looks at time.

    ``known_on`` is a point of the history as it was typed, empty for now; ``since`` is what it is
    compared with: nothing, the last one that was issued, a reference, or a day.
    """

    known_on: str = ""
    since: str = NOTHING

    @property
    def are_usual(self) -> bool:
        """Whether the briefing is told as known now, and compared with nothing."""
        return self == Clocks()


@dataclass(frozen=True)
class Wish:
    """What is asked of the page of briefings."""

    about: About
    as_of: date
    settings: Settings
    extras: Extras
    clocks: Clocks


@dataclass(frozen=True)
class Shown:
    """A briefing as the page shows it, to be issued with a remark."""

    wish: Wish
    briefing: "Briefing"
    pdf: bytes
    language: Language
    without: frozenset[str]
    note: str


@dataclass(frozen=True)
class IssuedLine:
    """A briefing that was issued, as it is listed; ``issued_at`` is UTC in ISO 8601."""

    id: int
    reference: str
    title: str
    language: str
    as_of: date
    issued_at: str
    issued_by: str
    note: str
    has_document: bool


@dataclass(frozen=True)
class UntrueLine:
    """A sentence that was sent out and is true no longer; ``aside`` is the mark that it is left.

    ``records`` are kind, id and caption of those that changed.
    """

    issued_id: int
    reference: str
    title: str
    as_of: date
    mark: str
    then: str
    now: str
    records: tuple[tuple[str, int, str], ...]
    aside: int = 0
    why: str = ""


@dataclass(frozen=True)
class IssuedPaper:
    """The printed form of a briefing as it was issued, with the sizes of its pages."""

    id: int
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Retold:
    """A briefing told by its clocks, and what has been corrected since it was known so.

    ``forgotten`` says how much of what was known then has been erased.
    """

    composed: Composed
    corrections: "Corrections | None" = None
    forgotten: str = ""


def every(session: Any) -> list[IssuedLine]:
    """List what was issued, the latest first."""
    from intloffice.operations import issued

    return [_line(each) for each in issued.every(session)]


def related(session: Any, about: About, as_of: date) -> list[IssuedLine]:
    """List what was issued about a same country, partner or guest, the latest first."""
    from intloffice.briefing.asked import scope_of
    from intloffice.operations import issued

    scope = scope_of(session, _asked(about), as_of)
    return [_line(each) for each in issued.related(session, scope)]


def retell(store: Any, wish: Wish, today: date, language: Language) -> Retold:
    """Compute a briefing as it was known at a point, or compared with an earlier one.

    Raise OfficeError where the point or what it is to be compared with is none.
    """
    from intloffice.briefing import correcting, telling

    made = wanted(store, wish, today)
    told = telling.tell(store, made, store.folder)
    briefing, forgotten = told.briefing, ""
    corrections = None
    if made.known_on is not None:
        corrections = correcting.corrected(store, made, briefing, language, store.folder)
        if told.forgotten:
            forgotten = language.counted(telling.FORGOTTEN, told.forgotten)
    return Retold(briefings.composed(briefing), corrections, forgotten)


def wanted(store: Any, wish: Wish, today: date) -> "Wanted":
    """Read what is asked for from what was typed."""
    from intloffice.briefing.issuing import base_of
    from intloffice.briefing.telling import Wanted
    from intloffice.operations import knowing

    asked, clocks = _asked(wish.about), wish.clocks
    known_on = since = None
    with store.read() as session:
        if clocks.known_on:
            known_on = knowing.read_point(session, clocks.known_on, today).number
        if clocks.since:
            since = base_of(session, asked, wish.as_of, clocks.since, today)
    words = wish.extras.proved_words
    return Wanted(asked, wish.as_of, wish.settings, wish.extras.appendix, words, known_on, since)


def issue(store: Any, shown: Shown, today: date, author: str, description: str) -> IssuedLine:
    """Keep a briefing for good, as it is shown."""
    from intloffice.briefing import issuing

    made = issuing.Printed(
        briefings.without(shown.briefing, shown.without),
        wanted(store, shown.wish, today),
        shown.language,
        shown.pdf,
        shown.without,
    )
    return _line(issuing.issue(store, made, author, description, shown.note))


def look(store: Any, settings: Settings, code: str) -> list[UntrueLine]:
    """Tell which sentences that were sent out are true no longer, those set aside last."""
    from intloffice.briefing import recounting
    from intloffice.operations import issued

    with store.read() as session:
        recounts = recounting.recount(session, settings)
        aside = issued.aside(session)
        found = [
            UntrueLine(
                each.issued.id,
                each.issued.reference,
                each.issued.title,
                each.issued.as_of,
                sentence.mark,
                sentence.then,
                sentence.now,
                tuple(
                    (source.kind, source.id, _caption(session, source.kind, source.id, code))
                    for source in sentence.records
                ),
                mark.id if (mark := aside.get((each.issued.id, sentence.mark))) else 0,
                mark.why if mark else "",
            )
            for each in recounts.found
            for sentence in each.untrue
        ]
    if recounts.fresh:
        with store.write("", "") as session:
            recounting.keep(session, recounts)
    return sorted(found, key=lambda line: bool(line.aside))


def paper(session: Any, folder: Path, issued_id: int) -> IssuedPaper:
    """Read the printed form of an issued briefing; raise OfficeError where it is not sound."""
    from intloffice.operations import attachments, issued

    kept = issued.document_of(session, folder, issued.one(session, issued_id))
    pdf = attachments.content_of(kept)
    return IssuedPaper(issued_id, pdf, drawing.sizes(pdf))


def text(session: Any, issued_id: int) -> str:
    """Read an issued briefing as plain text."""
    from intloffice.operations import issued

    return issued.text_of(session, issued_id)


def set_aside(session: Any, issued_id: int, mark: str, why: str) -> int:
    """Leave a sentence as it was sent out."""
    from intloffice.operations import issued

    return issued.set_aside(session, issued_id, mark, why)


def take_up(session: Any, mark_id: int) -> None:
    """Look at a sentence again that was set aside."""
    from intloffice.operations import issued

    issued.take_up(session, mark_id)


def corrected_rows(
    corrections: "Corrections", language: Language
) -> tuple[Sequence[tuple[str, str, str]], Sequence[tuple[str, int]]]:
    """Set out what was corrected as rows of a table, each with the record it leads to."""
    rows: list[tuple[str, str, str]] = []
    records: list[tuple[str, int]] = []
    for number in corrections.numbers:
        behind = _first(corrections)
        rows.append((language.text(number.what), str(number.then), str(number.now)))
        records.append(behind)
    for sentence in corrections.sentences:
        rows.append(("", sentence.then or "—", sentence.now or "—"))
        changed = [(r.source.kind, r.source.id) for r in corrections.records]
        own = [(s.kind, s.id) for s in sentence.records if (s.kind, s.id) in changed]
        records.append(own[0] if own else _first(corrections))
    for record in corrections.records:
        for change in record.changes:
            label = f"{record.caption}: {change.label}"
            rows.append((label, change.before or "—", change.after or "—"))
            records.append((record.source.kind, record.source.id))
    return rows, records


def _first(corrections: "Corrections") -> tuple[str, int]:
    source = next(iter(corrections.records), None)
    return (source.source.kind, source.source.id) if source else ("", 0)


def _asked(about: About) -> Any:
    from intloffice.briefing.asked import Asked

    return Asked(about.kind, about.code, about.record)


def _line(issued: "Issued") -> IssuedLine:
    return IssuedLine(
        issued.id,
        issued.reference,
        issued.title,
        issued.language,
        issued.as_of,
        issued.issued_at,
        issued.issued_by,
        issued.note,
        issued.has_document,
    )


def _caption(session: Any, kind: str, record_id: int, code: str) -> str:
    row = session.row(kind, record_id)
    return str(row[f"caption_{code}"]) if row else ""
