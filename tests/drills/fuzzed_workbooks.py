"""Workbooks and texts spoiled by chance are read, or refused in a sentence.

Whatever a file is, no reading takes more than two seconds of a processor or 300 MB; what is read
has every row that another, plain reader finds (``second_reader``), so that none is dropped in
silence; what is refused, in reading or in planning, leaves the office as it was.
"""

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from openpyxl import Workbook, load_workbook

from intloffice import resources
from intloffice.database.session import WritingSession
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import formats, importing, workbook
from intloffice.spreadsheets.exporting import export_all
from intloffice.spreadsheets.registers import taking
from intloffice.spreadsheets.registers.mapping import Readings
from intloffice.spreadsheets.rowscan import Half
from intloffice.spreadsheets.rowtext import NotPlainError
from intloffice.spreadsheets.sheet import ReadSheet
from tests.drills.children import ChildFailedError, asked
from tests.drills.mutating import spoiled_book, spoiled_text
from tests.drills.outcome import Outcome, Run
from tests.drills.second_reader import rows_said
from tests.stores import add_one_of_each, opened, state

_OURS = [kind_named(ALL_KINDS, "organisation")]
#: Of so many files one is planned, and of so many one taken in, which takes longer than reading.
_PLANNED, _TAKEN = 6, 24
#: Files that one process reads, as the program's own reader reads one: with limits.
_TOGETHER = 150
_SECONDS, _MEMORY = 2.0, 300 * 2**20
_LIMIT = 768 * 2**20
_FIGURES = ("files", "read", "refused", "refused in planning", "planned", "taken")
_ALSO, _HALVED = "without another opinion", "read by halves"
_FAULTS = (
    "rows dropped",
    "halves otherwise",
    "not told",
    "too slow",
    "too large",
    "not as before",
    "crashes",
)


def drill(run: Run) -> Outcome:
    """Spoil so many files and read them."""
    outcome = Outcome(dict.fromkeys((*_FIGURES, _ALSO, _HALVED, *_FAULTS), 0))
    bases = _bases(run.folder)
    with opened(run.folder / "office") as store, store.write("Known", "Li") as session:
        add_one_of_each(session)
    for first in range(0, run.times, _TOGETHER):
        count = min(_TOGETHER, run.times - first)
        chance = Random(f"{run.seed} {first}")
        try:
            found = asked(lambda: _read_some(run, bases, chance, count))  # noqa: B023
        except ChildFailedError as error:
            outcome.blame("crashes", [f"files {first} to {first + count}: {error}"])
            continue
        for end, fault in found:
            outcome.count("files", end in _ENDS)
            outcome.count(end)
            outcome.faults += [fault] if fault else []
        if run.control and not outcome.held:
            break
    return outcome


_ENDS = ("read", "refused", "refused in planning", "planned", "taken", "not told")


def _read_some(
    run: Run, bases: list[tuple[str, bytes]], chance: Random, count: int
) -> list[tuple[str, str]]:
    """Read so many spoiled files in this process, which is ended after them."""
    _limit()
    found: list[tuple[str, str]] = []
    with opened(run.folder / "office") as store, _extents_believed(run.control):
        before = _state(store)
        for number in range(count):
            ending, whole = chance.choice(bases)
            spoil = spoiled_text if ending == ".csv" else spoiled_book
            how, content = spoil(whole, chance)
            path = run.folder / f"spoiled{ending}"
            path.write_bytes(content)
            found += [
                (end, f"{how}: {fault}" if fault else "")
                for end, fault in _one(store, path, content, number)
            ]
        if _state(store) != before:
            found.append(("not as before", "a file that was taken back left something"))
    if _peak() > _MEMORY + _OWN:
        found.append(("too large", f"reading took {_peak() // 2**20} MB"))
    return found


def _one(store: Store, path: Path, content: bytes, number: int) -> Iterator[tuple[str, str]]:
    begun = time.process_time()
    try:
        sheets = workbook.joined(formats.pieces(path))
    except OfficeError:
        sheets = None
    except Exception as error:  # noqa: BLE001  whatever else is no sentence
        yield "not told", f"reading: {error!r}"[:300]
        return
    took = time.process_time() - begun
    if took > _SECONDS:
        yield "too slow", f"reading took {took:.1f} s"
    yield from _by_halves(path, sheets)
    if sheets is None:
        yield "refused", ""
        return
    yield from _compared(path, content, sheets)
    if number % _PLANNED:
        yield "read", ""
    else:
        yield _planned(store, sheets, path, whole=number % _TAKEN == 0)


def _by_halves(path: Path, sheets: list[ReadSheet] | None) -> Iterator[tuple[str, str]]:
    """Compare what was read with what two read of it, each the half of the rows of every sheet."""
    workbook._SMALL = 0
    try:
        read = [
            workbook.joined(formats.pieces(path, Half(is_second))) for is_second in (False, True)
        ]
    except (OfficeError, NotPlainError):
        return
    except Exception as error:  # noqa: BLE001  whatever else is no sentence
        yield "not told", f"reading by halves: {error!r}"[:300]
        return
    yield _HALVED, ""
    whole, put_together = sheets or [], list(zip(*read, strict=True))
    differ = sheets is None or len(whole) != len(put_together)
    for one, (first, second) in zip(whole, put_together, strict=False):
        differ |= list(one.rows) != [*first.rows, *second.rows]
        differ |= [one.title, *one.merged] != [first.title, *first.merged, *second.merged]
    if differ:
        yield "halves otherwise", "what two read of it is not what one reads"


