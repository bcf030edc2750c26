"""The manual says what the window has: its names, keys, commands and pictures, in each language."""

import ast
import re
import shlex
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from PIL import Image
from PySide6.QtGui import QKeySequence

from intloffice import resources
from intloffice.commands import arguments
from intloffice.gui import manual, markup
from intloffice.i18n import LOCALES, OWN_NAMES
from intloffice.records import ALL_KINDS
from tests.pictures.manual import pictures
from tests.pictures.walking import Walked

FOLDER = resources.folder("manual")
NAMES = sorted(path.name for path in (FOLDER / "en").glob("*.md"))
#: Bytes that all pictures may take together.
MOST = 6_000_000
OTHERS = [code for code in LOCALES if code != "en"]
#: How the keys are written in the manual, and how Qt writes them.
WRITTEN = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "Enter": "Return", "PgDn": "PgDown"}
#: What every window of Qt obeys without our help.
OF_QT = {"Tab", "Shift+Tab"}


def text_of(code: str, name: str) -> str:
    return (FOLDER / code / name).read_text(encoding="utf-8")


@cache
def bare(text: str) -> str:
    """Take a menu's mark for the keyboard out of a text."""
    return re.sub(r"\s*\(&\w\)|&", "", text)


def marked_texts() -> set[str]:
    found = set()
    for path in Path(markup.__file__).parents[1].rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            if named and call.func.id in ("N_", "NN_"):
                found |= {ast.literal_eval(each) for each in call.args[:2]}
    return {text for text in found if isinstance(text, str)}


@cache
def catalogue(code: str) -> dict[str, str]:
    """Give every text of the program in English, and what is said for it in a language."""
    if code == "en":
        return {text: text for text in marked_texts()}
    with (resources.folder("translations") / f"{code}.mo").open("rb") as file:
        said = {str(each.id): str(each.string) for each in read_mo(file) if each.id}
    return {text: said[text] for text in marked_texts() if text in said}


@cache
def filled(code: str) -> dict[str, re.Pattern[str]]:
    """Give the texts with placeholders, each with what it looks like when they are filled."""
    found = {}
    for text, written in catalogue(code).items():
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(bare(written)))
        literal = re.sub(r"\{\w+\}", "", written).strip(" :：“”「」…")
        if len(literal) > 3 and ".+" in pattern:
            found[text] = re.compile(pattern)
    return found


@cache
def meanings(said: str, code: str) -> set[str]:
    """Give the English texts that a name may stand for, their placeholders filled or not."""
    found = {text for text, written in catalogue(code).items() if bare(written) == said}
    return found | {text for text, pattern in filled(code).items() if pattern.fullmatch(said)}


@pytest.mark.parametrize("code", OTHERS)
def test_every_page_is_there_in_every_language_with_the_same_parts(code: str) -> None:
    assert sorted(path.name for path in (FOLDER / code).iterdir()) == NAMES
    for name in NAMES:
        ours, english = text_of(code, name), text_of("en", name)
        for mark in (r"^#+ ", r"^\d+\. ", r"^- ", r"^\| ", r"^```"):
            counts = [len(re.findall(mark, text, re.MULTILINE)) for text in (ours, english)]
            assert counts[0] == counts[1], f"{code}/{name}: {mark}"
        assert re.findall(r"^#+", ours, re.MULTILINE) == re.findall(r"^#+", english, re.MULTILINE)
        assert markup.links(ours) == markup.links(english), name
        stems = [[Path(each).stem for each in markup.pictures(text)] for text in (ours, english)]
        assert stems[0] == stems[1], name


@pytest.mark.parametrize("code", list(LOCALES))
def test_every_page_is_in_the_contents_and_tells_what_can_go_wrong(code: str) -> None:
    leaves = manual.leaves(code)
    assert Counter(f"{leaf.name}.md" for leaf in leaves) == Counter(NAMES)
    assert all(leaf.group for leaf in leaves[1:])
    wrong = {"en": "What can go wrong", "zh": "可能遇到的问题", "ja": "うまくいかないとき"}[code]
    told = [leaf.name for leaf in leaves if f"\n## {wrong}\n" not in leaf.text]
    assert told == [manual.CONTENTS, manual.KEYBOARD]
    contents = leaves[0].text
    assert all(f"[{leaf.title}](" in contents for leaf in leaves[1:])


@pytest.mark.parametrize("code", list(LOCALES))
def test_every_link_leads_to_a_page_and_none_out_of_the_manual(code: str) -> None:
    for name in NAMES:
        assert set(markup.links(text_of(code, name))) <= set(NAMES), name


@pytest.mark.parametrize("code", list(LOCALES))
def test_every_picture_that_a_page_shows_is_there_and_every_one_is_shown(code: str) -> None:
    folder = FOLDER / "pictures" / code
    asked = [each for name in NAMES for each in markup.pictures(text_of(code, name))]
    assert {(FOLDER / code / each).resolve() for each in asked} == set(folder.iterdir())
    assert {Path(each).stem for each in asked} == set(pictures())
    for path in folder.iterdir():
        with Image.open(path) as picture:
            assert picture.mode == "P", path
            assert picture.width > 600, path


def test_the_pictures_are_small_together() -> None:
    sizes = (path.stat().st_size for path in (FOLDER / "pictures").rglob("*.png"))
    assert 0 < sum(sizes) < MOST


@pytest.mark.parametrize("code", list(LOCALES))
def test_what_the_manual_names_of_the_window_the_window_calls_so(code: str) -> None:
    """A page names the same things in every language, each as the catalogue has it."""
    faults = []
    for name in NAMES:
        said = {each: meanings(each, code) for each in markup.named(text_of(code, name))}
        faults += [f"{name}: {each}" for each, meant in said.items() if not meant]
        wanted = [meanings(each, "en") for each in markup.named(text_of("en", name))]
        faults += [
            f"{name} does not say {each}"
            for each in wanted
            if not any(each & meant for meant in said.values())
        ]
    assert not faults


