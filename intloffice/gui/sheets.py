"""What the window asks of the spreadsheets; each function runs on a worker thread."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice.i18n import N_, Language
from intloffice.schema.kind import Kind
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.gui.asking import Asked as List
    from intloffice.spreadsheets.importing import Plan, Refusal
    from intloffice.spreadsheets.partner.differences import Answer, Difference
    from intloffice.spreadsheets.registers.matching import Doubt
    from intloffice.spreadsheets.registers.taking import Found, Register

#: So many refused cells are shown; a workbook with more is better mended as a whole.
SHOWN = 500


@dataclass(frozen=True)
class Written:
    """What was written where: how many records of each kind."""

    path: Path
    records: dict[str, int]


@dataclass(frozen=True)
class Refused:
    """What cannot be taken: its sheet, its cell, and why, in a language."""

    sheet: str
    cell: str
    reason: str


@dataclass(frozen=True)
class Heading:
    """A column of a register: the mark of its table, what it shows, and what it is read as.

    ``targets`` is all that it may be read as. What is no column, as the kind of a table's records,
    or what every row needs and no column says, has a ``key`` in place of a heading, and ``labels``
    are the words for the targets, ``rows`` what the rows say among which one is chosen.
    ``of_table`` is for the kind of its records.
    """

    mark: str
    sheet: str
    text: str
    example: str
    target: str
    targets: tuple[str, ...]
    key: str = ""
    labels: tuple[str, ...] = ()
    of_table: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A doubt: an organisation or person as written, where, and by id what it may be."""

    written: str
    cell: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Intended:
    """What an import would do: by kind what is new, changed, the same and refused; and why.

    Of a register that others keep also how it is read, and what is in doubt; ``aside`` of its
    rows are no records.
    """

    path: Path
    plan: "Plan"
    counts: tuple[tuple[str, int, int, int, int], ...]
    refusals: tuple[Refused, ...]
    more: int
    register: "Register | None" = None
    headings: tuple[Heading, ...] = ()
    asked: tuple[Asked, ...] = ()
    aside: int = 0

    @property
    def is_understood(self) -> bool:
        """Whether anything in it is read."""
        return self.register is None or self.register.is_read

    @property
    def changes(self) -> int:
        """How many records would be added or changed."""
        return sum(new + changed for _, new, changed, _, _ in self.counts)

    @property
    def refused(self) -> int:
        """How many records cannot be taken."""
        return sum(count[-1] for count in self.counts)


@dataclass(frozen=True)
class Differing:
    """A field that a partner has corrected, as it is shown; ``given`` is what is taken over."""

    caption: str
    label: str
    ours: str
    theirs: str
    moved: bool
    given: "Difference"


@dataclass(frozen=True)
class Doubtful:
    """What of a partner's workbook is not taken over: where it stands, what it says, and why."""

    sheet: str
    cell: str
    said: str
    reason: str


@dataclass(frozen=True)
class Answered:
    """What a partner's workbook says: what differs, and what is in doubt."""

    path: Path
    organisation: str
    differences: tuple[Differing, ...]
    doubts: tuple[Doubtful, ...]


def years(session: Any, kinds: Sequence[Kind]) -> list[int]:
    """List the years in which something is on record, the latest first."""
    from intloffice.operations.years import occurring

    return occurring(session, kinds)


