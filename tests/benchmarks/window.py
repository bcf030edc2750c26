"""How the window answers in a large office: ``python -m tests.benchmarks.window FOLDER``.

The list of 100,000 mobilities is opened, sorted, narrowed and searched as a clerk does it, and
each is compared with what SQLite alone needs for the first page of the same. Then 100,000 rows
are exported and imported, and the longest time is told for which the window did not answer, beside
that for which the machine let a process wait that does nothing at all: what others do on it is no
fault of the window. The folder keeps the office that is made the first time (some minutes), for
the next.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import openpyxl
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtWidgets import QApplication

from intloffice import app
from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.gui.main_window import MainWindow
from intloffice.gui.place import SPREADSHEETS, Narrowing, Place
from intloffice.records import ALL_KINDS
from tests.benchmarks import opening
from tests.pictures import studio
from tests.stores import person

#: So many records of all kinds hold 100,000 mobilities.
RECORDS = 340_000
ROWS = 100_000
ROUNDS = 7
#: Milliseconds: the longest pause nobody notices while something else is done.
PAUSE = 100.0
#: Milliseconds: what is there by then was there at once.
AT_ONCE = 100.0
_PAGE = 100


def measure(folder: Path) -> int:
    """Print the figures, and return 1 where a goal is missed."""
    bare = _bare(folder)
    with studio.window(folder, "en", "light", (1280, 800)) as window:
        window.tending.stop()  # a backup of so large an office takes its time
        app.settle()
        missed = _list(window, bare)
        missed += _export(window, folder)
    with TemporaryDirectory(dir=folder) as empty:
        missed += _import(Path(empty))
    return int(missed > 0)


def _bare(folder: Path) -> dict[str, float]:
    """Time what SQLite alone needs for the first page, and to count."""
    connection = sqlite.connect(str(folder / FILE_NAME))
    (number,) = connection.execute("SELECT count(*) FROM mobility").fetchone()
    print(f"{number:,} mobilities")
    match = "SELECT rowid FROM search_mobility WHERE search_mobility MATCH '\"wang\"'"
    found = {
        "open": ("", "planned_start DESC"),
        "sort": ("", "status"),
        "narrow": ("WHERE direction = 'inbound'", "planned_start DESC"),
        "search": (f"WHERE id IN ({match})", "planned_start DESC"),
    }

    def read(where: str, order: str) -> None:
        connection.execute(f"SELECT count(*) FROM mobility {where}").fetchone()
        page = f"SELECT * FROM mobility {where} ORDER BY {order}, id LIMIT {_PAGE}"
        connection.execute(page).fetchall()

    return {name: _median(lambda q=query: read(*q)) for name, query in found.items()}


def _list(window: MainWindow, bare: dict[str, float]) -> int:
    mobilities, people = Place("list", "mobility"), Place("list", "person")
    inbound = Narrowing("direction", "is", "inbound", "Inbound")

    def there(asked: Callable[[], None]) -> float:
        begun = time.perf_counter()
        asked()
        studio.rest(window)
        return (time.perf_counter() - begun) * 1000

    def page() -> object:
        window.go(mobilities)
        studio.rest(window)
        return window.page

    def opened() -> float:
        window.go(people)
        studio.rest(window)
        return there(lambda: window.go(mobilities))

    def sorted_by() -> float:
        page()._sort("", descending=False)
        studio.rest(window)
        return there(lambda: page()._sort("status", descending=False))

    def narrowed() -> float:
        page()._sort("", descending=False)
        page()._ask(narrowings=())
        studio.rest(window)
        return there(lambda: page().narrow(inbound))

    def searched() -> float:
        page()._ask(text="", narrowings=())
        studio.rest(window)
        return there(lambda: page()._ask(text="wang"))

    missed = 0
    print(f"{'':<8}{'list':>9}{'SQLite':>9}{'ratio':>8}   ms, median of {ROUNDS}")
    steps = {"open": opened, "sort": sorted_by, "narrow": narrowed, "search": searched}
    for name, step in steps.items():
        step()
        took = statistics.median(step() for _ in range(ROUNDS))
        missed += took > AT_ONCE
        print(f"{name:<8}{took:9.1f}{bare[name]:9.1f}{took / bare[name]:8.1f}")
    page()._ask(text="", narrowings=())
    studio.rest(window)
    return missed


def _export(window: MainWindow, folder: Path) -> int:
    window.go(Place("list", "mobility"))
    studio.rest(window)
    target = folder / "mobilities.xlsx"
    window.page.deeds.choose_target = lambda *_asked: str(target)
    watched = _watched(window, window.page.deeds.export)
    target.unlink()
    return _told("export", watched)


def _import(folder: Path) -> int:
    office = folder / "office"
    office.mkdir()
    with studio.window(office, "en", "light", (1280, 800)) as window:
        register = folder / "people.xlsx"
        _write_people(window, register)
        window.go(SPREADSHEETS)
        studio.rest(window)
        missed = _told("read", _watched(window, lambda: window.page.read(str(register))))
        missed += _told("import", _watched(window, window.page.bring_in))
    store = Store.open(office, ALL_KINDS)
    with store.read() as session:
        found = session.execute(session.tables["person"].select().limit(ROWS + 1)).all()
    store.close()
    print(f"{len(found):,} people came in")
    return missed + (len(found) != ROWS)


def _write_people(window: MainWindow, target: Path) -> None:
    """Write a workbook of people, headed as the office's own."""
    one: list[int] = []
    window.desk.jobs.write("Add", lambda session: person(session, "Rossi"), one.append)
    studio.rest(window)
    window.go(SPREADSHEETS)
    studio.rest(window)
    window.page.export_all(str(target))
    studio.rest(window)
    book = openpyxl.load_workbook(target)
    sheet = next(each for each in book if any(cell.value == "Rossi" for cell in each[2]))
    at = next(cell.column for cell in sheet[2] if cell.value == "Rossi")
    uuid = next(cell.column for cell in sheet[2] if len(str(cell.value or "")) == len(_A_UUID))
    width = sheet.max_column
    for number in range(ROWS - 1):
        row: list[object] = [None] * width
        row[at - 1] = f"Person {number}"
        row[uuid - 1] = None
        sheet.append(row)
    book.save(target)


