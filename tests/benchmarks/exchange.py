"""How long workbooks take in and out: ``python -m tests.benchmarks.exchange [--records N]``.

All in one run, so that the ratios hold on any machine, whatever else it does. In: a workbook of
so many people in fifteen columns is taken into an empty office, with its history and its search;
beside it python-calamine reads the same file, the same values are put into a bare table, and
openpyxl reads them into mapped objects that are saved. That bare table has an id, fifteen columns
of text and four indexes: no history, no captions, no search. What no import can do without is
told as well: the very rows, lines of history and search words that the import has written, ready
made, put by the driver into the same tables of another office, and committed. As in the window,
Python's collector does not run while the import does (``gui.collecting``). Out: the office is
exported as the window does, and openpyxl writes the same cells row by row. The memory is that of
a process that does it alone.
"""

import argparse
import gc
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from intloffice import resources
from intloffice.database import derived
from intloffice.database.session import WritingSession, new_uuid
from intloffice.i18n import language
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import apart, importing, workbook
from intloffice.spreadsheets.cells import places
from intloffice.spreadsheets.exporting import export_all
from intloffice.spreadsheets.sheet import Sheet
from tests.stores import opened

PERSON = kind_named(ALL_KINDS, "person")
EN = language("en", resources.folder("translations"))
#: Fifteen columns: the id and fourteen fields.
FIELDS = (
    *("family_native", "given_native", "native_language", "family_kana", "given_kana"),
    *("latin_family", "latin_given", "latin_order", "spelling_state", "gender"),
    *("nationalities", "languages", "spelling_confirmed_on", "notes"),
)
_FAMILIES = ("王", "李", "張", "Müller", "田中", "Smith", "Nguyễn", "김")
_GIVEN = ("伟", "娜", "浩", "Anna", "花子", "John", "Văn Nam", "철수")
_LANGUAGES = ("zh", "zh", "zh", "de", "ja", "en", "vi", "ko")
#: What the ratios may be at most: see speed.md, 3 and 4.
GOALS = {
    "import / (calamine + raw insert)": 2.2,
    "import / (openpyxl + ORM)": 0.2,
    "export / openpyxl": 0.2,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--processor", action="store_true", help="count its seconds, where others use it too"
    )
    parser.add_argument("--alone", choices=("export", "openpyxl"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        _alone(arguments.alone, arguments.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        now = _of_the_processor if arguments.processor else time.perf_counter
        measure(Path(folder), arguments.records, arguments.rounds, now)


def measure(folder: Path, records: int, rounds: int, now: Callable[[], float]) -> None:
    """Measure all in turns and tell the medians and their ratios."""
    path = folder / "people.xlsx"
    rows = _rows(records)
    columns = [place.column() for place in _places()]
    workbook.write(path, [Sheet(EN.text(PERSON.plural), columns, rows)], title="People")
    print(f"{records:,} records of {len(columns)} columns, {path.stat().st_size / 2**20:.1f} MB")
    taken: dict[str, list[float]] = {}
    steps: dict[str, Callable[[int], object]] = {
        "calamine": lambda _: _calamine(path),
        "raw insert": lambda n: _raw(folder / f"raw{n}.db", rows),
        "import": lambda n: _import(folder / f"office{n}", path, taken, now),
        "openpyxl + ORM": lambda n: _mapped(folder / f"mapped{n}.db", path),
    }
    for number in range(rounds):
        with opened(folder / f"office{number}"):
            pass  # to found an office is no part of an import
        for name, step in steps.items():
            taken.setdefault(name, []).append(_timed(now, step, number))
    office = folder / "office0"
    same = _written_by_it(office)
    for number in range(rounds):
        with opened(folder / f"again{number}") as store, store.write("Again", "Li") as session:
            taken.setdefault("same rows", []).append(_timed(now, _put, session, same))
    for number in range(rounds):
        with opened(office) as store, store.read() as session:
            session.head()
            taken.setdefault("export", []).append(
                _timed(now, export_all, session, [PERSON], folder / "out.xlsx", EN)
            )
        taken.setdefault("openpyxl", []).append(
            _timed(now, _looped, folder / f"loop{number}.xlsx", rows)
        )
    median = {name: statistics.median(found) for name, found in taken.items()}
    for name, seconds in median.items():
        print(f"{name:>16}: {seconds:7.2f} s")
    bare = median["calamine"] + median["raw insert"]
    least = median["calamine"] + median["same rows"]
    print(f"import / (calamine + the same rows, history and words): {median['import'] / least:.2f}")
    ratios = {
        "import / (calamine + raw insert)": median["import"] / bare,
        "import / (openpyxl + ORM)": median["import"] / median["openpyxl + ORM"],
        "export / openpyxl": median["export"] / median["openpyxl"],
    }
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} (at most {GOALS[name]})")
    command = [sys.executable, "-m", "tests.benchmarks.exchange", "--folder", str(office)]
    told = subprocess.run(
        [*command, "--alone", "export"], capture_output=True, text=True, check=True
    )
    print(told.stdout.strip())


def _timed(now: Callable[[], float], step: Callable[..., object], *given: Any) -> float:
    begun = now()
    step(*given)
    return now() - begun


def _of_the_processor() -> float:
    """Tell the seconds that this process and those it has waited for took of a processor."""
    return sum(os.times()[:4])


def _places() -> list[Any]:
    fields = [PERSON.fields[name] for name in FIELDS]
    return [place for place in places(PERSON, None, fields, EN) if place.part != "caption"]


def _rows(records: int) -> list[list[Any]]:
    def value(name: str, number: int) -> Any:
        one, other = number % 8, number // 8 % 8
        return {
            "": new_uuid(),
            "family_native": _FAMILIES[one],
            "given_native": f"{_GIVEN[other]}{number // 64}",
            "native_language": _LANGUAGES[one],
            "latin_family": f"Latin{number}",
            "latin_given": "Given",
            "latin_order": "Family name first",
            "spelling_state": "Confirmed",
            "gender": ("Female", "Male")[number % 2],
            "nationalities": "JP",
            "languages": "ja; en",
            "spelling_confirmed_on": date(2010, 1, 1) + timedelta(days=number % 3000),
            "notes": f"Met at the fair, no. {number}",
        }.get(name, "")

    return [[value(place.name, number) or None for place in _places()] for number in range(records)]


def _calamine(path: Path) -> int:
    import python_calamine

    book = python_calamine.load_workbook(path)
    return sum(1 for _ in book.get_sheet_by_index(0).iter_rows())


def _raw(path: Path, rows: list[list[Any]]) -> None:
    connection = sqlite3.connect(path)
    names = [f"c{number}" for number in range(len(rows[0]))]
    connection.execute(f"create table person (id integer primary key, {', '.join(names)})")
    for name in names[:4]:
        connection.execute(f"create index by_{name} on person ({name})")
    marks = ", ".join("?" for _ in names)
    values = [[str(cell) if cell is not None else None for cell in row] for row in rows]
    connection.executemany(f"insert into person ({', '.join(names)}) values ({marks})", values)
    connection.commit()
    connection.close()


def _import(
    folder: Path, path: Path, taken: dict[str, list[float]], now: Callable[[], float]
) -> None:
    """Take the workbook in as the window and the command line do, told apart by its steps."""

    def lap(name: str, begun: float) -> float:
        at = now()
        taken.setdefault(f"… {name}", []).append(at - begun)
        return at

    gc.disable()
    with opened(folder) as store:
        at = now()
        reader = importing.Reader(ALL_KINDS, [EN])
        apart.read(path, taking=reader)
        sheets = importing.all_taken(reader, path.name)
        at = lap("reading and understanding", at)
        with importing.beginning(sheets) as maker, store.write("Import", "Li") as session:
            planned = importing.plan(session, sheets)
            at = lap("planning", at)
            assert not planned.refusals, planned.refusals[:3]
            importing.apply(session, planned, maker=maker)
            at = lap("writing", at)
        lap("finishing", at)
    gc.enable()


def _written_by_it(office: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Read every row that the import has written, as the driver takes it, and the search words."""
    with opened(office) as store, store.read() as session:
        connection: Any = session.connection.connection
        names = ("change_set", "person", "change")
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        ids = [row[0] for row in found["person"]]
        found["search_person(rowid, tokens)"] = [
            line
            for part in derived.slices(ids)
            for line in derived._Records(session.connection, session.tables, PERSON, part)
            .tokens()
            .items()
        ]
    return found


def _put(session: WritingSession, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    connection: Any = session.connection.connection
    for name, lines in rows.items():
        marks = ", ".join("?" for _ in lines[0])
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", lines)
    connection.commit()


def _mapped(path: Path, source: Path) -> None:
    from openpyxl import load_workbook
    from sqlalchemy import String, create_engine
    from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

    class Base(DeclarativeBase):
        pass

    names = [f"c{number}" for number in range(len(_places()))]
    mapped = {name: mapped_column(String, index=number < 4) for number, name in enumerate(names)}
    person = type(
        "Person",
        (Base,),
        {
            "__tablename__": "person",
            "id": mapped_column("id", primary_key=True, type_=_whole()),
            **mapped,
        },
    )
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    sheet = load_workbook(source, read_only=True).worksheets[0]
    sheet.reset_dimensions()
    with Session(engine) as session:
        for row in sheet.iter_rows(min_row=2, values_only=True):
            session.add(
                person(**{n: str(v) for n, v in zip(names, row, strict=False) if v is not None})
            )
        session.commit()
    engine.dispose()


def _whole() -> Any:
    from sqlalchemy import Integer

    return Integer


def _looped(path: Path, rows: list[list[Any]]) -> None:
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    sheet = made.create_sheet("People")
    sheet.append([place.heading for place in _places()])
    for row in rows:
        sheet.append(row)
    made.save(path)


def _alone(what: str, folder: Path) -> None:
    """Do one thing alone and tell how much memory the process ever held, and before it."""
    assert what == "export"
    with opened(folder) as store, store.read() as session:
        session.head()
        opening = _held()
        Path("/proc/self/clear_refs").write_text("5")  # from here the most is reckoned anew
        before = _held()
        export_all(session, [PERSON], folder / "alone.xlsx", EN)
    print(
        f"memory of an export alone: {_held():.0f} MB, {before:.0f} MB of them before it "
        f"(looking through the file when it is opened: {opening:.0f} MB)"
    )


def _held() -> float:
    """Tell the most that this process ever held, in MB; what it was forked from is not counted."""
    said = Path("/proc/self/status").read_text()
    return int(said.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