def export_all(
    session: Any,
    kinds: Sequence[Kind],
    path: Path,
    language: Language,
    protected: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write everything into a workbook; of the protected fields only those named."""
    from intloffice.spreadsheets.exporting import export_all as exported

    found = exported(session, kinds, path, language, protected, progress)
    return Written(path, found.records)


def export_list(
    session: Any,
    asked: "List",
    said: tuple[Sequence[str], Sequence[str]],
    path: Path,
    language: Language,
    progress: Callable[[int, int], None],
) -> Written:
    """Write what a list shows into a workbook or CSV, without what is protected.

    ``said`` are the headings of its columns, and by what it is narrowed.
    """
    from intloffice.gui import asking
    from intloffice.spreadsheets.listing import Heads
    from intloffice.spreadsheets.listing import export_list as exported

    query = asking.query(asked)
    number = exported(session, query, Heads(*said), path, language, progress)
    return Written(path, {asked.kind.name: number})


def export_year(
    session: Any,
    year: tuple[int, str],
    path: Path,
    language: Language,
    settings: Settings,
    progress: Callable[[int, int], None],
) -> Written:
    """Write the workbook of a year, given by its number and its sort."""
    from intloffice.spreadsheets.yearly import export_year as exported
    from intloffice.spreadsheets.yearly import year_of

    whole = year_of(settings, *year)
    found = exported(session, whole, path, language, settings, progress=progress)
    return Written(path, found.records)


def kinds_to_hand_out(kinds: Sequence[Kind]) -> list[Kind]:
    """List the kinds of which a workbook can be handed out."""
    return [kind for kind in kinds if not kind.rows]


def hand_out(
    session: Any, kinds: Sequence[Kind], name: str, path: Path, language: Language, school: int = 0
) -> Written:
    """Write a workbook for others to fill in, or with what is kept of a school to correct."""
    from intloffice.spreadsheets.handing_out import hand_out as written

    number = written(session, kinds, name, path, language, school)
    return Written(path, {name: number} if school else {})


def has_school(kind: Kind) -> bool:
    """Tell whether what is kept of a school can be handed out to it."""
    return "school_id" in kind.fields


def write_partner(
    session: Any, organisation: int, path: Path, languages: tuple[Language, ...], day: date
) -> Written:
    """Write what we keep of a partner, for it to correct."""
    from intloffice.spreadsheets.partner.sheets import write_partner as written

    return Written(path, written(session, organisation, path, languages, day))


def take(session: Any, chosen: Sequence[Differing], name: str, day: date) -> int:
    """Take over what a partner has corrected; return how many records were changed."""
    from intloffice.spreadsheets.partner import differences

    return differences.take(session, [each.given for each in chosen], name, day)


def intend(
    session: Any,
    path: Path,
    kinds: Sequence[Kind],
    languages: Sequence[Language],
    code: str,
    stopped: Callable[[], bool] = lambda: False,
) -> Intended | Answered:
    """Read a workbook, or a register, and work out what it would change; nothing is changed.

    Its headings may be in any of the languages; ``code`` is that of the sentences.
    """
    from intloffice.ewp import arriving
    from intloffice.spreadsheets import apart, importing
    from intloffice.spreadsheets.entry import let_go
    from intloffice.spreadsheets.partner import differences
    from intloffice.spreadsheets.registers import rereading, taking

    spoken = next(language for language in languages if language.code == code)
    if arriving.is_one(path):
        found_iias = arriving.plan(session, arriving.read(path), path.name)
        return _intended(path, found_iias.plan, kinds, spoken)
    reader = importing.Reader(kinds, languages)
    sheets = apart.read(path, stopped, taking=reader)
    if differences.is_one(sheets):
        return _answered(path, differences.read_back(session, sheets, languages, spoken), spoken)
    if not reader.is_ours:
        readings = rereading.remembered(session)
        found = taking.found(sheets, readings)
        if not found:
            taking.refuse_nothing_found(found, path.name)
        register = taking.plan(session, found, readings, heed=partial(importing.heed, stopped))
        return _of_register(path, register, kinds, spoken)
    understood = importing.all_taken(reader, path.name)
    planned = importing.plan(session, understood, stopped)
    for read in (understood.entries, *(sheet.rows for sheet in sheets)):
        let_go(read)
    return _intended(path, planned, kinds, spoken)


def intend_otherwise(  # noqa: PLR0913, PLR0917  what is read, how, in whose words, until when
    session: Any,
    intended: Intended,
    columns: Mapping[tuple[str, str], str],
    same: Mapping[str, str],
    kinds: Sequence[Kind],
    spoken: Language,
    stopped: Callable[[], bool] = lambda: False,
) -> Intended:
    """Plan a register anew with other columns, by mark and heading, and answers to doubts."""
    from intloffice.spreadsheets import importing
    from intloffice.spreadsheets.registers import rereading

    if intended.register is None:
        return intended
    heed = partial(importing.heed, stopped)
    register = rereading.otherwise(session, intended.register, columns, same, heed)
    return _of_register(intended.path, register, kinds, spoken)


def report_refused(_session: Any, intended: Intended, path: Path, spoken: Language) -> Path:
    """Write the refused rows of a register as a workbook, each with the reason."""
    from intloffice.spreadsheets.registers import taking

    if intended.register is not None:
        taking.report(path, intended.register, spoken)
    return path


def _answered(path: Path, answer: "Answer", spoken: Language) -> Answered:
    return Answered(
        path,
        answer.organisation,
        tuple(
            Differing(each.caption, each.label, each.ours, each.theirs, each.moved, each)
            for each in answer.differences
        ),
        tuple(
            Doubtful(each.sheet, each.cell, each.said, spoken.text(each.template, **each.facts))
            for each in answer.doubts
        ),
    )


def _of_register(
    path: Path, register: "Register", kinds: Sequence[Kind], spoken: Language
) -> Intended:
    plain = _intended(path, register.plan, kinds, spoken)
    headings = tuple(
        heading
        for found in register.found
        for heading in (
            *_of_table(register, found, kinds, spoken),
            *(
                Heading(mark, each.table.sheet, text, example, target, targets)
                for each, mark, text, example, target, targets in register.columns()
                if each is found
            ),
            *_asked_of_all(register, found, kinds, spoken),
        )
    )
    asked = tuple(
        Asked(
            doubt.written,
            f"{doubt.sheet}!{doubt.cell}",
            _told_apart(doubt, spoken),
        )
        for doubt in register.doubts
    )
    return replace(
        plain,
        register=register,
        headings=headings,
        asked=asked,
        aside=len(register.aside()),
    )


def _told_apart(doubt: "Doubt", spoken: Language) -> tuple[tuple[str, str], ...]:
    """Name who may be meant, with the country where two are called the same."""
    called = Counter(match.known.name for match in doubt.matches)
    names = []
    for match in doubt.matches:
        name, country = match.known.name, getattr(match.known, "country", "")
        if called[name] > 1 and country:
            name = spoken.bracketed(name, spoken.country(country))
        names.append((match.known.uuid, name))
    return tuple(names)


#: Currencies to choose from where a register names none.
_CURRENCIES = ("CNY", "EUR", "GBP", "HKD", "JPY", "KRW", "TWD", "USD")


def _of_table(
    register: "Register", found: "Found", kinds: Sequence[Kind], spoken: Language
) -> Iterator[Heading]:
    """Show where a table stands and what it tells of; ask for the order of days where unsure."""
    from intloffice.spreadsheets.registers import headings
    from intloffice.spreadsheets.registers.mapping import fingerprint
    from intloffice.spreadsheets.registers.taking import KIND, ORDER

    table, reading = found.table, found.reading
    if table.headings:
        mark = fingerprint(table)
        plurals = {kind.name: spoken.text(kind.plural) for kind in kinds}
        said = (spoken.text(N_("Not taken in")), *(plurals[name] for name in headings.TARGETS))
        targets, kind = ("", *headings.TARGETS), reading.kind if reading else ""
        place, name = _records_in(found, spoken), table.sheet
        yield Heading(mark, name, name, place, kind, targets, KIND, said, of_table=True)
    yield from _headed(register, found, spoken)
    if reading and not reading.is_sure:
        orders = (
            spoken.text(N_("Day first: 3/5 is in May")),
            spoken.text(N_("Month first: 3/5 is in March")),
        )
        text = spoken.text(N_("Days and months"))
        unsure = spoken.text(N_("Which comes first could not be told from the figures."))
        yield Heading(mark, table.sheet, text, unsure, reading.order, ("dmy", "mdy"), ORDER, orders)


def _records_in(found: "Found", spoken: Language) -> str:
    rows = found.table.rows
    if not rows:
        return spoken.text(N_("No records below the headings"))
    if len(rows) == 1:
        return spoken.text(N_("Record in row {row}"), row=rows[0][0])
    return spoken.text(N_("Records in rows {first}–{last}"), first=rows[0][0], last=rows[-1][0])


def _headed(register: "Register", found: "Found", spoken: Language) -> Iterator[Heading]:
    """Show in which row the headings of a table are, and offer the others."""
    from intloffice.spreadsheets.registers import rereading
    from intloffice.spreadsheets.registers.heads import NONE
    from intloffice.spreadsheets.registers.taking import HEADS

    table, now = found.table, rereading.heads_of(found.table)
    offered = rereading.head_choices(register, found)
    if not offered:
        return
    nowhere = [(NONE, spoken.text(N_("No headings")))]
    if not table.headings:
        nowhere.insert(0, ("", spoken.text(N_("Not found: choose a row"))))
    rows = [(value, spoken.text(N_("Row {row}"), row=_as_range(value))) for value, _ in offered]
    targets, labels = zip(*nowhere, *rows, strict=True)
    said = N_("Row {row}: {text}")
    whole = [spoken.text(said, row=_as_range(value), text=text) for value, text in offered]
    place, alone = rereading.place_of(table), not table.headings
    yield Heading(
        place,
        table.sheet,
        table.sheet if alone else spoken.text(N_("Headings")),
        dict(offered).get(now, "")
        or (spoken.text(N_("In which row are the headings?")) if alone else ""),
        now,
        targets,
        HEADS,
        labels,
        of_table=alone,
        rows=(*(label for _, label in nowhere), *whole),
    )


def _as_range(rows: str) -> str:
    return rows.replace("-", "–")


def _asked_of_all(
    register: "Register", found: "Found", kinds: Sequence[Kind], spoken: Language
) -> tuple[Heading, ...]:
    """Ask what every row of a table holds, where no column says it."""
    from intloffice.spreadsheets.registers.taking import ALWAYS

    asked = []
    for each, mark, target, value in register.asked():
        if each.reading is None or each is not found:
            continue
        kind = next(kind for kind in kinds if kind.name == each.reading.kind)
        field = kind.fields[target]
        words = [(choice.value, spoken.text(choice.label)) for choice in field.choices or ()]
        words = words or [(code, code) for code in _CURRENCIES]
        targets = ("", *(word for word, _ in words))
        labels = ("–", *(said for _, said in words))
        text = spoken.text(N_("In every row: {name}"), name=spoken.text(field.label))
        known = value if value in targets else ""
        asked.append(
            Heading(mark, each.table.sheet, text, "", known, targets, ALWAYS + target, labels)
        )
    return tuple(asked)


def _intended(path: Path, plan: "Plan", kinds: Sequence[Kind], spoken: Language) -> Intended:
    counts = tuple(
        (kind.name, found.new, found.changed, found.same, found.refused)
        for kind in kinds
        if (found := plan.counts.get(kind.name)) is not None
    )
    refusals = tuple(_refused(refusal, spoken) for refusal in plan.refusals[:SHOWN])
    return Intended(path, plan, counts, refusals, len(plan.refusals) - len(refusals))


def bring_in(
    session: Any,
    intended: Intended,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Do what was intended, without what is refused; return how many were added or changed."""
    from intloffice.spreadsheets import importing

    importing.apply(session, intended.plan, progress, skip_refused=True, stopped=stopped)
    if intended.register is not None:
        from intloffice.spreadsheets.registers import rereading

        rereading.remember(session, intended.register)
    return intended.changes


def put_away(intended: Intended) -> None:
    """Let go of a plan that was carried out."""
    from intloffice.spreadsheets.entry import let_go

    for planned in (intended.plan.additions, intended.plan.alterations, intended.plan.refusals):
        let_go(planned)


def _refused(refusal: "Refusal", language: Language) -> Refused:
    reason = language.text(refusal.template, **refusal.facts)
    return Refused(refusal.sheet, refusal.cell, reason)