def test_a_name_that_the_window_does_not_have_is_found_out() -> None:
    assert meanings("保存", "zh")
    assert not meanings("保存一下", "zh")


@pytest.mark.parametrize("code", list(LOCALES))
def test_every_command_of_the_manual_is_one(code: str) -> None:
    text = text_of(code, "command-line.md")
    lines = [line for line in text.splitlines() if line.startswith("intloffice ")]
    assert len(lines) > 10
    for line in lines:
        arguments.read(shlex.split(line)[1:])


def keys_of(code: str, name: str) -> set[str]:
    """Give the keys that a page names, as Qt writes them."""
    return {as_qt(each) for each in re.findall(r"\*\*([^*\n]+)\*\*", text_of(code, name))}


def as_qt(written: str) -> str:
    parts = [WRITTEN.get(part, part) for part in re.split(r"(?<=[^+])\+", written)]
    return QKeySequence("+".join(parts)).toString(QKeySequence.SequenceFormat.PortableText)


@pytest.mark.parametrize("code", list(LOCALES))
def test_every_key_that_a_page_names_stands_in_the_table_of_keys(code: str) -> None:
    table = keys_of(code, "keyboard.md")
    assert "" not in table
    assert table == keys_of("en", "keyboard.md")
    every = {f"Ctrl+{number}" for number in range(1, 10)}
    for name in NAMES:
        assert keys_of(code, name) <= table | every | OF_QT, name


@pytest.fixture
def shortcuts(walked_in_english: Walked) -> set[str]:
    """The keys that the window and its pages and boxes obey, wherever one goes."""
    return walked_in_english.keys


def pressed() -> set[str]:
    """Give the single keys that widgets of ours look at themselves, by the names in Qt."""
    found = set()
    for path in (Path(markup.__file__).parent).rglob("*.py"):
        found |= set(re.findall(r"Qt\.Key\.Key_(\w+)", path.read_text(encoding="utf-8")))
    names = {"Escape": "Esc", "Delete": "Del", "Insert": "Ins", "PageUp": "PgUp"}
    names |= {"PageDown": "PgDown", "Enter": "Return", "Backtab": "Tab"}
    return {names.get(name, name) for name in found}


def test_the_table_of_keys_holds_every_key_that_the_window_obeys(shortcuts: set[str]) -> None:
    table = keys_of("en", "keyboard.md")
    of_kinds = {f"Ctrl+{number}" for number in range(1, min(len(ALL_KINDS), 9) + 1)}
    missing = shortcuts - table - of_kinds
    assert not missing
    single = {keys.rpartition("+")[2] or "+" for keys in table}
    assert not pressed() - single - {"D"}


def test_the_table_of_keys_holds_no_key_that_nothing_obeys(shortcuts: set[str]) -> None:
    of_widgets = pressed() | {"Space", "+", "-", "0", "Shift+Tab", "Tab"}
    held = {f"{held}+{key}" for held in ("Ctrl", "Alt") for key in pressed()}
    standard = {"Ctrl+C", "Ctrl+V"}
    unknown = keys_of("en", "keyboard.md") - shortcuts - of_widgets - held - standard
    assert not unknown


def test_the_languages_are_named_as_they_name_themselves() -> None:
    for code in LOCALES:
        assert all(name in text_of(code, "settings.md") for name in OWN_NAMES.values())


def test_marks_are_turned_into_what_is_shown_and_nothing_else_is() -> None:
    made = markup.as_html("# A <b>\n\nPress **Ctrl++**, *so*, `<x>`, ‹Save› or [go](a.md).\n")
    assert "<h1>A &lt;b&gt;</h1>" in made
    assert "<b>Ctrl++</b>, <em>so</em>, <code>&lt;x&gt;</code>" in made
    assert '<span class="named">Save</span>' in made
    assert '<a href="a.md">go</a>' in made


def test_lists_tables_and_commands_are_blocks() -> None:
    made = markup.as_html(
        "1. One\n   more\n2. Two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```\na  b\n```"
    )
    assert "<ol><li>One more</li><li>Two</li></ol>" in made
    assert "<td>1</td><td>2</td>" in made
    assert "<pre>a  b</pre>" in made


def test_a_search_finds_pages_by_all_words_and_titles_first() -> None:
    every = manual.leaves("en")
    found = manual.search(every, "renew agreement")
    assert found[0].leaf.name == "renew"
    assert all(hit.times for hit in found)
    assert not manual.search(every, "zzzz")
    assert len(manual.search(every, " ")) == len(every)


def test_every_page_of_the_window_has_a_page_of_the_manual() -> None:
    names = {leaf.name for leaf in manual.leaves("en")}
    tree = ast.parse(Path(markup.__file__).with_name("page_maker.py").read_text("utf-8"))
    makers = next(
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and each.name == "_makers"
    )
    made = next(each for each in ast.walk(makers) if isinstance(each, ast.Dict))
    pages = {ast.literal_eval(key) for key in made.keys if key}
    assert "briefings" in pages
    for page in pages:
        assert page in manual._OF_PLACES
    assert set(manual._OF_PLACES.values()) <= names


@pytest.mark.parametrize("code", list(LOCALES))
def test_no_two_pictures_show_the_same(code):
    shown = {path.read_bytes(): path.name for path in (FOLDER / "pictures" / code).glob("*.png")}
    assert len(shown) == len(pictures())
