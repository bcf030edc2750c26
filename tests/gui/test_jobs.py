"""Work off the window's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel

from intloffice.database.store import Store
from intloffice.gui.jobs import Jobs
from intloffice.records import ALL_KINDS
from tests.gui.conftest import rest


@pytest.fixture
def jobs(qtbot: Any, folder: Path, store: Store) -> Jobs:
    """Jobs on an open store."""
    made = Jobs(lambda tell: Store.open(folder, ALL_KINDS, tell=tell), "Li")
    made.open()
    rest(qtbot, made)
    return made


def test_an_answer_that_comes_while_the_window_closes_may_ask_for_more(
    qtbot: Any, jobs: Jobs
) -> None:
    answers: list[str] = []

    def ask_again(answer: str) -> None:
        answers.append(answer)
        jobs.read(lambda _session: "second", answers.append)
        jobs.write("Write", lambda _session: "third", answers.append)

    jobs.keep(lambda _session: "first", ask_again)
    jobs.stop()
    rest(qtbot, jobs)
    assert answers == ["first"]
    assert not jobs.busy


def test_an_answer_is_handed_to_nobody_who_was_closed_meanwhile_nor_to_who_waits_through_another(
    qtbot: Any, jobs: Jobs
) -> None:
    label = QLabel()
    answers: list[str] = []

    def hand_on(then: Callable[[str], object], answer: str) -> None:
        answers.append(answer)
        then(answer)

    jobs.read(lambda _session: "to itself", label.setText)
    jobs.read(lambda _session: "through another", partial(hand_on, label.setText))
    shiboken6.delete(label)
    jobs.read(lambda _session: "to one who is there", answers.append)
    rest(qtbot, jobs)
    jobs.stop()
    assert answers == ["to one who is there"]


def test_who_awaits_two_readings_is_given_the_later_one_last_though_it_was_done_first(
    qtbot: Any, jobs: Jobs
) -> None:
    answers: list[str] = []
    others: list[str] = []
    go_on = Event()

    def read_long(_session: Any) -> str:
        go_on.wait()
        return "as it was"

    def take(answer: str) -> None:
        answers.append(answer)

    jobs.read(read_long, take)
    jobs.read(lambda _session: "as it is", take)
    jobs.read(lambda _session: "of no matter", others.append)
    qtbot.waitUntil(lambda: bool(others))
    assert answers == []
    go_on.set()
    rest(qtbot, jobs)
    jobs.stop()
    assert answers == ["as it was", "as it is"]


def test_a_reading_that_fails_keeps_nobody_from_the_next(qtbot: Any, jobs: Jobs) -> None:
    answers: list[str] = []
    go_on = Event()

    def fail(_session: Any) -> str:
        go_on.wait()
        raise ValueError("unreadable")

    def take(answer: str) -> None:
        answers.append(answer)

    with qtbot.waitSignal(jobs.failed):
        jobs.read(fail, take)
        jobs.read(lambda _session: "second", take)
        jobs.read(lambda _session: "third", take)
        go_on.set()
    rest(qtbot, jobs)
    jobs.stop()
    assert answers == ["second", "third"]
