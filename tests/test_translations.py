"""What the program says, it says in Chinese and Japanese too, and no two headings alike."""

import importlib.util
import re
import string
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from intloffice import resources
from intloffice.i18n import LOCALES, language
from intloffice.records import ALL_KINDS
from intloffice.schema.naming import NameType
from intloffice.schema.showing import label

ROOT = Path(__file__).parent.parent
FOLDER = resources.folder("translations")
OTHERS = [code for code in LOCALES if code != "en"]
#: Latin words that stay: standards, file formats, keys, systems, what is typed as it is.
KEPT = {"ISCED", "EQF", "CEFR", "PNG", "JPEG", "ROR", "SCHAC", "ID", "Erasmus", "F", "JP"}
KEPT |= {"EWP", "Without", "Paper", "XML", "A", "C"}
KEPT |= {"PDF", "JSON", "Word", "Excel", "xlsx", "MB", "Debian", "Ubuntu", "intloffice", "help"}
KEPT |= {
    "Ctrl",
    "Alt",
    "PgDn",
    "PgUp",
    "Shift",
    "Enter",
    "Delete",
    "Esc",
    "Tab",
    "P",
    "S",
    "Z",
    "UUID",
}
#: The letter that opens a menu.
MNEMONIC = re.compile(r"\(&[A-Z]\)")


def load_tool():
    """Load packaging/translations.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


TOOL = load_tool()
MARKED = [message.id for message in TOOL.template() if message.id]


def catalogue(code):
    """Read a language's catalogue."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=TOOL.LOCALES[code])


def forms(text):
    """Give the forms of a text: one, or one and many."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text):
    """Name the placeholders of a text, as often as they stand there."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def latin_words(text):
    """Give the Latin words outside placeholders; a key with its letter is none."""
    outside = " ".join(literal for literal, *_ in string.Formatter().parse(text))
    outside = re.sub(r"Ctrl\+[A-Z]\b", "Ctrl", outside)
    return set(re.findall("[A-Za-z]+", MNEMONIC.sub("", outside)))


def repeated(labels):
    """Give the labels that stand more than once."""
    return [text for text, count in Counter(labels).items() if count > 1]


@pytest.fixture(params=OTHERS)
def code(request):
    return request.param


@pytest.fixture(params=list(LOCALES))
def tongue(request):
    return language(request.param, FOLDER)


def test_every_marked_text_is_translated(code):
    said = catalogue(code)
    wanting = [text for text in MARKED if not (said.get(text) and all(forms(said[text].string)))]
    assert wanting == []


def test_nothing_is_translated_that_is_not_said(code):
    said = {forms(message.id) for message in catalogue(code) if message.id}
    assert said - {forms(text) for text in MARKED} == set()


def test_placeholders_are_those_of_the_english_text(code):
    for message in catalogue(code):
        if message.id:
            english = placeholders(forms(message.id)[-1])
            for text in forms(message.string):
                assert set(placeholders(text)) == set(english), text


def test_catalogues_are_compiled(code):
    compiled = BytesIO()
    write_mo(compiled, catalogue(code))
    assert (FOLDER / f"{code}.mo").read_bytes() == compiled.getvalue()


def test_nothing_is_left_in_english(code):
    for message in catalogue(code):
        if message.id:
            for text in forms(message.string):
                assert latin_words(text) <= KEPT, text


def test_each_language_has_its_own_quotation_marks(code):
    wrong = {"zh": '「」『』"', "ja": '“”"'}[code]
    for message in catalogue(code):
        if message.id:
            for text in forms(message.string):
                assert not set(text) & set(wrong), text
                assert "……" not in text


def test_fields_of_a_kind_have_labels_of_their_own(tongue):
    for kind in ALL_KINDS:
        labels = [label(field, tongue) for field in kind.fields.values()]
        labels += [tongue.text(rows.label) for rows in kind.rows]
        assert repeated(labels) == [], kind.name
        for rows in kind.rows:
            assert repeated(label(field, tongue) for field in rows.fields) == [], rows.name


def meanings(entries):
    """Give the labels that mean more than one thing when all languages are read at once."""
    found = {}
    for meaning, text in entries:
        found.setdefault(text, set()).add(meaning)
    return {text: meant for text, meant in found.items() if len(meant) > 1}


def test_a_workbook_in_any_language_is_read_without_doubt():
    tongues = [language(each, FOLDER) for each in LOCALES]
    sheets = [
        ((kind.name, rows and rows.name), (t.text(kind.plural), t.text(rows.label) if rows else ""))
        for kind in ALL_KINDS
        for rows in (None, *kind.rows)
        for t in tongues
    ]
    assert meanings(sheets) == {}
    for kind in ALL_KINDS:
        for fields in (kind.fields.values(), *(rows.fields for rows in kind.rows)):
            columns = [(field.name, label(field, t)) for field in fields for t in tongues]
            assert meanings(columns) == {}, kind.name
            for field in fields:
                members = list(field.choices or ())
                words = [(each.value, t.text(each.label)) for each in members for t in tongues]
                assert meanings(words) == {}, field.name


def test_sheets_have_titles_of_their_own(tongue):
    english = {kind.plural for kind in ALL_KINDS}
    english |= {rows.label for kind in ALL_KINDS for rows in kind.rows}
    assert repeated(tongue.text(title) for title in english) == []


def test_kinds_have_names_of_their_own(tongue):
    assert repeated(tongue.text(kind.singular) for kind in ALL_KINDS) == []


def test_choices_have_labels_of_their_own(tongue):
    fields = [field for kind in ALL_KINDS for field in kind.fields.values()]
    fields += [f for kind in ALL_KINDS for rows in kind.rows for f in rows.fields]
    lists = {field.choices for field in fields if field.choices}
    assert NameType in lists
    for choices in lists:
        assert repeated(tongue.text(member.label) for member in choices) == [], choices
