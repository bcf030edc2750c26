"""The history of a record gives back what a value was."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from intloffice.errors import OfficeError
from intloffice.gui.place import Place
from intloffice.operations import edit, trail, undo
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.gui.conftest import go, rest

PERSON, ORGANISATION = (kind_named(ALL_KINDS, name) for name in ("person", "organisation"))


def test_one_value_is_given_back_and_the_others_stay(
    qtbot: Any, window: Any, add: Any, load: Any, store: Any
) -> None:
    record = add("person", {"family_native": "李", "notes": "first"})
    with store.write("Edit", "Li") as session:
        edit.change(session, PERSON, record, 1, {"notes": "second", "given_native": "四"})
    page = go(qtbot, window, Place("record", "person", record))
    page._go_to_section(len(page._tabs.buttons()) - 1)
    rest(qtbot, window.desk.jobs)
    restoring = page._history.findChildren(QPushButton)
    next(b for b in restoring if "first" in b.accessibleName()).click()
    rest(qtbot, window.desk.jobs)
    kept = load("person", record).values
    assert (kept["notes"], kept["given_native"]) == ("first", "四")
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    assert load("person", record).values["notes"] == "second"


def test_what_names_a_record_that_is_gone_is_refused(store: Any, add: Any, load: Any) -> None:
    def body(name: str, **values: Any) -> int:
        line = {"text": name, "language": "en", "type": "official"}
        return int(add("organisation", {"kind": "university", **values}, name=[line]))

    parent = body("Parent")
    part = body("Part", parent_id=parent)
    with store.write("Edit", "Li") as session:
        edit.change(session, ORGANISATION, part, 1, {"parent_id": None})
    with store.write("Remove", "Li") as session:
        edit.remove(session, ORGANISATION, parent)
    with store.read() as session:
        found = trail.history_of(session, ORGANISATION, part)[0].changes[0]
    with pytest.raises(OfficeError, match="not there any more"), store.write("R", "Li") as session:
        trail.restore_value(session, ORGANISATION, part, found.change_id, "parent_id")
    assert load("organisation", part).values["parent_id"] is None