def _compared(path: Path, content: bytes, sheets: list[ReadSheet]) -> Iterator[tuple[str, str]]:
    """Compare what was read with what another reader finds."""
    if path.suffix == ".csv":
        return
    try:
        theirs = rows_said(content)
    except Exception:  # noqa: BLE001  it may find nothing where the program does
        yield _ALSO, ""
        return
    ours = [len(sheet.rows) for sheet in sheets]
    if len(ours) < len(theirs) or sum(ours) < sum(theirs):
        yield "rows dropped", f"rows read {ours[:5]}, there are {theirs[:5]}"


class _TakenBackError(Exception):
    """What was taken in is taken back, so that every file meets the same office."""


def _planned(store: Store, sheets: list[ReadSheet], path: Path, *, whole: bool) -> tuple[str, str]:
    try:
        with store.write("Import", "Li") as session:
            _take(session, sheets, path, whole=whole)
            raise _TakenBackError
    except _TakenBackError:
        return "taken" if whole else "planned", ""
    except OfficeError:
        return "refused in planning", ""
    except Exception as error:  # noqa: BLE001  whatever else is no sentence
        return "not told", f"taking: {error!r}"[:300]


def _take(session: WritingSession, sheets: list[ReadSheet], path: Path, *, whole: bool) -> None:
    spoken = [language("en", resources.folder("translations"))]
    reader = importing.Reader(ALL_KINDS, spoken)
    for sheet in sheets:
        reader.take(sheet)
    if reader.is_ours:
        planned = importing.plan(session, importing.all_taken(reader, path.name))
    else:
        found = taking.found(sheets, Readings())
        taking.refuse_nothing_found(found, path.name)
        planned = taking.plan(session, found, Readings(), date(2018, 1, 5)).plan
    if whole:
        importing.apply(session, planned, skip_refused=True)


def _bases(folder: Path) -> list[tuple[str, bytes]]:
    """Make the sound files: one of ours, two registers as others keep them, and a text."""
    there = language("en", resources.folder("translations"))
    with opened(folder / "first") as store:
        with store.write("Known", "Li") as session:
            add_one_of_each(session)
        with store.read() as session:
            export_all(session, _OURS, folder / "ours.xlsx", there)
    heads = ["No.", "University", "Country", "Type", "Date signed", "Valid until"]
    rows = [
        [n, f"University of {n}", "Japan", "MoU", date(2017, 1, 1 + n), "5 years"]
        for n in range(12)
    ]
    students = ["Full name", "Nationality", "Date of birth", "Home university", "From", "To"]
    people = [
        [
            f"MILLER Anna{n}",
            "Japan",
            date(1995, 1, 1 + n),
            "Kyoto University",
            "1.9.2017",
            n + 43_000,
        ]
        for n in range(6)
    ]
    made = [(folder / "ours.xlsx").read_bytes(), _book({"A": [heads, *rows], "B": [["x"], [True]]})]
    made.append(_book({"International students": [["Students"], [], students, *people]}))
    lines = [",".join(map(str, row)) for row in (heads, *rows)]
    texts = ["\r\n".join(lines).encode(), "\n".join(["序号,外方院校,国别,签订时间", *(
        f"{n},第{n}大学,日本,2018年1月{n}日" for n in range(1, 9))]).encode("gb18030")]  # fmt: skip
    return [*((".xlsx", each) for each in made * 2), *((".csv", each) for each in texts)]


def _book(sheets: dict[str, list[list[Any]]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _state(store: Store) -> str:
    with store.read() as session:
        return repr((session.head(), state(session)))


#: What this process holds besides: the program, the drill, an office.
_OWN = 150 * 2**20


def _limit() -> None:
    if sys.platform.startswith("linux"):
        import resource

        sys.stdout = sys.stderr = Path("/dev/null").open("w")  # noqa: SIM115  libraries print
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_LIMIT + _OWN, _LIMIT + _OWN))


def _peak() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextmanager
def _extents_believed(spoiled: bool) -> Iterator[None]:
    """Read what a sheet says its size is, as a reader does by itself that asks it no further."""

    def read(file: Any, _path: Path, _half: object) -> Iterator[tuple[int, ReadSheet]]:
        book = load_workbook(file, read_only=True, data_only=True)
        for number, sheet in enumerate(book.worksheets, 1):
            rows = [
                (at, {column: value for column, value in enumerate(row) if value is not None})
                for at, row in enumerate(sheet.iter_rows(max_row=2000, values_only=True), 1)
            ]
            yield number, ReadSheet(sheet.title, [(at, cells) for at, cells in rows if cells])

    if not spoiled:
        yield
        return
    with patch.object(workbook, "_read", read):
        yield