_A_UUID = "00000000-0000-0000-0000-000000000000"


#: Does nothing until nobody waits for it, then tells the longest time it was kept from that.
_IDLE = """
import sys, threading, time
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
longest, last = 0.0, time.perf_counter()
while not over.is_set():
    time.sleep(0.001)
    now = time.perf_counter()
    longest, last = max(longest, now - last), now
print(longest * 1000)
"""


def _watched(window: MainWindow, begin: Callable[[], object]) -> tuple[float, float, float]:
    """Do something; tell how long it took, the longest time without an answer, and the machine's.

    All are in milliseconds.
    """
    idle = subprocess.Popen(
        [sys.executable, "-c", _IDLE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    longest = 0.0
    begun = last = time.perf_counter()
    begin()
    while True:
        QApplication.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if not window.desk.jobs.busy:
            break
        time.sleep(0.001)
    waited, _ = idle.communicate("")
    return (now - begun) * 1000, longest * 1000, float(waited)


def _told(what: str, watched: tuple[float, float, float]) -> int:
    took, pause, machine = watched
    print(
        f"{what:<8}{took / 1000:9.1f} s   longest pause {pause:6.1f} ms (< {PAUSE:.0f}), "
        f"of a process that does nothing {machine:6.1f} ms"
    )
    return int(pause >= PAUSE + machine)


def _median(job: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        job()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> int:
    """Make the office where it is not there yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=RECORDS)
    arguments = parser.parse_args()
    if not (arguments.folder / FILE_NAME).exists():
        opening.build(arguments.folder, arguments.records)
    return measure(arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
