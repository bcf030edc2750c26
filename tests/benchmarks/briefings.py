"""How long a briefing takes after the first: ``python -m tests.benchmarks.briefings [FOLDER]``.

On the sample office, or the office in FOLDER: the briefings on every country are computed and
written in each form and language. The first of a form loads its library and fonts; the others
share them.
"""

import argparse
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from intloffice import resources
from intloffice.briefing import batch, printing
from intloffice.database.store import Store
from intloffice.i18n import LOCALES, language
from intloffice.operations import sample
from intloffice.records import ALL_KINDS
from intloffice.settings import Settings

DAY = date(2017, 12, 31)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--every", choices=("country", "organisation"), default="country")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as nowhere:
        store = Store.open(arguments.folder or Path(nowhere), ALL_KINDS)
        if not arguments.folder:
            sample.fill(store)
        try:
            measure(store, arguments.every)
        finally:
            store.close()


def measure(store: Store, every: str) -> None:
    composing, briefings = [], []
    with store.read() as session:
        wanted = batch.every(every, session, DAY, language("en"), Settings())
    for each in wanted:
        started = time.perf_counter()
        with store.read() as session:
            briefing = each.compose(session)
        composing.append(time.perf_counter() - started)
        if batch.has_content(briefing):
            briefings.append(briefing)
    tell("computed", composing)
    for ending in printing.ENDINGS:
        for code in LOCALES:
            said_in = language(code, resources.folder("translations"))
            taken = []
            for briefing in briefings:
                started = time.perf_counter()
                printing.written(ending, briefing, said_in, Settings())
                taken.append(time.perf_counter() - started)
            tell(f"{ending} {code}", taken)


def tell(what: str, taken: list[float]) -> None:
    first, others = taken[0], taken[1:] or taken
    print(
        f"{what:>9}: first {1000 * first:6.0f} ms, each of {len(others)} after it "
        f"{1000 * statistics.mean(others):6.1f} ms on average, {1000 * max(others):6.1f} at most"
    )


if __name__ == "__main__":
    main()
