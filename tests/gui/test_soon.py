"""What is done soon is done, unless its owner goes first; then nothing is kept."""

import ast
import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject

import intloffice.gui
from intloffice.gui.place import Place
from intloffice.gui.soon import soon
from tests.gui.conftest import go, rest


class Owner(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.done = 0

    def act(self) -> None:
        self.done += 1


def test_what_is_done_soon_is_done_once_and_leaves_nothing_behind(qtbot: Any) -> None:
    owner = Owner()
    soon(owner, owner.act)
    assert owner.done == 0
    qtbot.waitUntil(lambda: owner.done == 1 and not owner.children())
    QCoreApplication.processEvents()
    assert owner.done == 1


def test_an_owner_that_goes_first_is_asked_nothing_and_let_go(qtbot: Any) -> None:
    owner = Owner()
    seen = weakref.ref(owner)
    soon(owner, owner.act)
    soon(owner, partial(Owner.act, owner))
    shiboken6.delete(owner)
    QCoreApplication.processEvents()
    assert owner.done == 0
    del owner
    gc.collect()
    assert seen() is None


def test_a_form_that_is_taken_away_before_it_came_to_rest_is_let_go(
    qtbot: Any, window: Any, add: Callable[..., int]
) -> None:
    person = add("person", {"family_native": "河村"})
    seen = weakref.ref(go(qtbot, window, Place("record", "person", person)))
    window.page._begin_at_the_top()
    window.choose(replace(window.desk.settings, language="zh"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rest(qtbot, window.desk.jobs)
    gc.collect()
    assert seen() is None


def test_nothing_else_waits_with_a_receiver() -> None:
    waiting = [
        f"{file.name}:{node.lineno}"
        for file in Path(intloffice.gui.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "singleShot"
    ]
    assert waiting == []
