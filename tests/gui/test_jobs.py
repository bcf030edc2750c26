"""Work off the window's thread."""

from functools import partial
from pathlib import Path
from typing import Any

from intloffice.database.store import Store
from intloffice.gui.jobs import Jobs
from intloffice.records import ALL_KINDS
from tests.gui.conftest import rest


def test_an_answer_that_comes_while_the_window_closes_may_ask_for_more(
    qtbot: Any, folder: Path, store: Store
) -> None:
    jobs = Jobs(partial(Store.open, folder, ALL_KINDS), "Li")
    jobs.open()
    rest(qtbot, jobs)
    answers: list[str] = []

    def ask_again(answer: str) -> None:
        answers.append(answer)
        jobs.read(lambda _session: "second", answers.append)
        jobs.write("Write", lambda _session: "third", answers.append)

    jobs.keep(lambda _session: "first", ask_again)
    jobs.stop()
    with qtbot.waitSignal(jobs.rested, timeout=5_000):
        pass
    assert answers == ["first"]
    assert not jobs.busy
