"""Entries that were not saved: kept within two seconds, offered again, gone once they are saved."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from intloffice.errors import StoreError
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.drafts import KEPT_AFTER
from intloffice.gui.place import HOME, Place
from intloffice.gui.widgets.plain_label import PlainLabel
from tests.gui.conftest import close, go, let_go, opened_again, rest, type_text
from tests.gui.test_every_form import NEEDED


@pytest.fixture
def record(add: Any) -> Place:
    """An organisation's place."""
    return Place("record", "organisation", add("organisation", NEEDED["organisation"], name=[]))


def _kept(store: Any) -> list[Any]:
    with store.read() as session:
        return session.drafts()


def test_entries_are_kept_within_two_seconds_of_the_first_key(
    qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    assert KEPT_AFTER <= 1500
    type_text(page.form.editors["city"].line, "熊本")
    qtbot.waitUntil(lambda: bool(_kept(store)))
    (kept,) = _kept(store)
    assert (kept.page, kept.kind, kept.record_id) == ("record", "organisation", record.record)
    assert kept.content["values"] == {"city": "熊本"}


def test_one_who_goes_on_typing_is_kept_too(
    qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    for _ in range(12):
        type_text(page.form.editors["city"].line, "a")
        qtbot.wait(KEPT_AFTER // 8)
    rest(qtbot, window.desk.jobs)
    assert _kept(store)


def test_a_killed_window_offers_what_was_typed_also_what_is_no_value_yet(
    qtbot: Any, window: Any, store: Any, folder: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["founded_on"].line, "193")
    page.form.editors["country"].line.clear()
    type_text(page.form.editors["country"].line, "Japa")
    page.form.rows["name"].add()
    type_text(page.form.rows["name"].editors()[0]["text"].line, "熊本大学")
    page.form.rows["name"].add()
    page.form.rows["name"].editors()[1]["text"].line.setText("Kumamoto")
    page.leave()
    rest(qtbot, window.desk.jobs)
    other = opened_again(qtbot, folder)
    entries = [label.text() for label in other.page.unfinished.findChildren(PlainLabel)]
    assert "Organisation" in entries
    again = go(qtbot, other, record)
    assert again.form.editors["founded_on"].line.text() == "193"
    assert again.form.editors["country"].line.text() == "Japa"
    names = [line["text"].line.text() for line in again.form.rows["name"].editors()]
    assert names == ["熊本大学", "Kumamoto"]
    assert again.form.check() is False
    again.discard()
    close(qtbot, other)
    assert not _kept(store)


def test_saving_forgets_them_in_the_same_transaction(
    qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["city"].line, "熊本")
    page.leave()
    rest(qtbot, window.desk.jobs)
    page.save()
    rest(qtbot, window.desk.jobs)
    assert not _kept(store)
    assert window.desk.drafts.get(record) is None


@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("left", ["while it is saved", "just after"])
def test_what_is_kept_while_it_is_saved_is_forgotten(
    new: bool, left: str, qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    """One goes elsewhere at once, or the clock tells just then that entries are to be kept."""
    place = replace(record, record=0) if new else record
    page = go(qtbot, window, place)
    page.form.editors["kind"].show_value("university")
    page.form.editors["kind"].edited.emit()
    type_text(page.form.editors["city"].line, "熊本")
    if left == "just after":
        page.noted.connect(lambda said: page.leave() if said == "Saved." else None)
    page.save()
    if left == "while it is saved":
        window.go(HOME)
    rest(qtbot, window.desk.jobs)
    assert not _kept(store)
    assert window.desk.drafts.get(place) is None
    assert window.desk.drafts.get(record) is None


def test_what_is_typed_on_while_it_is_saved_is_kept(
    qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["city"].line, "熊")
    page.save()
    type_text(page.form.editors["city"].line, "本")
    window.go(HOME)
    rest(qtbot, window.desk.jobs)
    (kept,) = _kept(store)
    assert kept.content["values"] == {"city": "熊本"}


def test_a_draft_that_was_saved_just_before_the_program_died_is_not_offered(
    qtbot: Any, window: Any, store: Any, folder: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["city"].line, "熊本")
    page.leave()
    rest(qtbot, window.desk.jobs)
    (kept,) = _kept(store)
    page.save()
    rest(qtbot, window.desk.jobs)
    with store.write("", "") as session:
        session.keep_draft(kept.page, kept.kind, kept.record_id, kept.content)
    other = opened_again(qtbot, folder)
    again = go(qtbot, other, record)
    assert not again.is_edited
    close(qtbot, other)
    assert not _kept(store)


def test_a_new_record_that_was_saved_is_not_offered_to_be_saved_twice(
    qtbot: Any, window: Any, store: Any, folder: Any
) -> None:
    new = Place("record", "person", 0)
    page = go(qtbot, window, new)
    for name, value in NEEDED["person"].items():
        page.form.editors[name].show_value(value)
        page.form.editors[name].edited.emit()
    page.leave()
    rest(qtbot, window.desk.jobs)
    (kept,) = _kept(store)
    page.save()
    rest(qtbot, window.desk.jobs)
    assert page.place.record, "it was saved"
    with store.write("", "") as session:
        session.keep_draft(kept.page, kept.kind, kept.record_id, kept.content)
    other = opened_again(qtbot, folder)
    again = go(qtbot, other, new)
    assert not again.is_edited
    close(qtbot, other)


def test_a_record_made_in_place_is_offered_again_unless_it_was_cancelled(
    qtbot: Any, window: Any, store: Any
) -> None:
    page = go(qtbot, window, Place("record", "position", 0))
    page._create("person", "Yamada Taro", page.form.editors["person_id"])
    dialog = _dialog(window)
    type_text(dialog.form.editors["family_native"].line, "x")
    dialog.reject()
    rest(qtbot, window.desk.jobs)
    let_go()
    page._create("person", "", page.form.editors["person_id"])
    rest(qtbot, window.desk.jobs)
    dialog = _dialog(window)
    assert not dialog.banner.isHidden()
    dialog.banner._act.click()
    assert dialog.form.editors["given_native"].line.text() == "Yamada"
    dialog._give_up()
    rest(qtbot, window.desk.jobs)
    assert not [kept for kept in _kept(store) if kept.page == "inner"]


def _dialog(window: Any) -> Any:
    return window.findChildren(NewRecordDialog)[-1]


def test_content_that_does_not_fit_the_kinds_is_not_offered(
    qtbot: Any, window: Any, store: Any, record: Place
) -> None:
    with store.write("", "") as session:
        session.keep_draft("record", "organisation", record.record or 0, {"uuid": "", "values": 3})
    page = go(qtbot, window, record)
    assert not page.is_edited


def test_entries_that_cannot_be_kept_are_not_lost_without_asking(
    qtbot: Any, window: Any, record: Place, monkeypatch: Any
) -> None:
    page = go(qtbot, window, record)
    store = window.desk.jobs._store.result()
    writing = store._writing

    def refuse() -> None:
        raise StoreError("There is no room left.")

    monkeypatch.setattr(store, "_writing", refuse)
    type_text(page.form.editors["city"].line, "熊本")
    page.leave()
    rest(qtbot, window.desk.jobs)
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    window.close()
    assert asked == ["Your entries are not saved, and cannot be kept."]
    assert window.isVisible()
    monkeypatch.setattr(store, "_writing", writing)
    page.discard()
    rest(qtbot, window.desk.jobs)


def test_the_first_page_tells_of_them_only_while_there_are_some(
    qtbot: Any, window: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["city"].line, "熊本")
    home = go(qtbot, window, HOME)
    rest(qtbot, window.desk.jobs)
    assert not home.unfinished.isHidden()
    again = go(qtbot, window, record)
    again.discard()
    home = go(qtbot, window, HOME)
    rest(qtbot, window.desk.jobs)
    assert home.unfinished.isHidden()


def test_the_form_stays_as_it_is_when_the_file_was_moved_away(
    qtbot: Any, window: Any, folder: Any, load: Any, record: Place
) -> None:
    page = go(qtbot, window, record)
    type_text(page.form.editors["city"].line, "熊本")
    (folder / "office.db").rename(folder / "away.db")
    page.save()
    rest(qtbot, window.desk.jobs)
    assert "moved or deleted" in page.banner.sentence.text()
    assert page.is_edited
    assert page.form.editors["city"].line.text() == "熊本"
    (folder / "away.db").rename(folder / "office.db")
    page.save()
    rest(qtbot, window.desk.jobs)
    assert load("organisation", record.record or 0).values["city"] == "熊本"


@pytest.mark.parametrize("kind", ["agreement", "person"])
def test_who_gives_up_what_was_entered_before_begins_anew_in_an_empty_form(
    qtbot: Any, window: Any, store: Any, kind: str
) -> None:
    place = Place("record", kind, 0)
    page = go(qtbot, window, place)
    empty = page.form.typed()
    name = "reference" if kind == "agreement" else "family_native"
    begun = {n: [line for _, line in rows.typed()] for n, rows in page.form.rows.items()}
    type_text(page.form.editors[name].line, "王")
    rest(qtbot, window.desk.jobs)
    go(qtbot, window, HOME)
    page = go(qtbot, window, place)
    assert page.form.editors[name].line.text() == "王"
    assert page.banner._act.text() == "Discard them"
    page.banner._act.click()
    rest(qtbot, window.desk.jobs)
    assert page.banner.isHidden()
    assert window.place == place
    assert all(editor.typed() == editor.field.empty for editor in page.form.editors.values())
    now = {n: [line for _, line in rows.typed()] for n, rows in page.form.rows.items()}
    assert now == begun
    assert page.form.typed() == empty
    assert not _kept(store)


def test_what_was_given_up_does_not_come_back_from_a_store_that_is_still_writing(
    qtbot: Any, window: Any, store: Any
) -> None:
    place = Place("record", "person", 0)
    page = go(qtbot, window, place)
    type_text(page.form.editors["family_native"].line, "王")
    rest(qtbot, window.desk.jobs)
    go(qtbot, window, HOME)
    page = go(qtbot, window, place)
    jobs, go_on = window.desk.jobs, Event()
    jobs._writer.submit(go_on.wait)
    try:
        page.banner._act.click()
        qtbot.waitUntil(lambda: page._ready)
        assert _kept(store)
        assert page.form.editors["family_native"].line.text() == ""
        assert page.banner.isHidden()
    finally:
        go_on.set()
    rest(qtbot, jobs)
    assert not _kept(store)
