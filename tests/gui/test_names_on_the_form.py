"""Names on the form of a person: what the program reads, and what somebody confirmed."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from intloffice.gui import naming
from intloffice.gui.place import Place
from tests.gui.conftest import go, rest, type_text

EMPTY = {
    **dict.fromkeys(
        (
            "family_native",
            "given_native",
            "native_language",
            "family_kana",
            "given_kana",
            "latin_family",
            "latin_given",
            "latin_order",
            "chinese_form",
            "chinese_reading",
            "spelling_state",
        ),
        "",
    ),
    "latin_variants": (),
    "nationalities": (),
}


def enter(qtbot: Any, window: Any, page: Any, **values: str) -> None:
    """Type into fields as people do, leave them, and wait for what is proposed."""
    for name, text in values.items():
        editor = page.form.editors[name]
        line = editor.line if hasattr(editor, "line") else editor.focusProxy()
        line.clear()
        type_text(line, text)
    page.form.editors["address_en"].setFocus()
    page.form.names.ask()
    rest(qtbot, window.desk.jobs)


def value(page: Any, name: str) -> Any:
    return page.form.editors[name].value()


@pytest.fixture
def page(qtbot: Any, window: Any) -> Any:
    """An empty form."""
    return go(qtbot, window, Place("record", "person", 0))


def test_the_kana_of_a_japanese_name_are_spelled_as_a_guess(
    qtbot: Any, window: Any, page: Any
) -> None:
    enter(
        qtbot,
        window,
        page,
        family_native="東海林",
        given_native="優",
        family_kana="しょうじ",
        given_kana="ゆう",
    )
    assert value(page, "native_language") == "ja"
    assert (value(page, "latin_family"), value(page, "latin_given")) == ("Shoji", "Yu")
    assert value(page, "spelling_state") == "guessed"
    assert value(page, "chinese_reading") == "Donghailin You"
    assert page.form.editors["latin_family"].line.property("guessed")
    assert "nobody has confirmed" in page.form.names._guessed.text()


def test_a_guess_follows_the_name_until_somebody_writes_over_it(
    qtbot: Any, window: Any, page: Any
) -> None:
    enter(qtbot, window, page, family_native="山田", family_kana="やまだ", given_kana="たろう")
    enter(qtbot, window, page, given_kana="はなこ")
    assert value(page, "latin_given") == "Hanako"
    enter(qtbot, window, page, latin_family="Yamatta")
    enter(qtbot, window, page, given_kana="じろう")
    assert (value(page, "latin_family"), value(page, "latin_given")) == ("Yamatta", "Hanako")


def test_one_key_confirms_the_spelling_by_whom_and_when(
    qtbot: Any, window: Any, page: Any, load: Any
) -> None:
    enter(qtbot, window, page, family_native="山田", family_kana="やまだ", given_kana="はなこ")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.form, Qt.Key.Key_Y, modifiers)
    rest(qtbot, window.desk.jobs)
    assert not page.form.editors["latin_family"].line.property("guessed")
    assert page.form.names.confirming.isHidden()
    page.save()
    rest(qtbot, window.desk.jobs)
    kept = load("person", page.place.record).values
    assert kept["spelling_state"] == "confirmed"
    assert kept["spelling_confirmed_by"] == "Liu Min"
    assert kept["spelling_confirmed_on"] == date(2017, 12, 31)


def test_a_name_that_is_only_looked_at_is_not_changed(qtbot: Any, window: Any, add: Any) -> None:
    values = {"family_native": "河村", "given_native": "能人", "native_language": "ja"}
    record = add("person", {**values, "chinese_reading": "Hecun Nengren"})
    page = go(qtbot, window, Place("record", "person", record))
    assert not page.form.touched
    assert "has a Chinese reading only" in page.form.names._odd.text()


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (
            {"family_native": "何", "given_native": "存能", "nationalities": ("CN",)},
            {"native_language": "zh", "latin_family": "He", "latin_given": "Cunneng"},
        ),
        (
            {"family_native": "김", "given_native": "철수"},
            {"native_language": "ko"},
        ),
        (
            {"family_native": "河村", "given_native": "能人", "nationalities": ("JP",)},
            {"native_language": "ja", "chinese_reading": "Hecun Nengren"},
        ),
        ({"family_native": "Dupont", "given_native": "Jean"}, {}),
    ],
)
def test_only_what_can_be_read_is_proposed(typed: dict[str, Any], proposed: dict[str, str]) -> None:
    found = naming.findings({**EMPTY, **typed}, {}).proposed
    assert {key: found.get(key, "") for key in proposed} == proposed
    if "latin_family" not in proposed:
        assert "latin_family" not in found


def test_what_is_proposed_comes_also_where_the_keyboard_has_gone_meanwhile(
    qtbot: Any, window: Any, page: Any
) -> None:
    for name, text in (("family_native", "河村"), ("family_kana", "かわむら")):
        type_text(page.form.editors[name].line, text)
    line = page.form.editors["latin_family"].line
    line.setFocus()
    page.form.names.ask()
    rest(qtbot, window.desk.jobs)
    assert line.text() == "Kawamura"
    type_text(line, "Kawa")
    assert line.text() == "Kawa"
