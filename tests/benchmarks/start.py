"""How soon the window is there: ``python -m tests.benchmarks.start [--rounds N]``.

A bare form of the same size (a window with menus, a tree, a table and twenty fields) and our
window on the sample office start one after the other, again and again, as processes of their
own. Told are the medians from the start of the process to the first painting, until records are
on the screen, and until all was read from the store; the peak of memory; and our ratios to the
bare form. Records are on the screen when the first page has painted the coming meetings and the
other entries of this office: those kept from the last time, which are shown only where the
store's file has not changed since. ``--first`` forgets them before each start.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 11
#: What is aimed at: ratios to the bare form's first painting, and megabytes.
FIRST_PAINT, RECORDS, MEMORY = 1.2, 2.6, 130.0


class Watch:
    """Notes the moments of a start, in milliseconds since the process was started."""

    def __init__(self) -> None:
        self._begun = int(os.environ["BEGUN"])
        self.moments: dict[str, float] = {}

    def note(self, what: str) -> None:
        """Note a moment, the first time only."""
        self.moments.setdefault(what, (time.monotonic_ns() - self._begun) / 1e6)

    def on(self, window) -> None:
        """Note the first painting of a window."""
        from PySide6.QtCore import QEvent, QObject, QTimer

        watch = self

        class Painted(QObject):
            def eventFilter(self, _watched, event):
                if event.type() == QEvent.Type.Paint:
                    window.removeEventFilter(self)
                    QTimer.singleShot(0, lambda: watch.note("first paint"))
                return False

        self._filter = Painted()
        window.installEventFilter(self._filter)

    def tell(self) -> None:
        """Print the moments and the peak of memory, for the process that started this one."""
        status = Path("/proc/self/status").read_text("ascii")
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
        print(" ".join(f"{at:.1f}" for at in (*self.moments.values(), peak)))


def bare() -> None:
    """Show the bare form until it is painted."""
    watch = Watch()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import (
        QApplication,
        QDateEdit,
        QFormLayout,
        QLineEdit,
        QMainWindow,
        QSplitter,
        QTableWidget,
        QTreeWidget,
        QTreeWidgetItem,
        QWidget,
    )

    application = QApplication([])
    window = QMainWindow()
    for title in ("File", "Edit", "View", "Help"):
        menu = window.menuBar().addMenu(title)
        for number in range(6):
            menu.addAction(f"{title} {number}")
    tree, table, form = QTreeWidget(), QTableWidget(30, 8), QWidget()
    tree.addTopLevelItems([QTreeWidgetItem([f"Kind {number}"]) for number in range(12)])
    fields = QFormLayout(form)
    for number in range(20):
        fields.addRow(f"Field {number}", QDateEdit() if number % 5 == 0 else QLineEdit())
    splitter = QSplitter()
    for part in (tree, table, form):
        splitter.addWidget(part)
    window.setCentralWidget(splitter)
    window.resize(1280, 800)
    watch.on(window)
    window.show()
    application.processEvents()
    QTimer.singleShot(100, application.quit)
    application.exec()
    watch.tell()


def ours(folder: Path) -> None:
    """Show our window until records are on the screen."""
    watch = Watch()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractButton, QApplication

    from intloffice import app

    empty_window, furnish = app.empty_window, app.furnish

    def make(*arguments):
        window = empty_window(*arguments)
        watch.on(window)

        def there() -> None:
            QApplication.processEvents()
            assert window.page.cards[1].findChildren(QAbstractButton)
            watch.note("records")

        window.answered.connect(lambda: QTimer.singleShot(0, there))
        return window

    def complete(window, *arguments):
        def read() -> None:
            watch.note("all read")
            window.close()

        furnish(window, *arguments)
        window.desk.jobs.rested.connect(lambda: QTimer.singleShot(0, read))

    app.empty_window, app.furnish = make, complete
    app.run(folder)
    watch.tell()


def started(*words: str) -> list[float]:
    """Start one of the two and give its figures."""
    command = [sys.executable, "-m", "tests.benchmarks.start", *words]
    platform = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    surroundings = {**os.environ, "QT_QPA_PLATFORM": platform, "BEGUN": str(time.monotonic_ns())}
    told = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    return [float(figure) for figure in told.stdout.split()]


def measure(rounds: int, *, first: bool) -> int:
    """Compare the two, and return 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        fill = [sys.executable, "-m", "intloffice", "--data", folder, "sample"]
        subprocess.run(fill, check=True, stdout=subprocess.DEVNULL)
        kept = Path(folder) / "glance.json"

        def our_start() -> list[float]:
            if first:
                kept.unlink(missing_ok=True)
            return started("ours", folder)

        started("bare")
        our_start()
        pairs = [(started("bare"), our_start()) for _ in range(rounds)]
    form, form_peak = (statistics.median(p[0][at] for p in pairs) for at in range(2))
    paint, records, read, peak = (statistics.median(p[1][at] for p in pairs) for at in range(4))
    first = statistics.median(p[1][0] / p[0][0] for p in pairs)
    full = statistics.median(p[1][1] / p[0][0] for p in pairs)
    print(f"bare form   first paint {form:6.0f} ms                         {form_peak:5.0f} MB")
    print(f"our window  first paint {paint:6.0f} ms   records {records:6.0f} ms   {peak:5.0f} MB")
    print(f"            all read from the store {read:6.0f} ms")
    print(
        f"ratios      first paint {first:6.2f} (≤ {FIRST_PAINT})  records {full:6.2f} (≤ {RECORDS})"
    )
    print(f"{rounds} rounds; memory {peak:.0f} MB (≤ {MEMORY:.0f})")
    return int(first > FIRST_PAINT or full > RECORDS or peak > MEMORY)


def main() -> int:
    """Measure, or be one of the two that are measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("what", nargs="?", choices=("bare", "ours"), help=argparse.SUPPRESS)
    parser.add_argument("folder", nargs="?", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--first", action="store_true", help="a start without anything kept")
    arguments = parser.parse_args()
    if arguments.what == "bare":
        bare()
    elif arguments.what == "ours":
        ours(arguments.folder)
    else:
        return measure(arguments.rounds, first=arguments.first)
    return 0


if __name__ == "__main__":
    sys.exit(main())
