"""Which language the program speaks where nobody has chosen one."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from intloffice import app, resources
from intloffice.commands import place
from intloffice.i18n import Word, language, language_of_system
from intloffice.settings import Settings


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "zh-Hans-CN"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "ja_JP"}, "ja"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ja:en"}, "ja"),
        ({"LANG": "C", "LANGUAGE": "ja"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment, spoken, monkeypatch):
    monkeypatch.setattr("intloffice.i18n._told_by_system", lambda: "")
    assert language_of_system(environment) == spoken


def test_a_system_that_says_it_elsewhere_is_asked(monkeypatch):
    monkeypatch.setattr("intloffice.i18n._told_by_system", lambda: "ja_JP")
    assert language_of_system({}) == "ja"
    assert language_of_system({"LANG": "zh_CN.UTF-8"}) == "zh"


@pytest.mark.parametrize("kept", [None, "", "theme = 'dark'\n", "language = 'xx'\n", "not toml ["])
def test_window_and_commands_speak_the_same_without_a_choice(kept, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    if kept is not None:
        (tmp_path / place.SETTINGS_FILE).write_text(kept)
    assert place.settings_of(str(tmp_path)).language == "ja"
    assert app._settings(tmp_path) == place.settings_of(str(tmp_path))


def test_what_was_chosen_holds_whatever_the_system_speaks(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    Settings(language="en").save(tmp_path / place.SETTINGS_FILE)
    assert place.settings_of(str(tmp_path)).language == "en"
    assert app._settings(tmp_path).language == "en"


def test_a_command_speaks_the_language_of_the_system(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "intloffice", "--data", tmp_path / "none", "find", "x"],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.endswith("中尚无数据。\n")


def test_a_marked_text_among_the_facts_is_said_in_the_language_too():
    spoken = language("zh", resources.folder("translations"))
    template = "This record is still named by others ({kind}: {count}). It was kept."
    assert "协议" in spoken.text(template, kind=Word("Agreements"), count=1)
    assert "Agreements" in spoken.text(template, kind="Agreements", count=1)


@pytest.mark.parametrize(
    ("code", "labelled", "bracketed"),
    [
        ("en", "Meetings: 26", "Files (2)"),
        ("zh", "会见：26", "文件（2）"),
        ("ja", "会見：26", "ファイル（2）"),
    ],
)
def test_colons_and_brackets_are_those_of_the_language(code, labelled, bracketed):
    spoken = language(code, resources.folder("translations"))
    assert spoken.labelled(spoken.text("Meetings"), "26") == labelled
    assert spoken.bracketed(spoken.text("Files"), "2") == bracketed


@pytest.mark.parametrize(
    ("written", "shown"),
    [("20000.00", "20,000"), ("4250.5", "4,250.50"), ("0.07", "0.07"), ("-12.00", "-12")],
)
def test_an_amount_is_whole_or_has_both_decimals(written, shown):
    assert language("en").amount(Decimal(written)) == shown


@pytest.mark.parametrize(("code", "told"), [("en", "A. B."), ("zh", "A.B."), ("ja", "A.B.")])
def test_sentences_are_parted_as_the_language_does(code, told):
    assert language(code).together(["A.", "", "B."]) == told


@pytest.mark.parametrize(
    ("code", "told"), [("en", "No such file"), ("zh", "没有"), ("ja", "ません")]
)
def test_what_the_operating_system_says_is_said_in_the_language(code, told):
    with pytest.raises(FileNotFoundError) as refused:
        Path("/nowhere/at/all").read_text("utf-8")
    spoken = language(code, resources.folder("translations"))
    said = spoken.text("{reason}", reason=refused.value.strerror)
    assert told in said
