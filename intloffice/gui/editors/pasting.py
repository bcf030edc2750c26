"""What is pasted from a spreadsheet: its cells, and what they say in any of the languages."""

import re

from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.editor import Editor
from intloffice.i18n import LOCALES, language
from intloffice.names.folding import fold
from intloffice.schema.field import Field, FieldType

_QUOTED = re.compile(r'"(?:[^"]|"")*"(?=[\t\n]|\Z)')
_BROKEN = re.compile(r"(?<=[\u3040-\u9fff])[ \t]*\n\s*(?=[\u3040-\u9fff])")
_BARE = re.compile(r"[^\t\n]*")
_YES = {"1", "yes", "true", "✓", "是", "はい", "x"}


def cells_in(text: str) -> list[list[str]]:
    """Read a table as spreadsheets put it on the clipboard: tabs between cells, a line a row.

    A cell that holds tabs or line breaks stands in quotation marks, those within it doubled. A
    mark that only begins a cell is one of its signs.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(plain, at)
        found = quoted or _BARE.match(plain, at)
        written = found[0] if found else ""
        rows[-1].append(written[1:-1].replace('""', '"') if quoted else written)
        at += len(written)
        if at >= len(plain):
            return rows if plain else []
        if plain[at] == "\n":
            rows.append([])
        at += 1


def one_line(field: Field, written: str) -> str:
    """Give what was written in a cell without the line breaks, but in a text of several lines.

    Between characters a line break stands for nothing, else for a blank.
    """
    if field.type is FieldType.TEXT:
        return written.strip()
    return " ".join(_BROKEN.sub("", written).split())


def is_yes(written: str) -> bool:
    """Tell whether a cell says yes."""
    return fold(written) in _YES


def choice_called(desk: Desk, field: Field, written: str) -> str:
    """Give the choice that is called so in any of the languages; empty where none is."""
    spoken = [language(code, desk.translations) for code in LOCALES]
    for member in field.choices or ():
        called = (str(member), *(each.text(member.label) for each in spoken))
        if fold(written) in map(fold, called):
            return str(member)
    return ""


def put(desk: Desk, editor: Editor, written: str) -> None:
    """Put what was pasted into an editor, as if it had been typed."""
    field = editor.field
    text = one_line(field, written)
    if not text:
        editor.show_value(field.empty)
    elif field.type is FieldType.FLAG:
        editor.show_value(is_yes(text))
    elif field.type is FieldType.CHOICE and not field.many:
        editor.show_value(choice_called(desk, field, text) or text)
    else:
        editor.show_value(Typed(text))
